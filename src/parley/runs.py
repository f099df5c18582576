"""What each build did and how long it took: one JSON object a line in ``runs.jsonl``, in the record's folder.

A record is the same whenever and however fast it was made, so this lies beside it: losing it loses nothing else.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from parley._version import __version__
from parley.builder import Report
from parley.locate import Place
from parley.sources.visits import waiting

KEPT = 100  # runs; their file stays under 200 kB
_LARGEST = 400_000  # bytes; then the older runs leave it
DONE, INTERRUPTED, FAILED = "done", "interrupted", "failed"
_FIELDS = ("pages", "read", "refound", "unchanged", "superseded", "gone")
Run = Mapping[str, Any]


def told(report: Report, begun: dt.datetime, ended: str, workers: int) -> Run:
    """One run as plain data.

    Args:
        report: What it did.
        begun: When it began.
        ended: `DONE`, `INTERRUPTED` or `FAILED`.
        workers: The setting.
    """
    return {
        "at": begun.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "ended": ended,
        "parley": __version__,
        "workers": workers,
        **measured(report),
    }


def measured(report: Report) -> Run:
    """What a build did and how long it took. `seconds` is wall time; `steps` add up what all processes took."""
    pages, reading = report.read + report.refound, report.reading
    return {
        "seconds": round(report.took, 3),
        "reading": round(reading, 3),
        "pages_per_second": round(pages / reading, 2) if pages and reading else None,
        **{name: getattr(report, name) for name in _FIELDS},
        "rejected": dict(sorted(report.rejected.items())),
        "faults": dict(sorted(report.faults.items())),
        "incomplete": dict(sorted(report.incomplete.items())),
        "fetched": dict(sorted(report.fetched.items())),
        "linked": report.linked,
        "steps": {step: round(took, 3) for step, took in sorted(report.seconds.items())},
    }


def keep(place: Place, run: Run) -> None:
    """Add a run to those of a record, where its folder can be written."""
    line = json.dumps(run, ensure_ascii=False) + "\n"
    with contextlib.suppress(
        OSError
    ):  # what was built is stored; that nobody can look up its times harms nothing
        with place.runs.open("a", encoding="utf-8") as file:
            file.write(line)
        if place.runs.stat().st_size > _LARGEST:
            _shorten(place.runs)


@contextlib.contextmanager
def timed(place: Place, report: Report, workers: int) -> Iterator[None]:
    """Measure what is done in the block, and keep it as a run, however it ends; one that found nothing is none."""
    begun, started, ended = dt.datetime.now(dt.UTC), time.perf_counter(), FAILED
    try:
        yield
        ended = DONE
    except (KeyboardInterrupt, GeneratorExit):
        ended = INTERRUPTED
        raise
    finally:
        report.took = time.perf_counter() - started
        if report.pages or ended != DONE:
            keep(place, told(report, begun, ended, workers))


def queue(place: Place) -> Mapping[str, int]:
    """What the next build has to do that is known of already; what lies in folders is known once it is read.

    `fetched`: pages that were fetched and not read; `listed`: those that feeds listed beyond the limit of the last
    run; `again`: addresses that gave nothing and are asked again; `incomplete`: pages on which the last run failed.
    """
    latest = next(iter(last(place, 1)), {})
    fetched, again = waiting(place.fetched)
    lacking = sum(sum(latest.get(name, {}).values()) for name in ("faults", "incomplete"))
    listed = latest.get("fetched", {}).get("left", 0)
    return {"fetched": fetched, "listed": listed, "again": again, "incomplete": lacking}


def last(place: Place, number: int = 10) -> list[Run]:
    """The last runs, the latest first; none where there is no file. A line that was cut off is passed over."""
    try:
        lines = place.runs.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    found: list[Run] = []
    for line in reversed(lines):
        if len(found) == number:
            break
        with contextlib.suppress(ValueError):
            value = json.loads(line)
            if isinstance(value, dict) and "at" in value:
                found.append(value)
    return found


def _shorten(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    fresh = file.with_name(file.name + ".new")
    fresh.write_text("".join(lines[-KEPT:]), encoding="utf-8")
    fresh.replace(file)
