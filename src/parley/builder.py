"""Sources into a store: read what is new, find again what is stale, link.

Every item of every source is accounted for in the report. Work is committed in batches; whatever
ends a build (Ctrl-C, SIGKILL, a full disk), the last commit stands and the next build goes on
from it, to the same record.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial

from parley import link as links
from parley import workers as team
from parley.aside import Aside
from parley.errors import StoreError
from parley.laps import Laps
from parley.link.apart import Apart
from parley.link.beforehand import Beforehand
from parley.pipeline import Reader
from parley.reading import Counts, Found, Reading, Seconds
from parley.records import Page, Record, Rejection, make_id
from parley.sources.base import Source
from parley.store.base import Held, Store, Writer
from parley.store.filed import Filed, ready
from parley.sweeps import unswept
from parley.workers import Task

# Pages a commit, and the seconds after which it comes anyhow: what a crash loses, and what another build waits for,
# which is half a second of writing. With 64 pages and one second writing takes a fifth longer.
BATCH_PAGES = 128
BATCH_SECONDS = 3.0
# Or so many while another process reads: a commit waits some 40 ms for the disk, however little is in it.
SOME_PAGES = 5
# Pages from which workers read, so that nobody is aside any more, and linking takes as long as to start another: 0.5 s.
_MANY = 1000
_OURS = frozenset({"failed", "too_slow"})  # rejections that tell of this run, not of the page alone

Progress = Callable[[int, str], None]  # (items done so far, the uri of the last)


@dataclass(slots=True)
class Report:
    """What a build did. `pages` = `unchanged` + `read` + `refound`, rejected inputs included."""

    pages: int = 0
    unchanged: int = 0
    read: int = 0
    refound: int = 0
    superseded: int = 0  # pages that changed, and whose older document stays beside the new one
    faults: Counter[str] = field(default_factory=Counter)  # pages on which something of ours failed, by step
    fault: str = ""  # what the last of them said
    incomplete: Counter[str] = field(default_factory=Counter)  # pages that lack records, by kind
    lacking: str = ""  # what the first of them lacked
    counts: dict[str, Counter[str]] = field(default_factory=dict)  # what finders counted, by kind
    missing: list[str] = field(default_factory=list)  # sources of the record that are not there now
    gone: int = 0  # documents that their source no longer holds; they stay in the record
    rejected: Counter[str] = field(default_factory=Counter)  # inputs that are rejections now, by code
    linked: dict[str, int] = field(default_factory=dict)  # rows of each kind of link
    seconds: Counter[str] = field(
        default_factory=Counter
    )  # of work, of all processes: read.STEP, store, link.KIND
    took: float = 0.0  # seconds from the beginning to the end, fetching included
    reading: float = 0.0  # seconds from the first page to the last, as the clock on the wall tells
    fetched: Counter[str] = field(
        default_factory=Counter
    )  # what came of addresses: see `parley.fetch.Fetched`
    troubles: list[str] = field(default_factory=list)  # addresses that failed and are no rejection, and why


def build(
    store: Store,
    reader: Reader,
    sources: Iterable[Source],
    *,
    progress: Progress | None = None,
    workers: int | None = None,
    link: bool = True,
    report: Report | None = None,
    apart: Apart | None = None,
) -> Report:
    """Read `sources` into `store`.

    Args:
        store: Open for writing.
        reader: Reads pages; its versions decide what is stale.
        sources: Read one after the other, streaming.
        progress: Called after each item.
        workers: Processes; None takes the settings', 0 is one a core, 1 reads in this process.
        link: Also tell what only the whole collection can.
        report: Filled as the work goes on, for who wants to know how far it came though it breaks off.
        apart: Another process, which does some of the work while this one does other; without one, how one is had.

    Raises:
        StoreError: If the store cannot be written. What was committed stands.
        UnknownSource: If a source cannot be read at all.
    """
    number = reader.settings.workers if workers is None else workers
    report = Report() if report is None else report
    aside = apart.aside if apart else None
    beforehand = Beforehand(store) if link and aside else None
    if aside:
        aside.held.append(beforehand)
    run = _Run(store, reader, progress or (lambda done, what: None), report, aside, beforehand)
    with unswept():
        begun = time.perf_counter()
        try:
            for source in sources:
                run.add(source, number or team.cores())
        finally:
            report.reading = time.perf_counter() - begun
        put = report.pages - report.unchanged
        known = links.current(store, reader.profile) if link and not put else None
        if known is not None:
            report.linked = known
        elif link:
            laps = Laps()
            with apart.anew() if apart and put > _MANY else nullcontext(apart) as other:
                report.linked = links.link(store, reader.profile, laps, other, beforehand)
            report.seconds.update({f"link.{kind}": took for kind, took in laps.seconds.items()})
    return report


class _Run:
    """One build: what came of each item, and the changes that wait for the next commit."""

    def __init__(
        self,
        store: Store,
        reader: Reader,
        progress: Progress,
        report: Report,
        aside: Aside | None,
        beforehand: Beforehand | None,
    ) -> None:
        self.report = report
        self._aside, self._beforehand = aside, beforehand
        self._store = store
        self._reader = reader
        self._progress = progress
        self._waiting: list[Callable[[Writer], None]] = []
        self._committed = time.monotonic()
        self._seen: set[str] = set()  # locators of the source at hand that the record holds already

    def add(self, source: Source, workers: int) -> None:
        """Read one source; what is done is committed even when the source, or the user, breaks off."""
        with self._store.view() as view:
            held = view.held(source.name)
        self._seen.clear()
        try:
            tasks = self._tasks(source, held)
            meanwhile = partial(self._meanwhile, self._beforehand) if self._beforehand else None
            with closing(
                team.results(self._reader, tasks, workers, ready, self._aside, meanwhile)
            ) as results:
                for task, result in results:
                    if isinstance(result, Reading):
                        self._put(source.name, result, held.get(task.page.locator))
                    else:
                        self._put_found(task, result, held.get(task.page.locator))
        except StoreError:
            raise
        except BaseException:
            self._commit()
            raise
        self._commit()
        if not getattr(source, "partial", False):
            self._left(source.name, held.keys() - self._seen)

    def _left(self, source: str, left: Set[str]) -> None:
        """What becomes of places that their source no longer has."""
        if left:
            with self._store.writer() as writer:
                self.report.gone += writer.leave(source, left)

    def _meanwhile(self, beforehand: Beforehand, is_time: Callable[[], bool]) -> None:
        """While another process reads: read what links will ask for, then write what is done, if it is worth it."""
        beforehand.read(is_time)
        if len(self._waiting) >= SOME_PAGES and is_time():
            self._commit()

    def _tasks(self, source: Source, held: Mapping[str, Held]) -> Iterator[Task]:
        """The pages of a source that there is something to do for; the others are done with at once."""
        for item in source.pages():
            item = printable(item)
            before = held.get(item.locator)
            if before is not None:
                self._seen.add(item.locator)
            if isinstance(item, Rejection):
                self._reject(source.name, item, before)
            elif before is None or before.fingerprint != item.fingerprint:
                yield Task(item)
            else:
                task = self._stale(item, before)
                if task is None:
                    self._unchanged(item.uri, before)
                else:
                    yield task

    def _stale(self, page: Page, before: Held) -> Task | None:
        """What must be done for a page that has not changed itself."""
        stale = self._reader.stale(before.versions)
        if "clean" in stale or before.rejected == "failed":
            return Task(page)
        if before.document_id is None or not stale:
            return None
        with self._store.view() as view:
            return Task(page, view.document(before.document_id, linked=False), frozenset(stale))

    def _reject(self, source: str, item: Rejection, before: Held | None) -> None:
        """Keep what the source itself could not deliver as a page."""
        mark = make_id("rejection", item.uri, item.code, item.reason, item.sha256)
        if before is not None and before.fingerprint == mark:
            self._unchanged(item.uri, before)
        else:
            self._put(source, Reading(item.uri, item.locator, mark, None, item), before)

    def _unchanged(self, uri: str, before: Held) -> None:
        self.report.unchanged += 1
        if before.rejected is not None:
            self.report.rejected[before.rejected] += 1
        self._done(uri)

    def _put(self, source: str, reading: Reading, before: Held | None) -> None:
        self.report.read += 1
        self._took(reading.seconds)
        self._note(reading.faults, reading.records, reading.counts)
        if reading.rejection is not None and reading.rejection.code in _OURS and _keeps(before, reading):
            self._note({"clean": reading.rejection.reason}, {}, {})
            self._done(reading.uri)
            return
        if reading.rejection is not None:
            self.report.rejected[reading.rejection.code] += 1
        now = None if reading.document is None else reading.document.id
        if before is not None and before.document_id not in (None, now):
            self.report.superseded += 1
        if self._beforehand:
            self._beforehand.put([now, before.document_id if before else None], _named(reading.records))
        self._waiting.append(lambda writer: writer.put_reading(source, reading))
        self._done(reading.uri)

    def _put_found(self, task: Task, found: Found, before: Held | None) -> None:
        self.report.refound += 1
        self._took(found.seconds)
        document = task.document
        assert document is not None, "records are found again on a stored document"
        if self._beforehand:
            self._beforehand.put([document.id])
        self._note(found.faults, found.records, found.counts)
        known = before.versions if before else {}
        for kind, records in found.records.items():
            version = "" if kind in found.faults else self._reader.versions[kind]
            if version or kind not in known:  # records that are not all there take no other's place
                self._waiting.append(_putting(document.id, version, kind, records))
        self._done(task.page.uri)

    def _took(self, seconds: Seconds) -> None:
        self.report.seconds.update({f"read.{step}": took for step, took in seconds.items()})

    def _note(self, faults: Mapping[str, str], records: Mapping[str, object], counts: Counts) -> None:
        lacking = {step for step in faults if step in records}
        resting = {f.kind for f in self._reader.finders if not lacking.isdisjoint(f.needs)}
        for step, fault in faults.items():
            if step in lacking & resting:
                continue  # found again with what it rests on, which is named
            if step in records:
                self.report.incomplete[step] += 1
                self.report.lacking = self.report.lacking or f"{step}: {fault}"
            else:
                self.report.faults[step] += 1
                self.report.fault = f"{step}: {fault}"
        for kind, numbers in counts.items():
            self.report.counts.setdefault(kind, Counter()).update(numbers)

    def _done(self, uri: str) -> None:
        self.report.pages += 1
        if len(self._waiting) >= BATCH_PAGES or time.monotonic() - self._committed >= BATCH_SECONDS:
            self._commit()
        self._progress(self.report.pages, uri)

    def _commit(self) -> None:
        """Write what waits, quickly, so that another build gets its turn in between."""
        if self._waiting:
            laps = Laps()
            with self._store.writer() as writer:
                for put in self._waiting:
                    put(writer)
            self._waiting.clear()
            laps("store")
            self.report.seconds.update(laps.seconds)
        self._committed = time.monotonic()


def _named(records: Mapping[str, Sequence[Record | Filed]]) -> set[str]:
    """The actors that a page mentions, or whose offices it tells."""
    told = (one for kind in ("mentions", "roles") for one in records.get(kind, ()) if isinstance(one, Filed))
    return {value for one in told for name, value in one.facets if name == "actor"}


def _keeps(before: Held | None, reading: Reading) -> bool:
    """Whether the record already holds a document of these very bytes: a failure must not take it away."""
    return before is not None and before.document_id is not None and before.fingerprint == reading.fingerprint


def _putting(
    document_id: str, version: str, kind: str, records: Sequence[Record]
) -> Callable[[Writer], None]:
    return lambda writer: writer.put_records(document_id, version, kind, records)


def printable(item: Page | Rejection) -> Page | Rejection:
    r"""The item with half characters in what its source says about it made visible, as ``\udce9``.

    File names that are not UTF-8 and broken JSON strings hold such; no file or terminal takes them.
    """
    uri, locator = _whole(item.uri), _whole(item.locator)
    if isinstance(item, Rejection):
        return replace(item, uri=uri, locator=locator, reason=_whole(item.reason))
    return replace(item, uri=uri, locator=locator, hints={k: _whole(v) for k, v in item.hints.items()})


def _whole(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
