"""How commands speak: data on standard output, progress and remarks on standard error.

On a terminal there is colour and wrapping; anywhere else plain lines whose fields are separated by
tabs. ``NO_COLOR`` and ``TERM=dumb`` leave the layout and take every escape sequence away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 110  # columns: longer lines of prose are hard to read


def is_terminal(stream: IO[str] | None = None) -> bool:
    """Whether a person is looking."""
    return (stream or sys.stdout).isatty()


def console(stream: IO[str] | None = None) -> Console:
    """A console for a terminal, at most `WIDEST` columns."""
    from rich.console import Console

    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    made = Console(
        file=stream or sys.stdout,
        highlight=False,
        color_system=None if plain else "auto",
        emoji=False,
        markup=False,
    )
    made.width = min(made.width, WIDEST)
    return made


def say(message: str) -> None:
    """A remark, on standard error."""
    from parley.cli import log

    if log.is_on():
        log.event("message", message=message)
        return
    print(message, file=sys.stderr, flush=True)


def plain(value: Any) -> str:
    """A value as one field of a plain line: no tab, no line break, no control character."""
    text = "" if value is None else str(value)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def clean(value: Any) -> str:
    """A text for a terminal: line breaks stay, control characters and escape sequences do not."""
    text = "" if value is None else str(value)
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def write_plain(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Tab-separated lines under a header."""
    sys.stdout.write("\t".join(header) + "\n")
    for row in rows:
        sys.stdout.write("\t".join(plain(field) for field in row) + "\n")


def write_rows(form: str, kind: str, rows: Iterable[Mapping[str, Any]]) -> int:
    """Rows as ``json``, ``nl`` or ``csv``, streaming; returns how many."""
    from parley.export.files import json_line, write_csv, write_jsonl

    if form == "csv":
        return write_csv(sys.stdout, kind, rows)
    if form == "nl":
        return write_jsonl(sys.stdout, rows)
    count = 0
    for row in rows:
        sys.stdout.write(("[\n" if count == 0 else ",\n") + json_line(row).rstrip("\n"))
        count += 1
    sys.stdout.write("\n]\n" if count else "[]\n")
    return count


def write_json(value: Any) -> None:
    """One value as indented JSON."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        sys.stdout.write(text + "\n")
    except UnicodeEncodeError:  # lone surrogates, or a terminal that is not UTF-8
        sys.stdout.write(json.dumps(value, indent=2) + "\n")


def counted(rows: Iterable[Any], seen: list[int]) -> Iterator[Any]:
    """The same rows; `seen` holds how many have passed."""
    seen.append(0)
    for row in rows:
        seen[0] += 1
        yield row


def tally(kind: str, counts: Mapping[str, int]) -> str:
    """What a finder counted, in one line: ``statements: 12 passages, 9 found, 1 not found``."""
    told = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in counts.items() if number)
    return f"{kind}: {told or 'nothing'}"


def amount(number: int, noun: str) -> str:
    """``1 page``, ``1,204 pages``, ``3 furniture`` (which has no plural)."""
    if noun == "furniture":
        return f"{number:,} {noun}"
    noun = {"timeline": "timeline entry"}.get(noun, noun)
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + ("es" if noun.endswith("ch") else "s")
    return f"{number:,} {noun if number == 1 else plural}"
