"""``parley init``."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli.options import Command
from parley.cli.output import say


@click.command(
    cls=Command,
    examples="""parley init
                parley init talks --profile talks.toml
                parley init desk --store postgresql://anna@db.example/talks?schema=peace""",
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option(
    "--profile",
    metavar="NAME_OR_FILE",
    help="The negotiation's data; a file is copied into the record.",
)
@click.option(
    "--store",
    metavar="URL",
    help="Keep it on a server: postgresql://USER@HOST/DATABASE?schema=NAME (docs/postgres.md).",
)
def init(folder: Path, profile: str | None, store: str | None) -> None:
    """Make an empty record in FOLDER/.parley, for sources that are added later.

    `parley build` needs no init: it makes the record that it writes to.
    """
    from parley import api, locate
    from parley.errors import UsageError

    place = locate.Place(folder.expanduser().resolve() / locate.HIDDEN)
    if place.exists:
        raise UsageError(f"{place.folder}: there is a record already; add to it with: parley build SOURCE...")
    settings = place.settings({"store": store}).settings
    place.folder.mkdir(parents=True, exist_ok=True)
    place.keep_profile(profile or settings.profile)
    api.make_store(place, settings).close()
    say(f"made {place.folder}\nnext: parley build SOURCE...")
