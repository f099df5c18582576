"""A folder of parts into a store: what was read elsewhere takes the place of reading here."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator, Sequence
from typing import Any

from parley.builder import Progress, Report, build
from parley.errors import StoreDamaged, UnknownSource
from parley.link.apart import Apart
from parley.pipeline import Reader
from parley.reading import Reading
from parley.records import Page, Rejection
from parley.scale import part, places
from parley.scale.engine import PARTS
from parley.settings import Settings
from parley.store.base import Store


class _Known(Reader):
    """A reader that has read the page at hand already."""

    at_hand: Reading | None = None

    def read(self, page: Page) -> Reading:
        """The reading that came with the page."""
        known = self.at_hand
        assert known is not None and known.locator == page.locator, "pages are read as they come"
        return known


class _Parts:
    """The parts of one source, as a source."""

    def __init__(self, name: str, groups: Sequence[Sequence[str]], reader: _Known) -> None:
        self.name = name
        self._groups = groups
        self._reader = reader

    def pages(self) -> Iterator[Page | Rejection]:
        """The pages in the order of the input."""
        for group in self._groups:
            for _, item, reading in heapq.merge(*map(part.read, group), key=lambda row: row[0]):
                self._reader.at_hand = reading
                yield item


def sources(folder: str) -> dict[str, list[list[str]]]:
    """The parts of each source, those of one file together.

    Raises:
        UnknownSource: If that is no folder of parts, or one that is not finished.
    """
    base = folder.rstrip("/")
    found = dict[str, list[list[str]]]()
    for source, names in _told(folder)["parts"]:
        found.setdefault(source, []).append([f"{base}/{name}" for name in names])
    return found


def read_with(folder: str) -> dict[str, Any]:
    """The settings that the parts were read with: see `parley.scale.kept`."""
    settings: dict[str, Any] = _told(folder)["settings"]
    return settings


def _told(folder: str) -> dict[str, Any]:
    address = f"{folder.rstrip('/')}/{PARTS}"
    if not places.exists(address):
        raise UnknownSource(
            f"{folder}: no finished folder of parts; run: parley build ... --engine daft again"
        )
    try:
        with places.opened(address) as file:
            told = json.load(file)
            return {"parts": list(told["parts"]), "settings": dict(told.get("settings", {}))}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreDamaged(f"{address}: not a list of parts; delete it and build again ({error})") from error


def load(
    store: Store,
    settings: Settings,
    given: dict[str, list[list[str]]],
    named: dict[str, str],
    progress: Progress | None = None,
    apart: Apart | None = None,
) -> Report:
    """Put all parts into a store and link it; `named` tells what the record calls a source, `apart` as for `build`.

    Raises:
        StoreDamaged: If a part cannot be read; what was loaded stands.
    """
    reader = _Known(settings)
    opened = [_Parts(named.get(name, name), groups, reader) for name, groups in given.items()]
    return build(store, reader, opened, progress=progress, workers=1, apart=apart)
