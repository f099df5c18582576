"""Each step of the line alone: JSON Lines in, JSON Lines out, in input order, one row at a time.

Rows in are `{id, html or text, url?, outlet?}` for ``clean`` and `{id, text, published?}` for ``times``
and the finders, whose offsets refer to the given text exactly as given: all of it is read as content.
``families`` and ``stories`` read all rows, `{id, text, date?}`, before they give any: a row for each pair of texts
that share prose, or each text with its story.
A row that cannot be read gives `{id, error}` in its place, and the next is read. Where a language
model is asked too, a row has `counts` of what became of its answers, and an `error` if some are missing.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from parley import clean
from parley.dates import BASES, Date
from parley.errors import PageError, UsageError
from parley.find.base import expressions
from parley.find.meetings.days import days_told
from parley.find.plover.coded import coded
from parley.pipeline import Reader
from parley.records import Block, Document, Page, row
from parley.reuse import Index, stories, words
from parley.settings import Settings
from parley.spans import lines
from parley.times import find

FINDERS = ("statements", "figures", "roles", "positions", "meetings", "agreements")
# what a step finds, where it is not called so
KINDS = {"meetings": "meeting_reports", "agreements": "agreement_reports"}
WHOLE = ("families", "stories")  # steps that need all rows before the first that they give
NAMES = ("clean", "times", *FINDERS, "events", *WHOLE)
_WORDS_HELD = 256  # texts whose words are kept at hand; pairs come by their later text
_TEXTS = ("text", "html", "url", "outlet", "title", "language", "authors")
_HINTS = ("url", "outlet", "title", "published", "modified", "language", "authors")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one input line gave: the row to write, and for a person what was wrong with the line."""

    number: int
    row: Mapping[str, Any]
    error: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)  # what a finder counted; in the row too


class _Result(NamedTuple):
    """What a step made of one row; with a `fault`, not all of it."""

    value: Any
    counts: Mapping[str, int] = MappingProxyType({})
    fault: str | None = None


class BadRow(Exception):
    """An input row is not what the step reads."""


def run(name: str, given: Iterable[str | bytes], settings: Settings) -> Iterator[Outcome]:
    """One outcome for each line of `given` that is not blank.

    Raises:
        UsageError: If there is no step `name`.
    """
    if name not in NAMES:
        raise UsageError(f"no step {name!r}; there are: {', '.join(NAMES)}")
    if name in WHOLE:
        yield from (_families if name == "families" else _stories)(given)
        return
    step = _step(name, settings)
    output = "document" if name == "clean" else name
    for number, line in enumerate(given, 1):
        if line.strip():
            yield _outcome(number, line, output, step)


def _step(name: str, settings: Settings) -> Callable[[Mapping[str, Any]], _Result]:
    if name == "clean":
        return _clean(settings)
    if name == "events":
        return _events(Reader(settings))
    return _times if name == "times" else _find(KINDS.get(name, name), Reader(settings))


def _outcome(
    number: int, line: str | bytes, output: str, step: Callable[[Mapping[str, Any]], _Result]
) -> Outcome:
    data: Mapping[str, Any] = {}
    try:
        data = _parsed(line)
        _check(data)
        result = step(data)
        found = {"id": data["id"], output: result.value}
        if result.counts:
            found["counts"] = dict(result.counts)
        if result.fault is None:
            return Outcome(number, found, None, result.counts)
        found["error"] = {"code": "incomplete", "text": result.fault}
        return Outcome(number, found, f"line {number}: not all found: {result.fault}", result.counts)
    except (BadRow, PageError) as error:
        code = error.code if isinstance(error, PageError) else "bad_row"
        failed = {"id": data.get("id"), output: None, "error": {"code": code, "text": str(error)}}
        return Outcome(number, failed, f"line {number}: {error}")


def _parsed(line: str | bytes) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRow(f"not JSON: {error}") from error
    if not isinstance(data, dict) or not isinstance(data.get("id"), str | int):
        raise BadRow("a row must be an object with an id")
    return data


def _check(data: Mapping[str, Any]) -> None:
    for name in _TEXTS:
        if not isinstance(data.get(name), str | None):
            raise BadRow(f"{name} must be a text")


def _clean(settings: Settings) -> Callable[[Mapping[str, Any]], _Result]:
    def step(data: Mapping[str, Any]) -> _Result:
        form = "html" if data.get("html") is not None else "text"
        if data.get(form) is None:
            raise BadRow("a row needs html or text")
        key = str(data["id"])
        try:
            content = data[form].encode("utf-8")
        except UnicodeEncodeError as error:
            raise BadRow(f"{form} holds half of a surrogate pair, which is no character") from error
        hints = {name: str(data[name]) for name in _HINTS if data.get(name)}
        page = Page(
            data.get("url") or key,
            key,
            content,
            "text/html" if form == "html" else "text/plain",
            "utf-8",
            hints,
        )
        return _Result(row(clean.read(page, settings)))

    return step


def _times(data: Mapping[str, Any]) -> _Result:
    """Dated from `published` where it is one day."""
    if data.get("text") is None:
        raise BadRow("a row needs text")
    date = _date(data.get("published"), "published")
    day = date.earliest if date.earliest == date.latest else None
    found = find(data["text"], dt.date.fromisoformat(day) if day else None)
    return _Result([e.to_dict() for e in found if e.is_timex])


def _events(reader: Reader) -> Callable[[Mapping[str, Any]], _Result]:
    """The events of all sentences, those of verbs before those that are only named, names as printed."""

    def step(data: Mapping[str, Any]) -> _Result:
        if data.get("text") is None:
            raise BadRow("a row needs text")
        return _Result([row(event) for event in coded(data["text"], reader.passages(document(data)))])

    return step


def _families(given: Iterable[str | bytes]) -> Iterator[Outcome]:
    """A row for each pair of texts that share prose."""
    index, ids, texts = Index(), list[Any](), list[str]()
    for data, failed in _rows(given):
        if failed:
            yield failed
            continue
        index.add(data["text"])
        ids.append(data["id"])
        texts.append(data["text"])
    spans = lru_cache(_WORDS_HELD)(lambda number: words(texts[number]))
    for number, pair in enumerate(index.related(), 1):
        row = {
            "a": ids[pair.left],
            "b": ids[pair.right],
            "kind": pair.kind,
            "containment_a": pair.containment_left,
            "containment_b": pair.containment_right,
            "passages": [list(place) for place in pair.places(spans(pair.left), spans(pair.right))],
        }
        yield Outcome(number, row)


def _stories(given: Iterable[str | bytes]) -> Iterator[Outcome]:
    """A row for each text with the story that it belongs to."""
    ids, pages = list[Any](), list[tuple[str, tuple[dt.date | None, dt.date | None]]]()
    for data, failed in _rows(given):
        if failed:
            yield failed
            continue
        ids.append(data["id"])
        pages.append((data["text"], _days(_date(data.get("date"), "date"))))
    of = {page: number for number, story in enumerate(stories(pages)) for page in story.pages}
    for number, name in enumerate(ids):
        yield Outcome(number + 1, {"id": name, "story": of[number]})


def _rows(given: Iterable[str | bytes]) -> Iterator[tuple[Mapping[str, Any], Outcome | None]]:
    """The rows that are not blank, with what is wrong with one that cannot be read."""
    for number, line in enumerate(given, 1):
        if not line.strip():
            continue
        data: Mapping[str, Any] = {}
        try:
            data = _parsed(line)
            _check(data)
            _date(data.get("date"), "date")
            if data.get("text") is None:
                raise BadRow("a row needs text")
        except BadRow as error:
            failed = {"id": data.get("id"), "error": {"code": "bad_row", "text": str(error)}}
            yield data, Outcome(number, failed, f"line {number}: {error}")
            continue
        yield data, None


def _days(date: Date) -> tuple[dt.date | None, dt.date | None]:
    """The bounds of a date as days."""
    first, last = (day and dt.date.fromisoformat(day) for day in (date.earliest, date.latest))
    return first or None, last or None


def _find(kind: str, reader: Reader) -> Callable[[Mapping[str, Any]], _Result]:
    def step(data: Mapping[str, Any]) -> _Result:
        if data.get("text") is None:
            raise BadRow("a row needs text")
        text = document(data)
        found = reader.find(text, (kind,))
        if kind not in found.records:
            raise PageError("failed", found.faults[kind])
        rows = [_in_words(item, text) for item in row(found.records[kind])]
        return _Result(rows, found.counts.get(kind, {}), found.faults.get(kind))

    return step


def _in_words(item: dict[str, Any], of: Document) -> dict[str, Any]:
    """A row with the fields of what links make of it: a meeting has all its days, no one date."""
    if "delegates" not in item:
        return item
    dates = [date.to_dict() for date in days_told(item, of.published, expressions(of)) if date.edtf]
    return {**item, "dates": dates, "outcome": []}


def document(data: Mapping[str, Any]) -> Document:
    """A document whose text is the given one, each of its lines a block of body."""
    text = data["text"]
    blocks = tuple(Block(start, end, "body", "given as text") for start, end in lines(text))
    return Document(
        id=str(data["id"]),
        uri=str(data["id"]),
        media_type="text/plain",
        sha256="",
        outlet=data.get("outlet"),
        agencies=(),
        title=None,
        authors=(),
        language=None,
        text=text,
        published=_date(data.get("published"), "published"),
        dateline=None,
        blocks=blocks,
    )


def _date(value: Any, name: str) -> Date:
    if value is None:
        return Date.unknown()
    try:
        return _checked(Date.from_dict(value)) if isinstance(value, dict) else Date.of(value, "user")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadRow(f"{name} must be an EDTF day, month, year or a date row: {error}") from error


def _checked(date: Date) -> Date:
    """A date whose bounds are those of its EDTF.

    Raises:
        ValueError: If they are not, or it has no such basis.
    """
    whole = Date.unknown() if date.edtf is None else Date.of(date.edtf, date.basis)
    if (date.earliest, date.latest) != (whole.earliest, whole.latest):
        raise ValueError(f"{date.edtf} has other bounds than {date.earliest} and {date.latest}")
    if date.basis not in BASES:
        raise ValueError(f"no basis {date.basis!r}; there are: {', '.join(BASES)}")
    return date
