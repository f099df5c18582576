"""The answer to a question: the rows that state it, or that none does and what comes nearest."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from parley.ask.background import Background, background
from parley.ask.candidates import Found, Search
from parley.ask.choosing import HITS, BySearch, Chooser
from parley.ask.dated import when
from parley.ask.folding import FIELD, Group, folded
from parley.ask.items import Items
from parley.ask.known import Known
from parley.ask.listing import nearest
from parley.ask.matching import Fit
from parley.ask.period import Period
from parley.ask.question import FIELD_WORDS, KIND_WORDS, Question, Topic
from parley.ask.tokens import tokens
from parley.ask.understand import understand
from parley.errors import UsageError
from parley.profiles import Profile
from parley.records import name_key
from parley.store.base import Filter, Row, View
from parley.views import words

LIMIT = 8  # items that an answer shows
_SECOND = 3  # items of each further kind, once the first has some
_EACH = 4  # items of each kind, where all are asked for
_NEAR = 3  # rows that come near, where none answers
NOT_STATED = "not stated in these documents"
_ALL_KINDS = ("positions", "agreements", "meetings", "statements", "figures", "incidents")
_AS = {"changes": "positions", "disagreement": "positions"}  # the rows that a kind of answer is made of


class NoWord(UsageError):
    """A question holds no word that could be looked for."""


def ask(
    view: View,
    question: str,
    profile: Profile,
    *,
    limit: int | None = LIMIT,
    today: dt.date | None = None,
    held: Background | None = None,
    chooser: Chooser | None = None,
) -> Row:
    """What the record holds on a question, as plain data.

    Args:
        view: The record.
        question: In plain words.
        profile: Its issues and states are what the question is read with.
        limit: Items shown; None: all.
        today: The day that "last week" is counted from; by default the last day of which the record has a page.
        held: What `background` made of this commit, for who asks more than once; made here where there is none.
        chooser: Chooses the entries that may answer; by default full-text search does.

    Returns:
        `{question, understood, stated, items, totals, more, undated, withdrawn, whole, not_stated, by_issue, pages,
        see, listing}`. `items` are `parley.ask.items.Items.item`; `totals` counts the rows of each kind that answer,
        `more` those that no item shows, `undated` others, as far as they were looked at, of which it is open whether
        they are of the time that is asked about, `withdrawn` those that are left out since their agency withdrew
        the pages that they rest on; `by_issue` the words of the question that no item holds, though
        all are about their issue; `whole` is false where only the part of a large record was looked at that fits
        best. `pages` describes the pages that items cite, by id. `not_stated` is None, or says what was looked for
        and what is held.

    Raises:
        NoWord: If there is no word in the question.
    """
    if not any(word.key not in ("", ",", "'s") for word in tokens(question)):
        raise NoWord("a question without a word; ask such as: what was said about a ceasefire?")
    held = held or background(view, profile)
    known = Known(
        held.names,
        profile,
        held.outlets,
        lambda: today or (dt.date.fromisoformat(held.last_day) if held.last_day else dt.date.today()),
        lambda word: _holds(view, word),
    )
    asked = understand(question, known)
    return _Answer(view, held, asked, limit, chooser or BySearch(view)).row()


def _holds(view: View, word: str) -> bool:
    return view.found(word, Filter(limit=1)) > 0


class _Answer:
    def __init__(
        self, view: View, held: Background, asked: Question, limit: int | None, chooser: Chooser
    ) -> None:
        self._view = view
        self._names = names = held.names
        self._asked = asked
        self._limit = limit
        self._search = Search(view, names, held.kinds, chooser, held.withdrawn)
        self._family = held.family
        self._made = Items(view, names)
        self._whole = True
        self._totals: Counter[str] = Counter()
        self._told = 0  # rows that items stand for
        self._undated: Counter[str] = Counter()
        self._withdrawn: Counter[str] = Counter()

    def row(self) -> Row:
        asked = self._asked
        items = list(self._items())
        told = self._missing() if not items else None
        return {
            "question": asked.text,
            "understood": asked.to_dict(),
            "stated": bool(items),
            "items": items,
            "totals": dict(self._totals),
            "more": sum(self._totals.values()) - self._told if items else 0,
            "undated": sum(self._undated.values()),
            "withdrawn": sum(self._withdrawn.values()),
            "whole": self._whole,
            "not_stated": told,
            "by_issue": _only_by_issue(items),
            "pages": self._made.pages,
            "see": nearest(asked).command() if items else None,
            "listing": nearest(asked).to_dict() if items else None,
        }

    # --- what states it

    def _items(self) -> Iterator[Row]:
        kind = self._asked.kinds[0]
        if kind == "who":
            yield from self._who()
        elif kind == "about":
            yield from self._about()
        elif kind == "disagreement":
            yield from self._side_by_side()
        elif kind == "changes":
            yield from self._over_time()
        else:
            yield from self._of_kinds(self._asked.kinds)

    def _of_kinds(self, kinds: Sequence[str]) -> Iterator[Row]:
        shown: set[str] = set()
        count = 0
        for kind in kinds:
            groups = self._groups(kind, self._asked)
            groups = [g for g in groups if g.row["id"] not in shown]
            room = self._room(count)
            for group in groups[:room]:
                count += 1
                shown.update(
                    filter(
                        None, (group.row.get("statement_id"), *(o.get("statement_id") for o in group.same))
                    )
                )
                yield self._item(kind, group)

    def _room(self, count: int) -> int | None:
        if self._limit is None:
            return None
        return max(self._limit - count, min(_SECOND, self._limit)) if count else self._limit

    def _share(self, least: int, of: int) -> int | None:
        """What one of several lists may take of the room: a few at least, where there is little."""
        return None if self._limit is None else max(min(least, self._limit), self._limit // of)

    def _about(self) -> Iterator[Row]:
        if not self._asked.asks_for_something:
            return
        for kind in _ALL_KINDS:
            for group in self._groups(kind, self._asked)[: self._share(_EACH, len(_ALL_KINDS))]:
                yield self._item(kind, group, KIND_WORDS[kind])

    def _side_by_side(self) -> Iterator[Row]:
        """Positions of two sides on the issues that both speak of; of each side as many as there is room for.

        Those that name the other side come first, of these the latest: in a record of several negotiations most of
        what a side wants is wanted of others.
        """
        sides = self._asked.by if len(self._asked.by) > 1 else ()
        held: dict[str, dict[str, list[Group]]] = {}
        groups = self._groups("positions", self._asked)
        chief = [party for party, _ in Counter(str(g.row["party"]) for g in groups).most_common(2)]
        for group in groups:
            if not sides and group.row["party"] not in chief:
                continue
            held.setdefault(group.row["issue"], {}).setdefault(self._side(group.row), []).append(group)
        shared = {
            issue: of for issue, of in held.items() if len(of) > 1 and (not sides or len(of) >= len(sides))
        }
        order = sorted(sorted(shared), key=lambda i: min(map(self._naming, shared[i].values())), reverse=True)
        rows = sum(1 + len(g.same) for of in shared.values() for gs in of.values() for g in gs)
        self._totals["positions"] = rows
        each = _each([len(groups) for issue in order for groups in shared[issue].values()], self._limit)
        for issue in order[: self._limit]:
            for groups in shared[issue].values():
                for group in sorted(groups, key=self._telling, reverse=True)[:each]:
                    yield self._item("positions", group, issue.replace("_", " "))

    def _telling(self, group: Group) -> tuple[object, ...]:
        """Puts a side's positions on an issue in order, that which tells most of a disagreement last."""
        return self._names_another(group.row), _known(group), group.fit.score, group.row["id"]

    def _naming(self, groups: Sequence[Group]) -> tuple[int, int]:
        """How many of a side's positions name another side, then how many there are."""
        return sum(self._names_another(group.row) for group in groups), len(groups)

    def _names_another(self, row: Row) -> bool:
        """Whether a position names another of the sides that are asked about."""
        told = f" {name_key(' '.join(e['quote'] for e in row['evidence']))} "
        others = [one for one in self._asked.by if row["party"] not in one.ids]
        return any(row["towards"] in one.ids or any(f" {f} " in told for f in one.forms) for one in others)

    def _side(self, row: Row) -> str:
        return next((one.name for one in self._asked.by if row["party"] in one.ids), str(row["party"]))

    def _over_time(self) -> Iterator[Row]:
        """Positions by side and issue in order of time; without a side, those that changed."""
        groups = self._groups("positions", self._asked)
        if not self._asked.by:
            groups = [g for g in groups if g.row["change"] in ("hardened", "softened", "withdrawn")]
            self._totals["positions"] = sum(1 + len(g.same) for g in groups)
        by_issue: dict[tuple[str, str], list[Group]] = {}
        for group in groups:
            by_issue.setdefault((group.row["party"], group.row["issue"]), []).append(group)
        count = 0
        for (party, issue), held in sorted(by_issue.items(), key=lambda item: (-len(item[1]), item[0])):
            for group in _telling_change(held, self._room(count)):
                count += 1
                heading = f"{self._names.name(party)} · {issue.replace('_', ' ')}"
                yield self._item("positions", group, heading)
            if self._limit is not None and count >= self._limit:
                return
        if not count and not self._asked.by and "timeline" in self._asked.kinds:
            yield from self._of_kinds(("timeline",))

    def _who(self) -> Iterator[Row]:
        asked = self._asked
        if asked.title:
            title = [w for w in asked.title if w != "of"]
            ids = [row["id"] for row in self._names.holders(title, asked.by[0] if asked.by else None)]
        else:
            ids = [i for one in asked.by for i in sorted(one.ids) if self._names.row(i)]
        self._totals["actors"] = len(ids)
        rows = {row["id"]: row for row in self._view.chosen("actors", ids[: self._limit])}
        for actor in filter(rows.get, ids):
            self._told += 1
            yield self._made.actor(rows[actor], asked.title)
        if ids and not asked.title:
            said = replace(asked, kinds=("statements",), by=asked.by)
            for group in self._groups("statements", said)[: self._share(_SECOND, _SECOND)]:
                yield self._item("statements", group)

    def _groups(self, kind: str, asked: Question) -> list[Group]:
        """The groups of rows of a kind that answer; counted."""
        kind = _AS.get(kind, kind)
        found = self._search.rows(kind, asked)
        self._whole &= found.whole
        rows = _with_field(found, asked) if kind == "meetings" else found.rows
        self._totals[kind] = len(rows)
        self._undated[kind] = len(found.undated)
        self._withdrawn[kind] = found.withdrawn
        return folded(kind, rows, asked, self._family)

    def _item(self, kind: str, group: Group, heading: str | None = None) -> Row:
        self._told += 1 + len(group.same)
        return self._made.item(_AS.get(kind, kind), group, self._asked, heading)

    # --- what is not stated

    def _missing(self) -> Row:
        """What was looked for, and what the record holds that comes nearest."""
        asked = self._asked
        self._totals.clear()
        return {
            "text": NOT_STATED,
            "looked_for": asked.in_words(),
            "held": [row for row in self._held() if row["count"]],
            "near": [*self._near()],
            "absent": [one.name for one in (*asked.by, *asked.to, *asked.parties) if not one.on_record],
        }

    def _held(self) -> Iterator[Row]:
        """What there is of a wider question: each condition in turn left out."""
        asked = self._asked
        kind = _AS.get(asked.kinds[0], asked.kinds[0])
        kind = "statements" if kind in ("about", "who") else kind
        yield {
            "what": f"{asked.in_words()}; perhaps, for their days are not known so well",
            "count": sum(self._undated.values()),
            "whole": self._whole,
            "see": nearest(asked).command(),
            "listing": nearest(asked).to_dict(),
        }
        asked = replace(asked, kinds=(kind,))
        for wider in _wider(asked):
            found = self._search.rows(kind, wider, few=True)
            rows = _with_field(found, wider) if kind == "meetings" else found.rows
            yield {
                "what": wider.in_words(),
                "count": len(rows),
                "whole": found.whole,
                "see": nearest(wider).command(),
                "listing": nearest(wider).to_dict(),
            }
        if kind != "statements" and asked.topics:
            said = replace(
                _of_any_status(asked),
                round=None,
                kinds=("statements",),
                acts=(),
                stances=(),
                field=None,
                by=asked.by or asked.parties,
                parties=(),
            )
            found = self._search.rows("statements", said, few=True)
            yield {
                "what": said.in_words(),
                "count": len(found.rows),
                "whole": found.whole,
                "see": nearest(said).command(),
                "listing": nearest(said).to_dict(),
            }
        count = self._search.passages(asked)
        passages = nearest(Question(asked.text, ("passages",), topics=asked.topics, outlet=asked.outlet))
        told = ", ".join(topic.typed for topic in asked.needed)
        if told:
            yield {
                "what": f"passages that hold {told}",
                "count": count,
                "whole": count < HITS,
                "see": passages.command(),
                "listing": passages.to_dict(),
            }

    def _near(self) -> Iterator[Row]:
        """Rows that lack one thing that was asked about; they do not answer."""
        asked = self._asked
        kind = _AS.get(asked.kinds[0], asked.kinds[0])
        if kind in ("about", "who"):
            return
        for lacks, rows in self._lacking(kind):
            if rows:
                for group in folded(kind, rows, asked, self._family)[:_NEAR]:
                    yield {**self._made.item(kind, group, asked), "lacks": lacks}
                return

    def _lacking(self, kind: str) -> Iterator[tuple[list[str], list[tuple[Fit, Row]]]]:
        """Rows that lack something, the least first, with what that is."""
        yield ["a day surely then"], self._search.rows(kind, self._asked).undated
        for lacks, wider in _nearer(self._asked):
            yield lacks, self._search.rows(kind, wider).rows


def _each(counts: Sequence[int], limit: int | None) -> int | None:
    """How many of each of several lists can be shown, one at least; None: all."""
    if limit is None or sum(counts) <= limit:
        return None
    return max(
        each for each in range(1, limit + 1) if each == 1 or sum(min(n, each) for n in counts) <= limit
    )


def _only_by_issue(items: Sequence[Row]) -> list[str]:
    """Words of the question that no item holds, though all are about their issue."""
    told = [set(item["by_issue"]) for item in items if item["kind"] != "actors"]
    return sorted(set.intersection(*told)) if told else []


def _with_field(found: Found, asked: Question) -> list[tuple[Fit, Row]]:
    """Meetings that tell what is asked of them; all where nothing is asked for but the meetings."""
    if asked.field in (None, "status"):
        return found.rows
    return [(how, row) for how, row in found.rows if _tells(row, asked)]


def _tells(row: Row, asked: Question) -> bool:
    field = FIELD.get(asked.field or "", asked.field or "")
    values = row["values"].get(field) or ()
    if asked.field == "heads":
        return any(d["head"] and _is_of(d, asked) for value in values for d in value["value"])
    if field == "delegates":
        return any(_is_of(d, asked) for value in values for d in value["value"])
    if field == "outcome":
        return bool(row["outcome"]) or bool(row["characterisations"])
    return any(value["value"] for value in values)


def _is_of(delegate: Row, asked: Question) -> bool:
    """Whether a delegate is of a side that is asked about; of any, where none is."""
    sides = frozenset[str]().union(*(one.speaking for one in asked.parties))
    return not sides or delegate["actor_id"] in sides or delegate["party"] in sides


def _wider(asked: Question) -> Iterator[Question]:
    if asked.negation:
        yield replace(asked, negation=None)
    if asked.period.since or asked.period.until:
        yield replace(asked, period=Period())
    if asked.outlet:
        yield replace(asked, outlet=None)
    if asked.to:
        yield replace(asked, to=())
    if asked.acts or asked.stances:
        yield replace(asked, acts=(), stances=())
    if asked.status:
        yield _of_any_status(asked)
    if asked.round:
        yield replace(asked, round=None)
    for topic in _droppable(asked)[:3]:
        yield replace(asked, topics=tuple(t for t in asked.topics if t is not topic))
    if (asked.by or asked.parties) and asked.topics:
        yield replace(asked, by=(), parties=())


def _nearer(asked: Question) -> Iterator[tuple[list[str], Question]]:
    """A question without one of its conditions, the least telling first, with what is then lacking."""
    if asked.negation:
        yield ["not"], replace(asked, negation=None)
    if asked.field:
        yield [FIELD_WORDS[asked.field]], replace(asked, field=None)
    if asked.status:
        yield [words.say("statuses", asked.status)], _of_any_status(asked)
    if asked.round:
        yield [f"round {asked.round}"], replace(asked, round=None)
    if asked.to:
        topics = tuple(Topic(one.typed, tuple((f,) for f in one.forms), one.forms) for one in asked.to)
        lacks = [f"said to {one.name}" for one in asked.to]
        yield lacks, replace(asked, to=(), topics=(*asked.topics, *topics))
        yield lacks, replace(asked, to=())
    if asked.acts or asked.stances:
        yield [" or ".join((*asked.acts, *asked.stances))], replace(asked, acts=(), stances=())
    if len(asked.needed) > 1:
        for topic in _droppable(asked):
            yield [topic.typed], replace(asked, topics=tuple(t for t in asked.topics if t is not topic))
    if asked.period.since or asked.period.until:
        yield ["the time"], replace(asked, period=Period())
    if asked.by and asked.kinds[0] == "figures":
        yield [f"claimed by {asked.by[0].name}"], replace(asked, by=())


def _of_any_status(asked: Question) -> Question:
    """A question without the status that it asks for, and the words for it."""
    return replace(
        asked, status=None, today=None, topics=tuple(t for t in asked.topics if t.typed != asked.status)
    )


def _droppable(asked: Question) -> list[Topic]:
    """The topics that a wider question may leave out: all but what "how many" asks of."""
    return [topic for topic in asked.needed if not topic.counted or topic.ids]


def _known(group: Group) -> str:
    first = when("positions", group.row)[0]
    return "" if first == "9999" else first


def _telling_change(groups: Sequence[Group], room: int | None) -> list[Group]:
    """In order of time; where there is no room for all, those that changed and the last ones."""
    ordered = sorted(groups, key=lambda g: (when("positions", g.row), g.row["id"]))
    if room is None or len(ordered) <= room:
        return ordered
    weight: Mapping[str, int] = {"hardened": 0, "softened": 0, "withdrawn": 0, "new": 1}
    latest_first = ordered[::-1]
    chosen = sorted(latest_first, key=lambda g: weight.get(g.row["change"] or "", 2))[:room]
    return [g for g in ordered if any(g is c for c in chosen)]
