"""Listings: the same rows in every form, for people and for pipes."""

import csv
import io
import json
import os
import pty
import subprocess
import sys

import pytest

import parley

LISTINGS = ("statements", "figures", "actors", "documents", "rejections")


@pytest.mark.parametrize("name", LISTINGS)
def test_the_forms_hold_the_same_rows(cli, isles, name):
    with parley.open(isles) as record:
        rows = list(record.iterate(name))
    code, out, err = cli(name, "-r", isles, "--json")
    assert (code, err, json.loads(out)) == (0, "", rows)
    _, out, _ = cli(name, "-r", isles, "--nl")
    assert [json.loads(line) for line in out.split("\n")[:-1]] == rows
    _, out, _ = cli(name, "-r", isles, "--csv")
    table = list(csv.DictReader(io.StringIO(out, newline="")))
    assert len(table) == len(rows) > 0
    if "id" in rows[0]:
        assert [row["id"] for row in table] == [row["id"] for row in rows]
    _, out, _ = cli(name, "-r", isles)
    lines = out.split("\n")[:-1]
    assert len(lines) == len(rows) + 1
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}
    assert "\x1b" not in out


def test_no_rows_is_an_empty_array(cli, isles):
    assert cli("statements", "-r", isles, "--json", "--act", "praise")[:2] == (0, "[]\n")
    assert cli("statements", "-r", isles, "--nl", "--act", "praise")[:2] == (0, "")


def test_filters_choose_and_evidence_is_printed(cli, isles):
    _, out, _ = cli("statements", "-r", isles, "--speaker", "dross", "--act", "accuse")
    header, row = (line.split("\t") for line in out.splitlines())
    found = dict(zip(header, row, strict=True))
    assert (found["speaker"], found["act"]) == ("Ilan Dross", "accuse")
    assert 'seeking to "buy time"' in found["quote"]


def test_a_limit_says_what_it_leaves_out(cli, isles):
    code, out, err = cli("statements", "-r", isles, "--limit", 2, "--nl")
    with parley.open(isles) as record:
        total = record.count("statements")
    assert (code, out.count("\n")) == (0, 2)
    assert f"2 of {total} statements" in err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--act", "acuse"), "no act 'acuse'; did you mean 'accuse'?"),
        (("--mode", "mixt"), "did you mean 'mixed'?"),
        (("--issue", "ceasfire"), "did you mean 'ceasefire'?"),
        (("--since", "soon"), "since: 'soon' is not a date"),
        (("--spaeker", "x"), "--speaker"),
        (("--limit", "0"), "--limit"),
    ],
)
def test_a_wrong_filter_names_what_could_be_meant(cli, isles, args, message):
    code, out, err = cli("statements", "-r", isles, *args)
    assert (code, out) == (2, "")
    assert err.startswith("parley: ")
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "near"),
    [
        (("--speaker", "Ilan Drosz"), "Ilan Dross"),
        (("--party", "Corvalle"), "Corvale"),
        (("--outlet", "Sele Ledger"), "The Sele Ledger"),
    ],
)
def test_a_name_that_matches_nothing_is_a_remark_with_the_nearest(cli, isles, args, near):
    code, out, err = cli("statements", "-r", isles, *args, "--json")
    assert (code, out) == (0, "[]\n")
    assert f"on record; did you mean {near!r}?" in err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            ("--speaker", "Qwxzv"),
            "no speaker 'Qwxzv' on record; there are: Brantia, Corvale, Ilan Dross, Orla Venn",
        ),
        (("--party", "Qwxzv"), "no party 'Qwxzv' on record; there are: Brantia, Corvale"),
        (("--outlet", "Qwxzv"), "no outlet 'Qwxzv' on record; there are: The Sele Ledger"),
        (
            ("--document", "Qwxzv"),
            "no page 'Qwxzv' on record, by its id, the beginning of it, or its address (see: parley documents)",
        ),
        (("--party", "Dros"), "no party 'Dros' on record; there are: Brantia, Corvale"),
        (("--speaker", "Drosz"), "no speaker 'Drosz' on record; did you mean 'Ilan Dross'?"),
    ],
)
@pytest.mark.parametrize("command", [("statements",), ("figures",), ("search", "truce")])
def test_a_filter_that_names_nothing_says_so_beside_the_data(cli, isles, command, args, message):
    for form, data in (("--json", "[]\n"), ("--nl", "")):
        code, out, err = cli(*command, "-r", isles, *args, form)
        assert (code, out) == (0, data)
        assert message in err


@pytest.mark.parametrize(
    "args", [("--speaker", "Ume Tarsk"), ("--party", "Corvale"), ("--outlet", "the sele ledger")]
)
def test_a_filter_that_names_something_is_no_matter_for_remarks(cli, isles, args):
    code, out, err = cli("statements", "-r", isles, *args, "--act", "threaten", "--json")
    assert (code, out, err) == (0, "[]\n", "")


def on_a_terminal(*args, **env):
    """What the command line writes to a terminal of 80 columns."""
    leader, follower = pty.openpty()
    given = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "COLUMNS": "80", "LANG": "C.UTF-8", **env}
    command = [sys.executable, "-m", "parley", *map(str, args)]
    with subprocess.Popen(command, stdout=follower, stderr=follower, stdin=follower, env=given) as process:
        os.close(follower)
        out = b""
        while True:
            try:
                data = os.read(leader, 65536)
            except OSError:  # how Linux says that the other side has closed
                break
            if not data:
                break
            out += data
    os.close(leader)
    assert process.returncode == 0, out.decode()
    return out.decode().replace("\r\n", "\n")


def test_a_person_sees_the_sentence_with_its_words_in_colour(isles):
    out = on_a_terminal("statements", "-r", isles, "--act", "accuse")
    assert '\x1b[31mseeking to "buy time"' in out
    assert "1 statement" in out


@pytest.mark.parametrize(
    "args",
    [
        ("statements",),
        ("figures",),
        ("actors",),
        ("documents",),
        ("rejections",),
        ("status",),
        ("search", "truce"),
        ("config", "show", "--origin"),
    ],
)
def test_no_color_leaves_the_layout_and_takes_every_escape(isles, args):
    out = on_a_terminal(*args, "-r", isles, NO_COLOR="1")
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 80 or args[0] == "config"


def test_a_page_cannot_write_to_the_terminal(tmp_path):
    (tmp_path / "pages").mkdir()
    text = (
        'Orla Venn said the truce was "de\x07ad\u202e and \x1b[2Jgone".\n\n'
        "Her army fired 30 rockets on Tuesday \x1b]0;x\x07night, she said.\n"
    )
    row = json.dumps({"id": "1", "text": text, "outlet": "Gull \x1b[2JHerald"})
    (tmp_path / "pages" / "a.jsonl").write_text(row, encoding="utf-8")
    parley.build([tmp_path / "pages"], tmp_path / "rec", workers=1).close()
    for args in (("statements",), ("figures",), ("search", "truce"), ("documents",)):
        for env in ({}, {"NO_COLOR": "1"}):
            out = on_a_terminal(*args, "-r", tmp_path / "rec", **env)
            assert "rockets" in out or "truce" in out
            for sequence in ("\x1b[2J", "\x1b]0;", "\x07", "\u202e"):
                assert sequence not in out


def test_a_reader_that_leaves_is_no_error(isles):
    command = f"{sys.executable} -m parley documents -r {isles} --json | head -c 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[", "")


@pytest.mark.parametrize("name", ["statements", "figures"])
def test_context_is_whole_paragraphs_around_the_words(cli, isles, name):
    _, narrow, _ = cli(name, "-r", isles, "--context", 0, "--json")
    _, wide, _ = cli(name, "-r", isles, "--context", 2, "--json")
    with parley.open(isles) as record:
        texts = {d["id"]: d["text"] for d in record.iterate("documents")}
    for near, far in zip(json.loads(narrow), json.loads(wide), strict=True):
        for row in (near, far):
            context = row["context"]
            assert texts[row["document_id"]][context["start"] : context["end"]] == context["text"]
            assert all(context["start"] <= e["start"] and e["end"] <= context["end"] for e in row["evidence"])
        assert near["context"]["text"] in far["context"]["text"]


def test_context_in_lines_and_not_in_csv(cli, isles):
    _, out, _ = cli("statements", "-r", isles, "--context", 1)
    assert out.splitlines()[0].endswith("\tcontext")
    assert cli("statements", "-r", isles, "--context", 1, "--csv")[0] == 2
