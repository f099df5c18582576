"""Pages that carry the same wire story, known by the prose that they share.

1. A page's prose is its content without quotations and its outlet's furniture: two outlets that quote one speech
   share nothing of it.
2. Pages that share much prose, or passages that hardly any other story holds, are tied (`ties`).
3. Pages that are tied in the mean of all their pairs are a family, so that one page that holds paragraphs of two
   stories does not make them one. A page is of one family at most.

Everything goes by the order of the documents, so the order in which pages came leaves no trace. In memory are
the fingerprints of all pages; the texts are read again for the families alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from parley.link.prose import Furniture, Range, ends, prose
from parley.link.reading import Derived
from parley.link.reading import texts as read_texts
from parley.link.shared_prose import SharedProse
from parley.link.ties import KINDS, Page, Tie, ties
from parley.records import make_id
from parley.reuse import REWRITE, grouped, hashes, words
from parley.spans import evidence
from parley.store.base import Row, View

_MEAN = 0.15  # of the ties in a family: somewhat more than half of those that are just made
_VERSION = "2"  # raise it when the same prose would have other hashes
_TEXTS = 64  # kept at hand; ties come in order of documents
_QUOTED = 200  # code points of a page's longest shared passage that stand for it


def link_families(
    view: View,
    furniture: Furniture,
    derived: Derived | None = None,
    before: Mapping[str, Row] | None = None,
) -> Iterator[Row]:
    """A row for each family of two or more current documents, in order of ids, each made when it is asked for.

    Args:
        view: The record.
        furniture: What of documents is left out.
        derived: Where the hashes of each page are kept.
        before: The rows of the run before, by their ids; those that are as they were stay the same objects.
    """
    kept, gone = derived or Derived(view), furniture

    def make(document: str, text: str, blocks: list[Row]) -> bytes:
        return hashes(prose(text, blocks, gone.get(document, ()))).tobytes()

    made_of = {head.id: f"{_VERSION} {gone.get(head.id, '')}" for head in kept.heads}
    pages = Page.all(kept.heads)

    def read(documents: Collection[str]) -> Mapping[str, bytes]:
        return kept.of_texts("prose", {document: made_of[document] for document in documents}, make)

    prose_of = SharedProse(kept, made_of, pages, read)
    found = ties(prose_of.pairs, prose_of.holders, pages)
    texts, stored = _Texts(view, gone), before or {}
    trees = {
        _id(pages[n].id for n in _members(tree)): tree for tree in map(_tree, families(len(pages), found))
    }
    for family, tree in sorted(trees.items()):
        row = stored.get(family)
        same = row is not None and prose_of.changed.isdisjoint(_members(tree))
        yield row if row is not None and same and _is_of(row, pages, tree) else _row(pages, tree, texts)


def families(count: int, found: Sequence[Tie]) -> list[list[Tie]]:
    """The ties within each family, of so many pages."""
    like = {(tie.pair.left, tie.pair.right): max(tie.contained, REWRITE) for tie in found}
    family = dict[int, int]()
    for number, group in enumerate(grouped(range(count), like, _MEAN)):
        family.update(dict.fromkeys(group, number))
    out: dict[int, list[Tie]] = {}
    for tie in found:
        if family[tie.pair.left] == family[tie.pair.right]:
            out.setdefault(family[tie.pair.left], []).append(tie)
    return list(out.values())


def _id(documents: Iterable[str]) -> str:
    return make_id("family", *sorted(documents))


def _is_of(row: Row, pages: Sequence[Page], tree: Sequence[Tie]) -> bool:
    """Whether a row of the same pages was made from the same ties."""
    kind = max((tie.kind for tie in tree), key=KINDS.index)
    return bool(row["kind"] == kind and row["ties"] == [_tie(pages, tie) for tie in tree])


class _Texts:
    """The texts of documents, the places of the words of their prose, and where it ends; those used last at hand."""

    def __init__(self, view: View, gone: Mapping[str, Sequence[Range]]) -> None:
        def read(document_id: str) -> tuple[str, list[Range], list[int]]:
            ((_, text, blocks),) = read_texts(view, [document_id])
            out = gone.get(document_id, ())
            return text, words(prose(text, blocks, out)), ends(blocks, out)

        self.of = lru_cache(_TEXTS)(read)


def _tree(of_one: Iterable[Tie]) -> list[Tie]:
    """The closest ties that hold a family together, one less than its pages."""
    out, leader = list[Tie](), dict[int, int]()

    def find(number: int) -> int:
        while leader.setdefault(number, number) != number:
            number = leader[number]
        return number

    for tie in sorted(of_one, key=lambda tie: tie.place):
        one, other = find(tie.pair.left), find(tie.pair.right)
        if one != other:
            leader[other] = one
            out.append(tie)
    return out


def _members(tree: Iterable[Tie]) -> list[int]:
    """The numbers of a family's pages."""
    return sorted({number for tie in tree for number in (tie.pair.left, tie.pair.right)})


def _row(pages: Sequence[Page], tree: Sequence[Tie], texts: _Texts) -> Row:
    documents = [pages[number].id for number in _members(tree)]
    passages = [places for tie in tree for places in _passages(pages, tie, texts)]
    return {
        "id": _id(documents),
        "documents": documents,
        "kind": max((tie.kind for tie in tree), key=KINDS.index),
        "ties": [_tie(pages, tie) for tie in tree],
        "passages": passages,
        "evidence": [_longest(document, passages) for document in documents],
    }


def _tie(pages: Sequence[Page], tie: Tie) -> Row:
    return {
        "a": pages[tie.pair.left].id,
        "b": pages[tie.pair.right].id,
        "kind": tie.kind,
        "containment_a": tie.pair.containment_left,
        "containment_b": tie.pair.containment_right,
    }


def _passages(pages: Sequence[Page], tie: Tie, texts: _Texts) -> Iterator[list[Row]]:
    """Each passage of a tie as its words in either page."""
    left, right = pages[tie.pair.left].id, pages[tie.pair.right].id
    (ours, our_words, our_ends), (theirs, their_words, their_ends) = texts.of(left), texts.of(right)
    for a, b, c, d in tie.pair.places(our_words, their_words, (our_ends, their_ends)):
        yield [evidence(left, ours, a, b).to_dict(), evidence(right, theirs, c, d).to_dict()]


def _longest(document: str, passages: Iterable[Sequence[Row]]) -> dict[str, Any]:
    """The beginning of the longest passage that a document shares, up to the end of a word."""
    own = [place for places in passages for place in places if place["document_id"] == document]
    longest = max(own, key=lambda p: (p["end"] - p["start"], -p["start"]))
    quote = longest["quote"]
    if len(quote) > _QUOTED:
        quote = quote[: max(quote.rfind(" ", 0, _QUOTED), 1)]
    start = longest["start"]
    return {"document_id": document, "start": start, "end": start + len(quote), "quote": quote}
