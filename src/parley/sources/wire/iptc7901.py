"""IPTC 7901: the plain text format of agencies' satellite and line services.

A message is ``SOH`` header ``STX`` text ``ETX`` time ``EOT``. The text begins with the headline block, whose
last line ends with ``=``; paragraphs follow.
"""

from __future__ import annotations

import datetime as dt
import re

import parley.sources.hints as hints
from parley.errors import PageError
from parley.sources.encoding import decode
from parley.sources.wire.story import Draft, Head, Line, Story, compose, paragraphs, plain, urgency

_FORM = "IPTC 7901"
MESSAGE = re.compile(rb"\x01[^\x01\x02]{1,600}\x02[^\x01\x02]{0,2000000}?(?:\x04|(?=\x01)|\Z)")
# From the first SOH: where no STX follows that, none follows a later one.
_PARTS = re.compile(
    r"[^\x01]*+\x01(?P<header>[^\x02]*+)\x02(?P<text>[^\x03\x04]*+)(?:\x03(?P<end>[^\x04]*+))?"
)
_HEADER = re.compile(
    r"(?P<service>[A-Za-z]{2,4})\s?(?P<number>\d{3,5})\s+(?P<priority>\d)\s+(?P<category>\S+)(?P<rest>.*)"
)
_SOURCE = re.compile(r"(?<![\w-])[\d_-]*+(?P<source>[^\W\d_][\w-]*+)\s++\d{2,5}\s*+$")
_STAMP = re.compile(
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)\s++(?:(?P<zone>GMT|UTC|Z)\s*+)?(?P<month>[A-Za-z]{3})\w*\s+(?P<year>\d\d)\b"
)
# English and German, which dpa's services use.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan",
            "feb",
            "mar mär mrz",
            "apr",
            "may mai",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct okt",
            "nov",
            "dec dez",
        ),
        1,
    )
    for name in names.split()
}
_BYLINE = re.compile(r"(?:By|Von|Par|Por)\s")
_MARK = re.compile(
    r"(?:\d+(?:st|nd|rd|th)\s+lead|refile|extra|correction|corrected|update\w*|urgent|advisory|\([^()]{3,40}\))\s*$",
    re.I,
)
_NOTES = re.compile(r"#+\s")  # dpa's notebook for editors: all that follows is not for print


def read(content: bytes) -> Story:
    """The story of one message.

    Raises:
        PageError: ``malformed``, if it is none; ``encoding``.
    """
    text, _ = decode(content, "iso-8859-1", "text/plain")
    found = _PARTS.match(text)
    if found is None:
        raise PageError("malformed", "The message does not hold a header and a text.")
    top, body = _split(found["text"])
    marks, title, byline = _head(top)
    draft = _body(body)
    draft.lines[:0] = [Line("other", mark, f"{_FORM}: mark of an update") for mark in marks]
    head = Head(headline=title, byline=byline)
    return compose(_FORM, head, draft, _said(found["header"], found["end"] or "", marks))


def _split(text: str) -> tuple[str, str]:
    """The headline block and the rest; without a line that ends with ``=``, the first line is the headline."""
    end = re.search(r"=[ \t]*\n", text[:2000])
    if end is None:
        top, _, rest = text.lstrip("\n").partition("\n")
        return top, rest
    return text[: end.start()], text[end.end() :]


def _head(block: str) -> tuple[list[str], str | None, str | None]:
    rows = [found for row in block.split("\n") if (found := plain(row))]
    byline = rows.pop() if len(rows) > 1 and _BYLINE.match(rows[-1]) else None
    marks = []
    while len(rows) > 1 and _MARK.match(rows[0]):
        marks.append(rows.pop(0))
    return marks, " ".join(rows) or None, byline


def _body(text: str) -> Draft:
    out = Draft()
    notes = False
    for paragraph in paragraphs(text):
        notes = notes or bool(_NOTES.match(paragraph))
        out.add("other" if notes else "body", paragraph, f"{_FORM}: notes to editors" if notes else _FORM)
    return out


def _said(header: str, end: str, marks: list[str]) -> dict[str, str]:
    found = _HEADER.match(header.strip())
    stamp = _stamp(end)
    source = _SOURCE.search(found["rest"].split("\n")[0]) if found else None
    slug = hints.words(header.strip().partition("\n")[2])
    ident = f"{found['service']}{found['number']}" if found else None
    return hints.given(
        wire_id=f"{ident} {stamp}" if ident and stamp else ident,
        version=", ".join(mark for mark in marks if mark[0] != "(") or None,
        published=stamp,
        urgency=urgency(found["priority"]) if found else None,
        agency=source["source"].partition("-")[0] if source else None,
        outlet=source["source"] if source else None,
        slug=slug,
    )


def _stamp(end: str) -> str | None:
    """When it was sent; without a zone it is the agency's own time."""
    found = _STAMP.search(end)
    month = _MONTHS.get(found["month"].lower()) if found else None
    if found is None or month is None:
        return None
    try:
        time = dt.datetime(
            2000 + int(found["year"]), month, int(found["day"]), int(found["hour"]), int(found["minute"])
        )
    except ValueError:
        return None
    return time.isoformat(timespec="seconds") + ("+00:00" if found["zone"] else "")
