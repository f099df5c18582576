"""Pages that tell of one event within a few days are a story, with its title and days."""

import random
from contextlib import closing

import pytest

from pages_made import Listed, dump
from parley.builder import build
from parley.pipeline import Reader
from parley.settings import Settings
from parley.store import open_store
from parley.store.base import Filter
from parley.verify import verify
from stories_made import edited, page, paragraphs, story

TRUCE = (
    "Tavria and Morvania signed a truce on the Kest bridge on Tuesday, watched by the envoy of Velmara, who said"
    " that the guns along the river would fall silent at midnight."
)
AGAIN = (
    "A truce between Morvania and Tavria was signed on the Kest bridge; the guns along the river are to fall silent"
    " at midnight, the envoy of Velmara told reporters."
)
LATER = (
    "Another truce between Tavria and Morvania was signed on the Kest bridge; guns along the river fell silent at"
    " midnight, an envoy of Velmara told reporters."
)
FLOOD = "The river Sul rose four metres after the storm, and farmers in Oruvia lost their harvest of winter barley."


def told(number, lede, outlet, day, title=None):
    text = "\n\n".join([*([title] if title else []), lede, *paragraphs(number, 2)])
    return page(f"{number}.txt", text, outlet, day)


PAGES = [
    told(1, TRUCE, "Ledger", "2031-06-03", "Truce signed on the bridge"),
    told(2, AGAIN, "Courier", "2031-06-04", "Guns to fall silent on the river"),
    told(3, FLOOD, "Ledger", "2031-06-03", "Barley lost in the flood"),
    told(4, LATER, "Herald", "2031-08-20", "Truce signed on the bridge, again"),
    *(told(n, " ".join(paragraphs(f"lede {n}", 1)), "Post", f"2031-{n:02}-20") for n in range(5, 13)),
    *(told(n, " ".join(paragraphs(f"lede {n}", 1)), "Star", f"2032-{n - 12:02}-20") for n in range(13, 25)),
]


@pytest.fixture
def record(tmp_path):
    """Builds pages into a record and gives its store."""
    store = open_store(tmp_path / "record.sqlite", create=True)

    def built(*pages):
        build(store, Reader(Settings(workers=1)), [Listed(*pages)])
        return store

    yield built
    store.close()


def test_one_event_in_other_words_is_one_story_of_a_few_days(record):
    store = record(*PAGES)
    with store.view() as view:
        uris = {row["id"]: row["uri"] for row in view.documents()}
        (row,) = view.links("stories")
    assert [uris[d] for d in row["documents"]] == ["1.txt", "2.txt"]
    assert row["title"] in ("Truce signed on the bridge", "Guns to fall silent on the river")
    assert (row["date"]["earliest"], row["date"]["latest"]) == ("2031-06-03", "2031-06-04")
    assert (row["families"], row["sources"]) == ([], 2)
    assert [e["document_id"] for e in row["evidence"]] == row["documents"]
    assert not verify(store).mismatches


def test_a_story_counts_a_family_once(record):
    text = "\n\n".join(["Truce signed on the bridge", TRUCE, *paragraphs(1, 2)])
    copies = [
        page(f"{name}.txt", edited(text, name, share), name, "2031-06-03")
        for name, share in (("Gazette", 0.02), ("Observer", 0.05))
    ]
    store = record(*PAGES, *copies)
    with store.view() as view:
        (row,) = view.links("stories")
        (family,) = view.links("families")
    assert row["families"] == [family["id"]]
    assert (len(row["documents"]), row["sources"]) == (4, 2)


def test_stories_are_filtered_by_their_days_and_outlets(record):
    store = record(*PAGES)
    with store.view() as view:
        assert view.count("stories", Filter(since="2031-06-04")) == 1
        assert view.count("stories", Filter(since="2031-06-05")) == 0
        assert view.count("stories", Filter(outlet="courier")) == 1
        assert view.count("stories", Filter(outlet="herald")) == 0


def test_the_order_of_pages_leaves_no_trace(tmp_path):
    dumps = set()
    for turn in range(3):
        pages = [*PAGES, page("copy.txt", story(7), "Observer"), page("same.txt", story(7) + "\n\nMore.")]
        random.Random(turn).shuffle(pages)
        with closing(open_store(tmp_path / f"{turn}.sqlite", create=True)) as store:
            build(store, Reader(Settings(workers=1)), [Listed(*pages)])
            dumps.add(dump(store))
    assert len(dumps) == 1
