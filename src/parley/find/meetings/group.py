"""A meeting of a page: the mentions of it, and what they tell together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from parley.find.meetings.sites import inside, is_state
from parley.find.meetings.statuses import best
from parley.find.meetings.talk import Talk
from parley.find.parties import Who
from parley.records import Place
from parley.times.find import TimeExpression

Days = tuple[
    dt.date, dt.date, bool
]  # first and last, and whether they are certain, or only right beside others
Dated = Callable[[TimeExpression], Days | None]
APART = 2  # days from one day of a meeting to the next one named
_CLOSE = 300  # code points in which a mention goes on the one before it
TO_COME = frozenset({"scheduled", "proposed"})
OVER = frozenset({"held", "under_way", "failed"})
NAMED = frozenset({"summit", "call", "conference"})
_ONCE = frozenset({"summit", "meeting", "call"})  # what is no round of many days
OF_PERSONS = frozenset({"summit", "meeting", "call", "visit"})


@dataclass(slots=True)
class Group:
    """The mentions of one meeting, in order of the text."""

    talks: list[Talk] = field(default_factory=list)
    loose: bool = False  # only spoken of so far, ``an hour-long meeting``: "the meeting" may be this one

    @property
    def place(self) -> Place | None:
        """The most exact place that is named."""
        places = [t.place for t in self.talks if t.place]
        towns = [p for p in places if not is_state(p)]
        venues = [p for p in towns if p.venue]
        return next(iter([*venues, *towns, *places]), None)

    @property
    def round(self) -> int | None:
        """The number of the round, where its mentions agree."""
        numbers = {t.round for t in self.talks if t.round}
        return next(iter(numbers)) if len(numbers) == 1 else None

    @property
    def times(self) -> list[TimeExpression]:
        """Its times, each once."""
        out: dict[int, TimeExpression] = {}
        for t in self.talks:
            for e in t.times:
                out.setdefault(e.start, e)
        return list(out.values())

    @property
    def parties(self) -> dict[str, Who]:
        """All who take part."""
        return {k: w for t in self.talks for k, w in t.parties.items()}

    @property
    def status(self) -> str | None:
        """What its mentions say of it."""
        status = best((t.status, t.sure) for t in self.talks if t.status)
        over = self.form in _ONCE and any(t.status == "held" and t.beside for t in self.talks)
        return (
            "held" if status == "under_way" and over else status
        )  # ``the summit began``; ``after the summit``

    @property
    def is_over(self) -> bool:
        """Whether a verb of its own tells that it was."""
        return any(t.status == "held" and t.sure for t in self.talks)

    @property
    def new(self) -> bool:
        """Whether it is told as another meeting than those before it."""
        return any(t.new for t in self.talks)

    @property
    def convened(self) -> bool:
        """Whether it is a body's own."""
        return any(t.convened for t in self.talks)

    @property
    def is_of_two(self) -> bool:
        """Whether some met, or it is told with whom it is."""
        return any(t.number > 1 or t.met for t in self.talks)

    @property
    def apart(self) -> bool:
        """Whether it is only named beside what is told."""
        return all(t.apart for t in self.talks)

    @property
    def form(self) -> str:
        """What it is called most, the more telling name first."""
        named = Counter(t.form for t in self.talks)
        return max(named, key=lambda form: named[form])  # of several the first

    @property
    def count(self) -> int:
        """How many meetings its mentions take together."""
        return max(t.count for t in self.talks)


def overlap(talk: Talk, group: Group, dated: Dated, apart: int = 0) -> bool:
    """Whether a time of a mention shares a day with one of a meeting, or lies no more than some days apart."""
    theirs = _narrowest([days for e in group.times if (days := dated(e))])
    return any(_meet(dated(e), other, apart) for e in talk.times for other in theirs)


def is_exact(group: Group, dated: Dated) -> bool:
    """Whether the page tells its days, and not only the week or the year."""
    told = [days for e in group.times if (days := dated(e))]
    return any((days[1] - days[0]).days <= APART for days in told)


def _narrowest(told: list[Days]) -> list[Days]:
    """Of days, weeks and years that tell of one meeting the most exact: ``in 2030``, ``the July 20 meeting``."""
    least = min(((days[1] - days[0]).days for days in told), default=0)
    return [days for days in told if (days[1] - days[0]).days <= max(least, APART)]


def _meet(one: Days | None, other: Days | None, apart: int) -> bool:
    """Whether two times share a day, or lie no more than some days apart."""
    if one is None or other is None or one[2] != other[2]:
        return False
    return (other[0] - one[1]).days <= apart and (one[0] - other[1]).days <= apart


def near(talk: Talk, group: Group) -> bool:
    """Whether a mention follows within a sentence or two."""
    return talk.start - group.talks[-1].line.end < _CLOSE


def same_place(one: Place, other: Place) -> bool:
    """Whether two places are one, or the second is the state that the first lies in."""
    if inside(one.name) == inside(other.name) or {one.name, other.name} & set(
        f"{one.name} or {other.name}".split(" or ")[2:]
    ):
        return True
    if one.country and one.country == other.country:
        return is_state(one) or is_state(other)
    return False
