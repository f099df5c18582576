"""Which persons of several pages are one: judgements, each with a score and what speaks for it.

1. Two full names are one person's if given name and surname are the same or are spellings of the same, what
   stands between is not contradicted, and no third person could be meant as well.
2. A surname alone is that of the only person, or of the one whom nearly all pages mean, who bears it.

Nothing is judged against countries that differ, a suffix (``Jr.``) unless the office is one, or a title that no
surname follows (``King``).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from parley.link.mentioned import Mentioned
from parley.link.person import ENDS, NEAR, PEOPLE, SOUNDS, Person, listed, person_of
from parley.link.roll import Roll
from parley.link.spelling import consonants, distance, same_given, sound, sound_alike
from parley.records import make_id
from parley.store.base import Row
from parley.store.merges import SAME

BY = "names"  # the rule whose judgements are made again by every link; those of others stay
# Confidence, not probability: told apart so that a reviewer can begin with the weaker ones.
SHARED = 0.95  # the same country or the same office is printed beside both
SPELLED = 0.9  # the same, and the names are spelt in two ways
COMMON = 0.8  # the one whom nearly all pages mean
UNOPPOSED = 0.7  # nothing speaks against it
MOST = 0.9  # share of the pages with a surname that its best known bearer must have
_LEAST = 5  # letters of a surname of which one may differ


Documents = Callable[
    [Collection[str]], Mapping[str, Collection[str]]
]  # of some actors the pages that name them
Judged = dict[str, tuple[str, Row]]  # by the actor that is another's name: by what rule, and the judgement
SPELLING, ENDING = "spelling", "ending"


def judged(groups: Mapping[str, Mentioned], roles: Mapping[str, Sequence[Row]]) -> list[Row]:
    """A judgement for each person that is another name of a person known better, in order of strength."""
    people = {
        actor: person_of(actor, group, roles.get(actor, ()))
        for actor, group in groups.items()
        if group.kind == "person"
    }
    found = judge(Roll(PEOPLE), people, {}, lambda actors: {actor: groups[actor].first for actor in actors})
    return [row for rule in (SPELLING, ENDING) for how, row in found.values() if how == rule]


def judge(
    people: Roll[Person],
    changed: Mapping[str, Person | None],
    known: Judged,
    documents: Documents,
) -> Judged:
    """The judgements on all persons once some of them changed.

    Args:
        people: All persons as they were judged; those who changed are put into it.
        changed: Those who are new or not as they were; None: no longer there.
        known: The judgements on `people`.
        documents: The pages that name each of some persons now.
    """
    people.load(changed)
    touched = [p for p in (*map(people.get, changed), *changed.values()) if p]
    people.put(changed)
    there = {actor: told for actor, told in known.items() if changed.get(actor, told)}
    spelt, ended = ({a: row for a, (by, row) in known.items() if by == rule} for rule in (SPELLING, ENDING))
    was = _leaders(spelt.values())
    again = _beside(people, touched, changed)
    now = {actor: row for actor, row in spelt.items() if actor in there and actor not in again}
    now |= dict(_spellings(people, again))
    into = _leaders(now.values())
    moved = [actor for actor in was.keys() | into.keys() if was.get(actor) != into.get(actor)]
    people.load(moved)
    touched += [p for p in map(people.get, moved) if p]
    kept = {actor: row for actor, row in ended.items() if actor in there}
    out: Judged = {actor: (SPELLING, row) for actor, row in now.items()}
    for actor, row in _endings(people, touched, (was, ended), kept, into, documents).items():
        out[actor] = ENDING, row
    return out


def _beside(
    people: Roll[Person], touched: Iterable[Person], changed: Mapping[str, Person | None]
) -> set[str]:
    """The full names judged again by their spelling: those that changed, and those that may be one with them."""
    keys: dict[str, list[Person]] = {}
    for one in touched:
        for key in one.near:
            keys.setdefault(key, []).append(one)
    people.find(NEAR + key for key in keys)
    out = {actor for actor, person in changed.items() if person and person.near}
    for key, ones in keys.items():
        for actor, person in people.by(NEAR + key).items():
            if actor not in out and any(_fit(person, one) for one in ones):
                out.add(actor)
    return out


def _spellings(people: Roll[Person], again: Iterable[str]) -> Iterator[tuple[str, Row]]:
    """Judgements of some full names by others; the name of more pages leads."""
    full = [person for actor in again if (person := people.get(actor))]
    keys = {key for person in full for key in person.near}
    people.find(NEAR + key for key in keys)
    near = {key: sorted(people.by(NEAR + key).values(), key=lambda p: p.order) for key in keys}
    for person in full:
        met = {
            other.id: other
            for key in person.near
            for other in takewhile(lambda p: p.id != person.id, near[key])  # noqa: B023 - taken at once
        }
        fits = [(other, how) for other in met.values() if (how := _fit(person, other))]
        best = max((score for _, (score, _) in fits), default=0.0)
        leading = sorted(((other, how) for other, how in fits if how[0] == best), key=lambda f: f[0].order)
        if len(leading) == 1 or (leading and _one(leading[0][0], [other for other, _ in leading])):
            other, (score, why) = leading[0]
            yield person.id, _same(person, other, score, why)


def _one(first: Person, others: Sequence[Person]) -> bool:
    """Whether persons could all be the first one too."""
    return all(other.id == first.id or _fit(other, first) for other in others)


def _fit(person: Person, other: Person) -> tuple[float, str] | None:
    """How sure two full names are one person's, and why; None if they are two."""
    if not _suffixes_fit(person, other) or _apart(person, other):
        return None
    given = same_given(person.words[0], other.words[0])
    if given is None and _slips(person, other):
        return SPELLED, f"given name: a letter apart; both called {min(person.titles & other.titles)}"
    if given is None or not _between(person.words, other.words):
        return None
    if (person.surname_first or other.surname_first) and len(person.words) != len(other.words):
        return None  # ``Kim Song`` is not Kim Hak Song
    shared = _shared(person, other)
    last = _surname(person, other)
    if last is None or (last == "sounds alike" and not (shared and given == "same")):
        return None
    plainly = given in ("same", "spelling")
    if not shared and not (plainly and last in ("same", "spelling")):
        return None
    if not shared and not _initials(person.words, other.words):
        return None
    if not shared and given == "same" and last == "same":
        return UNOPPOSED, "the same but for what stands between; nothing speaks against it"
    how = "the same names" if (given, last) == ("same", "same") else f"given name: {given}, surname: {last}"
    if not shared:
        return UNOPPOSED, f"{how}; nothing speaks against it"
    return (SHARED if (given, last) == ("same", "same") else SPELLED), f"{how}; {shared}"


def _suffixes_fit(person: Person, other: Person) -> bool:
    """Whether names have one suffix, or one has none and both bear an office that tells more than a rank.

    Father and son may both be senators. Of 53 joined by any office six were two, of 33 by such a one two at most.
    """
    if person.suffix == other.suffix:
        return True
    both = any(" " in title for title in person.titles & other.titles)
    return both and not (person.suffix and other.suffix)


def _slips(person: Person, other: Person) -> bool:
    """Whether two given names differ by a slip: one surname and office, one letter apart, no other gender."""
    left, right = person.words[0], other.words[0]
    alike = len(person.words) == len(other.words) and person.words[1:] == other.words[1:]
    near = left[0] == right[0] and min(len(left), len(right)) >= _LEAST and distance(left, right) < 2
    genders = [{k for k in ("female", "male") if name in listed("persons", k)} for name in (left, right)]
    return (
        alike
        and near
        and bool(person.titles & other.titles)
        and not (all(genders) and genders[0] != genders[1])
    )


def _surname(person: Person, other: Person) -> str | None:
    left, right = person.last, other.last
    if left == right:
        return "same"
    if sound_alike(left, right):
        return "spelling"
    long = min(len(left), len(right)) >= _LEAST
    if long and consonants(left) == consonants(right) and distance(sound(left), sound(right)) < 2:
        return "sounds alike"
    return None


def _between(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether what stands between given name and surname of one may be that of the other."""
    pairs = zip(left[1:-1], right[1:-1], strict=False)
    return all(same_given(a, b) in ("same", "spelling", "initial") for a, b in pairs)


def _initials(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether all that stands between the names of only one of them are initials."""
    extra = max(left[1:-1], right[1:-1], key=len)[min(len(left), len(right)) - 2 :]
    return all(len(word) == 1 for word in extra)


def _apart(person: Person, other: Person) -> bool:
    return bool(person.countries and other.countries and not person.countries & other.countries)


def _shared(person: Person, other: Person) -> str:
    """What is printed beside both: a country, an office; "" if nothing is."""
    countries = (person.countries & other.seen) | (person.seen & other.countries)
    if countries:
        return f"both of {', '.join(sorted(countries))}"
    titles = person.titles & other.titles
    return f"both called {min(titles)}" if titles else ""


def _endings(
    people: Roll[Person],
    touched: Sequence[Person],
    before: tuple[Mapping[str, str], Mapping[str, Row]],
    kept: dict[str, Row],
    into: Mapping[str, str],
    documents: Documents,
) -> dict[str, Row]:
    """Judgements on names that are the end of longer ones: a surname, or a name without its first word.

    A surname that is printed first is one too.

    Args:
        people: All persons.
        touched: Those who changed, or who lead or are led otherwise by their spelling.
        before: For those who were led, whom by their spelling; and the judgements by endings.
        kept: Of these the ones on persons who are still there.
        into: For those who are led now, whom by their spelling.
        documents: The pages that name each of some persons.
    """
    people.find(dict.fromkeys(SOUNDS + key for p in touched for key in p.ends))
    waiting = [p.longest_first for t in touched for p in (t, *_shorter(t, people)) if people.get(p.id)]
    heapq.heapify(waiting)
    people.find(dict.fromkeys(ENDS + p.sounds for *_, a in waiting if (p := people.get(a))))
    done, out = set[str](), kept
    while waiting:
        actor = heapq.heappop(waiting)[-1]
        person, row = people.get(actor), None
        if actor in done or person is None:
            continue
        done.add(actor)
        if not (person.royal or person.suffix or actor in into):
            bearers = [
                p
                for p in people.by(ENDS + person.sounds).values()
                if p.id != actor and _ends_alike(person.words, p.words)
            ]
            merged = {p.id: _led(p.id, into, out) for p in bearers}
            found = _bearer(person, bearers, merged, documents)
            row = _same(person, *found) if found else None
        out.pop(actor, None)
        if row:
            out[actor] = row
        if _led(actor, into, out) != _led(actor, *before):
            for other in _shorter(person, people):
                heapq.heappush(waiting, other.longest_first)
    return out


def _shorter(person: Person, people: Roll[Person]) -> Iterator[Person]:
    """The persons whose names may be the end of one's."""
    for key in person.ends:
        yield from people.by(SOUNDS + key).values()


def _led(actor: str, into: Mapping[str, str], ended: Mapping[str, Row]) -> str:
    """The person of whom one is another name."""
    while actor not in into and actor in ended:
        actor = ended[actor]["right"]
    return into.get(actor, actor)


def _ends_alike(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a shorter name is, but for spelling, the end of a full one, or the surname that it begins with."""
    ends = all(map(sound_alike, short, full[-len(short) :]))
    return ends or (len(short) == 1 and sound_alike(short[0], full[0]))


def _bearer(
    person: Person, bearers: Sequence[Person], merged: Mapping[str, str], documents: Documents
) -> tuple[Person, float, str] | None:
    """Whose name a shorter one is the end of, with score and reasons."""
    by_leader: dict[str, list[Person]] = {}
    for bearer in bearers:
        by_leader.setdefault(merged[bearer.id], []).append(bearer)
    if not by_leader:
        return None
    one = len(by_leader) == 1  # whose pages need not be counted
    of = {} if one else documents([p.id for ps in by_leader.values() for p in ps])
    pages = {
        leader: set[str]().union(*(of[p.id] for p in ps if p.id in of)) for leader, ps in by_leader.items()
    }
    leader = max(by_leader, key=lambda name: (len(pages[name]), name))
    known = by_leader[leader]
    best = next((p for p in known if p.id == leader), known[0])
    if all(_apart(person, p) for p in known):
        return None
    shared = next((why for p in known if (why := _shared(person, p))), "")
    spelt = person.words not in (best.words[-len(person.words) :], best.words[:1])
    name = f"{person.name!r} is the surname in" if person.is_surname else f"{person.name!r} is the end of"
    if len(by_leader) == 1:
        if not shared and (not person.is_surname or spelt or not _is_known(person, known, documents)):
            return None
        score = (SPELLED if spelt else SHARED) if shared else UNOPPOSED
        return (
            best,
            score,
            f"{name} one full name only, {best.name!r}; {shared or 'nothing speaks against it'}",
        )
    everywhere = set[str]().union(*pages.values())
    if shared and person.is_surname and len(pages[leader]) >= MOST * len(everywhere):
        share = f"{len(pages[leader])} of the {len(everywhere)} pages that print one"
        return best, COMMON, f"{name} several full names, and {share} mean {best.name!r}; {shared}"
    return None


def _is_known(person: Person, bearers: Sequence[Person], documents: Documents) -> bool:
    """Whether several pages name those who bear a surname, or one that prints it alone too.

    Who is named once is seldom whom another page means that takes him for known: of 28 read of 179 in 20,000 pages 7
    were, of 28 of 152 named by several pages 23, of 14 named beside it 13.
    """
    if sum(bearer.pages for bearer in bearers) > 1:
        return True
    of = documents([person.id, *(bearer.id for bearer in bearers)])
    return any(not set(of[person.id]).isdisjoint(of[bearer.id]) for bearer in bearers if bearer.id in of)


def _leaders(judgements: Iterable[Row]) -> dict[str, str]:
    into = {row["left"]: row["right"] for row in judgements}

    def leader(actor: str) -> str:
        while actor in into:
            actor = into[actor]
        return actor

    return {actor: leader(actor) for actor in into}


def _same(person: Person, other: Person, score: float, why: str) -> Row:
    told = why if why.startswith(repr(person.name)) else f"{person.name!r} is {other.name!r}: {why}"
    return {
        "id": make_id("judgement", BY, person.id, other.id, SAME),
        "left": person.id,
        "right": other.id,
        "verdict": SAME,
        "surface": None,
        "score": score,
        "why": told,
        "by": BY,
    }
