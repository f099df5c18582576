"""Of pages that carry one text the first stands for all, and what says something of its own stays."""

import pytest

import parley
from copies_made import PAGES, SAID, copied
from parley.views.copies import copies


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return copied(tmp_path_factory.mktemp("copies"))


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
    assert "left out as copies, replaced or withdrawn: 2 documents" in err
    assert "copies" not in cli("documents", "-r", record, "--nl")[2]
    for command in ("statements", "figures", "positions", "incidents"):
        assert cli(command, "-r", record, "--once", "--json")[0] == 0


def test_pictures_leave_copies_out(cli, record, tmp_path):
    for asked, pages in ((), "6 pages of"), (("--once",), "4 pages of"):
        code, _, err = cli("plot", "coverage", "-r", record, "-o", tmp_path / "c.svg", *asked)
        assert code == 0 and pages in err, asked
    assert cli("plot", "figures", "-r", record, "--once", "--csv")[0] == 0


def test_where_nothing_is_linked_nothing_is_a_copy(tmp_path):
    (tmp_path / "one.txt").write_text(SAID)
    with parley.build([tmp_path / "one.txt"], tmp_path / "rec", workers=1) as opened, opened.view() as view:
        assert copies(view) == ()
