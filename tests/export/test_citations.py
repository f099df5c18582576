"""BibTeX, RIS and CSL-JSON, read back by their own libraries; the citation of one entry."""

import json
import warnings

import bibtexparser
import pytest
import rispy
from citeproc import Citation as Cite
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, strategies

from parley.dates import Date
from parley.errors import UnknownRecord, UsageError
from parley.export import bibtex, csl, days, ris
from parley.export.citations import Citation
from parley.records import row


def made(**more):
    fields = {
        "id": "doc-1",
        "title": "Talks & a {truce} at 100% _now_",
        "names": ("Ada Venn", "AFP", "Dross, Ilan"),
        "outlet": "The Sele Ledger",
        "url": "https://ledger.example/a?b=1&c=%20_x",
        "file": None,
        "language": "en",
        "published": row(Date.of("2031-06-02", "metadata")),
        "fetched": None,
    }
    return Citation(**{**fields, **more})


def test_bibtex_reads_back(record, tmp_path):
    counts = record.export(tmp_path / "a.bib", "bibtex")
    library = bibtexparser.parse_file(str(tmp_path / "a.bib"))
    assert not library.failed_blocks
    assert len(library.entries) == counts["documents"] == record.count("documents") == 3
    found = {entry.key: entry for entry in library.entries}
    for document in record.documents():
        assert document["title"] in found[document["id"]]["title"]


def test_a_bibtex_entry_escapes_and_keeps_names_whole():
    library = bibtexparser.parse_string(bibtex.entry(made()), append_middleware=[])
    entry = library.entries[0]
    assert not library.failed_blocks and entry.entry_type == "article" and entry.key == "doc-1"
    assert entry["author"] == "Ada Venn and {AFP} and {Dross, Ilan}"
    assert entry["title"] == r"{Talks \& a \{truce\} at 100\% \_now\_}"
    assert (entry["date"], entry["year"]) == ("2031-06-02", "2031")
    assert "month = jun," in bibtex.entry(made()) and entry["url"] == "https://ledger.example/a?b=1&c=%20_x"


@given(strategies.text(max_size=60))
def test_no_title_breaks_a_bibtex_file(title):
    library = bibtexparser.parse_string(bibtex.entry(made(title=title)) * 1 + bibtex.entry(made(id="doc-2")))
    assert not library.failed_blocks and [entry.key for entry in library.entries] == ["doc-1", "doc-2"]


def test_ris_reads_back(record, tmp_path):
    record.export(tmp_path / "a.ris", "ris")
    with (tmp_path / "a.ris").open(encoding="utf-8", newline="") as stream:
        found = rispy.load(stream)
    assert [entry["id"] for entry in found] == [row["id"] for row in record.documents()]
    (entry,) = rispy.loads(ris.entry(made(title="Talks\nER  - \nTY  - JOUR")))
    assert entry["type_of_reference"] == "NEWS" and entry["title"] == "Talks ER - TY - JOUR"
    assert entry["authors"] == ["Ada Venn", "AFP", "Dross, Ilan"] and entry["year"] == "2031"
    assert entry["date"] == "2031/06/02/" and entry["secondary_title"] == "The Sele Ledger"


def test_a_processor_sets_a_bibliography_from_csl(record, tmp_path):
    record.export(tmp_path / "a.json", "csl")
    items = [*json.loads((tmp_path / "a.json").read_text(encoding="utf-8")), csl.item(made())]
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)  # what citeproc does not know of an item it warns of
        source = CiteProcJSON(items)
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        for item in items:
            bibliography.register(Cite([CitationItem(item["id"])]))
        printed = [str(entry) for entry in bibliography.bibliography()]
    assert len(printed) == len(items) == 4
    assert any("Talks & a {truce}" in line and "2031" in line and "Sele Ledger" in line for line in printed)


@pytest.mark.parametrize(
    ("edtf", "issued", "told"),
    [
        ("2031-06-02", {"date-parts": [[2031, 6, 2]]}, "2 June 2031"),
        ("2031-06", {"date-parts": [[2031, 6]]}, "June 2031"),
        ("2031", {"date-parts": [[2031]]}, "2031"),
        (
            "2031-06-02/2031-06-09",
            {"date-parts": [[2031, 6, 2], [2031, 6, 9]], "circa": True},
            "between 2 June 2031 and 9 June 2031",
        ),
        ("../2031-06-09", {"literal": "by 9 June 2031"}, "by 9 June 2031"),
        ("2031-06-02/..", {"literal": "2 June 2031 or later"}, "2 June 2031 or later"),
        (None, None, "undated"),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(edtf, issued, told):
    date = row(Date.of(edtf, "text") if edtf else Date.unknown())
    assert days.told(date) == told
    assert csl.item(made(published=date)).get("issued") == issued
    wide = edtf is None or "/" in edtf
    assert ("year = " in bibtex.entry(made(published=date))) != wide
    assert ("PY  - " in ris.entry(made(published=date))) != wide


def test_an_entry_is_cited_with_its_words_and_their_place(cli, talks, record):
    statement = next(row for row in record.statements() if "guarantees" in row["content"])
    start = min(piece["start"] for piece in statement["evidence"])
    end = max(piece["end"] for piece in statement["evidence"])
    words = record.show(statement["document_id"])["entry"]["text"][start:end]
    code, out, _ = cli("cite", "-r", talks, statement["id"][:20])
    assert code == 0 and out.count("\n") == 1
    assert "“Talks resume on the island”, The Sele Ledger, 4 June 2031, ledger.html." in out
    assert f"“{words}” (characters {start}–{end})" in out and statement["id"] in out
    assert words.startswith("Ilan Dross demanded") and "guarantees on paper" in words
    assert words in rispy.loads(record.cite(statement["id"], "ris"))[0]["notes"][0]
    assert words in json.loads(record.cite(statement["id"], "csl"))[0]["note"]
    library = bibtexparser.parse_string(record.cite(statement["id"], "bibtex"))
    assert library.entries[0].key == statement["document_id"] and "guarantees" in library.entries[0]["note"]


def test_a_page_is_cited_without_words_and_an_actor_with_each_page(record):
    document = record.documents()[0]
    assert "characters" not in record.cite(document["id"])
    actor = max(record.actors(), key=lambda row: len({e["document_id"] for e in row["evidence"]}))
    pages = {e["document_id"] for e in actor["evidence"]}
    assert len(record.cite(actor["id"]).splitlines()) == len(pages) > 1


def test_what_cannot_be_cited_is_told(cli, talks, record):
    with pytest.raises(UnknownRecord):
        record.cite("statement-zzz")
    with pytest.raises(UsageError, match="bibtex"):
        record.cite(record.documents()[0]["id"], "apa")
    code, _, err = cli("cite", "-r", talks, "statement-")
    assert code == 2 and "give more of it" in err
