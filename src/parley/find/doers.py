"""Who does the event of a figure, and to whom: "Velmara fired 126 drones at Oruvia".

Read from the predicate of the figure's verb. What the sentence does not settle stays open: two who do it, a nationality
that is no force and no office of its state, a place that something only happened in.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from parley.find.base import Analysis
from parley.find.parties import Parties, Who
from parley.find.plover.heads import heads
from parley.find.plover.lexicon import light, members, singular
from parley.find.predicates import GERUND, PARTICIPLE, Predicate, Predicates
from parley.language.line import Line, Range
from parley.vocab import table

_AT = ("at", "on", "upon", "against", "towards", "toward", "into")  # towards whom something is fired or imposed
_IN = ("in", "by", "during", "after")  # before the attack that killed
_REFERRED = 4  # words of a phrase that may stand for somebody who is named elsewhere
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

    def doers(self, line: Line, lemma: str, verb: int, counted: tuple[int, int], kind: str) -> Doers:
        """The sides of an event.

        Args:
            line: The figure's sentence.
            lemma: The event.
            verb: Where its verb begins, as an offset in the document.
            counted: Offsets of the figure.
            kind: The figure's kind.
        """
        if kind == "measure" and lemma not in verbs("held"):
            return NOBODY  # ``a missile of Velmara that flies 40 miles``
        found = self._predicates.of(line)
        p = next((p for p in found if line.tokens[p.verb].start == verb), None)
        if p is None:
            return NOBODY
        figure = _tokens(line, counted)
        above = next((q for q in found if q.verb == p.governor), None)
        agent, target = self._sides(line, p, above, lemma, figure, kind == "share")
        if agent and target and agent.actor_id == target.actor_id:
            return NOBODY
        return Doers(agent and agent.actor_id, target and target.actor_id)

    def _sides(
        self, line: Line, p: Predicate, above: Predicate | None, lemma: str, figure: Range, share: bool
    ) -> tuple[Who | None, Who | None]:
        acting = _acting(line, p, above)
        if lemma in verbs("undergone"):
            return self._undergone(line, p, acting, lemma, figure)
        if lemma in verbs("mutual") and acting and not p.passive:
            both = self._heads(line, _core(line, acting))
            if len(both) == 2:
                return both[0], both[1]
        agent = self._acts(line, acting, figure) if acting else None
        target = self._target(line, p, lemma, figure, share)
        attack = self._attack(line, p, acting) if lemma in verbs("hurting") else None
        if attack:
            agent, target = agent or self._owner(line, attack), target or self._towards(line, attack)
        return agent, target

    # --- who does it

    def _acts(self, line: Line, phrase: Range, figure: Range | None = None) -> Who | None:
        """The one who a phrase stands for, or whose force or office it names."""
        core = _core(line, phrase)
        ahead = self._heads(line, core)
        if ahead:
            return ahead[0] if len(ahead) == 1 and not _holds(core, figure) else None
        named = [w for w in self._parties.named(line, core) if w.kind != "media"]
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
        for q in self._predicates.of(line):
            if q.group[1] == i and q.lemma in light("report") and q.subject and q.subject[1] <= q.group[0]:
                return q.subject
        return None

    # --- to whom

    def _target(self, line: Line, p: Predicate, lemma: str, figure: Range, share: bool) -> Who | None:
        patient = p.patient
        if patient and lemma not in verbs("giving") | verbs("undergone") and not _holds(patient, figure):
            struck = self._acts(line, patient) if lemma in verbs("done_to") else None
            if struck:
                return struck
        if share and lemma in verbs("held"):
            return self._whole(line, figure)
        if lemma in verbs("giving"):
            given = self._given(line, p, figure)
            if given:
                return given
        if lemma in verbs("done_to") and patient and _holds(patient, figure):
            owner = self._owner_of_counted(line, patient, figure)
            if owner:
                return owner
        if lemma in verbs("towards"):
            return self._directed(line, p)
        words = ("from",) if lemma in verbs("taking") else ("with",) if lemma in verbs("mutual") else ()
        behind = p.phrase(*words) if words else None
        return self._acts(line, behind) if behind else None

    def _whole(self, line: Line, figure: Range) -> Who | None:
        """The state of which a part is held."""
        return _only([w for w in self._parties.named(line, figure) if w.kind == "state"])

    def _given(self, line: Line, p: Predicate, figure: Range) -> Who | None:
        behind = p.phrase("to")
        if behind:
            return self._acts(line, behind)
        direct = p.object if not p.passive else None
        if direct and direct[0] < figure[0]:
            return self._acts(line, (direct[0], min(direct[1], figure[0])))
        return None

    def _owner_of_counted(self, line: Line, patient: Range, figure: Range) -> Who | None:
        """Whose the counted are: ``640 Velmaran soldiers``, ``12 of Velmara's ships``, ``67 Velmarans``."""
        start = patient[0] if figure[0] - patient[0] <= _REFERRED else figure[0]
        return _only([w for w in self._parties.named(line, (start, figure[1])) if w.kind == "state"])

    def _directed(self, line: Line, p: Predicate) -> Who | None:
        for word, phrase in p.phrases:
            if word in _AT:
                return _only([w for w in self._parties.named(line, _core(line, phrase)) if w.kind != "media"])
        return None

    # --- what happens to the subject

    def _undergone(
        self, line: Line, p: Predicate, acting: Range | None, lemma: str, figure: Range
    ) -> tuple[Who | None, Who | None]:
        if acting is None:
            return None, None
        if line.words[figure[0] - 1] == "by":  # ``lost by 40 votes``
            return None, None
        if _holds(acting, figure):
            target = self._owner_of_counted(line, acting, figure)
        else:
            target = self._acts(line, acting)
        if lemma == "receive":
            giver = p.phrase("from")
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
            return above.agent
        if above.lemma in light("report"):
            return None
    if p.form == PARTICIPLE and not p.passive:
        return None
    if p.antecedent and not p.passive and _is_inside(line, p.antecedent[0]):
        return None
    return p.agent


def _is_inside(line: Line, start: int) -> bool:
    """Whether a phrase belongs to one before it: ``in | Lune``, ``in Lune, | Velmara``."""
    if start < 2:
        return start == 1 and line.tags[0] in ("IN", "TO")
    return line.tags[start - 1] in ("IN", "TO") or (
        line.words[start - 1] == "," and line.tags[start - 2] == "NNP"
    )


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


def _tokens(line: Line, span: tuple[int, int]) -> Range:
    """The tokens of some offsets."""
    inside = [i for i, t in enumerate(line.tokens) if t.start < span[1] and span[0] < t.end]
    return inside[0], inside[-1] + 1
