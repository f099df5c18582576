"""``parley positions``: the sides of the isles, issue by issue."""

import csv
import io
import json

import pytest

import parley

PAGES = {
    "first.txt": "Brantia wants Corvale to cede the island. Corvale has rejected this demand.",
    "second.txt": "Brantia has demanded that Corvale cede the island. Brantia is ready to accept a ceasefire.",
}


@pytest.fixture(scope="module")
def record(tmp_path_factory, isles_pages):
    folder = tmp_path_factory.mktemp("positions")
    for name, text in PAGES.items():
        day = {"first.txt": "2031-06-02", "second.txt": "2031-06-09"}[name]
        row = {"id": name, "text": text, "published": day, "outlet": "The Sele Ledger"}
        with (folder / "pages.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
    out = folder / "rec"
    parley.build([folder / "pages.jsonl"], out, profile=isles_pages.parent / "isles.toml", workers=1).close()
    return out


def rows(cli, record, *args):
    code, out, _ = cli("positions", "-r", record, *args)
    header, *lines = (line.split("\t") for line in out.splitlines())
    assert code == 0
    return [dict(zip(header, line, strict=True)) for line in lines]


def test_sides_stand_together_issue_by_issue_with_what_changed(cli, record):
    found = [(r["party"], r["issue"], r["stance"], r["change"], r["content"]) for r in rows(cli, record)]
    assert found == [
        ("Brantia", "ceasefire", "open_to", "new", "to accept a ceasefire"),
        ("Brantia", "territory", "demands", "new", "Corvale to cede the island"),
        ("Brantia", "territory", "demands", "repeated", "Corvale cede the island"),
        ("Corvale", "territory", "rejects", "", "this demand"),
    ]


@pytest.mark.parametrize(
    ("args", "number"),
    [
        (("--party", "corvale"), 1), (("--stance", "demands"), 2), (("--issue", "ceasefire"), 1),
        (("--since", "2031-06-05"), 2), (("--party", "Brantia", "--limit", "2"), 2),
    ],
)  # fmt: skip
def test_filters(cli, record, args, number):
    assert len(rows(cli, record, *args)) == number


def test_the_forms_hold_the_same_rows(cli, record):
    with parley.open(record) as opened:
        listed = {row["id"]: row for row in opened.iterate("positions")}
    _, out, _ = cli("positions", "-r", record, "--json")
    assert {row["id"]: row for row in json.loads(out)} == listed
    _, out, _ = cli("positions", "-r", record, "--csv")
    assert {row["id"] for row in csv.DictReader(io.StringIO(out, newline=""))} == set(listed)


def test_nobody_of_that_name_is_said(cli, record):
    code, _, err = cli("positions", "-r", record, "--party", "Nowhere")
    assert code == 0
    assert "no actor 'Nowhere' on record" in err


def test_the_step_gives_the_positions_of_one_text(cli, record):
    line = json.dumps({"id": "a", "text": PAGES["first.txt"]}).encode()
    code, out, _ = cli("step", "positions", "-r", record, stdin=line)
    assert code == 0
    found = json.loads(out)["positions"]
    assert [row["stance"] for row in found] == ["demands", "rejects"]
