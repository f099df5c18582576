"""``--log-json``: everything that would be said on standard error as one JSON object a line.

Python's own logging carries it, so that what libraries and the server log stands there too. Fields that every
line has: ``time`` (UTC), ``level``, ``event``; docs/observability.md names those of each event.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

INFO, WARNING, ERROR = logging.INFO, logging.WARNING, logging.ERROR
EVERY = 2.0  # seconds between two lines of progress
_LOG = logging.getLogger("parley")
_QUIET = ("httpx", "httpcore")  # a line for each request would be addresses, not work


def is_on() -> bool:
    """Whether lines are JSON now."""
    return any(isinstance(handler.formatter, _Line) for handler in logging.getLogger().handlers)


def event(name: str, level: int = logging.INFO, **fields: Any) -> None:
    """One line. A field is a number, a text, a list or an object; None is left out."""
    told = {key: value for key, value in fields.items() if value is not None}
    _LOG.log(level, told.pop("message", None) or name, extra={"event": name, "fields": told})


@contextmanager
def lines() -> Iterator[None]:
    """Everything that is logged in the block, by whomever, is a line of JSON on standard error."""
    root = logging.getLogger()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Line())
    before, quiet = root.level, {name: logging.getLogger(name).level for name in _QUIET}
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in quiet:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)
    try:
        yield
    finally:
        logging.captureWarnings(False)
        root.removeHandler(handler)
        root.setLevel(before)
        for name, level in quiet.items():
            logging.getLogger(name).setLevel(level)


def command(args: Sequence[str], version: str, run: Callable[[], int]) -> int:
    """Run a command between a line that it begins and one that it ends; what nobody foresaw is a line, too."""
    name = next((arg for arg in args if not arg.startswith("-")), None)
    begun = time.monotonic()
    with lines():
        event("start", command=name, version=version)
        try:
            code = run()
        except (BrokenPipeError, SystemExit):
            raise
        except Exception:
            _LOG.exception("failed in a way that nobody foresaw (please report this)")
            code = 1
        event("end", command=name, code=code, seconds=round(time.monotonic() - begun, 3))
    return code


class Steps:
    """Lines about long work: `tick` is called for every item, and says at most every `EVERY` seconds how far it is."""

    def __init__(self, step: str) -> None:
        self._step = step
        self._begun = self._said = time.monotonic()

    def tick(self, done: int, _name: str) -> None:
        """So many items are done."""
        now = time.monotonic()
        if now - self._said >= EVERY:
            self._said = now
            took = now - self._begun
            event(
                "progress",
                step=self._step,
                count=done,
                seconds=round(took, 3),
                per_second=round(done / took, 2),
            )


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage()
        name = getattr(record, "event", "message")
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "time": at.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "event": name,
            **({} if message == name else {"message": message}),
            **getattr(record, "fields", {}),
        }
        if record.name.split(".")[0] != "parley":
            line["logger"] = record.name
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
