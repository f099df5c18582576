"""Sets of times: daily, every two weeks, on Sundays."""

from __future__ import annotations

from parley.times.durations import duration
from parley.times.meanings.captured import DAYS, MONTHS, SEASONS, Captured, Meaning
from parley.times.symbols import Repeated


def often(c: Captured) -> Meaning | None:
    """Daily, weekly; not a newspaper's name."""
    token, after = c.tokens("often")[0], c.after()
    if c.named(token):
        return None
    if token.text[0].isupper() and c.before() and after and after.text[0].isupper():
        return None
    return Meaning(Repeated(c.value("often", "OFTEN")), "SET")


def every(c: Captured) -> Meaning | None:
    """Every day, every two weeks."""
    if (part := c.value("unit", "PART")) is not None:
        return Meaning(Repeated(f"XXXX-XX-XXT{part}"), "SET")
    count = c.amount("n") if "n" in c else 1
    return Meaning(Repeated(duration(count, c.unit())), "SET")


def every_month(c: Captured) -> Meaning | None:
    """Every May, each summer."""
    if season := c.value("season", *SEASONS):
        return Meaning(Repeated(f"XXXX-{season}"), "SET")
    return Meaning(Repeated(f"XXXX-{c.value('month', *MONTHS):02d}"), "SET")


def each_weekday(c: Captured) -> Meaning | None:
    """On each of some weekdays."""
    weekday = c.value("weekday", "WEEKDAYS", *DAYS)
    part = c.value("parts", "PARTS") or c.value("part", "PART")
    return Meaning(Repeated(f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")), "SET")
