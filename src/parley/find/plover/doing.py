"""Who acts in an incident and to whom it is done, of the phrases that its verb has."""

from __future__ import annotations

from parley.find.plover.event import Event
from parley.find.plover.heads import heads
from parley.find.plover.lexicon import light, members, singular
from parley.find.plover.phrases import front, is_bearing, is_someone
from parley.find.plover.sides import is_name
from parley.find.predicates import Predicate
from parley.language.line import Line, Range
from parley.vocab import words

_TWO, _FIRST = 6, 3  # words in which the first of two stands, and the fewest of them
_NOWHERE = frozenset({"air", "sky"})
_AMONG = frozenset({"with", "between", "against", "on", "to", "from"})
_NEAR_SET = frozenset({"in", "at", "near", "on"})
_NEAR = frozenset({"in", "at", "near", "outside", "on", "across", "inside", "around"})


def acting(line: Line, event: Event) -> tuple[Range, ...]:
    """The phrases of those who act, without a place that only stands before a relative clause."""
    p = event.verb
    if p is None or p.antecedent is None:
        return tuple(_of_both(line, r) for r in event.agents)
    body = _led(line, p)
    if body:
        return tuple(body if r == p.antecedent else r for r in event.agents)
    start = p.antecedent[0]
    that = p.subject is not None and line.words[p.subject[0]] == "that"
    among = start > 0 and (line.words[start - 1] in _AMONG or line.tags[start - 1] in ("CC", ","))
    if that and among and "NNP" in line.tags[slice(*p.antecedent)]:
        return tuple(r for r in event.agents if r != p.antecedent)  # ``a war with T | that cut exports``
    at_place = start > 0 and line.words[start - 1] in _NEAR
    if line.words[start - 1] == ",":  # ``in Velm, Morvania, that``
        at_place = not _NEAR_SET.isdisjoint(line.words[max(0, start - 4) : start])
    return tuple(r for r in event.agents if not (at_place and r == p.antecedent))


def _of_both(line: Line, phrase: Range) -> Range:
    """What goes on between two of whom a phrase names but the second: ``| fighting | between T and rebels``."""
    start = phrase[0]
    if start < _FIRST or line.words[start - 1] != "and":
        return phrase
    near = range(start - 2, max(0, start - _TWO), -1)
    k = next((k for k in near if line.words[k] == "between"), None)
    return phrase if k is None else (k - 1, k)


def _led(line: Line, p: Predicate) -> Range | None:
    """The body of which a clause tells behind the name of a post: ``as head of | the agency | that is conducting``."""
    if p.antecedent is None or p.subject is None or line.words[p.subject[0]] not in ("that", "which"):
        return None
    start, end = p.antecedent
    of = next((k for k in range(end - 1, start, -1) if line.words[k] == "of"), None)
    led = of is not None and singular(line.words[of - 1]) in members("envoy") | members("people")
    return (of + 1, end) if of is not None and led and of + 1 < end else None


def is_own_force(line: Line, event: Event) -> bool:
    """Whether the force that a passive tells of is that of who moves it: ``| Tavrian troops | were withdrawn``."""
    p = event.verb
    moved = event.deed in ("MOBILIZE", "RETREAT") and p is not None and p.passive and p.agent is None
    return moved and any(
        not members("troops").isdisjoint(heads(line, front(line, r))) for r in event.recipients
    )


def done_to(line: Line, event: Event) -> tuple[Range, ...]:
    """The phrases of those to whom it is done, without what is shot at them: ``launched | a drone | towards T``."""
    p = event.verb
    if p is not None and p.passive and p.patient and _is_maker(line, p.patient[0]):
        return tuple(r for r in event.recipients if r != p.patient)
    if p is not None and p.passive and p.agent is None and _is_of_embassy(line, event, p):
        return ()  # closed by the state whose it is
    if p is not None and p.lemma in light("sending") and event.deed_mode == "investigate":
        return ()  # ``sent | experts | to T``: where they go, not whom they look into
    if p is not None and p.lemma in light("sending") and event.deed == "AID":
        means = p.patient if p.passive else p.object
        into = p.phrase("to", "into", "for")
        rest = tuple(r for r in event.recipients if r != means)
        return (into,) if into and is_name(line, into) else rest  # ``rushed | doctors | into T``
    kin = _kin(line, p) if p is not None else None
    if kin:
        return (kin,)
    if p is not None and p.passive and p.subject and _is_whose(line, p.subject[1], p.group[0]):
        return tuple(r for r in event.recipients if r != p.patient)
    if event.deed_mode == "abduct" and p is not None and p.object and _is_hostage(line, p.object):
        return _whom(line, p)
    if event.deed == "MOBILIZE":  # ``deployed | its guard``, ``sent | T's troops``
        own = members("troops") | members("weapons")
        return tuple(
            r
            for r in event.recipients
            if line.words[r[0]] not in words("possessives")
            and (p is None or r != p.object or own.isdisjoint(heads(line, front(line, r))))
        )
    if event.deed == "PROTEST":  # ``protested the arrest of | Vey``
        suffered = light("done_against")
        return tuple(r for r in event.recipients if suffered.isdisjoint(map(singular, line.words[slice(*r)])))
    if p is not None and p.lemma in ("leave", "depart") and event.deed_mode == "visit":
        goal = p.phrase("for")  # ``left Velm for | Tavria``
        goal = goal if goal and _is_at_verb(line, p, goal[0] - 1) else None
        feast = goal is not None and not light("feasts").isdisjoint(line.words[slice(*goal)])
        return (goal,) if goal and is_name(line, goal) and not feast else ()
    moved = event.deed_mode == "withdraw" and event.deed == "RETREAT" and p is not None and not p.passive
    if moved and p and p.object and not members("troops").isdisjoint(heads(line, front(line, p.object))):
        left = p.phrase("from")  # ``withdrew | its troops | from T``
        rest = tuple(r for r in event.recipients if r != p.object)
        return (left,) if left and is_name(line, left) else rest
    if (event.deed, event.deed_mode) == ("SANCTION", "withdraw") and p is not None and p.phrase("from"):
        return tuple(r for r in event.recipients if r != p.object)  # ``withdrew | T | from the accord``
    if (event.deed, event.deed_mode) == ("RETREAT", "withdraw") and event.is_noun:
        own = members("troops") | members("arms_of_state")  # ``ordered a pullback of | T's forces``
        return tuple(r for r in event.recipients if own.isdisjoint(heads(line, front(line, r))))
    if event.deed == "ASSAULT" and any(is_bearing(line, r) for r in event.recipients):
        return tuple(r for r in event.recipients if not is_bearing(line, r))
    if (
        event.deed in ("AID", "COOPERATE")
        and p is not None
        and not p.passive
        and (to := p.phrase("to", "for") if event.deed == "AID" else p.object and p.phrase("with"))
        and is_name(line, to)
    ):
        return (to,)  # ``gave | 40 doctors | to T``
    if p is None or p.lemma.split()[0] not in light("shooting"):
        return event.recipients
    if p.passive and p.lemma == "use":
        return tuple(r for r in event.recipients if r != p.patient)  # ``| chemical agents | were used``
    hit = p.phrase("at", "towards", "toward", "into", "against")
    if hit and not _NOWHERE.isdisjoint(heads(line, hit)):
        hit = None  # ``fired | into the air``
    aimed = (r for r in event.recipients if _NOWHERE.isdisjoint(heads(line, r)))
    others = (r for r in aimed if members("weapons").isdisjoint(heads(line, front(line, r))))
    return tuple(dict.fromkeys([*others, *([hit] if hit else [])]))


def _is_at_verb(line: Line, p: Predicate, at: int) -> bool:
    """Whether a preposition goes on the verb, not what is carried: ``left with a message | for | T``."""
    return not any(word == "with" and r[1] == at for word, r in p.phrases)


def _is_hostage(line: Line, phrase: Range) -> bool:
    """Whether somebody is only taken hostage, and who that is stands elsewhere."""
    return phrase[1] - phrase[0] == 1 and singular(line.words[phrase[0]]) in ("hostage", "captive")


def _whom(line: Line, p: Predicate) -> tuple[Range, ...]:
    """Of whom a clause tells what others did to him: ``| the envoy | whom rebels took hostage``."""
    start = p.subject[0] if p.subject else p.group[0]
    if start == 0 or line.words[start - 1] not in ("whom", "who"):
        return ()
    found = line.np_before(start - 1 - (line.words[start - 2] == ","))
    return (found,) if found else ()


def _kin(line: Line, p: Predicate) -> Range | None:
    """Whose relative was told of, where a clause tells of his death: ``the mother of | Vey |, who was killed``."""
    died = p.lemma in ("die", "perish") or (p.passive and p.lemma in light("lethal"))
    if p.subject is None or not died or line.words[p.subject[0]] != "who":
        return None
    end = p.subject[0] - (line.words[p.subject[0] - 1] == ",")
    found = line.np_before(end)
    of = next((k for k in range(*found) if line.words[k] == "of"), None) if found else None
    if of is None or of == 0 or of + 1 >= end or line.words[of - 1] not in light("kin"):
        return None
    return of + 1, end


def _is_maker(line: Line, start: int) -> bool:
    """Whether what was read as a subject made it: ``a letter written by | Lund | was released``."""
    return start > 1 and line.words[start - 1] == "by" and line.tags[start - 2] == "VBN"


def _is_of_embassy(line: Line, event: Event, p: Predicate) -> bool:
    """Whether an embassy is closed, nobody says by whom: ``T's embassy in M | was closed``."""
    if (event.deed, event.deed_mode) != ("SANCTION", "withdraw") or p.patient is None:
        return False
    return not members("embassy").isdisjoint(heads(line, front(line, p.patient)))


def _is_whose(line: Line, start: int, end: int) -> bool:
    """Whether a clause between a name and its verb tells of his: ``Lund|, whose son, Ivo, | was killed``."""
    return line.words[start : start + 2] == [",", "whose"] and start < end


def may_outlive(line: Line, event: Event) -> bool:
    """Whether a pronoun is whom somebody killed, so that it may stand for one who speaks: ``Vey said he | was killed``.

    Not where it tells of his last words: ``said before he | was executed``.
    """
    p = event.verb
    if p is None or p.lemma not in light("lethal") or not p.passive or p.subject is None:
        return False
    start = p.subject[0]
    pronoun = line.words[start] in ("he", "she") and p.subject[1] - start == 1
    return pronoun and line.words[start - 1] not in ("before", "until", "when")


def is_who_of_place(line: Line, event: Event) -> bool:
    """Whether "who" stands behind a name that a preposition holds: ``three men from | T | who were planning``.

    A state is no "who" there; behind a comma it may be one.
    """
    p = event.verb
    if p is None or p.antecedent is None or p.subject is None or line.words[p.subject[0]] != "who":
        return False
    start, end = front(line, p.antecedent)
    if line.words[p.subject[0] - 1] == "," or is_someone(line, (start, end)):
        return False
    held = start > 0 and line.tags[start - 1] == "IN" and line.words[start - 1] != "by"
    return held or line.tags[end - 1] != "NNP"


def is_of_war(line: Line, event: Event) -> bool:
    """Whether it is a war that costs lives, of which a name only says where it is: ``| the Tavrian war | killed``."""
    ends = [front(line, r)[1] - 1 for r in event.agents] if event.verb else []
    return any(singular(line.words[k]) in light("goings_on") and not line.is_possessive(k) for k in ends)


def is_of_body(line: Line, phrase: Range) -> bool:
    """Whether a phrase is only the body of somebody of whom a clause tells: ``a veteran of | the guards |, who``."""
    start, end = phrase
    who = end + (line.words[end : end + 1] == [","])
    return (
        start > 1
        and line.words[start - 1] == "of"
        and line.words[who : who + 1] == ["who"]
        and line.tags[end - 1] == "NNP"
        and singular(line.words[start - 2]) not in light("partitive")
        and line.tags[start - 2] == "NN"
    )
