"""The actors that a question names, marked in its words."""

from __future__ import annotations

from collections.abc import Sequence

from parley.ask.data import words
from parley.ask.known import Known
from parley.ask.line import Word
from parley.ask.names import Named
from parley.ask.tokens import Token
from parley.records import name_key

_TITLE_WORDS = 4  # words of an office behind the name of its state


def mark_names(line: Sequence[Word], known: Known) -> None:
    """Mark the actors that are named, offices of states among them, and those that are spelt otherwise."""
    at = 0
    while at < len(line):
        if line[at].read_as:
            at += 1
            continue
        free = []
        for word in line[at:]:
            if word.read_as:
                break
            free.append(word.token)
        found = known.names.at(free, 0)
        if found is None:
            named = _misspelt(line[at].token, known)
            found = (named, 1) if named else None
        if found is None:
            at += 1
            continue
        named, count = found
        if count == 1 and named.surname and at and line[at - 1].token.key in ("the", "a", "an"):
            at += 1
            continue
        held = _holder(line, at + count, named, known)
        if held:
            named, more = held
            count += more
        for word in line[at : at + count]:
            word.read_as = "name"
        line[at].named = named
        at += count


def _misspelt(token: Token, known: Known) -> Named | None:
    """The actor whose name a word is nearly, where no page holds that word."""
    if not token.capital or token.start == 0 or token.key in words("asking"):
        return None
    return None if known.holds(token.key) else known.names.near(token)


def _holder(line: Sequence[Word], at: int, named: Named, known: Known) -> tuple[Named, int] | None:
    """Who holds the office that stands behind the name of its state: "the Tavrian foreign minister"."""
    skip = 1 if at < len(line) and line[at].token.key == "'s" else 0
    for count in range(_TITLE_WORDS, 0, -1):
        title = [word.token for word in line[at + skip : at + skip + count]]
        if len(title) < count or title[-1].key not in words("titles"):
            continue
        if any(word.read_as for word in line[at + skip : at + skip + count]):
            continue
        rows = known.names.holders([t.key for t in title], named)
        if not rows and (named.state or not skip):
            return None
        typed = f"{named.typed}{chr(39) + 's' if skip else ''} {' '.join(t.text for t in title)}"
        ids = frozenset(row["id"] for row in rows)
        if not rows:  # "X's adviser" is not X
            return Named(typed, typed, ids, ids, (), on_record=False), skip + count
        told = " or ".join(row["name"] for row in rows[:3])
        forms = tuple(name_key(form) for row in rows for form in (row["name"], *row["aliases"]))
        held = Named(typed, told, ids, ids, forms, note=f"{typed!r} is read as {told}")
        return held, skip + count
    return None
