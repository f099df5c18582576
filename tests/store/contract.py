"""What every back end must do. A back end's tests derive from `StoreContract` and give it `make`."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.dates import Date
from parley.errors import AmbiguousId, StoreError, UnknownRecord
from parley.reading import Reading
from parley.records import (
    Block,
    Document,
    Figure,
    Mention,
    Page,
    Position,
    Rejection,
    Speaker,
    Statement,
    actor_id,
    make_id,
    row,
)
from parley.spans import Span, evidence
from parley.store.base import Filter
from parley.store.decisions import KINDS, REVIEWS, Decision

TEXT = (
    "Talks open in Vintersund\n"
    "Envoy Lena Ostrava told the Ledger that “nothing is settled” 😀 yet.\n"
    "Negotiators from Erdoğanistan met Kyiv’s café owners for a 1,000-for-1,000 exchange.\n"
    "Text size: A A A"
)
# Each example uses the store that the last one left, and each back end runs the same tests.
SHARED = (HealthCheck.function_scoped_fixture, HealthCheck.differing_executors)
VERSIONS = {"clean": "c1", "mentions": "m1", "statements": "s1", "figures": "f1"}


def page(uri="a.txt", text=TEXT, **hints):
    return Page(uri, uri, text.encode(), "text/plain", "utf-8", hints)


def document(source, text=TEXT, outlet="Vintersund Ledger", published=None):
    ends = [i for i, c in enumerate(text) if c == "\n"] + [len(text)]
    starts = [0, *(e + 1 for e in ends[:-1])]
    blocks = tuple(
        Block(s, e, "navigation" if text[s:e].startswith("Text size") else "body", "made")
        for s, e in zip(starts, ends, strict=True)
        if s < e
    )
    published = Date.of(published, "metadata") if published else Date.unknown()
    known = source.hints.get("outlet", outlet)
    return Document(
        make_id("doc", source.sha256), source.uri, "text/plain", source.sha256, known, (), None, (),
        "en", text, published, None, blocks, charset="utf-8",
    )  # fmt: skip


def found(doc, words, name="Lena Ostrava", date=None, act="say", mode="direct", about=("process",)):
    """A mention of `name`, a statement of its first `words` and a figure, all in one document."""
    start = doc.text.index(words)
    ev = (evidence(doc.id, doc.text, start, start + len(words)),)
    span = Span(start, start + len(words))
    actor = actor_id("person", name)
    who = Speaker(actor, name, words, span)
    on = Date.of(date, "text") if date else Date.unknown()
    mention = Mention(
        make_id("mention", doc.id, start, name), doc.id, actor, name, "person", "XVE", words, "envoy", ev
    )
    statement = Statement(
        make_id("statement", doc.id, start, words, act), doc.id, who, mode, words, span, act, words,
        (span,), None, None, None, None, on, about, False, False, None, "made", ev,
    )  # fmt: skip
    figure = Figure(
        make_id("figure", doc.id, start), doc.id, "count", 1.0, 1.0, "exact", "envoy", None, actor, None,
        who, statement.id, on, "process", ev,
    )  # fmt: skip
    return {"mentions": [mention], "statements": [statement], "figures": [figure]}


def reading(source, doc, records=None, versions=None):
    return Reading(
        source.uri, source.locator, source.fingerprint, doc, None, records or {}, versions or VERSIONS,
        source.content,
    )  # fmt: skip


def rejected(uri="bad.bin", code="binary"):
    return Reading(uri, uri, f"mark-{uri}-{code}", None, Rejection(uri, uri, code, "No text.", "00"))


def put(store, *readings, source="src"):
    with store.writer() as writer:
        for one in readings:
            writer.put_reading(source, one)


def simple(uri="a.txt", text=TEXT, words="Ostrava", name="Lena Ostrava", outlet=None, published=None, **said):
    source = page(uri, text, **({"outlet": outlet} if outlet else {}))
    doc = document(source, text, published=published)
    return reading(source, doc, found(doc, words, name, **said) if words else {})


def actor(name, *aliases, kind="person", party=None, country=None):
    return {
        "id": actor_id(kind, name), "name": name, "aliases": sorted({name, *aliases}), "kind": kind,
        "country": country, "roles": [], "party": party, "evidence": [],
    }  # fmt: skip


def decided(entry, verb, kind="statements", **more):
    """A decision about a row of a view."""
    told = {"at": "2031-07-01T10:00:00+00:00", "reviewer": "Ada Korin", "anchor": entry["evidence"]} | more
    return Decision(kind=kind, entry_id=entry["id"], verb=verb, **told)


def decide(store, entry, verb, kind="statements", **more):
    with store.writer() as writer:
        return writer.put_decision(decided(entry, verb, kind, **more))


def dump(store):
    """All that a store holds, as its views give it."""
    with store.view() as view:
        kinds = view.kinds()
        return {
            "counts": dict(view.counts()),
            "documents": list(view.documents()),
            "rejections": list(view.rejections()),
            **{kind: list(view.entries(kind)) for kind in kinds},
        }


def ids(rows):
    return [r["id"] for r in rows]


class StoreContract:
    """`make(path)` opens a new, empty store there."""

    def make(self, path):
        raise NotImplementedError

    @pytest.fixture
    def store(self, tmp_path):
        store = self.make(tmp_path)
        yield store
        store.close()

    def test_a_new_store_is_empty_and_sound(self, store):
        assert dump(store) == {
            "counts": {"documents": 0, "superseded": 0, "rejections": 0},
            "documents": [],
            "rejections": [],
        }
        assert store.integrity() == []

    def test_a_reading_comes_back_as_it_was_put(self, store):
        one = simple(published="2031-06")
        put(store, one)
        with store.view() as view:
            assert view.document(one.document.id) == one.document
            assert list(view.documents()) == [row(one.document) | {"found_at": [one.locator]}]
            for kind, records in one.records.items():
                page = {"uri": "a.txt", "outlet": "Vintersund Ledger", "page_date": "2031-06"}
                page |= {"review": None} if kind in KINDS else {}
                expected = [row(r) | page for r in records]
                assert list(view.entries(kind)) == expected
            assert view.raw(one.document.sha256) == one.content
            assert view.held("src")["a.txt"].versions == VERSIONS
            assert view.versions(one.document.id) == VERSIONS
            assert view.kinds() == ["figures", "mentions", "statements"]
        assert store.integrity() == []

    def test_rejections_are_kept_with_their_reason(self, store):
        put(store, rejected("b.bin"), rejected("a.bin", "empty"))
        with store.view() as view:
            assert [(r["uri"], r["reason"]["code"]) for r in view.rejections()] == [
                ("a.bin", "empty"),
                ("b.bin", "binary"),
            ]
            assert view.held("src")["b.bin"].document_id is None
            assert view.held("src")["b.bin"].rejected == "binary"
            assert view.held("other") == {}

    def test_a_rejection_goes_with_its_place_and_a_document_stays(self, store):
        put(store, rejected("b.bin"), rejected("c.bin"), simple())
        put(store, rejected("b.bin"), source="other")
        with store.writer() as writer:
            assert writer.leave("src", {"b.bin", "a.txt", "none"}) == 1
        with store.view() as view:
            assert sorted(view.held("src")) == ["a.txt", "c.bin"]
            assert [r["uri"] for r in view.rejections()] == ["b.bin", "c.bin"]
            assert (view.counts()["documents"], view.counts()["rejections"]) == (1, 2)

    def test_a_document_that_stands_elsewhere_leaves_its_place(self, store):
        older, newer = simple("https://a.example/1"), simple("https://a.example/1", f"{TEXT} More.")
        put(store, replace(older, locator="rows.jsonl#L1"), replace(older, locator="rows.jsonl#1"))
        with store.writer() as writer:
            assert writer.leave("src", {"rows.jsonl#L1"}) == 0
        with store.view() as view:
            assert list(view.held("src")) == ["rows.jsonl#1"]
        put(store, replace(newer, locator="rows.jsonl#2"))
        with store.writer() as writer:  # another text of the same address is another document
            assert writer.leave("src", {"rows.jsonl#1"}) == 1
        with store.view() as view:
            assert (view.counts()["documents"], view.counts()["superseded"]) == (2, 0)

    def test_of_two_places_that_are_gone_one_keeps_the_document(self, store):
        one = simple("https://a.example/1")
        put(store, replace(one, locator="a"), replace(one, locator="b"))
        with store.writer() as writer:
            assert writer.leave("src", {"a", "b"}) == 1
        with store.view() as view:
            assert (view.counts()["documents"], view.counts()["superseded"]) == (1, 0)

    def test_the_same_reading_again_changes_nothing(self, store):
        one = simple()
        put(store, one)
        before = dump(store)
        put(store, one)
        assert dump(store) == before

    def test_order_of_arrival_leaves_no_trace(self, store, tmp_path):
        texts = [f"{n} {TEXT}" for n in range(4)]
        readings = [simple(f"{n}.txt", text) for n, text in enumerate(texts)]
        readings += [simple("copy.txt", texts[1]), rejected()]
        put(store, *readings)
        other = self.make(tmp_path / "other")
        for one in reversed(readings):
            put(other, one)
        assert dump(other) == dump(store)
        assert [d["uri"] for d in dump(store)["documents"]] == ["0.txt", "1.txt", "2.txt", "3.txt"]
        other.close()

    def test_an_exception_leaves_the_last_commit(self, store):
        put(store, simple())
        before = dump(store)
        with pytest.raises(RuntimeError), store.writer() as writer:
            writer.put_reading("src", simple("b.txt", "b " + TEXT))
            raise RuntimeError
        assert dump(store) == before
        assert store.integrity() == []

    def test_a_changed_page_supersedes_its_older_version(self, store):
        old, new = simple(), simple(text="New. " + TEXT)
        put(store, old)
        put(store, new)
        with store.view() as view:
            assert ids(view.documents()) == [new.document.id]
            assert {e["document_id"] for e in view.entries("statements")} == {new.document.id}
            assert view.document(old.document.id) == old.document
            assert view.find(old.document.id)[1]["superseded"] is True
            assert view.find(new.document.id)[1]["superseded"] is False
            assert view.find(old.records["statements"][0].id)[0] == "statements"
            assert view.counts()["superseded"] == 1
            assert {h.document_id for h in view.search("Ostrava")} == {new.document.id}
        put(store, old)
        with store.view() as view:
            assert ids(view.documents()) == [old.document.id]
        assert store.integrity() == []

    def test_a_page_that_can_no_longer_be_read_becomes_a_rejection(self, store):
        put(store, simple())
        put(store, rejected("a.txt"))
        with store.view() as view:
            assert view.counts()["documents"] == 0 and view.counts()["superseded"] == 1
            assert list(view.entries("statements")) == []
            assert [r["uri"] for r in view.rejections()] == ["a.txt"]

    def test_a_document_at_two_places_is_one(self, store):
        put(store, simple("b.txt"))
        put(store, simple("a.txt"), source="other")
        with store.view() as view:
            assert [d["uri"] for d in view.documents()] == ["a.txt"]
            assert view.counts()["statements"] == 1
            assert len(list(view.search("Ostrava"))) == 1

    def test_changed_hints_change_the_document(self, store):
        put(store, simple(outlet="Vintersund Ledger"))
        put(store, simple(outlet="Alvero Daily"))
        with store.view() as view:
            assert [d["outlet"] for d in view.documents()] == ["Alvero Daily"]
            assert [e["outlet"] for e in view.entries("statements")] == ["Alvero Daily"]

    def test_records_found_again_replace_those_of_their_kind(self, store):
        one = simple()
        put(store, one)
        again = found(one.document, "Lena Ostrava")["statements"]
        with store.writer() as writer:
            writer.put_records(one.document.id, "s2", "statements", again)
        with store.view() as view:
            assert ids(view.entries("statements")) == [again[0].id]
            assert len(list(view.entries("mentions"))) == 1
            assert view.held("src")["a.txt"].versions == VERSIONS | {"statements": "s2"}
            assert view.count("statements", Filter(speaker="Ostrava")) == 1
        assert store.integrity() == []

    def test_records_without_a_version_are_kept_but_take_no_others_place(self, store):
        """They are those of a finder that could not find all: the next build finds them again."""
        whole = simple()
        part = replace(
            whole,
            records=whole.records | {"statements": ()},
            versions={k: v for k, v in VERSIONS.items() if k != "statements"},
        )
        put(store, part)
        with store.view() as view:
            assert view.held("src")["a.txt"].versions == VERSIONS | {"statements": ""}
            assert list(view.entries("statements")) == []
        put(store, whole)
        before = dump(store)
        put(store, part)
        assert dump(store) == before

    def test_a_new_cleaning_replaces_all_that_rested_on_the_older(self, store):
        one = simple()
        put(store, one)
        doc = replace(one.document, blocks=one.document.blocks[:1])
        put(store, replace(one, document=doc, records={}, versions={"clean": "c2", "mentions": "m1"}))
        with store.view() as view:
            assert view.document(doc.id) == doc
            assert view.counts()["mentions"] == 0
            assert view.versions(doc.id) == {"clean": "c2", "mentions": "m1"}
            assert list(view.search("Ostrava")) == []

    def test_links_are_replaced_whole_and_a_kind_without_rows_is_known(self, store):
        with store.writer() as writer:
            writer.put_links("actors", [actor("B B"), actor("C C"), actor("A A")])
        with store.view() as view:
            assert [a["name"] for a in view.links("actors")] == ["B B", "C C", "A A"]
        with store.writer() as writer:
            writer.put_links("actors", [actor("A A")])
            writer.put_links("judgements", [])
        with store.view() as view:
            assert [a["name"] for a in view.links("actors")] == ["A A"]
            assert list(view.kinds()) == ["actors", "judgements"]
            assert view.counts()["judgements"] == 0

    def test_a_kind_of_link_has_a_stamp_that_changes_with_its_rows_alone(self, store):
        def stamps(**kinds):
            with store.writer() as writer:
                for kind, rows in kinds.items():
                    writer.put_links(kind, rows)
            with store.view() as view:
                assert {kind: [r["id"] for r in view.links(kind)] for kind in kinds} == {
                    kind: [r["id"] for r in rows] for kind, rows in kinds.items()
                }
                return dict(view.stamps())

        a, b, c = (actor(f"{name} {name}") for name in "ABC")
        first = stamps(actors=[a, b], judgements=[])
        assert first.keys() == {"actors", "judgements"}
        assert stamps(actors=[a, b], judgements=[]) == first
        seen = {first["actors"]}
        for rows in ([a, b, c], [c, a, b], [a], [{**a, "name": "Another"}], []):
            found = stamps(actors=rows)
            assert found["judgements"] == first["judgements"]
            assert found["actors"] not in seen or not rows
            seen.add(found["actors"])
        assert stamps(actors=[a, b]) == first

    def test_furniture_is_laid_over_a_page_when_read_and_can_be_taken_back(self, store):
        one = simple()
        put(store, one)
        block = one.document.blocks[1]
        quote = one.document.text[block.start : block.end]
        label = {"document_id": one.document.id, "start": block.start, "end": block.end, "quote": quote}
        label |= {"role": "other", "reason": "in every story"}
        laid = {"id": "furniture" + one.document.id[3:], "document_id": one.document.id, "blocks": [label]}
        for rows, role, entries in (([laid], "other", 0), ([], "body", 1)):
            with store.writer() as writer:
                writer.put_links("furniture", rows)
            with store.view() as view:
                assert view.document(one.document.id).blocks[1].role == role
                assert next(view.documents())["blocks"][1]["role"] == role
                assert view.document(one.document.id, linked=False).blocks[1].role == "body"
                assert len(list(view.entries("statements"))) == view.count("statements") == entries
                assert len(list(view.entries("statements", linked=False))) == 1
                assert len(list(view.search("Ledger"))) == entries

    def test_judgements_are_applied_when_read_and_can_be_taken_back(self, store):
        put(store, simple(name="Ostrava"))
        left, right = actor_id("person", "Ostrava"), actor("Lena Ostrava", "Ostrava")
        with store.writer() as writer:
            writer.put_links("actors", [right])
            writer.put_links(
                "judgements", [{"id": "j1", "left": left, "right": right["id"], "verdict": "same"}]
            )
        with store.view() as view:
            said = next(view.entries("statements"))
            assert (said["speaker"]["actor_id"], said["speaker"]["name"]) == (right["id"], "Lena Ostrava")
            assert next(view.entries("figures"))["source"]["actor_id"] == right["id"]
            assert next(view.entries("figures"))["agent"] == right["id"]
            assert next(view.entries("mentions"))["actor_id"] == right["id"]
            assert next(view.entries("mentions", linked=False))["actor_id"] == left
            assert view.count("statements", Filter(speaker="lena")) == 1
            assert view.find(said["id"])[1] == said
        with store.writer() as writer:
            writer.put_links("judgements", [])
        with store.view() as view:
            assert next(view.entries("statements"))["speaker"]["actor_id"] == left

    def test_changes_are_laid_over_positions(self, store):
        one = simple()
        start = one.document.text.index("nothing")
        ev = (evidence(one.document.id, one.document.text, start, start + 7),)
        party = actor_id("state", "Velmara")
        position = Position(
            make_id("position", start), one.document.id, party, None, "process", "rejects", "nothing",
            (Span(start, start + 7),), None, None, Date.unknown(), None, "made", ev,
        )  # fmt: skip
        put(store, replace(one, records={**one.records, "positions": [position]}))
        told = {"id": "change-1", "of": position.id, "change": "repeated", "follows": "position-0"}
        for rows, change, follows in (([told], "repeated", "position-0"), ([], None, None)):
            with store.writer() as writer:
                writer.put_links("changes", rows)
            with store.view() as view:
                (found,) = view.entries("positions")
                assert (found["change"], found["follows"]) == (change, follows)
                assert view.find(position.id)[1] == found
                assert "change" not in next(view.entries("positions", linked=False))
                assert "change" not in next(view.entries("statements"))

    @pytest.fixture
    def several(self, store):
        """Three documents: dates and outlets differ, one has none."""
        put(
            store,
            simple("a.txt", "a " + TEXT, published="2031-06-02", act="deny", mode="mixed"),
            simple("b.txt", "b " + TEXT, outlet="Alvero Daily", published="2031-07", name="Piet Zündel"),
            simple("c.txt", "c " + TEXT, outlet="Älvero-daily", name="Ann Lee", about=("prisoners",)),
        )
        with store.writer() as writer:
            rows = [
                actor("Lena Ostrava", "Ostrava", party="Velmara"),
                actor("Piet Zündel", party="Oruvia"),
                actor("Velmara", "Kestren", kind="state", party="Velmara"),
            ]
            writer.put_links("actors", sorted(rows, key=lambda r: r["id"]))
        return store

    @pytest.mark.parametrize(
        ("where", "uris"),
        [
            ({}, "abc"),
            ({"speaker": "ostrava"}, "a"),
            ({"speaker": "PIET zundel"}, "b"),
            ({"speaker": "ann"}, "c"),
            ({"speaker": "nobody"}, ""),
            ({"speaker": "!"}, ""),
            ({"party": "velmara"}, "a"),
            ({"party": "Kestren"}, "a"),
            ({"party": "oruvia"}, "b"),
            ({"actors": (actor_id("person", "Lena Ostrava"), actor_id("person", "Piet Zündel"))}, "ab"),
            ({"actors": (actor_id("person", "Ann Lee"),), "since": "2031"}, ""),
            ({"actors": ()}, ""),
            ({"outlet": "alvero daily"}, "bc"),
            ({"outlet": "alvero"}, ""),
            ({"issue": "prisoners"}, "c"),
            ({"act": "deny"}, "a"),
            ({"mode": "mixed"}, "a"),
            ({"since": "2031-06-02"}, "ab"),
            ({"since": "2031-06-03"}, "b"),
            ({"since": "2031-07-31"}, "b"),
            ({"until": "2031-07-01"}, "ab"),
            ({"until": "2031-06-30"}, "a"),
            ({"since": "2031-08-01"}, ""),
            ({"document": "b.txt"}, "b"),
            ({"document": "\udce9"}, ""),
            ({"speaker": "ostrava", "outlet": "alvero daily"}, ""),
            ({"limit": 2}, "ab"),
            ({"limit": 2, "offset": 1}, "bc"),
            ({"offset": 2}, "c"),
        ],
    )
    def test_filters(self, several, where, uris):
        chosen = Filter(**where)
        with several.view() as view:
            assert "".join(e["uri"][0] for e in view.entries("statements", chosen)) == uris
            assert "".join(d["uri"][0] for d in view.documents(chosen)) == uris
            assert {h.uri[0] for h in view.search("Ostrava", chosen)} == set(uris)
            if not {"limit", "offset"} & where.keys():
                assert view.count("statements", chosen) == view.count("documents", chosen) == len(uris)

    @pytest.mark.parametrize(
        ("where", "chosen"),
        [
            ({}, "hk"),
            ({"since": "2031-06-09"}, "h"),
            ({"until": "2031-06-08"}, "hk"),
            ({"until": "2031-06-06"}, "k"),
            ({"party": "velmara"}, "h"),
            ({"speaker": "lena"}, "h"),
            ({"speaker": "piet"}, "k"),
            ({"speaker": "piet", "party": "velmara"}, ""),
            ({"issue": "process"}, "h"),
            ({"issue": "prisoners"}, "k"),
            ({"outlet": "alvero daily"}, "k"),
            ({"document": "a.txt"}, "h"),
            ({"act": "say"}, ""),
            ({"limit": 1, "offset": 1}, "k"),
        ],
    )
    def test_filters_choose_rows_of_links(self, several, where, chosen):
        with several.view() as view:
            pages = {d["uri"]: d["id"] for d in view.documents()}
        held = {
            "dates": [row(Date.of("2031-06-07/2031-06-09", "text")), row(Date.unknown())],
            "agenda": ["process"],
        }
        held |= {"parties": [actor_id("state", "Velmara")], "documents": [pages["a.txt"]], "id": "m-h"}
        held["delegates"] = [{"actor_id": actor_id("person", "Lena Ostrava"), "name": "Lena Ostrava"}]
        kept = {"date": row(Date.of("2031-06", "text")), "issue": "prisoners", "id": "m-k"}
        kept["date"] |= {"earliest": "2031-06-01", "latest": "2031-06-05"}
        kept["parties"] = [actor_id("person", "Piet Zündel")]
        kept["evidence"] = [{"document_id": pages["b.txt"], "start": 0, "end": 1, "quote": "b"}]
        with several.writer() as writer:
            writer.put_links("meetings", [held, kept])
        with several.view() as view:
            assert "".join(r["id"][-1] for r in view.entries("meetings", Filter(**where))) == chosen
            if "limit" not in where:
                assert view.count("meetings", Filter(**where)) == len(chosen)

    def test_documents_are_chosen_by_their_ids(self, several):
        with several.view() as view:
            ids = {row["uri"][0]: row["id"] for row in view.documents()}
            chosen = Filter(documents=(ids["a"], ids["c"], "doc-none"))
            assert [e["uri"] for e in view.entries("statements", chosen)] == ["a.txt", "c.txt"]
            assert view.count("documents", chosen) == 2
            assert not list(view.entries("statements", Filter(documents=())))

    def test_outlets_and_the_last_day_are_those_of_current_documents(self, several):
        with several.view() as view:
            assert view.outlets() == {"Alvero Daily": 1, "Vintersund Ledger": 1, "Älvero-daily": 1}
            assert view.last_day() == "2031-06-02"  # the other date is a month
        put(several, simple("a.txt", "later " + TEXT, published="2031-05-01", outlet="Gull"))
        with several.view() as view:
            assert view.outlets() == {"Alvero Daily": 1, "Gull": 1, "Älvero-daily": 1}
            assert view.last_day() == "2031-05-01"

    def test_an_entrys_own_date_counts_before_its_documents(self, store):
        put(store, simple(published="2031-06-02", date="2031-05-01"))
        with store.view() as view:
            assert view.count("statements", Filter(until="2031-05-31")) == 1
            assert view.count("statements", Filter(since="2031-06-01")) == 0
            assert view.count("documents", Filter(since="2031-06-01")) == 1

    def test_what_was_over_by_publication_counts_as_of_it(self, store):
        put(store, simple(published="2031-06-02", date="../2031-06-02"))
        with store.view() as view:
            assert view.count("statements", Filter(since="2031-06-02", until="2031-06-30")) == 1
            assert view.count("statements", Filter(until="2031-05-31")) == 0
            assert view.count("statements", Filter(since="2031-06-03")) == 0

    def test_an_open_date_of_its_own_may_lie_anywhere_before(self, store):
        put(store, simple(published="2031-06-02", date="../2031-02-28"))
        with store.view() as view:
            assert view.count("statements", Filter(until="2031-01")) == 1
            assert view.count("statements", Filter(since="2031-03-01")) == 0

    def test_actors_are_chosen_by_what_they_said(self, several):
        with several.view() as view:
            names = [a["name"] for a in view.entries("actors", Filter(outlet="Alvero Daily"))]
            assert names == ["Piet Zündel"] and view.count("actors", Filter(outlet="Alvero Daily")) == 1
            assert view.count("actors") == 3 == len(list(view.entries("actors")))
            assert len(list(view.entries("actors", Filter(limit=2, offset=2)))) == 1

    def test_find_by_the_beginning_of_an_id(self, several):
        with several.view() as view:
            document_id = next(view.documents())["id"]
            assert view.find(document_id[:12])[0] == "documents"
            assert view.find(actor_id("person", "Lena Ostrava"))[1]["name"] == "Lena Ostrava"
            for unknown in ("nothing", "%", "\udce9", "doc-_"):
                with pytest.raises(UnknownRecord, match="begins"):
                    view.find(unknown)
            with pytest.raises(AmbiguousId, match="ids begin with 'doc-'"):
                view.find("doc-")
            with pytest.raises(UnknownRecord):
                view.document("doc-none")
            with pytest.raises(UnknownRecord):
                view.raw("00")

    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("negotiat*", ["Negotiators"]),
            ("negotiat", []),
            ("erdoganistan", ["Erdoğanistan"]),
            ("ERDOĞANISTAN", ["Erdoğanistan"]),
            ("cafe Erdoğan*", ["Erdoğanistan", "café"]),
            ("1,000-for-1,000", ["1,000-for-1,000"]),
            ("Kyiv's", ["Kyiv’s"]),
            ('"met Kyiv"', ["met Kyiv"]),
            ('"Kyiv met"', []),
            ("nothing yet", ["nothing", "yet"]),
            ('"nothing is', ["nothing", "is"]),
            ("Text size", []),
            ("NOT", []),
            ("(", []),
            ('"', []),
            ("", []),
            ("* 😀", []),
            ("\0 \udce9", []),
            ("text:nothing", []),
            ("settled NEAR(", []),
        ],
    )
    def test_search(self, store, query, words):
        put(store, simple())
        with store.view() as view:
            hits = list(view.search(query))
        assert [TEXT[a:b] for h in hits for a, b in h.marks] == words
        assert all(h.text == TEXT[h.start : h.end] and h.uri == "a.txt" and h.role == "body" for h in hits)

    @settings(max_examples=40, deadline=None, suppress_health_check=SHARED)
    @given(st.text(st.characters(exclude_categories=()), max_size=30))
    def test_any_text_is_a_valid_query(self, several, query):
        with several.view() as view:
            list(view.search(query))
            view.count("statements", Filter(speaker=query, party=query, outlet=query))

    @settings(max_examples=40, deadline=None, suppress_health_check=SHARED)
    @given(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=10),
        st.data(),
    )
    def test_any_text_survives_with_its_spans(self, store, text, title, data):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        source = page("x.txt", text)
        doc = replace(
            document(source, text), blocks=(Block(0, len(text), "body", "made"),), title=title, outlet=title
        )
        records = found(doc, text[start:end])
        put(store, reading(source, doc, records))
        with store.view() as view:
            assert view.document(doc.id) == doc
            entry = next(view.entries("statements", Filter(document=doc.id)))
            ev = entry["evidence"][0]
            assert view.document(doc.id).text[ev["start"] : ev["end"]] == ev["quote"]
            assert view.raw(doc.sha256).decode() == text
            for hit in view.search(text[start:end], Filter(document=doc.id)):
                assert hit.text == text
                assert all(0 <= a < b <= len(text) for a, b in hit.marks)
        assert store.integrity() == []

    def test_half_a_character_is_refused_and_leaves_nothing(self, store):
        one = simple()
        with pytest.raises(StoreError, match="half a character"):
            put(store, replace(one, document=replace(one.document, title="\ud800")))
        assert dump(store)["documents"] == []

    def test_a_view_keeps_seeing_its_commit_while_another_writes(self, store):
        put(store, simple())
        with store.view() as early, store.view() as other:
            assert early.counts()["documents"] == other.counts()["documents"] == 1
            put(store, simple("b.txt", "b " + TEXT))
            assert early.counts()["documents"] == other.counts()["documents"] == 1
            with store.view() as late:
                assert late.counts()["documents"] == 2

    def test_cards_tell_what_filters_look_at(self, several):
        with several.view() as view:
            for kind in view.kinds():
                rows = list(view.entries(kind, Filter(review="all")))
                cards = list(view.cards(kind, ("id",)))
                assert ids(rows) == [card.id for card in cards] == [card.more[0] for card in cards]
                for entry, card in zip(rows, cards, strict=True):
                    if "document_id" in entry:
                        assert card.documents == (entry["document_id"],)
                    if entry.get("act"):
                        assert ("act", entry["act"]) in card.facets
                    if "delegates" not in entry and (entry.get("speaker") or {}).get("actor_id"):
                        assert any(name == "actor" for name, _ in card.facets)

    def test_chosen_rows_come_as_entries_give_them_in_the_order_asked_for(self, several):
        with several.view() as view:
            for kind in ("documents", *view.kinds()):
                rows = list(view.documents() if kind == "documents" else view.entries(kind))
                asked = [*reversed(ids(rows)), "nobody-has-this", "\0", "\udce9", '"{,}']
                assert view.chosen(kind, asked) == rows[::-1]

    def test_a_view_may_take_the_actors_of_an_earlier_one(self, several):
        with several.view() as early:
            actors, rows = early.actors(), list(early.entries("statements"))
        with several.view(actors) as late:
            assert late.actors() is actors
            assert list(late.entries("statements")) == rows

    def test_the_stamp_changes_with_a_commit_and_only_then(self, store):
        first = store.stamp()
        with store.view() as view:
            view.counts()
        assert store.stamp() == first
        put(store, simple())
        assert store.stamp() != first

    def test_ids_are_those_of_the_rows(self, several):
        with several.view() as view:
            for where in (
                Filter(),
                Filter(speaker="ostrava"),
                Filter(since="2031-06-02"),
                Filter(limit=1, offset=1),
            ):
                assert view.ids("documents", where) == ids(view.documents(where))
                for kind in view.kinds():
                    assert view.ids(kind, where) == ids(view.entries(kind, where))

    @pytest.mark.parametrize("query", ["ostrava", "ostrava vintersund", "nothing-of-that", "", '"', "a*"])
    def test_found_counts_what_search_gives(self, several, query):
        with several.view() as view:
            for where in (Filter(), Filter(outlet="alvero daily")):
                hits = len(list(view.search(query, where)))
                assert view.found(query, where) == hits
                assert view.found(query, replace(where, limit=1)) == min(1, hits)

    @pytest.mark.parametrize(
        "query", ["ostrava", "ostrava vintersund", "nothing-of-that", "", '"', "a*", "x " * 200]
    )
    def test_passages_with_words_are_those_that_search_finds(self, several, query):
        with several.view() as view:
            found = view.passages(view.passages_with(query))
            told = {(document, start): text for document, start, text in found.values()}
            assert told == {(hit.document_id, hit.start): hit.text for hit in view.search(query)}
            assert view.passages([]) == {}

    def test_entries_begin_in_their_passages(self, several):
        with several.view() as view:
            passage_of = dict(view.passages_of("statements"))
            passages = view.passages(set(passage_of.values()))
            rows = {row["id"]: row for row in view.entries("statements")}
            assert passage_of.keys() == rows.keys()
            for entry, number in passage_of.items():
                document, start, text = passages[number]
                first = rows[entry]["evidence"][0]
                assert document == rows[entry]["document_id"]
                assert text[first["start"] - start :].startswith(first["quote"])

    def test_a_decision_comes_back_as_it_was_put_and_is_numbered(self, store):
        put(store, simple())
        with store.view() as view:
            entry = next(view.entries("statements"))
        told = decided(
            entry, "correct", field="date", value="2031-06", note="é 😀\nb", machine={"score": 0.5}
        )
        with store.writer() as writer:
            first = writer.put_decision(told)
            second = writer.put_decision(decided(entry, "undo", undoes=first))
        assert second > first > 0
        with store.view() as view:
            assert view.decided() == [(first, entry["id"]), (second, entry["id"])]
            assert view.decided(first) == [(second, entry["id"])]
        with store.view() as view:
            log = list(view.decisions())
        assert log[0] == replace(told, number=first)
        assert (log[1].verb, log[1].undoes, log[1].value) == ("undo", first, None)
        assert store.integrity() == []

    def test_an_undone_decision_cannot_be_undone_again_nor_one_that_is_not_there(self, store):
        put(store, simple())
        with store.view() as view:
            entry = next(view.entries("statements"))
        first = decide(store, entry, "accept")
        decide(store, entry, "undo", undoes=first)
        for number in (first, 99):
            with pytest.raises(StoreError):
                decide(store, entry, "undo", undoes=number)
        with store.view() as view:
            assert len(list(view.decisions())) == 2
            assert view.standing() == {}

    def test_an_exception_leaves_no_decision(self, store):
        put(store, simple())
        with store.view() as view:
            entry = next(view.entries("statements"))
        with pytest.raises(RuntimeError), store.writer() as writer:
            writer.put_decision(decided(entry, "accept"))
            raise RuntimeError
        with store.view() as view:
            assert list(view.decisions()) == []

    def test_decisions_are_applied_when_read_and_can_be_undone(self, store):
        put(store, simple(published="2031-06-02"))
        with store.view() as view:
            before = dump(store)
            entry = next(view.entries("statements"))
        assert entry["review"] is None
        for verb, state, shown in (
            ("accept", "accepted", 1),
            ("reject", "rejected", 0),
            ("note", "noted", 1),
        ):
            number = decide(store, entry, verb, note="why")
            with store.view() as view:
                assert view.count("statements") == len(list(view.entries("statements"))) == shown
                assert view.counts()["statements"] == shown
                assert view.count("documents", Filter(mode="direct")) == shown
                assert len(list(view.search("Ostrava", Filter(act="say")))) == shown
                (row,) = view.entries("statements", Filter(review="all"))
                assert row["review"]["state"] == view.standing()[entry["id"]].state == state
                assert row["review"]["by"] == "Ada Korin" and row["review"]["note"] == "why"
                assert view.find(entry["id"])[1] == row
                assert next(view.entries("statements", linked=False)) == {
                    k: v for k, v in entry.items() if k != "review"
                }
            decide(store, entry, "undo", undoes=number)
        assert dump(store) == before

    @pytest.mark.parametrize("review", [None, *REVIEWS])
    def test_a_filter_chooses_by_review(self, store, review):
        put(store, *(simple(f"{n}.txt", f"{n} {TEXT}") for n in range(5)))
        with store.view() as view:
            rows = list(view.entries("statements"))
        for entry, verb in zip(rows, ("accept", "reject", "correct", "note"), strict=False):
            more = {"field": "about", "value": []} if verb == "correct" else {"note": "n"}
            decide(store, entry, verb, **more)
        wanted = {
            None: "0234", "accepted": "0", "rejected": "1", "corrected": "2", "noted": "013", "reviewed": "02",
            "unreviewed": "34", "all": "01234",
        }[review]  # fmt: skip
        where = Filter(review=review)
        with store.view() as view:
            assert "".join(r["uri"][0] for r in view.entries("statements", where)) == wanted
            assert view.count("statements", where) == len(wanted)
            pages = "".join(d["uri"][0] for d in view.documents(where))
            if review not in (None, "all", "unreviewed"):  # their figures are not reviewed
                assert pages == wanted
            else:
                assert pages == "01234"
            assert view.count("documents", where) == len(pages)
            mentions = view.count("mentions", where)
            assert mentions == (5 if review in (None, "all") else 0)

    def test_what_was_corrected_is_what_filters_choose_by(self, several):
        other = actor_id("person", "Piet Zündel")
        with several.view() as view:
            entry = next(view.entries("statements", Filter(speaker="ostrava")))
        who = {"actor_id": other, "name": "Piet Zündel"}
        for field, value in (
            ("speaker", who),
            ("about", ["prisoners"]),
            ("act", "warn"),
            ("date", "2031-01-05"),
        ):
            decide(several, entry, "correct", field=field, value=value)
        with several.view() as view:
            row = view.find(entry["id"])[1]
            assert (row["speaker"]["actor_id"], row["speaker"]["name"]) == (other, "Piet Zündel")
            assert row["speaker"]["span"] == entry["speaker"]["span"]
            assert (row["about"], row["act"], row["date"]["edtf"]) == (["prisoners"], "warn", "2031-01-05")
            assert row["review"]["state"] == "corrected"
            said = row["review"]["machine"]
            assert said == {name: entry[name] for name in ("speaker", "about", "act", "date")}
            for where, uris in (
                ({"speaker": "ostrava"}, ""),
                ({"speaker": "zundel"}, "ab"),
                ({"party": "velmara"}, ""),
                ({"party": "oruvia"}, "ab"),
                ({"issue": "prisoners"}, "ac"),
                ({"issue": "process"}, "b"),
                ({"act": "deny"}, ""),
                ({"act": "warn"}, "a"),
                ({"until": "2031-05"}, "a"),
                ({"since": "2031-06", "until": "2031-06-30"}, ""),
                ({"speaker": "zundel", "document": "a.txt"}, "a"),
                ({"speaker": "zundel", "document": "c.txt"}, ""),
            ):
                chosen = Filter(**where)
                found = "".join(e["uri"][0] for e in view.entries("statements", chosen))
                assert found == uris, where
                assert view.count("statements", chosen) == len(uris)
            names = {a["name"] for a in view.entries("actors", Filter(act="warn"))}
            assert names == {"Piet Zündel"}

    def test_a_speaker_can_be_left_open_or_named_where_the_page_names_none(self, store):
        put(store, simple())
        with store.view() as view:
            statement, figure = next(view.entries("statements")), next(view.entries("figures"))
        decide(store, statement, "correct", field="speaker", value=None)
        with store.view() as view:
            speaker = next(view.entries("statements"))["speaker"]
            assert (speaker["actor_id"], speaker["name"], speaker["score"]) == (None, None, None)
            assert speaker["surface"] == statement["speaker"]["surface"]
            assert view.count("statements", Filter(speaker="lena")) == 0
            assert (
                view.count("statements", Filter(speaker="ostrava")) == 1
            )  # as printed, like any that is open
            assert view.count("figures", Filter(speaker="ostrava")) == 1
        decide(store, figure, "reject", "figures")
        with store.view() as view:
            assert view.count("documents", Filter(speaker="ostrava")) == 1  # the mention
            assert view.counts()["figures"] == 0

    def test_a_corrected_speaker_goes_by_the_id_that_it_is_merged_into(self, several):
        left, right = actor_id("person", "Piet Zündel"), actor_id("person", "Lena Ostrava")
        with several.view() as view:
            entry = next(view.entries("statements", Filter(speaker="ann")))
        decide(several, entry, "correct", field="speaker", value={"actor_id": left, "name": "Piet Zündel"})
        with several.writer() as writer:
            writer.put_links("judgements", [{"id": "j", "left": left, "right": right, "verdict": "same"}])
        with several.view() as view:
            row = view.find(entry["id"])[1]
            assert (row["speaker"]["actor_id"], row["speaker"]["name"]) == (right, "Lena Ostrava")
            assert entry["id"] in ids(view.entries("statements", Filter(speaker="ostrava")))

    def test_a_decision_belongs_to_the_words_that_were_read(self, store):
        one = simple()
        put(store, one)
        with store.view() as view:
            entry = next(view.entries("statements"))
        decide(store, entry, "reject")
        moved = replace(
            one.records["statements"][0],
            evidence=(evidence(one.document.id, one.document.text, 0, 5),),
        )
        with store.writer() as writer:  # the same id, other words
            writer.put_records(one.document.id, "s2", "statements", [moved])
        with store.view() as view:
            assert view.standing() == {}
            assert next(view.entries("statements"))["review"] is None
        with store.writer() as writer:
            writer.put_records(one.document.id, "s3", "statements", one.records["statements"])
        with store.view() as view:
            assert list(view.standing()) == [entry["id"]]
            assert view.count("statements") == 0
        put(store, simple(text="New. " + TEXT))
        with store.view() as view:
            assert view.standing() == {}
            assert view.count("statements") == 1 and len(list(view.decisions())) == 1
            assert len(list(view.entries("statements", Filter(older=True)))) == 1
        put(store, one)
        with store.view() as view:
            assert view.count("statements") == 0

    def test_decisions_hold_for_rows_of_links_and_for_what_stands_for_them(self, store):
        put(store, simple())
        piece = {"document_id": "doc-x", "start": 0, "end": 1, "quote": "T"}
        meeting = {"id": "meeting-1", "parties": [], "dates": [], "evidence": [piece], "form": "talks"}
        agreement = {"id": "agreement-1", "parties": [], "evidence": [piece]}
        times = [
            {"id": "time-1", "record_ids": ["meeting-1"]},
            {"id": "time-2", "record_ids": ["meeting-1", "agreement-1"]},
        ]
        values = [{"record_id": None, "value": 1}, {"record_id": "agreement-1", "value": 2}]
        compared = [
            {"id": "comparison-1", "slot": {"record_id": "meeting-1"}, "values": []},
            {"id": "comparison-2", "slot": {}, "values": values},
        ]
        with store.writer() as writer:
            writer.put_links("meetings", [meeting])
            writer.put_links("agreements", [agreement])
            writer.put_links("timeline", times)
            writer.put_links("comparisons", compared)
            writer.put_links("stories", [{"id": "story-1", "documents": []}])

        def shown(review=None):
            kinds = ("meetings", "agreements", "timeline", "comparisons", "stories")
            where = Filter(review=review)
            with store.view() as view:
                found = [ids(view.entries(kind, where)) for kind in kinds]
                assert [view.count(kind, where) for kind in kinds] == [len(rows) for rows in found]
            return [i for rows in found for i in rows]

        everything = shown()
        assert len(everything) == 7
        decide(store, agreement, "accept", "agreements")
        assert shown() == everything
        assert shown("reviewed") == ["agreement-1", "time-2", "comparison-2"]
        decide(store, meeting, "reject", "meetings")
        assert shown() == ["agreement-1", "time-2", "comparison-2", "story-1"]
        assert shown("rejected") == ["meeting-1", "time-1", "time-2", "comparison-1"]
        assert shown("all") == everything
        with store.view() as view:
            assert view.find("meeting-1")[1]["review"]["state"] == "rejected"
            assert next(view.links("meetings")) == meeting
        grown = {**meeting, "evidence": [piece, {**piece, "end": 2, "quote": "Ta"}]}
        with store.writer() as writer:
            writer.put_links("meetings", [grown])
        assert "meeting-1" in shown()

    def test_nothing_is_held_against_a_position_that_was_rejected(self, store):
        one = simple()
        made = []
        for word in ("nothing", "settled"):
            at = one.document.text.index(word)
            ev = (evidence(one.document.id, one.document.text, at, at + 7),)
            made.append(
                Position(
                    make_id("position", at), one.document.id, actor_id("state", "Velmara"), None, "process",
                    "rejects", word, (Span(at, at + 7),), None, None, Date.unknown(), None, "made", ev,
                )
            )  # fmt: skip
        put(store, replace(one, records={**one.records, "positions": made}))
        told = {"id": "change-1", "of": made[1].id, "change": "repeated", "follows": made[0].id}
        with store.writer() as writer:
            writer.put_links("changes", [told])
        with store.view() as view:
            first = view.find(made[0].id)[1]
        decide(store, first, "reject", "positions")
        with store.view() as view:
            (row,) = view.entries("positions")
            assert (row["id"], row["change"], row["follows"]) == (made[1].id, None, None)

    def test_cards_chosen_rows_and_ids_go_by_decisions(self, several):
        with several.view() as view:
            rows = list(view.entries("statements"))
        decide(several, rows[0], "reject")
        decide(several, rows[1], "correct", field="act", value="warn", note="n")
        decide(several, rows[1], "correct", field="date", value="2031-02-03")
        with several.view() as view:
            shown = list(view.entries("statements"))
            hidden, *cards = view.cards("statements", ("act",))
            assert ("review", "rejected") in hidden.facets and hidden.id == rows[0]["id"]
            assert [card.id for card in cards] == ids(shown) == view.ids("statements") == ids(rows[1:])
            assert ("act", "warn") in cards[0].facets and ("act", rows[1]["act"]) not in cards[0].facets
            assert [value for name, value in cards[0].facets if name == "review"] == ["corrected", "noted"]
            assert (cards[0].bounds, cards[0].more) == ((("2031-02-03", "2031-02-03"),), ("warn",))
            asked = [row["id"] for row in rows]
            assert view.ids("statements", Filter(review="rejected")) == asked[:1]
            assert view.ids("statements", Filter(), asked[:2]) == asked[1:2]
            found = view.chosen("statements", asked)  # by id a rejected one is there, as `find` gives it
            assert [row["review"] and row["review"]["state"] for row in found] == [
                "rejected",
                "corrected",
                None,
            ]

    def test_what_an_earlier_view_gave_spares_reading_and_what_was_decided_since_counts(self, several):
        with several.view() as view:
            first, second, third = list(view.entries("statements"))[:3]
        decide(several, first, "accept")
        decide(several, second, "reject")
        with several.view() as view:
            actors, before = view.actors(), view.standing()
            assert view.standing([first["id"]]) == {first["id"]: before[first["id"]]}
            assert view.standing([third["id"], "statement-none"]) == view.standing([]) == {}
        decide(several, third, "reject")
        decide(several, first, "undo", undoes=1)
        with several.view() as fresh, several.view(actors, before) as handed:
            assert handed.standing() == fresh.standing()
            assert set(handed.standing()) == {second["id"], third["id"]}
            wanted = [first["id"], third["id"]]
            assert handed.standing(wanted) == fresh.standing(wanted) != {}
            assert list(handed.entries("statements")) == list(fresh.entries("statements"))

    def test_a_correction_that_changes_nothing_changes_no_filter(self, store):
        """What was corrected is looked through in Python, the rest in the database: both choose alike."""
        put(
            store,
            simple("a.txt", "a " + TEXT, published="2031-06-02", date="../2031-06-02", act="deny"),
            simple("b.txt", "b " + TEXT, published="2031-07", name="Piet Zündel", mode="mixed"),
            simple("c.txt", "c " + TEXT, name="Ann Lee", about=("prisoners", "process")),
            simple("d.txt", "d " + TEXT, published="2031-06-20", date="2031-05-01/2031-05-09"),
            simple("e.txt", "e " + TEXT, published="2031-06-20", date="2031-02/.."),
            simple("f.txt", "f " + TEXT, date="../2031-04"),
        )
        with store.writer() as writer:
            writer.put_links("actors", [actor("Lena Ostrava", "Ostrava", party="Velmara")])
        words = {
            "speaker": ("ostrava", "lena", "zundel", "LEE"),
            "party": ("velmara",),
            "issue": ("process", "prisoners"),
            "act": ("deny", "say"),
            "mode": ("mixed",),
            "outlet": ("vintersund ledger",),
            "document": ("a.txt",),
        }
        days = (
            "2031-01-31",
            "2031-04-30",
            "2031-05-05",
            "2031-06-01",
            "2031-06-02",
            "2031-06-20",
            "2031-07-31",
        )
        asked = [Filter(**{name: word}) for name, found in words.items() for word in found]
        asked += [Filter(since=a, until=b) for a in (None, *days) for b in (None, *days)]
        asked += [Filter(speaker="ostrava", since=day) for day in days]

        def chosen():
            kinds = ("statements", "documents", "actors")
            with store.view() as view:
                return [[view.ids(kind, where) for kind in kinds] for where in asked]

        before = chosen()
        with store.view() as view:
            rows = list(view.entries("statements"))
        for entry in rows:
            decide(store, entry, "correct", field="about", value=entry["about"])
        assert chosen() == before

    @pytest.mark.parametrize("filters", [{}, {"outlet": "Alvero Daily"}, {"speaker": "ostrava"}])
    def test_a_page_of_a_search_is_that_part_of_the_whole(self, store, filters):
        texts = (f"Ostrava{' spoke again' * (n % 4)} in Vintersund, page {n}." for n in range(150))
        put(store, *(
            simple(f"{n}.txt", text, words="Ostrava" if n % 5 == 0 else None,
                   outlet="Alvero Daily" if n % 9 == 0 else "Ledger")
            for n, text in enumerate(texts)
        ))  # fmt: skip
        with store.view() as view:
            whole = list(view.search("ostrava vintersund", Filter(**filters)))
            assert len(whole) == {0: 150, 1: 17 if "outlet" in filters else 30}[len(filters)]
            for limit, offset in ((1, 0), (10, 0), (10, 10), (7, 140), (200, 0)):
                part = list(view.search("ostrava vintersund", Filter(**filters, limit=limit, offset=offset)))
                assert part == whole[offset : offset + limit]
