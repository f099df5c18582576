"""What a page tells of its talks beside naming them: whose they are, who mediates, who leads a delegation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from parley.find.meetings.clauses import clear
from parley.find.meetings.group import Group, same_place
from parley.find.meetings.heads import Head
from parley.find.meetings.lexicon import listed
from parley.find.meetings.mediators import MEDIATORS, Mediation
from parley.find.meetings.nouns import left
from parley.find.meetings.talk import Talk
from parley.find.number_words import words as number_words
from parley.find.parties import Parties, Who
from parley.language.line import REACH, Line
from parley.spans import Span

DELEGATIONS = frozenset({"talks", "meeting"})  # forms of meetings to which sides send delegations
_FEW = 2  # meetings of a page up to which its mediators are those of the one spoken of last
_NEAR = 400  # code points within which they are
_TO_COME = frozenset({"scheduled", "proposed"})


def main_sides(
    groups: Sequence[Group],
    leading: Sequence[Head],
    sent: Sequence[tuple[Who, Span]],
    mediating: Sequence[Mediation],
    talks: Sequence[Talk],
) -> Talk | None:
    """The sides of which the page's talks are, as a mention: those that it names together most.

    Where it names none together but for talks yet to come, those whose delegations have heads, or are spoken of; and
    where each of these is one side, both: ``T's chief negotiator spoke of talks with M``.
    """
    if not groups:
        return None
    pairs = [t for g in groups for t in g.talks if t.form == "talks" and len(_own(t)) > 1]
    held = [t for t in pairs if t.status != "proposed"]
    first = groups[0].talks[0]
    between = {m.side.actor_id for m in mediating if m.role == MEDIATORS}
    heads = [(head.side, head.span) for head in leading]
    single = [
        (side, span)
        for t in talks
        if t.form == "talks" and t.rule == "noun" and len(_own(t)) == 1 and not t.strange
        for side, span in zip(
            (t.parties[k] for k in t.parties if k not in t.mediators),
            t.support.get("parties", ()),
            strict=False,
        )
    ]
    known = (
        _most(held)
        or _of_two(first, heads, set())
        or _most(pairs)
        or _of_two(first, _side_by_side(sent), between)
    )
    if known:
        return known
    return _of_two(first, [*heads, *single], between) if heads else None


def _own(talk: Talk) -> frozenset[str]:
    return frozenset(talk.parties) - frozenset(talk.mediators)


def _most(talks: Sequence[Talk]) -> Talk | None:
    """The first mention of the sides that are named together most."""
    if not talks:
        return None
    named = Counter(_own(talk) for talk in talks)
    top = max(named, key=lambda sides: named[sides])  # of several the first
    return next(talk for talk in talks if _own(talk) == top)


def _side_by_side(sent: Sequence[tuple[Who, Span]]) -> Sequence[tuple[Who, Span]]:
    """Sides whose delegations are spoken of, where the page speaks of two at one place, and not here and there."""
    near = any(
        a.actor_id != b.actor_id and abs(one.start - other.start) < _NEAR
        for a, one in sent
        for b, other in sent
    )
    return sent if near else ()


def _of_two(at: Talk, told: Sequence[tuple[Who, Span]], without: set[str]) -> Talk | None:
    """A mention of the sides that words tell of, where they are just two."""
    sides = {side.actor_id: (side, span) for side, span in reversed(told) if side.actor_id not in without}
    if len(sides) != 2:
        return None
    made = Talk(at.line, at.at, "talks", parties={k: side for k, (side, _) in sides.items()})
    made.note("parties", *(span for _, span in sides.values()))
    return made


def of_others(group: Group, main: Talk, talks: Sequence[Talk], parties: Parties) -> bool:
    """Whether a meeting is of persons of whom none is told to be on the sides of the page's talks.

    Those are persons of open sides whom no talks of these sides name, and where none is told to meet, the persons of
    other states whom its sentence names.
    """
    met = {who.actor_id: side for t in group.talks for who, side in t.people}
    known = {
        who.actor_id
        for t in talks
        if t.parties.keys() & main.parties.keys() and not any(t is own for own in group.talks)
        for who, _ in t.people
    }
    if met:
        return None in met.values() and known.isdisjoint(met)
    line = group.talks[0].line
    besides = {*main.parties, *(k for t in group.talks for k in (*t.parties, *t.mediators, *t.hosts))}
    named = [who for who in parties.named(line, (0, len(line))) if who.kind == "person"]
    if _may_be_theirs(named, parties):
        return True
    sides = {side.actor_id for who in named if (side := parties.side(who)) and side.kind == "state"}
    return (group.talks[0].beside or len(sides) > 1) and not sides <= besides


def _may_be_theirs(named: Sequence[Who], parties: Parties) -> bool:
    """Whether a sentence names a leader of whom no side is told beside one of a side, whose talks these may be."""
    sides = [parties.side(who) for who in named]
    leads = [any(o.head in listed("leaders") for o in parties.offices(who.actor_id)) for who in named]
    return any(sides) and any(side is None and lead for side, lead in zip(sides, leads, strict=True))


def of_more(group: Group, main: Talk) -> bool:
    """Whether its sentences tell of more sides than two, and of other than as many as the page's talks have.

    ``the three countries``, ``T and | six world powers``.
    """
    told = {n for t in group.talks for n in _numbers(t.line)}
    return bool(told - {2, len(main.parties)})


def of_many(group: Group, parties: Parties) -> bool:
    """Whether the words before its noun tell of many states: ``Pact climate | talks``, ``international | talks``."""
    return any(_is_of_many(talk, parties) for talk in group.talks if talk.rule == "noun")


def _is_of_many(talk: Talk, parties: Parties) -> bool:
    before = (left(talk.line, talk.at[1] - 1), talk.at[1] - 1)
    if not listed("of_many_states").isdisjoint(talk.line.words[slice(*before)]):
        return True
    return any(who.kind == "organization" for who in parties.named(talk.line, before))


def of_another_state(group: Group, main: Talk, talks: Sequence[Talk], parties: Parties) -> bool:
    """Whether it is told to be about a state on no side of the page's talks, and these are not: ``talks on O``."""
    own = _subjects(group.talks, parties)
    known = _subjects([t for t in talks if _own(main) <= _own(t)], parties)
    return bool(own) and own.isdisjoint(main.parties) and own.isdisjoint(known)


def _subjects(talks: Sequence[Talk], parties: Parties) -> set[str]:
    """The states that talks are about by the words behind them."""
    out: set[str] = set()
    for t in talks:
        for k in range(t.at[1], min(len(t.line) - 1, t.at[1] + REACH)):
            if not clear(t.line, t.at[1], k + 1, []):
                break
            if t.line.words[k] in ("on", "over", "about"):
                found = t.line.np_after(k + 1)
                out |= (
                    {who.actor_id for who in parties.named(t.line, found) if who.kind == "state"}
                    if found
                    else set()
                )
    return out


def _numbers(line: Line) -> Iterator[int]:
    """How many sides phrases of a sentence stand for."""
    for i in range(len(line) - 1):
        number = number_words().ones.get(line.words[i], 0)
        k = i + 1
        while k < len(line) - 1 and line.tags[k] in ("JJ", "NN", "NNP") and k < i + 3:
            k += 1
        if number > 1 and line.words[k] in listed("states"):
            yield number


def told_once(main: Talk, group: Group, groups: Sequence[Group]) -> bool:
    """Whether the page names its sides only as those of another meeting, which was elsewhere or on other days.

    What it tells of one meeting, ``opened last June after talks between T and O``, makes no other one theirs. A next
    round is of the same.
    """
    own = _own(main)
    named = [(g, t) for g in groups for t in g.talks if own <= _own(t)]
    if group.new or group.round or len(named) != 1 or named[0][1] is not main:
        return False
    other = named[0][0]
    if group.place and other.place and same_place(group.place, other.place):
        return False
    return other is not group and bool(other.place or other.times)


def give_mediators(groups: Sequence[Group], mediating: Sequence[Mediation]) -> None:
    """Gives mediators and hosts to the meeting spoken of last before, near by if the page tells of many."""
    placed = [g for g in groups if g.form in DELEGATIONS and (g.place or g.times) and g.count == 1]
    for m in mediating:
        before = [
            (t.start, i) for i, g in enumerate(placed) for t in g.talks if t.line.start <= m.span.end
        ] or [(t.start, i) for i, g in enumerate(placed[:1]) for t in g.talks]
        if not before:
            continue
        at, i = max(before)
        others = set(placed[i].parties) - {m.side.actor_id}
        if (len(placed) > _FEW and m.span.start - at > _NEAR) or len(others) == 1:
            continue
        if m.role == MEDIATORS and _is_of_leaders(placed[i], m):
            continue  # ``T's president met M's; O, which mediates, hopes for a truce``
        last = max(placed[i].talks, key=lambda t: t.start <= at and t.start)
        known: dict[str, Who] = getattr(last, m.role)
        known.setdefault(m.side.actor_id, m.side)
        last.note(m.role, m.span)


def _is_of_leaders(group: Group, m: Mediation) -> bool:
    """Whether persons of two sides met, in other sentences than the one that tells who mediates."""
    sides = {side.actor_id for t in group.talks for _, side in t.people if side}
    return len(sides) > 1 and not any(t.line.start <= m.span.start < t.line.end for t in group.talks)


def led(groups: Sequence[Group], leading: Sequence[Head]) -> dict[int, list[Head]]:
    """Heads of delegations by the place of the group whose delegation they lead.

    That is the meeting of which the same sentence speaks, else the one of which the page says most.
    """
    out: dict[int, list[Head]] = {}
    for head in leading:
        fitting = [i for i, g in enumerate(groups) if _may_send(g, head)]
        if fitting:
            out.setdefault(max(fitting, key=lambda i: _weight(groups[i], head)), []).append(head)
    return out


def _may_send(group: Group, head: Head) -> bool:
    sides = {k for t in group.talks for k in (*t.parties, *t.mediators, *t.hosts)}
    told = max([len(group.parties), *(t.number for t in group.talks)])  # persons of open sides, too
    known = not told or head.side.actor_id in sides or told < 2
    met = {who.actor_id for t in group.talks for who, _ in t.people if t.rule != "noun"}
    if len(met) > 1 and head.who.actor_id not in met:
        return False  # ``A met B in Velm``; ``Morvania's chief negotiator C``
    return (
        group.form in DELEGATIONS and group.place is not None and not group.new and group.count == 1 and known
    )


def _weight(group: Group, head: Head) -> tuple[bool, bool, int]:
    same = any(t.line.start <= head.span.start < t.line.end for t in group.talks)
    return same, group.status not in _TO_COME, len(group.talks)
