"""Where things lie on the server; templates call the same methods as in a dossier and spell no address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from parley.views.dossier.links import slug
from parley.views.pages import spot

# The first part of an id -> the section in which the record has a page of its own.
SECTIONS = {
    "doc": "pages",
    "statement": "statements",
    "fig": "figures",
    "position": "positions",
    "incident": "incidents",
    "meeting": "meetings",
    "agreement": "agreements",
    "comparison": "comparisons",
    "story": "stories",
    "family": "families",
    "actor": "actors",
    "time": "timeline",
}
_LATER = ("page",)  # parameters that say where in a listing one is, not what it lists


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses as seen from one request: `here` is its section, `asked` its parameters, `actors` those it knows."""

    here: str = ""
    asked: Mapping[str, str] = ()  # type: ignore[assignment]
    version: str = ""
    actors: Collection[str] | None = None

    def home(self) -> str:
        """The overview."""
        return "/"

    def asset(self, name: str) -> str:
        """A file that the templates bring along; the version lets a browser keep it."""
        return f"/static/{name}?v={self.version}"

    def section(self, name: str, number: int = 1) -> str:
        """A page of a listing: of the present one with what it is filtered by."""
        return self.listing(name, page=str(number) if number > 1 else None)

    def listing(self, name: str, **changed: str | None) -> str:
        """A listing; of the present one its parameters stay but for those given, None leaves one out."""
        kept = {k: v for k, v in dict(self.asked).items() if k not in _LATER} if name == self.here else {}
        asked = {k: v for k, v in {**kept, **changed}.items() if v}
        return f"/{name}?{urlencode(asked)}" if asked else f"/{name}"

    def with_value(self, parameter: str, value: str | None) -> str:
        """The present listing from its first page, with a parameter set or, with None, taken away."""
        return self.listing(self.here, **{parameter: value})

    def section_without(self, parameter: str) -> str:
        """The present listing without a filter."""
        return self.with_value(parameter, None)

    def twin(self, form: str, **changed: str | None) -> str:
        """The present listing, with its page, in another form: ``json``, ``csv``, ``jsonl``."""
        asked = {k: v for k, v in {**dict(self.asked), **changed}.items() if v}
        return f"/{self.here}.{form}?{urlencode(asked)}" if asked else f"/{self.here}.{form}"

    def form(self, record_id: str, form: str) -> str:
        """A record in another form: ``json``, ``csv``; or its citation: ``bib``, ``ris``, ``csl``, ``txt``."""
        return f"{self.record(record_id)}.{form}"

    def asking(self, path: str, **asked: str) -> str:
        """An address with parameters, such as where to come back to."""
        return f"{path}?{urlencode(asked)}"

    def page(self, document_id: str) -> str:
        """A page of the record."""
        return f"/pages/{quote(document_id, safe='')}"

    def words(self, document_id: str, entry_id: str) -> str:
        """The highlighted words of an entry in its page."""
        return f"{self.page(document_id)}#{slug(entry_id)}"

    def entry(self, section: str, entry_id: str) -> str:
        """An entry's own page; of a heading the listing under it."""
        if section == "positions" and " " in entry_id:
            issue, party = entry_id.split(" ", 1)
            return self.listing("positions", issue=issue, party=party)
        if section == "timeline" and entry_id.startswith("month-"):
            month = entry_id.removeprefix("month-")
            return self.listing("timeline", since=month, until=month)
        return f"/{section}/{quote(entry_id, safe='')}"

    def has(self, record_id: str | None) -> bool:
        """Whether a record has a place of its own here."""
        if record_id is None:
            return False
        kind = record_id.split("-", 1)[0]
        if kind == "actor" and self.actors is not None:
            return record_id in self.actors  # several that are named together are no actor of the record
        return kind in SECTIONS

    def record(self, record_id: str) -> str:
        """A record's own page."""
        return self.entry(SECTIONS[record_id.split("-", 1)[0]], record_id)

    def spot(self, piece: Mapping[str, Any]) -> str:
        """The exact words of a piece of evidence in its page."""
        start, end = piece["start"], piece["end"]
        return f"{self.page(piece['document_id'])}?words={start}-{end}#{spot(start, end)}"

    def speaker(self, key: str) -> str:
        """The statements of a speaker."""
        name = key.removeprefix("name ").removeprefix("described ")
        return self.listing("statements", speaker=name)
