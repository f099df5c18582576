"""The other commands, their exit codes and messages."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

import parley
from parley.errors import AmbiguousId


def test_build_reports_rejections_with_exit_code_3_and_again_reads_nothing(cli, isles_pages, tmp_path):
    rec = tmp_path / "rec"
    code, out, err = cli("build", isles_pages, "-o", rec, "--workers", 1)
    assert (code, out) == (3, "")
    assert "4 pages (4 read)" in err
    assert "1 input rejected: 1 empty" in err
    assert "the record holds 3 distinct pages, " in err
    code, _, err = cli("build", "-r", rec)
    assert code == 3
    assert "(4 unchanged)" in err


def test_build_of_a_folder_just_works_and_is_found_from_inside(cli, tmp_path, monkeypatch):
    pages = tmp_path / "talks"
    (pages / "deep").mkdir(parents=True)
    (pages / "a.txt").write_text('"We agree," said Orla Venn.\n', encoding="utf-8")
    assert cli("build", "talks")[0] == 0
    assert (pages / ".parley" / "record.sqlite").is_file()
    monkeypatch.chdir(pages / "deep")
    (pages / "b.txt").write_text('"We do not," said Ilan Dross.\n', encoding="utf-8")
    code, _, err = cli("build")
    assert code == 0
    assert "(1 read, 1 unchanged)" in err
    assert len(json.loads(cli("documents", "--json")[1])) == 2


def test_add_tells_nothing_that_only_links_know(cli, isles_pages, tmp_path):
    rec = tmp_path / "rec"
    _, _, err = cli("build", isles_pages / "ledger.html", "-o", rec, "--workers", 1)
    assert " actors" in err
    _, _, err = cli("add", isles_pages, "-r", rec, "--workers", 1)
    assert "the record holds 3 distinct pages, " in err and " statements" in err and " actors" not in err


def test_init_then_add_then_build(cli, isles_pages, tmp_path):
    profile = isles_pages.parent / "isles.toml"
    assert cli("init", "--profile", profile)[0] == 0
    code, _, err = cli("init")
    assert code == 2
    assert "already" in err
    code, _, err = cli("build")
    assert code == 2
    assert "no sources yet" in err
    assert cli("add", isles_pages / "ledger.html", "--workers", 1)[0] == 0
    assert cli("actors", "--nl")[1] == ""
    assert cli("build")[0] == 0
    assert "Brantia" in cli("actors", "--nl")[1]
    assert str(isles_pages / "ledger.html") in (tmp_path / ".parley" / "sources.toml").read_text(
        encoding="utf-8"
    )


def test_standard_input_is_a_source(cli, tmp_path):
    row = {"id": "1", "text": '"We agree," said Orla Venn.', "outlet": "Gull Herald"}
    code, _, err = cli("build", "-", "-o", tmp_path / "rec", stdin=json.dumps(row).encode())
    assert (code, "1 page (1 read)" in err) == (0, True)
    (found,) = json.loads(cli("documents", "-r", tmp_path / "rec", "--json")[1])
    assert found["outlet"] == "Gull Herald"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("statments",), "no command 'statments'; did you mean 'statements'?"),
        (("qqq",), "no command 'qqq'"),
        (("status", "-r", "nowhere"), "nowhere: no record here; make one with: parley build"),
        (("status",), "no record in"),
        (("build", "nothing"), "nothing"),
        (("build",), "no record in"),
        (("show",), "Missing argument 'ID'"),
        (("step", "cleen"), "did you mean 'clean'?"),
        (("export", "out", "--format", "cvs"), "did you mean 'csv'?"),
        (("config", "set", "wrokers", "2", "--user"), "did you mean 'workers'?"),
        (("build", "x", "--profile", "nope"), "no profile 'nope'"),
        (("completion", "tcsh"), "bash, fish, zsh"),
    ],
)
def test_usage_errors_are_one_line_and_exit_code_2(cli, args, message):
    code, out, err = cli(*args)
    assert (code, out) == (2, "")
    assert err.startswith("parley: ")
    assert message in err
    assert err.count("\n") == 1


def test_a_damaged_record_is_a_failure_with_a_message(cli, tmp_path):
    (tmp_path / "record.sqlite").write_bytes(b"this is no database at all, it is a letter home" * 50)
    code, _, err = cli("status")
    assert code == 1
    assert err.startswith("parley: ")
    assert "Traceback" not in err


def test_status_adds_up(cli, isles):
    code, out, _ = cli("status", "-r", isles, "--json")
    found = json.loads(out)
    assert code == 0
    assert found["counts"]["documents"] == 3
    _, out, _ = cli("status", "-r", isles)
    lines = dict(line.split("\t") for line in out.splitlines())
    assert lines["documents"] == "3"
    assert lines["rejected: empty"] == "1"
    assert int(lines["statements"]) == found["statements"]["total"]


def test_show_prints_an_entry_in_its_context(cli, isles):
    with parley.open(isles) as record:
        entry = record.statements(act="accuse")[0]
    code, out, _ = cli("show", entry["id"][:18], "-r", isles)
    assert code == 0
    assert "speaker\tIlan Dross" in out
    assert "Brantian President Orla Venn said on Tuesday" in out
    assert json.loads(cli("show", entry["id"], "-r", isles, "--json")[1])["entry"] == entry
    code, out, _ = cli("show", entry["speaker"]["actor_id"], "-r", isles)
    assert (code, "name\tIlan Dross" in out) == (0, True)


def test_show_prints_a_page_with_the_reason_of_each_block(cli, isles):
    with parley.open(isles) as record:
        document = next(d for d in record.documents() if d["uri"] == "ledger.html")
    code, out, _ = cli("show", document["id"], "-r", isles)
    assert code == 0
    assert "Negotiators from Brantia" in out
    code, out, _ = cli("show", document["id"], "-r", isles, "--blocks")
    for block in document["blocks"]:
        assert f"{block['role']} {block['start']}:{block['end']} {block['reason']}"[:40] in out


@pytest.mark.parametrize("command", ["show", "explain"])
def test_an_id_that_is_not_there(cli, isles, command):
    code, _, err = cli(command, "zzz", "-r", isles)
    assert code == 2
    assert "zzz" in err


@pytest.mark.parametrize("command", ["show", "explain"])
def test_an_id_that_many_share_the_beginning_of_shows_some_to_choose_from(cli, isles, command):
    with parley.open(isles) as record:
        statements = sorted(record.statements(), key=lambda row: row["id"])
        with pytest.raises(AmbiguousId) as caught:
            record.explain("statement-")
    assert (caught.value.count, caught.value.ids) == (
        len(statements),
        tuple(row["id"] for row in statements[:5]),
    )
    code, out, err = cli(command, "statement-", "-r", isles)
    first, *rows, more = err.splitlines()
    assert (code, out) == (2, "")
    assert first == f"parley: {len(statements)} ids begin with 'statement-'; give more of it, such as:"
    assert more == f"  ... and {len(statements) - 5} more (see: parley statements)"
    for line, entry in zip(rows, statements, strict=False):
        shown, words = line.split(None, 1)
        assert entry["id"].startswith(shown) and cli(command, shown, "-r", isles)[0] == 0
        assert words.startswith(f"{entry['speaker']['name']}: {entry['content'][:30]}")


@pytest.mark.parametrize("beginning", ["doc-", "mention-", "actor-", ""])
def test_every_kind_of_entry_can_be_chosen(cli, isles, beginning):
    code, out, err = cli("show", beginning, "-r", isles)
    assert (code, out) == (2, "")
    assert "ids begin with" in err


def lines_of(out):
    """The lines of an explanation by their labels; of equal labels the first."""
    lines = [line.strip().split("  ", 1) for line in out.splitlines()[1:]]
    return dict(reversed(lines))


@pytest.mark.parametrize(
    ("text", "found_as"),
    [
        (
            "“We will wait for the ferry,” said Ana Weber.",
            "the quotation before “said Ana Weber”; the speaker is named right after “said”",
        ),
        (
            "“We will wait,” Ana Weber said. “Nobody will leave the port.”",
            "the quotation around “Ana Weber said”; the speaker is the subject of “said”",
        ),
        (
            "The port would open on Monday, Ana Weber said.",
            "the words before “Ana Weber said”; the speaker is the subject of “said”",
        ),
        (
            "Ana Weber said that the port would open.",
            "what follows “Ana Weber said that”; the speaker is the subject of “said”",
        ),
        (
            "Ana Weber accused the ministry of hiding the plans.",
            "what follows “Ana Weber accused the ministry of”; the speaker is the subject of “accused”",
        ),
        (
            "According to Ana Weber, the port would open.",
            "what follows “According to Ana Weber,”; the speaker is named right after “According to”",
        ),
        (
            "Ana Weber's demand for a truce was read out.",
            "what follows “Ana Weber's demand for”; the speaker is whose “demand” it is",
        ),
    ],
)
def test_explain_tells_in_plain_words_how_the_content_was_found(cli, tmp_path, text, found_as):
    (tmp_path / "page.txt").write_text(f"Talks\n\n{text}\n", encoding="utf-8")
    place = tmp_path / "record"
    cli("build", tmp_path / "page.txt", "-o", place)
    with parley.open(place) as record:
        (entry,) = record.statements()
    out = cli("explain", entry["id"], "-r", place)[1]
    lines = lines_of(out)
    assert lines["found as"] == found_as
    assert lines["speaker"].startswith("Ana Weber, in print “Ana Weber” (")
    assert lines["reported by"].startswith(f"“{entry['cue']}” (")
    assert lines["at" if "at" in lines else "stands in"] == entry["uri"]
    labels = [line.strip().split("  ")[0] for line in out.splitlines()]
    assert len(set(labels)) == len(labels)
    for code in ("zero-that", "np-of", "clause", "hearer"):
        assert code not in out.replace(f"rule  {lines['rule']}", "")


def test_everything_that_speaks_for_a_speaker_has_words():
    from parley.find.speakers.weighing import NOBODY, weights
    from parley.views.words import table

    codes = {code for section in ("pronoun", "office") for code in weights(section)} - {NOBODY}
    assert codes <= table("features").keys()


def test_explain_names_the_rule_and_every_part_at_its_place(cli, isles):
    with parley.open(isles) as record:
        entry = record.statements(act="accuse")[0]
        text = record.show(entry["document_id"])["entry"]["text"]
        figure = record.figures()[0]
    code, out, _ = cli("explain", entry["id"], "-r", isles, "--json")
    found = json.loads(out)
    assert (code, found["rule"]) == (0, entry["rule"])
    parts = {part["part"] for part in found["parts"]}
    assert {"speaker", "cue", "content"} <= parts
    for part in found["parts"]:
        if part["span"]:
            assert text[slice(*part["span"])] == part["words"]
    _, out, _ = cli("explain", entry["id"], "-r", isles)
    lines = lines_of(out)
    assert lines["rule"] == entry["rule"].removeprefix("rules: ")
    assert lines["speaker"].startswith("Ilan Dross, in print “Corvalian Foreign Minister Ilan Dross” (")
    assert lines["found as"].startswith(
        "what follows “Corvalian Foreign Minister Ilan Dross accused Brantia of”"
    )
    assert lines["addressee"] == "Brantia"
    assert lines["at"] == "gull-herald/truce.txt" or "truce" in lines["stands in"]
    code, out, _ = cli("explain", figure["id"], "-r", isles)
    assert (code, lines_of(out)["words"].split(" (")[0]) == (0, f"“{figure['evidence'][0]['quote']}”")
    with parley.open(isles) as record:
        state = next(row for row in record.actors() if row["name"] == "Brantia")
    out = cli("explain", state["id"], "-r", isles)[1]
    here = lines_of(out)
    others = len({e["document_id"] for e in state["evidence"]}) - 1
    assert here["and"] == f"in {others} other page{'s' if others > 1 else ''}"
    code, _, err = cli("explain", entry["document_id"], "-r", isles)
    assert code == 2
    assert "documents" in err


def test_explain_shows_who_else_was_weighed_for_a_pronoun(cli, tmp_path):
    page = tmp_path / "pages" / "talks.txt"
    page.parent.mkdir()
    page.write_text(
        "Talks\n\nEnvoy Ivan Lund said Peter Karn had lied. He added that the talks would go on.\n"
    )
    place = str(tmp_path / "record")
    assert cli("build", str(page.parent), "-o", place)[0] == 0
    with parley.open(place) as record:
        entry = next(e for e in record.statements() if e["speaker"]["surface"] == "He")
        told = record.explain(entry["id"])["reasons"]
        assert record.explain(entry["id"][:20])["reasons"] == told
    assert (entry["speaker"]["name"], entry["speaker"]["basis"]) == ("Ivan Lund", told["speaker"]["basis"])
    options = told["speaker"]["options"]
    assert [o["name"] for o in options] == ["Ivan Lund", "Peter Karn"]
    assert options[0]["score"] == entry["speaker"]["score"] > options[1]["score"]
    assert told["cue"]["lemma"] == "add" and told["frame"] == "that"
    code, out, _ = cli("explain", entry["id"], "-r", place)
    assert code == 0
    lines = lines_of(out)
    assert lines["because"].startswith(f"the pronoun fits nobody better ({options[0]['score']:.0%} sure): ")
    assert "the last to have spoken" in lines["because"]
    assert lines["weighed too"].startswith(f"Peter Karn ({options[1]['score']:.0%}): ")
    assert json.loads(cli("explain", entry["id"], "-r", place, "--json")[1])["reasons"] == told


def test_explain_says_why_a_speaker_was_left_open(cli, tmp_path):
    page = tmp_path / "pages" / "talks.txt"
    page.parent.mkdir()
    page.write_text("Talks\n\nPeter Karn and Ivan Lund met in Velm. He said the talks had failed.\n")
    place = str(tmp_path / "record")
    cli("build", str(page.parent), "-o", place)
    with parley.open(place) as record:
        entry = record.statements()[0]
    assert entry["speaker"]["actor_id"] is None and entry["speaker"]["score"] is None
    out = cli("explain", entry["id"], "-r", place)[1]
    lines = lines_of(out)
    assert lines["speaker"].startswith("left open: “He” (")
    assert lines["because"] == "2 fit (Ivan Lund, Peter Karn)"
    assert out.count("weighed too") == 2


def test_search_takes_any_text(cli, isles):
    code, out, _ = cli("search", "guarantees", "paper", "-r", isles, "--json")
    assert code == 0
    assert len(json.loads(out)) == 1
    for query in ('"', "1,000-for-1,000", "NOT (", "😀"):
        assert cli("search", "-r", isles, "--", query)[0] == 0


def test_verify_counts_what_it_checked_and_fails_on_one_wrong_word(cli, isles, tmp_path):
    code, out, _ = cli("verify", "-r", isles)
    assert code == 0
    assert out.startswith("3 pages and ")
    shutil.copytree(isles, tmp_path / "spoilt")
    with sqlite3.connect(tmp_path / "spoilt" / "record.sqlite") as db:
        db.execute("UPDATE documents SET text = replace(text, 'buy time', 'win time')")
    db.close()
    code, out, _ = cli("verify", "-r", tmp_path / "spoilt")
    assert code == 1
    assert "buy time" in out
    found = json.loads(cli("verify", "-r", tmp_path / "spoilt", "--json")[1])
    assert found["mismatches"]


def test_doctor(cli, isles):
    assert cli("doctor", "-r", isles) == (0, "the file, its indexes and its references are sound\n", "")
    assert cli("doctor", "-r", isles, "--json")[1] == "[]\n"


def test_export_tells_what_it_wrote(cli, isles, tmp_path):
    code, out, err = cli("export", tmp_path / "out", "-r", isles, "--format", "csv")
    assert (code, out) == (0, "")
    assert "3 documents" in err
    assert (tmp_path / "out" / "datapackage.json").is_file()


def test_config_shows_what_holds_and_where_it_comes_from(cli, tmp_path, monkeypatch):
    assert cli("config", "set", "workers", "3", "--user")[0] == 0
    assert cli("init")[0] == 0
    assert cli("config", "set", "outlet", "Gull Herald")[0] == 0
    monkeypatch.setenv("PARLEY_LANGUAGES", "en")
    found = json.loads(cli("config", "show", "--origin", "--json")[1])
    assert found["workers"] == {"value": 3, "origin": str(tmp_path / "config" / "parley" / "parley.toml")}
    assert found["outlet"] == {"value": "Gull Herald", "origin": str(tmp_path / ".parley" / "parley.toml")}
    assert found["languages"] == {"value": ["en"], "origin": "environment"}
    assert found["max_page_bytes"]["origin"] == "default"
    assert "outlet\tGull Herald\n" in cli("config", "show")[1]
    monkeypatch.setenv("PARLEY_WROKERS", "3")
    code, _, err = cli("config", "show")
    assert (code, "did you mean 'workers'" in err) == (2, True)


def test_a_profile_that_is_set_is_copied_into_the_record(cli, isles_pages, tmp_path):
    cli("init")
    assert cli("config", "set", "profile", isles_pages.parent / "isles.toml")[0] == 0
    assert (tmp_path / ".parley" / "profile.toml").is_file()
    assert json.loads(cli("config", "show", "--json")[1])["profile"] == str(
        tmp_path / ".parley" / "profile.toml"
    )


def test_step_passes_bad_rows_on_and_says_so(cli):
    rows = b'{"id": 1, "text": "Orla Venn said the truce held."}\nnope\n{"id": 3, "text": "x"}\n'
    code, out, err = cli("step", "statements", stdin=rows)
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 3
    assert [row["id"] for row in found] == [1, None, 3]
    assert found[0]["statements"][0]["speaker"]["name"] == "Orla Venn"
    assert err.startswith("parley: line 2: ")
    assert cli("step", "figures", stdin=b"")[:2] == (0, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(cli, shell):
    code, out, _ = cli("completion", shell)
    assert code == 0
    assert "_PARLEY_COMPLETE" in out


def test_completion_completes_commands_and_words():
    def complete(words):
        given = {**os.environ, "_PARLEY_COMPLETE": "bash_complete", "COMP_WORDS": words}
        given["COMP_CWORD"] = str(len(words.split()) - 1)
        command = [sys.executable, "-c", "from parley.cli.main import main; main()"]
        return subprocess.run(command, env=given, capture_output=True, text=True, check=False).stdout

    assert "plain,statements" in complete("parley state")
    assert "plain,accuse" in complete("parley statements --act acc")


def test_an_interrupt_is_exit_code_130_and_keeps_what_was_stored(tmp_path):
    command = [sys.executable, "-m", "parley", "step", "statements"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdin.write(b'{"id": 1, "text": "Hello."}\n')
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        time.sleep(0.05)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"interrupted" in err
    assert b"Traceback" not in err


def test_a_record_named_like_a_file_is_told_how_to_name_it(cli, isles):
    code, out, err = cli("meetings", isles)
    assert (code, out) == (2, "")
    assert "a record is named with -r REC" in err
