"""Agreements that nouns name, and what the verbs beside them tell of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.find import realis
from parley.find.able import can_speak
from parley.find.agreements.nouns import Noun
from parley.find.agreements.of_verbs import OF_MEN
from parley.find.agreements.telling import (
    Telling,
    agent_of,
    covers,
    happened,
    head_of,
    inner_sides,
    is_present,
    next_to,
    says_both,
    telling_of,
    text_of,
)
from parley.find.agreements.vocabulary import kind_of, words
from parley.find.predicates import FINITE_FORM, GERUND, Predicate
from parley.language.lemmas import lemma
from parley.language.line import Line, Range

_NEAR = 6  # words before an agreement in which what it is hoped for stands
_STATUS_OF_VERBS = (
    ("agreed", "extending"),
    ("confirmed", "confirming"),
    ("implemented", "doing"),
    ("violated", "breaking"),
    ("collapsed", "leaving"),
)
_ENDED_BY_ONE = frozenset({"ceasefire", "prisoner_exchange", "humanitarian_access", "withdrawal"})
_DEFINITE = frozenset({"the", "this", "that", "its", "their"})


def of_noun(line: Line, noun: Noun, verbs: Sequence[Predicate]) -> Telling | None:
    """What is told of an agreement that a noun names; None where it is only wished for or talked about."""
    if any(w in words("negative") for w in line.words[noun.phrase[0] : noun.head]) or _negated(line, noun):
        return None
    if any(w in words("never_real") for w in line.words[noun.phrase[0] : noun.head]):
        return None
    for p in verbs:
        told = _object_of(line, noun, p, verbs) or _subject_of(line, noun, p) or _participle_of(line, noun, p)
        if told:
            return _ended(line, noun, p, verbs) or told
    return _presupposed(line, noun, verbs)


def _ended(line: Line, noun: Noun, p: Predicate, verbs: Sequence[Predicate]) -> Telling | None:
    """That it is over, behind a clause that tells how it began: ``a truce which took effect in May | ended``."""
    if p.antecedent is None or p.verb < noun.head:
        return None
    for q in verbs:
        bare = q.verb > p.verb and q.group[1] - q.group[0] == 1 and q.antecedent is None
        bare = bare and (q.object is None or line.is_time(q.object[1] - 1))
        inside = q.subject is None or q.subject[0] > p.verb  # what stands before it closes the clause between
        if bare and inside and q.lemma in words("collapsing") | {"end"}:
            return telling_of(
                line, noun, q, "collapsed", firm=noun.kind is not None, rule="collapsed", sides=()
            )
    return None


def _participle_of(line: Line, noun: Noun, p: Predicate) -> Telling | None:
    """``the 1,000-for-1,000 exchange agreed at talks``: a participle right behind the noun."""
    behind = p.group[0] == p.verb == noun.head + 1 and line.tags[p.verb] in ("VBN", "VBD")
    ended = (
        noun.complement is not None
        and p.group[0] == p.verb == noun.complement[1]
        and line.tags[p.verb] == "VBN"
    )
    if not (behind or ended) or p.object is not None or noun.kind is None or _hoped_for(line, noun, ()):
        return None
    return _passive_of(line, noun, p, _deed(p))


def _negated(line: Line, noun: Noun) -> bool:
    return noun.phrase[0] > 0 and line.words[noun.phrase[0] - 1] in ("no", "without", "any")


def _object_of(line: Line, noun: Noun, p: Predicate, verbs: Sequence[Predicate]) -> Telling | None:
    """``S and T signed the accord``, ``S violated the truce``, ``S pulled out of the treaty``."""
    direct = p.verb < noun.phrase[0] and (_is_object(line, noun, p.object) or next_to(line, noun, p))
    verb = _deed(p)
    if not direct:
        out = verb in words("leaving_from") and p.verb < noun.phrase[0] and _left(line, noun, p)
        if out and happened(line, p) and not _is_open(line, noun):
            return _left_by_one(line, noun, p)
        return None
    if not happened(line, p):
        return None
    if verb in words("making"):
        return _made(line, noun, p, verb)
    if noun.weak:
        return None
    if verb in words("quitting"):
        return _left_by_one(line, noun, p)
    if verb in words("tearing") and not _is_torn_up(line, noun, p):
        return None  # ``T ripped the deal``: spoke ill of it
    for status, name in _STATUS_OF_VERBS:
        if verb in words(name) and p.lemma != "break down":  # ``talks broke down on an accord``
            sides = _accused(line, p, verbs) if name == "breaking" else None
            if name in ("breaking", "leaving") and _is_purpose(line, noun):
                noun = replace(noun, complement=None)
            return telling_of(line, noun, p, status, firm=noun.kind is not None, rule=name, sides=sides)
    return None


def _is_purpose(line: Line, noun: Noun) -> bool:
    """Whether an infinitive behind a truce that is broken tells what for: ``exploited a truce | to move guns``."""
    kind = kind_of(text_of(line, noun.phrase))
    truce = kind is not None and kind.name == "ceasefire"
    return truce and noun.complement is not None and line.words[noun.complement[0]] == "to"


def _is_torn_up(line: Line, noun: Noun, p: Predicate) -> bool:
    """Whether what stands behind a verb or its object says that nothing is left: ``ripped | up``, ``tore it apart``."""
    beside = (*line.words[p.verb + 1 : p.verb + 2], *line.words[noun.phrase[1] : noun.phrase[1] + 1])
    return p.passive or not words("asunder").isdisjoint(beside)


def _left_by_one(line: Line, noun: Noun, p: Predicate) -> Telling:
    """A side has left: a truce ends by that, a treaty of many goes on, and that it was agreed is all that is told."""
    status, rule = ("collapsed", "leaving") if noun.kind in _ENDED_BY_ONE else ("agreed", "left")
    return telling_of(line, noun, p, status, firm=noun.kind is not None, rule=rule)


def _accused(line: Line, p: Predicate, verbs: Sequence[Predicate]) -> tuple[Range, ...] | None:
    """Who accuses and who is accused: ``T | accused | S | of breaking the truce``, who are its two sides."""
    above = next((q for q in verbs if q.lemma == "accuse" and q.verb < p.verb), None)
    if p.form != GERUND or line.words[p.group[0] - 1] != "of" or above is None or above.passive:
        return None
    accused = _object(line, above)
    if above.subject is None or accused is None or accused[1] > p.group[0]:
        return None
    return above.subject, accused


def _object(line: Line, p: Predicate) -> Range | None:
    """The object of a verb that takes no clause, also where what follows looks like one."""
    if p.object is None and p.clause and p.clause[0] == p.group[1]:
        return line.np_after(p.clause[0])
    return p.object


def _is_object(line: Line, noun: Noun, found: Range | None) -> bool:
    """Whether a verb's object is an agreement itself, or its text."""
    if found is None or not covers(found, noun.head):
        return False
    head = head_of(line, found)
    return head == noun.head or (head < noun.head and line.words[head] in words("texts"))


def _left(line: Line, noun: Noun, p: Predicate) -> bool:
    """Whether a verb of going leads out of an agreement: ``from the deal``, ``out of the deal``."""
    before = line.words[max(0, noun.phrase[0] - 2) : noun.phrase[0]]
    return before[-1:] == ["from"] or before == ["out", "of"] if noun.phrase[0] - p.verb < 8 else False


def _made(line: Line, noun: Noun, p: Predicate, verb: str) -> Telling | None:
    if noun.weak and verb not in words("signing"):
        return None
    if verb == "make" and line.tags[noun.whole[1] :][:1] in (["JJ"], ["DT"]):
        return None  # ``made a truce | conditional on C``, ``made a deal | its goal``
    kind = noun.kind or _in_context(line)
    sides = () if verb in words("brokering") else tuple(r for r in (agent_of(line, p),) if r)
    inner = inner_sides(line, noun)
    with_whom = tuple(r for r in (p.phrase("with", "between"),) if r and _is_somebody(line, r))
    if kind == "other" and (
        verb in words("weakly_making")
        or not (
            noun.named
            or inner
            or with_whom
            or says_both(line, agent_of(line, p))
            or " and " in text_of(line, agent_of(line, p) or (0, 0))
        )
    ):
        return None
    firm = verb not in words("weakly_making") or len(inner) + len(with_whom) > 0
    return telling_of(line, noun, p, "agreed", firm=firm, rule="made", kind=kind, sides=(*sides, *with_whom))


def _is_somebody(line: Line, found: Range) -> bool:
    """Whether a phrase is of those who agree, and of nothing that is theirs: ``adopted with | Tavrian support``."""
    head = head_of(line, found)
    thing = line.tags[head] in ("NN", "NNS") and line.tokens[head].text[0].islower()
    return not thing or can_speak(line, found) or line.words[head] in words("partners")


def _in_context(line: Line) -> str:
    """What an agreement that names no subject is about, by its sentence."""
    kind = kind_of(text_of(line, (0, len(line))))
    return kind.name if kind and kind.name in ("framework", "trade", "ceasefire") else "other"


def _subject_of(line: Line, noun: Noun, p: Predicate) -> Telling | None:
    """``the truce took effect``, ``an accord was signed``, ``the deal collapsed``."""
    found = p.antecedent or p.subject
    if (
        not covers(found, noun.head)
        or p.verb < noun.head
        or found is None
        or head_of(line, found) != noun.head
    ):
        return None
    if not happened(line, p):
        return None
    verb = _deed(p)
    bare = p.group[0] == p.verb or line.words[p.verb - 1] in words("adverbs")
    if verb in words("collapsing") and bare and line.tags[p.verb] in ("VBD", "VBN") and p.object is None:
        if noun.weak or _is_open(line, noun):
            return None
        return telling_of(line, noun, p, "collapsed", firm=noun.kind is not None, rule="collapsed")
    if p.passive:
        return _passive_of(line, noun, p, verb)
    if verb in words("taking") and _in_effect(line, p):
        return telling_of(line, noun, p, "implemented", firm=noun.kind is not None, rule="took effect")
    if noun.weak or p.form not in (FINITE_FORM, GERUND):
        return None
    if verb in words("lasting") and p.object is None and not _is_open(line, noun):
        return telling_of(line, noun, p, "implemented", firm=noun.kind is not None, rule="holds")
    to_come = is_present(line, p) and not line.is_title  # ``the truce expires in May``
    if verb in words("collapsing") and p.object is None and not to_come and not _is_open(line, noun):
        return telling_of(line, noun, p, "collapsed", firm=noun.kind is not None, rule="collapsed")
    return None


def _deed(p: Predicate) -> str:
    """The verb of a deed; with its particle where that turns it round: ``held up`` is not ``held``."""
    verb, _, particle = p.lemma.partition(" ")
    if verb == "carry" and particle != "out":
        return ""  # ``his loathing of the pact | carried over``
    return p.lemma if particle in words("turning") and verb not in words("tearing") else verb


def _passive_of(line: Line, noun: Noun, p: Predicate, verb: str) -> Telling | None:
    if verb in words("making"):
        if (noun.weak and verb not in words("signing")) or (
            noun.kind is None and verb in words("weakly_making")
        ):
            return None
        mediated = verb == "negotiate" and noun.kind == "ceasefire"
        some = mediated or verb in words("brokering") or "also" in line.words[max(0, p.group[0] - 1) : p.verb]
        by = () if some else tuple(r for r in (agent_of(line, p),) if r)
        sides = (*by, *(r for r in (p.phrase("between", "with"),) if r and _is_somebody(line, r)))
        if noun.kind is None and not (noun.named or sides or inner_sides(line, noun)):
            return None
        return telling_of(
            line, noun, p, "agreed", firm=True, rule="was made", kind=noun.kind or "other", sides=sides
        )
    if noun.weak:
        return None
    if verb in words("quitting"):
        return _left_by_one(line, noun, p)
    if verb in words("tearing") and not _is_torn_up(line, noun, p):
        return None  # ``T ripped the deal``: spoke ill of it
    for status, name in _STATUS_OF_VERBS:
        if verb in words(name):
            return telling_of(line, noun, p, status, firm=noun.kind is not None, rule=f"was {name}", sides=())
    return None


def _in_effect(line: Line, p: Predicate) -> bool:
    behind = line.words[p.group[1] : p.group[1] + 3]
    return bool(behind) and (
        behind[0] in words("in_effect")
        or (behind[0] == "into" and behind[1:2] != [] and behind[1] in words("in_effect"))
    )


def _presupposed(line: Line, noun: Noun, verbs: Sequence[Predicate]) -> Telling | None:
    """``violations of the truce``, ``under a US-brokered ceasefire``: words that hold only if there is one."""
    if noun.weak or noun.kind is None:
        return None
    at, before = noun.phrase[0], line.words[max(0, noun.phrase[0] - 2) : noun.phrase[0]]
    after = line.words[noun.phrase[1] : noun.phrase[1] + 1]
    inner = line.words[at : noun.head]
    definite = (
        noun.named or line.words[at] in _DEFINITE or any(line.is_possessive(k) for k in range(at, noun.head))
    )
    open_ = _is_open(line, noun)
    if before[-1:] == ["of"] and before[0] in words("presupposing") and definite and not open_:
        told = _of_presupposing(before[0])
        if told == "violated" and _only_may(verbs, noun):
            told = "agreed"
        return telling_of(line, noun, None, told, firm=True, rule="presupposed")
    if after and after[0] in words("presupposing") and inner and not open_:
        return telling_of(line, noun, None, _of_presupposing(after[0]), firm=False, rule="presupposed")
    dated = definite and line.words[noun.head] in words("heads") and not open_
    if dated and any(w.isdigit() and len(w) == 4 for w in inner):
        return telling_of(line, noun, None, "agreed", firm=True, rule="known")
    if _hoped_for(line, noun, verbs):
        return None
    if any(_is_made(line, k) for k in range(at, noun.head)):
        firm = definite or _actual_around(line, noun, verbs)
        return telling_of(line, noun, None, "agreed", firm=firm, rule="made by")
    if before[-1:] in (["under"], ["since"], ["despite"]) and not _is_open(line, noun, articles=False):
        return telling_of(line, noun, None, "agreed", firm=True, rule="under")
    partner = noun.complement is not None and line.words[noun.complement[0]] in ("with", "between")
    if dated and (noun.named or partner or any(line.tags[k] == "NNP" for k in range(at, noun.head))):
        return telling_of(line, noun, None, "agreed", firm=False, rule="known")
    if noun.kind in OF_MEN and _carried_out(line, noun, verbs):
        return telling_of(line, noun, None, "implemented", firm=True, rule="in an exchange")
    return None


def _only_may(verbs: Sequence[Predicate], noun: Noun) -> bool:
    """Whether the verb before tells only what may be: ``what would qualify | as a violation of the truce``."""
    last = next((p for p in reversed(verbs) if p.verb < noun.phrase[0]), None)
    return last is not None and (last.realis != realis.ACTUAL or last.future)


def _of_presupposing(word: str) -> str:
    return "violated" if word.startswith(("viol", "breach")) else "agreed"


def _is_made(line: Line, k: int) -> bool:
    """Whether a word before a noun says that it was made: ``US-brokered``, ``newly | signed``."""
    mark, _, end = line.words[k].rpartition("-")
    if mark and end in words("made_by"):
        return True
    lately = k > 0 and line.words[k - 1] in ("newly", "recently", "already")
    return lately and lemma(line.words[k], "VBN") in words("making") | {"agree-upon", "agreed-upon"}


def _carried_out(line: Line, noun: Noun, verbs: Sequence[Predicate]) -> bool:
    """Whether people came back in it: ``returned in a prisoner swap``."""
    before = line.words[max(0, noun.phrase[0] - 3) : noun.phrase[0]]
    inside = before[-1:] in (["in"], ["during"], ["after"]) or before[-2:] == ["part", "of"]
    return inside and any(
        p.verb < noun.phrase[0]
        and noun.phrase[0] - p.verb < 15
        and happened(line, p)
        and p.lemma in words("coming_back")
        for p in verbs
    )


def _actual_around(line: Line, noun: Noun, verbs: Sequence[Predicate]) -> bool:
    last = next((p for p in reversed(verbs) if p.verb < noun.phrase[0]), None)
    return last is not None and happened(line, last) and not _is_open(line, noun, articles=False)


def _is_open(line: Line, noun: Noun, *, articles: bool = True) -> bool:
    """Whether words before the noun say that it is not there yet: ``a lasting truce``, ``a deal``."""
    inner = line.words[noun.phrase[0] : noun.head]
    return any(w in words("unreal") and (articles or w not in ("a", "an")) for w in inner) or (
        articles and not inner and not noun.named
    )


def _hoped_for(line: Line, noun: Noun, verbs: Sequence[Predicate]) -> bool:
    before = line.words[max(0, noun.phrase[0] - _NEAR) : noun.phrase[0]]
    if any(w in words("hoped_for") for w in before[-4:]) and before[-1:] != ["under"]:
        return True
    if before[-1:] in (["toward"], ["towards"], ["for"]):
        return True
    last = next((p for p in reversed(verbs) if p.verb < noun.phrase[0]), None)
    return last is not None and (last.realis != realis.ACTUAL or last.future)
