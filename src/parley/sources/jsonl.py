"""JSON Lines: one page a row, read row by row."""

from __future__ import annotations

import codecs
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import parley.sources.hints as hints
from parley.errors import PageError
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources.sniff import of_text
from parley.sources.streams import CHUNK, Stream, lines

# Hint -> the names of the fields that give it, the first that has a value wins.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "guid", "uid"),
    "url": ("url", "link", "source_url"),
    "outlet": ("outlet", "publisher", "site_name", "sitename"),
    "title": ("title", "headline"),
    "published": (
        "published",
        "date",
        "published_at",
        "date_published",
        "publication_date",
        "publish_date",
        "pubdate",
    ),
    "modified": ("modified", "updated", "date_modified", "modified_at", "updated_at"),
    "fetched": ("fetched", "retrieved", "crawled", "fetched_at", "retrieved_at", "crawl_date"),
    "authors": ("authors", "author", "byline"),
    "language": ("language", "lang", "languages"),
    "agency": ("agency", "agencies"),
}
_HTML = ("html", "raw_html")
_TEXT = ("text", "content", "body", "article")


def pages(name: str, stream: Stream, settings: Settings) -> Iterator[Page | Rejection]:
    """The rows of a file; a row that is no page is a rejection, and the next row is read."""
    number = 0
    rows: Counter[str] = Counter()  # of each id: a row added above must not make other pages of those below
    try:
        for number, line in enumerate(lines(stream, settings.max_page_bytes), 1):
            locator = f"{name}#L{number}"
            try:
                if line is None:
                    limit = f"{settings.max_page_bytes:,}"
                    raise PageError(
                        "too_large", f"The row is larger than {limit} bytes (setting max_page_bytes)."
                    )
                if number == 1:
                    line = line.removeprefix(codecs.BOM_UTF8)
                if line.strip():
                    page = _page(name, locator, line)
                    if own := page.hints.get("id"):
                        rows[own] += 1
                        again = f"~{rows[own]}" if rows[own] > 1 else ""
                        page = replace(page, locator=f"{name}#{own}{again}")
                    yield page
            except PageError as error:
                yield Rejection(locator, locator, error.code, error.reason)
    except PageError as error:  # the compressed data ends here
        locator = f"{name}#L{number + 1}"
        yield Rejection(locator, locator, error.code, error.reason)


def _page(name: str, locator: str, line: bytes) -> Page:
    row = _row(line)
    content, kind = _content(row)
    found = hints.given(**{hint: _hint(hint, row) for hint in _FIELDS})
    if not all(map(hints.printable, (content, *found.values()))):
        raise PageError("malformed", "The row holds half of a surrogate pair, which is no character.")
    data = content.encode("utf-8")
    if not content.strip():
        raise PageError("empty", "The row's text is empty.")
    uri = found.get("url") or (f"{name}#{found['id']}" if "id" in found else locator)
    return Page(uri, locator, data, kind or of_text(content[:CHUNK]), "utf-8", found)


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except UnicodeDecodeError as error:
        raise PageError("malformed", f"The row is not UTF-8 (byte {error.start}).") from error
    except ValueError as error:
        raise PageError("malformed", f"The row is not JSON: {error}.") from error
    except RecursionError as error:
        raise PageError("malformed", "The row is nested too deeply.") from error
    if not isinstance(row, dict):
        raise PageError("malformed", "The row is JSON but not an object.")
    return row


def _content(row: Mapping[str, Any]) -> tuple[str, str | None]:
    """The page's own text and, where the field's name says it, its media type."""
    there = [field for field in (*_HTML, *_TEXT) if row.get(field) is not None]
    if not there:
        raise PageError("malformed", f"The row has none of the fields {', '.join((*_TEXT, *_HTML))}.")
    texts = [field for field in there if isinstance(row[field], str)]
    if not texts:
        raise PageError("malformed", f"The row's field {there[0]!r} is not text.")
    field = next((field for field in texts if row[field].strip()), texts[0])
    return row[field], "text/html" if field in _HTML else None


def _identifier(value: object) -> str | None:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else hints.words(value)


_READ: Mapping[str, Callable[[object], str | None]] = {
    "id": _identifier,
    "published": hints.moment,
    "modified": hints.moment,
    "fetched": hints.moment,
    "authors": hints.names,
    "agency": hints.names,
    "language": hints.language,
}


def _hint(hint: str, row: Mapping[str, Any]) -> str | None:
    read = _READ.get(hint, hints.words)
    return next((value for field in _FIELDS[hint] if (value := read(row.get(field)))), None)
