"""``parley init``."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli.options import Command
from parley.cli.output import say


@click.command(
    cls=Command,
    examples="""parley init
                parley init talks --profile talks.toml""",
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option(
    "--profile",
    metavar="NAME_OR_FILE",
    help="The negotiation's data; a file is copied into the record.",
)
def init(folder: Path, profile: str | None) -> None:
    """Make an empty record in FOLDER/.parley, for sources that are added later.

    `parley build` needs no init: it makes the record that it writes to.
    """
    from parley import locate
    from parley.errors import UsageError
    from parley.store import open_store

    place = locate.Place(folder.expanduser().resolve() / locate.HIDDEN)
    if place.exists:
        raise UsageError(f"{place.folder}: there is a record already; add to it with: parley build SOURCE...")
    place.folder.mkdir(parents=True, exist_ok=True)
    place.keep_profile(profile or place.settings().settings.profile)
    open_store(place.database, create=True).close()
    say(f"made {place.folder}\nnext: parley build SOURCE...")
