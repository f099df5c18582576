"""``parley step``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from parley.cli.options import Command, Word, model_options, record_option
from parley.cli.output import say, tally

NAMES = (
    "clean", "times", "statements", "figures", "roles", "positions", "meetings", "agreements", "events",
    "families", "stories",
)  # fmt: skip


@click.command(
    cls=Command,
    examples="""parley step clean < pages.jsonl > documents.jsonl
                parley step statements --profile talks.toml < texts.jsonl
                parley step statements --llm-model qwen3:8b < texts.jsonl > both.jsonl""",
)
@click.argument("name", type=Word("step", NAMES))
@click.option("--profile", metavar="NAME_OR_FILE", help="The negotiation's data.")
@model_options
@record_option
def step(
    name: str, profile: str | None, llm_model: str | None, llm_endpoint: str | None, record: Path | None
) -> int:
    """Run one step alone: JSON Lines on standard input to JSON Lines on standard output, in order.

    \b
    clean        {id, html or text, url?, outlet?}  ->  {id, document}
    times        {id, text, published?}             ->  {id, times}
    statements   {id, text, published?}             ->  {id, statements}
    figures      {id, text, published?}             ->  {id, figures}
    roles        {id, text, published?}             ->  {id, roles}
    positions    {id, text, published?}             ->  {id, positions}
    meetings     {id, text, published?}             ->  {id, meetings}
    agreements   {id, text, published?}             ->  {id, agreements}
    events       {id, text, published?}             ->  {id, events}
    families     {id, text}                         ->  {a, b, kind, containment_a, containment_b, passages}
    stories      {id, text, date?}                  ->  {id, story}

    The last two read all rows before they give any: a row for each pair of texts that share prose, and
    for each text the number of its story.

    Offsets refer to the given text. A row that cannot be read gives {id, error} in its place and a
    message on standard error; the exit code is then 3. Where a language model is asked too, each
    statement's origin says who found it, and the counts of each row what became of the answers.
    """
    from parley import locate
    from parley.export.files import json_line
    from parley.settings import resolve, user_file
    from parley.steps import run

    flags = {"profile": profile, "llm_model": llm_model, "llm_endpoint": llm_endpoint}
    resolved = locate.find(record).settings(flags) if record else resolve(flags, user_file=user_file())
    bad, counts = 0, Counter[str]()
    for outcome in run(name, sys.stdin.buffer, resolved.settings):
        sys.stdout.write(json_line(outcome.row))
        sys.stdout.flush()
        counts.update(outcome.counts)
        if outcome.error:
            bad += 1
            say(f"parley: {outcome.error}")
    if counts:
        say(f"parley: {tally(name, counts)}")
    return 3 if bad else 0
