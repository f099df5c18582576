"""``parley explain``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from parley.cli.account import account
from parley.cli.choices import choices
from parley.cli.options import Command, json_option, record_option
from parley.cli.output import console, is_terminal, plain, write_json
from parley.cli.rows import names

Row = dict[str, Any]
_LABEL = 11  # columns: the longest label of an account
_STYLES = {
    "speaker": "bold",
    "claimed by": "bold",
    "content": "green",
    "and": "green",
    "rule": "dim",
    "": "dim",
}


@click.command(cls=Command, examples="parley explain statement-3f2a9c1e")
@click.argument("entry_id", metavar="ID")
@record_option
@json_option
def explain(entry_id: str, record: Path | None, as_json: bool) -> None:
    """Why an entry is in the record: who is taken as the speaker and why, who else was weighed, which
    words report it, how the content was found, and where each of them stands (first:last character).

    The beginning of an id will do.
    """
    from parley import api
    from parley.errors import UsageError

    with api.open(record) as opened, choices(opened):
        found, name = opened.explain(entry_id), names(opened)
    if "context" not in found:
        raise UsageError(
            f"{entry_id} is one of the {found['kind']}; explain takes an entry, such as a statement"
        )
    if as_json:
        entry = found["entry"]
        parts = pieces(found)
        told = {name: entry.get(name) for name in ("id", "rule", "origin")}
        write_json({**told, "parts": parts, "reasons": found["reasons"]})
    else:
        _print(found, name)


def pieces(found: Row) -> list[Row]:
    """Each part of an entry with its words, place and reading: speaker, cue, content, date, evidence."""
    entry, out = found["entry"], []
    texts = {(e["start"], e["end"]): e["quote"] for e in entry["evidence"]}

    def add(part: str, span: Any, words: str | None, reading: str | None) -> None:
        out.append({"part": part, "span": span, "words": words, "reading": reading})

    speaker = entry.get("speaker") or entry.get("source")
    if speaker:
        add("speaker", speaker["span"], speaker["surface"], speaker["name"] or "left open")
    if entry.get("cue"):
        add("cue", entry["cue_span"], entry["cue"], entry["act"])
    for span in entry.get("content_spans", ()):
        add("content", span, texts.get(tuple(span)), entry["mode"])
    if not entry.get("content_spans"):
        for start, end in texts:
            add("evidence", [start, end], texts[start, end], None)
    for name in ("addressee", "channel", "place", "when", "relayed_by"):
        if entry.get(name):
            add(name, None, entry[name], None)
    for proof in (entry.get("date") or {}).get("proof", ()):
        quote = (proof["evidence"] or {}).get("quote")
        add("date", None, quote or proof["value"], f"{entry['date']['edtf'] or 'open'}, {proof['rule']}")
    return out


def _print(found: Row, name: Callable[[str], str]) -> None:
    """The account of an entry: on a terminal labels beside wrapped words, elsewhere one line each."""
    from rich.table import Table
    from rich.text import Text

    out = console()
    rows = [(label, plain(words)) for label, words in account(found, name)]
    if not is_terminal():
        for line in (found["entry"]["id"], *(f"{label:>{_LABEL}}  {words}" for label, words in rows)):
            click.echo(line)
        return
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=_LABEL, justify="right", style="cyan")
    grid.add_column(overflow="fold")
    for label, words in rows:
        grid.add_row(label, Text(words, style=_STYLES.get(label, "")))
    out.print(Text(found["entry"]["id"], style="dim"))
    out.print(grid)
