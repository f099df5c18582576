"""The words of a text, the hashes of their runs of five, and those of them that are kept."""

from __future__ import annotations

import re
import zlib
from array import array
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RUN = 5  # words; shorter runs are shared by chance, longer ones break at every edit
_KEPT = 0b11 << 20  # bits that a kept hash has not: one in four, so that a paragraph of 35 words leaves eight
_MASK = np.uint64((1 << 32) - 1)
# Odd factors, so that the order of words counts.
_FACTORS = tuple(np.uint64(f) for f in (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1))
_WORD = re.compile(r"\w+")


def hashes(text: str) -> array[int]:
    """The hashes of the runs of RUN words of a text, without case, by their first word; 32 bits each."""
    words = np.array([_hash(word) for word in _WORD.findall(text)], np.uint64)
    runs = max(len(words) - RUN + 1, 0)
    mixed = np.zeros(runs, np.uint64)
    for place, factor in enumerate(_FACTORS):
        mixed += (
            words[place : place + runs] * factor
        )  # what is beyond 64 bits is beyond the 32 that count too
    out = array("I")
    out.frombytes((mixed & _MASK).astype(np.uint32).tobytes())
    return out


def prints(found: array[int] | bytes) -> NDArray[np.uint32]:
    """The fingerprints, sorted: the hashes that lack some bits, so that the same runs are kept in every text."""
    values = np.frombuffer(found, np.uint32)
    return np.unique(values[(values & _KEPT) == 0])


def is_kept(value: int) -> bool:
    """Whether a hash is a fingerprint."""
    return not value & _KEPT


def words(text: str) -> list[tuple[int, int]]:
    """The code points of each word of a text, in order."""
    return [match.span() for match in _WORD.finditer(text)]


@lru_cache(1 << 17)
def _hash(word: str) -> int:
    return zlib.crc32(word.casefold().encode("utf-8", "surrogatepass"))
