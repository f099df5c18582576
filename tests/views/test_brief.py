"""Briefs: every sentence has its sources, every quotation is the page's, and no page's word is markup."""

import io
import json
import re
import zipfile

import pytest
from lxml import etree

import hostile_made
import parley
from parley.errors import UsageError
from parley.views.brief.markdown import escape
from parley.views.brief.period import Period
from parley.views.brief.text import LONGEST, Cited, Quoted, Words, quotation
from parley.views.safety import visible
from talks_made import made

HOSTILE = " ".join(
    [
        "[click](javascript:alert(1))", "![i](http://evil.example/x.png)", "<img src=x onerror=alert(2)>", "`code`",
        "http://evil.example/a", "www.evil.example", "<http://evil.example/b>", "**bold** _em_ ~~gone~~", "&lt;b&gt;",
        "| a | b |", "a\\*b", "$x$", "[ref]: http://evil.example/c", "</w:t><w:br/>", "\u202eabc\u2069", "\x00",
        "{{ 7*7 }}", "@someone", "# head",
    ]
)  # fmt: skip

HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ue000-\uf8ff]")


@pytest.fixture(scope="module")
def talks(tmp_path_factory):
    return made(tmp_path_factory.mktemp("brief"))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    return made(tmp_path_factory.mktemp("attacked"), HOSTILE)


@pytest.fixture(params=["talks", "attacked", "isles"])
def record(request):
    with parley.open(request.getfixturevalue(request.param)) as opened:
        yield opened


def sentences(brief):
    for section in brief.sections:
        for group in section.groups:
            for entry in group.entries:
                yield entry.sentence
                yield from entry.below


def pieces(brief):
    return [piece for sentence in sentences(brief) for piece in sentence]


def plain(brief):
    return "\n".join("".join(getattr(p, "text", "") for p in s) for s in sentences(brief))


def test_every_quotation_is_the_pages_word_for_word(record):
    texts = {row["id"]: row["text"] for row in record.documents()}
    found = [piece for piece in pieces(record.brief()) if isinstance(piece, Quoted)]
    assert found
    for piece in found:
        printed = texts[piece.document_id][piece.start : piece.end]
        assert " ".join(printed.split()) == piece.text
        assert len(piece.text) <= LONGEST


def test_every_sentence_names_its_sources_and_every_source_is_named(record):
    brief = record.brief()
    for sentence in sentences(brief):
        quotes = any(isinstance(piece, Quoted) for piece in sentence)
        cites = [piece for piece in sentence if isinstance(piece, Cited)]
        assert cites or not quotes
        assert all(piece.numbers for piece in cites)
    numbers = {n for piece in pieces(brief) if isinstance(piece, Cited) for n in piece.numbers}
    assert numbers == set(range(1, len(brief.sources) + 1)) == {source.number for source in brief.sources}


def test_it_tells_what_changed_with_what_was_before(talks):
    with parley.open(talks) as record:
        brief = record.brief(since="2031-06-10", until="2031-06-30")
    changed = brief.sections[0]
    assert [group.title.strip() for group in changed.groups] == ["Corvale"]
    entry = changed.groups[0].entries[0]
    words = " ".join("".join(getattr(piece, "text", "") for piece in entry.sentence).split())
    assert words.startswith("Softened, territory and borders: 20 June 2031, Corvale offers half of the port")
    before = "".join(getattr(piece, "text", "") for piece in entry.below[0])
    assert before.startswith("Before: 1 June 2031, Brantia demands the port of Sele")


def test_it_tells_meetings_agreements_and_disagreements(talks):
    with parley.open(talks) as record:
        told = plain(record.brief())
    assert "led by" in told and "it lasted 6 hours" in told
    assert "Terms: They agreed to free 40 prisoners each" in told
    assert "Violated" in told and "according to Venn" in told
    assert "10,000 or more" in told and "told differently" in told


def test_what_is_left_out_is_counted(talks):
    with parley.open(talks) as record:
        brief = record.brief(since="2031-06-01", until="2031-06-05")
        undated = sum(not row["dates"] for row in record.meetings())
        assert undated == 1
        assert "1 meeting that no page dates" in brief.sections[1].left_out
        assert any("without a date" in sentence for sentence in brief.rests_on)
        everything = record.brief()
        assert not any("no page dates" in told for told in everything.sections[1].left_out)


@pytest.mark.parametrize(
    ("first", "last", "inside"),
    [
        ("2031-06-01", "2031-06-30", True),
        ("2031-06-03", "2031-06-03", True),
        ("2031-05-31", "2031-06-02", False),
        (None, "2031-06-02", False),
        ("2031-06-02", None, False),
        (None, None, False),
    ],
)
def test_only_what_surely_lies_in_the_period_is_told(first, last, inside):
    assert Period("2031-06-01", "2031-06-30").holds(first, last) == inside
    assert Period(None, None).holds(first, last)


def test_what_may_lie_outside_the_period_is_counted(talks):
    with parley.open(talks) as record:
        brief = record.brief(since="2031-06-04", until="2031-06-10")
        told = [left for section in brief.sections for left in section.left_out]
        assert any("that may lie outside the period" in left for left in told)


def test_filters_choose_what_it_tells(talks):
    with parley.open(talks) as record:
        nothing = record.brief(since="1990", until="1991")
        assert not nothing.sources and not list(sentences(nothing)) and nothing.short is None
        assert nothing.markdown().rstrip().endswith("None.")
        assert record.brief(issue="territory").sections[0].groups
        assert not record.brief(issue="sanctions").sections[0].groups
        with pytest.raises(UsageError):
            record.brief(issue="territorry")


def test_markdown_holds_only_the_markup_that_we_made(record):
    markdown_it = pytest.importorskip("markdown_it")
    brief = record.brief(title=HOSTILE)
    text = brief.markdown()
    groups = sum(bool(group.title) for section in brief.sections for group in section.groups)
    for parser in (
        markdown_it.MarkdownIt("commonmark"),
        markdown_it.MarkdownIt("js-default", {"html": True}).enable(["table", "strikethrough"]),
    ):
        tokens = [t for token in parser.parse(text) for t in (token, *(token.children or ()))]
        kinds = {token.type for token in tokens}
        assert kinds <= {
            "heading_open", "heading_close", "paragraph_open", "paragraph_close", "bullet_list_open",
            "bullet_list_close", "ordered_list_open", "ordered_list_close", "list_item_open", "list_item_close",
            "inline", "text", "strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close",
        }  # fmt: skip
        links = [token.attrs["href"] for token in tokens if token.type == "link_open"]
        assert links == [source.address for source in brief.sources if source.address]
        assert all(link.startswith(("http://", "https://")) for link in links)
        assert sum(token.type == "heading_open" for token in tokens) == 1 + len(brief.sections) + groups + 1
        strong = sum(token.type == "strong_open" for token in tokens)
        assert strong == 1 + sum(isinstance(p, Words) and p.strong for p in pieces(brief))
        shown = "".join(token.content for token in tokens if token.type == "text")
        for piece in pieces(brief):
            if isinstance(piece, Quoted):
                assert visible(piece.text) in shown
    assert "\u202e" not in text and "\x00" not in text


@pytest.mark.parametrize(
    "text",
    ["# no", "- no", "+ no", "1. no", "12) no", "> no", "=== no", "~~~ no", "    no", "* no"],
)
def test_no_text_opens_a_block(text):
    markdown_it = pytest.importorskip("markdown_it")
    tokens = markdown_it.MarkdownIt("commonmark").parse(escape(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]


def test_the_word_file_reads_back_with_headings_lists_and_links(record):
    docx = pytest.importorskip("docx")
    brief = record.brief(title=HOSTILE)
    data = brief.docx()
    assert data == brief.docx()
    document = docx.Document(io.BytesIO(data))
    by_style = {}
    for paragraph in document.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph)
    assert len(by_style["Title"]) == 1
    assert [p.text for p in by_style["Heading 1"]] == [*(s.title for s in brief.sections), "Sources"]
    entries = [e for s in brief.sections for g in s.groups for e in g.entries]
    assert len(by_style.get("List Bullet", ())) == len(entries)
    assert len(by_style.get("List Bullet 2", ())) == sum(len(e.below) for e in entries)
    text = "\n".join(p.text for p in document.paragraphs)
    for piece in pieces(brief):
        if isinstance(piece, Quoted):
            assert visible(piece.text) in text
    outside = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert set(outside) == {source.address for source in brief.sources if source.address}
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    marks = set(re.findall(r'w:bookmarkStart[^>]*w:name="(\w+)"', xml))
    assert marks == {f"source{source.number}" for source in brief.sources}
    assert set(re.findall(r'w:anchor="(\w+)"', xml)) == marks


@pytest.fixture(scope="module")
def assaulted(tmp_path_factory):
    """Briefs of records whose every string attacks: in the pages, and in every record of every kind."""
    folder = tmp_path_factory.mktemp("assaulted")
    lines = "".join(json.dumps(row) + "\n" for row in hostile_made.rows())
    (folder / "pages.jsonl").write_text(lines, encoding="utf-8")
    parley.build([folder / "pages.jsonl"], folder / "read", workers=1).close()
    attack = " ".join(hostile_made.PAYLOADS.values())
    (folder / "made").mkdir()
    found = []
    for record in (folder / "read", made(folder / "made", attack)):
        with parley.open(record) as opened:
            found.append(opened.brief(title=attack))
    return found


RUNS_BY_ITSELF = re.compile(
    r"<w:(?:instrText|fldChar|object|control|altChunk|subDoc|pict|drawing|script|embed\w+)\b",
    re.IGNORECASE,
)


def test_a_word_file_of_pages_that_attack_holds_words_and_nothing_that_runs(assaulted):
    pytest.importorskip("docx")
    sources = 0
    for brief in assaulted:
        with zipfile.ZipFile(io.BytesIO(brief.docx())) as held:
            names = held.namelist()
            parts = {name: held.read(name) for name in names}
        assert len(names) == len(set(names)) and not any(
            ".." in name or name.startswith("/") for name in names
        )
        assert not [name for name in names if re.search(r"vba|\.bin$|embeddings|activeX|media/", name)]
        for name, part in parts.items():
            if name.endswith((".xml", ".rels")):
                text = part.decode("utf-8")
                assert "<!DOCTYPE" not in text and "<!ENTITY" not in text
                tree = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
                fields = set(re.findall(r'w:instr="([^"]*)"', text))
                assert fields <= {"PAGE"}, name  # the number in the footer
                assert tree is not None and not RUNS_BY_ITSELF.search(text), name
                assert not HIDDEN.search("".join(tree.itertext())), name
        rels = etree.fromstring(parts["word/_rels/document.xml.rels"])
        outside = [rel.get("Target") for rel in rels if rel.get("TargetMode") == "External"]
        assert set(outside) == {source.address for source in brief.sources if source.address}
        assert all(re.match(r"https?://[^\s@]+$", address) for address in outside)
        sources += len(brief.sources)
        text = "".join(etree.fromstring(parts["word/document.xml"]).itertext())
        assert "alert(1)" in text and visible(hostile_made.PAYLOADS["formula"]) in text
    assert sources >= 2


def test_a_long_quotation_is_cut_at_a_word_and_says_so():
    words = "The delegation of Brantia, which had arrived late, " * 12
    piece = {"document_id": "doc-1", "start": 100, "end": 100 + len(words), "quote": words}
    cut = quotation(piece)
    assert cut.cut and not cut.late and len(cut.text) <= LONGEST and words.startswith(cut.text)
    assert words[cut.start - 100 : cut.end - 100] == cut.text
    late = quotation(piece, (100 + len(words) - 20, 100 + len(words)))
    assert (late.late and late.end == 100 + len(words)) or late.end >= 100 + len(words) - 1


def test_a_brief_is_saved_by_its_ending(talks, tmp_path):
    pytest.importorskip("docx")
    with parley.open(talks) as record:
        brief = record.brief()
    assert (
        brief.save(tmp_path / "a" / "b.md").read_text(encoding="utf-8")
        == brief.markdown()
        == brief._repr_markdown_()
    )
    assert brief.save(tmp_path / "b.docx").read_bytes()[:2] == b"PK"
    with pytest.raises(UsageError):
        brief.save(tmp_path / "b.pdf")
