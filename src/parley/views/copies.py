"""Pages that another stands for: a wire story that many outlets print, a page that was crawled again, a version that
a wire has corrected.
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.store.base import Filter, Row, View
from parley.views.withdrawn import replaced, withdrawn

# Of a page's runs of words that the other must hold: with a figure changed, or a paragraph more, it may say something
# of its own. Of 107 pairs of copies in 267 crawled pages 81 hold so much of each other, and 12 one of the other.
_NEARLY_ALL = 0.95

_Place = tuple[str, str]  # the first day that a page may be of, and its address


def copies(view: View) -> tuple[str, ...]:
    """The ids of current documents nearly all of whose text a page holds that came before them, and more of wires.

    Before comes what is of an earlier day; where days are the same or unknown, the address that comes first. Of an
    item that a wire sent again the last version stands for all, and one that it withdrew for none.
    """
    aside = {*replaced(view), *withdrawn(view)}
    ties = [tie for row in view.links("families") for tie in row["ties"] if tie["kind"] == "copy"]
    tied = {tie[end] for tie in ties for end in ("a", "b")} - aside
    found = view.documents(Filter(documents=tuple(sorted(tied)))) if ties else ()
    place = {row["id"]: _place(row) for row in found}
    leader = {document: document for document in place}

    def first(document: str) -> str:
        while leader[document] != document:
            document = leader[document]
        return document

    held = {(a, b) for tie in ties for a, b in _held(tie) if a in place and b in place}
    for a, b in sorted(held):
        if (b, a) in held:
            one, other = sorted((first(a), first(b)), key=place.__getitem__)
            leader[other] = one
    out = {a for a, b in held if place[first(b)] < place[a]}
    return tuple(sorted({*aside, *out, *(document for document in leader if leader[document] != document)}))


def _held(tie: Row) -> Iterator[tuple[str, str]]:
    """Of two pages the one that the other holds nearly all of, and that other; or each."""
    if tie["containment_a"] >= _NEARLY_ALL:
        yield tie["a"], tie["b"]
    if tie["containment_b"] >= _NEARLY_ALL:
        yield tie["b"], tie["a"]


def _place(row: Row) -> _Place:
    date = row["published"]
    return date["earliest"] or date["latest"] or "9999", row["uri"]
