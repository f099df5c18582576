"""Linking again after some pages came gives what linking all of them at once gives, to the byte."""

import random
import sqlite3
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import parley
import parley.link
from pages_made import Listed
from parley.builder import build
from parley.link import alike, settled, since
from parley.link.apart import Apart
from parley.link.beforehand import Beforehand
from parley.link.reading import Derived, entries
from parley.pipeline import Reader
from parley.plain import load
from parley.profiles import load_profile
from parley.records import Page
from parley.review.decide import Request, Signed, decision
from parley.settings import Settings
from parley.sources import open_source
from parley.store import open_store
from parley.workers import EARLY
from stories_made import sentence

EXAMPLE = Path(parley.__file__).parent / "example"
PROFILE = EXAMPLE / "profile.toml"


@pytest.fixture(scope="module")
def reader():
    return Reader(Settings(profile=str(PROFILE), workers=1))


@pytest.fixture(scope="module")
def pages(reader):
    found = open_source(EXAMPLE / "pages", reader.settings).pages()
    return [*(page for page in found if isinstance(page, Page)), *map(letter, range(4))]


def letter(number):
    """A page of an outlet that ends every page with one line."""
    chosen = random.Random(number)
    text = "\n\n".join(" ".join(sentence(chosen) for _ in range(3)) for _ in range(4))
    text += "\n\nWrite to the Harbour Letter with what you saw, and it may be printed here next week."
    return Page(f"{number}.txt", f"{number}.txt", text.encode(), "text/plain", "utf-8", {"outlet": "Letter"})


class Read:
    """A reader that reads each page once, whatever the builds."""

    def __init__(self, reader):
        self._reader, self._known = reader, {}

    def __getattr__(self, name):
        return getattr(self._reader, name)

    def read(self, page):
        if page.locator not in self._known:
            self._known[page.locator] = self._reader.read(page)
        return self._known[page.locator]


@pytest.fixture(scope="module")
def once(reader):
    return Read(reader)


def links(folder):
    with sqlite3.connect(folder / "record.sqlite") as db:
        kinds = dict(db.execute("SELECT kind, stamp FROM link_kinds"))
        rows = db.execute("SELECT kind, id, payload FROM links ORDER BY kind, place, id").fetchall()
        dates = db.execute("SELECT * FROM dated ORDER BY id").fetchall()
    db.close()
    return kinds, rows, dates


class Here:
    """Stands in for a fork: it does what it was asked in this process, once its answer is waited for."""

    is_silent = True

    def __init__(self):
        self.held = []

    def ask(self, do, *given):
        return partial(do, *given)

    def ask_each(self, do, *given):
        return iter(do(*given))

    def dismiss(self):
        pass

    def close(self):
        pass


def beside(folder):
    """What reads pages while a build reads beforehand what links need, and makes stories."""
    return Apart(Here(), partial(open_store, folder / "record.sqlite", read_only=True))


def built(folder, reader, parts, apart=None):
    """The links of a record into which parts of a source are built one after the other."""
    store = open_store(folder / "record.sqlite", create=True)
    for number, part in enumerate(parts):
        few = apart if len(part) < EARLY else None
        build(store, reader, [Listed(*part, name=f"part {number}")], workers=2 if few else 1, apart=few)
    store.close()
    return links(folder)


@pytest.fixture(scope="module")
def at_once(once, pages, tmp_path_factory):
    return built(tmp_path_factory.mktemp("whole"), once, [pages])


def test_the_example_has_links_of_every_sort(at_once):
    kinds = {kind for kind, *_ in at_once[1]}
    assert {"actors", "dates", "families", "furniture", "meetings", "stories", "timeline"} <= kinds
    assert at_once[2]


@pytest.mark.parametrize("seed", range(4))
def test_in_whatever_order_and_parts_pages_come_the_links_are_the_same(once, pages, at_once, tmp_path, seed):
    chosen = random.Random(seed)
    mixed = chosen.sample(pages, len(pages))
    cuts = sorted(chosen.sample(range(1, len(mixed)), chosen.randint(1, 3)))
    parts = [mixed[a:b] for a, b in zip([0, *cuts], [*cuts, len(mixed)], strict=True)]
    assert built(tmp_path, once, parts) == at_once


def test_nothing_is_written_where_nothing_came(once, pages, tmp_path):
    built(tmp_path, once, [pages])
    before = (tmp_path / "record.sqlite").read_bytes()
    store = open_store(tmp_path / "record.sqlite")
    parley.link.link(store, load_profile(str(PROFILE)))
    store.close()
    assert (tmp_path / "record.sqlite").read_bytes() == before


def test_what_is_kept_of_pages_is_made_again_where_it_is_lost(once, pages, at_once, tmp_path):
    built(tmp_path, once, [pages[:-3]])
    with sqlite3.connect(tmp_path / "record.sqlite") as db:
        kept = db.execute("SELECT count(*) FROM derived").fetchone()[0]
        db.execute("DELETE FROM derived WHERE step <> 'lines'")
        db.execute("UPDATE derived SET made_of = 'an older rule', value = x'00'")
    db.close()
    assert kept
    store = open_store(tmp_path / "record.sqlite")
    build(store, once, [Listed(*pages[-3:], name="rest")], workers=1)
    store.close()
    assert links(tmp_path) == at_once


def test_rows_that_an_older_version_put_are_put_again_in_order(once, pages, at_once, tmp_path):
    built(tmp_path, once, [pages[:-3]])
    with sqlite3.connect(tmp_path / "record.sqlite") as db:
        db.execute("DELETE FROM kept WHERE step NOT IN ('families', 'prints', 'furniture')")
        db.execute("UPDATE links SET place = length(payload)")
        db.execute("UPDATE link_kinds SET stamp = NULL")
    db.close()
    store = open_store(tmp_path / "record.sqlite")
    build(store, once, [Listed(*pages[-3:], name="rest")], workers=1)
    store.close()
    assert links(tmp_path) == at_once


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("some", [1, 3])
def test_pages_that_come_one_after_the_other_leave_no_trace(once, pages, at_once, tmp_path, seed, some):
    mixed = random.Random(seed).sample(pages, len(pages))
    parts = [mixed[at : at + some] for at in range(len(mixed) - 7, len(mixed), some)]
    assert built(tmp_path, once, [mixed[:-7], *parts], beside(tmp_path) if some > 1 else None) == at_once


def test_what_is_read_beforehand_is_what_links_would_read(once, pages, tmp_path):
    built(tmp_path, once, [pages[:-3]])
    store = open_store(tmp_path / "record.sqlite")
    beforehand = Beforehand(store)
    beforehand.read(lambda: True)
    told = (once.read(page).records.get("mentions", ()) for page in pages)
    named = {"actor-of-nobody", *(mention.actor_id for some in told for mention in some)}
    beforehand.put([None], named)
    beforehand.read(lambda: True)
    with store.writer() as writer, store.view() as view:
        known = beforehand.known(writer)
        for step, parts in known.parts.items():
            assert parts.keys() == named
            assert {part: value for part, value in parts.items() if value} == view.kept(step, named)
        assert any(known.parts["mentioned"].values())
        assert Derived(view, known).kept("mentioned", named) == view.kept("mentioned", named)
        assert known.dated == dict(view.dated())
        assert known.heads == Derived(view).heads
        assert {"head", "clues"} <= known.rows.keys()
        assert {"actors", "mentioned"} - known.kept.keys() == {"mentioned"}
        for step, rows in known.rows.items():
            assert {d: (of, value) for d, of, value in view.derived(step)} == rows
        for step, parts in known.kept.items():
            assert view.kept(step) == parts
        for kind, rows in known.links.items():
            assert {row["id"]: row for row in view.links(kind)} == rows
        assert known.entries["meeting_reports"]
        for kind, placed in known.entries.items():
            assert [one.row for one in placed] == list(entries(view, kind, None))
        told = {one.id: one.row for one in known.some["incidents"]}
        assert told == {row["id"]: row for row in entries(view, "incidents", told.keys())}
        assert all(load(value) == plain for value, plain in known.plain.items())
    store.close()


def test_what_was_read_beforehand_holds_until_another_commits(once, pages, tmp_path):
    built(tmp_path, once, [pages[:-3]])
    store, other = (open_store(tmp_path / "record.sqlite") for _ in range(2))
    beforehand = Beforehand(store)
    with store.writer() as writer:
        assert beforehand.known(writer) is None  # nothing was read
    beforehand.read(lambda: True)
    build(store, once, [Listed(*pages[-3:], name="more")], workers=1, link=False)
    with store.writer() as writer:
        assert beforehand.known(writer)
    parley.link.link(other, load_profile(str(PROFILE)))
    with store.writer() as writer:
        assert beforehand.known(writer) is None
    store.close()
    other.close()


def test_reading_beforehand_ends_when_the_pages_are_there(once, pages, tmp_path):
    built(tmp_path, once, [pages[:-3]])
    store = open_store(tmp_path / "record.sqlite")
    beforehand = Beforehand(store)
    beforehand.read(lambda: False)
    with store.writer() as writer:
        known = beforehand.known(writer)
    store.close()
    assert not (known.rows or known.kept or known.links)


def test_a_page_that_is_read_again_under_an_earlier_name_leaves_no_trace(once, pages, tmp_path):
    copies = [replace(page, uri=f"0{page.uri}", locator=f"0{page.locator}") for page in pages[:3]]
    (tmp_path / "whole").mkdir()
    whole = built(tmp_path / "whole", once, [[*pages, *copies]])
    assert built(tmp_path, once, [pages, copies[:1], copies[1:]]) == whole


def test_what_is_of_a_page_before_it_changed_leaves_no_trace(once, pages, tmp_path):
    older, newer = letter(90), replace(letter(91), uri="90.txt", locator="90.txt")
    (tmp_path / "new").mkdir()
    new = built(tmp_path / "new", once, [[*pages, newer]])
    store = open_store(tmp_path / "record.sqlite", create=True)
    reader = Unread(once)
    for some in ([*pages, older], [*pages, newer], [*pages, newer]):
        build(store, reader, [Listed(*some, name="part 0")], workers=1)
    store.close()
    assert links(tmp_path) == new


@pytest.mark.parametrize(
    ("seed", "later", "part"), [(0, 0.05, 10_000), (1, 2, 0)], ids=["all is written", "what came since is"]
)
def test_pages_that_change_go_and_come_back_leave_no_trace(
    once, pages, tmp_path, monkeypatch, seed, later, part
):
    monkeypatch.setattr(alike, "_LATER", later)
    monkeypatch.setattr(since, "_PART", part)
    chosen = random.Random(seed)
    number = {page.locator: place for place, page in enumerate(pages)}

    def other(page):
        """A page in the place of another: some other page, word for word or nearly, or one of nothing like it."""
        content = chosen.choice([*(p.content for p in pages), letter(100 + number[page.locator]).content])
        return replace(page, content=content + chosen.choice([b"", b" It rained in Sul that day."]))

    states = [pages]
    for _ in range(3):
        touched = {page.locator for page in chosen.sample(pages, 3)}
        states.append([other(page) if page.locator in touched else page for page in states[-1]])
        states.append([chosen.choice(pair) for pair in zip(states[-1], pages, strict=True)])
    reader = Unread(once)
    for folder, some in (("whole", states[-1:]), ("parts", states)):
        (tmp_path / folder).mkdir()
        store = open_store(tmp_path / folder / "record.sqlite", create=True)
        for number, state in enumerate(some):  # but the first, few pages change at a time
            few = beside(tmp_path / folder) if number else None
            build(store, reader, [Listed(*state, name="part 0")], workers=2 if few else 1, apart=few)
        store.close()
    assert links(tmp_path / "parts") == links(tmp_path / "whole")


@pytest.mark.parametrize("seed", range(2))
def test_pages_that_come_after_persons_decided_are_linked_as_if_they_had_been_there(
    once, pages, tmp_path, seed
):
    chosen = random.Random(seed)
    mixed = chosen.sample(pages, len(pages))
    profile, judges = load_profile(str(PROFILE)), []

    def decided(store):
        """A date, who is one, and what is not so: of what the first pages tell, wherever it is decided."""
        with store.view() as view:
            persons = [row for row in view.links("actors") if row["kind"] == "person"]
            told = sorted(row["id"] for kind in ("positions", "figures") for row in view.entries(kind))
            document = min(once.read(page).document.id for page in mixed[:8])
        if not judges:
            judges.append((document, settled.join(*chosen.sample(persons, 2)), chosen.sample(told, 3)))
        document, judge, wrong = judges[0]
        parley.link.settle_date(store, profile, document, "2031-05-05")
        parley.link.settle_actors(store, profile, judge)
        with store.writer() as writer, store.view() as view:
            for entry in wrong:
                ada = Signed("Ada Korin", "2031-07-01T10:00:00+00:00")
                writer.put_decision(
                    decision(view, entry, Request("reject", None, None, None), ada, lambda: ("p",))
                )
        parley.link.link(store, profile)

    for folder, parts in (("parts", [mixed[:-6], *([page] for page in mixed[-6:])]), ("whole", [mixed])):
        (tmp_path / folder).mkdir()
        store = open_store(tmp_path / folder / "record.sqlite", create=True)
        for number, part in enumerate(parts):
            build(store, once, [Listed(*part, name=f"part {number}")], workers=1)
            if not number:
                decided(store)
        store.close()
    assert links(tmp_path / "parts") == links(tmp_path / "whole")


class Unread:
    """A reader that reads a page whose bytes changed."""

    def __init__(self, reader):
        self._reader = reader

    def __getattr__(self, name):
        return getattr(self._reader, name)

    def read(self, page):
        self._reader._known.pop(page.locator, None)
        return self._reader.read(page)
