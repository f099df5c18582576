"""An office is the very one that is asked for, or a narrower one; never a lesser one."""

import pytest

from parley.views.offices import is_it, meant


@pytest.mark.parametrize(
    ("held", "title", "fits"),
    [
        ("Foreign Minister", "foreign minister", True),
        ("new Foreign Minister", "foreign minister", True),
        ("acting foreign minister", "foreign minister", True),
        ("Deputy Foreign Minister", "foreign minister", None),
        ("Deputy Foreign Minister", "deputy foreign minister", True),
        ("former president", "president", None),
        ("vice president", "president", None),
        ("spokesman of the foreign minister", "foreign minister", None),
        ("Velmaran chief negotiator", "chief negotiator", False),
        ("defence minister", "foreign minister", None),
        ("defence minister", "", None),
    ],
)
def test_a_title_is_an_office_or_another(held, title, fits):
    assert is_it(held, frozenset(title.split())) is fits


def test_who_is_so_called_exactly_comes_alone_but_ministers_are_many():
    found = [("a", [False]), ("b", [None, True]), ("c", [None])]
    assert meant({"chief", "negotiator"}, found) == ["b"]
    assert meant({"minister"}, found) == ["b", "a"]
    assert meant({"chief", "negotiator"}, found[:1]) == ["a"]


@pytest.mark.parametrize("asked", ["Who is the foreign minister?", "Who are the foreign ministers?"])
def test_the_foreign_minister_is_no_deputy(example, asked):
    answer = example.ask(asked)
    names = {item["who"] for item in answer["items"]}
    assert {"Leyra Qadesh", "Darya Veshnik"} <= names and "Yuri Kalvets" not in names
    assert all("foreign minister" in item["facts"][1]["value"].lower() for item in answer["items"])


def test_what_the_foreign_minister_said_is_not_what_the_deputy_did(example):
    by = example.ask("What did Velmara's foreign minister say?")["understood"]["by"]
    assert [one["name"] for one in by] == ["Darya Veshnik"]
