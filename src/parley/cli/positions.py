"""``parley positions``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.options import Command, Word, filter_options, form_options, record_option
from parley.cli.output import clean, console
from parley.cli.rows import called, named, remark_hidden, show
from parley.records import STANCES, name_key

if TYPE_CHECKING:
    from rich.table import Table

    from parley.api import Record

Row = dict[str, Any]
Names = Mapping[str, Sequence[str]]  # of each actor, the name that it goes by first
_HEADER = (
    "id", "date", "party", "issue", "stance", "change", "content", "conditions", "holder", "page_date", "outlet", "uri",
)  # fmt: skip
_STYLES = {
    "accepts": "green", "open_to": "green", "offers": "cyan", "proposes": "cyan", "conditions": "yellow",
    "rejects": "red", "denies": "red", "threatens": "bold red",
}  # fmt: skip
_DAYS = 18  # columns of a date
_MARKS = {"new": "●", "repeated": "=", "hardened": "▲", "softened": "▼", "withdrawn": "✕"}


@click.command(
    cls=Command,
    examples="""parley positions --party Velmara --issue ceasefire
                parley positions --stance rejects --since 2031-06
                parley positions --issue territory --csv > territory.csv""",
)
@record_option
@click.option("--party", metavar="NAME", help="The side that takes it; any of its names on record.")
@click.option("--stance", type=Word("stance", STANCES), help=f"One of: {', '.join(STANCES)}.")
@filter_options("since", "until", "outlet", "issue", "document", "review", "once", "limit")
@form_options
def positions(
    record: Path | None,
    party: str | None,
    stance: str | None,
    form: str | None,
    limit: int | None,
    **filters: Any,
) -> None:
    """Where each side stands on each issue, with its words and what changed.

    \b
    ● new   = repeated   ▲ hardened   ▼ softened   ✕ withdrawn

    A change is told against the side's last position before on the same issue, where the dates settle which
    was the last.
    """
    from parley import api
    from parley.cli.listings import remark_unknown

    with api.open(record) as opened:
        names = _names(opened)

        def known(party: str) -> str:
            return _name(party, names)

        found = [
            row
            for row in opened.iterate("positions", **filters)
            if (stance is None or row["stance"] == stance) and (party is None or _called(row, party, names))
        ]
        show(
            "positions",
            _in_order(found, names),
            form,
            limit,
            header=_HEADER,
            cells=lambda rows: (_cells(row, names) for row in rows),
            draw=lambda rows: _draw(rows, names),
            more={
                field: named(field.removesuffix("_name"), known) for field in ("party_name", "towards_name")
            },
        )
        remark_hidden(opened, "positions", filters)
        if not found:
            if party is not None:
                called(opened, party)
            remark_unknown(opened, filters)


def _draw(rows: Iterable[Row], names: Names) -> None:
    for heading, listed in grouped(rows, names):
        console().print(table(heading, listed))


def _names(record: Record) -> Names:
    return {row["id"]: (row["name"], *row["aliases"]) for row in record.iterate("actors")}


def _name(party: str, names: Names) -> str:
    return names[party][0] if party in names else party


def _called(row: Row, typed: str, names: Names) -> bool:
    return _says(names.get(row["party"], (row["party"],)), typed)


def _says(forms: Iterable[str], typed: str) -> bool:
    asked = set(name_key(typed).split())
    return bool(asked) and any(asked <= set(name_key(form).split()) for form in forms)


def _in_order(rows: Iterable[Row], names: Names) -> list[Row]:
    """By side, then by issue, then by time."""
    return sorted(rows, key=lambda row: (_name(row["party"], names), row["issue"], _day(row)))


def _day(row: Row) -> str:
    return row["date"]["earliest"] or row["page_date"] or row["date"]["latest"] or ""


def grouped(rows: Iterable[Row], names: Names) -> Iterator[tuple[str, list[Row]]]:
    """The rows under the side and the issue that they share."""
    for (party, issue), listed in groupby(rows, key=lambda row: (row["party"], row["issue"])):
        yield f"{_name(party, names)} · {issue.replace('_', ' ')}", list(listed)


def _cells(row: Row, names: Names) -> tuple[Any, ...]:
    holder = row["holder"] or {}
    who = holder.get("name") or holder.get("surface")
    told = (row["issue"], row["stance"], row["change"], row["content"], row["conditions"])
    place = (row["page_date"], row["outlet"], row["uri"])
    return (row["id"], row["date"]["edtf"], _name(row["party"], names), *told, who, *place)


def table(heading: str, rows: Iterable[Row]) -> Table:
    """The positions of one side on one issue, from the first to the last."""
    from rich.table import Table
    from rich.text import Text

    from parley.cli.cards import short

    out = Table(
        box=None, padding=(0, 2, 0, 0), title=clean(heading), title_justify="left", title_style="bold"
    )
    out.expand, out.show_header = True, False  # the tables of all issues have the same columns
    for width in (1, _DAYS, max(map(len, STANCES)), None):
        out.add_column(width=width, ratio=None if width else 1, overflow="fold")
    for row in rows:
        holder = row["holder"] or {}
        who = holder.get("name") or holder.get("surface") or "own account"
        source = clean(f"{who}, {row['outlet'] or row['uri']} · {short(row['id'])}")
        stance = Text(row["stance"].replace("_", " "), style=_STYLES.get(row["stance"], "magenta"))
        words = Text(clean(row["content"])).append(f"\n{source}", style="dim italic")
        out.add_row(_MARKS.get(row["change"] or "", ""), _when(row), stance, words)
    return out


def _when(row: Row) -> str:
    """The position's own date, else when its page was published, said so."""
    from parley.cli.cards import when
    from parley.views.words import of_edtf

    published = when(of_edtf(row["page_date"]))
    return when(row["date"]) or (f"in print {published}" if published else "date open")
