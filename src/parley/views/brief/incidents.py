"""Notable incidents: those that the timeline gives most weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parley.store.base import Row
from parley.views.brief.pages import Pages
from parley.views.brief.sources import Sources
from parley.views.brief.text import Entry, Group, Left, Piece, Section, Words, quotation
from parley.views.brief.wording import lead, omitted, teller, together

MOST = 15


def section(
    entries: Sequence[Row],
    incidents: Mapping[str, Row],
    pages: Pages,
    sources: Sources,
    also: Sequence[Left] = (),
) -> Section:
    """Of `parley.views.timeline.listed` the entries on incidents; `incidents`: their records by id."""
    of = [row for row in entries if row["kind"] == "incident" and _record(row, incidents)]
    ranked = sorted(of, key=lambda row: -row["importance"])[:MOST]
    kept = [row for row in of if row in ranked]
    told = {i for row in kept for i in row["record_ids"]}
    return Section(
        "Notable incidents",
        (Group(None, tuple(_entry(row, incidents, pages, sources) for row in kept)),) if kept else (),
        "No incident of the period stands on the timeline.",
        omitted((len(kept), "notable incident", "notable incidents")),
        omitted(
            (len(incidents) - len(told), "report of other incidents", "reports of other incidents"), *also
        ),
    )


def _record(row: Row, incidents: Mapping[str, Row]) -> Row | None:
    return next((incidents[i] for i in row["record_ids"] if i in incidents), None)


def _entry(row: Row, incidents: Mapping[str, Row], pages: Pages, sources: Sources) -> Entry:
    what = _record(row, incidents)
    assert what is not None
    said = what["type_words"]
    if what["agents"]:
        said += f" by {together([one['name'] for one in what['agents']])}"
    if what["recipients"]:
        said += f" against {together([one['name'] for one in what['recipients']])}"
    if what["place"]:
        said += f", {what['place']}"
    if what["status"] != "reported":
        said += f" ({what['status_words']})"
    by = teller(what["source"])
    sentence: list[Piece] = [
        lead(row["day"]),
        Words(f"{said}{f', {by}' if by else ''}: "),
    ]
    first = what["evidence"][0]
    sentence.append(quotation(pages.around(what["evidence"]), (first["start"], first["end"])))
    return Entry(
        (*sentence, sources.cite([what["document_id"], *(one["page"]["id"] for one in row["told"])]))
    )
