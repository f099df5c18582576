"""Years, months and days with their year that are certainly past, or certainly to come, in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parley.find.clues.base import Stretch, Told, has_past_verb
from parley.times import TimeExpression
from parley.times.symbols import Point

_NEAR = 7  # words back in which the verb stands that a date goes with
_DATING = re.compile(r"(?: (?:early|late|back))? (?:in|on|during) (?:the )?$")
_TO_COME = re.compile(
    r"\b(?:will|won't|deadline|expires?)\b(?: [\w'’-]+){0,6}"
    r" (?:in|on|by|until|for|of|at the end of|by the end of) (?:the )?$"
)


def named(stretches: Sequence[Stretch]) -> Iterator[Told]:
    """What the named dates say."""
    for stretch in stretches:
        for time in stretch.times if stretch.content else ():
            if not isinstance(time.symbol, Point) or time.symbol.year is None or not time.days:
                continue
            span = ((time.start, time.end),)
            first, last = (day.isoformat() for day in time.days)
            if time.signal == "since":
                yield Told("since", 1, {"not_before": first}, span)
            elif _has_happened(stretch, time):
                yield Told("has happened", 2, {"not_before": first}, span)
            elif _is_to_come(stretch, time):
                yield Told("to come", 2, {"not_after": last}, span)


def _has_happened(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether a simple past stands before "in 2029", with nothing between that takes it back.

    Measured on 946 dated pages: 409 such dates, five after the page's own day.
    """
    before = stretch.before(time.start)
    dating = _DATING.search(before)
    return bool(dating and has_past_verb(before[: dating.start()], _NEAR)) and not _names(stretch, time)


def _is_to_come(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether "will ... by 2035" or "a deadline of" stands before."""
    return bool(_TO_COME.search(stretch.before(time.start).lower())) and not _names(stretch, time)


def _names(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether the year only names something, as in "the 2029 accord"."""
    after = stretch.after(time.end)
    return (
        bool(re.match(r" [a-z]+", after))
        and time.end - time.start == 4
        and stretch.before(time.start).endswith(("the ", "a ", "an "))
    )
