"""Whom the phrases of a page stand for, and on which side of a negotiation they are.

A person or a body is on the side of its state: Moscow's, the Kremlin's and a Russian minister's positions are
Russia's. An organisation, an armed group or an alliance is a side itself. What the page does not settle stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from parley.find.able import can_speak
from parley.find.base import Analysis
from parley.find.lexicon import Entry, plain
from parley.find.speakers.offices import Office
from parley.find.speakers.resolver import Speakers
from parley.language.line import Line, Range
from parley.language.tags import FINITE
from parley.records import Mention, Speaker, actor_id
from parley.spans import Span
from parley.vocab import table

_PHRASE = 3  # words of a noun phrase before its head
_INDEFINITE = frozenset({"a", "an", "one", "another"})
SIDES = frozenset({"state", "organization", "armed_group", "government_body", "group"})


@dataclass(frozen=True, slots=True)
class Who:
    """An actor that a phrase stands for. `head`: it is what the phrase is about, and no attribute or owner in it."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    head: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence, by its tokens, and whose it is. `attribute`: it is an adjective, as ``Velmaran``."""

    place: Range
    who: Who
    attribute: bool = False


class Parties:
    """The actors and sides of one document; made once for all finders: ``analysis.once(Parties)``."""

    def __init__(self, analysis: Analysis) -> None:
        self._gazetteer = analysis.known
        self._speakers = Speakers(analysis, self._gazetteer)
        self._occurrences = self._speakers.occurrences
        self._people = self._speakers.people
        self._by_id = {m.actor_id: m for m in self._occurrences.mentions}
        self._states = states_by_code(self._occurrences.mentions, analysis)
        for statement in analysis.found.get("statements", ()):
            if statement.speaker:
                self._speakers.heard(statement.speaker)

    def named(self, line: Line, found: Range) -> list[Who]:
        """Every actor that a phrase names, attributes such as ``Velmaran`` included, in order, each once."""
        out: dict[str, Who] = {}
        for name in self.names(line, found):
            self._add(out, name, found, line)
        return list(out.values())

    def names(self, line: Line, found: Range) -> Iterator[Named]:
        """The same with their places, each as often as it stands there."""
        i = found[0]
        printed = plain(line.texts[found[0] : found[1]])
        while i < found[1]:
            span = line.span(i, i + 1)
            m = next((m for m in self._occurrences.within(span.start, span.end)), None)
            if m:
                end = i + 1
                while end < found[1] and line.tokens[end].start < m.evidence[0].end:
                    end += 1
                yield Named((i, end), self._of_mention(m))
                i = end
                continue
            hit = self._gazetteer.at(printed, i - found[0])
            if hit and i + hit[0] <= found[1]:
                entry: Entry = hit[1]
                who = Who(actor_id(entry.kind, entry.name), entry.name, entry.kind, entry.country)
                yield Named((i, i + hit[0]), who, attribute=entry.demonym)
                i += hit[0]
                continue
            i += 1

    def who(self, line: Line, found: Range) -> list[Who]:
        """The actors that a phrase stands for: those named in it, else the one that a pronoun or office means."""
        named = self.named(line, found)
        if named:
            return named
        known = self.refer(line, found)
        return [known] if known else []

    def but_strangers(self, line: Line, i: int, meant: Sequence[Who]) -> list[Who]:
        """Whom a pronoun at `i` may mean; nobody where a subject before it is a stranger to the page.

        ``| Vey | yielded when he``, ``one senator | said he``.
        """
        known = [name.place for name in self.names(line, (0, i))]
        for k in range(i - 1):
            told = line.tags[k + 1] in FINITE or (k == 0 and line.tags[1] == "VBN")
            if not told or any(a <= k < b for a, b in known):
                continue
            some = not _INDEFINITE.isdisjoint(line.words[max(0, k - _PHRASE) : k])
            if line.tags[k] == "NNP" or (line.tags[k] == "NN" and some and can_speak(line, (k, k + 1))):
                return [who for who in meant if line.words[k] in who.name.casefold().split()]
        return list(meant)

    def called(self, surname: str) -> Who | None:
        """The one person of the page whose name ends in a word: ``Vey`` of ``the Vey-Ostrava summit``."""
        found = {
            m.actor_id: m
            for m in self._by_id.values()
            if m.kind == "person" and surname and m.name.split()[-1].casefold() == surname.casefold()
        }
        first = any(  # ``Kim Jae-won`` and ``Sung Kim``: it may be either
            m.kind == "person"
            and len(re.split("[ -]", m.name)) == 3
            and m.name.split()[0].casefold() == surname.casefold()
            for m in self._by_id.values()
        )
        return self._of_mention(next(iter(found.values()))) if len(found) == 1 and not first else None

    def refer(self, line: Line, found: Range) -> Who | None:
        """Whom a pronoun or a description stands for; None where the page does not settle it."""
        speaker = self._speakers.refer(line.span(*found)).speaker
        return self.of_speaker(speaker)

    def of_speaker(self, speaker: Speaker | None) -> Who | None:
        """The actor of a resolved speaker; anonymous sources too, by the state in their description."""
        if speaker is None or speaker.actor_id is None or speaker.name is None:
            return None
        known = self._by_id.get(speaker.actor_id)
        if known:
            return self._of_mention(known)
        country = self._in_words(speaker.surface) or self._in_words(speaker.name)
        kind = "anonymous" if speaker.anonymous else "group"
        return Who(speaker.actor_id, speaker.name, kind, country)

    def offices(self, actor: str) -> Sequence[Office]:
        """The offices that the page gives a person."""
        person = self._people.get(actor)
        return person.offices if person else ()

    def titles(self, actor: str) -> frozenset[str]:
        """The words of what the page calls a person, offices or not."""
        person = self._people.get(actor)
        return person.titles if person else frozenset()

    def body(self, name: str) -> Who | None:
        """The body, state or movement that the page calls by a name, or that is known by it."""
        found = next((m for m in self._occurrences.mentions if m.name == name and m.kind in SIDES), None)
        if found:
            return self._of_mention(found)
        words = name.split()
        hit = self._gazetteer.at(words, 0)
        if hit is None or hit[0] < len(words) or hit[1].kind not in SIDES:
            return None
        return Who(actor_id(hit[1].kind, hit[1].name), hit[1].name, hit[1].kind, hit[1].country)

    def is_outdone(self, span: Span, who: Who) -> bool:
        """Whether somebody else whom an office may mean too was named since: ``Vey met S. S left. | The president``.

        Anybody else to whom the page gives that office or none, and no country or another.
        """
        here, rival = self._occurrences.sentence(span.start), False
        for o in self._occurrences.before(span.start):
            if o.mention.actor_id == who.actor_id:
                return rival
            told = (
                o.mention.kind == "person" and o.position == "subject" and not o.quoted and o.sentence < here
            )
            rival = rival or (told and self._may_hold(o.mention.actor_id, who))
        return rival

    def _may_hold(self, actor: str, who: Who) -> bool:
        mine, theirs = self._people.get(who.actor_id), self._people.get(actor)
        if mine is None or theirs is None or (who.country in theirs.countries and who.country):
            return False
        heads = {office.head for office in mine.offices}
        return not theirs.offices or any(office.head in heads for office in theirs.offices)

    def is_listed(self, name: str) -> bool:
        """Whether a list of names, and not only the page, knows a body or movement."""
        words = name.split()
        hit = self._gazetteer.at(words, 0)
        return hit is not None and hit[0] == len(words)

    def side(self, who: Who) -> Who | None:
        """The state of a person, a body or an anonymous official; a state or an organisation itself; else None.

        Of a person in office at an organisation, that one.
        """
        if who.kind == "state" or (who.country is None and who.kind in SIDES - {"group"}):
            return who
        if who.kind == "media":
            return None
        name = self._states.get(who.country or "")
        if name:
            return Who(actor_id("state", name), name, "state", who.country, who.head)
        body = self._body_of(who) if who.kind == "person" else None
        return replace(body, head=who.head) if body and body.country is None else None

    def _body_of(self, who: Who) -> Who | None:
        """The body that a person is in office at now."""
        offices = (o for o in self.offices(who.actor_id) if o.owner == who.country)
        return self.body(who.country) if who.country and not all(o.is_past for o in offices) else None

    def sides(self, line: Line, found: Range) -> list[Who]:
        """The sides of all that a phrase stands for, each once."""
        out: dict[str, Who] = {}
        for who in self.who(line, found):
            side = self.side(who)
            if side:
                out.setdefault(side.actor_id, side)
        return list(out.values())

    def _add(self, out: dict[str, Who], name: Named, found: Range, line: Line) -> None:
        (_, end), who = name.place, name.who
        last = end == found[1] or line.words[end] in (
            ",",
            "and",
            "of",
            "in",
            "at",
            "for",
            "from",
            "to",
            "with",
        )
        owner = line.is_possessive(end - 1)
        head = last and not owner and not name.attribute
        if who.actor_id not in out or (head and not out[who.actor_id].head):
            out[who.actor_id] = Who(who.actor_id, who.name, who.kind, who.country, head)

    def _of_mention(self, m: Mention) -> Who:
        person = self._people.get(m.actor_id)
        country = m.country
        if country is None and person:
            found = person.countries or {o.owner for o in person.offices if o.owner}
            country = next(iter(found)) if len(found) == 1 else None
        return Who(m.actor_id, m.name, m.kind, country)

    def _in_words(self, text: str) -> str | None:
        """The country that a description names: ``a source close to the Velmaran delegation``."""
        printed = plain(text.split())
        found = set()
        for i in range(len(printed)):
            hit = self._gazetteer.at(printed, i)
            if hit and hit[1].country:
                found.add(hit[1].country)
        return next(iter(found)) if len(found) == 1 else None


def states_by_code(mentions: Sequence[Mention], analysis: Analysis) -> dict[str, str]:
    """Names of states by their codes: the profile's and those that the page itself uses over the common list."""
    out = _listed_states() | {state.code: state.name for state in analysis.profile.states if state.code}
    return out | {m.country: m.name for m in mentions if m.kind == "state" and m.country}


@cache
def _listed_states() -> dict[str, str]:
    return {row["code"]: row["name"] for row in table("countries.toml")["states"] if row.get("code")}
