"""The record that is served: its store, the shelf that requests read from, and who lays out the next one."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from parley.errors import StoreError
from parley.store.base import Store, View
from parley.sweeps import unswept
from parley.web.shelf import Shelf, lay_out

log = logging.getLogger(__name__)
LOOK = 2.0  # seconds between two looks at whether the record has changed
REST = 10  # a shelf that took a second to lay out stays for so many at least: reading has the machine first

Warm = Callable[[View, Shelf], None]


def laid_out(store: Store, issues: Mapping[str, str], warm: Warm) -> Shelf:
    """The last commit as a shelf.

    Args:
        store: The record.
        issues: Titles of the profile's issues by id.
        warm: What is done to a shelf before it is served.
    """
    with unswept(), store.view() as view:
        shelf = lay_out(view, issues)
        warm(view, shelf)
    return shelf


class Desk:
    """Serves a shelf, one at a time. `shelf` is replaced whole; a request keeps to the one it began with."""

    def __init__(self, store: Store, shelf: Shelf) -> None:
        self._store = store
        self.shelf = shelf
        self.since = time.time()  # when it was laid out, or came here

    def start(self) -> None:
        """Begin to follow the record."""

    def close(self) -> None:
        """Stop following it."""

    @contextmanager
    def view(self) -> Iterator[tuple[View, Shelf]]:
        """A view of the last commit with the names, and the decisions, of the shelf, and the shelf."""
        shelf = self.shelf
        with self._store.view(shelf.actors, shelf.standing) as view:
            yield view, shelf

    def refresh(self) -> bool:
        """Return when what is served is no older than this call; whether it is another shelf."""
        return False


class Following(Desk):
    """Looks in a thread whether the record has changed; then lays it out anew beside the shelf and swaps."""

    def __init__(
        self, store: Store, issues: Mapping[str, str], warm: Warm = lambda view, shelf: None
    ) -> None:
        """Lay out the record; for the arguments see `laid_out`."""
        self._warm = warm
        self._issues = issues
        self._laying = threading.Lock()
        self._stop = threading.Event()
        self._seen = store.stamp()
        self._took = 0.0
        self._thread = threading.Thread(target=self._watch, name="parley-shelf", daemon=True)
        super().__init__(store, self._laid_out(store))

    def start(self) -> None:
        """See `Desk.start`."""
        self._thread.start()

    def close(self) -> None:
        """See `Desk.close`."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def refresh(self) -> bool:
        """See `Desk.refresh`."""
        with self._laying:
            stamp = self._store.stamp()
            if stamp == self._seen:
                return False
            self.shelf = self._laid_out(self._store)
            self._seen = stamp
            self.since = time.time()
        return True

    def _laid_out(self, store: Store) -> Shelf:
        started = time.monotonic()
        shelf = laid_out(store, self._issues, self._warm)
        self._took = time.monotonic() - started
        return shelf

    def _watch(self) -> None:
        while not self._stop.wait(max(LOOK, REST * self._took)):
            try:
                self.refresh()
            except StoreError as error:
                log.warning("the record could not be read again: %s", error)
