"""Reads pages in other processes; results come in the order of the tasks.

One process, a Python of its own, loads what reading needs, and each worker is a fork of it; where none can be forked,
each is started so itself. A worker takes tasks on its input and gives results on its output. So nothing of this
process is inherited (no open record, no threads), a user's script needs no main guard, and a process that dies takes
down one page, which is known, and not the run. A worker ends when its input does: with this process, however that
ends.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain
from queue import SimpleQueue
from typing import IO, Any

from parley import limits
from parley.aside import Aside, Lost
from parley.pipeline import Reader
from parley.reading import Found, Reading
from parley.records import REASONS, Document, Page, Rejection
from parley.sweeps import unswept

# Workers take about two seconds to load what they need. They are started when so many pages have been read here, or
# half of them aside (of those that come within so many seconds) ...
EARLY = 10
MOMENT = 0.5
# ... and until they are ready, or so many are, pages are still read here.
ALONE = 32
# What is larger is never read here: a worker that dies of it costs the page, this process the build.
SMALL_BYTES = 500_000
# Steps that workers stand back behind whoever waits for an answer: people who read the record while it is built.
NICE = 10
# Tasks a worker has waiting, so that neither a slow page nor a commit idles the others (with 4, two cores are in use to
# 88 %, with 16 to 91), and the bytes of all that wait: these bound what is in memory.
AHEAD = 16
AHEAD_BYTES = 16_000_000
# Each worker computes on one core: threads of the libraries below would only be in its way, and in that of a fork.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# Ctrl-C reaches the whole group; the parent decides. The parent's path finds what it has imported.
_SERVE = """
import pickle, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.path[:] = pickle.load(sys.stdin.buffer)
from parley.workers import serve
serve(list(map(int, sys.argv[1:])))
"""
_SAMPLE = (
    "example/pages/seaward-gazette-1.txt"  # read once before the first task, for what is loaded on the way
)

Result = Reading | Found
Results = Generator[tuple["Task", Result], None, None]
Form = Callable[[Result], Result]  # what is made of a result where it is found, so that less must be sent


@dataclass(frozen=True, slots=True)
class Task:
    """A page to read; or, with its stored `document`, only the records of `kinds` to find again."""

    page: Page
    document: Document | None = None
    kinds: frozenset[str] = frozenset()


def work(reader: Reader, task: Task) -> Result:
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


def as_found(result: Result) -> Result:
    """The form that a result has anyhow."""
    return result


def results(
    reader: Reader,
    tasks: Iterable[Task],
    workers: int,
    form: Form = as_found,
    aside: Aside | None = None,
    meanwhile: Callable[[Callable[[], bool]], None] | None = None,
) -> Results:
    """Each task with its result in a `form`, in order. Few tasks, or one worker, are done in this process.

    Args:
        reader: Reads the pages.
        tasks: Taken one after the other.
        workers: Processes.
        form: Of each result.
        aside: Does some of the first few; where there are no more, all.
        meanwhile: Is then done here whenever nothing has come yet, as long as what it is given says that there is
            time.
    """
    left, begun = iter(tasks), 0
    if workers == 1:
        yield from ((task, form(work(reader, task))) for task in left)
        return
    if aside:
        first, left, is_all = _few(left)
        half = 0 if is_all and meanwhile else -(-len(first) // 2)
        here, there = first[:half], first[half:]
        answers = aside.ask_each(_work_each if here else _work_shared, reader, there, form)
        yield from ((task, form(work(reader, task))) for task in here)
        done = 0
        with contextlib.suppress(Lost):
            for task in there:
                if meanwhile and not here:
                    meanwhile(lambda: aside.is_silent)
                result = next(answers)
                done += 1
                yield task, result
        # What that process was lost over is not tried in this one.
        left, begun = chain(there[done:], left), len(first) if done == len(there) else ALONE
    with contextlib.ExitStack() as stack:
        team: _Team | None = None
        for number, task in enumerate(left, begun):
            large = len(task.page.content) > SMALL_BYTES
            if team is None and (large or number >= EARLY):
                team = stack.enter_context(contextlib.closing(_Team(reader, form, workers)))
                if aside:
                    aside.close()  # it would hold a tenth of a gigabyte to the end, and save nobody a second
            if team and (large or number >= ALONE or team.ready()):
                rest = chain([task], left)
                if team.works():
                    yield from team.results(rest)
                else:
                    yield from ((task, form(work(reader, task))) for task in rest)
                return
            yield task, form(work(reader, task))


def _few(tasks: Iterator[Task]) -> tuple[list[Task], Iterator[Task], bool]:
    """The first few that come within a moment, none of them large; all others; and whether there are none."""
    few, began = list[Task](), time.monotonic()
    for task in tasks:
        if len(few) == EARLY or len(task.page.content) > SMALL_BYTES or time.monotonic() - began > MOMENT:
            return few, chain([task], tasks), False
        few.append(task)
    return few, tasks, True


def _work_each(reader: Reader, tasks: Sequence[Task], form: Form) -> Iterator[Result]:
    return (form(work(reader, task)) for task in tasks)


def _work_shared(reader: Reader, tasks: Sequence[Task], form: Form) -> Iterator[Result]:
    """The same, every other one by a fork, taken when the first is done and all that reading needs is loaded."""
    yield from _work_each(reader, tasks[:1], form)
    rest = tasks[1:]
    other = Aside.taken() if len(rest) > 1 and _is_forkable(reader) else None
    if other is None:
        yield from _work_each(reader, rest, form)
        return
    with other:
        theirs = other.ask_each(_work_each, reader, rest[1::2], form)
        ours = _work_each(reader, rest[::2], form)
        yield from (next(theirs if number % 2 else ours) for number in range(len(rest)))


def _is_forkable(reader: Reader) -> bool:
    """Whether a fork of a process that reads can read: a user's pipeline may hold threads, which no fork survives."""
    return reader.second is None and not _asks(reader)


def _asks(reader: Reader) -> bool:
    """Whether reading asks a server."""
    return any(getattr(finder, "asks", False) for finder in reader.finders)


@contextlib.contextmanager
def guarded(reader: Reader) -> Iterator[Callable[[Iterable[Task]], Results]]:
    """A worker that does one series of tasks after the other, none of them in this process, where one can be started.

    It is not started anew for each, and what a page does to it costs that page only.
    """
    with contextlib.closing(_Team(reader, as_found, 1)) as team:
        if team.works():
            yield team.results
        else:
            yield lambda tasks: ((task, work(reader, task)) for task in tasks)


def cores() -> int:
    """How many processes can run at once."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def serve(seats: Sequence[int] = ()) -> None:
    """The life of a process that was started for workers: it loads what they need.

    Args:
        seats: For each worker that is to be forked the file descriptors on which its tasks come and its results go.
            Without any this process is itself the only worker.
    """
    if hasattr(os, "nice"):
        os.nice(NICE)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a finder prints must not stand among the results
    try:
        taken: tuple[Reader, Form] = pickle.loads(pickle.load(sys.stdin.buffer))
    except Exception as error:  # told to the parent, which then reads by itself
        _send(out, error.__class__.__name__)
        return
    _warm(*taken)
    _send(out, None)
    with unswept():
        if seats:
            _fork(*taken, seats, out)
        else:
            _labour(*taken, sys.stdin.buffer, out)


def _warm(reader: Reader, form: Form) -> None:
    """Read a page, so that forks share the lists and models that are loaded where they are first used."""
    if not _asks(reader):
        content = files("parley").joinpath(_SAMPLE).read_bytes()
        form(reader.read(Page(_SAMPLE, _SAMPLE, content, "text/plain", "utf-8", {})))


def _fork(reader: Reader, form: Form, seats: Sequence[int], out: IO[bytes]) -> None:
    """A worker for each two of `seats`; all end when the input does."""
    workers = list[int]()
    for at in range(0, len(seats), 2):
        worker = os.fork()
        if not worker:
            try:
                for other in (0, out.fileno(), *seats[:at], *seats[at + 2 :]):
                    with contextlib.suppress(OSError):
                        os.close(other)
                _labour(reader, form, os.fdopen(seats[at], "rb"), os.fdopen(seats[at + 1], "wb"))
            finally:
                os._exit(1)
        workers.append(worker)
    for seat in seats:
        os.close(seat)
    sys.stdin.buffer.read()
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)


def _labour(reader: Reader, form: Form, given: IO[bytes], out: IO[bytes]) -> None:
    """The life of a worker: tasks until the input ends."""
    limits.bound_memory()
    tasks = SimpleQueue[Task]()
    threading.Thread(target=_receive, args=(given, tasks), daemon=True).start()
    while True:
        task = tasks.get()
        limits.bound_life(limits.seconds(task.page, reader.settings))
        _send(out, form(work(reader, task)))


def _receive(given: IO[bytes], tasks: SimpleQueue[Task]) -> None:
    """Take tasks; leave at once when the parent is gone, even in the middle of a page."""
    try:
        while True:
            tasks.put(pickle.load(given))
    finally:
        os._exit(0)


def _send(out: Any, value: Any) -> None:
    pickle.dump(value, out, pickle.HIGHEST_PROTOCOL)
    out.flush()


class _Seat:
    """A worker, as seen from here. `process`: the process that does nothing else than its work."""

    def __init__(
        self, tasks: IO[bytes], results: IO[bytes], process: subprocess.Popen[bytes] | None = None
    ) -> None:
        self._tasks, self._results, self._process = tasks, results, process

    def do(self, task: Task) -> Result:
        """Have a task done.

        Raises:
            OSError, EOFError, pickle.UnpicklingError: If the worker has died.
        """
        _send(self._tasks, task)
        result: Reading | Found = pickle.load(self._results)
        return result

    def leave(self) -> None:
        """End the worker."""
        if self._process:
            self._process.kill()
        _close(self._tasks)
        _close(self._results)


class _Team:
    """Workers, each driven by a thread. They are started in the background."""

    def __init__(self, reader: Reader, form: Form, size: int) -> None:
        try:
            self._taken = pickle.dumps((reader, form))
        except (pickle.PicklingError, AttributeError, TypeError):
            self._taken = b""  # it cannot be taken to another process
        # What a user's pipeline has loaded may hold threads, which no fork survives.
        self._forked = size if reader.second is None and sys.platform == "linux" else 1
        self._size = size
        self._closing = False
        self._running: list[subprocess.Popen[bytes]] = []
        self._forking: subprocess.Popen[bytes] | None = None  # that of `_running` which has forked workers
        self._free = SimpleQueue[_Seat | None]()  # None: whose worker is to be started
        self._threads = ThreadPoolExecutor(size, "parley-worker")
        self._begun = self._threads.submit(self._begin)

    def ready(self) -> bool:
        """Whether `works` has its answer."""
        return self._begun.done()

    def works(self) -> bool:
        """Whether there are workers: the reader can be taken to another process, and one can be started."""
        return self._begun.result()

    def results(self, tasks: Iterable[Task]) -> Results:
        """Each task with its result, in order."""
        waiting, weight = deque[tuple[Task, Future[Result]]](), 0
        for task in tasks:
            waiting.append((task, self._threads.submit(self._do, task)))
            weight += len(task.page.content)
            while waiting and (len(waiting) >= AHEAD * self._size or weight > AHEAD_BYTES):
                done, result = waiting.popleft()
                weight -= len(done.page.content)
                yield done, result.result()
        while waiting:
            done, result = waiting.popleft()
            yield done, result.result()

    def close(self) -> None:
        """End all workers, whatever they do."""
        self._closing = True
        for process in self._running:
            if process is self._forking:
                _close(process.stdin)
            else:
                process.kill()
        self._threads.shutdown(cancel_futures=True)
        while not self._free.empty():
            if seat := self._free.get():
                seat.leave()
        for process in self._running:
            for end in (process.stdin, process.stdout):
                _close(end)
            process.wait()

    def _begin(self) -> bool:
        seats = self._hire(self._forked) if self._taken else []
        for seat in (*seats, *[None] * (self._size - len(seats))):
            self._free.put(seat)
        return bool(seats)

    def _hire(self, number: int) -> list[_Seat]:
        """So many new workers; none if they cannot be started."""
        pipes = [(os.pipe(), os.pipe()) for _ in range(number if number > 1 else 0)]
        theirs = [end for tasks, results in pipes for end in (tasks[0], results[1])]
        seats = [_Seat(os.fdopen(tasks[1], "wb"), os.fdopen(results[0], "rb")) for tasks, results in pipes]
        try:
            process = subprocess.Popen(
                [sys.executable, "-c", _SERVE, *map(str, theirs)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                pass_fds=theirs,
                env={**os.environ, **_ONE_THREAD},
            )
            self._running.append(process)
            given, told = _opened(process.stdin), _opened(process.stdout)
            _send(given, sys.path)
            _send(given, self._taken)
            fault = pickle.load(told)
        except (OSError, EOFError) as error:
            fault = str(error)
        finally:
            for end in theirs:
                os.close(end)
        if fault is None and not seats:
            return [_Seat(given, told, process)]
        if fault is None:
            self._forking = process
            return seats
        for seat in seats:
            seat.leave()
        return []

    def _do(self, task: Task) -> Result:
        """One task on a worker that is free; one that dies is replaced, and gets one more try."""
        seat = self._free.get()
        try:
            for _ in range(2):
                if seat is not None:
                    try:
                        return seat.do(task)
                    except (OSError, EOFError, pickle.UnpicklingError):
                        seat.leave()
                if self._closing:
                    break
                seat = next(iter(self._hire(1)), None)
            return _lost(task.page)
        finally:
            self._free.put(seat)


def _opened(end: IO[bytes] | None) -> IO[bytes]:
    assert end is not None, "pipes were asked for"
    return end


def _close(end: Any) -> None:
    with contextlib.suppress(OSError):
        end.close()


def _lost(page: Page) -> Reading:
    reason = f"{REASONS['failed']} The process that read it was ended twice, by a crash or for lack of memory or time."
    rejection = Rejection(page.uri, page.locator, "failed", reason, page.sha256)
    return Reading(page.uri, page.locator, page.fingerprint, None, rejection)
