"""Meetings as views show them: each field with what every page says of it; where pages differ, both stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

from parley.store.base import Filter, Row, View
from parley.views import days, words
from parley.views.index import Index
from parley.views.reviewed import badge

FIELDS = (
    "dates", "place", "form", "round", "parties", "mediators", "hosts", "delegates", "duration", "status",
    "agenda",
)  # fmt: skip
_DURATION = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
# Of which several values are no disagreement: what changes as time goes on, and what has more than one right word.
_LOOSE = ("status", "form", "terms")
_GROWING = (
    "parties",
    "mediators",
    "hosts",
    "delegates",
    "agenda",
)  # what one page may tell more of than another


def listed(view: View, index: Index, where: Filter | None = None) -> list[Row]:
    """The meetings in order of time; those that nothing dates last."""
    return sorted(
        (meeting(row, index) for row in view.entries("meetings", where or Filter())),
        key=lambda row: (row["sort"], row["id"]),
    )


def meeting(row: Row, index: Index) -> Row:
    """One meeting with its fields, the sentences of each page, and ids of what came of it and was said of it."""
    date = days.best(row["dates"])
    place = row["place"]
    shown = {
        "id": row["id"],
        "form": words.say("forms", row["form"]),
        "parties": index.everyone(row["parties"]),
        "mediators": index.everyone(row["mediators"]),
        "hosts": index.everyone(row["hosts"]),
        "heads": [_delegate(d, index) for d in row["delegates"] if d["head"]],
        "delegates": [_delegate(d, index) for d in row["delegates"]],
        "place": place_words(place) if place else None,
        "date": date,
        "day": days.said(row["dates"]),
        "duration": durations(row),
        "round": row["round"],
        "count": row["count"],
        "status": row["status"],
        "status_words": words.say("statuses", row["status"]),
        "agenda": [index.issue(issue) for issue in row["agenda"]],
        "outcome": row["outcome"],
        "characterisations": row["characterisations"],
        "fields": fields(row["values"], FIELDS, index),
        "told": index.quoted(row["evidence"]),
        "evidence": row["evidence"],
        "sort": days.key(date),
        "review": badge(row),
    }
    shown["differs"] = [field["title"] for field in shown["fields"] if field["differs"]]
    return {**shown, "title": title(shown), "pages": len(shown["told"])}


def title(row: Row) -> str:
    """``Velmara and Oruvia: talks in Alvero, round 2``."""
    who = together([one["name"] for one in row["parties"]])
    several = f"{row['count']} meetings" if row["count"] > 1 else row["form"]
    parts = [f"{who}: {several}" if who else several.capitalize()]
    if row["place"]:
        parts.append(f" in {row['place']}")
    if row["round"]:
        parts.append(f", round {row['round']}")
    return "".join(parts)


def together(names: Sequence[str]) -> str:
    """Names in a row: ``A``, ``A and B``, ``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def fields(values: Mapping[str, Sequence[Row]], names: Sequence[str], index: Index) -> list[Row]:
    """For each field its values, and for each value the pages that tell it, with their words.

    `differs`: pages give values that exclude each other: lists of which neither holds the other, days that do not
    meet.
    """
    out = []
    for name in names:
        told = [one for one in values.get(name) or () if one["document_id"] in index.pages]
        if not told:
            continue
        told = sorted(told, key=lambda one: (index.pages[one["document_id"]]["sort"], one["document_id"]))
        by_value: dict[str, list[Row]] = {}
        for one in told:
            by_value.setdefault(value(name, one["value"], index), []).append(one)
        shown = [
            {
                "value": text,
                "sources": [
                    {
                        "page": index.pages[one["document_id"]],
                        "pieces": one["evidence"],
                        "who": _teller(one.get("source")),
                    }
                    for one in same
                ],
            }
            for text, same in by_value.items()
        ]
        out.append({
            "name": name,
            "title": words.say("fields", name),
            "values": shown,
            "differs": len(shown) > 1 and _differ(name, [one["value"] for one in told]),
        })  # fmt: skip
    return out


def _differ(name: str, told: Sequence[Any]) -> bool:
    """Whether different values of a field exclude each other."""
    if name in _LOOSE:
        return False
    if name in ("dates", "date"):
        narrow = [_narrowest(name, one) for one in told]
        return any(not days.meet(a, b) for a, b in combinations(filter(None, narrow), 2))
    if name not in _GROWING:
        return True
    sets = sorted(({_key(item) for item in one} for one in told), key=len)
    return any(not small <= large for small, large in pairwise(sets))


def _narrowest(name: str, told: Any) -> Row | None:
    return days.best([words.of_edtf(edtf) for edtf in (told if name == "dates" else [told])])


def _key(item: Any) -> str:
    return str(item["actor_id"]) if isinstance(item, dict) else str(item)


def value(name: str, told: Any, index: Index) -> str:
    """A field's value in words."""
    if name == "dates":
        return days.said(words.of_edtf(edtf) for edtf in told) or "–"
    if name == "date":
        return words.day(words.of_edtf(told)) or "–"
    if name == "place":
        return place_words(told)
    if name == "form":
        return words.say("forms", told)
    if name == "kind":
        return words.say("agreement_kinds", told)
    if name == "duration":
        return duration(told)
    if name == "status":
        return words.say("statuses", told)
    if name == "agenda":
        return ", ".join(index.issue(issue) for issue in told)
    if name == "delegates":
        return ", ".join(_delegate_words(_delegate(one, index)) for one in told)
    if name in ("parties", "mediators", "hosts"):
        return together([who["name"] for who in index.everyone(told)])
    return str(told)


def place_words(place: Row) -> str:
    """A place with its venue: ``Old Customs House, Alvero``."""
    venue, name = place["venue"], str(place["name"])
    return f"{venue}, {name}" if venue and venue != name else name


def duration(iso: str) -> str:
    """``PT6H30M`` as "6 hours 30 minutes"; what is of another form as it is."""
    found = _DURATION.fullmatch(iso)
    if not found or not any(found.groups()):
        return iso
    named = zip(found.groups(), ("week", "day", "hour", "minute"), strict=True)
    return " ".join(f"{int(n)} {unit}{'' if int(n) == 1 else 's'}" for n, unit in named if n)


def durations(row: Row) -> str | None:
    """How long a meeting took; where that is told differently, each length: ``4 hours or 6 hours``."""
    if row["duration"]:
        return duration(row["duration"])
    told = dict.fromkeys(duration(one["value"]) for one in row["values"].get("duration") or ())
    return " or ".join(told) or None


def _teller(source: Row | None) -> str | None:
    return str(source["name"] or source["surface"]) if source else None


def _delegate(delegate: Row, index: Index) -> Row:
    who = index.who(delegate["actor_id"])
    name = who["name"] if who["id"] else delegate["name"]
    side = index.who(delegate["party"]) if delegate["party"] else None
    return {"id": who["id"], "name": name, "tone": who["tone"], "head": delegate["head"], "side": side}


def _delegate_words(delegate: Row) -> str:
    notes = [
        note for note in (delegate["side"] and delegate["side"]["name"], delegate["head"] and "head") if note
    ]
    return f"{delegate['name']} ({', '.join(notes)})" if notes else str(delegate["name"])
