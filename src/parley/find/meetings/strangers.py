"""Whether a mention tells of people or of a meeting of which nothing was said before."""

from __future__ import annotations

from parley.find.meetings.group import Dated, Group, is_exact, near, overlap, same_place
from parley.find.meetings.nouns import left
from parley.find.meetings.sites import is_state
from parley.find.meetings.talk import Talk, is_short_for
from parley.find.parties import Who
from parley.vocab import words

_OFF = frozenset({"cancelled", "paused"})


def is_unknown(talk: Talk, group: Group, dated: Dated) -> bool:
    """Whether a mention tells of a meeting as of a new one, and has nothing in common with that told before.

    ``A held a meeting in her office; ... holding a White House | meeting with B``.
    """
    if not _introduces(talk) or _goes_on(talk, group):
        return False
    if talk.people and _people(group):
        return not shares(talk, group)
    if talk.rule != "noun" and talk.people and group.new:
        return True  # ``the next round of talks``; ``means to host A``
    common = set(talk.parties) & set(group.parties)
    if len(common) > 1 or (common and all(side for _, side in talk.people)):
        return False  # of who meets one of two sides it is not told that he is of the other
    here = talk.place and group.place and not is_state(talk.place) and same_place(talk.place, group.place)
    told = any(t.number for t in group.talks) or near(talk, group)
    same_day = overlap(talk, group, dated) and is_exact(group, dated) and is_exact(Group([talk]), dated)
    return not (here or (told and same_day))


def is_of_others(talk: Talk, group: Group) -> bool:
    """Whether talks are with somebody who was not at those told of: ``a summit with A``; ``his | summit with B``."""
    known = _people(group)
    if talk.strange and talk.owners and known and not shares(talk, group):
        return True  # ``A's discussions with | B's lawyers``
    common = sum(_is_among(who, known) for who, _ in talk.people)
    if len(talk.people) > 1 and known and common == 0 and talk.form != "talks":
        return True
    if len(talk.people) == len(known) == 2 and common == 1:
        return True  # ``A met B``; ``A said goodbye to C after their | meeting``
    unknown = all(side is None and not _is_among(who, known) for who, side in talk.met)
    if talk.met and group.parties and unknown:
        return True  # ``met the Tavrian envoy``; ``his private | meeting with the president``
    if not talk.met or not any(t.met for t in group.talks):
        return False
    by_pronoun = talk.line.words[left(talk.line, talk.at[0])] in words("possessives")
    told = [who for who, _ in (talk.met if by_pronoun else talk.people)]  # whose a pronoun is is only a guess
    if not any(_is_among(who, known) for who in [*told, *talk.owners]):
        return True
    ours = [pair for pair in talk.people if pair not in talk.met]
    theirs = [pair for t in group.talks for pair in (*t.people, *t.present) if pair not in t.met]
    known |= {who.actor_id: who for t in group.talks for who, _ in t.present}
    return bool(ours and theirs) and not any(_is_among(who, known) for who, _ in ours)


def shares(talk: Talk, group: Group) -> bool:
    """Whether a mention and a meeting have a person or two sides in common."""
    known = _people(group)
    if any(_is_among(who, known) for who, _ in talk.people):
        return True
    return len(set(talk.parties) & set(group.parties)) > 1


def _introduces(talk: Talk) -> bool:
    """Whether a mention speaks of a meeting as of one not known yet: ``a meeting with A``, ``T met M``."""
    return talk.one or (talk.rule != "noun" and talk.number > 1)


def _goes_on(talk: Talk, group: Group) -> bool:
    """Whether one of whom nobody is told is that of the same sentence, or is only called off.

    ``negotiators sat face to face on Monday, in | a five-hour session``; ``"We have cancelled | a meeting"``.
    """
    if talk.people or talk.parties:
        return False
    lead = talk.line.words[max(0, left(talk.line, talk.at[0]) - 1)]
    again = (
        group.talks[-1].line is talk.line and talk.form in ("meeting", "talks") and lead in ("in", "during")
    )
    return again or (talk.status in _OFF and not (talk.place or talk.times))


def _people(group: Group) -> dict[str, Who]:
    return {who.actor_id: who for t in group.talks for who, _ in t.people}


def _is_among(who: Who, known: dict[str, Who]) -> bool:
    """Whether somebody is one of those known, maybe by half of the name."""
    return (
        who.actor_id in known
        or is_short_for(who, known.values())
        or any(is_short_for(other, [who]) for other in known.values())
    )
