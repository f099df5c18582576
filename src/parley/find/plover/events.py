"""The events of a sentence, the most salient first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from parley.find import realis
from parley.find.plover.clauses import Clauses
from parley.find.plover.deeds import is_deed
from parley.find.plover.event import NAMED, Event, as_told
from parley.find.plover.frames import Use, event_noun, noun_at, use_of, words_before
from parley.find.plover.lexicon import Noun, light, nouns, singular, verbs
from parley.find.plover.nearest import with_own_subjects
from parley.find.plover.sides import is_name, of_noun, sides
from parley.find.predicates import FINITE_FORM, INFINITIVE, Predicate
from parley.language.lemmas import lemma
from parley.language.line import Line
from parley.language.tags import VERBS
from parley.vocab import words

_NOUNS = frozenset({"NN", "NNS", "NNP"})
_NEAR = frozenset({"near", "in", "around"})


def may_hold(line: Line) -> bool:
    """Whether a sentence has a word that could be an event: looked at before it is parsed."""
    for word, tag in zip(line.words, line.tags, strict=True):
        if tag in VERBS:
            if lemma(word, tag) in verbs():
                return True
        elif tag in _NOUNS and singular(word) in nouns():
            return True
    return False


def events(line: Line, found: Sequence[Predicate]) -> list[Event]:
    """The events of a sentence, the most salient first.

    Args:
        line: The sentence.
        found: Its predicates.
    """
    clauses, uses = _read(line, found)
    out = [event for p in clauses.found if (event := _duty(clauses, p))]
    out += [_refusal(clauses, p) for p in clauses.found if p.verb not in uses and _refuses(line, p)]
    out += [_of_verb(clauses, p, uses) for p in clauses.found if p.verb in uses]
    out += [_named(line, i, noun) for i, noun in _nouns(line, uses)]
    return sorted(out, key=lambda e: e.rank)


def deeds(line: Line, found: Sequence[Predicate]) -> list[Event]:
    """Those that are deeds, of which incidents are made."""
    clauses, uses = _read(line, found)
    done = {verb for verb, use in uses.items() if is_deed(use.type, use.mode)}
    out = [_of_verb(clauses, p, uses) for p in clauses.found if p.verb in done]
    out += [_named(line, i, noun) for i, noun in _nouns(line, uses) if is_deed(noun.type, noun.mode)]
    return sorted(out, key=lambda e: e.rank)


def _read(line: Line, found: Sequence[Predicate]) -> tuple[Clauses, dict[int, Use]]:
    """The clauses of a sentence, and the predicates that are events, by the places of their verbs."""
    found = with_own_subjects(line, found)
    uses = {p.verb: use for p in found if (use := use_of(line, p)) and not _is_owned(line, p)}
    return Clauses(line, found), uses


def _is_owned(line: Line, p: Predicate) -> bool:
    """Whether a word read as a verb is but a noun or its attribute: ``its close ally``, ``near occupied Velm``."""
    located = not _NEAR.isdisjoint(line.words[p.group[0] : p.verb])
    return located or (p.group[0] > 0 and line.words[p.group[0] - 1] in words("possessives"))


def _of_verb(clauses: Clauses, p: Predicate, uses: dict[int, Use]) -> Event:
    line, use, above = clauses.line, uses[p.verb], clauses.above(p)
    failed = above is not None and above.lemma in light("failing") and p.form == INFINITIVE
    negated = (p.realis == realis.NEGATED and not _is_more(line, p)) or failed or _is_not(line, p)
    future = p.future or _is_planned(line, p)
    teller = clauses.teller(p)
    decreed = use.type == "SANCTION" and teller is not None and teller.lemma in light("decree")
    type_, mode = as_told(use.type, use.mode, negated, future and not decreed)
    agents, recipients, around = sides(clauses, p, use)
    trigger = p.group if use.noun is None else (min(p.verb, use.noun), max(p.verb, use.noun) + 1)
    return Event(
        type=type_,
        mode=mode,
        deed=use.type,
        deed_mode=use.mode,
        agents=agents,
        recipients=recipients,
        around=around,
        trigger=trigger,
        negated=negated,
        hypothetical=p.realis == realis.HYPOTHETICAL or (use.noun is not None and _is_unreal(line, use.noun)),
        future=future,
        verb=p,
        bound=use.bound,
        rank=(clauses.rank(p, uses), p.verb),
    )


def _is_not(line: Line, p: Predicate) -> bool:
    """Whether a copula is negated right behind it: ``is | not | under investigation``."""
    behind = line.words[p.group[1] : p.group[1] + 2]
    return p.lemma == "be" and (behind[:1] in (["not"], ["never"]) or behind == ["no", "longer"])


def _is_more(line: Line, p: Predicate) -> bool:
    """Whether a verb tells a deed and more than that: ``has | not only struck | M``."""
    words_ = line.words[p.group[0] : p.verb]
    return any(a in ("not", "n't") and b in ("only", "just", "merely") for a, b in pairwise(words_))


def _is_planned(line: Line, p: Predicate) -> bool:
    """Whether an infinitive hangs on a plan: ``its plan to impose``, also where the tags missed a verb."""
    i = p.group[0] - 1
    return p.form == INFINITIVE and i >= 0 and singular(line.words[i]) in light("plans")


def _is_unreal(line: Line, i: int) -> bool:
    """Whether the event at a noun is not, or not yet: ``a possible attack``."""
    before = words_before(line, i)
    start = i
    while start > 0 and line.words[start - 1] in before:
        start -= 1
    return not light("unreal").isdisjoint((*before, *line.words[max(0, start - 1) : start]))


def _duty(clauses: Clauses, p: Predicate) -> Event | None:
    """A request in the words of somebody: ``said that T must leave``."""
    if p.form != FINITE_FORM or p.subject is None or p.passive:
        return None
    if light("duty").isdisjoint(clauses.line.words[p.group[0] : p.verb]):
        return None
    teller = clauses.teller(p)
    if teller is None or teller.subject is None:
        return None
    return Event(
        type="REQUEST",
        mode=None,
        deed="REQUEST",
        deed_mode=None,
        agents=(teller.subject,),
        recipients=(p.subject,),
        around=(),
        trigger=p.group,
        negated=False,
        hypothetical=False,
        future=False,
        verb=None,
        bound=True,
        rank=(0, teller.verb),
    )


def _refuses(line: Line, p: Predicate) -> bool:
    """Whether somebody named will not do a thing, whatever it is: ``T will not suspend its programme``."""
    told = p.form == FINITE_FORM and p.realis == realis.NEGATED and p.future and not p.passive
    return told and p.lemma not in light("states") and p.subject is not None and is_name(line, p.subject)


def _refusal(clauses: Clauses, p: Predicate) -> Event:
    return Event(
        type="REJECT",
        mode=None,
        deed="REJECT",
        deed_mode=None,
        agents=(p.subject,) if p.subject else (),
        recipients=(),
        around=(),
        trigger=p.group,
        negated=True,
        hypothetical=False,
        future=True,
        verb=p,
        bound=False,
        rank=(clauses.rank(p, ()), p.verb),
    )


def _carried(line: Line, uses: Collection[Use]) -> set[int]:
    """The places of nouns that the events of verbs stand for already: ``opened | an investigation``."""
    out = {use.noun for use in uses if use.noun is not None}
    for use in uses:
        hit = event_noun(line, use.object) if use.object else None
        if hit and hit[1].type == use.type:
            out.add(hit[0])
    return out


def _nouns(line: Line, uses: dict[int, Use]) -> Iterator[tuple[int, Noun]]:
    """The places of nouns that are events and hang on no verb of theirs."""
    carried = _carried(line, uses.values())
    for i, tag in enumerate(line.tags):
        if i in carried or tag not in _NOUNS:
            continue
        compound = line.tags[i + 1 : i + 2] in (["NN"], ["NNS"])  # ``attack helicopter``
        noun = None if compound else noun_at(line, i)
        if noun:
            yield i, noun


def _named(line: Line, i: int, noun: Noun) -> Event:
    """The event that a noun only names."""
    negated = realis.of_noun(line, i) == realis.NEGATED
    type_, mode = as_told(noun.type, noun.mode, negated, future=False)
    agents, recipients = of_noun(line, i, noun.mode)
    return Event(
        type=type_,
        mode=mode,
        deed=noun.type,
        deed_mode=noun.mode,
        agents=agents,
        recipients=recipients,
        around=(),
        trigger=(i, i + 1),
        negated=negated,
        hypothetical=_is_unreal(line, i),
        future=False,
        verb=None,
        bound=True,
        rank=(NAMED, i),
    )
