"""``--log-json``: every line of standard error is one JSON object, whatever happens."""

import json
import subprocess
import sys
import warnings

import pytest

LEVELS = {"info", "warning", "error"}
BUILD = {"record", "seconds", "reading", "pages", "read", "unchanged", "rejected", "linked"}


def logged(err):
    """The lines, each with the fields that all have."""
    found = [json.loads(line) for line in err.splitlines()]
    for line in found:
        assert list(line)[:3] == ["time", "level", "event"], line
        assert line["time"].endswith("Z") and line["level"] in LEVELS
    return found


def by_event(err):
    out = {}
    for line in logged(err):
        out.setdefault(line["event"], []).append(line)
    return out


def test_a_build_tells_its_steps_counts_and_seconds(cli, isles_pages, tmp_path):
    code, out, err = cli("build", isles_pages, "-o", tmp_path / "rec", "--workers", "1", "--log-json")
    found = by_event(err)
    assert code == 3 and out == ""
    assert found["start"][0]["command"] == "build" and found["end"][0]["code"] == 3
    [build] = found["build"]
    assert set(build) >= BUILD and build["level"] == "warning" and build["pages"] == 4
    assert sum(build["rejected"].values()) == 1
    steps = {line["step"]: line for line in found["step"]}
    assert steps["read.statements"]["count"] == 4 and steps["link.actors"]["count"] > 1
    assert all(line["seconds"] >= 0 for line in found["step"])


@pytest.mark.parametrize(
    ("args", "code"),
    [(("status", "-r", "nowhere"), 2), (("build", "--nosuch"), 2), (("nosuch",), 2), (("search",), 2)],
)
def test_errors_are_lines_too(cli, args, code):
    got, _, err = cli("--log-json", *args)
    found = by_event(err)
    assert got == code and found["end"][0]["code"] == code
    assert found["error"][0]["level"] == "error" and found["error"][0]["message"]


def test_data_stays_alone_on_standard_output(cli, isles):
    code, out, err = cli("--log-json", "statements", "-r", isles, "--json")
    assert code == 0 and json.loads(out) and logged(err)


def test_without_it_nothing_is_json(cli, isles, tmp_path):
    code, _, err = cli("export", tmp_path / "out", "-r", isles)
    assert code == 0 and not err.startswith("{")
    assert cli("statements", "-r", isles, "--json", "--", "--log-json")[0] == 2


def test_what_libraries_say_and_what_nobody_foresaw_are_lines(cli, isles, monkeypatch):
    from parley import api

    def fail(_self):
        warnings.warn("old ways", DeprecationWarning, stacklevel=1)
        raise RuntimeError("no such luck")

    monkeypatch.setattr(api.Record, "doctor", fail)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        code, _, err = cli("doctor", "-r", isles, "--log-json")
    lines = logged(err)
    assert code == 1 and "RuntimeError: no such luck" in next(
        x["traceback"] for x in lines if "traceback" in x
    )
    assert [x["logger"] for x in lines if x.get("logger")] == ["py.warnings"]


def test_progress_is_told_now_and_then(capsys):
    from parley.cli import log
    from parley.cli.progress import progress

    with log.lines(), progress("reading pages") as tick:
        tick(1, "a")
        tick.__self__._said -= 60
        tick(7, "b")
    [line] = logged(capsys.readouterr().err)
    assert (line["event"], line["step"], line["count"]) == ("progress", "reading pages", 7)
    assert line["per_second"] > 0


def test_every_line_of_a_process_of_its_own(isles_pages, tmp_path):
    command = [sys.executable, "-m", "parley", "build", isles_pages, "-o", tmp_path / "rec", "--log-json"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 3 and {"start", "step", "build", "end"} <= set(by_event(done.stderr))
