"""The dossier's files, from a view: rows to templates, templates to text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley._version import __version__
from parley.store.base import Filter, Row, View
from parley.views import actors as of_actors
from parley.views import agreements as of_agreements
from parley.views import comparisons as of_comparisons
from parley.views import families as of_families
from parley.views import figures as of_figures
from parley.views import incidents as of_incidents
from parley.views import meetings as of_meetings
from parley.views import positions as of_positions
from parley.views import statements as of_statements
from parley.views import stories as of_stories
from parley.views import timeline as of_timeline
from parley.views.dossier.files import publish
from parley.views.dossier.links import Links, own_file, page_file, sheet, slug
from parley.views.dossier.search import search_files
from parley.views.dossier.templating import environment, marks_stylesheet, static, stylesheet
from parley.views.index import Index, index, rejected
from parley.views.overview import overview
from parley.views.pages import page_text
from parley.views.paging import Sheet, sheets
from parley.views.pictures import coverage, figures, meetings
from parley.views.pictures.embedded import Embedded
from parley.views.standing import standing

STATEMENTS, FIGURES, ROWS = 150, 300, 200  # rows of one page of a listing: some 150 kB of HTML each
DRAWN = 3  # subjects of figures that are drawn
CARDS = 40  # the same, of what takes more room: comparisons, families of pages
_NAMES = {
    "timeline": "Timeline",
    "positions": "Positions",
    "meetings": "Meetings",
    "agreements": "Agreements",
    "incidents": "Incidents",
    "comparisons": "Compare",
    "statements": "Statements",
    "figures": "Figures",
    "actors": "Actors",
    "stories": "Stories",
    "families": "Shared texts",
    "pages": "Pages",
    "search": "Search",
}
_ALWAYS = (
    "statements",
    "figures",
    "pages",
    "search",
)  # sections that say so where they are empty; the others are left out


def write(
    view: View,
    out: Path,
    *,
    title: str = "A sourced record",
    note: str | None = None,
    issues: Mapping[str, str] | None = None,
) -> Path:
    """Write the record as a static site to the folder `out`; returns its first page.

    It opens from disk, needs no network and no script, and is the same byte for byte for the same
    record. Files in `out` that are not a dossier's are left alone.

    Args:
        view: What to show.
        out: The folder; made where it does not exist.
        title: The heading of the first page.
        note: A sentence for the head of every page, e.g. that the record is fiction.
        issues: Titles of the profile's issues by id.

    Raises:
        UsageError: If `out` is a file, or holds another's file where one of the dossier's goes.
    """
    site = Site(view, title, note, issues)
    publish(site.files(), out)
    return out / "index.html"


@dataclass(frozen=True, slots=True)
class Listing:
    """A section in sheets. `groups` makes of a sheet's rows, and the row before them, what the template shows."""

    name: str
    parts: Sequence[Sheet]
    groups: Callable[[Sequence[Row], Row | None], Any]
    shared: Row


class Site:
    """The files of one dossier, made one by one."""

    def __init__(self, view: View, title: str, note: str | None, issues: Mapping[str, str] | None) -> None:
        self.view = view
        self.index: Index = index(view, issues)
        self.statements = of_statements.listed(view, self.index)
        self.figures = of_figures.listed(view, self.index)
        self.positions = of_positions.listed(view, self.index)
        self.meetings = of_meetings.listed(view, self.index)
        figures = _by_id(self.figures)
        self.agreements = of_agreements.listed(view, self.index, figures)
        amounts = {i: f"{row['value']} {row['unit']}" for i, row in figures.items()}
        self.incidents = of_incidents.listed(view, self.index, amounts)
        self.described = _by_id([*self.meetings, *self.agreements, *self.positions, *self.incidents])
        self.timeline = of_timeline.listed(view, self.index, self.described)
        self.comparisons = of_comparisons.listed(view, self.index, self.described)
        self.families = of_families.listed(view, self.index)
        self.stories = of_stories.listed(view, self.index, _by_id(self.families))
        self.acts = of_actors.Acts(self.statements, self.positions, self.meetings, self.agreements)
        self.actors = of_actors.listed(view, self.index, self.acts)
        self.sheets: dict[tuple[str, str], int] = {}
        self.homes: dict[str, str] = {}
        self.spots: dict[str, set[tuple[int, int]]] = {}
        self.listings = self._listings()
        self._place()
        held = {listing.name for listing in self.listings if listing.parts[0].total}
        sections = [(key, name) for key, name in _NAMES.items() if key in held or key in _ALWAYS]
        self._env = environment()
        self._shared: dict[str, Any] = {
            "site": title,
            "note": note,
            "version": __version__,
            "sections": sections,
            "compared": of_comparisons.by_record(self.comparisons),
        }

    def _listings(self) -> list[Listing]:
        plain = _ungrouped
        return [
            Listing("timeline", sheets(self.timeline, ROWS), of_timeline.groups, {
                "months": of_timeline.months(self.timeline),
                "drawing": of_timeline.lanes(self.timeline),
                "sides": of_timeline.sides(self.timeline),
            }),
            Listing("positions", sheets(self.positions, ROWS), of_positions.groups, {
                "matrix": of_positions.matrix(self.positions),
            }),
            Listing("meetings", sheets(self.meetings, ROWS), plain, {"pictures": self._meetings_drawn()}),
            Listing("agreements", sheets(self.agreements, ROWS), plain, {}),
            Listing("incidents", sheets(self.incidents, ROWS), of_incidents.groups, {}),
            Listing("comparisons", sheets(self.comparisons, CARDS), of_comparisons.groups, {}),
            Listing("statements", sheets(self.statements, STATEMENTS), of_statements.groups, {
                "sides": of_statements.speakers(self.statements),
            }),
            Listing("figures", sheets(self.figures, FIGURES), of_figures.groups, {
                "pictures": self._figures_drawn(),
            }),
            Listing("actors", sheets(self.actors, FIGURES), of_actors.groups, {}),
Listing("stories", sheets(self.stories, CARDS), plain, {}),
                        Listing("families", sheets(self.families, CARDS), plain, {}),
        ]  # fmt: skip

    def _meetings_drawn(self) -> list[Embedded]:
        """Who met whom."""
        return [Embedded(meetings.picture(self.meetings, self.index))] if self.meetings else []

    def _figures_drawn(self) -> list[Embedded]:
        """What is claimed most, over time."""
        differs = of_comparisons.differing(self.comparisons)
        most = figures.subjects(self.figures)[:DRAWN]
        return [Embedded(figures.picture(subject, differs=differs)) for subject in most]

    def _place(self) -> None:
        """Where every record, and every heading that something leads to, stands."""
        for listing in self.listings:
            name = listing.name
            for part in reversed(listing.parts):
                for row in part.rows:
                    self.homes[row["id"]] = f"{sheet(name, part.number)}#{slug(row['id'])}"
                    for key in (row["id"], *_headings(name, row)):
                        self.sheets[name, key] = part.number
        for folder, rows in self._own():
            self.homes |= {row["id"]: own_file(folder, row["id"]) for row in rows}

    def _own(self) -> list[tuple[str, Sequence[Row]]]:
        """The kinds whose every record has a file of its own."""
        kinds = ("meetings", "agreements", "actors", "families")
        return [(kind, getattr(self, kind)) for kind in kinds]

    def files(self) -> Iterator[tuple[str, str]]:
        """(name, text) of every file; pages of the record last, as the others say which words they lead to."""
        shown = overview(self.view, self.index, self.statements, self.figures)
        shown["standing"] = standing(self.meetings, self.agreements, self.positions)
        shown["held"] = {listing.name: listing.parts[0].total for listing in self.listings}
        shown["key_dates"] = of_timeline.key_dates(self.timeline)
        yield "index.html", self._render("index.html", here="home", **shown)
        for listing in self.listings:
            if listing.parts[0].total or listing.name in _ALWAYS:
                yield from self._listing(listing)
        yield from self._meetings()
        yield from self._agreements()
        yield from self._actors()
        yield from self._families()
        pages = list(self.index.pages.values())
        yield (
            "pages.html",
            self._render(
                "pages.html",
                here="pages",
                pages=pages,
                rejected=rejected(self.view),
                pictures=[Embedded(coverage.picture(pages, self.stories))] if pages else [],
            ),
        )
        yield from self._pages(pages)
        yield "search.html", self._render("search.html", here="search")
        yield from search_files(self._newest(pages), {page["id"]: page_file(page["id"]) for page in pages})
        yield "dossier.css", stylesheet()
        for script in ("search.js", "words.js"):
            yield script, static(script)

    def _newest(self, pages: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
        """Each page with its document, the newest first, those without a date last."""
        dated = [page for page in pages if page["day"]]
        for page in (*reversed(dated), *(page for page in pages if not page["day"])):
            yield page, next(iter(self.view.documents(Filter(document=page["id"]))))

    def _listing(self, listing: Listing) -> Iterator[tuple[str, str]]:
        before, name = None, listing.name
        for part in listing.parts:
            grouped = listing.groups(part.rows, before)
            yield (
                sheet(name, part.number),
                self._render(f"{name}.html", here=name, sheet=part, groups=grouped, **listing.shared),
            )
            before = part.rows[-1] if part.rows else None

    def _meetings(self) -> Iterator[tuple[str, str]]:
        said = _by_id(self.statements)
        for row, around in _in_turn(self.meetings):
            shown = {
                "meeting": row,
                "outcome": [self.described[i] for i in row["outcome"] if i in self.described],
                "said": [said[i] for i in row["characterisations"] if i in said],
            }
            file = own_file("meetings", row["id"])
            yield file, self._render("meeting.html", "../", here="meetings", **shown, **around)

    def _agreements(self) -> Iterator[tuple[str, str]]:
        for row, around in _in_turn(self.agreements):
            meeting = self.described.get(row["meeting_id"]) if row["meeting_id"] else None
            shown = {"agreement": row, "meeting": meeting, "described": self.described}
            file = own_file("agreements", row["id"])
            yield file, self._render("agreement.html", "../", here="agreements", **shown, **around)

    def _actors(self) -> Iterator[tuple[str, str]]:
        rows = _by_id(self.actors)
        for found in self.view.links("actors"):
            shown = of_actors.detail(rows[found["id"]], found, self.index, self.acts)
            file = own_file("actors", found["id"])
            yield file, self._render("actor.html", "../", here="actors", **shown)

    def _families(self) -> Iterator[tuple[str, str]]:
        for row, around in _in_turn(self.families):
            pairs = [of_families.beside(self.view, a, b, self.index) for a, b in row["ties"]]
            file = own_file("families", row["id"])
            yield (
                file,
                self._render(
                    "family.html", "../", here="families", family=row, pairs=pairs, choices=(), **around
                ),
            )

    def _pages(self, pages: Sequence[Row]) -> Iterator[tuple[str, str]]:
        """Every page of the record; each links to its neighbours in order of their dates."""
        rows = self.described | _by_id(self.statements) | _by_id(self.figures)
        roles = {
            row["id"]: role
            for role, of_kind in (
                ("meeting", self.meetings),
                ("agreement", self.agreements),
                ("position", self.positions),
                ("incident", self.incidents),
                ("statement", self.statements),
                ("figure", self.figures),
            )
            for row in of_kind
        }
        across = _by_page([*self.meetings, *self.agreements])
        stories = {one["page"]["id"]: row for row in self.stories for one in row["told"]}
        families = {one["page"]["id"]: row for row in self.families for one in row["members"]}
        most = 0
        for page, around in _in_turn(pages):
            here = Filter(document=page["id"])
            document = next(iter(self.view.documents(here)))
            others = [
                *((roles[row["id"]], row) for row in across.get(page["id"], ())),
                *(("position", row) for row in self.view.entries("positions", here)),
                *(("incident", row) for row in self.view.entries("incidents", here)),
            ]
            text = page_text(
                document,
                list(self.view.entries("statements", here)),
                list(self.view.entries("figures", here)),
                others,
                self.spots.get(page["id"], ()),
            )
            most = max(most, text["most"])
            notes = [
                {"number": n, "kind": roles[entry], "row": rows[entry], "id": entry}
                for entry, n in text["numbers"].items()
            ]
            shown = {
                "page": page,
                "story": stories.get(page["id"]),
                "family": families.get(page["id"]),
                "runs": text["runs"],
                "roles": text["roles"],
                "notes": notes,
            }
            yield page_file(page["id"]), self._render("page.html", "../", here="page", **shown, **around)
        yield "marks.css", marks_stylesheet(most)

    def _render(self, template: str, root: str = "", **values: Any) -> str:
        links = Links(root, self.sheets, self.homes, self.spots)
        return self._env.get_template(template).render(links=links, **self._shared, **values)


def _headings(name: str, row: Row) -> Sequence[str]:
    """The keys of the headings that a row of a listing stands under and that something leads to."""
    if name == "statements":
        return (row["speaker"]["key"],)
    if name == "positions":
        return (row["cell"],)
    return (of_timeline.month_key(row["month"]),) if name == "timeline" else ()


def _ungrouped(rows: Sequence[Row], before: Row | None = None) -> Sequence[Row]:
    return rows


def _in_turn(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Each row with its neighbours."""
    for i, row in enumerate(rows):
        yield (
            row,
            {
                "previous": rows[i - 1] if i else None,
                "following": rows[i + 1] if i + 1 < len(rows) else None,
            },
        )


def _by_page(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by the pages that their evidence stands in."""
    out: dict[str, list[Row]] = {}
    for row in rows:
        for page in dict.fromkeys(piece["document_id"] for piece in row["evidence"]):
            out.setdefault(page, []).append(row)
    return out


def _by_id(rows: Sequence[Row]) -> dict[str, Row]:
    return {row["id"]: row for row in rows}
