"""A row of fields to a page: what JSON Lines, JSON lists and tables hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import parley.sources.hints as hints
from parley.errors import PageError
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources import advice, authors, fields, jsonfeed
from parley.sources.encoding import mark
from parley.sources.fields import TEXTS, Row
from parley.sources.keys import Keys
from parley.sources.sniff import media_type, of_text
from parley.sources.streams import CHUNK
from parley.sources.wire import delivery, ninjs

_LINE = re.compile(r"L[\d.]+")
_DEEPEST = 2  # objects around a list of rows: {"response": {"data": {"articles": [...]}}}
_Wanted = Callable[[Mapping[str, Any]], bool]


class Rows:
    """The rows of one file, in order; they share the file's name and the user's names of fields."""

    def __init__(self, name: str, settings: Settings) -> None:
        self._name = name
        self._keys = Keys()
        own, usual = fields.given(settings.row_fields), fields.usual()
        self._names = {what: (*own.get(what, ()), *names) for what, names in usual.items()}
        self._texts = (*own.get("html", ()), *own.get("text", ()), *usual["html"], *usual["text"])
        self._html = frozenset((*own.get("html", ()), *usual["html"]))

    def read(
        self, number: int, row: Mapping[str, Any], content: bytes | None = None
    ) -> Iterator[Page | Rejection]:
        """The page of a row, or the pages where a row is a wire item or a whole feed.

        Raises:
            PageError: If the row is no page.
        """
        locator = f"{self._name}#L{number}"
        if jsonfeed.is_feed(row):
            yield from jsonfeed.pages(locator, row)
        elif ninjs.is_item(row):
            own = ninjs.identity(row)
            yield delivery.json_item(self._locator(own) if own else locator, row, content)
        elif not self.holds_text(row) and (items := list(ninjs.within(row))):
            yield from delivery.json_items(locator, items)
        elif not self.holds_text(row) and (listed := self.wrapped(row)):
            yield from self.each(listed, f"{number}.")
        else:
            yield self.page(number, row)

    def each(self, listed: Iterable[Any], within: str = "") -> Iterator[Page | Rejection]:
        """The pages of a list of rows; `within` is the number of the row that holds it, and a dot."""
        for number, row in enumerate(listed, 1):
            locator = f"{self._name}#L{within}{number}"
            try:
                if not isinstance(row, Mapping):
                    raise PageError("malformed", "The row is JSON but not an object.")
                if within:
                    yield self.page(f"{within}{number}", row)
                else:
                    yield from self.read(number, row)
            except PageError as error:
                yield Rejection(locator, locator, error.code, error.reason)

    def wrapped(self, row: Mapping[str, Any]) -> list[Any] | None:
        """The one list of rows with texts that an object wraps, as services answer: ``{"articles": [...]}``.

        Comments, sentences and entities are lists of texts too, but are not called so and have no titles or addresses.
        Where no row has a text, a list whose rows have fields for one.
        """
        return self._one(row, self.holds_text) or self._one(row, self.lacks_text)

    def told(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """The object whose fields a user is to choose from: the row, or the first of the rows that it only wraps."""
        listed = [] if self._titled(row) or advice.likely(row) else self._one(row, bool) or []
        return next((each for each in listed if isinstance(each, Mapping) and each), row)

    def _one(self, row: Mapping[str, Any], wanted: _Wanted, depth: int = 0) -> list[Any] | None:
        """The one list in an object, or in those around which it lies, that has rows of those that are wanted."""
        found = [
            value
            for name, value in row.items()
            if isinstance(value, list) and self._are_rows(value, fields.wraps(name), wanted)
        ]
        if not found and depth < _DEEPEST:
            inner = (self._one(each, wanted, depth + 1) for each in row.values() if isinstance(each, Mapping))
            found = [listed for listed in inner if listed]
        return found[0] if len(found) == 1 else None

    def _are_rows(self, values: list[Any], so_called: bool, wanted: _Wanted) -> bool:
        return any(
            wanted(row) and (so_called or self._titled(row)) for row in values if isinstance(row, Mapping)
        )

    def _titled(self, row: Mapping[str, Any]) -> bool:
        titles = (*self._names["title"], *self._names["url"])
        return next(Row(row).values(titles), None) is not None

    def page(self, number: int | str, row: Mapping[str, Any]) -> Page | Rejection:
        """The page of a row that can be nothing else, or why it is none; either stands where the row belongs."""
        at = f"{self._name}#L{number}"
        fields_ = Row(row)
        own = self._hint("id", fields_) or self._hint("url", fields_)
        locator = self._locator(own) if own and hints.printable(own) else at
        try:
            return replace(self._page(at, fields_), locator=locator)
        except PageError as error:
            return Rejection(locator, locator, error.code, error.reason)

    def holds_text(self, row: Mapping[str, Any]) -> bool:
        """Whether a row has a field for the text."""
        return next(Row(row).values(self._texts), None) is not None

    def lacks_text(self, row: Mapping[str, Any]) -> bool:
        """Whether a row has a field for the text and nothing in it."""
        return not self.holds_text(row) and any(map(Row(row).holds, self._texts))

    def _locator(self, own: str) -> str:
        """The place of a row by its own id or address: rows added above do not move it."""
        apart = "~" if _LINE.fullmatch(own) else ""  # rows with neither go by their line
        return f"{self._name}#{self._keys.unused(own + apart)}"

    def _page(self, locator: str, row: Row) -> Page:
        content, is_html = self._content(row)
        found = hints.given(**{what: self._hint(what, row) for what in self._names if what not in TEXTS})
        if "published" not in found:
            found |= hints.given(
                unread=hints.unread(value for _, value in row.values(self._names["published"])),
                unnamed=advice.dated(row.fields),
            )
        if not all(hints.printable(value) for value in (content, *found.values()) if isinstance(value, str)):
            raise PageError("malformed", "The row holds half of a surrogate pair, which is no character.")
        if not content.strip():
            raise PageError("empty", "The row's text is empty.")
        data, kind, charset = _encoded(content)
        uri = found.get("url") or (f"{self._name}#{found['id']}" if "id" in found else locator)
        return Page(uri, locator, data, "text/html" if is_html else kind, charset, found)

    def _content(self, row: Row) -> tuple[str | bytes, bool]:
        """The page's text, or its bytes in a table that keeps pages as they came; and whether it is called HTML."""
        there = dict(row.values(self._texts))
        if not there and not self.lacks_text(row.fields):
            raise PageError("not_a_page", advice.asked(self.told(row.fields), "field"))
        texts = {field: value for field, value in there.items() if isinstance(value, str | bytes)}
        if not any(there.values()):
            raise PageError("empty", "The row's text is empty.")
        if not texts:
            raise PageError("malformed", f"The row's field {next(iter(there))!r} is not text.")
        field = next((field for field, value in texts.items() if value.strip()), next(iter(texts)))
        return texts[field], field in self._html

    def _hint(self, what: str, row: Row) -> str | None:
        read = _READ.get(what, hints.words)
        values = (_said(value) for _, value in row.values(self._names[what]))
        return next((found for value in values if (found := read(value))), None)


def parsed(line: bytes) -> dict[str, Any]:
    """A row of JSON Lines.

    Raises:
        PageError: ``malformed``, if it is no JSON object.
    """
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


def _encoded(content: str | bytes) -> tuple[bytes, str, str | None]:
    """A page's bytes, the media type that they look like, and their charset where it is known.

    Raises:
        PageError: ``binary``, for bytes that are no text.
    """
    if isinstance(content, str):
        return content.encode("utf-8"), of_text(content[:CHUNK]), "utf-8"
    marked = mark(content)
    return content, media_type(content[:CHUNK]), marked[0] if marked else None


def _said(value: object) -> object:
    """A value as text, where a table keeps texts as bytes."""
    return value.decode("utf-8", "ignore") if isinstance(value, bytes) else value


def _identifier(value: object) -> str | None:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else hints.words(value)


_READ: Mapping[str, Callable[[object], str | None]] = {
    "id": _identifier,
    "published": hints.stamp,
    "modified": hints.stamp,
    "fetched": hints.moment,
    "authors": authors.listed,
    "agency": hints.names,
    "language": hints.language,
}
