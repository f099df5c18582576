"""Break parley on purpose, again and again: nothing committed may be lost, and the next run must complete.

    python scripts/with_postgres.py python scripts/faults.py [--kills 200] [--flips 200] [--seed 1]

`build`, `review`, `backup`, `restore`, `migrate`: SIGKILL at random moments, then the run again; `migrate` to a
PostgreSQL server and from it, left out where PARLEY_TEST_POSTGRES names none. `disk`: files may not grow past a
random size. `flips`: random bytes of the record's file are changed; `index`: of a block of its search index.
`clock`: every reading of the clock jumps. `together`: two builds of one record at once. `readonly`: the record, its
folder or both may not be written. `network`: a file system without shared memory, as network drives are. `bombs`:
backups that unpack to far more than they are. Prints a line for each, as docs/reliability.md has them, and ends with
1 if one of them fails.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import uuid
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from pages_made import Listed, page, rejection  # noqa: E402
from parley import api, builder, verify  # noqa: E402
from parley.copies.backup import backup, restore  # noqa: E402
from parley.copies.migrate import migrate  # noqa: E402
from parley.errors import ParleyError, UnknownRecord  # noqa: E402
from parley.export.output import export  # noqa: E402
from parley.locate import Place  # noqa: E402
from parley.pipeline import Reader  # noqa: E402
from parley.settings import Settings  # noqa: E402
from parley.store import open_store, sqlite  # noqa: E402
from parley.store.tables import TABLES  # noqa: E402

SERVER = os.environ.pop("PARLEY_TEST_POSTGRES", "")  # to parley it would be a setting
NOBODY = 65_534  # a user who may write nothing of others
WORDS = ("ceasefire", "the", "talks", "president", "Ostrava")
MEMORY = 256 << 20  # bytes that refusing a bomb may take
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


def rows(address: str | Path) -> str:
    """A sum over every row of a record, which must be sound, wherever it is stored."""
    store = open_store(address)
    try:
        if wrong := store.integrity():
            raise Lost(f"{address}: {wrong}")
        digest = hashlib.sha256()
        with store.view() as view:
            for table in TABLES:
                for row in view.table(table):
                    digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    finally:
        store.close()
    return digest.hexdigest()


def killed(duration: float, chance: random.Random, what: Callable[..., Any], *args: Any) -> bool:
    """Run it apart and kill it at a random moment; whether that came before its end."""
    process = apart(what, *args)
    time.sleep(duration * chance.random())
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def took(what: Callable[..., Any], *args: Any) -> float:
    """Seconds that it takes apart, undisturbed."""
    begun = time.monotonic()
    process = apart(what, *args)
    process.join()
    if process.exitcode:
        raise Lost(f"{what.__name__} fails undisturbed")
    return time.monotonic() - begun


def killed_backups(folder: Path, number: int, chance: random.Random) -> Result:
    """Kill backups at random moments: there is a whole one or none, and the next completes."""
    record = Place(folder / "record")
    build(record.database)
    expected = rows(record.database)
    duration = took(backup, record, folder / "warm.zip")
    counts: Counter[str] = Counter(kills=0)
    while counts["kills"] < number:
        file, back = folder / "b.zip", folder / "back"
        counts["kills"] += killed(duration, chance, backup, record, file)
        if file.exists():
            counts["whole in spite of it"] += 1
        else:
            backup(record, file)
        restore(file, back)
        if rows(Place(back).database) != expected:
            raise Lost(f"{file}: what was backed up is not what was there")
        shutil.rmtree(back)
        file.unlink()
        if [one.name for one in folder.iterdir() if one.name.startswith(".")]:
            raise Lost(f"{folder}: what a killed backup left is still there after the next")
    if rows(record.database) != expected:
        raise Lost("a backup changed the record")
    return counts


def killed_restores(folder: Path, number: int, chance: random.Random) -> Result:
    """Kill restores at random moments: the record is whole or not there, and the next completes at the same place."""
    record = Place(folder / "record")
    build(record.database)
    expected = rows(record.database)
    backup(record, folder / "b.zip")
    duration = took(restore, folder / "b.zip", folder / "warm")
    counts: Counter[str] = Counter(kills=0)
    while counts["kills"] < number:
        back = Place(folder / "back")
        counts["kills"] += killed(duration, chance, restore, folder / "b.zip", back.folder)
        if back.exists:
            counts["whole in spite of it"] += 1
        else:
            restore(folder / "b.zip", back.folder)
        if rows(back.database) != expected:
            raise Lost(f"{back.folder}: what was put back is not what was backed up")
        shutil.rmtree(back.folder)
    return counts


def killed_migrations(folder: Path, number: int, chance: random.Random) -> Result:
    """Kill migrations to a server and back at random moments: the target is whole or not there."""
    record = Place(folder / "record")
    build(record.database)
    expected = rows(record.database)
    served = _schema()
    there = took(migrate, str(record.folder), served)
    back = took(migrate, served, str(folder / "warm"))
    counts: Counter[str] = Counter(kills=0)
    while counts["kills"] < number:
        home = counts["runs"] % 2
        counts["runs"] += 1
        place = Place(folder / "back")
        source, target = (served, str(place.folder)) if home else (str(record.folder), _schema())
        address = place.database if home else target
        hit = killed(back if home else there, chance, migrate, source, target)
        counts["kills"] += hit
        counts["kills on the way back" if home else "kills on the way there"] += hit
        if _is_there(address):
            counts["whole in spite of it"] += 1
        else:
            migrate(source, target)
        if rows(address) != expected:
            raise Lost(f"{target}: what was moved is not what was there")
        shutil.rmtree(place.folder, ignore_errors=True)
        if not home:
            _drop(target)
    if rows(record.database) != expected or rows(served) != expected:
        raise Lost("a migration changed its source")
    _drop(served)
    return counts


def _schema() -> str:
    return f"{SERVER}{'&' if '?' in SERVER else '?'}schema=faults_{uuid.uuid4().hex[:12]}"


def _drop(url: str) -> None:
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as db:
        db.execute(f'DROP SCHEMA "{url.rpartition("=")[2]}" CASCADE')  # type: ignore[call-overload]


def _is_there(address: str | Path) -> bool:
    try:
        open_store(address).close()
    except UnknownRecord:
        return False
    return True


def read_only(folder: Path, number: int, chance: random.Random) -> Result:
    """A record, its folder, or both that may not be written: it is read as it is, and not to write it is told."""
    build(folder / "whole" / "record.sqlite")
    expected, before = content(folder / "whole" / "record.sqlite"), rows(folder / "whole" / "record.sqlite")
    shutil.rmtree(folder / "whole" / "record.export")
    folder.chmod(0o755)
    counts: Counter[str] = Counter()
    for at in range(number):
        here, out = folder / f"{at}", folder / f"{at}.out"
        shutil.copytree(folder / "whole", here)
        out.mkdir()
        out.chmod(0o777)
        which = chance.choice(["file", "folder", "both"])
        here.chmod(0o777 if which == "file" else 0o555)
        for file in here.iterdir():
            file.chmod(0o666 if which == "folder" else 0o444)
        for name, what in (("reading", _read_to), ("building", _build_more)):
            process = apart(_as_nobody, what, here / "record.sqlite", out)
            process.join()
            told = {0: "worked", 1: "told"}.get(process.exitcode or 0, "not told")
            counts[f"{name} {told}"] += 1
        read = {file.name: file.read_bytes() for file in sorted(out.iterdir())}
        if read and read != expected:
            raise Lost(f"{here}: a record that may not be written reads otherwise")
        here.chmod(0o777)
        if rows(here / "record.sqlite") != before:
            raise Lost(f"{here}: a record that may not be written was changed")
        shutil.rmtree(here)
    if any(name.endswith("not told") for name in counts) or counts["building worked"]:
        raise Lost(f"not to be able to write was not told: {dict(counts)}")
    return counts


def _as_nobody(what: Callable[..., None], *args: Any) -> None:
    """Root may write everywhere."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    what(*args)


def _read_to(file: Path, out: Path) -> None:
    store = open_store(file, read_only=True)
    try:
        with store.view() as view:
            export(view, out / "made", "jsonl")
        for made in (out / "made").iterdir():
            made.rename(out / made.name)
        (out / "made").rmdir()
    finally:
        store.close()


def _build_more(file: Path, _out: Path) -> None:
    build(file, PAGES + 3)


def network_drive(folder: Path, number: int, chance: random.Random) -> Result:
    """A file system without shared memory: nothing is made there, and what was copied there is read or told."""

    def there(what: Callable[..., None], *args: Any) -> None:
        real = sqlite._uri
        sqlite._uri = lambda file, mode, *, sealed: f"{real(file, mode, sealed=sealed)}&vfs=unix-dotfile"  # type: ignore[assignment]
        what(*args)

    build(folder / "whole.sqlite")
    expected, before = content(folder / "whole.sqlite"), rows(folder / "whole.sqlite")
    counts: Counter[str] = Counter()
    for at in range(number):
        file, out = folder / f"{at}.sqlite", folder / f"{at}.out"
        shutil.copyfile(folder / "whole.sqlite", file)
        out.mkdir()
        asked = (
            ("reading", _read_to, file),
            ("building", _build_more, file),
            ("making", _build_more, folder / "new"),
        )
        for name, what, target in asked:
            process = apart(there, what, target, out)
            process.join()
            told = {0: "worked", 1: "told"}.get(process.exitcode or 0, "not told")
            counts[f"{name} {told}"] += 1
        read = {one.name: one.read_bytes() for one in sorted(out.iterdir()) if one.is_file()}
        for lock in folder.glob("*.lock"):
            shutil.rmtree(lock, ignore_errors=True)
        if (read and read != expected) or rows(file) != before:
            raise Lost(f"{file}: a record on a network drive reads otherwise")
    if any(name.endswith("not told") for name in counts) or counts["making worked"]:
        raise Lost(f"a network drive was not told as one: {dict(counts)}")
    return counts


def damaged_index(folder: Path, number: int, chance: random.Random) -> Result:
    """Change bytes of a block of the search index: doctor finds it, the rest of the record is read as it is."""
    build(folder / "whole.sqlite")
    expected, found = content(folder / "whole.sqlite"), _found(folder / "whole.sqlite")
    counts: Counter[str] = Counter()
    for at in range(number):
        file = folder / f"{at}.sqlite"
        shutil.copyfile(folder / "whole.sqlite", file)
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as db:
            blocks = db.execute(
                "SELECT id, block FROM words_data WHERE length(block) > 2 ORDER BY id"
            ).fetchall()
            number_, block = chance.choice(blocks)
            start = chance.randrange(len(block))
            length = chance.choice([1, 4, 64, len(block)])
            broken = bytes(b ^ chance.randrange(1, 256) for b in block[start : start + length])
            block = block[:start] + broken + block[start + length :]
            db.execute("UPDATE words_data SET block = ? WHERE id = ?", (block, number_))
        outcome = _searched(file, found)
        counts[outcome] += 1
        if outcome.startswith("not told"):
            raise Lost(f"{file}: {outcome}")
        store = open_store(file, read_only=True)  # which cannot look at the index, and so finds nothing wrong
        try:
            with store.view() as view:
                export(view, folder / "out", "jsonl")
        finally:
            store.close()
        if {one.name: one.read_bytes() for one in sorted((folder / "out").iterdir())} != expected:
            raise Lost(f"{file}: a broken index changes what is read")
        shutil.rmtree(folder / "out")
        file.unlink()
    return counts


def _found(file: Path) -> list[tuple[str, int]]:
    store = open_store(file)
    try:
        with store.view() as view:
            return [(hit.document_id, hit.start) for word in WORDS for hit in view.search(word)]
    finally:
        store.close()


def _searched(file: Path, expected: list[tuple[str, int]]) -> str:
    try:
        store = open_store(file)
        try:
            if verify.doctor(store):
                return "found by doctor"
        finally:
            store.close()
        return "harmless" if _found(file) == expected else "not told: searches find otherwise"
    except ParleyError:
        return "told on searching"
    except Exception as error:
        return f"not told: {type(error).__name__}: {error}"


def bombs(folder: Path, number: int, chance: random.Random) -> Result:
    """Backups that unpack to far more than they are: refused in little memory, and nothing is written."""
    build(folder / "record" / "record.sqlite")
    backup(Place(folder / "record"), folder / "b.zip")
    with zipfile.ZipFile(folder / "b.zip") as held:
        files = {name: held.read(name) for name in held.namelist()}
    counts: Counter[str] = Counter()
    for at in range(number):
        kind, file = chance.choice(sorted(_BOMBS)), folder / f"{at}.zip"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
            _BOMBS[kind](out, dict(files), chance.randrange(300 << 20, 600 << 20))
        process = apart(_restored_small, file, folder / "back")
        process.join()
        if process.exitcode != 1 or (folder / "back").exists():
            raise Lost(f"{file}: a backup that is a bomb ({kind}) was not refused: {process.exitcode}")
        counts[kind] += 1
        file.unlink()
    return counts


def _restored_small(file: Path, to: Path) -> None:
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        restore(file, to)
    finally:
        if (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held) * 1024 > MEMORY:
            os._exit(8)


def _fill(out: zipfile.ZipFile, name: str, size: int) -> str:
    """A member of so many zeros; their sum."""
    digest, part = hashlib.sha256(), bytes(1 << 20)
    with out.open(name, "w", force_zip64=True) as member:
        for _ in range(size >> 20):
            member.write(part)
            digest.update(part)
    return digest.hexdigest()


def _rest(out: zipfile.ZipFile, files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> None:
    for name, held in files.items():
        if name not in out.namelist() and name != "manifest.json":
            out.writestr(name, held)
    if "manifest.json" not in out.namelist():
        out.writestr("manifest.json", json.dumps(manifest))


def _told_bomb(out: zipfile.ZipFile, files: Mapping[str, bytes], size: int) -> None:
    manifest = json.loads(files["manifest.json"])
    digest = _fill(out, "record.sqlite", size)
    manifest["files"]["record.sqlite"] = {"sha256": digest, "bytes": size >> 20 << 20}
    _rest(out, files, manifest)


def _untold_bomb(out: zipfile.ZipFile, files: Mapping[str, bytes], size: int) -> None:
    manifest = json.loads(files["manifest.json"])
    manifest["files"]["record.sqlite"]["sha256"] = _fill(out, "record.sqlite", size)
    _rest(out, files, manifest)


def _bomb_of_a_manifest(out: zipfile.ZipFile, files: Mapping[str, bytes], size: int) -> None:
    _fill(out, "manifest.json", size)
    _rest(out, files, {})


def _bomb_of_many(out: zipfile.ZipFile, files: Mapping[str, bytes], size: int) -> None:
    manifest, digest = json.loads(files["manifest.json"]), ""
    for at in range(8):
        digest = _fill(out, f"fetched/{at}.warc", size // 8)
        manifest["files"][f"fetched/{at}.warc"] = {"sha256": digest, "bytes": size // 8 >> 20 << 20}
    _rest(out, files, manifest)


def _row_without_end(out: zipfile.ZipFile, files: Mapping[str, bytes], size: int) -> None:
    manifest = json.loads(files["manifest.json"])
    digest = _fill(out, "rows.jsonl", size)
    manifest["files"] = {"rows.jsonl": {"sha256": digest, "bytes": 1 << 20}}
    _rest(out, {}, manifest)


_BOMBS = {
    "a file as large as it says": _told_bomb,
    "a file larger than it says": _untold_bomb,
    "a manifest": _bomb_of_a_manifest,
    "many files": _bomb_of_many,
    "a row without end": _row_without_end,
}

Fault = Callable[[Path, int, random.Random], Result]
FAULTS: Mapping[str, Fault] = {
    "build": killed_builds,
    "review": killed_reviews,
    "backup": killed_backups,
    "restore": killed_restores,
    **({"migrate": killed_migrations} if SERVER else {}),
    "disk": full_disk,
    "flips": flipped_bytes,
    "index": damaged_index,
    "readonly": read_only,
    "network": network_drive,
    "bombs": bombs,
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
    parser.add_argument("--kills", type=int, default=200, help="kills of each kind of run")
    parser.add_argument("--flips", type=int, default=200, help="records with changed bytes, and indexes")
    parser.add_argument("--others", type=int, default=20, help="runs of each other kind")
    parser.add_argument("--only", choices=FAULTS, action="append")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    numbers = dict.fromkeys(("build", "review", "backup", "restore", "migrate"), args.kills)
    numbers |= dict.fromkeys(("flips", "index"), args.flips)
    bad = 0
    if not SERVER:
        print("migrate   left out: no PostgreSQL server; see scripts/with_postgres.py", flush=True)
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
