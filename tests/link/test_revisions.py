"""Wires send a story again: which document takes the place of which."""

import json
from contextlib import closing

from parley.builder import build
from parley.pipeline import Reader
from parley.settings import Settings
from parley.sources import open_source
from parley.store import open_store
from parley.verify import verify


def ninjs(version, text, uri="urn:tav:1", **more):
    return {
        "uri": uri, "type": "text", "version": version, "versioncreated": "2031-06-02T11:00:00+02:00",
        "pubstatus": "usable", "headline": "Talks resume", "language": "en", "source": "Tavria Wire",
        "body_text": text, **more,
    }  # fmt: skip


def revisions(folder, *items):
    for number, item in enumerate(items):
        (folder / f"{number}.json").write_text(json.dumps(item, indent=1))
    with closing(open_store(folder.parent / "record.sqlite", create=True)) as store:
        report = build(store, Reader(Settings()), [open_source(folder, Settings())], workers=1)
        assert not verify(store).mismatches
        with store.view() as view:
            documents = {row["id"]: row for row in view.documents()}
            found = list(view.links("revisions"))
            return report, [
                (
                    documents[r["document_id"]]["version"],
                    sorted(documents[d]["uri"] for d in r["supersedes"]),
                    r["basis"],
                )
                for r in found
            ]


def test_a_later_version_supersedes_the_earlier_and_both_stay(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    report, found = revisions(
        folder,
        ninjs("9", "Velmara said talks resume on Monday."),
        ninjs("10", "Velmara said talks resume on Tuesday."),
        ninjs("10", "Oruvia said no.", uri="urn:tav:2"),
        ninjs("11", "Another wire's.", source="Morvania Press"),
    )
    assert report.pages == 4
    assert found == [("10", ["0.json"], "a later version of the same wire id")]


def test_an_item_that_names_what_it_supersedes(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    _, found = revisions(
        folder,
        ninjs("1", "Velmara said talks resume on Monday."),
        ninjs("1", "Velmara said talks resume on Tuesday.", uri="urn:tav:7", evolvedfrom="urn:tav:1"),
    )
    assert found == [("1", ["0.json"], "the item says what it supersedes")]


def test_records_without_wires_know_nothing_of_revisions(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Velmara said no.")
    with closing(open_store(tmp_path / "record.sqlite", create=True)) as store:
        report = build(store, Reader(Settings()), [open_source(folder, Settings())], workers=1)
        assert "revisions" not in report.linked
        with store.view() as view:
            assert "revisions" not in view.kinds()


def test_a_withdrawn_item_has_a_row_whether_it_takes_a_place_or_not(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    _, found = revisions(
        folder,
        ninjs("1", "Velmara said talks resume on Monday."),
        ninjs("2", "Velmara said talks resume on Monday; kill.", pubstatus="icpubstat:Canceled"),
        ninjs("1", "Oruvia said no.", uri="urn:tav:2", pubstatus="withheld"),
        ninjs("1", "Oruvia said yes.", uri="urn:tav:3", pubstatus="embargoed"),
    )
    assert sorted(found) == [
        ("1", [], "the agency withdrew it"),
        ("2", ["0.json"], "a later version of the same wire id"),
    ]
