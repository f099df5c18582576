"""What a model sees of a word: its letters, its ending, its capitals and where it stands.

Typography is put aside first (curly marks, zero-width characters), so that a word is the same word in
every outlet's typesetting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from parley.language.tokens import INVISIBLE

FIRST, INNER, TITLE = "f", "m", "H"  # a word that begins a sentence; within one; in a line set in capitals
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_OPENS = frozenset(".:\"“”„«»'‘’—–")
_TITLE_SHARE = 0.7  # of the longer words of a headline have a capital, as in parley.find.names


def visible(word: str) -> str:
    """A word without characters that have no width, its apostrophes straight."""
    return word if word.isascii() else _INVISIBLE.sub("", word).replace("’", "'").replace("‘", "'")


@lru_cache(
    1 << 12
)  # its own features, its neighbours' and its possible labels ask for a new word one after the other
def normal(word: str) -> str:
    """A word in lower case and without typography, its digits as zeros."""
    word = visible(word).lower().replace("‑", "-").replace("‐", "-")
    if word.isdigit():
        return "0" * min(len(word), 5)
    return re.sub(r"\d", "0", word) if word[:1].isdigit() else word


@lru_cache(1 << 13)
def shape(word: str) -> str:
    """Capitals, digits and marks of a word: ``Aa``, ``A``, ``a-``, ``0a``."""
    if word[:1].isdigit():
        letters = "0" if word.replace(",", "").replace(".", "").isdigit() else "0a"
    elif word.islower():
        letters = "a"
    elif word.isupper():
        letters = "A" if len(word) > 1 else "I"
    elif word[:1].isupper():
        letters = "Aa" if word[1:].islower() else "AaA"
    else:
        letters = "aA" if word[:1].isalpha() else "."
    if word.isalpha():
        return letters
    inner = word[1:]
    return letters + "".join([c for c in "-'." if c in inner])


def places(words: Sequence[str]) -> list[str]:
    """For each word whether it begins a sentence or a quotation, or stands in a line set in capitals."""
    firsts = list(filter(str.isalpha, [w[0] for w in words if len(w) > 3]))
    if len(firsts) > 3 and sum(map(str.isupper, firsts)) > _TITLE_SHARE * len(firsts):
        return [TITLE] * len(words)
    out = [INNER] * len(words)
    for begin in (0, *[i for i, word in enumerate(words, 1) if word in _OPENS]):
        for i in range(begin, len(words)):
            out[i] = FIRST
            if len(words[i]) > 1 or words[i].isalnum():
                break
    return out


def of_word(word: str, place: str) -> list[str]:
    """The features of a word for its own label."""
    plain = normal(word)
    out = [f"w={plain}", f"h={place}{shape(visible(word))}"]
    out += [f"s={plain[-k:]}" for k in range(1, min(6, len(plain)))]
    out += [f"p={plain[:k]}" for k in range(1, min(5, len(plain)))]
    if place == INNER:
        out.append(f"m={plain}")
    if "-" in plain[1:-1]:
        out.append("a=" + plain.split("-", 1)[0])
        out.append("z=" + plain.rsplit("-", 1)[1])
    if plain.endswith("'s"):
        out.append("o=" + plain[:-2])
    return out


def of_neighbour(word: str, place: str) -> list[str]:
    """The features by which a word speaks for the labels of the words around it."""
    plain, line = normal(word), TITLE if place == TITLE else ""
    return [
        f"={plain}",
        f"h={line}{shape(visible(word))}",
        *(f"s={plain[-k:]}" for k in (2, 3) if len(plain) > k),
    ]
