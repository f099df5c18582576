"""``parley times``."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING

import click

from parley.cli.options import Command
from parley.cli.output import clean, console, is_terminal, say, write_plain
from parley.errors import UsageError

if TYPE_CHECKING:
    from rich.table import Table

    from parley.times import TimeExpression


@click.command(
    cls=Command,
    examples="""parley times 'They met on Tuesday and again late last month' --published 2031-06-04
                parley times --json < page.txt""",
)
@click.argument("text", required=False)
@click.option("--published", metavar="DAY", help="When the text was written, such as 2031-06-04.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON array.")
def times(text: str | None, published: str | None, as_json: bool) -> None:
    """What dates and times TEXT tells, and what days they mean.

    Without TEXT, standard input is read. Without --published, what hangs on the day of writing keeps an X in
    its value. `parley step times` does the same for many texts.
    """
    from parley.times import find

    told = sys.stdin.read() if text is None else text
    found = [e for e in find(told, _day(published)) if e.is_timex]
    if as_json:
        rows = [{"text": told[e.start : e.end], **e.to_dict()} for e in found]
        sys.stdout.write(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")
    elif is_terminal():
        console().print(_table(told, found))
    else:
        write_plain(HEADER, ((told[e.start : e.end], e.type, e.value, e.mod, *_bounds(e)) for e in found))
    if not found:
        say("parley: no date or time in this text")


HEADER = ("text", "type", "value", "mod", "earliest", "latest")


def _day(published: str | None) -> dt.date | None:
    if published is None:
        return None
    try:
        return dt.date.fromisoformat(published)
    except ValueError as error:
        raise UsageError(f"--published must be a day such as 2031-06-04, not {published!r}") from error


def _bounds(found: TimeExpression) -> tuple[str, str]:
    days = found.days
    return (days[0].isoformat(), days[1].isoformat()) if days else ("", "")


def _table(text: str, found: list[TimeExpression]) -> Table:
    from rich.table import Table

    out = Table(box=None, padding=(0, 2, 0, 0), header_style="bold dim", expand=False)
    for name, style in (("Words", "bold"), ("Type", "dim"), ("Value", ""), ("Days", "")):
        out.add_column(name, style=style, overflow="fold")
    for e in found:
        first, last = _bounds(e)
        days = first if first == last else f"{first} to {last}"
        kind = e.type.lower() + (f", {e.mod.lower().replace('_', ' ')}" if e.mod else "")
        out.add_row(clean(text[e.start : e.end]), kind, e.value, days)
    return out
