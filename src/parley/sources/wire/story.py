"""What a news agency delivers, whatever its format: lines that know their role, and what is said of them.

Every wire format fills one `Story`. Its text is its lines, one paragraph each, with a blank line between;
it is a pure function of the item's bytes, so that `parley verify` can make it again from them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import parley.sources.hints as hints
from parley.records import WITHDRAWN

_BETWEEN = "\n\n"
_BY = re.compile(r"(?:by|von|par|por|di|door|reporting by)\s", re.I)
# A run of white space is tried from its beginning alone, or many blanks take the square of their number.
_AND = re.compile(r"(?<!\s)\s++(?:and|und|et|y|og|och|&)\s+|;")
_AFTER = re.compile(r"(?<!\s)\s*+[,/|(]")
_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: [\w.'’-]+){0,3} [^\W\d_a-z][\w.'’-]*")
_NO_PERSON = re.compile(r"\b(?:TV|news|agency|staff|desk|reporters?|correspondents?|editors?)\b", re.I)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# ISO 8601's basic form, as NITF and NewsML 1 write it: 20310602T093000+0200.
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; `role` is one of `parley.records.ROLES`, `reason` the part of the format it stood in."""

    role: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """An item of a wire. `said` is what it says about itself, as `parley.records.Page.hints` carries it."""

    lines: tuple[Line, ...]
    said: Mapping[str, str] = field(default_factory=dict)
    hidden: int = 0  # elements that are marked as not to be shown; their words are in no line

    @property
    def text(self) -> str:
        """The whole text, headline first."""
        return _BETWEEN.join(line.text for line in self.lines)

    @property
    def has_text(self) -> bool:
        """Whether it says more than a headline and who wrote it; of one that withdraws an item any word will do."""
        return any(line.role in ("body", "caption") for line in self.lines) or (
            self.is_withdrawn and bool(self.lines)
        )

    @property
    def is_withdrawn(self) -> bool:
        """Whether its agency says that it is not to be used."""
        return self.said.get("status") in WITHDRAWN


class Draft:
    """Lines while they are read: white space collapsed, nothing blank."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.hidden = 0

    def add(self, role: str, text: str | None, reason: str) -> None:
        """One line, unless it is blank."""
        if clean := plain(text):
            self.lines.append(Line(role, clean, reason))


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a body, as the format names it."""

    headline: str | None = None
    subhead: str | None = None
    byline: str | None = None
    dateline: str | None = None
    summary: str | None = None
    note: str | None = None  # to editors: why this version was sent


def compose(form: str, head: Head, body: Draft, said: Mapping[str, str]) -> Story:
    """The story of a head and a body.

    A summary that the body begins with is not printed twice; a line of the body that repeats the headline
    is no body. A byline that begins with "By" is read where it is printed, by `parley.clean.credits`. An item
    that only withdraws one has at least its slugline as text.
    """
    out = Draft()
    dateline = plain(head.dateline)
    if dateline[:1].isdigit():  # some print a date there, and no place
        dateline = ""
    out.add("headline", head.headline, f"{form}: headline")
    if plain(head.subhead) != plain(head.headline) and not _begins(body, plain(head.subhead)):
        out.add("headline", head.subhead, f"{form}: second headline")
    out.add("byline", head.byline, f"{form}: byline")
    if not body.lines or not body.lines[0].text.startswith(dateline.rstrip(" -–—")):
        out.add("dateline", dateline, f"{form}: dateline")
    if not _begins(body, plain(head.summary)):
        out.add("body", head.summary, f"{form}: summary")
    known = {line.text: line for line in out.lines}
    for line in body.lines:
        above = known.get(line.text)
        if above is None or above.role == "body":
            out.lines.append(line)
        elif above.role == "headline":
            out.lines.append(Line("other", line.text, "the headline again"))
    out.add("other", head.note, f"{form}: note to editors")
    if not out.lines and said.get("status") in WITHDRAWN:  # or the record would not tell of what it withdraws
        out.add("other", said.get("slug"), f"{form}: slugline")
    title, authors = plain(head.headline), names(head.byline)
    found = hints.given(title=title, authors=authors, dateline=dateline)
    return Story(tuple(out.lines), {**found, **said}, body.hidden)


def plain(text: str | None) -> str:
    """One line without control characters."""
    return " ".join(_CONTROL.sub(" ", text or "").split())


def names(byline: str | None) -> str | None:
    """The persons of a byline that is nothing but names and what follows them, joined by ``; ``."""
    text = plain(byline)
    if not text or _BY.match(text):
        return None
    parts = (_AFTER.split(part)[0].strip() for part in _AND.split(text))
    return "; ".join(part for part in parts if _NAME.fullmatch(part) and not _NO_PERSON.search(part)) or None


def _begins(body: Draft, summary: str) -> bool:
    opening = " ".join(line.text for line in body.lines[:4])
    return summary.rstrip(". …") in opening


def stamp(value: object) -> str | None:
    """A date as wires write it, as `hints.moment` gives it."""
    if isinstance(value, str) and (found := _BASIC.fullmatch(value.strip())):
        year, month, day, hour, minute, second, zone = found.groups()
        text = f"{year}-{month}-{day}"
        if hour:
            text += f"T{hour}:{minute}:{second or '00'}{zone or ''}"
        return hints.moment(text)
    return hints.moment(value)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text whose lines are broken at a column.

    A blank line or an indented one begins a paragraph; where there are neither, every line is one.
    """
    rows = [row.rstrip() for row in text.replace("\r", "").split("\n")]
    inner = rows[: len(rows) - 1]
    if not any(not row for row in inner) and not any(row[:1].isspace() for row in rows[1:]):
        return [row for row in rows if row]
    out: list[list[str]] = []
    fresh = True
    for row in rows:
        if not row:
            fresh = True
        elif fresh or row[:1].isspace():
            out.append([row.strip()])
            fresh = False
        else:
            out[-1].append(row)
    return [" ".join(lines) for lines in out]


def joined(*parts: str | None, by: str = "; ") -> str | None:
    """The parts that are there, each once."""
    return by.join(dict.fromkeys(p for part in parts if (p := hints.words(part)))) or None


def urgency(value: object) -> str | None:
    """The editorial urgency, 1 (most urgent) to 9, as IPTC counts it; 0 and anything else says nothing."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text if len(text) == 1 and text in "123456789" else None
