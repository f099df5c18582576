"""Where things lie in a dossier: the file of every page, listing and entry, relative to the page that links.

A web server has its own class with the same methods; templates call these and spell no address.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from parley.views.pages import spot

_SAFE = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


def slug(record_id: str) -> str:
    """An id as a file name or anchor: as it is where that is safe on any file system, else its hash."""
    if _SAFE.fullmatch(record_id):
        return record_id
    return "x-" + hashlib.sha256(record_id.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def sheet(section: str, number: int = 1) -> str:
    """The file of a listing's page: ``statements.html``, ``statements-2.html``."""
    return f"{section}.html" if number == 1 else f"{section}-{number}.html"


def page_file(document_id: str) -> str:
    """The file of a page."""
    return own_file("pages", document_id)


def own_file(folder: str, record_id: str) -> str:
    """The file of a record that has one of its own: a page, a meeting, an agreement, an actor."""
    return f"{folder}/{slug(record_id)}.html"


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses as seen from a file that lies `root` below the dossier's folder.

    `spots` grows with every range of a page's text that a template leads to: the page, written later, offers an
    anchor for each.
    """

    root: str = ""
    sheets: Mapping[tuple[str, str], int] = field(
        default_factory=dict
    )  # (section, id or heading) -> its sheet
    homes: Mapping[str, str] = field(
        default_factory=dict
    )  # record id -> its file, with an anchor in a listing
    spots: dict[str, set[tuple[int, int]]] = field(default_factory=dict)

    def home(self) -> str:
        """The overview."""
        return f"{self.root}index.html"

    def asset(self, name: str) -> str:
        """A file that the templates bring along."""
        return f"{self.root}{name}"

    def section(self, name: str, number: int = 1) -> str:
        """A page of a listing."""
        return f"{self.root}{sheet(name, number)}"

    def page(self, document_id: str) -> str:
        """A page of the record."""
        return f"{self.root}{page_file(document_id)}"

    def words(self, document_id: str, entry_id: str) -> str:
        """The highlighted words of an entry in its page."""
        return f"{self.page(document_id)}#{slug(entry_id)}"

    def entry(self, section: str, entry_id: str) -> str:
        """The place of an entry, or of a heading, in a listing."""
        return f"{self.section(section, self.sheets[section, entry_id])}#{slug(entry_id)}"

    def has(self, record_id: str | None) -> bool:
        """Whether a record has a place of its own here."""
        return record_id in self.homes

    def record(self, record_id: str) -> str:
        """A record's own file, or its place in a listing."""
        return f"{self.root}{self.homes[record_id]}"

    def spot(self, piece: Mapping[str, Any]) -> str:
        """The exact words of a piece of evidence in its page."""
        start, end = piece["start"], piece["end"]
        self.spots.setdefault(piece["document_id"], set()).add((start, end))
        return f"{self.page(piece['document_id'])}#{spot(start, end)}"

    def speaker(self, key: str) -> str:
        """The first statement of a speaker in the listing."""
        return self.entry("statements", key)
