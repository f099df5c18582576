"""One run: every address that is asked for, and what the feeds and sitemaps among them list.

For each address
1. it is asked for with what the server called the version that we have; *not modified* ends it here;
2. a feed or sitemap is kept, and the pages that it lists and that we do not have are asked for;
3. a page is written to the archive, unless its bytes are those that we have;
4. what happened is written to the visits. A page that we have stays, whatever the server says now.

One address's trouble is written down as its rejection and costs no other address anything. Each visit is
on the disk when it is over, so a run that is broken off loses none.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from parley.errors import PageError, StoreError
from parley.fetch.address import Address, parse
from parley.fetch.archive import Archive, capture
from parley.fetch.exchange import PAGE, Answer
from parley.fetch.failure import Unfetched
from parley.fetch.links import INDEX, feeds_of, kind, links, unpacked
from parley.fetch.site import Ways, Web, agent
from parley.settings import Settings
from parley.sources.fetched import captured
from parley.sources.visits import Visit, Visits

MOST_PAGES = 1_000  # that lists name, a run: at one a second, a quarter of an hour for one host
MOST_LISTS = 50  # sitemaps that indexes name, a run
MOST_DEPTH = 2  # an index names sitemaps, a sitemap names pages
PATIENCE = dt.timedelta(minutes=15)  # before a listed page that failed is tried again, doubled each time
MOST_FAILURES = 8  # tries, over one and a half days, before it is given up

Progress = Callable[[int, str], None]  # (addresses done so far, the last)


@dataclass(slots=True)
class Fetched:
    """What a run did. `counts`: lists, and pages by what became of them.

    `kept` are pages that we have and that could not be read again. Of the pages that lists name and that
    were not asked for, `known` are there, `waiting` failed and have not come round again, `gave up` failed
    for good, and `left` are for a later run.
    """

    counts: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)  # what no rejection in the record will tell
    visits: Sequence[Visit] = ()  # all that the record does not know of yet


def fetch(
    folder: Path,
    urls: Sequence[str],
    settings: Settings,
    *,
    lists: bool = False,
    private: bool = False,
    most: int = MOST_PAGES,
    progress: Progress | None = None,
    ways: Ways | None = None,
) -> Fetched:
    """Ask for `urls`, and for the pages that feeds and sitemaps among them name.

    Args:
        folder: Where archives and visits lie, made if need be.
        urls: What is asked for, whatever is known of it.
        settings: `max_page_bytes` and those that begin with ``fetch_``.
        lists: The addresses are feeds or sitemaps; one that gives a page is an error.
        private: Addresses that are not public, and any port, may be asked.
        most: Pages that lists name, the newest first; the rest is left for the next run.
        progress: Called after each address.
        ways: How the network is reached; a test puts its own in place.

    Raises:
        StoreError: If the archive or the list of visits cannot be used. What was fetched before stays.
        OSError: If the folder cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)

    def work() -> Fetched:
        with Visits(folder) as visits:
            run = _Run(folder, visits, settings, private, most, progress, ways or Ways())
            asyncio.run(run.all(urls, lists))
            run.fetched.visits = visits.pending()
            return run.fetched

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    with ThreadPoolExecutor(1) as thread:  # inside a notebook's event loop
        return thread.submit(work).result()


@dataclass(frozen=True, slots=True)
class _Wish:
    """An address to be asked for, and why."""

    url: str
    depth: int = 0  # lists that led to it
    listed: str | None = None  # the publication date that the list states
    only: str | None = None  # the kind that it has to be: page or links


class _Run:
    def __init__(
        self,
        folder: Path,
        visits: Visits,
        settings: Settings,
        private: bool,
        most: int,
        progress: Progress | None,
        ways: Ways,
    ) -> None:
        self.fetched = Fetched()
        self._visits = visits
        self._settings = settings
        self._private = private
        self._left = {"page": most, "links": MOST_LISTS}
        self._progress = progress or (lambda done, url: None)
        self._clock = ways.clock
        self._archive = Archive(folder, agent(settings), ways.clock)
        self._web = Web(settings, visits, private=private, ways=ways)
        self._seen: set[str] = set()
        self._done = 0
        self._tasks: asyncio.TaskGroup

    async def all(self, urls: Sequence[str], lists: bool) -> None:
        """Visit everything."""
        try:
            async with self._web, asyncio.TaskGroup() as self._tasks:
                for url in urls:
                    self._start(_Wish(url, only="links" if lists else None))
        except BaseExceptionGroup as group:
            raise group.exceptions[0] from None  # what ended the run: a store that cannot be written
        finally:
            self._archive.close()

    def _start(self, wish: _Wish) -> None:
        """Ask for an address, once in a run."""
        try:
            address = parse(wish.url, private=self._private)
        except Unfetched as error:
            key = wish.url.strip().encode("utf-8", "backslashreplace").decode()
            if key not in self._seen:
                self._seen.add(key)
                self._failed(replace(wish, url=key), error)
            return
        if address.url not in self._seen:
            self._seen.add(address.url)
            self._tasks.create_task(self._visit(address, replace(wish, url=address.url)))

    async def _visit(self, address: Address, wish: _Wish) -> None:
        try:
            await self._visited(address, wish)
        except Unfetched as error:
            self._failed(wish, error)
        except PageError as error:
            self._failed(wish, Unfetched(error.code, error.reason))
        except StoreError:
            raise
        except Exception as error:  # a bug of ours must not cost the user the other addresses
            self._failed(wish, Unfetched("failed", f"{type(error).__name__}: {error}", again=True))

    async def _visited(self, address: Address, wish: _Wish) -> None:
        known = self._visits.get(wish.url)
        if known and known.wait_until and known.wait_until > self._now():
            wait = dt.datetime.fromisoformat(known.wait_until) - self._clock.now()
            reason = f"The server asks not to be asked before {known.wait_until}."
            raise Unfetched("unreachable", reason, again=True, after=wait.total_seconds())
        has = known if known and (known.content or (known.file and wish.only != "links")) else None
        answer = await self._web.get(address, _validators(has))
        if answer.status == 304 and has:
            self._same(wish, has, answer)
        elif answer.status not in PAGE:
            raise _refused(answer)
        else:
            content = unpacked(answer.content, self._settings.max_page_bytes)
            sort = kind(content)
            if sort:
                self._list(wish, answer, content, sort)
            elif wish.only == "links":
                raise Unfetched("not_a_page", f"This is neither a feed nor a sitemap.{_hint(content)}")
            else:
                self._page(wish, has, answer)

    def _same(self, wish: _Wish, known: Visit, answer: Answer) -> None:
        """The server says that we have it."""
        visit = self._again(known)
        visit.etag = _named(answer)[0] or known.etag
        self._visits.put(visit)
        if known.content is not None:
            content = zlib.decompressobj().decompress(known.content, self._settings.max_page_bytes)
            self._follow(wish, content, kind(content) or INDEX, answer.url)
            self._tell("lists", wish)
        else:
            self._tell("unchanged", wish)

    def _list(self, wish: _Wish, answer: Answer, content: bytes, sort: str) -> None:
        """A feed or sitemap: keep it, and ask for what it names."""
        if wish.only == "page" or wish.depth >= MOST_DEPTH:
            raise Unfetched("not_a_page", f"This is a {sort}, where a list names a page.")
        self._follow(wish, content, sort, answer.url)  # first: one that cannot be read is not kept
        visit = self._fresh(wish)
        visit.kind, visit.content = "links", zlib.compress(content)
        visit.etag, visit.modified = _named(answer)
        self._visits.put(visit)
        self._tell("lists", wish)

    def _page(self, wish: _Wish, known: Visit | None, answer: Answer) -> None:
        """A page: into the archive, unless we have these bytes."""
        digest = hashlib.sha256(answer.content).hexdigest()
        if known and known.file and known.sha256 == digest:
            visit = self._again(known)
            visit.etag, visit.modified = _named(answer)
            self._visits.put(visit)
            self._tell("unchanged", wish)
            return
        data = capture(answer)
        captured(data, self._settings)  # as every later build will read it
        place = self._archive.put(data)
        visit = self._fresh(wish, known)
        visit.file, visit.at, visit.length, visit.sha256 = place.file, place.at, place.length, digest
        visit.etag, visit.modified = _named(answer)
        self._visits.put(visit)
        self._tell("changed" if known else "new", wish)

    def _follow(self, wish: _Wish, content: bytes, sort: str, base: str) -> None:
        """Ask for what a list names, as far as we do not have it."""
        want = "links" if sort == INDEX else "page"
        for link in links(content, sort):
            try:
                url = parse(link.url, base=base, private=self._private).url
            except Unfetched:
                url = link.url  # told when it is visited
            if url in self._seen:
                continue
            standing = self._standing(url) if want == "page" else None
            if standing:
                self.fetched.counts[standing] += 1
            elif self._left[want] == 0:
                self.fetched.counts["left"] += 1
            else:
                self._left[want] -= 1
                self._start(_Wish(url, wish.depth + 1, link.published, want))

    def _standing(self, url: str) -> str | None:
        """Why a page that a list names need not, or must not yet, be asked for; None if it is to be."""
        known = self._visits.get(url)
        if known is None:
            return None
        if known.file or known.content:
            return "known"
        if known.final or known.failures >= MOST_FAILURES:
            return "gave up"
        patience = PATIENCE * 2 ** (known.failures - 1) if known.failures else dt.timedelta()
        due = dt.datetime.fromisoformat(known.visited) + patience
        return "waiting" if max(due.isoformat(), known.wait_until or "") > self._now() else None

    def _failed(self, wish: _Wish, error: Unfetched) -> None:
        """Write down why an address gave nothing; what it gave before stays."""
        known = self._visits.get(wish.url)
        visit = self._again(known) if known else self._fresh(wish)
        if not visit.content:
            visit.kind = "links" if wish.only == "links" and not visit.file else "page"
        visit.code, visit.reason = error.code, error.reason
        visit.failures = (known.failures if known else 0) + (not error.after)
        visit.final = not error.again
        if error.after:  # it was not its fault
            until = self._clock.now() + dt.timedelta(seconds=min(error.after, 30 * 86_400))
            visit.wait_until = until.isoformat()
        self._visits.put(visit)
        if visit.file or visit.kind == "links":
            self.fetched.troubles.append(f"{wish.url}: {error.reason}")
        self._tell("kept" if visit.file else "rejected", wish)

    def _fresh(self, wish: _Wish, known: Visit | None = None) -> Visit:
        """A visit that brings something."""
        return Visit(wish.url, visited=self._now(), listed=wish.listed or (known.listed if known else None))

    def _again(self, known: Visit) -> Visit:
        """A visit that leaves what we have as it is."""
        visit = Visit(known.url, known.kind, self._now(), listed=known.listed, content=known.content)
        visit.file, visit.at, visit.length, visit.sha256 = known.file, known.at, known.length, known.sha256
        visit.etag, visit.modified = known.etag, known.modified
        return visit

    def _tell(self, what: str, wish: _Wish) -> None:
        self.fetched.counts[what] += 1
        self._done += 1
        self._progress(self._done, wish.url)

    def _now(self) -> str:
        return self._clock.now().isoformat()


def _validators(known: Visit | None) -> Mapping[str, str]:
    """The headers that ask for an answer only if it is another than we have."""
    headers = {"If-None-Match": known and known.etag, "If-Modified-Since": known and known.modified}
    return {name: value for name, value in headers.items() if value}


def _named(answer: Answer) -> tuple[str | None, str | None]:
    """ETag and Last-Modified, as far as they can be sent back as they are."""
    etag, modified = (answer.header(name) for name in ("etag", "last-modified"))
    return _plain(etag), _plain(modified)


def _plain(value: str) -> str | None:
    return value if 0 < len(value) < 1000 and value.isascii() and value.isprintable() else None


def _hint(content: bytes) -> str:
    """Where a page says that its feeds are, as a sentence."""
    found = feeds_of(content)
    return f" The page names: {', '.join(found)}." if found else ""


def _refused(answer: Answer) -> Unfetched:
    """An answer that is no page. Pages that are announced before they are there, or shut for a day, come again."""
    what = f"the error {answer.status}" if answer.status >= 400 else f"the status {answer.status}"
    return Unfetched("not_a_page", f"The server answers with {what}.", again=answer.status in (401, 403, 404))
