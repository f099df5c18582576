"""``parley export``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from parley.cli.options import Command, Word, filter_options, log_option, record_option
from parley.cli.output import amount, say
from parley.export.formats import FORMATS

_FILTERS = (
    "speaker", "party", "since", "until", "outlet", "issue", "act", "mode", "document", "review", "once",
)  # fmt: skip


@click.command(
    cls=Command,
    examples="""parley export out
                parley export -r rec --format csv tables
                parley export --format sqlite --since 2031-06 record.db
                parley export --reviewed --format csv checked
                parley export --format ical --party Velmara talks.ics""",
)
@click.argument("out", type=click.Path(path_type=Path, allow_dash=True))
@record_option
@click.option(
    "--format",
    "form",
    type=Word("format", tuple(FORMATS)),
    default="jsonl",
    show_default=True,
    metavar="NAME",
    help=f"One of: {', '.join(FORMATS)}.",
)
@filter_options(*_FILTERS)
@click.option(
    "--reviewed", is_flag=True, help="Only what a person accepted or corrected, and what stands for that."
)
@log_option
def export(out: Path, record: Path | None, form: str, reviewed: bool, **filters: Any) -> None:
    """Write the record, or what the filters choose of it, to OUT; what a person rejected is left out.

    jsonl, csv and parquet give a folder with one file a kind, and datapackage.json, which describes them; the other
    formats give one file, those of text also a pipe, as -. The filters are those of the listings, and choose the same.

    Files appear whole or not at all. The same record gives the same bytes. In CSV files a text that a
    spreadsheet would run as a formula has an apostrophe before it; JSON Lines files are exact.
    """
    from parley import api

    if reviewed and filters["review"] is not None:
        raise click.UsageError("--reviewed is --review reviewed; name one")
    filters["review"] = "reviewed" if reviewed else filters["review"]
    with api.open(record) as opened:
        to_pipe = str(out) == "-"
        counts = opened.write(sys.stdout, form, **filters) if to_pipe else opened.export(out, form, **filters)
        hidden = 0 if filters["review"] else sum(opened.review_hidden(**filters).values())
    told = ", ".join(amount(count, _noun(kind)) for kind, count in counts.items())
    say(f"{out}: {told or 'nothing'}")
    if hidden:
        say(f"left out: {amount(hidden, 'entry')} that a person rejected")
    for kind, count in counts.left_out.items():
        say(f"left out: {amount(count, _noun(kind))} ({FORMATS[form].leaves})")


def _noun(kind: str) -> str:
    """A kind in the singular."""
    return kind[:-3] + "y" if kind.endswith("ies") else kind.removesuffix("s")
