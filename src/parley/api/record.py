"""An open record: its rows, as `parley.open` gives them."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Unpack

from parley import locate
from parley.closing import Closing
from parley.export.rows import Row, Rows
from parley.records import row
from parley.settings import Resolved
from parley.store import open_store
from parley.store.base import Filter, Store, View
from parley.store.names import Actors
from parley.views.filters import Filters, checked, whole_id

if TYPE_CHECKING:
    from parley.export.selection import Counts
    from parley.verify import Finding, Verification
    from parley.views.brief.brief import Brief
    from parley.views.pictures.plotted import Plotted


class Record(Closing):
    """An open record. Use it in a `with` block, or `close` it."""

    def __init__(self, place: locate.Place, store: Store, resolved: Resolved) -> None:
        self.folder = place.folder
        self._place = place
        self.settings = resolved.settings
        self._store = store
        self._issues: dict[str, str] | None = None

    def documents(self, **filters: Unpack[Filters]) -> Rows:
        """Pages that could be read, text included."""
        return self._rows("documents", filters)

    def statements(self, **filters: Unpack[Filters]) -> Rows:
        """Who is reported to have communicated what."""
        return self._rows("statements", filters)

    def figures(self, **filters: Unpack[Filters]) -> Rows:
        """Numbers with what they count and who claims them; `speaker` filters the claimant."""
        return self._rows("figures", filters)

    def incidents(self, **filters: Unpack[Filters]) -> Rows:
        """What happened beside the table; `speaker` filters who tells of it, `party` those who take part too."""
        return self._rows("incidents", filters)

    def meetings(self, **filters: Unpack[Filters]) -> Rows:
        """Rounds of talks, summits, visits and calls, each made of what all pages say of it."""
        return self._rows("meetings", filters)

    def actors(self, **filters: Unpack[Filters]) -> Rows:
        """Persons, states, bodies and anonymous sources."""
        return self._rows("actors", filters)

    def families(self, **filters: Unpack[Filters]) -> Rows:
        """Pages that carry the same wire story; `outlet` and `document` filter them."""
        return self._rows("families", filters)

    def stories(self, **filters: Unpack[Filters]) -> Rows:
        """Pages that tell of one event within a few days."""
        return self._rows("stories", filters)

    def rejections(self) -> Rows:
        """Inputs that did not become documents, each with its reason."""
        return self._rows("rejections", {})

    def iterate(self, kind: str, **filters: Unpack[Filters]) -> Iterator[Row]:
        """The rows of any kind one by one, for records that do not fit in memory."""
        return self._iterate(kind, self._where(filters))  # a wrong filter fails now, not at the first row

    def count(self, kind: str, **filters: Unpack[Filters]) -> int:
        """How many rows a listing of `kind` has without its limit."""
        where = self._where(filters)
        with self._store.view() as view:
            return sum(1 for _ in view.rejections()) if kind == "rejections" else view.count(kind, where)

    def search(self, query: str, **filters: Unpack[Filters]) -> Rows:
        """Passages that hold all the words of `query`, best first; any text is a valid query."""
        where = self._where(filters)
        with self._store.view() as view:
            return Rows("hits", [row(hit) for hit in view.search(query, where)])

    def ask(self, question: str, *, limit: int | None = 8, today: dt.date | None = None) -> Row:
        """The record's own rows and words on a question in plain words; see `parley.ask.answer.ask`.

        Args:
            question: Such as ``What has Velmara said about peacekeepers since June 2031?``
            limit: Items of the answer; None: all.
            today: The day that "last week" is counted from; by default the last day of which there is a page.
        """
        from parley.ask import ask
        from parley.profiles import load_profile

        with self._store.view() as view:
            return ask(view, question, load_profile(self.settings.profile), limit=limit, today=today)

    def show(self, entry_id: str) -> Row:
        """`{kind, entry}`: an entry, document or actor by its id or the beginning of it.

        An entry that rests on words comes with its `document` (without text and blocks) and
        `context`: `{start, end, text}`, the words around its evidence.

        Raises:
            UnknownRecord: If there is none, or several begin so.
        """
        from parley.views.context import shown

        with self._store.view() as view:
            return shown(view, entry_id)

    def explain(self, entry_id: str) -> Row:
        """What `show` gives for an entry, and `reasons`: why it was found and why so.

        `reasons` is `{cue, frame, relation, speaker}` for a statement: the cue's lemma and frames, the
        frame in use, how the speaker's words were found, and `speaker` with `basis`, `score` and
        `options`: everybody weighed, best first. It is null for other entries, and for a statement
        that its finder would not find in the stored text today.

        Raises:
            UnknownRecord: If there is no such entry, or several begin so.
        """
        found = self.show(entry_id)
        if found["kind"] == "statements":
            from parley.reasons import reasons

            with self._store.view() as view:
                document = view.document(found["entry"]["document_id"], linked=False)
            found["reasons"] = reasons(document, found["entry"], self.settings)
        else:
            found["reasons"] = None
        return found

    def who(self, name: str) -> Row:
        """One actor's page: `{actor, joined, statements, took_part}`.

        `actor` is its row; `joined` the names that were judged to be its own; `statements` how many it made and
        the latest; `took_part` the meetings that it attended.

        Raises:
            UnknownRecord: If nobody goes by the name.
            UsageError: If several do.
        """
        from parley.views.who import who

        with self._store.view() as view:
            return who(view, name)

    def dating(self, document: str) -> Row:
        """How the date of a page is known: `{id, uri, title, published, days, dropped}`.

        `published` is the date with its proof; `days` how many days it may be, None where open; `dropped` the
        clues that contradicted firmer ones.

        Raises:
            UnknownRecord: If there is no such page.
        """
        from parley.views.dating import dating

        with self._store.view() as view:
            return dating(view, document)

    def diff(self, a: str, b: str) -> Row:
        """Two pages beside each other, by id, the beginning of one, or uri; see `parley.views.diff`.

        Raises:
            UnknownRecord: If there is no such page.
        """
        from parley.views.diff import diff

        with self._store.view() as view:
            return diff(view, a, b)

    def new(self, kinds: Sequence[str] = (), pages: Sequence[str] = (), **filters: Unpack[Filters]) -> Row:
        """What the pages since a day tell for the first time; see `parley.views.novelty`.

        Args:
            kinds: Such as ``statements``; by default all that can be compared.
            pages: Ids or uris; what these tell that no other page does.
            filters: `since`, by default the last day of which there is a page, and what of the new pages to tell.

        Raises:
            UsageError: If nothing is asked for and no page has a date.
            UnknownRecord: If there is no such page.
        """
        from parley.views.novelty import novelty

        where = self._where(filters)
        with self._store.view() as view:
            return novelty(view, where, kinds, pages)

    def review_queue(
        self,
        kinds: Sequence[str] = (),
        *,
        unsure: bool = False,
        disagreeing: bool = False,
        **filters: Unpack[Filters],
    ) -> Row:
        """What waits for a decision: `{rows, total, decided}`; each row is `{kind, entry}`.

        Args:
            kinds: Such as ``statements``; by default all that are reviewed, one after the other.
            unsure: Only those of which the program was not sure (`docs/review.md` says which).
            disagreeing: Only those in a comparison of different values.
            filters: As of the listings; `review` is ``unreviewed`` where it is not given. `total` counts what they
                choose without `limit` and `offset`, `decided` what of that, whatever its `review`, has a verdict.

        Raises:
            UsageError: If there is no such kind, or a filter cannot be meant.
        """
        from parley.review.queue import Wanted, decided, total, waiting

        wanted = Wanted(kinds, self._where(filters), unsure, disagreeing)
        with self._store.view() as view:
            rows = list(waiting(view, wanted))
            return {"rows": rows, "total": total(view, wanted), "decided": decided(view, wanted)}

    def review_ids(
        self,
        kinds: Sequence[str] = (),
        *,
        unsure: bool = False,
        disagreeing: bool = False,
        **filters: Unpack[Filters],
    ) -> Sequence[str]:
        """The ids of what `review_queue` gives, for queues that do not fit in memory."""
        from parley.review.queue import Wanted, ids

        wanted = Wanted(kinds, self._where(filters), unsure, disagreeing)
        with self._store.view() as view:
            return ids(view, wanted)

    def reviews(self, entry_id: str | None = None) -> Sequence[Row]:
        """The log of decisions, the oldest first; with an id, or its beginning, those about one entry.

        Each is `{number, at, reviewer, kind, entry_id, verb, field, value, note, machine, anchor, undoes}`.
        """
        with self._store.view() as view:
            rows = [decision.to_dict() for decision in view.decisions()]
        return [row for row in rows if row["entry_id"].startswith(entry_id or "")]

    def orphans(self) -> Sequence[Row]:
        """Decisions whose entry is not what it was; see `parley.review.orphans`."""
        from parley.review.orphans import orphans

        with self._store.view() as view:
            return orphans(view)

    def review_summary(self) -> Row:
        """How far the review is: `{total, decided, hidden, states, orphans, decisions}`."""
        from parley.review.summary import summary

        with self._store.view() as view:
            return summary(view)

    def review_hidden(self, **filters: Unpack[Filters]) -> Mapping[str, int]:
        """How many entries of each kind that filters choose are left out because a person rejected them."""
        from parley.export.selection import Selection

        where = self._where(filters)
        with self._store.view() as view:
            return Selection(view, where).left_out()

    def withdrawn(self, kind: str, **filters: Unpack[Filters]) -> Mapping[str, int]:
        """How many rows of a listing rest on pages that their agency withdrew, by the status that it gives them."""
        from parley.views.withdrawn import withdrawn

        where = self._where(filters)
        pages: dict[str, list[str]] = {}
        with self._store.view() as view:
            for page, status in withdrawn(view).items():
                pages.setdefault(status, []).append(page)
            return {
                status: count
                for status, ids in sorted(pages.items())
                if (count := view.count(kind, replace(where, documents=tuple(ids))))
            }

    def view(self, actors: Actors | None = None) -> AbstractContextManager[View]:
        """A consistent view of the record, for what the methods here do not give; `actors` as of `Store.view`."""
        return self._store.view(actors)

    def issues(self) -> tuple[str, ...]:
        """Ids of the issues of the record's profile."""
        return tuple(self.issue_titles())

    def issue_titles(self) -> Mapping[str, str]:
        """Titles of the issues of the record's profile, by id."""
        if self._issues is None:
            from parley.profiles import load_profile

            self._issues = {issue.id: issue.title for issue in load_profile(self.settings.profile).issues}
        return self._issues

    def status(self) -> dict[str, Any]:
        """What the record holds: counts, outlets, languages, dates, speakers, and how far it is reviewed.

        `runs` are its last builds, the latest first, and `queue` is what the next one has to do.
        """
        from parley import runs
        from parley.review.summary import summary
        from parley.views.status import UNKNOWN, status

        with self._store.view() as view:
            found = {**status(view), "review": summary(view)}
        for counted in found["languages"]:  # the records of the others wait for a language pack
            counted["read"] = counted["language"] in (UNKNOWN, *self.settings.languages)
        work = {"runs": runs.last(self._place), "queue": runs.queue(self._place)}
        return {"record": str(self.folder), "profile": self.settings.profile, **found, **work}

    def verify(self) -> Verification:
        """Re-read every evidence span and every text; the value says what was checked and what differs."""
        from parley.verify import verify

        return verify(self._store)

    def doctor(self) -> list[Finding]:
        """What is wrong with the file, its indexes or its references, each with what to do."""
        from parley.verify import doctor

        return doctor(self._store)

    def export(
        self, out: str | os.PathLike[str], format: str = "jsonl", **filters: Unpack[Filters]
    ) -> Counts:
        """Write the rows that filters choose to `out`, in one of the formats of `docs/exports.md`.

        Args:
            out: A folder for ``jsonl``, ``csv`` and ``parquet``, a file for the others.
            format: Its name.
            filters: As of the listings; none: everything.

        Returns:
            The rows of each kind that it holds, and as `left_out` those that the format cannot say.
        """
        from parley.export.output import export

        where = self._where(filters)
        with self._store.view() as view:
            return export(view, Path(out), format, where)

    def write(self, stream: IO[str], format: str, **filters: Unpack[Filters]) -> Counts:
        """Write what filters choose to a stream, in a format that is one text; else as `export`."""
        from parley.export import output
        from parley.export.selection import Selection

        where = self._where(filters)
        with self._store.view() as view:
            return output.write(Selection(view, where), stream, format)

    def cite(self, entry_id: str, format: str = "text") -> str:
        """The citation of a page, or of an entry with its words, by its id or the beginning of it.

        Args:
            entry_id: The id.
            format: ``text``, ``bibtex``, ``ris`` or ``csl``.

        Raises:
            UnknownRecord: If there is none, or several begin so.
            UsageError: If the entry rests on no words, or there is no such format.
        """
        from parley.export.cite import cite

        with self._store.view() as view:
            return cite(view, entry_id, format)

    def dossier(
        self, out: str | os.PathLike[str], *, title: str = "A sourced record", note: str | None = None
    ) -> Path:
        """Write the static dossier to the folder `out`; returns its first page.

        Args:
            out: The folder, made if need be.
            title: The heading of the first page.
            note: A sentence for the head of every page.
        """
        from parley.views import dossier

        with self._store.view() as view:
            return dossier.write(view, Path(out), title=title, note=note, issues=self.issue_titles())

    def brief(self, *, title: str | None = None, **filters: Unpack[Filters]) -> Brief:
        """A brief of what filters choose: ``.markdown()``, ``.docx()``, ``.save("x.docx")``; a notebook shows it.

        Args:
            title: Its heading.
            filters: `since`, `until`, `party`, `issue`, `outlet`; none: all of the record.

        Raises:
            UsageError: If a filter's word is unknown.
            UnknownRecord: If there is nothing to tell, for a filter names nothing in the record.
        """
        from parley.views.brief.brief import brief
        from parley.views.names import known

        where = self._where(filters)
        with self._store.view() as view:
            made = brief(view, where, self.issue_titles(), title)
            if not made.sources:
                known(view, filters)
            return made

    def plot(
        self,
        kind: str,
        *,
        title: str | None = None,
        width: int = 1000,
        unit: str | None = None,
        event: str | None = None,
        **filters: Unpack[Filters],
    ) -> Plotted:
        """A picture of what filters choose: ``.svg()``, ``.png()``, ``.save("x.svg")``; a notebook shows it.

        Args:
            kind: ``timeline``, ``positions``, ``figures``, ``meetings`` or ``coverage``.
            title: A heading in place of its own.
            width: Pixels.
            unit: Of figures: what is counted; with neither `unit` nor `event` the most claimed.
            event: Of figures: what happened to it.
            filters: As of the listings.

        Raises:
            UsageError: If there is no such kind, or a filter's word is unknown.
        """
        from parley.views.pictures.plot import Plot

        where = self._where(filters)
        with self._store.view() as view:
            plot = Plot(view, where, self.issue_titles(), title, float(width), unit, event)
            return plot.plotted(kind)

    def serve(
        self,
        host: str = "127.0.0.1",
        port: int = 8765,
        *,
        token: str | None = None,
        names: Sequence[str] = (),
        title: str | None = None,
        note: str | None = None,
        reviewer: str | None = None,
        read_only: bool = False,
        processes: int | None = 1,
        started: Callable[[str], None] = print,
    ) -> None:
        """Serve the record to browsers and programs until interrupted.

        Args:
            host: Where to listen; every address but loopback needs a token.
            port: 0 for any free one.
            token: What a reader must know.
            names: Names that the server goes by besides its address.
            title: The heading of every page; by default the name of the record's folder.
            note: A sentence for the head of every page.
            reviewer: Who decides where a browser gave no name; by default the setting `reviewer`.
            read_only: Nothing can be decided; so it is too where the record cannot be written.
            processes: How many answer; None: as many as help. With more than one they are forked: nothing else
                of this program may run then, and this record cannot be read here until it returns.
            started: Is told the address once requests are answered.

        Raises:
            UsageError: If nothing can listen there, or the web server is not installed.
        """
        from parley.profiles import load_profile
        from parley.web.crew import usual
        from parley.web.serving import Service, serve

        service = Service(
            self._place.address(self.settings), title or self._name(), note, load_profile(self.settings.profile),
            names, token, reviewer or self.settings.reviewer or None, read_only,
        )  # fmt: skip
        several = processes if processes is not None else usual(self.count("documents"))
        if several == 1:
            serve(service, host, port, processes=1, started=started)
            return
        self._store.close()
        try:
            serve(service, host, port, processes=several, started=started)
        finally:
            self._store = service.store()

    def _name(self) -> str:
        folder = self.folder.resolve()
        return folder.parent.name if folder.name == locate.HIDDEN else folder.name

    def close(self) -> None:
        """Release the file."""
        self._store.close()

    def __repr__(self) -> str:
        return f"<parley record {self.folder}>"

    def _where(self, filters: Filters) -> Filter:
        where = checked(filters, self.issues() if filters.get("issue") else ())
        named = where.document is not None and where.document.startswith("doc-")
        if not (named or filters.get("once")):
            return where
        from parley.views.copies import copies

        with self._store.view() as view:
            if named and where.document is not None:
                where = replace(where, document=whole_id(view, where.document))
            return replace(where, without=copies(view)) if filters.get("once") else where

    def _iterate(self, kind: str, where: Filter) -> Iterator[Row]:
        from parley.export.files import rows_of

        with self._store.view() as view:
            yield from rows_of(view, kind, where)

    def _rows(self, kind: str, filters: Filters) -> Rows:
        return Rows(kind, self.iterate(kind, **filters))


def open(folder: str | os.PathLike[str] | None = None) -> Record:  # parley.open, as one says it
    """The record in `folder`, or in its ``.parley``; without one, the record of the current folder.

    Raises:
        UnknownRecord: If there is none.
        StoreError: If it cannot be read.
    """
    place = locate.find(Path(folder) if folder is not None else None)
    settings = place.settings()
    return Record(place, open_store(place.address(settings.settings), read_only=True), settings)
