"""The words of a question, and when two words are forms of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parley.language.lemmas import lemma
from parley.records import name_key

LONGEST = 1000  # characters of a question that are read
_WORD = re.compile(r"\w+(?:[.\-–’'](?=\w)\w+)*\.?|[,“”\"]", re.UNICODE)
_DENIED = re.compile(r"(n['’]t|(?<=can)not)$", re.IGNORECASE)
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}  # what is left of "can't"
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_ENDINGS = (
    "ations", "ation", "ings", "ing", "ments", "ment", "ators", "ator", "ions", "ion", "ers", "er", "ors", "or",
    "ials", "ial", "als", "al", "ies", "ed", "es", "ly", "y", "s", "e",
)  # fmt: skip
_NOT = "not"
_STEM = 4  # letters that an ending leaves at least


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question: as typed, without case and accents, and where it stands. `quoted`: in quotation marks."""

    text: str
    key: str
    start: int
    end: int
    quoted: bool = False

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital letter."""
        return self.text[:1].isupper()


def tokens(question: str) -> list[Token]:
    """The words of a question in order; ``'s`` and ``n't`` are words of their own, ``U.S.`` is one."""
    out: list[Token] = []
    quoted = False
    for found in _WORD.finditer(question[:LONGEST]):
        text, start = found[0], found.start()
        if text in '“”"':
            quoted = not quoted if text == '"' else text == "“"
            continue
        if text.endswith(".") and text.count(".") == 1:
            text = text[:-1]
        denied = _DENIED.search(text)
        if denied and denied.start():
            verb, at = text[: denied.start()], start + denied.start()
            out.append(Token(verb, _WHOLE.get(_key(verb), _key(verb)), start, at, quoted))
            out.append(Token(denied[0], _NOT, at, found.end(), quoted))
            continue
        ending = _POSSESSIVE.search(text)
        if ending is None and question[found.end() : found.end() + 1] in ("'", "’") and text.endswith("s"):
            out.append(Token(text, _key(text), start, start + len(text), quoted))
            out.append(Token("'s", "'s", found.end(), found.end() + 1, quoted))
            continue
        stem = text[: ending.start()] if ending else text
        if stem:
            out.append(Token(stem, _key(stem), start, start + len(stem), quoted))
        if ending:
            out.append(Token("'s", "'s", start + len(stem), start + len(text), quoted))
    return out


def _key(text: str) -> str:
    return "," if text == "," else name_key(text)


@lru_cache(1 << 16)
def stem(word: str) -> str:
    """What forms of a word share: ``peacekeep`` of peacekeepers and of peacekeeping. Never shown to anybody.

    Args:
        word: Without case and accents.
    """
    if len(word) <= _STEM or not word.isascii() or not word.isalpha():
        return word
    base = lemma(word)
    for ending in _ENDINGS:
        if base.endswith(ending) and len(base) - len(ending) >= _STEM:
            base = base[: -len(ending)]
            break
    return base[:-1] if base.endswith("e") and len(base) > _STEM else base


@lru_cache(1 << 13)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of a text, in order."""
    return tuple(map(stem, name_key(text).split()))
