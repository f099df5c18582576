"""Where a sentence tells of an agreement: that it was made, carried out, broken, or is proposed for signing.

What is demanded, hoped for or only talked about is none. Positions are token positions; ranges are half-open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from parley.find import realis
from parley.find.agreements.nouns import Noun, content_end, nouns
from parley.find.agreements.vocabulary import Kind, kind_of, kinds, words
from parley.find.phrases import time
from parley.find.predicates import FINITE_FORM, GERUND, INFINITIVE, PARTICIPLE, Predicate
from parley.language.lemmas import lemma
from parley.language.line import Line, Range

_NEAR = 6  # words before an agreement in which what it is hoped for stands
_OF_MEN = {"prisoner_exchange", "remains_repatriation"}
_POINTS = "-point"
_BEFORE_HEAD = frozenset({"DT", "PRP", "JJ", "CC", "RB", "CD", "NN", "NNP", "POS"})


@dataclass(frozen=True, slots=True)
class Telling:
    """One place that tells of an agreement.

    `at` is the word that tells it; `words` the clause; `terms` what was agreed, as printed. `sides` are the phrases
    that name its parties, `both` says that they are called no more than "both sides". `definite`: it points to one
    that is known. `firm`: it needs no other place to be believed.
    """

    kind: str | None
    status: str
    at: int
    words: Range
    terms: Range | None
    sides: tuple[Range, ...]
    both: bool
    noun: Range | None
    definite: bool
    firm: bool
    rule: str


def may_tell(line: Line, lemmas: Set[str]) -> bool:
    """Whether a sentence has a word of an agreement; `lemmas` are those of its verbs."""
    return (
        not _nouns().isdisjoint(line.words)
        or not _deeds().isdisjoint(lemmas)
        or any(word.endswith("point") for word in line.words)
    )


@cache
def _nouns() -> frozenset[str]:
    return words("heads") | words("exchanges") | words("named_heads")


@cache
def _deeds() -> frozenset[str]:
    """The verbs that tell of one without its noun: ``agreed to``, ``have swapped``."""
    return frozenset({"agree"}).union(*(kind.verbs for kind in kinds() if kind.name in _OF_MEN))


def tellings(line: Line, found: Sequence[Predicate]) -> list[Telling]:
    """What a sentence tells of agreements, in order, each once."""
    if line.words[-1:] == ["?"]:
        return []
    named = list(nouns(line))
    heads = {noun.head for noun in named}
    verbs = [p for p in found if p.verb not in heads]
    out: list[Telling] = [*_agreed(line, verbs), *_done(line, verbs), *_plans(line, verbs)]
    taken = [t.words for t in out]
    for noun in named:
        told = _of_noun(line, noun, verbs)
        if told and not any(start <= noun.head < end for start, end in taken):
            out.append(told)
    return sorted((_of_trade(line, t) for t in out), key=lambda t: (t.at, t.words))


def _of_trade(line: Line, t: Telling) -> Telling:
    """A truce in a sentence on tariffs is one of trade."""
    if t.kind != "ceasefire" or words("of_trade").isdisjoint(line.words):
        return t
    return replace(t, kind="trade")


# --- agree to do it


def _agreed(line: Line, verbs: Sequence[Predicate]) -> Iterator[Telling]:
    """``both sides agreed to swap prisoners``, ``agreed on a ceasefire``, ``a ceasefire was agreed``."""
    for p in verbs:
        if p.lemma != "agree" or not _happened(line, p):
            continue
        plain = not p.passive or _is_plain_past(line, p)
        told = _actively(line, p) if plain else [t for t in (_passively(line, p),) if t]
        yield from told


def _is_plain_past(line: Line, p: Predicate) -> bool:
    """Whether a verb read as a participle tells what its subject did: ``the two sides | agreed in Velm to``."""
    bare = p.group[1] - p.group[0] == 1 and p.subject is not None and p.subject[1] == p.group[0]
    at = _past_place(line, p.group[1])
    return bare and line.words[at : at + 1] == ["to"]


def _past_place(line: Line, i: int) -> int:
    """Past where and when it was agreed: ``agreed | in Velm on Tuesday | to``."""
    while True:
        after = time(line, i, len(line))
        if after is None and line.words[i : i + 1] in (["in"], ["at"]):
            found = line.np_after(i + 1)
            named = found and all(line.tags[k] in ("NNP", "DT") for k in range(*found))
            after = found[1] if found and named else None
        if after is None:
            return i
        i = after


def _actively(line: Line, p: Predicate) -> list[Telling]:
    """What sides agreed to do, or on; each of several deeds of different kinds: ``to free A and to return B``."""
    first = _agreed_to(line, p, _past_place(line, p.group[1]))
    if first is None or first.terms is None:
        return []
    begin, end = first.terms
    cut = next((k for k in range(begin + 1, end - 1) if line.words[k : k + 2] == ["and", "to"]), None)
    second = _agreed_to(line, p, cut + 1) if cut else None
    if cut is None or second is None or second.kind == first.kind:
        return [first]
    return [replace(first, words=(first.words[0], cut), terms=(begin, cut)), second]


def _agreed_to(line: Line, p: Predicate, i: int) -> Telling | None:
    while i < len(line) and (line.tags[i] == "RB" or line.words[i : i + 2] == ["in", "principle"]):
        i += 2 if line.words[i] == "in" else 1
    if i >= len(line) or line.words[i] in ("that", "with", ",", ".", "not", "there"):
        return None
    begin = i
    if line.words[i] in ("to", "on", "upon", "about", "over"):
        i += 1
    while i < len(line) and (line.tags[i] == "RB" or line.words[i] in ("each", "both", "jointly")):
        i += 1
    if i >= len(line):
        return None
    end = content_end(line, begin)
    infinitive = (
        line.words[begin] == "to" and line.tags[i] in ("VB", "VBP", "NN", "JJ") and _base(line, i) is not None
    )
    kind = _kind_of_deed(line, i, end) if infinitive else _kind_of_thing(line, begin, end)
    if kind is None:
        return None
    partner = p.phrase("with")
    agent = p.subject if p.passive else _agent(line, p)
    sides = tuple(r for r in (agent, partner if partner and partner[0] <= end else None) if r)
    return Telling(
        kind, "agreed", p.verb, (_first(p, line), end), (begin, end), sides, _both(line, agent), None,
        definite=False, firm=True, rule="agree to",
    )  # fmt: skip


def _base(line: Line, i: int) -> Kind | None:
    """A kind of agreement whose sides do what the verb at `i` says."""
    return next((kind for kind in kinds() if line.words[i] in kind.verbs), None)


def _kind_of_deed(line: Line, i: int, end: int) -> str | None:
    end = next((k for k in range(i, end - 1) if line.words[k : k + 2] == ["and", "to"]), end)
    kind = kind_of(_text(line, (i, end)))
    head = next((k for k in range(i + 1, end) if line.tags[k] == "NNS"), None)
    if kind is None and head and all(line.tags[k] in _BEFORE_HEAD for k in range(i + 1, head)):
        kind = kind_of(
            f"{line.words[i]} {line.words[head]}"
        )  # ``free | their oldest and youngest | prisoners``
    return kind.name if kind and line.words[i] in kind.verbs else None


def _kind_of_thing(line: Line, begin: int, end: int) -> str | None:
    """The kind of what was agreed on; of nothing that is only more talk."""
    found = line.np_after(begin + (line.words[begin] in ("to", "on", "upon", "about", "over")))
    if found is None:
        return None
    head = next((k for k in range(*found) if line.words[k] == "of"), found[1]) - 1
    if line.words[head] in words("process"):
        return None
    kind = kind_of(_text(line, (found[0], end)))
    if kind:
        return kind.name
    return "other" if line.words[head] in words("heads") else None


def _passively(line: Line, p: Predicate) -> Telling | None:
    """``a ceasefire was agreed in Velm``, ``the exchange agreed at the talks``."""
    found = p.patient
    if found is None or line.words[found[0]] in words("negative"):
        return None
    kind = kind_of(_text(line, found))
    if kind is None:
        return None
    sides = tuple(r for r in (_agent(line, p), p.phrase("between", "with")) if r)
    return Telling(
        kind.name, "agreed", p.verb, (found[0], _end(p)), found, sides, _both(line, _agent(line, p)), found,
        definite=line.words[found[0]] == "the", firm=True, rule="was agreed",
    )  # fmt: skip


# --- carry it out


def _done(line: Line, verbs: Sequence[Predicate]) -> Iterator[Telling]:
    """``T and S have exchanged 157 prisoners``, ``S returned the bodies of 12 soldiers``."""
    for p in verbs:
        found = p.patient or p.phrase("over")
        verb = p.lemma.split()[0]
        if found is None or verb not in _deeds() or p.form not in (FINITE_FORM, GERUND):
            continue
        if not _happened(line, p):
            continue
        traded = p.phrase("for") if verb in ("exchange", "swap", "trade") else None
        text = f"{verb} {_text(line, found)} {_text(line, traded or (0, 0))}"
        kind = kind_of(text)
        if kind is None or kind.name not in _OF_MEN or verb not in kind.verbs:
            continue
        mutual = verb in ("exchange", "swap", "trade")
        if not (mutual or kind.name == "remains_repatriation"):
            continue
        habit = _is_present(line, p) and not line.is_title  # ``the sides exchange prisoners``
        often = line.words[found[1] - 1] == "times" or line.words[found[1] + 1 : found[1] + 2] == ["times"]
        if habit or often or line.words[found[0]] in words("negative"):
            continue
        sides = tuple(r for r in (_agent(line, p), p.phrase("with", "between", "to")) if r)
        yield Telling(
            kind.name, "implemented", p.verb, (min(_first(p, line), found[0]), max(_end(p), found[1])), found,
            sides, _both(line, _agent(line, p)), None, definite=False, firm=True, rule="exchanged",
        )  # fmt: skip


# --- plans


def _plans(line: Line, verbs: Sequence[Predicate]) -> Iterator[Telling]:
    """``a 10-point peace plan``: a text on the table, known by its number of points."""
    for last, word in enumerate(line.words):
        parted = word == "point" and last > 1 and line.words[last - 1] == "-"  # ``12-point``
        if not (parted or word.endswith(_POINTS)) or last + 1 >= len(line):
            continue
        first, i = last - 2 if parted else last, last
        head = next((k for k in range(i + 1, min(len(line), i + 5)) if line.words[k] in words("plans")), None)
        if head is None or any(
            t not in ("JJ", "NN", "NNP", "POS", "NNS", "VBN") for t in line.tags[i + 1 : head]
        ):
            continue
        start = first
        while start > 0 and i - start < 6 and line.tags[start - 1] in ("DT", "JJ", "POS", "NN", "NNP"):
            start -= 1
        owner = next(
            (p.agent for p in verbs if p.lemma in words("presenting") and _covers(p.object, head)), None
        )
        sides = tuple(r for r in (owner, (start, first) if start < first else None) if r)
        yield Telling(
            "framework", "proposed", head, (start, head + 1), (start, head + 1), sides, False, (i, head + 1),
            definite=False, firm=True, rule="points",
        )  # fmt: skip


# --- nouns


def _of_noun(line: Line, noun: Noun, verbs: Sequence[Predicate]) -> Telling | None:
    """What is told of an agreement that a noun names; None where it is only wished for or talked about."""
    if any(w in words("negative") for w in line.words[noun.phrase[0] : noun.head]) or _negated(line, noun):
        return None
    if any(w in words("never_real") for w in line.words[noun.phrase[0] : noun.head]):
        return None
    for p in verbs:
        told = _object_of(line, noun, p, verbs) or _subject_of(line, noun, p) or _participle_of(line, noun, p)
        if told:
            return told
    return _presupposed(line, noun, verbs)


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
    return _passive_of(line, noun, p, p.lemma.split()[0])


def _negated(line: Line, noun: Noun) -> bool:
    return noun.phrase[0] > 0 and line.words[noun.phrase[0] - 1] in ("no", "without", "any")


def _object_of(line: Line, noun: Noun, p: Predicate, verbs: Sequence[Predicate]) -> Telling | None:
    """``S and T signed the accord``, ``S violated the truce``, ``S pulled out of the treaty``."""
    direct = p.verb < noun.phrase[0] and (_is_object(line, noun, p.object) or _next_to(line, noun, p))
    verb = _deed(p)
    if not direct:
        out = verb in words("leaving_from") and p.verb < noun.phrase[0] and _left(line, noun, p)
        if out and _happened(line, p) and not _is_open(line, noun):
            return _told(line, noun, p, "collapsed", firm=noun.kind is not None, rule="left")
        return None
    if not _happened(line, p):
        return None
    if verb in words("making"):
        return _made(line, noun, p, verb)
    if noun.weak:
        return None
    for status, name in _STATUS_OF_VERBS:
        if verb in words(name):
            sides = _accused(line, p, verbs) if name == "breaking" else None
            return _told(line, noun, p, status, firm=noun.kind is not None, rule=name, sides=sides)
    return None


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
    if found is None or not _covers(found, noun.head):
        return False
    head = _head_of(line, found)
    return head == noun.head or (head < noun.head and line.words[head] in words("texts"))


def _left(line: Line, noun: Noun, p: Predicate) -> bool:
    """Whether a verb of going leads out of an agreement: ``from the deal``, ``out of the deal``."""
    before = line.words[max(0, noun.phrase[0] - 2) : noun.phrase[0]]
    return before[-1:] == ["from"] or before == ["out", "of"] if noun.phrase[0] - p.verb < 8 else False


_STATUS_OF_VERBS = (
    ("agreed", "extending"),
    ("confirmed", "confirming"),
    ("implemented", "doing"),
    ("violated", "breaking"),
    ("collapsed", "leaving"),
)


def _made(line: Line, noun: Noun, p: Predicate, verb: str) -> Telling | None:
    if noun.weak and verb not in words("signing"):
        return None
    kind = noun.kind or _in_context(line)
    sides = () if verb in words("brokering") else tuple(r for r in (_agent(line, p),) if r)
    inner = _inner_sides(line, noun)
    with_whom = tuple(r for r in (p.phrase("with", "between"),) if r)
    if kind == "other" and (
        verb in words("weakly_making")
        or not (
            noun.named
            or inner
            or with_whom
            or _both(line, _agent(line, p))
            or " and " in _text(line, _agent(line, p) or (0, 0))
        )
    ):
        return None
    firm = verb not in words("weakly_making") or len(inner) + len(with_whom) > 0
    return _told(line, noun, p, "agreed", firm=firm, rule="made", kind=kind, sides=(*sides, *with_whom))


def _in_context(line: Line) -> str:
    """What an agreement that names no subject is about, by its sentence."""
    kind = kind_of(_text(line, (0, len(line))))
    return kind.name if kind and kind.name in ("framework", "trade", "ceasefire") else "other"


def _subject_of(line: Line, noun: Noun, p: Predicate) -> Telling | None:
    """``the truce took effect``, ``an accord was signed``, ``the deal collapsed``."""
    found = p.antecedent or p.subject
    if (
        not _covers(found, noun.head)
        or p.verb < noun.head
        or found is None
        or _head_of(line, found) != noun.head
    ):
        return None
    if not _happened(line, p):
        return None
    verb = _deed(p)
    bare = p.group[0] == p.verb or line.words[p.verb - 1] in words("adverbs")
    if verb in words("collapsing") and bare and line.tags[p.verb] in ("VBD", "VBN") and p.object is None:
        if noun.weak or _is_open(line, noun):
            return None
        return _told(line, noun, p, "collapsed", firm=noun.kind is not None, rule="collapsed")
    if p.passive:
        return _passive_of(line, noun, p, verb)
    if verb in words("taking") and _in_effect(line, p):
        return _told(line, noun, p, "implemented", firm=noun.kind is not None, rule="took effect")
    if noun.weak or p.form not in (FINITE_FORM, GERUND):
        return None
    if verb in words("lasting") and p.object is None and not _is_open(line, noun):
        return _told(line, noun, p, "implemented", firm=noun.kind is not None, rule="holds")
    to_come = _is_present(line, p) and not line.is_title  # ``the truce expires in May``
    if verb in words("collapsing") and p.object is None and not to_come and not _is_open(line, noun):
        return _told(line, noun, p, "collapsed", firm=noun.kind is not None, rule="collapsed")
    return None


def _deed(p: Predicate) -> str:
    """The verb of a deed; with its particle where that turns it round: ``held up`` is not ``held``."""
    verb, _, particle = p.lemma.partition(" ")
    return p.lemma if particle in words("turning") else verb


def _passive_of(line: Line, noun: Noun, p: Predicate, verb: str) -> Telling | None:
    if verb in words("making"):
        if (noun.weak and verb not in words("signing")) or (
            noun.kind is None and verb in words("weakly_making")
        ):
            return None
        by = () if verb in words("brokering") else tuple(r for r in (_agent(line, p),) if r)
        sides = (*by, *(r for r in (p.phrase("between", "with"),) if r))
        if noun.kind is None and not (noun.named or sides or _inner_sides(line, noun)):
            return None
        return _told(
            line, noun, p, "agreed", firm=True, rule="was made", kind=noun.kind or "other", sides=sides
        )
    if noun.weak:
        return None
    for status, name in _STATUS_OF_VERBS:
        if verb in words(name):
            return _told(line, noun, p, status, firm=noun.kind is not None, rule=f"was {name}", sides=())
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
        return _told(line, noun, None, _of_presupposing(before[0]), firm=True, rule="presupposed")
    if after and after[0] in words("presupposing") and inner and not open_:
        return _told(line, noun, None, _of_presupposing(after[0]), firm=False, rule="presupposed")
    dated = definite and line.words[noun.head] in words("heads") and not open_
    if dated and any(w.isdigit() and len(w) == 4 for w in inner):
        return _told(line, noun, None, "agreed", firm=True, rule="known")
    if _hoped_for(line, noun, verbs):
        return None
    if any(_is_made(line, k) for k in range(at, noun.head)):
        firm = definite or _actual_around(line, noun, verbs)
        return _told(line, noun, None, "agreed", firm=firm, rule="made by")
    if before[-1:] in (["under"], ["since"], ["despite"]) and not _is_open(line, noun, articles=False):
        return _told(line, noun, None, "agreed", firm=True, rule="under")
    partner = noun.complement is not None and line.words[noun.complement[0]] in ("with", "between")
    if dated and (noun.named or partner or any(line.tags[k] == "NNP" for k in range(at, noun.head))):
        return _told(line, noun, None, "agreed", firm=False, rule="known")
    if noun.kind in _OF_MEN and _carried_out(line, noun, verbs):
        return _told(line, noun, None, "implemented", firm=True, rule="in an exchange")
    return None


_DEFINITE = frozenset({"the", "this", "that", "its", "their"})


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
        and _happened(line, p)
        and p.lemma in words("coming_back")
        for p in verbs
    )


def _actual_around(line: Line, noun: Noun, verbs: Sequence[Predicate]) -> bool:
    last = next((p for p in reversed(verbs) if p.verb < noun.phrase[0]), None)
    return last is not None and _happened(line, last) and not _is_open(line, noun, articles=False)


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


# --- what they share


def _told(
    line: Line,
    noun: Noun,
    p: Predicate | None,
    status: str,
    *,
    firm: bool,
    rule: str,
    kind: str | None = None,
    sides: tuple[Range, ...] | None = None,
) -> Telling:
    whole = noun.whole
    begin, end = whole if p is None else (min(whole[0], p.group[0]), max(whole[1], p.group[1]))
    if p is not None and p.passive:
        end = max(end, _end(p))
    if sides is None:
        sides = tuple(r for r in (_agent(line, p) if p else None,) if r and not _covers(r, noun.head))
    definite = line.words[noun.phrase[0]] in ("the", "this", "that", "its", "their")
    return Telling(
        kind or noun.kind,
        status,
        p.verb if p else noun.head,
        (begin, end),
        whole if whole[1] - whole[0] > 2 else None,
        (*sides, *_inner_sides(line, noun)),
        any(_both(line, r) for r in sides),
        whole,
        definite,
        firm,
        rule,
    )


def _agent(line: Line, p: Predicate) -> Range | None:
    """Who does it: no talks, meetings or documents, and of ``with the sides signing`` the noun before it."""
    found = p.agent
    at = p.group[0]
    if p.form == GERUND and at > 0 and line.tags[at - 1] in ("NN", "NNS", "NNP"):
        found = line.np_before(at)
    if found is None or line.words[_head_of(line, found)] in words("no_parties"):
        return None
    return found


def _inner_sides(line: Line, noun: Noun) -> tuple[Range, ...]:
    """The phrases within an agreement that name its sides: ``the Velmara-Oruvia deal``, ``a deal with T``."""
    out = []
    before = [k for k in range(*noun.phrase) if line.words[k].rpartition("-")[2] not in words("made_by")]
    if before:
        out.append((before[0], before[-1] + 1))
    if noun.complement:
        k = noun.complement[0]
        for i in range(k, noun.complement[1]):
            if line.words[i] in ("between", "with", "among") and i + 1 < noun.complement[1]:
                found = line.np_after(i + 1)
                if found:
                    out.append((found[0], min(found[1], noun.complement[1])))
    return tuple(out)


def _happened(line: Line, p: Predicate) -> bool:
    """Whether what a predicate tells has come to pass, by its own words and those that lead its clause."""
    if p.realis != realis.ACTUAL or p.future:
        return False
    helpers = line.words[p.group[0] : p.verb]
    if p.lemma == "negotiate" and line.tags[p.verb] not in ("VBD", "VBN"):
        return False
    if "being" in helpers or "going" in line.words[max(0, p.group[0] - 3) : p.verb]:
        return False
    if p.form == INFINITIVE:
        return line.words[max(0, p.group[0] - 1)] in words("achieving")
    if p.form == GERUND:
        return not helpers and _leads_on(line, p)
    if line.tags[p.verb] == "VBG":  # ``are negotiating a deal``
        return p.lemma in words("doing")
    if p.form == PARTICIPLE and not p.passive and p.governor is None and p.subject is None:
        return False
    begin = min(r[0] for r in (p.subject, p.antecedent, p.group) if r)
    led = line.words[max(0, begin - 2) : begin]
    present = _is_present(line, p)
    if present and p.passive and "been" not in helpers:
        return False  # ``the deal is signed``: now and again, or on condition
    return not (present and any(w in words("until") for w in led))


def _is_present(line: Line, p: Predicate) -> bool:
    if p.form != FINITE_FORM:
        return False
    first = next((k for k in range(p.group[0], p.verb + 1) if line.tags[k] in ("VBZ", "VBP", "VBD")), p.verb)
    perfect = line.words[first] in ("has", "have", "'ve")
    return line.tags[first] in ("VBZ", "VBP") and not (perfect and first < p.verb)


def _leads_on(line: Line, p: Predicate) -> bool:
    """Whether a gerund tells what was done: ``, reaching a deal``, ``with the sides signing a deal``."""
    at = p.group[0]
    before = line.words[at - 1] if at else ","
    absolute = (
        at > 1 and line.tags[at - 1] in ("NN", "NNS", "NNP") and "with" in line.words[max(0, at - 6) : at]
    )
    begun = (
        at > 0
        and line.tags[at - 1] in ("VBD", "VBZ", "VBN")
        and lemma(before, line.tags[at - 1]) in words("beginning")
    )
    accused = before == "of" and p.lemma in words("breaking") and "accus" in _text(line, (max(0, at - 8), at))
    return before in (",", "after", "since") or absolute or begun or accused


def _covers(found: Range | None, i: int) -> bool:
    return found is not None and found[0] <= i < found[1]


def _next_to(line: Line, noun: Noun, p: Predicate) -> bool:
    """Whether a verb stands right before an agreement, whatever else was read between: ``out a``, ``on the``."""
    between = line.words[p.group[1] : noun.phrase[0]]
    particles = words("particles") if p.lemma.split()[0] == "make" else words("particles") | words("onto")
    return len(between) <= 2 and particles.issuperset(between)


def _head_of(line: Line, found: Range) -> int:
    """The head of a noun phrase: the last word before the first preposition in it."""
    for k in range(found[0] + 1, found[1]):
        if line.tags[k] in ("IN", "TO") and line.words[k] not in ("-",):
            return k - 1
    return found[1] - 1


def _both(line: Line, found: Range | None) -> bool:
    """Whether a phrase stands for all who agree without naming them."""
    return found is not None and any(w in words("both_sides") for w in line.words[found[0] : found[1]])


def _first(p: Predicate, line: Line) -> int:
    return min(r[0] for r in (p.subject, p.antecedent, p.group) if r)


def _end(p: Predicate) -> int:
    ends = [p.group[1], *(r[1] for _, r in p.phrases)]
    return max(ends)


def _text(line: Line, found: Range) -> str:
    return " ".join(line.words[found[0] : found[1]])
