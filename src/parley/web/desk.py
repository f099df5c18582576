"""The record that is served: its store, the shelf that requests read from, and who lays out the next one."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from parley.errors import StoreError
from parley.store.base import Store, View
from parley.web.shelf import Shelf, lay_out

log = logging.getLogger(__name__)
LOOK = 2.0  # seconds between two looks at whether the record has changed
REST = 10  # a shelf that took a second to lay out stays for so many at least: reading has the machine first


class Desk:
    """Serves one shelf at a time; when the record changes, lays out a new one beside it and swaps."""

    def __init__(self, store: Store, issues: Mapping[str, str]) -> None:
        self._store = store
        self._issues = issues
        self._laying = threading.Lock()
        self._stop = threading.Event()
        self._seen = store.stamp()
        self.took = 0.0
        self.shelf = self._lay_out()
        self.since = time.time()
        self._thread = threading.Thread(target=self._watch, name="parley-shelf", daemon=True)

    def start(self) -> None:
        """Begin to follow the record."""
        self._thread.start()

    def close(self) -> None:
        """Stop following it."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    @contextmanager
    def view(self) -> Iterator[tuple[View, Shelf]]:
        """A view of the last commit with the names, and the decisions, of the shelf, and the shelf."""
        shelf = self.shelf
        with self._store.view(shelf.actors, shelf.standing) as view:
            yield view, shelf

    def refresh(self) -> bool:
        """Lay out the record anew if it has changed; whether it had."""
        with self._laying:
            stamp = self._store.stamp()
            if stamp == self._seen:
                return False
            self.shelf = self._lay_out()
            self._seen = stamp
            self.since = time.time()
        return True

    def _lay_out(self) -> Shelf:
        started = time.monotonic()
        with self._store.view() as view:
            shelf = lay_out(view, self._issues)
        self.took = time.monotonic() - started
        return shelf

    def _watch(self) -> None:
        while not self._stop.wait(max(LOOK, REST * self.took)):
            try:
                self.refresh()
            except StoreError as error:
                log.warning("the record could not be read again: %s", error)
