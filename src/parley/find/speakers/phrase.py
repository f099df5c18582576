"""The words that name a speaker, taken apart: head, owner, members, and whether they name one or many."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from parley.find.lexicon import word_set
from parley.language.tokens import Token
from parley.vocab import table, words

AFTER_HEAD = words("after_head")
POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your", "whose"})
_ABOUT = frozenset({"about", "over", "under", "near"})
MARKS = (",", "(", "--", "—", "–")


@cache
def listed(section: str, key: str) -> frozenset[str]:
    """A list of words in vocab/speakers.toml."""
    return frozenset(table("speakers.toml")[section][key].split())


def are_initials(label: str, name: str) -> bool:
    """Whether a label is how an interview shortens a full name: ``IP`` or ``IMP`` of ``Irena Pask``."""
    parts = name.casefold().split()
    short = label.replace(".", "")
    if not (len(parts) > 1 and 2 <= len(short) <= 3 and short.isalpha() and short.isupper()):
        return False
    return (short[0].casefold(), short[-1].casefold()) == (parts[0][0], parts[-1][0])


def head_end(phrase: Sequence[Token]) -> int:
    """The end of the head of a noun phrase: before its first preposition, mark or relative clause."""
    for i, word in enumerate(phrase):
        if word.text in MARKS:
            return i
        if i and word.text.lower() in AFTER_HEAD and not _joins_name(phrase, i) and not _counts(phrase, i):
            return i
    return len(phrase)


def _joins_name(phrase: Sequence[Token], i: int) -> bool:
    """Whether the preposition at `i` stands inside a body's name: ``Ministry of Defence``."""
    before = phrase[i - 1].text
    inside = i + 1 < len(phrase) and before[0].isupper() and phrase[i + 1].text[0].isupper()
    return inside and before.lower() in word_set("organizations", "heads")


def _counts(phrase: Sequence[Token], i: int) -> bool:
    """Whether a number that is about right begins at `i`: ``Tavria and about 40 of its allies``."""
    return (
        phrase[i].text.lower() in _ABOUT and phrase[i + 1].text[0].isdigit() if i + 1 < len(phrase) else False
    )


def members(phrase: Sequence[Token]) -> list[Sequence[Token]]:
    """The members of a coordination of names: ``A, B and C``."""
    if not any(w.text.lower() == "and" for w in phrase):
        return [phrase]
    parts: list[list[Token]] = [[]]
    for word in phrase:
        if word.text.lower() in ("and", ","):
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]


def joined(names: Sequence[str]) -> str:
    """``A, B and C``."""
    return f"{', '.join(names[:-1])} and {names[-1]}"


def points_back(phrase: Sequence[Token]) -> bool:
    """Whether a phrase names somebody told of before: ``the minister``, not ``the minister of ports``."""
    return phrase[0].text.lower() in ("the", "this", "that") and head_end(phrase) == 2 == len(phrase)


@cache
def _persons() -> frozenset[str]:
    return word_set("titles", "heads") | listed("nouns", "person")


@cache
def _bodies() -> frozenset[str]:
    return word_set("organizations", "heads") | listed("nouns", "body")


def is_person(word: str) -> bool:
    """Whether a noun in lower case means one person: an office, an occupation, a woman."""
    return word in _persons()


def is_body(word: str) -> bool:
    """Whether a noun in lower case means a body: a ministry, a company, a delegation."""
    return word in _bodies()


def is_plural(word: str) -> bool:
    """Whether a noun in lower case means several people: officials, both."""
    return word in listed("nouns", "several") or (word.endswith("s") and not word.endswith("ss"))


def gender(word: str) -> str | None:
    """The gender that a noun for a person tells: ``spokeswoman``."""
    for kind in ("female", "male"):
        if word in word_set("titles", kind) or word in listed("nouns", kind):
            return kind
    return None
