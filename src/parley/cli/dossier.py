"""``parley dossier``."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli.options import Command, log_option, record_option


@click.command(
    cls=Command,
    examples="""parley dossier -r rec ~/talks-dossier
                parley dossier talks --title "Strait talks" --note "Working copy, not for publication" """,
)
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@record_option
@click.option(
    "--title",
    metavar="TEXT",
    default="A sourced record",
    show_default=True,
    help="Heading of the first page.",
)
@click.option("--note", metavar="TEXT", help="A sentence for the head of every page.")
@log_option
def dossier(out: Path, record: Path | None, title: str, note: str | None) -> None:
    """Write a static site to the folder OUT and print the path of its first page.

    It opens from disk and needs no network; every entry links to its highlighted words in the page.
    """
    from parley import api

    with api.open(record) as opened:
        click.echo(opened.dossier(out, title=title, note=note))
