"""What a container says about a page, as the text values of `Page.hints`.

Only what is said passes: a date that can be two days (02/06/2031), or that is only told ("last Monday"), is left out,
not interpreted.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from parley.sources.fields import named
from parley.stamps import begun

_TIME = re.compile(
    r"(?:[Tt]|,? at |,? )(\d\d?):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?(?: ?([AaPp])\.?[Mm]\.?)?"
    r"(?: ?([Zz]|(?i:utc|gmt)|[+-]\d\d(?::?\d\d)?|[A-Z]{2,5}))?"
)
_RFC822 = re.compile(
    r"(?!.*\d ?[AaPp]\.?[Mm]\b)"  # of which the parser of mail knows nothing
    r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}\s+\d\d?:\d\d"
)
_COUNTED = re.compile(r"(\d{9,10}|\d{12,13})(?:\.\d+)?")  # seconds or milliseconds since 1970
_SECONDS = 631_152_000, 4_102_444_800  # 1990 and 2100, between which such a count is taken for a time
_DAY = len("2031-06-02")
_MONTH = len("2031-06")
_TAG = re.compile(r"</?([A-Za-z][\w:-]*)[^<>]*>")
_APART = frozenset({"br", "div", "h1", "h2", "h3", "hr", "li", "p", "td"})  # elements that part words
_TOLD = 80  # characters of a date that could not be read
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


def moment(value: object) -> str | None:
    """An ISO day or datetime (``2031-06-02``, ``2031-06-02T09:30:00+02:00``), or None.

    Read are ISO 8601 and its likes (``2031-6-2``, ``2031/06/02``, ``20310602``), the RFC 822 dates of feeds and HTTP,
    days whose month is named in English, days in figures that can be but one (``24.06.2031``), counts of seconds or
    milliseconds since 1970, and the ``$date`` of databases.
    The offset stays as it is given, so that the day stays the day that is printed.
    """
    found = stamp(value)
    return found if found and len(found) >= _DAY else None


def stamp(value: object) -> str | None:
    """The same, or a month (``2031-06``): for a date of which no more than the month may be said."""
    for _ in range(2):  # {"$date": {"$numberLong": "1938160200000"}}
        if isinstance(value, Mapping):
            value = next((value[key] for key in ("$date", "$numberLong") if key in value), None)
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(int(value))
        return _stamp(" ".join(value.split())) if isinstance(value, str) else None
    except (ValueError, OverflowError, IndexError, TypeError):  # what these parsers raise for no date
        return None


def _stamp(text: str) -> str | None:
    if counted := _COUNTED.fullmatch(text):
        return _since_1970(int(counted[1]))
    if _RFC822.match(text):
        return email.utils.parsedate_to_datetime(text).isoformat(timespec="seconds")
    return _dated(f"{text[:8]}T{text[8:]}" if text.isdecimal() and len(text) == 14 else text)


def _since_1970(count: int) -> str | None:
    seconds = count if count < _SECONDS[1] else count // 1000
    if not _SECONDS[0] <= seconds < _SECONDS[1]:
        return None
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat()


def _dated(text: str) -> str | None:
    """A day, or a day and a time, or a month, that a text is and does not only begin with.

    Raises:
        ValueError: For a time that no day has.
    """
    found, rest = begun(text) or (None, "")
    if found is None or not rest:
        return found if found and len(found) >= _MONTH else None
    time = _TIME.fullmatch(rest)
    if time is None:
        return None
    hour, minute, second, half, zone = time.groups()
    at = dt.time(_hour(int(hour), half), int(minute), int(second or 0)).isoformat()
    return dt.datetime.fromisoformat(f"{found}T{at}{_offset(zone or '')}").isoformat(timespec="seconds")


def _hour(hour: int, half: str | None) -> int:
    """The hour of 24; `half` is the letter of a.m. or p.m.

    Raises:
        ValueError: For an hour that no half of a day has.
    """
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError
    return hour % 12 + (12 if half.lower() == "p" else 0)


def _offset(zone: str) -> str:
    """A zone's offset; none for a zone that has only a name, which may be that of several."""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    return zone if zone[:1] in ("+", "-") else ""


def unread(values: Iterable[object]) -> str | None:
    """The first date that is said and could not be read, shortened, so that its loss can be told."""
    said = (words(str(value)) for value in values if isinstance(value, str | int | float))
    return next((text[:_TOLD] for text in said if text), None)


def words(value: object) -> str | None:
    """A name or title as one line of text; None for anything that is not text or is blank."""
    if isinstance(value, Mapping):
        value = named(value)
    if isinstance(value, str):
        return " ".join(value.split()) or None
    return None


def unmarked(value: object) -> str | None:
    """The words of a title that is HTML, as one line."""
    return words(html.unescape(_TAG.sub(_gap, value))) if isinstance(value, str) else None


def _gap(tag: re.Match[str]) -> str:
    return " " if tag[1].lower() in _APART else ""


def names(value: object) -> str | None:
    """One or more names, joined by ``; ``."""
    if isinstance(value, list):
        found = [name for item in value if (name := words(item))]
        return "; ".join(found) or None
    return words(value)


def language(value: object) -> str | None:
    """A language tag; None for what does not look like one or for several."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, str) and _LANGUAGE.fullmatch(value.strip()):
        return value.strip().replace("_", "-")
    return None


def given(**hints: str | None) -> dict[str, str]:
    """The hints that are there."""
    return {key: value for key, value in hints.items() if value}


def printable(value: Any) -> bool:
    """Whether a text can be written as UTF-8: half a surrogate pair cannot."""
    try:
        str(value).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
