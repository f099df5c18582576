"""Pages that carry one story are a family; what else pages share makes none."""

import random
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages_made import Listed, dump
from parley.builder import build
from parley.link import link
from parley.link.families import families
from parley.link.prose import prose
from parley.link.ties import Page, ties
from parley.pipeline import Reader
from parley.reuse import Index
from parley.settings import Settings
from parley.store import open_store
from parley.verify import verify
from stories_made import edited, page, paragraphs, story

SPEECH = "“" + " ".join(paragraphs("speech", 3)) + "”"
BANNER = (
    "We and our partners use cookies to store information on your device, to show you advertising that fits."
)


@pytest.fixture
def record(tmp_path):
    """Builds pages into a record and gives its store."""
    store = open_store(tmp_path / "record.sqlite", create=True)
    reader = Reader(Settings(workers=1))

    def built(*pages):
        build(store, reader, [Listed(*pages)])
        return store

    yield built
    store.close()


def found(store):
    """(kind, uris) of each family."""
    with store.view() as view:
        uris = {row["id"]: row["uri"] for row in view.documents()}
        return sorted(
            (row["kind"], sorted(uris[d] for d in row["documents"])) for row in view.links("families")
        )


def test_a_copy_and_a_rewrite_are_families_and_say_which(record):
    one, other = story(1), story(2)
    store = record(
        page("a.txt", one, "Ledger"),
        page("b.txt", edited(one, 1, 0.04), "Courier"),
        page("c.txt", other, "Ledger"),
        page("d.txt", edited(other, 2, 0.16), "Herald"),
        page("e.txt", story(3), "Herald"),
    )
    assert found(store) == [("copy", ["a.txt", "b.txt"]), ("rewrite", ["c.txt", "d.txt"])]


def test_pages_of_two_outlets_with_paragraphs_in_common(record):
    one, other = paragraphs(9, 2)
    store = record(
        page("a.txt", story(1, bottom=[one, other]), "Ledger"),
        page("b.txt", story(2, top=[one], bottom=[other]), "Courier"),
    )
    assert found(store) == [("passages", ["a.txt", "b.txt"])]


def test_a_story_in_other_words_that_keeps_turns_of_phrase(record):
    kept = [
        "the ferries of Arvensk have not sailed since the storm of last winter",
        "her delegation would not sit at one table with the pilots of Gelm",
        "nobody in the old harbour quarter has slept in a bed since Sunday",
    ]
    one, other = paragraphs(1), paragraphs(2)
    for number, words in enumerate(kept):
        one[number] += f" In the evening {words}, as fishermen told it."
        other[number + 2] += f" Envoys agreed that {words}."
    store = record(page("a.txt", "\n\n".join(one), "Ledger"), page("b.txt", "\n\n".join(other), "Courier"))
    assert found(store) == [("rewrite", ["a.txt", "b.txt"])]


def test_two_outlets_that_quote_one_speech_are_no_family(record):
    said = f"Premier Dora Quill told the assembly: {SPEECH}"
    store = record(
        page("a.txt", story(1, bottom=[said]), "Ledger"), page("b.txt", story(2, bottom=[said]), "Courier")
    )
    assert found(store) == []


def test_chrome_makes_no_family(record):
    store = record(
        page("a.txt", story(1, top=[BANNER]), "Ledger"), page("b.txt", story(2, top=[BANNER]), "Courier")
    )
    assert found(store) == []


def test_furniture_of_an_outlet_makes_no_family(record):
    pitch = paragraphs("pitch", 1)
    pages = [
        page(f"{n}.txt", story(n, bottom=pitch, count=3), None if n == 3 else "Ledger") for n in range(4)
    ]
    assert found(record(*pages)) == []


def test_background_that_many_stories_repeat_makes_no_family(record):
    history = paragraphs("history", 3)
    outlets = ("Ledger", "Courier", "Herald", "Post", "Gazette", "Observer")
    pages = [
        page(f"{n}.txt", story(n, top=history[:1], bottom=history[1:], count=20), outlet)
        for n, outlet in enumerate(outlets)
    ]
    assert found(record(*pages)) == []


def test_a_page_of_paragraphs_of_two_stories_does_not_make_them_one(record):
    one, other = paragraphs(1), paragraphs(2)
    digest = "\n\n".join([*one[:2], *paragraphs(3), *other[:2]])
    store = record(
        page("a.txt", "\n\n".join(one), "Ledger"),
        page("b.txt", "\n\n".join(other), "Courier"),
        page("c.txt", digest, "Herald"),
    )
    assert all(len(uris) == 2 for _, uris in found(store))


def test_pages_of_one_outlet_are_a_family_only_as_versions(record):
    shared = paragraphs(9, 3)
    store = record(
        page("a.txt", story(1, bottom=shared), "Ledger"),
        page("b.txt", story(2, bottom=shared), "Ledger"),
        page("c.txt", story(4), "Ledger"),
        page("d.txt", story(4, bottom=paragraphs(5, 2)), "Ledger"),
    )
    assert found(store) == [("copy", ["c.txt", "d.txt"])]


def test_days_that_lie_apart_tie_no_passages(record):
    one, other = paragraphs(9, 2)
    store = record(
        page("a.txt", story(1, top=[one], bottom=[other]), "Ledger", "2031-06-02"),
        page("b.txt", story(2, top=[other], bottom=[one]), "Courier", "2031-07-02"),
    )
    assert found(store) == []


def test_passages_are_evidence_in_both_pages(record):
    text = story(1)
    store = record(page("a.txt", text, "Ledger"), page("b.txt", f"{BANNER}\n\n{text}", "Courier"))
    assert not verify(store).mismatches
    with store.view() as view:
        (row,) = view.links("families")
        (left, right), *_ = row["passages"]
        assert left["quote"] == right["quote"]
        assert [e["document_id"] for e in row["evidence"]] == row["documents"]
        assert view.find(row["id"]) == ("families", row)


def test_superseded_documents_have_no_part(record):
    text = story(1)
    record(page("a.txt", text, "Ledger"), page("b.txt", text + "\n\nMore.", "Courier"))
    store = record(page("b.txt", story(2), "Courier"))
    assert found(store) == []
    with store.view() as view:
        assert "families" in view.kinds()


def test_copies_date_each_other(record):
    text = story(1)
    store = record(page("a.txt", text, "Ledger", "2031-06-02"), page("b.txt", f"{text}\n\nMore.", "Courier"))
    with store.view() as view:
        date = {row["uri"]: row["published"] for row in view.documents()}["b.txt"]
    assert (date["earliest"], date["latest"]) == ("2031-05-31", "2031-06-04")


def test_the_order_of_pages_leaves_no_trace(tmp_path):
    pages = [
        page("a.txt", story(1), "Ledger"),
        page("b.txt", edited(story(1), 1, 0.05), "Courier"),
        page("c.txt", edited(story(1), 2, 0.2), "Herald"),
        page("d.txt", story(2, top=paragraphs(1, 3)), "Post"),
        page("e.txt", story(3)),
        page("f.txt", story(3) + "\n\nMore."),
    ]
    dumps = set()
    for turn in range(3):
        random.Random(turn).shuffle(pages)
        with closing(open_store(tmp_path / f"{turn}.sqlite", create=True)) as store:
            for item in pages:  # one page a build: each links anew
                build(store, Reader(Settings(workers=1)), [Listed(item, name=item.uri)])
            dumps.add(dump(store))
            link(store, Reader(Settings()).profile)
            dumps.add(dump(store))
    assert len(dumps) == 1


def _families(texts):
    index = Index()
    pages = [Page(f"doc-{index.add(text)}", None, None) for text in texts]
    return families(len(pages), ties(index.related(), index.holders, pages))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=2, max_size=7), st.randoms(use_true_random=False))
def test_a_page_is_of_one_family_and_copies_always_are(seeds, chosen):
    texts = [edited(story(seed), chosen.random(), chosen.choice((0, 0.02, 0.1))) for seed in seeds]
    groups = [{n for tie in group for n in (tie.pair.left, tie.pair.right)} for group in _families(texts)]
    assert sum(map(len, groups)) == len(set().union(*groups))
    wanted = [{n for n, seed in enumerate(seeds) if seed == one} for one in sorted(set(seeds))]
    assert sorted(map(sorted, groups)) == sorted(sorted(group) for group in wanted if len(group) > 1)


def test_prose_keeps_the_offsets_of_the_text():
    text = "Title\nHe said “we go” and left. Menu"
    blocks = [
        {"start": 0, "end": 5, "role": "headline", "kind": None},
        {"start": 6, "end": 32, "role": "body", "kind": None},
        {"start": 33, "end": 37, "role": "navigation", "kind": None},
    ]
    found = prose(text, blocks)
    assert len(found) == len(text)
    assert all(shown in (" ", own) for shown, own in zip(found, text, strict=True))
    assert found.split() == ["Title", "He", "said", "and", "left."]
    assert prose(text, blocks, [(0, 5)]).split() == ["He", "said", "and", "left."]


@pytest.mark.parametrize(("outlet", "dated"), [("Harbour Post", False), ("Bay Courier", True), ("***", True)])
def test_copies_of_two_outlets_date_each_other_and_those_of_one_do_not(record, outlet, dated):
    store = record(
        page("a.txt", story(1), "Harbour Post", "2031-06-03"),
        page("b.txt", edited(story(1), 1, 0.04), outlet),
    )
    with store.view() as view:
        dates = [row["date"] for row in view.links("dates")]
    assert [(date["earliest"], date["latest"]) for date in dates] == [("2031-06-01", "2031-06-05")] * dated
