"""Numbers as English newspapers write them: digits, words, fractions, and the vague ones.

`number_at` reads one number that begins at an atom. It knows nothing of what the number counts.
A grammar of our own; its words are data (``vocab/figures/numbers.toml``). Every rule looks at a
bounded number of atoms, so a text of any length is read in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from parley.find.atoms import Atom, word
from parley.find.number_words import words


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the index of the first atom after it.

    `high` None: open, as in "tens of thousands". `scale` is the power that a word added (1e6 in
    "1.2 million"), 1 where none did. `form`: ``digits``, ``words``, ``article`` ("a million"),
    ``vague`` or ``share`` ("two thirds").
    """

    stop: int
    low: float
    high: float | None
    scale: float
    form: str


_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_PARTS = (
    4  # digits behind the point of what is scaled, so that 4.1 million is 4,100,000 and not a millionth less
)
_ORDINAL_END = frozenset({"st", "nd", "rd", "th"})


def number_at(line: Sequence[Atom], at: int) -> Number | None:
    """The number that begins at atom `at`, the longest reading, or None."""
    text, low = line[at].text, line[at].low
    if text[0].isdigit() or text in words().signs:
        return _digits(line, at)
    if low not in _openings():
        return None
    for read in (_vague, _fraction, _article, _spelled):
        found = read(line, at)
        if found is not None:
            return found
    return None


@cache
def _openings() -> frozenset[str]:
    """The words that a number without digits begins with."""
    known = words()
    return frozenset({"a", "an", "half"}).union(
        known.several, known.vague, known.vague_first, known.ones, known.tens
    )


def digits_value(text: str) -> float | None:
    """The value of digits with separators; None for anything but a well-formed number."""
    if _GROUPED.fullmatch(text) or _PLAIN.fullmatch(text):
        value = text.replace(",", "")
        return float(value) if len(value) <= 18 else None  # longer ones are codes, not figures
    return None


def _digits(line: Sequence[Atom], at: int) -> Number | None:
    text = line[at].text
    if text in words().signs:
        return _scaled(line, at + 1, words().signs[text], "digits")
    value = digits_value(text) if text[0].isdigit() else None
    if value is None:
        return None
    stop = at + 1
    while _spaced_group(line, stop) and value < 1e9 and "." not in text and "," not in text:
        value = value * 1000 + int(line[stop].text)
        stop += 1
    stop, part = _mixed(line, stop)
    if part is None and value > 0 and word(line, stop) == "/" and line[stop].glued:
        return None  # 24/7, 9/11
    return _scaled(line, stop, value + (part or 0.0), "digits")


def _spaced_group(line: Sequence[Atom], at: int) -> bool:
    """Whether atom `at` goes on a number written in groups of three: 10 000."""
    if at >= len(line) or line[at].start - line[at - 1].end != 1 or not line[at].text.isdecimal():
        return False
    return len(line[at].text) == 3 and len(line[at - 1].text) <= 3 and line[at].text == "000"


def _mixed(line: Sequence[Atom], at: int) -> tuple[int, float | None]:
    """What "-1/2", " 1/2" or "½" after a whole number adds, and where it ends."""
    if word(line, at) in words().signs and line[at].glued:
        return at + 1, words().signs[line[at].text]
    start = at + 1 if word(line, at) == "-" and line[at].glued else at
    if word(line, start + 1) == "/" and line[start + 1].glued and start + 2 < len(line):
        top, below = line[start].text, line[start + 2].text
        if top.isdecimal() and below.isdecimal() and len(below) == 1 and 0 < int(top) < int(below):
            return start + 3, int(top) / int(below)
    return at, None


def _scaled(line: Sequence[Atom], at: int, value: float, form: str) -> Number:
    """The number with the scale words after it: 1.2 million, 40bn, two and a half thousand."""
    known = words()
    if [word(line, at + k) for k in range(3)] == ["and", "a", "half"]:
        value, at = value + 0.5, at + 3
    step = at + 1 if word(line, at) == "-" and line[at].glued and word(line, at + 1) in known.scales else at
    text = word(line, step)
    if text in known.scales:
        scale: float = known.scales[text]
        step += 1
    elif form == "digits" and text in known.short_scales and (line[step].glued or len(text) > 1):
        scale, step = known.short_scales[text], step + 1
    else:
        return Number(at, value, value, 1, form)
    if scale < 1000 and word(line, step) in known.scales and known.scales[word(line, step)] >= 1000:
        scale, step = scale * known.scales[word(line, step)], step + 1
    if [word(line, step + k) for k in range(3)] == ["and", "a", "half"]:
        value, step = value + 0.5, step + 3
    exact = round(value * scale, _PARTS)
    return Number(step, exact, exact, scale, form)


def _vague(line: Sequence[Atom], at: int) -> Number | None:
    """Dozens; tens of thousands; several hundred; a few million."""
    known, text = words(), word(line, at)
    if text in known.several or (text == "a" and word(line, at + 1) in known.several):
        step = at + (2 if text == "a" else 1)
        step += word(line, step) == "of"
        scale = known.scales.get(word(line, step))
        return None if scale is None else Number(step + 1, scale, None, scale, "vague")
    low: float | None = known.vague.get(text) or known.vague_first.get(text)
    if low is None:
        return None
    after = known.vague.get(word(line, at + 2)) if word(line, at + 1) == "of" else None
    if after is not None:
        return Number(at + 3, low * after, None, after, "vague")
    if text in known.vague_first or (text == "scores" and word(line, at + 1) != "of"):
        return None
    return Number(at + 1, low, None, low, "vague")


def _fraction(line: Sequence[Atom], at: int) -> Number | None:
    """One-fifth; a third of; two thirds; half of."""
    known, text = words(), word(line, at)
    if text == "half":
        return _half(line, at)
    top = 1 if text == "a" else known.ones.get(text)
    if top is None or top > 9:
        return None
    hyphen = word(line, at + 1) == "-" and line[at + 1].glued
    name_at = at + 2 if hyphen else at + 1
    name = word(line, name_at)
    below = known.fractions.get(name if top == 1 else name.removesuffix("s"))
    if below is None or below <= top or (top > 1 and not (hyphen or name.endswith("s"))):
        return None
    if name == "half" and not hyphen:
        return None
    stop, after = name_at + 1, word(line, name_at + 1)
    if after == "of" and word(line, stop + 1) == "a" and word(line, stop + 2) in known.scales:
        scale = known.scales[word(line, stop + 2)]
        return Number(stop + 3, top / below * scale, top / below * scale, scale, "article")
    if top == 1 and not hyphen and after != "of" and word(line, at - 1) not in known.shares_before:
        return None  # "a third round"
    return Number(stop, top / below, top / below, 1, "share")


def _half(line: Sequence[Atom], at: int) -> Number | None:
    known = words()
    step = at + 1
    if (word(line, step) == "-" and line[step].glued) or word(line, step) in ("a", "an"):
        step += 1
    scale = known.scales.get(word(line, step))
    if scale is not None and step > at:
        return Number(step + 1, 0.5 * scale, 0.5 * scale, scale, "article")
    after = word(line, at + 1)
    if after in known.shares_after and word(line, at - 1) not in known.parts:
        return Number(at + 1, 0.5, 0.5, 1, "share")
    return None


def _article(line: Sequence[Atom], at: int) -> Number | None:
    """A dozen, a million, a half-million, a hundred and twenty."""
    known = words()
    if word(line, at) not in ("a", "an"):
        return None
    if word(line, at + 1) == "half":
        found = _half(line, at + 1)
        return found if found is not None and found.form == "article" else None
    scale = known.scales.get(word(line, at + 1))
    if scale is None:
        return None
    if scale == 100:
        value, stop, last = _cardinal(line, at + 1)
        return Number(stop, value, value, last, "article")
    return _scaled(line, at + 1, 1.0, "article")


def _spelled(line: Sequence[Atom], at: int) -> Number | None:
    known, text = words(), word(line, at)
    if not (text in known.ones or text in known.tens):
        return None
    value, stop, scale = _cardinal(line, at)
    if scale == 1:
        return _scaled(line, stop, value, "words")
    return Number(stop, value, value, scale, "words")


def _cardinal(line: Sequence[Atom], at: int) -> tuple[float, int, float]:
    """Value, end and largest scale of a spelled cardinal: groups of falling scale."""
    known = words()
    total, bound, largest, stop = 0.0, float("inf"), 1.0, at
    while True:
        step = stop + 1 if stop > at and word(line, stop) == "and" and largest > 1 else stop
        value, end = _below_thousand(line, step)
        if end == step:
            return total, stop, largest
        scale = known.scales.get(word(line, end), 1)
        scale = scale if scale >= 1000 else 1
        if value * scale >= bound:  # "one million two million": two numbers
            return total, stop, largest
        if scale == 1:
            hundreds = 100.0 if value >= 100 and value % 100 == 0 else 1.0
            return total + value, end, max(largest, hundreds)
        total, bound, stop, largest = total + value * scale, scale, end + 1, max(largest, scale)


def _below_thousand(line: Sequence[Atom], at: int) -> tuple[float, int]:
    value, end = _below_hundred(line, at)
    if word(line, end) != "hundred" or value >= 100 or (end == at and word(line, at - 1) not in ("a", "an")):
        return value, end
    value, end = (value or 1) * 100, end + 1
    joined = word(line, end) == "and"
    rest, after = _below_hundred(line, end + joined)
    if after == end + joined or (joined and _begins_another(line, at, after)):
        return value, end
    return value + rest, after


def _begins_another(line: Sequence[Atom], at: int, after: int) -> bool:
    """Whether "and two" in "one hundred and two ..." begins a second number: "... and two hundred"."""
    scale = words().scales.get(word(line, after), 1)
    return scale == 100 or (scale > 100 and word(line, at - 1) == "between")


def _below_hundred(line: Sequence[Atom], at: int) -> tuple[float, int]:
    known, text = words(), word(line, at)
    if text in known.tens:
        hyphen = word(line, at + 1) == "-" and line[at + 1].glued
        unit = known.ones.get(word(line, at + 2 if hyphen else at + 1), 0)
        if 0 < unit < 10:
            return known.tens[text] + unit, at + (3 if hyphen else 2)
        return known.tens[text], at + 1
    if text in known.ones:
        return known.ones[text], at + 1
    return 0, at


def is_ordinal(line: Sequence[Atom], at: int) -> tuple[int, int] | None:
    """Value and end of an ordinal that begins at `at`: second, 5th."""
    text = word(line, at)
    if text in words().ordinals:
        return words().ordinals[text], at + 1
    if text.isdecimal() and len(text) < 5 and word(line, at + 1) in _ORDINAL_END and line[at + 1].glued:
        return int(text), at + 2
    return None
