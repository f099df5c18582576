"""The offices of one actor over all pages: each title once, with whose office it is and the days it was printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from parley.records import name_key
from parley.store.base import Row
from parley.vocab import table

_SAME = {"defense": "defence", "advisor": "adviser"}  # two spellings of one title
_EMPTY = frozenset({"the", "a", "an", "s", "its", "his", "her", "their"})


def roles_of(rows: Iterable[Row], published: Mapping[str, Row]) -> list[Row]:
    """What pages call one person, from the ``roles`` rows of all of them, in order of time.

    Args:
        rows: Rows of ``roles`` of one person.
        published: The date of each document, by its id.
    """
    printed: dict[tuple[str, str | None], list[Row]] = {}  # few titles are printed by many pages
    for role in rows:
        printed.setdefault((role["title"], role["of"]), []).append(role)
    owners: dict[str, set[str]] = {}
    for title, of in printed:
        owners.setdefault(title_key(title, of), set()).update(() if of is None else {of})
    held: dict[tuple[str, str | None], dict[str, list[Row]]] = {}
    for (title, of), some in printed.items():
        key = title_key(title, of)
        # A page that leaves out whose office it is means the one that the others print, if they print only one.
        only = min(owners[key]) if len(owners[key]) == 1 else None
        held.setdefault((key, of or only), {}).setdefault(title, []).extend(some)
    found = [_role(of, titles, published) for (_, of), titles in held.items()]
    return sorted(found, key=lambda role: (role["from"] or "9999", role["title"], role["of"] or ""))


def _role(of: str | None, titles: Mapping[str, Sequence[Row]], published: Mapping[str, Row]) -> Row:
    evidence = _first_of_each(role for rows in titles.values() for role in rows)
    days = [published[document] for document in evidence]
    first = min((day for day in days if day["latest"]), key=_end, default=None)
    last = max((day for day in days if day["earliest"]), key=_begin, default=None)
    return {
        "title": min(titles, key=lambda title: (-len(titles[title]), title)),
        "of": of,
        "from": first and within(first),
        "to": last and within(last),
        "evidence": list(evidence.values()),
    }


def within(date: Row) -> str | None:
    """A date in EDTF as far as it is known: a day, a month, the days between which it lies; None where open."""
    first, last = date["earliest"], date["latest"]
    if first is None or last is None:
        return None
    if first == last:
        return str(first)
    return str(first[:7]) if first[:7] == last[:7] else f"{first}/{last}"


@lru_cache(1 << 16)
def title_key(title: str, of: str | None) -> str:
    """A title without case, articles and the name of the state whose it is, in one spelling."""
    own = _words_of(of) if of else frozenset[str]()
    words = (_SAME.get(word, word) for word in name_key(title).split())
    kept = [word for word in words if word not in _EMPTY and word not in own]
    while kept and kept[-1] in ("of", "for"):
        kept.pop()
    return " ".join(kept)


@cache
def _words_of(state: str) -> frozenset[str]:
    """The words by which a state or its people go."""
    for row in table("countries.toml")["states"]:
        if row["name"] == state:
            forms = (row["name"], *row.get("demonyms", ()), *row.get("others", ()))
            return frozenset(word for form in forms for word in name_key(form).split()) - {"of"}
    return frozenset(name_key(state).split())


def _end(date: Row) -> tuple[str, str]:
    return date["latest"], date["earliest"] or ""


def _begin(date: Row) -> tuple[str, str]:
    return date["earliest"], date["latest"] or "9999"


def _first_of_each(rows: Iterable[Row]) -> dict[str, Any]:
    """The evidence of the first row in each document, in order of documents."""
    first: dict[str, Row] = {}
    for role in rows:
        known = first.setdefault(role["document_id"], role)
        if known is not role and _place(role) < _place(known):
            first[role["document_id"]] = role
    return {document: role["evidence"][0] for document, role in sorted(first.items(), key=itemgetter(0))}


def _place(role: Row) -> tuple[int, str]:
    return role["evidence"][0]["start"], role["id"]
