"""Paragraphs of some pages that other pages hold already: the background of a story, printed for months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from parley.reuse import hashes
from parley.spans import evidence
from parley.store.base import Row, View

_HELD = 0.6  # of a paragraph's runs of five words that one other page must hold
_RUNS = 4  # of a paragraph at least: eight words


@dataclass(slots=True)
class Repeat:
    """A paragraph with its words, how many other pages hold it, and the first of these by its day.

    `whole`: one of them has it word for word.
    """

    evidence: dict[str, Any]
    pages: int
    first: Row
    whole: bool = False

    @property
    def start(self) -> int:
        """Where it begins in its page."""
        return int(self.evidence["start"])

    @property
    def end(self) -> int:
        """Where it ends."""
        return int(self.evidence["end"])


def repeats(view: View, pages: Mapping[str, Row], aside: Collection[str] = ()) -> dict[str, list[Repeat]]:
    """The paragraphs of each of some pages that pages not among these hold, in order.

    Other pages are read one by one.

    Args:
        view: The record.
        pages: Rows of documents, by id.
        aside: Ids of documents that do not count as others.
    """
    paragraphs = [found for row in pages.values() for found in _paragraphs(row)]
    wanted: dict[int, list[int]] = defaultdict(list)
    for number, (_, runs) in enumerate(paragraphs):
        for run in runs:
            wanted[run].append(number)
    held: dict[int, Repeat] = {}
    for row in view.documents() if paragraphs else ():
        if row["id"] in pages or row["id"] in aside:
            continue
        counts: dict[int, int] = defaultdict(int)
        for run in set(hashes(_content(row))).intersection(wanted):
            for number in wanted[run]:
                counts[number] += 1
        for number, count in counts.items():
            place, runs = paragraphs[number]
            if count >= _HELD * len(runs):
                _note(held, number, place, _known(row))
                held[number].whole |= count == len(runs)
    out: dict[str, list[Repeat]] = defaultdict(list)
    for number in sorted(held):
        out[paragraphs[number][0]["document_id"]].append(held[number])
    return dict(out)


def _paragraphs(row: Row) -> Iterator[tuple[dict[str, Any], set[int]]]:
    """The paragraphs of a page that are long enough, with their runs of words."""
    for block in row["blocks"]:
        if block["role"] == "body":
            runs = set(hashes(row["text"][block["start"] : block["end"]]))
            if len(runs) >= _RUNS:
                yield evidence(row["id"], row["text"], block["start"], block["end"]).to_dict(), runs


def _content(row: Row) -> str:
    bodies = (block for block in row["blocks"] if block["role"] == "body")
    return "\n".join(row["text"][block["start"] : block["end"]] for block in bodies)


def _known(row: Row) -> Row:
    date = row["published"]
    return {
        "id": row["id"],
        "uri": row["uri"],
        "outlet": row["outlet"],
        "published": date["edtf"],
        "earliest": date["earliest"] or date["latest"] or "9999",
    }


def _note(held: dict[int, Repeat], number: int, place: dict[str, Any], page: Row) -> None:
    known = held.setdefault(number, Repeat(place, 0, page))
    known.pages += 1
    if (page["earliest"], page["uri"]) < (known.first["earliest"], known.first["uri"]):
        known.first = page
