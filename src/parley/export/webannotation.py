"""What rests on words, as W3C Web Annotations: https://www.w3.org/TR/annotation-model/.

A target is a range of a document's text as parley holds it, by its words with those around them and by its offsets,
which the model counts in code points as parley does. `scope` is the web page that the text was read from.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from parley._version import __version__
from parley.export.jsontext import text, write_list
from parley.export.links import iri, web
from parley.export.selection import Counts, Selection
from parley.export.titles import title
from parley.records import Document
from parley.store.base import Row

KINDS = ("mentions", "statements", "figures", "positions", "incidents", "meetings", "agreements")
_AROUND = 32  # code points before and after a quotation; more where it would not be the only one


def write(chosen: Selection, stream: IO[str]) -> Counts:
    """One annotation a row, with a target for each of its evidences."""
    counts = Counts()

    def annotations() -> Iterator[dict[str, Any]]:
        for kind in KINDS:
            for row in chosen.rows(kind):
                counts.add(kind)
                yield _annotation(kind, row, chosen)

    page = {"id": iri("annotations/1"), "type": "AnnotationPage", "startIndex": 0}
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": iri("annotations"),
        "type": "AnnotationCollection",
        "label": "A sourced record made by parley",
        "generator": {"type": "Software", "name": f"parley {__version__}"},
    }
    total = write_list(
        stream, annotations(), f'{text(head)[:-1]}, "first": {text(page)[:-1]}, "items": ', "}"
    )
    stream.write(f', "total": {total}}}\n')
    return counts


def _annotation(kind: str, row: Row, chosen: Selection) -> dict[str, Any]:
    named = kind == "mentions"
    tags = [kind, row.get("act"), row.get("event_type"), row.get("issue"), *(row.get("about") or ())]
    bodies: list[dict[str, Any]] = [
        {
            "type": "TextualBody",
            "value": title(kind, row, chosen),
            "format": "text/plain",
            "purpose": "describing",
        },
        *({"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in tags if tag),
    ]
    if named:
        bodies.append({"type": "SpecificResource", "source": iri(row["actor_id"]), "purpose": "identifying"})
    targets = [
        _target(chosen.document(item["document_id"]), item["start"], item["end"]) for item in row["evidence"]
    ]
    return {
        "id": iri(row["id"]),
        "type": "Annotation",
        "motivation": "identifying" if named else "describing",
        "body": bodies,
        "target": targets,
    }


def _target(document: Document, start: int, end: int) -> dict[str, Any]:
    source = {"id": iri(document.id), "type": "Text", "format": "text/plain"}
    if document.language:
        source["language"] = document.language
    before, after = _around(document.text, start, end)
    quote = {
        "type": "TextQuoteSelector",
        "exact": document.text[start:end],
        "prefix": document.text[before:start],
        "suffix": document.text[end:after],
    }
    target: dict[str, Any] = {
        "type": "SpecificResource",
        "source": source,
        "selector": [quote, {"type": "TextPositionSelector", "start": start, "end": end}],
    }
    address = web(document)
    return {**target, "scope": address} if address else target


def _around(words: str, start: int, end: int) -> tuple[int, int]:
    """As much around a range as makes it the only one that reads so."""
    width = _AROUND
    while True:
        before, after = max(0, start - width), min(len(words), end + width)
        again = words.find(words[before:after], before + 1)
        first = words.find(words[before:after])
        if (first == before and again < 0) or (before == 0 and after == len(words)):
            return before, after
        width *= 2
