"""Two pages beside each other: aligned sentences, and what was cut, added or changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parley
from pages_made import Listed
from parley.builder import build
from parley.errors import UnknownRecord
from parley.pipeline import Reader
from parley.settings import Settings
from parley.store import open_store
from parley.views.alignment import changes, content_sentences, matched
from parley.views.diff import diff, parts
from stories_made import page, paragraphs

WIRE = """Ferries stay in port

ARVENSK, June 3, 2031 - Tavria and Morvania ended a second day of talks in Gelm on Tuesday without a deal.

Envoy Lena Ostrava said that "nothing is settled until the ferries of the northern bay sail again".

At least 40 soldiers were held on the Kest bridge overnight, according to the harbour guard of Brolin.

The lighthouse of Harvik has stood empty since the great flood."""
COPY = """Talks in Gelm end

GELM: Envoys of Tavria and Morvania have ended a second day of talks in Gelm without any deal, officials said.

At least 45 soldiers were held on the Kest bridge overnight, according to the harbour guard of Brolin.

Envoy Lena Ostrava said that "nothing is settled until the ferries sail again".

Minister Tomas Vey told reporters: "We have all the time in the world."

Bakers in Jorvad have raised the price of bread by a tenth since the spring."""


@pytest.fixture
def store(tmp_path):
    made = open_store(tmp_path / "record.sqlite", create=True)
    build(made, Reader(Settings(workers=1)), [Listed(page("a.txt", WIRE, "Ledger"), page("b.txt", COPY))])
    yield made
    made.close()


@pytest.fixture
def found(store):
    with store.view() as view:
        return diff(view, "a.txt", "b.txt")


def quotes(items):
    return [item["quote"] for item in items]


def test_sentences_that_tell_the_same_stand_beside_each_other(found):
    pairs = [(p["a"]["quote"][:12], p["b"]["quote"][:12]) for p in found["changed"]]
    assert ("At least 40 ", "At least 45 ") in pairs
    assert any(
        "second day of talks" in p["a"]["quote"] and "Envoys" in p["b"]["quote"] for p in found["changed"]
    )
    soldiers = next(p for p in found["changed"] if "soldiers" in p["a"]["quote"])
    assert (quotes(soldiers["cut"]), quotes(soldiers["added"])) == (["40"], ["45"])


def test_what_only_one_page_tells(found):
    assert any("lighthouse of Harvik" in quote for quote in quotes(found["only_a"]))
    assert not any("lighthouse of Harvik" in quote for quote in quotes(found["only_b"]))
    assert any("Bakers in Jorvad" in quote for quote in quotes(found["only_b"]))


def test_quotes_figures_and_speakers_that_were_changed_or_added(found):
    ((ours, theirs),) = found["quotes"]["changed"]
    assert "northern bay" in ours["quote"] and "northern bay" not in theirs["quote"]
    assert quotes(found["quotes"]["only_b"]) == ['"We have all the time in the world."']
    assert [(a["value"], b["value"]) for a, b in found["figures"]["changed"]] == [
        ("at least 40 soldier", "at least 45 soldier")
    ]
    assert found["speakers"]["only_b"] == ["officials", "Tomas Vey"]
    assert "Lena Ostrava" in found["speakers"]["both"]


def test_every_place_says_what_the_page_says(store, found):
    with store.view() as view:
        texts = {side: view.document(found[side]["id"]).text for side in "ab"}
    for row in parts(found):
        for side in "ab":
            if row[f"{side}_start"] is not None:
                assert texts[side][row[f"{side}_start"] : row[f"{side}_end"]] == row[side]


def test_a_page_and_itself_differ_in_nothing(store):
    with store.view() as view:
        found = diff(view, "a.txt", "a.txt")
    assert {row["part"] for row in parts(found)} == {"shared"}
    assert found["containment_a"] == 1
    assert found["paragraphs"]["a"]["changed"] == found["paragraphs"]["a"]["only"] == 0


def test_pages_turned_round_give_the_same_turned_round(store, found):
    with store.view() as view:
        turned = diff(view, "b.txt", "a.txt")
    assert (turned["only_a"], turned["only_b"]) == (found["only_b"], found["only_a"])
    assert turned["speakers"]["only_a"] == found["speakers"]["only_b"]
    assert {p["a"]["quote"] for p in turned["changed"]} == {p["b"]["quote"] for p in found["changed"]}


def test_an_older_version_is_compared_by_its_id(store):
    with store.view() as view:
        old = next(row["id"] for row in view.documents() if row["uri"] == "b.txt")
    build(store, Reader(Settings(workers=1)), [Listed(page("b.txt", COPY.replace("tenth", "fifth")))])
    with store.view() as view:
        found = diff(view, old[:12], "b.txt")
        assert found["a"]["id"] != found["b"]["id"]
    assert [quotes(pair["cut"]) for pair in found["changed"]] == [["tenth"]]


def test_what_is_no_page_is_said(store):
    with store.view() as view:
        with pytest.raises(UnknownRecord, match="nothing here"):
            diff(view, "a.txt", "c.txt")
        statement = next(view.entries("statements"))["id"]
        with pytest.raises(UnknownRecord, match="is one of the statements"):
            diff(view, statement, "a.txt")


def _found(*lines):
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append({"start": at, "end": at + len(line)})
        at += len(line) + 1
    return text, content_sentences(text, [block for block in blocks if block["end"] > block["start"]])


def test_a_sentence_that_the_other_page_splits_is_found_twice():
    _, one = _found("The ferries of Arvensk sailed at noon and the pilots of Gelm went home by train.")
    _, other = _found("The ferries of Arvensk sailed at noon. The pilots of Gelm went home by train.")
    assert [(m.left, m.right) for m in matched(one, other)] == [(0, 0), (0, 1)]


def test_moved_paragraphs_are_the_same():
    lines = paragraphs(1, 6)
    _, one = _found(*lines)
    _, other = _found(*reversed(lines))
    assert all(m.same for m in matched(one, other)) and len(matched(one, other)) == len(one)


@given(
    st.lists(st.text("ab c.A", max_size=20), max_size=6), st.lists(st.text("ab c.A", max_size=20), max_size=6)
)
def test_any_pages_can_be_aligned(left, right):
    (text, one), (other_text, other) = _found(*left), _found(*right)
    for match in matched(one, other):
        ours, theirs = one[match.left], other[match.right]
        cut, added = changes(text, other_text, (ours.start, ours.end), (theirs.start, theirs.end))
        assert all(ours.start <= start < end <= ours.end for start, end in cut)
        assert all(theirs.start <= start < end <= theirs.end for start, end in added)
        if match.same:
            assert not cut and not added


def test_the_api_gives_the_same(store, found, tmp_path):
    (tmp_path / "parley.toml").write_text("")
    with parley.open(tmp_path) as record:
        assert record.diff("a.txt", "b.txt") == found
