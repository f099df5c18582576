"""``parley brief``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from parley.cli.options import Command, filter_options, json_option, record_option
from parley.cli.output import say, write_json


@click.command(
    cls=Command,
    examples="""parley brief > brief.md
                parley brief --since 2031-06 --until 2031-07 -o june.docx
                parley brief --since 2031-06 --party Velmara --title "Velmara since June" -o velmara.md""",
)
@record_option
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write it, as .md or .docx; without it, Markdown to standard output.",
)
@click.option("--title", metavar="TEXT", help="Its heading, in place of “Brief”.")
@json_option
@filter_options(
    "since",
    "until",
    "party",
    "issue",
    "outlet",
    party="What this side or mediator has part in, and what it says.",
    issue="What touches an issue of the profile.",
)
def brief(record: Path | None, out: Path | None, title: str | None, as_json: bool, **filters: Any) -> None:
    """Write a brief of a period, each sentence with its sources.

    It tells what it rests on; which positions hardened, softened or are new; meetings held and planned; agreements and
    what became of them; where accounts differ; figures claimed; notable incidents; and the sources by number. Words in
    quotation marks are the page's own, exactly. What is left out is counted.
    """
    from parley import api

    if as_json and out:
        raise click.UsageError("--json goes to standard output; leave out -o")
    with api.open(record) as opened:
        made = opened.brief(title=title, **filters)
        if as_json:
            write_json(made.to_dict())
        elif out is None:
            sys.stdout.write(made.markdown())
        else:
            say(f"{made.save(out)}: {len(made.sources):,} sources")
