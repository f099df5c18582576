"""The record in Python: the same rows as on the terminal.

>>> import parley
>>> with parley.open("talks") as record:
...     for row in record.statements(speaker="Veshnik", since="2031-06"):
...         print(row["date"]["edtf"], row["content"])
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Self, Unpack

from parley import locate
from parley.errors import UsageError
from parley.export.rows import Row, Rows
from parley.records import Page, Rejection, row
from parley.server import without_secret
from parley.settings import Resolved, Settings, write_value
from parley.sources.base import Source
from parley.store import open_store
from parley.store.base import Filter, Store, View
from parley.store.names import Actors
from parley.views.filters import Filters, checked, whole_id

if TYPE_CHECKING:
    from parley.builder import Report
    from parley.export.selection import Counts
    from parley.fetch import Fetched
    from parley.review.decide import Request
    from parley.verify import Finding, Verification
    from parley.views.brief.brief import Brief
    from parley.views.pictures.plotted import Plotted

Progress = Callable[[int, str], None]  # (pages done, the uri of the last)


class Record:
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
        """
        from parley.views.brief.brief import brief

        where = self._where(filters)
        with self._store.view() as view:
            return brief(view, where, self.issue_titles(), title)

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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<parley record {self.folder}>"

    def _where(self, filters: Filters) -> Filter:
        where = checked(filters, self.issues() if filters.get("issue") else ())
        if where.document is None or not where.document.startswith("doc-"):
            return where
        with self._store.view() as view:
            return replace(where, document=whole_id(view, where.document))

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


def settle_date(
    folder: str | os.PathLike[str] | None,
    document: str,
    edtf: str | None,
    *,
    reviewer: str | None = None,
) -> None:
    """Let a person settle the date of a page, which all that hangs on it follows; None takes that back.

    Args:
        folder: The record, as `open` finds it.
        document: The id of the page, or its beginning.
        edtf: The date, such as ``2031-06-03``.
        reviewer: Who settles it, as of `review`.

    Raises:
        UsageError: If `edtf` is no date.
        UnknownRecord: If there is no such record or page.
        StoreError: If the record cannot be written.
    """
    from parley import link
    from parley.profiles import load_profile
    from parley.review.decide import Signed
    from parley.review.settled import logged
    from parley.review.values import check_date
    from parley.views.dating import page

    if edtf is not None:
        check_date(edtf)
    place = locate.find(Path(folder) if folder is not None else None)
    settings = place.settings({"reviewer": reviewer}).settings
    store = open_store(place.address(settings))
    try:
        with store.view() as view:
            found = page(view, document)
        if found["superseded"]:
            raise UsageError(f"{found['id']}: a newer version of this page is in the record; date that one")
        log = logged(Signed.now(settings.reviewer))
        link.settle_date(store, load_profile(settings.profile), found["id"], edtf, log)
    finally:
        store.close()


def join(
    folder: str | os.PathLike[str] | None,
    name: str,
    other: str,
    *,
    take_back: bool = False,
    reviewer: str | None = None,
) -> None:
    """Let a person say that two actors are one, or take that back.

    Args:
        folder: The record, as `open` finds it.
        name: A name of the one, or the beginning of its id.
        other: A name of the other.
        take_back: That they were joined by hand no longer stands.
        reviewer: Who says so, as of `review`.

    Raises:
        UnknownRecord: If there is no such record or name.
        UsageError: If a name may mean several, or they cannot be joined.
        StoreError: If the record cannot be written.
    """
    from parley.link import settled
    from parley.store.merges import SAME
    from parley.views.who import find

    def judge(view: View) -> settled.Judge:
        if take_back:
            return settled.take_back(name, other, SAME, settled.printed(view), view.links("judgements"))
        return settled.join(find(view, name), find(view, other))

    _settle_actors(folder, judge, reviewer)


def split(
    folder: str | os.PathLike[str] | None,
    name: str,
    part: str,
    *,
    take_back: bool = False,
    reviewer: str | None = None,
) -> None:
    """Let a person say that one name or printed form of an actor means somebody else, or take that back.

    Args:
        folder: The record, as `open` finds it.
        name: A name of the actor, or the beginning of its id.
        part: The name or form, as pages print it.
        take_back: That it was split off by hand no longer stands.
        reviewer: Who says so, as of `review`.

    Raises:
        UnknownRecord: If there is no such record or name.
        UsageError: If a name may mean several, or nothing can be split off.
        StoreError: If the record cannot be written.
    """
    from parley.link import settled
    from parley.store.merges import DIFFERENT
    from parley.views.who import find

    def judge(view: View) -> settled.Judge:
        actors, given = settled.printed(view), list(view.links("judgements"))
        if take_back:
            return settled.take_back(name, part, DIFFERENT, actors, given)
        return settled.split(find(view, name, clearly=True), part, actors, given)

    _settle_actors(folder, judge, reviewer)


def _settle_actors(
    folder: str | os.PathLike[str] | None,
    judge: Callable[[View], Callable[[list[Row]], list[Row]]],
    reviewer: str | None,
) -> None:
    from parley import link
    from parley.profiles import load_profile
    from parley.review.decide import Signed
    from parley.review.settled import logged

    place = locate.find(Path(folder) if folder is not None else None)
    settings = place.settings({"reviewer": reviewer}).settings
    store = open_store(place.address(settings))
    try:
        with store.view() as view:
            decided = judge(view)
        log = logged(Signed.now(settings.reviewer))
        link.settle_actors(store, load_profile(settings.profile), decided, log)
    finally:
        store.close()


def review(
    folder: str | os.PathLike[str] | None,
    entry_ids: str | Iterable[str],
    verb: str,
    *,
    field: str | None = None,
    value: Any = None,
    note: str | None = None,
    reviewer: str | None = None,
) -> Sequence[Row]:
    """Let a person decide about entries: one more row of the log for each, all or none.

    Args:
        folder: The record, as `open` finds it.
        entry_ids: An id, or its beginning, or several.
        verb: ``accept``, ``reject``, ``correct`` or ``note``.
        field: Of a correction: ``speaker``, ``date``, ``issue`` ... (`docs/review.md` lists them).
        value: Of a correction: a name or an id, an EDTF date, a word; None where it is open.
        note: What is to be remembered with it.
        reviewer: Who decides; by default the setting `reviewer`, else the user's name.

    Returns:
        The rows of the log.

    Raises:
        UnknownRecord: If there is no such record, entry or actor.
        UsageError: If it cannot be decided so.
        StoreError: If the record cannot be written.
    """
    from parley.review.decide import Request

    ids = [entry_ids] if isinstance(entry_ids, str) else list(entry_ids)
    with Reviewer(folder, reviewer) as deciding:
        return deciding.decide(ids, [Request(verb, field, value, note)])


def undo(folder: str | os.PathLike[str] | None, named: str | int, *, reviewer: str | None = None) -> Row:
    """Take a decision back with one more row of the log, which is returned.

    Args:
        folder: The record, as `open` finds it.
        named: The number of the decision, or the id of an entry, or its beginning: the last one about it.
        reviewer: Who takes it back, as of `review`.

    Raises:
        UnknownRecord: If there is no such record or decision.
        UsageError: If it was taken back already.
        StoreError: If the record cannot be written.
    """
    with Reviewer(folder, reviewer) as deciding:
        return deciding.undo(named)


def take_reviews(folder: str | os.PathLike[str] | None, other: str | os.PathLike[str]) -> int:
    """Take over the decisions of another record that this one does not have yet, as they were made; how many.

    Args:
        folder: The record, as `open` finds it.
        other: The record that has them.

    Raises:
        UnknownRecord: If one of the two is none.
        UsageError: If they are the same.
        StoreError: If the one cannot be written, or the other not be read.
    """
    from parley.review.carry import carry

    place, source = locate.find(Path(folder) if folder is not None else None), locate.find(Path(other))
    if place.address() == source.address():
        raise UsageError(f"{source.folder}: that is this record itself; name the one that has the decisions")
    store, given = open_store(place.address()), open_store(source.address(), read_only=True)
    try:
        with given.view() as theirs, store.writer() as writer, store.view() as view:
            return carry(writer, view, theirs.decisions())
    finally:
        given.close()
        store.close()


class Reviewer:
    """Somebody who decides. The record stays open for writing between two decisions, which are one commit each.

    Args:
        folder: The record, as `open` finds it.
        name: As of `review`.

    Raises:
        UnknownRecord: If there is no such record.
        UsageError: If it is no name.
        StoreError: If the record cannot be written.
    """

    def __init__(self, folder: str | os.PathLike[str] | None, name: str | None = None) -> None:
        from parley.review.decide import Signed

        place = locate.find(Path(folder) if folder is not None else None)
        self._settings = place.settings({"reviewer": name}).settings
        self.name = Signed.now(self._settings.reviewer).reviewer
        self._store = open_store(place.address(self._settings))
        self._actors: Actors | None = None

    def decide(self, entry_ids: Iterable[str], asked: Iterable[Request]) -> Sequence[Row]:
        """Decide about entries, by their ids or the beginnings of these; the rows of the log, all or none.

        Raises:
            UnknownRecord: If there is no such entry or actor.
            UsageError: If it cannot be decided so.
        """
        from parley.review.decide import Signed, decision

        signed, wanted = Signed.now(self.name), list(asked)
        # Read under the lock, so that nobody's decision comes between what is read and what is written.
        with self._store.writer() as writer, self._store.view(self._actors) as view:
            self._actors = (
                view.actors()
            )  # names as of the first decision: reading them anew takes the longest
            rows = [decision(view, i, one, signed, self._issues) for i in entry_ids for one in wanted]
            return [replace(row, number=writer.put_decision(row)).to_dict() for row in rows]

    def undo(self, named: str | int) -> Row:
        """Take back a decision, by its number, or the last one about an entry; the row of the log.

        Raises:
            UnknownRecord: If there is none.
            UsageError: If it was taken back already.
        """
        from parley.review.decide import Signed, take_back

        with self._store.writer() as writer, self._store.view() as view:
            row = take_back(view, named, Signed.now(self.name))
            return replace(row, number=writer.put_decision(row)).to_dict()

    def close(self) -> None:
        """Release the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _issues(self) -> Sequence[str]:
        from parley.profiles import load_profile

        return [issue.id for issue in load_profile(self._settings.profile).issues]


def build(
    sources: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str] | None = None,
    *,
    profile: str | os.PathLike[str] | None = None,
    workers: int | None = None,
    store: str | None = None,
    llm_model: str | None = None,
    llm_endpoint: str | None = None,
) -> Record:
    """Read `sources` (files, folders, web addresses) into the record in `out`, made if need be, and open it.

    An address is fetched, and what came is kept beside the record for every later build. Pages that are
    stored and unchanged are not read again. With `store`, ``postgresql://USER@HOST/DATABASE?schema=NAME``,
    a new record is kept on a server. Without `out` the record lies in ``.parley`` in the one folder
    that is read. The profile and the language model, which is asked for statements too where one is named,
    are kept with the record; the model's endpoint is not.

    Raises:
        UnknownSource: If a source does not exist or nothing can read it.
        StoreError: If the record cannot be written.
    """
    specs = [os.fspath(s) for s in sources]
    place = locate.target(specs, Path(out) if out is not None else None)
    extend(
        place,
        specs,
        profile=os.fspath(profile) if profile is not None else None,
        workers=workers,
        store=store,
        llm_model=llm_model,
        llm_endpoint=llm_endpoint,
    )
    return open(place.folder)


@dataclass(frozen=True, slots=True)
class Fetching:
    """How web addresses among the sources are fetched.

    `private` allows any port and addresses that are not public; `most` bounds the pages that feeds and
    sitemaps name; `lists` says that the addresses are feeds or sitemaps.
    """

    private: bool = False
    most: int | None = None
    lists: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """A source under the name by which the record knows it, wherever both lie now."""

    name: str
    source: Source

    @property
    def partial(self) -> bool:
        return bool(getattr(self.source, "partial", False))

    def pages(self) -> Iterator[Page | Rejection]:
        return self.source.pages()


def extend(
    place: locate.Place,
    specs: Sequence[str],
    *,
    profile: str | None = None,
    workers: int | None = None,
    store: str | None = None,
    llm_model: str | None = None,
    llm_endpoint: str | None = None,
    link: bool = True,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
    fetching: Fetching = Fetching(),
) -> Report:
    """What `build` and the command line share: add sources to a record; none: those it knows.

    Web addresses among the sources are fetched; what comes of them is a source of its own, which a
    later build reads again without a network.
    """
    from parley.builder import Report
    from parley.builder import build as run
    from parley.pipeline import Reader
    from parley.runs import timed
    from parley.sources import open_source
    from parley.sources.fetched import FetchedSource
    from parley.sources.visits import Visits

    check_store(place, store)
    flags = {"workers": workers, "profile": profile, "llm_model": llm_model, "llm_endpoint": llm_endpoint}
    settings = place.settings(flags | {"store": store}).settings
    reader = Reader(settings)
    addresses = [spec for spec in specs if locate.is_address(spec)]
    named = [place.spec(locate.absolute(spec)) for spec in specs if not locate.is_address(spec)]
    wanted = named if specs else [spec for spec in place.sources() if Path(place.path(spec)).exists()]
    missing = [] if specs else [place.path(spec) for spec in place.sources() if spec not in wanted]
    if not wanted and not addresses:
        why = f"its sources are gone: {', '.join(missing)}" if missing else "no sources yet"
        raise UsageError(f"{place.folder}: {why}; name some, such as: parley build FOLDER")
    opened: list[Source] = []
    for spec in wanted:
        source = open_source(place.path(spec), settings, stdin=stdin)
        opened.append(_Known(spec, source) if place.lasts(spec) else source)
    place.folder.mkdir(parents=True, exist_ok=True)
    if profile is not None:
        place.keep_profile(profile)
    if llm_model is not None:
        write_value(place.settings_file, "llm_model", llm_model)
    opened_store = make_store(place, settings)
    report = Report()
    with closing(opened_store), timed(place, report, settings.workers):
        place.remember([*wanted, locate.FETCHED] if addresses else wanted)
        brought = _fetched(place, addresses, settings, fetching, progress) if addresses else None
        if brought:
            opened.append(_Known(locate.FETCHED, FetchedSource(place.fetched, settings, brought.visits)))
            link = link and (not fetching.lists or any(visit.kind == "page" for visit in brought.visits))
        run(
            opened_store,
            reader,
            opened,
            progress=progress,
            workers=settings.workers,
            link=link,
            report=report,
        )
        report.missing = missing
        if brought:
            report.fetched, report.troubles = brought.counts, brought.troubles
            with Visits(place.fetched) as visits:
                visits.settle(brought.visits)
    return report


def load(
    place: locate.Place,
    folder: str,
    *,
    profile: str | None = None,
    store: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Take what another engine read (`parley.scale`) into a record, made if need be, and link it.

    A new record keeps the settings that the pages were read with; `profile` goes before theirs.

    Raises:
        UnknownSource: If `folder` holds no finished parts.
        StoreDamaged: If a part cannot be read.
    """
    from parley.scale import kept
    from parley.scale import load as parts

    check_store(place, store)
    given = parts.sources(folder)
    named = {name: place.spec(name) for name in given}
    place.folder.mkdir(parents=True, exist_ok=True)
    if profile is not None:
        place.keep_profile(profile)
    if not place.exists:
        kept.keep(place, parts.read_with(folder))
    settings = place.settings({"profile": profile, "store": store}).settings
    opened = make_store(place, settings)
    try:
        place.remember([named[name] for name in given if "://" not in name])
        return parts.load(opened, settings, given, named, progress)
    finally:
        opened.close()


def check_store(place: locate.Place, store: str | None) -> None:
    """That a record which is there is not to be kept elsewhere all at once.

    Raises:
        UsageError: If it lies in another place than `store`.
    """
    if store is not None and place.exists and without_secret(str(place.address())) != without_secret(store):
        where = "on another server" if place.on_server else "in its folder"
        raise UsageError(
            f"{place.folder}: this record is kept {where}; to move it: parley migrate {place.folder} URL"
        )


def make_store(place: locate.Place, settings: Settings) -> Store:
    """The store of a record, made if need be; the folder of a new one is told where it lies.

    Raises:
        StoreError: If it cannot be opened; the folder is then as it was.
    """
    store = open_store(place.address(settings), create=True)
    if settings.store and not place.exists:
        write_value(place.settings_file, "store", without_secret(settings.store))
    return store


def watch(
    place: locate.Place, feeds: Sequence[str], *, fetching: Fetching = Fetching(), **more: Any
) -> Report:
    """Ask all feeds of a record once, and add the pages that they list and that it does not have.

    Args:
        place: The record's; made if need be.
        feeds: Addresses of feeds or sitemaps that the record is to watch from now on too.
        fetching: As in `extend`.
        more: What else `extend` takes.

    Raises:
        UsageError: If there is nothing to watch, or one of them is no web address.
    """
    for feed in feeds:
        if not locate.is_address(feed):
            raise UsageError(f"{feed}: a feed to watch is an address that begins with http:// or https://")
    if not feeds and not place.feeds():
        raise UsageError(
            f"{place.folder}: no feeds yet; name some, such as: parley watch https://herald.example/rss"
        )
    if feeds:
        place.remember_feeds(feeds)
    return extend(place, place.feeds(), fetching=replace(fetching, lists=True), **more)


def _fetched(
    place: locate.Place,
    addresses: Sequence[str],
    settings: Settings,
    fetching: Fetching,
    progress: Progress | None,
) -> Fetched:
    from parley.fetch import MOST_PAGES, fetch

    return fetch(
        place.fetched,
        addresses,
        settings,
        lists=fetching.lists,
        private=fetching.private,
        most=MOST_PAGES if fetching.most is None else fetching.most,
        progress=progress,
    )
