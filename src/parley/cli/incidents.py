"""``parley incidents``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.options import (
    Command,
    Word,
    context_option,
    filter_options,
    form_options,
    record_option,
)
from parley.cli.output import console
from parley.cli.rows import named, place_name, remark_hidden, remark_withdrawn, show
from parley.records import EVENT_STATUSES, EVENT_TYPES

if TYPE_CHECKING:
    from parley.store.base import View

Row = dict[str, Any]
_HEADER = (
    "id", "date", "event_type", "mode", "status", "agents", "recipients", "place", "source", "quote",
    "page_date", "outlet", "uri",
)  # fmt: skip


@click.command(
    cls=Command,
    examples="""parley incidents --party Velmara --since 2031-06
                parley incidents --type ASSAULT --type MOBILIZE --csv > war.csv
                parley incidents --status denied --speaker "air force" --json""",
)
@record_option
@click.option(
    "--type",
    "types",
    multiple=True,
    type=Word("type", EVENT_TYPES),
    help="Only these types of PLOVER, such as ASSAULT; may be given several times.",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=Word("status", EVENT_STATUSES),
    help=f"One of: {', '.join(EVENT_STATUSES)}; may be given several times.",
)
@filter_options(
    "speaker", "party", "since", "until", "outlet", "document", "review", "once", "limit",
    speaker="Who tells of it; any spelling on record.",
    party="A side that takes part.",
)  # fmt: skip
@context_option
@form_options
def incidents(
    record: Path | None,
    types: tuple[str, ...],
    statuses: tuple[str, ...],
    form: str | None,
    context: int | None,
    limit: int | None,
    **filters: Any,
) -> None:
    """What happened beside the table: strikes, troop moves, sanctions, arrests, protests, visits.

    --speaker is who tells of it, --party who takes part.
    """
    from parley import api
    from parley.cli.listings import in_context, remark_unknown
    from parley.views.incidents import naming

    if context is not None and form == "csv":
        raise click.UsageError("--context goes with cards, --json and --nl; CSV has the quote and its place")
    with api.open(record) as opened:
        found = [
            row
            for row in opened.iterate("incidents", **filters)
            if (not types or row["event_type"] in types) and (not statuses or row["status"] in statuses)
        ]
        with opened.view() as view:
            name = naming(view)
            show(
                "incidents",
                found,
                form,
                limit,
                header=_HEADER if context is None else (*_HEADER, "context"),
                cells=lambda rows: (_cells(row, name) for row in rows),
                draw=lambda rows: _draw(view, rows),
                more={
                    "agent_names": named("agents", name),
                    "recipient_names": named("recipients", name),
                    "place_name": place_name,
                },
                widen=None if context is None else lambda rows: in_context(opened, rows, context),
            )
        remark_hidden(opened, "incidents", filters)
        remark_withdrawn(opened, "incidents", filters)
        if not found:
            remark_unknown(opened, filters)


def _draw(view: View, rows: Iterable[Row]) -> None:
    """The incidents as cards, for a person."""
    from parley.cli import cards
    from parley.cli.marked import Pages
    from parley.views.incidents import naming

    out, pages, name = console(), Pages(view), naming(view)
    for row in rows:
        out.print(cards.incident(row, pages, name))
        out.print()


def _cells(row: Row, name: Callable[[str], str]) -> tuple[Any, ...]:
    source = row["source"] or {}
    sides = ("; ".join(map(name, row["agents"])), "; ".join(map(name, row["recipients"])))
    where = row["place"]["name"] if row["place"] else None
    teller = source.get("name") or source.get("surface")
    quote = " [...] ".join(e["quote"] for e in row["evidence"])
    kind = (row["event_type"], row["mode"], row["status"])
    return (
        row["id"],
        row["date"]["edtf"],
        *kind,
        *sides,
        where,
        teller,
        quote,
        row["page_date"],
        row["outlet"],
        row["uri"],
        *([row["context"]["text"]] if "context" in row else ()),
    )
