"""``parley serve``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from parley.cli.options import Command, log_option, record_option

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
PORT = 8765


@click.command(
    cls=Command,
    examples="""parley serve
                parley serve -r ~/talks --port 9000 --open
                PARLEY_TOKEN=$(openssl rand -hex 16) parley serve --host 0.0.0.0 --allow-host desk.example.org""",
)
@record_option
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option(
    "--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="0: any free one."
)
@click.option(
    "--token", envvar="PARLEY_TOKEN", metavar="TOKEN", help="What a reader must know [env: PARLEY_TOKEN]."
)
@click.option(
    "--allow-host", "names", multiple=True, metavar="NAME", help="A name that the server goes by, too."
)
@click.option("--title", metavar="TEXT", help="The heading of every page [default: the record's folder].")
@click.option("--note", metavar="TEXT", help="A sentence for the head of every page.")
@click.option("--reviewer", metavar="NAME", help="Who decides where a browser gave no name.")
@click.option("--read-only", is_flag=True, help="Nothing can be decided here.")
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    metavar="N",
    help="How many answer [default: 1; of a large record on Linux 2].",
)
@click.option("--open", "browse", is_flag=True, help="Open it in the browser.")
@log_option
def serve(
    record: Path | None,
    host: str,
    port: int,
    token: str | None,
    names: tuple[str, ...],
    title: str | None,
    note: str | None,
    reviewer: str | None,
    read_only: bool,
    processes: int | None,
    browse: bool,
) -> None:
    """Read the record in a browser: every listing, page and entry, with filters, search and their words.

    Entries can be accepted, rejected, corrected and noted there; every decision stands in the record's log.

    Nobody but this machine can reach it, unless --host says so, and then only with a token.
    """
    from parley import api

    if host not in LOOPBACK and not token:
        raise click.UsageError(
            f"{host} can be reached from other machines: give a --token, such as $(openssl rand -hex 16)"
        )
    with api.open(record) as opened:
        opened.serve(
            host,
            port,
            token=token,
            names=names,
            title=title,
            note=note,
            reviewer=reviewer,
            read_only=read_only,
            processes=processes,
            started=_told(browse),
        )


def _told(browse: bool) -> Callable[[str], None]:
    from parley.cli import log

    def started(address: str) -> None:
        if log.is_on():
            log.event("listening", address=address)
        else:
            click.echo(f"parley: {address} (stop with Ctrl-C)", err=True)
        if browse:
            import webbrowser

            webbrowser.open(address)

    return started
