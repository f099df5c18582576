"""Whether a mention may be of a meeting told of before it in a page: nothing speaks against it."""

from __future__ import annotations

from collections.abc import Set

from parley.find.meetings.company import is_with
from parley.find.meetings.group import (
    APART,
    OF_PERSONS,
    OVER,
    TO_COME,
    Dated,
    Group,
    near,
    overlap,
    same_place,
)
from parley.find.meetings.lexicon import listed
from parley.find.meetings.nouns import left
from parley.find.meetings.strangers import is_of_others, is_unknown, shares
from parley.find.meetings.talk import Talk, is_short_for
from parley.times.dating import is_month
from parley.vocab import words


def fits(talk: Talk, group: Group, dated: Dated) -> bool:
    """Whether nothing speaks against a mention's being of a meeting."""
    if talk.round and group.round and talk.round != group.round:
        return False
    if group.loose and not (talk.definite and talk.form == group.form and not talk.times):
        return False  # ``is open to a meeting``; ``Monday's meeting`` is one that was told
    last = group.talks[-1]
    if talk.single or last.single:
        return False
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
    if is_unknown(talk, group, dated) or is_of_others(talk, group) or _is_one_of_many(talk, group):
        return False
    if _brings_another(talk, group) or _of_other_ranks(talk, group) or of_other_matters(talk, group):
        return False
    if talk.status == "under_way" and talk.sure and not talk.people and _was_of_persons(group):
        return False
    if not near(talk, group) and (_names_first(talk, group) or _is_of_persons(talk, group)):
        return False
    if talk.convened != group.convened and (group.is_of_two if talk.convened else _brings_two(talk, group)):
        return False  # ``met A on the sidelines of the Pact summit``, ``her meeting with A``
    return _same_form(talk, group) and _same_phase(talk, group, dated)


def _names_first(talk: Talk, group: Group) -> bool:
    """Whether a mention far from a meeting of which nobody is told names who meets: ``her | talks with A``.

    Talks that are between two sides may be those, where these were no more than named beside something else.
    """
    if talk.place or talk.times or talk.round or any(t.number for t in group.talks):
        return False
    hers = talk.line.words[left(talk.line, talk.at[0])] in words("possessives") and talk.form != "call"
    return bool((talk.met or (talk.parties and is_with(talk))) and hers) or (
        bool(talk.parties) and all(t.beside for t in group.talks)
    )


def _is_of_persons(talk: Talk, group: Group) -> bool:
    """Whether ``the negotiations`` stand far from a meeting of persons, which nobody called so: ``A met B``."""
    own = talk.place or (talk.times and group.times) or talk.round or talk.number
    persons = len({who.actor_id for t in group.talks for who, _ in (*t.people, *t.present)}) > 1
    return talk.form == "talks" and not own and persons and all(t.form != "talks" for t in group.talks)


def _is_one_of_many(talk: Talk, group: Group) -> bool:
    """Whether one tells of several meetings, and the other of one: ``her closed-door meetings``; ``the meeting``."""
    of_many = [is_plural(talk), all(is_plural(t) for t in group.talks)]
    own = talk.place or talk.times or len(talk.parties) > 1
    own = own and talk.definite
    return of_many == [False, True] or (of_many == [True, False] and not own)


def is_plural(talk: Talk) -> bool:
    """Whether a noun tells of several meetings: ``her closed-door | meetings``."""
    start = left(talk.line, talk.at[0])
    before = talk.line.words[max(0, start - 2) : start]
    if before[-1:] == ["of"] and before[0] in listed("amounts"):
        return False  # ``two days of | meetings``
    return talk.rule == "noun" and talk.form != "talks" and talk.line.tags[talk.at[1] - 1] == "NNS"


def _is_told_beside(one: Talk, other: Talk) -> bool:
    """Whether one mention is joined to another of the same sentence as a second thing."""
    between = " ".join(other.line.words[one.at[1] : left(other.line, other.at[0])])
    return one.rule == other.rule == "noun" and between in ("and", "as well as", ", as well as", "or")


def _same_time(talk: Talk, group: Group, dated: Dated) -> bool:
    if not talk.times or not group.times:
        return True
    near = talk.definite or talk.place or talk.duration or (talk.sure and not talk.parties)
    near = near and {talk.form, group.form} != {"meeting"}  # of talks alone one goes on for days
    return overlap(talk, group, dated, APART if near else 0)


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
    if talk.met and not any(t.met for t in group.talks):
        return True
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


def _is_named_by_day(talk: Talk) -> bool:
    """Whether a meeting, of which it is not told who met, is called by its day: ``the July | meeting``."""
    own = talk.rule == "noun" and talk.form == "meeting" and not (talk.number or talk.place)
    start = talk.line.tokens[left(talk.line, talk.at[0])].start
    return own and any(start <= e.start < talk.start for e in talk.times)


def _is_bare_talks(talk: Talk) -> bool:
    """Whether talks are told by their noun alone, which is not that of a meeting."""
    return talk.form == "talks" and talk.rule == "noun"


def _same_form(talk: Talk, group: Group) -> bool:
    one, other = talk.form, group.form
    if talk.process and other in OF_PERSONS and all(t.form != "talks" for t in group.talks):
        return False  # ``Monday's meeting``; ``a commitment on the peace talks``
    if one in OF_PERSONS and talk.number > 1 and all(t.process and not t.number for t in group.talks):
        return False  # ``the working-level talks``; ``before his meeting with A``
    if _is_named_by_day(talk) and not group.times and all(_is_bare_talks(t) for t in group.talks):
        return False  # ``hopes for talks between T and M``; ``the bank's rate, at | the July meeting``
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
    if talk.process and other in OF_PERSONS:
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
    if talk.sure and "cancelled" in off and (talk.status in OVER or group.is_over):
        return bool(talk.times) and overlap(talk, group, dated)  # what was called off was not held
    ahead = talk.status in TO_COME and talk.sure
    if ahead and talk.round and group.round is None and group.status not in TO_COME:
        return False
    if ahead and group.status in OVER:
        return bool(talk.times) and overlap(talk, group, dated)
    if talk.status == "under_way" and not talk.sure and group.status in TO_COME:
        return False  # ``is in Velm for talks with T``; told of before: ``would meet M``
    if talk.status in OVER and group.status in TO_COME:
        if talk.sure and talk.place and group.place is None:
            return bool(talk.times) and overlap(talk, group, dated)  # ``but the talks in Velm collapsed``
        met = talk.sure and talk.rule != "noun"  # ``invited to T; they met in Velm in 2027``
        elsewhere = group.place is not None and (talk.place is None or talk.place.name != group.place.name)
        if group.new or (met and (elsewhere or not shares(talk, group))):
            return bool(talk.times) and overlap(talk, group, dated)
    return True
