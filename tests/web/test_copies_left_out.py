"""Copies of earlier pages are left out of listings where an address asks for it."""

import re

import pytest

from copies_made import copied
from served import served


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    with served(copied(tmp_path_factory.mktemp("copied"))) as client:
        yield client


def test_a_facet_leads_to_rows_of_the_first_pages(reader):
    html = reader.get("/statements").text
    address, count = re.search(
        r'<a href="(/statements[?]once=yes)"><bdi>left out</bdi></a> <span class="n">(\d+)</span>', html
    ).groups()
    rows = reader.get(address.replace("/statements", "/statements.json")).json()["rows"]
    assert len(rows) == int(count) < len(reader.get("/statements.json").json()["rows"])
    html = reader.get(address).text
    assert "Copies, replaced and withdrawn:" in html and "left out" in html
    assert 'once=yes"><bdi>left out' not in html
    pages = [row["uri"].partition("#")[2] for row in reader.get("/pages.json?once=yes").json()["rows"]]
    assert sorted(pages) == ["c-first", "d-longer", "e-edited", "f-other"]


def test_with_other_filters_it_counts_what_they_leave(reader):
    asked = "/pages.json?once=yes&outlet=Ledger"
    assert [row["uri"].partition("#")[2] for row in reader.get(asked).json()["rows"]] == ["c-first"]
    assert "left out</bdi>" not in reader.get("/pages?outlet=Post").text


def test_another_word_is_told(reader):
    answer = reader.get("/pages?once=no")
    assert answer.status_code == 400 and "no once" in answer.text
