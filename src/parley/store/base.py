"""What any back end that keeps a record must do; `tests/store/contract.py` holds each one to it.

Invariants, whichever the back end:
- One writer at a time; readers see the last commit and never wait for the writer.
- A page's reading is stored whole, in one transaction, or not at all.
- Storing the same reading again changes nothing; the order in which pages arrive leaves no trace
  in what a view returns.
- Decisions of reviewers are only ever added, and belong to an entry's id and its words: nothing that is
  read or linked again changes one.
- Nothing is deleted: a page that changed at its place is stored beside its older version, which
  stays readable by id and is marked `superseded`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from parley.reading import Reading
from parley.records import Document, Record
from parley.store.decisions import Decision, Standing
from parley.store.names import Actors
from parley.store.tables import Table

Row = dict[str, Any]
LINKED = (
    "linked"  # the step under which is kept by what links were made, as long as they are those of all pages
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries; every field that is set must hold. Dates are ISO days and include their ends.

    A document, actor or passage is chosen by its own fields (outlet, document, dates) and, where
    `speaker`, `party`, `issue`, `act` or `mode` is set, by having an entry that they choose.

    `speaker` and `party` are names as a person types them; they are matched through the actors'
    names and aliases, without case and diacritics. `since`/`until` compare with the entry's own
    date, or where that is open, or says only that it was over when its document was published, with
    the publication date; an interval that may lie inside the range counts; an entry without any date
    does not. `document` is an id or a uri;
    `outlet` a name, matched whole without case and diacritics.

    `review` is a word of `parley.store.decisions.REVIEWS`; None: all but what a person rejected. It asks of entries,
    meetings and agreements themselves, of what stands for them, and of others as `act` does.
    """

    speaker: str | None = None
    party: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    issue: str | None = None
    act: str | None = None
    mode: str | None = None
    document: str | None = None
    review: str | None = None
    older: bool = False  # superseded documents and their entries too; links know none of them
    actors: tuple[str, ...] | None = None  # ids, one of which has part in it
    documents: tuple[str, ...] | None = None  # ids, of one of which it is
    without: tuple[str, ...] | None = None  # ids, of none of which it is; links rest on several, and stay
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """What the record holds at a source's locator: enough to know whether to read the page again."""

    fingerprint: str
    versions: Mapping[str, str]
    document_id: str | None  # None: it was rejected
    rejected: str | None = None  # the rejection's code


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found; `marks` are spans of the matched words in the document's text."""

    document_id: str
    uri: str
    outlet: str | None
    title: str | None
    start: int
    end: int
    role: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What a `Filter` looks at in one row, for an index that answers without reading the rows.

    `documents` are those that it rests on; `bounds` the earliest and latest day of each date that counts for
    `since` and `until`; `facets` pairs such as ``("act", "deny")``, ``("actor", "actor-1f…")``, ``("issue", …)``;
    `more` the fields that were asked for besides.
    """

    id: str
    documents: tuple[str, ...]
    bounds: tuple[tuple[str | None, str | None], ...]
    facets: tuple[tuple[str, str], ...]
    more: tuple[Any, ...] = ()


class Writer(Protocol):
    """One transaction. Leaving the `with` block commits; an exception rolls back."""

    def put_reading(self, source: str, reading: Reading) -> None:
        """A page's reading at (source, locator), in place of what that locator held.

        Records whose kind has no version are not all there: they are stored with version ``""`` where
        the document has none of that kind, and take no others' place.
        """
        ...

    def leave(self, source: str, locators: Collection[str]) -> int:
        """What becomes of places that a source no longer has.

        Rejections go, and so do places whose document stands elsewhere in the source too. A document that stands
        nowhere else stays where it was: none is lost, and none is superseded.

        Returns:
            How many documents stay.
        """
        ...

    def put_records(self, document_id: str, version: str, kind: str, records: Sequence[Record]) -> None:
        """One finder's records of a document, in place of those that its older version found."""
        ...

    def put_links(self, kind: str, rows: Iterable[Row]) -> None:
        """All rows of one kind of link (actors ...), each with an `id`, in their order, in place of the older ones."""
        ...

    def change_links(self, kind: str, rows: Iterable[Row], gone: Sequence[str] = ()) -> None:
        """Some rows of a kind of link that are new or not as they were, and the ids of those that are no longer.

        The kind was put before, in order of ids, and stays so.
        """
        ...

    def copy(self, table: Table, rows: Iterable[Sequence[Any]]) -> None:
        """Rows of one of the `TABLES`, as `View.table` gives them, into a record that has none of them."""
        ...

    def put_decision(self, decision: Decision) -> int:
        """One more row of the log of decisions; returns its number, which is greater than all before.

        Raises:
            StoreError: If it undoes a decision that is undone already, or that there is not.
        """
        ...


class View(Protocol):
    """Reads. Every row is plain data as RECORD.md describes it, in a stable order: uri, offset, id.

    Rows of links come in the order in which they were put.
    """

    def held(self, source: str) -> Mapping[str, Held]:
        """What each locator of a source holds."""
        ...

    def versions(self, document_id: str) -> Mapping[str, str]:
        """For each step that spoke on a document, its version.

        Raises:
            UnknownRecord: If there is no such document.
        """
        ...

    def counts(self) -> Mapping[str, int]:
        """How many of each kind: documents, superseded, statements, figures, actors, rejections ..."""
        ...

    def kinds(self) -> Sequence[str]:
        """The kinds of entry that this record has been read for, links included."""
        ...

    def outlets(self) -> Mapping[str, int]:
        """How many current documents each outlet has, by its name."""
        ...

    def last_day(self) -> str | None:
        """The last day of which there certainly is a current document, as links date them."""
        ...

    def documents(self, where: Filter = Filter(), *, linked: bool = True) -> Iterator[Row]:
        """Current documents, text included; `found_at` lists the locators that hold each.

        With `linked`, dates are those of the links, and blocks that are furniture of the outlet say so;
        without, all is as the page alone gave it.
        """
        ...

    def document(self, document_id: str, *, linked: bool = True) -> Document:
        """One document, superseded ones too; `linked` as in `documents`.

        Raises:
            UnknownRecord: If there is none.
        """
        ...

    def entries(self, kind: str, where: Filter = Filter(), *, linked: bool = True) -> Iterator[Row]:
        """Entries of one kind in current documents; each row carries `uri`, `outlet` and `page_date`.

        With `linked`, actors are those of the links, what stands in furniture is left out, and decisions are
        applied: each row of a kind that is reviewed has `review`, and what a person corrected; without, all that the
        pages alone gave.
        For a kind of link, its rows: actors as `where` chooses them, others as it holds of them.
        """
        ...

    def count(self, kind: str, where: Filter = Filter()) -> int:
        """How many rows `entries` (or `documents`) gives, the filter's limit and offset ignored."""
        ...

    def links(self, kind: str) -> Iterator[Row]:
        """The rows of one kind of link, in the order in which they were put, and as they were put."""
        ...

    def links_by(self, kind: str, by: str) -> Iterator[Row]:
        """Those of them whose field `by` is so."""
        ...

    def decisions(self, after: int = 0) -> Iterator[Decision]:
        """The log of decisions, those after a number, in order of their numbers."""
        ...

    def decided(self, after: int = 0) -> list[tuple[int, str]]:
        """The numbers of the decisions after one, in order, and the ids of the entries that they are about."""
        ...

    def standing(self, ids: Collection[str] | None = None) -> Mapping[str, Standing]:
        """What stands of them, by the ids of entries of current documents and of links; `ids`: of these only.

        Only where the entry rests on the very words that were decided about.
        """
        ...

    def ids(self, kind: str, where: Filter = Filter(), among: Collection[str] | None = None) -> list[str]:
        """The ids of the rows that `entries` (or `documents`) gives, in its order; `among`: of these only."""
        ...

    def cards(self, kind: str, more: Sequence[str] = ()) -> Iterator[Card]:
        """A card of every row of a kind, rejected ones too, in the order of `entries`; `more`: names of plain fields.

        Facets ``("review", STATE)`` tell what was decided about it, ``noted`` beside another where there is a note; a
        row of several records that a filter hides by default has the state ``rejected``.
        """
        ...

    def chosen(self, kind: str, ids: Sequence[str]) -> list[Row]:
        """The rows of these ids, as `entries` gives them, in the order asked for; those not there are left out.

        One that a person rejected is there, as `find` gives it.
        """
        ...

    def actors(self) -> Actors:
        """Who is who by the links of this commit, and what else they lay over entries; see `Store.view`."""
        ...

    def find(self, id_or_prefix: str) -> tuple[str, Row]:
        """(kind, row) of the one entry, document or actor whose id begins so.

        Raises:
            UnknownRecord: If none does; `AmbiguousId`, which names the first, if several do.
        """
        ...

    def stamps(self) -> Mapping[str, str]:
        """For each kind of link a value that changes whenever its rows do; the same rows have the same."""
        ...

    def rejections(self) -> Iterator[Row]:
        """Every input that did not become a document, in order of its uri."""
        ...

    def table(self, table: Table) -> Iterator[Sequence[Any]]:
        """All rows of one of the `TABLES` as they are stored, in order: the same on every back end."""
        ...

    def raw(self, sha256: str) -> bytes:
        """The bytes of a page.

        Raises:
            UnknownRecord: If there are none.
        """
        ...

    def search(self, query: str, where: Filter = Filter()) -> Iterator[Hit]:
        """Passages that hold all the words of `query`, best first. Any text is a valid query."""
        ...

    def found(self, query: str, where: Filter = Filter()) -> int:
        """How many passages `search` finds; with a limit no more than that are counted."""
        ...

    def passages_with(self, query: str) -> Sequence[int]:
        """The numbers of all passages that hold the words of `query`, in no order, furniture and older pages too."""
        ...

    def passages_of(self, kind: str) -> Iterator[tuple[str, int]]:
        """For each entry of a kind the number of the passage that it begins in; one in none is left out.

        A number means a passage as long as its page is not read anew.
        """
        ...

    def passages(self, numbers: Collection[int]) -> Mapping[int, tuple[str, int, str]]:
        """Of the passages of these numbers that there are the document, where in it they begin, and the text."""
        ...


class Store(Protocol):
    """A record on disk or on a server."""

    def writer(self) -> AbstractContextManager[Writer]:
        """Begin a transaction.

        Raises:
            StoreBusy: If another process is writing and does not finish in time.
        """
        ...

    def view(
        self, actors: Actors | None = None, standing: Mapping[str, Standing] | None = None
    ) -> AbstractContextManager[View]:
        """A consistent view of the last commit.

        `actors` and `standing`: what an earlier view gave, which spares this one reading them anew; names and
        changes are then as of that view, and so are the words that entries rest on which were decided about before.
        """
        ...

    def stamp(self) -> int:
        """A number that is another one after any commit that changes what views give."""
        ...

    def integrity(self) -> list[str]:
        """What is wrong with the file, its indexes or its references; empty when nothing is."""
        ...

    def close(self) -> None:
        """Release the file or the connection."""
        ...
