"""A question as it was understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from parley.ask.names import Named
from parley.ask.period import Period
from parley.views import words

KINDS = (
    "statements", "positions", "changes", "disagreement", "comparisons", "meetings", "agreements", "figures",
    "incidents", "timeline", "who", "about",
)  # fmt: skip
KIND_WORDS = {
    "statements": "statements",
    "positions": "positions",
    "changes": "positions and how they changed",
    "disagreement": "positions side by side",
    "comparisons": "what sources tell differently",
    "meetings": "meetings and talks",
    "agreements": "agreements",
    "figures": "figures",
    "incidents": "incidents",
    "timeline": "what happened",
    "who": "who it is",
    "about": "all kinds of entry",
}
FIELD_WORDS = {
    "heads": "who led it",
    "place": "where",
    "dates": "when",
    "duration": "how long",
    "mediators": "who mediated",
    "hosts": "who hosted",
    "delegates": "who took part",
    "outcome": "what came of it",
    "status": "what became of it",
}


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that a question is about. A row holds it by any of its phrases, issues or actors.

    Attributes:
        typed: As it stands in the question.
        phrases: Stems in a row, any of which tells it.
        exact: The same as words, which count for more than another form of them.
        issues: Ids of issues that are it.
        ids: Ids of actors that are it.
        needed: Whether a row must hold it; else it only comes first with it.
        counted: Whether it is what "how many" asks of; a figure must count it.
        place: Whether it is where something was; what a row says of its place counts.
        event: Whether it is what happened to what is counted.
    """

    typed: str
    phrases: tuple[tuple[str, ...], ...]
    exact: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()
    needed: bool = True
    counted: bool = False
    place: bool = False
    event: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, as it was understood.

    Attributes:
        text: The question.
        kinds: Which rows answer it, the most telling kind first.
        by: Who speaks, takes the position, or is asked about.
        to: Who is addressed.
        parties: Who takes part.
        topics: What it is about; a row must hold all that are needed.
        acts: Acts of statements that answer it; empty: any.
        stances: Stances of positions that do.
        events: Types of incidents that do.
        field: Which fact of a row is asked for; a key of `FIELD_WORDS`.
        title: Words of an office that is asked about.
        outlet: Who printed it.
        period: When.
        order: ``latest`` or ``first`` where the question asks for these, else ``best``.
        round: The number of the round of talks that is asked about.
        status: Of meetings and agreements that which is asked for, as statuses.toml calls it: ``coming`` for those
            that are planned and not over `today`.
        today: The day from which meetings are still to come.
        negation: What it denies: ``done`` that something was done, ``told`` within what was told; None: nothing.
        yes_or_no: Whether it could be answered so; rows answer it.
        unread: Words that were left out, for nothing is known of what they ask.
        notes: What a person should know of how it was read.
    """

    text: str
    kinds: tuple[str, ...] = ("about",)
    by: tuple[Named, ...] = ()
    to: tuple[Named, ...] = ()
    parties: tuple[Named, ...] = ()
    topics: tuple[Topic, ...] = ()
    acts: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    field: str | None = None
    title: tuple[str, ...] = ()
    outlet: str | None = None
    period: Period = made(default_factory=Period)
    order: str = "best"
    round: int | None = None
    status: str | None = None
    today: str | None = None
    negation: str | None = None
    yes_or_no: bool = False
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[Topic, ...]:
        """The topics that a row must hold."""
        return tuple(topic for topic in self.topics if topic.needed)

    @property
    def asks_for_something(self) -> bool:
        """Whether anything chooses among rows of any kind: "why?" does not."""
        return any((self.topics, self.by, self.to, self.parties, self.outlet, self.period.spans))

    def in_words(self) -> str:
        """What was looked for, in a sentence: ``statements by Russia, about: peacekeepers, since 2031-06-01``."""
        return ", ".join(self._parts())

    def _parts(self) -> list[str]:
        kind = self.kinds[0]
        what = KIND_WORDS[kind]
        if self.acts or self.stances:
            does = dict.fromkeys(
                [*(words.say("acts", a) for a in self.acts), *(words.say("stances", s) for s in self.stances)]
            )
            kinds = " and ".join(KIND_WORDS[k] for k in self.kinds)
            what = f"{kinds} ({', '.join(does)})" if kind != "agreements" else kinds
        elif self.events:
            what += f" ({', '.join(words.say('event_types', e) for e in self.events)})"
        elif len(self.kinds) > 1:
            what = " and ".join(KIND_WORDS[k] for k in self.kinds)
        link = {"who": ":", "meetings": " with", "agreements": " of"}.get(kind, " by")
        out = [what + (f"{link} {_list(self.by)}" if self.by else "")]
        if self.title:
            out.append(f"office: {' '.join(self.title)}")
        if self.to:
            out.append(f"to {_list(self.to)}")
        if self.parties:
            out.append(f"with {_list(self.parties)}")
        if self.topics:
            out.append(f"about: {', '.join(_topic(topic) for topic in self.topics)}")
        if self.field:
            out.append(f"asked: {FIELD_WORDS[self.field]}")
        if self.round:
            out.append(f"round {self.round}")
        if self.status:
            told = words.say("statuses", self.status)
            out.append(f"still to come on {self.today}" if self.today else f"status: {told}")
        if self.negation:
            out.append("not done" if self.negation == "done" else "denied in what is told")
        if self.outlet:
            out.append(f"printed by {self.outlet}")
        out += self._when()
        if self.order != "best":
            out.append(f"the {self.order} first" if self.order == "latest" else "the earliest first")
        return out

    def _when(self) -> list[str]:
        counted = self.period.counted_from
        told = self._range()
        return [f"{told[0]} (counted from {counted})"] if told and counted else told

    def _range(self) -> list[str]:
        since, until = self.period.since, self.period.until
        if since and since == until:
            return [f"on {since}"]
        if since and until:
            return [f"from {since} to {until}"]
        return [f"since {since}"] if since else [f"until {until}"] if until else []

    def to_dict(self) -> dict[str, Any]:
        """As plain data; `in_words` is the sentence."""
        return {
            "in_words": self.in_words(),
            "kinds": list(self.kinds),
            "by": [_named(one) for one in self.by],
            "to": [_named(one) for one in self.to],
            "parties": [_named(one) for one in self.parties],
            "topics": [
                {"typed": t.typed, "issues": list(t.issues), "needed": t.needed, "actors": sorted(t.ids)}
                for t in self.topics
            ],
            "acts": list(self.acts),
            "stances": list(self.stances),
            "events": list(self.events),
            "field": self.field,
            "title": list(self.title),
            "outlet": self.outlet,
            "since": self.period.since,
            "until": self.period.until,
            "counted_from": self.period.counted_from,
            "order": self.order,
            "round": self.round,
            "status": self.status,
            "negation": self.negation,
            "yes_or_no": self.yes_or_no,
            "unread": list(self.unread),
            "notes": list(self.notes),
        }


def _named(one: Named) -> dict[str, Any]:
    return {"typed": one.typed, "name": one.name, "ids": sorted(one.ids), "on_record": one.on_record}


def _list(names: Sequence[Named]) -> str:
    return " and ".join(dict.fromkeys(one.name for one in names))


def _topic(topic: Topic) -> str:
    issues = [issue for issue in topic.issues if issue.replace("_", " ") != topic.typed.lower()]
    told = f" (issue {' or '.join(issues)})" if issues else ""
    return topic.typed + told + ("" if topic.needed else " (if told)")
