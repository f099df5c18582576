"""What an outlet prints again and again, laid over the labels that its pages gave, whenever they are read.

A row of furniture belongs to one document: `{id, document_id, outlet, blocks}`. Its blocks are evidence, each
with the role and reason that take the place of what the page said. Nothing stored of a page changes by it.
"""

from __future__ import annotations

from typing import Any

from parley.plain import load
from parley.store.dialect import Dialect

KIND = "furniture"


def _row(document: str) -> str:
    return f"'{KIND}' || substr({document}, 4)"


def _payload(document: str) -> str:
    return f"(SELECT f.payload FROM links f WHERE f.kind = '{KIND}' AND f.id = {_row(document)})"


PAYLOAD = _payload("d.id")  # of document d; null where it has none


def row_id(document_id: str) -> str:
    """The id of a document's row, which SQL can make too: ``doc-1f`` -> ``furniture-1f``."""
    return KIND + document_id[3:]


def outside(dialect: Dialect, place: str, document: str = "d.id") -> str:
    """The condition that a place in a document, such as ``e.start``, is not in its furniture."""
    blocks = dialect.items_at(_payload(document), "blocks")
    first, last = (dialect.number_at("b.value", end) for end in ("start", "end"))
    inside = f"EXISTS (SELECT 1 FROM {blocks} b WHERE {place} >= {first} AND {place} < {last})"
    # Most documents have none: that is known of all from one reading.
    none = f"{_row(document)} NOT IN (SELECT f.id FROM links f WHERE f.kind = '{KIND}')"
    return f"({none} OR NOT {inside})"


def entries(dialect: Dialect) -> str:
    """A query for the ids of entries of a kind that stand in furniture."""
    first, last = (dialect.number_at("b.value", end) for end in ("start", "end"))
    return (
        f"SELECT e.id FROM links f CROSS JOIN {dialect.items_at('f.payload', 'blocks')} b CROSS JOIN entries e"
        f" WHERE f.kind = '{KIND}' AND e.kind = ? AND e.document_id = {dialect.text_at('f.payload', 'document_id')}"
        f" AND e.start >= {first} AND e.start < {last}"
    )


def laid_over(document: dict[str, Any], payload: str | None) -> dict[str, Any]:
    """A document's row with the labels of its furniture."""
    if payload is None:
        return document
    labels = {(b["start"], b["end"]): b for b in load(payload)["blocks"]}
    blocks = [
        block
        if (label := labels.get((block["start"], block["end"]))) is None
        else {**block, "role": label["role"], "reason": label["reason"]}
        for block in document["blocks"]
    ]
    return {**document, "blocks": blocks}
