"""What builds leave of themselves: how long each step took, and what waits for the next."""

import json
import shutil

import pytest

import parley
from parley import api, runs
from parley.builder import Report
from parley.locate import Place
from parley.sources.visits import Visit, Visits


@pytest.fixture
def record(isles_pages, tmp_path):
    parley.build([isles_pages], tmp_path / "rec", workers=1).close()
    return Place(tmp_path / "rec")


def test_a_build_leaves_its_counts_and_the_seconds_of_every_step(record):
    [run] = runs.last(record)
    assert (run["ended"], run["pages"], run["read"]) == ("done", run["read"] + run["unchanged"], run["pages"])
    assert run["pages_per_second"] > 0 and 0 < run["reading"] <= run["seconds"]
    steps = run["steps"]
    assert {"read.clean", "read.passages", "read.statements", "store", "link.actors", "link.store"} <= set(
        steps
    )
    assert all(took >= 0 for took in steps.values()) and sum(steps.values()) > 0


def test_workers_tell_their_seconds_too(isles_pages, tmp_path, monkeypatch):
    from parley import workers

    monkeypatch.setattr(workers, "ALONE", 0)
    parley.build([isles_pages], tmp_path / "rec", workers=2).close()
    [run] = runs.last(Place(tmp_path / "rec"))
    assert run["steps"]["read.clean"] > 0 and run["steps"]["read.statements"] > 0


def test_status_tells_the_latest_run_first_and_what_waits(record):
    parley.build([], record.folder, workers=1).close()
    with parley.open(record.folder) as opened:
        found = opened.status()
    first, second = found["runs"]
    assert first["unchanged"] == first["pages"] == second["read"] and first["pages_per_second"] is None
    assert found["queue"] == {"fetched": 0, "listed": 0, "again": 0, "incomplete": 0}


def test_what_was_fetched_and_not_read_waits(record):
    record.fetched.mkdir()
    with Visits(record.fetched) as visits:
        visits.put(Visit("https://herald.example/1", file="a.warc.gz", at=0, length=9))
        visits.put(Visit("https://herald.example/2", file="a.warc.gz", at=9, length=9, pending=False))
        visits.put(Visit("https://herald.example/3", failures=1, pending=False))
        visits.put(Visit("https://herald.example/4", failures=1, final=True, pending=False))
        visits.put(Visit("https://herald.example/rss", kind="links"))
    report = Report(pages=3)
    report.fetched["left"], report.incomplete["statements"] = 5, 2
    runs.keep(record, {**runs.measured(report), "at": "2031-06-04T00:00:00Z"})
    assert runs.queue(record) == {"fetched": 1, "listed": 5, "again": 1, "incomplete": 2}
    (record.fetched / "visits.sqlite").write_bytes(b"no list of visits")
    assert runs.queue(record)["fetched"] == 0


def test_a_build_that_breaks_off_says_how_far_it_came(isles_pages, tmp_path):
    place = Place(tmp_path / "rec")

    def stop(done, _name):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        api.extend(place, [str(isles_pages)], workers=1, progress=stop)
    [run] = runs.last(place)
    assert (run["ended"], run["pages"]) == ("interrupted", 2)


def test_a_line_that_was_cut_off_and_lines_of_something_else_are_passed_over(record):
    whole = record.runs.read_text()
    record.runs.write_text(f'[]\n"x"\n{{}}\n\x00\n{whole}{whole[:40]}')
    assert len(runs.last(record)) == 1


def test_old_runs_leave_the_file(record):
    run = json.loads(record.runs.read_text())
    lines = (json.dumps({**run, "pages": n}) + "\n" for n in range(400_000 // len(json.dumps(run)) + 2))
    record.runs.write_text("".join(lines))
    runs.keep(record, {**run, "pages": -1})
    kept = record.runs.read_text().splitlines()
    assert len(kept) == runs.KEPT and json.loads(kept[-1])["pages"] == -1


def test_a_record_whose_runs_cannot_be_kept_is_built_all_the_same(isles_pages, record):
    record.runs.unlink()
    record.runs.mkdir()
    parley.build([isles_pages], record.folder, workers=1).close()
    assert runs.last(record) == []


def test_a_backup_takes_the_runs_along(record, tmp_path):
    from parley.copies.backup import backup, restore

    backup(record, tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "back")
    assert runs.last(Place(tmp_path / "back")) == runs.last(record)


def test_no_record_depends_on_how_long_it_took(isles_pages, tmp_path):
    from contextlib import closing

    from pages_made import dump
    from parley.store import open_store

    shutil.copytree(isles_pages, tmp_path / "pages")
    found = []
    for name in "ab":
        parley.build([tmp_path / "pages"], tmp_path / name, workers=1).close()
        with closing(open_store(tmp_path / name / "record.sqlite")) as store:
            found.append(dump(store))
    assert found[0] == found[1]
