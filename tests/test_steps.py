"""Each step alone: rows in order, offsets of the given text, bad rows in their place."""

import json

import pytest
from hypothesis import given, settings, strategies

from parley.dates import Date
from parley.errors import UsageError
from parley.settings import Settings
from parley.steps import run

TEXT = (
    'President Orla Venn said on Tuesday the truce was "not a pause but an end". 😀\n\n'
    "Brantia's army fired 40 rockets, according to Colonel Ume Tarsk.\n"
)


def step(name, *rows):
    lines = [row if isinstance(row, bytes | str) else json.dumps(row) for row in rows]
    return list(run(name, lines, Settings()))


def test_statements_refer_to_the_text_as_given():
    (out,) = step("statements", {"id": "a", "text": TEXT, "published": "2031-06-03"})
    assert out.error is None
    found = out.row["statements"]
    assert any("not a pause" in s["content"] for s in found)
    for entry in found:
        for item in entry["evidence"]:
            assert item["document_id"] == "a"
            assert TEXT[item["start"] : item["end"]] == item["quote"]


def test_figures_are_found_with_their_bounds():
    (out,) = step("figures", {"id": 7, "text": TEXT})
    assert out.row["id"] == 7
    assert [(f["low"], f["unit"]) for f in out.row["figures"]] == [(40, "rocket")]


def test_clean_gives_a_row_of_documents():
    rows = [
        {"id": "t", "text": TEXT, "outlet": "Gull Herald", "url": "https://gull.example/1"},
        {"id": "h", "html": f"<html><body><article><p>{TEXT * 3}</p></article></body></html>"},
    ]
    text, html = step("clean", *rows)
    document = text.row["document"]
    assert (document["outlet"], document["url"]) == ("Gull Herald", "https://gull.example/1")
    assert document["text"] == TEXT
    assert {b["role"] for b in document["blocks"]}
    assert "not a pause" in html.row["document"]["text"]


def test_a_bad_row_stands_in_its_place_and_the_next_is_read():
    good = {"id": "g", "text": TEXT}
    out = step(
        "statements",
        good,
        "{not json",
        b"\xff",
        "[]",
        {"text": "no id"},
        {"id": 1},
        {"id": 2, "text": 5},
        {"id": 3, "text": "x", "published": "June"},
        "",
        good,
    )
    assert [o.number for o in out] == [1, 2, 3, 4, 5, 6, 7, 8, 10]
    assert [o.error is None for o in out] == [True] + [False] * 7 + [True]
    for o in out[1:-1]:
        assert f"line {o.number}: " in o.error
        assert o.row["error"]["code"] == "bad_row"
        assert o.row["statements"] is None
    assert [o.row["id"] for o in out] == ["g", None, None, None, None, 1, 2, 3, "g"]
    assert out[0].row == out[-1].row


@pytest.mark.parametrize("name", ["times", "statements", "stories"])
@pytest.mark.parametrize(
    "change",
    [
        {"earliest": "junk", "latest": "junk"}, {"edtf": "junk"}, {"edtf": None}, {"edtf": 2031}, {"latest": None},
        {"earliest": 5}, {"basis": "hearsay"}, {"basis": []}, {"proof": None}, {"edtf": "2031-06-03\n"},
    ],
)  # fmt: skip
def test_a_date_row_that_is_none_is_a_bad_row(name, change):
    field = "date" if name == "stories" else "published"
    date = Date.of("2031-06-03", "user").to_dict()
    bad, good = step(
        name, {"id": 1, "text": TEXT, field: date | change}, {"id": 2, "text": TEXT, field: date}
    )
    assert bad.row["error"]["code"] == "bad_row" and f"{field} must be" in bad.error
    assert good.error is None


def test_an_unknown_date_may_be_given_as_a_row():
    (out,) = step("times", {"id": 1, "text": TEXT, "published": Date.unknown().to_dict()})
    assert out.error is None


def test_a_page_that_cannot_be_read_says_why():
    (out,) = step("clean", {"id": "e", "text": "  \n "})
    assert out.row["error"]["code"] == "empty"
    assert out.row["document"] is None


def test_an_unknown_step_is_a_usage_error():
    with pytest.raises(UsageError, match="clean, times, statements, figures"):
        step("cleen")


def test_rows_stream():
    def lines():
        yield json.dumps({"id": 1, "text": "One."})
        raise AssertionError("asked for the second row before the first was given")

    assert next(run("statements", lines(), Settings())).row["id"] == 1


@settings(max_examples=60, deadline=None)
@given(strategies.text(max_size=300))
def test_any_text_keeps_its_offsets(text):
    (out,) = step("figures", {"id": "x", "text": text})
    assert out.error is None
    for figure in out.row["figures"]:
        for item in figure["evidence"]:
            assert text[item["start"] : item["end"]] == item["quote"]


def test_a_meeting_has_all_the_days_that_the_text_names():
    text = (
        "Negotiators from Chile and Peru concluded a second day of talks in Geneva on Wednesday.\n"
        "The talks lasted two hours, much shorter than the six hours of meetings on Tuesday.\n"
    )
    given = json.dumps({"id": "a", "text": text, "published": "2031-06-05"})
    (outcome,) = run("meetings", [given], Settings())
    (meeting,) = outcome.row["meetings"]
    assert [date["edtf"] for date in meeting["dates"]] == ["2031-06-04", "2031-06-03"]
    assert (meeting["place"]["name"], meeting["status"], meeting["outcome"]) == ("Geneva", "held", [])
