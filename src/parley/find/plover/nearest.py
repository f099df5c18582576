"""The subjects of verbs whose own clause stands nearer than the subject that they seem to share.

A verb behind a comma or "and" is read with the subject of the verb before it. Where the clause between has a subject
of its own, whose verb is told only there or was not seen, that is who does it.
"""

from __future__ import annotations

from collections.abc import Sequence

from parley.find.own_names import listed
from parley.find.plover.lexicon import light, telling, verbs
from parley.find.plover.phrases import is_someone
from parley.find.predicates import FINITE_FORM, GERUND, PARTICIPLE, Predicate
from parley.language.lemmas import lemma
from parley.language.line import Line, Range
from parley.language.tags import FINITE

_OF_PLACE = frozenset({"of", "in", "near", "off", "around"})
_BEFORE_OTHERS = frozenset(
    {
        *("in", "at", "near", "beside", "behind", "with", "from", "for", "of", "to", "on", "by"),
        *("toward", "towards"),
    }
)
_PLACING = frozenset({"in", "at", "near", "toward", "towards"})
_ABOUT = frozenset({"who", "which", "where"})  # what opens a clause about a noun
_FIRST = 2  # tokens that a noun and what opens its clause have at least
_OPENING = frozenset({"after", "when", "while", "because", "before", "where"})  # of clauses in time and cause


def with_own_subjects(line: Line, found: Sequence[Predicate]) -> list[Predicate]:
    """The predicates of a sentence, each with the subject of its own clause."""
    out: list[Predicate] = []
    changed: dict[int, Range] = {}
    for p in found:
        p = _of_thing(line, _as_suffered(line, p, out))
        own = changed.get(p.governor) if p.form == GERUND and p.governor is not None else None
        if p.form == FINITE_FORM and p.subject and p.antecedent is None:
            own = _in_content(line, p, out) or _behind_opening(line, p) or _behind_place(line, p)
            own = own or _behind_apposed(line, p) or _around_teller(line, p, out)
        if own is None and p.subject and p.antecedent is None and (p.form == FINITE_FORM or not p.passive):
            own = _around_clause(line, p, out)
        if own and own != p.subject:
            changed[p.verb] = own
            p = p._replace(subject=own)
        elif (
            p.subject
            and p.form == FINITE_FORM
            and (_is_placing(line, p) or _disagrees(line, p) or _is_of_whom(line, p))
        ):
            p = p._replace(subject=None)
        out.append(p)
    return out


def _is_placing(line: Line, p: Predicate) -> bool:
    """Whether what was read as the subject only says where: ``while hundreds more in | T | are held``."""
    if p.subject is None or p.subject[0] == 0 or p.subject[1] != p.group[0] or p.antecedent:
        return False
    start = p.subject[0]
    if line.words[start - 2 : start] == [",", "of"]:
        return True  # ``Vey, 68, of | T | was arrested``
    return line.words[start - 1] in _PLACING and "WH" not in line.tags[:start] and line.tags[start] == "NNP"


def _is_of_whom(line: Line, p: Predicate) -> bool:
    """Whether a verb goes on a clause about others: ``Vey named his aides, both of whom were ill but | left``."""
    if p.subject is None or p.antecedent or line.words[p.group[0] - 1] not in ("and", "but", "or"):
        return False
    row = range(p.subject[1], p.group[0] - 1)
    whom = next((k for k in row if line.words[k] == "of" and line.words[k + 1] in ("whom", "which")), None)
    return whom is not None and "," not in line.words[whom : p.group[0]]


def _disagrees(line: Line, p: Predicate) -> bool:
    """Whether a verb of one stands behind a name of many: ``as guards led them, but | was not arrested``."""
    if p.subject is None or line.words[p.group[0]] not in ("was", "has", "is") or p.antecedent:
        return False
    start, end = p.subject
    alone = end - start == 1 and line.tags[start] == "NNS" and line.texts[start].islower()
    return alone and p.group[0] - end > 1 and line.words[p.group[0] - 1] in ("but", "and")


def _behind_apposed(line: Line, p: Predicate) -> Range | None:
    """Who acts behind a place and its name: ``In my country, T, | ten men |, all old, were held``."""
    if p.subject is None or line.tags[0] != "IN":
        return None
    start, end = p.subject
    if start < 3 or line.words[start - 1] != "," or line.words[end : end + 1] != [","] or end == p.group[0]:
        return None
    who = line.np_after(end + 1) if line.words[start - 2] in listed("kinds_of_place") else None
    return who if who and who[1] <= p.group[0] else None


def _as_suffered(line: Line, p: Predicate, before: Sequence[Predicate]) -> Predicate:
    """A participle behind a noun that looks like a simple past: ``the parents of | a soldier | killed in T``."""
    plain = p.form == FINITE_FORM and not p.passive and p.object is None and p.clause is None
    if (
        not plain
        or p.subject is None
        or p.antecedent
        or p.subject[1] != p.group[0]
        or p.lemma not in light("suffered")
    ):
        return p
    start, end = p.subject
    behind = line.tags[p.group[1]] if p.group[1] < len(line) else "."
    if behind not in ("IN", ".") or not any(q.form == FINITE_FORM and q.verb < start for q in before):
        return p
    start = next((k + 1 for k in range(end - 2, start, -1) if line.tags[k] == "IN"), start)
    return p._replace(form=PARTICIPLE, passive=True, subject=(start, end))


def _of_thing(line: Line, p: Predicate) -> Predicate:
    """A clause of what stands nearest before it, not of the person behind whom that stands: ``men in | a car that``."""
    if p.antecedent is None or p.subject is None or line.words[p.subject[0]] not in ("that", "which"):
        return p
    start, end = p.antecedent
    k = next((k for k in range(end - 2, start, -1) if line.tags[k] == "IN"), None)
    if k is None or line.words[k] == "of" or line.tags[end - 1] not in ("NN", "NNS"):
        return p
    return p._replace(antecedent=(k + 1, end)) if is_someone(line, (start, k)) else p


def _in_content(line: Line, p: Predicate, before: Sequence[Predicate]) -> Range | None:
    """Who is told of behind an aside: ``guards said | ten men|, some of them T's nationals, | were killed``."""
    if line.words[p.group[0] - 1] != ",":
        return None
    teller = next(
        (
            q
            for q in reversed(before)
            if q.lemma in light("report") and q.subject == p.subject and q.clause and q.clause[0] < p.group[0]
        ),
        None,
    )
    if teller is None or teller.clause is None:
        return None
    start = teller.clause[0]
    who = line.np_after(start + (line.words[start] == "at"))  # ``at | least ten men``
    if who is None or who[1] >= p.group[0] or line.words[who[1]] != ",":
        return None
    finite = sum(tag in FINITE for tag in line.tags[who[1] : p.group[0]])
    return (
        who if finite == (line.tags[who[1] + 1] == "WH") else None
    )  # ``said | a man|, who was ill, | opened fire``


def _around_teller(line: Line, p: Predicate, before: Sequence[Predicate]) -> Range | None:
    """Who acts where it is told in between who says so: ``| Ten men |, Vey said, arrived in T``."""
    teller = before[-1] if before else None
    if teller is None or teller.subject is None or teller.subject != p.subject or teller.clause:
        return None
    start, end = teller.subject[0], teller.group[1]
    aside = line.words[start - 1] == "," and line.words[end : end + 1] == [","] and end + 1 == p.group[0]
    return line.np_before(start - 1) if start > 1 and aside and teller.lemma in light("report") else None


def _behind_opening(line: Line, p: Predicate) -> Range | None:
    """Who acts in a clause whose first verb was not seen: ``S died after | a gunman | leapt out and opened fire``."""
    first = line.skip_adverbs_before(p.group[0]) if "and" in line.words else 0
    if p.subject is None or first == 0 or line.words[first - 1] != "and":
        return None
    for k in range(first - 2, p.subject[1], -1):
        if line.words[k] in _OPENING:
            who = line.np_after(k + 1)
            end = next((i for i in range(k + 2, who[1]) if line.tags[i] == "VBG"), who[1]) if who else 0
            told = end == first - 1 and end > k + 2 and lemma(line.words[end - 1], "VBD") in light("shot_at")
            end -= told  # ``when | an officer | shot and killed Vey``, of which "shot" was read as a noun
            return (k + 1, end) if who and is_someone(line, (k + 1, end)) else None
    return None


def _behind_place(line: Line, p: Predicate) -> Range | None:
    """Who acts behind a place that "and" joins by its looks: ``were hit in the Gulf of T and | M | downed ten``."""
    if p.subject is None or p.subject[0] == 0 or line.words[p.subject[0] - 1] not in _OF_PLACE:
        return None
    joins = next((k for k in range(*p.subject) if line.words[k] == "and"), None)
    return (joins + 1, p.subject[1]) if joins is not None and joins + 1 < p.subject[1] else None


def _around_clause(line: Line, p: Predicate, before: Sequence[Predicate]) -> Range | None:
    """Who is told of around a clause about him or it: ``| the base | where they are stationed in T was hit``.

    What was read as the subject is but an object in that clause: ``| forces | that seized T | also shelled M``.
    """
    if p.subject is None or p.subject[0] < _FIRST:
        return None
    start = p.subject[0]
    seized = next((q for q in before if q.antecedent and q.group[1] == start and not q.passive), None)
    if seized:
        return None if seized.lemma.split()[0] in telling() else seized.antecedent
    if line.words[start - 1] == "who" and lemma(line.words[start], "VBD") in verbs():
        return line.np_before(start - 1)  # ``the man who | shot Vey | was arrested``
    if line.words[start - 1] not in _BEFORE_OTHERS:
        return None
    if _is_placing(line, p):
        return line.np_before(start - 1)  # ``| hundreds | in T are held``
    if (
        line.tags[start - 2] in ("VBN", "VBD")
        and line.tags[start - 3] == "NNS"
        and p.subject[1] == p.group[0]
    ):
        return line.np_before(start - 2)  # ``| men welcomed to | T | have been convicted``
    finite = 0
    for k in range(start - 1, 0, -1):
        finite += line.tags[k] in FINITE
        if line.words[k] in _ABOUT and line.tags[k] == "WH":
            return line.np_before(k) if finite == 1 else None
        if line.words[k] == "," or finite > 1:
            return None
    return None
