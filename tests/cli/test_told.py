"""Entries of every kind in words: ``show``, ``explain``, and the choice among ids that begin alike."""

import re

import pytest

import parley
from talks_made import made

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
