"""``parley cite``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from parley.cli.choices import choices
from parley.cli.options import Command, Word, record_option


@click.command(
    cls=Command,
    examples="""parley cite statement-3f2a9c1e
                parley cite doc-71c0 --format bibtex >> paper.bib
                parley cite fig-9d2b --format csl""",
)
@click.argument("entry_id", metavar="ID")
@record_option
@click.option(
    "--format",
    "form",
    type=Word("format", ("text", "bibtex", "ris", "csl")),
    default="text",
    show_default=True,
    metavar="NAME",
    help="One of: text, bibtex, ris, csl.",
)
def cite(entry_id: str, record: Path | None, form: str) -> None:
    """The citation of a page, or of an entry with its words and where they stand.

    An entry that rests on several pages gives one citation a page. The beginning of an id will do.
    """
    from parley import api

    with api.open(record) as opened, choices(opened):
        sys.stdout.write(opened.cite(entry_id, form))
