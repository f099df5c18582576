"""``parley who``, ``join`` and ``split``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from parley.cli.options import Command, json_option, record_option
from parley.cli.output import amount, clean, console, is_terminal, plain, say, write_json

Row = dict[str, Any]
_LABEL = 12  # columns
_SHOWN = 10  # meetings and agreements, the latest


@click.command(
    cls=Command,
    examples="""parley who Veshnik
                parley who "Lena Ostrava" --json""",
)
@click.argument("name", metavar="NAME")
@record_option
@json_option
def who(name: str, record: Path | None, as_json: bool) -> None:
    """One person, state or body: its names, its offices over time in the words of the pages, its side, what it
    said last and where it took part. A NAME that several go by is an error that lists them.
    """
    from parley import api

    with api.open(record) as opened:
        found = opened.who(name)
    if as_json:
        write_json(found)
    else:
        _print(found)


@click.command(
    cls=Command,
    examples="""parley join "Lena Ostrava" "L. Ostrowa"
                parley join "Lena Ostrava" "L. Ostrowa" --take-back""",
)
@click.argument("name", metavar="A")
@click.argument("other", metavar="B")
@record_option
@click.option("--take-back", is_flag=True, help="They were joined by hand; that no longer stands.")
def join(name: str, other: str, record: Path | None, take_back: bool) -> None:
    """A and B are names of one actor: what is recorded of both is recorded of one, which goes by A's name.

    Later builds keep it. Each is a name, or the beginning of an id (see: parley actors).
    """
    from parley import api

    api.join(record, name, other, take_back=take_back)
    say(f"parley: {plain(other)!r} {'is no longer' if take_back else 'is now'} {plain(name)!r}")


@click.command(
    cls=Command,
    examples="""parley split "Lena Ostrava" Ostrava
                parley split "Lena Ostrava" Ostrava --take-back""",
)
@click.argument("name", metavar="NAME")
@click.argument("part", metavar="ALIAS")
@record_option
@click.option("--take-back", is_flag=True, help="It was split off by hand; that no longer stands.")
def split(name: str, part: str, record: Path | None, take_back: bool) -> None:
    """ALIAS, one of the names that pages call NAME by, means somebody else, who is an actor of their own from now on.

    Later builds keep it.
    """
    from parley import api

    api.split(record, name, part, take_back=take_back)
    say(f"parley: {plain(part)!r} {'is again' if take_back else 'is no longer'} {plain(name)!r}")


def _print(found: Row) -> None:
    """The page on a terminal, or as plain lines."""
    from rich.table import Table

    out, actor = console(), found["actor"]

    def tell(label: str, words: Iterable[str], style: str = "") -> None:
        for number, line in enumerate(words):
            shown = label if number == 0 else ""
            if is_terminal():
                grid = Table.grid(padding=(0, 2, 0, 0))
                grid.add_column(width=_LABEL - 2)
                grid.add_column(overflow="fold")
                grid.add_row(shown, clean(line), style=style)
                out.print(grid)
            else:
                out.print(f"{shown:<{_LABEL}}{clean(line)}", soft_wrap=True)

    out.print(clean(actor["name"]), style="bold", soft_wrap=True)
    tell("", [" · ".join(v for v in (actor["kind"], actor["country"], actor["id"]) if v)], "dim")
    others = [form for form in actor["aliases"] if form != actor["name"]]
    tell("also", [", ".join(others)] if others else [])
    tell("side", [actor["party"]] if actor["party"] else [])
    tell("offices", _offices(actor["roles"]))
    tell("joined", (_judged(row) for row in found["joined"]))
    said = found["statements"]
    tell("statements", [f"{said['count']:,}" + (", the latest:" if said["latest"] else "")])
    tell("", (_said(row) for row in said["latest"]))
    for kind, rows in found["took_part"].items():
        latest = rows[-_SHOWN:]
        tell(kind, (_took_part(row) for row in latest))
        if len(latest) < len(rows):
            tell("", [f"and {len(rows) - len(latest):,} before (see: parley {kind} --party)"], "dim")


def _offices(roles: Iterable[Row]) -> Iterator[str]:
    """One line an office: what and of whom, when it was printed so, and the words."""
    for role in roles:
        days = " to ".join(dict.fromkeys(_day(day) for day in (role["from"], role["to"]) if day))
        of = (
            f" of {role['of']}"
            if role["of"] and role["of"].casefold() not in role["title"].casefold()
            else ""
        )
        pages = amount(len(role["evidence"]), "page")
        yield f'{role["title"]}{of} ({f"{days}, " if days else ""}{pages}): "{plain(role["evidence"][0]["quote"])}"'


def _day(edtf: str) -> str:
    first, _, last = edtf.partition("/")
    return f"between {first} and {last}" if last else first


def _judged(row: Row) -> str:
    by = "by hand" if row["by"] == "user" else f"{row['score']:.2f}"
    return f"{row['why']} ({by})"


def _said(row: Row) -> str:
    from parley.cli.cards import short, when

    day = when(row["date"]) or row["page_date"] or "date open"
    return f"{day}: {plain(row['content'])} ({', '.join(v for v in (row['outlet'], short(row['id'])) if v)})"


def _took_part(row: Row) -> str:
    from parley.cli.cards import short
    from parley.cli.told import days

    place = (row.get("place") or {}).get("name")
    what = row.get("form") or (row.get("kind") or "").replace("_", " ")
    known = (days(_dates(row)) or "date open", what, place, row["status"].replace("_", " "), short(row["id"]))
    return " · ".join(part for part in known if part)


def _dates(row: Row) -> list[Row]:
    """The narrowest date of a meeting, the date of an agreement."""
    from parley.views.days import best

    first = best(row["dates"]) if "dates" in row else row["date"]
    return [first] if first else []
