"""Which rows of links a `Filter` chooses: meetings, agreements, families, the timeline ...

A row of a link says by its fields what it is about: `evidence` or `documents` the pages that it rests on, `date`
or `dates` when it was, `parties` and the like who takes part, `issue` or `agenda` what it touches. A filter that
asks for what a kind of row does not have chooses none of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from parley.store.base import Card, Filter, Row

_WHO = ("party", "parties", "mediators", "hosts", "agents", "recipients", "actors")
_ISSUES = ("issue", "issues", "agenda")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter over rows of links, its names looked up. None: anything."""

    where: Filter
    documents: Collection[str] | None  # ids of the documents that the filter chooses
    actors: Collection[str] | None  # ids, merged ones included, of those that `speaker` and `party` name

    def holds(self, row: Row) -> bool:
        """Whether the filter chooses a row."""
        if self.documents is not None and not any(d in self.documents for d in documents_of(row)):
            return False
        if self.actors is not None and not any(actor in self.actors for actor in actors_of(row)):
            return False
        if self.where.issue is not None and self.where.issue not in _listed(row, _ISSUES):
            return False
        return self.where.act is None and self.where.mode is None and self._in_time(row)

    def _in_time(self, row: Row) -> bool:
        since, until = self.where.since, self.where.until
        if since is None and until is None:
            return True
        return any(
            (since is None or last is None or last >= since)
            and (until is None or first is None or first <= until)
            for first, last in _bounds(row)
        )


def card(row: Row, more: Iterable[str] = (), besides: Iterable[tuple[str, str]] = ()) -> Card:
    """What `Wanted` looks at in a row; `besides`: facets that it does not tell itself."""
    facets = [("actor", actor) for actor in dict.fromkeys(actors_of(row))]
    facets += [("issue", issue) for issue in dict.fromkeys(_listed(row, _ISSUES))]
    return Card(
        row["id"],
        tuple(dict.fromkeys(documents_of(row))),
        tuple(_bounds(row)),
        (*facets, *besides),
        tuple(row.get(name) for name in more),
    )


def documents_of(row: Row) -> Iterator[str]:
    """The documents that a row rests on."""
    yield from row.get("documents") or ()
    for item in row.get("evidence") or ():
        yield item["document_id"]


def actors_of(row: Row) -> Iterator[str]:
    """The actors who take part in what a row tells."""
    yield from _listed(row, _WHO)
    for delegate in row.get("delegates") or ():
        yield delegate["actor_id"]


def _listed(row: Row, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        value = row.get(name)
        if isinstance(value, str):
            yield value
        elif value:
            yield from (item for item in value if isinstance(item, str))


def _bounds(row: Row) -> Iterator[tuple[str | None, str | None]]:
    """Earliest and latest of each date of a row; a date that says nothing is none."""
    for date in (row.get("date"), *(row.get("dates") or ())):
        if isinstance(date, dict) and (date["earliest"] or date["latest"]):
            yield date["earliest"], date["latest"]
