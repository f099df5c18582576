"""``parley step``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from parley.cli.options import Command, Word, record_option
from parley.cli.output import say

NAMES = ("clean", "statements", "figures")


@click.command(
    cls=Command,
    examples="""parley step clean < pages.jsonl > documents.jsonl
                parley step statements --profile talks.toml < texts.jsonl""",
)
@click.argument("name", type=Word("step", NAMES))
@click.option("--profile", metavar="NAME_OR_FILE", help="The negotiation's data.")
@record_option
def step(name: str, profile: str | None, record: Path | None) -> int:
    """Run one step alone: JSON Lines on standard input to JSON Lines on standard output, in order.

    \b
    clean        {id, html or text, url?, outlet?}  ->  {id, document}
    statements   {id, text, published?}             ->  {id, statements}
    figures      {id, text, published?}             ->  {id, figures}

    Offsets refer to the given text. A row that cannot be read gives {id, error} in its place and a
    message on standard error; the exit code is then 3.
    """
    from parley import locate
    from parley.export.files import json_line
    from parley.settings import resolve, user_file
    from parley.steps import run

    flags = {"profile": profile}
    resolved = locate.find(record).settings(flags) if record else resolve(flags, user_file=user_file())
    bad = 0
    for outcome in run(name, sys.stdin.buffer, resolved.settings):
        sys.stdout.write(json_line(outcome.row))
        sys.stdout.flush()
        if outcome.error:
            bad += 1
            say(f"parley: {outcome.error}")
    return 3 if bad else 0
