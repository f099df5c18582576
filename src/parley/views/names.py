"""The names that a record's filters can match, and what to say of one that matches none."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from parley.errors import UnknownRecord
from parley.records import name_key
from parley.store.base import Filter, Row, View
from parley.views.offices import is_it, meant

NAMED = ("speaker", "party", "outlet", "document")  # filters that are matched, not chosen from a list
LISTED = 12  # names that a remark lists: about two lines
_WORD = 4  # letters from which a single word of a name is compared too
_CLOSE, _NEAR = 0.75, 0.6  # similarity from which several names, or only the nearest, are named


def unknown(view: View, name: str, value: str, noun: str | None = None) -> str | None:
    """What to say of a value of the filter `name` that nothing in the record goes by; None if something does.

    `name` is one of `NAMED`, `noun` what the sentence calls it, by default the same. The sentence gives the nearest
    names, else all if they are few, else where to find them; of an office those who have it.
    """
    if _is_known(view, name, value):
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


def _is_known(view: View, name: str, value: str) -> bool:
    """Whether the filter leaves anything at all; a speaker may also be known without having spoken."""
    if name == "document":
        return view.count("documents", Filter(document=value, older=True)) > 0
    if name == "outlet":
        return view.count("documents", Filter(outlet=value)) > 0
    kinds = ("actors", "statements", "figures")
    asked = Filter(speaker=value) if name == "speaker" else Filter(party=value)
    return any(view.count(kind, asked) for kind in kinds)


def _forms(view: View, name: str) -> Iterator[tuple[str, str]]:
    """Every form that the filter ``speaker``, ``party`` or ``outlet`` can match, with the name it stands for."""
    if name == "outlet":
        yield from ((row["outlet"], row["outlet"]) for row in view.documents() if row["outlet"])
        return
    for row in view.entries("actors"):
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
    close = difflib.get_close_matches(wanted, by_key, 3, _CLOSE)
    close = close or difflib.get_close_matches(wanted, by_key, 1, _NEAR)
    return list(dict.fromkeys(by_key[key] for key in close))
