"""What a wire withdrew or replaced stays, is said to be so, and is left out with copies. All is invented."""

import json

import pytest

import parley
from parley.views.withdrawn import replaced, withdrawn

SAID = "Velmara's envoy Sanya Mirel said talks with Oruvia would resume on {}. She thanked the hosts of the talks."


def item(version, day, number=1, status="usable"):
    return {
        "uri": f"urn:tav:{number}", "type": "text", "version": version, "headline": "Talks resume", "language": "en",
        "versioncreated": f"2031-06-0{version}T11:00:00+02:00", "source": "Tavria Wire", "pubstatus": status,
        "body_text": SAID.format(day),
    }  # fmt: skip


ITEMS = {
    "a1": item("1", "Monday"),
    "a2": item("2", "Tuesday", status="canceled"),
    "b1": item("1", "Wednesday", 2),
    "b2": item("2", "Thursday", 2),
    "c1": item("1", "Friday", 3, status="withheld"),
    "c2": item("2", "Saturday", 3),
}


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("withdrawn")
    (folder / "in").mkdir()
    for name, one in ITEMS.items():
        (folder / "in" / f"{name}.json").write_text(json.dumps(one, indent=1))
    parley.build([folder / "in"], folder / "record", workers=1).close()
    return folder / "record"


def names(rows):
    return sorted({row["uri"].partition(".")[0] for row in rows})


def test_a_cancellation_is_of_all_versions_and_a_later_one_takes_it_back(record):
    with parley.open(record) as opened, opened.view() as view:
        known = {row["id"]: row["uri"].partition(".")[0] for row in view.documents()}
        assert {known[one]: status for one, status in withdrawn(view).items()} == {
            "a1": "canceled",
            "a2": "canceled",
        }
        assert sorted(known[one] for one in replaced(view)) == ["a1", "b1", "c1"]


def test_all_stay_and_the_last_of_each_stands_for_it_where_copies_are_left_out(record):
    with parley.open(record) as opened:
        assert names(opened.documents()) == sorted(ITEMS)
        assert names(opened.documents(once=True)) == ["b2", "c2"]
        assert names(opened.statements(once=True)) == ["b2", "c2"]
        assert opened.withdrawn("documents") == {"canceled": 2}
        assert opened.withdrawn("documents", once=True) == {}


def test_commands_say_so(cli, record):
    assert (
        "2 documents are of items that the agency withdrew (canceled); see: --once"
        in cli("documents", "-r", record)[2]
    )
    assert "withdrew" in cli("statements", "-r", record, "--json")[2]
    assert "withdrew" not in cli("documents", "-r", record, "--once")[2]
    with parley.open(record) as opened:
        pages = {row["uri"].partition(".")[0]: row["id"] for row in opened.documents()}
        said = {row["uri"].partition(".")[0]: row["id"] for row in opened.statements()}
        assert opened.show(said["a1"])["withdrawn"] == "canceled"
        assert "withdrawn" not in opened.show(pages["b1"])
    for one in (pages["a1"], said["a1"], said["a2"]):
        assert "by the agency, in this version or a later one (canceled)" in cli("show", one, "-r", record)[1]
    assert "by the agency" not in cli("show", said["b1"], "-r", record)[1]


def test_the_build_says_so(cli, tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(ITEMS["a2"], indent=1))
    _, _, err = cli("build", tmp_path / "a.json", "-o", tmp_path / "rec")
    assert "1 page is withdrawn by the agency (canceled)" in err
