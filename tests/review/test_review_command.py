"""``parley review``: by keys on a real terminal, and by options in a script."""

import json
import shutil
import sys

import pytest

import parley

if sys.platform != "win32":
    from terminal import Terminal

FOOT = "q leave"


@pytest.fixture
def folder(isles, tmp_path):
    shutil.copytree(isles, tmp_path / "rec")
    return tmp_path / "rec"


def log(folder):
    with parley.open(folder) as record:
        return [(row["verb"], row["entry_id"], row["field"], row["note"]) for row in record.reviews()]


def entries(folder, kind="statements", **filters):
    with parley.open(folder) as record:
        return list(record.iterate(kind, **filters))


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of POSIX")
def test_a_whole_review_by_keys(folder):
    first, second, third, *_ = rows = entries(folder)
    total = len(rows)
    with Terminal("review", "-r", folder, "--kind", "statements", "--reviewer", "Ada Korin") as term:
        shown = term.expect(FOOT)
        assert f"1 of {total} · statements · none decided here · Ada Korin" in shown
        assert "nobody has looked" in shown and first["id"] in shown
        assert " ".join(first["content"].split())[:40] in " ".join(shown.split())
        assert log(folder) == []  # what is filled in is not decided
        term.press("a")
        shown = term.expect(FOOT)
        assert f"2 of {total}" in shown and "1 decided here" in shown and second["id"] in shown
        term.press("r")
        term.expect("u takes it back")
        assert f"3 of {total}" in term.screen and third["id"] in term.screen
        term.press("u")
        shown = term.expect(FOOT)
        assert f"2 of {total}" in shown and second["id"] in shown
        term.press("n")
        term.expect("note: ")
        term.press("ask the desk\n")
        assert "note: ask the desk" in term.expect(FOOT)
        term.press("e")
        term.expect("correct what (speaker, date, issue, act): ")
        term.press("speaker\n")
        term.expect("speaker is (null: open): ")
        term.press("tarsk\n")
        assert "corrected by Ada Korin; the program: speaker" in term.expect(FOOT)
        term.press("e")
        term.expect("correct what")
        term.press("act=shout\n")
        assert "no act 'shout'" in term.expect("no act")
        term.press("x")
        term.expect("no key 'x'")
        term.press("?")
        term.expect("any key goes on")
        term.press("o")
        term.expect(FOOT)
        term.press("k")
        assert f"1 of {total}" in term.expect(FOOT)
        term.press("\x1b[B")  # an arrow
        assert f"2 of {total}" in term.expect(FOOT)
        term.press("o")
        term.expect(FOOT)
        assert term.leave() == 0
        assert "2 entries decided" in term.screen
    assert log(folder) == [
        ("accept", first["id"], None, None),
        ("reject", second["id"], None, None),
        ("undo", second["id"], None, None),
        ("note", second["id"], None, "ask the desk"),
        ("correct", second["id"], "speaker", None),
    ]
    (row,) = (row for row in entries(folder) if row["id"] == second["id"])
    assert row["speaker"]["name"] == "Ume Tarsk"


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of POSIX")
def test_the_queue_ends_and_what_is_typed_ahead_counts(folder):
    held = entries(folder, "figures")
    with Terminal("review", "-r", folder, "--kind", "figures", "--reviewer", "Ada") as term:
        term.expect(FOOT)
        term.press("a" * len(held))
        term.expect("that was the last one")
        assert term.leave("\x04") == 0
    assert [(verb, entry) for verb, entry, *_ in log(folder)] == [("accept", row["id"]) for row in held]
    with Terminal("review", "-r", folder, "--kind", "figures") as term:
        term.expect("nothing waits")
        assert term.leave("") == 0
    with Terminal("review", "-r", folder, held[0]["id"][:12]) as term:
        assert "accepted by Ada" in term.expect(FOOT)
        assert term.leave("\x03") == 130


def test_verdicts_by_options(cli, folder):
    first, second, third, *_ = entries(folder)
    code, out, err = cli("review", "-r", folder, first["id"][:16], "--accept", "--reviewer", "Ada")
    assert (code, out) == (0, "") and f"accepted: {first['id']}" in err
    code, out, _ = cli(
        "review", "-r", folder, second["id"], third["id"], "--reject", "--note", "no", "--json"
    )
    assert code == 0
    assert [(r["verb"], r["entry_id"], r["note"]) for r in json.loads(out)] == [
        ("reject", second["id"], "no"),
        ("reject", third["id"], "no"),
    ]
    code, _, err = cli("review", "-r", folder, second["id"], "3", "--undo")
    assert code == 0 and "2 entries" in err
    corrections = ("--correct", "speaker=Dross", "--correct", "issue=ceasefire")
    code, _, _ = cli("review", "-r", folder, first["id"], *corrections, "--accept", "--note", "seen")
    assert code == 0
    assert [row[0] for row in log(folder)] == [
        "accept", "reject", "reject", "undo", "undo", "correct", "correct", "accept",
    ]  # fmt: skip
    (row,) = (row for row in entries(folder) if row["id"] == first["id"])
    assert row["speaker"]["name"] == "Ilan Dross" and row["review"]["note"] == "seen"


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (("--accept",), 2, "name the entries"),
        (("statement-", "--accept"), 2, "ids begin with"),
        (("zz", "--accept"), 2, "begins with 'zz'"),
        (("zz", "--undo"), 2, "nothing stands"),
        (("x", "--accept", "--reject"), 2, "one at a time"),
        (("x", "--list", "--log"), 2, "one at a time"),
        (("--log", "--note", "x"), 2, "goes alone"),
        (("x", "--correct", "speaker"), 2, "FIELD=VALUE"),
        (("--kind", "mentions"), 2, "kind"),
        (("--review", "acepted", "--list"), 2, "did you mean 'accepted'"),
        ((), 2, "terminal"),
    ],
)
def test_what_cannot_be_meant_is_an_error(cli, folder, args, code, message):
    found, out, err = cli("review", "-r", folder, *args)
    assert (found, out) == (code, "") and message in err
    assert log(folder) == []


def test_the_list_feeds_a_bulk_of_what_it_names(cli, folder):
    code, listed, err = cli("review", "-r", folder, "--list", "--kind", "statements", "--speaker", "Dross")
    ids = [line.split("\t")[0] for line in listed.splitlines()[1:]]
    assert code == 0 and ids == [row["id"] for row in entries(folder, speaker="Dross")]
    assert f"{len(ids)} of {len(ids)}; 0 decided" in err
    code, _, _ = cli("review", "-r", folder, "-", "--accept", "--reviewer", "Ada", stdin=listed.encode())
    assert code == 0 and [row[1] for row in log(folder)] == ids
    code, listed, err = cli("review", "-r", folder, "--list", "--kind", "statements", "--speaker", "Dross")
    assert len(listed.splitlines()) == 1 and f"0 of 0; {len(ids)} decided" in err
    code, out, _ = cli("review", "-r", folder, "--list", "--review", "accepted", "--json")
    found = json.loads(out)
    assert [row["entry"]["id"] for row in found["rows"]] == ids
    code, out, _ = cli("review", "-r", folder, "--log")
    lines = [line.split("\t") for line in out.splitlines()]
    assert lines[0][:5] == ["number", "at", "reviewer", "verb", "kind"]
    assert [line[5] for line in lines[1:]] == ids
    code, out, _ = cli("review", "-r", folder, "--log", ids[0], "--json")
    assert [row["number"] for row in json.loads(out)] == [1]


def test_orphans_are_listed_with_their_old_words(cli, isles_pages, tmp_path):
    pages = tmp_path / "pages"
    shutil.copytree(isles_pages, pages)
    profile = isles_pages.parent / "isles.toml"
    parley.build([pages], tmp_path / "rec", profile=profile, workers=1).close()
    code, out, err = cli("review", "-r", tmp_path / "rec", "--orphans")
    assert code == 0 and len(out.splitlines()) == 1 and "no decision has lost" in err
    row = next(row for row in entries(tmp_path / "rec") if row["uri"].endswith("truce.txt"))
    assert cli("review", "-r", tmp_path / "rec", row["id"], "--reject", "--reviewer", "Ada")[0] == 0
    page = pages / "gull-herald" / "truce.txt"
    page.write_text(page.read_text(encoding="utf-8") + "More follows.\n", encoding="utf-8")
    parley.build([pages], tmp_path / "rec", profile=profile, workers=1).close()
    code, out, _ = cli("review", "-r", tmp_path / "rec", "--orphans", "--json")
    (orphan,) = json.loads(out)
    assert (orphan["entry_id"], orphan["state"], orphan["by"]) == (row["id"], "rejected", "Ada")
    assert orphan["words"] == [piece["quote"] for piece in row["evidence"]]
    assert all(r["review"] is None for r in entries(tmp_path / "rec"))
    assert cli("review", "-r", tmp_path / "rec", row["id"], "--undo")[0] == 0
    assert cli("review", "-r", tmp_path / "rec", "--orphans", "--json")[1].strip() == "[]"
