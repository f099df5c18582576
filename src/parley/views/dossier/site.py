"""The dossier's files, from a view: rows to templates, templates to text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from parley._version import __version__
from parley.store.base import Filter, Row, View
from parley.views import figures as of_figures
from parley.views import statements as of_statements
from parley.views.dossier.files import publish
from parley.views.dossier.links import Links, page_file, sheet
from parley.views.dossier.templating import environment, marks_stylesheet, stylesheet
from parley.views.index import Index, index, rejected
from parley.views.overview import overview
from parley.views.pages import page_text
from parley.views.paging import Sheet, sheets

STATEMENTS, FIGURES = 150, 300  # rows of one page of a listing: some 150 kB of HTML each


def write(
    view: View,
    out: Path,
    *,
    title: str = "A sourced record",
    note: str | None = None,
) -> Path:
    """Write the record as a static site to the folder `out`; returns its first page.

    It opens from disk, needs no network and no script, and is the same byte for byte for the same
    record. Files in `out` that are not a dossier's are left alone.

    Args:
        view: What to show.
        out: The folder; made where it does not exist.
        title: The heading of the first page.
        note: A sentence for the head of every page, e.g. that the record is fiction.

    Raises:
        UsageError: If `out` is a file, or holds another's file where one of the dossier's goes.
    """
    site = Site(view, title, note)
    publish(site.files(), out)
    return out / "index.html"


class Site:
    """The files of one dossier, made one by one."""

    def __init__(self, view: View, title: str, note: str | None) -> None:
        self.view = view
        self.index: Index = index(view)
        self.statements = of_statements.listed(view, self.index)
        self.figures = of_figures.listed(view, self.index)
        self.sheets: dict[str, int] = {}
        self._env = environment()
        self._shared = {"site": title, "note": note, "version": __version__}

    def files(self) -> Iterator[tuple[str, str]]:
        """(name, text) of every file."""
        said, counted = sheets(self.statements, STATEMENTS), sheets(self.figures, FIGURES)
        for part in (*said, *counted):
            self.sheets |= {row["id"]: part.number for row in part.rows}
        for part in reversed(said):
            self.sheets |= {row["speaker"]["key"]: part.number for row in part.rows}
        shown = overview(self.view, self.index, self.statements, self.figures)
        yield "index.html", self._render("index.html", here="home", **shown)
        yield from self._listing("statements", said, of_statements.groups, self._speakers())
        yield from self._listing("figures", counted, of_figures.groups, {})
        pages = list(self.index.pages.values())
        yield (
            "pages.html",
            self._render("pages.html", here="pages", pages=pages, rejected=rejected(self.view)),
        )
        yield from self._pages(pages)
        yield "dossier.css", stylesheet()

    def _speakers(self) -> Row:
        return {"sides": of_statements.speakers(self.statements)}

    def _listing(
        self, name: str, parts: Sequence[Sheet], groups: Any, shared: Row
    ) -> Iterator[tuple[str, str]]:
        before = None
        for part in parts:
            grouped = groups(part.rows, before)
            yield (
                sheet(name, part.number),
                self._render(f"{name}.html", here=name, sheet=part, groups=grouped, **shared),
            )
            before = part.rows[-1] if part.rows else None

    def _pages(self, pages: Sequence[Row]) -> Iterator[tuple[str, str]]:
        """Every page of the record; each links to its neighbours in order of their dates."""
        said, counted = _by_id(self.statements), _by_id(self.figures)
        most = 0
        for i, page in enumerate(pages):
            here = Filter(document=page["id"])
            document = next(iter(self.view.documents(here)))
            text = page_text(
                document,
                list(self.view.entries("statements", here)),
                list(self.view.entries("figures", here)),
            )
            most = max(most, len(text["numbers"]))
            notes = [
                {"number": n, "statement": said.get(entry), "figure": counted.get(entry), "id": entry}
                for entry, n in text["numbers"].items()
            ]
            around = {
                "previous": pages[i - 1] if i else None,
                "following": pages[i + 1] if i + 1 < len(pages) else None,
            }
            yield (
                page_file(page["id"]),
                self._render(
                    "page.html", "../", here="page", page=page, runs=text["runs"], notes=notes, **around
                ),
            )
        yield "marks.css", marks_stylesheet(most)

    def _render(self, template: str, root: str = "", **values: Any) -> str:
        links = Links(root, self.sheets)
        return self._env.get_template(template).render(links=links, **self._shared, **values)


def _by_id(rows: Sequence[Row]) -> dict[str, Row]:
    return {row["id"]: row for row in rows}
