"""Rows as parts of an answer: a line made of the row's own fields, and the words that it rests on, each cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from parley.ask.candidates import ENTRIES
from parley.ask.dated import when
from parley.ask.folding import FIELD, Group
from parley.ask.names import Names
from parley.ask.question import Question, Topic
from parley.ask.statuses import is_status
from parley.ask.tokens import stems
from parley.language.sentences import sentences
from parley.store.base import Row, View
from parley.views import agreements, comparisons, days, meetings, words
from parley.views.index import title as title_of
from parley.views.offices import is_it

QUOTES = 4  # pieces that an item quotes; `pages` lists all pages
APART = 240  # code points between two pieces of evidence that are quoted as one
LONG = 900  # code points of one piece


class Items:
    """Makes rows of one view into items; the pages they cite are kept."""

    def __init__(self, view: View, names: Names) -> None:
        self._view = view
        self._names = names
        self._documents: dict[str, Row] = {}
        self.pages: dict[str, Row] = {}

    def item(self, kind: str, group: Group, asked: Question, heading: str | None = None) -> Row:
        """A group of rows as one item.

        `{kind, id, title, heading, who, does, date, day, sort, facts, quotes, pages, sources, same, by_issue}`:
        `facts` are the fields of a meeting or agreement with their words, `quotes` pieces of pages, each
        `{document_id, start, end, quote}`, `same` ids of other rows that say it too, `by_issue` the words
        of the question that the row does not hold, though it is about their issue.
        """
        row = group.row
        facts = self._facts(kind, row, asked)
        evidence = [piece for fact in facts for piece in fact["evidence"]] if asked.field and facts else []
        quotes = self._quotes(kind, row, evidence or _evidence(row))
        for page in group.pages[:12]:
            self._page(page)
        date = days.best(row["dates"]) if "dates" in row else row.get("date")
        own = days.is_known(date) and (kind not in ENTRIES or words.is_its_own(date or {}))
        return {
            "kind": kind,
            "id": row["id"],
            "title": _TITLES[kind](row, self._names.name),
            "heading": heading,
            "who": self._who(kind, row),
            "does": _DOES[kind](row) if kind in _DOES else None,
            "date": date["edtf"] if own and date else None,
            "day": words.day(date, iso=True) if own and date else None,
            "sort": when(kind, row)[0],
            "facts": [{"field": fact["field"], "value": fact["value"]} for fact in facts],
            "quotes": quotes,
            "pages": group.pages,
            "sources": group.sources,
            "same": [other["id"] for other in group.same],
            "by_issue": [
                asked.topics[n].typed for n in sorted(group.fit.by_issue) if not _is_title(asked.topics[n])
            ],
        }

    def actor(self, row: Row, title: Sequence[str] = (), roles: int = 8) -> Row:
        """An actor: its names, its offices with the words that give them; that which is asked for first."""
        asked = frozenset(title) - {"of"}
        held = sorted(
            row["roles"],
            key=lambda r: (is_it(r["title"], asked) is None, -len(r["evidence"]), r["title"]),
        )[:roles]
        facts = [{"field": "office", "value": _office(role)} for role in held]
        quotes = []
        for role in held[:QUOTES] or [{"evidence": row["evidence"][:1]}]:
            quotes += self._quotes("who", row, role["evidence"][:1])
        party = f", {row['party']}" if row["party"] else ""
        documents = list(dict.fromkeys(e["document_id"] for e in row["evidence"]))
        return {
            "kind": "actors",
            "id": row["id"],
            "title": f"{row['name']}: {words.say('actor_kinds', row['kind']).lower()}{party}",
            "heading": None,
            "who": row["name"],
            "does": None,
            "date": None,
            "day": None,
            "sort": days.LAST,
            "facts": [{"field": "names", "value": "; ".join(row["aliases"][:12])}, *facts],
            "quotes": quotes,
            "pages": documents,
            "sources": len(documents),
            "same": [],
            "by_issue": [],
        }

    def _who(self, kind: str, row: Row) -> str | None:
        field = {"statements": "speaker", "figures": "source", "incidents": "source"}.get(kind)
        if kind == "positions":
            return self._names.name(row["party"])
        if field is None:
            return None
        speaker = row[field] or {}
        return (
            speaker.get("name") or speaker.get("surface") or (None if kind == "statements" else row["outlet"])
        )

    def _facts(self, kind: str, row: Row, asked: Question) -> list[Row]:
        """The fields of a row of links, that which is asked for first; each value with its evidence."""
        if kind == "comparisons":
            return [
                {
                    "field": _teller(value),
                    "value": comparisons.shown(value["value"]),
                    "evidence": value["evidence"],
                }
                for value in row["values"]
            ]
        if kind not in ("meetings", "agreements"):
            return []
        wanted = FIELD.get(asked.field or "", asked.field)
        fields = [wanted] if wanted and wanted in row["values"] else []
        fields += [f for f in _FIELDS[kind] if f != wanted and f in row["values"]]
        out = []
        for field in fields:
            told: dict[str, list[Row]] = {}
            for one in row["values"][field]:
                value = self._value(field, one["value"], heads=asked.field == "heads")
                if value:
                    told.setdefault(value, []).extend(one["evidence"])
            if field == "status":
                told = {**_steps(row, asked), **told}
            out += [
                {"field": field, "value": value, "evidence": evidence if field == wanted else []}
                for value, evidence in told.items()
            ]
        return out

    def _value(self, field: str, value: Any, *, heads: bool) -> str:
        """A field's value in words; of delegates, where heads are asked for, these alone."""
        name = self._names.name
        if field == "delegates":
            return ", ".join(
                f"{d['name']}{_side(d, name)}{', head' if d['head'] else ''}"
                for d in value
                if d["head"] or not heads
            )
        if field in ("parties", "mediators", "hosts"):
            return ", ".join(map(name, value))
        if field in ("dates", "date"):
            told = [value] if isinstance(value, str) else value
            return "; ".join(filter(None, (words.day(words.of_edtf(d), iso=True) for d in told)))
        if field == "place":
            return meetings.place_words(value)
        if field == "duration":
            return meetings.duration(str(value))
        if isinstance(value, list):
            return ", ".join(str(v).replace("_", " ") for v in value)
        return words.say("statuses", value) if field == "status" else str(value)

    # --- words of pages

    def _quotes(self, kind: str, row: Row, evidence: Sequence[Row]) -> list[Row]:
        out: list[Row] = []
        for document_id, pieces in _by_page(evidence).items():
            document = self._document(document_id)
            for start, end in _joined(pieces):
                start, end = _whole(document, start, end, sentence=kind != "statements")
                quote = document["text"][start:end]
                if quote in {piece["quote"] for piece in out}:  # a copy; `pages` lists where it stands too
                    continue
                out.append({"document_id": document_id, "start": start, "end": end, "quote": quote})
                self._page(document_id)
            if len(out) >= QUOTES:
                break
        return out[:QUOTES]

    def _document(self, document_id: str) -> Row:
        if document_id not in self._documents:
            self._documents |= {row["id"]: row for row in self._view.chosen("documents", [document_id])}
        return self._documents[document_id]

    def _page(self, document_id: str) -> None:
        if document_id not in self.pages:
            document = self._document(document_id)
            self.pages[document_id] = {
                "id": document_id,
                "outlet": document["outlet"],
                "title": title_of(document),
                "day": words.day(document["published"], iso=True),
                "url": document["url"] or document["uri"],
            }


def _is_title(topic: Topic) -> bool:
    """Whether a topic is what an issue is called, so that being about the issue is being about it."""
    return any(set(stems(topic.typed)) <= set(stems(issue.replace("_", " "))) for issue in topic.issues)


def _evidence(row: Row) -> list[Row]:
    if row.get("evidence"):
        return list(row["evidence"])
    return [piece for value in row.get("values") or () for piece in value["evidence"]]


def _by_page(evidence: Iterable[Row]) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = {}
    for piece in evidence:
        out.setdefault(piece["document_id"], []).append(piece)
    return out


def _joined(pieces: Sequence[Row]) -> list[tuple[int, int]]:
    """Ranges that hold the pieces of one page, neighbours together."""
    out: list[tuple[int, int]] = []
    for piece in sorted(pieces, key=lambda p: (p["start"], p["end"])):
        if out and piece["start"] - out[-1][1] <= APART and piece["end"] - out[-1][0] <= LONG:
            out[-1] = (out[-1][0], max(out[-1][1], piece["end"]))
        else:
            out.append((piece["start"], piece["end"]))
    return out


def _whole(document: Row, start: int, end: int, *, sentence: bool) -> tuple[int, int]:
    """A range with the whole of its sentences, within its block."""
    block = next((b for b in document["blocks"] if b["start"] <= start < b["end"]), None)
    if not sentence or block is None or block["end"] < end:
        return start, end
    text = document["text"][block["start"] : block["end"]]
    parts = [(s.start, s.end) for s in sentences(text, block["start"])]
    first = next((s for s, e in parts if s <= start < e), start)
    last = next((e for s, e in parts if s < end <= e), end)
    return (first, last) if last - first <= LONG else (start, end)


def _steps(row: Row, asked: Question) -> dict[str, list[Row]]:
    """What became of an agreement, by each who says so, with the words; where a status is asked for, only of that."""
    out: dict[str, list[Row]] = {}
    for step in row.get("history", ()) if asked.field == "status" else ():
        if asked.status and not is_status(step["status"], "agreements", asked.status):
            continue
        by = (step["source"] or {}).get("name")
        said = f", according to {by}" if by else ""
        out.setdefault(words.say("statuses", step["status"]) + said, []).extend(step["evidence"])
    return out


def _office(role: Row) -> str:
    of = f" of {role['of']}" if role["of"] and role["of"].lower() not in role["title"].lower() else ""
    told = [words.day(words.of_edtf(role[end]), iso=True) for end in ("from", "to")]
    span = " to ".join(dict.fromkeys(filter(None, told)))
    return f"{role['title']}{of}" + (f" ({span})" if span else "")


def _side(delegate: Row, name: Callable[[str], str]) -> str:
    return f" ({name(delegate['party'])})" if delegate["party"] else ""


def _teller(value: Row) -> str:
    source = value["source"] or {}
    return source.get("name") or source.get("surface") or "own account"


def _statement(row: Row, name: Callable[[str], str]) -> str:
    speaker = row["speaker"] or {}
    who = speaker.get("name") or speaker.get("surface") or "Speaker not settled"
    to = f" to {row['addressee']}" if row["addressee"] else ""
    return f"{who} {words.act(row)}{to}: {row['content']}"


def _position(row: Row, name: Callable[[str], str]) -> str:
    issue = row["issue"].replace("_", " ")
    return f"{name(row['party'])} {words.say('stances', row['stance'])} ({issue}): {row['content']}"


def _figure(row: Row, name: Callable[[str], str]) -> str:
    return words.counted(row) + (f", {row['event'].replace('_', ' ')}" if row["event"] else "")


def _incident(row: Row, name: Callable[[str], str]) -> str:
    kind = words.say("event_types", row["event_type"])
    agents, hit = (", ".join(map(name, row[field])) for field in ("agents", "recipients"))
    return kind + (f" by {agents}" if agents else "") + (f" on {hit}" if hit else "")


def _meeting(row: Row, name: Callable[[str], str]) -> str:
    shown = {
        "parties": [{"name": name(side)} for side in row["parties"]],
        "form": words.say("forms", row["form"]),
        "place": meetings.place_words(row["place"]) if row["place"] else None,
        "round": row["round"],
        "count": row["count"],
    }
    return f"{meetings.title(shown)} ({words.say('statuses', row['status'])})"


def _agreement(row: Row, name: Callable[[str], str]) -> str:
    told = agreements.title(row["kind"], [name(side) for side in row["parties"]])
    terms = f": {row['terms']['text']}" if row["terms"]["text"] else ""
    return f"{told} ({words.say('statuses', row['status'])}){terms}"


_FIELDS = {
    "meetings": ("dates", "place", "parties", "mediators", "hosts", "delegates", "duration", "status"),
    "agreements": ("date", "parties", "place", "status"),
}
_TITLES: Mapping[str, Callable[[Row, Callable[[str], str]], str]] = {
    "statements": _statement,
    "positions": _position,
    "figures": _figure,
    "incidents": _incident,
    "meetings": _meeting,
    "agreements": _agreement,
    "timeline": lambda row, name: str(row["title"]),
    "comparisons": lambda row, name: (
        f"{words.say('compared', row['relation'])}: {comparisons.question(row, name)}"
    ),
}
_DOES: Mapping[str, Callable[[Row], str]] = {
    "statements": words.act,
    "positions": lambda row: (
        words.say("stances", row["stance"]) + (f", {row['change']}" if row["change"] else "")
    ),
    "incidents": lambda row: words.say("event_statuses", row["status"]),
    "meetings": lambda row: words.say("statuses", row["status"]),
    "agreements": lambda row: words.say("statuses", row["status"]),
    "timeline": lambda row: words.say("entries", row["kind"]),
    "comparisons": lambda row: words.say("compared", row["relation"]),
}
