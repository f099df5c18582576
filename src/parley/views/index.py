"""What rows of a listing need to know of the rest of the record: its pages, its actors, its sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from parley.records import REASONS
from parley.store.base import Row, View
from parley.views import safety, words
from parley.views.withdrawn import withdrawn

TONES = 6  # colours for sides; those with fewer statements share the neutral one, number 0
NO_OUTLET = "outlet not stated"
UNTITLED = 70  # code points of a page's first words that stand for a title it does not have
_LAST = "9999"


@dataclass(frozen=True, slots=True)
class Index:
    """Pages and actors by id, and the tone (1 .. `TONES`) of each side, the most quoted first.

    `issues`: titles of the profile's issues by id, where the caller knows them.
    """

    pages: Mapping[str, Row]
    actors: Mapping[str, Row]
    tones: Mapping[str, int]
    issues: Mapping[str, str] = field(default_factory=dict)

    def party(self, actor_id: str | None) -> str | None:
        """The side of an actor; None where it has none or nobody is named."""
        found = self.actors.get(actor_id) if actor_id else None
        return found["party"] if found else None

    def tone(self, party: str | None) -> int:
        """The colour of a side."""
        return self.tones.get(party, 0) if party else 0

    def who(self, actor: str) -> Row:
        """An actor, or a side that a page only names: `{id, name, tone}`; `id` None where it is no actor's."""
        found = self.actors.get(actor)
        if found is None:
            return {"id": None, "name": actor, "tone": 0}
        return {"id": actor, "name": found["name"], "tone": self.tone(found["party"])}

    def everyone(self, actors: Iterable[str]) -> list[Row]:
        """`who` of several, each once."""
        return [self.who(actor) for actor in dict.fromkeys(actors)]

    def issue(self, issue: str) -> str:
        """The title of an issue."""
        return self.issues.get(issue, issue.replace("_", " ").capitalize())

    def quoted(self, evidence: Sequence[Row]) -> list[Row]:
        """Evidence by page, in order of the pages' days: `{page, pieces}`; what no page here holds is left out."""
        pages: dict[str, list[Row]] = {}
        for piece in evidence:
            if piece["document_id"] in self.pages:
                pages.setdefault(piece["document_id"], []).append(piece)
        order = sorted(pages, key=lambda page: (self.pages[page]["sort"], page))
        return [{"page": self.pages[page], "pieces": _once(pages[page])} for page in order]


def _once(pieces: Sequence[Row]) -> list[Row]:
    """Pieces in order of the text, each once; one that lies in another tells no more."""
    kept: list[Row] = []
    for piece in sorted(pieces, key=lambda p: (p["start"], -p["end"])):
        if not kept or piece["end"] > kept[-1]["end"]:
            kept.append({name: piece[name] for name in ("document_id", "start", "end", "quote")})
    return kept


def index(view: View, issues: Mapping[str, str] | None = None) -> Index:
    """The index of a record."""
    statements: Counter[str] = Counter()
    figures = Counter(entry["document_id"] for entry in view.entries("figures"))
    actors = {row["id"]: row for row in view.links("actors")}
    sides: Counter[str] = Counter()
    for entry in view.entries("statements"):
        statements[entry["document_id"]] += 1
        actor = actors.get((entry["speaker"] or {}).get("actor_id"))
        if actor and actor["party"] and not words.unsaid(entry):
            sides[actor["party"]] += 1
    ranked = sorted(sides, key=lambda side: (-sides[side], side))
    gone = withdrawn(view)
    pages = {
        row["id"]: page(row, statements[row["id"]], figures[row["id"]], gone.get(row["id"]))
        for row in sorted(view.documents(), key=_by_day)
    }
    tones = {side: i + 1 for i, side in enumerate(ranked[:TONES])}
    return Index(pages, actors, tones, issues or {})


def page(document: Row, statements: int = 0, figures: int = 0, status: str | None = None) -> Row:
    """A page as listings show it, without its text. `status`: what its agency calls it that withdrew it."""
    published = document["published"]
    return {
        "id": document["id"],
        "title": title(document),
        "titled": bool(document["title"]),
        "outlet": document["outlet"] or NO_OUTLET,
        "has_outlet": bool(document["outlet"]),
        "day": words.day(published),
        "basis": words.say("bases", published["basis"]),
        "sort": published["earliest"] or published["latest"] or _LAST,
        "bounds": (published["earliest"], published["latest"]),
        "month": month(published),
        "language": safety.language_tag(document["language"]),
        "agencies": list(document["agencies"]),
        "authors": list(document["authors"]),
        "uri": document["uri"],
        "address": safety.web_address(document.get("url")) or safety.web_address(document["uri"]),
        "statements": statements,
        "figures": figures,
        "withdrawn": status,
    }


def rejected(view: View) -> list[Row]:
    """The inputs that did not become pages."""
    return [
        {
            "uri": row["uri"],
            "what": words.say("rejected", row["reason"]["code"]),
            "reason": row["reason"]["text"] or REASONS.get(row["reason"]["code"], ""),
        }
        for row in view.rejections()
    ]


def month(date: Row) -> str | None:
    """The one month that a date lies in."""
    first, last = date["earliest"], date["latest"]
    return str(first[:7]) if first and last and first[:7] == last[:7] else None


def _by_day(document: Row) -> tuple[Any, ...]:
    published = document["published"]
    return (published["earliest"] or published["latest"] or _LAST, document["uri"], document["id"])


def title(document: Row) -> str:
    """The page's title without its outlet's name behind it; its first words where it has none."""
    given, outlet = document["title"], document["outlet"]
    if given and outlet:
        given = re.sub(rf"\s+[-–—|]\s+{re.escape(outlet)}\s*$", "", given) or given
    return given or _opening(document)


def _opening(document: Row) -> str:
    """The first content words of a page without a title; its uri where there are none."""
    text: str = document["text"]
    for block in document["blocks"]:
        if block["role"] in ("headline", "body"):
            line = " ".join(text[block["start"] : block["end"]].split())
            return line if len(line) <= UNTITLED else line[:UNTITLED].rsplit(" ", 1)[0] + " …"
    return str(document["uri"])
