"""Who a pronoun may stand for: those who spoke or were named shortly before, with what speaks for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from parley.find.cues import verbs
from parley.find.speakers.occurrences import REACH, Occurrence, Occurrences, token_range
from parley.find.speakers.people import Person
from parley.find.speakers.phrase import listed
from parley.find.speakers.weighing import Option
from parley.language.line import SUBORDINATORS
from parley.language.tags import VERBS
from parley.spans import Span

TAIL = 6  # tokens that a pronoun, its verb and a circumstance may take at a sentence's end
_OBJECTS = frozenset({"him", "them"})
ANYONE = "anyone"  # one person, of whom no gender is told
RECENT = 4  # speakers that the chain looks back over


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody who spoke, as the chain of speakers keeps it. `number`: ``one``, ``body`` or ``several``.

    `actor_id` None: left open there.
    """

    span: Span
    sentence: int
    actor_id: str | None
    name: str
    number: str
    head: str  # the last word of the words that named it, in lower case
    gender: str | None = None
    anonymous: bool = False


class Stand(NamedTuple):
    """Somebody told of at a place, as the options of a pronoun are made from."""

    key: str  # actor id, or the words of somebody without one
    actor_id: str | None
    name: str
    sentence: int
    passage: int
    start: int
    position: str
    quoted: bool
    gender: str | None
    anonymous: bool = False
    inside: bool = False


class Pronouns:
    """The options of pronouns on one page."""

    def __init__(self, occurrences: Occurrences, persons: Mapping[str, Person]) -> None:
        self._occurrences = occurrences
        self._persons = persons

    def options(
        self, span: Span, word: str, chain: Sequence[Said], described: Iterable[Stand] = ()
    ) -> list[Option]:
        """Everybody whom the pronoun `word` at `span` may stand for, unweighed."""
        kind = "one" if word == ANYONE else number(word)
        if kind is None:
            return []
        wanted = listed_gender(word)
        here = self._occurrences.sentence(span.start)
        reach = {"one": 2 * REACH, "body": 2, "several": 1}[kind]
        spoken = [
            s
            for s in chain[-RECENT:]
            if s.number == kind and self._occurrences.back(here, s.sentence) <= reach
        ]
        stands = [*self._named(span.start, kind), *self._spoken(spoken), *described]
        cut = self._interrupted(here, span)  # ``Ana Weber, he said, was ready``
        cut = cut or (self._acting(here, span) if word in _OBJECTS else None)
        fits = [s for s in stands if s.key != cut and (wanted is None or s.gender in (None, wanted))]
        fits.sort(key=lambda s: -s.start)
        groups: dict[str, list[Stand]] = {}
        first: dict[int, int] = {}
        for stand in fits:
            groups.setdefault(stand.key, []).append(stand)
            if not stand.quoted:
                first[stand.sentence] = stand.start
        last = (next((s.start for s in fits if not s.quoted), -1), fits[0].start if fits else -1)
        scene = _Scene(
            here, self._occurrences, chain, first, last, self._goes_on(here, span), alone=len(groups) == 1
        )
        out = {key: _option(group, scene) for key, group in groups.items()}
        for option in self._ahead(span, kind, wanted):
            key = option.actor_id or ""
            known = out.get(key, option._replace(features=()))
            out[key] = known._replace(features=(*option.features, *known.features))
        return list(out.values())

    def _named(self, at: int, kind: str) -> Iterator[Stand]:
        if kind == "several":
            return
        here = self._occurrences.sentence(at)
        told = self._ends(here, at)
        for o in self._occurrences.before(at):
            if (o.mention.kind == "person") != (kind == "one"):
                continue
            near = o.position == "subject" and self._occurrences.back(here, o.sentence) <= 1
            if kind == "one" or near:
                stand = self._stand(o)
                yield stand._replace(quoted=True) if told and o.sentence == here else stand

    def _stand(self, o: Occurrence) -> Stand:
        person = self._persons.get(o.mention.actor_id)
        return Stand(
            o.mention.actor_id,
            o.mention.actor_id,
            o.mention.name,
            o.sentence,
            o.passage,
            o.start,
            o.position,
            o.quoted,
            person.gender if person else None,
            inside=o.inside,
        )

    def _spoken(self, chain: Iterable[Said]) -> Iterator[Stand]:
        for s in chain:
            yield Stand(
                s.actor_id or s.name,
                s.actor_id,
                s.name,
                s.sentence,
                self._occurrences.passages[s.sentence],
                s.span.start,
                "subject",
                False,
                s.gender,
                s.anonymous,
                self._occurrences.is_inside(s.sentence, self._at(s)),
            )

    def _at(self, said: Said) -> int:
        line = self._occurrences.lines[said.sentence]
        found = token_range(line, said.span.start, said.span.end)
        return found[0] if found else 0

    def _ends(self, here: int, at: int) -> bool:
        """Whether the sentence ends in the pronoun at `at` and its verb, after what is said."""
        line = self._occurrences.lines[here]
        found = token_range(line, at, at + 1)
        if found is None or found[0] == 0 or len(line) - found[0] > TAIL:
            return False
        return line.words[found[0] - 1] == "," and not verbs().keys().isdisjoint(line.words[found[1] :])

    def _interrupted(self, here: int, span: Span) -> str | None:
        """The actor whose clause the pronoun and its verb stand in, between commas: somebody else speaks."""
        line = self._occurrences.lines[here]
        found = token_range(line, span.start, span.end)
        p = found[0] if found else 0
        if p < 2 or line.words[p - 1] != "," or "," not in line.words[p + 1 : p + 4]:
            return None
        before = line.tokens[p - 2]
        for mention in self._occurrences.within(line.start, before.end):
            if mention.evidence[0].end == before.end:
                return mention.actor_id
        return None

    def _acting(self, here: int, span: Span) -> str | None:
        """The actor who acts on whom an object pronoun stands for: ``Ana Weber will force | her to say C``."""
        line = self._occurrences.lines[here]
        found = token_range(line, span.start, span.end)
        if found is None or not found[0]:
            return None
        first, _ = line.verb_group(found[0] - 1)
        subject = line.np_before(first) if line.tags[found[0] - 1] in VERBS else None
        if subject is None:
            return None
        end = line.tokens[subject[1] - 1].end
        inside = self._occurrences.within(line.tokens[subject[0]].start, end)
        return next((m.actor_id for m in inside if m.evidence[0].end == end), None)

    def _goes_on(self, here: int, span: Span) -> bool:
        """Whether the verb after the pronoun says that a speaker goes on: ``he added``, ``added he``."""
        line = self._occurrences.lines[here]
        found = token_range(line, span.start, span.end)
        around = line.words[max(0, found[0] - 1) : found[1] + 3] if found else []
        return not listed("verbs", "on").isdisjoint(around)

    def _ahead(self, span: Span, kind: str, wanted: str | None) -> Iterator[Option]:
        """``Even as he pressed for a deal, Ana Weber said``: the subject that follows a clause begun so."""
        line = self._occurrences.lines[self._occurrences.sentence(span.start)]
        opens = line.tags[0] in ("IN", "VBG", "RB") or line.words[0] in SUBORDINATORS
        if kind != "one" or not opens or span.start - line.start > 60:
            return
        for o in self._occurrences.after(span.end):
            person = self._persons.get(o.mention.actor_id)
            if person and o.position == "subject" and person.gender in (None, wanted):
                yield Option(o.mention.actor_id, o.mention.name, ("named after the clause it opens",))
                return


@dataclass(frozen=True, slots=True)
class _Scene:
    """What options of one pronoun are compared with."""

    sentence: int
    occurrences: Occurrences
    chain: Sequence[Said]
    first: Mapping[int, int]  # where the first outside quotations stands, by sentence
    last: tuple[int, int]  # where the last stands, outside quotations and at all
    goes_on: bool  # ``he added``
    alone: bool  # all are one

    @property
    def passage(self) -> int:
        return self.occurrences.passages[self.sentence]

    def back(self, sentence: int) -> int:
        """How many sentences back another one lies."""
        return self.occurrences.back(self.sentence, sentence)


def _option(group: Sequence[Stand], scene: _Scene) -> Option:
    """One actor with its features; `group` holds where it stands, the latest first."""
    open_ = [s for s in group if not s.quoted] or group
    latest = open_[0]
    back, same = scene.back(latest.sentence), latest.sentence == scene.sentence
    near = [s for s in open_ if s.sentence == latest.sentence]
    subject = any(s.position == "subject" for s in near)
    owner = all(s.position == "owner" for s in near)
    distance = ("1 sentence back", "2 sentences back", "3 sentences back")[min(max(back, 1), 3) - 1]
    distance = "same sentence" if same else distance
    if back > 3 or latest.quoted:
        distance = "further back"
    features = [
        distance,
        *_speech(latest.key, scene),
        *(["subject"] if subject else ["owner"] if owner else []),
        *(["first named in its sentence"] if near[-1].start == scene.first.get(latest.sentence) else []),
        *(["latest named"] if latest.start == scene.last[latest.quoted] else []),
        *(["in a clause inside"] if same and all(s.inside for s in near) else []),
        *(["same paragraph"] if latest.passage == scene.passage else []),
        *(["named in quotations only"] if latest.quoted else []),
        *(["gender known"] if any(s.gender for s in group) else []),
        *(["without a name"] if latest.actor_id is None or latest.anonymous else []),
        *(["alone"] if scene.alone else []),
    ]
    return Option(latest.actor_id, latest.name, tuple(features), latest.anonymous)


def _speech(key: str, scene: _Scene) -> Iterator[str]:
    """Where in the chain of speakers somebody stands."""
    if not scene.chain:
        return
    last = scene.chain[-1]
    if (last.actor_id or last.name) == key:
        back = min(1, scene.sentence - last.sentence) and max(1, scene.back(last.sentence))
        yield "last speaker"
        if scene.goes_on:
            yield "speaks on"
        yield (
            ("spoke in this sentence", "spoke 1 sentence back")[back]
            if back < 2
            else ("spoke 2 sentences back" if back == 2 else "spoke further back")
        )
    elif any((s.actor_id or s.name) == key for s in scene.chain[-RECENT:]):
        yield "earlier speaker"


def number(word: str) -> str | None:
    """What a pronoun stands for: ``one`` person, a ``body``, ``several``; None for others ("we", "who")."""
    for kind in ("one", "body", "several"):
        if word in listed("pronouns", kind):
            return kind
    return None


def listed_gender(word: str) -> str | None:
    """The gender that a pronoun tells."""
    return next((kind for kind in ("male", "female") if word in listed("pronouns", kind)), None)
