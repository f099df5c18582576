"""``parley load``, and ``parley build --engine daft``, whose parts it takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from parley.cli.options import Command
from parley.cli.output import amount, say
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
    "--profile", metavar="NAME_OR_FILE", help="The negotiation's data, as when the pages were read."
)
@click.option("--store", metavar="URL", help="Where a new record is kept: postgresql://USER@HOST/DATABASE")
def load(folder: str, record: Path, profile: str | None, store: str | None) -> int:
    """Take the pages in FOLDER into a record and link it.

    FOLDER, or an s3:// address, is what `parley build --engine daft` wrote. The record is the one that
    `parley build` makes of the same pages, and later builds go on from it.
    """
    from parley import api, locate
    from parley.cli.build import tell

    place = locate.target((), record)
    with progress("loading pages") as tick:
        report = api.load(place, folder, profile=profile, store=store, progress=tick)
    return tell(place, report, True)


def spread(
    sources: tuple[str, ...], out: Path | None, settings: dict[str, Any], engine: str, ray: str | None
) -> int:
    """Read sources into a folder of parts."""
    from parley.scale.engine import build
    from parley.settings import resolve, user_file
    from parley.workers import cores

    if engine != "daft":
        raise click.UsageError("--ray needs --engine daft")
    if not sources or out is None:
        raise click.UsageError("--engine daft needs sources and -o FOLDER")
    if settings.get("store"):
        raise click.UsageError("--store is for `parley load`, which takes what --engine daft wrote")
    names = ("profile", "workers", "llm_model", "llm_endpoint")
    flags = {name: settings.get(name) for name in names}
    chosen = resolve(flags, None, None, user_file()).settings
    target = str(out).replace("s3:/", "s3://", 1) if str(out).startswith("s3:/") else str(out)
    done = build(sources, target, chosen, ray=ray, workers=chosen.workers or cores())
    say(f"{target}: {amount(done, 'part')} read; next: parley load {target} -o REC")
    return 0
