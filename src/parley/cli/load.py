"""``parley load``."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli.options import Command
from parley.cli.progress import progress


@click.command(
    cls=Command,
    examples="""parley build crawl/ -o parts --engine daft
                parley load parts -o rec""",
)
@click.argument("folder")
@click.option(
    "-o",
    "-r",
    "--record",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="REC",
    help="The record's folder, made if need be.",
)
@click.option(
    "--profile",
    metavar="NAME_OR_FILE",
    help="The negotiation's data; otherwise that which the pages were read with.",
)
@click.option("--store", metavar="URL", help="Where a new record is kept: postgresql://USER@HOST/DATABASE")
def load(folder: str, record: Path, profile: str | None, store: str | None) -> int:
    """Take the pages in FOLDER into a record and link it.

    FOLDER, or an s3:// address, is what `parley build --engine daft` wrote. The record is the one that
    `parley build` makes of the same pages, and later builds go on from it: a new record keeps the settings
    that the pages were read with.
    """
    from parley import api, locate
    from parley.cli.build import tell

    place = locate.target((), record)
    with progress("loading pages") as tick:
        report = api.load(place, folder, profile=profile, store=store, progress=tick)
    return tell(place, report, True)
