"""Names as they sound: one key for the spellings in which English news prints a name from another script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from parley.records import name_key
from parley.vocab import table

# Letters that do not fall apart into one of ASCII and a mark.
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a"}
)
# What transliterations of one sound differ in, in this order. No rule brings two letters together that tell
# names of one language apart, but h and g between vowels, which Ukrainian and Russian names differ in.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|sch", "sh"),
        (r"tch", "ch"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c(?!h)", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"tz|ts", "z"),
        (r"dzh|dj", "j"),
        (r"oe", "o"),
        (r"ou|oo|ue", "u"),
        (r"ae", "a"),
        (r"ee", "i"),
        (r"y|(?<=[aeiou])j|j(?=$)", "i"),
        (r"(?<=[aeiou])h(?=[aeiou])", "g"),
        (r"^h(?=[^aeiou])", "g"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[bcdfgklmnprstvz])i(?=[aeou])", ""),  # Sviatlana, Sviatoslav: soft consonants
        (r"ei$|iei$", "i"),
        (r"h$", ""),
    )
)

SHORT = 4  # letters from which words are compared by sound


def plain(name: str) -> tuple[str, ...]:
    """The words of a name in ASCII and small letters."""
    joined = re.sub(r"['’‘`ʼ]", "", name.casefold().translate(_LETTERS))
    return tuple(name_key(joined).split())


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A word of a name as it sounds: the same for Zelensky, Zelenskyy and Zelenskiy."""
    for pattern, letters in _SOUNDS:
        word = pattern.sub(letters, word)
    return word


def sound_alike(left: str, right: str) -> bool:
    """Whether two words may be spellings of one; of short ones (Lee, Li) too many sound the same."""
    return left == right or (min(len(left), len(right)) >= SHORT and sound(left) == sound(right))


def consonants(word: str) -> str:
    """The consonants of a word as it sounds."""
    return re.sub(r"[aeiou]", "", sound(word))


@cache
def _classes(key: str) -> dict[str, frozenset[int]]:
    """For each given name the numbers of the lines that hold it."""
    out: dict[str, set[int]] = {}
    for number, line in enumerate(table("given_names.toml")[key].strip().splitlines()):
        for name in line.split():
            out.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in out.items()}


def same_given(left: str, right: str) -> str | None:
    """How two given names may be one: ``same``, ``spelling``, ``initial`` or ``short``; None if they are two."""
    if left == right:
        return "same"
    if min(len(left), len(right)) == 1:
        return "initial" if left[0] == right[0] else None
    if sound_alike(left, right) or _share("spellings", left, right):
        return "spelling"
    return "short" if _share("short", left, right) else None


def _share(key: str, left: str, right: str) -> bool:
    classes = _classes(key)
    return bool(classes.get(left, frozenset()) & classes.get(right, frozenset()))


def distance(left: str, right: str, most: int = 3) -> int:
    """Letters to add, drop or change; `most` where it is that or more."""
    if abs(len(left) - len(right)) >= most:
        return most
    row: Sequence[int] = range(len(right) + 1)
    for i, a in enumerate(left, 1):
        new = [i]
        for j, b in enumerate(right, 1):
            new.append(min(row[j] + 1, new[-1] + 1, row[j - 1] + (a != b)))
        row = new
    return min(most, row[-1])
