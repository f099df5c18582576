"""Mentions of one page taken together, so that each meeting is one group."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
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
_APART = 2  # days from one day of a meeting to the next one named
_TO_COME = frozenset({"scheduled", "proposed"})
_OVER = frozenset({"held", "under_way", "failed"})
_OF_PERSONS = frozenset({"summit", "meeting", "call", "visit"})


@dataclass(slots=True)
class Group:
    """The mentions of one meeting, in order of the text."""

    talks: list[Talk] = field(default_factory=list)

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
        return best((t.status, t.sure) for t in self.talks if t.status)

    @property
    def new(self) -> bool:
        """Whether it is told as another meeting than those before it."""
        return any(t.new for t in self.talks)

    @property
    def form(self) -> str:
        """What it is called most, the more telling name first."""
        named = Counter(t.form for t in self.talks)
        return max(named, key=lambda form: named[form])  # of several the first

    @property
    def count(self) -> int:
        """How many meetings its mentions take together."""
        return max(t.count for t in self.talks)


def grouped(talks: Iterable[Talk], dated: Dated) -> list[Group]:
    """The meetings of a page."""
    groups: list[Group] = []
    for talk in talks:
        found = _group_of(talk, groups, dated)
        if found is None:
            if _is_generic(talk):
                continue
            found = Group()
        elif found in groups:
            groups.remove(found)
        found.talks.append(talk)
        groups.append(found)  # the one spoken of last stands last
    return sorted(groups, key=lambda g: g.talks[0].start)


def _is_generic(talk: Talk) -> bool:
    """Whether a mention names no meeting of its own: ``peace talks``, ``the talks`` of which nothing was said."""
    return not (talk.place or talk.times or talk.round or talk.new or (len(talk.parties) > 1 and talk.status))


def _group_of(talk: Talk, groups: Sequence[Group], dated: Dated) -> Group | None:
    """The group that a mention goes on; None where it begins one, or says nothing of any."""
    fitting = [g for g in reversed(groups) if fits(talk, g, dated)]
    if talk.place:
        same = [g for g in fitting if g.place and same_place(talk.place, g.place)]
        if same:
            return same[0]
        open_ = [
            g for g in fitting if g.place is None and not talk.first and (_near(talk, g) or talk.definite)
        ]
        return open_[0] if open_ and open_[0] is fitting[0] else None
    if talk.times:
        same = [g for g in fitting if _overlap(talk, g, dated)]
        if same:
            return same[0]
        goes_on = talk.definite or talk.duration
        return fitting[0] if fitting and goes_on and not (talk.new or talk.first) else None
    if talk.new or talk.count > 1 or talk.first:
        return next((g for g in fitting if g.new and talk.new), None)
    bare = not talk.parties and talk.round is None
    known = talk.round is not None or (talk.sure and bare) or (len(talk.parties) > 1 and talk.form == "talks")
    if not fitting or not (talk.definite or known):
        return None
    likely = [g for g in fitting if (g.new and g.status in _TO_COME) == (talk.status in _TO_COME)]
    return (likely or fitting)[0]


def fits(talk: Talk, group: Group, dated: Dated) -> bool:
    """Whether nothing speaks against a mention's being of a meeting."""
    if talk.round and group.round and talk.round != group.round:
        return False
    if talk.count != group.count:
        return False
    if talk.place and group.place and not same_place(talk.place, group.place):
        return False
    if not _same_time(talk, group, dated) or not _same_parties(talk, group):
        return False
    return _same_form(talk, group) and _same_phase(talk, group, dated)


def _same_time(talk: Talk, group: Group, dated: Dated) -> bool:
    if not talk.times or not group.times:
        return True
    return _overlap(talk, group, dated, _APART if talk.definite or talk.place else 0)


def _overlap(talk: Talk, group: Group, dated: Dated, apart: int = 0) -> bool:
    theirs = [dated(e) for e in group.times]
    return any(_meet(dated(e), other, apart) for e in talk.times for other in theirs)


def _meet(one: Days | None, other: Days | None, apart: int) -> bool:
    """Whether two times share a day, or lie no more than some days apart."""
    if one is None or other is None or one[2] != other[2]:
        return False
    return (other[0] - one[1]).days <= apart and (one[0] - other[1]).days <= apart


def _same_parties(talk: Talk, group: Group) -> bool:
    ours, theirs = set(talk.parties), set(group.parties)
    if not ours or not theirs:
        return True
    if not ours & theirs:
        return bool(ours & {k for t in group.talks for k in (*t.mediators, *t.hosts)})
    if len(ours) > 1 and len(theirs) > 1 and not (ours <= theirs or theirs <= ours):
        return len(ours & theirs) > 1
    return _same_people(talk, group)


def _same_people(talk: Talk, group: Group) -> bool:
    """Whether no side sends other persons."""
    for side in {side.actor_id for _, side in talk.people}:
        mine = {who.actor_id for who, s in talk.people if s.actor_id == side}
        known = {who.actor_id for t in group.talks for who, s in t.people if s.actor_id == side}
        if known and not mine & known:
            return False
    return True


def _same_form(talk: Talk, group: Group) -> bool:
    one, other = talk.form, group.form
    if one == other or {one, other} <= {"meeting", "talks"}:
        return True
    if "call" in (one, other):
        return False
    if talk.definite and talk.rule == "noun" and not talk.place and not talk.times:
        return "meeting" in (one, other) or {one, other} == {"talks", "summit"} or one == "visit"
    return "meeting" in (one, other) or bool(talk.place and group.place)


def _same_phase(talk: Talk, group: Group, dated: Dated) -> bool:
    if talk.new and not group.new:
        return talk.round is not None and talk.round == group.round
    ahead = talk.status in _TO_COME and talk.sure
    if ahead and group.status in _OVER:
        return bool(talk.times) and _overlap(talk, group, dated)
    if talk.status in _OVER and group.status in _TO_COME and group.new:
        return bool(talk.times) and _overlap(talk, group, dated)
    return True


def _near(talk: Talk, group: Group) -> bool:
    """Whether a mention follows within a sentence or two."""
    return talk.start - group.talks[-1].line.end < _CLOSE


_CLOSE = 300  # code points


def same_place(one: Place, other: Place) -> bool:
    """Whether two places are one, or the second is the state that the first lies in."""
    if inside(one.name) == inside(other.name) or {one.name, other.name} & set(
        f"{one.name} or {other.name}".split(" or ")[2:]
    ):
        return True
    if one.country and one.country == other.country:
        return is_state(one) or is_state(other)
    return False
