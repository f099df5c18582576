"""Of whose company and of what length a mention is: with others, of years, of people who act for nobody."""

from __future__ import annotations

from collections.abc import Sequence

from parley.find.meetings.clauses import clear
from parley.find.meetings.lexicon import listed
from parley.find.meetings.nouns import Noun
from parley.find.meetings.talk import Talk
from parley.find.predicates import FINITE_FORM, Predicate
from parley.language.line import Line, Range

_LONG = frozenset({"months", "years", "decades"})


def governs(p: Predicate, noun: Noun, subject: Sequence[Predicate]) -> bool:
    """Whether a verb governs the clause whose subject a noun is: ``hopes | the summit | will open doors``."""
    wished = p.lemma.split()[0] in listed("propose") and p.group[1] <= noun.start
    told = [q for q in subject if q.form == FINITE_FORM and q.verb > noun.head]
    return wished and bool(told) and all(q.future for q in told)


def is_with(talk: Talk) -> bool:
    """Whether talks are with those told behind them, and not between them: ``talks due on Monday | with T``."""
    line, at = talk.line, talk.at[1]
    k = next((k for k in range(at, len(line)) if line.words[k] in ("with", "between")), at)
    return line.words[k : k + 1] == ["with"] and clear(line, at, k, [])


def may_act(line: Line, found: Range) -> bool:
    """Whether a phrase may stand for a side: by a name, a pronoun, or as those who act for one."""
    acting = listed("sides") | listed("delegation") | listed("deputies") | {"other"}
    return any(
        line.words[k] in acting or line.tokens[k].text[0].isupper() or line.tags[k] in ("PRP", "CD")
        for k in range(*found)
    )


def is_long(line: Line, noun: Noun) -> bool:
    """Whether it is many meetings taken together: ``two years of | talks``."""
    before = line.words[max(0, noun.start - 2) : noun.start]
    return before[-1:] == ["of"] and before[0] in _LONG
