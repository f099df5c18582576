"""Rows of any kind in words: one line that tells an entry from others, and what each of its fields holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from parley.cli.output import plain
from parley.views.words import of_edtf

Row = Mapping[str, Any]
Name = Callable[[str], str]
Line = tuple[str, str]  # a field's name, and words
_IDS = ("characterisations", "outcome")  # fields that hold ids of other entries
_SIDES = ("parties", "mediators", "hosts", "agents", "recipients")


def headline(kind: str, row: Row, name: Name) -> str:
    """What an entry says, in a line: who says what, which talks, what was agreed."""
    told = _HEADLINES.get(kind, _any)(row, name)
    return " ".join(plain(told).split()) or kind


def value(field: str, told: Any, name: Name) -> str:
    """What a field of a meeting or agreement, or one page of it, tells: names, days, a duration in words."""
    from parley.views import meetings

    if field == "place":
        return meetings.place_words(told) if told else ""
    if field == "delegates":
        return ", ".join(f"{d['name']}{' (head)' if d['head'] else ''}" for d in told)
    if field in _SIDES:
        return ", ".join(map(name, told))
    if field in ("dates", "date"):
        return days([of_edtf(edtf) for edtf in (told if isinstance(told, list) else [told])])
    if field == "duration":
        return meetings.duration(str(told))
    if isinstance(told, list):
        return ", ".join(str(item).replace("_", " ") for item in dict.fromkeys(told))
    return str(told) if field == "terms" else str(told).replace("_", " ")


def days(dates: Iterable[Row]) -> str:
    """Days as a person reads them, each once."""
    from parley.cli.cards import when

    return "; ".join(dict.fromkeys(filter(None, map(when, dates))))


def values(row: Row, name: Name) -> Iterator[Line]:
    """What pages tell of each field of a meeting or agreement: each value once, with its pages and their words."""
    from parley.cli.cards import short

    for field, told in (row.get("values") or {}).items():
        pages: dict[str, list[str]] = {}
        for one in told if field not in _IDS else ():
            words = " … ".join(proof["quote"] for proof in one["evidence"])
            quote = f": “{plain(words)}”" if words else ""
            teller = one.get("source")
            who = f"{plain(teller['name'] or teller['surface'])}, " if teller else ""
            pages.setdefault(value(field, one["value"], name), []).append(
                f"{who}{short(one['document_id'])}{quote}"
            )
        yield from ((field, f"{shown} ({'; '.join(where)})") for shown, where in pages.items())


def compared(row: Row) -> Iterator[Line]:
    """The values of a comparison, each with who tells it and the words."""
    from parley.cli.cards import short
    from parley.views.comparisons import shown

    for one in row["values"]:
        source = one["source"] or {}
        teller = source.get("name") or source.get("surface") or "own account"
        words = " … ".join(proof["quote"] for proof in one["evidence"])
        yield "value", f"{shown(one['value'])} ({teller}, {short(one['document_id'])}: “{plain(words)}”)"


def stages(row: Row, field: str) -> Iterator[Line]:
    """The stages of an agreement's history or chain: what, when, who says so, the words."""
    from parley.cli.cards import short, when

    for stage in row[field]:
        step = stage.get("step") or stage.get("status")
        source = stage.get("source") or {}
        claim = source.get("name") or source.get("surface")
        words = " … ".join(proof["quote"] for proof in stage["evidence"][:1])
        told = [str(step), when(stage["date"]) or "date open", *([f"says {claim}"] if claim else [])]
        yield field, f"{', '.join(told)} ({short(stage['document_id'])}: “{plain(words)}”)"


def _said(row: Row, name: Name) -> str:
    from parley.cli.cards import who

    return f"{who(row['speaker'])}: {row['content']}"


def _claimed(row: Row, name: Name) -> str:
    from parley.cli.cards import who

    return f"{who(row['source'], row['outlet'] or 'the outlet')}: {row['evidence'][0]['quote']}"


def _position(row: Row, name: Name) -> str:
    from parley.views.words import say

    return f"{name(row['party'])} {say('stances', row['stance'])} ({row['issue']}): {row['content']}"


def _meeting(row: Row, name: Name) -> str:
    from parley.views import meetings, words

    place = meetings.place_words(row["place"]) if row["place"] else None
    sides = [{"name": name(side)} for side in row["parties"]]
    shown = {**row, "form": words.say("forms", row["form"]), "parties": sides, "place": place}
    return f"{meetings.title(shown)}; {words.say('statuses', row['status'])}{_on(days(row['dates']))}"


def _agreement(row: Row, name: Name) -> str:
    from parley.views import agreements, words

    title = agreements.title(row["kind"], [name(side) for side in row["parties"]])
    terms = f": {row['terms']['text']}" if row["terms"]["text"] else ""
    return f"{title}; {words.say('statuses', row['status'])}{_on(days([row['date']]))}{terms}"


def _comparison(row: Row, name: Name) -> str:
    from parley.views.comparisons import question

    return f"{row['relation']}: {question(row, name)}"


def _incident(row: Row, name: Name) -> str:
    return f"{row['event_type']}: {' … '.join(proof['quote'] for proof in row['evidence'])}"


def _role(row: Row, name: Name) -> str:
    return f"{row['name']}: {row['title']}"


def _judgement(row: Row, name: Name) -> str:
    return f"{row['verdict']}: {row['why']}"


def _change(row: Row, name: Name) -> str:
    return f"{row['change']}: {row['of']}"


def _any(row: Row, name: Name) -> str:
    quote = row["evidence"][0]["quote"] if row.get("evidence") else ""
    return str(row.get("title") or row.get("name") or quote or row.get("uri") or "")


def _on(day: str) -> str:
    return f", {day}" if day else ""


_HEADLINES: Mapping[str, Callable[[Row, Name], str]] = {
    "statements": _said,
    "figures": _claimed,
    "positions": _position,
    "meetings": _meeting,
    "agreements": _agreement,
    "comparisons": _comparison,
    "incidents": _incident,
    "roles": _role,
    "judgements": _judgement,
    "changes": _change,
}
