"""``parley show``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.choices import choices
from parley.cli.date import print_dating
from parley.cli.options import Command, json_option, record_option
from parley.cli.output import amount, clean, console, is_terminal, plain, write_json
from parley.cli.rows import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console
    from rich.text import Text

    from parley.api import Record
    from parley.records import Document

    Name = Callable[[str], str]

Row = dict[str, Any]
_LABEL = 22  # columns of a field's name, or of a block's role and reason
_MADE = ("meetings", "agreements")  # kinds whose rows are made of what several pages report
_PAGES = 8  # pages whose words an entry of many is shown with
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
                _page(view.document(found["entry"]["id"]), found, blocks, names(opened))
        else:
            _entry(opened, found)


def _page(document: Document, found: Row, blocks: bool, name: Name) -> None:
    """A page's text, its chrome dimmed; with `blocks`, the role of each block and its reason beside it."""
    from rich.text import Text

    out = console()
    _fields(out, "documents", found["entry"], name)
    _withdrawn(out, found)
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
    _fields(out, found["kind"], entry, names(record))
    _withdrawn(out, found)
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
    _elsewhere(out, entry["evidence"], document.id, 0 if found["kind"] == "actors" else _PAGES)


def _withdrawn(out: Console, found: Row) -> None:
    """That the agency withdrew the page, with all versions before it."""
    from rich.text import Text

    if "withdrawn" in found:
        told = f"by the agency, in this version or a later one ({plain(found['withdrawn'])})"
        _pair(out, Text("withdrawn", style="dim"), Text(told, style="yellow"))


def _elsewhere(out: Console, evidence: list[Row], page: str, most: int) -> None:
    """The words of at most so many other pages that an entry rests on, and how many more these are."""
    from rich.text import Text

    from parley.cli.cards import short

    quotes: dict[str, list[str]] = {}
    for piece in evidence:
        if piece["document_id"] != page:
            quotes.setdefault(piece["document_id"], []).append(plain(piece["quote"]))
    shown = list(quotes.items())[:most]
    if quotes:
        out.print()
    for other, words in shown:
        line = Text(f"{short(other)}  ", style="dim italic").append(
            " […] ".join(words), style="not dim not italic"
        )
        out.print(line, soft_wrap=not is_terminal())
    if len(quotes) > len(shown):
        out.print(f"and in {amount(len(quotes) - len(shown), 'other page')}", style="dim")


def _fields(out: Console, kind: str, entry: Row, name: Name) -> None:
    """What a row holds, one line a field that is not empty."""
    from rich.text import Text

    from parley.cli.cards import short

    _pair(out, Text("id", style="dim"), Text(entry["id"], style="bold"))
    if "document_id" in entry:
        _pair(out, Text("page", style="dim"), Text(short(entry["document_id"])))
    before = ""
    for field, words in _lines(kind, entry, name):
        label = "" if field == before and is_terminal() else field.replace("_", " ")
        _pair(out, Text(label, style="dim"), Text(plain(words)))
        before = field


def _lines(kind: str, entry: Row, name: Name) -> Iterator[tuple[str, str]]:
    """Each field that is not empty, in words; what pages tell of a meeting or agreement comes field by field."""
    from parley.cli import told
    from parley.views import reviewed
    from parley.views.comparisons import question

    for field, value in entry.items():
        if field in _HIDDEN or value in (None, "", [], {}, False):
            continue
        if field == "review":
            yield field, reviewed.told(entry) or ""
        elif field == "slot":
            yield "question", question(entry, name)
        elif kind == "comparisons" and field == "values":
            yield from told.compared(entry)
        elif kind in _MADE and field == "values":
            yield from ((f"told: {label}", words) for label, words in told.values(entry, name))
        elif kind in _MADE and field in ("history", "chain"):
            yield from told.stages(entry, field)
        elif kind in _MADE and field in ("place", "delegates", "duration"):
            yield field, told.value(field, value, name)
        elif shown := _value(value, name):
            yield field, shown


def _value(value: Any, name: Name) -> str:
    """A field's value in a few words; of actors their names."""
    from parley.cli.cards import when, who

    if isinstance(value, dict) and "edtf" in value:
        return f"{when(value)} ({value['basis']})" if when(value) else ""
    if isinstance(value, dict) and "surface" in value:
        printed = "" if value["surface"] == value["name"] else f" (in print: {value['surface']})"
        return f"{who(value)}{printed}"
    if isinstance(value, dict) and "confidence" in value:
        return f"{value['field']} from {value['source']} ({value['confidence']:.0%})"
    if isinstance(value, list):
        return ", ".join(filter(None, (_value(v, name) for v in value)))
    if isinstance(value, dict) and "text" in value:
        return str(value["text"] or "")
    if isinstance(value, dict):
        told = value.get("title") or value.get("name") or value.get("quote")
        parts = ((part, _value(inner, name)) for part, inner in value.items() if inner is not None)
        return str(told or ", ".join(f"{part}: {words}" for part, words in parts if words))
    return f"{value:,g}" if isinstance(value, float) else name(str(value))


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
