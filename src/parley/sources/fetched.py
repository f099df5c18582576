"""A folder of what was fetched: the captures that count, and the addresses that gave none.

One page for each address, its latest capture, read from the archive that holds it; no network. Older
captures of it stay in the archives, which any tool for WARC reads. The locator is the address that was
asked for, so a page that changed takes the place of its older version; the `uri` is the address that
answered.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import parley.sources.hints as hints
import parley.sources.warc as warc
from parley.errors import PageError
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources.visits import FILE, Visit, Visits


class FetchedSource:
    """All that a folder holds; with `visits`, only these."""

    def __init__(self, folder: Path, settings: Settings, visits: Iterable[Visit] | None = None) -> None:
        self.name = str(folder.absolute())
        self.partial = visits is not None  # whether it leaves out what the record may hold already
        self._folder = folder
        self._settings = settings
        self._visits = visits

    def pages(self) -> Iterator[Page | Rejection]:
        """The pages in the order of their addresses."""
        if self._visits is not None:
            yield from self._items(self._visits)
            return
        with Visits(self._folder) as visits:
            yield from self._items(visits.pages())

    def _items(self, visits: Iterable[Visit]) -> Iterator[Page | Rejection]:
        for visit in visits:
            if visit.kind != "page":
                continue
            if visit.file is not None:
                yield self._page(visit)
            elif visit.code is not None:
                yield Rejection(visit.url, visit.url, visit.code, visit.reason or "")

    def _page(self, visit: Visit) -> Page | Rejection:
        try:
            page = captured(member(self._folder, visit), self._settings)
        except PageError as error:
            return Rejection(visit.url, visit.url, error.code, error.reason)
        listed = hints.given(listed=hints.moment(visit.listed))
        return replace(page, locator=visit.url, hints={**page.hints, **listed})


def is_fetched(folder: Path) -> bool:
    """Whether a folder holds what was fetched."""
    return (folder / FILE).is_file()


def member(folder: Path, visit: Visit) -> bytes:
    """The gzip member that holds a capture.

    Raises:
        PageError: ``unreadable``, if the archive does not have it any more.
    """
    name = str(visit.file)
    if Path(name).name != name:  # a record comes from anybody; it leads nowhere else
        raise PageError("unreadable", f"The archive {name!r} does not lie beside the list of visits.")
    try:
        with (folder / name).open("rb") as file:
            file.seek(visit.at or 0)
            data = file.read(visit.length or 0)
    except OSError as error:
        raise PageError(
            "unreadable", f"The archive {visit.file} cannot be read: {error.strerror}."
        ) from error
    if len(data) != visit.length:
        raise PageError("unreadable", f"The archive {visit.file} is shorter than it was.")
    return data


def captured(data: bytes, settings: Settings) -> Page:
    """The page in one gzip member of an archive.

    Raises:
        PageError: If it holds none.
    """
    item = next(warc.pages("capture", io.BytesIO(data), settings), None)
    if isinstance(item, Page):
        return item
    if item is None:
        raise PageError("not_a_page", "The answer is neither HTML nor plain text.")
    raise PageError(item.code, item.reason)
