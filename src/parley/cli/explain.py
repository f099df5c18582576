"""``parley explain``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from parley.cli.choices import choices
from parley.cli.options import Command, json_option, record_option
from parley.cli.output import console, is_terminal, plain, write_json

Row = dict[str, Any]


@click.command(cls=Command, examples="parley explain statement-3f2a9c1e")
@click.argument("entry_id", metavar="ID")
@record_option
@json_option
def explain(entry_id: str, record: Path | None, as_json: bool) -> None:
    """Why an entry is in the record: the rule that found it, each of its parts at its place, and for
    a statement who else might be its speaker, with scores.

    The beginning of an id will do.
    """
    from parley import api
    from parley.errors import UsageError

    with api.open(record) as opened, choices(opened):
        found = opened.explain(entry_id)
    if "context" not in found:
        raise UsageError(
            f"{entry_id} is one of the {found['kind']}; explain takes an entry, such as a statement"
        )
    parts = list(pieces(found))
    if as_json:
        entry = found["entry"]
        told = {name: entry.get(name) for name in ("id", "rule", "origin")}
        write_json({**told, "parts": parts, "reasons": found["reasons"]})
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
    for label, words in why(found):
        line = Text(f"{label:>10}  ", style="cyan")
        out.print(line.append(plain(words), style="not bold default"), soft_wrap=not is_terminal())


def why(found: Row) -> Iterator[tuple[str, str]]:
    """The reasons in lines of a label and words; the options of the speaker last, best first."""
    speaker = found["entry"].get("speaker") or found["entry"].get("source")
    reasons = found["reasons"]
    if reasons and reasons["cue"]:
        cue = reasons["cue"]
        yield "cue", f"{cue['lemma']}, which takes: {', '.join(cue['frames']) or 'its speaker'}"
    if reasons:
        yield "frame", f"{reasons['frame']}, speaker by: {reasons['relation']}"
    if speaker and speaker.get("basis"):
        score = f" ({speaker['score']:.2f})" if speaker["score"] is not None else ""
        yield "decided", f"{speaker['basis']}{score}"
    for option in ((reasons and reasons["speaker"]) or {}).get("options", ()):
        name = option["name"] if option["actor_id"] else f"{option['name']} (not settled)"
        yield f"{option['score']:.2f}", f"{name}: {', '.join(option['features'])}"
