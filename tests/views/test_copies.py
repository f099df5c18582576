"""Of pages that carry one text the first stands for all, and what says something of its own stays."""

import json

import pytest

import parley
from parley.views.copies import copies
from stories_made import edited, paragraphs

SAID = "“The harbour stays shut until the truce holds,” Mayor Lena Orvath said on Monday."
WIRE = [SAID, *paragraphs("wire", 5)]
MORE = [*WIRE, "“Not one ship will sail,” Captain Ivo Marr said.", *paragraphs("own", 2)]
PAGES = {
    "a-reprint": ("Courier", "2031-06-04", WIRE),
    "b-again": ("Ledger", "2031-06-03", WIRE[:-1]),
    "c-first": ("Ledger", "2031-06-02", WIRE),
    "d-longer": ("Herald", "2031-06-05", MORE),
    "e-edited": ("Post", "2031-06-04", edited("\n\n".join(WIRE), 1, 0.08).split("\n\n")),
    "f-other": ("Herald", "2031-06-04", paragraphs("other", 4)),
}


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copies")
    rows = [
        {"id": name, "outlet": outlet, "date": day, "text": "\n\n".join([f"News {name[2:]}", *lines])}
        for name, (outlet, day, lines) in PAGES.items()
    ]
    (folder / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    parley.build([folder / "pages.jsonl"], folder / "rec", workers=1).close()
    return folder / "rec"


def names(rows):
    return [row["uri"].partition("#")[2] for row in rows]


def test_the_first_of_one_text_stays_and_what_says_more(record):
    with parley.open(record) as opened:
        assert names(opened.documents(once=True)) == ["c-first", "d-longer", "e-edited", "f-other"]
        assert len(opened.documents()) == len(PAGES)
        assert opened.count("documents", once=True) == 4
        said = [row for row in opened.statements(once=True) if "harbour stays" in row["content"]]
        assert names(said) == ["c-first", "d-longer"]
        assert len(opened.statements(once=True, outlet="Courier")) == 0


def test_commands_leave_copies_out_and_say_how_many(cli, record):
    code, out, err = cli("documents", "-r", record, "--once", "--nl")
    assert code == 0 and len(out.splitlines()) == 4
    assert "left out, as copies of earlier pages hold them: 2 documents" in err
    assert "copies" not in cli("documents", "-r", record, "--nl")[2]
    for command in ("statements", "figures", "positions", "incidents"):
        assert cli(command, "-r", record, "--once", "--json")[0] == 0


def test_where_nothing_is_linked_nothing_is_a_copy(tmp_path):
    (tmp_path / "one.txt").write_text(SAID)
    with parley.build([tmp_path / "one.txt"], tmp_path / "rec", workers=1) as opened, opened.view() as view:
        assert copies(view) == ()
