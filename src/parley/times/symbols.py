"""What a time expression means before it is known when it was written.

"Wednesday" is a `Point` with a weekday and nothing more, "last month" a `Shift` of one month back; only
`ground` turns them into dates, once a day of writing is known or supposed. So a page without a date
loses nothing, and every candidate day can be tried.

Units are codes: ``D W WE M Q Y`` and multiples (``2W``, ``10Y``, ``100Y``); of the clock ``TH TM TS``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the calendar by what is printed of it; what is None has to be found.

    Attributes:
        year, month, day: As printed; a year may be missing, a month too ("the 21st").
        weekday: ISO, Monday is 1.
        quarter, half: 1 to 4, 1 to 2.
        season: ``SP SU FA WI``.
        decade, century: The leading digits: 198 for the 1980s, 19 for the 20th century.
        week: The nth week or weekday inside `within`; -1 is the last.
        holiday: A key of holidays.toml.
        pick: Which of the recurring ones is meant: ``last``, ``next`` or ``this``; None: as tense tells.
        within: What it lies in: "the first quarter" of "last year".
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    decade: int | None = None
    century: int | None = None
    week: int | None = None
    holiday: str | None = None
    pick: str | None = None
    within: Symbol | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from a base; 0 is the one that holds the base ("this week").

    Attributes:
        amount: Signed; None where the text does not say how many ("several years ago").
        unit: A unit code.
        base: ``writing``, ``text`` (what was last spoken of), or another symbol.
        ago: Counted from the base rather than by whole calendar units: "a week ago" is a day.
        loose: "the week", "that year": what was last spoken of if it has such a unit, else the writing.
    """

    amount: int | None
    unit: str
    base: str | Symbol = "writing"
    ago: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, on a day where one is named; `part` is ``MO AF EV NI`` instead of an hour."""

    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: str = ""
    part: str | None = None
    day: Symbol | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time: amounts with their units; an amount of None is not told ("several days")."""

    parts: tuple[tuple[float | None, str], ...]
    most: float | None = None  # "two to three days"


@dataclass(frozen=True, slots=True)
class Repeated:
    """A set of times, its value as TIMEX3 writes it: ``P1D`` for "daily", ``XXXX-WXX-4`` for "each Thursday"."""

    value: str


@dataclass(frozen=True, slots=True)
class Vague:
    """``PAST_REF``, ``PRESENT_REF`` or ``FUTURE_REF``."""

    value: str


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The day on which something is so many years past; of what, the words after it say."""

    years: int


@dataclass(frozen=True, slots=True)
class Range:
    """From one point to another: "10 to 12 May"."""

    first: Symbol
    last: Symbol


Symbol = Point | Shift | Clock | Length | Repeated | Vague | Anniversary | Range
