"""``parley show``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.options import Command, json_option, record_option
from parley.cli.output import clean, console, is_terminal, plain, write_json

if TYPE_CHECKING:
    from rich.console import Console

    from parley.api import Record
    from parley.records import Document

Row = dict[str, Any]
_HIDDEN = ("text", "blocks", "evidence", "content_spans", "cue_span", "id", "document_id")


@click.command(
    cls=Command,
    examples="""parley show statement-3f2a9c1e
                parley show document-71c0 --blocks
                parley show actor-9d""",
)
@click.argument("entry_id", metavar="ID")
@record_option
@click.option("--blocks", is_flag=True, help="Of a page: each block's role and the rule that gave it.")
@json_option
def show(entry_id: str, record: Path | None, blocks: bool, as_json: bool) -> None:
    """One entry in its context, one page, or one actor. The beginning of an id will do."""
    from parley import api

    with api.open(record) as opened:
        found = opened.show(entry_id)
        if as_json:
            write_json(found)
        elif found["kind"] == "documents":
            with opened.view() as view:
                _page(view.document(found["entry"]["id"]), found["entry"], blocks)
        else:
            _entry(opened, found)


def _page(document: Document, entry: Row, blocks: bool) -> None:
    """A page's text, its chrome dimmed; with `blocks`, the role of each line beside it."""
    from rich.text import Text

    out = _console()
    _fields(out, entry)
    out.print()
    for block in document.blocks:
        words = clean(document.text[block.start : block.end])
        style = "bold" if block.role == "headline" else "" if block.is_content else "dim"
        line = Text()
        if blocks:
            line.append(f"{block.role:>10}  ", style="cyan" if block.is_content else "yellow")
            line.append(f"{block.start}:{block.end}  {block.reason}\n", style="dim")
        line.append(words, style=style)
        out.print(line, soft_wrap=not is_terminal())
        out.print()


def _entry(record: Record, found: Row) -> None:
    from parley.cli.marked import passage, statement_marks

    out, entry = _console(), found["entry"]
    _fields(out, entry)
    if "context" not in found:
        return
    with record.view() as view:
        document = view.document(found["document"]["id"])
    marks = [
        (e["start"], e["end"], "not dim bold") for e in entry["evidence"] if e["document_id"] == document.id
    ]
    if found["kind"] == "statements":
        marks = statement_marks(entry)
    out.print()
    context = found["context"]
    words = passage(document, context["start"], context["end"], marks, whole=True)
    out.print(words, soft_wrap=not is_terminal())
    out.print()
    more = len({e["document_id"] for e in entry["evidence"]}) - 1
    if more:
        out.print(f"and in {more} other pages", style="dim")


def _fields(out: Console, entry: Row) -> None:
    """What a row holds, one line a field that is not empty."""
    from rich.text import Text

    from parley.cli.cards import short, when, who

    rows: list[tuple[str, str]] = [("id", entry["id"])]
    if "document_id" in entry:
        rows.append(("page", short(entry["document_id"])))
    for name, value in entry.items():
        if name in _HIDDEN or value in (None, "", [], False):
            continue
        if isinstance(value, dict) and "edtf" in value:
            shown = f"{when(value)} ({value['basis']})" if when(value) else ""
        elif isinstance(value, dict) and "surface" in value:
            shown = f"{who(value)}  as printed: {value['surface']}"
        elif isinstance(value, list):
            shown = ", ".join(_short(v) for v in value)
        else:
            shown = str(value)
        if shown:
            rows.append((name.replace("_", " "), shown))
    width = max(len(name) for name, _ in rows)
    for name, shown in rows:
        line = Text(f"{name:>{width}}  ", style="dim")
        line.append(plain(shown), style="not dim")
        out.print(line, soft_wrap=not is_terminal())


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("title") or value.get("name") or value.get("quote") or value)
    return str(value)


def _console() -> Console:
    return console()
