"""A document of a word processor (DOCX, ODT): a page of HTML that is made of its paragraphs.

Headings, lists and tables are told by their styles. What the file says of its title, author and dates is not taken: it
is often that of the template or of an older document that was written over.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping

from parley.errors import PageError
from parley.records import Page
from parley.sources.office import docx, odt
from parley.sources.office.blocks import Read, written

_OTHERS = (
    ("xl/", "a spreadsheet (XLSX); export its rows as CSV"),
    ("ppt/", "a presentation (PPTX); save its text"),
    ("META-INF/container.xml", "an e-book (EPUB); save its text"),
)
_Names = Mapping[str, zipfile.ZipInfo]


def is_document(names: _Names) -> bool:
    """Whether the files of a ZIP archive are those of an office document of any kind."""
    return (
        "[Content_Types].xml" in names
        or "META-INF/container.xml" in names
        or ("mimetype" in names and ("content.xml" in names or "META-INF/manifest.xml" in names))
    )


def page(name: str, names: _Names, read: Read) -> Page:
    """The page of a DOCX or ODT file.

    Args:
        name: Of the file.
        names: Of the files inside it.
        read: Gives the bytes of one, never more than a page may have.

    Raises:
        PageError: ``binary`` for office documents of other kinds, ``not_a_page`` for what parley wrote itself,
            ``unreadable`` for what is encrypted, ``empty``, ``malformed``, ``too_large``, ``too_complex``.
    """
    main = docx.main(names, read) if "[Content_Types].xml" in names else None
    if main:
        blocks = docx.blocks(main, names, read)
    elif odt.is_text(names, read):
        blocks = odt.blocks(names, read)
    else:
        raise PageError("binary", f"This is {_other(names)}.")
    if not any(block.element and block.text.strip() for block in blocks):
        raise PageError("empty", "The document holds no text.")
    return Page(name, name, written(blocks), "text/html", "utf-8")


def _other(names: _Names) -> str:
    found = (what for start, what in _OTHERS if any(name.startswith(start) for name in names))
    return next(found, "an office document of a kind that parley does not read; save its text")
