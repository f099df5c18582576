"""``parley plot``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.options import Command, Word, filter_options, record_option
from parley.cli.output import is_terminal, say

if TYPE_CHECKING:
    from parley.views.pictures.picture import Table
    from parley.views.pictures.style import Theme

_KINDS = ("timeline", "positions", "figures", "meetings", "coverage")
_THEMES = ("auto", "light", "dark")


@click.command(
    cls=Command,
    examples="""parley plot timeline -o timeline.svg
                parley plot figures --unit prisoner --event exchange -o prisoners.png
                parley plot positions --issue ceasefire --theme dark -o ceasefire.svg
                parley plot meetings --since 2031-06 --title "Who met since June" -o met.svg
                parley plot coverage --csv > coverage.csv""",
)
@click.argument("kind", type=Word("picture", _KINDS), metavar="KIND")
@record_option
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write it, as .svg or .png; without it, SVG to a pipe.",
)
@click.option("--title", metavar="TEXT", help="Its heading, in place of its own.")
@click.option(
    "--theme",
    type=Word("theme", _THEMES),
    default="auto",
    show_default=True,
    help="Auto follows the reader's screen, and is light in a PNG.",
)
@click.option(
    "--width",
    type=click.IntRange(480, 4000),
    default=1000,
    show_default=True,
    metavar="N",
    help="Of the drawing, in pixels; a PNG has two dots for each.",
)
@click.option("--unit", metavar="NOUN", help="figures: what is counted, such as prisoner.")
@click.option("--event", metavar="VERB", help="figures: what happened to it, such as exchange.")
@click.option("--csv", "as_csv", is_flag=True, help="What it shows as CSV, to standard output.")
@filter_options("speaker", "party", "since", "until", "outlet", "issue", "document", "once")
def plot(
    kind: str,
    record: Path | None,
    out: Path | None,
    title: str | None,
    theme: Theme,
    width: int,
    unit: str | None,
    event: str | None,
    as_csv: bool,
    **filters: Any,
) -> None:
    """Draw a picture: timeline, positions, figures, meetings or coverage.

    timeline has a lane a kind; positions a row an issue and a column a side; figures the claims about one thing over
    time, by claimant (the most claimed, where neither --unit nor --event says which); meetings who met whom; coverage
    the pages of each outlet by month, and which stories it told.

    The SVG holds its own style, title and description. What is not drawn one by one is counted in a note.
    """
    from parley import api
    from parley.cli.listings import remark_unknown

    if as_csv and out:
        raise click.UsageError("--csv goes to standard output; leave out -o")
    if not as_csv and out is None and is_terminal():
        raise click.UsageError("an SVG is nothing for a terminal; name a file with -o, or use a pipe")
    with api.open(record) as opened:
        found = opened.plot(kind, title=title, width=width, unit=unit, event=event, **filters)
        if as_csv:
            _write_table(found.table)
        elif out is None:
            sys.stdout.write(found.svg(theme))
        else:
            say(f"{found.save(out, theme)}: {found.picture.about}")
        if found.picture.empty:
            remark_unknown(opened, filters)
            if as_csv or out is None:
                say(found.picture.empty)


def _write_table(table: Table) -> None:
    from parley.export.files import write_csv

    write_csv(sys.stdout, "picture", (dict(zip(table.head, row, strict=True)) for row in table.rows))
