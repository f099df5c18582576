"""Letters and statements that come as files of a word processor."""

import io

import pytest
from archive_samples import codes, read
from office_samples import LETTER, NOTE, STYLES, docx, odt, paragraph, part, with_part
from test_archives_inside import zipped
from test_mail import message

import parley
from parley.settings import Settings

BOX = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"  # what a box of text holds
BODY = (
    "Foreign Minister Lena Ostrava of Velmara told reporters in Vintersund that her side was “ready to return forty "
    "prisoners” once the ferries sail again. Oruvia, whose envoys had left the hall an hour before, did not answer."
)


def lines(data):
    (page,) = read(data)
    found = page.content.decode().split("\n")
    assert found[0] == "<!DOCTYPE html>" and found[-2:] == ["</article></body></html>", ""]
    return found[2:-2] if found[1] == "<html><body><article>" else None


def test_a_docx_is_its_paragraphs_by_their_styles():
    assert lines(LETTER) == [
        "<h1>The ferry of Sele</h1>",
        "<p>Velmara said no.</p>",
        "<h2>Prisoners</h2>",  # a style of the writer's own, which stands on a heading's
        "<ul>",
        "<li>Forty go home.</li>",
        "</ul>",
        *("<table>", "<tr>", "<td>", "<p>Oruvia</p>", "</td>"),
        *("<td>", "<p>No &amp; no</p>", "</td>", "</tr>", "</table>"),
        "<p>A b<br>cd</p>",  # what was put in stands, what was taken out or hidden does not
    ]


def test_an_odt_is_its_paragraphs_by_their_styles():
    assert lines(NOTE) == [
        "<h1>The ferry of Sele</h1>",  # the one heading of its rank, where nothing is called the title
        "<p>Velmara said no.</p>",
        "<h3>Prisoners</h3>",
        "<ul>",
        "<li>Forty go home.</li>",
        "</ul>",
        *("<table>", "<tr>", "<td>", "<p>Oruvia</p>", "</td>", "</tr>", "</table>"),
        "<p>A b<br>c</p>",
    ]


def test_an_automatic_style_is_what_it_stands_on():
    automatic = '<style:style style:family="paragraph" style:name="P1" style:parent-style-name="Title"/>'
    text = '<text:p text:style-name="P1">The ferry</text:p><text:p text:style-name="P2">Velmara said no.</text:p>'
    assert lines(odt(text, automatic)) == ["<h1>The ferry</h1>", "<p>Velmara said no.</p>"]


def test_styles_that_have_names_of_their_own_stand_beside_the_text():
    of = "style:family='paragraph' style:parent-style-name"
    styles = f"<style:style style:name='Mine' {of}='Heading_20_2'/>"
    automatic = f"<style:style style:name='P1' {of}='Mine'/>"
    text = '<text:p text:style-name="P1">Ferries</text:p><text:p text:style-name="P1">Prisoners</text:p>'
    assert lines(odt(text, automatic, styles)) == ["<h3>Ferries</h3>", "<h3>Prisoners</h3>"]
    assert lines(with_part(odt(text, automatic, styles), "styles.xml", b"<")) == [
        "<p>Ferries</p>",
        "<p>Prisoners</p>",
    ]


@pytest.mark.parametrize(("above", "behind", "title"), [
    ("", "", True),
    (paragraph("Ministry of Ferries") + paragraph("PRESS RELEASE"), "", True),
    (paragraph("Dear Minister, " + "we have read your letter of the third of June with care. " * 3), "", False),
    (paragraph("One line.") * 9, "", False),
    ("", paragraph("Ferries", "berschrift1"), False),  # one of several
    ("", paragraph("The true title", "Titel"), False),
])  # fmt: skip
def test_the_one_heading_below_a_letterhead_is_the_title(above, behind, title):
    found = lines(docx(f"{above}{paragraph('Prisoners', 'berschrift1')}{paragraph('Words.')}{behind}"))
    assert ("<h1>Prisoners</h1>" in found) is title
    assert ("<h2>Prisoners</h2>" in found) is not title


def test_a_box_of_text_stands_behind_its_paragraph_and_once():
    box = (
        f"<w:p><w:r><w:t>Before.</w:t><AlternateContent><Choice>{BOX.format('Inside.')}</Choice>"
        f"<Choice>{BOX.format('Inside.')}</Choice><Fallback>{BOX.format('Inside.')}</Fallback></AlternateContent>"
        "</w:r></w:p>"
    )
    assert lines(docx(box)) == ["<p>Before.</p>", "<p>Inside.</p>"]
    shape = "<draw:custom-shape><text:p>One</text:p><text:p>two</text:p></draw:custom-shape>"
    assert lines(odt(f"<text:p>Before {shape}and after.</text:p>")) == [
        "<p>Before and after.</p>",
        "<p>One</p>",
        "<p>two</p>",
    ]


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def field(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


DELETED = "<w:rPr><w:del/></w:rPr>"
LISTED = '<w:numPr><w:numId w:val="{}"/></w:numPr>'
NESTED = f"{field('begin')}{run('in code')}{field('separate')}{run('code too')}{field('end')}"
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
GALLERY = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
HIDES = (
    '<w:style w:styleId="H"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="H2"><w:name w:val="More"/><w:basedOn w:val="H"/></w:style>'
    '<w:style w:styleId="L"><w:name w:val="Point"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
)


@pytest.mark.parametrize(("body", "told"), [
    (run("a") + "<w:r><w:noBreakHyphen/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:ptab/><w:t>d</w:t></w:r>", "a-b<br>c d"),
    (run("kept") + f"<w:moveFrom>{run(' gone')}</w:moveFrom><w:moveTo>{run(' come')}</w:moveTo>", "kept come"),
    (run("a") + run("b", '<w:vanish w:val="0"/>') + run("c", "<w:vanish/>") + run("d", "<w:specVanish/>"), "ab"),
    (run("a") + run("b", '<w:rStyle w:val="H"/>') + run("c", '<w:rStyle w:val="H"/><w:vanish w:val="0"/>'), "ac"),
    (field("begin") + run("code") + NESTED + field("separate") + run("told") + field("end"), "told"),
    ("<w:ruby><w:rt>" + run("how") + "</w:rt><w:rubyBase>" + run("base") + "</w:rubyBase></w:ruby>", "base"),
    (run("To ") + CONTROL.format("", run("Sele")), "To Sele"),
    (run("To ") + CONTROL.format("<w:showingPlcHdr/>", run("click here")), "To"),
    ("<w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink>", "linked"),
])  # fmt: skip
def test_what_stands_in_a_paragraph_is_what_a_reader_sees(body, told):
    assert lines(docx(f"<w:p>{body}</w:p>", HIDES)) == [f"<p>{told}</p>"]


@pytest.mark.parametrize(("body", "told"), [
    (paragraph("a", more=LISTED.format(0)), ["<p>a</p>"]),
    (paragraph("a", "L") + paragraph("b", "L", LISTED.format(0)), ["<ul>", "<li>a</li>", "</ul>", "<p>b</p>"]),
    (CONTROL.format(GALLERY, paragraph("Prisoners 3")) + paragraph("a"), ["<p>a</p>"]),
    (CONTROL.format("<w:showingPlcHdr/>", paragraph("click")) + paragraph("a"), ["<p>a</p>"]),
    (CONTROL.format("", paragraph("a")), ["<p>a</p>"]),
    (paragraph("Half a ", more=DELETED) + paragraph("sentence.") + paragraph("b"),
     ["<p>Half a sentence.</p>", "<p>b</p>"]),
    (paragraph("", "berschrift1", DELETED) + paragraph("a"), ["<p>a</p>"]),  # what is left is what comes last
    (paragraph("", more=DELETED) + paragraph("a", "berschrift1") + paragraph("b", "berschrift1"),
     ["<h2>a</h2>", "<h2>b</h2>"]),
    (f"<w:p><w:pPr>{DELETED}</w:pPr>{run('Half a ')}{BOX.format('Box.')}</w:p>" + paragraph("sentence."),
     ["<p>Half a sentence.</p>", "<p>Box.</p>"]),
    (paragraph("a", more=DELETED) + f"<w:tbl><w:tr><w:tc>{paragraph('b', more=DELETED)}</w:tc></w:tr></w:tbl>",
     ["<p>a</p>", "<table>", "<tr>", "<td>", "<p>b</p>", "</td>", "</tr>", "</table>"]),
    (paragraph("a") + paragraph("b", "H") + paragraph("c", "H2"), ["<p>a</p>"]),  # styles that hide
    ("".join(paragraph(x, "Titel") for x in "abc"), ["<p>a</p>", "<p>b</p>", "<p>c</p>"]),  # no title is so long
    (f"<w:p>{field('begin')}{run('code')}</w:p>" + paragraph("a"), ["<p>a</p>"]),  # a field that nothing ends
])  # fmt: skip
def test_paragraphs_are_those_a_reader_sees(body, told):
    assert lines(docx(body, HIDES + STYLES)) == told


@pytest.mark.parametrize(("body", "told"), [
    ("<text:p><text:title>Statement</text:title> of Sele</text:p>", ["<p>Statement of Sele</p>"]),
    ("<text:p>a<svg:title xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'>x</svg:title></text:p>",
     ["<p>a</p>"]),
    ("<text:p>a<text:s text:c='3'/>b<text:s text:c='99'/>c</text:p>", ["<p>a   b c</p>"]),
    ("<text:p>a <text:span>b</text:span> c</text:p>", ["<p>a b c</p>"]),
    ("<text:p>a<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>how</text:ruby-text></text:ruby></text:p>",
     ["<p>ab</p>"]),
    ("<text:p>a<text:span text:style-name='T'>b</text:span></text:p>", ["<p>a</p>"]),
    ("<text:p text:style-name='T'>a<text:span text:style-name='U'>b</text:span></text:p>", ["<p>ab</p>"]),
    ("<text:p>a<text:script>b</text:script><text:placeholder>c</text:placeholder></text:p>", ["<p>a</p>"]),
    ("<text:section text:display='none'><text:p>b</text:p></text:section><text:p>a</text:p>", ["<p>a</p>"]),
    ("<text:table-of-content><text:p>b</text:p></text:table-of-content><text:p>a</text:p>", ["<p>a</p>"]),
    ("<text:p text:style-name='Contents_20_1'>b</text:p><text:p>a</text:p>", ["<p>a</p>"]),
    ("<text:p>a</text:p>" * 9 + "<text:h text:outline-level='9'>b</text:h>", ["<p>a</p>"] * 9 + ["<h6>b</h6>"]),
])  # fmt: skip
def test_an_odt_tells_what_a_reader_sees(body, told):
    hides = "<style:style style:family='text' style:name='{}'><style:text-properties text:display='{}'/></style:style>"
    named = "<style:style style:family='paragraph' style:name='{}'/>"
    automatic = hides.format("T", "none") + hides.format("U", "true") + named.format("T")
    assert lines(odt(body, automatic + named.format("Contents_20_1"), hides.format("U", "none"))) == told


def test_a_text_by_another_name_or_with_broken_parts_is_read():
    types = (
        '<Types><Override PartName="/word/document2.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.wordprocessingml.document.main+xml"/></Types>'
    )
    other = zipped(
        **{
            "[Content_Types]_dot_xml": types,
            "word__document2_dot_xml": part(docx(paragraph("Words")), "word/document.xml"),
        }
    )
    assert lines(other) == ["<p>Words</p>"]
    for name in ("docProps/core.xml", "word/styles.xml"):
        assert lines(with_part(docx(paragraph("Words")), name, b"<")) == ["<p>Words</p>"]
    last = zipped(a=b"", content_dot_xml=part(NOTE, "content.xml"), mimetype=part(NOTE, "mimetype"))
    assert len(lines(last)) == len(lines(NOTE))


def test_a_zip_of_pages_may_have_a_file_called_mimetype():
    assert codes(read(zipped(mimetype=b"text/plain", a=b"Velmara said no."))) == [None, None]


def test_styles_that_stand_on_each_other_end():
    ring = "".join(
        f'<w:style w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in ("xy", "yx")
    )
    assert lines(docx(paragraph("Words", "x"), ring)) == ["<p>Words</p>"]
    deep = '<w:style w:styleId="x"><w:name w:val="heading ' + "9" * 5000 + '"/></w:style>'
    assert lines(docx(paragraph("Words", "x"), deep)) == ["<p>Words</p>"]


@pytest.mark.parametrize(("data", "code", "reason"), [
    (docx(""), "empty", "no text"),
    (with_part(NOTE, "META-INF/manifest.xml", b"<a><encryption-data/></a>"), "unreadable", "encrypted"),
    (docx(paragraph("&gt;" * 2000)), "too_large", "5,000 bytes"),
    (docx("<w:altChunk/>"), "not_a_page", "altChunk"),
    (docx("<w:p>" + "<w:fldChar w:fldCharType='begin'/>" * 101 + "</w:p>"), "too_complex", "100 fields"),
    (docx(f"<w:tbl><w:tr><w:tc>{paragraph(' ')}</w:tc></w:tr></w:tbl>"), "empty", "no text"),
    (docx("<w:p>"), "malformed", "not well-formed"),
    (odt("<text:p>"), "malformed", "not well-formed"),
    (docx("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "not_a_page", "declares"),
    (docx(paragraph("x" * 6000)), "too_large", "5,000 bytes"),
    (docx(paragraph("Words"), **{"docProps/core.xml": "<c><creator>parley</creator></c>"}), "not_a_page", "no news"),
    (zipped(**{"[Content_Types]_dot_xml": b"<a/>", "xl__workbook_dot_xml": b"x"}), "binary", "a spreadsheet"),
    (zipped(**{"[Content_Types]_dot_xml": b"<a/>", "ppt__slides": b"x"}), "binary", "a presentation"),
    (zipped(**{"META-INF__container_dot_xml": b"x", "OEBPS__a": b"x"}), "binary", "an e-book"),
    (zipped(mimetype=b"application/vnd.oasis.opendocument.graphics", content_dot_xml=b"<x/>"), "binary", "of a kind"),
])  # fmt: skip
def test_what_is_no_page_says_why(data, code, reason):
    (refused,) = read(data, Settings(max_page_bytes=5000))
    assert refused.code == code
    assert reason in refused.reason


def test_a_small_file_of_very_many_parts_is_refused():
    assert codes(read(docx("<w:tc/>" * 600_001))) == ["too_complex"]


def test_nesting_without_end_is_refused():
    deep = "<w:sdt><w:sdtContent>" * 400 + paragraph("Words") + "</w:sdtContent></w:sdt>" * 400
    assert codes(read(docx(deep))) == ["malformed"]


def test_a_document_in_an_archive_or_a_mail_is_read():
    assert [i.locator for i in read(zipped(a_dot_docx=LETTER, b_dot_odt=NOTE))] == [
        "stdin/a.docx",
        "stdin/b.odt",
    ]
    sent = message(attached=[("application/octet-stream", "statement.docx", LETTER)])
    assert codes(read(sent)) == [None, None]


def test_what_python_docx_writes_becomes_a_document_that_verifies(tmp_path):
    made = pytest.importorskip("docx").Document()
    made.add_heading("Ferries of Sele stay in port", 0)
    made.add_paragraph("VINTERSUND, 4 June 2031")
    made.add_paragraph(BODY)
    made.add_heading("Prisoners", 1)
    made.add_paragraph("Each side shall release forty prisoners by 1 July.", style="List Bullet")
    made.sections[0].footer.paragraphs[0].text = "Page foot"
    made.core_properties.author, made.core_properties.title = "Somebody Else", "Template of 2019"
    out = io.BytesIO()
    made.save(out)
    (tmp_path / "statement.docx").write_bytes(out.getvalue())
    with parley.build([tmp_path / "statement.docx"], tmp_path / "rec", workers=1) as record:
        (document,) = record.documents()
        (said,) = record.statements(speaker="Ostrava")
        assert record.verify().mismatches == []
        assert (document["title"], document["authors"]) == ("Ferries of Sele stay in port", [])
        assert [b["role"] for b in document["blocks"]] == [
            "headline",
            "dateline",
            "body",
            "crosshead",
            "body",
        ]
        assert "foot" not in document["text"]
        assert document["published"]["edtf"] == "[2031-06-04,2031-06-05,2031-06-06]"
    assert "ready to return" in said["content"]
