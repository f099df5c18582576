"""Time, as the rest of this package sees it. A test gives a clock of its own, so that it need not wait."""

from __future__ import annotations

import asyncio
import datetime as dt
import time


class Clock:
    """The machine's own."""

    def now(self) -> dt.datetime:
        """The time of day, UTC, in whole seconds."""
        return dt.datetime.now(dt.UTC).replace(microsecond=0)

    def elapsed(self) -> float:
        """Seconds on a clock that only goes forward."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)
