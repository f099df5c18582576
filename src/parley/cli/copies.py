"""``parley migrate``, ``parley backup`` and ``parley restore``."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli.options import Command, json_option, log_option, record_option
from parley.cli.output import amount, say, write_json

_TOLD = ("documents", "pages", "entries", "links")  # tables whose rows a person can make sense of


@click.command(
    cls=Command,
    examples="""parley migrate rec postgresql://anna@db.example/talks?schema=peace
                parley migrate postgresql://anna@db.example/talks?schema=peace rec-2""",
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@json_option
@log_option
def migrate(source: str, target: str, as_json: bool) -> None:
    """Copy a record to a PostgreSQL server, or from one into a folder.

    FROM and TO are a record's folder or the address of a server. FROM stays as it is. TO must not be there; it
    comes to be whole, or, if this is broken off, not at all. All that was written is read again and compared.
    """
    from parley.copies.migrate import migrate as run
    from parley.server import is_server, masked

    counts = run(source, target)
    if as_json:
        write_json(dict(counts))
        return
    say(f"{masked(target)}: {', '.join(f'{counts[name]:,} {name}' for name in _TOLD)}; the same as they were")
    if is_server(target) and not is_server(source):
        say(f"to go on with it there: parley config set store '{masked(target)}' -r {source}")


@click.command(
    cls=Command,
    examples="""parley backup talks-2031-06-04.zip -r rec
                parley backup ~/backups/talks.zip --json | jq .files""",
)
@click.argument("file", type=click.Path(path_type=Path))
@record_option
@json_option
@log_option
def backup(file: Path, record: Path | None, as_json: bool) -> None:
    """Write the whole record into FILE, as of its last commit, also while a build goes on.

    The record is checked first, as by `parley doctor`. FILE is a zip archive with the record, its settings, its
    profile, what was fetched, and a manifest with the SHA-256 of each; it must not be there.
    """
    from parley import locate
    from parley.copies.backup import backup as run

    manifest = run(locate.find(record), file)
    if as_json:
        write_json(manifest)
    else:
        say(f"{file}: {amount(manifest['counts']['documents'], 'page')}; put it back with: parley restore")


@click.command(
    cls=Command,
    examples="""parley restore talks-2031-06-04.zip rec-2
                parley restore talks.zip desk --store postgresql://anna@db.example/talks?schema=peace""",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--store", metavar="URL", help="Put it on a server: postgresql://USER@HOST/DATABASE?schema=NAME."
)
@json_option
@log_option
def restore(file: Path, folder: Path, store: str | None, as_json: bool) -> None:
    """Put a backup back, as a new record in FOLDER; one that is there is never overwritten.

    Every file in it is compared with the manifest before anything is written.
    """
    from parley.copies.backup import restore as run

    manifest = run(file, folder, store)
    if as_json:
        write_json(manifest)
    else:
        say(f"{folder}: {amount(manifest['counts']['documents'], 'page')}, as they were backed up")
