"""A set of days, as the bits of one integer: intersecting two costs microseconds, however many days they hold."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

FIRST, LAST = dt.date(1945, 1, 1), dt.date(2099, 12, 31)
_COUNT = (LAST - FIRST).days + 1
_EDGE = 366
_ALL = (1 << _COUNT) - 1


@dataclass(frozen=True, slots=True)
class Days:
    """A set of days between FIRST and LAST; one that reaches either is open there."""

    bits: int = _ALL

    @staticmethod
    def between(first: dt.date | None, last: dt.date | None) -> Days:
        """All days from one to another, both included; None: open."""
        low = 0 if first is None else max(0, _place(first))
        high = _COUNT - 1 if last is None else min(_COUNT - 1, _place(last))
        return Days(((1 << (high - low + 1)) - 1) << low) if low <= high else Days(0)

    @staticmethod
    def weekday(number: int) -> Days:
        """All days of one ISO weekday."""
        return Days(_mask("weekday", number))

    @staticmethod
    def month(number: int) -> Days:
        """All days of one month, of any year."""
        return Days(_mask("month", number))

    @staticmethod
    def month_day(month: int, day: int) -> Days:
        """One day of the year, of any year."""
        return Days(_mask("day", month * 100 + day))

    def __and__(self, other: Days) -> Days:
        return Days(self.bits & other.bits)

    def __or__(self, other: Days) -> Days:
        return Days(self.bits | other.bits)

    def __bool__(self) -> bool:
        return bool(self.bits)

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __iter__(self) -> Iterator[dt.date]:
        bits = self.bits
        while bits:
            low = bits & -bits
            yield FIRST + dt.timedelta(low.bit_length() - 1)
            bits ^= low

    def later(self, lags: Iterable[int]) -> Days:
        """The days that lie so many days after one of these; a negative lag lies before."""
        if isinstance(lags, range) and lags.step == 1 and lags:
            return self._smeared(lags[0], len(lags))
        out = 0
        for lag in lags:
            out |= self.bits << lag if lag >= 0 else self.bits >> -lag
        return Days(out & _ALL)

    def _smeared(self, first: int, count: int) -> Days:
        """These days later by each of `count` lags in a row; what is covered doubles at each step."""
        bits, width = self.bits, 1
        while width < count:
            step = min(width, count - width)
            bits |= bits << step
            width += step
        return Days((bits << first if first >= 0 else bits >> -first) & _ALL)

    @property
    def first(self) -> dt.date | None:
        """The first day; None where the set is empty or reaches the first year that is known, and so is open."""
        place = (self.bits & -self.bits).bit_length() - 1
        return FIRST + dt.timedelta(place) if place > _EDGE else None

    @property
    def last(self) -> dt.date | None:
        """The last day; None where the set is empty or reaches the last year that is known, and so is open."""
        place = self.bits.bit_length() - 1
        return FIRST + dt.timedelta(place) if 0 <= place < _COUNT - _EDGE else None


def _place(day: dt.date) -> int:
    return (day - FIRST).days


@cache
def _mask(kind: str, number: int) -> int:
    """The bits of the days of one weekday, month or day of the year (month times 100, and day)."""
    if kind == "weekday":
        return _weeks((number - FIRST.isoweekday()) % 7) if 1 <= number <= 7 else 0
    bits = bytearray(_COUNT // 8 + 1)
    for place in _places(kind, number):
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


def _weeks(first: int) -> int:
    """The bit of a day and of each a week later: 2 ** 7k - 1 is 2 ** 7 - 1 times the sum of every seventh power."""
    weeks = (_COUNT - first + 6) // 7
    return ((1 << 7 * weeks) - 1) // 0b1111111 << first


def _places(kind: str, number: int) -> Iterator[int]:
    """The places of the days of one month or day of the year."""
    month, day = (number, None) if kind == "month" else divmod(number, 100)
    for first, count in _months().get(month, ()):
        if day is None:
            yield from range(first, first + count)
        elif 1 <= day <= count:
            yield first + day - 1


@cache
def _months() -> Mapping[int, Sequence[tuple[int, int]]]:
    """For each month of the year, in each year, the place of its first day and how many it has."""
    out: dict[int, list[tuple[int, int]]] = {}
    for year in range(FIRST.year, LAST.year + 1):
        for month in range(1, 13):
            count = calendar.monthrange(year, month)[1]
            out.setdefault(month, []).append((_place(dt.date(year, month, 1)), count))
    return out
