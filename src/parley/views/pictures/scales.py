"""Days and values as places on an axis, with the names under it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parley.views import days, words
from parley.views.pictures.lettering import width

LONG = 18  # months from which a few far days must not stretch the axis
INNER = (
    (0.96, 2),
    (0.9, 3),
    (0.8, 5),
)  # an axis of this share of the days is taken where it is so many times shorter
DECADES = 50.0  # how many times the smallest value the largest is, from which an axis is logarithmic
_GAP = 8.0  # between two names
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)  # months between two names
_DAYS = (1, 2, 7, 14)  # days between two names within a few months


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis: its name, and under it the year where one begins (or the axis does)."""

    at: float
    name: str
    year: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """Days from the first of a month to the last of one, from `left` to `right`.

    A few days far off all others must not stretch the axis: those before `first` stand, from `earlier` on, in a
    stretch of `zone` units at its left, those behind `last`, up to `later`, in one at its right.
    """

    first: dt.date
    last: dt.date
    left: float
    right: float
    earlier: dt.date | None = None
    later: dt.date | None = None
    zone: float = 0.0

    @classmethod
    def over(cls, known: Sequence[str], left: float, right: float, zone: float = 64.0) -> Time | None:
        """The axis for some ISO days. None: no day."""
        if not known:
            return None
        ordered = sorted(known)
        first, last = inner(ordered)
        earlier, later = first[:7] > ordered[0][:7], last[:7] < ordered[-1][:7]
        return cls(
            _month(first),
            _after(_month(last), 1) - dt.timedelta(1),
            left + (zone if earlier else 0),
            right - (zone if later else 0),
            dt.date.fromisoformat(ordered[0]) if earlier else None,
            dt.date.fromisoformat(ordered[-1]) if later else None,
            zone,
        )

    def within(self, left: float, right: float) -> Time:
        """The same days at another place."""
        left, right = left + (self.zone if self.earlier else 0), right - (self.zone if self.later else 0)
        return replace(self, left=left, right=right)

    @property
    def start(self) -> float:
        """The left end, what lies earlier included."""
        return self.left - (self.zone if self.earlier else 0)

    @property
    def stop(self) -> float:
        """The right end, what lies later included."""
        return self.right + (self.zone if self.later else 0)

    def x(self, day: str) -> float:
        """Where a day begins; a day off the axis stands at its end."""
        return self._at(dt.date.fromisoformat(day))

    def end(self, day: str) -> float:
        """Where a day ends."""
        return self._at(_next(dt.date.fromisoformat(day)))

    @property
    def says(self) -> str:
        """``March to November 2031``."""
        first = (self.earlier or self.first).isoformat()[:7]
        last = (self.later or self.last).isoformat()[:7]
        if first == last:
            return words.month(first)
        same = first[:4] == last[:4]
        return f"{words.month(first).split()[0] if same else words.month(first)} to {words.month(last)}"

    @property
    def notes(self) -> list[str]:
        """What is to be said of an axis that is not of one measure."""
        if not self.earlier and not self.later:
            return []
        return ["What lies far off the others in time stands in a stretch of its own, which is not to scale."]

    def ticks(self, size: float = 11.0) -> list[Tick]:
        """Names that have room beside each other, at equal steps of months or days."""
        for step in _DAYS:
            found = self._by_day(step) if _months(self.first.isoformat(), self.last.isoformat()) <= 3 else []
            if found and self._fits(found, size):
                return found
        for months in _STEPS:
            found = self._by_month(months)
            if self._fits(found, size):
                return found
        return [tick for tick in self._by_month(_STEPS[-1])[:1] if self._fits([tick], size)]

    def _fits(self, ticks: Sequence[Tick], size: float) -> bool:
        ends = [max(width(t.name, size), width(t.year, size, True)) for t in ticks]
        edge = self.right + (4 if self.later else 18)
        nexts = [t.at for t in ticks[1:]] + [edge]
        return all(t.at + w + _GAP <= n for t, w, n in zip(ticks, ends, nexts, strict=True))

    def _by_month(self, step: int) -> list[Tick]:
        count = _months(self.first.isoformat(), self.last.isoformat())
        begun = -(self.first.year * 12 + self.first.month - 1) % step
        out: list[Tick] = []
        for n in range(begun, count, step):
            month = _after(self.first, n)
            if step >= 12:
                out.append(Tick(self._at(month), str(month.year), "", True))
                continue
            year = str(month.year) if month.month == 1 or not out else ""
            out.append(Tick(self._at(month), f"{month:%b}", year, month.month == 1))
        return out or [Tick(self._at(self.first), f"{self.first:%b}", str(self.first.year))]

    def _by_day(self, step: int) -> list[Tick]:
        out: list[Tick] = []
        day = self.first
        while day <= self.last:
            if (day.day - 1) % step == 0 and (step == 1 or day.day <= 28):
                named = day.day == 1 or not out
                out.append(
                    Tick(self._at(day), f"{day.day} {day:%b}", str(day.year) if named else "", day.day == 1)
                )
            day += dt.timedelta(1)
        return out

    def _at(self, day: dt.date) -> float:
        after = _next(self.last)
        if day < self.first and self.earlier:
            whole = max(1, (self.first - self.earlier).days)
            share = max(0, (day - self.earlier).days) / whole
            return self.start + 4 + (self.zone - 16) * share
        if day > after and self.later:
            whole = max(1, (self.later - after).days)
            return self.right + 8 + (self.zone - 16) * min(1.0, (day - after).days / whole)
        day = min(max(day, self.first), after)
        return self.left + (self.right - self.left) * (day - self.first).days / (
            (after - self.first).days or 1
        )


@dataclass(frozen=True, slots=True)
class Values:
    """Numbers from `bottom` up to `top`; a logarithmic axis begins at `low`, above zero."""

    low: float
    high: float
    bottom: float
    top: float
    log: bool

    @classmethod
    def over(cls, values: Sequence[float], bottom: float, top: float) -> Values:
        """The axis for some values: from zero, or logarithmic where they differ by more than `DECADES` times."""
        if min(values, default=0.0) < 0:
            return cls(min(values) * 1.12, max(0.0, max(values)) * 1.12, bottom, top, False)
        positive = [v for v in values if v > 0]
        if not positive:
            return cls(0.0, 1.0, bottom, top, False)
        least, most = min(positive), max(positive)
        if most / least > DECADES:
            return cls(10.0 ** math.floor(math.log10(least)), most * 1.25, bottom, top, True)
        return cls(0.0, most * 1.12, bottom, top, False)

    def y(self, value: float) -> float:
        """Where a value stands; one that the axis does not reach stands at its end."""
        held = min(max(value, self.low), self.high)
        if self.log:
            share = math.log(held / self.low) / math.log(self.high / self.low)
        else:
            share = (held - self.low) / (self.high - self.low)
        return self.bottom + (self.top - self.bottom) * share

    def ticks(self, most: int = 5) -> list[float]:
        """Round values on the axis, `most` at most."""
        return self._decades(most) if self.log else self._even(most)

    def _even(self, most: int) -> list[float]:
        reach = self.high - self.low
        size = 10.0 ** math.floor(math.log10(reach / most))
        step = next((m * size for m in (1, 2, 5, 10) if reach / (m * size) <= most), 10 * size)
        step = max(step, 1.0) if reach >= 2 else step
        return [round(n * step, 9) for n in range(math.ceil(self.low / step), int(self.high / step) + 1)]

    def _decades(self, most: int) -> list[float]:
        first, last = round(math.log10(self.low)), math.floor(math.log10(self.high))
        step = max(1, math.ceil((last - first + 1) / most))
        return [10.0**n for n in range(first, last + 1, step)]


def _next(day: dt.date) -> dt.date:
    return day + dt.timedelta(1) if day < dt.date.max else day


def inner(ordered: Sequence[str]) -> tuple[str, str]:
    """The first and the last of some days in order, without a few that lie far off all others."""
    first, last = ordered[0], ordered[-1]
    for share, times in INNER:
        nearer = days.stretch(ordered, share)
        if _months(first, last) > LONG and _months(*nearer) * times <= _months(first, last):
            first, last = nearer
    near = 1 + _months(first, last) // 3  # months: what lies as near as this is not far off
    return (
        ordered[0] if _months(ordered[0], first) - 1 <= near else first,
        ordered[-1] if _months(last, ordered[-1]) - 1 <= near else last,
    )


def _month(day: str) -> dt.date:
    return dt.date.fromisoformat(f"{day[:7]}-01")


def _months(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1


def _after(first: dt.date, months: int) -> dt.date:
    """The first of the month so many months after one; the calendar ends with the year 9999."""
    count = first.month - 1 + months
    year = first.year + count // 12
    return dt.date(year, count % 12 + 1, 1) if year <= dt.MAXYEAR else dt.date.max
