"""Who takes part in talks, who mediates and who hosts, by the words in and behind their noun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parley.find.acting import bodies_of, is_of_no_office, private
from parley.find.lexicon import Gazetteer, bare
from parley.find.meetings.clauses import clear
from parley.find.meetings.convened import convenes, is_convened
from parley.find.meetings.lexicon import forms, listed
from parley.find.meetings.members import is_of_members
from parley.find.meetings.nouns import Noun
from parley.find.meetings.sites import Site
from parley.find.meetings.talk import Person, Talk
from parley.find.parties import Parties, Who
from parley.language.line import Line, Range
from parley.records import actor_id
from parley.vocab import words

_BETWEEN = frozenset({"between", "with", "involving", "among"})
_KINDS = frozenset({"state", "organization", "armed_group"})
_PLACING = frozenset({"in", "at", "near", "on"})


class Sides:
    """Reads the sides of one document's talks."""

    def __init__(self, parties: Parties, known: Gazetteer) -> None:
        self._parties = parties
        self._known = known

    def of(self, line: Line, found: Range) -> list[Who]:
        """The sides that a phrase stands for; those of its owners too: ``Tavrian and Morvanian negotiators``."""
        start, end = found
        out: dict[str, Who] = {}
        for remit in (*self._remits(line, found), (end, end)):
            if start < remit[0]:
                sides = self._stand_for(line, (start, remit[0]))
                out |= {side.actor_id: side for side in sides if side.kind in _KINDS}
            start = remit[1]
        return list(out.values())

    def _stand_for(self, line: Line, found: Range) -> list[Who]:
        """The sides of those in a phrase who act for one: of no ``former Tavrian envoys`` or ``Tavrian students``."""
        without = private(self._parties, line, found) | bodies_of(self._parties, line, found)
        without |= self._called_private(line, found)
        sides = (
            self._parties.side(who)
            for who in self._parties.who(line, found)
            if who.actor_id not in without and not _is_domestic(who)
        )
        return list({side.actor_id: side for side in sides if side}.values())

    def _remits(self, line: Line, found: Range) -> Iterator[Range]:
        """What an office is for, whose side it is not: ``Oruvia's envoy for | Tavria``."""
        plain = [bare(t.text) for t in line.tokens[found[0] : found[1]]]
        for k in range(1, len(plain) - 1):
            if plain[k] in ("for", "to") and plain[k - 1].lower() in words("sent"):
                at = k + 1 + (plain[k + 1] == "the")
                hit = self._known.at(plain, at)
                if hit and hit[1].kind in ("state", "organization"):
                    yield found[0] + k, found[0] + at + hit[0]

    def of_named(self, line: Line, found: Range) -> list[Who]:
        """The sides of those whom a phrase names, and of nobody whom it only means."""
        named = (self._parties.side(who) for who in self._parties.named(line, found) if who.kind != "media")
        return list({side.actor_id: side for side in named if side and side.kind in _KINDS}.values())

    def people(self, line: Line, found: Range) -> list[Person]:
        """The persons that a phrase names or means, each with its side where the page tells it."""
        out = []
        without = private(self._parties, line, found) | self._called_private(line, found)
        owners = self._owners(line, found)
        for who in self._parties.who(line, found):
            if who.kind == "person" and who.head and who.actor_id not in owners:
                out.append((who, None if who.actor_id in without else self._parties.side(who)))
        return out

    def persons_named(self, line: Line, found: Range) -> list[Person]:
        """All persons whom some words name, each with its side where the page tells it."""
        persons = {who.actor_id: who for who in self._parties.named(line, found) if who.kind == "person"}
        return [(who, self._parties.side(who)) for who in persons.values()]

    def guests(self, line: Line, found: Range) -> list[Person]:
        """The persons of a phrase of whom it is known for whom they are, or in which office."""
        return [
            (who, side)
            for who, side in self.people(line, found)
            if side or self._parties.offices(who.actor_id)
        ]

    def _called_private(self, line: Line, found: Range) -> set[str]:
        """The persons who are called by what they are and not by an office: ``the Tavrian lawyer | A``."""
        names = [(name.who.actor_id, name) for name in self._parties.names(line, found)]
        before = [(who, name.place[0] - 1) for who, name in names if name.place[0] > found[0]]
        called = {who for who, at in before if line.words[at] in listed("private")}
        return called | {
            who for who, name in names if name.attribute and _are_people(line, name.place, found)
        }

    def _owners(self, line: Line, found: Range) -> set[str]:
        """The persons who only tell whose people somebody met: ``two associates of | Tavrian President A``."""
        of = next((k for k in range(found[0] + 1, found[1]) if line.words[k] == "of"), None)
        if of is None or line.tags[of - 1] != "NNS":
            return set()
        first = next(iter(self._parties.names(line, (of + 1, found[1]))), None)
        if first and first.who.kind != "person":  # ``of | Tavrian | President A``
            first = next(
                (n for n in self._parties.names(line, (of + 1, found[1])) if n.who.kind == "person"), None
            )
            before = line.tags[of + 1 : first.place[0]] if first else []
            first = first if first and not {",", "CC"}.intersection(before) else None
        return {first.who.actor_id} if first else set()

    def is_unknown_person(self, line: Line, found: Range) -> bool:
        """Whether a phrase ends with a name that calls no actor: ``Tavrian Security Adviser | I.V. Sol``."""
        end = max((name.place[1] for name in self._parties.names(line, found)), default=found[0])
        return end < found[1] and line.tags[found[1] - 1] == "NNP"

    def named(self, line: Line, found: Range) -> list[Who]:
        """The actors that a phrase names."""
        return self._parties.named(line, found)

    def named_for(self, line: Line, found: Range, sides: Sequence[Who]) -> list[Person]:
        """Persons named beside as many sides, in their order: ``the ministers of T and M, | A and B``."""
        persons = [who for who in self._parties.named(line, found) if who.kind == "person" and who.head]
        if len(persons) == len(sides) > 1:
            return list(zip(persons, sides, strict=True))
        return self.people(line, found)

    def take_part(self, talk: Talk, line: Line, found: Range) -> None:
        """Those of a phrase take part."""
        found = _past_heading(line, found)
        sides = self.of(line, found) or _printed(line, found)
        for side in sides:
            talk.parties.setdefault(side.actor_id, side)
        if sides:
            talk.note_tokens("parties", found)
        for pair in self.people(line, found):
            if pair not in talk.people:
                talk.people.append(pair)

    def put(self, talk: Talk, name: str, line: Line, found: Range) -> None:
        """Those of a phrase are the ``mediators`` or the ``hosts``."""
        group: dict[str, Who] = getattr(talk, name)
        found = _past_heading(line, found)
        sides = self.of(line, found)
        for side in sides:
            group.setdefault(side.actor_id, side)
        if sides:
            talk.note_tokens(name, found)

    def before(self, talk: Talk, noun: Noun, site: Site | None) -> None:
        """What stands before the noun: ``Oruvia-brokered``, ``Tavria-Morvania talks``, ``Vey's meeting``."""
        line = talk.line
        compounds = [i for i in range(noun.start, noun.first) if _is_compound(line, i)]
        for i in compounds:
            if not self._compound(talk, line, i) and all(w[:1].isupper() for w in _parts(line, i)):
                talk.strange, talk.definite = True, False  # ``the North-South | talks``
        taken = {*compounds, *(range(*site.found) if site else ())}
        for start, end in _rest(range(noun.start, noun.first), taken):
            owner = line.words[start] in words("possessives")
            if owner and line.words[start] not in ("its", "their", "our", "your"):
                near = self._nearest_owner(line, start)
                self.take_part(talk, line, near or (start, start + 1))
                talk.people += self.persons_named(line, near) if near else []
            elif not owner:
                named = self._parties.named(line, (start, end))
                talk.owners += [who for who in named if who.kind == "person"]
                if named and not (convenes(noun, named) or self._under(line, named, end)):
                    self.take_part(talk, line, (start, end))
                    talk.people += self._owner(noun, line, (start, end), talk)

    def _owner(self, noun: Noun, line: Line, found: Range, talk: Talk) -> list[Person]:
        """Whose summit or call it is, who takes part in it: ``President A's | summit with B``."""
        if noun.form not in ("summit", "call"):
            return []
        at = [k for k in range(*found) if line.is_possessive(k)]
        own = self.persons_named(line, (found[0], at[-1] + 1)) if len(at) == 1 else []
        return [pair for pair in own if pair not in talk.people] if len(own) == 1 else []

    def _under(self, line: Line, named: Sequence[Who], end: int) -> bool:
        """Whether talks are only held under organisations, which need be no side of them: ``Harbour Union | talks``."""
        organised = all(who.kind == "organization" for who in named)
        return organised and not any(line.is_possessive(k) for k in range(max(0, end - 1), end))

    def _nearest_owner(self, line: Line, start: int) -> Range | None:
        """Whose a pronoun is that a preposition joins to what is somebody's: ``A's plans for | his meeting``."""
        if start < 2 or line.tags[start - 1] not in ("IN", "TO") or line.words[start] not in ("his", "her"):
            return None
        for k in range(start - 2, max(0, start - 6), -1):
            if line.is_possessive(k):
                near = [
                    n for n in self._parties.names(line, (max(0, k - 4), k + 1)) if n.who.kind == "person"
                ]
                return near[-1].place if near and near[-1].place[1] >= k else None
            if line.tags[k] not in ("NN", "NNS", "JJ"):
                return None
        return None

    def is_convened(self, line: Line, noun: Noun) -> bool:
        """Whether a body's name stands right before the noun: ``the Pact | summit``, ``a G-12 | meeting``."""
        return is_convened(line, noun, self._parties)

    def is_of_members(self, talk: Talk) -> bool:
        """Whether a body's members meet: ``his Pact | counterparts``."""
        return is_of_members(talk, self._parties)

    def _compound(self, talk: Talk, line: Line, i: int) -> bool:
        """Take the sides that a compound names, or who mediates by it; whether there are any."""
        token = line.tokens[i].text.replace("–", "-")
        first, _, last = token.rpartition("-")
        for name, endings in (("mediators", "mediating_endings"), ("hosts", "hosting_endings")):
            if last.lower() in listed(endings):
                start = i - 1 if i and line.tokens[i - 1].text[0].isupper() and first[0].isupper() else i
                whole = [t.text for t in line.tokens[start:i]] + [first]
                side = self._side(whole) or self._side([first])
                if side and not (last.lower() in ("backed", "led") and side.actor_id in talk.parties):
                    group: dict[str, Who] = getattr(talk, name)
                    group.setdefault(side.actor_id, side)
                    talk.note_tokens(name, (start, i + 1))
                return True
        if last.islower() and last.endswith("ed"):
            return True  # ``Oruvia-administered``: who did it
        found, sides = self._joined(line, i)
        for side in sides:
            talk.parties.setdefault(side.actor_id, side)
        if sides:
            talk.note_tokens("parties", found)
        known = bool(sides)
        for part in token.split("-"):
            person = self._parties.called(part)
            home = self._parties.side(person) if person else None
            if person:
                known = True
                talk.people.append((person, home))
            if home:
                talk.parties.setdefault(home.actor_id, home)
                talk.note_tokens("parties", (i, i + 1))
        return known

    def _joined(self, line: Line, i: int) -> tuple[Range, list[Who]]:
        """The sides that a compound joins, one of two words taken whole: ``the Tavria-South | Morvania talks``."""
        parts = _parts(line, i)
        start, end = i, i + 1
        sides = [self._side([part]) for part in parts]
        after, before = line.tokens[i + 1 : i + 2], line.tokens[i - 1 : i] if i else []
        if sides[-1] is None and after and after[0].text[0].isupper():
            sides[-1] = self._side([parts[-1], after[0].text])
            end += sides[-1] is not None
        if sides[0] is None and before and before[0].text[0].isupper():
            sides[0] = self._side([before[0].text, parts[0]])
            start -= sides[0] is not None
        return (start, end), [side for side in sides if side]

    def _side(self, printed: Sequence[str]) -> Who | None:
        plain = [bare(word) for word in " ".join(printed).split()]
        if not plain:
            return None
        hit = self._known.at(plain, 0)
        if hit is None or hit[0] != len(plain) or hit[1].kind == "media":
            return None
        entry = hit[1]
        return Who(actor_id(entry.kind, entry.name), entry.name, entry.kind, entry.country)

    def behind(self, talk: Talk, noun: Noun, sites: Iterable[Site], own: Sequence[Range]) -> None:
        """``between A and B``, ``with A``; and a participle: ``mediated by A``, ``hosted by A``."""
        line, k = talk.line, noun.head + 1
        while k < len(line) - 1 and line.words[k] != "," and clear(line, noun.head + 1, k, own):
            word = line.words[k]
            if (
                _goes_on(line, k)
                or _is_of_a_second(line, noun.head, k)
                or (own and word in forms() and line.tags[k] in ("NN", "NNS"))
            ):
                break  # ``the summit raised hopes of | talks between T and M``
            if word in _BETWEEN and not (word == "between" and _between_others(line, talk, noun.head, k)):
                found = line.np_after(k + 1)
                talk.strange = talk.strange or (found is None and line.tokens[k + 1].text[0].isupper())
                if found:
                    if line.words[found[0]] in words("possessives") and _is_own(line, found):
                        talk.strange, talk.definite = True, False  # ``his talks with | his team``
                    found = whole(line, _plain(line, _cut(line, found, sites)), pair=word == "between")
                    before, known = len(talk.parties), list(talk.people)
                    self.take_part(talk, line, found)
                    talk.met += [pair for pair in talk.people if pair not in known]
                    self._whose_counterparts(talk, line, found)
                    named = any(line.tokens[i].text[0].isupper() for i in range(*found))
                    talk.strange = talk.strange or (named and len(talk.parties) == before)
                    k = max(found[1], k + 1)
                    continue
            if (
                word == "of"
                and k == noun.head + 1
                and noun.form in ("talks", "summit", "meeting", "conference")
            ):
                found = line.np_after(k + 1)
                found = found and whole(line, _cut(line, found, sites), pair=True)
                if found and (self.people(line, found) or len(self.of(line, found)) > 1):
                    self.take_part(talk, line, found)
            k += 1

    def _whose_counterparts(self, talk: Talk, line: Line, found: Range) -> None:
        """``said so after a meeting with | his Tavrian counterpart``: he was there."""
        owner = next((k for k in range(*found) if line.words[k] in ("his", "her")), None)
        if owner is not None and not {"counterpart", "counterparts"}.isdisjoint(line.words[slice(*found)]):
            self.take_part(talk, line, (owner, owner + 1))


def _are_people(line: Line, place: Range, found: Range) -> bool:
    """Whether a demonym by itself calls people of a kind, and not those of a side: ``prominent | Tavrians``."""
    at, end = place
    plural = end - at == 1 and line.words[at].endswith("s") and not line.is_possessive(at)
    of_a_kind = at > found[0] and line.tags[at - 1] == "JJ" and line.tokens[at - 1].text[0].islower()
    return plural and of_a_kind and line.words[at - 1] not in ("other", "two")


def _is_own(line: Line, found: Range) -> bool:
    """Whether a phrase is of somebody's own people: ``his | team``, ``her | advisers``."""
    return not (listed("bodies") | listed("own_people")).isdisjoint(line.words[found[0] : found[1]])


def _is_domestic(who: Who) -> bool:
    """Whether an organisation is part of one state, and no side beside it: ``National Audit Committee``."""
    head = who.name.casefold().split(" of ")[0].split()
    return who.kind == "organization" and bool(head) and head[-1] in listed("domestic")


def _goes_on(line: Line, k: int) -> bool:
    """Whether another thing is told beside the talks: ``this week's summit | as well as the talks between A and B``."""
    if line.words[k : k + 3] == ["as", "well", "as"]:
        return True
    if line.words[k] in ("as", "after") and line.clause_at(k + 1):
        return True  # ``called off a trip to Velm | as strains with Tavria grew``
    return line.words[k] == "and" and line.tags[k + 1] == "DT"


def _is_of_a_second(line: Line, head: int, k: int) -> bool:
    """Whether those told of next are of a second meeting: ``her summit with A, and a meeting in May | with B``."""
    if line.words[k] not in _BETWEEN or "and" not in line.words[head + 1 : k]:
        return False
    joined = line.words.index("and", head + 1)
    return any(line.words[i] in forms() and line.tags[i] in ("NN", "NNS") for i in range(joined, k))


def _between_others(line: Line, talk: Talk, head: int, k: int) -> bool:
    """Whether those behind "between" are of another noun: ``his meeting with T over the crisis | between M and O``."""
    if talk.convened:
        return True  # ``at the G12 meeting, for what comes up | between T and M``
    told = talk.people or talk.parties
    return bool(told) and line.tags[k - 1] in ("NN", "NNS") and "IN" in line.tags[head + 1 : k - 1]


def whole(line: Line, found: Range, *, pair: bool = False) -> Range:
    """A row of sides taken whole: ``the U.S., | Tavria | and Morvania``; `pair`: there must be two (between)."""
    start, end = found
    while start > 1 and line.words[start - 1] in (",", "and") and _capital(line, start - 2):
        if line.words[start - 1] == "," and "and" not in line.words[start:end]:
            break
        if start > 2 and line.words[start - 1] == "," and line.words[start - 3] in _PLACING:
            break  # ``Before it opened in Velm, | A and B | met``
        start -= 2
        while start > 0 and line.tags[start - 1] in ("NNP", "DT") and _capital(line, start):
            start -= 1
    while end < len(line) - 1 and line.words[end] in (",", "and"):
        at = end + 1 + (line.words[end] == "," and line.words[end + 1] == "and")
        if at >= len(line) or line.tags[at] not in ("NNP", "DT", "JJ", "NNS", "NN"):
            break
        more = line.np_after(at)
        last = line.words[at - 1] == "and"
        if more is None or line.is_time(at) or line.words[at] in ("a", "an"):
            break  # ``T, | an ally of S and M``
        more = _plain(line, more)
        last = last or "and" in line.words[at : more[1]]
        if not (last or _row_goes_on(line, more[1])):
            break
        if last and not pair and line.words[end] == "and" and line.clause_at(at):
            break
        end = more[1]
        pair = pair and not last
    return start, end


def _plain(line: Line, found: Range) -> Range:
    """A phrase without what prepositions join to it, "of" and "from" apart."""
    for k in range(found[0] + 1, found[1]):
        if line.tags[k] in ("IN", "TO") and line.words[k] not in ("of", "from"):
            return found[0], k
    return found


def _past_heading(line: Line, found: Range) -> Range:
    """A phrase without the heading that a dash parts from it: ``Leaders at the Assembly – | A``."""
    return max(
        (k + 1 for k in range(found[0], found[1] - 1) if line.words[k] in ("–", "—")), default=found[0]
    ), found[1]


def _printed(line: Line, found: Range) -> list[Who]:
    """A side that is no actor, as printed: ``African | leaders``."""
    start, end = found
    while (start < end and line.tags[start] == "DT") or line.words[start] in ("other", "several", "some"):
        start += 1
    capital = end - start == 2 and line.tokens[start].text.istitle() and line.tags[end - 1] == "NNS"
    known = line.tokens[start].text.isalpha() and not is_of_no_office(line.words[start])
    capital = capital and known  # not ``GR7 officials``, ``Evangelical leaders``
    if not capital or line.words[end - 1] not in listed("sides"):
        return []
    name = " ".join(t.text for t in line.tokens[start:end])
    return [Who(name, name, "group", None)]


def _capital(line: Line, i: int) -> bool:
    return line.tokens[i].text[0].isupper() and line.tags[i] in ("NNP", "JJ", "NN", "NNS")


def _row_goes_on(line: Line, i: int) -> bool:
    return line.words[i : i + 1] == ["and"] or line.words[i : i + 2] == [",", "and"]


def _cut(line: Line, found: Range, sites: Iterable[Site]) -> Range:
    """A phrase without the place that follows in it: ``Tavria | in Velm``."""
    start, end = found
    for site in sites:
        if start < site.found[0] - 1 < end and site.lead in _PLACING:
            end = site.found[0] - 1
    return start, max(end, start + 1)


def _parts(line: Line, i: int) -> list[str]:
    return line.tokens[i].text.replace("–", "-").split("-")


def _is_compound(line: Line, i: int) -> bool:
    text = line.tokens[i].text.replace("–", "-")
    return "-" in text.strip("-") and any(part[:1].isupper() for part in text.split("-"))


def _rest(found: range, taken: set[int]) -> Iterator[Range]:
    """What of a range is not taken, in stretches."""
    start = None
    for i in [*found, found.stop]:
        free = i < found.stop and i not in taken
        if free and start is None:
            start = i
        elif not free and start is not None:
            yield start, i
            start = None
