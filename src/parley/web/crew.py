"""Several processes that answer for one record, forked from the one that laid it out.

Python runs one thread of a process at a time, so one process answers one reader at a time. The keeper, the process
that was started, opens the record, lays out a shelf, closes the record and forks; each worker opens the record for
itself and reads the keeper's shelf, whose memory they share. When the record has changed the keeper lays out the
next shelf while the workers answer, forks the next workers and lets the former ones finish what they are at.

No connection to a record is open while the keeper forks: a forked one would share its locks. The keeper has no
threads, and is the only one that has more than a moment's work that is not an answer.
"""

from __future__ import annotations

import gc
import logging
import os
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import NoReturn

from parley.errors import StoreError
from parley.store.base import Store
from parley.web.desk import LOOK, REST, Desk
from parley.web.shelf import Shelf

log = logging.getLogger(__name__)
MANY = 2000  # pages of a record from which one process keeps readers waiting on each other
USUAL = 2  # workers then: with one, four readers that never rest wait 140 ms for one answer in twenty
BEGIN = 30.0  # seconds that workers have to be ready before others leave all the same
FINISH = 10.0  # seconds that workers have to end when the server does
YOUNG = 1.0  # a worker that ends sooner than so many seconds cannot work at all
_RUNG = b"!"  # a signal writes its number there: 2 or 15
_STOPS = (signal.SIGINT, signal.SIGTERM)


def usual(pages: int) -> int:
    """How many processes answer for a record of so many pages, where nobody says."""
    if pages < MANY or sys.platform != "linux":
        return 1
    return min(USUAL, os.cpu_count() or 1)


class Seat(Desk):
    """The desk of a worker: its shelf stays the same as long as the worker lives."""

    def __init__(self, store: Store, shelf: Shelf, bell: int, relieved: threading.Event) -> None:
        """Take a seat.

        Args:
            store: The record, opened by this worker.
            shelf: What the keeper laid out.
            bell: Where the keeper is asked for the next shelf.
            relieved: Is set when others answer in this worker's place.
        """
        super().__init__(store, shelf)
        self._bell = bell
        self._relieved = relieved

    def refresh(self) -> bool:
        """See `Desk.refresh`: workers of the next shelf answer as soon as this returns."""
        with suppress(BlockingIOError):  # it is full of wishes already
            os.write(self._bell, _RUNG)
        return self._relieved.wait()


@dataclass(frozen=True, slots=True)
class Place:
    """What a worker gets from its keeper, for `work`."""

    shelf: Shelf
    bell: int
    relieved: threading.Event
    ready: Callable[[], object]  # to be called when it can answer


class Keeper:
    """Lays out shelves and keeps `count` workers for the latest of them."""

    def __init__(
        self,
        lay_out: Callable[[], tuple[int, Shelf]],
        stamp: Callable[[], int],
        work: Callable[[Place], None],
        count: int,
    ) -> None:
        """Prepare the first shelf.

        Args:
            lay_out: Opens the record, gives its stamp and its shelf, and closes it.
            stamp: The record's stamp now.
            work: Answers, in a worker, until SIGTERM comes.
            count: How many workers.
        """
        self._lay_out = lay_out
        self._stamp = stamp
        self._work = work
        self._count = count
        self._crew: dict[int, float] = {}  # process -> when it began
        self._leaving: set[int] = set()
        self._stops: list[int] = []  # signals to stop that have come
        self._bell = os.pipe()
        self._ready = os.pipe()  # where workers say that they can answer
        self._alive = os.pipe()  # nobody writes: it ends for the workers when the keeper does
        os.set_blocking(self._bell[1], False)
        self._next()

    def run(self, started: Callable[[], None]) -> None:
        """Keep workers until SIGINT or SIGTERM comes; which is then raised again.

        Raises:
            StoreError: If a worker cannot work at all.
        """
        with self._told_to_stop():
            try:
                self._fork()
                started()
                while not self._stops:
                    self._wait()
            except KeyboardInterrupt:
                if not self._stops:
                    raise
            finally:
                self._end()
        for end in (*self._bell, *self._ready, *self._alive):
            os.close(end)
        if self._stops:
            signal.raise_signal(self._stops[0])

    def _wait(self) -> None:
        """One round: hear the bell, look at the record, replace who fell ill."""
        rung = self._heard()
        self._reap()
        if self._stops:
            return
        if rung or (time.monotonic() >= self._look_at and self._changed()):
            try:
                self._next()
            except StoreError as error:
                log.warning("the record could not be read again: %s", error)
                return
            former = set(self._crew)
            self._crew.clear()
            self._fork()
            self._leaving |= former
            _signal(former, signal.SIGTERM)

    def _heard(self) -> bool:
        """Wait for the bell or a signal, a short while; whether the bell rang."""
        ready, _, _ = select.select([self._bell[0]], [], [], LOOK)
        return bool(ready) and _RUNG in os.read(self._bell[0], 4096)

    def _changed(self) -> bool:
        try:
            return self._stamp() != self._seen
        except StoreError as error:
            log.warning("the record could not be read again: %s", error)
            return False

    def _next(self) -> None:
        started = time.monotonic()
        self._laying = True
        try:
            self._seen, self._shelf = self._lay_out()
        finally:
            self._laying = False
        ended = time.monotonic()
        self._look_at = ended + max(LOOK, REST * (ended - started))

    def _fork(self) -> None:
        """As many workers as are missing; they can answer when this returns."""
        missing = self._count - len(self._crew)
        gc.collect()
        gc.freeze()  # what the shelf is made of stays where it is, in memory that all share
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        while len(self._crew) < self._count:
            process = os.fork()
            if process == 0:
                self._serve()
            self._crew[process] = time.monotonic()
        gc.unfreeze()
        until = time.monotonic() + BEGIN
        while missing > 0 and time.monotonic() < until and not self._stops:
            ready, _, _ = select.select([self._ready[0]], [], [], 0.1)
            missing -= len(os.read(self._ready[0], missing)) if ready else 0
            self._reap()

    def _serve(self) -> NoReturn:
        """In a worker: answer until told to end."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            for number in _STOPS:
                signal.signal(number, signal.SIG_DFL)
            os.close(self._alive[1])
            relieved = threading.Event()
            threading.Thread(target=_end_with, args=(self._alive[0],), daemon=True).start()
            self._work(Place(self._shelf, self._bell[1], relieved, lambda: os.write(self._ready[1], b".")))
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)

    def _reap(self) -> None:
        """Let those go that have ended; who was not told to is replaced."""
        for process in [*self._leaving, *self._crew]:
            ended, status = os.waitpid(process, os.WNOHANG)
            if not ended:
                continue
            self._leaving.discard(process)
            began = self._crew.pop(process, None)
            if began is None:
                continue
            if time.monotonic() - began < YOUNG:
                raise StoreError(
                    f"a process that answers ended at once, with {status}; what it said stands above"
                )
            log.warning("a process that answers ended, with %s; another takes its place", status)
            self._fork()

    @contextmanager
    def _told_to_stop(self) -> Iterator[None]:
        """Within the block signals to stop are kept, and ring the bell; laying out is broken off."""

        def stop(number: int, _: object) -> None:
            self._stops.append(number)
            if self._laying:
                raise KeyboardInterrupt

        former = {number: signal.signal(number, stop) for number in _STOPS}
        woken = signal.set_wakeup_fd(self._bell[1], warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(woken)
            for number, handler in former.items():
                signal.signal(number, handler)

    def _end(self) -> None:
        """Let all workers finish; who does not is ended."""
        waiting = {*self._crew, *self._leaving}
        _signal(waiting, signal.SIGTERM)
        until = time.monotonic() + FINISH
        while waiting and time.monotonic() < until:
            waiting -= {process for process in waiting if os.waitpid(process, os.WNOHANG)[0]}
            time.sleep(0.02)
        _signal(waiting, signal.SIGKILL)
        for process in waiting:
            os.waitpid(process, 0)


def _signal(processes: set[int], number: int) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, number)


def _end_with(alive: int) -> None:
    """Wait for the keeper's end, then end this worker too."""
    os.read(alive, 1)
    os.kill(os.getpid(), signal.SIGTERM)
