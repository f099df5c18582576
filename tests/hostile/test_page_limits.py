"""A page that would stall a build, or take its process down, becomes a rejection; the others are read."""

import os
import re
import signal
import sys

import pytest

from pages_made import Listed, page
from parley import builder, workers
from parley.find.base import Analysis
from parley.pipeline import Reader
from parley.records import Page
from parley.settings import Settings
from parley.store import open_store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are not bounded there")
QUICK = Settings(max_page_seconds=1)
MARK = "HOLD"


class Finder:
    """Finds nothing; on a page with the mark it does what its subclass says."""

    kind, version, needs = "statements", "1", ()

    def find(self, analysis: Analysis):
        if MARK in analysis.document.text:
            self.suffer()
        return ()

    def suffer(self):
        pass


class Spinning(Finder):
    def suffer(self):
        while True:
            try:
                while True:
                    pass
            except Exception:  # what a finder may do to go on whatever happens
                continue


class Backtracking(Finder):
    def suffer(self):
        re.fullmatch(r"(a+)+", "a" * 60 + "b")


class Deaf(Finder):
    """Stays inside one call of a library, where no signal is heard."""

    def suffer(self):
        sum(range(1 << 60))


class Greedy(Finder):
    def suffer(self):
        bytearray(1 << 40)


class Dying(Finder):
    def suffer(self):
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def store(tmp_path):
    made = open_store(tmp_path / "record.sqlite", create=True)
    yield made
    made.close()


def reader(finder, settings=QUICK):
    return Reader(settings, [finder])


def build(store, finder, pages, workers=1, settings=QUICK):
    return builder.build(store, reader(finder, settings), [Listed(*pages)], workers=workers, link=False)


def rejected(store):
    with store.view() as view:
        return [(row["uri"], row["reason"]["code"]) for row in view.rejections()]


def told(content, media_type="text/html", **settings):
    reading = Reader(Settings(**settings), []).read(Page("x", "x", content.encode(), media_type, None, {}))
    return reading.rejection and (reading.rejection.code, reading.rejection.reason)


@pytest.mark.parametrize("media_type", ["text/html", "text/plain"])
@pytest.mark.parametrize("part", ["<p>", "<b>x</b>", "\n", "x\n"])
def test_a_page_of_too_many_parts(media_type, part):
    code, reason = told("Tavria and Oruvia talk." + part * 300_000, media_type)
    assert code == "too_complex" and "max_page_parts" in reason
    assert told("Tavria talks." + "<p>" * 9, "text/html", max_page_parts=9) is None
    assert told("Tavria talks." + "<p>" * 10, "text/html", max_page_parts=9)[0] == "too_complex"


def test_a_paragraph_that_is_too_long():
    text = "The envoys of Tavria met and agreed to nothing at all, mediators said on Monday. " * 4000
    code, reason = told(text, "text/plain")
    assert code == "too_complex" and "max_page_line" in reason


def test_elements_that_nest_too_deeply():
    code, reason = told("<div>" * 5000 + "<p>Tavria and Oruvia talk.</p>")
    assert code == "too_complex" and "nested" in reason


@pytest.mark.parametrize("finder", [Spinning, Backtracking])
def test_a_page_that_takes_too_long_is_called_off(store, finder):
    report = build(store, finder(), [page(0), page(1, f" {MARK}"), page(2)])
    assert report.read == 3 and report.rejected == {"too_slow": 1} and not report.faults
    assert rejected(store) == [("001.txt", "too_slow")]
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_it_is_tried_again_only_when_it_may_take_longer(store):
    pages = [page(0, f" {MARK}")]
    build(store, Spinning(), pages)
    again = build(store, Spinning(), pages)
    assert (again.unchanged, again.rejected) == (1, {"too_slow": 1})
    longer = build(store, Finder(), pages, settings=Settings(max_page_seconds=2))
    assert (longer.read, longer.rejected) == (1, {}) and rejected(store) == []


class SpinningNow(Spinning):
    version = "2"


def test_a_page_that_was_read_before_is_not_taken_away(store):
    pages = [page(0, f" {MARK}")]
    build(store, Finder(), pages)
    report = build(store, SpinningNow(), pages)
    assert report.faults == {"statements": 1} and rejected(store) == []
    other = Settings(max_page_seconds=1, outlet="Herald")  # cleaned anew, so read from the start
    report = build(store, SpinningNow(), pages, settings=other)
    assert report.faults == {"clean": 1} and rejected(store) == []
    with store.view() as view:
        assert view.counts()["documents"] == 1


def many(extra):
    return [page(n, extra if n == workers.ALONE + 3 else "") for n in range(workers.ALONE + 8)]


@pytest.mark.parametrize(
    ("finder", "code"), [(Spinning, "too_slow"), (Greedy, "too_complex"), (Dying, "failed")]
)
def test_a_worker_loses_no_page_but_the_one(store, finder, code):
    if finder is Greedy and sys.platform != "linux":
        pytest.skip("only Linux bounds a process's data")
    report = build(store, finder(), many(f" {MARK}"), workers=2)
    assert report.read == workers.ALONE + 8
    assert rejected(store) == [(f"{workers.ALONE + 3:03}.txt", code)]


def test_a_worker_that_hears_no_signal_is_ended_by_the_system(store):
    report = build(store, Deaf(), many(f" {MARK}"), workers=2)
    assert report.read == workers.ALONE + 8 and report.rejected == {"failed": 1}


def test_a_large_page_is_read_in_no_process_whose_death_ends_the_build(store):
    large = page(0, "\n" + (" " * 99 + "\n") * (workers.SMALL_BYTES // 100) + MARK)
    report = build(store, Dying(), [large, page(1)], workers=2)
    assert report.read == 2 and rejected(store) == [("000.txt", "failed")]


def test_a_limit_of_none_sets_no_timer():
    assert Reader(Settings(max_page_seconds=0), [Finder()]).read(page(0)).document is not None
    assert signal.getsignal(signal.SIGVTALRM) == signal.SIG_DFL
