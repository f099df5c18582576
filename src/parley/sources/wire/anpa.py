"""ANPA 1312: the plain text format of American newspapers' wires, as AP sends it.

A message is ``SYN SYN SOH`` header ``STX`` text ``ETX`` day and time ``EOT``. Lines of the text that begin
with ``^`` are its head: slug, headline, picture numbers, notes, byline. Indented lines are paragraphs.
Its seven-bit alphabet prints quotation marks as two accents and a dash as an underscore; both are read as
what they stand for.
"""

from __future__ import annotations

import datetime as dt
import re

import parley.sources.hints as hints
from parley.errors import PageError
from parley.sources.encoding import decode
from parley.sources.wire.story import Draft, Head, Line, Story, compose, plain

_FORM = "ANPA"
# From the first SOH: where no STX follows that, none follows a later one.
_PARTS = re.compile(
    r"[^\x01]*+\x01(?P<header>[^\x02]*+)\x02(?P<text>[^\x03\x04]*+)(?:\x03(?P<end>[^\x04]*+))?"
)
_IDENT = re.compile(r"\s*(?P<service>[A-Za-z])(?P<number>\d{3,5})")
_TABLE = "\x14"  # a header's format mark for tabular matter
_SLUG = re.compile(
    r"(?P<slug>.+?)(?:,\s*(?P<version>(?:\d+(?:st|nd|rd|th)\s+)?(?:Ld|Add|Take)\b[^,]*))?,?\s*+(?:\d++\s*+)?$",
    re.I,
)
_LONGEST = 200  # characters of a slug line; those of AP have up to 60
_STAMP = re.compile(
    r"(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)\s+(?P<hour>\d\d)(?P<minute>\d\d)\s*(?P<zone>GMT)?"
)
_BYLINE = re.compile(r"By\s")
_NOTE = re.compile(
    r"\(?(?:Eds?\.?:|EDITOR'?S'? NOTE|AP Photos?\b|AP (?:Graphic|Video|Audio)\b|With AP\b|\*\d)", re.I
)
_AGENCY = re.compile(r"\(([^()]{2,40})\)\s+—")
_PLACEHOLDER = re.compile(r"[\W_]+")


def read(content: bytes) -> Story:
    """The story of one message.

    Raises:
        PageError: ``malformed``, if it is none; ``encoding``.
    """
    text, _ = decode(content, "iso-8859-1", "text/plain")
    found = _PARTS.match(text)
    if found is None:
        raise PageError("malformed", "The message does not hold a header and a text.")
    rows = [_printed(row) for row in found["text"].replace("< ^", "<\n^").split("\n")]
    body = Draft()
    slug, head = _read(rows, body, table=_TABLE in found["header"])
    agency = next((m[1] for line in body.lines[:3] if (m := _AGENCY.search(line.text))), None)
    said = {**_said(slug, found["header"], found["end"] or ""), **hints.given(agency=agency, outlet=agency)}
    return compose(_FORM, head, body, said)


def _read(rows: list[str], body: Draft, *, table: bool) -> tuple[str | None, Head]:
    """Slug and head of a text; its other lines go to `body`."""
    slug = headline = byline = None
    opened = True
    for row in rows:
        line = plain(row)
        if not line:
            continue
        if not (opened and line.startswith("^")):
            opened = False
            _paragraph(body, line, table)
            continue
        ended, line = line.endswith(("<", "=")), line.strip("^<= ")
        if _NOTE.match(line):
            body.add("other", line, f"{_FORM}: note to editors")
        elif slug is None:
            slug = line
        elif byline is None and _BYLINE.match(line):
            byline = line
        elif byline is not None and ended and row.rstrip().endswith("="):
            byline = f"{byline}, {line}"
        elif headline is None and ended:
            headline = line
        elif ended:
            body.add("body", line, f"{_FORM}: summary")
        else:
            body.add("body", line, f"{_FORM}: line of the head")
    return slug, Head(headline=headline, byline=byline)


def _paragraph(body: Draft, line: str, table: bool) -> None:
    line = line.lstrip("^").rstrip("<=").strip()
    if table and ";" in line:
        body.lines.append(Line("other", line, f"{_FORM}: table"))
    elif _PLACEHOLDER.fullmatch(line):
        body.add("other", line, f"{_FORM}: rule")
    else:
        body.add("body", line, _FORM)


def _printed(row: str) -> str:
    """A line with the marks that its alphabet lacks."""
    return re.sub(r"(?<=\s)_(?=\s)", "—", row.replace("``", "“").replace("''", "”"))


def _said(slug: str | None, header: str, end: str) -> dict[str, str]:
    stamp = _stamp(end)
    parts = _SLUG.fullmatch(slug[:_LONGEST]) if slug else None
    ident = _IDENT.match(header)
    number = f"{ident['service']}{ident['number']}" if ident else None
    version = parts["version"] if parts else None
    return hints.given(
        wire_id=" ".join(filter(None, (number, stamp))) or None,
        slug=parts["slug"] if parts else slug,
        version=version,
        published=stamp,
    )


def _stamp(end: str) -> str | None:
    found = _STAMP.search(end)
    if found is None:
        return None
    year, month, day, hour, minute = (int(found[k]) for k in ("year", "month", "day", "hour", "minute"))
    try:
        time = dt.datetime(2000 + year, month, day, hour, minute)
    except ValueError:
        return None
    return time.isoformat(timespec="seconds") + ("+00:00" if found["zone"] else "")
