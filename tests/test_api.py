"""The Python API on a small record."""

import sys

import pytest

import parley
from parley.errors import UnknownRecord, UnknownSource, UsageError


@pytest.fixture(scope="module")
def record(isles):
    with parley.open(isles) as opened:
        yield opened


def test_statements_are_plain_rows_with_their_evidence(record):
    rows = record.statements(speaker="Dross")
    assert len(rows) >= 2
    for row in rows:
        assert row["speaker"]["name"] == "Ilan Dross"
        text = record.show(row["document_id"])["entry"]["text"]
        for item in row["evidence"]:
            assert text[item["start"] : item["end"]] == item["quote"]


@pytest.mark.parametrize(
    ("kind", "filters"),
    [
        ("statements", {}),
        ("statements", {"speaker": "venn"}),
        ("statements", {"party": "Corvale"}),
        ("statements", {"act": "accuse"}),
        ("statements", {"since": "2031-06", "until": "2031"}),
        ("statements", {"outlet": "The Sele Ledger", "mode": "mixed"}),
        ("figures", {"speaker": "Tarsk"}),
        ("documents", {"speaker": "Dross"}),
        ("actors", {"party": "Brantia"}),
        ("rejections", {}),
    ],
)
def test_a_count_is_the_number_of_rows_for_the_same_filter(record, kind, filters):
    rows = list(record.iterate(kind, **filters))
    assert len(rows) == record.count(kind, **filters) > 0
    if kind != "rejections":
        assert record.count(kind, **filters, limit=1) == len(rows)
        assert list(record.iterate(kind, **filters, limit=1)) == rows[:1]


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"act": "acuse"}, "did you mean 'accuse'"),
        ({"mode": "Mixd"}, "did you mean 'mixed'"),
        ({"issue": "ceasfire"}, "did you mean 'ceasefire'"),
        ({"since": "June"}, "since: 'June'"),
        ({"until": "2031-02-30"}, "until: "),
        ({"since": "2032", "until": "2031"}, "after"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_an_error(record, filters, message):
    with pytest.raises(UsageError, match=message):
        record.statements(**filters)


def test_rows_are_a_sequence_that_shows_itself(record):
    rows = record.statements()
    assert rows[0] == next(iter(rows))
    assert isinstance(rows[1:3], parley.Rows)
    assert list(rows[1:3]) == list(rows)[1:3]
    assert repr(rows).startswith(f"<{len(rows)} statements>\n  ")
    assert "more" in repr(rows)
    assert repr(rows[:1]).startswith("<1 statement>")
    assert "40 rockets" in repr(record.figures())
    assert "Orla Venn" in repr(record.actors(party="Brantia"))


def test_a_missing_table_library_is_named_with_its_command(record, monkeypatch):
    for library, call in (("polars", "to_polars"), ("pandas", "to_pandas")):
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(UsageError, match=r"pip install 'parley-news\[tables\]'"):
            getattr(record.statements(), call)()


@pytest.mark.parametrize(("library", "call"), [("polars", "to_polars"), ("pandas", "to_pandas")])
def test_a_data_frame_has_the_columns_of_the_csv_file(record, library, call):
    pytest.importorskip(library)
    rows = record.statements()
    frame = getattr(rows, call)()
    assert len(frame) == len(rows)
    assert frame["speaker"][0] == rows[0]["speaker"]["name"]
    assert {"date_earliest", "quote", "quote_start"} <= set(frame.columns)


def test_an_entry_is_shown_in_the_words_around_it(record):
    row = record.statements(act="accuse")[0]
    found = record.show(row["id"][:16])
    assert (found["kind"], found["entry"]) == ("statements", row)
    context = found["context"]
    text = record.show(row["document_id"])["entry"]["text"]
    assert text[context["start"] : context["end"]] == context["text"]
    assert all(item["quote"] in context["text"] for item in row["evidence"])
    assert "text" not in found["document"]
    actor = record.show(row["speaker"]["actor_id"])
    assert (actor["kind"], actor["entry"]["name"]) == ("actors", "Ilan Dross")


def test_an_id_that_is_not_there(record):
    with pytest.raises(UnknownRecord, match="zzz"):
        record.show("zzz")


def test_search_finds_passages_with_their_marks(record):
    (hit,) = record.search("guarantees paper")
    assert "guarantees on paper" in hit["text"]
    assert record.search('("') == []


def test_the_status_adds_up(record):
    found = record.status()
    assert found["counts"]["documents"] == 3
    assert found["rejections"] == [{"code": "empty", "count": 1}]
    said = found["statements"]
    assert said["total"] == len(record.statements()) == sum(a["count"] for a in said["acts"])
    assert (found["first"], found["last"], found["undated"]) == ("2031-06-04", "2031-06-04", 2)


def test_the_record_is_verified_and_sound(record):
    found = record.verify()
    assert found.documents == 3
    assert found.spans > 20
    assert not found.mismatches
    assert record.doctor() == []


def test_building_again_reads_nothing_again_and_the_profile_stays(isles_pages, tmp_path):
    out = tmp_path / "rec"
    profile = isles_pages.parent / "isles.toml"
    with parley.build([isles_pages], out, profile=profile, workers=1) as first:
        before = list(first.statements())
        assert first.settings.profile == str(out / "profile.toml")
    with parley.build([], out) as second:
        assert list(second.statements()) == before
        assert second.settings.profile == str(out / "profile.toml")


def test_a_build_without_a_place_goes_beside_the_pages(tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text('"We agree," said Orla Venn of Brantia.\n', encoding="utf-8")
    with parley.build([tmp_path / "pages"]) as record:
        assert record.folder == (tmp_path / "pages" / ".parley").resolve()


def test_a_source_that_is_not_there_makes_no_record(tmp_path):
    with pytest.raises(UnknownSource):
        parley.build([tmp_path / "nothing"], tmp_path / "rec")
    assert not (tmp_path / "rec").exists()


def test_a_record_that_is_not_there(tmp_path):
    with pytest.raises(UnknownRecord, match="parley build"):
        parley.open(tmp_path)


def test_what_was_not_said_is_an_act_of_its_own_and_counts_as_its_listing_does(tmp_path):
    (tmp_path / "page.txt").write_text(
        "Envoy may speak\n\nThe envoy, Ivo Lund, said in a statement on Monday that the port was closed.\n\n"
        "Mayor Ana Weber may say on Friday that the money has run out.\n\n"
        "Mayor Ana Weber did not say that the list was complete.\n",
        encoding="utf-8",
    )
    with parley.build([tmp_path / "page.txt"], tmp_path / "record", workers=1) as record:
        rows = {row["content"]: row for row in record.statements()}
        found = record.status()["statements"]
        listed = len(list(record.statements(speaker="Ana Weber")))
    assert rows["the port was closed"]["channel"] == "statement"
    assert rows["the port was closed"]["when"] == "on Monday"
    assert rows["the money has run out"]["hypothetical"] and not rows["the money has run out"]["negated"]
    assert rows["the list was complete"]["negated"] and not rows["the list was complete"]["hypothetical"]
    assert found["speakers"] == [{"name": "Ana Weber", "count": listed}, {"name": "Ivo Lund", "count": 1}]
    assert listed == 2
    assert {a["act"] for a in found["acts"]} == {"say", "may yet say", "did not say"}


def test_every_spelling_of_a_name_finds_what_was_said_under_any(tmp_path):
    spellings = ("Orlevsky", "Orlevskyy", "Orlevskiy", "Orlevskyi")
    for day, name in enumerate(spellings, 1):
        text = f"Talks of day {day}\n\nPresident Maksym {name} said the truce would hold for {day} months.\n"
        (tmp_path / f"{day}.txt").write_text(text, encoding="utf-8")
    with parley.build([tmp_path], tmp_path / "rec", workers=1) as record:
        found = {name: len(record.statements(speaker=name)) for name in (*spellings, "ORLEVSKY", "orlevskyi")}
    assert set(found.values()) == {4}, found
