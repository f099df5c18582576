"""What commands that list rows of one kind share: the form that was asked for, and the remarks after it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from parley.cli.output import amount, clean, counted, is_terminal, say, write_plain, write_rows

if TYPE_CHECKING:
    from parley.api import Record

Row = dict[str, Any]
Rows = Iterable[Row]
Cells = Sequence[Any]


def show(
    kind: str,
    found: Sequence[Row],
    form: str | None,
    limit: int | None,
    *,
    header: Sequence[str],
    cells: Callable[[Rows], Iterable[Cells]],
    draw: Callable[[Rows], None],
    noun: str | None = None,
    widen: Callable[[Rows], Rows] | None = None,
    more: Mapping[str, Callable[[Row], str | None]] | None = None,
    flat: bool = False,
) -> None:
    """Print rows in the wanted form, then on standard error how many there are.

    Args:
        kind: The kind of the rows, as files call it.
        found: All of them, in order.
        form: ``json``, ``nl`` or ``csv``; None: for a person on a terminal, else plain lines.
        limit: How many to show.
        header: The names of a plain line's fields.
        cells: Rows as plain lines.
        draw: Prints rows on a terminal.
        noun: What one row is called; by default the kind without its plural.
        widen: Adds to the rows that are shown, such as the paragraphs around them.
        more: Columns that CSV has behind the kind's own: the names behind ids, what is nested in words.
        flat: CSV has the plain lines, for kinds of which a row makes several.
        flat: CSV has the plain lines, where a row is several of them.
    """
    from parley.export.files import write_csv

    seen: list[int] = []
    rows: Rows = counted(found[:limit], seen)
    if widen:
        rows = widen(rows)
    if form == "csv" and flat:
        write_csv(sys.stdout, "lines", (dict(zip(header, line, strict=True)) for line in cells(rows)))
    elif form == "csv":
        write_csv(sys.stdout, kind, rows, more)
    elif form:
        write_rows(form, kind, rows)
    elif is_terminal():
        draw(rows)
    else:
        write_plain(header, cells(rows))
    told = noun or kind.removesuffix("s")
    if seen[0] < len(found):
        say(f"{seen[0]:,} of {amount(len(found), told)}; leave out --limit to see all")
    elif form is None and (is_terminal() or not found):
        say(amount(len(found), told))


def remark_hidden(record: Record, kind: str, filters: Mapping[str, Any]) -> None:
    """Say, on standard error, how many rows that filters choose are left out because a person rejected them."""
    if filters.get("review") is None:
        asked = {**filters, "limit": None, "review": "rejected"}
        if hidden := record.count(kind, **asked):
            say(f"{hidden:,} rejected {'is' if hidden == 1 else 'are'} left out; see: --review rejected")


def remark_withdrawn(record: Record, kind: str, filters: Mapping[str, Any]) -> None:
    """Say, on standard error, how many rows that filters choose are of pages that their agency withdrew."""
    for status, count in record.withdrawn(kind, **{**filters, "limit": None}).items():
        of = "is of an item" if count == 1 else "are of items"
        which = f"{amount(count, kind.removesuffix('s'))} {of} that the agency withdrew ({clean(status)})"
        say(f"{which}; leave them out with --once")


def named(field: str, name: Callable[[str], str]) -> Callable[[Row], str | None]:
    """A column with the names of the actors whose ids a field holds, one or several."""

    def told(row: Row) -> str | None:
        held = row[field]
        return "; ".join(map(name, held)) if isinstance(held, list) else name(held) if held else None

    return told


def place_name(row: Row) -> str | None:
    """The column with the name of an entry's place."""
    return (row["place"] or {}).get("name")


def names(record: Record) -> Callable[[str], str]:
    """What actor ids are called; a name that is no id stays."""
    known = {row["id"]: row["name"] for row in record.iterate("actors")}
    return lambda actor: str(known.get(actor, actor))


def called(record: Record, name: str) -> set[str]:
    """Ids of the actors that go by a name as a person types it; with a remark where there are none."""
    from parley.records import name_key
    from parley.store.names import says
    from parley.views.names import unknown

    typed = name_key(name).split()
    found = {
        row["id"]
        for row in record.iterate("actors")
        if any(says(name_key(form), typed) for form in (row["name"], *row["aliases"]))
    }
    if not found:
        with record.view() as view:
            say(clean(unknown(view, "speaker", name, "actor") or f"no actor {name!r} on record"))
    return found
