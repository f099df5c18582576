"""``parley review``: by keys on a real terminal, and by options in a script."""

import json
import shutil
import sqlite3
import sys
from contextlib import closing

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


def test_decisions_are_taken_from_another_record(cli, folder, isles, tmp_path):
    shutil.copytree(isles, tmp_path / "other")
    row = entries(folder)[0]
    cli("review", "-r", folder, row["id"], "--accept", "--reviewer", "Ada")
    code, out, err = cli("review", "-r", tmp_path / "other", "--from", folder)
    assert (code, out) == (0, "") and "1 decision taken" in err
    assert log(tmp_path / "other") == log(folder)
    assert cli("review", "-r", folder, "--from", folder)[0] == 2
    assert cli("review", "-r", folder, "--from", tmp_path / "nowhere")[0] == 2


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


def test_listings_say_what_is_left_out_and_show_it_when_asked(cli, folder):
    kinds = ("statements", "figures")
    held = {kind: entries(folder, kind) for kind in kinds}
    for kind in kinds:
        assert cli("review", "-r", folder, held[kind][0]["id"], "--reject", "--reviewer", "Ada")[0] == 0
        code, out, err = cli(kind, "-r", folder, "--nl")
        assert code == 0 and len(out.splitlines()) == len(held[kind]) - 1
        assert "1 rejected is left out; see: --review rejected" in err
        code, out, err = cli(kind, "-r", folder, "--review", "rejected", "--nl")
        assert [json.loads(line)["id"] for line in out.splitlines()] == [held[kind][0]["id"]]
        assert "left out" not in err
    row = held["statements"][0]
    code, out, _ = cli("show", "-r", folder, row["id"])
    assert "review\trejected by Ada" in out
    assert cli("explain", "-r", folder, row["id"])[0] == 0
    code, out, _ = cli("status", "-r", folder)
    assert "review: hidden\t2" in out and "review: orphans\t0" in out
    assert cli("statements", "-r", folder, "--review", "acepted")[0] == 2


def test_a_corrected_entry_is_shown_with_what_the_program_said(cli, folder):
    rows = entries(folder)
    unsettled = next((row for row in rows if not row["speaker"]), rows[0])
    for row in {unsettled["id"]: unsettled, rows[-1]["id"]: rows[-1]}.values():
        args = ("--correct", "speaker=Dross", "--note", "from the list")
        assert cli("review", "-r", folder, row["id"], *args, "--reviewer", "Ada")[0] == 0
        for command in (("show",), ("explain",), ("explain", "--json"), ("cite",)):
            code, out, err = cli(*command, "-r", folder, row["id"])
            assert code == 0, err
        _, out, _ = cli("show", "-r", folder, row["id"])
        assert "corrected by Ada; the program: speaker" in out and "note: from the list" in out
    code, out, _ = cli("statements", "-r", folder, "--review", "corrected", "--csv")
    assert code == 0 and "Ilan Dross" in out


def test_an_export_of_what_is_reviewed_holds_that_and_says_so(cli, folder, tmp_path):
    from parley.export.read import read

    first, second, third, *_ = entries(folder)
    figure = entries(folder, "figures")[0]
    cli("review", "-r", folder, first["id"], figure["id"], "--accept", "--reviewer", "Ada")
    cli("review", "-r", folder, second["id"], "--correct", "act=warn", "--reviewer", "Ada")
    cli("review", "-r", folder, third["id"], "--reject", "--reviewer", "Ada")
    code, _, err = cli("export", "-r", folder, "--reviewed", tmp_path / "out")
    assert code == 0 and "2 statements" in err
    package = read(tmp_path / "out")
    assert package.faults() == []
    rows = {row["id"]: row for row in package.rows("statements")}
    assert set(rows) == {first["id"], second["id"]}
    assert (
        rows[second["id"]]["act"] == "warn"
        and rows[second["id"]]["review"]["machine"]["act"] == second["act"]
    )
    assert [row["id"] for row in package.rows("figures")] == [figure["id"]]
    pages = {row["document_id"] for row in (first, second, figure)}
    assert {row["id"] for row in package.rows("documents")} == pages
    manifest = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert "Only entries that a person accepted or corrected" in manifest["description"]
    code, _, err = cli("export", "-r", folder, tmp_path / "all")
    assert code == 0 and "left out: 1 entry that a person rejected" in err
    assert third["id"] not in {row["id"] for row in read(tmp_path / "all").rows("statements")}
    manifest = json.loads((tmp_path / "all" / "datapackage.json").read_text(encoding="utf-8"))
    assert manifest["description"].endswith("because a person rejected them: statements: 1.")
    assert cli("export", "-r", folder, "--reviewed", "--review", "all", tmp_path / "no")[0] == 2
    code, _, _ = cli("export", "-r", folder, "--reviewed", "--format", "sqlite", tmp_path / "out.db")
    assert code == 0
    with closing(sqlite3.connect(tmp_path / "out.db")) as db:
        held = {i for (i,) in db.execute("SELECT id FROM statements")}
        assert held == {first["id"], second["id"]}
        assert db.execute("SELECT value FROM about WHERE name = 'review'").fetchone()
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
