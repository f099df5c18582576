"""What people see: the status screen and the demo."""

from collections import Counter

import pytest

from parley.cli.cards import number, short, when
from parley.cli.demo import best
from parley.cli.status import screen, spark
from parley.views.status import MAX_PERIODS, periods


@pytest.mark.parametrize(
    ("counts", "line"), [([], ""), ([0, 0], "  "), ([1], "█"), ([0, 1, 50, 100], " ▁▅█"), ([7, 7], "██")]
)
def test_a_sparkline_shows_all_that_is_and_nothing_that_is_not(counts, line):
    assert spark(counts) == line


def test_periods_hold_the_empty_months_and_become_years_when_there_are_too_many():
    assert periods(Counter()) == []
    found = periods(Counter({"2031-11": 2, "2032-02": 1}))
    assert [(p["period"], p["count"]) for p in found] == [
        ("2031-11", 2),
        ("2031-12", 0),
        ("2032-01", 0),
        ("2032-02", 1),
    ]
    long = Counter({"2001-01": 1, "2030-12": 2, "2030-01": 3})
    found = periods(long)
    assert len(found) == 30 <= MAX_PERIODS
    assert (found[0], found[-1]) == ({"period": "2001", "count": 1}, {"period": "2030", "count": 5})


def test_an_empty_record_has_a_status(cli):
    cli("init")
    code, out, _ = cli("status")
    assert code == 0
    assert "documents\t0" in out
    from parley import api

    with api.open() as record:
        assert "0 pages" in screen(record.status()).plain


def test_pages_in_other_languages_are_counted_and_told_of(cli, tmp_path):
    spanish = (
        "Los enviados de Ostland y de Veria se reunieron el martes por tercera vez en la ciudad.\n"
        "Veria exige que sus 400 pescadores vuelvan a la bahía del norte antes de la tregua, dijo Pask.\n"
    )
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "es.txt").write_text(spanish, encoding="utf-8")
    (tmp_path / "pages" / "short.txt").write_text("Talks resume.", encoding="utf-8")
    cli("build", str(tmp_path / "pages"), "-o", str(tmp_path / "rec"))
    code, out, _ = cli("status", "-r", str(tmp_path / "rec"))
    assert code == 0
    assert {"language: es\t1", "language: und\t1", "statements\t0", "figures\t0"} <= set(out.splitlines())
    from parley import api

    with api.open(tmp_path / "rec") as record:
        shown = screen(record.status()).plain
    assert "1 page in other languages: 1 es (kept and labelled; nothing is read from them)" in shown


def test_dates_and_numbers_read_as_they_are():
    day = {"edtf": "2031-06-03", "earliest": "2031-06-03", "latest": "2031-06-03"}
    assert when(day) == "2031-06-03"
    assert when({"edtf": None, "earliest": None, "latest": "2031-06-03"}) == "by 2031-06-03"
    assert when({"edtf": None, "earliest": None, "latest": None}) is None
    row = {"kind": "count", "low": 12.0, "high": 12.0, "qualifier": "at_least", "unit": "soldier"}
    assert number(row) == "at least 12 × soldier"
    exact = {**row, "qualifier": "exact"}
    assert number({**exact, "kind": "age", "unit": "Lena Ostrava"}) == "12, the age of Lena Ostrava"
    assert number({**exact, "kind": "share", "low": 0.12, "high": 0.12, "unit": "valley"}) == "12% of valley"
    assert short("statement-0123456789abcdef01234567") == "statement-01234567"


def row(name, act, content="x" * 80, **more):
    speaker = {"name": name, "surface": more.pop("surface", name)}
    return {
        "speaker": speaker,
        "act": act,
        "cue": "said",
        "content": content,
        "mode": "mixed",
        "about": [],
        **more,
    }


def test_the_demo_shows_different_speakers_doing_different_things():
    rows = [
        row("Venn", "accuse"),
        row("Venn", "deny"),
        row("Dross", "accuse"),
        row("Dross", "offer", surface="he"),
        row("Tarsk", "warn", content="too short"),
        row(None, "warn"),
    ]
    assert best(rows, 4) == [rows[0], rows[3]]


def test_the_demo_builds_the_example_and_a_dossier(cli, tmp_path):
    code, out, _ = cli("demo", tmp_path / "demo")
    assert code == 0
    assert "never took place" in out
    assert "39 pages" in out
    page = tmp_path / "demo" / "dossier" / "index.html"
    assert str(page) in out
    assert "never took place" in page.read_text(encoding="utf-8")
    assert cli("verify", "-r", tmp_path / "demo" / "record")[0] == 0
