"""Break parley on purpose, again and again: nothing committed may be lost, and the next run must complete.

    python scripts/faults.py [--kills 200] [--flips 200] [--seed 1]

`build`, `review`: SIGKILL at random moments, then the run again. `disk`: files may not grow past a random
size. `flips`: random bytes of the record's file are changed. `clock`: every reading of the clock jumps.
`together`: two builds of one record at once. Prints a line for each, as docs/reliability.md has them, and
ends with 1 if one of them fails. Backing up and moving to another store are to join `FAULTS` with them.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from pages_made import Listed, page, rejection  # noqa: E402
from parley import api, builder, verify  # noqa: E402
from parley.errors import ParleyError  # noqa: E402
from parley.export.output import export  # noqa: E402
from parley.pipeline import Reader  # noqa: E402
from parley.settings import Settings  # noqa: E402
from parley.store import open_store  # noqa: E402

PAGES = 14
LOW_DISK = (4_096, 600_000)  # bytes
LATER = 86_400.0  # seconds that a clock jumps at most, either way
Result = Mapping[str, int]


class Lost(AssertionError):
    """Something that was committed is not there, or is not what it was."""


def build(file: Path, pages: int = PAGES) -> None:
    """One build, in commits of two pages."""
    builder.BATCH_PAGES = 2
    store = open_store(file, create=True)
    items = [*(page(n) for n in range(pages - 2)), rejection(), page(3, uri="copy.txt")]
    try:
        builder.build(store, Reader(Settings()), [Listed(*items)], workers=1)
    finally:
        store.close()


def content(file: Path) -> dict[str, bytes]:
    """The bytes of an export of a record, which must be sound."""
    store = open_store(file)
    out = file.with_suffix(".export")
    shutil.rmtree(out, ignore_errors=True)
    try:
        if wrong := store.integrity():
            raise Lost(f"{file}: {wrong}")
        with store.view() as view:
            export(view, out, "jsonl")
    finally:
        store.close()
    return {written.name: written.read_bytes() for written in sorted(out.iterdir())}


def documents(file: Path) -> dict[str, str]:
    """What a record, perhaps half made, holds of each page."""
    if not file.exists() or not file.stat().st_size:
        return {}
    store = open_store(file, create=True)
    try:
        if wrong := store.integrity():
            raise Lost(f"{file}: {wrong}")
        with store.view() as view:
            return {row["id"]: row["text"] for row in view.documents(linked=False)}
    finally:
        store.close()


def apart(what: Callable[..., None], *args: Any) -> multiprocessing.process.BaseProcess:
    """Start a function in a process of its own, forked, so that what this one has loaded is there."""
    process = multiprocessing.get_context("fork").Process(target=_quiet, args=(what, *args))
    process.start()
    return process


def _quiet(what: Callable[..., None], *args: Any) -> None:
    """Errors that parley tells its user are an exit of 1, all others of 9."""
    try:
        what(*args)
    except ParleyError as error:
        os.write(2, b"" if os.environ.get("QUIET") else f"  told: {error}\n".encode())
        os._exit(1)
    except Exception as error:
        os.write(2, f"  not told: {type(error).__name__}: {error}\n".encode())
        os._exit(9)
    os._exit(0)


def killed_builds(folder: Path, number: int, chance: random.Random) -> Result:
    """Kill builds at random moments, then build again."""
    build(folder / "whole.sqlite")
    expected, whole = content(folder / "whole.sqlite"), documents(folder / "whole.sqlite")
    begun = time.monotonic()
    apart(build, folder / "warm.sqlite").join()
    duration = time.monotonic() - begun
    counts: Counter[str] = Counter(kills=0)
    states = set()
    while counts["kills"] < number:
        file = folder / f"{counts['runs']}.sqlite"
        counts["runs"] += 1
        process = apart(build, file)
        time.sleep(duration * chance.random())
        process.kill()
        process.join()
        counts["kills"] += process.exitcode == -signal.SIGKILL
        left = documents(file)
        states.add(len(left))
        if not left.items() <= whole.items():
            raise Lost(f"{file}: a page is not what was read")
        again = apart(build, file)
        again.join()
        if again.exitcode or content(file) != expected:
            raise Lost(f"{file}: the next build gives another record")
        shutil.rmtree(file.with_suffix(".export"))
        file.unlink()
    counts["different states"] = len(states)
    return counts


def decide(folder: Path, ids: list[str], said: int) -> None:
    """Decide about all entries that the log has no decision about, and say each number once it is stored."""
    with api.open(folder) as record:
        done = {row["entry_id"] for row in record.reviews()}
    with api.Reviewer(folder, "fault") as reviewer:
        from parley.review.decide import Request

        for at, entry in enumerate(ids):
            if entry not in done:
                reviewer.decide([entry], [Request("note", None, None, f"number {at}")])
                os.write(said, f"{at}\n".encode())


def killed_reviews(folder: Path, number: int, chance: random.Random) -> Result:
    """Kill a review at random moments, then go on with it."""
    record = folder / "record"
    build(record / "record.sqlite")
    with api.open(record) as opened, opened.view() as view:
        ids = [row["id"] for row in view.entries("statements")]
    shutil.copytree(record, folder / "warm")
    begun = time.monotonic()
    apart(decide, folder / "warm", ids, os.open(os.devnull, os.O_WRONLY)).join()
    duration = time.monotonic() - begun
    counts: Counter[str] = Counter(kills=0)
    while counts["kills"] < number:
        copy = folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(record, copy)
        told: list[int] = []
        for _ in range(number):
            inlet, outlet = os.pipe()
            process = apart(decide, copy, ids, outlet)
            os.close(outlet)
            time.sleep(duration * chance.random())
            process.kill()
            process.join()
            counts["kills"] += process.exitcode == -signal.SIGKILL
            with os.fdopen(inlet) as lines:
                told += [int(line) for line in lines.read().split()]
            noted = _noted(copy, ids)
            if noted[: len(told)] != told or len(noted) - len(told) > 1:
                raise Lost(f"{copy}: told {told}, stored {noted}")
            told = noted
            if process.exitcode == 0 or counts["kills"] >= number:
                break
        counts["decisions"] += len(told)
        apart(decide, copy, ids, os.open(os.devnull, os.O_WRONLY)).join()
        if _noted(copy, ids) != list(range(len(ids))):
            raise Lost(f"{copy}: the review did not complete")
    return counts


def _noted(folder: Path, ids: list[str]) -> list[int]:
    store = open_store(folder / "record.sqlite")
    try:
        if wrong := store.integrity():
            raise Lost(f"{folder}: {wrong}")
    finally:
        store.close()
    with api.open(folder) as record:
        rows = record.reviews()
    noted = [ids.index(row["entry_id"]) for row in rows]
    if any(row["note"] != f"number {at}" for row, at in zip(rows, noted, strict=True)):
        raise Lost(f"{folder}: a decision is not what was decided")
    return sorted(noted)


def full_disk(folder: Path, number: int, chance: random.Random) -> Result:
    """Let no file grow past a random size, then build again without that."""

    def bounded(file: Path, size: int) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        build(file)

    build(folder / "whole.sqlite")
    expected, whole = content(folder / "whole.sqlite"), documents(folder / "whole.sqlite")
    counts: Counter[str] = Counter()
    for at in range(number):
        file = folder / f"{at}.sqlite"
        process = apart(bounded, file, chance.randrange(*LOW_DISK))
        process.join()
        counts[{0: "fitted", 1: "told"}.get(process.exitcode or 0, "not told")] += 1
        if not documents(file).items() <= whole.items():
            raise Lost(f"{file}: a page is not what was read")
        build(file)
        if content(file) != expected:
            raise Lost(f"{file}: the next build gives another record")
    if counts["not told"]:
        raise Lost(f"a full disk was not told as one: {dict(counts)}")
    return counts


def flipped_bytes(folder: Path, number: int, chance: random.Random) -> Result:
    """Change a run of bytes of a record: it is told, or found by doctor or verify, or nothing has changed."""
    build(folder / "whole.sqlite")
    expected = content(folder / "whole.sqlite")
    data = (folder / "whole.sqlite").read_bytes()
    counts: Counter[str] = Counter()
    for at in range(number):
        file = folder / f"{at}.sqlite"
        start, length = chance.randrange(len(data)), chance.choice([1, 1, 16, 512, 4096])
        broken = bytes(b ^ chance.randrange(1, 256) for b in data[start : start + length])
        file.write_bytes(data[:start] + broken + data[start + length :])
        outcome = _looked_at(file, expected)
        counts[outcome] += 1
        if outcome.startswith("not told"):
            print(f"  bytes {start} to {start + length}: {outcome}", flush=True)
    if any(outcome.startswith("not told") for outcome in counts):
        raise Lost(f"damage was not told as such: {dict(counts)}")
    return counts


def _looked_at(file: Path, expected: Mapping[str, bytes]) -> str:
    try:
        store = open_store(file)
    except ParleyError:
        return "told on opening"
    except Exception as error:
        return f"not told: {type(error).__name__} on opening"
    try:
        if verify.doctor(store):
            return "found by doctor"
        if verify.verify(store).mismatches:
            return "found by verify"
        with store.view() as view:
            out = file.with_suffix(".export")
            export(view, out, "jsonl")
        same = {one.name: one.read_bytes() for one in sorted(out.iterdir())} == expected
        return "harmless" if same else "unseen: a value of an entry differs"
    except ParleyError:
        return "told on reading"
    except Exception as error:
        return f"not told: {type(error).__name__}"
    finally:
        store.close()


def jumping_clock(folder: Path, number: int, chance: random.Random) -> Result:
    """Build while every clock jumps."""

    def jumping(file: Path, seed: int) -> None:
        jump = random.Random(seed)
        real, steady = time.time, time.monotonic
        time.time = lambda: real() + jump.uniform(-LATER, LATER)
        time.monotonic = lambda: steady() + jump.uniform(-LATER, LATER)
        build(file)

    build(folder / "whole.sqlite")
    expected = content(folder / "whole.sqlite")
    for at in range(number):
        process = apart(jumping, folder / f"{at}.sqlite", chance.randrange(1 << 30))
        process.join()
        if process.exitcode or content(folder / f"{at}.sqlite") != expected:
            raise Lost("a record depends on the clock")
    return {"builds": number}


def builds_together(folder: Path, number: int, chance: random.Random) -> Result:
    """Two builds of one record at once: each completes, or says that the other is at work."""
    build(folder / "whole.sqlite")
    expected = content(folder / "whole.sqlite")
    counts: Counter[str] = Counter()
    for at in range(number):
        file = folder / f"{at}.sqlite"
        first = apart(build, file)
        time.sleep(0.2 * chance.random())
        second = apart(build, file)
        for process in (first, second):
            process.join()
            counts[{0: "completed", 1: "told"}.get(process.exitcode or 0, "not told")] += 1
        build(file)
        if content(file) != expected:
            raise Lost(f"{file}: two builds at once give another record")
    if counts["not told"]:
        raise Lost(f"a second build failed: {dict(counts)}")
    return counts


Fault = Callable[[Path, int, random.Random], Result]
FAULTS: Mapping[str, Fault] = {
    "build": killed_builds,
    "review": killed_reviews,
    "disk": full_disk,
    "flips": flipped_bytes,
    "clock": jumping_clock,
    "together": builds_together,
}


def run(name: str, number: int, seed: int) -> Result:
    """One kind of fault, so many times, in a folder of its own.

    Raises:
        Lost: If something was lost, or a failure was not told as one.
    """
    with tempfile.TemporaryDirectory() as folder:
        return FAULTS[name](Path(folder), number, random.Random(f"{seed} {name}"))


def main() -> int:
    """Run all kinds, or one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=200, help="kills of builds and of reviews, each")
    parser.add_argument("--flips", type=int, default=200, help="records with changed bytes")
    parser.add_argument("--others", type=int, default=20, help="runs of each other kind")
    parser.add_argument("--only", choices=FAULTS, action="append")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    numbers = {"build": args.kills, "review": args.kills, "flips": args.flips}
    bad = 0
    for name in args.only or FAULTS:
        try:
            result = run(name, numbers.get(name, args.others), args.seed)
            print(f"{name:9} {json.dumps(dict(result))}", flush=True)
        except Lost as error:
            bad = 1
            print(f"{name:9} LOST {error}", flush=True)
    return bad


if __name__ == "__main__":
    raise SystemExit(main())
