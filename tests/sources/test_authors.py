"""Authors whose family's name is printed first. Names and outlets are invented."""

import json

import pytest
from archive_samples import read

from parley.sources import authors


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("Ruiz, Ana; Reed, Tom", "Ana Ruiz; Tom Reed"),
        ("Ruiz, Ana;Reed, Tom", "Ana Ruiz; Tom Reed"),
        ("Ruiz, Ana;", "Ana Ruiz"),
        (["Ruiz, Ana", {"name": "Reed, Tom"}], "Ana Ruiz; Tom Reed"),
        (["Ruiz, Ana; Reed, Tom"], "Ana Ruiz; Tom Reed"),
        (["Quill, Zorvan"], "Zorvan Quill"),
        (["von der Lind, Ana", "O’Dara, A. B."], "Ana von der Lind; A. B. O’Dara"),
        (["Ruiz Vara, Ana Maria"], "Ana Maria Ruiz Vara"),
        ("Ruiz, Ana", "Ana Ruiz"),
        ("Ruiz Vara, Ana", "Ana Ruiz Vara"),
        ("Ruiz, Ana Lind", "Ana Lind Ruiz"),
    ],
)
def test_a_comma_turns_a_name(said, listed):
    assert authors.listed(said) == listed


@pytest.mark.parametrize(
    "said",
    [
        "Quill, Zorvan",
        "Ana Ruiz, Tom Reed",
        "Vara Quill, Ana Ruiz",
        "Ana Ruiz, Tom Reed, Ben Ode",
        "Ana Ruiz, Harbour Post",
        "Reuters, Ana Ruiz",
        "Tom Reed, Jr.",
        "Ana Ruiz and Tom Reed, Veria",
        "ruiz, ana",
        ", Ana",
        "Ana Ruiz",
    ],
)
@pytest.mark.parametrize("several", [False, True])
def test_what_may_be_two_stands_as_it_is(said, several):
    if said != "Quill, Zorvan" or not several:
        assert authors.listed([said] if several else said) == said


@pytest.mark.parametrize("said", ["Reed, Editor", "Reed, Reuters", "Reuters, AP", "Reed, Jr."])
def test_an_office_or_an_agency_is_no_given_name(said):
    assert authors.listed([said, "Ana Ruiz"]) == f"{said}; Ana Ruiz"


@pytest.mark.parametrize("said", [None, "", ";", [], [None, " "], 3, {"desk": "Veria"}])
def test_nobody(said):
    assert authors.listed(said) is None


def test_rows_and_feeds_turn_names():
    [page] = read(json.dumps({"text": "Velmara said no.", "author": "Ruiz, Ana; Reed, Tom"}).encode())
    assert page.hints == {"authors": "Ana Ruiz; Tom Reed"}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Post",
        "items": [{"id": "1", "content_text": "Velmara said no.", "authors": [{"name": "Ruiz, Ana"}]}],
    }
    [page] = read(json.dumps(feed).encode())
    assert page.hints["authors"] == "Ana Ruiz"
