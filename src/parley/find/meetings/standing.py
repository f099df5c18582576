"""Whether somebody whose side a page leaves open meets a side as another: by an office that acts for a state abroad.

``President A met | Tavria's leaders``; but ``Senator A met Tavrian Representative B`` may be of one state, and of the
volunteer who met Tavria's envoy nobody knows for whom he did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from parley.find.lexicon import Gazetteer
from parley.find.meetings.lexicon import listed, part_of
from parley.find.meetings.talk import Person, Talk
from parley.find.parties import Parties, Who
from parley.find.speakers.offices import Office
from parley.records import Place

_OF_ONE_MATTER = frozenset({"secretary", "adviser", "advisor", "representative", "chief"})


def acts_abroad(offices: Iterable[Office]) -> bool:
    """Whether one of some offices is of those who meet other states: ``president``, ``defence secretary``."""
    return any(_is_abroad(office) for office in offices)


def is_at_home(offices: Sequence[Office]) -> bool:
    """Whether somebody holds offices, and none that acts abroad: ``House Speaker``, ``governor``."""
    return bool(offices) and not acts_abroad(offices)


def without_parts(sides: Mapping[str, Who]) -> dict[str, Who]:
    """Sides without the bodies of one of them."""
    named = {who.name for who in sides.values()}
    return {k: who for k, who in sides.items() if part_of().get(who.name) not in named}


def is_of_bodies(sides: Iterable[Who], known: Gazetteer) -> bool:
    """Whether all sides are bodies that no list has, which may all be of one state."""
    return all(side.kind == "organization" and not _is_listed(side, known) for side in sides)


def peers(talks: Iterable[Talk], parties: Parties) -> set[str]:
    """Those who are told to hold another's office elsewhere: ``his counterpart, | A``."""
    out = set()
    for line in {talk.line.start: talk.line for talk in talks}.values():
        for k in (i + 1 for i, word in enumerate(line.words) if word == "counterpart"):
            at = k + (line.words[k : k + 1] == [","])
            named = next(iter(parties.names(line, (at, min(len(line), at + 3)))), None)
            if named and named.who.kind == "person" and named.place[0] == at:
                out.add(named.who.actor_id)
    return out


def meets_another(
    talks: Sequence[Talk], side: Who, parties: Parties, known: Gazetteer, alike: Set[str] = frozenset()
) -> bool:
    """Whether those who meet the one side of which a page tells are another.

    Somebody of them holds an office that acts abroad, or is `alike`: told to be the counterpart of one who does. And
    so do the persons of that side whose offices are told. A body that no list has may be of the same state: ``met |
    the Grand Court``.
    """
    if side.kind == "group" or (side.kind == "organization" and not _is_listed(side, known)):
        return False
    people: list[Person] = [pair for talk in talks for pair in (*talk.people, *talk.present)]
    others = [who for who, own in people if own is None]
    ours = [who for who, own in people if own is not None and own.actor_id == side.actor_id]
    if not any(who.actor_id in alike or acts_abroad(parties.offices(who.actor_id)) for who in others):
        return False
    return not ours or any(not is_at_home(parties.offices(who.actor_id)) for who in ours)


def serves_host(talks: Sequence[Talk], side: Who, place: Place | None, parties: Parties) -> bool:
    """Whether a leader whose state is not told may have met one of his own: ``met Tavria's envoy A in the Citadel``.

    Those of the one side are no leaders, and it is there that they met.
    """
    if place is None or place.country is None or place.country != side.country:
        return False
    own = {who.actor_id: s for talk in talks for who, s in talk.people}
    lead = listed("leaders")
    heads = {k: {o.head for o in parties.offices(k) if not o.is_past} for k in own}
    ours = [heads[k] for k, s in own.items() if s is not None and s.actor_id == side.actor_id]
    others = [heads[k] for k, s in own.items() if s is None]
    return bool(ours) and all(h and lead.isdisjoint(h) for h in ours) and any(lead & h for h in others)


def _is_listed(side: Who, known: Gazetteer) -> bool:
    printed = side.name.split()
    hit = known.at(printed, 0)
    return hit is not None and hit[0] == len(printed)


def _is_abroad(office: Office) -> bool:
    if office.is_past or (office.owner is not None and office.country is None):
        return False  # ``the Grain Union's | president``
    if not office.modifiers.isdisjoint(listed("offices_at_home")):
        return False
    if office.head in _OF_ONE_MATTER:
        return not office.modifiers.isdisjoint(listed("matters_abroad"))
    return office.head in listed("offices_abroad")
