"""Decisions survive every rebuild, and belong to the words that were decided about or to nobody."""

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parley
from pages_made import Listed, page
from parley import api
from parley.builder import build
from parley.errors import UsageError
from parley.find.statements import Statements
from parley.pipeline import Reader
from parley.plugins import finders
from parley.records import Page
from parley.review.decide import Request, Signed, decision, take_back
from parley.review.orphans import orphans
from parley.review.queue import Wanted, waiting
from parley.settings import Settings
from parley.store import open_store
from parley.store.base import Filter
from parley.store.decisions import Decision, Log, anchor_of, fold, holding
from profiles_made import profile_of, state

ADA = Signed("Ada Korin", "2031-07-01T10:00:00+00:00")
EVERY = Filter(review="all")


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path / "record.sqlite", create=True)
    build(store, reader(), [Listed(page(0), page(1), page(2))])
    yield store
    store.close()


def reader(statements=None):
    settings = Settings(workers=1)
    found = [f if f.kind != "statements" or statements is None else statements for f in finders(settings)]
    return Reader(settings, found)


def decide(store, entry_id, verb, field=None, value=None, note=None):
    with store.writer() as writer, store.view() as view:
        request = Request(verb, field, value, note)
        writer.put_decision(decision(view, entry_id, request, ADA, lambda: ("process",)))


def undo(store, named):
    with store.writer() as writer, store.view() as view:
        writer.put_decision(take_back(view, named, ADA))


def statements(store, where=EVERY):
    with store.view() as view:
        return list(view.entries("statements", where))


def lost(store):
    with store.view() as view:
        return orphans(view)


def decided(store):
    """A decision about each statement of the first page: accepted, rejected, corrected, in turn."""
    first = [row for row in statements(store) if row["uri"] == "000.txt"]
    assert len(first) >= 3
    for n, row in enumerate(first):
        verb = ("accept", "reject", "correct")[n % 3]
        more = {"field": "speaker", "value": "Piet Zandel"} if verb == "correct" else {}
        decide(store, row["id"], verb, **more)
    return {row["id"]: row for row in statements(store) if row["review"]}


def test_a_rebuild_that_reads_the_same_keeps_every_decision(store, tmp_path):
    before = decided(store)
    build(store, reader(), [Listed(page(0), page(1), page(2), page(3))])
    assert {row["id"]: row for row in statements(store) if row["review"]} == before
    assert lost(store) == []
    anew = open_store(
        tmp_path / "other.sqlite", create=True
    )  # the same pages, read into a record of their own
    build(anew, reader(), [Listed(page(2), page(1), page(0))])
    with store.view() as view, anew.writer() as writer:
        for one in view.decisions():
            writer.put_decision(one)
    assert {row["id"]: row["review"] for row in statements(anew) if row["review"]} == {
        i: row["review"] for i, row in before.items()
    }
    anew.close()


def test_a_record_built_anew_takes_the_decisions_over_once(isles, isles_pages, tmp_path):
    shutil.copytree(isles, tmp_path / "old")
    with parley.open(tmp_path / "old") as record:
        first, second, third, *_ = record.statements()
    api.review(tmp_path / "old", [first["id"], second["id"]], "reject", note="no", reviewer="Ada")
    api.review(tmp_path / "old", third["id"], "correct", field="act", value="warn", reviewer="Bo")
    api.undo(tmp_path / "old", second["id"], reviewer="Bo")
    profile = isles_pages.parent / "isles.toml"
    parley.build([isles_pages], tmp_path / "new", profile=profile, workers=1).close()
    api.review(tmp_path / "new", third["id"], "note", note="mine", reviewer="Mira")
    assert api.take_reviews(tmp_path / "new", tmp_path / "old") == 4
    assert api.take_reviews(tmp_path / "new", tmp_path / "old") == 0
    with parley.open(tmp_path / "old") as old, parley.open(tmp_path / "new") as new:
        assert [(r["reviewer"], r["verb"], r["undoes"]) for r in new.reviews()] == [
            ("Mira", "note", None),
            ("Ada", "reject", None),
            ("Ada", "reject", None),
            ("Bo", "correct", None),
            ("Bo", "undo", 3),
        ]
        for theirs, mine in zip(old.reviews(), new.reviews()[1:], strict=True):
            same = {name: value for name, value in theirs.items() if name not in ("number", "undoes")}
            assert same.items() <= mine.items()
        assert [r["id"] for r in new.statements()] == [r["id"] for r in old.statements()]
        assert new.orphans() == []
    api.undo(tmp_path / "old", first["id"], reviewer="Ada")
    api.undo(tmp_path / "new", first["id"], reviewer="Mira")  # taken back in both, by two people
    assert api.take_reviews(tmp_path / "new", tmp_path / "old") == 0
    with pytest.raises(UsageError, match="itself"):
        api.take_reviews(tmp_path / "new", tmp_path / "new")


def test_decisions_about_a_page_that_changed_are_orphans_and_come_back_with_it(store):
    before = decided(store)
    changed = Listed(page(0, " More was said."), page(1), page(2))
    build(store, reader(), [changed])
    found = lost(store)
    assert {row["entry_id"] for row in found} == set(before)
    assert {row["reason"]["code"] for row in found} == {"superseded"}
    for row in found:
        assert row["words"] == [piece["quote"] for piece in before[row["entry_id"]]["evidence"]]
        assert (row["by"], row["uri"]) == ("Ada Korin", "000.txt")
        assert row["state"] == before[row["entry_id"]]["review"]["state"]
    # The new version says the same in the same places; nobody decided about that one.
    now = [row for row in statements(store) if row["uri"] == "000.txt"]
    assert [row["content"] for row in now] == [row["content"] for row in before.values()]
    assert all(row["review"] is None for row in now)
    with store.view() as view:
        assert view.count("statements") == len(statements(store))
    build(store, reader(), [Listed(page(0), page(1), page(2))])
    assert lost(store) == []
    assert {row["id"]: row["review"] for row in statements(store) if row["review"]} == {
        i: row["review"] for i, row in before.items()
    }


class Fewer(Statements):
    """A version of the finder that no longer finds what was denied."""

    version = "next"

    def find(self, analysis):
        return [s for s in super().find(analysis) if s.act != "deny"]


class Wider(Statements):
    """One that rests each statement on a character more."""

    version = "wider"

    def find(self, analysis):
        from dataclasses import replace

        from parley.spans import evidence

        text = analysis.document.text
        for one in super().find(analysis):
            last = max(one.evidence, key=lambda e: e.end)
            more = evidence(last.document_id, text, last.start, last.end + 1)
            yield replace(one, evidence=tuple(more if e is last else e for e in one.evidence))


def test_what_a_newer_finder_does_not_find_is_an_orphan_and_the_rest_stays(store):
    before = decided(store)
    denied = {i for i, row in before.items() if row["act"] == "deny"}
    assert denied and denied != set(before)
    build(store, reader(Fewer()), [Listed(page(0), page(1), page(2))])
    assert {row["entry_id"] for row in lost(store)} == denied
    assert {row["reason"]["code"] for row in lost(store)} == {"gone"}
    assert {row["id"] for row in statements(store) if row["review"]} == set(before) - denied


def test_an_entry_that_rests_on_other_words_is_not_decided_until_somebody_looks_again(store):
    before = decided(store)
    build(store, reader(Wider()), [Listed(page(0), page(1), page(2))])
    found = lost(store)
    assert {row["entry_id"] for row in found} == set(before)
    assert {row["reason"]["code"] for row in found} == {"changed"}
    assert all(row["review"] is None for row in statements(store))
    with store.view() as view:
        queue = [row["entry"]["id"] for row in waiting(view, Wanted(["statements"]))]
    assert set(before) <= set(queue)
    again, dropped, *rest = before
    decide(store, again, "accept")
    undo(store, dropped)
    assert {row["entry_id"] for row in lost(store)} == set(rest)
    (row,) = (row for row in statements(store) if row["id"] == again)
    assert row["review"]["state"] == "accepted"


def test_a_corrected_speaker_follows_who_is_joined_and_who_is_split(isles, tmp_path):
    shutil.copytree(isles, tmp_path / "rec")
    folder = tmp_path / "rec"

    def speaker():
        with parley.open(folder) as record:
            return record.show(row["id"])["entry"]["speaker"]["name"]

    with parley.open(folder) as record:
        row = record.statements(speaker="Dross")[0]
    api.review(folder, row["id"], "correct", field="speaker", value="Tarsk")
    api.join(folder, "Orla Venn", "Ume Tarsk")
    assert speaker() == "Orla Venn"
    api.join(folder, "Orla Venn", "Ume Tarsk", take_back=True)
    assert "Tarsk" in speaker()
    with parley.open(folder) as record:
        assert record.orphans() == []
        assert [(r["kind"], r["verb"]) for r in record.reviews()][1:] == [
            ("judgements", "correct"),
            ("judgements", "undo"),
        ]


STRAIT = profile_of(
    "strait",
    state("Tavria", "XTA", "Tavrian", "Ostrel", role=None),
    state("Morvania", "XMO", "Morvanian", "Velm", role=None),
)


def test_links_are_made_without_what_was_rejected(tmp_path):
    """A position that was rejected changes nothing, and later ones are held against the one before it."""
    (tmp_path / "strait.toml").write_text(STRAIT, encoding="utf-8")
    read = Reader(Settings(workers=1, profile=str(tmp_path / "strait.toml")))
    words = b"Velm wants Tavria to cede the valley."
    pages = [
        Page(f"{n}.txt", f"{n}.txt", words + b" " * n, "text/plain", "utf-8", {"published": f"2031-06-0{n}"})
        for n in (2, 4, 6)
    ]
    store = open_store(tmp_path / "record.sqlite", create=True)
    build(store, read, [Listed(*pages)])

    def positions():
        with store.view() as view:
            return {row["uri"][0]: row for row in view.entries("positions", EVERY)}

    before = positions()
    assert before["6"]["follows"] == before["4"]["id"]
    decide(store, before["4"]["id"], "reject")
    assert (positions()["6"]["change"], positions()["6"]["follows"]) == (None, None)
    build(store, read, [Listed(*pages)])
    assert positions()["6"]["follows"] == before["2"]["id"]
    assert positions()["4"]["review"]["state"] == "rejected"
    undo(store, before["4"]["id"])
    build(store, read, [Listed(*pages)])
    assert positions() == before
    store.close()


VERBS = st.sampled_from(["accept", "reject", "correct", "note", "undo"])


@given(st.lists(st.tuples(VERBS, st.integers(0, 2), st.integers(0, 1)), max_size=25))
def test_what_stands_is_what_was_not_taken_back(steps):
    """Against a plain model: a list of decisions for each entry and its words, from which undoing takes the last."""
    log, model = [], {}
    for number, (verb, entry, words) in enumerate(steps, 1):
        evidence = [{"document_id": "doc-1", "start": 0, "end": 1, "quote": "ab"[words]}]
        key = (f"statement-{entry}", anchor_of(evidence))
        told = Decision(
            ADA.at, ADA.reviewer, "statements", key[0], verb, "act", number, str(number), {}, evidence,
            number=number,
        )  # fmt: skip
        if verb != "undo":
            log.append(told)
            model.setdefault(key, []).append(told)
        elif model.get(key):
            log.append(
                Decision(
                    **{**{n: getattr(told, n) for n in told.__slots__}, "undoes": model[key].pop().number}
                )
            )
    found = fold(log)
    told = {(i, one.key): list(one.decisions) for i, standings in found.items() for one in standings}
    assert told == {key: decisions for key, decisions in model.items() if decisions}
    for one in (one for standings in found.values() for one in standings):
        verdicts = [d.verb for d in one.decisions if d.verb != "note"]
        if not verdicts:
            assert one.state == "noted"
        elif verdicts[-1] == "reject":
            assert one.state == "rejected"
        else:
            assert one.state == ("corrected" if "correct" in verdicts else "accepted")
    for words in "ab":
        piece = {"document_id": "doc-1", "start": 0, "end": 1, "quote": words}
        held = holding(found, {f"statement-{n}": [piece] for n in range(3)})
        assert {i: list(one.decisions) for i, one in held.items()} == {
            i: decisions for (i, anchor), decisions in told.items() if anchor == anchor_of([piece])
        }
    kept = Log()  # views come in any order of their commits, and each sees its own
    for number in (len(log) // 2, len(log), len(log) // 3, len(log)):
        last = log[number - 1].number if number else 0
        told = kept.upto(last, lambda after, last=last: (row for row in log if after < row.number <= last))
        assert told == fold(log[:number])
