"""``parley times`` and the step of that name."""

import json

from parley.settings import Settings
from parley.steps import run

TEXT = "The envoys of Tavria met late Tuesday, on the fourth anniversary of the truce. 😀 It holds for two weeks."


def step(**row):
    (out,) = run("times", [json.dumps({"id": "a", "text": TEXT} | row)], Settings())
    return out


def test_the_step_gives_rows_with_bounds_where_there_are_any():
    out = step(published="2031-06-04")
    assert out.error is None
    assert out.row["id"] == "a"
    assert out.row["times"] == [
        {"start": 25, "end": 37, "type": "DATE", "value": "2031-06-03", "mod": "END"}
        | {"earliest": "2031-06-03", "latest": "2031-06-03"},
        {"start": TEXT.index("two"), "end": len(TEXT) - 1, "type": "DURATION", "value": "P2W"},
    ]


def test_only_a_day_of_writing_dates():
    assert step().row["times"][0]["value"] == "XXXX-WXX-2"
    assert step(published="2031-06").row["times"][0]["value"] == "XXXX-WXX-2"


def test_a_row_without_text_is_a_bad_row():
    (out,) = run("times", ['{"id": "a"}'], Settings())
    assert (out.row["times"], out.row["error"]["code"]) == (None, "bad_row")


def test_plain_lines_json_and_standard_input(cli):
    code, out, _ = cli("times", TEXT, "--published", "2031-06-04")
    assert code == 0
    lines = [line.split("\t") for line in out.splitlines()]
    assert lines[0] == ["text", "type", "value", "mod", "earliest", "latest"]
    assert lines[1] == ["late Tuesday", "DATE", "2031-06-03", "END", "2031-06-03", "2031-06-03"]
    code, out, _ = cli("times", "--json", stdin=TEXT.encode())
    assert code == 0
    assert [row["text"] for row in json.loads(out)] == ["late Tuesday", "two weeks"]


def test_a_text_without_times_and_a_bad_day(cli):
    code, out, err = cli("times", "Nothing was said.")
    assert (code, out.count("\n")) == (0, 1)
    assert "no date or time" in err
    code, _, err = cli("times", TEXT, "--published", "Tuesday")
    assert code == 2
    assert "2031-06-04" in err
