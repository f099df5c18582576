"""``parley show``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.choices import choices
from parley.cli.date import print_dating
from parley.cli.options import Command, json_option, record_option
from parley.cli.output import amount, clean, console, is_terminal, plain, write_json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from parley.api import Record
    from parley.records import Document

Row = dict[str, Any]
_LABEL = 22  # columns of a field's name, or of a block's role and reason
_HIDDEN = ("text", "blocks", "passages", "ties", "evidence", "content_spans", "cue_span", "id", "document_id")


@click.command(
    cls=Command,
    examples="""parley show statement-3f2a9c1e
                parley show doc-71c0 --blocks
                parley show doc-71c0 --date
                parley show actor-9d""",
)
@click.argument("entry_id", metavar="ID")
@record_option
@click.option("--blocks", is_flag=True, help="Of a page: each block's role and the rule that gave it.")
@click.option("--date", "dated", is_flag=True, help="Of a page: its date, with the proof in sentences.")
@json_option
def show(entry_id: str, record: Path | None, blocks: bool, dated: bool, as_json: bool) -> None:
    """One entry in its context, one page, or one actor. The beginning of an id will do."""
    from parley import api

    with api.open(record) as opened:
        with choices(opened):
            found = opened.dating(entry_id) if dated else opened.show(entry_id)
        if as_json:
            write_json(found)
        elif dated:
            print_dating(found)
        elif found["kind"] == "documents":
            with opened.view() as view:
                _page(view.document(found["entry"]["id"]), found["entry"], blocks)
        else:
            _entry(opened, found)


def _page(document: Document, entry: Row, blocks: bool) -> None:
    """A page's text, its chrome dimmed; with `blocks`, the role of each block and its reason beside it."""
    from rich.text import Text

    out = console()
    _fields(out, entry)
    out.print()
    for block in document.blocks:
        style = "bold" if block.role == "headline" else "" if block.is_content else "dim"
        words = Text(clean(document.text[block.start : block.end]), style=style)
        if blocks:
            label = Text(block.role, style="cyan" if block.is_content else "yellow")
            kind = f" {block.kind.replace('_', ' ')}" if block.kind else ""
            tongue = f" [{block.language}]" if block.language else ""
            place = f"{kind} {block.start}:{block.end}{tongue}\n{clean(block.reason)}"
            label.append(place, style="not bold dim default")
            _pair(out, label, words)
        else:
            out.print(words, soft_wrap=not is_terminal())
        out.print()


def _entry(record: Record, found: Row) -> None:
    from parley.cli.marked import passage, statement_marks

    out, entry = console(), found["entry"]
    _fields(out, entry)
    if "context" not in found:
        return
    with record.view() as view:
        document = view.document(found["document"]["id"])
    here = [e for e in entry["evidence"] if e["document_id"] == document.id]
    marks = [(e["start"], e["end"], "not dim bold") for e in here]
    if found["kind"] == "statements":
        marks = statement_marks(entry)
    out.print()
    context = found["context"]
    words = passage(document, context["start"], context["end"], marks, whole=True)
    out.print(words, soft_wrap=not is_terminal())
    more = len({e["document_id"] for e in entry["evidence"]}) - 1
    if more:
        out.print(f"\nand in {amount(more, 'other page')}", style="dim")


def _fields(out: Console, entry: Row) -> None:
    """What a row holds, one line a field that is not empty."""
    from rich.text import Text

    from parley.cli.cards import short

    _pair(out, Text("id", style="dim"), Text(entry["id"], style="bold"))
    if "document_id" in entry:
        _pair(out, Text("page", style="dim"), Text(short(entry["document_id"])))
    for name, value in entry.items():
        if name not in _HIDDEN and value not in (None, "", [], False):
            shown = _value(value)
            if shown:
                _pair(out, Text(name.replace("_", " "), style="dim"), Text(plain(shown)))


def _value(value: Any) -> str:
    """A field's value in a few words."""
    from parley.cli.cards import when, who

    if isinstance(value, dict) and "edtf" in value:
        return f"{when(value)} ({value['basis']})" if when(value) else ""
    if isinstance(value, dict) and "surface" in value:
        printed = "" if value["surface"] == value["name"] else f" (in print: {value['surface']})"
        return f"{who(value)}{printed}"
    if isinstance(value, dict) and "confidence" in value:
        return f"{value['field']} from {value['source']} ({value['confidence']:.0%})"
    if isinstance(value, list):
        return ", ".join(_value(v) for v in value)
    if isinstance(value, dict):
        return str(value.get("title") or value.get("name") or value.get("quote") or value)
    return f"{value:,g}" if isinstance(value, float) else str(value)


def _pair(out: Console, left: Text, right: Text) -> None:
    """A label and a text: beside each other on a terminal, on one line in a pipe."""
    from rich.table import Table

    if not is_terminal():
        click.echo(f"{plain(left)}\t{right.plain}")
        return
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=_LABEL)
    grid.add_column(overflow="fold")
    grid.add_row(left, right)
    out.print(grid)
