"""A catalogue chooses the rows that the store chooses, whatever is asked."""

import shutil
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import parley
from parley import api
from parley.records import ACTS, MODES
from parley.review.queue import Wanted, waiting
from parley.review.queue import decided as total_decided
from parley.store import open_store
from parley.store.base import Filter
from parley.store.decisions import KINDS, REVIEWS
from parley.store.link_rows import documents_of
from parley.web.listings import LISTINGS
from parley.web.queue import queue
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


def filters():
    optional = st.none
    return st.builds(
        Filter,
        speaker=optional() | st.sampled_from(NAMES),
        party=optional() | st.sampled_from(NAMES),
        since=optional() | st.sampled_from(DAYS),
        until=optional() | st.sampled_from(DAYS),
        issue=optional() | st.sampled_from(["ceasefire", "prisoners", "process", "territory"]),
        act=optional() | st.sampled_from(ACTS),
        mode=optional() | st.sampled_from(MODES),
        review=optional() | st.sampled_from(REVIEWS),
    )


PLACES = st.none() | st.integers(0, 99)  # among what the record holds, counted round


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=filters(), outlet=PLACES, document=PLACES)
def test_it_finds_what_the_store_finds(store, shelf, where, outlet, document):
    pages = list(shelf.index.pages.values())
    named = [p["id"] for p in pages] + [p["uri"] for p in pages]
    where = replace(
        where,
        outlet=None if outlet is None else pages[outlet % len(pages)]["outlet"],
        document=None if document is None else named[document % len(named)],
    )
    with store.view(shelf.actors) as view:
        for listing in LISTINGS.values():
            catalogue = shelf.catalogues[listing.kind]
            mask = listing.find(view, shelf, where)
            assert {i for i, chosen in zip(catalogue.ids, mask, strict=True) if chosen} == set(
                view.ids(listing.kind, where)
            ), listing.name


def test_one_page_must_be_of_the_outlet_and_the_one_that_is_named(store, shelf):
    outlets = sorted({page["outlet"] for page in shelf.index.pages.values()})
    with store.view(shelf.actors) as view:
        several = max((set(documents_of(row)) for row in view.links("meetings")), key=len)
        assert len(several) > 2
        for document in several:
            for outlet in outlets:
                where, listing = Filter(document=document, outlet=outlet), LISTINGS["meetings"]
                found = shelf.catalogues["meetings"].of(listing.find(view, shelf, where))
                assert sorted(found) == sorted(view.ids("meetings", where)), (document, outlet)


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


@pytest.fixture(scope="module")
def decided(example_record, tmp_path_factory):
    """A store some of whose entries were decided about before its shelf was laid out, and some after."""
    folder = shutil.copytree(example_record, tmp_path_factory.mktemp("decided") / "record")
    with parley.open(folder) as record:
        ids = {kind: [row["id"] for row in record.iterate(kind)] for kind in KINDS}
        names = [row["name"] for row in record.iterate("actors") if row["kind"] == "person"]
        differing = [row["entry"]["id"] for row in record.review_queue(disagreeing=True)["rows"]]

    def decide(start):
        for held in ids.values():
            for number, verb in enumerate(("accept", "reject", "note", "reject")):
                parley.api.review(
                    folder, held[(start + 3 * number) % len(held)], verb, note="hm", reviewer="Ada"
                )
        said = ids["statements"][start + 20 : start + 23]
        parley.api.review(folder, said, "correct", field="speaker", value=names[start], reviewer="Ada")

    decide(0)
    opened = open_store(folder / "record.sqlite", read_only=True)
    with opened.view() as view:
        shelf = lay_out(view, {})
    decide(1)
    parley.api.review(folder, differing, "reject", reviewer="Ada")
    parley.api.undo(folder, ids["statements"][3], reviewer="Ada")
    yield opened, shelf
    opened.close()


ASKED = [
    {}, {"speaker": "Kalvets"}, {"party": "Velmara"}, {"issue": "prisoners"}, {"act": "demand"},
    {"since": "2031-06-02", "until": "2031-07-15"}, {"outlet": "Alvero Daily"},
    {"speaker": "Ommand", "issue": "ceasefire"},
]  # fmt: skip


@pytest.mark.parametrize("review", [None, *REVIEWS])
def test_it_finds_what_the_store_finds_whatever_was_decided_and_when(decided, review):
    store, shelf = decided
    for asked in ASKED:
        where = Filter(**asked, review=review)
        for carried in ({}, shelf.standing):
            with store.view(shelf.actors, carried) as view:
                for listing in LISTINGS.values():
                    ids = shelf.catalogues[listing.kind].ids
                    mask = listing.find(view, shelf, where)
                    found = {i for i, chosen in zip(ids, mask, strict=True) if chosen}
                    assert found == set(view.ids(listing.kind, where)), (listing.name, asked)


def test_what_waits_is_what_the_store_says(decided):
    store, shelf = decided
    with store.view(shelf.actors) as view:
        for show, asked in (
            ("unreviewed", {}), ("unsure", {"unsure": True}), ("disagreeing", {"disagreeing": True}),
            ("all", {"where": Filter(review="all")}),
        ):  # fmt: skip
            found = queue(view, shelf, (), show, Filter())
            wanted = Wanted((), **asked)
            ids = [row["entry"]["id"] for row in waiting(view, wanted)]
            assert [found.id_at(i) for i in range(len(found))] == ids, show
            assert found.id_at(len(found)) is None and found.id_at(-1) is None
            assert found.decided == total_decided(view, wanted), show
