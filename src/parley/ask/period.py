"""The time that a question asks about, from our own finder of time expressions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from parley.times import TimeExpression, find
from parley.times.symbols import Length

_BACK = re.compile(r"\b(?:last|past|previous|recent)\b", re.IGNORECASE)
_SINCE = frozenset({"since", "from", "after", "starting"})
_UNTIL = frozenset({"until", "till", "by", "through", "before"})
_LEAD = re.compile(
    r"(?:\b(?:since|from|after|until|till|by|through|before|between|in|on|during|over|within|at|of|for|and|to"
    r"|as of|as from|(?:up|prior) to|starting(?: in| on| from)?)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:about|regarding|concerning) the $", re.IGNORECASE)
_UNIT = {"D": 1, "W": 7, "M": 30, "Y": 365}
_LENGTH = re.compile(r"P(\d+)([DWMY])")
RECENT = 30  # days that "recently" goes back
_RECENT = re.compile(r"\b(?:recently|lately|these days)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """Days that a question asks about, ends included; None: open. `spans` are the words that say so.

    `counted_from`: the day that "last week" and the like were counted from; None where nothing was.
    """

    since: str | None = None
    until: str | None = None
    counted_from: str | None = None
    spans: tuple[tuple[int, int], ...] = ()


def period(question: str, today: Callable[[], dt.date]) -> Period:
    """The period of a question.

    Args:
        question: Its text.
        today: The day that relative dates are counted from; asked for only where there is one.
    """
    plain = find(question, None)
    relative = any(e.days is None and _is_asked(e, question) for e in plain) or bool(_RECENT.search(question))
    anchor = today() if relative else None
    found = find(question, anchor) if anchor else plain
    ends = [(e, days) for e in found if not _is_topic(e, question) and (days := _days(e, question, anchor))]
    if not ends:
        return _recent(question, anchor)
    first, last = _range(question, ends)
    spans = tuple((_from(question, e.start), e.end) for e, _ in ends)
    return Period(first, last, anchor.isoformat() if anchor else None, spans)


def _is_topic(e: TimeExpression, question: str) -> bool:
    """Whether an expression only names what the question is about: "about the June deadline"."""
    return bool(_ABOUT.search(question[: e.start])) and bool(re.match(r" [a-z]+", question[e.end :]))


def _is_asked(e: TimeExpression, question: str) -> bool:
    return e.type in ("DATE", "TIME") or (e.type == "DURATION" and _is_back(e, question))


def _is_back(e: TimeExpression, question: str) -> bool:
    return isinstance(e.symbol, Length) and bool(_BACK.search(question[max(0, e.start - 12) : e.end]))


def _days(e: TimeExpression, question: str, anchor: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """First and last day of an expression, cut where it says "early" or "late"; a stretch back ends at the anchor."""
    if e.type == "DURATION":
        length = _LENGTH.fullmatch(e.value)
        if not (length and anchor and _is_back(e, question)):
            return None
        return anchor - dt.timedelta(int(length[1]) * _UNIT[length[2]]), anchor
    if e.type not in ("DATE", "TIME") or e.days is None:
        return None
    first, last = e.days
    if re.match(r"(?:the )?past\b", question[e.start : e.end], re.IGNORECASE) and anchor:
        return anchor - (last - first), anchor
    if (
        anchor
        and first > anchor
        and not e.future
        and e.symbol is not None
        and not _has_year(question[e.start : e.end])
    ):
        first, last = _year_before(first), _year_before(last)
    third = (last - first) / 3
    if e.mod == "START":
        return first, last - 2 * third + dt.timedelta(1)
    if e.mod == "END":
        return first + 2 * third, last
    if e.mod == "MID":
        return first + third, last - third
    return first, last


def _has_year(words: str) -> bool:
    return bool(re.search(r"\d{4}|\b(?:next|coming|this|tomorrow)\b", words))


def _year_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _range(
    question: str, ends: list[tuple[TimeExpression, tuple[dt.date, dt.date]]]
) -> tuple[str | None, str | None]:
    """The range that the expressions span; "since" leaves it open at the right, "before" at the left."""
    since: dt.date | None = None
    until: dt.date | None = None
    for e, (first, last) in ends:
        signal = _signal(question, e)
        if signal in _SINCE and len(ends) == 1:
            since = last + dt.timedelta(1) if signal == "after" else first
            return since.isoformat(), None
        if signal in _UNTIL and len(ends) == 1:
            until = first - dt.timedelta(1) if signal == "before" else last
            return None, until.isoformat()
        since = min(filter(None, (since, first)))
        until = max(filter(None, (until, last)))
    return since.isoformat() if since else None, until.isoformat() if until else None


def _signal(question: str, e: TimeExpression) -> str | None:
    if e.signal:
        return e.signal
    before = question[: e.start].lower().split()
    words = [word for word in before if word not in ("the", "of", "on", "in")][-1:]
    return words[0] if words and words[0] in _SINCE | _UNTIL else None


def _from(question: str, start: int) -> int:
    """Where an expression begins with the preposition before it."""
    found = _LEAD.search(question[:start])
    return found.start() if found else start


def _recent(question: str, anchor: dt.date | None) -> Period:
    found = _RECENT.search(question)
    if not (found and anchor):
        return Period()
    since = anchor - dt.timedelta(RECENT)
    return Period(since.isoformat(), None, anchor.isoformat(), ((found.start(), found.end()),))
