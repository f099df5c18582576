"""Whether what a side says that it will do is a blow, and so no offer."""

from __future__ import annotations

from parley.find.positions.stances import listed
from parley.language.lemmas import lemma
from parley.language.line import Line, Range

_OPENING = 7  # words of a content in which its verb stands


def is_blow(line: Line, content: Range) -> bool:
    """Whether what is promised is a blow: ``to retaliate``, ``the accord will be terminated``, ``to raise tariffs``."""
    opening = {lemma(word) for word in line.words[content[0] : min(content[1], content[0] + _OPENING)]}
    if not opening.isdisjoint(listed("ceasing")) or ("respond" in opening and _answers(line, content)):
        return False
    raised = not opening.isdisjoint(listed("raising")) and not opening.isdisjoint(listed("blows"))
    return raised or not opening.isdisjoint(listed("hostile"))


def _answers(line: Line, content: Range) -> bool:
    """Whether what is promised is an answer: ``to respond to the offer``."""
    return not listed("pointed").isdisjoint(line.words[slice(*content)])
