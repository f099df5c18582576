"""A picture of a kind, of what a filter chooses of a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from parley.errors import UsageError
from parley.store.base import Filter, Row, View
from parley.views import comparisons as of_comparisons
from parley.views import figures as of_figures
from parley.views import meetings as of_meetings
from parley.views import positions as of_positions
from parley.views import stories as of_stories
from parley.views import timeline as of_timeline
from parley.views.filters import one_of
from parley.views.index import Index, index
from parley.views.overview import period
from parley.views.pictures import coverage, figures, meetings, positions, timeline
from parley.views.pictures.picture import WIDTH, Picture, nothing, plural
from parley.views.pictures.plotted import Plotted

KINDS = ("timeline", "positions", "figures", "meetings", "coverage")
ISSUED = ("positions", "meetings")  # kinds of record on the timeline that touch issues
NARROWEST, WIDEST = 480, 4000  # pixels


@dataclass
class Plot:
    """What is drawn and how.

    Attributes:
        view: Of the record.
        where: What of it.
        issues: Titles of the profile's issues by id.
        title: A heading of one's own.
        wide: Pixels.
        unit: Of figures: what is counted.
        event: Of figures: what happened to it.
    """

    view: View
    where: Filter
    issues: Mapping[str, str] | None = None
    title: str | None = None
    wide: float = WIDTH
    unit: str | None = None
    event: str | None = None

    @cached_property
    def index(self) -> Index:
        """The index of the whole record."""
        return index(self.view, self.issues)

    @cached_property
    def pages(self) -> list[Row]:
        """The pages that the filter chooses."""
        ids = {row["id"] for row in self.view.documents(self.where)}
        return [page for page in self.index.pages.values() if page["id"] in ids]

    def draw(self, kind: str) -> Picture:
        """The picture of a kind.

        Raises:
            UsageError: If there is no such kind, or it cannot be so narrow or wide, or nothing is counted as asked.
        """
        one_of("picture", kind, KINDS)
        if not NARROWEST <= self.wide <= WIDEST:
            raise UsageError(f"width {self.wide:g}: between {NARROWEST} and {WIDEST} pixels")
        if kind != "figures" and (self.unit or self.event):
            raise UsageError("unit and event choose figures; other pictures have none")
        makers: Mapping[str, Callable[[], Picture]] = {
            "timeline": self._timeline,
            "positions": self._positions,
            "figures": self._figures,
            "meetings": self._meetings,
            "coverage": self._coverage,
        }
        return makers[kind]()

    def plotted(self, kind: str) -> Plotted:
        """The picture of a kind, with what it was made from."""
        return Plotted(self.draw(kind), self.source())

    def source(self) -> str:
        """What a picture was made from, for its foot."""
        outlets = len({page["outlet"] for page in self.pages if page["has_outlet"]})
        dated = sorted(page["sort"] for page in self.pages if page["month"])
        when = period(dated[0], dated[-1]) if dated else None
        told = f"{plural(len(self.pages), 'page', 'pages')} of {plural(outlets, 'outlet', 'outlets')}"
        return (
            f"From {told}{f', {when}' if when else ''}. Each mark rests on words of a page. Made with parley."
        )

    def _timeline(self) -> Picture:
        rows = of_timeline.listed(self.view, self.index, {}, replace(self.where, issue=None))
        if self.where.issue:  # which an entry has by its records
            touching = {row["id"] for kind in ISSUED for row in self.view.entries(kind, self.where)}
            rows = [row for row in rows if touching.intersection(row["record_ids"])]
        return timeline.picture(rows, self.index, wide=self.wide, title=self.title)

    def _positions(self) -> Picture:
        rows = of_positions.listed(self.view, self.index, self.where)
        return positions.picture(rows, wide=self.wide, title=self.title)

    def _figures(self) -> Picture:
        rows = of_figures.listed(self.view, self.index, self.where)
        subject = figures.chosen(rows, self.unit, self.event)
        if subject is None:
            asked = " ".join(filter(None, (self.unit, self.event)))
            return nothing(
                "figures",
                self.title or "Figures by claimant",
                f"No figure {f'of {asked!r} ' if asked else ''}can be drawn.",
                self.wide,
            )
        differs = of_comparisons.differing(of_comparisons.listed(self.view, self.index, {}))
        return figures.picture(subject, differs=differs, wide=self.wide, title=self.title)

    def _meetings(self) -> Picture:
        rows = of_meetings.listed(self.view, self.index, self.where)
        return meetings.picture(rows, self.index, wide=self.wide, title=self.title)

    def _coverage(self) -> Picture:
        rows = of_stories.listed(self.view, self.index, {})
        return coverage.picture(self.pages, rows, wide=self.wide, title=self.title)
