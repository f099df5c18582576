"""SIGKILL at any moment leaves the last commit; the next build goes on from it, to the same record."""

import multiprocessing
import random
import signal
import sys
import time

import pytest

from pages_made import Listed, page, rejection
from parley import builder
from parley.export.output import export
from parley.pipeline import Reader
from parley.settings import Settings
from parley.store import open_store

KILLS = 20
PAGES = 40
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")


def items():
    made = [page(n) for n in range(PAGES - 3)]
    return [*made[:20], rejection(), *made[20:], page(3, uri="copy.txt"), page(5, " Changed.", uri="005.txt")]


def run(file, link=True):
    """One build, in commits of three pages, so that most kills fall between two or into one."""
    builder.BATCH_PAGES = 3
    store = open_store(file, create=True)
    first, last = Listed(*items()[:-1]), Listed(items()[-1])
    builder.build(store, Reader(Settings()), [first, last], workers=1, link=link)
    store.close()


def process(*args):
    # Forked, so that the parsers and tables that this process has loaded need not be loaded again.
    started = multiprocessing.get_context("fork").Process(target=run, args=args)
    started.start()
    return started


def content(file):
    """The bytes of every file that an export of the record writes."""
    store = open_store(file)
    try:
        assert store.integrity() == []
        out = file.with_suffix(".export")
        with store.view() as view:
            export(view, out, "jsonl")
        return {written.name: written.read_bytes() for written in sorted(out.iterdir())}
    finally:
        store.close()


def test_killed_at_any_moment_and_run_again(tmp_path):
    run(tmp_path / "warm.sqlite")
    expected = content(tmp_path / "warm.sqlite")
    begun = time.monotonic()
    process(tmp_path / "whole.sqlite").join()
    assert content(tmp_path / "whole.sqlite") == expected
    duration = time.monotonic() - begun
    chance = random.Random()
    killed, left = 0, set()
    for number in range(KILLS):
        file = tmp_path / f"{number}.sqlite"
        moment = duration * (number + chance.random()) / KILLS
        while killed == number:
            started = process(file)
            time.sleep(moment)
            started.kill()
            started.join()
            if started.exitcode == -signal.SIGKILL:
                killed += 1
            else:  # it was faster this time: a little earlier, on a new record
                assert started.exitcode == 0
                moment *= 0.8
                file = tmp_path / f"{number}-{moment}.sqlite"
        if file.exists():
            left.add(_stored(file))
        again = process(file)
        again.join()
        assert again.exitcode == 0
        assert content(file) == expected, f"killed after {moment:.3f} s of {duration:.3f} s"
    assert killed == KILLS and len(left) > 3, f"the kills fell at too few states to prove anything: {left}"


def _stored(file):
    """How many documents the killed build left; -1 where it had not come to make the tables."""
    if not file.stat().st_size:
        return -1
    store = open_store(file, create=True)
    try:
        assert store.integrity() == []
        with store.view() as view:
            return view.counts()["documents"]
    finally:
        store.close()


def test_killed_between_the_pages_and_the_links(tmp_path):
    run(tmp_path / "whole.sqlite")
    run(tmp_path / "parts.sqlite", link=False)
    assert content(tmp_path / "parts.sqlite") != content(tmp_path / "whole.sqlite")
    run(tmp_path / "parts.sqlite")
    assert content(tmp_path / "parts.sqlite") == content(tmp_path / "whole.sqlite")
