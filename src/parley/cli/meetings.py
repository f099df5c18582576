"""``parley meetings``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.options import Command, Word, filter_options, form_options, record_option
from parley.cli.output import clean, console, say
from parley.cli.rows import named, names, place_name, remark_hidden, show
from parley.cli.told import days as in_days
from parley.cli.told import value as value_of
from parley.records import MEETING_STATUSES, name_key

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from parley.api import Record

Row = dict[str, Any]
Name = Callable[[str], str]
_STYLES = {
    "proposed": "yellow", "scheduled": "cyan", "under_way": "bold cyan", "held": "green", "paused": "yellow",
    "cancelled": "red", "failed": "bold red",
}  # fmt: skip
_HEADER = (
    "id", "form", "status", "dates", "place", "round", "parties", "mediators", "heads", "duration", "pages", "quote",
)  # fmt: skip
_FIELDS = (
    "dates",
    "place",
    "round",
    "parties",
    "mediators",
    "hosts",
    "delegates",
    "duration",
    "status",
    "agenda",
)
_LABEL = 10


@click.command(
    cls=Command,
    examples="""parley meetings --place Rill
                parley meetings --party Velmara --status scheduled
                parley meetings --since 2031-06 --csv > meetings.csv""",
)
@record_option
@click.option("--place", metavar="NAME", help="Of a town, a venue or a country, or a part of it.")
@click.option(
    "--status", type=Word("status", MEETING_STATUSES), help=f"One of: {', '.join(MEETING_STATUSES)}."
)
@filter_options(
    "party", "since", "until", "outlet", "issue", "document", "review", "limit",
    party="A side or mediator that takes part, or one of its people does.",
    issue="On whose agenda the issue is, such as ceasefire.",
)  # fmt: skip
@form_options
def meetings(
    record: Path | None,
    place: str | None,
    status: str | None,
    form: str | None,
    limit: int | None,
    **filters: Any,
) -> None:
    """Rounds of talks, summits, visits and calls, past and to come, each made of what all pages say of it.

    Where pages differ, each value stands beside its page. `parley show ID` has every page's words.
    """
    from parley import api
    from parley.cli.listings import remark_unknown

    with api.open(record) as opened:
        found = [
            row
            for row in opened.iterate("meetings", **filters)
            if (status is None or row["status"] == status) and (place is None or is_at(row, place))
        ]
        found.sort(key=_when)
        name = names(opened)
        show(
            "meetings",
            found,
            form,
            limit,
            header=_HEADER,
            cells=lambda rows: (_cells(row, name) for row in rows),
            draw=lambda rows: _draw(opened, rows, name),
            more={
                "party_names": named("parties", name),
                "mediator_names": named("mediators", name),
                "host_names": named("hosts", name),
                "delegate_names": lambda row: "; ".join(d["name"] for d in row["delegates"]),
                "place_name": place_name,
                "days": lambda row: "; ".join(d["edtf"] for d in row["dates"] if d["edtf"]),
            },
        )
        remark_hidden(opened, "meetings", filters)
        if not found:
            remark_unknown(opened, filters)
            if place is not None:
                _remark_place(opened, place)


def _remark_place(record: Record, typed: str) -> None:
    """Say that no meeting was at a place, and where meetings were."""
    rows = list(record.iterate("meetings"))
    if not any(is_at(row, typed) for row in rows):
        known = sorted({row["place"]["name"] for row in rows if row["place"]})
        say(
            clean(
                f"no meeting at {typed!r} on record" + (f"; there are: {', '.join(known)}" if known else "")
            )
        )


def is_at(row: Row, typed: str) -> bool:
    """Whether a meeting was at a place that a person names: its town, venue or country."""
    words = set(name_key(typed).split())
    places = [v["value"] for v in row["values"].get("place", ())] + [row["place"] or {}]
    return bool(words) and any(
        words <= set(name_key(str(part)).split()) for place in places for part in place.values() if part
    )


def _when(row: Row) -> tuple[str, str]:
    """In order of time, those without a day last."""
    first = min((d["earliest"] or d["latest"] or "9999" for d in row["dates"]), default="9999")
    return first, str(row["id"])


def _cells(row: Row, name: Name) -> tuple[Any, ...]:
    return (
        row["id"],
        row["form"],
        row["status"],
        "; ".join(d["edtf"] for d in row["dates"]),
        _place(row["place"]),
        row["round"],
        "; ".join(map(name, row["parties"])),
        "; ".join(map(name, row["mediators"])),
        "; ".join(d["name"] for d in row["delegates"] if d["head"]),
        row["duration"],
        len({e["document_id"] for e in row["evidence"]}),
        " [...] ".join(e["quote"] for e in row["evidence"]),
    )


def _draw(record: Record, rows: Iterable[Row], name: Name) -> None:
    out = console()
    with record.view() as view:
        uris = {row["id"]: row["uri"] for row in view.documents()}
    for row in rows:
        out.print(card(row, name, uris))
        out.print()


def card(row: Row, name: Name, uris: Mapping[str, str]) -> Table:
    """Days, place and status beside the sides and each field, with its pages where they say different things."""
    from rich.table import Table
    from rich.text import Text

    from parley.cli.cards import LEFT, short
    from parley.views.days import best

    first = best(row["dates"])
    days = in_days([first]) if first else "date open"
    left = Text()
    left.append(days, style="bold")
    left.append(f"\n{clean(_place(row['place'])) or 'place open'}")
    left.append(f"\n{row['status'].replace('_', ' ')}", style=_STYLES.get(row["status"], "green"))
    right = Text()
    right.append(_title(row, name), style="bold")
    for field in _FIELDS:
        _told(right, field, row["values"].get(field, ()), name, uris)
    if row["outcome"]:
        right.append(f"\n{'outcome':<{_LABEL}} ", style="dim")
        right.append(", ".join(map(short, row["outcome"])))
    pages = ", ".join(sorted({_line(uris.get(e["document_id"], "")) for e in row["evidence"]}))
    right.append(f"\n{pages} · {short(row['id'])}", style="dim italic")
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=LEFT)
    grid.add_column(ratio=1)
    grid.add_row(left, right)
    return grid


def _title(row: Row, name: Name) -> str:
    number = (
        f"round {row['round']} · " if row["round"] else f"{row['count']} times · " if row["count"] > 1 else ""
    )
    sides = " and ".join(clean(name(side)) for side in row["parties"])
    return f"{number}{row['form']} · {sides or 'sides open'}"


def _told(right: Text, field: str, values: Any, name: Name, uris: Mapping[str, str]) -> None:
    """A field: once where all pages agree, else each value with its pages."""
    said: dict[str, list[str]] = {}
    for value in values:
        said.setdefault(value_of(field, value["value"], name), []).append(uris.get(value["document_id"], ""))
    shown = {"parties": 1, "place": 1, "dates": 1, "status": 1, "round": 1}.get(field, 0)
    if len(said) <= shown:
        return
    for number, (value, pages) in enumerate(said.items()):
        right.append(f"\n{field if number == 0 else '':<{_LABEL}} ", style="dim")
        right.append(clean(value))
        if len(said) > 1:
            right.append(f" ({', '.join(sorted({_line(page) for page in pages}))})", style="dim")


def _place(place: Row | None) -> str:
    if not place:
        return ""
    venue = place["venue"] if place["venue"] and place["venue"] != place["name"] else None
    return ", ".join(part for part in (venue, place["name"]) if part)


def _line(words: str) -> str:
    return " ".join(clean(words).split())
