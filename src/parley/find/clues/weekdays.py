"""Weekdays without a date: the one on which a page's first sentences say that something happened.

Measured on 946 dated pages, on a bare weekday in the first 500 characters with a past verb beside it: the page
is of that day (77 %) or the next (16 %), of the second or third after it (3 %), or, where pages are dated
by another clock, of the day before (4 %). The day before is not among the lags all the same: it would begin every
interval a day earlier for the few pages of another clock, and a soft clue that contradicts a firmer one is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parley.find.clues.base import Stretch, Told, bare_weekdays, either, is_past, listed, past_verb
from parley.times import TimeExpression

_OPENING = 700  # characters of content in which a page tells its news
_BEHIND = frozenset({"to", "by", "after", "before", "for", "about"})
_NEAR = 13  # words back in which the verb stands that a weekday goes with
_SUBJECT = re.compile(r"[A-Z][\w'’-]+ (?:on )?$")
_TO_COME = re.compile(
    rf"\b(?:{either('to_come')}|is to|are to)\b"
    r"(?:[ -][\w'’-]+){0,6} (?:on |for )?(?:[A-Z]\w+day or )?$"
)


def weekdays(stretches: Sequence[Stretch]) -> Iterator[Told]:
    """What the weekday of the opening says, and two to come, "on Thursday or Friday", by their order."""
    past, ahead = list[tuple[TimeExpression, int]](), list[tuple[TimeExpression, int]]()
    open_days = set[int]()  # where those stand that are still to come
    begin = next((s.start for s in stretches if s.content), 0)
    for stretch, time, number in bare_weekdays(stretches):
        if _has_happened(stretch, time):
            past.append((time, number))
        elif coming := _TO_COME.search(stretch.before(time.start)):
            words = coming.string[: coming.start()].lower().split()[-2:] + coming.group().lower().split()
            if listed("perfect").isdisjoint(words):
                ahead.append((time, number))
                if listed("were").isdisjoint(words) and not stretch.names("undone"):
                    open_days.add(time.start)
    opening = [(time, number) for time, number in past if time.start < begin + _OPENING][:1]
    for time, number in opening:
        yield Told("opening weekday", 3, {"weekday": number, "lags": [0, 1, 2, 3]}, ((time.start, time.end),))
        if same := next((later for later, other in ahead if other == number), None):
            spans = ((time.start, time.end), (same.start, same.end))
            yield Told("weekday past and to come", 4, {"weekday": number, "lags": [0, 1]}, spans)
    for (one, first), (other, second) in pairwise(ahead):
        between = stretches[0].document.text[one.end : other.start]
        if between in (" or ", " and ") and first != second and {one.start, other.start} <= open_days:
            spans = ((one.start, one.end), (other.start, other.end))
            yield Told("weekdays in their order", 2, {"order": [first, second]}, spans)


def _has_happened(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether the verb before the weekday, or after "Ostrava Thursday", is a simple past."""
    if _TO_COME.search(stretch.before(time.start)):
        return False
    verb = re.match(r" ([a-z]+)", stretch.after(time.end))
    if _SUBJECT.search(stretch.before(time.start)) and verb and is_past(verb[1], ""):
        return True
    return past_verb(stretch.before(time.start), _NEAR, _BEHIND) is not None
