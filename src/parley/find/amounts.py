"""Amounts: a number with what stands around it - qualifier, currency, percent sign, range.

`amount_at` reads the amount whose number begins at an atom. The rules for `low` and `high`:
exact and about: both the number; at least and more than: only `low`; nearly, at most and less
than: only `high`; vague: the least that the words can mean as `low`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from parley.find.atoms import DASHES, Atom, word
from parley.find.numbers import Number, number_at
from parley.vocab import table

_FEW = 11  # spelled numbers that are hardly rounded, so that "over" before them tells where
_CODE = 3  # letters of a currency's code
_CHANGED = 14  # atoms between a verb of change and its ends: ``raised fees at all schools, from 4 to 6``
_NEAR = 8  # atoms before a weight in which it is told that it is one
_SHED = frozenset({"lost", "lose", "losing", "gained", "shed"})  # ``has lost about | 50 pounds``
_DIGITS = 12  # of a share, so that 99.84 percent is .9984 and no more


@dataclass(frozen=True, slots=True)
class Amount:
    """Atoms `start:stop` with the qualifier, `number:stop` without it.

    `currency` is a currency's name; `percent`: low and high are parts of one (25% is 0.25).
    `scale` is the number's own (`numbers.Number`).
    """

    start: int
    number: int
    stop: int
    low: float | None
    high: float | None
    qualifier: str
    form: str
    currency: str | None = None
    percent: bool = False
    scale: float = 1

    @property
    def value(self) -> float:
        """The number that is printed last."""
        return self.high if self.high is not None else self.low or 0.0


@cache
def _phrases(where: str) -> Mapping[tuple[str, ...], str]:
    data = table("figures/qualifiers.toml")[where]
    return {tuple(phrase.split()): name for name, phrases in data.items() for phrase in phrases}


@cache
def _last_words() -> frozenset[str]:
    """What the qualifying words before an amount end with."""
    return frozenset(phrase[-1] for phrase in _phrases("before"))


def _data(group: str) -> Mapping[str, Any]:
    data: Mapping[str, Any] = table("figures/units.toml")[group]
    return data


def amount_at(line: Sequence[Atom], at: int, floor: int = 0) -> Amount | None:
    """The amount whose number begins at `at`; its qualifier may reach back to `floor`."""
    first = _single(line, at)
    if first is None:
        return None
    found = _exchange(line, first) or _ranged(line, first) or first
    return _after(line, with_qualifier(line, found, floor))


def _single(line: Sequence[Atom], at: int) -> Amount | None:
    if at >= len(line):
        return None  # ``12 in`` at the end of a sentence
    signs = _data("currency_signs")
    sign = signs.get(line[at].text)
    inner = at + 1 if sign else at
    if inner >= len(line) or (sign and line[inner].start - line[inner - 1].end > 1):
        return None
    number = number_at(line, inner)
    if number is None:
        return None
    start = at
    if sign and line[at].glued and word(line, at - 1) in _data("currency_words")["prefixes"]:
        start = at - 1
    name, stop = (sign, number.stop) if sign else _currency_after(line, number)
    if sign is None and name is None:
        name, start = _code_before(line, at)
    bounds = Amount(
        start, start, stop, number.low, number.high, "exact", number.form, name, False, number.scale
    )
    if number.form == "vague":
        bounds = replace(bounds, qualifier="vague")
    return _percent(line, bounds)


def _currency_after(line: Sequence[Atom], number: Number) -> tuple[str | None, int]:
    """The currency word after a number and the end of it; "of" follows a vague number."""
    at = number.stop
    if number.form == "vague" and word(line, at) == "of":
        at += 1
    hyphen = word(line, at) in DASHES and line[at].glued
    at += hyphen
    before = _data("currency_words")["before"]
    for _ in range(2):
        if word(line, at) in before:
            at += 1
    name = _currency(word(line, at))
    if name is None or (name == "pound" and (hyphen or _is_weight(line, number.stop))):
        return None, number.stop
    return name, at + 1


def _is_weight(line: Sequence[Atom], at: int) -> bool:
    """Whether pounds at `at` are of a weight told just before: ``1,150kg (2,535 pounds)``, ``weighs 120 pounds``."""
    weights = ("kg", "kilogram", "kilo", "ton", "tonne")
    near = [word(line, k) for k in range(max(0, at - _NEAR), at)]
    if any(text.removesuffix("s").endswith(weights) or text.startswith("weigh") for text in near):
        return True
    body = "foot" in near or "feet" in near or not _SHED.isdisjoint(near)
    return body and word(line, at + 1) not in ("on", "in", "to", "from", "worth", "a", "of")


def _currency(text: str) -> str | None:
    known = _data("currencies")
    one = text.removesuffix("s")
    if one != text and len(one) == _CODE and known.get(one) != one:
        return None  # a code has no plural: ``7.5 Gbps``
    found: str | None = known.get(text) or known.get(one)
    return found


def _code_before(line: Sequence[Atom], at: int) -> tuple[str | None, int]:
    """USD 5 million."""
    name = _currency(word(line, at - 1)) if at > 0 and line[at - 1].text.isupper() else None
    return (name, at - 1) if name else (None, at)


def _percent(line: Sequence[Atom], found: Amount) -> Amount:
    at = found.stop
    hyphen = word(line, at) in DASHES and at < len(line) and line[at].glued
    step = at + hyphen
    size = 1 if word(line, step) in ("%", "percent", "pct") else 2 * (_pair(line, step) == ("per", "cent"))
    if size and found.currency is None and word(line, step + size) not in ("point", "points"):
        by = -100 if _negative(line, found.number) else 100
        low = None if found.low is None else round(found.low / by, _DIGITS)
        high = None if found.high is None else round(found.high / by, _DIGITS)
        return replace(found, stop=step + size, low=low, high=high, percent=True)
    return replace(found, percent=True) if found.form == "share" else found


def _negative(line: Sequence[Atom], at: int) -> bool:
    """Whether a minus is glued to the number and to nothing before it: (-1.1 percent)."""
    if word(line, at - 1) not in DASHES or not line[at].glued:
        return False
    return at < 2 or not line[at - 1].glued or line[at - 2].text in ("(", "[")


def _pair(line: Sequence[Atom], at: int) -> tuple[str, str]:
    return word(line, at), word(line, at + 1)


def _exchange(line: Sequence[Atom], first: Amount) -> Amount | None:
    """1,000-for-1,000: one number, each side's."""
    at = first.stop
    hyphens = 1 if word(line, at) in DASHES else 0
    if word(line, at + hyphens) != "for":
        return None
    second = _single(line, at + hyphens * 2 + 1) if at + hyphens * 2 + 1 < len(line) else None
    if second is None or second.low != first.low or (first.low or 0) < 2:
        return None
    return replace(first, stop=second.stop, form="exchange")


def _ranged(line: Sequence[Atom], first: Amount) -> Amount | None:
    """5% to 25%, 10-12, two or three, between 5 and 10, $5-7 billion."""
    link, at = word(line, first.stop), first.stop + 1
    before = word(line, first.number - 1)
    dash = link in DASHES and (line[first.stop].glued or link == "–")
    if not (dash or link in ("to", "or") or (link == "and" and before == "between")) or at >= len(line):
        return None
    second = _single(line, at)
    if second is None or "vague" in (first.form, second.form) or not _same_kind(first, second, line[at].text):
        return None
    if dash and line[at].glued != line[first.stop].glued:
        return None
    if link == "to" and before == "from" and _changes(line, first.number - 1):
        return None
    low, high = _shared(first, second)
    if not low < high:
        return None
    start = first.number - (before in ("between", "from"))
    return replace(
        second,
        start=start,
        number=start,
        low=low,
        high=high,
        qualifier="range",
        form="range",
        currency=first.currency or second.currency,
    )


def _same_kind(first: Amount, second: Amount, begins: str) -> bool:
    """Whether two ends can make one range; a sign or word may stand at one end only where both share it."""
    if first.percent and not second.percent:
        return False
    return not (first.currency and second.percent) and not (
        begins in _data("currency_signs") and not first.currency
    )


def _shared(first: Amount, second: Amount) -> tuple[float, float]:
    """Both ends, the first with the percent sign or the scale word that only the second carries."""
    low, high = first.low or 0.0, second.high or 0.0
    if second.percent and not first.percent:
        return round(low / 100, _DIGITS), high
    if first.scale == 1 and low < high / second.scale:
        return round(low * second.scale, _DIGITS), high
    return low, high


def _changes(line: Sequence[Atom], at: int) -> bool:
    """Whether a verb of change stands shortly before: "fell from 25% to 30%" is no range."""
    known = table("figures/qualifiers.toml")["words"]["changes"]
    return any(word(line, k) in known for k in range(max(0, at - _CHANGED), at))


def with_qualifier(line: Sequence[Atom], found: Amount, floor: int) -> Amount:
    """The amount with the qualifying words before it; the outermost of several counts."""
    for _ in range(2):
        if found.start <= floor or line[found.start - 1].low not in _last_words():
            break
        for size in (4, 3, 2, 1):
            start = found.start - size
            if start < floor:
                continue
            name = _phrases("before").get(tuple(a.low for a in line[start : found.start]))
            if name is not None and not _is_no_bound(line, start, size, found):
                found = _qualified(replace(found, start=start), name)
                break
    return found


def _is_no_bound(line: Sequence[Atom], at: int, size: int, found: Amount) -> bool:
    """Whether a word such as "over" is a particle or "during": hand over 157 prisoners, over two days."""
    known = table("figures/qualifiers.toml")["words"]
    before = word(line, at - 1)
    if size == 1 and word(line, at) in ("about", "around"):
        of_one = found.value == 1 and found.form == "words" and word(line, found.stop) == "of"
        return of_one or before in known["about_verbs"]  # ``asked him about one of those``
    if size == 2 and word(line, at) == "up":
        return before in known["rising"]  # ``shot up to 30``
    if size > 1 or word(line, at) not in ("over", "under", "above", "below"):
        return False
    step = found.stop + (word(line, found.stop) in DASHES)
    timed = word(line, step).removesuffix("s") in _data("time")
    if timed:
        return before not in known["more_than_time"]
    few = found.form == "words" and found.value < _FEW and not found.currency and not found.percent
    return few or before in known["particle_verbs"]  # ``over three regions``, ``under one plan``


def _after(line: Sequence[Atom], found: Amount) -> Amount:
    """The amount with what qualifies it from behind: or more, 100-plus, 100+."""
    at = found.stop
    glued = table("figures/qualifiers.toml")["glued"]
    if at < len(line) and line[at].glued:
        step = at + (word(line, at) in DASHES)
        name = glued.get(word(line, step))
        if name is not None and not _digit_follows(line, step):
            return _qualified(replace(found, stop=step + 1), name)
    name = _phrases("after").get(_pair(line, at))
    return _qualified(replace(found, stop=at + 2), name) if name else found


def _digit_follows(line: Sequence[Atom], at: int) -> bool:
    return at + 1 < len(line) and line[at + 1].glued and line[at + 1].text[0].isdigit()


def _qualified(found: Amount, name: str) -> Amount:
    if found.qualifier in ("range", "vague"):
        return found
    value = found.value
    if name in ("at_least", "more_than"):
        return replace(found, low=value, high=None, qualifier=name)
    if name in ("nearly", "at_most", "less_than"):
        return replace(found, low=None, high=value, qualifier=name)
    return replace(found, qualifier=name) if found.qualifier == "exact" else found
