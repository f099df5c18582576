"""Writes the dossier's files: from the view's content, through the templates, to a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from parley.store.base import View
from parley.views.dossier.content import Card, Content, safe_url, slug
from parley.views.words import amount, number, visible

A_PAGE = 150  # entries of one list page: about ten screens, and a file of some 100 kB


def write(view: View, out: Path, *, title: str = "Dossier", note: str | None = None) -> Path:
    """Write the record as a static site to the folder `out`; returns its first page.

    Each file is written beside its place and renamed into it, so that a reader never sees half a
    page; files that are not the dossier's are left alone.

    Args:
        view: What to show.
        out: The folder; made where it does not exist.
        title: The heading of the first page.
        note: A sentence for the head of every page, e.g. that the record is fiction.
    """
    content, pages = Content(view), Templates(title=title, note=note)
    _put(out / "style.css", pages.asset("style.css"))
    for kind in ("statements", "figures"):
        _lists(content, kind, out, pages)
    for page, document, blocks, cards in content.documents():
        html = pages.render(
            "page.html", root="../", page=page, document=document, blocks=blocks, cards=cards,
            url=safe_url(document["url"]) or safe_url(document["uri"]),
        )  # fmt: skip
        _put(out / page.file, html)
    _put(out / "pages.html", pages.render("pages.html", pages=content.pages, rejections=content.rejections()))
    _put(out / "index.html", pages.render("index.html", content=content, status=content.status))
    return out / "index.html"


def list_file(kind: str, number: int) -> str:
    """The file of one page of a list: ``statements.html``, ``statements-2.html`` ..."""
    return f"{kind}.html" if number == 1 else f"{kind}-{number}.html"


def _lists(content: Content, kind: str, out: Path, pages: Templates) -> None:
    """A kind's list, over as many pages as it takes; nothing is cut."""
    total = content.view.count(kind)
    last = max(1, -(-total // A_PAGE))
    for at, cards in enumerate(_in_pages(content.cards(kind)), 1):
        html = pages.render(
            "list.html", kind=kind, cards=cards, total=total, at=at, last=last, first=(at - 1) * A_PAGE + 1,
            previous=list_file(kind, at - 1) if at > 1 else None,
            following=list_file(kind, at + 1) if at < last else None,
        )  # fmt: skip
        _put(out / list_file(kind, at), html)


def _in_pages(cards: Iterable[Card]) -> Iterator[list[Card]]:
    """Lists of at most `A_PAGE`; one empty list where there is nothing."""
    left, any_yet = iter(cards), False
    while part := list(islice(left, A_PAGE)):
        any_yet = True
        yield part
    if not any_yet:
        yield []


class Templates:
    """The templates with what every page shares. Autoescape is on; a missing name is an error."""

    def __init__(self, **shared: Any) -> None:
        from jinja2 import Environment, PackageLoader, StrictUndefined

        self._env = Environment(
            loader=PackageLoader("parley.views.dossier"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=lambda value: visible(value) if type(value) is str else value,
        )
        self._env.filters |= {"amount": amount, "number": number, "slug": slug}
        self._shared = shared

    def render(self, name: str, root: str = "", **values: Any) -> str:
        """A page; `root` leads from it to the dossier's folder."""
        return self._env.get_template(name).render(root=root, **self._shared, **values)

    def asset(self, name: str) -> str:
        """A file that is copied as it is."""
        assert self._env.loader is not None
        return self._env.loader.get_source(self._env, name)[0]


def _put(file: Path, text: str) -> None:
    """Write beside the place, then rename into it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + ".part")
    part.write_text(text, encoding="utf-8", errors="backslashreplace")
    part.replace(file)
