"""What a container says about a page, as the text values of `Page.hints`.

Only what is said passes: a date that is not a plain ISO or RFC 822 one is left out, not interpreted.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from collections.abc import Mapping
from typing import Any

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,6})?)?)\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?", re.I
)
_RFC822 = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d\d?:\d\d")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


def moment(value: object) -> str | None:
    """An ISO day or datetime (``2031-06-02``, ``2031-06-02T09:30:00+02:00``), or None.

    Read are ISO 8601 days and datetimes and the RFC 822 dates of feeds and HTTP. The offset stays as it
    is given, so that the day stays the day that is printed.
    """
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        if found := _ISO.fullmatch(text):
            day, time, zone = found.groups()
            if time is None:
                return dt.date.fromisoformat(day).isoformat()
            offset = "+00:00" if (zone or "").upper() in ("Z", "UTC", "GMT") else zone or ""
            return dt.datetime.fromisoformat(f"{day}T{time}{offset}").isoformat(timespec="seconds")
        if _RFC822.match(text):
            return email.utils.parsedate_to_datetime(text).isoformat(timespec="seconds")
    except (ValueError, OverflowError, IndexError, TypeError):  # what these parsers raise for no date
        return None
    return None


def words(value: object) -> str | None:
    """A name or title as one line of text; None for anything that is not text or is blank."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, str):
        return " ".join(value.split()) or None
    return None


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
