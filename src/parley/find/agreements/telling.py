"""What a sentence tells of an agreement, and what is asked of its verbs to know it."""

from __future__ import annotations

from dataclasses import dataclass

from parley.find import realis
from parley.find.agreements.nouns import Noun
from parley.find.agreements.vocabulary import words
from parley.find.predicates import FINITE_FORM, GERUND, INFINITIVE, PARTICIPLE, Predicate
from parley.language.lemmas import lemma
from parley.language.line import Line, Range
from parley.language.tags import FINITE

_LIST = 14  # words from a gerund back to the one whose list it goes on

BEFORE_HEAD = frozenset({"DT", "PRP", "JJ", "CC", "RB", "CD", "NN", "NNP", "POS"})


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


def telling_of(
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
    """What a verb tells of a noun that it is about."""
    whole = noun.whole
    begin, end = whole if p is None else (min(whole[0], p.group[0]), max(whole[1], p.group[1]))
    if p is not None and p.passive:
        end = max(end, end_of(p))
    if sides is None:
        sides = tuple(r for r in (agent_of(line, p) if p else None,) if r and not covers(r, noun.head))
    definite = line.words[noun.phrase[0]] in ("the", "this", "that", "its", "their")
    return Telling(
        kind or noun.kind,
        status,
        p.verb if p else noun.head,
        (begin, end),
        whole if whole[1] - whole[0] > 2 else None,
        (*sides, *inner_sides(line, noun)),
        any(says_both(line, r) for r in sides),
        whole,
        definite,
        firm,
        rule,
    )


def agent_of(line: Line, p: Predicate) -> Range | None:
    """Who does it: no talks, meetings or documents, and of ``with the sides signing`` the noun before it."""
    found = p.agent
    at = p.group[0]
    if p.form == GERUND and at > 0 and line.tags[at - 1] in ("NN", "NNS", "NNP"):
        found = line.np_before(at)
    if found is None or line.words[head_of(line, found)] in words("no_parties"):
        return None
    return found


def inner_sides(line: Line, noun: Noun) -> tuple[Range, ...]:
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


def happened(line: Line, p: Predicate) -> bool:
    """Whether what a predicate tells has come to pass, by its own words and those that lead its clause."""
    if p.realis != realis.ACTUAL or p.future:
        return False
    if p.antecedent and _is_any(line, p.antecedent[0]):
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
    present = is_present(line, p)
    if present and p.passive and "been" not in helpers:
        return False  # ``the deal is signed``: now and again, or on condition
    return not (present and any(w in words("until") for w in led))


def _is_any(line: Line, start: int) -> bool:
    """Whether a phrase is of nobody in particular: ``any aspect | that``, ``dreamt of being | the one | who``."""
    before = line.words[start - 1 : start]
    return line.words[start] in ("any", "anyone", "anything", "whatever") or before in (
        ["being"],
        ["be"],
        ["become"],
    )


def is_present(line: Line, p: Predicate) -> bool:
    """Whether a verb tells what is so now."""
    if p.form != FINITE_FORM:
        return False
    first = next((k for k in range(p.group[0], p.verb + 1) if line.tags[k] in ("VBZ", "VBP", "VBD")), p.verb)
    perfect = line.words[first] in ("has", "have", "'ve")
    return line.tags[first] in ("VBZ", "VBP") and not (perfect and first < p.verb)


def _leads_on(line: Line, p: Predicate) -> bool:
    """Whether a gerund tells what was done: ``, reaching a deal``, ``with the sides signing a deal``."""
    at = p.group[0]
    if not at:
        return _opens(line, p)
    before = line.words[at - 1]
    absolute = (
        at > 1 and line.tags[at - 1] in ("NN", "NNS", "NNP") and "with" in line.words[max(0, at - 6) : at]
    )
    begun = (
        at > 0
        and line.tags[at - 1] in ("VBD", "VBZ", "VBN")
        and lemma(before, line.tags[at - 1]) in words("beginning")
    )
    accused = (
        before == "of" and p.lemma in words("breaking") and "accus" in text_of(line, (max(0, at - 8), at))
    )
    joined = before in (",", "after", "since") and not (before == "," and _is_listed(line, at))
    return joined or absolute or begun or accused


def _opens(line: Line, p: Predicate) -> bool:
    """Whether a gerund opens a sentence whose clause follows: not ``| Striking a deal, however, is not easy``."""
    commas = (k + 1 for k in range(p.group[1], len(line) - 1) if line.words[k] == ",")
    return any(line.np_after(k) is not None and line.subject_and_verb_at(k) for k in commas)


def _is_listed(line: Line, at: int) -> bool:
    """Whether a gerund goes on a list of them: ``goals like freeing S, | striking a deal and leaving T``."""
    for k in range(at - 2, max(0, at - _LIST), -1):
        if line.tags[k] in FINITE or line.words[k] == ",":
            return False
        if line.tags[k] == "VBG":
            return line.tags[k - 1] in ("IN", "TO")
    return False


def covers(found: Range | None, i: int) -> bool:
    """Whether a range holds a word."""
    return found is not None and found[0] <= i < found[1]


def next_to(line: Line, noun: Noun, p: Predicate) -> bool:
    """Whether a verb stands right before an agreement, whatever else was read between: ``out a``, ``on the``."""
    between = line.words[p.group[1] : noun.phrase[0]]
    particles = words("particles") if p.lemma.split()[0] == "make" else words("particles") | words("onto")
    return len(between) <= 2 and particles.issuperset(between)


def head_of(line: Line, found: Range) -> int:
    """The head of a noun phrase: the last word before the first preposition in it."""
    for k in range(found[0] + 1, found[1]):
        if line.tags[k] in ("IN", "TO") and line.words[k] not in ("-",):
            return k - 1
    return found[1] - 1


def says_both(line: Line, found: Range | None) -> bool:
    """Whether a phrase stands for all who agree without naming them."""
    if found is None or not words("of_many").isdisjoint(line.words[max(0, found[0] - 2) : found[1]]):
        return False  # ``some of | the countries``
    return any(w in words("both_sides") for w in line.words[found[0] : found[1]])


def first_of(p: Predicate, line: Line) -> int:
    """Where the clause of a verb begins."""
    return min(r[0] for r in (p.subject, p.antecedent, p.group) if r)


def end_of(p: Predicate) -> int:
    """Where the phrases of a verb end."""
    ends = [p.group[1], *(r[1] for _, r in p.phrases)]
    return max(ends)


def text_of(line: Line, found: Range) -> str:
    """The words of a range."""
    return " ".join(line.words[found[0] : found[1]])
