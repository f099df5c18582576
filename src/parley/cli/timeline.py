"""``parley timeline``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.options import Command, Word, filter_options, form_options, record_option
from parley.cli.output import amount, clean, console, say
from parley.cli.rows import named, names, show

if TYPE_CHECKING:
    from rich.table import Table

    from parley.api import Record

Row = dict[str, Any]
_KINDS = ("meeting", "agreement", "position", "incident")
_STYLES = {"meeting": "cyan", "agreement": "green", "position": "magenta", "incident": "yellow"}
_STEPS = "▁▂▃▄▅▆▇█"
_HEADER = ("id", "date", "kind", "importance", "title", "families", "documents")


@click.command(
    cls=Command,
    examples="""parley timeline --since 2031-06
                parley timeline --party Velmara --important 0.4
                parley timeline --kind meeting --kind agreement --csv > talks.csv""",
)
@record_option
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=Word("kind", _KINDS),
    help=f"Only this, may be given again: {', '.join(_KINDS)}.",
)
@click.option(
    "--important",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="0-1",
    help="Leave out what weighs less: by kind, and by how many independent pages tell of it.",
)
@filter_options(
    "party", "since", "until", "outlet", "document", "limit", party="A side or mediator that has part in it."
)
@form_options
def timeline(
    record: Path | None,
    kinds: tuple[str, ...],
    important: float,
    form: str | None,
    limit: int | None,
    **filters: Any,
) -> None:
    """What happened when: talks, agreements and their fate, changes of position, incidents.

    In order of time, each with its weight as a bar. An interval stands where the pages tell no day; `parley show ID`
    has the words behind each.
    """
    from parley import api
    from parley.cli.listings import remark_unknown

    with api.open(record) as opened:
        found = [
            row
            for row in opened.iterate("timeline", **filters)
            if row["importance"] >= important and (not kinds or row["kind"] in kinds)
        ]
        show(
            "timeline",
            found,
            form,
            limit,
            header=_HEADER,
            cells=lambda rows: map(_cells, rows),
            draw=lambda rows: console().print(table(rows)),
            noun="entry",
            more={"party_names": named("parties", names(opened))},
        )
        if not found:
            remark_unknown(opened, filters)
        if form is None:
            _remark_undated(opened, kinds or _KINDS, filters)


def _remark_undated(record: Record, kinds: Sequence[str], filters: Row) -> None:
    """Say how many meetings and agreements no page dates, which therefore stand nowhere in time."""
    asked = {**filters, "since": None, "until": None}
    placed = {entry_id for row in record.iterate("timeline") for entry_id in row["record_ids"]}
    told = []
    for kind, noun in (("meetings", "meeting"), ("agreements", "agreement")):
        rows = record.iterate(kind, **asked) if noun in kinds else ()
        undated = sum(row["id"] not in placed for row in rows)
        told += [f"{amount(undated, noun)} (see: parley {kind})"] if undated else []
    if told:
        say(f"not here, for no page dates them: {', '.join(told)}")


def _cells(row: Row) -> tuple[Any, ...]:
    fields = (row["id"], row["date"]["edtf"], row["kind"], row["importance"], row["title"])
    return (*fields, row["families"], len(row["documents"]))


def table(rows: Iterable[Row]) -> Table:
    """The entries under their years and months, each with its weight as a bar."""
    from rich.table import Table
    from rich.text import Text

    from parley.cli.cards import short, when

    out = Table(box=None, padding=(0, 2, 0, 0), header_style="bold dim", expand=False)
    for name in ("When", "", "What", "Pages", "Id"):
        out.add_column(name, no_wrap=name in ("", "Id"), overflow="fold", style="dim" if name == "Id" else "")
    month = None
    for row in rows:
        began = (row["date"]["earliest"] or row["date"]["latest"] or "")[:7]
        if month is not None and began != month:
            out.add_row()
        month = began
        kind = Text(_bar(row["importance"]), style=_STYLES.get(row["kind"], "white"))
        title = Text(clean(row["title"]), style="bold" if row["importance"] >= 0.6 else "")
        out.add_row(when(row["date"]), kind, title, f"{len(row['documents']):,}", short(row["id"]))
    return out


def _bar(importance: float) -> str:
    return _STEPS[min(len(_STEPS) - 1, int(importance * len(_STEPS)))]
