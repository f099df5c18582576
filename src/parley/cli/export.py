"""``parley export`` and ``parley dossier`` write folders; this is the first."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli.options import Command, Word, record_option
from parley.cli.output import amount, say


@click.command(
    cls=Command,
    examples="""parley export out
                parley export -r rec --format csv tables""",
)
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@record_option
@click.option(
    "--format",
    "form",
    type=Word("format", ("jsonl", "csv")),
    default="jsonl",
    show_default=True,
    help="Form.",
)
def export(out: Path, record: Path | None, form: str) -> None:
    """Write all rows to the folder OUT, one file a kind, and datapackage.json, which describes them.

    Files appear whole or not at all. The same record gives the same bytes. In CSV files a text that a
    spreadsheet would run as a formula has an apostrophe before it; JSON Lines files are exact.
    """
    from parley import api

    with api.open(record) as opened:
        counts = opened.export(out, form)
    told = ", ".join(amount(count, kind.removesuffix("s")) for kind, count in counts.items())
    say(f"{out}: {told}")
