"""A brief as a Word file: real headings and lists, citations that lead to their source, addresses that are links."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from parley.errors import UsageError
from parley.views import safety
from parley.views.brief.text import (
    Cited,
    Content,
    Piece,
    Quoted,
    Section,
    Sentence,
    Source,
    Words,
    ended,
    marked,
)

_EPOCH = (1980, 1, 1, 0, 0, 0)  # of every part of the file, so that the same brief has the same bytes
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def docx(brief: Content) -> bytes:
    """The file.

    Raises:
        UsageError: If python-docx is not installed.
    """
    try:
        from docx import Document
    except ImportError as error:
        raise UsageError("python-docx is not installed; run: pip install 'parley-news[brief]'") from error
    document = Document()
    _prepare(document, brief.title)
    document.add_heading(_shown(brief.title), 0)
    opening = document.add_paragraph()
    opening.add_run(f"{_shown(brief.about)}. ").bold = True
    opening.add_run(_shown(" ".join(brief.rests_on)))
    if brief.short:
        document.add_paragraph(_shown(brief.short))
    for section in brief.sections:
        _section(document, section)
    document.add_heading("Sources", 1)
    for number, source in enumerate(brief.sources):
        _source(document, source, number)
    if not brief.sources:
        document.add_paragraph("None.")
    return _saved(document)


def _prepare(document: Any, title: str) -> None:
    """Properties and styles."""
    from docx.shared import Cm, Pt

    properties = document.core_properties
    properties.title, properties.author, properties.comments = _shown(title)[:250], "parley", ""
    properties.created = properties.modified = dt.datetime(*_EPOCH)
    properties.language = "en-GB"
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    for page in document.sections:
        page.left_margin = page.right_margin = Cm(2.5)
        page.top_margin = page.bottom_margin = Cm(2.2)
        foot = page.footer.paragraphs[0]
        _field(foot, "PAGE")


def _section(document: Any, section: Section) -> None:
    document.add_heading(section.title, 1)
    if not section.groups:
        document.add_paragraph(section.empty)
    for group in section.groups:
        if group.title:
            document.add_heading(_shown(group.title), 2)
        for entry in group.entries:
            _sentence(document.add_paragraph(style="List Bullet"), entry.sentence)
            for below in entry.below:
                _sentence(document.add_paragraph(style="List Bullet 2"), below)
    if section.left_out:
        document.add_paragraph().add_run(_shown(f"Left out: {'; '.join(section.left_out)}.")).italic = True


def _sentence(paragraph: Any, sentence: Sentence) -> None:
    for piece in ended(sentence):
        _piece(paragraph, piece)


def _piece(paragraph: Any, piece: Piece) -> None:
    if isinstance(piece, Words):
        paragraph.add_run(_shown(piece.text)).bold = piece.strong or None
    elif isinstance(piece, Quoted):
        paragraph.add_run(marked(_shown(piece.text), piece))
    else:
        _cited(paragraph, piece)


def _cited(paragraph: Any, piece: Cited) -> None:
    if not piece.numbers:
        return
    paragraph.add_run(" [")
    for i, number in enumerate(piece.numbers):
        if i:
            paragraph.add_run(", ")
        _link(paragraph, str(number), anchor=_bookmark(number))
    paragraph.add_run(f"{f' and {piece.more} more' if piece.more else ''}]")


def _source(document: Any, source: Source, place: int) -> None:
    paragraph = document.add_paragraph()
    _mark(paragraph, _bookmark(source.number), place)
    outlet = f"{source.outlet}, " if source.outlet else ""
    gone = f", withdrawn by the agency ({source.withdrawn})" if source.withdrawn else ""
    told = f"{outlet}“{source.title}”, {source.day or 'undated'} ({source.basis}){gone}. "
    paragraph.add_run(f"[{source.number}] {_shown(told)} ")
    if source.address:
        _link(paragraph, source.address, address=source.address)
    else:
        paragraph.add_run(_shown(source.uri))


def _bookmark(number: int) -> str:
    return f"source{number}"


def _link(paragraph: Any, text: str, *, anchor: str = "", address: str = "") -> None:
    """A link to a place in the file, or to an address of the web."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    if anchor:
        link.set(qn("w:anchor"), anchor)
    else:
        link.set(qn("r:id"), paragraph.part.relate_to(address, _HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    if address:
        from docx.shared import RGBColor

        run.font.color.rgb, run.font.underline = RGBColor(0x1F, 0x4E, 0x79), True
    link.append(run._r)
    paragraph._p.append(link)


def _mark(paragraph: Any, name: str, place: int) -> None:
    """A bookmark at the beginning of a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        node = OxmlElement(tag)
        node.set(qn("w:id"), str(place))
        if tag == "w:bookmarkStart":
            node.set(qn("w:name"), name)
        paragraph._p.append(node)


def _field(paragraph: Any, code: str) -> None:
    """A field that Word fills in, such as the number of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def _saved(document: Any) -> bytes:
    """The file with every part of one date."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(part, before.read(name))
    return out.getvalue()


def _shown(text: str) -> str:
    """A text with its control characters spelt out and white space as single spaces; the spaces around it stay."""
    kept = " ".join(text.split())
    return safety.visible(f"{' ' if text[:1] == ' ' else ''}{kept}{' ' if text[-1:] == ' ' and kept else ''}")
