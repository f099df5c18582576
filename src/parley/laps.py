"""How long steps take that follow each other. What is measured is told beside the record, never part of it."""

from __future__ import annotations

import time


class Laps:
    """Seconds by step; a step that comes again adds to what it took before."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def __call__(self, step: str) -> None:
        """This step ends now; it began where the one before ended."""
        now = time.perf_counter()
        self.seconds[step] = self.seconds.get(step, 0.0) + now - self._last
        self._last = now
