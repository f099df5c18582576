"""Documents of word processors, written part by part. States and people are invented."""

import io
import zipfile

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
)
STYLES = (
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Punkt"><w:name w:val="Our points"/><w:basedOn w:val="berschrift1"/></w:style>'
    '<w:style w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>'
)


def docx(body, styles=STYLES, **parts):
    """A DOCX file with what stands inside its body."""
    return _zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": body.encode()
            if body.startswith("<?xml")
            else f"<?xml version='1.0'?><w:document {_WORD}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {_WORD}>{styles}</w:styles>",
            **parts,
        }
    )


def odt(body, automatic="", styles=""):
    """An ODT file with what stands inside its text."""
    return _zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "styles.xml": f"<office:document-styles {_OPEN}><office:styles>{styles}</office:styles>"
            "</office:document-styles>",
            "content.xml": f"<?xml version='1.0'?><office:document-content {_OPEN}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        }
    )


def paragraph(text, style=None, more=""):
    """A paragraph of DOCX."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_part(data, name, content):
    """The file with other bytes in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    return _zipped({**parts, name: content})


def part(data, name):
    """The bytes of a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


LETTER = docx(
    paragraph("The ferry of Sele", "Titel")
    + paragraph("Contents", "Verzeichnis1")
    + paragraph("Velmara said no.")
    + paragraph("Prisoners", "Punkt")
    + paragraph("Forty go home.", more='<w:numPr><w:numId w:val="1"/></w:numPr>')
    + f"<w:tbl><w:tr><w:tc>{paragraph('Oruvia')}</w:tc><w:tc>{paragraph('No &amp; no')}</w:tc></w:tr></w:tbl>"
    "<w:p><w:r><w:t>A</w:t><w:tab/><w:t xml:space='preserve'>b </w:t><w:br/><w:t>c</w:t></w:r>"
    "<w:ins><w:r><w:t>d</w:t></w:r></w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
)
NOTE = odt(
    '<text:h text:outline-level="1">The ferry of Sele</text:h><text:p>Velmara <text:span>said</text:span><text:s/>no.'
    "<text:note><text:note-body><text:p>Foot.</text:p></text:note-body></text:note></text:p>"
    '<text:h text:outline-level="2">Prisoners</text:h>'
    "<text:list><text:list-item><text:p>Forty go\n   home.</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>Oruvia</text:p></table:table-cell></table:table-row>"
    "</table:table><text:p>A<text:tab/>b<text:line-break/>c</text:p>"
)
TEXTS = {"docx": ("word/document.xml", LETTER), "odt": ("content.xml", NOTE)}  # where each kind has its text
