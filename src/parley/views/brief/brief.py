"""A finished brief, and how it is made of what a filter chooses of a record."""

from __future__ import annotations

import dataclasses
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from parley.errors import UsageError
from parley.store.base import Filter, Row, View
from parley.views import agreements as of_agreements
from parley.views import comparisons as of_comparisons
from parley.views import days, words
from parley.views import figures as of_figures
from parley.views import incidents as of_incidents
from parley.views import meetings as of_meetings
from parley.views import positions as of_positions
from parley.views import timeline as of_timeline
from parley.views.brief import agreements, changes, differences, figures, incidents, meetings
from parley.views.brief.pages import Pages
from parley.views.brief.period import Period, of_date, own_or_page
from parley.views.brief.sources import Sources
from parley.views.brief.text import Content, Left, Section
from parley.views.index import Index, index
from parley.views.overview import period
from parley.views.withdrawn import rests_on, withdrawn


@dataclass(frozen=True, slots=True)
class Brief(Content):
    """What a period brought, ready to be written."""

    def markdown(self) -> str:
        """As Markdown (CommonMark)."""
        from parley.views.brief.markdown import markdown

        return markdown(self)

    def docx(self) -> bytes:
        """As a Word file.

        Raises:
            UsageError: If python-docx is not installed.
        """
        from parley.views.brief.docx import docx

        return docx(self)

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return dataclasses.asdict(self)

    def save(self, out: str | os.PathLike[str]) -> Path:
        """Write it to a file, whole or not at all; the ending of its name says as what.

        Raises:
            UsageError: If the name ends neither in .md nor in .docx, or as `docx`.
        """
        file = Path(out)
        if file.suffix not in (".md", ".docx"):
            raise UsageError(f"{file}: a brief is written as .md or .docx")
        if file.is_dir():
            raise UsageError(f"{file} is a folder; name a file")
        data = self.docx() if file.suffix == ".docx" else self.markdown().encode()
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".brief-", dir=file.parent) as drafts:
            draft = Path(drafts, file.name)
            draft.write_bytes(data)
            draft.replace(file)
        return file

    def _repr_markdown_(self) -> str:
        return self.markdown()


def brief(
    view: View,
    where: Filter,
    issues: Mapping[str, str] | None = None,
    title: str | None = None,
) -> Brief:
    """The brief of what a filter chooses: its `since`, `until`, `party` and `issue`; not of what agencies withdrew."""
    found = index(view, issues)
    gone = withdrawn(view)
    left_out = sum(row["id"] in gone for row in view.documents(where)) if gone else 0
    where = replace(where, without=(*(where.without or ()), *sorted(gone)) or None)
    pages = {row["id"] for row in view.documents(where)}
    dated = [found.pages[page] for page in found.pages if page in pages]
    sources = Sources(found)
    sections = _sections(view, where, found, pages, sources)
    about = _about(where, found)
    return Brief(title or "Brief", about, _rests_on(view, where, dated, left_out), sections, sources.listed())


def _sections(
    view: View, where: Filter, found: Index, pages: set[str], sources: Sources
) -> tuple[Section, ...]:
    span, texts = Period.of(where), Pages(view)
    known = {row["id"]: row for row in of_positions.listed(view, found)}
    agreed, met = of_agreements.listed(view, found), of_meetings.listed(view, found)
    described = {row["id"]: row for row in (*agreed, *met)}
    taken, moved = span.split(_of(list(known.values()), view, "positions", where), own_or_page)
    claimed, elsewhere = span.split(of_figures.listed(view, found, where), own_or_page)
    happened, apart = span.split(of_incidents.listed(view, found, None, where), own_or_page)
    entries, _ = span.split(
        _kept(view, "timeline", of_timeline.listed(view, found, {}, where), where), of_date
    )
    held, left_of_meetings = _dated(met, view, "meetings", where)
    made, left_of_agreements = _dated(agreed, view, "agreements", where)
    by_id = {row["id"]: row for row in happened}
    return (
        changes.section(taken, known, sources, _outside(moved, "position")),
        meetings.section(held, described, sources, left_of_meetings),
        agreements.section(made, sources, left_of_agreements),
        differences.section(
            _kept(view, "comparisons", of_comparisons.listed(view, found, described), where), pages, sources
        ),
        figures.section(claimed, texts, sources, _outside(elsewhere, "figure")),
        incidents.section(entries, by_id, texts, sources, _outside(apart, "incident")),
    )


def _of(rows: Sequence[Row], view: View, kind: str, where: Filter) -> list[Row]:
    left_out = frozenset(where.without or ())
    chosen = {row["id"] for row in view.entries(kind, where) if not rests_on(row, left_out)}
    return [row for row in rows if row["id"] in chosen]


def _kept(view: View, kind: str, rows: list[Row], where: Filter) -> list[Row]:
    """The rows of a link that do not rest on pages alone that are left out."""
    if not where.without:
        return rows
    left_out = frozenset(where.without)
    lost = {row["id"] for row in view.entries(kind) if rests_on(row, left_out)}
    return [row for row in rows if row["id"] not in lost]


def _dated(rows: Sequence[Row], view: View, kind: str, where: Filter) -> tuple[list[Row], list[Left]]:
    """The meetings or agreements of the period, and how many it leaves out since nothing, or too little, dates them."""
    noun = kind.removesuffix("s")
    sure, unsure = Period.of(where).split(_of(rows, view, kind, where), of_date)
    if Period.of(where).is_all:
        return sure, []
    always = _of(rows, view, kind, replace(where, since=None, until=None))
    undated = sum(row["sort"][0] == days.LAST for row in always)
    return sure, [
        *_outside(unsure, noun),
        (undated, f"{noun} that no page dates", f"{kind} that no page dates"),
    ]


def _outside(count: int, noun: str) -> list[Left]:
    return [(count, f"{noun} that may lie outside the period", f"{noun}s that may lie outside the period")]


def _about(where: Filter, found: Index) -> str:
    told = [_period(where)]
    if where.party:
        told.append(f"as far as it concerns {where.party}")
    if where.issue:
        told.append(f"on {found.issue(where.issue).lower()}")
    return ", ".join(told)


def _period(where: Filter) -> str:
    since, until = where.since, where.until
    if since and until:
        return period(since, until) or ""
    if since:
        return f"Since {words.day(words.of_edtf(since))}"
    return f"Until {words.day(words.of_edtf(until))}" if until else "All of the record"


def _rests_on(view: View, where: Filter, pages: Sequence[Row], withdrawn: int) -> tuple[str, ...]:
    outlets = {page["outlet"] for page in pages if page["has_outlet"]}
    known = sorted(page["sort"] for page in pages if page["month"])
    counted = f"{_plural(len(pages), 'page')} of {_plural(len(outlets), 'outlet')}"
    out = [f"It rests on {counted}, published {_between(known)}." if known else f"It rests on {counted}."]
    wide = sum(bool(page["day"]) and not page["month"] for page in pages)
    if wide:
        told = "" if Period.of(where).is_all else ", and what may lie outside the period is left out"
        out.append(f"Of {_plural(wide, 'page')} the date is only narrowed down{told}.")
    copies = _copies(view, {page["id"] for page in pages})
    if copies:
        out.append(
            f"{_plural(copies, 'page')} of these {'carries' if copies == 1 else 'carry'} text that others carry too."
        )
    undated = sum(not page["day"] for page in pages)
    if where.since or where.until:
        undated = sum(not _has_date(row) for row in view.documents(replace(where, since=None, until=None)))
    if undated:
        kept = "left out" if where.since or where.until else "told without a day"
        out.append(
            f"{_plural(undated, 'page')} without a date that can be proved {'is' if undated == 1 else 'are'} {kept}."
        )
    if withdrawn:
        are = "is" if withdrawn == 1 else "are"
        out.append(f"{_plural(withdrawn, 'page')} that the agency withdrew {are} left out.")
    rejected = sum(1 for _ in view.rejections())
    if rejected:
        out.append(f"{_plural(rejected, 'input')} of the record could not be read.")
    out.append("Where sources differ, each stands with its source; what no page tells is not here.")
    return tuple(out)


def _between(known: Sequence[str]) -> str:
    first, last = (words.day(words.of_edtf(day)) for day in (known[0], known[-1]))
    return f"on {first}" if first == last else f"between {first} and {last}"


def _has_date(row: Row) -> bool:
    return bool(row["published"]["earliest"] or row["published"]["latest"])


def _copies(view: View, pages: set[str]) -> int:
    return len({page for row in view.links("families") for page in row["documents"] if page in pages})


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
