"""The documents as RIS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from parley.export import days
from parley.export.citations import Citation, of_documents, one_line
from parley.export.selection import Counts, Selection


def write(chosen: Selection, stream: IO[str]) -> Counts:
    """One reference a document."""
    counts = Counts()
    for citation in of_documents(chosen):
        stream.write(entry(citation))
        counts.add("documents")
    return counts


def entries(citations: Iterable[Citation]) -> Iterator[str]:
    """Some citations."""
    return map(entry, citations)


def entry(c: Citation) -> str:
    """One reference."""
    when = days.plain(c.published) or ""
    fields = [
        ("TY", "NEWS" if c.outlet else "ELEC" if c.url else "GEN"),
        ("ID", c.id),
        ("TI", c.title or "Untitled"),
        *(("AU", name) for name in c.names),
        ("T2", c.outlet),
        ("PY", when[:4]),
        ("DA", "/".join([*when.split("-"), "", ""][:3]) + "/" if when else None),
        ("UR", c.url),
        ("LA", c.language),
        ("N1", c.place),
    ]
    lines = [f"{tag}  - {one_line(value)}\r\n" for tag, value in fields if value]
    return f"{''.join(lines)}ER  - \r\n\r\n"
