"""Kinds whose rows fit a line, as tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from parley.cli.cards import short, when
from parley.cli.output import clean

if TYPE_CHECKING:
    from rich.table import Table

Row = Mapping[str, Any]
_OPENING = 80  # code points that stand for a headline that a page does not have


def table(kind: str, rows: Iterable[Row]) -> Table:
    """The rows as a table without lines between them."""
    return {"actors": actors, "documents": documents, "rejections": rejections}[kind](rows)


def actors(rows: Iterable[Row]) -> Table:
    """Name, kind, side, pages and the other forms of the name; those on most pages first."""
    ranked = sorted(rows, key=lambda row: -len(_pages(row)))
    sides = any(row["party"] for row in ranked)
    out = _plain_table("Name", "Kind", *(["Side"] if sides else []), "Pages", "Also", "Id")
    for row in ranked:
        also = ", ".join(a for a in row["aliases"] if a != row["name"])
        kind = row["kind"].replace("_", " ") + (f" · {row['country']}" if row["country"] else "")
        side = [clean(row["party"])] if sides else []
        out.add_row(clean(row["name"]), kind, *side, f"{len(_pages(row)):,}", clean(also), short(row["id"]))
    out.columns[0].style = "bold"
    return out


def _pages(row: Row) -> set[str]:
    return {item["document_id"] for item in row["evidence"]}


def documents(rows: Iterable[Row]) -> Table:
    """Date, outlet and headline, with the page's place beneath."""
    from rich.text import Text

    out = _plain_table("Published", "Outlet", "Headline and place", "Id")
    for row in rows:
        title = Text(clean(row["title"])) if row["title"] else Text(_opening(row), style="italic")
        title.append(f"\n{clean(row['uri'])}", style="dim")
        out.add_row(when(row["published"]) or "open", clean(row["outlet"] or "open"), title, short(row["id"]))
    out.columns[1].style = "bold"
    return out


def rejections(rows: Iterable[Row]) -> Table:
    """The input and why."""
    out = _plain_table("Reason", "Input", "What happened")
    for row in rows:
        out.add_row(row["reason"]["code"], clean(row["uri"]), clean(row["reason"]["text"]))
    out.columns[0].style = "yellow"
    return out


def _opening(row: Row) -> str:
    """The first words of a page that has no headline."""
    first = next((b for b in row["blocks"] if b["role"] == "body"), None)
    words = clean(row["text"][first["start"] : first["end"]]).replace("\n", " ") if first else ""
    return words if len(words) <= _OPENING else words[: words.rfind(" ", 0, _OPENING)] + " …"


def _plain_table(*names: str) -> Table:
    from rich.table import Table

    out = Table(box=None, padding=(0, 2, 0, 0), header_style="bold dim", expand=False)
    for name in names:
        fixed = name in ("Id", "Published", "Reason")
        out.add_column(
            name, no_wrap=fixed, overflow="fold", style="dim" if name in ("Id", "Published") else ""
        )
    return out
