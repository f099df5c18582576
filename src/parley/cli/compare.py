"""``parley compare``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.options import Command, Word, filter_options, form_options, record_option
from parley.cli.output import amount, clean, console
from parley.cli.rows import called, names, show

if TYPE_CHECKING:
    from rich.table import Table

    from parley.api import Record

Row = dict[str, Any]
KINDS = ("figure", "agreement", "meeting")
RELATIONS = ("same", "compatible", "different")
_STYLES = {"same": "green", "compatible": "yellow", "different": "bold red"}
_HEADER = ("id", "relation", "sources", "question", "value", "claimed_by", "page", "uri", "quote")


@click.command(
    cls=Command,
    examples="""parley compare --relation different
                parley compare --kind agreement --party Velmara
                parley compare doc-1f3a doc-77b0
                parley compare --csv > values.csv""",
)
@click.argument("pages", nargs=-1, metavar="[PAGE [PAGE]]")
@record_option
@click.option("--kind", type=Word("kind", KINDS), help=f"One of: {', '.join(KINDS)}.")
@click.option("--relation", type=Word("relation", RELATIONS), help=f"One of: {', '.join(RELATIONS)}.")
@click.option(
    "--party", metavar="NAME", help="One of the states that it is about, by any spelling on record."
)
@filter_options("outlet", "limit")
@form_options
def compare(
    pages: tuple[str, ...],
    record: Path | None,
    kind: str | None,
    relation: str | None,
    party: str | None,
    form: str | None,
    limit: int | None,
    **filters: Any,
) -> None:
    """What pages and speakers tell differently, or alike, of one thing. No verdict.

    With one page, by its id or the beginning of it, what it shares with others; with two, what both tell, side by
    side. Values stand together only where they answer one question; where that is open, they do not.
    """
    from parley import api
    from parley.cli.listings import remark_unknown

    if len(pages) > 2:
        raise click.UsageError("one page, or two to hold against each other")
    with api.open(record) as opened:
        wanted = [_page(opened, page) for page in pages]
        sides = None if party is None else called(opened, party)
        found = [
            narrowed(row, wanted)
            for row in opened.iterate("comparisons", **filters)
            if (kind is None or row["slot"]["kind"] == kind)
            and (relation is None or row["relation"] == relation)
            and set(wanted) <= set(row["documents"])
            and (sides is None or not sides.isdisjoint(row["parties"]))
        ]
        name = names(opened)
        uris = {row["id"]: row["uri"] for row in opened.iterate("documents")}

        def cells(rows: Iterable[Row]) -> Iterable[Sequence[Any]]:
            return (line for row in rows for line in _cells(row, name, uris))

        show(
            "comparisons",
            found,
            form,
            limit,
            header=_HEADER,
            cells=cells,
            flat=True,
            draw=lambda rows: _draw(opened, rows),
        )
        if not found:
            remark_unknown(opened, filters)


def _page(record: Record, page: str) -> str:
    """The id of a page that is named by the beginning of it.

    Raises:
        UsageError: If what is named is no page.
    """
    from parley.errors import UsageError

    with record.view() as view:
        kind, row = view.find(page)
    if kind != "documents":
        raise UsageError(f"{page} is no page but one of {kind}; name a page by its id")
    return str(row["id"])


def narrowed(row: Row, pages: Sequence[str]) -> Row:
    """A comparison with the values of two pages alone, where two are asked for; its relation stays that of all."""
    if len(pages) < 2:
        return row
    return {**row, "values": [value for value in row["values"] if value["document_id"] in pages]}


def shown(value: Any) -> str:
    """A value in words."""
    if isinstance(value, Mapping):
        from parley.views.words import amount as number

        return number({"kind": "count", **value})
    return str(value)


def _cells(row: Row, name: Callable[[str], str], uris: Mapping[str, str]) -> Iterable[Sequence[Any]]:
    from parley.views.comparisons import question

    asked = question(row, name)
    for value in row["values"]:
        quote = " [...] ".join(e["quote"] for e in value["evidence"])
        told = (row["id"], row["relation"], row["independent_sources"], asked, shown(value["value"]))
        page = value["document_id"]
        yield (*told, _teller(value), page, uris.get(page), quote)


def _teller(value: Row) -> str | None:
    source = value["source"] or {}
    return source.get("name") or source.get("surface")


def _draw(record: Record, rows: Iterable[Row]) -> None:
    name, out = names(record), console()
    with record.view() as view:
        pages = {row["id"]: row["outlet"] or row["uri"] for row in view.documents()}
    for row in rows:
        out.print(card(row, name, pages))
        out.print()


def card(row: Row, name: Callable[[str], str], pages: Mapping[str, str]) -> Table:
    """The question over its values, each with who tells it."""
    from rich.table import Table
    from rich.text import Text

    from parley.cli.cards import short
    from parley.views.comparisons import question

    out = Table(box=None, padding=(0, 2, 0, 0), show_header=False, title_justify="left")
    title = Text(row["relation"], style=_STYLES[row["relation"]])
    title.append(f"  {clean(question(row, name))}", style="bold not italic")
    title.append(f" · {amount(row['independent_sources'], 'source')} · {short(row['id'])}", style="dim")
    out.title = title
    for value in row["values"]:
        page = pages.get(value["document_id"], value["document_id"])
        teller = _teller(value) or f"{page} (own account)"
        quote = " […] ".join(" ".join(clean(e["quote"]).split()) for e in value["evidence"])
        out.add_row(
            Text(clean(shown(value["value"])), style="bold yellow"),
            Text(clean(teller)),
            Text(quote, style="dim"),
        )
    return out
