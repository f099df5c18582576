"""Records made and added to, from files, folders, addresses and what another engine read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from parley import locate
from parley.api.record import Record, open
from parley.errors import UsageError
from parley.records import Page, Rejection
from parley.server import without_secret
from parley.settings import Settings, write_value
from parley.sources.base import Source
from parley.store import open_store
from parley.store.base import Store

if TYPE_CHECKING:
    from parley.aside import Aside
    from parley.builder import Report
    from parley.fetch import Fetched

Progress = Callable[[int, str], None]  # (pages done, the uri of the last)


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
    aside: Aside | None = None,
) -> Report:
    """What `build` and the command line share: add sources to a record; none: those it knows.

    Web addresses among the sources are fetched; what comes of them is a source of its own, which a
    later build reads again without a network. `aside` may do some of the work.
    """
    from parley.builder import Report
    from parley.builder import build as run
    from parley.link.apart import Apart
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
    again = partial(open_store, place.address(settings), read_only=True)
    apart = Apart(aside, again) if settings.workers != 1 else None
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
            apart=apart,
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
    from parley.link.apart import Apart
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
        again = partial(open_store, place.address(settings), read_only=True)
        apart = Apart(None, again) if settings.workers != 1 else None
        return parts.load(opened, settings, given, named, progress, apart)
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
