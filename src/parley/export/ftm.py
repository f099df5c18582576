"""Pages, actors, mentions and events as FollowTheMoney entities, one JSON object a line, as Aleph takes them.

States and bodies of government are a `PublicBody`. A property holds a list of texts; what FollowTheMoney has no
format for (a date that is open by more than a week) is left away.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import IO, Any

from parley.export import days
from parley.export.files import json_line
from parley.export.links import path, web
from parley.export.selection import Counts, Selection
from parley.export.titles import quoted, title, where
from parley.records import Document
from parley.store.base import Row

_SCHEMATA = {
    "person": "Person",
    "state": "PublicBody",
    "government_body": "PublicBody",
    "organization": "Organization",
    "armed_group": "Organization",
    "media": "Organization",
}
_OTHER = "LegalEntity"  # groups, sources without a name: somebody
_EVENTS = ("meetings", "agreements", "incidents")
_HAPPENED = "reported"  # the status of an incident that is told as a fact

Values = Iterable[str | None]


def write(chosen: Selection, stream: IO[str]) -> Counts:
    """One entity a row. Incidents that are denied, planned or only thought of are left out: Aleph would show facts."""
    counts = Counts()
    for kind, entity in _ENTITIES.items():
        for row in chosen.rows(kind):
            said = kind != "incidents" or (row["status"] == _HAPPENED and not row["negated"])
            counts.add(kind, said)
            if said:
                stream.write(json_line(entity(kind, row, chosen)))
    return counts


def _entity(row_id: str, schema: str, **properties: Values) -> dict[str, Any]:
    found = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {"id": row_id, "schema": schema, "properties": {name: v for name, v in found.items() if v}}


def _page(kind: str, row: Row, chosen: Selection) -> dict[str, Any]:
    document = Document.from_dict(row)
    return _entity(
        document.id,
        "Article",
        title=[document.title],
        fileName=[path(document)],
        author=document.authors,
        publisher=[document.outlet],
        publishedAt=[days.plain(row["published"])],
        modifiedAt=[days.plain(row["modified"])],
        retrievedAt=[document.fetched[:10] if document.fetched else None],
        sourceUrl=[web(document)],
        bodyText=[document.text],
    )


def _actor(kind: str, row: Row, chosen: Selection) -> dict[str, Any]:
    person = row["kind"] == "person"
    return _entity(
        row["id"],
        _SCHEMATA.get(row["kind"], _OTHER),
        name=[row["name"]],
        alias=[alias for alias in row["aliases"] if alias != row["name"]],
        country=[_country(row["country"])],
        position=[role["title"] for role in row["roles"]] if person else [],
        sourceUrl=[web(page) for page in chosen.pages(row)],
    )


def _mention(kind: str, row: Row, chosen: Selection) -> dict[str, Any]:
    return _entity(
        row["id"],
        "Mention",
        document=[row["document_id"]],
        name=[row["surface"]],
        resolved=_known([row["actor_id"]], chosen),
        detectedSchema=[_SCHEMATA.get(row["kind"], _OTHER)],
    )


def _event(kind: str, row: Row, chosen: Selection) -> dict[str, Any]:
    date = days.best(row["dates"] if "dates" in row else [row["date"]])
    day = days.plain(date) if date else None
    spread = date if day is None and days.week(date) else None
    pages = chosen.pages(row)
    return _entity(
        row["id"],
        "Event",
        name=[title(kind, row, chosen)],
        summary=[row.get("status")],
        date=[day],
        startDate=[spread["earliest"] if spread else None],
        endDate=[spread["latest"] if spread else None],
        location=[where(row["place"])],
        country=[_country((row["place"] or {}).get("country"))],
        involved=_known(
            (*(row.get("parties") or row.get("agents") or ()), *(row.get("recipients") or ())), chosen
        ),
        organizer=_known((*(row.get("hosts") or ()), *(row.get("mediators") or ())), chosen),
        description=[quoted(row, page) for page in pages],
        proof=[page.id for page in pages],
        sourceUrl=[web(page) for page in pages],
    )


def _known(actors: Iterable[str], chosen: Selection) -> Iterator[str]:
    """Those who are actors of the record: a property cannot hold a name in place of an entity."""
    return (actor for actor in actors if actor in chosen.actors)


def _country(code: str | None) -> str | None:
    return _alpha2().get(code or "")


@cache
def _alpha2() -> Mapping[str, str]:
    found: dict[str, str] = tomllib.loads(
        (files("parley.export") / "alpha2.toml").read_text(encoding="utf-8")
    )
    return found


_ENTITIES = {"documents": _page, "actors": _actor, "mentions": _mention, **dict.fromkeys(_EVENTS, _event)}
