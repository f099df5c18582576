"""Building: what is read, what is not read again, and what is never lost."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pages_made import Listed, dump, page, rejection
from parley import workers
from parley.builder import BATCH_PAGES, build
from parley.errors import UnknownSource
from parley.pipeline import Reader
from parley.records import Mention, actor_id, make_id
from parley.settings import Settings
from parley.spans import evidence
from parley.store import open_store
from parley.store.base import Filter

SETTINGS = Settings(workers=1)


class Words:
    """A finder that mentions every capitalised word, as a person."""

    kind, version, needs = "mentions", "1", ()

    def find(self, analysis):
        doc = analysis.document
        for passage in analysis.passages:
            for sentence in passage.sentences:
                for token in sentence.tokens:
                    if doc.text[token.start].isupper():
                        name = doc.text[token.start : token.end]
                        yield Mention(
                            make_id("mention", doc.id, token.start), doc.id, actor_id("person", name),
                            name, "person", None, name, None,
                            (evidence(doc.id, doc.text, token.start, token.end),),
                        )  # fmt: skip


class Fewer(Words):
    version = "2"

    def find(self, analysis):
        yield from list(super().find(analysis))[:1]


class Second(Words):
    """Finds nothing, and never changes."""

    kind, version = "figures", "1"

    def find(self, analysis):
        return ()


class Failing(Words):
    version = "3"

    def find(self, analysis):
        if "day 2" in analysis.document.text:
            raise ValueError("a bug in a finder")
        return super().find(analysis)


LOST = workers.ALONE + 3  # a page that no process but a worker reads


class Crashing(Words):
    """A parser that takes its process with it on one page."""

    def find(self, analysis):
        if f"day {LOST + 1}\n" in analysis.document.text:
            print("on the way out", flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        return super().find(analysis)


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path / "record.sqlite", create=True)
    yield store
    store.close()


def reader(*finders, **settings):
    return Reader(Settings(workers=1, **settings), finders or [Words()])


def test_everything_is_accounted_for(store):
    seen = []
    source = Listed(page(0), rejection(), page(1))
    report = build(store, reader(), [source], progress=lambda done, what: seen.append((done, what)))
    assert (report.pages, report.read, report.unchanged, report.refound) == (3, 3, 0, 0)
    assert report.rejected == {"binary": 1}
    assert sorted(seen) == [(1, "000.txt"), (2, "x.bin"), (3, "001.txt")]
    with store.view() as view:
        assert view.counts()["documents"] == 2 and view.counts()["rejections"] == 1
        assert report.linked["actors"] == view.counts()["actors"] > 5


def test_an_unchanged_page_is_not_read_again(store, monkeypatch):
    source = Listed(page(0), rejection(), page(1))
    build(store, reader(), [source])
    before = dump(store)
    again = reader()
    monkeypatch.setattr(Reader, "read", None)
    monkeypatch.setattr(Reader, "find", None)
    report = build(store, again, [source, source])
    assert (report.pages, report.unchanged, report.read) == (6, 6, 0)
    assert report.rejected == {"binary": 2}
    assert dump(store) == before


def test_what_stands_at_another_place_now_is_not_gone(store):
    build(store, reader(), [Listed(page(0), page(1))])
    moved = replace(page(0), locator="elsewhere.txt")
    assert build(store, reader(), [Listed(moved, page(1))]).gone == 0
    assert build(store, reader(), [Listed(page(1))]).gone == 1
    for now in (page(1), page(1, " More.")):
        build(store, reader(), [Listed(replace(now, locator="third.txt"))])
    with store.view() as view:  # what it was stands nowhere now
        assert view.counts()["superseded"] == 1


def test_a_rejection_goes_with_its_input(store):
    build(store, reader(), [Listed(page(0), rejection("a.bin"), rejection("b.bin"))])
    report = build(store, reader(), [Listed(page(0), rejection("b.bin"))])
    assert (report.gone, report.rejected) == (0, {"binary": 1})
    with store.view() as view:
        assert [r["uri"] for r in view.rejections()] == ["b.bin"]


def test_a_part_of_a_source_leaves_the_rejections_of_the_rest(store):
    build(store, reader(), [Listed(page(0), rejection("a.bin"))])
    part = Listed(page(0))
    part.partial = True
    build(store, reader(), [part])
    with store.view() as view:
        assert view.counts()["rejections"] == 1


def test_a_changed_page_supersedes_and_a_new_one_is_added(store):
    build(store, reader(), [Listed(page(0), page(1))])
    report = build(store, reader(), [Listed(page(0, " More."), page(1), page(2))])
    assert (report.read, report.unchanged, report.superseded) == (2, 1, 1)
    with store.view() as view:
        assert view.counts()["documents"] == 3 and view.counts()["superseded"] == 1


def test_a_page_that_left_its_source_stays(store):
    build(store, reader(), [Listed(page(0), page(1))])
    build(store, reader(), [Listed(page(1))])
    with store.view() as view:
        assert view.counts()["documents"] == 2


def test_only_a_stale_finder_runs_again(store, monkeypatch):
    source = Listed(page(0), page(1))
    build(store, reader(Words(), Second()), [source])
    ran = []
    monkeypatch.setattr(Second, "find", lambda self, analysis: ran.append(analysis) or ())
    monkeypatch.setattr(Reader, "read", None)
    report = build(store, reader(Fewer(), Second()), [source])
    assert (report.refound, report.read, ran) == (2, 0, [])
    with store.view() as view:
        assert view.counts()["mentions"] == 2
    assert build(store, reader(Fewer(), Second()), [source]).unchanged == 2


def test_a_rebuilt_record_is_that_of_a_first_build(store, tmp_path):
    source = Listed(page(0), page(1), page(2))
    build(store, reader(Words()), [source])
    build(store, reader(Fewer(), Second()), [source])
    fresh = open_store(tmp_path / "fresh.sqlite", create=True)
    build(fresh, reader(Fewer(), Second()), [source])
    assert dump(store) == dump(fresh)
    fresh.close()


def test_stale_cleaning_reads_the_page_again(store):
    source = Listed(page(0))
    build(store, reader(), [source])
    report = build(store, reader(outlet="Another"), [source])
    assert (report.read, report.unchanged, report.superseded) == (1, 0, 0)


def test_a_bug_in_a_finder_costs_nothing_stored_and_is_tried_again(store):
    source = Listed(page(0), page(1))
    build(store, reader(), [source])
    good = dump(store)
    for _ in range(2):
        report = build(store, reader(Failing()), [source])
        assert (sum(report.faults.values()), dict(report.rejected)) == (1, {})
        assert "a bug in a finder" in report.fault
        with store.view() as view:
            assert (view.counts()["documents"], view.counts()["rejections"]) == (2, 0)
    build(store, reader(), [source])
    assert dump(store) == good


def test_names_that_are_not_text_are_made_visible(store):
    named = page(0, uri="caf\udce9.txt", title="\ud83d half")
    report = build(store, reader(), [Listed(named, rejection("\udce9.bin"))])
    assert report.pages == 2
    with store.view() as view:
        assert [d["uri"] for d in view.documents()] == [r"caf\udce9.txt"]
        assert [r["uri"] for r in view.rejections()] == [r"\udce9.bin"]
    assert build(store, reader(), [Listed(named, rejection("\udce9.bin"))]).unchanged == 2


def test_workers_give_what_one_process_gives(store, tmp_path):
    source = Listed(*(page(n) for n in range(workers.ALONE + 14)))
    build(store, Reader(SETTINGS), [source])
    other = open_store(tmp_path / "other.sqlite", create=True)
    report = build(other, Reader(SETTINGS), [source], workers=2)
    assert report.read == workers.ALONE + 14
    assert dump(other) == dump(store)
    with store.view() as view:
        assert view.counts()["statements"] >= 30 and view.counts()["figures"] >= 30
    other.close()


def test_a_worker_that_dies_costs_its_page_only(store, capfd):
    source = Listed(*(page(n) for n in range(LOST + 5)))
    report = build(store, reader(Crashing()), [source], workers=2)
    assert report.rejected == {"failed": 1} and report.read == LOST + 5
    with store.view() as view:
        assert [r["uri"] for r in view.rejections()] == [f"{LOST:03}.txt"]
        assert view.counts()["documents"] == LOST + 4
    assert "on the way out" in capfd.readouterr().err  # what a finder prints is kept from the results
    assert build(store, reader(), [source], workers=2).rejected == {}


def test_a_finder_that_cannot_be_taken_along_is_used_here(store):
    class Local(Words):
        pass

    source = Listed(*(page(n) for n in range(workers.ALONE + 2)))
    assert build(store, reader(Local()), [source], workers=2).read == workers.ALONE + 2


@pytest.mark.parametrize(("weight", "most"), [(workers.AHEAD_BYTES, workers.AHEAD * 2), (50, 2)])
def test_look_ahead_is_bounded_by_pages_and_by_what_they_weigh(monkeypatch, weight, most):
    monkeypatch.setattr(workers, "AHEAD_BYTES", weight)
    taken = []

    def tasks():
        for n in range(100):
            taken.append(n)
            yield workers.Task(page(n))

    for done, _ in enumerate(workers.results(reader(), tasks(), 2), 1):
        assert len(taken) - done <= most
    assert done == 100


class Breaking(Listed):
    """Breaks off after its items."""

    def __init__(self, error, *items):
        super().__init__(*items)
        self.error = error

    def pages(self):
        yield from super().pages()
        raise self.error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), UnknownSource("gone")])
@pytest.mark.parametrize("number", [1, 2])
def test_what_is_done_is_committed_when_a_build_breaks_off(store, error, number):
    items = [page(n) for n in range(workers.ALONE + 4)]
    with pytest.raises(type(error)):
        build(store, reader(), [Breaking(error, *items)], workers=number)
    with store.view() as view:
        kept = view.counts()["documents"]
    assert kept >= workers.ALONE
    assert build(store, reader(), [Listed(*items)]).unchanged == kept


def test_commits_come_in_batches(store):
    counts = []

    def watch(done, what):
        with store.view() as view:
            counts.append(view.counts()["documents"])

    build(store, reader(), [Listed(*(page(n) for n in range(BATCH_PAGES + 2)))], progress=watch)
    assert counts[-1] >= BATCH_PAGES and len(set(counts)) <= 1 + len(counts) // 2


def test_filters_reach_merged_actors(store):
    full, short = page(0), page(5)
    build(store, Reader(SETTINGS), [Listed(full, short)])
    with store.view() as view:
        said = list(view.entries("statements", Filter(speaker="ostrava")))
    assert said and {s["speaker"]["name"] for s in said} == {"Lena Ostrava"}


BUILD = """
import sys
sys.path[:0] = sys.argv[2:]
from pages_made import Listed, page
from parley.builder import build
from parley.pipeline import Reader
from parley.settings import Settings
from parley.store import open_store
store = open_store(sys.argv[1], create=True)
number = int(sys.argv[3]) if len(sys.argv) > 3 else 1
print("ready", flush=True)
build(store, Reader(Settings()), [Listed(*(page(n) for n in range(60)))], workers=number)
"""


def test_two_builds_at_once_give_one_record(store, tmp_path):
    file = tmp_path / "both.sqlite"
    here = str(Path(__file__).parent)
    both = [subprocess.Popen([sys.executable, "-c", BUILD, str(file), here]) for _ in range(2)]
    assert [p.wait(timeout=60) for p in both] == [0, 0]
    build(store, Reader(SETTINGS), [Listed(*(page(n) for n in range(60)))])
    shared = open_store(file)
    assert dump(shared) == dump(store) and shared.integrity() == []
    shared.close()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
def test_workers_end_with_the_process_that_started_them(tmp_path):
    here = str(Path(__file__).parent)
    started = [sys.executable, "-c", BUILD.replace("range(60)", "range(6000)"), str(tmp_path / "r.sqlite")]
    main = subprocess.Popen([*started, here, "2"], stdout=subprocess.PIPE)
    main.stdout.readline()
    children = _until(lambda: len(_offspring(main.pid)) > 2 and _offspring(main.pid))
    main.kill()
    main.wait()
    main.stdout.close()
    assert _until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))


def _offspring(pid):
    """The processes that a process has started, and those that these have."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    own = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return [*own, *(p for child in own for p in _offspring(child))]


def _until(condition, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.02)
    return None


def test_a_date_that_a_source_states_and_that_is_not_read_is_counted(store):
    named = page(2, unnamed="day_printed", published="2031-06"), page(3, unnamed="date_printed")
    source = Listed(page(0, unread="02/06/2031"), page(1, published="2031-06"), *named)
    report = build(store, reader(), [source])
    assert report.counts == {
        "pages": {"with_a_date_that_cannot_be_read": 1, "with_a_date_in_a_field_of_unknown_name": 1}
    }
    with store.view() as view:
        found = {row["uri"]: row["published"]["edtf"] for row in view.documents(linked=False)}
    assert found["001.txt"] == "2031-06"
