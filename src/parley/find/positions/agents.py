"""Who takes a stance that a verb tells: who says it, who does it, whose plan does, or of two clauses which one's.

``S keeps an office that T wanted closed | and offers C``: nobody but the tense, or a comma, tells who offers it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.find.parties import Who
from parley.find.positions.documents import Authors
from parley.find.positions.gaps import gap, in_phrase
from parley.find.positions.pages import Pages
from parley.find.positions.stances import stance_words
from parley.find.predicates import FINITE_FORM, GERUND, INFINITIVE, Predicate
from parley.language.line import Line, Range
from parley.language.tags import FINITE
from parley.records import Statement

_DASHES = frozenset({",", "—", "–", "--"})
_PERFECT = frozenset({"has", "have", "had", "'s", "'ve"})


def parties(
    page: Pages, line: Line, p: Predicate, cued: Statement | None, own: Who | None, authors: Authors
) -> Iterator[tuple[Who, Range | None]]:
    """The sides that take the stance of a predicate, each with the words that name it where some do."""
    side = page.side_of(cued)
    if side and _is_by_stranger(page, line, cued):
        return
    if side and not _is_addressed(line, p, cued):
        if not _is_of_a_deed_told(page, line, p, side):
            yield side, None
        return
    if (
        p.form == GERUND
        and cued is not None
        and side is None
        and p.agent
        and _of_another(line, cued, p.agent)
    ):
        return  # ``S, whose side none tells, warned T, | promising C``
    named = p.agent
    if p.passive and named is None and p.lemma not in stance_words("verbs"):
        named = p.antecedent or p.subject  # ``T is prepared to``
    if named is None:
        found_gap = gap(page.flat(line), p)
        named = found_gap[1] if found_gap else None
    if named is None or (named[0] < p.verb and in_phrase(line, named)):
        return
    author = authors.of(line, named)
    if author:
        yield author, named
        return
    flat = page.flat(line) if line.quoted[p.verb] >= 0 else line
    apart = _of_another(line, cued, named)
    for who in page.sides.of_phrase(flat, named, own):
        if not (apart and who.kind != "state") and not _is_doubtful(page, flat, p, named, who, own):
            yield who, named


def _is_by_stranger(page: Pages, line: Line, cued: Statement | None) -> bool:
    """Whether it is said by a pronoun that may mean a stranger before it: ``| Orlan | fled when he agreed to C``."""
    spoken = spoken_by(line, cued)
    if spoken is None or cued is None or cued.speaker is None:
        return False
    pronoun = line.words[slice(*spoken)] in (["he"], ["she"])
    return pronoun and page.sides.is_strangers(line, spoken[0], cued.speaker)


def _is_doubtful(page: Pages, line: Line, p: Predicate, named: Range, who: Who, own: Who | None) -> bool:
    """Whether a pronoun in what a side says is taken for somebody of another, whom what it says does not name."""
    if own is None or own.actor_id == who.actor_id or line.words[slice(*named)] not in (["he"], ["she"]):
        return False
    statement = page.around(line.tokens[p.verb].start)
    opening = page.opening(line, p.verb, statement) if statement else None
    return not page.sides.names_person(line, (opening or 0, named[0]))


def _is_of_a_deed_told(page: Pages, line: Line, p: Predicate, side: Who) -> bool:
    """Whether a gerund goes on what another does whom the side tells of: ``S said T wrote, | offering C``."""
    if p.form != GERUND or p.agent is None:
        return False
    doers = page.sides.of_phrase(line, p.agent)
    return bool(doers) and side.actor_id not in {who.actor_id for who in doers}


def _of_another(line: Line, cued: Statement | None, named: Range) -> bool:
    """Whether a verb is the cue of one who is not its subject: ``S said that T must go, and | urged | C``.

    It tells nothing where T is a state: officials speak for theirs, ``S said that T was ready, but | rejected | C``.
    """
    if cued is None or cued.speaker is None:
        return False
    speaker, subject = cued.speaker.span, line.span(*named)
    return speaker.end <= subject.start or subject.end <= speaker.start


def is_another(line: Line, p: Predicate, named: Range | None) -> bool:
    """Whether words in a quotation point to somebody, who is not who says them: ``“ | He | wants C,” S said``."""
    pointing = named is not None and line.words[slice(*named)] in (["he"], ["she"], ["they"])
    return pointing and line.quoted[p.verb] >= 0


def _is_addressed(line: Line, p: Predicate, cued: Statement | None) -> bool:
    """Whether a relative clause tells of what was addressed to somebody: ``a speech to | T | that offered C``."""
    if cued is None or cued.speaker is None or line.words[p.group[0] - 1 : p.group[0]] != ["that"]:
        return False
    start = next((k for k in range(p.group[0]) if line.tokens[k].end > cued.speaker.span.start), 0)
    while start > 0 and line.tags[start - 1] in ("DT", "JJ"):
        start -= 1
    return start > 1 and line.words[start - 1] == "to" and line.tags[start - 2] in ("NN", "NNS")


def spoken_by(line: Line, cued: Statement | None) -> Range | None:
    """The words of a sentence that name who says what a verb tells as its cue."""
    if cued is None or cued.speaker is None:
        return None
    span = cued.speaker.span
    inside = [k for k in range(len(line)) if span.start <= line.tokens[k].start < span.end]
    return (inside[0], inside[-1] + 1) if inside else None


def mistaken(line: Line, p: Predicate, found: Sequence[Predicate], named: Range) -> bool:
    """Whether `named` does something in a clause below only, while `p` is joined to the main verb, or may be.

    Args:
        line: The sentence.
        p: A predicate; of one with a subject of its own nothing is told.
        found: The predicates of the sentence.
        named: The phrase that is held to take the stance.
    """
    joint = line.skip_adverbs_before(p.group[0]) - 1
    if p.form != FINITE_FORM or joint < 1 or line.tags[joint] != "CC" or named[1] > joint:
        return False
    before = [q for q in found if q.form == FINITE_FORM and q.verb < joint and q.subject]
    below = next((q for q in reversed(before) if _does(q, named)), None)
    if below is None or below.subject is None:
        return False
    start = below.subject[0]
    main = next((q for q in reversed(before) if q.group[1] <= start and not _does(q, named)), None)
    if main is None:
        return False
    told, of_main, of_below = (_tense(line, q) for q in (p, main, below))
    bare = of_below == "perfect" and line.tags[p.verb] in ("VBD", "VBN")  # ``had met S and | demanded C``
    if of_main != of_below and told in (of_main, of_below) and not bare:
        return told == of_main
    begin = _relative_at(line, below)
    if begin is None:
        return False
    return line.words[begin - 1] not in _DASHES or line.words[joint - 1] in _DASHES


def is_of_either(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a gerund behind a comma may be of two: ``S courted T to back her plans, | offering C``."""
    if p.form != GERUND or p.subject is None or line.words[p.group[0] - 1] != ",":
        return False
    return any(q.form == INFINITIVE and q.subject == p.subject and q.verb < p.verb for q in found)


def _does(q: Predicate, named: Range) -> bool:
    """Whether a phrase is the subject of a predicate, or what its relative pronoun stands for."""
    return any(r is not None and r[0] < named[1] and named[0] < r[1] for r in (q.subject, q.antecedent))


def _relative_at(line: Line, q: Predicate) -> int | None:
    """Where the relative clause begins that a predicate is of; None where it is of none."""
    if q.subject is None:
        return None
    start = q.subject[0]
    if line.tags[start] in ("WH", "PRPV") or line.words[start] == "that":
        return start
    pronoun = start > 0 and (line.tags[start - 1] == "WH" or line.words[start - 1] == "that")
    return start - 1 if pronoun and q.object is not None and q.object[0] < start else None


def _tense(line: Line, q: Predicate) -> str:
    """The tense of a predicate by its first finite word; what has been done is a tense of its own."""
    k = next((k for k in range(*q.group) if line.tags[k] in FINITE), q.verb)
    if line.words[k] in _PERFECT and q.verb > k:
        return "perfect"
    if line.tags[k] == "MD":
        return line.words[k]
    return "present" if line.tags[k] in ("VBZ", "VBP") else "past"
