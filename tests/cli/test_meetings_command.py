"""``parley meetings``: one row a meeting, chosen by place, status, side and time."""

import json

import pytest

import parley

TEXT = """Talks end in Sele

Negotiators from Brantia and Corvale concluded a second round of talks in Sele on Wednesday, both sides said.
The Brantian side was led by Orla Venn, and the Corvalian side was led by Ilan Dross.
The talks lasted six hours, an official told reporters.
A third round of talks between Brantia and Corvale is planned in Tarn for next week, the council announced.
"""
PROFILE = """name = "isles"
extends = "peace"
[[states]]
name = "Brantia"
code = "XBR"
demonyms = ["Brantian"]
side = "Brantia"
role = "party"
[[states]]
name = "Corvale"
code = "XCO"
demonyms = ["Corvalian"]
capitals = ["Tarn"]
side = "Corvale"
role = "party"
"""


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
