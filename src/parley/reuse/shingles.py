"""The words of a text, the hashes of their runs of five, and those of them that are kept."""

from __future__ import annotations

import re
from array import array
from functools import cache

import numpy as np
from numpy.typing import NDArray

from parley.reuse.arrays import distinct

RUN = 5  # words; shorter runs are shared by chance, longer ones break at every edit
_KEPT = 0b11 << 20  # bits that a kept hash has not: one in four, so that a paragraph of 35 words leaves eight
# Odd factors, so that the order of words counts.
_FACTORS = tuple(np.uint32(f) for f in (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1))
_WORD = re.compile(r"\w+")
_END = "\U0010ffff"  # the last code point, which is no character
_TABLE = 1 << 17  # code points that are looked up; those beyond, rare scripts, are asked one by one
_BASE = (
    0x9E3779B97F4A7C15  # of the polynomial over the code points of a word; odd, so that it can be divided by
)
_MIX, _HALF = np.uint64(0xBF58476D1CE4E5B9), np.uint64(32)


def hashes(text: str) -> array[int]:
    """The hashes of the runs of RUN words of a text, without case, by their first word; 32 bits each.

    All at once: what a word's letters add to one polynomial over the text, divided by where it begins, is the
    polynomial of the word. Word by word it takes three times as long.
    """
    found = _words(_points(text))
    runs = max(len(found) - RUN + 1, 0)
    mixed = np.zeros(runs, np.uint32)
    for place, factor in enumerate(_FACTORS):
        mixed += found[place : place + runs] * factor  # what is beyond 32 bits does not count
    out = array("I")
    out.frombytes(mixed.tobytes())
    return out


def _words(points: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The hash of each word."""
    near = np.minimum(points, _TABLE)
    starts, ends = _spans(points, near)
    _, plain = _tables()
    letters = plain[near].astype(np.uint64)
    letters[near == _TABLE] = points[near == _TABLE]
    powers, inverses = _powers(len(points).bit_length())
    sums = np.zeros(len(points) + 1, np.uint64)
    np.cumsum(letters * powers[: len(points)], out=sums[1:])
    found = (sums[ends] - sums[starts]) * inverses[starts]
    found ^= found >> _HALF
    found *= _MIX
    return (found >> _HALF).astype(np.uint32)


def _spans(
    points: NDArray[np.uint32], near: NDArray[np.uint32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each word begins and ends; `near`: the points, those that no table holds as one."""
    is_word, _ = _tables()
    inside = np.zeros(len(points) + 2, np.int8)
    inside[1:-1] = is_word[near]
    for place in np.flatnonzero(near == _TABLE).tolist():
        inside[place + 1] = _WORD.match(chr(points[place])) is not None
    edges = np.diff(inside)
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)


@cache
def _tables() -> tuple[NDArray[np.int8], NDArray[np.uint32]]:
    """For each code point whether it belongs to words, and the one that stands for it without case."""
    points = [chr(point) for point in range(_TABLE)]
    is_word = np.zeros(_TABLE + 1, np.int8)
    for found in _WORD.finditer("".join(points)):
        is_word[slice(*found.span())] = 1
    # All folded at once, with something between them that no folding gives: a tenth of the time of one by one.
    parted = np.frombuffer(
        (_END + _END.join(points) + _END).casefold().encode("utf-32-le", "surrogatepass"), np.uint32
    )
    ends = np.flatnonzero(parted == ord(_END))
    plain = np.arange(_TABLE + 1, dtype=np.uint32)
    plain[:-1] = np.where(np.diff(ends) == 2, parted[ends[:-1] + 1], plain[:-1])
    plain[-1] = 0
    return is_word, plain


@cache
def _powers(bits: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers of the base, and what undoes each, for a text of fewer than 2 ** `bits` code points."""
    made = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        factors = np.full(1 << bits, base, np.uint64)
        factors[0] = 1
        made.append(np.cumprod(factors))
    return made[0], made[1]


def prints(found: array[int] | bytes) -> NDArray[np.uint32]:
    """The fingerprints, sorted: the hashes that lack some bits, so that the same runs are kept in every text."""
    values = np.frombuffer(found, np.uint32)
    return distinct(values[(values & _KEPT) == 0])


def is_kept(value: int) -> bool:
    """Whether a hash is a fingerprint."""
    return not value & _KEPT


def words(text: str) -> list[tuple[int, int]]:
    """The code points of each word of a text, in order."""
    points = _points(text)
    starts, ends = _spans(points, np.minimum(points, _TABLE))
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
