"""The weightiest entries of the timeline, as TimelineJS 3 shows them: it reads well to about twenty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from html import escape
from typing import IO, Any

from parley.export import days
from parley.export.jsontext import text
from parley.export.links import web
from parley.export.selection import Counts, Selection
from parley.export.titles import quoted
from parley.store.base import Row

MOST = 20
_SOURCES = 3  # pages that a slide names


def write(chosen: Selection, stream: IO[str]) -> Counts:
    """One slide an entry, in order of time."""
    counts, rows = Counts(), list(chosen.rows("timeline"))
    weighty = sorted(range(len(rows)), key=lambda i: (-rows[i]["importance"], i))[:MOST]
    for i in range(len(rows)):
        counts.add("timeline", i in weighty)
    slides = [_slide(rows[i], chosen) for i in sorted(weighty)]
    stream.write(text({"events": slides, "scale": "human"}) + "\n")
    return counts


def _slide(row: Row, chosen: Selection) -> dict[str, Any]:
    """A slide. TimelineJS takes its texts for HTML, so all words are escaped."""
    date = row["date"]
    first, last = date["earliest"] or date["latest"], date["latest"] or date["earliest"]
    slide: dict[str, Any] = {
        "unique_id": row["id"],
        "start_date": _date(first),
        "display_date": days.told(date),
        "group": row["kind"],
        "text": {"headline": escape(row["title"]), "text": _words(row, chosen)},
        "autolink": False,
    }
    return slide if first == last else {**slide, "end_date": _date(last)}


def _words(row: Row, chosen: Selection) -> str:
    """The first words it rests on, and where they stand."""
    pages = chosen.pages(row)
    quotes = [f"<p>“{escape(quoted(row, page))}”</p>" for page in pages[:1]]
    links = []
    for page in pages[:_SOURCES]:
        name, address = escape(page.outlet or page.title or page.uri), web(page)
        links.append(f'<a href="{escape(address)}" rel="noopener noreferrer">{name}</a>' if address else name)
    return "".join([*quotes, f"<p>{', '.join(links)}</p>" if links else ""])


def _date(iso: str) -> Mapping[str, int]:
    found = dt.date.fromisoformat(iso)
    return {"year": found.year, "month": found.month, "day": found.day}
