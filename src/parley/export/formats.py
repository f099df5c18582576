"""The formats that a record can be taken elsewhere in, by name.

A format is a module of this package. Those of tables give a folder with one file a kind; ``sqlite`` gives a
database; each of the others gives one text file. A module is imported when its format is asked for.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from parley.errors import UsageError
from parley.export.selection import Counts, Selection
from parley.store.base import Filter, View

_STYLES = {"table": "a folder", "text": "a file", "database": "a file"}


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    `style`: ``table``, ``text`` or ``database``. `suffix`: how the names of its files end. `holds`: what it takes
    from the record. `about`: what it is and where it is read. `leaves`: of that, what it has no way to say.
    """

    name: str
    style: str
    suffix: str
    holds: str
    about: str
    leaves: str = ""

    @property
    def gives(self) -> str:
        """What it is written to."""
        return _STYLES[self.style]


_EVERY = "every kind"
FORMATS = {
    format.name: format
    for format in (
        Format("jsonl", "table", ".jsonl", _EVERY, "JSON Lines, exact; `parley.export.read` reads them back"),
        Format("csv", "table", ".csv", _EVERY, "CSV (RFC 4180), safe to open in a spreadsheet"),
        Format("parquet", "table", ".parquet", _EVERY, "Parquet, nested, for data frames and DuckDB"),
        Format("sqlite", "database", ".db", _EVERY, "SQLite with views and full-text search, for Datasette"),
        Format(
            "webannotation",
            "text",
            ".json",
            "mentions, statements, figures, positions, incidents, meetings, agreements",
            "W3C Web Annotations, one collection",
        ),
        Format(
            "jsonld",
            "text",
            ".jsonld",
            "documents, statements, meetings, actors",
            "schema.org as JSON-LD",
            "what was not said, or may yet be, is nobody's claim",
        ),
        Format(
            "plover",
            "text",
            ".jsonl",
            "incidents, statements",
            "PLOVER 0.7 events, one a line",
            "an event bears its day and who acts, and a mere saying is none",
        ),
        Format(
            "ftm",
            "text",
            ".json",
            "documents, actors, mentions, meetings, agreements, incidents",
            "FollowTheMoney entities, one a line, for Aleph",
            "incidents that are denied, planned or only thought of are no facts",
        ),
        Format(
            "timelinejs",
            "text",
            ".json",
            "timeline",
            "TimelineJS 3",
            "the 20 weightiest are shown",
        ),
        Format(
            "ical",
            "text",
            ".ics",
            "meetings",
            "iCalendar (RFC 5545)",
            "a meeting of which no week is known is on no day",
        ),
        Format(
            "atom",
            "text",
            ".atom",
            "statements, figures, positions, incidents, meetings, agreements",
            "Atom (RFC 4287), the newest first; with `--since` what is new",
            "an entry bears a date, and neither these nor their pages have one",
        ),
        Format("bibtex", "text", ".bib", "documents", "BibTeX, for LaTeX and reference managers"),
        Format("ris", "text", ".ris", "documents", "RIS, for EndNote, Mendeley and Zotero"),
        Format("csl", "text", ".json", "documents", "CSL-JSON, for Zotero and pandoc"),
    )
}


def export(view: View, out: Path, name: str, where: Filter) -> Counts:
    """Write what a filter chooses to `out`, a folder or a file as the format has it.

    Raises:
        UsageError: If there is no such format, or `out` holds something else.
    """
    form, chosen = known(name), Selection(view, where)
    if form.style == "table":
        from parley.export.files import export_tables

        return export_tables(chosen, out, name)
    check_file(out, form)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".export-", dir=out.parent) as tmp:
        file = Path(tmp, out.name)
        if form.style == "database":
            counts: Counts = _module(name).write(chosen, file)
        else:
            with file.open("w", encoding="utf-8", newline="") as stream:
                counts = write(chosen, stream, name)
        with file.open("rb+") as written:
            os.fsync(written.fileno())
        file.replace(out)
    return counts


def write(chosen: Selection, stream: IO[str], name: str) -> Counts:
    """Write what is chosen to a stream, in a format that is one text.

    Raises:
        UsageError: If it is not.
    """
    if known(name).style != "text":
        raise UsageError(
            f"{name} is {known(name).gives}, which no pipe holds; name where it is to be written"
        )
    writer: Callable[[Selection, IO[str]], Counts] = _module(name).write
    return writer(chosen, stream)


def known(name: str) -> Format:
    """The format of that name.

    Raises:
        UsageError: If there is none.
    """
    if name not in FORMATS:
        raise UsageError(f"no export format {name!r}; there are: {', '.join(FORMATS)}")
    return FORMATS[name]


def check_file(out: Path, form: Format) -> None:
    """That a file may be written at `out`: nothing there, or a file of the same kind.

    Raises:
        UsageError: If not.
    """
    if out.is_dir():
        raise UsageError(f"{out} is a folder; name a file to write, such as {out / ('record' + form.suffix)}")
    if out.exists() and out.suffix != form.suffix:
        raise UsageError(f"{out} is there and is no {form.suffix} file; name another")
    if out.exists() and form.style == "database":
        from parley.export.sqlite import is_export

        if not is_export(out):
            raise UsageError(f"{out} is there and is no earlier export; name another")


def _module(name: str) -> Any:
    return import_module(f"parley.export.{name}")
