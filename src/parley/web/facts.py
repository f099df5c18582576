"""What an entry holds, field by field, as a reader has it: names for ids, words for codes, numbers as written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from parley.store.base import Row
from parley.views import comparisons, words
from parley.views.index import Index
from parley.views.meetings import place_words
from parley.web import said
from parley.web.links import SECTIONS, Links

# Kept elsewhere on the page, or the program's own workings.
_HIDDEN = frozenset({
    "evidence", "values", "proof", "content_spans", "cue_span", "span", "trigger", "document_id", "uri", "outlet",
    "page_date", "review",
})  # fmt: skip
_TABLES = {("incidents", "status"): "event_statuses", ("positions", "change"): "changes",
           ("comparisons", "relation"): "compared", ("timeline", "kind"): "entries",
           ("statements", "mode"): "modes"}  # fmt: skip
_WORDS = frozenset({"act", "stance", "event_type"})
_OWN = {"id": "id", "holder": "voiced by", "about": "issues", "figures": "figures"}  # field -> its label


_ID = re.compile(rf"(?:{'|'.join(SECTIONS)})-[0-9a-f]{{12,}}")


class Piece(NamedTuple):
    """Some words of a value; `record`: the id of what they name, where it has a page of its own."""

    text: str
    record: str | None = None


class Fact(NamedTuple):
    """A field that holds something."""

    label: str
    pieces: tuple[Piece, ...]


def facts(kind: str, entry: Row, index: Index, links: Links) -> list[Fact]:
    """The fields of a row that hold something, in the order of the row."""
    out = []
    for name, value in entry.items():
        if name in _HIDDEN or value is None or value in ([], {}, ""):
            continue
        pieces = tuple(_of_field(kind, entry, name, value, index, links))
        if pieces:
            out.append(Fact(_label(name), pieces))
    return out


def _label(name: str) -> str:
    bare = name.removesuffix("_ids").removesuffix("_id") if name not in _OWN else _OWN[name]
    shown = bare + "s" if name.endswith("_ids") else bare
    return (shown or name).replace("_", " ").capitalize()


def _of_field(kind: str, entry: Row, name: str, value: Any, index: Index, links: Links) -> Iterator[Piece]:
    if name == "id":
        yield Piece(str(value))
    elif name == "slot":
        yield Piece(comparisons.question(entry, lambda actor: str(index.who(actor)["name"])))
    elif name == "place" and isinstance(value, Mapping):
        yield Piece(place_words(dict(value)))
    elif name == "issue" or (name == "about" and isinstance(value, list)):
        yield Piece(said.value(name, value, index))
    elif table := _TABLES.get((kind, name)):
        yield Piece(words.say(table, value))
    elif name in _WORDS and isinstance(value, str):
        yield Piece(said.value(name, value, index))
    elif name in ("qualifier", "mode", "kind", "status") and isinstance(value, str):
        yield Piece(value.replace("_", " "))
    else:
        yield from _of_value(value, index, links)


def _of_value(value: Any, index: Index, links: Links) -> Iterator[Piece]:
    """A value by what it is."""
    if isinstance(value, bool):
        yield Piece("yes" if value else "no")
    elif isinstance(value, int | float):
        yield Piece(words.number(value))
    elif isinstance(value, str):
        yield _named(value, index, links)
    elif isinstance(value, Mapping):
        yield from _of_mapping(value, index, links)
    else:
        for place, one in enumerate(value or ()):
            if place:
                yield Piece(", ")
            yield from _of_value(one, index, links)


def _of_mapping(value: Mapping[str, Any], index: Index, links: Links) -> Iterator[Piece]:
    """A date, a speaker, or what has fields of its own."""
    if "edtf" in value:
        day = words.day(dict(value))
        if day:
            yield Piece(f"{day} ({words.say('bases', value['basis'])})" if value.get("basis") else day)
        return
    if "surface" in value:
        yield from _speaker(value, index, links)
        return
    held = ((k, v) for k, v in value.items() if k not in _HIDDEN and v is not None and v not in ([], {}, ""))
    for number, (name, inner) in enumerate(held):
        yield Piece(f"{'; ' if number else ''}{_label(name).lower()}: ")
        yield from _of_value(inner, index, links)


def _speaker(value: Mapping[str, Any], index: Index, links: Links) -> Iterator[Piece]:
    """Who somebody is; what the page calls him beside it, where that is something else."""
    name, printed = value["name"], value["surface"]
    if value["actor_id"] and name:
        yield _named(value["actor_id"], index, links)._replace(text=name)
    else:
        yield Piece(name or said.OPEN)
    if printed != name:
        yield Piece(f" (in print: {printed})")
    if value.get("score") is not None:
        yield Piece(f"; how sure: {value['score']:.2f}")
    if value.get("basis"):
        yield Piece(f"; by what: {value['basis']}")


def _named(value: str, index: Index, links: Links) -> Piece:
    """An actor by name, a page by title, another record by what it is; any other words as they are."""
    if value in index.actors:
        return Piece(str(index.who(value)["name"]), value if links.has(value) else None)
    if value in index.pages:
        return Piece(str(index.pages[value]["title"]), value)
    if _ID.fullmatch(value) and links.has(value):
        return Piece(value, value)
    return Piece(value)
