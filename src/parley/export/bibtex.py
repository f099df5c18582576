"""The documents as BibTeX. Titles keep their letter case; months are BibTeX's own names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from parley.export import days
from parley.export.citations import Citation, of_documents, one_line
from parley.export.selection import Counts, Selection

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write(chosen: Selection, stream: IO[str]) -> Counts:
    """One entry a document."""
    counts = Counts()
    for citation in of_documents(chosen):
        stream.write(entry(citation))
        counts.add("documents")
    return counts


def entries(citations: Iterable[Citation]) -> Iterator[str]:
    """Some citations."""
    return map(entry, citations)


def entry(c: Citation) -> str:
    """One entry."""
    when = days.plain(c.published) or ""
    month = _MONTHS[int(when[5:7]) - 1] if len(when) > 4 else None
    fields = {
        "title": f"{{{_escaped(c.title or 'Untitled')}}}",
        "author": " and ".join(map(_name, c.names)),
        "journal": _escaped(c.outlet or ""),
        "year": when[:4],
        "month": month,
        "date": when,
        "url": c.url,
        "howpublished": _escaped(c.file or ""),
        "language": c.language,
        "note": _escaped(c.place or ""),
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields.items()
        if value
    ]
    return f"@{'article' if c.outlet else 'misc'}{{{c.id},\n{''.join(lines)}}}\n\n"


def _name(name: str) -> str:
    """A name; one that BibTeX would take apart, or that is of one word as an agency's, stays whole."""
    plain = _escaped(name)
    return plain if " " in name and "," not in name and " and " not in name else f"{{{plain}}}"


def _escaped(words: str) -> str:
    return one_line(words).translate(_SPECIAL)
