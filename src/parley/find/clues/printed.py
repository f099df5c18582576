"""Days that a page prints beside its text: of publication, of a dateline, of a picture or a post."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache

from parley.find.clues.base import Stretch, Told, either, listed
from parley.times import TimeExpression
from parley.times.symbols import Clock, Point

_SAYS = 60  # characters that may stand beside the date in such a line
_PLACE = r"[A-Z][A-Z.' -]{2,40}(?:, [A-Z][\w.]+){0,2}"
_DATELINE = re.compile(rf"\W{{0,2}}{_PLACE},? ?\(?$")
_AGENCY = re.compile(r"\)? ?(?:\([A-Z][\w./ ]{1,30}\)|[-–—:])")
# "(Photo: ...", "REUTERS/...", "Andrew Vale/Pool via ...": who took the picture on that day. An agency that goes
# on with a verb is one that reports.
_CREDIT = re.compile(
    r"[.,;]? ?\(?(?:(?:REUTERS|Reuters|AP|AFP|EPA|Getty(?: Images)?|Pool)\b(?=\s*(?:[/)\]|]|Photo|via\b|\.?$))"
    r"|Photos?\b(?: by\b| ?[:/])|[A-Z][\w.-]+ [A-Z][\w.'-]+/)"
)
_POST = re.compile(r"[—–-] [^\n]{2,60}\(@\w{1,30}\) $")
_PURPOSE = re.compile(r"\bto [a-z]+(?: [\w'’-]+){0,3} (?:on |in )?$")  # "the arena, to open on"
_SENTENCE = re.compile(r"(?<![A-Z])[.!?](?:\s|$)")  # ends one; an initial's dot does not
_WORD = re.compile(r"[^\W\d_]+")
_DATE = "\0"  # stands for a time in a line
_BYLINE = re.compile(r"[\s|·•-]*by:? (?=\w)", re.IGNORECASE)
_READ = re.compile(
    rf"\s*+(?:[|·•,–—-]\s*+)?(?:{_DATE}|\d{{1,3}}[ -]?min(?:ute)?s?\b\.?) read\b", re.IGNORECASE
)  # "4 min read"
_PARTED = re.compile(r"\s*(?:[|·•,–—-]|$)")


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
    days = _readings(stretch, time)
    if stretch.top and _is_date_line(stretch, time):
        if not _is_changed(stretch, time):
            yield Told("published line", 1, {"days": days}, span)
        else:
            yield Told("updated line", 1, {"not_after": days[-1]}, span)
    elif stretch.top and _is_dateline(stretch, time):
        yield Told("dateline", 1, {"not_before": days[0]}, span)
        if len(days) == 1:
            yield Told("dateline", 2, {"day": days[0], "lags": [0, 1, 2]}, span)
    elif rule := _shown(stretch, time):
        # A post's clock may be another than the page's.
        floor = _eve(days[0]) if rule == "dated post" else days[0]
        yield Told(rule, 1, {"not_before": floor}, span)
        if len(days) == 1:
            yield Told(rule, 4, {"recent": days[0]}, span)


def _shown(stretch: Stretch, time: TimeExpression) -> str | None:
    """Whether the day is one of a post or a picture in the text; chrome shows those of other pages too."""
    before, caption = stretch.before(time.start), stretch.role == "caption"
    if not (stretch.content or caption):
        return None
    if _POST.search(before):
        return "dated post"
    if not (caption or _CREDIT.match(stretch.after(time.end))) or _is_ahead(before):
        return None
    return "dated picture"


def _is_ahead(before: str) -> bool:
    """Whether what stands before a day tells what is to be: "to open on", "will be held on"."""
    words = {word.lower() for word in _WORD.findall(before)}
    return bool(words & (listed("modals") | listed("future")) or _PURPOSE.search(before))


def _eve(day: str) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(1)).isoformat()


def _is_changed(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether the last word before a date that says what happened then is "updated" rather than "published"."""
    before = _WORD.findall(stretch.before(time.start, 1000).lower())
    told = [word for word in (*_label_above(stretch), *before) if word in listed("published")]
    return bool(told) and told[-1] in listed("changed")


def _label_above(stretch: Stretch) -> list[str]:
    """The words of the line above, if it is nothing but the label of a date: "Last updated:" over "3 June 2031"."""
    reach = stretch.document.text[max(stretch.start - _SAYS, 0) : stretch.start]
    line = reach.rstrip().rpartition("\n")[2]
    words = [word.lower() for word in _WORD.findall(line)]
    return words if {*words} <= listed("published") | listed("beside_published") else []


def _readings(stretch: Stretch, time: TimeExpression) -> list[str]:
    """The days that a date can be, the earlier first: 02/03/2031 is two."""
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
    """Whether a short line says only when the page came out: "Published 3 June 2031, 14:05".

    All that stands beside the dates is labels, or a byline; or, outside of the text, labels and names.
    """
    line = _kind().sub("", _READ.sub("", _without_times(stretch)))
    if stretch.role == "headline" or len(line) > _SAYS or _SENTENCE.search(line):
        return False
    words = _WORD.findall(line)
    labels = {word.lower() for word in words}
    published = bool(labels & listed("published"))
    known = listed("date_lines") | listed("published") | (listed("beside_published") if published else set())
    if labels <= known:
        return True
    names = all(word[0].isupper() or word in known | listed("bylines") for word in words)
    parted = bool(_PARTED.match(_READ.sub("", stretch.after(time.end))))
    if not (names and parted):
        return False
    return bool(_BYLINE.match(line)) or (published and not stretch.content and _has_no_other_label(line))


@cache
def _kind() -> re.Pattern[str]:
    """What kind of text a page is, behind its day: "3 June 2031 | Report"."""
    return re.compile(rf"(?<={_DATE})\s*[|·•]\s*(?:{either('kinds')})\s*$", re.IGNORECASE)


def _has_no_other_label(line: str) -> bool:
    """Whether the words right before each date are those of publication, not "Release Date:"."""
    for part in line.split(_DATE)[:-1]:
        words = [word.lower() for word in _WORD.findall(re.split(r"[|·•]", part)[-1])]
        if not set(words) <= listed("published") | listed("beside_published") | listed("date_lines"):
            return False
    return True


def _without_times(stretch: Stretch) -> str:
    """The line with a mark in the place of each time."""
    out, at = "", stretch.start
    for time in sorted(stretch.times, key=lambda time: time.start):
        if time.start >= at:
            out += stretch.document.text[at : time.start] + _DATE
            at = time.end
    return out + stretch.document.text[at : stretch.end]


def _is_dateline(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether the date belongs to a dateline: "VELGORAD, Feb. 18 (Oruvian News) -", or is a line with a place alone.

    Statements on letterhead have the latter; no page of the corpora does, so that its lag is taken from near it: of 22
    lines of a place and a day beside speeches and proclamations 7 are of the page's day, 14 of the day before, one of
    two days before, none of a later one.
    """
    if not _DATELINE.fullmatch(stretch.before(time.start)):
        return False
    after = stretch.after(time.end)
    return bool(_AGENCY.match(after)) or (not after.strip(" .)") and _heads(stretch))


def _heads(stretch: Stretch) -> bool:
    """Whether it is the one dateline of its page, and above the text: another stands above what the page reprints."""
    content = [block for block in stretch.document.blocks if block.role in ("body", "dateline")]
    lines = [block for block in content if block.role == "dateline"]
    return stretch.role == "dateline" and len(lines) == 1 and content[0] is lines[0]
