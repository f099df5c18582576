"""Positions in what a side says: ``T must withdraw``, ``we will not give up the port``, ``that is unacceptable``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.find.able import can_speak
from parley.find.parties import Who
from parley.find.positions.blows import is_blow
from parley.find.positions.claims import Claim
from parley.find.positions.contents import clause
from parley.find.positions.helpers import helpers as helpers_of
from parley.find.positions.helpers import is_negated
from parley.find.positions.maxims import is_deplored, is_maxim
from parley.find.positions.pages import Pages, near
from parley.find.positions.stances import listed
from parley.find.positions.thought import is_to_speak
from parley.find.predicates import FINITE_FORM, Predicate
from parley.language.lemmas import lemma
from parley.language.line import SUBORDINATORS, Line, Range
from parley.language.tags import FINITE
from parley.records import Statement

OWN_WILL = frozenset({"will", "will not", "cannot"})  # rules of what a side says of itself
_OWN = frozenset({"we", "i"})
_OWNED = frozenset({"its", "their", "his", "her", "our", "my"})
_NOBODY = frozenset({"you", "people", "everybody", "nobody", "one"})
_VAGUE = frozenset({"much", "everything", "it", "progress", "success", "that", "all", "outcome"})
_TIED = 8  # words from a verb to its ``only if``
_CLEAR = 24  # words behind ``made clear that`` in which its clause has its verb
_ASIDE = 7  # words of an aside behind "and"
_BE = frozenset({"be", "become", "remain"})
_ASKING = frozenset({"ask", "accuse"})


def spoken(page: Pages, line: Line, found: Sequence[Predicate]) -> Iterator[Claim]:
    """The claims that a side makes in what it is reported to say."""
    flat = page.flat(line)
    for p in found:
        if p.form != FINITE_FORM:
            continue
        statement = page.around(line.tokens[p.verb].start)
        side = page.side_of(statement)
        if statement is None:
            yield from _made_clear(page, flat, p, near(found, p.verb))
            continue
        if side is None or statement.hypothetical or statement.negated:
            continue
        if _is_guess(flat, p, statement):
            continue
        if statement.act in _ASKING or _conditional(flat, p) or is_to_speak(flat, p):
            continue
        if _of_another(page, flat, p, near(found, p.verb), side):
            continue
        told = _stance(page, flat, p, side, page.opening(flat, p.verb, statement))
        if told:
            stance, rule = told
            content = page.within(flat, _content(page, flat, p, statement), statement)
            if content and not (rule == "must" and is_maxim(flat, p, content[1])):
                least = _least(flat, content)
                if rule in ("will not", "cannot") and least:
                    stance, content = "demands", least
                if rule == "will not" and stance == "rejects" and _is_promise(statement, p):
                    stance = "offers"
                if stance == "offers" and is_blow(flat, (p.verb, content[1])):
                    stance = "threatens"  # ``it will increase tariffs``
                unlisted = rule == "called possible" or (
                    rule == "will not" and _first(p) not in listed("refused")
                )
                unlisted = unlisted or (rule == "must" and p.lemma in ("need", "have", "ought"))
                weak = unlisted or ((stance == "offers") and _first(p) not in listed("talking"))
                yield Claim(
                    flat, side, None, p.verb, stance, content, rule, statement, None, False, True, weak
                )


def _made_clear(page: Pages, line: Line, p: Predicate, found: Sequence[Predicate]) -> Iterator[Claim]:
    """The claim of a clause behind ``made clear``, which reports as ``said`` does."""
    for q in found:
        k = q.group[1] + (line.words[q.group[1] : q.group[1] + 1] == ["it"])
        made = q.lemma == "make" and q.form == FINITE_FORM and line.words[k : k + 2] == ["clear", "that"]
        if not made or not q.subject or not k + 2 <= p.group[0] < k + _CLEAR:
            continue
        for side in page.sides.of_phrase(line, q.subject):
            told = None if _conditional(line, p) else _stance(page, line, p, side, k + 2)
            if told:
                content = clause(line, p.antecedent or p.subject, p.group[0])
                yield Claim(
                    line, side, q.subject, p.verb, told[0], content, f"made clear, {told[1]}", weak=True
                )


def _of_another(page: Pages, line: Line, p: Predicate, found: Sequence[Predicate], side: Who) -> bool:
    """Whether a predicate is what somebody else is told to say or to think: ``S said T insists it must C``."""
    for q in found:
        if q.verb < p.verb and q.clause and q.clause[0] <= p.group[0] < q.clause[1]:
            inside = page.around(line.tokens[q.verb].start) is page.around(line.tokens[p.verb].start)
            if inside and q.lemma in listed("reporting") and not _is_own(page, line, q, side):
                return True
    return False


def _content(page: Pages, line: Line, p: Predicate, statement: Statement) -> Range:
    start, end = _clause(page, line, p, statement)
    behind = range(p.group[1], end - 1)
    joined = (k for k in behind if line.words[k] in ("and", "but") and _is_joined(line, p, k + 1))
    end = next(joined, end)
    if line.tags[start] == '"' and line.tags[start:end].count('"') == 1:
        start += 1  # of a quotation that goes on
    return start, end  # ``raids are unacceptable | and those who raid must be held``


def _is_joined(line: Line, p: Predicate, i: int) -> bool:
    """Whether another clause begins at `i`, or behind an aside there: ``we will not wait | and, we say, we must go``.

    Behind other verbs than "be" only one that says what will or must be is told apart.
    """
    joint = i - 1
    if line.words[i] == ",":
        i = next((k + 1 for k in range(i + 1, min(len(line) - 1, i + _ASIDE)) if line.words[k] == ","), i)
    if not line.subject_and_verb_at(i) or _is_subject_beside(line, p.group[1], joint):
        return False
    found = line.np_after(i)
    return p.lemma in _BE or (found is not None and line.tags[found[1] : found[1] + 1] == ["MD"])


def _is_subject_beside(line: Line, start: int, k: int) -> bool:
    """Whether "and" at `k` joins two subjects of one verb: ``and that the truce | and | the talks should go on``."""
    last = next((i for i in range(k - 1, start, -1) if line.tags[i] == "CC" or line.words[i] == "that"), None)
    return last is not None and not any(tag in FINITE or tag == "VB" for tag in line.tags[last:k])


def _clause(page: Pages, line: Line, p: Predicate, statement: Statement) -> Range:
    opening = page.opening(line, p.verb, statement)
    if opening is not None and opening < p.group[0] and _is_first(line, opening, p.group[0]):
        return clause(line, (opening, p.group[0]), p.group[0])
    subject = p.antecedent or p.subject
    if p.subject and p.subject[1] - p.subject[0] == 1 and line.words[p.subject[0]] == "it" and p.lemma in _BE:
        return clause(line, p.subject, p.group[0])
    joint = line.words[line.skip_adverbs_before(p.group[0]) - 1]
    beside = joint == "but" or (joint == "and" and is_negated(line, p))
    if subject and beside and any(tag in FINITE for tag in line.tags[subject[1] : p.group[0]]):
        subject = None  # ``he was open to a truce but | would not rush into one``
    return clause(line, subject, p.group[0])


def _is_first(line: Line, start: int, end: int) -> bool:
    """Whether no other clause stands in a range."""
    if any(line.words[k] == "that" and line.tags[k] == "IN" for k in range(start + 1, end)):
        return False  # ``remarks made | that any truce must C``
    return not any(tag in FINITE or tag == "WH" for tag in line.tags[start:end]) and not any(
        word in (",", ";", ":") or (word in SUBORDINATORS and word != "that")
        for word in line.words[start:end]
    )


def _stance(page: Pages, line: Line, p: Predicate, side: Who, opening: int | None) -> tuple[str, str] | None:
    helpers, negated = helpers_of(line, p), is_negated(line, p)
    own = _is_own(page, line, p, side)
    if p.lemma in _BE:
        return _called(line, p, negated) if not own else None
    if own and any(w in listed("willing") for w in helpers) and _is_main(line, p, opening):
        if negated and line.tags[p.verb] == "VBG" and p.subject and page.sides.is_person(line, p.subject):
            return None  # what somebody does not have in his diary: ``Vey would not be attending C``
        if negated:
            return None if _first(p) in listed("mental") or p.passive else ("rejects", "will not")
        if _first(p) in listed("commissive") and not p.passive:
            return ("accepts" if p.lemma in ("attend", "participate", "join") else "offers"), "will"
        return None
    if own and ("can" in helpers or "could" in helpers) and negated:
        return ("rejects", "cannot") if _first(p) in listed("refused") else None
    if own:
        return None
    if _obliges(page, line, p, helpers, side):
        return ("rejects", "must not") if negated else ("demands", "must")
    if _is_tied(line, p, helpers, negated):
        return "conditions", "only if"
    willed = any(w in listed("willing") for w in helpers)
    if p.lemma in ("stay", "remain") and line.words[p.group[1] : p.group[1] + 2] in (
        ["in", "place"],
        ["in", "force"],
    ):
        return "conditions", "stays in place"
    subject = line.words[slice(*p.subject)] if p.subject else []
    vague = any(w in _VAGUE for w in subject)
    settled = any(w in listed("settlements") for w in subject)
    if p.lemma in ("depend", "hinge") and (willed or settled) and not negated and not vague:
        return "conditions", "depends"
    return None


def _is_tied(line: Line, p: Predicate, helpers: Sequence[str], negated: bool) -> bool:
    """Whether something is told to be possible on one condition: ``can be reached only if C``."""
    possible = any(w in ("can", "could", "will", "would") for w in helpers)
    behind = line.words[p.verb + 1 : p.verb + _TIED]
    only = any(
        behind[k : k + 2] in (["only", "if"], ["only", "when"], ["only", "after"]) for k in range(len(behind))
    )
    only = only or ("only" in helpers and not {"if", "when", "once", "after"}.isdisjoint(behind))
    return possible and only and not negated


def _is_main(line: Line, p: Predicate, opening: int | None) -> bool:
    """Whether a clause is no complement of an adjective or a noun: not ``it is strange that we would go``."""
    start = p.subject[0] if p.subject else p.group[0]
    if opening is not None and not any(tag in FINITE for tag in line.tags[opening:start]):
        return True
    before = line.words[start - 1] if start else ""
    joined = before in (",", "and", "but", ";", '"') or (
        before == "that" and line.tags[start - 2] not in ("JJ", "NN")
    )
    return start < 2 or joined or line.tags[start - 1] in ('"', "RB")


def _least(line: Line, content: Range) -> Range | None:
    """What is demanded by who will not accept less: ``we will not accept anything less than | an end to C``."""
    for k in range(content[0], content[1] - 3):
        if line.words[k] == "anything" and tuple(line.words[k + 1 : k + 3]) in (
            ("less", "than"),
            ("short", "of"),
        ):
            return k + 3, content[1]
    return None


def _is_promise(statement: Statement, p: Predicate) -> bool:
    """Whether what will not be done is promised, not refused: ``promised that T | would not arm | the islands``."""
    return statement.act == "promise" and _first(p) not in listed("refused")


def _is_guess(line: Line, p: Predicate, statement: Statement) -> bool:
    """Whether it is suggested what a thing should lead to: ``suggested that the missiles | should deter M``."""
    suggested = statement.cue is not None and lemma(statement.cue.split()[-1].lower()) == "suggest"
    return suggested and not p.passive and p.subject is not None and not can_speak(line, p.subject)


def _first(p: Predicate) -> str:
    """The verb without its particle: ``give`` of ``give up``."""
    return p.lemma.split()[0]


def _obliges(page: Pages, line: Line, p: Predicate, helpers: Sequence[str], side: Who) -> bool:
    if p.subject and p.subject[1] - p.subject[0] == 1 and line.words[p.subject[0]] in _NOBODY:
        return False
    ours = listed("partisans") | listed("nationals")
    if p.subject and not ours.isdisjoint(line.words[slice(*p.subject)]):
        return False
    if p.lemma in listed("mental") or p.antecedent or "have" in helpers:
        return False  # ``a nation that must lead``, ``should never have been signed``
    if "should" in helpers and _is_lamented(line, p):
        return False
    if any(w in listed("obliging") for w in helpers):
        hoped = p.lemma in listed("outcomes") and "should" in helpers and not p.passive
        return not (hoped and (p.subject is None or _is_thing(line, p)))
    if line.words[p.group[1] + 1 : p.group[1] + 2] and line.words[p.group[1] + 1] in listed("mental"):
        return False
    if p.lemma not in ("need", "have", "ought") or line.words[p.group[1] : p.group[1] + 1] != ["to"]:
        return False
    return p.subject is not None and line.words[p.subject[0]] != "it"


def _is_lamented(line: Line, p: Predicate) -> bool:
    """Whether what "should" tells has come about and is judged: ``it is shocking that | T should be held``."""
    begin = p.subject[0] if p.subject else p.group[0]
    begin += line.words[begin] == "that"
    judged = begin > 1 and line.words[begin - 1] == "that" and line.tags[begin - 2] in ("JJ", "VBG")
    return judged and line.words[begin - 2] not in listed("necessary")


def _is_thing(line: Line, p: Predicate) -> bool:
    """Whether what should come of it is hoped for, not asked: ``the deal | should boost exports``."""
    if p.subject is None:
        return False
    return line.words[p.subject[1] - 1] in listed("settlements") or not can_speak(line, p.subject)


def _called(line: Line, p: Predicate, negated: bool) -> tuple[str, str] | None:
    """What is called unacceptable, or necessary: ``it is crucial that C``."""
    helpers = helpers_of(line, p)
    if any(w in listed("obliging") for w in helpers):
        strict = ("must" in helpers or p.lemma != "be") and not _is_concluded(line, p)
        return (("rejects" if negated else "demands"), "must be") if strict else None
    i, likely = p.group[1], False
    while i < len(line) and line.tags[i] == "RB":
        likely = likely or line.words[i] in listed("degrees")
        negated = negated or line.words[i] in ("not", "never")
        i += 1
    word = line.words[i] if i < len(line) else ""
    if word in listed("unacceptable") and not negated and not is_deplored(line, p.subject):
        return "rejects", "called unacceptable"
    if word == "possible" and not likely and line.words[i + 1 : i + 2] != ["because"]:
        return ("rejects" if negated else "open_to"), "called possible"
    asks = line.words[i + 1 : i + 2] in (["that"], ["for"]) or line.tags[i + 1 : i + 3] in (
        ["TO", "VB"],
        ["IN", "VB"],
    )
    if word in listed("necessary") and asks and not negated and not _is_of_speaker(line, p):
        return "demands", "called necessary"
    if line.words[i : i + 3] == ["off", "the", "table"] and not negated:
        return "rejects", "called off the table"
    out = line.words[p.group[1] : p.group[1] + 4] == ["out", "of", "the", "question"]
    if (out or line.words[i : i + 3] == ["a", "red", "line"]) and not negated:
        return "rejects", "called a red line"
    return None


def _is_concluded(line: Line, p: Predicate) -> bool:
    """Whether what must be so is only inferred: ``the rebels must be | behind the attack``."""
    return line.words[p.group[1] : p.group[1] + 1] != [] and line.words[p.group[1]] in listed("inferred")


def _is_of_speaker(line: Line, p: Predicate) -> bool:
    """Whether what is called necessary is what the side does itself: ``its surge in attacks is necessary to C``."""
    if p.subject is None:
        return False
    first = p.subject[0]
    return not _OWNED.isdisjoint(line.words[max(0, first - 1) : first + 1])


def _is_own(page: Pages, line: Line, p: Predicate, side: Who) -> bool:
    if p.subject is None:
        return False
    if p.subject[1] - p.subject[0] == 1 and line.words[p.subject[0]] in _OWN:
        return True
    sides = page.sides.of_phrase(line, p.subject, side)
    return [who.actor_id for who in sides] == [side.actor_id]


def _conditional(line: Line, p: Predicate) -> bool:
    begin = p.subject[0] if p.subject else p.group[0]
    return (
        begin > 0
        and line.words[begin - 1]
        in ("if", "unless", "whether", "until", "when", "what", "which", "who", "that")
        and (line.words[begin - 1] not in ("that",) or line.tags[begin - 1] == "WH")
    )
