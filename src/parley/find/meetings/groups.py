"""Mentions of one page taken together, so that each meeting is one group."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field, replace

from parley.find.meetings.lexicon import listed
from parley.find.meetings.nouns import left
from parley.find.meetings.sites import inside, is_state
from parley.find.meetings.statuses import best
from parley.find.meetings.talk import Talk, is_short_for
from parley.find.parties import Who
from parley.records import Place
from parley.times.dating import is_month
from parley.times.find import TimeExpression

Days = tuple[
    dt.date, dt.date, bool
]  # first and last, and whether they are certain, or only right beside others
Dated = Callable[[TimeExpression], Days | None]
_PAST = 14  # days after which what was told with a day is no longer under way
_AGO = 180  # days after which a meeting that a page tells of once is not what it speaks of as the talks
_APART = 2  # days from one day of a meeting to the next one named
_CLOSE = 300  # code points in which a mention goes on the one before it
TO_COME = frozenset({"scheduled", "proposed"})
_OVER = frozenset({"held", "under_way", "failed"})
_NAMED = frozenset({"summit", "call", "conference"})
_OF_PERSONS = frozenset({"summit", "meeting", "call", "visit"})


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
        return best((t.status, t.sure) for t in self.talks if t.status)

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
        """Whether some met, and the page calls it no summit."""
        return max(t.number for t in self.talks) > 1 and all(t.form != "summit" for t in self.talks)

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


def grouped(talks: Iterable[Talk], dated: Dated, today: dt.date | None = None) -> list[Group]:
    """The meetings of a page; `today`: the day of the page, where it is known."""
    groups: list[Group] = []
    loose: list[Talk] = []  # mentions of meetings of which the page tells no more
    for talk in talks:
        listed = [g for g in groups if talk.earlier and talk.place and _listed_with(talk, g)]
        if len(listed) > 1:
            for group in listed:
                group.talks.append(replace(talk, count=1))
            continue
        if any(_is_called(talk, other, groups) for other in loose):
            continue
        open_ = [g for g in groups if today is None or not _is_past(talk, g, dated, today)]
        found = _latest(talk, groups, dated) or _group_of(talk, open_, dated)
        if found is None:
            if _is_generic(talk) and (talk.strange or not talk.one or talk.form not in _OF_PERSONS):
                loose += [talk] if len(talk.parties) > 1 else []
                continue
            found = Group(loose=_is_generic(talk))
        elif found in groups:
            groups.remove(found)
        found.talks.append(talk)
        groups.append(found)  # the one spoken of last stands last
    return sorted(groups, key=lambda g: g.talks[0].start)


def _is_called(talk: Talk, other: Talk, groups: Sequence[Group]) -> bool:
    """Whether ``the summit`` is one that was called so in passing, and not another meeting told of before it."""
    bare = (
        talk.definite
        and talk.form in _NAMED
        and not talk.place
        and talk.parties.keys() <= other.parties.keys()
    )
    named = any(t.form == talk.form for g in groups for t in g.talks)
    return bare and other.form == talk.form and not named


def _is_past(talk: Talk, group: Group, dated: Dated, today: dt.date) -> bool:
    """Whether a meeting is too long ago for what a mention says: that talks go on now, or nothing of its own."""
    days = [d for e in group.times if (d := dated(e)) and d[2]]
    if not days or talk.times:
        return False
    ago = (today - max(d[1] for d in days)).days
    if talk.latest:
        return ago > _AGO
    if talk.status == "under_way" and talk.sure:
        return ago > _PAST
    if any(t.pictured for t in group.talks) and talk.place is None:
        return ago > _AGO
    told = talk.place or talk.parties or talk.people or talk.round
    return ago > _AGO and not told and len(group.talks) == 1 and not _near(talk, group)


def _listed_with(talk: Talk, group: Group) -> bool:
    """Whether a meeting was told in the same sentence, without place: ``on 3 and 5 June, after meetings in Velm``."""
    return group.talks[0].line is talk.line and group.place is None and group.status in _OVER


def _latest(talk: Talk, groups: Sequence[Group], dated: Dated) -> Group | None:
    """The last of several meetings told with their days in one sentence: ``the most recent round``."""
    if not talk.latest or talk.times:
        return None
    listed = [(d[1], g) for g in groups if g.talks[0].line is talk.line for e in g.times if (d := dated(e))]
    return max(listed, key=lambda pair: pair[0])[1] if len(listed) > 1 else None


def _is_generic(talk: Talk) -> bool:
    """Whether a mention names no meeting of its own: ``peace talks``, ``the talks`` of which nothing was said."""
    between = len(talk.parties) > 1 and talk.status and not talk.apart
    told = talk.place or talk.times or talk.round or talk.new or between
    return talk.strange or not told


def _group_of(talk: Talk, groups: Sequence[Group], dated: Dated) -> Group | None:
    """The group that a mention goes on; None where it begins one, or says nothing of any."""
    if talk.strange and not talk.definite:
        return None
    if _is_of_many(talk):
        return None
    fitting = [g for g in reversed(groups) if fits(talk, g, dated)]
    fitting = [g for g in fitting if not (talk.apart or g.apart) or _is_named(talk, g, dated)]
    if talk.apart:
        return next(iter(fitting), None)
    if talk.place:
        same = [g for g in fitting if g.place and same_place(talk.place, g.place)]
        if talk.status == "under_way" and talk.sure:  # not what a date tells to be long past
            same.sort(key=lambda g: any(d[2] for e in g.times if (d := dated(e))))
        if same:
            again = talk.rule != "noun" and not talk.times and _moved_on(same[0], groups, dated)
            return None if again else same[0]
        open_ = [
            g for g in fitting if g.place is None and not talk.first and (_near(talk, g) or talk.definite)
        ]
        return open_[0] if open_ and open_[0] is fitting[0] else None
    to_come = talk.status in TO_COME | {"cancelled"}
    likely = [g for g in fitting if (g.status in TO_COME) == to_come] or fitting
    if (
        talk.definite and talk.form == "talks" and talk.rule == "noun"
    ):  # not a meeting with somebody told of beside
        likely = [g for g in likely if not all(t.beside and t.people for t in g.talks)] or likely
    if talk.definite and talk.form in _NAMED | {"meeting"}:  # ``the summit`` is one that was called so
        likely = [g for g in likely if any(t.form == talk.form for t in g.talks)] or likely
    if talk.round and all(
        g.round != talk.round for g in likely
    ):  # the second comes after the one told of first
        likely = [g for g in fitting if g.new == (talk.round > 1)] or likely
    bare = not talk.parties and talk.round is None and not talk.strange
    if talk.times:
        goes_on = talk.definite or talk.duration or (bare and talk.sure and talk.form == "talks")
        goes_on = bool(goes_on) and not (talk.new or talk.first or talk.earlier)
        same = [g for g in likely if _overlap(talk, g, dated)]
        if not same and not goes_on:
            same = [g for g in fitting if _overlap(talk, g, dated)]
        return next(iter(same or (likely if goes_on else [])), None)
    if talk.new or talk.count > 1 or talk.first:
        return next((g for g in fitting if g.new and talk.new), None)
    known = talk.round is not None or (talk.sure and bare)
    if not known and len(talk.parties) > 1 and talk.form == "talks":
        fitting = [
            g
            for g in fitting
            if len(set(g.parties) & set(talk.parties)) > 1
            or not (g.parties or (g.place and not talk.definite))
        ]
        likely, known = [g for g in likely if g in fitting], True
    if not fitting or not (talk.definite or known):
        return None
    spoken_of = [g for g in likely if g.place or len(g.talks) > 1 or _near(talk, g)]
    spoken_of = [g for g in spoken_of if not _is_background(g, groups, dated)] or spoken_of
    return next(iter(spoken_of or likely or fitting), None)


def _is_of_many(talk: Talk) -> bool:
    """Whether meetings of any kind are meant, ``despite multiple meetings``, and not the one told of before."""
    plural = talk.line.tags[talk.at[1] - 1] == "NNS" and talk.form != "talks"
    own = talk.place or talk.times or talk.parties or talk.people or talk.round
    return plural and talk.rule == "noun" and not (talk.definite or talk.new or talk.earlier or own)


def _is_named(talk: Talk, group: Group, dated: Dated) -> bool:
    """Whether a mention is of a meeting by its place or its days, and not only because both are talks."""
    place = bool(talk.place and group.place and same_place(talk.place, group.place))
    return place or bool(talk.times and group.times and _overlap(talk, group, dated))


def _is_background(group: Group, groups: Sequence[Group], dated: Dated) -> bool:
    """Whether the page tells of a later meeting too: ``agreed at talks last month``, and then of what came since."""
    until = [d for e in group.times if (d := dated(e))]
    later = [d for g in groups if g is not group and g.status in _OVER for e in g.times if (d := dated(e))]
    return any(a[2] == b[2] and (b[0] - a[1]).days > _APART for b in later for a in until) and not any(
        a[2] == b[2] and (b[0] - a[1]).days <= _APART for b in later for a in until
    )


def _moved_on(group: Group, groups: Sequence[Group], dated: Dated) -> bool:
    """Whether the page has since told of what came days later, so that who meets there again meets another time."""
    until = [d for e in group.times if (d := dated(e))]
    since = [
        d
        for g in groups[groups.index(group) + 1 :]
        if g.status in _OVER
        for e in g.times
        if (d := dated(e)) is not None
    ]
    return any((b[0] - a[1]).days > _APART and a[2] == b[2] for a in until for b in since)


def fits(talk: Talk, group: Group, dated: Dated) -> bool:
    """Whether nothing speaks against a mention's being of a meeting."""
    if talk.round and group.round and talk.round != group.round:
        return False
    if group.loose and not (talk.definite and talk.form == group.form and not talk.times):
        return False  # ``is open to a meeting``; ``Monday's meeting`` is one that was told
    last = group.talks[-1]
    if last.line is talk.line and talk.one and last.status in TO_COME and talk.status not in TO_COME:
        return False  # ``the talks will go on without T, who went to Rill for a meeting``
    if last.line is talk.line and talk.round and not group.round and (group.place or group.times):
        return False  # ``at a meeting in Velm, which hosted their first round``
    if last.line is talk.line and last.new and talk.latest:
        return False  # ``counts on a future meeting after the latest round``
    if last.line is talk.line and _is_told_beside(last, talk):
        return False  # ``this week's summit as well as the planned meeting of T and M``
    if talk.count != group.count or (last.line is talk.line and talk.beside):
        return False  # ``talks in Rill ahead of the summit``
    if talk.place and group.place and not same_place(talk.place, group.place):
        return False
    if not _same_time(talk, group, dated) or not _same_parties(talk, group):
        return False
    if _brings_another(talk, group) or _of_other_ranks(talk, group) or of_other_matters(talk, group):
        return False
    if talk.status == "under_way" and talk.sure and not talk.people and _was_of_persons(group):
        return False
    if talk.convened != group.convened and (group.is_of_two if talk.convened else _brings_two(talk, group)):
        return False  # ``met A on the sidelines of the Pact summit``
    return _same_form(talk, group) and _same_phase(talk, group, dated)


def _is_told_beside(one: Talk, other: Talk) -> bool:
    """Whether one mention is joined to another of the same sentence as a second thing."""
    between = " ".join(other.line.words[one.at[1] : left(other.line, other.at[0])])
    return one.rule == other.rule == "noun" and between in ("and", "as well as", ", as well as", "or")


def _same_time(talk: Talk, group: Group, dated: Dated) -> bool:
    if not talk.times or not group.times:
        return True
    near = talk.definite or talk.place or talk.duration or (talk.sure and not talk.parties)
    return _overlap(talk, group, dated, _APART if near else 0)


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
    for side in {side.actor_id for _, side in talk.people if side}:
        mine = {who.actor_id for who, s in talk.people if s and s.actor_id == side}
        known = {who.actor_id for t in group.talks for who, s in t.people if s and s.actor_id == side}
        if known and not mine & known:
            return False
    return True


def _brings_another(talk: Talk, group: Group) -> bool:
    """Whether one who meets is nobody of a meeting whose sides and persons are told: ``P recently met with A``."""
    of_two = max(t.number for t in group.talks) > 1
    if talk.rule != "noun" and len(group.parties) < 2:
        return False
    known = {who.actor_id: who for t in group.talks for who, _ in t.people}
    told = [who for who, side in talk.people if side is None]
    if all(t.form != talk.form for t in group.talks):  # ``P met A on Monday``; ``B asked for the summit``
        told += [who for who, _ in talk.present]
    others = [who for who in told if who.actor_id not in known and not is_short_for(who, known.values())]
    return bool(others) and (len(known) > 1 or (of_two and len(told) > 1))


def _brings_two(talk: Talk, group: Group) -> bool:
    """Whether two meet of whom it is not told that they come."""
    coming = {who.actor_id for t in group.talks for who, _ in t.people}
    return talk.number > 1 and coming.isdisjoint(who.actor_id for who, _ in talk.people)


def _of_other_ranks(talk: Talk, group: Group) -> bool:
    """Whether leaders meet at one and those whom they send at the other: ``the summit``; ``officials met in Velm``."""
    summit = [talk.form == "summit", any(t.form == "summit" for t in group.talks)]
    return (summit == [True, False] and _is_of_deputies(group.talks[0])) or (
        summit == [False, True] and _is_of_deputies(talk)
    )


def of_other_matters(talk: Talk, group: Group) -> bool:
    """Whether their names tell of other matters: ``trade talks``, ``disarmament talks``."""
    known = {topic for t in group.talks for topic in t.topics}
    return bool(talk.topics) and bool(known) and known.isdisjoint(talk.topics)


def _was_of_persons(group: Group) -> bool:
    """Whether persons met, and no more is told of talks that go on: ``held talks with President A``."""
    first = group.talks[0]
    return len(first.people) > 1 and first.status == "held" and first.sure


def _is_of_deputies(talk: Talk) -> bool:
    """Whether those who meet are no leaders: ``will lead a delegation to meet Tavrian officials``."""
    told = (talk.rule != "noun" or talk.one) and not talk.people
    spans = talk.support.get("parties", ()) if told else ()
    return any(
        word in listed("deputies") and any(s.start <= token.start < s.end for s in spans)
        for word, token in zip(talk.line.words, talk.line.tokens, strict=True)
    )


def _names_others(talk: Talk, people: Set[str]) -> bool:
    """Whether a mention names persons, and none of those known."""
    return bool(talk.people) and people.isdisjoint(who.actor_id for who, _ in talk.people)


def _same_form(talk: Talk, group: Group) -> bool:
    one, other = talk.form, group.form
    people = {who.actor_id for t in group.talks for who, _ in t.people}
    if (
        one == "meeting"
        and talk.people
        and not talk.place
        and all(t.form == "conference" for t in group.talks)
    ):
        return False  # ``his meetings with T``, told of beside an economic conference
    if one == "talks" and other == "meeting" and people and len(talk.parties) > 1 and not group.parties:
        return False  # ``a meeting with A``; ``the talks between T and M``
    if one == "summit" and all(t.form == "meeting" for t in group.talks) and _names_others(talk, people):
        return False  # ``cancelled a meeting with T``; ``the summit of A and B``
    if one == other or {one, other} <= {"meeting", "talks"}:
        return True
    if "call" in (one, other):
        return False
    if one == "visit":
        return any(t.form == "visit" or t.rule == "verb host" for t in group.talks)
    if all(t.form == "visit" for t in group.talks):
        return False
    if talk.process and other in _OF_PERSONS:
        return False
    if talk.definite and talk.rule == "noun" and not talk.place and not talk.times:
        return "meeting" in (one, other) or (
            {one, other} == {"talks", "summit"} and bool(group.place or people)
        )
    return "meeting" in (one, other) or bool(talk.place and group.place)


def _same_phase(talk: Talk, group: Group, dated: Dated) -> bool:
    if talk.new and not group.new:
        return talk.round is not None and talk.round == group.round
    if talk.earlier and group.status in TO_COME:
        return False  # ``the last summit``
    if talk.latest and talk.status not in TO_COME and group.status in TO_COME and not group.round:
        return False  # ``a meeting in March, after the latest round``
    gone = (
        bool(talk.times) and all(e.future is False for e in talk.times) and not is_month(talk.times[0].symbol)
    )
    if gone and talk.status is None and group.new and group.status in TO_COME and not group.times:
        return False  # ``would press on with more talks``; ``it dominated the talks on Thursday``
    off = {talk.status, group.status}
    if talk.sure and "cancelled" in off and (talk.status in _OVER or group.is_over):
        return bool(talk.times) and _overlap(talk, group, dated)  # what was called off was not held
    ahead = talk.status in TO_COME and talk.sure
    if ahead and talk.round and group.round is None and group.status not in TO_COME:
        return False
    if ahead and group.status in _OVER:
        return bool(talk.times) and _overlap(talk, group, dated)
    if talk.status == "under_way" and not talk.sure and group.status in TO_COME:
        return False  # ``is in Velm for talks with T``; told of before: ``would meet M``
    if talk.status in _OVER and group.status in TO_COME:
        met = talk.sure and talk.rule != "noun"  # ``invited to T; they met in Velm in 2027``
        elsewhere = group.place is not None and (talk.place is None or talk.place.name != group.place.name)
        if group.new or (met and elsewhere):
            return bool(talk.times) and _overlap(talk, group, dated)
    return True


def _near(talk: Talk, group: Group) -> bool:
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
