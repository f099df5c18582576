"""``parley meetings``: one row a meeting, chosen by place, status, side and time."""

import json

import pytest

import parley
from profiles_made import profile_of, state

TEXT = """Talks end in Sele

Negotiators from Brantia and Corvale concluded a second round of talks in Sele on Wednesday, both sides said.
The Brantian side was led by Orla Venn, and the Corvalian side was led by Ilan Dross.
The talks lasted six hours, an official told reporters.
A third round of talks between Brantia and Corvale is planned in Tarn for next week, the council announced.
"""
PROFILE = profile_of(
    "isles", state("Brantia", "XBR", "Brantian"), state("Corvale", "XCO", "Corvalian", "Tarn")
)


@pytest.fixture(scope="module")
def talks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("talks")
    (folder / "isles.toml").write_text(PROFILE, encoding="utf-8")
    row = {"url": "https://herald.example/sele", "text": TEXT, "published": "2031-06-05"}
    (folder / "pages.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    parley.build([folder / "pages.jsonl"], folder / "rec", profile=str(folder / "isles.toml"))
    return folder / "rec"


def rows(cli, talks, *args):
    code, out, _ = cli("meetings", "-r", talks, "--json", *args)
    assert code == 0
    return json.loads(out)


def test_each_meeting_with_its_fields_and_their_words(cli, talks):
    held, planned = rows(cli, talks)
    assert (held["place"]["name"], held["round"], held["status"], held["duration"]) == (
        "Sele",
        2,
        "held",
        "PT6H",
    )
    assert {d["name"] for d in held["delegates"] if d["head"]} == {"Orla Venn", "Ilan Dross"}
    assert [d["edtf"] for d in held["dates"]] == ["2031-06-04"]
    assert held["values"]["duration"][0]["evidence"][0]["quote"] == "six hours"
    assert (planned["place"]["name"], planned["round"], planned["status"]) == ("Tarn", 3, "scheduled")


@pytest.mark.parametrize(
    ("args", "rounds"),
    [
        (("--place", "sele"), [2]),
        (("--place", "tarn"), [3]),
        (("--status", "scheduled"), [3]),
        (("--party", "Brantia"), [2, 3]),
        (("--until", "2031-06-05"), [2]),
        (("--since", "2031-06-06"), [3]),
        (("--limit", "1"), [2]),
        (("--place", "nowhere"), []),
    ],
)
def test_filters(cli, talks, args, rounds):
    assert [row["round"] for row in rows(cli, talks, *args)] == rounds


def test_a_line_each_in_a_pipe(cli, talks):
    code, out, _ = cli("meetings", "-r", talks)
    header, *lines = out.splitlines()
    assert code == 0
    found = [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines]
    assert [(row["status"], row["place"], row["parties"]) for row in found] == [
        ("held", "Sele", "Brantia; Corvale"),
        ("scheduled", "Tarn", "Brantia; Corvale"),
    ]


def test_an_unknown_status_names_the_nearest(cli, talks):
    code, _, err = cli("meetings", "-r", talks, "--status", "planed")
    assert code == 2
    assert "no status 'planed'" in err


def test_a_place_where_nobody_met_is_told_with_those_where_somebody_did(cli, talks):
    code, out, err = cli("meetings", "-r", talks, "--place", "Nowhere")
    assert (code, len(out.splitlines())) == (0, 1)
    assert "0 meetings" in err and "no meeting at 'Nowhere' on record; there are: Sele, Tarn" in err
    assert "no meeting at" not in cli("meetings", "-r", talks, "--place", "sele", "--status", "failed")[2]


def test_a_page_is_chosen_by_the_beginning_of_its_id(cli, talks):
    with parley.open(talks) as record:
        page = record.documents()[0]["id"]
    assert len(rows(cli, talks, "--document", page[:10])) == len(rows(cli, talks, "--document", page)) == 2
    assert "no page 'doc-zzz' on record" in cli("meetings", "-r", talks, "--document", "doc-zzz")[2]


def test_the_timeline_says_what_no_page_dates(cli, tmp_path):
    text = "Brantia and Corvale held a round of talks in Sele, both sides said."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "isles.toml").write_text(PROFILE, encoding="utf-8")
    parley.build([tmp_path / "a.txt"], tmp_path / "rec", profile=str(tmp_path / "isles.toml")).close()
    _, _, err = cli("timeline", "-r", tmp_path / "rec")
    assert "not here, for no page dates them: 1 meeting (see: parley meetings)" in err
    assert "not here" not in cli("timeline", "-r", tmp_path / "rec", "--kind", "position")[2]
    assert "no kind 'meetings'; did you mean 'meeting'?" in cli("timeline", "--kind", "meetings")[2]
