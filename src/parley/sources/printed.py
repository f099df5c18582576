"""The header that mail programs print above a message that is sent on or quoted, in the words of many languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import cache

import parley.sources.hints as hints
from parley.sources.sender import sender
from parley.vocab import table

_FIELD = re.compile(r"[*_]{0,2}([^\W\d_][^\n:：*<>]{0,30}?)\s{0,3}[*_]{0,2}\s?[:：][*_]{0,2}\s*(.*)")
_LONGEST = 1000  # characters of a line that are looked at; a header's is shorter
MOST = 25  # lines of a header at most: To and Cc may list many
_DASHES = re.compile(r"[-–—_=*]{2,}")
_EDGES = " \t-–—_=*>:：.…"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ADDRESS = re.compile(r"\(?\s?[<(\[]?(?:mailto:)?[^\s<>()\[\]]{1,64}@[^\s<>()\[\]]{1,250}[>)\]]?\)?")
_ZONE = re.compile(r"^(?:[AP]\.?M\.?|[A-Z]{2,4}|Uhr|г\.|h)(?:\s+|$)")
_NUMBERS = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?[-년年./]\s?(?P<m>\d\d?)\s?[-월月./]\s?(?P<d>\d\d?)(?!\d)"
)
_NAMED = re.compile(
    r"(?<!\d)(?P<d>\d\d?)(?:\.|er|º|ª|th|st|nd|rd)?\s+(?:de\s+|of\s+)?(?P<m>[^\W\d_]{3,12})\.?,?\s+(?:de\s+|del\s+)?"
    r"(?P<y>(?:19|20)\d\d)(?!\d)"
    r"|(?<!\w)(?P<m2>[^\W\d_]{3,12})\.?\s+(?P<d2>\d\d?)(?:th|st|nd|rd)?,?\s+(?P<y2>(?:19|20)\d\d)(?!\d)"
)


def is_mark(row: str) -> bool:
    """Whether a line says that what follows is a message that is sent on: "----- Original Message -----"."""
    row = row.strip()[:_LONGEST]
    dashed = _DASHES.match(row) and _DASHES.match(row[-2:])
    if not dashed and not row.endswith((":", "：")):  # most lines
        return False
    words = row.strip(_EDGES).casefold().replace("’", "'")
    return words.startswith(_marks()) if dashed else words in _marks()


def header(rows: Sequence[str]) -> tuple[dict[str, str], int]:
    """The fields at the beginning of some lines (from, date, subject, other) and how many lines they take."""
    fields: dict[str, str] = {}
    at, last = next((i for i, row in enumerate(rows[:3]) if row.strip()), 0), ""
    for number, row in enumerate(rows[at : at + MOST], at):
        found = _FIELD.match(row.strip()[:_LONGEST])
        kind = _fields().get(" ".join(found[1].split()).casefold()) if found else None
        if found and kind:
            fields.setdefault(kind, found[2].strip(" *"))
            last = kind
        elif not (last and row.strip() and (row[:1].isspace() or (last == "other" and "@" in row))):
            return fields, number if fields else 0
        elif last != "other":
            fields[last] += " " + row.strip()[:_LONGEST]
    return fields, min(at + MOST, len(rows)) if fields else 0


def is_header(fields: Mapping[str, str]) -> bool:
    """Whether fields without a mark above them are a message's: who, when, about what, and to whom."""
    return {"from", "date", "subject", "other"} <= set(fields)


def said(fields: Mapping[str, str]) -> dict[str, str]:
    """What the fields of a printed header say of the message below it, as hints."""
    who = sender(fields.get("from"))
    return hints.given(
        title=hints.words(fields.get("subject")),
        authors=who.author,
        outlet=who.outlet,
        published=day(fields.get("date", "")),
    )


def attribution(row: str) -> dict[str, str] | None:
    """What the line above a quotation says of it ("On 1 June 2031 Ana Ruiz wrote:"); None if it is no such line."""
    row = " ".join(row[:_LONGEST].split())
    if not row.endswith((":", "：")):
        return None
    wrote, address = _wrote().search(row), _ADDRESS.search(row)
    if not wrote and not (address and _YEAR.search(row)):
        return None
    name = _named(row, wrote, address)
    line = f"{name} {address[0].strip('() ')}" if address else name
    return hints.given(authors=sender(line).author, published=day(row))


def _named(row: str, wrote: re.Match[str] | None, address: re.Match[str] | None) -> str:
    """The words beside the address or the verb, back to a figure or a comma: "… at 07:00, Ana Ruiz <"."""
    end = address.start() if address else wrote.start() if wrote else 0
    first = wrote.end() if wrote and wrote.end() <= end else 0  # schrieb Ana Ruiz <ana@...>:
    words = re.split(r"[\d,]", row[first:end])[-1].strip(" (<:")
    if not words and wrote and not address:  # um 07:00 schrieb Ana Ruiz:
        words = row[wrote.end() :].rstrip(":： ").strip()
    return _ZONE.sub("", words)


def day(text: str) -> str | None:
    """The day, or moment, that a printed date names; in figures alone only from the year down."""
    text = re.sub(r"\s*\([^()]*\)\s*$", "", text[:_LONGEST]).strip()
    if found := hints.moment(text):
        return found
    if numbers := _NUMBERS.search(text):
        return _real(int(numbers["y"]), int(numbers["m"]), int(numbers["d"]))
    for named in _NAMED.finditer(text):
        month = _months().get((named["m"] or named["m2"]).casefold())
        if month:
            return _real(int(named["y"] or named["y2"]), month, int(named["d"] or named["d2"]))
    return None


def bare(subject: str | None) -> str | None:
    """A subject without what replies and forwards put before it."""
    while subject and (found := _before("replying", "forwarding").match(subject)):
        subject = subject[found.end() :]
    return subject or None


def is_sent_on(subject: str | None) -> bool:
    """Whether a subject says that somebody else's message is sent on."""
    return bool(_before("forwarding").match(subject or ""))


def _real(year: int, month: int, number: int) -> str | None:
    try:
        return dt.date(year, month, number).isoformat()
    except ValueError:
        return None


@cache
def _fields() -> dict[str, str]:
    rows = table("sources/mail.toml")["fields"]
    return {word: kind for kind in rows for word in rows[kind]}


@cache
def _marks() -> tuple[str, ...]:
    return tuple(table("sources/mail.toml")["marks"]["forwarded"])


@cache
def _months() -> dict[str, int]:
    rows = table("sources/mail.toml")["months"]
    return {word: int(number) for number in rows for word in rows[number]}


@cache
def _wrote() -> re.Pattern[str]:
    words = "|".join(map(re.escape, table("sources/mail.toml")["marks"]["wrote"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)


@cache
def _before(*kinds: str) -> re.Pattern[str]:
    marks = table("sources/mail.toml")["marks"]
    words = "|".join(re.escape(word) for kind in kinds for word in marks[kind])
    return re.compile(rf"\s*(?:{words})(?:\[\d\d?\])?\s?[:：]\s*", re.I)
