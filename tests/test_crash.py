"""SIGKILL at any moment leaves the last commit; the next build goes on from it, to the same record."""

import multiprocessing
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

import pytest

import pg_server
from pages_made import Listed, page, rejection
from parley import builder
from parley.errors import UnknownRecord
from parley.export.output import export
from parley.pipeline import Reader
from parley.settings import Settings
from parley.store import open_store

KILLS = 8  # of 200 by hand (docs/reliability.md)
PAGES = 40
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")


def items():
    made = [page(n) for n in range(PAGES - 3)]
    return [*made[:20], rejection(), *made[20:], page(3, uri="copy.txt"), page(5, " Changed.", uri="005.txt")]


@pytest.fixture(params=["sqlite", "postgres"])
def place(request, tmp_path):
    """From a name to the address of a record that is not there yet."""
    if request.param == "postgres" and not pg_server.URL:
        pytest.skip(pg_server.SKIP)
    urls = {}

    def address(name):
        if request.param == "sqlite":
            return tmp_path / f"{name}.sqlite"
        return urls.setdefault(name, pg_server.fresh_url())

    return address


def run(address, link=True):
    """One build, in commits of three pages, so that most kills fall between two or into one."""
    builder.BATCH_PAGES = 3
    store = open_store(address, create=True)
    first, last = Listed(*items()[:-1]), Listed(items()[-1])
    builder.build(store, Reader(Settings()), [first, last], workers=1, link=link)
    store.close()


def process(*args):
    # Forked, so that the parsers and tables that this process has loaded need not be loaded again.
    started = multiprocessing.get_context("fork").Process(target=run, args=args)
    started.start()
    return started


def content(address):
    """The bytes of every file that an export of the record writes."""
    store = open_store(address)
    try:
        assert store.integrity() == []
        with tempfile.TemporaryDirectory() as out, store.view() as view:
            export(view, Path(out, "export"), "jsonl")
            return {written.name: written.read_bytes() for written in sorted(Path(out, "export").iterdir())}
    finally:
        store.close()


def test_killed_at_any_moment_and_run_again(place):
    run(place("warm"))
    expected = content(place("warm"))
    begun = time.monotonic()
    process(place("whole")).join()
    assert content(place("whole")) == expected
    duration = time.monotonic() - begun
    chance = random.Random()
    killed, left = 0, set()
    for number in range(KILLS):
        address = place(f"{number}")
        moment = duration * (number + chance.random()) / KILLS
        while killed == number:
            started = process(address)
            time.sleep(moment)
            started.kill()
            started.join()
            if started.exitcode == -signal.SIGKILL:
                killed += 1
            else:  # it was faster this time: a little earlier, on a new record
                assert started.exitcode == 0
                moment *= 0.8
                address = place(f"{number}-{moment}")
        left.add(_stored(address))
        again = process(address)
        again.join()
        assert again.exitcode == 0
        assert content(address) == expected, f"killed after {moment:.3f} s of {duration:.3f} s"
    assert killed == KILLS and len(left) > 2, f"the kills fell at too few states to prove anything: {left}"


def _stored(address):
    """How many documents the killed build left; -1 where it had not come to make the tables."""
    try:
        store = open_store(address)
    except UnknownRecord:
        return -1
    try:
        assert store.integrity() == []
        with store.view() as view:
            return view.counts()["documents"]
    finally:
        store.close()


def test_killed_between_the_pages_and_the_links(place):
    run(place("whole"))
    run(place("parts"), link=False)
    assert content(place("parts")) != content(place("whole"))
    run(place("parts"))
    assert content(place("parts")) == content(place("whole"))
