"""Incidents and acts of speech as PLOVER events, one JSON object a line.

The fields are those of the manual, version 0.7: https://github.com/openeventdata/PLOVER. An event must bear a day
and somebody who acts; what has neither is left out. The categories are those of `parley.records.EVENT_TYPES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any

from parley._version import __version__
from parley.export import days
from parley.export.citations import cited, text
from parley.export.files import json_line
from parley.export.links import web
from parley.export.selection import Counts, Selection
from parley.export.titles import hull
from parley.store.base import Row

# What is only said is an event where it promises, refuses, demands, blames or threatens: CAMEO's comments are none.
_ACTS = {
    "accuse": "ACCUSE",
    "criticise": "ACCUSE",
    "agree": "AGREE",
    "offer": "AGREE",
    "promise": "AGREE",
    "demand": "REQUEST",
    "request": "REQUEST",
    "reject": "REJECT",
    "threaten": "THREATEN",
    "praise": "SUPPORT",
}
_CONTEXTS = {
    "planned": "future",
    "hypothetical": "hypothetical",
    "historical": "historical",
    "denied": "negation",
}
_NEWS = (
    None,
    "reported",
    "denied",
)  # statuses of what happened, or is said not to have, as the page was written
_SECTORS = {"government_body": "GOV", "media": "JRN"}


def write(chosen: Selection, stream: IO[str]) -> Counts:
    """One event a row."""
    counts = Counts()
    for kind, event in (("incidents", _incident), ("statements", _statement)):
        for row in chosen.rows(kind):
            date = _date(row)
            found = event(row, chosen) if date else None
            counts.add(kind, bool(found and found["source"]))
            if found and found["source"]:
                whole = {"id": row["id"], **date, **found, **_said(row, chosen)}
                stream.write(json_line({name: value for name, value in whole.items() if value}))
    return counts


def _date(row: Row) -> dict[str, str]:
    """The day of the event; of what a page reports without one the day of the page, and which it is (our own field).

    Nothing where neither is known, nor of what the page says was long ago or is to come.
    """
    date, page = row["date"], days.plain({"edtf": row["page_date"]})
    own = days.day(date)
    if own:
        return {"date": own, "date_of": "event"}
    told_then = date["earliest"] is None and date["latest"] in (None, page)
    if page and len(page) == 10 and told_then and row.get("status") in _NEWS:
        return {"date": page, "date_of": "report"}
    return {}


def _incident(row: Row, chosen: Selection) -> dict[str, Any]:
    contexts = [_CONTEXTS.get(row["status"]), "negation" if row["negated"] else None]
    place = row["place"]
    where = {"name": place["name"], "cc3": place["country"]} if place else {}
    return {
        "source": _actors(row["agents"], chosen),
        "recipient": _actors(row["recipients"], chosen),
        "event": [row["event_type"]],
        "mode": [row["mode"]] if row["mode"] else None,
        "context": list(dict.fromkeys(filter(None, contexts))),
        "event_loc": {name: value for name, value in where.items() if value},
    }


def _statement(row: Row, chosen: Selection) -> dict[str, Any] | None:
    event, speaker = _ACTS.get(row["act"]), row["speaker"]
    if event is None or speaker is None or speaker["actor_id"] is None:
        return None
    contexts = {"negation": row["negated"], "hypothetical": row["hypothetical"]}
    return {
        "source": [_actor(speaker["actor_id"], chosen, speaker["name"])],
        "recipient": [{"actor_text": row["addressee"]}] if row["addressee"] else None,
        "event": [event],
        "mode": ["verbal"],
        "context": [name for name, holds in contexts.items() if holds],
    }


def _actors(actors: Iterable[str], chosen: Selection) -> list[Mapping[str, Any]]:
    """Those who are actors of the record or go by a name; the id of an actor that nothing tells of names nobody."""
    return [_actor(who, chosen) for who in actors if who in chosen.actors or not who.startswith("actor-")]


def _actor(actor: str, chosen: Selection, name: str | None = None) -> Mapping[str, Any]:
    """An actor; whoever is no actor of the record goes by the words alone."""
    known = chosen.actors.get(actor)
    if known is None:
        return {"actor_text": name or actor}
    found = {
        "code": known["country"],
        "sector": _SECTORS.get(known["kind"]),
        "actor_text": known["name"],
        "actor_id": actor,  # not of the manual: the id in the other exports
    }
    return {name: value for name, value in found.items() if value}


def _said(row: Row, chosen: Selection) -> dict[str, Any]:
    """Where it is said."""
    page = chosen.document(row["document_id"])
    start, end = hull(row, page)
    cite = {
        "citation": "".join(text([cited(page)])).strip(),
        "url": web(page),
        "title": page.title,
        "language": page.language,
        "publication": page.outlet,
        "copyright": page.rights,
        "coder": f"parley {__version__}",
        "codebook": "PLOVER 0.7b1",
    }
    return {
        "event_text": [page.text[start:end]],
        "text_info": {"start": start, "end": end},
        "cite_info": {name: value for name, value in cite.items() if value},
    }
