"""One commit of a record laid out for reading: its pages and actors by id, each kind's rows as columns, the first page.

A shelf is made once, whenever the record has changed, and then only read, by any number of requests at once. Rows
themselves stay in the store; a request fetches the few that it shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from parley.records import name_key
from parley.store.base import Card, Filter, Row, View
from parley.store.decisions import ALL, REJECTED, Standing
from parley.store.names import Actors
from parley.views import agreements as of_agreements
from parley.views import index as pages
from parley.views import meetings, overview, positions, stories, timeline
from parley.views import statements as of_statements
from parley.views.actors import CALLED
from parley.views.copies import copies
from parley.views.figures import figure, key_figures
from parley.views.index import TONES, Index
from parley.views.standing import standing
from parley.views.status import UNKNOWN, is_told
from parley.views.withdrawn import withdrawn
from parley.views.words import unsaid
from parley.web.catalogue import OPEN_LAST, Catalogue
from parley.web.doubts import Doubts

ENTRIES = ("statements", "figures", "positions", "incidents")
if TYPE_CHECKING:
    from parley.web.catalogue import Numbers

DOCUMENTS = "documents"
LINKS = ("timeline", "meetings", "agreements", "comparisons", "stories", "families", "actors")
_MORE = {
    "statements": ("act", "negated", "hypothetical"),
    "figures": ("kind", "low", "high", "unit", "event"),
    "comparisons": ("relation", "independent_sources"),
    "families": ("documents",),
    "actors": ("name", "party", "kind", "country", "roles"),
}  # fields of a row that a listing's order or the first page needs besides what filters look at
NEWEST = 400  # of the latest statements, among which the first page finds some that read well


@dataclass(frozen=True, slots=True)
class Shelf:
    """See the module. `rows` holds the few kinds whose drawings need all of their rows."""

    actors: Actors
    index: Index
    catalogues: Mapping[str, Catalogue]
    rows: Mapping[str, list[Row]]
    home: Row
    compared: Mapping[str, list[str]]  # record id -> the comparisons in which it stands
    told_in: Mapping[str, Mapping[str, str]]  # "stories", "families" -> page -> the one that holds it
    told: Mapping[str, Mapping[str, int]]  # kind -> actor -> in how many rows of the kind it has part
    held: Row
    outlets: Mapping[str, str]  # outlet_key -> as pages print it
    copies: tuple[str, ...]  # pages for which another stands, and what a wire replaced or withdrew
    decided: int  # the number of the last decision that it knows
    standing: Mapping[str, Standing]  # what of the decisions up to that one holds
    order: Mapping[
        str, Sequence[str]
    ]  # kind -> ids of all rows, rejected ones too, where their views order them
    unsure: Mapping[str, Any]  # kind -> mask of the rows of which the program was not sure
    cache: dict[Any, Any] = field(default_factory=dict)  # what requests worked out of this shelf alone

    @property
    def pages_of_actors(self) -> Numbers:
        """For each actor's place in its catalogue on how many pages it is named."""
        import numpy as np

        key = ("pages of actors",)
        if key not in self.cache:
            catalogue = self.catalogues["actors"]
            rows = catalogue.column("document").rows
            self.cache[key] = np.bincount(rows, minlength=len(catalogue))
        found: Numbers = self.cache[key]
        return found

    def total(self, kind: str) -> int:
        """How many rows of a kind there are."""
        return int(self.catalogues[kind].shown.sum())


def lay_out(view: View, issues: Mapping[str, str]) -> Shelf:
    """Read a commit into a shelf. It takes seconds for 20,000 pages; nothing else waits for it."""
    kinds = set(view.kinds())
    actors = view.actors()
    gone = withdrawn(view)
    documents = [_page(row, gone.get(row["id"])) for row in view.documents()]
    by_id = {row["id"]: row for row in documents}
    doubts = {kind: Doubts(kind) for kind in (*ENTRIES, *LINKS)}
    catalogues = {
        kind: Catalogue(
            _slim(kind, one.watch(view.cards(kind, (*_MORE.get(kind, ()), *one.fields))))
            if kind in kinds
            else (),
            by_id,
            linked=kind in LINKS,
        )
        for kind, one in doubts.items()
    }
    stands = view.standing()
    for one in doubts.values():
        one.correct(view, stands)
    unsure = {kind: catalogues[kind].being(one.ids) for kind, one in doubts.items()}
    known = _actors(catalogues["actors"])
    canonical = _canonical(catalogues, actors, known)
    parties = {i: row["party"] for i, row in known.items()}
    for kind, catalogue in catalogues.items():
        if kind != "actors":
            catalogue.derive("who", "actor", canonical)
            catalogue.derive("party", "who", parties)
    index = _index(documents, catalogues, known, issues)
    catalogues[DOCUMENTS] = Catalogue((_card(row) for row in index.pages.values()), by_id, linked=False)
    rows = _rows(view, index)
    order = {kind: [row["id"] for row in rows[kind]] for kind in ("positions",)}
    rows["positions"] = [row for row in rows["positions"] if not _is_rejected(row)]
    held = _held(view, documents, catalogues)
    told_in = {
        kind: {page: row["id"] for row in view.links(kind) for page in row["documents"]}
        for kind in ("stories", "families")
    }
    home = _home(view, index, catalogues, held, rows)
    decided = max((number for number, _ in view.decided()), default=0)
    outlets = {row["outlet_key"]: row["outlet"] for row in reversed(documents) if row["outlet_key"]}
    told = {
        kind: dict(catalogues[kind].column("who").count(catalogues[kind].shown))
        for kind in ("statements", "positions", "meetings", "agreements")
    }
    return Shelf(
        actors,
        index,
        catalogues,
        rows,
        home,
        _compared(view),
        told_in,
        told,
        held,
        outlets,
        copies(view),
        decided,
        stands,
        order,
        unsure,
    )


def _compared(view: View) -> dict[str, list[str]]:
    """For each record the comparisons in which it stands."""
    out: dict[str, list[str]] = {}
    for row in view.entries("comparisons"):
        records = (row["slot"].get("record_id"), *(value["record_id"] for value in row["values"]))
        for record in dict.fromkeys(filter(None, records)):
            out.setdefault(record, []).append(row["id"])
    return out


def _slim(kind: str, cards: Iterable[Card]) -> Iterable[Card]:
    """Cards, those of actors with what pages call them and without all the words that do."""
    return map(_called, cards) if kind == "actors" else cards


def _called(card: Card) -> Card:
    *plain, roles = card.more
    pages = {r["title"]: len({piece["document_id"] for piece in r["evidence"]}) for r in roles or ()}
    most = sorted(pages, key=lambda title: (-pages[title], title))
    return replace(card, more=(*plain, tuple(most[:CALLED]), len(roles or ())))


def _page(document: Row, status: str | None) -> Row:
    """A page's row with what filters look at; its counts are filled in later."""
    return {
        **pages.page(document, status=status),
        "outlet_key": name_key(document["outlet"]) if document["outlet"] else None,
        "first": document["published"]["earliest"],
        "last": document["published"]["latest"],
        "dated": is_told(document["published"]),
        "spoken": (document["language"] or UNKNOWN).split("-")[0],
    }


def _card(page: Row) -> Card:
    first, last = page["first"], page["last"]
    return Card(page["id"], (page["id"],), ((first, last),) if first or last else (), ())


def _actors(catalogue: Catalogue) -> dict[str, Row]:
    return {
        actor: {"id": actor, "name": name, "party": party, "kind": kind, "country": country}
        for actor, (name, party, kind, country, *_) in zip(catalogue.ids, catalogue.more, strict=True)
    }


def _canonical(
    catalogues: Mapping[str, Catalogue], actors: Actors, known: Mapping[str, Row]
) -> dict[str, str | None]:
    """For each actor that a page gave the one that it goes by; None for several named together, who are no actor."""
    names = {name for catalogue in catalogues.values() for name in catalogue.column("actor").names}
    return {name: found if (found := actors.canonical(name)) in known else None for name in names}


def _index(
    documents: list[Row],
    catalogues: Mapping[str, Catalogue],
    known: Mapping[str, Row],
    issues: Mapping[str, str],
) -> Index:
    """Pages in order of their days, with their counts; sides by how much they are quoted."""
    statements = catalogues["statements"]
    for kind in ("statements", "figures"):
        counts = dict(catalogues[kind].column("document").count(catalogues[kind].shown))
        for row in documents:
            row[kind] = counts.get(row["id"], 0)
    said = made(statements)
    sides = statements.column("party").count(said)
    ranked = sorted(sides, key=lambda side: (-side[1], side[0]))
    tones = {side: i + 1 for i, (side, _) in enumerate(ranked[:TONES])}
    ordered = sorted(documents, key=lambda row: (row["sort"], row["uri"], row["id"]))
    return Index({row["id"]: row for row in ordered}, known, tones, issues)


def made(statements: Catalogue) -> Any:
    """The statements that were made: not those that were not, or may yet be."""
    import numpy as np

    is_made = {
        more: unsaid(dict(zip(_MORE["statements"], more, strict=True))) is None
        for more in set(statements.more)
    }
    told: Any = np.fromiter((is_made[more] for more in statements.more), dtype=bool, count=len(statements))
    return told & statements.shown


def _rows(view: View, index: Index) -> dict[str, list[Row]]:
    """The rows of the kinds that are drawn whole, without the words that they rest on."""
    return {
        "positions": positions.listed(view, index, Filter(review=ALL)),
        "timeline": [{**row, "told": ()} for row in timeline.listed(view, index, {})],
        "meetings": [
            {**row, "told": (), "fields": (), "evidence": ()} for row in meetings.listed(view, index)
        ],
        "stories": stories.listed(view, index, {}),
    }


def _is_rejected(row: Row) -> bool:
    return row["review"] is not None and row["review"]["state"] == REJECTED


def _held(view: View, documents: list[Row], catalogues: Mapping[str, Catalogue]) -> Row:
    """What `parley.views.status.status` tells, from columns."""
    dated = [row for row in documents if row["dated"]]
    outlets = Counter(row["outlet"] for row in documents if row["has_outlet"])
    ranked = sorted(outlets.items(), key=lambda item: (-item[1], item[0]))
    statements = catalogues["statements"]
    spoken = statements.column("name")
    return {
        "counts": {
            **{kind: int(catalogue.shown.sum()) for kind, catalogue in catalogues.items()},
            "documents": len(documents),
            "rejections": sum(1 for _ in view.rejections()),
        },
        "outlets": [{"outlet": outlet, "count": count} for outlet, count in ranked],
        "without_outlet": sum(not row["has_outlet"] for row in documents),
        "first": min((row["first"] for row in dated), default=None),
        "last": max((row["last"] for row in dated), default=None),
        "undated": len(documents) - len(dated),
        "statements": {"without_speaker": len(statements) - len(set(spoken.rows.tolist()))},
        "languages": Counter(row["spoken"] for row in documents),
    }


def _home(
    view: View, index: Index, catalogues: Mapping[str, Catalogue], held: Row, rows: Mapping[str, list[Row]]
) -> Row:
    """What the first page shows."""
    shown = overview.summary(
        held,
        index,
        _tally(catalogues["statements"], index),
        overview.newest(_latest(view, catalogues["statements"], index)),
        key_figures(_most_given(view, catalogues["figures"], index)),
    )
    agreed = of_agreements.listed(view, index)
    stands = standing(rows["meetings"], agreed, rows["positions"])
    for one in ("last", "next"):
        for found in view.chosen("meetings", [stands[one]["id"]] if stands[one] else []):
            stands[one] = meetings.meeting(found, index)  # with the words that its row on the shelf left out
    shown["standing"] = stands
    shown["held"] = {kind: int(catalogue.shown.sum()) for kind, catalogue in catalogues.items()}
    shown["held"] |= {"pages": len(index.pages)}
    best = timeline.key_dates(rows["timeline"])
    told = {row["id"]: row for row in view.chosen("timeline", [row["id"] for row in best])}
    shown["key_dates"] = [
        {**row, "told": index.quoted(told[row["id"]]["evidence"])} for row in best if row["id"] in told
    ]
    return shown


def _tally(statements: Catalogue, index: Index) -> overview.Tally:
    import numpy as np

    said, shown = made(statements), statements.shown
    who, acts = statements.column("who"), statements.column("act")
    named = {i for i in who.names if i in index.actors and index.actors[i]["kind"] != "anonymous"}
    spoken = [
        (_speaker(index.actors[actor]), count, index.tone(index.party(actor)))
        for actor, count in who.count(shown)
        if actor in named
    ]
    tones = np.zeros(len(statements), dtype=np.int32)
    of_side = statements.column("party")
    for code, party in enumerate(of_side.names):
        if party in index.tones:
            tones[of_side.rows[of_side.values == code]] = index.tones[party]
    months: Counter[tuple[str | None, int]] = Counter()
    pairs, counts = np.unique(np.stack([statements.month[shown], tones[shown]]), axis=1, return_counts=True)
    for (month, tone), count in zip(pairs.T.tolist(), counts.tolist(), strict=True):
        months[f"{month // 100:04d}-{month % 100:02d}" if month else None, tone] += count
    told: Counter[tuple[str, int]] = Counter()
    inside = said[acts.rows]
    for code, tone in zip(acts.values[inside].tolist(), tones[acts.rows[inside]].tolist(), strict=True):
        told[acts.names[code], tone] += 1
    spoke = sum(count for _, count, _ in spoken)
    names = statements.column("name")
    settled = int(np.count_nonzero(shown & names.having(names.names, len(statements))))
    return overview.Tally(spoken, months, told, max(0, settled - spoke))


def _speaker(actor: Row) -> Row:
    return {
        "actor_id": actor["id"],
        "key": actor["id"],
        "name": actor["name"],
        "settled": True,
        "anonymous": False,
    }


def _latest(view: View, statements: Catalogue, index: Index) -> list[Row]:
    """The rows of the latest dated statements that were made."""
    import numpy as np

    dated = np.flatnonzero(made(statements) & (statements.when != OPEN_LAST))
    order = dated[np.argsort(-statements.when[dated], kind="stable")][:NEWEST]
    found = view.chosen("statements", [statements.ids[i] for i in order.tolist()])
    return [of_statements.statement(row, index) for row in found]


def _most_given(view: View, figures: Catalogue, index: Index, most: int = 40) -> list[Row]:
    """Rows of the values that most pages give: enough of them for the first page to choose from."""
    pages_of: dict[tuple[Any, ...], set[int]] = {}
    rows_of: dict[tuple[Any, ...], list[int]] = {}
    documents = figures.column("document")
    by_row = dict(zip(documents.rows.tolist(), documents.values.tolist(), strict=True))
    for i, (kind, low, high, unit, _) in enumerate(figures.more):
        pages_of.setdefault((kind, low, high, unit), set()).add(by_row[i])
        rows_of.setdefault((kind, low, high, unit), []).append(i)
    ranked = sorted(pages_of, key=lambda value: -len(pages_of[value]))
    telling = [value for value in ranked if value[0] in ("count", "money", "share")][:most]
    ids = [figures.ids[i] for value in telling for i in rows_of[value]]
    return [figure(row, index) for row in view.chosen("figures", ids)]
