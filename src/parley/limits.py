"""What one page may cost, so that no page can stall a build or take the machine down.

Two kinds of limit. Those on the page's shape (`parts`, `paragraphs`) are functions of its bytes: the same
on every machine, and checked before the work that they save. Those on time and memory are the net below:
they count the processor's seconds, not the clock's, so that a busy machine rejects nothing. Of 2,000 real pages,
the longest of 10,000 among them, half take 0.04 s, and the slowest takes 6.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from parley.errors import PageError
from parley.records import Document, Page
from parley.settings import Settings

WORKER_MEMORY = 2 << 30  # bytes that a worker may take beyond what it starts with
_MEGABYTE = 1_000_000
_AGAIN = 1.0  # seconds after which the time is called again, where the first call was swallowed
_SLACK = 2  # times the seconds of a page that a worker lives when it does not even notice that they are over


class Spent(BaseException):
    """The time of a page is over. No `Exception`, which a finder could take for its own."""


def parts(page: Page, settings: Settings) -> None:
    """Pass a page on by the number of its tags and lines, which bounds the elements and blocks it is read into.

    Raises:
        PageError: ``too_complex``.
    """
    count = page.content.count(b"<") + page.content.count(b"\n")
    if count > settings.max_page_parts:
        raise PageError(
            "too_complex",
            f"The page has {count:,} tags and lines, more than {settings.max_page_parts:,}"
            " (setting max_page_parts).",
        )


def paragraphs(document: Document, settings: Settings) -> None:
    """Pass a document on by the length, in code points, of the longest paragraph that would be analysed.

    Raises:
        PageError: ``too_complex``.
    """
    longest = max((block.end - block.start for block in document.blocks if block.is_content), default=0)
    if longest > settings.max_page_line:
        raise PageError(
            "too_complex",
            f"A paragraph has {longest:,} characters, more than {settings.max_page_line:,}"
            " (setting max_page_line).",
        )


def seconds(page: Page, settings: Settings) -> int:
    """The processor's seconds that reading a page may take, by its size; 0: no limit."""
    return settings.max_page_seconds * (1 + len(page.content) // _MEGABYTE)


@contextmanager
def within(limit: int) -> Iterator[None]:
    """Run a block for so many of the processor's seconds at most; 0: for as long as it takes.

    Only the main thread of a process can be called off, and only where the system counts its time (not on
    Windows); elsewhere the block runs unbounded.

    Raises:
        Spent: When the time is over.
    """
    if not limit or sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _over)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def bound_memory(extra: int = WORKER_MEMORY) -> None:
    """Let this process take so many bytes more than it has; then it fails with MemoryError (Linux only)."""
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123  (no file of the user's)
        held = next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmData:")), 0)
    _lower(resource.RLIMIT_DATA, held + extra)


def bound_life(limit: int) -> None:
    """Let the system end this process when its next page takes far longer than `limit` and cannot be called off.

    That is where the time goes by inside a library, which no signal reaches.
    """
    if not limit or sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + _SLACK * limit + 1)


def _lower(what: int, soft: int) -> None:
    """Set a limit of this process, where its hard one allows."""
    if sys.platform == "win32":
        return
    import resource

    hard = resource.getrlimit(what)[1]
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(what, (soft, hard))


def _over(number: int, frame: FrameType | None) -> None:
    raise Spent
