"""What pages tell each other: when the war began of which they all speak, and when a round of talks was held."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from parley.link.dating.days import Days

_AGREED = 0.75  # the share of pages that must tell the same beginning,
_PAGES = 2  # and how many at least: one page may tell of another war
_WEEK = range(7)
_ONE_ROUND = 400  # days; a day of the year, told within a year of it, may be in two years


def beginnings(pages: Iterable[Sequence[Mapping[str, Any]]]) -> dict[tuple[str, ...], tuple[str, str]]:
    """For each set of states, when the war between them began, if the pages agree.

    Args:
        pages: For each page what its ``began`` clues say.
    """
    told: dict[tuple[str, ...], Counter[tuple[str, str]]] = {}
    for says in pages:
        for pair, began in {(pair, tuple(s["began"])) for s in says for pair in _pairs(s["of"])}:
            told.setdefault(pair, Counter())[began] += 1
    out = {}
    for pair, counts in told.items():
        (began, times), *_ = _merged(counts).most_common(1)
        if times >= max(_PAGES, _AGREED * counts.total()):
            out[pair] = began
    return out


def _pairs(of: Sequence[str]) -> list[tuple[str, ...]]:
    """The pairs of the states that a page names where it tells of a beginning; of one state that one."""
    return list(combinations(sorted(of), 2)) or [tuple(of)]


def _merged(counts: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Pages that tell the month count for those that tell a day in it, the other way round too."""
    out = Counter[tuple[str, str]]()
    for first, last in counts:
        out[first, last] = sum(n for (a, b), n in counts.items() if a <= last and first <= b)
    return out


def own_beginning(told: Sequence[Mapping[str, Any]]) -> tuple[str, str] | None:
    """The beginning that a page tells itself, once or in several ways; None where it tells of several."""
    first, last = max(says["began"][0] for says in told), min(says["began"][1] for says in told)
    return (first, last) if first <= last else None


def of_one_war(some: Collection[str], others: Collection[str]) -> bool:
    """Whether words that name some states can speak of the war of others; words that name none can of any."""
    return not some or set(some).issubset(others) or set(some).issuperset(others)


def begun(
    known: Mapping[tuple[str, ...], tuple[str, str]], states: frozenset[str], of: Collection[str] = ()
) -> tuple[str, str] | None:
    """The beginning of the one war that a page can speak of; None where several began at other times.

    Args:
        known: The beginnings that pages agree on, by the states at war.
        states: Those that the page names most: all of a war's must be among them.
        of: Those that the words name which say how long it has lasted.
    """
    found = {began for war, began in known.items() if states.issuperset(war) and of_one_war(of, war)}
    first, last = min((b[0] for b in found), default=""), max((b[1] for b in found), default="")
    together = all(a[0] <= b[1] for a in found for b in found)
    return (first, last) if found and together else None


def held(says: Mapping[str, Any], written: Days) -> Days:
    """The days on which a round can have been held, from the days on which its page can have been written."""
    when = says["held"]
    if "weekdays_ahead" in when:
        allowed = _weekdays(when["weekdays_ahead"])
        return allowed & written.later(_WEEK)
    first, last = when["days"]
    days = Days(0)
    for month_day in range(first, last + 1):
        days |= Days.month_day(when["month"], month_day)
    if when["year"]:
        return days & Days.between(dt.date(when["year"], 1, 1), dt.date(when["year"], 12, 31))
    # Without a year it is the last that has come, or the next.
    return days & written.later(range(-330, 331))


def one_round(when: Days) -> bool:
    """Whether days are so close together that one round was held on them: rounds are counted anew, years later."""
    return bool(when.first and when.last and (when.last - when.first).days <= _ONE_ROUND)


def written(says: Mapping[str, Any], when: Days) -> Days:
    """The days on which a page can have been written that speaks of a round held on one of some days."""
    if says["held"].get("year"):
        return Days()  # told with its year, it may be long past
    if "weekdays_ahead" in says["held"]:
        return (_weekdays(says["held"]["weekdays_ahead"]) & when).later([-day for day in _WEEK])
    return when.later(range(-330, 331))


def _weekdays(numbers: Iterable[int]) -> Days:
    out = Days(0)
    for number in numbers:
        out |= Days.weekday(number)
    return out
