"""``parley new``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.choices import choices
from parley.cli.options import Command, Word, filter_options, form_options, record_option
from parley.cli.output import amount, clean, console, is_terminal, say, write_json, write_plain, write_rows

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from parley.api import Record

Row = dict[str, Any]
_KINDS = ("statements", "figures", "positions", "meetings", "agreements")
_HEADER = ("kind", "id", "date", "who", "what", "before", "sources", "quote", "page_date", "outlet", "uri")
_BACKGROUND = 5  # repeated paragraphs that are shown


@click.command(
    cls=Command,
    examples="""parley new --since 2031-06-04
                parley new --since 2031-06 --party Velmara --kind statements --kind positions
                parley new --document doc-71c0 --csv""",
)
@record_option
@filter_options("since", "until")
@click.option(
    "--document",
    "pages",
    multiple=True,
    metavar="ID",
    help="What this page tells that no other does; may be given again.",
)
@click.option(
    "--kind",
    "kinds",
    type=Word("kind", _KINDS),
    multiple=True,
    help=f"Only this, may be given again: {', '.join(_KINDS)}.",
)
@filter_options("speaker", "party", "outlet", "issue", "limit", limit="At most N rows of each kind.")
@form_options
def new(
    record: Path | None,
    pages: tuple[str, ...],
    kinds: tuple[str, ...],
    form: str | None,
    limit: int | None,
    **filters: Any,
) -> None:
    """What the pages published since a day tell that no earlier page told.

    Without --since or --document, those of the last day. What pages repeat is counted, and paragraphs that
    other pages hold are named as background. A page whose day is open counts as an earlier one.
    """
    from parley import api
    from parley.cli.listings import remark_unknown

    with api.open(record) as opened, choices(opened):
        found = opened.new(kinds=kinds, pages=pages, **filters)
        shown = {kind: rows[:limit] for kind, rows in found["new"].items()}
        if form == "json":
            write_json({**found, "new": shown})
        elif form:
            write_rows(form, "new", (_flat(kind, row) for kind, rows in shown.items() for row in rows))
        elif is_terminal():
            _draw(opened, found, shown)
        else:
            rows = (_flat(kind, row) for kind, listed in shown.items() for row in listed)
            write_plain(_HEADER, (tuple(row[name] for name in _HEADER) for row in rows))
        say(_summary(found))
        if not found["pages"] or not any(found["new"].values()):
            remark_unknown(opened, filters)


def _flat(kind: str, row: Row) -> Row:
    """One new entry as flat cells."""
    from parley.views.novelty import told

    return {
        "kind": kind,
        "id": row["id"],
        "date": (row.get("date") or {}).get("edtf"),
        **told(kind, row),
        "before": "; ".join(told(kind, earlier)["what"] for earlier in row["before"]),
        "sources": row["sources"],
        "quote": " [...] ".join(item["quote"] for item in row["evidence"]),
        **{name: row.get(name) for name in ("page_date", "outlet", "uri")},
    }


def _summary(found: Row) -> str:
    """What was compared, and what of it was not new, in a sentence or two."""
    since = f" since {found['since']}" if found["since"] else ""
    told = f"{amount(len(found['pages']), 'page')}{since}, against {amount(found['known'], 'other')}"
    if found["open"]:
        told += f" ({found['open']:,} of which may be as new)"
    fresh = ", ".join(
        amount(len(rows), kind.removesuffix("s")) for kind, rows in found["new"].items() if rows
    )
    again = ", ".join(
        amount(count, kind.removesuffix("s")) for kind, count in found["repeated"].items() if count
    )
    return f"{told}\nnew: {fresh or 'nothing'}; repeated: {again or 'nothing'}"


def _draw(record: Record, found: Row, shown: dict[str, list[Row]]) -> None:
    from parley.cli import cards
    from parley.cli.marked import Pages

    out = console()
    _pages(out, found["pages"])
    with record.view() as view:
        pages = Pages(view)
        drawn = {"statements": cards.statement, "figures": cards.figure}
        for kind, rows in shown.items():
            if rows:
                _heading(out, f"New {kind}", len(rows), len(found["new"][kind]))
            for row in rows:
                out.print(drawn[kind](row, pages) if kind in drawn else _line(kind, row))
                for line in _beneath(kind, row):
                    out.print(line)
                out.print()
    _background(out, found["background"])


def _heading(out: Console, title: str, count: int, of: int) -> None:
    from rich.text import Text

    out.print(
        Text(f"\n{title} ({count:,})" if count == of else f"\n{title} ({count:,} of {of:,})", style="bold")
    )


def _pages(out: Console, pages: Sequence[Row]) -> None:
    """The new pages, each with how much of it is background."""
    from rich.table import Table
    from rich.text import Text

    from parley.cli.cards import short, when

    grid = Table.grid(padding=(0, 2, 0, 0))
    for page in pages:
        part = f"{page['repeated']:,} of {amount(page['paragraphs'], 'paragraph')} known"
        title = Text(clean(page["title"]), style="bold").append(
            f" · {short(page['id'])}", style="not bold dim italic"
        )
        grid.add_row(
            when(page["published"]) or "open", clean(page["outlet"] or "open"), title, Text(part, "dim")
        )
    out.print(grid)


def _line(kind: str, row: Row) -> Text:
    """An entry that has no card: who, what, and the words."""
    from rich.text import Text

    from parley.cli.cards import short
    from parley.views.novelty import told

    cells = told(kind, row)
    line = Text.assemble((clean(cells["who"] or ""), "bold"), "  ", clean(cells["what"]))
    quote = " ".join(clean(row["evidence"][0]["quote"]).split())
    return line.append(f"\n{quote}\n", style="dim").append(short(row["id"]), style="dim italic")


def _beneath(kind: str, row: Row) -> Iterator[Text]:
    """How many tell it, and what was told before of the same."""
    from rich.text import Text

    from parley.cli.cards import LEFT
    from parley.views.novelty import told

    indent = " " * (LEFT + 2)
    if row["sources"] > 1:
        yield Text(f"{indent}told by {amount(row['sources'], 'source')}", style="green")
    for earlier in row["before"]:
        day = f" ({earlier['page_date']})" if earlier.get("page_date") else ""
        yield Text(f"{indent}before: {clean(told(kind, earlier)['what'])}{day}", style="yellow")


def _background(out: Console, items: Sequence[Row]) -> None:
    """The paragraphs that other pages hold, those of most pages first."""
    from rich.text import Text

    if not items:
        return
    ranked = sorted(items, key=lambda item: (-item["pages"], item["document_id"], item["start"]))
    _heading(out, "Background", min(len(ranked), _BACKGROUND), len(ranked))
    for item in ranked[:_BACKGROUND]:
        words = " ".join(clean(item["quote"]).split())
        since = f", since {item['first']['published']}" if item["first"]["published"] else ""
        line = Text(words if len(words) <= 160 else words[: words.rfind(" ", 0, 160)] + " …", style="dim")
        out.print(line.append(f" · in {amount(item['pages'], 'other page')}{since}", style="not dim italic"))
