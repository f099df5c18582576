"""What the server counts of itself: requests by route, method and status, and how long they took.

Several processes may answer for one record, and each may be replaced at any time. So the counts lie in memory that
all share, a region for each process, which it holds by a lock that ends with it; the next to come goes on with the
region, and what is told is the sum. No words of pages, no ids and no addresses are kept, only routes' templates.
"""

from __future__ import annotations

import mmap
import os
import tempfile
import threading
import weakref
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

try:
    import fcntl
except ImportError:  # Windows, where one process answers
    fcntl = None  # type: ignore[assignment]

Numbers = npt.NDArray[np.float64]
# Seconds, as Prometheus' own clients have them.
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
METHODS = ("GET", "HEAD", "POST", "other")
STATUSES = (
    200, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 406, 409, 410, 413, 415, 421, 422, 429,
    500, 503, 0,
)  # fmt: skip
OTHER = "none"  # the route of what no route answered
_REGIONS = 64  # processes at once
_ROUTES = 256
_OUTCOMES = len(METHODS) * len(STATUSES)
_TIMES = len(BOUNDS) + 2  # each bucket, the one without a bound, and the sum of seconds
_SLOT = _OUTCOMES + _TIMES


class Taken(NamedTuple):
    """What is told of a route. `buckets` count requests up to each of `BOUNDS`, and all of them last."""

    route: str
    outcomes: tuple[tuple[str, str, int], ...]  # (method, status, requests)
    buckets: tuple[int, ...]
    seconds: float


class Meters:
    """The counts. Make one before processes are forked; each must name the same routes in the same order."""

    def __init__(self) -> None:
        shape = (_REGIONS, 1 + _ROUTES * _SLOT)  # the first says whether the region was ever in use
        shared = mmap.mmap(-1, shape[0] * shape[1] * 8)  # only what is written takes room
        self._regions = np.frombuffer(shared, dtype=np.float64).reshape(shape)
        self._locks = _unnamed_file()
        weakref.finalize(self, os.close, self._locks)
        self._places: dict[str, int] = {}
        self._names: list[str] = []
        self._mine: Numbers | None = None
        self._counting = threading.Lock()

    def name(self, routes: Sequence[str]) -> None:
        """The templates of all routes there are."""
        self._names = [OTHER, *dict.fromkeys(routes)][:_ROUTES]
        self._places = {name: place for place, name in enumerate(self._names)}

    def count(self, route: str | None, method: str, status: int, seconds: float) -> None:
        """A request was answered."""
        outcome = _place(METHODS, method) * len(STATUSES) + _place(STATUSES, status)
        with self._counting:
            counts = self._claimed()[self._places.get(route or OTHER, 0)]
            counts[outcome] += 1
            counts[_OUTCOMES + bisect_left(BOUNDS, seconds)] += 1
            counts[-1] += seconds

    def taken(self) -> Iterator[Taken]:
        """The sums over all processes, of the routes that were asked for."""
        used = self._regions[self._regions[:, 0] > 0, 1:]
        sums = used.sum(axis=0).reshape(_ROUTES, _SLOT)
        for name, counts in zip(self._names, sums, strict=False):
            outcomes = tuple(
                (METHODS[n // len(STATUSES)], str(STATUSES[n % len(STATUSES)] or "other"), int(counts[n]))
                for n in np.flatnonzero(counts[:_OUTCOMES]).tolist()
            )
            if outcomes:
                buckets = tuple(np.cumsum(counts[_OUTCOMES:-1]).astype(int).tolist())
                yield Taken(name, outcomes, buckets, float(counts[-1]))

    def _claimed(self) -> Numbers:
        """Where this process counts; the lock is gone when the process is, however that ends."""
        if self._mine is None:
            region = self._regions[next(filter(self._claim, range(_REGIONS)), _REGIONS - 1)]
            region[0] = 1
            self._mine = region[1:].reshape(_ROUTES, _SLOT)
        return self._mine

    def _claim(self, region: int) -> bool:
        if fcntl is None:
            return True
        try:
            fcntl.lockf(self._locks, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, region, os.SEEK_SET)
        except OSError:
            return False
        return True


def _unnamed_file() -> int:
    opened, name = tempfile.mkstemp(prefix="parley-meters-")
    if os.name != "nt":  # where an open file keeps its name
        Path(name).unlink()
    return opened


def _place(known: Sequence[str] | Sequence[int], value: str | int) -> int:
    return known.index(value) if value in known else len(known) - 1
