"""What a question denies: that something was done ("not accept"), or within what was told ("said it was no truce").

No row shows that something was not done: those of refusals do, where the form of the question has them, and statements
that pages say were not made. All others are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parley.ask.data import words
from parley.ask.line import Word
from parley.ask.question import Topic
from parley.ask.tokens import stem
from parley.records import name_key

DONE, TOLD = "done", "told"
_BEFORE = 4  # words from a negation to what it denies: "would not so much as talk"


@dataclass(frozen=True, slots=True)
class Denial:
    """A negation of a question.

    Attributes:
        of: What is denied, ``done`` or ``told``.
        word: The word that says so; "not" of "n't".
        reported: Whether it stands behind a word that reports.
    """

    of: str
    word: str
    reported: bool


def mark_negation(line: Sequence[Word]) -> Denial | None:
    """What a question denies, if anything; the word is marked."""
    reporting = False
    for at, word in enumerate(line):
        key = word.token.key
        if word.read_as is None and not word.token.quoted:
            if key in words("denying") and not (at and line[at - 1].token.key == "or"):  # "whether or not"
                word.read_as = "not"
                _mark_rest(line, at)
                told = reporting or key in words("denying_things")
                return Denial(TOLD if told else DONE, key, reporting)
            reporting = reporting or key in words("reporting")
    return None


def _mark_rest(line: Sequence[Word], at: int) -> None:
    """Mark what goes with a negation: "no longer", "not yet"."""
    if (
        at + 1 < len(line)
        and line[at + 1].read_as is None
        and line[at + 1].token.key in words("denying_more")
    ):
        line[at + 1].read_as = "not"


def denies(text: str, topics: Sequence[Topic]) -> bool:
    """Whether a text denies something of some topics, or anything where they are only names."""
    told = name_key(text).split()
    at = [n for n, word in enumerate(told) if word in words("denying") or _is_contracted(told, n)]
    heads = {
        phrase[0] for topic in topics if topic.needed and not topic.ids for phrase in topic.phrases if phrase
    }
    if not at or not heads:
        return bool(at)
    return any(stem(word) in heads for n in at for word in told[n + 1 : n + 1 + _BEFORE])


def _is_contracted(told: Sequence[str], at: int) -> bool:
    """Whether a word is what is left of "n't": ``t`` behind ``didn``."""
    return told[at] == "t" and at > 0 and told[at - 1][-1:] == "n"
