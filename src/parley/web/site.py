"""What every page of the server shares: the record's desk, the templates, and how an answer is put together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from parley._version import __version__
from parley.profiles import Profile
from parley.store.base import Row, View
from parley.views import words
from parley.views.dossier.templating import marks_stylesheet, printable, stylesheet
from parley.views.paging import Sheet
from parley.web import listings
from parley.web.desk import Desk
from parley.web.ledger import Ledger
from parley.web.links import Links
from parley.web.listings import LISTINGS
from parley.web.shelf import Shelf

if TYPE_CHECKING:
    from jinja2 import Environment

MARKS = 1024  # records of a page that the style can light up; a page with more lights up the first
ASSETS = {"web.css": "text/css", "keys.js": "text/javascript", "htmx.min.js": "text/javascript"}
_ALWAYS = ("statements", "figures", "pages")  # sections that say so where they are empty


@dataclass(frozen=True, slots=True)
class Site:
    """One record as it is served. `titles`: the issues of its profile, without which no question is answered."""

    desk: Desk
    title: str
    note: str | None
    titles: Mapping[str, str]
    profile: Profile | None = None
    ledger: Ledger | None = None  # None: the record is only read

    def sections(self, shelf: Shelf) -> list[tuple[str, str]]:
        """The sections that hold something."""
        return [
            (name, one.title) for name, one in LISTINGS.items() if name in _ALWAYS or shelf.total(one.kind)
        ]

    def render(
        self,
        template: str,
        view: View,
        shelf: Shelf,
        *,
        here: str,
        asked: Mapping[str, str] | None = None,
        record: str | None = None,
        **values: Any,
    ) -> str:
        """A page. `here`: its section; `asked`: the parameters of its address; `record`: the one that it is of."""
        links = Links(here, asked or {}, assets().version, shelf.index.actors)
        values.setdefault("bench", None)
        return (
            environment()
            .get_template(template)
            .render(
                links=links,
                site=self.title,
                note=self.note,
                version=__version__,
                sections=self.sections(shelf),
                compared=_Compared(view, shelf),
                here=here,
                record=record,
                may_review=self.ledger is not None,
                **values,
            )
        )


class _Compared(Mapping[str, list[Row]]):
    """For a record the comparisons in which it stands, made when a template asks."""

    def __init__(self, view: View, shelf: Shelf) -> None:
        self._view = view
        self._shelf = shelf

    def __getitem__(self, record: str) -> list[Row]:
        return list(listings.comparisons(self._view, self._shelf, self._shelf.compared[record]))

    def __contains__(self, record: object) -> bool:
        return record in self._shelf.compared

    def __iter__(self) -> Any:
        return iter(self._shelf.compared)

    def __len__(self) -> int:
        return len(self._shelf.compared)


def sheet(number: int, size: int, total: int, rows: Any) -> Sheet:
    """One page of a listing."""
    first = (number - 1) * size
    return Sheet(
        number=number,
        of=max(1, -(-total // size)),
        first=min(first + 1, total),
        last=min(first + size, total),
        total=total,
        rows=rows,
    )


@dataclass(frozen=True)
class Assets:
    """The files that pages bring along, by name; `version` changes with any of them."""

    held: Mapping[str, tuple[str, bytes]]

    @cached_property
    def version(self) -> str:
        """A short hash of all of them."""
        whole = hashlib.sha256()
        for name in sorted(self.held):
            whole.update(name.encode() + b"\0" + self.held[name][1])
        return whole.hexdigest()[:12]


@cache
def assets() -> Assets:
    """The files of this package and of the dossier."""
    folder = files("parley.web") / "static"
    held = {name: (kind, (folder / name).read_bytes()) for name, kind in ASSETS.items()}
    held["dossier.css"] = ("text/css", stylesheet().encode())
    held["marks.css"] = ("text/css", marks_stylesheet(MARKS).encode())
    return Assets(held)


@cache
def environment() -> Environment:
    """The server's own templates before those of the dossier, with the same rules."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    from parley.views.dossier.links import slug

    env = Environment(
        loader=ChoiceLoader([PackageLoader("parley.web"), PackageLoader("parley.views.dossier")]),
        autoescape=True,
        auto_reload=False,  # else each of 200 uses of a template asks the disk whether it has changed
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"slug": slug, "number": words.number, "words": words.say}
    return env
