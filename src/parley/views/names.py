"""The names that a record's filters can match, and what to say of one that matches none."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from parley.errors import UnknownRecord
from parley.records import name_key
from parley.store.base import Filter, Row, View
from parley.views.offices import is_it, is_title, meant

NAMED = ("speaker", "party", "outlet", "document")  # filters that are matched, not chosen from a list
LISTED = 12  # names that a remark lists: about two lines
_WORD = 4  # letters from which a single word of a name is compared too
_CLOSE, _NEAR = 0.75, 0.6  # similarity from which several names, or only the nearest, are named
_PAIRS = 4  # of a name's pairs of letters every so-many-th at least stands in what is so near

Leaves = Callable[[Filter], bool]  # whether a filter leaves any entry at all


def unknown(
    view: View, name: str, value: str, noun: str | None = None, leaves: Leaves | None = None
) -> str | None:
    """What to say of a value of the filter `name` that nothing in the record goes by; None if something does.

    The sentence gives the nearest names, else all if they are few, else where to find them; of an office those who
    have it.

    Args:
        view: The record.
        name: One of `NAMED`.
        value: What was typed.
        noun: What the sentence calls it, by default the name of the filter.
        leaves: Tells of a speaker who is no actor whether he has said anything; by default the store does.
    """
    if _is_known(view, name, value, leaves or (lambda where: _leaves(view, where))):
        return None
    told = f"no {noun or ('page' if name == 'document' else name)} {value!r} on record"
    if name == "document":
        return f"{told}, by its id, the beginning of it, or its address (see: parley documents)"
    if name == "speaker" and (holders := in_office(view, value)):
        return f"{told}; it is an office of {', '.join(row['name'] for row in holders[:LISTED])}"
    known = dict(_forms(view, name))
    near = _nearest(value, known)
    if near:
        return f"{told}; did you mean {' or '.join(map(repr, near))}?"
    names = sorted(set(known.values()))
    if 0 < len(names) <= LISTED:
        return f"{told}; there are: {', '.join(names)}"
    if not names:
        return f"{told}; none is named"
    return f"{told} (see: parley {'status' if name == 'outlet' else 'actors'})"


def in_office(view: View, name: str) -> list[Row]:
    """Who has the office that a name is, those on most pages first."""
    title = frozenset(name_key(name).split())
    if not is_title(title):
        return []
    rows = (row for row in view.links("actors") if row["roles"])
    found = meant(title, ((row, [is_it(role["title"], title) for role in row["roles"]]) for row in rows))
    return sorted(found, key=lambda row: (-len(row["evidence"]), row["name"], row["id"]))


def known(view: View, filters: Mapping[str, Any]) -> None:
    """See that filters name something in the record.

    Raises:
        UnknownRecord: If one names nothing; the message gives the nearest names.
    """
    for name in NAMED:
        if value := filters.get(name):
            told = unknown(view, name, value)
            if told:
                raise UnknownRecord(told)


def _is_known(view: View, name: str, value: str, leaves: Leaves) -> bool:
    """Whether the filter leaves anything at all; a speaker may also be known without having spoken."""
    if name == "document":
        return view.count("documents", Filter(document=value, older=True)) > 0
    if name == "outlet":
        return view.count("documents", Filter(outlet=value)) > 0
    if name == "party":
        return bool(view.actors().of_party(value))
    return bool(view.actors().called(value)) or leaves(Filter(speaker=value))


def _leaves(view: View, where: Filter) -> bool:
    return any(view.count(kind, where) for kind in ("statements", "figures"))


def _forms(view: View, name: str) -> Iterator[tuple[str, str]]:
    """Every form that the filter ``speaker``, ``party`` or ``outlet`` can match, with the name it stands for."""
    if name == "outlet":
        yield from ((outlet, outlet) for outlet in view.outlets() if outlet)
        return
    for row in view.actors().rows():
        if name == "party" and row["party"]:
            yield row["party"], row["party"]
        elif name == "speaker" and row["kind"] != "anonymous":
            yield from ((form, row["name"]) for form in (*row["aliases"], row["name"]))


def _nearest(value: str, known: Mapping[str, str]) -> list[str]:
    """The names spelt most like `value` in any of their forms or single words, letter case apart."""
    by_key: dict[str, str] = {}
    for form, name in known.items():
        for word in (form, *(w for w in form.split() if len(w) >= _WORD)):
            by_key.setdefault(word.casefold(), name)
    by_key.update({form.casefold(): name for form, name in known.items()})
    wanted = value.casefold()
    some = _alike(wanted, by_key)
    close = difflib.get_close_matches(wanted, some, 3, _CLOSE)
    close = close or difflib.get_close_matches(wanted, some, 1, _NEAR)
    return list(dict.fromkeys(by_key[key] for key in close))


def _alike(wanted: str, words: Mapping[str, str]) -> list[str]:
    """The words that may be near: of like length, with some of the pairs of letters. Of 150,000 few are left."""
    pairs = {wanted[i : i + 2] for i in range(len(wanted) - 1)}
    least, most = (
        _NEAR / (2 - _NEAR) * len(wanted),
        (2 - _NEAR) / _NEAR * len(wanted),
    )  # by the measure of difflib
    return [
        word
        for word in words
        if least <= len(word) <= most and sum(pair in word for pair in pairs) * _PAIRS >= len(pairs)
    ]
