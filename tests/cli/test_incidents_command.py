"""``parley incidents`` on a small record of an invented conflict."""

import csv
import io
import json

import pytest

import parley

PAGES = [
    {
        "id": "1",
        "title": "Night over the strait",
        "published": "2031-06-03",
        "text": "Tavrian gunmen kidnapped 12 teachers in Port Lune on Monday.\n\n"
        "Tavria will deploy troops along the border, Foreign Minister Ana Weber said.\n\n"
        "Tavria imposed sanctions on Morvania on Sunday.",
    }
]

PROFILE = """name = "strait"
issues = []

[[states]]
name = "Tavria"
demonyms = ["Tavrian", "Tavrians"]
capitals = ["Ostrel"]
seats = []
side = "Tavria"
role = "party"
code = "XTA"

[[states]]
name = "Morvania"
demonyms = ["Morvanian", "Morvanians"]
capitals = ["Velm"]
seats = []
side = "Morvania"
role = "party"
code = "XMO"
"""


@pytest.fixture
def record(tmp_path):
    profile = tmp_path / "strait.toml"
    profile.write_text(PROFILE, encoding="utf-8")
    pages = tmp_path / "pages.jsonl"
    pages.write_text("".join(json.dumps(page) + "\n" for page in PAGES), encoding="utf-8")
    out = tmp_path / "rec"
    parley.build([pages], out, profile=profile, workers=1).close()
    return out


def test_the_forms_hold_the_same_rows(cli, record):
    with parley.open(record) as opened:
        rows = list(opened.incidents())
    assert [row["event_type"] for row in rows] == ["ASSAULT", "MOBILIZE", "SANCTION"]
    code, out, err = cli("incidents", "-r", record, "--json")
    assert (code, err, json.loads(out)) == (0, "", rows)
    _, out, _ = cli("incidents", "-r", record, "--csv")
    assert [row["id"] for row in csv.DictReader(io.StringIO(out, newline=""))] == [row["id"] for row in rows]
    _, out, _ = cli("incidents", "-r", record)
    assert "\tTavria\tMorvania\t" in out
    assert len(out.splitlines()) == len(rows) + 1


def test_filters_choose(cli, record):
    def kinds(*args):
        code, out, _ = cli("incidents", "-r", record, "--json", *args)
        assert code == 0
        return [row["event_type"] for row in json.loads(out)]

    assert kinds("--type", "ASSAULT", "--type", "SANCTION") == ["ASSAULT", "SANCTION"]
    assert kinds("--status", "planned") == ["MOBILIZE"]
    assert kinds("--party", "Morvania") == ["SANCTION"]
    assert kinds("--limit", "1") == ["ASSAULT"]
    assert cli("incidents", "-r", record, "--type", "ATTACK")[0] == 2
    assert cli("incidents", "-r", record, "--csv", "--context", "0")[0] == 2


def test_a_limit_says_what_it_leaves_out_and_context_is_the_paragraph(cli, record):
    _, out, err = cli("incidents", "-r", record, "--limit", "1", "--nl", "--context", "0")
    assert "1 of 3 incidents" in err
    assert json.loads(out)["context"]["text"].endswith("on Monday.")


def test_a_record_with_incidents_is_proved(cli, record):
    assert cli("verify", "-r", record)[0] == 0
