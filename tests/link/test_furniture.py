"""Lines that an outlet prints in story after story."""

import pytest

from pages_made import Listed, dump
from parley.builder import build
from parley.link import link
from parley.link.furniture import some
from parley.pipeline import Reader
from parley.records import Page
from parley.settings import Settings
from parley.store import open_store
from parley.store.base import Filter
from parley.verify import verify

SETTINGS = Settings(workers=1)
TOWNS = ("Arvensk", "Brolin", "Castova", "Dremel", "Elvara", "Fornost", "Gelm", "Harvik", "Ilmen", "Jorvad")
PITCH = 'Our editor Lena Ostrava said: "Your gift of ten crowns pays for a day at the harbour."'
HISTORY = "Ostland and Veria have disputed the northern bay since the treaty of the rivers, historians said."
INSERT = "The story goes on below"


def story(number, *, top=(), middle=(), bottom=()):
    """The text of a story that shares no paragraph with another number's."""
    town = TOWNS[number]
    lines = [
        f"The council of {town} met on day {number} of the talks to hear what the envoys had brought home.",
        f'"We in {town} have waited {number + 3} winters," mayor Dora Quill told the envoys of both states.',
        f"The boats of {town} will not leave before all {number + 10} pilots of the harbour agree to it.",
        f"The next meeting in {town} will be held when {number + 4} more envoys have come back, she said.",
    ]
    return "\n".join([*top, *lines[:2], *middle, *lines[2:], *bottom])


def listed(pages):
    """A source of pages, given as (outlet, text)."""
    return Listed(
        *(
            Page(
                f"{i}.txt",
                f"{i}.txt",
                text.encode(),
                "text/plain",
                None,
                {"outlet": outlet} if outlet else {},
            )
            for i, (outlet, text) in enumerate(pages)
        )
    )


@pytest.fixture
def record(tmp_path):
    """Builds pages, given as (outlet, text), into a record and gives its store."""
    store = open_store(tmp_path / "record.sqlite", create=True)
    reader = Reader(SETTINGS)

    def built(*pages):
        build(store, reader, [listed(pages)])
        return store

    yield built
    store.close()


def roles(store, words, linked=True):
    """The role of the block that begins with `words`, on each page that has it."""
    with store.view() as view:
        documents = list(view.documents(linked=linked))
    return [b["role"] for d in documents for b in d["blocks"] if d["text"].startswith(words, b["start"])]


def posts(count, **lines):
    return [("Kalmora Post", story(number, **lines)) for number in range(count)]


def test_what_three_stories_end_with_is_furniture_and_says_why(record):
    store = record(*posts(3, bottom=[PITCH]), *posts(6)[3:])
    assert roles(store, PITCH) == ["other"] * 3
    with store.view() as view:
        block = next(view.documents())["blocks"][-1]
    assert block["reason"] == "the outlet prints it in 3 of 6 stories"


def test_what_a_page_said_is_kept_beside_it(record):
    store = record(*posts(3, bottom=[PITCH]))
    assert roles(store, PITCH, linked=False) == ["body"] * 3


def test_two_stories_are_not_enough(record):
    assert roles(record(*posts(2, bottom=[PITCH]), *posts(5)[2:]), PITCH) == ["body"] * 2


def test_another_outlets_pages_do_not_count(record):
    theirs = [("Bay Ledger", story(number, bottom=[PITCH])) for number in (3, 4)]
    assert roles(record(*posts(2, bottom=[PITCH]), *theirs), PITCH) == ["body"] * 4


def test_pages_without_an_outlet_do_not_count(record):
    assert roles(record(*((None, story(n, bottom=[PITCH])) for n in range(4))), PITCH) == ["body"] * 4


def test_copies_of_one_story_count_once_and_are_never_taken_away(record):
    copies = [("Kalmora Post", story(0, top=[f"Edition {n} of the morning"])) for n in range(6)]
    store = record(*copies)
    assert roles(store, "The council of Arvensk") == ["body"] * 6
    assert roles(store, "The next meeting") == ["body"] * 6


def test_a_sentence_that_stories_repeat_between_paragraphs_is_news(record):
    assert roles(record(*posts(8, middle=[HISTORY])), HISTORY) == ["body"] * 8


def test_a_short_line_between_paragraphs_is_furniture_where_most_stories_print_it(record):
    assert roles(record(*posts(8, middle=[INSERT])), INSERT) == ["other"] * 8


def test_a_short_line_that_some_stories_print_stays(record):
    assert roles(record(*posts(3, middle=[INSERT]), *posts(10)[3:]), INSERT) == ["crosshead"] * 3


def test_a_page_of_nothing_else_is_left_alone(record):
    lines = [PITCH, HISTORY]
    store = record(*posts(3, bottom=lines), ("Kalmora Post", "\n".join(lines)))
    assert roles(store, PITCH) == ["other"] * 3 + ["body"]


def test_records_in_furniture_are_not_listed_counted_or_found(record):
    store = record(*posts(3, bottom=[PITCH]))
    with store.view() as view:
        alone = [e for e in view.entries("statements", linked=False) if "ten crowns" in e["content"]]
        assert len(alone) == 3
        rows = list(view.entries("statements"))
        assert rows and not any("ten crowns" in e["content"] for e in rows)
        assert view.count("statements") == len(rows)
        assert view.counts()["statements"] == len(rows)
        assert not list(view.search("crowns"))
        assert "Lena Ostrava" not in {actor["name"] for actor in view.links("actors")}
        assert not list(view.documents(Filter(speaker="Ostrava")))
        assert view.find(alone[0]["id"])[1]["content"] == alone[0]["content"]


def test_every_word_of_furniture_is_verified(record):
    store = record(*posts(3, bottom=[PITCH]))
    assert verify(store).mismatches == []


def test_linking_again_changes_nothing(record):
    pages = posts(5, bottom=[PITCH], middle=[INSERT])
    store = record(*pages)
    before = dump(store)
    with store.view() as view:
        assert len(list(view.links("furniture"))) == 5
    link(store, Reader(SETTINGS).profile)
    assert dump(store) == before


def test_what_is_furniture_no_more_is_read_as_before(record):
    store = record(*posts(3, bottom=[PITCH]))
    assert roles(store, PITCH) == ["other"] * 3
    with store.writer() as writer:
        writer.put_links("furniture", [])
    assert roles(store, PITCH) == ["body"] * 3


def test_a_finder_that_speaks_again_reads_what_the_page_said(record):
    seen = []

    class Again:
        kind, version, needs = "statements", "new", ()

        def find(self, analysis):
            seen.extend(passage.text for passage in analysis.passages)
            return ()

    pages = posts(3, bottom=[PITCH])
    store = record(*pages)
    build(store, Reader(SETTINGS, [Again()]), [listed(pages)])
    assert seen.count(PITCH) == 3


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (99, "99"),
        (100, "100"),
        (107, "some 100"),
        (1200, "1,200"),
        (1234, "some 1,200"),
        (20999, "some 20,000"),
    ],
)
def test_many_stories_are_told_by_two_digits(number, told):
    assert some(number) == told
