"""What a page says of each person it names: offices, country and gender."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from parley.find.base import Analysis
from parley.find.lexicon import Gazetteer, bare, word_set
from parley.find.speakers.occurrences import Occurrences, token_range
from parley.find.speakers.offices import Office, office
from parley.find.speakers.phrase import gender, listed
from parley.language.line import Line
from parley.records import Mention

_BEFORE = frozenset({"NNP", "NN", "JJ", "DT", "POS", "CD", "NNS"})
_BE = frozenset({"is", "was", "became", "becomes", "remains", "remained"})


class Person:
    """One person of a page."""

    def __init__(self, first: Mention) -> None:
        self.first = first
        self.mentions = 0
        self.offices: list[Office] = []
        self.countries: set[str] = set()
        self._titles: set[str] = set()
        self.called: str | None = None  # the gender of a pronoun that surely stood for this person

    def add(self, mention: Mention, offices: Sequence[Office]) -> None:
        """What one more mention tells."""
        self.mentions += 1
        if offices:
            self.offices += [o for o in dict.fromkeys(offices) if o not in self.offices]
        if mention.title:
            self._titles |= {w.rstrip(".") for w in mention.title.lower().split()}
        if mention.country:
            self.countries.add(mention.country)

    @property
    def titles(self) -> frozenset[str]:
        """The words of what the page calls the person before or behind the name, in lower case."""
        return frozenset(self._titles)

    @property
    def gender(self) -> str | None:
        """As titles tell, else as the given name does, else as pronouns did so far."""
        return self._named_gender or self.called

    @cached_property
    def _named_gender(self) -> str | None:
        for title in sorted(self._titles):
            found = gender(title)
            if found:
                return found
        words = self.first.name.lower().split()
        known = [k for k in ("female", "male") if words[0] in word_set("persons", k)]
        return known[0] if len(known) == 1 else None

    def is_called(self) -> bool:
        """Whether the page gives this person an office, and not only ``its boss``."""
        return any(o.head not in listed("offices", "vague") for o in self.offices)

    def holds(self, wanted: Office) -> Office | None:
        """The office of this person that `wanted` may name; one whose owner is printed comes first."""
        if wanted.country and self.countries and wanted.country not in self.countries:
            return None
        fits = [o for o in self.offices if wanted.is_held(o)]
        return max(fits, key=lambda o: (o.owner is not None, o.head == wanted.head), default=None)


def people(analysis: Analysis, gazetteer: Gazetteer) -> dict[str, Person]:
    """The persons of a page by actor id, in order of their first mention."""
    out: dict[str, Person] = {}
    for mention, told in analysis.once(_Offices).by(gazetteer):
        if mention.actor_id not in out:
            out[mention.actor_id] = Person(mention)
        out[mention.actor_id].add(mention, told)
    return out


class _Offices:
    """What a page tells of the persons it names, read once for all who ask: ``analysis.once(_Offices)``."""

    def __init__(self, analysis: Analysis) -> None:
        self._occurrences = analysis.once(Occurrences)
        self._read: dict[Gazetteer, list[tuple[Mention, list[Office]]]] = {}

    def by(self, gazetteer: Gazetteer) -> list[tuple[Mention, list[Office]]]:
        """The mentions of persons, each with the offices that its sentence gives, by the names known."""
        if gazetteer not in self._read:
            persons = (m for m in self._occurrences.mentions if m.kind == "person")
            self._read[gazetteer] = [(m, self._of(m, gazetteer)) for m in persons]
        return self._read[gazetteer]

    def _of(self, mention: Mention, gazetteer: Gazetteer) -> list[Office]:
        where = mention.evidence[0]
        line = self._occurrences.lines[self._occurrences.sentence(where.start)]
        found = token_range(line, where.start, where.end)
        return list(_told(line, *found, mention, gazetteer)) if found else []


def _told(line: Line, first: int, end: int, mention: Mention, gazetteer: Gazetteer) -> Iterator[Office]:
    """The offices that a sentence gives the person named at tokens ``first:end``."""
    if mention.title:
        found = office(mention.title.split(), gazetteer)
        if found:
            yield Office(found.head, found.modifiers, found.owner or mention.country)
    for start, stop in (_before(line, first), _apposition(line, end), _called(line, end)):
        found = office(line.texts[start:stop], gazetteer) if stop > start else None
        if found:
            its = line.words[start] in ("its", "their")
            owner = found.owner or (_owner(line, first, gazetteer) if its else mention.country)
            yield Office(found.head, found.modifiers, owner)
    led = _leads(line, first, end)
    if led:
        hit = _first_known(line, *led, gazetteer)
        yield Office("negotiator", frozenset(), hit or mention.country)


def _before(line: Line, first: int) -> tuple[int, int]:
    """The phrase that ends where a name begins: ``the head of Tavria's delegation``; or with a comma."""
    stop = first - 1 if first and line.words[first - 1] == "," else first
    s = stop
    while s > 0 and stop - s < 12 and line.quoted[s - 1] < 0:
        if line.tags[s - 1] in _BEFORE or (line.words[s - 1] == "of" and s < stop):
            s -= 1
            if line.tags[s] == "DT" and (s == 0 or line.words[s - 1] != "of"):
                break
        else:
            break
    if stop < first and (s == stop or line.tags[s] not in ("DT", "POS", "NNP")):
        return stop, stop
    return s, stop


def _apposition(line: Line, end: int) -> tuple[int, int]:
    """The phrase between the comma after a name and the next mark."""
    if end + 1 >= len(line.words) or line.words[end] != ",":
        return end, end
    j = end + 1
    while j < len(line.words) and j - end < 14 and line.tags[j] in (*_BEFORE, "IN", "CC"):
        j += 1
    closed = j < len(line.words) and line.words[j] in (",", ".", ";", "who")
    return (end + 1, j) if closed and line.words[end + 1] != "and" else (end, end)


def _called(line: Line, end: int) -> tuple[int, int]:
    """The phrase after ``is``, ``became`` or ``as its``."""
    if end + 1 >= len(line.words) or line.quoted[end] >= 0:
        return end, end
    if line.words[end] not in _BE and not (
        line.words[end] == "as" and line.words[end + 1] in ("its", "their", "the")
    ):
        return end, end
    j = end + 1
    while (
        j < len(line.words)
        and j - end < 10
        and (line.tags[j] in _BEFORE or line.words[j] in ("of", "its", "their"))
    ):
        j += 1
    return end + 1, j


def _leads(line: Line, first: int, end: int) -> tuple[int, int] | None:
    """Where the delegation stands that a person is said to lead: ``X leads T's side``, ``led by X``."""
    lead, team = listed("offices", "lead"), listed("offices", "delegation")
    i = end + 1 if line.words[end : end + 2] == [",", "who"] else end
    stop = min(len(line.words), i + 10)
    for j in range(i, min(stop, i + 4)):
        if line.words[j] in lead and line.quoted[j] < 0:
            for k in range(j + 1, stop):
                if line.words[k] in (",", "."):
                    break
                if line.words[k] in team:
                    return j + 1, k + 1
            break
    if first > 1 and line.words[first - 1] == "by" and line.words[first - 2] in lead:
        low = max(0, first - 12)
        if team & set(line.words[low:first]):
            return low, first
    return None


def _first_known(line: Line, start: int, end: int, gazetteer: Gazetteer) -> str | None:
    plain = [bare(t.text) for t in line.tokens[start:end]]
    for i in range(len(plain)):
        hit = gazetteer.at(plain, i)
        if hit:
            return hit[1].country or hit[1].name
    return None


def _owner(line: Line, first: int, gazetteer: Gazetteer) -> str | None:
    """The last known country or body that the sentence names before token `first`, a few words back."""
    low = max(0, first - 12)
    plain = [bare(t.text) for t in line.tokens[low:first]]
    for i in range(len(plain) - 1, -1, -1):
        hit = gazetteer.at(plain, i)
        if hit and not (hit[1].capital and i and plain[i - 1].lower() in ("in", "at", "to", "from")):
            return hit[1].country or hit[1].name
    return None
