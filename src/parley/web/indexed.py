"""The entries that may answer a question, chosen by the columns of a shelf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from parley.ask import Chosen, Topic, Wanted, queries_of, sentence
from parley.store.base import Filter, Row, View
from parley.web.catalogue import OPEN_LAST
from parley.web.listings import LISTINGS
from parley.web.shelf import ENTRIES, Shelf, made

if TYPE_CHECKING:
    from parley.web.catalogue import Mask, Numbers

MOST = 150  # entries that are read, those that weigh most by themselves; 0.1 ms each
FEW = 40  # of those that are only counted
_ASKED = ("meetings", "agreements", "comparisons", "timeline")  # links that answer
_WORDS = 500  # queries whose passages are remembered: 4 bytes for each passage
_DIRECT, _MIXED, _UNSAID = 10, 7, -10  # tenths of what an answer weighs of a row by itself


class ByColumns:
    """Chooses among all entries of a kind in milliseconds, and reads only those that it chose.

    Of 316,000 statements those of the 900 who speak for a state, in passages that hold a word, take up to 2 s in SQL.
    Entries that came after the shelf was laid out are not found, as in the listings.
    """

    def __init__(self, view: View, shelf: Shelf, *, most: int = MOST, few: int = FEW) -> None:
        self._view = view
        self._shelf = shelf
        self._most = most
        self._few = few
        self._read: dict[str, Row] = {}

    def linked(self, kind: str, where: Filter) -> Sequence[Row]:
        """See `parley.ask.Chooser.linked`."""
        ids = self._shelf.catalogues[kind].of(LISTINGS[kind].find(self._view, self._shelf, where))
        if self._view.decided(self._shelf.decided):  # what was decided since may have changed them
            return self._view.chosen(kind, ids)
        rows = linked_rows(self._view, self._shelf, kind)
        return [rows[i] for i in ids if i in rows]

    def count(self, topic: Topic, where: Filter) -> int:
        """See `parley.ask.Chooser.count`."""
        return sum(len(self._passages(query)) for query in queries_of(topic))

    def chosen(self, wanted: Wanted) -> Chosen:
        """See `parley.ask.Chooser.chosen`."""
        mask = LISTINGS[wanted.kind].find(self._view, self._shelf, wanted.where)
        if wanted.acts:
            mask = mask & self._shelf.catalogues[wanted.kind].column("act").having(wanted.acts, len(mask))
        if wanted.topic is not None:
            mask = mask & self._telling(wanted.kind, wanted.topic)
        most = self._few if wanted.few else self._most
        if mask.sum() > most:  # what only may be of the time that is asked about does not answer
            mask = mask & self._shelf.catalogues[wanted.kind].surely(wanted.where)
        for topic in wanted.beside:
            if mask.sum() <= most:
                break
            narrower = mask & (self._telling(wanted.kind, topic) | self._having(wanted.kind, topic))
            mask = narrower if narrower.any() else mask
        places = mask.nonzero()[0]
        whole = len(places) <= most
        if not whole:
            places = places[self.rank(wanted.kind, wanted.order)[places].argsort()[:most]]
        return Chosen(self._rows(wanted.kind, places.tolist()), whole)

    def _telling(self, kind: str, topic: Topic) -> Mask:
        """The rows in passages that hold words of a topic, and those about its issue."""
        import numpy as np

        passage_of = passages_of(self._view, self._shelf, kind)
        held = np.zeros(int(passage_of.max(initial=0)) + 1, dtype=bool)
        for query in queries_of(topic):
            found = self._passages(query)
            held[found[found < len(held)]] = True
        held[0] = False  # stands for none
        out: Mask = held[passage_of]
        if kind != "incidents" and topic.issues:
            out |= self._shelf.catalogues[kind].column("issue").having(topic.issues, len(out))
        return out

    def _having(self, kind: str, topic: Topic) -> Mask:
        """The rows in which an actor has part that is a topic."""
        catalogue = self._shelf.catalogues[kind]
        return catalogue.column("actor").having(self._shelf.actors.of_ids(topic.ids), len(catalogue))

    def _passages(self, query: str) -> Numbers:
        """The numbers of the passages that hold a query's words."""
        import numpy as np

        known: dict[str, Numbers] = self._shelf.cache.setdefault("passages with", {})
        found = known.get(query)
        if found is None:
            found = known[query] = np.array(self._view.passages_with(query), dtype=np.int32)
            for oldest in list(known)[:-_WORDS]:
                known.pop(oldest, None)
        return found

    def rank(self, kind: str, order: str) -> Numbers:
        """For each row of a kind where it stands: by time, or first those that answer best by themselves."""
        import numpy as np

        key = ("rank of answers", kind, order)
        if key not in self._shelf.cache:
            when = self._shelf.catalogues[kind].when
            newest = np.where(when == OPEN_LAST, 0, -when)
            by = {"first": (when,), "latest": (newest,)}.get(order, (newest, -self._weights(kind)))
            ranked = np.lexsort(by)
            self._shelf.cache[key] = np.argsort(ranked).astype(np.int32)
        found: Numbers = self._shelf.cache[key]
        return found

    def _weights(self, kind: str) -> Numbers:
        """What each row weighs by itself in an answer, as far as columns tell it."""
        import numpy as np

        catalogue = self._shelf.catalogues[kind]
        size = len(catalogue)
        out = np.zeros(size, dtype=np.int32)
        if kind == "statements":
            for mode, weight in (("direct", _DIRECT), ("mixed", _MIXED)):
                out[catalogue.column("mode").having([mode], size)] += weight
            out[~made(catalogue)] += _UNSAID
        return out

    def _rows(self, kind: str, places: Sequence[int]) -> list[tuple[Row, str]]:
        """The rows at some places, each with the sentence that it begins in."""
        ids = [self._shelf.catalogues[kind].ids[place] for place in places]
        new = [i for i in ids if i not in self._read]
        self._read |= {row["id"]: row for row in self._view.chosen(kind, new)}
        around: Mapping[str, str] = {}
        if kind in ("figures", "incidents"):  # the others tell by their own words alone
            around = self._around(kind, dict(zip(ids, places, strict=True)))
        return [(self._read[i], around.get(i, "")) for i in ids if i in self._read]

    def _around(self, kind: str, places: Mapping[str, int]) -> dict[str, str]:
        passage_of = passages_of(self._view, self._shelf, kind)
        numbers = {i: int(passage_of[place]) for i, place in places.items() if i in self._read}
        texts = self._view.passages(set(numbers.values()))
        out = {}
        for i, number in numbers.items():
            document, start, text = texts.get(number, ("", 0, ""))
            at = self._read[i]["evidence"][0]["start"] - start
            if document == self._read[i]["document_id"] and 0 <= at < len(text):
                out[i] = sentence(text, at)
        return out


def passages_of(view: View, shelf: Shelf, kind: str) -> Numbers:
    """For each row of a kind the number of the passage that it begins in, 0 where it is in none; read once."""
    import numpy as np

    key = ("passages of", kind)
    if key not in shelf.cache:
        catalogue = shelf.catalogues[kind]
        out = np.zeros(len(catalogue), dtype=np.int32)
        for entry, number in view.passages_of(kind):
            place = catalogue.place.get(entry)
            if place is not None:
                out[place] = number
        shelf.cache[key] = out
    found: Numbers = shelf.cache[key]
    return found


def linked_rows(view: View, shelf: Shelf, kind: str) -> Mapping[str, Row]:
    """The rows of a kind of link by their ids; read once, for few questions ask for some of them only."""
    key = ("rows of", kind)
    if key not in shelf.cache:
        shelf.cache[key] = {row["id"]: row for row in view.chosen(kind, shelf.catalogues[kind].ids)}
    found: Mapping[str, Row] = shelf.cache[key]
    return found


def look_up(view: View, shelf: Shelf) -> None:
    """Work out what questions to a shelf choose by, before any is asked: 3 s for 20,000 pages."""
    chooser = ByColumns(view, shelf)
    for kind in ENTRIES:
        passages_of(view, shelf, kind)
        for order in ("best", "latest", "first"):
            chooser.rank(kind, order)
    for kind in _ASKED:
        linked_rows(view, shelf, kind)
