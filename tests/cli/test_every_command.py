"""What every command that lists or tells something keeps to: data on stdout, words about it on stderr."""

import json
import os
import subprocess
import sys

import pytest

from parley.cli.main import COMMANDS

# How each command is called on the record of the isles.
CALLS = {
    "timeline": (), "meetings": (), "agreements": (), "positions": (), "incidents": (), "statements": (), "figures": (),
    "compare": (), "actors": (), "who": ("Dross",), "documents": (), "new": (), "families": (), "stories": (),
    "rejections": (), "status": (), "search": ("guarantees",), "ask": ("What did Dross say?",),
    "show": ("{statement}",), "explain": ("{statement}",), "date": ("{page}",), "verify": (), "doctor": (),
    "diff": ("{page}", "{other}"),
}  # fmt: skip
SILENT = {  # what makes, serves or writes something, each with tests of its own
    "build", "init", "add", "load", "watch", "demo", "review", "join", "split", "export", "cite", "dossier", "serve",
    "brief", "plot", "mcp", "backup", "restore", "migrate", "config", "profile", "times", "step", "completion",
}  # fmt: skip
NAMES = [name for section in COMMANDS.values() for name in section]


@pytest.fixture(scope="module")
def ids(isles):
    import parley

    with parley.open(isles) as record:
        pages = [row["id"] for row in record.documents()]
        return {"statement": record.statements()[0]["id"], "page": pages[0], "other": pages[1]}


def rows(text):
    """One JSON value, or one a line."""
    try:
        return json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.split("\n") if line]


@pytest.mark.parametrize("name", CALLS)
def test_json_is_all_that_stands_on_stdout(cli, isles, ids, name):
    asked = [word.format(**ids) for word in CALLS[name]]
    code, out, err = cli(name, *asked, "-r", isles, "--json")
    assert code in (0, 3), err
    assert rows(out) is not None and out.endswith("\n")


@pytest.mark.parametrize("name", CALLS)
def test_a_pipe_gets_no_colours_and_no_bars(cli, isles, ids, name, monkeypatch):
    asked = [word.format(**ids) for word in CALLS[name]]
    code, out, err = cli(name, *asked, "-r", isles)
    assert code in (0, 3), err
    assert "\x1b" not in out + err and "\r" not in out + err
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in "".join(cli(name, *asked, "-r", isles)[1:])


@pytest.mark.parametrize("name", CALLS)
def test_a_word_that_is_no_option_is_a_usage_error(cli, isles, name):
    code, out, err = cli(name, "--nosuch", "-r", isles)
    assert code == 2 and out == "" and "--nosuch" in err and "Traceback" not in err


def test_a_build_tells_its_rejections_on_stderr_with_exit_code_3(isles_pages, tmp_path):
    command = [sys.executable, "-m", "parley", "build", isles_pages, "-o", tmp_path / "rec"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 3
    assert "reject" in done.stderr and "\x1b" not in done.stdout + done.stderr and "\r" not in done.stderr


def test_a_build_says_what_to_do_about_a_date_whose_name_it_does_not_know(tmp_path):
    row = '{"text": "Orla Venn said that the port of Sele would open.", "date_printed": "2031-06-02"}'
    (tmp_path / "rows.jsonl").write_text(row, encoding="utf-8")
    command = [sys.executable, "-m", "parley", "build", tmp_path / "rows.jsonl", "-o", tmp_path / "rec"]
    told = subprocess.run(command, capture_output=True, text=True).stderr
    assert "1 with a date in a field of unknown name\n  say which field it is: parley config set" in told
    subprocess.run(
        [sys.executable, "-m", "parley", "config", "set", "row_fields", "published=date_printed"],
        cwd=tmp_path / "rec",
        check=True,
        capture_output=True,
    )
    assert "unknown name" not in subprocess.run(command, capture_output=True, text=True).stderr
    listed = [sys.executable, "-m", "parley", "documents", "-r", tmp_path / "rec"]
    assert "2031-06-02" in subprocess.run(listed, capture_output=True, text=True).stdout


def test_no_command_is_forgotten_here():
    assert sorted([*CALLS, *SILENT]) == sorted(NAMES)
