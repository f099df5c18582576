"""Which event the verb of a predicate is, by what stands in its slots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from parley.find.phrases import time
from parley.find.plover.heads import Parts, heads, parts
from parley.find.plover.lexicon import Condition, Frame, Noun, frames, light, members, nouns, singular, verbs
from parley.find.predicates import FINITE_FORM, INFINITIVE, Predicate, before_deed
from parley.language.lemmas import lemma
from parley.language.line import Line, Range
from parley.language.tags import VERBS

_BEHIND = 6  # words between a verb and its object that may be passed over
_BY = ("in", "by", "with", "during")
_NEAR = 3  # words behind a verb in which an adjective of it stands: ``is again ready to``
_VERB, _HEAD, _BEFORE, _ANY, _ABSENT = 6, 5, 3, 2, 0  # how well a slot of a frame is filled
_BOUND = 4  # the least score of a frame with a noun that it asks for; one with less yields to a noun that is the event
_NAMES = frozenset({"DT", "JJ", "NN", "NNS"})  # tags of what something is called, behind its verb
_CLAUSE = 4  # words from the begin of a clause to its verb, for the verb of an infinitive


@dataclass(frozen=True, slots=True)
class Use:
    """A predicate as an event. `object` is what it is done to; `noun` the place of the noun that is the event.

    `bound`: a noun that the event asks for is there, so that it hangs on more than its verb.
    """

    type: str
    mode: str | None
    object: Range | None
    noun: int | None = None
    bound: bool = True


def use_of(line: Line, p: Predicate) -> Use | None:
    """The event of a predicate: by the frames of its verb, else by a noun that the verb only carries."""
    bare = p.lemma.split()[0]
    if bare not in verbs() and _carrying().isdisjoint((p.lemma, bare)):
        return None
    found = patient(line, p)
    best, frame, object_, bound = 0, None, None, False
    seen: dict[Range, Parts] = {}
    names = p.lemma in light("naming") and _names(line, p)
    for verb, bonus, its in _readings(line, p, found):
        for candidate in frames().get(verb, ()):
            if names and candidate.type == "REQUEST":
                continue
            fits = _score(line, p, its, candidate, seen)
            score = fits + bonus if fits else 0
            more = frame is not None and score == best and _says_more(candidate, frame)
            if score > best or more:
                best, frame, object_, bound = score, candidate, its, fits >= _BOUND
    carried = _carried(line, p, found)
    if carried and best < _BOUND:
        at, noun = carried
        return Use(noun.type, noun.mode, None, at)
    if frame is None or frame.type == "NONE":
        return None
    mode = frame.mode or _mode_of(line, p, frame.type, carried)
    return Use(frame.type, mode, object_, None, bound)


def _names(line: Line, p: Predicate) -> bool:
    """Whether a verb says what somebody calls a thing, and asks nothing: ``which T called | a trap``."""
    if p.object is None or p.passive or line.is_time(p.object[0]):
        return False
    behind = p.object[0] >= p.group[1]
    if behind and p.subject and p.subject[0] and line.tags[p.subject[0] - 1] == "WH":
        return True  # the relative pronoun is what has the name
    at = p.object[1] if behind else p.group[1]
    return at < len(line) and (line.is_open_quote(at) or line.tags[at] in _NAMES)


def _mode_of(line: Line, p: Predicate, kind: str, carried: tuple[int, Noun] | None) -> str | None:
    """The mode that a noun beside a verb tells: ``killed in a suicide bombing``."""
    beside = [carried, *(event_noun(line, found) for word, found in p.phrases if word in _BY)]
    return next((hit[1].mode for hit in beside if hit and hit[1].type == kind), None)


def _says_more(a: Frame, b: Frame) -> bool:
    """Whether one frame has a mode where another of the same type has none."""
    return a.type == b.type and a.mode is not None and b.mode is None


def _score(line: Line, p: Predicate, object_: Range | None, frame: Frame, seen: dict[Range, Parts]) -> int:
    """How closely a frame describes a predicate; 0 where it does not hold. `seen`: parts of its phrases."""
    score = 1
    for c in frame.conditions:
        fit = _fit(line, p, object_, c, seen)
        if fit is None or (
            fit == _BEFORE and c.slot == "object" and not c.nouns.isdisjoint(members("attack"))
        ):
            return 0  # ``conducts a battle damage | assessment``
        score += fit
    return score


def patient(line: Line, p: Predicate) -> Range | None:
    """What a verb is done to: also behind an amount, ``killed at least 12 people``, or before a relative clause."""
    if p.passive:
        return p.patient
    if p.object:
        return p.object
    contact = _before_contact(line, p)
    if contact:
        return contact
    i, stop = p.group[1], min(len(line), p.group[1] + _BEHIND)
    counted = "CD" in line.tags[i:stop]
    while i < stop:
        after = time(line, i, len(line))
        if after and after > i:
            i = after
        elif (counted and line.words[i] in light("amounts")) or line.tags[i] == "RB":
            i += 1
        else:
            break
    if i >= len(line) or line.tags[i] in ("IN", "TO", "VBG", "WH") or line.words[i] in ("to", "that"):
        return None
    behind = line.np_after(i)
    return before_deed(line, behind, line.tags[p.verb]) if behind else _adjectival(line, i)


def _before_contact(line: Line, p: Predicate) -> Range | None:
    """What a clause without a pronoun is about, where a measure is: ``the sanctions | T imposed on M``."""
    if p.subject is None or p.form != FINITE_FORM or p.subject[0] == 0:
        return None
    start = p.subject[0]
    inside = range(start + 1, p.subject[1])
    split = next((k for k in inside if line.tags[k - 1] == "NNS" and line.tags[k] == "NNP"), start)
    if split == start and line.tags[start] not in ("DT", "PRP", "PRPV", "NNP"):
        return None
    before = split - 1
    measure = singular(line.words[before]) in members("curb") | members("sanction")
    if not measure or line.tags[before] == "POS":
        return None
    return line.np_before(split) or (before, split)


def _adjectival(line: Line, i: int) -> Range | None:
    """A phrase whose last word is an event but was read as an adjective: ``launched | an offensive | against T``."""
    end = i
    while end < len(line) and end - i < _BEHIND and line.tags[end] in ("DT", "JJ", "POS", "CD"):
        end += 1
    return (i, end) if end > i and singular(line.words[end - 1]) in nouns() else None


def _readings(line: Line, p: Predicate, found: Range | None) -> Iterator[tuple[str, int, Range | None]]:
    """The verb with a particle right behind it and without, each with its object; the particle counts as a slot."""
    bare = p.lemma.split()[0]
    k = p.verb + 1
    if k < len(line) and line.words[k] in light("particles"):
        joined = f"{bare} {line.words[k]}"
        if joined in frames():
            object_ = (
                found if p.group[1] > k or p.passive else line.np_after(k + 1) if k + 1 < len(line) else None
            )
            yield joined, 1, object_
            if all(frame.type == "NONE" and not frame.conditions for frame in frames()[joined]):
                return  # ``were | held back | by guards``
        elif bare in light("loose") and line.words[k] in light("adverbial") and not p.passive:
            return  # ``closed | out | his first day``
    yield bare, 0, found
    if found and not p.passive and bare in light("ditransitive"):
        second = line.np_after(found[1]) if found[1] < len(line) and line.tags[found[1]] != "PRP" else None
        if second:
            yield bare, 0, second


def _fit(
    line: Line, p: Predicate, object_: Range | None, c: Condition, seen: dict[Range, Parts]
) -> int | None:
    """How well a slot is filled: by a head that is asked for, by a noun before one, by anything; None: it is not."""
    if c.slot == "clause":
        return _clause_fit(line, p, c)
    if c.slot == "after":
        near = line.words[p.group[1] : p.group[1] + _NEAR]
        return None if c.nouns.isdisjoint(near) else _HEAD
    if c.slot == "word":
        inside = line.words[object_[0] : object_[1]] if object_ else []
        if c.any:
            return _ABSENT if c.barred.isdisjoint(inside) else None
        return None if c.nouns.isdisjoint(inside) else _BEFORE
    if c.slot == "object":
        found = object_
    elif c.slot == "subject":
        found = p.agent
    else:
        found = p.phrase(c.slot)
    if c.none:
        return _ABSENT if found is None else None
    if found is None:
        return _ABSENT if c.barred and not c.nouns else None
    if c.any and not c.barred:
        return _ANY
    if found not in seen:
        seen[found] = parts(line, found)
    tops, before = seen[found]
    if _are_attacks(c.nouns) and any(_is_no_attack(line, i) for i in range(*found)):
        return None  # ``launched a scathing attack``, ``waged a hunger strike``
    if not (c.barred.isdisjoint(tops) and c.barred.isdisjoint(before)):
        return None
    if c.any:
        return _ANY
    if not c.nouns.isdisjoint(tops):
        return _HEAD
    end = front_end(line, found)
    named = line.tags[end - 1] == "NNP"  # ``aid worker Ana Vey`` is one, no ``National Convention``
    before = (
        frozenset(singular(line.words[k]) for k in range(found[0], end) if line.texts[k].islower())
        if named
        else before
    )
    wanted = c.nouns if named else _but_people(c.nouns)
    return None if wanted.isdisjoint(before) else _BEFORE  # ``a national lead`` is of no people


@cache
def _are_attacks(nouns_: frozenset[str]) -> bool:
    return nouns_ >= members("attack")


@cache
def _but_people(nouns_: frozenset[str]) -> frozenset[str]:
    return nouns_ - (members("people") - members("troops"))


def front_end(line: Line, found: Range) -> int:
    """Where a phrase ends before its first preposition."""
    for k in range(found[0] + 1, found[1]):
        if line.tags[k] in ("IN", "TO", "WH"):
            return k
    return found[1]


def _is_no_attack(line: Line, i: int) -> bool:
    """Whether a noun for attacks is none by the words before it: ``a scathing | attack``, ``a hunger | strike``."""
    known = nouns().get(singular(line.words[i]), ())
    before = words_before(line, i)
    return any(
        not noun.bars.isdisjoint(before) or (noun.type == "PROTEST" and not noun.needs.isdisjoint(before))
        for noun in known
    )


def _clause_fit(line: Line, p: Predicate, c: Condition) -> int | None:
    if p.clause is None or c.none:
        return _ABSENT if c.none and p.clause is None else None
    if c.any:
        return _ANY
    start = p.clause[0]
    near = range(start, min(p.clause[1], start + _CLAUSE))
    verb = any(lemma(line.words[k], line.tags[k]) in c.nouns for k in near if line.tags[k] in VERBS)
    return _VERB if verb else None


def _carried(line: Line, p: Predicate, found: Range | None) -> tuple[int, Noun] | None:
    """The event noun that a verb carries: ``launched an attack``, ``the riots continue``, ``engaged in fighting``."""
    names = {p.lemma, p.lemma.split()[0]}
    if _carrying().isdisjoint(names):
        return None
    if found and not names.isdisjoint(_taking()):
        hit = event_noun(line, found)
        if hit:
            return hit
    if not p.passive and p.subject and not names.isdisjoint(light("subject")):
        hit = event_noun(line, p.subject)
        if hit:
            return hit
    for word, phrase in p.phrases:
        if any(f"{name}:{word}" in light("phrase") for name in names):
            hit = event_noun(line, phrase)
            if hit:
                return hit
    return None


@cache
def _taking() -> frozenset[str]:
    """The verbs that carry the event noun which is their object."""
    return light("object") | light("undergo") | light("witness")


@cache
def _carrying() -> frozenset[str]:
    """The verbs that carry an event noun at all."""
    return _taking() | light("subject") | {pair.partition(":")[0] for pair in light("phrase")}


def event_noun(line: Line, found: Range) -> tuple[int, Noun] | None:
    """The head of a phrase that is an event, with its place."""
    tops = heads(line, found)
    for i in range(found[0], found[1]):
        word = singular(line.words[i])
        if word in tops and line.tags[i] in ("NN", "NNS", "VBG", "NNP", "JJ"):
            known = noun_at(line, i)
            if known:
                return i, known
    return None


def noun_at(line: Line, i: int) -> Noun | None:
    """The event that the noun at a place is, by the words before it."""
    known = nouns().get(singular(line.words[i]))
    if not known:
        return None
    before = words_before(line, i)
    after = line.words[i + 1] if i + 1 < len(line) else ""
    for noun in known:
        beside = not noun.needs.isdisjoint(before) or after in noun.behind
        barred = not noun.bars.isdisjoint(before) or after in noun.not_behind
        if not barred and (beside or not noun.is_bound):
            return noun
    return None


def words_before(line: Line, i: int) -> frozenset[str]:
    """The words before a noun in its phrase, and behind "of": ``state of siege`` knows ``state``."""
    out = set()
    k = i - 1
    while (
        k >= 0
        and i - k < 7
        and (
            line.tags[k] in ("NN", "NNS", "NNP", "JJ", "VBN", "VBG", "POS", "CD", ",", "CC")
            or line.words[k] == "of"
        )
    ):
        out |= {line.words[k], singular(line.words[k])}
        k -= 1
    return frozenset(out)


def is_infinitive(p: Predicate) -> bool:
    """Whether a predicate is "to" with a verb."""
    return p.form == INFINITIVE
