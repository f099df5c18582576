"""Entries of every kind in words: ``show``, ``explain``, and the choice among ids that begin alike."""

import csv
import io
import re
import sys
from pathlib import Path

import pytest

import parley
from parley.cli.marked import beside
from talks_made import made

sys.path.insert(0, str(Path(__file__).parent))
from test_listings import on_a_terminal

BARE = re.compile(r"\{'|actor-[0-9a-f]{24}|slice")  # a value that is printed as Python or as a bare id


@pytest.fixture(scope="module")
def talks(tmp_path_factory):
    return made(tmp_path_factory.mktemp("told"))


@pytest.fixture(scope="module")
def kinds(talks):
    with parley.open(talks) as record, record.view() as view:
        counts = view.counts()
        kinds = [k for k in counts if k not in ("documents", "superseded", "rejections")]
        return {kind: list(record.iterate(kind)) for kind in kinds}


def test_every_entry_can_be_shown_in_words(cli, talks, kinds):
    shown = {kind: rows[0]["id"] for kind, rows in kinds.items() if rows}
    assert {"meetings", "agreements", "positions", "incidents", "comparisons", "timeline"} <= set(shown)
    for kind, entry_id in shown.items():
        code, out, err = cli("show", entry_id, "-r", talks)
        assert (code, err) == (0, ""), kind
        if kind != "actors":
            assert not BARE.search(out), (kind, out)


def test_every_entry_with_words_can_be_explained(cli, talks, kinds):
    for kind, rows in kinds.items():
        for row in rows[:1]:
            code, out, err = cli("explain", row["id"], "-r", talks)
            if row.get("evidence"):
                assert (code, err) == (0, ""), kind
                assert "stands in" in out, kind
            else:
                assert code == 2 and "explain takes an entry" in err, kind


def test_a_meeting_is_shown_field_by_field_with_the_words_of_each_page(cli, talks):
    out = cli("show", "meeting-1", "-r", talks)[1]
    lines = [line.split("\t") for line in out.splitlines()]
    told = {line[0]: line[1] for line in lines if len(line) == 2}
    assert told["duration"] == "6 hours"
    assert told["place"] == "Hall , Sele"
    assert "“Tuesday”" in told["told: dates"]
    assert [words.split(" (")[0] for label, words in (x for x in lines if len(x) == 2) if label == "told: status"] == [
        "scheduled", "held",
    ]  # fmt: skip
    assert out.count("Brantia and Corvale met in Sele on Tuesday for six hours") == 2


def test_an_agreement_tells_what_became_of_it_and_who_says_so(cli, talks):
    out = cli("show", "agreement-1", "-r", talks)[1]
    assert "violated, since 2031-06-09, says Venn" in out
    assert "“Corvale broke the truce”" in out


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("position-", "Brantia demands (territory): the port of Sele"),
        ("meeting-", "meeting-1  Brantia and Corvale : talks in Hall , Sele , round 2; held"),
        ("incident-", "ASSAULT: Brantian drones struck Sele"),
    ],
)
def test_entries_to_choose_from_are_told_apart(cli, talks, prefix, words):
    code, _, err = cli("show", prefix, "-r", talks)
    assert code == 2
    assert words.replace(" ", "")[:40] in err.replace(" ", "")


def test_a_table_has_the_names_behind_the_ids(cli, talks):
    def table(*args):
        return list(csv.DictReader(io.StringIO(cli(*args, "-r", talks, "--csv")[1], newline="")))

    for kind, column in (("meetings", "parties"), ("agreements", "parties"), ("timeline", "parties")):
        for row in table(kind):
            if "actor-" in row[column]:
                assert "Brantia" in row["party_names"] and "actor-" not in row["party_names"], kind
    (meeting,) = [row for row in table("meetings") if row["id"] == "meeting-1"]
    assert (meeting["place_name"].strip(), meeting["days"]) == ("Sele", "2031-06-03; 2031-06-04/2031-06-05")
    assert {row["party_name"].strip() for row in table("positions")} == {"Brantia", "Corvale"}
    assert {row["agent_names"] for row in table("incidents")} == {"Brantia"}
    values = [row for row in table("compare") if row["id"] == "comparison-1"]
    assert len(values) > 1 and all(row["value"] and row["quote"] and row["uri"] for row in values)


def test_a_side_is_told_with_the_talks_and_agreements_it_had_part_in(cli, talks):
    out = cli("who", "Brantia", "-r", talks)[1]
    assert re.search(r"talks · Sele +· held · meeting-1", out)
    assert re.search(r"prisoner exchange · Sele +· agreed · agreement-1", out)


@pytest.mark.parametrize(
    "args",
    [
        ("meetings",), ("agreements",), ("positions",), ("incidents",), ("compare",), ("timeline",),
        ("who", "Brantia"), ("show", "meeting-1"), ("show", "agreement-1"), ("explain", "meeting-1"),
    ],
)  # fmt: skip
def test_a_terminal_of_80_columns_is_enough(talks, args):
    out = on_a_terminal(*args, "-r", talks, NO_COLOR="1")
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 80


BESIDE = (
    "Rain fell on Sele all through the long and bitter winter of the siege, on both banks of the river. "
    "Ada Moll watched it fall. Then 30 drones struck the port of Sele before dawn. "
    "The envoy of Velmara said that nobody there had expected it at that hour of the day, and that the talks "
    "would go on all the same, whatever came of it in the end."
)


def test_words_are_shown_in_their_sentence_not_with_the_ends_of_others():
    class Document:
        text = BESIDE

    at = BESIDE.index("30 drones")
    start, end = beside(Document, at, at + len("30 drones"))
    assert (
        BESIDE[start:end] == "Ada Moll watched it fall. Then 30 drones struck the port of Sele before dawn."
    )
