"""``parley verify`` and ``parley doctor``."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli.options import Command, json_option, log_option, record_option
from parley.cli.output import amount, plain, write_json

SHOWN = 60  # code points of each side of a mismatch


@click.command(
    cls=Command,
    examples="""parley verify -r rec
                parley verify --json | jq .mismatches""",
)
@record_option
@json_option
@log_option
def verify(record: Path | None, as_json: bool) -> int:
    """Re-read every quotation of every entry against its page, and each page's text against its bytes.

    Exit code 1 and one line for each mismatch if anything differs.
    """
    from dataclasses import asdict

    from parley import api

    with api.open(record) as opened:
        found = opened.verify()
    if as_json:
        write_json(asdict(found))
        return 1 if found.mismatches else 0
    for wrong in found.mismatches:
        stands = "nothing" if wrong.found is None else repr(plain(wrong.found)[:SHOWN])
        click.echo(f"{wrong.id}\t{wrong.what}\tsays {plain(wrong.expected)[:SHOWN]!r}\tthe page {stands}")
    checked = f"{amount(found.documents, 'page')} and {amount(found.spans, 'span')} re-read"
    if found.mismatches:
        click.echo(f"{checked}: {amount(len(found.mismatches), 'mismatch')}; this is a bug, please report it")
        return 1
    click.echo(f"{checked}: every word stands where the record says")
    return 0


@click.command(cls=Command, examples="parley doctor -r rec")
@record_option
@json_option
@log_option
def doctor(record: Path | None, as_json: bool) -> int:
    """Check the record's file, its indexes and its references; exit code 1 if anything is wrong."""
    from dataclasses import asdict

    from parley import api

    with api.open(record) as opened:
        findings = opened.doctor()
    if as_json:
        write_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(f"{finding.what}\t{finding.todo}")
        if not findings:
            click.echo("the file, its indexes and its references are sound")
    return 1 if findings else 0
