"""``parley explain``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from parley.cli.options import Command, json_option, record_option
from parley.cli.output import console, is_terminal, plain, write_json

Row = dict[str, Any]


@click.command(cls=Command, examples="parley explain statement-3f2a9c1e")
@click.argument("entry_id", metavar="ID")
@record_option
@json_option
def explain(entry_id: str, record: Path | None, as_json: bool) -> None:
    """Why an entry is in the record: the rule that found it, and each of its parts at its place.

    The beginning of an id will do.
    """
    from parley import api
    from parley.errors import UsageError

    with api.open(record) as opened:
        found = opened.show(entry_id)
    if "context" not in found:
        raise UsageError(
            f"{entry_id} is one of the {found['kind']}; explain takes an entry, such as a statement"
        )
    parts = list(pieces(found))
    if as_json:
        entry = found["entry"]
        told = {"id": entry["id"], "rule": entry.get("rule"), "origin": entry.get("origin"), "parts": parts}
        write_json(told)
    else:
        _print(found, parts)


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
        add("date", None, quote or proof["value"], f"{entry['date']['edtf']}, {proof['rule']}")
    return out


def _print(found: Row, parts: list[Row]) -> None:
    from rich.text import Text

    out, entry = console(), found["entry"]
    head = Text(entry["id"], style="bold")
    if entry.get("rule"):
        head.append(f"\nrule           {plain(entry['rule'])}", style="not bold")
    if entry.get("origin"):
        head.append(f"\nfound by       {plain(entry['origin'])}", style="not bold")
    head.append(f"\nin             {plain(found['document']['uri'])}\n", style="not bold dim")
    out.print(head, soft_wrap=True)
    for part in parts:
        line = Text(f"{part['part']:>10}  ", style="cyan")
        span = part["span"]
        line.append(f"{span[0]}:{span[1]}".ljust(13) if span else " " * 13, style="dim not bold")
        line.append(plain(part["words"]), style="not dim default")
        if part["reading"]:
            line.append(f"  → {plain(part['reading'])}", style="green")
        out.print(line, soft_wrap=not is_terminal())
