"""Ids are length-safe and content-derived; records survive JSON."""

import json

from hypothesis import given
from hypothesis import strategies as st

from parley.dates import Date, Proof
from parley.records import (
    CONTENT_ROLES,
    ROLES,
    Block,
    Document,
    Page,
    actor_id,
    entry_id,
    make_id,
    name_key,
    row,
)
from parley.spans import Evidence

parts = st.lists(st.one_of(st.text(max_size=5), st.integers(-9, 99), st.none()), max_size=4)


@given(parts, parts)
def test_ids_differ_exactly_when_their_parts_do(left, right):
    assert (make_id("x", *left) == make_id("x", *right)) == (
        [(type(p), p) for p in left] == [(type(p), p) for p in right]
    )


def test_ids_keep_part_boundaries_and_types():
    assert make_id("x", "ab", "c") != make_id("x", "a", "bc")
    assert make_id("x", "1") != make_id("x", 1) != make_id("x", None)
    assert make_id("x", "") != make_id("x") != make_id("y")


@given(st.text(), parts, parts)
def test_ids_of_entries_differ_exactly_when_their_parts_do(document, left, right):
    one, other = entry_id("x", document, *left), entry_id("x", document, *right)
    assert (one == other) == ([(type(p), p) for p in left] == [(type(p), p) for p in right])
    assert one[:6] == other[:6] and len(one) == len(make_id("x"))


def test_ids_of_two_documents_lie_apart():
    assert entry_id("x", "doc-a", 1)[:6] != entry_id("x", "doc-b", 1)[:6]


def test_actor_ids_ignore_case_diacritics_and_punctuation_only():
    assert actor_id("person", "Ása Brandt-Őr") == actor_id("person", "asa brandt or")
    assert actor_id("person", "Tavria") != actor_id("state", "Tavria")
    assert name_key("  O’Dell,  Ján ") == "o dell jan"


def test_a_page_fingerprint_moves_with_bytes_and_hints_but_its_hash_with_bytes_alone():
    page = Page("a.txt", "a.txt", b"words", "text/plain")
    titled = Page("a.txt", "a.txt", b"words", "text/plain", hints={"title": "T"})
    assert page.sha256 == titled.sha256
    assert page.fingerprint != titled.fingerprint
    assert page.fingerprint != Page("a.txt", "a.txt", b"other", "text/plain").fingerprint


@given(st.text(min_size=1), st.lists(st.text(), max_size=3))
def test_a_document_survives_json(text, authors):
    document = Document(
        id="doc-1", uri="a.txt", media_type="text/plain", sha256="0" * 64, outlet=None,
        agencies=("Meridian",),
        title=None, authors=tuple(authors), language="en", text=text,
        published=Date.of("2031-06", "text", Proof("rule", Evidence("doc-1", 0, 1, text[:1]))),
        dateline=None, blocks=(Block(0, len(text), "body", "test"),),
    )  # fmt: skip
    assert Document.from_dict(json.loads(json.dumps(row(document)))) == document


def test_content_roles_are_roles():
    assert set(ROLES) > CONTENT_ROLES
