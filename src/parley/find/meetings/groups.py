"""Mentions of one page taken together, so that each meeting is one group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from parley.find.meetings.fitting import fits
from parley.find.meetings.group import (
    APART,
    NAMED,
    OF_PERSONS,
    OVER,
    TO_COME,
    Dated,
    Group,
    is_exact,
    near,
    overlap,
    same_place,
)
from parley.find.meetings.statuses import NONE
from parley.find.meetings.talk import Talk
from parley.times.symbols import Point

_PAST = 14  # days after which what was told with a day is no longer under way
_AGO = 180  # days after which a meeting that a page tells of once is not what it speaks of as the talks


def grouped(talks: Iterable[Talk], dated: Dated, today: dt.date | None = None) -> list[Group]:
    """The meetings of a page; `today`: the day of the page, where it is known."""
    groups: list[Group] = []
    loose: list[Talk] = []  # mentions of meetings of which the page tells no more
    for talk in talks:
        if talk.status == NONE:
            loose.append(talk)  # ``the summit`` may be this one, and is no other then
            continue
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
            if _is_generic(talk) and (talk.strange or not talk.one or talk.form not in OF_PERSONS):
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
        and talk.form in NAMED
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
    return ago > _AGO and not told and len(group.talks) == 1 and not near(talk, group)


def _listed_with(talk: Talk, group: Group) -> bool:
    """Whether a meeting was told in the same sentence, without place: ``on 3 and 5 June, after meetings in Velm``."""
    return group.talks[0].line is talk.line and group.place is None and group.status in OVER


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
    fitting = _so_called(talk, [g for g in reversed(groups) if fits(talk, g, dated)], groups)
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
            g
            for g in fitting
            if g.place is None and not talk.first and (near(talk, g) or _may_be_there(talk, g))
        ]
        return open_[0] if open_ and open_[0] is fitting[0] else None
    to_come = talk.status in TO_COME | {"cancelled"}
    likely = [g for g in fitting if (g.status in TO_COME) == to_come] or fitting
    if (
        talk.definite and talk.form == "talks" and talk.rule == "noun"
    ):  # not a meeting with somebody told of beside
        likely = [g for g in likely if not all(t.beside and t.people for t in g.talks)] or likely
    if talk.definite and talk.form in NAMED | {"meeting"}:  # ``the summit`` is one that was called so
        likely = [g for g in likely if any(t.form == talk.form for t in g.talks)] or likely
    if talk.round and all(
        g.round != talk.round for g in likely
    ):  # the second comes after the one told of first
        likely = [g for g in fitting if g.new == (talk.round > 1)] or likely
    bare = not talk.parties and talk.round is None and not talk.strange
    if bare and not talk.definite and talk.form == "talks":
        likely = [g for g in likely if _may_be_talks(g)]
        fitting = [g for g in fitting if any(g is other for other in likely)]
    if talk.times:
        goes_on = talk.definite or talk.duration or (bare and talk.sure and talk.form == "talks")
        goes_on = bool(goes_on) and not (talk.new or talk.first or talk.earlier or _is_by_year(talk))
        if to_come and not talk.definite:
            likely = [
                g for g in likely if g.status in TO_COME | {"cancelled"}
            ]  # ``agreed to talks on Monday``
        same = [g for g in likely if overlap(talk, g, dated)]
        if not same:  # ``Monday's meeting`` is none proposed for later this month
            exact = (g for g in fitting if not goes_on or is_exact(g, dated))
            same = [g for g in exact if overlap(talk, g, dated)]
        return next(iter(same or (likely if goes_on else [])), None)
    if talk.new or talk.count > 1 or talk.first:
        return next((g for g in fitting if g.new and talk.new), None)
    known = talk.round is not None or (talk.sure and bare)
    if not known and len(talk.parties) > 1 and talk.form == "talks":
        fitting = [
            g
            for g in fitting
            if len(set(g.parties) & set(talk.parties)) > 1
            or (_may_be_talks(g) and not (g.parties or (g.place and not talk.definite)))
        ]
        likely, known = [g for g in likely if g in fitting], True
    if not fitting or not (talk.definite or known):
        return None
    spoken_of = [g for g in likely if g.place or len(g.talks) > 1 or near(talk, g)]
    spoken_of = [g for g in spoken_of if not _is_background(g, groups, dated)] or spoken_of
    return next(iter(spoken_of or likely or fitting), None)


def _is_by_year(talk: Talk) -> bool:
    """Whether a mention tells by a year alone which it means: ``in the negotiations over grain in 2027``."""
    return all(isinstance(e.symbol, Point) and e.symbol == Point(e.symbol.year) for e in talk.times)


def _may_be_there(talk: Talk, group: Group) -> bool:
    """Whether a mention with its place may be of a meeting told of far before it: ``the talks in Velm``."""
    return talk.definite and (talk.form != "talks" or _may_be_talks(group))


def _may_be_talks(group: Group) -> bool:
    """Whether a meeting is called talks, or told by a verb, and not of persons: not ``Monday's meeting``, ``met A``."""
    return any(t.form == "talks" or (t.rule != "noun" and not t.people) for t in group.talks)


def _so_called(talk: Talk, fitting: list[Group], groups: Sequence[Group]) -> list[Group]:
    """Of ``the summit`` the meetings that the page calls so, where it calls any so."""
    bare = talk.definite and not (talk.place or talk.met)
    if talk.rule != "noun" or not bare or talk.form not in NAMED:
        return fitting
    called = [g for g in groups if any(t.form == talk.form for t in g.talks)]
    return [g for g in fitting if any(g is other for other in called)] if called else fitting


def _is_of_many(talk: Talk) -> bool:
    """Whether meetings of any kind are meant, ``despite multiple meetings``, and not the one told of before."""
    plural = talk.line.tags[talk.at[1] - 1] == "NNS" and talk.form != "talks"
    own = talk.place or talk.times or talk.parties or talk.people or talk.round
    return plural and talk.rule == "noun" and not (talk.definite or talk.new or talk.earlier or own)


def _is_named(talk: Talk, group: Group, dated: Dated) -> bool:
    """Whether a mention is of a meeting by its place or its days, and not only because both are talks."""
    place = bool(talk.place and group.place and same_place(talk.place, group.place))
    return place or bool(talk.times and group.times and overlap(talk, group, dated))


def _is_background(group: Group, groups: Sequence[Group], dated: Dated) -> bool:
    """Whether the page tells of a later meeting too: ``agreed at talks last month``, and then of what came since."""
    until = [d for e in group.times if (d := dated(e))]
    later = [d for g in groups if g is not group and g.status in OVER for e in g.times if (d := dated(e))]
    return any(a[2] == b[2] and (b[0] - a[1]).days > APART for b in later for a in until) and not any(
        a[2] == b[2] and (b[0] - a[1]).days <= APART for b in later for a in until
    )


def _moved_on(group: Group, groups: Sequence[Group], dated: Dated) -> bool:
    """Whether the page has since told of what came days later, so that who meets there again meets another time."""
    until = [d for e in group.times if (d := dated(e))]
    since = [
        d
        for g in groups[groups.index(group) + 1 :]
        if g.status in OVER
        for e in g.times
        if (d := dated(e)) is not None
    ]
    return any((b[0] - a[1]).days > APART and a[2] == b[2] for a in until for b in since)
