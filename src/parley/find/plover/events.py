"""The events of a sentence, the most salient first: type and mode of PLOVER, who acts and towards whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parley.find import realis
from parley.find.plover.frames import Use, noun_at, use_of
from parley.find.plover.lexicon import light, nouns, singular, verbs
from parley.find.predicates import FINITE_FORM, GERUND, INFINITIVE, PARTICIPLE, Predicate
from parley.language.lemmas import lemma
from parley.language.line import Line, Range
from parley.language.tags import VERBS

VERBAL_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE"})
MATERIAL_COOPERATION = frozenset({"COOPERATE", "AID", "RETREAT"})
MATERIAL_CONFLICT = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
COOPERATION = VERBAL_COOPERATION | MATERIAL_COOPERATION
_TOWARDS = (
    "against",
    "with",
    "to",
    "from",
    "on",
    "at",
    "upon",
    "toward",
    "towards",
    "into",
    "between",
    "for",
    "of",
    "in",
)
_SUBORDINATE, _NOMINAL, _TRAILING = 2, 3, 4  # how far an event is from what the sentence tells


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a sentence. Ranges are of its tokens.

    `type` and `mode` are what the sentence as a whole does: an aid that will be sent is AGREE, one refused is
    REJECT. `deed` and `deed_mode` are what is told of by itself: AID in both. `rank` orders by salience.
    """

    type: str
    mode: str | None
    deed: str
    deed_mode: str | None
    agents: tuple[Range, ...]
    recipients: tuple[Range, ...]
    trigger: Range
    negated: bool
    hypothetical: bool
    future: bool
    verb: Predicate | None
    rank: tuple[int, int]


def may_hold(line: Line) -> bool:
    """Whether a sentence has a word that could be an event: looked at before it is parsed."""
    for word, tag in zip(line.words, line.tags, strict=True):
        if tag in VERBS:
            if lemma(word, tag) in verbs():
                return True
        elif tag in ("NN", "NNS", "NNP") and singular(word) in nouns():
            return True
    return False


def events(line: Line, found: Sequence[Predicate]) -> list[Event]:
    """The events of a sentence, the most salient first.

    Args:
        line: The sentence.
        found: Its predicates.
    """
    uses = {p.verb: use for p in found if (use := use_of(line, p))}
    out, taken = [], set[int]()
    for p in found:
        use = uses.get(p.verb)
        told = _duty(line, p, found)
        if told:
            out.append(told)
        if use is None:
            continue
        if use.noun is not None:
            taken.add(use.noun)
        out.append(_of_verb(line, p, use, found, uses))
    out += _nominal(line, taken)
    return sorted(out, key=lambda e: e.rank)


def is_main(event: Event) -> bool:
    """Whether its sentence tells of an event, and does not only name it."""
    return event.rank[0] < _NOMINAL


# --- verbs


def _of_verb(line: Line, p: Predicate, use: Use, found: Sequence[Predicate], uses: dict[int, Use]) -> Event:
    above = _above(p, found)
    failed = above is not None and above.lemma in light("failing") and p.form == INFINITIVE
    negated = p.realis == realis.NEGATED or failed
    future = p.future or _is_planned(line, p)
    hypothetical = p.realis == realis.HYPOTHETICAL
    type_, mode = _as_told(use, negated, future)
    trigger = p.group if use.noun is None else (min(p.verb, use.noun), max(p.verb, use.noun) + 1)
    return Event(
        type_,
        mode,
        use.type,
        use.mode,
        _agents(line, p, found),
        _recipients(line, p, use, found),
        trigger,
        negated,
        hypothetical,
        future,
        p,
        (_depth(line, p, found, uses), p.verb),
    )


def _is_planned(line: Line, p: Predicate) -> bool:
    """Whether an infinitive hangs on a plan: ``its plan to impose``, also where the tags missed a verb."""
    i = p.group[0] - 1
    return p.form == INFINITIVE and i >= 0 and singular(line.words[i]) in light("plans")


def _as_told(use: Use, negated: bool, future: bool) -> tuple[str, str | None]:
    """What telling of a deed does: refused help is REJECT, help to come AGREE, a strike to come THREATEN."""
    if use.type in COOPERATION and negated:
        return "REJECT", None
    if not future or negated:
        return use.type, use.mode
    if use.type == "RETREAT" and use.mode in ("withdraw", "ceasefire"):
        return "CONCEDE", None
    if use.type in ("CONSULT", "SUPPORT", "COOPERATE", "AID") or (
        use.type == "RETREAT" and use.mode != "resign"
    ):
        return "AGREE", None
    return ("THREATEN", None) if use.type in MATERIAL_CONFLICT else (use.type, use.mode)


def _duty(line: Line, p: Predicate, found: Sequence[Predicate]) -> Event | None:
    """A request in the words of somebody: ``said that T must leave``."""
    if p.form != FINITE_FORM or p.subject is None or p.passive:
        return None
    helpers = line.words[p.group[0] : p.verb]
    if not any(w in light("duty") for w in helpers):
        return None
    teller = _teller(p, found)
    if teller is None or teller.subject is None:
        return None
    return Event(
        "REQUEST", None, "REQUEST", None, (teller.subject,), (p.subject,), p.group, False, False, False, None,
        (0, teller.verb),
    )  # fmt: skip


def _teller(p: Predicate, found: Sequence[Predicate]) -> Predicate | None:
    """The reporting verb whose clause a predicate stands in."""
    holders = [q for q in found if q.clause and q.clause[0] <= p.group[0] < q.clause[1] and q.verb != p.verb]
    near = holders[-1] if holders else None
    return near if near and near.lemma in light("report") else None


def _above(p: Predicate, found: Sequence[Predicate]) -> Predicate | None:
    return next((q for q in found if q.verb == p.governor), None) if p.governor is not None else None


def _depth(line: Line, p: Predicate, found: Sequence[Predicate], uses: dict[int, Use]) -> int:
    """How far a predicate is from what the sentence tells: 0 for its main verb and what that reports."""
    depth = 0
    seen = set[int]()
    while True:
        seen.add(p.verb)
        if _is_subordinate(line, p):
            depth = max(depth, _SUBORDINATE)
        if _trails(line, p, found):
            return _TRAILING
        holder = _above(p, found) or _holder(p, found)
        if holder is None or holder.verb in seen:
            return depth
        if p.form == FINITE_FORM and holder.form == PARTICIPLE:
            return depth  # ``the envoy appointed last week has refused``
        if holder.verb in uses or p.form in (GERUND, PARTICIPLE):
            depth = max(depth, 1)
        p = holder


def _holder(p: Predicate, found: Sequence[Predicate]) -> Predicate | None:
    """The predicate in whose clause another stands."""
    holders = [q for q in found if q.verb < p.verb and q.clause and q.clause[0] <= p.group[0] < q.clause[1]]
    return holders[-1] if holders else None


def _is_subordinate(line: Line, p: Predicate) -> bool:
    if p.form == PARTICIPLE:
        return True
    if p.form != FINITE_FORM:
        before = line.tags[p.group[0] - 1] if p.group[0] else ""
        return p.form == GERUND and before == "IN"
    start = p.subject[0] if p.subject else p.group[0]
    if p.antecedent is not None:
        return True
    before_word = line.words[start - 1] if start else ""
    if before_word == "that":
        return line.tags[start - 1] == "WH"
    return before_word in light("subordinators") or (start < len(line) and line.tags[start] == "WH")


def _trails(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a predicate only says who told the rest: ``..., a rights group charged on Saturday``."""
    if p.form != FINITE_FORM or p.object or p.clause or p.subject is None or p.subject[0] < 3:
        return False
    if line.words[p.subject[0] - 1] not in (",", "''", '"', "”"):
        return False
    later = any(q.verb > p.verb for q in found)
    return not later and any(q.form == FINITE_FORM and q.verb < p.subject[0] for q in found)


# --- who


def _agents(line: Line, p: Predicate, found: Sequence[Predicate]) -> tuple[Range, ...]:
    agent = p.agent
    if agent is None:
        return ()
    if agent[1] - agent[0] == 1 and line.words[agent[0]] in light("pronouns"):
        teller = _teller(p, found)
        if teller and teller.subject and teller.subject != agent:
            return (agent, teller.subject)
    return (agent,)


def _recipients(line: Line, p: Predicate, use: Use, found: Sequence[Predicate]) -> tuple[Range, ...]:
    out: list[Range] = []
    if use.object and use.noun is None:
        out.append(use.object)
    if not out or not _names(line, out[0]):
        held = [
            q.subject for q in found if q.subject and p.clause and p.clause[0] <= q.subject[0] < p.clause[1]
        ]
        if (
            held
            and held[0] != p.subject
            and use.type in ("REQUEST", "ACCUSE", "THREATEN", "REJECT", "SUPPORT")
        ):
            out.append(held[0])
        for word in _TOWARDS:
            phrase = p.phrase(word)
            if phrase and _names(line, phrase) and not (p.passive and word == "by"):
                out.append(phrase)
                break
        else:
            if use.noun is not None:
                behind = line.phrase_at(use.noun + 1, *_TOWARDS)
                if behind and _names(line, behind):
                    out.append(behind)
    return tuple(dict.fromkeys(out))


def _names(line: Line, found: Range) -> bool:
    return any(
        line.tags[i] == "NNP" or (line.tags[i] == "JJ" and line.tokens[i].text[0].isupper())
        for i in range(*found)
    )


# --- nouns


def _nominal(line: Line, taken: set[int]) -> list[Event]:
    """The events that are nouns and hang on no verb of theirs."""
    out = []
    for i in range(len(line)):
        if i in taken or line.tags[i] not in ("NN", "NNS", "NNP"):
            continue
        if i + 1 < len(line) and line.tags[i + 1] in ("NN", "NNS"):
            continue  # ``attack helicopter``
        noun = noun_at(line, i)
        if noun is None:
            continue
        negated = realis.of_noun(line, i) == realis.NEGATED
        use = Use(noun.type, noun.mode, None, i)
        type_, mode = _as_told(use, negated, False)
        out.append(
            Event(
                type_, mode, noun.type, noun.mode, _owners(line, i), _towards(line, i), (i, i + 1), negated, False,
                False, None, (_NOMINAL, i),
            )
        )  # fmt: skip
    return out


def _owners(line: Line, i: int) -> tuple[Range, ...]:
    """Whose an event is: ``Velmara's attack``, ``the Velmaran attack``, ``an attack by Velmara``."""
    s = i
    while s > 0 and i - s < 6 and line.tags[s - 1] in ("NN", "NNS", "JJ", "NNP", "POS", "VBN", "CD"):
        s -= 1
    before = ((s, i),) if s < i and _names(line, (s, i)) else ()
    behind = line.phrase_at(i + 1, "by")
    return (*before, behind) if behind else before


def _towards(line: Line, i: int) -> tuple[Range, ...]:
    behind = line.phrase_at(i + 1, "against", "on", "with", "of", "to", "in", "between")
    return (behind,) if behind and _names(line, behind) else ()
