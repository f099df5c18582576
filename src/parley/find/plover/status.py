"""What is known of a deed: that it was, will be or may be done, or is denied; or that none is told at all."""

from __future__ import annotations

from collections.abc import Sequence

from parley.find import realis
from parley.find.plover.event import Event
from parley.find.plover.habits import is_fate, is_general, is_habit, is_habit_of, is_said_of_all_times
from parley.find.plover.lexicon import light, members, singular
from parley.find.plover.unreal import behind_that, is_tied, is_unreal
from parley.find.predicates import FINITE_FORM, GERUND, INFINITIVE, PARTICIPLE, Predicate
from parley.language.lemmas import lemma
from parley.language.line import Line
from parley.language.tags import FINITE, VERBS
from parley.records import Statement
from parley.vocab import words

_NOT_TOLD = frozenset({"demand", "request", "ask", "offer", "reject"})  # acts whose content is no report
_OF_FUTURE = frozenset({"threaten", "promise", "warn"})
_OPEN = frozenset({"if", "whether", "unless"})
_AIR = frozenset({"air", "drone", "missile", "rocket"})
_ROW = 12  # words before a clause in which what governs it stands
_NOT = 4  # words before an infinitive in which its verb is negated
_LASTING = frozenset({"AID", "COOPERATE", "SANCTION"})
_BE = frozenset({"be", "isn't", "wasn't", "aren't", "weren't"})
_NOBODY = frozenset({"no", "zero", "nobody", "none", "neither", "few"})
_PERFECT = frozenset({"did", "had", "has", "have", "was", "were", "been"})


def status_of(line: Line, event: Event, told: Statement | None, found: Sequence[Predicate]) -> str | None:
    """What is known of it: that it was, will be, may be; denied by whom tells of it. None: it is no incident."""
    p = event.verb
    if told and (told.act == "deny" or told.negated):
        return "denied" if told.act == "deny" and not _is_left_open(line, told) else None
    if told and (told.act in _NOT_TOLD or (told.hypothetical and told.act not in _OF_FUTURE)):
        return None
    if p is None:
        if _is_withheld(line, event, found):
            return None
        unreal = event.negated or event.hypothetical or _is_in_thought(line, event, found)
        unreal = unreal or _is_feared(line, event.trigger[0])
        return None if unreal else "reported"
    helpers = line.words[p.group[0] : p.verb]
    if is_unreal(line, p, found) or (p.form == PARTICIPLE and p.subject and _is_feared(line, p.subject[0])):
        return None
    if event.negated:
        about = p.antecedent or "WH" in line.tags[max(0, p.group[0] - _ROW) : p.group[0]]
        return "denied" if told and not about and not _PERFECT.isdisjoint(helpers) else None
    nobody = any(
        line.words[r[0]] in _NOBODY or (r[0] > 0 and line.words[r[0] - 1] == "nor")
        for r in (*event.agents, *event.recipients)
    )
    if p.passive and p.lemma == "prepare" and p.clause:
        return None  # ``is prepared to fight on``
    workers = any(not light("workers").isdisjoint(map(singular, line.words[slice(*r)])) for r in event.agents)
    if workers and event.deed == "ASSAULT" and singular(line.words[event.trigger[1] - 1]) == "strike":
        return None  # ``teachers joined | the strike | against cuts``
    if event.deed_mode == "strike" and p.object and not _AIR.isdisjoint(line.words[slice(*p.object)]):
        return None  # no strike of workers: ``continued air strikes``
    if nobody or not light("nearly").isdisjoint(helpers) or is_habit(line, p) or is_habit_of(line, p):
        return None
    if (told is None and (_is_believed(p, found) or is_fate(line, p))) or is_said_of_all_times(
        line, p, found
    ):
        return None
    if event.deed in _LASTING and p.lemma != "be" and is_general(line, p):
        return None
    if (told is None or told.speaker is None) and _is_charged(p, found):
        return None
    if (
        p.form == GERUND
        and event.deed == "COERCE"
        and p.lemma == "force"
        and line.words[p.group[0] - 1] == ","
    ):
        return None  # what came of the deed before: ``T shelled the port, | forcing thousands to flee``
    if p.form == INFINITIVE:
        return _of_infinitive(line, p, found)
    if p.form == GERUND and _is_denied(line, p):
        return "denied"
    if p.form == GERUND and not (_is_fact(line, p) and _goes_on_fact(line, p, found)):
        return None
    if _is_claimed(line, p, told) or _may_be_meant(line, p, found):
        return None
    if any(w in light("duty") for w in helpers) or _is_thought(line, p):
        return None
    if "would" in helpers and is_tied(line, p, found):
        return "hypothetical"  # ``said he would kill him if he came``
    if "would" in helpers:
        start = p.subject[0] if p.subject else p.group[0]
        of_plan = start > 0 and line.tags[start - 1] == "WH"  # ``a plan, under which | Vey would leave``
        if event.is_noun and p.subject and p.subject[0] <= event.trigger[0] < p.subject[1]:
            return None  # ``| Vey's resignation would | cause strife``
        return "planned" if told and p.antecedent is None and not of_plan else None
    if event.future and (line.words[0] == "if" or is_tied(line, p, found) or _is_believed(p, found)):
        return "hypothetical"  # ``If he returns, he will be arrested``
    if event.future or (event.is_noun and p.lemma in light("coming") - light("decree")):
        return "planned"
    if event.hypothetical:
        return "hypothetical" if p.form == FINITE_FORM else None
    return "reported"


def _is_left_open(line: Line, told: Statement) -> bool:
    """Whether who is asked neither confirms nor denies: ``would not confirm or deny | that T fired``."""
    at = next((k for k, token in enumerate(line.tokens) if token.start >= told.content_spans[0].start), 0)
    return "confirm" in line.words[max(0, at - _ROW) : at]


def _is_withheld(line: Line, event: Event, found: Sequence[Predicate]) -> bool:
    """Whether a noun is of what somebody keeps back: ``was withholding | aid | to T``, ``T's aid | is frozen``."""
    i = event.trigger[0]
    if event.deed in ("AID", "COOPERATE") and _is_on_hold(line, i):
        return True
    return event.deed in ("AID", "COOPERATE") and any(
        q.lemma in light("withholding")
        and any(r and r[0] <= i < r[1] for r in (q.object, q.patient, q.clause))
        for q in found
    )


def _is_on_hold(line: Line, i: int) -> bool:
    """Whether a noun is what a stop is of: ``the hold on | Tavrian military aid``."""
    k = i
    while k > 0 and line.tags[k - 1] in ("NN", "NNS", "NNP", "JJ", "POS", "CD", "DT"):
        k -= 1
    stopped = k > 1 and line.words[k - 1] in ("on", "of", "in", "to")
    return stopped and line.tags[k - 2] in ("NN", "NNS") and singular(line.words[k - 2]) in light("withheld")


def _is_in_thought(line: Line, event: Event, found: Sequence[Predicate]) -> bool:
    """Whether a noun is what a clause that is not told as fact is about: ``an attack by S would ...``."""
    i = event.trigger[0]
    spared = light("calling_off") | light("averting")
    likely = any(
        q.lemma in _BE
        and q.subject
        and q.subject[0] <= i < q.subject[1]
        and not light("odds").isdisjoint(line.words[q.group[1] : q.group[1] + 2])
        for q in found
    )
    off = likely or any(q.object and q.object[0] <= i < q.object[1] and q.lemma in spared for q in found)
    return off or any(
        q.realis != realis.ACTUAL and q.subject and q.subject[0] <= i < q.subject[1] for q in found
    )


def _is_charged(p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether somebody is charged with a deed, and nobody is named who charges him: ``S is accused of | aiding T``."""
    near = next((q for q in reversed(found) if q.verb < p.verb), None)
    charging = words("charging") - words("proving")
    return (
        p.form == GERUND
        and near is not None
        and near.passive
        and near.phrase("by") is None
        and near.lemma in charging
    )


def _is_believed(p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a clause is what somebody believes, whose words nobody prints: ``most of them believe S | used gas``."""
    return any(
        q.lemma in light("believing") and q.clause and q.clause[0] <= p.verb < q.clause[1] for q in found
    )


def _is_feared(line: Line, i: int) -> bool:
    """Whether a noun is what a threat or a chance is of: ``the lingering threat of | a limited strike``."""
    k = i
    while k > 0 and line.tags[k - 1] not in ("IN", "TO", ",", ".") and not line.tags[k - 1].startswith("VB"):
        k -= 1
    if k < 2 or line.words[k - 1] not in ("of", "for"):
        return False
    in_case = line.words[k - 2] in ("event", "case") and "in" in line.words[max(0, k - 4) : k - 2]
    return in_case or singular(line.words[k - 2]) in light("feared")  # ``in the event of | an attack``


def _is_thought(line: Line, p: Predicate) -> bool:
    """Whether a clause tells of no deed: ``after S leaves``, ``in case S attacks``, ``no evidence S attacked``."""
    start = p.subject[0] if p.subject else p.group[0]
    before = line.words[max(0, start - 3) : start]
    if before[-2:] == ["how", "often"]:
        return True
    if (
        line.words[0] == "should"
        or _in_case(line, start)
        or _without_sign(line, start)
        or not _OPEN.isdisjoint(before)
        or _is_asked(line, start)
    ):
        return True
    present = p.form == FINITE_FORM and line.tags[p.group[0]] in ("VBZ", "VBP")
    return present and before[-1:] != [] and before[-1] in light("subordinators") - {"that", "which", "who"}


def _is_asked(line: Line, start: int) -> bool:
    """Whether a clause with a long subject is a question: ``verify | whether forces loyal to S | have used gas``."""
    for k in range(start - 1, max(-1, start - 1 - _ROW), -1):
        if line.words[k] == "whether":
            return True
        if line.tags[k] in FINITE or line.words[k] == ",":
            return False
    return False


def _in_case(line: Line, start: int) -> bool:
    """Whether a clause stands behind "in case", the second of a row too: ``in case T waits and S attacks``."""
    row = line.words[max(0, start - _ROW) : start]
    return row[-1:] == ["case"] or (row[-1:] in (["and"], ["or"]) and "case" in row and "," not in row)


def _without_sign(line: Line, start: int) -> bool:
    """Whether there is no sign of what a clause tells: ``no evidence | that S attacked``."""
    row = line.words[max(0, start - _ROW) : start]
    at = next((k for k in range(len(row) - 1, -1, -1) if row[k] in light("signs")), None)
    return at is not None and (not light("none").isdisjoint(row[max(0, at - 2) : at]) or at >= len(row) - 3)


def _of_infinitive(line: Line, p: Predicate, found: Sequence[Predicate]) -> str | None:
    """Of what hangs on another verb: ``began to shell``, ``plans to send``; not ``wants to``, ``is able to``."""
    before = line.words[p.group[0] - 1] if p.group[0] and line.words[p.group[0]] == "to" else ""
    above = lemma(before, line.tags[p.group[0] - 1]) if before else ""
    i = p.group[0]
    if before == "used" and not members("means").isdisjoint(map(singular, line.words[max(0, i - 2) : i - 1])):
        return None  # ``missiles used to strike T``
    if any(w in ("not", "never") or w.endswith("n't") for w in line.words[max(0, i - _NOT) : i]):
        return None  # ``is not expected to``
    if before == "decision" and not _is_taken(i - 1, found):
        return None  # ``T's decision | to strike | sent a message``: long carried out
    above_it = next((q for q in found if q.verb == p.governor), None)
    if above_it and _is_demanded(line, above_it):
        return None
    ahead = above_it is not None and above_it.future and above_it.realis != realis.NEGATED
    if ahead and above in light("going_on"):
        return "planned"  # ``will continue to``
    if above_it and (above_it.realis != realis.ACTUAL or _is_open(line, above_it)):
        return None  # ``could decide to``, ``unless T agreed to``
    if singular(before) in light("plans") and _is_opposed(i - 1, found):
        return None
    if before in light("plans") - light("wishes") or not light("coming").isdisjoint((above, before)):
        return "planned"
    return "reported" if above in light("aspect") - {"be", "have"} else None


def _is_demanded(line: Line, q: Predicate) -> bool:
    """Whether somebody has to do a thing: ``had | to promise | to leave``."""
    return q.form == INFINITIVE and line.words[max(0, q.group[0] - 1)] in (
        "has",
        "have",
        "had",
        "needs",
        "need",
    )


def _is_taken(i: int, found: Sequence[Predicate]) -> bool:
    """Whether a decision is told as news: ``announced | the decision``, ``| the decision | was taken``."""
    return any(q.lemma in light("deciding") and q.patient and q.patient[0] <= i < q.patient[1] for q in found)


def _is_opposed(i: int, found: Sequence[Predicate]) -> bool:
    """Whether others stand against a plan: ``have blocked | Vey's plans | to send troops``."""
    return any(q.object and q.object[0] <= i < q.object[1] and q.lemma in light("opposing") for q in found)


def _is_denied(line: Line, p: Predicate) -> bool:
    """Whether a gerund is what somebody denies: ``denied | deliberately shelling T``."""
    i = p.group[0] - 1
    while i > 0 and line.tags[i] == "RB":
        i -= 1
    return i >= 0 and lemma(line.words[i], line.tags[i]) == "deny"


def _is_claimed(line: Line, p: Predicate, told: Statement | None) -> bool:
    """Whether a clause tells what others claim, whose claim nobody voices here: ``T's claims that S attacked are``."""
    k = behind_that(line, p)
    if k is None or singular(line.words[k - 1]) not in light("claims"):
        return False
    return told is None or told.content_spans[0].start < line.tokens[k + 1].start


def _may_be_meant(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a clause is what something may mean, or what may turn out: ``could mean | S lets in inspectors``.

    ``if it is confirmed that | S used gas``.
    """
    return any(
        ((q.realis == realis.HYPOTHETICAL and q.lemma == "mean") or _is_open(line, q))
        and q.clause
        and q.clause[0] <= p.verb < q.clause[1]
        for q in found
    )


def _is_open(line: Line, q: Predicate) -> bool:
    """Whether a clause is a condition or a question: ``if it is confirmed``."""
    start = q.subject[0] if q.subject else q.group[0]
    return not _OPEN.isdisjoint(line.words[max(0, start - 2) : q.group[0]])


def _goes_on_fact(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a gerund that is joined to another is as much a fact: not ``considered leaving and | shelling T``."""
    if line.words[p.group[0] - 1] not in ("and", "or"):
        return True
    joined = next((q for q in reversed(found) if q.verb < p.verb), None)
    if joined is None or joined.form != GERUND or joined.group[0] == 0:
        return True
    before = joined.group[0] - 1
    hangs = line.tags[before] in VERBS or line.words[before] == "as"  # ``considered``, ``such as``
    return not hangs or _is_fact(line, joined)


def _is_fact(line: Line, p: Predicate) -> bool:
    """Whether the deed of a gerund was done: ``by shelling``, ``kept shelling``; not ``favoured shelling``."""
    i = p.group[0] - 1
    if i < 0:
        return False
    before = line.words[i]
    if before == "of":
        return any(lemma(line.words[k], line.tags[k]) in words("charging") for k in range(max(0, i - 4), i))
    if line.tags[i] in VERBS:
        goes_on = line.tags[i] != "VBG" or i == 0 or line.tags[i - 1] not in VERBS
        return goes_on and lemma(before, line.tags[i]) in light(
            "aspect"
        )  # not ``considers resuming | sending``
    return before in light("gerund") or (line.tags[i] in ("NN", "NNS", "NNP") and p.governor is None)
