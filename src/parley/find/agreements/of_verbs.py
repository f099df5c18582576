"""Agreements that verbs tell: who agreed to what, what was done or is planned as agreed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from parley.find.agreements.nouns import content_end
from parley.find.agreements.telling import (
    BEFORE_HEAD,
    Telling,
    agent_of,
    covers,
    end_of,
    first_of,
    happened,
    is_present,
    says_both,
    text_of,
)
from parley.find.agreements.vocabulary import Kind, kind_of, kinds, words
from parley.find.phrases import time
from parley.find.predicates import FINITE_FORM, GERUND, Predicate
from parley.language.line import Line

OF_MEN = {"prisoner_exchange", "remains_repatriation"}
_POINTS = "-point"


@cache
def deeds() -> frozenset[str]:
    """The verbs that tell of one without its noun: ``agreed to``, ``have swapped``."""
    return frozenset({"agree"}).union(*(kind.verbs for kind in kinds() if kind.name in OF_MEN))


def agreed_by_verbs(line: Line, verbs: Sequence[Predicate]) -> Iterator[Telling]:
    """``both sides agreed to swap prisoners``, ``agreed on a ceasefire``, ``a ceasefire was agreed``."""
    for p in verbs:
        if p.lemma != "agree" or not happened(line, p):
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
    agent = p.subject if p.passive else agent_of(line, p)
    sides = tuple(r for r in (agent, partner if partner and partner[0] <= end else None) if r)
    return Telling(
        kind, "agreed", p.verb, (first_of(p, line), end), (begin, end), sides, says_both(line, agent), None,
        definite=False, firm=True, rule="agree to",
    )  # fmt: skip


def _base(line: Line, i: int) -> Kind | None:
    """A kind of agreement whose sides do what the verb at `i` says."""
    return next((kind for kind in kinds() if line.words[i] in kind.verbs), None)


def _kind_of_deed(line: Line, i: int, end: int) -> str | None:
    end = next((k for k in range(i, end - 1) if line.words[k : k + 2] == ["and", "to"]), end)
    kind = kind_of(text_of(line, (i, end)))
    head = next((k for k in range(i + 1, end) if line.tags[k] == "NNS"), None)
    if kind is None and head and all(line.tags[k] in BEFORE_HEAD for k in range(i + 1, head)):
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
    kind = kind_of(text_of(line, (found[0], end)))
    if kind:
        return kind.name
    return "other" if line.words[head] in words("heads") else None


def _passively(line: Line, p: Predicate) -> Telling | None:
    """``a ceasefire was agreed in Velm``, ``the exchange agreed at the talks``."""
    found = p.patient
    if found is None or line.words[found[0]] in words("negative"):
        return None
    kind = kind_of(text_of(line, found))
    if kind is None:
        return None
    sides = tuple(r for r in (agent_of(line, p), p.phrase("between", "with")) if r)
    return Telling(
        kind.name, "agreed", p.verb, (found[0], end_of(p)), found, sides, says_both(line, agent_of(line, p)), found,
        definite=line.words[found[0]] == "the", firm=True, rule="was agreed",
    )  # fmt: skip


def done_by_verbs(line: Line, verbs: Sequence[Predicate]) -> Iterator[Telling]:
    """``T and S have exchanged 157 prisoners``, ``S returned the bodies of 12 soldiers``."""
    for p in verbs:
        found = p.patient or p.phrase("over")
        verb = p.lemma.split()[0]
        if found is None or verb not in deeds() or p.form not in (FINITE_FORM, GERUND):
            continue
        if not happened(line, p):
            continue
        traded = p.phrase("for") if verb in ("exchange", "swap", "trade") else None
        text = f"{verb} {text_of(line, found)} {text_of(line, traded or (0, 0))}"
        kind = kind_of(text)
        if kind is None or kind.name not in OF_MEN or verb not in kind.verbs:
            continue
        mutual = verb in ("exchange", "swap", "trade")
        if not (mutual or kind.name == "remains_repatriation"):
            continue
        habit = is_present(line, p) and not line.is_title  # ``the sides exchange prisoners``
        often = line.words[found[1] - 1] == "times" or line.words[found[1] + 1 : found[1] + 2] == ["times"]
        if habit or often or line.words[found[0]] in words("negative"):
            continue
        sides = tuple(r for r in (agent_of(line, p), p.phrase("with", "between", "to")) if r)
        yield Telling(
            kind.name, "implemented", p.verb, (min(first_of(p, line), found[0]), max(end_of(p), found[1])), found,
            sides, says_both(line, agent_of(line, p)), None, definite=False, firm=True, rule="exchanged",
        )  # fmt: skip


def plans_of_points(line: Line, verbs: Sequence[Predicate]) -> Iterator[Telling]:
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
            (p.agent for p in verbs if p.lemma in words("presenting") and covers(p.object, head)), None
        )
        sides = tuple(r for r in (owner, (start, first) if start < first else None) if r)
        yield Telling(
            "framework", "proposed", head, (start, head + 1), (start, head + 1), sides, False, (i, head + 1),
            definite=False, firm=True, rule="points",
        )  # fmt: skip
