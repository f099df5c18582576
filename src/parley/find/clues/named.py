"""Years, months and days with their year that are certainly past, or certainly to come, in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parley.find.clues.base import Stretch, Told, listed
from parley.times import TimeExpression
from parley.times.symbols import Point

_PREPOSITION = re.compile(
    r"\b(?P<verb>[a-z]+)(?P<between>(?: [\w'’-]+){0,5}?) (?:(?:early|late|back) )?(?:in|on|during) (?:the )?$"
)
_TO_COME = re.compile(
    r"\b(?P<verb>[a-z']+)(?: [\w'’-]+){0,5} (?:in|on|by|until|for|of|at the end of|by the end of) (?:the )?$"
)
_WORDS = re.compile(r"[a-z'’]+")


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
    match = _PREPOSITION.search(before)
    if not match:
        return False
    verb = match["verb"]
    if verb not in listed("past") and not verb.endswith("ed"):
        return False
    between = set(_WORDS.findall(match["between"].lower()))
    ahead = _WORDS.findall(before[: match.start()].lower())[-2:]
    return (
        not (listed("not_past") & between)
        and not (listed("not_past") & set(ahead))
        and not _names(stretch, time)
    )


def _is_to_come(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether "will ... by 2035" or "a deadline of" stands before."""
    match = _TO_COME.search(stretch.before(time.start).lower())
    return bool(match and match["verb"] in ("will", "won't", "deadline", "expires", "expire")) and not _names(
        stretch, time
    )


def _names(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether the year only names something, as in "the 2029 accord"."""
    after = stretch.after(time.end)
    return (
        bool(re.match(r" [a-z]+", after))
        and time.end - time.start == 4
        and stretch.before(time.start).endswith(("the ", "a ", "an "))
    )
