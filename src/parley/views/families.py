"""Families of pages as views show them: which pages carry one story, and what each of them prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parley.store.base import Row, View
from parley.views import words
from parley.views.diff import Known, diff
from parley.views.index import Index

SHORT = 220  # code points of a shared passage that are shown before it is opened


def listed(view: View, index: Index) -> list[Row]:
    """All families, those of most pages first."""
    rows = [family(row, index) for row in view.links("families")]
    return sorted(
        (row for row in rows if len(row["members"]) > 1),
        key=lambda row: (-len(row["members"]), row["members"][0]["page"]["sort"], row["id"]),
    )


def family(row: Row, index: Index) -> Row:
    """One family: its pages in order of their days, and the passages that each two of them share."""
    pages = sorted(
        (index.pages[page] for page in row["documents"] if page in index.pages),
        key=lambda page: (page["sort"], page["id"]),
    )
    most = _shared(row["ties"])
    return {
        "id": row["id"],
        "kind": row["kind"],
        "kind_words": words.say("families", row["kind"]),
        "title": pages[0]["title"] if pages else row["id"],
        "outlets": len({page["outlet"] for page in pages if page["has_outlet"]}),
        "members": [{"page": page, "share": most.get(page["id"])} for page in pages],
        "ties": [
            (tie["a"], tie["b"]) for tie in row["ties"] if tie["a"] in index.pages and tie["b"] in index.pages
        ],
        "passages": [
            _passage(pair, index)
            for pair in row["passages"]
            if all(piece["document_id"] in index.pages for piece in pair)
        ],
    }


def _shared(ties: Sequence[Row]) -> Mapping[str, str]:
    """For each page how much of its text its closest relative in the family holds too."""
    most: dict[str, float] = {}
    for tie in ties:
        for page, share in ((tie["a"], tie["containment_a"]), (tie["b"], tie["containment_b"])):
            most[page] = max(most.get(page, 0.0), share)
    return {page: f"{round(100 * share)}%" for page, share in most.items()}


def _passage(pair: Sequence[Row], index: Index) -> Row:
    begins = " ".join(pair[0]["quote"].split())
    short = begins if len(begins) <= SHORT else begins[: begins.rfind(" ", 0, SHORT)] + " …"
    same = begins == " ".join(pair[1]["quote"].split())
    return {
        "begins": short,
        "word_for_word": same,
        "sides": [{"page": index.pages[piece["document_id"]], **piece} for piece in pair],
    }


def beside(view: View, a: str, b: str, index: Index, known: Known | None = None) -> Row:
    """Two pages of a family side by side: what only one of them prints, and what they print in other words.

    In a sentence that was changed the words that the other page lacks are `lit`. `known`: see `diff`.
    """
    found = diff(view, a, b, known)
    changed = [
        {"a": _lit(pair["a"], pair["cut"]), "b": _lit(pair["b"], pair["added"])} for pair in found["changed"]
    ]
    return {
        "a": _alone(index.pages[a], found, "a"),
        "b": _alone(index.pages[b], found, "b"),
        "changed": changed,
        "values": [
            {"a": one["evidence"], "b": other["evidence"], "was": one["value"], "is": other["value"]}
            for one, other in found["figures"]["changed"]
        ],
        "quotes": [{"a": one, "b": other} for one, other in found["quotes"]["changed"]],
        "same": found["paragraphs"]["a"]["same"],
    }


def _alone(page: Row, found: Row, side: str) -> Row:
    """What one of two pages prints and the other does not."""
    return {
        "page": page,
        "sentences": found[f"only_{side}"],
        "speakers": found["speakers"][f"only_{side}"],
        "figures": found["figures"][f"only_{side}"],
    }


def _lit(sentence: Row, ranges: Sequence[Row]) -> Row:
    """A sentence cut where the words begin and end that the other page lacks."""
    parts, at = [], sentence["start"]
    for piece in [*ranges, {"start": sentence["end"], "end": sentence["end"], "quote": ""}]:
        offset = sentence["start"]
        if piece["start"] > at:
            parts.append({"text": sentence["quote"][at - offset : piece["start"] - offset], "lit": False})
        if piece["quote"]:
            parts.append({"text": piece["quote"], "lit": True})
        at = max(at, piece["end"])
    return {**sentence, "parts": parts}
