"""A build that finds nothing new makes links again only where they may be others."""

import pytest

import parley.link
from pages_made import Listed, dump
from parley.builder import build
from parley.link import mark
from parley.pipeline import Reader
from parley.profiles import load_profile
from parley.records import Page
from parley.review.decide import Request, Signed, decision
from parley.settings import Settings
from parley.store import open_store

TEXT = "President Lena Ostrava of Ostland refused a truce with Veria on 4 May 2031, her office said.\n\n" * 2
PAGES = [
    Page(
        f"https://gazette.example/{n}",
        f"{n}.txt",
        TEXT.replace("4", str(n)).encode(),
        "text/plain",
        "utf-8",
        {},
    )
    for n in (3, 4)
]


@pytest.fixture(scope="module")
def reader():
    return Reader(Settings(workers=1))


@pytest.fixture
def store(tmp_path, reader):
    with_links = open_store(tmp_path / "record.sqlite", create=True)
    build(with_links, reader, [Listed(*PAGES)], workers=1)
    yield with_links
    with_links.close()


def again(store, reader, pages=PAGES):
    """The report of a build, and whether it made links."""
    report = build(store, reader, [Listed(*pages)], workers=1)
    return report, any(step.startswith("link.") for step in report.seconds)


def test_where_nothing_came_links_stay(store, reader):
    before = dump(store)
    report, is_linked = again(store, reader)
    assert not is_linked
    assert report.linked["actors"] == len(list(all_of(store, "actors"))) > 0
    assert dump(store) == before


def all_of(store, kind):
    with store.view() as view:
        return list(view.links(kind))


def test_they_are_made_where_a_page_came_unlinked(store, reader):
    more = Page("https://gazette.example/5", "5.txt", TEXT.encode(), "text/plain", "utf-8", {})
    build(store, reader, [Listed(*PAGES, more)], workers=1, link=False)
    assert again(store, reader, [*PAGES, more])[1]
    assert not again(store, reader, [*PAGES, more])[1]


def test_they_are_made_after_a_decision(store, reader):
    with store.writer() as writer, store.view() as view:
        entry = min(row["id"] for row in view.entries("statements"))
        signed = Signed("Ada Korin", "2031-07-01T10:00:00+00:00")
        writer.put_decision(
            decision(view, entry, Request("reject", None, None, None), signed, lambda: ("p",))
        )
    assert again(store, reader)[1]


def test_a_date_that_a_person_settled_stays(store, reader):
    document = min(reader.read(page).document.id for page in PAGES)
    parley.link.settle_date(store, reader.profile, document, "2031-05-05")
    with store.view() as view:
        assert view.document(document).published.edtf == "2031-05-05"
    again(store, reader)
    with store.view() as view:
        assert view.document(document).published.edtf == "2031-05-05"


def test_they_are_made_by_other_rules_or_another_profile(store, reader, monkeypatch):
    assert parley.link.current(store, reader.profile)
    assert parley.link.current(store, load_profile("nuclear")) is None
    monkeypatch.setattr(mark, "__version__", "0.0.1")
    assert parley.link.current(store, reader.profile) is None
    assert again(store, reader)[1]
