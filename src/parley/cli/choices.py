"""What an id that several entries share the beginning of may mean: some of them, so that one can choose."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from parley.cli.output import plain, say
from parley.cli.rows import names
from parley.cli.told import headline
from parley.errors import AmbiguousId

if TYPE_CHECKING:
    from parley.api import Record

_WIDE = 60  # characters of an entry's words that a choice shows
# Kinds with a command that lists them, and its name.
_LISTED = {
    **{
        kind: kind
        for kind in (
            "statements", "figures", "incidents", "actors", "documents", "meetings", "agreements", "positions",
            "families", "stories", "timeline",
        )
    },
    "comparisons": "compare",
}  # fmt: skip
_USAGE = 2  # the exit code of a wrong id


@contextmanager
def choices(record: Record) -> Iterator[None]:
    """Where several ids begin as the given one: say how many, show a handful, and end with code 2."""
    try:
        yield
    except AmbiguousId as error:
        rows = [record.show(entry_id) for entry_id in error.ids]
        say(f"parley: {error.count:,} ids begin with {plain(error.prefix)!r}; give more of it, such as:")
        name = names(record)
        for row in rows:
            told = _begin(headline(row["kind"], row["entry"], name))
            say(f"  {_shortest(row['entry']['id'], error)}  {told}")
        if error.count > len(rows):
            kind = rows[0]["kind"]
            where = f" (see: parley {_LISTED[kind]})" if kind in _LISTED else ""
            say(f"  ... and {error.count - len(rows):,} more{where}")
        raise click.exceptions.Exit(_USAGE) from None


def _shortest(entry_id: str, error: AmbiguousId) -> str:
    """The id in short where the beginnings differ so, else whole."""
    from parley.cli.cards import short

    shown = [short(other) for other in error.ids]
    return short(entry_id) if shown.count(short(entry_id)) == 1 else entry_id


def _begin(words: str) -> str:
    line = " ".join(plain(words).split())
    return line if len(line) <= _WIDE else line[:_WIDE].rsplit(" ", 1)[0] + " ..."
