"""``parley who``, ``join`` and ``split`` on a record of invented pages."""

import json

import pytest

import parley
from parley import api

PAGES = {
    "a.txt": """Talks go on

Tavrian defence minister Ana Veshnensky said the truce would hold. "We want peace," Veshnensky said.
King Osric met Crown Prince Paul bin Osric. Later Osric said he was content.
""",
    "b.txt": """Envoys meet

Ana Veshnenskyy, Tavria's chief negotiator, said the talks were hard.
Ivo Lund, a lawyer, said nobody had slept. Ana Veshnenskyy was tired.
Eva Lund said that the bread was gone.
""",
}


@pytest.fixture
def record(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    built = parley.build([folder], tmp_path / "rec", workers=1)
    built.close()
    return tmp_path / "rec"


def who(record, name):
    with parley.open(record) as opened:
        return opened.who(name)


def names(record):
    with parley.open(record) as opened:
        return sorted(row["name"] for row in opened.actors() if row["kind"] == "person")


def test_one_person_with_offices_and_statements(record):
    found = who(record, "veshnensky")
    assert set(found["actor"]["aliases"]) == {"Ana Veshnensky", "Ana Veshnenskyy", "Veshnensky"}
    assert {(r["title"], r["of"]) for r in found["actor"]["roles"]} == {
        ("Tavrian defence minister", None),
        ("chief negotiator", None),
    }
    assert found["statements"]["count"] == 3
    assert [row["score"] for row in found["joined"]] and "spelling" in found["joined"][0]["why"]
    assert found["took_part"] == {} or "meetings" in found["took_part"]


def test_a_name_that_nobody_has_and_one_that_two_have(record):
    with pytest.raises(parley.UnknownRecord, match="did you mean 'Ana Veshnensky"):
        who(record, "Veshnenski")
    with pytest.raises(parley.UsageError, match=r"2 are called 'Lund': Eva Lund .*; Ivo Lund"):
        who(record, "Lund")


def test_joining_is_kept_by_later_builds_and_can_be_taken_back(record, tmp_path):
    before = names(record)
    api.join(record, "Ivo Lund", "Eva Lund")
    assert "Eva Lund" in who(record, "Ivo Lund")["actor"]["aliases"]
    assert [row["by"] for row in who(record, "Ivo Lund")["joined"]] == ["user"]
    parley.build([tmp_path / "pages"], record, workers=1).close()
    assert "Eva Lund" in who(record, "Ivo Lund")["actor"]["aliases"]
    with pytest.raises(parley.UsageError, match="one actor already"):
        api.join(record, "Ivo Lund", "Eva Lund")
    api.join(record, "Ivo Lund", "Eva Lund", take_back=True)
    assert names(record) == before
    with pytest.raises(parley.UsageError, match="were not joined by hand"):
        api.join(record, "Ivo Lund", "Eva Lund", take_back=True)


def test_a_spelling_is_split_off_and_taken_back(record, tmp_path):
    before = names(record)
    api.split(record, "Ana Veshnensky", "Ana Veshnenskyy")
    assert {"Ana Veshnensky", "Ana Veshnenskyy"} <= set(names(record))
    parley.build([tmp_path / "pages"], record, workers=1).close()
    assert who(record, "Ana Veshnenskyy")["statements"]["count"] == 1
    api.split(record, "Ana Veshnensky", "Ana Veshnenskyy", take_back=True)
    assert names(record) == before


def test_a_form_that_a_page_took_for_somebody_is_split_off(record):
    api.split(record, "Ana Veshnensky", "Veshnensky")
    other = who(record, "Veshnensky")
    assert other["actor"]["name"] == "Veshnensky" and other["statements"]["count"] == 1
    assert who(record, "Ana Veshnensky")["statements"]["count"] == 2
    api.split(record, "Ana Veshnensky", "Veshnensky", take_back=True)
    assert who(record, "Ana Veshnensky")["statements"]["count"] == 3


def test_splitting_what_was_joined_and_joining_what_was_split(record):
    api.join(record, "Ivo Lund", "Eva Lund")
    api.split(record, "Ivo Lund", "Eva Lund")
    assert "Eva Lund" in names(record)
    api.join(record, "Ivo Lund", "Eva Lund")
    assert "Eva Lund" in who(record, "Ivo Lund")["actor"]["aliases"]


def test_what_cannot_be_split_or_joined(record):
    with pytest.raises(parley.UsageError, match="never called 'Weber'; its names are: Ivo Lund"):
        api.split(record, "Ivo Lund", "Weber")
    with pytest.raises(parley.UsageError, match="only ever called"):
        api.split(record, "Eva Lund", "Eva Lund")


def test_the_commands(cli, record):
    code, out, _ = cli("who", "Veshnensky", "-r", record)
    assert code == 0 and out.startswith("Ana Veshnensky") and "chief negotiator" in out
    code, out, _ = cli("who", "Veshnensky", "-r", record, "--json")
    assert json.loads(out)["statements"]["count"] == 3
    code, _, err = cli("who", "Lund", "-r", record)
    assert code == 2 and "Ivo Lund" in err
    code, _, err = cli("join", "Ivo Lund", "Eva Lund", "-r", record)
    assert code == 0 and "is now" in err
    code, _, err = cli("split", "Ivo Lund", "Eva Lund", "-r", record)
    assert code == 0 and "is no longer" in err
