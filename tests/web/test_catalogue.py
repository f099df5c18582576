"""A catalogue chooses the rows that the store chooses, whatever is asked."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley import api
from parley.records import ACTS, MODES
from parley.store import open_store
from parley.store.base import Filter
from parley.store.decisions import REVIEWS
from parley.web.listings import LISTINGS
from parley.web.shelf import lay_out


@pytest.fixture(scope="module")
def store(example_record):
    opened = open_store(example_record / "record.sqlite", read_only=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def shelf(store):
    with store.view() as view:
        return lay_out(view, {})


NAMES = ["Velmara", "Veshnik", "oruvia", "Air Force", "spokesman", "Ruvane", "nobody", "!"]
DAYS = ["2031-03-01", "2031-05-17", "2031-06-02", "2031-06-30", "2031-07-15", "2032-01-01"]


def filters(outlets, pages):
    optional = st.none
    return st.builds(
        Filter,
        speaker=optional() | st.sampled_from(NAMES),
        party=optional() | st.sampled_from(NAMES),
        since=optional() | st.sampled_from(DAYS),
        until=optional() | st.sampled_from(DAYS),
        outlet=optional() | st.sampled_from(outlets),
        issue=optional() | st.sampled_from(["ceasefire", "prisoners", "process", "territory"]),
        act=optional() | st.sampled_from(ACTS),
        mode=optional() | st.sampled_from(MODES),
        document=optional() | st.sampled_from(pages),
        review=optional() | st.sampled_from(REVIEWS),
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_it_finds_what_the_store_finds(store, shelf, data):
    pages = list(shelf.index.pages.values())
    where = data.draw(
        filters([p["outlet"] for p in pages], [p["id"] for p in pages] + [p["uri"] for p in pages])
    )
    with store.view(shelf.actors) as view:
        for listing in LISTINGS.values():
            catalogue = shelf.catalogues[listing.kind]
            mask = listing.find(view, shelf, where)
            assert {i for i, chosen in zip(catalogue.ids, mask, strict=True) if chosen} == set(
                view.ids(listing.kind, where)
            ), listing.name


def test_every_order_holds_every_row_once(shelf):
    for listing in LISTINGS.values():
        catalogue = shelf.catalogues[listing.kind]
        for name in listing.orders:
            assert sorted(listing.order(shelf, name).tolist()) == list(range(len(catalogue))), (
                listing.name,
                name,
            )


def test_facets_count_what_choosing_them_gives(store, shelf):
    asked = {"who": "speaker", "party": "party", "issue": "issue", "act": "act", "mode": "mode"}
    statements = shelf.catalogues["statements"]
    with store.view(shelf.actors) as view:
        for column, parameter in asked.items():
            for value, count in statements.column(column).count(statements.everything())[:12]:
                assert view.count("statements", Filter(**{parameter: value})) == count, (column, value)


def test_what_was_decided_after_the_shelf_was_laid_out_counts_at_once(example_record, tmp_path):
    shutil.copytree(example_record, tmp_path / "rec")
    opened = open_store(tmp_path / "rec" / "record.sqlite")
    with opened.view() as view:
        shelf = lay_out(view, {})
        entry = next(view.entries("statements", Filter(act="deny")))
    listing = LISTINGS["statements"]
    api.review(tmp_path / "rec", entry["id"], "reject", reviewer="Ada Korin")
    for reading in (shelf, None):
        with opened.view() as view:
            laid = reading or lay_out(view, {})
            for where in (Filter(), Filter(act="deny"), Filter(review="all"), Filter(review="rejected")):
                mask = listing.find(view, laid, where)
                ids = {i for i, chosen in zip(laid.catalogues["statements"].ids, mask, strict=True) if chosen}
                assert ids == set(view.ids("statements", where)), where
    opened.close()
