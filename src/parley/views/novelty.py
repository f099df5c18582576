"""What the latest pages tell that no earlier page told, and how much of them is repeated background.

1. Pages of which every day that they can be of is in the asked time are new; all others are what was known, those
   whose day is open too, so that nothing is called new which may have stood there before. Only copies of new pages
   whose day is open are neither.
2. An entry of a new page is new when no other page holds the same; `KINDS` says for each kind what the same is.
   Pages of the new ones that tell the same are taken together.
3. A paragraph most of whose runs of words another page holds is background; where that has it word for word, its
   entries are nothing new.

The entries of other pages are read one by one: in memory is what the new pages tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from parley.errors import UsageError
from parley.records import name_key
from parley.store.base import Filter, Row, View
from parley.store.link_rows import documents_of
from parley.views.diff import named
from parley.views.figures import head
from parley.views.index import title
from parley.views.repeats import Repeat, repeats
from parley.views.same import same_content, same_value

_ALL = Filter()
_BEFORE = 3  # earlier values that an entry names


@dataclass(frozen=True, slots=True)
class Kind:
    """When two entries of a kind say the same.

    `keys` name what entries that are the same have one of in common; `same` decides; `slot` names what an entry
    gives a value to, so that the earlier values can be told, None where it gives none.
    """

    keys: Callable[[Row], Iterable[Hashable]]
    same: Callable[[Row, Row], bool]
    slot: Callable[[Row], Hashable | None] = lambda entry: None


def _statement_keys(entry: Row) -> Iterator[Hashable]:
    """Who speaks; and each four words in a row, for a page may leave open who does."""
    speaker = entry["speaker"] or {}
    if speaker.get("name"):
        yield "speaker", name_key(speaker["name"])
    words = name_key(entry["content"]).split()
    yield from zip(words, words[1:], words[2:], words[3:], strict=False)


def _figure_keys(entry: Row) -> Iterator[Hashable]:
    yield entry["kind"], head(entry["unit"]), entry["low"] if entry["low"] is not None else entry["high"]


def _figure_slot(entry: Row) -> Hashable | None:
    return (entry["kind"], head(entry["unit"]), entry["event"]) if entry["event"] and entry["unit"] else None


def _position_keys(entry: Row) -> Iterator[Hashable]:
    yield entry["party"], entry["issue"]


KINDS: Mapping[str, Kind] = {
    "statements": Kind(
        _statement_keys, lambda one, other: one["negated"] == other["negated"] and same_content(one, other)
    ),
    "figures": Kind(_figure_keys, same_value, _figure_slot),
    "positions": Kind(
        _position_keys,
        lambda one, other: one["stance"] == other["stance"] and same_content(one, other),
        lambda entry: (entry["party"], entry["issue"]),
    ),
}
LINKED = ("meetings", "agreements")  # kinds of link: rows that rest on new pages alone are new


@dataclass(slots=True)
class _Told:
    """What new pages tell: the first entry that does, the others, and the entries of earlier pages that did."""

    entry: Row
    also: list[Row] = field(default_factory=list)
    seen: bool = False
    before: list[Row] = field(default_factory=list)


def novelty(view: View, where: Filter = _ALL, kinds: Sequence[str] = (), pages: Sequence[str] = ()) -> Row:
    """What is new: `{since, pages, known, open, new, repeated, background}`.

    `new` holds for each kind its entries, each with `also` (ids of those of other new pages that say the same),
    `sources` (how many texts tell it, copies once) and `before` (earlier entries for the same slot, the last ones
    first); `repeated` for each kind how many of what the new pages tell is not new; `background` the paragraphs
    that others hold. `known` counts the pages compared with, `open` those of them that may be as new.

    Args:
        view: The record.
        where: `since`, by default the last day of which there is a page, and what of the new pages to tell.
        kinds: Of `KINDS` and `LINKED`; by default those that the record holds.
        pages: Look at these pages alone, as `named` finds them, whenever they were published.

    Raises:
        UsageError: If nothing is asked for and no page has a date.
        UnknownRecord: If there is no such page.
    """
    new, since, maybe = _new_pages(view, where, pages)
    families = list(view.links("families"))
    ids = {row["id"] for row in new}
    aside = _copies(families, ids, maybe)
    background = repeats(view, {row["id"]: row for row in new}, aside)
    family = {document: row["id"] for row in families for document in row["documents"]}
    asked = replace(where, since=None, until=None, document=None, limit=None)
    told: dict[str, list[Row]] = {}
    repeated: Counter[str] = Counter()
    held = view.kinds()
    for kind in [kind for kind in (*KINDS, *LINKED) if kind in held and (not kinds or kind in kinds)]:
        if kind in LINKED:
            found = _linked(view, kind, asked, ids, aside)
        else:
            found = _entries(view, kind, asked, ids, aside, background)
        told[kind] = [_row(kind, item, family) for item in found if not item.seen]
        repeated[kind] = sum(item.seen for item in found)
    return {
        "since": since,
        "pages": [_page(row, background.get(row["id"], ())) for row in new],
        "known": view.count("documents") - len(ids | aside),
        "open": len(maybe - aside),
        "new": told,
        "repeated": {**repeated, "paragraphs": sum(map(len, background.values()))},
        "background": [_background(item) for items in background.values() for item in items],
    }


def _new_pages(view: View, where: Filter, pages: Sequence[str]) -> tuple[list[Row], str | None, set[str]]:
    """The new pages in order of their days, since when, and which others may be as new."""
    if pages:
        found = {row["id"]: row for row in (named(view, name) for name in pages)}
        return sorted(found.values(), key=_day), None, set()
    since = where.since or _last_day(view)
    until = where.until or "9999"
    new, maybe = list[Row](), set[str]()
    for row in view.documents(Filter(outlet=where.outlet)):
        first, last = row["published"]["earliest"], row["published"]["latest"]
        if first is not None and first >= since and (last or "9999") <= until:
            new.append(row)
        elif (first is None or first <= until) and (last is None or last >= since):
            maybe.add(row["id"])
    return sorted(new, key=_day), since, maybe


def _copies(families: Iterable[Row], new: set[str], maybe: set[str]) -> set[str]:
    """Pages that may be as new as one that carries their text."""
    of_one_text = (set(row["documents"]) for row in families if row["kind"] != "passages")
    return {page for pages in of_one_text if pages & new for page in pages & maybe}


def _last_day(view: View) -> str:
    """The last day of which there certainly is a page."""
    dates = (row["published"] for row in view.documents())
    days = [
        str(date["earliest"]) for date in dates if date["earliest"] and date["earliest"] == date["latest"]
    ]
    if not days:
        raise UsageError(
            "no page of this record has a day; say which are new: --document ID, or --since DATE"
        )
    return max(days)


def _day(row: Row) -> tuple[str, str, str]:
    date = row["published"]
    return date["earliest"] or date["latest"] or "9999", row["uri"], row["id"]


def _entries(
    view: View,
    kind: str,
    where: Filter,
    new: set[str],
    aside: set[str],
    background: Mapping[str, Sequence[Repeat]],
) -> list[_Told]:
    """What the new pages tell, taken together where it is the same, compared with all other pages."""
    rule = KINDS[kind]
    by_key: dict[Hashable, list[_Told]] = defaultdict(list)
    by_slot: dict[Hashable, list[_Told]] = defaultdict(list)
    told = list[_Told]()
    entries = [entry for entry in view.entries(kind, where) if entry["document_id"] in new]
    for entry in sorted(entries, key=lambda entry: (entry["page_date"] or "9999", entry["uri"])):
        keys = list(rule.keys(entry))
        known = next((t for key in keys for t in by_key.get(key, ()) if rule.same(t.entry, entry)), None)
        if known is not None:
            known.also.append(entry)
            continue
        item = _Told(entry)
        told.append(item)
        for key in keys:
            by_key[key].append(item)
        slot = rule.slot(entry)
        if slot is not None:
            by_slot[slot].append(item)
    for entry in view.entries(kind):
        if entry["document_id"] in new or entry["document_id"] in aside:
            continue
        for key in rule.keys(entry):
            for item in by_key.get(key, ()):
                item.seen = item.seen or rule.same(item.entry, entry)
        for item in by_slot.get(rule.slot(entry), ()):
            item.before.append(entry)
    for item in told:
        item.seen = item.seen or all(_repeats(entry, background) for entry in (item.entry, *item.also))
    return told


def _repeats(entry: Row, background: Mapping[str, Sequence[Repeat]]) -> bool:
    start = min(item["start"] for item in entry["evidence"])
    repeated = background.get(entry["document_id"], ())
    return any(repeat.whole and repeat.start <= start < repeat.end for repeat in repeated)


def _linked(view: View, kind: str, where: Filter, new: set[str], aside: set[str]) -> list[_Told]:
    """The rows of a kind of link that rest on new pages; seen where they rest on others too."""
    rows = [(row, set(documents_of(row))) for row in view.entries(kind, where)]
    return [_Told(row, seen=not documents <= new | aside) for row, documents in rows if documents & new]


def _row(kind: str, item: _Told, family: Mapping[str, str]) -> Row:
    documents = {
        d for entry in (item.entry, *item.also) for d in (entry.get("document_id"), *_documents(entry)) if d
    }
    ordered = sorted(item.before, key=lambda entry: (entry["page_date"] or "", entry["uri"]), reverse=True)
    before = {told(kind, entry)["what"]: entry for entry in reversed(ordered)}
    return {
        **item.entry,
        "also": [entry["id"] for entry in item.also],
        "sources": len({family.get(document, document) for document in documents}),
        "before": list(reversed(before.values()))[:_BEFORE],
    }


def told(kind: str, entry: Row) -> Row:
    """`who` tells what an entry tells, and `what` that is, in words; `who` None where it is the outlet."""
    speaker = entry.get("speaker") or entry.get("source") or entry.get("holder") or {}
    who = speaker.get("name") or speaker.get("surface")
    if kind == "figures":
        return {"who": who, "what": entry["evidence"][0]["quote"]}
    if kind == "positions":
        return {"who": who, "what": f"{entry['stance']} ({entry['issue']}): {entry['content']}"}
    if kind in LINKED:
        what = entry.get("status") or entry.get("kind") or kind
        return {"who": None, "what": f"{what}: {entry['evidence'][0]['quote']}"}
    return {"who": who, "what": entry["content"]}


def _documents(entry: Row) -> Iterator[str]:
    return iter(()) if "document_id" in entry else documents_of(entry)


def _page(row: Row, background: Sequence[Repeat]) -> Row:
    published = {name: value for name, value in row["published"].items() if name != "proof"}
    paragraphs = sum(block["role"] == "body" for block in row["blocks"])
    return {
        **{name: row[name] for name in ("id", "uri", "outlet")},
        "title": title(row),
        "published": published,
        "paragraphs": paragraphs,
        "repeated": len(background),
    }


def _background(item: Repeat) -> dict[str, Any]:
    return {**item.evidence, "pages": item.pages, "first": item.first}
