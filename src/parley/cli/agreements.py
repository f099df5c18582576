"""``parley agreements``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.options import Command, Word, filter_options, form_options, record_option
from parley.cli.output import clean, console
from parley.cli.rows import called, named, names, place_name, remark_hidden, show
from parley.records import AGREEMENT_KINDS, AGREEMENT_STATUSES

if TYPE_CHECKING:
    from rich.table import Table

    from parley.api import Record

Row = dict[str, Any]
_STYLES = {"proposed": "yellow", "violated": "red", "collapsed": "bold red"}
_HEADER = ("id", "kind", "status", "date", "parties", "terms", "place", "pages", "quote")


@click.command(
    cls=Command,
    examples="""parley agreements --kind ceasefire
                parley agreements --party Velmara --status violated
                parley agreements --since 2031-06 --csv > agreements.csv""",
)
@record_option
@click.option("--kind", type=Word("kind", AGREEMENT_KINDS), help=f"One of: {', '.join(AGREEMENT_KINDS)}.")
@click.option(
    "--status", type=Word("status", AGREEMENT_STATUSES), help=f"One of: {', '.join(AGREEMENT_STATUSES)}."
)
@click.option("--party", metavar="NAME", help="One of its sides, by any spelling on record.")
@filter_options("since", "until", "outlet", "document", "review", "limit")
@form_options
def agreements(
    record: Path | None,
    kind: str | None,
    status: str | None,
    party: str | None,
    form: str | None,
    limit: int | None,
    **filters: Any,
) -> None:
    """What sides agreed, signed, carried out or broke, each with its terms and what became of it.

    A breach stands as a claim where only a side says so. `parley show ID` has every page's words.
    """
    from parley import api
    from parley.cli.listings import remark_unknown

    with api.open(record) as opened:
        sides = None if party is None else called(opened, party)
        found = [
            row
            for row in opened.iterate("agreements", **filters)
            if (kind is None or row["kind"] == kind)
            and (status is None or row["status"] == status)
            and (sides is None or not sides.isdisjoint(row["parties"]))
        ]
        name = names(opened)
        show(
            "agreements",
            found,
            form,
            limit,
            header=_HEADER,
            cells=lambda rows: (_cells(row, name) for row in rows),
            draw=lambda rows: _draw(opened, rows, name),
            more={
                "party_names": named("parties", name),
                "terms_text": lambda row: row["terms"]["text"],
                "place_name": place_name,
            },
        )
        remark_hidden(opened, "agreements", filters)
        if not found:
            remark_unknown(opened, filters)


def _cells(row: Row, name: Callable[[str], str]) -> tuple[Any, ...]:
    place = (row["place"] or {}).get("name")
    return (
        row["id"],
        row["kind"],
        row["status"],
        row["date"]["edtf"],
        "; ".join(map(name, row["parties"])),
        row["terms"]["text"],
        place,
        len(row["documents"]),
        " [...] ".join(e["quote"] for e in row["evidence"]),
    )


def _draw(record: Record, rows: Iterable[Row], name: Callable[[str], str]) -> None:
    out = console()
    with record.view() as view:
        uris = {row["id"]: row["uri"] for row in view.documents()}
    for row in rows:
        out.print(card(row, name, uris))
        out.print()


def card(row: Row, name: Callable[[str], str], uris: Mapping[str, str]) -> Table:
    """Kind, status and date beside the sides, the terms, the chain, and the pages."""
    from rich.table import Table
    from rich.text import Text

    from parley.cli.cards import LEFT, short, when

    style = _STYLES.get(row["status"], "green")
    left = Text(row["kind"].replace("_", " "), style="bold")
    left.append(f"\n{row['status']}", style=style)
    left.append(f"\n{when(row['date']) or 'date open'}", style="dim")
    right = Text(clean(" and ".join(map(name, row["parties"])) or "sides open"), style="bold")
    if row["place"]:
        right.append(clean(f" · {row['place']['name']}"), style="dim")
    if row["terms"]["text"]:
        right.append(f"\n{_line(row['terms']['text'])}")
    for step in row["chain"]:
        right.append(f"\n{step['step']:<12}", style=_STYLES.get(step["step"], "cyan"))
        right.append(f" {when(step['date']) or 'date open'}: ", style="dim")
        right.append(_line(step["evidence"][0]["quote"]))
    pages = ", ".join(_line(uris.get(d, d)) for d in row["documents"])
    right.append(f"\n{pages} · {short(row['id'])}", style="dim italic")
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=LEFT)
    grid.add_column(ratio=1)
    grid.add_row(left, right)
    return grid


def _line(words: str) -> str:
    return " ".join(clean(words).split())
