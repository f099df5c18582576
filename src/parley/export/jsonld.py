"""Pages, statements, meetings and actors in the terms of schema.org, as one JSON-LD graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from parley.export import days
from parley.export.jsontext import write_list
from parley.export.links import iri, web
from parley.export.selection import Counts, Selection
from parley.export.titles import title, who
from parley.records import Document
from parley.store.base import Row

_ACTORS = {
    "person": "Person",
    "anonymous": "Person",
    "state": "Country",
    "government_body": "GovernmentOrganization",
    "organization": "Organization",
    "armed_group": "Organization",
    "media": "NewsMediaOrganization",
}
_STATUS = {"cancelled": "EventCancelled", "failed": "EventCancelled", "paused": "EventPostponed"}


def write(chosen: Selection, stream: IO[str]) -> Counts:
    """One node a row. What was not said, or may yet be, is no claim of anybody's and is left out."""
    counts = Counts()

    def nodes() -> Iterator[dict[str, Any]]:
        for kind, node in _NODES.items():
            for row in chosen.rows(kind):
                found = node(row, chosen)
                counts.add(kind, found is not None)
                if found is not None:
                    yield {name: value for name, value in found.items() if value}

    write_list(stream, nodes(), '{"@context": "https://schema.org", "@graph": ', "}\n")
    return counts


def _page(row: Row, chosen: Selection) -> dict[str, Any]:
    document = Document.from_dict(row)
    return {
        "@id": iri(document.id),
        "@type": "NewsArticle",
        "headline": document.title,
        "datePublished": days.plain(row["published"]),
        "dateModified": days.plain(row["modified"]),
        "author": [{"@type": "Person", "name": name} for name in document.authors],
        "sourceOrganization": [{"@type": "Organization", "name": name} for name in document.agencies],
        "publisher": {"@type": "Organization", "name": document.outlet} if document.outlet else None,
        "inLanguage": document.language,
        "dateline": document.dateline,
        "url": web(document),
        "identifier": document.id,
    }


def _statement(row: Row, chosen: Selection) -> dict[str, Any] | None:
    if row["negated"] or row["hypothetical"]:
        return None
    speaker = _speaker(row["speaker"], chosen)
    printed = (
        None if speaker else who(row["speaker"])
    )  # who is not settled is neither person nor organization
    node = {
        "@id": iri(row["id"]),
        "identifier": row["id"],
        "text": row["content"],
        "keywords": [row["act"], *row["about"]],
        "creditText": printed,
        "dateCreated": days.plain(row["date"]),
    }
    page = {"@id": iri(row["document_id"])}
    if row["mode"] == "direct":
        return {**node, "@type": "Quotation", "spokenByCharacter": speaker, "isPartOf": page}
    return {**node, "@type": "Claim", "author": speaker, "appearance": page}


def _speaker(speaker: Mapping[str, Any] | None, chosen: Selection) -> dict[str, Any] | None:
    if speaker and speaker["actor_id"] in chosen.actors:
        return {"@id": iri(speaker["actor_id"])}
    return None


def _meeting(row: Row, chosen: Selection) -> dict[str, Any]:
    date = days.best(row["dates"])
    place = row["place"]
    address = (
        {"@type": "PostalAddress", "addressCountry": place["country"]} if place and place["country"] else None
    )
    where = {"@type": "Place", "name": place["venue"] or place["name"]} if place else None
    if where and place["venue"] not in (None, place["name"]):
        where["containedInPlace"] = {"@type": "Place", "name": place["name"]}
    if where and address:
        where["address"] = address
    return {
        "@id": iri(row["id"]),
        "@type": "Event",
        "identifier": row["id"],
        "name": title("meetings", row, chosen),
        "startDate": days.plain(date) if date else None,
        "endDate": days.day(date) if date else None,
        "eventStatus": f"https://schema.org/{_STATUS.get(row['status'], 'EventScheduled')}",
        "location": where,
        "attendee": [_party(actor, chosen) for actor in row["parties"]],
        "organizer": [_party(actor, chosen) for actor in dict.fromkeys((*row["hosts"], *row["mediators"]))],
        "subjectOf": [{"@id": iri(page.id)} for page in chosen.pages(row)],
    }


def _party(actor: str, chosen: Selection) -> dict[str, Any]:
    return {"@id": iri(actor)} if actor in chosen.actors else {"@type": "Thing", "name": actor}


def _actor(row: Row, chosen: Selection) -> dict[str, Any]:
    unnamed = row["kind"] == "anonymous"
    return {
        "@id": iri(row["id"]),
        "@type": _ACTORS.get(row["kind"], "Thing"),
        "identifier": row["id"],
        "description" if unnamed else "name": row["name"],
        "alternateName": [alias for alias in row["aliases"] if alias != row["name"]],
        "jobTitle": list(dict.fromkeys(role["title"] for role in row["roles"] if role["title"]))
        if row["kind"] == "person"
        else None,
    }


_NODES = {"documents": _page, "statements": _statement, "meetings": _meeting, "actors": _actor}
