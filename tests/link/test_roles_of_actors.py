"""The offices of one person over all pages."""

from itertools import count

import pytest

from parley.link.roles import roles_of, title_key, within

_numbers = count()


def role(title, doc="d1", of=None):
    number = next(_numbers)
    words = {"document_id": doc, "start": number, "end": number + 1, "quote": "x"}
    return {"id": f"role-{number}", "document_id": doc, "title": title, "of": of, "evidence": [words]}


def day(first, last=None):
    return {"earliest": first, "latest": last or first}


OPEN = {"earliest": None, "latest": None}


def test_a_title_is_one_role_with_the_days_of_its_pages():
    rows = [role("envoy", "d1", "Velmara"), role("Envoy", "d2"), role("envoy", "d3"), role("minister", "d3")]
    dates = {"d1": day("2031-06-02"), "d2": day("2031-05-01"), "d3": OPEN}
    envoy, minister = roles_of(rows, dates)
    assert {k: envoy[k] for k in ("title", "of", "from", "to")} == {
        "title": "envoy",
        "of": "Velmara",
        "from": "2031-05-01",
        "to": "2031-06-02",
    }
    assert [e["document_id"] for e in envoy["evidence"]] == ["d1", "d2", "d3"]
    assert (minister["title"], minister["of"], minister["from"], minister["to"]) == ("minister",) + (
        None,
    ) * 3


def test_two_offices_come_in_order_of_time():
    rows = [role("security secretary", "d2"), role("defence minister", "d1"), role("defense minister", "d1")]
    dates = {"d1": day("2031-05-04", "2031-05-09"), "d2": day("2032-02-03", "2032-04-01")}
    found = [(r["title"], r["from"], r["to"]) for r in roles_of(rows, dates)]
    assert found == [
        ("defence minister", "2031-05", "2031-05"),
        ("security secretary", *["2032-02-03/2032-04-01"] * 2),
    ]


def test_whose_office_it_is_is_taken_over_from_other_pages_where_they_agree():
    (one,) = roles_of([role("envoy", of="Velmara"), role("envoy")], {"d1": OPEN})
    assert one["of"] == "Velmara"
    several = roles_of([role("envoy", of="Velmara"), role("envoy", of="Tavria"), role("envoy")], {"d1": OPEN})
    assert {r["of"] for r in several} == {"Velmara", "Tavria", None}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Defense Secretary", None), ("defence secretary", None)),
        (("French president", "France"), ("president", "France")),
        (("head of the council", None), ("Head of Council", None)),
    ],
)
def test_titles_that_are_one(left, right):
    assert title_key(*left) == title_key(*right)


def test_a_former_office_is_another_one():
    assert title_key("former minister", None) != title_key("minister", None)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (day("2031-05-04"), "2031-05-04"),
        (day("2031-05-04", "2031-05-30"), "2031-05"),
        (day("2031-05-04", "2031-06-01"), "2031-05-04/2031-06-01"),
        ({"earliest": None, "latest": "2031-05-04"}, None),
    ],
)
def test_a_day_or_a_month_or_the_days_between_or_nothing(date, expected):
    assert within(date) == expected
