"""Days that a page prints beside its text: of publication, of a dateline, of a picture or a post."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from parley.find.clues.base import Stretch, Told, listed
from parley.times import TimeExpression
from parley.times.symbols import Clock, Point

_SAYS = 60  # characters that may stand beside the date in such a line
_PLACE = r"[A-Z][A-Z.' -]{2,40}(?:, [A-Z][\w.]+){0,2}"
_DATELINE = re.compile(rf"\W{{0,2}}{_PLACE},? ?\(?$")
_AGENCY = re.compile(r"\)? ?(?:\([A-Z][\w./ ]{1,30}\)|[-–—:])")
# "(Photo: ...", "REUTERS/...", "Andrew Vale/Pool via ...": who took the picture on that day.
_CREDIT = re.compile(
    r"[.,;]? ?\(?(?:REUTERS|Reuters|AP|AFP|EPA|Getty|Photo|Pool|[A-Z][\w.-]+ [A-Z][\w.'-]+/)"
)
_POST = re.compile(r"[—–-] [^\n]{2,60}\(@\w{1,30}\) $")
_SENTENCE = re.compile(r"(?<![A-Z])[.!?](?:\s|$)")  # ends one; an initial's dot does not
_BYLINE = re.compile(r"by\b", re.IGNORECASE)


def printed(stretches: Sequence[Stretch]) -> Iterator[Told]:
    """What the printed days say."""
    for stretch in stretches:
        for time in stretch.times:
            day = _day(time)
            if day is None:
                continue
            span = ((time.start, time.end),)
            if day.year is not None and time.days:
                yield from _dated(stretch, time, span)
            elif stretch.top and _is_dateline(stretch, time):
                yield Told("dateline", 2, {"month": day.month, "day": day.day, "lags": [0, 1, 2]}, span)


def _dated(stretch: Stretch, time: TimeExpression, span: tuple[tuple[int, int], ...]) -> Iterator[Told]:
    assert time.days
    day = time.days[0].isoformat()
    if stretch.top and _is_date_line(stretch, time):
        if not _is_changed(stretch, time):
            yield Told("published line", 1, {"days": _readings(stretch, time)}, span)
        else:
            yield Told("updated line", 1, {"not_after": max(_readings(stretch, time))}, span)
    elif stretch.top and _is_dateline(stretch, time):
        yield Told("dateline", 1, {"not_before": day}, span)
        yield Told("dateline", 2, {"day": day, "lags": [0, 1, 2]}, span)
    elif _POST.search(stretch.before(time.start)):
        eve = (time.days[0] - dt.timedelta(1)).isoformat()  # the post's clock may be another than the page's
        yield Told("dated post", 1, {"not_before": eve}, span)
        yield Told("dated post", 4, {"recent": day}, span)
    elif stretch.role == "caption" or _CREDIT.match(stretch.after(time.end)):
        yield Told("dated picture", 1, {"not_before": day}, span)
        yield Told("dated picture", 4, {"recent": day}, span)


def _is_changed(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether the last word before a date that says what happened then is "updated" rather than "published"."""
    before = re.findall(r"[a-z]+", stretch.before(time.start, 1000).lower())
    told = [word for word in before if word in listed("published")]
    return bool(told) and told[-1] in listed("changed")


def _readings(stretch: Stretch, time: TimeExpression) -> list[str]:
    """The days that a date can be: 02/03/2031 is two."""
    assert time.days
    day = time.days[0]
    found = [day.isoformat()]
    figures = stretch.document.text[time.start : time.end]
    if re.fullmatch(r"\d\d?[/.-]\d\d?[/.-]\d{2,4}", figures) and day.day <= 12 and day.day != day.month:
        found.append(day.replace(month=day.day, day=day.month).isoformat())
    return sorted(found)


def _day(time: TimeExpression) -> Point | None:
    symbol = time.symbol.day if isinstance(time.symbol, Clock) else time.symbol
    if isinstance(symbol, Point) and symbol.month is not None and symbol.day is not None:
        return symbol
    return None


def _is_date_line(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether a short line says only when the page came out: "Published 3 June 2031, 14:05"."""
    rest = stretch.before(time.start, 1000), stretch.after(time.end, 1000)
    if sum(map(len, rest)) > _SAYS or any(map(_SENTENCE.search, rest)):
        return False
    words = {word.lower() for word in re.findall(r"[A-Za-z]+", rest[0] + rest[1])}
    known = listed("published") | {
        "on",
        "at",
        "am",
        "pm",
        "a",
        "p",
        "m",
        "gmt",
        "utc",
        "et",
        "est",
        "edt",
        "bst",
    }
    return words <= known or bool(words & listed("published")) or bool(_BYLINE.match(rest[0].lstrip(" |·•-")))


def _is_dateline(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether the date belongs to a dateline: "VELGORAD, Feb. 18 (Oruvian News) -"."""
    return bool(_DATELINE.fullmatch(stretch.before(time.start))) and bool(
        _AGENCY.match(stretch.after(time.end))
    )
