"""The listings that the server shows: for each kind its filters, facets, orders, and how its rows are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from parley.store.base import Filter, Row, View
from parley.store.decisions import ALL, KINDS, NOTED, STATES, UNREVIEWED, Standing, chooses
from parley.store.reviews import records_of
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
from parley.views import words
from parley.views.days import LAST
from parley.web.catalogue import OPEN_LAST, Catalogue
from parley.web.shelf import Shelf

if TYPE_CHECKING:
    from parley.web.catalogue import Mask, Numbers

Make = Callable[[View, Shelf, Sequence[str]], Sequence[Row]]
_WHO_WHAT = ("speaker", "party", "issue", "act", "mode", "outlet", "since", "until", "document")


@dataclass(frozen=True, slots=True)
class Listing:
    """One section. `orders` give, for a catalogue, the rows' places in the order of the listing."""

    name: str
    kind: str
    title: str
    one: str
    many: str
    size: int
    filters: tuple[str, ...]
    facets: tuple[tuple[str, str], ...]  # (column of the catalogue, parameter that chooses one of its values)
    orders: Mapping[str, Callable[[Catalogue, Shelf], Numbers]]
    make: Make
    groups: Callable[[Sequence[Row]], Any] = field(default=lambda rows: rows)
    otherwise: Callable[[Sequence[Row]], Any] | None = None  # groups in all orders but the usual one

    def grouped(self, rows: Sequence[Row], order: str) -> Any:
        """Rows as a page of the listing puts them together in one of its orders."""
        usual = self.otherwise is None or order == next(iter(self.orders))
        return (self.groups if usual else self.otherwise or self.groups)(rows)

    def find(self, view: View, shelf: Shelf, where: Filter) -> Mask:
        """The rows that a filter chooses.

        Actors, pages by what they hold, and rows by what was decided about them are looked up in the store; so is
        whatever was decided about since the shelf was laid out.
        """
        catalogue = shelf.catalogues[self.kind]
        by_entries = where.speaker or where.party or where.issue or where.act or where.mode
        in_store = where != Filter() if self.kind == "actors" else by_entries and self.kind == "documents"
        if in_store or (where.review not in (None, ALL) and not self.is_reviewed):
            return catalogue.being(view.ids(self.kind, where))
        asked = where if where.review is None else replace(where, review=ALL)
        mask = catalogue.find(asked, shelf.actors)
        since = self._touched(view, shelf, {i for _, i in view.decided(shelf.decided)})
        if since:
            mask &= ~catalogue.being(since)
            mask |= catalogue.being(view.ids(self.kind, asked, since))
        return mask if asked == where else mask & self._being(where.review, view.standing(), catalogue)

    def _touched(self, view: View, shelf: Shelf, decided: Collection[str]) -> list[str]:
        """The rows that a decision may hide or show: those that were decided about, and those that stand for them."""
        place = shelf.catalogues[self.kind].place
        found = [i for i in decided if i in place]
        if decided and self.kind in _STAND_FOR:
            found += {
                i for one in decided for i in _standing_for(view, shelf, self.kind).get(one, ()) if i in place
            }
        return found

    @property
    def is_reviewed(self) -> bool:
        """Whether its rows are decided about one by one."""
        return self.kind in KINDS

    def _being(self, review: str | None, standing: Mapping[str, Standing], catalogue: Catalogue) -> Mask:
        """The rows that a filter's `review` chooses."""
        if chooses(review, None):
            return ~catalogue.being(i for i, one in standing.items() if not one.is_chosen(review))
        return catalogue.being(i for i, one in standing.items() if one.is_chosen(review))

    def states(self, standing: Mapping[str, Standing], shelf: Shelf, mask: Mask) -> dict[str, int]:
        """How many of the masked rows each of ``unreviewed`` and the states would choose; those of none left out."""
        place = shelf.catalogues[self.kind].place
        held = [one for i, one in standing.items() if i in place and mask[place[i]]]
        told = Counter(one.state for one in held)
        counts = {
            UNREVIEWED: int(mask.sum()) - len(held) + told[NOTED],
            **{state: told[state] for state in STATES},
        }
        counts[NOTED] = sum(one.note is not None for one in held)
        return {state: count for state, count in counts.items() if count}

    def order(self, shelf: Shelf, name: str) -> Numbers:
        """The places of all rows in one of the orders."""
        key = ("order", self.name, name)
        if key not in shelf.cache:
            shelf.cache[key] = self.orders[name](shelf.catalogues[self.kind], shelf)
        found: Numbers = shelf.cache[key]
        return found

    def rank(self, shelf: Shelf, name: str) -> Numbers:
        """For each row where it stands in one of the orders."""
        import numpy as np

        key = ("rank", self.name, name)
        if key not in shelf.cache:
            shelf.cache[key] = np.argsort(self.order(shelf, name)).astype(np.int32)
        found: Numbers = shelf.cache[key]
        return found

    def counts(self, shelf: Shelf, mask: Mask, top: int) -> dict[str, tuple[list[tuple[str, int]], int]]:
        """For each parameter that a facet sets, the most frequent values of the masked rows, and how many there are."""
        catalogue = shelf.catalogues[self.kind]
        return {parameter: catalogue.column(column).most(mask, top) for column, parameter in self.facets}


_STAND_FOR = ("timeline", "comparisons")  # kinds whose rows stand for records of others


def _standing_for(view: View, shelf: Shelf, kind: str) -> Mapping[str, Sequence[str]]:
    """For each record the rows of a kind that stand for it, hidden ones too."""
    key = ("standing for", kind)
    if key not in shelf.cache:
        out: dict[str, list[str]] = {}
        for row in view.links(kind):
            for record in records_of(row):
                out.setdefault(record, []).append(row["id"])
        shelf.cache[key] = out
    found: Mapping[str, Sequence[str]] = shelf.cache[key]
    return found


# --- orders


def oldest(catalogue: Catalogue, shelf: Shelf) -> Numbers:
    """In order of time; what nothing dates last."""
    import numpy as np

    return np.argsort(catalogue.when, kind="stable").astype(np.int32)


def newest(catalogue: Catalogue, shelf: Shelf) -> Numbers:
    """The latest first; what nothing dates last."""
    import numpy as np

    when = catalogue.when.astype(np.int64)
    return np.argsort(np.where(when == OPEN_LAST, OPEN_LAST + 1, -when), kind="stable").astype(np.int32)


def as_stored(catalogue: Catalogue, shelf: Shelf) -> Numbers:
    """As the record gives them."""
    import numpy as np

    return np.arange(len(catalogue), dtype=np.int32)


def as_held(kind: str) -> Callable[[Catalogue, Shelf], Numbers]:
    """As the views of a kind order its rows."""

    def order(catalogue: Catalogue, shelf: Shelf) -> Numbers:
        import numpy as np

        return np.array([catalogue.place[row_id] for row_id in shelf.order[kind]], dtype=np.int32)

    return order


def by_unit(catalogue: Catalogue, shelf: Shelf) -> Numbers:
    """Figures by kind, then by what they count, the most often counted first, then by day."""
    heads = [(kind, of_figures.head(unit or "")) for kind, _, _, unit, _ in catalogue.more]
    counts: dict[tuple[str, str], int] = {}
    for one in heads:
        counts[one] = counts.get(one, 0) + 1
    when = catalogue.when.tolist()
    return _sorted(
        catalogue, lambda i: (of_figures.place_of_kind(heads[i][0]), -counts[heads[i]], heads[i], when[i], i)
    )


def most_different(catalogue: Catalogue, shelf: Shelf) -> Numbers:
    """Comparisons: what differs first, in it what most independent sources tell of."""
    relations = of_comparisons.RELATIONS
    more = catalogue.more
    return _sorted(catalogue, lambda i: (relations.index(more[i][0]), -more[i][1], i))


def largest(catalogue: Catalogue, shelf: Shelf) -> Numbers:
    """Families: those of most pages first."""
    more = catalogue.more
    return _sorted(catalogue, lambda i: (-len(more[i][0]), catalogue.ids[i]))


def most_told(catalogue: Catalogue, shelf: Shelf) -> Numbers:
    """Actors: those on most pages first."""
    import numpy as np

    return np.argsort(-shelf.pages_of_actors, kind="stable").astype(np.int32)


def by_name(catalogue: Catalogue, shelf: Shelf) -> Numbers:
    """Actors by their names."""
    return _sorted(catalogue, lambda i: (str(catalogue.more[i][0]).casefold(), i))


def _sorted(catalogue: Catalogue, key: Callable[[int], Any]) -> Numbers:
    import numpy as np

    return np.array(sorted(range(len(catalogue)), key=key), dtype=np.int32)


# --- rows


def statements(view: View, shelf: Shelf, ids: Sequence[str]) -> list[Row]:
    """Rows of statements."""
    return [of_statements.statement(row, shelf.index) for row in view.chosen("statements", ids)]


def figures(view: View, shelf: Shelf, ids: Sequence[str]) -> list[Row]:
    """Rows of figures."""
    return [of_figures.figure(row, shelf.index) for row in view.chosen("figures", ids)]


def incidents(view: View, shelf: Shelf, ids: Sequence[str]) -> list[Row]:
    """Rows of incidents, with the figures that each names."""
    found = view.chosen("incidents", ids)
    named = figures(view, shelf, [i for row in found for i in row["figures"]])
    amounts = {row["id"]: f"{row['value']} {row['unit']}" for row in named}
    return [of_incidents.incident(row, shelf.index, amounts) for row in found]


def positions(view: View, shelf: Shelf, ids: Sequence[str]) -> list[Row]:
    """Rows of positions."""
    return [of_positions.position(row, shelf.index) for row in view.chosen("positions", ids)]


def meetings(view: View, shelf: Shelf, ids: Sequence[str]) -> list[Row]:
    """Rows of meetings."""
    return [of_meetings.meeting(row, shelf.index) for row in view.chosen("meetings", ids)]


def agreements(view: View, shelf: Shelf, ids: Sequence[str]) -> list[Row]:
    """Rows of agreements, with the figures of their terms."""
    found = view.chosen("agreements", ids)
    named = figures(view, shelf, [i for row in found for i in row["terms"]["figures"]])
    by_id = {row["id"]: row for row in named}
    return [of_agreements.agreement(row, shelf.index, by_id) for row in found]


def comparisons(view: View, shelf: Shelf, ids: Sequence[str]) -> list[Row]:
    """Rows of comparisons, with the records that they are about."""
    found = view.chosen("comparisons", ids)
    described = records(view, shelf, [row["slot"].get("record_id") for row in found])
    return [of_comparisons.comparison(row, shelf.index, described) for row in found]


def stories(view: View, shelf: Shelf, ids: Sequence[str]) -> list[Row]:
    """Rows of stories, with the families among their pages."""
    found = view.chosen("stories", ids)
    held = shelf.told_in["families"]
    pages = [page for row in found for page in row["documents"]]
    carried = {row["id"]: row for row in families(view, shelf, sorted({held[p] for p in pages if p in held}))}
    return [of_stories.story(row, shelf.index, carried) for row in found]


def families(view: View, shelf: Shelf, ids: Sequence[str]) -> list[Row]:
    """Rows of families."""
    return [of_families.family(row, shelf.index) for row in view.chosen("families", ids)]


def timeline(view: View, shelf: Shelf, ids: Sequence[str]) -> list[Row]:
    """Rows of the timeline, with the records that each is about."""
    found = view.chosen("timeline", ids)
    described = records(view, shelf, [i for row in found for i in row["record_ids"]])
    return of_timeline.titled([of_timeline.entry(row, shelf.index, described) for row in found])


def actors(view: View, shelf: Shelf, ids: Sequence[str]) -> list[Row]:
    """Rows of actors, with how much is told of each; they lie on the shelf, for thousands of pages name some."""
    catalogue = shelf.catalogues["actors"]
    told = Told(shelf)
    return [_actor(shelf, catalogue, i, told) for i in ids if i in catalogue.place]


def _actor(shelf: Shelf, catalogue: Catalogue, actor: str, told: Told) -> Row:
    place = catalogue.place[actor]
    name, party, kind, country, called, roles = catalogue.more[place]
    kinds = ("statements", "positions", "meetings", "agreements")
    return {
        "id": actor,
        "name": name,
        "kind": kind,
        "kind_words": words.say("actor_kinds", kind),
        "country": country,
        "party": party,
        "tone": shelf.index.tone(party),
        "called": [{"title": title} for title in called],
        "roles": range(roles),
        "pages": int(shelf.pages_of_actors[place]),
        **{counted: told.count(counted, actor) for counted in kinds},
    }


def documents(view: View, shelf: Shelf, ids: Sequence[str]) -> list[Row]:
    """Rows of pages; they lie on the shelf."""
    return [shelf.index.pages[i] for i in ids if i in shelf.index.pages]


class Told:
    """How many rows of each kind an actor has part in, as `parley.views.actors.actor` asks for it."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def count(self, kind: str, actor: str) -> int:
        """How many rows of a kind an actor has part in."""
        return self._shelf.told[kind].get(actor, 0)


_BY_PREFIX: dict[str, Make] = {
    "meeting": meetings,
    "agreement": agreements,
    "position": positions,
    "incident": incidents,
}


def records(view: View, shelf: Shelf, ids: Sequence[str | None]) -> dict[str, Row]:
    """Rows of meetings, agreements, positions and incidents by id; of other kinds none."""
    out: dict[str, Row] = {}
    for prefix, make in _BY_PREFIX.items():
        of_kind = sorted({i for i in ids if i and i.split("-", 1)[0] == prefix})
        out |= {row["id"]: row for row in (make(view, shelf, of_kind) if of_kind else ())}
    return out


def days(rows: Sequence[Row]) -> list[Row]:
    """Statements by the month that they stand in."""
    out = []
    for month, of_month in groupby(rows, key=lambda row: row["month"]):
        out.append({"title": words.month(month) if month else "Day not known", "rows": list(of_month)})
    return out


def together(rows: Sequence[Row]) -> list[Row]:
    """Actors in one table: each with its side."""
    return [{"side": None, "tone": 0, "rows": list(rows), "continued": False}] if rows else []


def figures_by_month(rows: Sequence[Row]) -> list[Row]:
    """Figures by month, whatever they count."""
    return [
        {**month, "units": [{"unit": None, "rows": held, "continued": False}]}
        for month, held in _months(rows)
    ]


def positions_by_month(rows: Sequence[Row]) -> list[Row]:
    """Positions by month, whoever takes them."""
    return [
        {
            **month,
            "sides": [{"cell": None, "who": row["who"], "rows": [row], "continued": False} for row in held],
        }
        for month, held in _months(rows)
    ]


def once(groups: Callable[[Sequence[Row]], list[Row]]) -> Callable[[Sequence[Row]], list[Row]]:
    """Groups of rows whose order is not theirs, so that one may come again: it goes on there."""

    def told(rows: Sequence[Row]) -> list[Row]:
        out = groups(rows)
        seen: set[str] = set()
        for group in out:
            group["continued"] = group["title"] in seen
            seen.add(group["title"])
        return out

    return told


def _months(rows: Sequence[Row]) -> list[tuple[Row, list[Row]]]:
    """Rows by the months in which they stand."""
    out: list[tuple[Row, list[Row]]] = []
    seen: set[str] = set()
    for month, held in groupby(rows, key=_month):
        title = words.month(month) if month else "Day not known"
        out.append(({"title": title, "continued": month in seen}, list(held)))
        seen.add(month)
    return out


def _month(row: Row) -> str:
    day = row["sort"] if isinstance(row["sort"], str) else row["sort"][0]
    return "" if day == LAST else day[:7]


_PARTY = ("party", "party")
_ISSUE = ("issue", "issue")
_OUTLET = ("outlet", "outlet")
_TIME = ("since", "until")
LISTINGS = {
    one.name: one
    for one in (
        Listing("timeline", "timeline", "Timeline", "entry", "entries", 50,
                ("party", "issue", *_TIME, "outlet", "document", "review"), (_PARTY, _ISSUE),
                {"oldest": as_stored, "newest": newest}, timeline, of_timeline.groups, once(of_timeline.groups)),
        Listing("positions", "positions", "Positions", "position", "positions", 50,
                ("party", "issue", *_TIME, "outlet", "document", "speaker", "review", "once"),
                (_PARTY, _ISSUE, _OUTLET),
                {"issue": as_held("positions"), "newest": newest, "oldest": oldest}, positions,
                of_positions.groups, positions_by_month),
        Listing("meetings", "meetings", "Meetings", "meeting", "meetings", 50,
                ("party", "speaker", "issue", *_TIME, "outlet", "document", "review"), (_PARTY, _ISSUE),
                {"oldest": oldest, "newest": newest}, meetings),
        Listing("agreements", "agreements", "Agreements", "agreement", "agreements", 50,
                ("party", "issue", *_TIME, "outlet", "document", "review"), (_PARTY, _ISSUE),
                {"oldest": oldest, "newest": newest}, agreements),
        Listing("incidents", "incidents", "Incidents", "incident", "incidents", 50,
                ("party", "speaker", *_TIME, "outlet", "document", "review", "once"), (_PARTY, _OUTLET),
                {"oldest": oldest, "newest": newest}, incidents, once(of_incidents.groups)),
        Listing("comparisons", "comparisons", "Compare", "comparison", "comparisons", 40,
                ("party", "issue", "outlet", "document", "review"), (_OUTLET,),
                {"differing": most_different}, comparisons, of_comparisons.groups),
        Listing("statements", "statements", "Statements", "statement", "statements", 50,
                (*_WHO_WHAT, "review", "once"),
                (("who", "speaker"), _PARTY, _ISSUE, ("act", "act"), ("mode", "mode"), _OUTLET),
                {"newest": newest, "oldest": oldest}, statements, days),
        Listing("figures", "figures", "Figures", "figure", "figures", 100,
                ("speaker", "party", "issue", *_TIME, "outlet", "document", "review", "once"),
                (("who", "speaker"), _ISSUE, _OUTLET),
                {"counted": by_unit, "newest": newest, "oldest": oldest}, figures, of_figures.groups,
                figures_by_month),
        Listing("actors", "actors", "Actors", "actor", "actors", 100,
                ("party", "outlet", *_TIME, "issue", "document"), (), {"told": most_told, "name": by_name}, actors,
                together),
        Listing("stories", "stories", "Stories", "story", "stories", 40, (*_TIME, "outlet", "document"), (_OUTLET,),
                {"oldest": oldest, "newest": newest}, stories),
        Listing("families", "families", "Shared texts", "shared text", "shared texts", 40, ("outlet", "document"),
                (_OUTLET,), {"largest": largest}, families),
        Listing("pages", "documents", "Pages", "page", "pages", 100,
                ("outlet", *_TIME, "speaker", "party", "issue", "act", "mode", "once"), (_OUTLET,),
                {"oldest": oldest, "newest": newest}, documents),
    )
}  # fmt: skip
