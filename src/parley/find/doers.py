"""Who does the event of a figure, and to whom: "Velmara fired 126 drones at Oruvia".

Read from the predicate of the figure's verb. What the sentence does not settle stays open: two who do it, a nationality
that is no force and no office of its state, a place that something only happened in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from parley.find.base import Analysis
from parley.find.parties import SIDES, Parties, Who
from parley.find.plover.heads import heads
from parley.find.plover.lexicon import light, members, singular
from parley.find.predicates import FINITE_FORM, GERUND, INFINITIVE, PARTICIPLE, Predicate, Predicates
from parley.find.units import listed
from parley.language.line import MARKS, Line, Range
from parley.language.tags import VERBS
from parley.vocab import table, words

_AT = (
    "at",
    "on",
    "upon",
    "against",
    "towards",
    "toward",
    "into",
)  # towards whom something is fired or imposed
_IN = ("in", "by", "during", "after")  # before the attack that killed
_NEAR = 5  # words between a verb and a figure that is its object
_FAR = 8  # words behind a figure to a phrase of its verb
_REFERRED = 4  # words of a phrase that may stand for somebody who is named elsewhere
_PLACING = frozenset({"in", "at", "near", "of", "inside", "outside", "from", "on"})
_OWN = frozenset({"it", "they", "its", "their"})
_NOBODY = frozenset({"group", "anonymous", "media"})


class Doers(NamedTuple):
    """Actor ids of who does it and to whom."""

    agent: str | None = None
    target: str | None = None


NOBODY = Doers()


@cache
def verbs(role: str) -> frozenset[str]:
    """The verbs of one kind, by where the sides stand."""
    return frozenset(table("figures/events.toml")["roles"][role])


class Events:
    """The events that the figures of a document count, each with its sides: ``analysis.once(Events)``."""

    def __init__(self, analysis: Analysis) -> None:
        self._parties = analysis.once(Parties)
        self._predicates = analysis.once(Predicates)
        self._read: tuple[int, Mapping[int, Predicate]] | None = None  # of the last sentence

    def doers(self, line: Line, lemma: str, verb: int, counted: tuple[int, int], kind: str) -> Doers:
        """The sides of an event.

        Args:
            line: The figure's sentence.
            lemma: The event.
            verb: Where its verb begins, as an offset in the document.
            counted: Offsets of the figure.
            kind: The figure's kind.
        """
        if lemma in verbs("of_things") or (kind == "measure" and lemma not in verbs("held")):
            return NOBODY  # ``a missile of Velmara that flies 40 miles``
        figure = token_at(line, counted[0]), token_at(line, counted[1] - 1) + 1
        found = self._by_verb(line)
        read = found.get(token_at(line, verb))
        if read is None:
            return NOBODY
        p = _with_counted(line, read, figure)
        above = None if p.governor is None else found.get(p.governor)
        agent, target = self._sides(line, p, above, lemma, figure, kind)
        if agent and target and agent.actor_id == target.actor_id:
            target = None  # ``Velmara freed 40 Velmaran prisoners``
        return Doers(agent.actor_id if agent else None, target.actor_id if target else None)

    def _by_verb(self, line: Line) -> Mapping[int, Predicate]:
        """The predicates of a sentence by the places of their verbs."""
        if self._read is None or self._read[0] != line.start:
            self._read = line.start, {p.verb: p for p in self._predicates.of(line)}
        return self._read[1]

    def _sides(
        self, line: Line, p: Predicate, above: Predicate | None, lemma: str, figure: Range, kind: str
    ) -> tuple[Who | None, Who | None]:
        acting = _acting(line, p, above)
        if lemma in verbs("undergone"):
            return self._undergone(line, p, acting, lemma, figure)
        if lemma in verbs("mutual") and acting and not p.passive:
            both = self._heads(line, _core(line, acting))
            if len(both) == 2:
                return both[0], both[1]
        agent = self._acts(line, acting, figure) if acting else None
        target = self._target(line, p, lemma, figure, kind)
        attack = self._attack(line, p, acting) if lemma in verbs("hurting") else None
        if attack:
            agent, target = agent or self._owner(line, attack), target or self._towards(line, attack)
        return agent, target

    # --- who does it

    def _acts(self, line: Line, phrase: Range, figure: Range | None = None) -> Who | None:
        """The one who a phrase stands for, or whose force or office it names."""
        core = _core(line, phrase)
        named = [w for w in self._parties.named(line, core) if w.kind != "media"]
        ahead = [w for w in named if w.head]
        if ahead:
            several = len(ahead) > 1 or (ahead == named[:1] != named)  # ``Velmaran and Oruvian firms``
            return None if several or _holds(core, figure) else ahead[0]
        if named:
            armed = not members("arms_of_state").isdisjoint(heads(line, core))
            return named[0] if armed and len(named) == 1 else None
        return None if _holds(core, figure) else self._meant(line, core)

    def _heads(self, line: Line, core: Range) -> list[Who]:
        return [w for w in self._parties.named(line, core) if w.head and w.kind != "media"]

    def _meant(self, line: Line, core: Range) -> Who | None:
        """Whom a pronoun or a short description stands for: ``it``, ``its army``, ``the president``."""
        if core[1] - core[0] > _REFERRED:
            return None
        teller = self._teller(line, core[0])
        if teller:
            return self._acts(line, teller)
        known = self._parties.refer(line, core)
        return known if known and known.kind not in _NOBODY else None

    def _teller(self, line: Line, i: int) -> Range | None:
        """Who tells of himself: ``| the army said it downed 40``, ``said that its troops``."""
        if line.words[i] not in _OWN:
            return None
        i -= line.words[i - 1] == "that"
        q = self._by_verb(line).get(i - 1)
        told = q is not None and q.group[1] == i and q.lemma in light("report")
        return q.subject if told and q and q.subject and q.subject[1] <= q.group[0] else None

    # --- to whom

    def _target(self, line: Line, p: Predicate, lemma: str, figure: Range, kind: str) -> Who | None:
        patient = p.patient
        if p.passive and p.form in (GERUND, INFINITIVE):
            patient = None  # ``a list of goods to be hit with duties``
        if patient and lemma not in verbs("giving") | verbs("undergone") and not _holds(patient, figure):
            struck = self._acts(line, patient) if lemma in verbs("done_to") else None
            if struck:
                return struck
        if kind in ("share", "measure") and lemma in verbs("held"):
            return self._whole(line, figure)
        if lemma in verbs("giving"):
            given = self._given(line, p, figure)
            if given:
                return given
        if kind == "money" and lemma in verbs("funding"):
            behind = _behind(line, p, figure, ("for", "to"))
            return self._acts(line, behind) if behind else None
        if lemma in verbs("done_to") and patient and _holds(patient, figure):
            owner = self._owner_of_counted(line, patient, figure)
            if owner:
                return owner
        if lemma in verbs("towards"):
            return self._directed(line, p, figure)
        words = ("from",) if lemma in verbs("taking") else ("with",) if lemma in verbs("mutual") else ()
        behind = _behind(line, p, figure, words) if words else None
        return self._acts(line, behind) if behind else None

    def _whole(self, line: Line, figure: Range) -> Who | None:
        """The state of which a part is held."""
        behind = line.phrase_at(figure[1], "of")
        named = self._parties.named(line, (figure[0], behind[1] if behind else figure[1]))
        return _only([w for w in named if w.kind == "state"])

    def _given(self, line: Line, p: Predicate, figure: Range) -> Who | None:
        if p.agent and not p.passive and _holds(p.agent, figure):
            return None  # ``40 of them returned to Velmara``
        behind = _behind(line, p, figure, ("to",))
        if behind:
            return self._acts(line, behind)
        direct = p.object if not p.passive else None
        if direct is None or direct[0] >= figure[0]:
            return None
        before = direct[0], min(direct[1], figure[0])
        if line.tags[before[0]] == "PRP":
            return self._acts(line, before)
        named = self._heads(line, before)
        return _only(named) if line.tags[before[1] - 1] in ("NNP", "NNPS") else None

    def _owner_of_counted(self, line: Line, patient: Range, figure: Range) -> Who | None:
        """Whose the counted are: ``640 Velmaran soldiers``, ``12 of Velmara's ships``, ``67 Velmarans``."""
        start = patient[0] if figure[0] - patient[0] <= _REFERRED else figure[0]
        return _only([w for w in self._parties.named(line, (start, figure[1])) if w.kind == "state"])

    def _directed(self, line: Line, p: Predicate, figure: Range) -> Who | None:
        """Whom it is fired at or imposed on; what stands there may be the figure: ``on 40 Velmaran firms``."""
        if line.words[figure[0] - 1] in _AT:
            return self._owner_of_counted(line, figure, figure)
        behind = _behind(line, p, figure, _AT)
        return (
            _only([w for w in self._parties.named(line, _core(line, behind)) if w.kind in SIDES])
            if behind
            else None
        )

    # --- what happens to the subject

    def _undergone(
        self, line: Line, p: Predicate, acting: Range | None, lemma: str, figure: Range
    ) -> tuple[Who | None, Who | None]:
        if acting is None:
            return None, None
        if line.words[figure[0] - 1] == "by":  # ``lost by 40 votes``
            return None, None
        counted = _holds(acting, figure)
        target = self._owner_of_counted(line, acting, figure) if counted else self._acts(line, acting)
        if lemma == "receive":
            giver = _behind(line, p, figure, ("from",))
            return (self._acts(line, giver) if giver else None), target
        attack = self._attack(line, p, None)
        return (self._owner(line, attack) if attack else None), target

    def _attack(self, line: Line, p: Predicate, acting: Range | None) -> Range | None:
        """The attack that did it: ``were killed in | a Velmaran strike on Oruvia``, ``| the strike killed 40``."""
        phrases = [phrase for word, phrase in p.phrases if word in _IN]
        for phrase in ([acting] if acting else []) + phrases:
            if not members("attack").isdisjoint(heads(line, _core(line, phrase))):
                return phrase
        return None

    def _owner(self, line: Line, attack: Range) -> Who | None:
        """Whose an attack is: ``Velmara's attack``, ``an attack by Velmara``."""
        core = _core(line, attack)
        named = [w for w in self._parties.named(line, core) if w.kind != "media"]
        if not named:
            behind = line.phrase_at(core[1], "by")
            named = self._heads(line, _core(line, behind)) if behind else []
        return _only(named)

    def _towards(self, line: Line, attack: Range) -> Who | None:
        behind = line.phrase_at(_core(line, attack)[1], "on", "against")
        return _only(self._heads(line, _core(line, behind))) if behind else None


def _only(found: list[Who]) -> Who | None:
    return found[0] if len(found) == 1 else None


def _acting(line: Line, p: Predicate, above: Predicate | None) -> Range | None:
    """The phrase that does it; of "was hit, killing 12" not what was hit, of "the port of Lune, which" not Lune."""
    if p.form == GERUND and above is not None and not p.passive:
        if above.passive:
            return above.patient if above.lemma in words("charging") else above.agent
        if above.lemma in light("report"):
            return None
    if p.form == PARTICIPLE and not p.passive:
        return None
    phrase = p.agent
    if phrase and not p.passive and _is_inside(line, phrase[0], p.antecedent is not None):
        return None
    return phrase


def _with_counted(line: Line, p: Predicate, figure: Range) -> Predicate:
    """A predicate whose object is what is counted, where the reading of the sentence stopped before it."""
    if p.passive and p.form == PARTICIPLE and figure[0] == p.group[1] and p.subject:
        return p._replace(form=FINITE_FORM, passive=False, object=figure)  # ``the army killed | at least 40``
    between = range(p.group[1], figure[0])
    if p.passive or (p.object and p.object[1] >= figure[1]) or len(between) > _NEAR or figure[0] < p.group[1]:
        return p
    if not all(
        line.tags[k] in ("DT", "NN", "NNS", "JJ") or line.words[k] in _before_object() for k in between
    ):
        return p
    return p._replace(object=(p.group[1], figure[1]))


@cache
def _before_object() -> frozenset[str]:
    """Words between a verb and the figure that is its object: ``handed | over the remains of | 640 soldiers``."""
    return listed("counted_of") | {"of", "over"}


def _behind(line: Line, p: Predicate, figure: Range, words: Sequence[str]) -> Range | None:
    """The first phrase behind one of some prepositions: behind the verb, or behind what is counted."""
    found = p.phrase(*words)
    if found or p.passive or figure[0] < p.group[1]:
        return found
    for k in range(figure[1], min(figure[1] + _FAR, len(line))):
        if line.words[k] in words:
            return line.np_after(k + 1)
        if line.tags[k] in VERBS or line.tags[k] in ("WH", ":", ".", "(") or line.words[k] in MARKS:
            return None
    return None


def _is_inside(line: Line, start: int, related: bool) -> bool:
    """Whether a phrase belongs to one before it: ``in | Lune``; before a relative clause ``in Lune, | Velmara``."""
    before = line.tags[start - 1] if start else ""
    if not related:
        return start > 1 and line.words[start - 1] in _PLACING
    return before in ("IN", "TO") or (start > 1 and before == "," and line.tags[start - 2] == "NNP")


def _core(line: Line, phrase: Range) -> Range:
    """A phrase up to its first preposition; "the army | of Velmara" stays one."""
    start, end = phrase
    for k in range(start + 1, end):
        tag, word = line.tags[k], line.words[k]
        if tag == "WH" or word == "," or (tag in ("IN", "TO") and not _is_office_of(line, k)):
            return start, k
    return start, end


def _is_office_of(line: Line, k: int) -> bool:
    office = singular(line.words[k - 1])
    return line.words[k] == "of" and office in members("arms_of_state") - members("attack") - members("means")


def _holds(phrase: Range, figure: Range | None) -> bool:
    return figure is not None and phrase[0] < figure[1] and figure[0] < phrase[1]


def token_at(line: Line, at: int) -> int:
    """The place of the token at an offset."""
    return bisect_right(line.tokens, at, key=lambda token: token.start) - 1
