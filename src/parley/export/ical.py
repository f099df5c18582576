"""Meetings as an iCalendar: those whose days are known. A date that is open by more than a week names no days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import IO, Any

from parley._version import __version__
from parley.export import days
from parley.export.links import iri, web
from parley.export.selection import Counts, Selection
from parley.export.titles import quoted, title, where
from parley.store.base import Row

_OCTETS = 75  # of a line, by RFC 5545
_STATUS = {"cancelled": "CANCELLED", "failed": "CANCELLED", "proposed": "TENTATIVE", "paused": "TENTATIVE"}


def write(chosen: Selection, stream: IO[str]) -> Counts:
    """One event a meeting."""
    counts = Counts()
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//parley//parley {__version__}//EN",
        "CALSCALE:GREGORIAN",
    )
    _write(stream, head)
    for row in chosen.rows("meetings"):
        date = days.best(row["dates"])
        counts.add("meetings", days.week(date))
        if date and days.week(date):
            _write(stream, _event(row, date, chosen))
    _write(stream, ("END:VCALENDAR",))
    return counts


def _event(row: Row, date: Mapping[str, Any], chosen: Selection) -> Iterator[str]:
    first, last = (dt.date.fromisoformat(date[end]) for end in ("earliest", "latest"))
    pages = chosen.pages(row)
    quotes = [f"“{quoted(row, page)}”" for page in pages]
    sources = [web(page) or page.title or page.uri for page in pages]
    if first != last:
        quotes.insert(0, f"On a day or days {days.told(date)}.")
    yield "BEGIN:VEVENT"
    yield f"UID:{iri(row['id'])}"
    # Of when what is said here is; no clock, so that the same record gives the same calendar.
    written = max((page.published.latest for page in pages if page.published.latest), default=date["latest"])
    yield f"DTSTAMP:{written.replace('-', '')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + dt.timedelta(1):%Y%m%d}"
    yield f"SUMMARY:{_text(title('meetings', row, chosen))}"
    yield f"DESCRIPTION:{_text(chr(10).join([*quotes, *sources]))}"
    if row["place"]:
        yield f"LOCATION:{_text(where(row['place']))}"
    yield f"STATUS:{_STATUS.get(row['status'], 'CONFIRMED')}"
    if row["agenda"]:
        yield f"CATEGORIES:{','.join(map(_text, row['agenda']))}"
    address = next(filter(None, map(web, pages)), None)
    if address and address.isascii() and address.isprintable():
        yield f"URL:{address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    """A value of type TEXT."""
    plain = "".join(c if c.isprintable() or c == "\n" else " " for c in words)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _write(stream: IO[str], lines: Iterator[str] | tuple[str, ...]) -> None:
    for line in lines:
        stream.write("\r\n ".join(_folded(line)) + "\r\n")


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, the space before each but the first counted, no character cut."""
    piece, size, room = "", 0, _OCTETS
    for char in line:
        octets = len(char.encode())
        if size + octets > room:
            yield piece
            piece, size, room = "", 0, _OCTETS - 1
        piece, size = piece + char, size + octets
    yield piece
