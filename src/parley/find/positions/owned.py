"""Positions that nouns tell: ``Velm's insistence on C``, ``its refusal to go``, ``Tavrian threats of sanctions``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.find.parties import Who
from parley.find.positions.blows import is_blow
from parley.find.positions.bounds import CLAUSE, PHRASE, end_of
from parley.find.positions.claims import Claim
from parley.find.positions.contents import Content, behind
from parley.find.positions.helpers import is_priced
from parley.find.positions.idle import is_idle
from parley.find.positions.pages import Pages, near
from parley.find.positions.stances import listed, noun
from parley.find.positions.trims import unjudged
from parley.find.predicates import FINITE_FORM, GERUND, Predicate
from parley.find.realis import HYPOTHETICAL
from parley.language.line import SUBORDINATORS, Line, Range
from parley.language.tags import FINITE
from parley.vocab import words

_INSIDE = frozenset({"JJ", "NN", "CD", "NNP", "POS", "NNS"})
_DOUBT = 6  # words before a noun that may put it in doubt
_STATED = frozenset({"that", "to", "np"})
_GIVEN = 4  # words behind whom something is given: ``gave Tavria | a June deadline``
_LONGEST = 7  # words between a noun and whose it is


def owned(page: Pages, line: Line, every: Sequence[Predicate]) -> Iterator[Claim]:
    """The claims that nouns make."""
    flat = page.flat(line)
    for i, plain in enumerate(line.words):
        if line.tags[i] not in ("NN", "NNS"):
            continue
        word = noun(plain)
        if word is None:
            continue
        found = near(every, i)
        if _is_doubted(flat, i) or _is_undone(flat, i, found) or _is_price(flat, i, found):
            continue
        at, by = _by(flat, i + 1)
        content = None if _goes_on(flat, i, at) else behind(flat, at, word.takes)
        content = content or _stated(flat, i) or _listed(flat, i)
        dropped = _dropped(flat, i, found)
        span = _before_verb(flat, content.range) if content else _compound(flat, i) if dropped else None
        if span is None or (content and is_idle(page, flat, span, word)):
            continue
        if plain == "demand" and not listed("market").isdisjoint(line.words[max(0, i - 2) : i]):
            continue  # ``the annual Tavrian | demand for | ore``
        if content and plain in listed("demands_called") and flat.tags[span[0]] == "VBG":
            continue  # ``its demands for | giving up its arms``: what it gives, not what it asks
        if plain == "demands" and _is_of_terms(flat, span):
            continue
        statement = page.around(line.tokens[i].start)
        cued = page.cued(line.span(i, i + 1))
        if any(p.verb < i and p.lemma in listed("judging") | listed("calling") for p in found):
            span = unjudged(flat, span)  # ``dismissed Velm's call for C | as a ploy``
        inside = page.within(flat, span, cued) if content else None
        if inside and flat.tags[inside[1] - 1] not in ("PRP", "PRPV", "DT"):
            span = inside
        own = page.side_of(statement)
        owner = _voiced(page, flat, i, found, own) if word.voiced else _owner(page, flat, i, by, found, own)
        if owner is None or flat.tags[span[0]] in FINITE:
            continue  # ``a proposal that | envisions C``
        who, named = owner
        stance = "threatens" if word.stance == "offers" and is_blow(flat, span) else word.stance
        said = cued or statement
        if flat.words[named[0]] in ("his", "her") and said is not None and page.side_of(said) is None:
            continue  # whoever says it, of no side that is known, may mean himself
        if flat.words[named[0]] in ("its", "their", "his", "her") and _answers_it(page, flat, i, found, who):
            continue
        if _is_imagined(i, found) and (own is None or own.actor_id != who.actor_id):
            continue
        yield Claim(
            flat, who, named, i, stance, span, f"{plain}{', given up' if dropped else ''}",
            said, None, dropped, cued is not None,
        )  # fmt: skip


def _goes_on(line: Line, i: int, at: int) -> bool:
    """Whether what stands right behind a noun tells of it: ``the threat | growing``, ``demands | it calls its own``."""
    if at != i + 1 or at >= len(line):
        return False
    return line.tags[at] == "VBG" or (line.tags[at] == "PRP" and line.subject_and_verb_at(at))


def _listed(line: Line, i: int) -> Content | None:
    """What a colon leads to: ``set out its terms: | Tavria must leave``."""
    if (
        line.words[i] not in listed("demands_called")
        or line.words[i + 1 : i + 2] != [":"]
        or i + 2 >= len(line)
    ):
        return None
    return Content((i + 2, end_of(line, i + 2, CLAUSE if line.subject_and_verb_at(i + 2) else PHRASE)))


def _before_verb(line: Line, content: Range) -> Range:
    """Content of a noun that is a subject, up to its verb: ``Velm's threat to leave | was no bluff``."""
    behind_that = line.words[content[0] - 1] == "that"
    if behind_that or (line.tags[content[0] - 1] != "IN" and line.subject_and_verb_at(content[0])):
        return content
    for k in range(content[0] + 1, content[1]):
        if line.tags[k] == "WH" or (line.words[k] == "that" and line.tags[k] != "DT"):
            return content
        if line.words[k] in SUBORDINATORS and line.words[k] != "that":
            return content  # ``threats to leave if Velm arms``
        if line.tags[k] in FINITE:
            subject = line.np_before(k)
            inside = (
                subject is not None and subject[0] > content[0] and line.tags[subject[0] - 1] in ("NN", "NNS")
            )
            end = k - (line.tags[k - 1] == "CC" and k - 1 > content[0])
            return content if inside else (content[0], end)  # ``the land | it has seized``
    return content


def _stated(line: Line, i: int) -> Content | None:
    """What stands behind ``is``: ``Velm's key demand is | that Tavria leave``."""
    if line.words[i] not in listed("stated") or line.words[i + 1 : i + 2] == []:
        return None
    if line.words[i + 3 : i + 4] != [] and line.words[i + 3] in listed("ranks"):
        return None  # ``the proposal is | the latest in a string``
    return behind(line, i + 2, _STATED) if line.words[i + 1] in ("is", "are", "was", "were") else None


def _is_doubted(line: Line, i: int) -> bool:
    """Whether the words before a noun leave open whether it is so: ``doubts about Velm's willingness``."""
    if line.words[i - 1 : i] and line.words[i - 1] in listed("scant"):
        return True  # ``held out little hope``
    if line.words[max(0, i - 3) : i] in (
        ["will", "be", "the"],
        ["would", "be", "the"],
        ["could", "be", "the"],
    ):
        return True  # ``the heart of the deal will be the | promise of C``
    return any(w in listed("doubting") for w in line.words[max(0, i - _DOUBT) : i])


def _is_undone(line: Line, i: int, found: Sequence[Predicate]) -> bool:
    """Whether a noun is what did not come, or is sought: ``did not yield commitments``, ``seeking | pledges``."""
    of = [p for p in found if p.object and p.object[0] <= i < p.object[1]]
    if line.words[i] in listed("granted") and any(
        p.lemma in listed("keeping") | listed("failing") for p in of
    ):
        return True  # ``has honoured its commitments to C``
    sought = line.words[i] in listed("granted") and any(p.lemma in listed("lacking") for p in of)
    return sought or any(p.realis == "negated" for p in of)


def _answers_it(page: Pages, line: Line, i: int, found: Sequence[Predicate], who: Who) -> bool:
    """Whether a side is told to answer what would be its own: ``urged T to accept | its | offer of C``."""
    for p in found:
        near = p.group[1] <= i < p.group[1] + _GIVEN
        if near and p.lemma in listed("answering") and p.agent:
            return who.actor_id in {side.actor_id for side in page.sides.of_phrase(line, p.agent)}
    return False


def _is_of_terms(line: Line, content: Range) -> bool:
    """Whether demands are what somebody makes of a settlement: ``his demands for | a future settlement``."""
    noun = line.np_after(content[0])
    head = next((k for k in range(*noun) if line.tags[k] in ("IN", "TO")), noun[1]) - 1 if noun else 0
    return line.words[content[0] - 1] == "for" and bool(noun) and line.words[head] in listed("terms_for")


def _is_price(line: Line, i: int, found: Sequence[Predicate]) -> bool:
    """Whether a noun is what is to be had for a deed to come: ``would lift them in exchange for | a promise``."""
    before = [p for p in found if p.verb < i]
    main = before[-1:] + [p for p in before if p.form == FINITE_FORM]
    return is_priced(line, (max(0, i - _LONGEST), i)) and any(
        p.future or p.realis == HYPOTHETICAL for p in main
    )


def _is_imagined(i: int, found: Sequence[Predicate]) -> bool:
    """Whether a noun stands in a clause that tells what might be: ``would lift them for | a commitment from T``."""
    inside = [p for p in found if p.form == FINITE_FORM and p.subject and p.subject[0] <= i]
    return bool(inside) and inside[-1].realis == HYPOTHETICAL and not inside[-1].future


def _by(line: Line, i: int) -> tuple[int, Range | None]:
    """Where what a noun takes begins, past ``by S`` behind it."""
    if line.words[i : i + 1] in (["by"], ["from"]):
        found = line.np_after(i + 1)
        if found:
            end = next(
                (k for k in range(found[0] + 1, found[1]) if line.tags[k] == "IN" and line.words[k] != "of"),
                found[1],
            )
            return end, (found[0], end)
    return i, None


def _dropped(line: Line, i: int, found: Sequence[Predicate]) -> bool:
    return any(
        p.lemma in listed("dropping") and p.object and p.object[0] <= i < p.object[1] and p.realis == "actual"
        for p in found
    )


def _compound(line: Line, i: int) -> Range | None:
    """What a compound is about: ``his | sanctions | threat``."""
    return (i - 1, i + 1) if i and line.tags[i - 1] in ("NN", "NNS") else None


def _is_inside(line: Line, start: int) -> bool:
    """Whether a participle or an adverb before `start` stands in a noun phrase: ``Velm's | oft-repeated demand``."""
    before = line.tags[start - 2] if start > 1 else ""
    owned_ = before in ("DT", "POS") or (start > 1 and line.words[start - 2] in words("possessives"))
    return line.tags[start - 1] in ("VBN", "VBG", "RB") and owned_


def _owner(
    page: Pages, line: Line, i: int, by: Range | None, found: Sequence[Predicate], own: Who | None
) -> tuple[Who, Range] | None:
    if by:
        sides = page.sides.of_phrase(line, by, own)
        return (sides[0], by) if len(sides) == 1 else None
    start = i
    while start > 0 and i - start < _LONGEST and (line.tags[start - 1] in _INSIDE or _is_inside(line, start)):
        start -= 1
    possessive = start > 0 and line.words[start - 1] in words("possessives")
    if possessive:
        start -= 1
        if line.words[start] in ("our", "my"):
            return (own, (start, start + 1)) if own else None
        other = _owner_beside(line, start)
        if other:
            sides = page.sides.of_attribute(line, other)
            return (sides[0], other) if len(sides) == 1 else None
        beside = _beside(line, start) or _of_treated(page, line, start)
        if beside:
            sides = page.sides.of_phrase(line, beside, own)
            return (sides[0], beside) if len(sides) == 1 else None
        sides = page.sides.of_attribute(line, (start, start + 1))
        if len(sides) == 1:
            return sides[0], (start, start + 1)
        return None if sides else _voiced(page, line, i, found, own)
    if start > 0 and line.tags[start - 1] == "DT":
        start -= 1
    if start < i:
        sides = page.sides.of_attribute(line, (start, i))
        if len(sides) == 1:
            return sides[0], (start, i)
        thing = any(line.is_possessive(k) and line.tokens[k].text.islower() for k in range(start, i))
        if sides or thing:
            return None  # ``stressed | the deal's | offer of C``
    return _voiced(page, line, i, found, own)


def _owner_beside(line: Line, i: int) -> Range | None:
    """Whose it is beside something else of the same owner: ``for | T's | threats and | its | refusal to C``."""
    if i < 3 or line.words[i - 1] != "and":
        return None
    near = range(i - 2, max(0, i - 1 - _LONGEST), -1)
    k = next(
        (k for k in near if line.is_possessive(k) or line.tags[k] in FINITE or line.words[k] == ","), None
    )
    found = line.possessor_before(k + 1) if k is not None and line.is_possessive(k) else None
    return found if found and found[0] > 0 else None


def _beside(line: Line, i: int) -> Range | None:
    """Whose it is in a clause with a participle of its own: ``with | T | signalling | its | readiness for C``."""
    if i < 2 or line.tags[i - 1] != "VBG":
        return None
    found = line.np_before(i - 1)
    return found if found and found[0] and line.words[found[0] - 1] == "with" else None


def _joins_another(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a verb behind "and" may be another's than whom it is held to be: ``S said T left | and voiced C``."""
    joint = line.skip_adverbs_before(p.group[0]) - 1
    if p.form != FINITE_FORM or joint < 1 or line.tags[joint] != "CC" or p.agent is None:
        return False
    between = (q for q in found if q.form == FINITE_FORM and p.agent[1] <= q.verb < joint)
    return any(q.subject is None or q.subject[0] >= p.agent[1] for q in between)


def _of_treated(page: Pages, line: Line, i: int) -> Range | None:
    """Whose it is for which somebody does something to him: ``put sanctions on | T | over | its | refusal to C``."""
    if i < 2 or line.words[i - 1] not in ("for", "over", "about") or line.words[i] not in ("its", "their"):
        return None
    named = [n.place for n in page.sides.places(line, (max(0, i - _LONGEST), i - 1))]
    treated = bool(named) and named[-1][1] == i - 1
    return named[-1] if treated and any(tag in FINITE for tag in line.tags[: named[-1][0]]) else None


def _voiced(
    page: Pages, line: Line, i: int, found: Sequence[Predicate], own: Who | None
) -> tuple[Who, Range] | None:
    """The side that utters what a noun tells: ``Velm voiced opposition to C``."""
    for p in found:
        given = p.object is not None and p.object[0] <= i < p.object[1] + _GIVEN
        if any(p.verb < q.verb < i and q.form == FINITE_FORM for q in found):
            continue  # ``T maintains its demands while M shows | willingness``
        if p.lemma.split()[0] in listed("voicing") and given and p.agent:
            if p.form == GERUND and line.words[p.group[0] - 1 : p.group[0]] == ["for"]:
                return None  # ``arrested him for | voicing | support for C``
            if p.realis != "actual" or _joins_another(line, p, found):
                return None
            sides = page.sides.of_phrase(line, p.agent, own)
            return (sides[0], p.agent) if len(sides) == 1 else None
    return None
