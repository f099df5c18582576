"""Who an office in words may stand for: those whom the page calls so, with what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from parley.find.lexicon import Gazetteer
from parley.find.speakers.occurrences import Occurrence, Occurrences
from parley.find.speakers.offices import Office, office
from parley.find.speakers.people import Person
from parley.find.speakers.phrase import head_end, listed
from parley.find.speakers.pronouns import RECENT, Said
from parley.find.speakers.weighing import Option
from parley.language.tokens import Token
from parley.spans import Span

OFTEN = 4  # mentions that make a person one of a page's main ones
LOOK = 3  # sentences back in which the same office may have been printed with its owner


class Roles:
    """The options of descriptions by office on one page."""

    def __init__(self, occurrences: Occurrences, persons: Mapping[str, Person], gazetteer: Gazetteer) -> None:
        self._occurrences = occurrences
        self._persons = persons
        self._gazetteer = gazetteer

    def options(self, words: Sequence[Token], span: Span, chain: Sequence[Said]) -> list[Option]:
        """Everybody whom the phrase may stand for, unweighed; none if it names no office."""
        wanted = self._office([w.text for w in words])
        if wanted is None or head_end(words) == 0:
            return []
        holders = [(p, held) for p in self._persons.values() if (held := p.holds(wanted))]
        latest, unnamed = self._latest(span.start) if holders else {}, list(self._unnamed(wanted, span))
        out = []
        for person, held in holders:
            seen = latest.get(person.first.actor_id)
            features = ["holds it", *self._printed(wanted, held, person)]
            features += self._where(person, seen, span, chain)
            # Every state has a president: of two that a rule without this took so on 140 pages one was another state's.
            if "country not printed" in features and (wanted.country or "named only later" in features):
                continue
            if "named only later" in features and not wanted.owner:
                features.append("whose it is, not printed")
            if len(holders) == 1 and not unnamed:
                features.append("the only one")
            out.append(Option(person.first.actor_id, person.first.name, tuple(features)))
        if not out and not unnamed and words[0].text.lower() == "the" and words[-1].text.islower():
            out += self._untitled(wanted, span, chain)
        return out + unnamed

    def _office(self, words: Sequence[str]) -> Office | None:
        return office(words, self._gazetteer)

    def _printed(self, wanted: Office, held: Office, person: Person) -> Iterator[str]:
        if wanted.head == held.head:
            yield "called so"
        if wanted.head in listed("offices", "common"):
            yield "an office of many"
        if wanted.owner:
            same = held.owner == wanted.owner or wanted.owner in person.countries
            yield "of the same country or body" if same else "country not printed"

    def _latest(self, at: int) -> dict[str, Occurrence]:
        """The latest place where each actor is named before `at`, outside quotations."""
        out: dict[str, Occurrence] = {}
        for o in self._occurrences.before(at):
            if not o.quoted:
                out.setdefault(o.mention.actor_id, o)
        return out

    def _where(
        self, person: Person, seen: Occurrence | None, span: Span, chain: Sequence[Said]
    ) -> Iterator[str]:
        here = self._occurrences.sentence(span.start)
        actor = person.first.actor_id
        if chain and chain[-1].actor_id == actor:
            yield "last speaker"
        elif any(s.actor_id == actor for s in chain[-RECENT:]):
            yield "earlier speaker"
        if seen:
            back = here - seen.sentence
            yield (
                (
                    "named in this sentence",
                    "1 sentence back",
                    "2 sentences back",
                    "3 sentences back",
                )[back]
                if back <= 3
                else "further back"
            )
            if seen.position == "subject" and back:
                yield "subject"
        elif person.first.evidence[0].start > span.start:
            yield "named only later"
        if person.mentions >= OFTEN:
            yield "often named"

    def _untitled(self, wanted: Office, span: Span, chain: Sequence[Said]) -> Iterator[Option]:
        """``Ana Weber said ... The Tavrian president said``: a speaker whom the page gives no office."""
        last = chain[-1] if chain else None
        person = self._persons.get(last.actor_id or "") if last else None
        if last is None or person is None or person.is_called() or " " not in person.first.name:
            return
        here = self._occurrences.sentence(span.start)
        abroad = wanted.country and person.countries and wanted.country not in person.countries
        if self._occurrences.back(here, last.sentence) <= 1 and not abroad:
            seen = self._latest(span.start).get(person.first.actor_id)
            where = self._where(person, seen, span, chain)
            yield Option(person.first.actor_id, person.first.name, ("called nothing else", *where))

    def _unnamed(self, wanted: Office, span: Span) -> Iterator[Option]:
        """The same office with an owner in a sentence before, where the page names nobody who holds it."""
        if wanted.owner:
            return
        here = self._occurrences.sentence(span.start)
        for n in range(max(0, here - LOOK), here):
            line = self._occurrences.lines[n]
            for start, end in self._occurrences.phrases(n):
                if line.words[end - 1] != wanted.head:
                    continue
                found = self._office(line.texts[start:end])
                if found and found.owner and not any(p.holds(found) for p in self._persons.values()):
                    words = " ".join(t.text for t in line.tokens[start:end])
                    back = f"{here - n} sentence{'s' if here - n > 1 else ''} back"
                    yield Option(None, words, ("holds it", "called so", "last speaker", back))
