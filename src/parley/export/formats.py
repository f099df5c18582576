"""The formats that a record can be taken elsewhere in, by name.

A format is a module of this package. Those of tables give a folder with one file a kind; ``sqlite`` gives a
database; each of the others gives one text file.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.errors import UsageError

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
            "an event bears a day and who acts, and a mere saying is none",
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


def known(name: str) -> Format:
    """The format of that name.

    Raises:
        UsageError: If there is none.
    """
    if name not in FORMATS:
        raise UsageError(f"no export format {name!r}; there are: {', '.join(FORMATS)}")
    return FORMATS[name]
