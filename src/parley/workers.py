"""Reads pages in other processes; results come in the order of the tasks.

Each worker is a Python of its own that takes tasks on its standard input and gives results on its
output. So nothing of this process is inherited (no open record, no threads), a user's script needs
no main guard, and a process that dies takes down one page, which is known, and not the run. A worker
ends when its input does: with this process, however that ends.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from queue import SimpleQueue
from typing import Any

from parley import limits
from parley.pipeline import Reader
from parley.reading import Found, Reading
from parley.records import REASONS, Document, Page, Rejection

# A worker takes about a second to import the parsers; that many pages are read here in less.
ALONE = 16
# What is larger is never read here: a worker that dies of it costs the page, this process the build.
SMALL_BYTES = 500_000
# Steps that workers stand back behind whoever waits for an answer: people who read the record while it is built.
NICE = 10
# Tasks a worker has waiting, so that a slow page does not idle the others; bounds what is in memory.
AHEAD = 4
# Ctrl-C reaches the whole group; the parent decides. The parent's path finds what it has imported.
_SERVE = """
import pickle, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.path[:] = pickle.load(sys.stdin.buffer)
from parley.workers import serve
serve()
"""

Results = Generator[tuple["Task", Reading | Found], None, None]


@dataclass(frozen=True, slots=True)
class Task:
    """A page to read; or, with its stored `document`, only the records of `kinds` to find again."""

    page: Page
    document: Document | None = None
    kinds: frozenset[str] = frozenset()


def work(reader: Reader, task: Task) -> Reading | Found:
    """Do one task. Never raises for what the page holds."""
    if task.document is None:
        return reader.read(task.page)
    limit = limits.seconds(task.page, reader.settings)
    try:
        with limits.within(limit):
            return reader.find(task.document, task.kinds)
    except (limits.Spent, MemoryError) as error:
        lacked = f"it had {limit:,} seconds" if isinstance(error, limits.Spent) else "memory ran out"
        return Found({}, dict.fromkeys(sorted(task.kinds), lacked), {})


def results(reader: Reader, tasks: Iterable[Task], workers: int) -> Results:
    """Each task with its result, in order. Few tasks, or one worker, are done in this process."""
    left = iter(tasks)
    if workers == 1:
        yield from ((task, work(reader, task)) for task in left)
        return
    first = None
    for task in islice(left, ALONE):
        if len(task.page.content) > SMALL_BYTES:
            first = task
            break
        yield task, work(reader, task)
    if first is None and (first := next(left, None)) is None:
        return
    rest = chain([first], left)
    try:
        team = _Team(reader, workers)
    except _NoWorkers:
        yield from ((task, work(reader, task)) for task in rest)
        return
    with contextlib.closing(team):
        yield from team.results(rest)


@contextlib.contextmanager
def guarded(reader: Reader) -> Iterator[Callable[[Iterable[Task]], Results]]:
    """A worker that does one series of tasks after the other, none of them in this process, where one can be started.

    It is not started anew for each, and what a page does to it costs that page only.
    """
    try:
        team = _Team(reader, 1)
    except _NoWorkers:
        yield lambda tasks: ((task, work(reader, task)) for task in tasks)
        return
    with contextlib.closing(team):
        yield team.results


def cores() -> int:
    """How many processes can run at once."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@contextlib.contextmanager
def unswept() -> Iterator[None]:
    """A block that makes many objects, most without cycles, in which Python seldom looks for cycles.

    Word lists, remembered sentences and readings hold none and stay: to search them again and again takes 6 % of
    reading, and half the time of taking a reading from another process.
    """
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if not frozen:
            gc.unfreeze()


def serve() -> None:
    """The life of a worker: the reader, then tasks until the input ends."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a finder prints must not stand among the results
    try:
        reader: Reader = pickle.loads(pickle.load(sys.stdin.buffer))
    except Exception as error:  # told to the parent, which then reads by itself
        _send(out, error.__class__.__name__)
        return
    _send(out, None)
    limits.bound_memory()
    tasks = SimpleQueue[Task]()
    threading.Thread(target=_receive, args=(tasks,), daemon=True).start()
    with unswept():
        while True:
            task = tasks.get()
            limits.bound_life(limits.seconds(task.page, reader.settings))
            _send(out, work(reader, task))


def _receive(tasks: SimpleQueue[Task]) -> None:
    """Take tasks; leave at once when the parent is gone, even in the middle of a page."""
    try:
        while True:
            tasks.put(pickle.load(sys.stdin.buffer))
    finally:
        os._exit(0)


def _send(out: Any, value: Any) -> None:
    pickle.dump(value, out, pickle.HIGHEST_PROTOCOL)
    out.flush()


class _NoWorkers(Exception):
    """The reader cannot be taken to another process, or none can be started."""


class _Team:
    """Workers, each driven by a thread of its own."""

    def __init__(self, reader: Reader, size: int) -> None:
        try:
            self._reader = pickle.dumps(reader)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise _NoWorkers(str(error)) from error
        self._closing = False
        self._own = threading.local()
        self._running: list[subprocess.Popen[bytes]] = []
        self._size = size
        self._threads = ThreadPoolExecutor(size, "parley-worker", self._hire)
        try:
            self._threads.submit(self._started).result()
        except BaseException:
            self.close()
            raise

    def results(self, tasks: Iterable[Task]) -> Results:
        """Each task with its result, in order."""
        waiting = deque[tuple[Task, Future[Reading | Found]]]()
        for task in tasks:
            waiting.append((task, self._threads.submit(self._do, task)))
            if len(waiting) >= AHEAD * self._size:
                done, result = waiting.popleft()
                yield done, result.result()
        while waiting:
            done, result = waiting.popleft()
            yield done, result.result()

    def close(self) -> None:
        """End all workers, whatever they do."""
        self._closing = True
        for process in self._running:
            process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._running:
            process.communicate()

    def _started(self) -> None:
        if self._own.process is None:
            raise _NoWorkers(self._own.why)

    def _hire(self) -> None:
        """Start this thread's worker."""
        self._own.process = None
        try:
            process = subprocess.Popen(
                [sys.executable, "-c", _SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            self._running.append(process)
            _send(process.stdin, sys.path)
            _send(process.stdin, self._reader)
            self._own.why = pickle.load(process.stdout)  # type: ignore[arg-type]
        except (OSError, EOFError) as error:
            self._own.why = str(error)
        else:
            if self._own.why is None:
                self._own.process = process

    def _do(self, task: Task) -> Reading | Found:
        """One task on this thread's worker; one that dies is replaced, and gets one more try."""
        for _ in range(2):
            process = self._own.process
            if process is not None:
                try:
                    _send(process.stdin, task)
                    result: Reading | Found = pickle.load(process.stdout)
                    return result
                except (OSError, EOFError, pickle.UnpicklingError):
                    process.kill()
            if self._closing:
                break
            self._hire()
        return _lost(task.page)


def _lost(page: Page) -> Reading:
    reason = f"{REASONS['failed']} The process that read it was ended twice, by a crash or for lack of memory or time."
    rejection = Rejection(page.uri, page.locator, "failed", reason, page.sha256)
    return Reading(page.uri, page.locator, page.fingerprint, None, rejection)
