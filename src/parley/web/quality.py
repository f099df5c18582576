"""How far the record can be trusted, and where it has gaps: what was read, dated and resolved, and what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import Response

from parley.store.base import Row, View
from parley.views import words
from parley.web import answers
from parley.web.shelf import Shelf
from parley.web.site import Site

OUTLETS = 60  # that the table lists, those with most pages first; the rest is one row
_COUNTED = ("pages", "undated", "repeated", "statements", "not_settled", "figures")
_NONE = "outlet not stated"


def routes(site: Site) -> APIRouter:
    """The addresses of the page on quality."""
    router = APIRouter()

    @router.get("/quality", include_in_schema=False)
    def page() -> Response:
        with site.desk.view() as (view, shelf):
            return answers.page(
                site.render("quality.html", view, shelf, here="quality", **quality(view, shelf))
            )

    @router.get("/quality.json", name="quality json")
    def data() -> Response:
        with site.desk.view() as (view, shelf):
            return answers.as_json(quality(view, shelf))

    @router.get("/quality.csv", name="quality csv")
    def table() -> Response:
        with site.desk.view() as (view, shelf):
            return answers.as_csv("quality", iter([quality(view, shelf)["outlets"]]), "quality")

    return router


def quality(view: View, shelf: Shelf) -> Row:
    """What was read and what stayed open: `{pages, dates, speakers, languages, outlets, rejections, repeats, …}`.

    Each list holds `{name, count, share}`, shares in per cent of the whole.
    """
    key = ("quality",)
    if key not in shelf.cache:
        shelf.cache[key] = _quality(view, shelf)
    found: Row = shelf.cache[key]
    return found


def _quality(view: View, shelf: Shelf) -> Row:
    pages = list(shelf.index.pages.values())
    rejected = Counter(words.say("rejected", row["reason"]["code"]) for row in view.rejections())
    in_families = shelf.told_in["families"]
    return {
        "pages": len(pages),
        "rejections": _shares(rejected, len(pages) + sum(rejected.values())),
        "dates": _shares(Counter(row["basis"] for row in pages), len(pages)),
        "undated": sum(not row["dated"] for row in pages),
        "speakers": _shares(_speakers(shelf), shelf.total("statements")),
        "statements": shelf.total("statements"),
        "languages": _shares(Counter(row["spoken"] for row in pages), len(pages)),
        "repeats": {"pages": len(in_families), "families": len(set(in_families.values()))},
        "outlets": _outlets(shelf, pages),
        "silent": sum(not row["statements"] and not row["figures"] for row in pages),
    }


def _speakers(shelf: Shelf) -> Counter[str]:
    """How well it is known who speaks: by name, by a description alone, or not at all."""
    import numpy as np

    statements = shelf.catalogues["statements"]
    shown = statements.shown
    who, names = statements.column("who"), statements.column("name")
    known = [i for i in who.names if i in shelf.index.actors and shelf.index.actors[i]["kind"] != "anonymous"]
    named = who.having(known, len(statements)) & shown
    described = names.having(names.names, len(statements)) & shown & ~named
    open_ = int(np.count_nonzero(shown)) - int(named.sum()) - int(described.sum())
    return Counter({
        "known by name": int(named.sum()),
        "described, not named": int(described.sum()),
        "not settled": open_,
    })  # fmt: skip


def _outlets(shelf: Shelf, pages: Sequence[Row]) -> list[Row]:
    """What each outlet gave, and how much of it stayed open."""
    open_in = _unsettled(shelf)
    rows: dict[str, Row] = {}
    for page in pages:
        name = page["outlet"] if page["has_outlet"] else _NONE
        row = rows.setdefault(name, {"outlet": name, **dict.fromkeys(_COUNTED, 0)})
        row["pages"] += 1
        row["undated"] += not page["dated"]
        row["repeated"] += page["id"] in shelf.told_in["families"]
        row["statements"] += page["statements"]
        row["not_settled"] += open_in.get(page["id"], 0)
        row["figures"] += page["figures"]
    ranked = sorted(rows.values(), key=lambda row: (-row["pages"], row["outlet"]))
    rest = ranked[OUTLETS:]
    if not rest:
        return ranked
    summed = {name: sum(row[name] for row in rest) for name in rest[0] if name != "outlet"}
    return [*ranked[:OUTLETS], {"outlet": f"{len(rest):,} other outlets", **summed}]


def _unsettled(shelf: Shelf) -> dict[str, int]:
    """For each page how many of its statements have nobody who speaks."""
    statements = shelf.catalogues["statements"]
    names = statements.column("name")
    mask = statements.shown & ~names.having(names.names, len(statements))
    return dict(statements.column("document").count(mask))


def _shares(counts: Counter[str], whole: int) -> list[Row]:
    return [
        {"name": name, "count": count, "share": round(100 * count / whole, 1) if whole else 0.0}
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
