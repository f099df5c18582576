"""Whether talks were held, are under way, planned, proposed, paused, called off or broken off, by their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parley.find import realis
from parley.find.meetings.clauses import above
from parley.find.meetings.going import of_purpose
from parley.find.meetings.lexicon import listed
from parley.find.predicates import FINITE_FORM, Predicate
from parley.language.line import Line

NONE = "none"  # it did not come about: no meeting to record
_MAY = frozenset({"could", "may", "might", "should", "can"})
_NOT = frozenset({"not", "n't", "never", "no"})
_OUTCOME = frozenset({"yield", "produce"})
_AHEAD = frozenset({"before", "ahead"})
_REACH = 14  # words from "not enough" to what it is too little for
_SINCE = 8  # words from "since" to the clause with "when" behind its time
_DONE = frozenset({"after", "following", "since"})
_WHEN = frozenset({"when", "before", "until", "once"})  # clauses whose present is of what is to come
_LIKELY = frozenset({"likely", "expected", "set", "due"})
_YET = frozenset({"until", "till", "before", "unless", "if", "without"})
_PAST = frozenset({"has", "have", "had", "was", "were", "did"})
_AGAINST = frozenset({"refuse", "decline", "reject", "rule out", "fail", "oppose", "avoid"})
_KEPT_BACK = frozenset({"hold back"})  # not held
_THERE_IS = frozenset({"be", "have", "see"})
_OFF = {"call off": "cancelled", "put off": "paused", "push back": "paused"}
_BY_NOUN = (
    ("without_success", "failed"),
    ("called_off", "cancelled"),
    ("put_off", "paused"),
    ("may_come", "proposed"),
    ("to_come", "scheduled"),
    ("going_on", "under_way"),
)
_RANK = ("cancelled", "failed", "held", "under_way", "paused", "scheduled", "proposed")


def best(found: Iterable[tuple[str, bool]]) -> str | None:
    """Of what several mentions of one meeting say, with whether they are sure of it, the one that stands."""
    told = list(found)
    every = {status for status, _ in told}
    sure = {status for status, certain in told if certain}
    if sure and sure <= {"paused", "proposed"} and every & {"held", "under_way"}:
        sure = every & {"held", "under_way"}  # put off or proposed, and then it came about
    states = [status for status, _ in told]
    if "cancelled" in sure and states.count("held") > max(1, states.count("cancelled")):
        return "held"  # told again and again as what came before: it took place after all
    if not sure and states.count("scheduled") > states.count("held"):
        every -= {"held"}  # told more often as what is ahead
    some = sure or every
    return next((status for status in _RANK if status in some), None)


def of_noun(words: Sequence[str]) -> str | None:
    """By the words before the noun: ``the planned talks``, ``a failed summit``."""
    return next((status for name, status in _BY_NOUN if not listed(name).isdisjoint(words)), None)


def of_subject(line: Line, verbs: Sequence[Predicate]) -> tuple[str, bool] | None:
    """By the verbs whose subject is the meeting: ``will be held``, ``have broken off``."""
    for p in reversed(verbs):
        status = _by_verb(line, p, p.lemma)
        if status:
            return status
    if not verbs:
        return None
    return _by_tense(line, verbs[0])


def calls_off(p: Predicate) -> bool:
    """Whether a verb calls a meeting off: ``cancelled``, ``called off``."""
    return p.lemma in _OFF or p.lemma.split()[0] in listed("cancel")


def is_to_be(line: Line, p: Predicate, word: str) -> bool:
    """Whether something is yet to be done at talks: ``a deal | to be signed at | their summit``."""
    there = word in ("in", "at", "during") and p.passive
    return there and line.words[p.group[0] : p.group[0] + 2] == ["to", "be"]


def is_of_it(line: Line, p: Predicate, start: int) -> bool:
    """Whether what a verb ends is something of the talks, and not they: ``broke the spirit of | the summit``."""
    ends = calls_off(p) or any(p.lemma.split()[0] in listed(name) for name in ("fail", "pause"))
    if not ends or p.object is None or p.object[0] >= start - 1 or line.words[start - 1] != "of":
        return False
    return not line.is_time(start - 2) and line.words[start - 2] not in listed("amounts")


def of_object(line: Line, p: Predicate, found: Sequence[Predicate]) -> tuple[str, bool] | None:
    """By the verb whose object the meeting is: ``concluded talks``, ``proposed a meeting``."""
    base = p.lemma.split()[0]
    if p.lemma in _OFF:
        return _by_verb(line, p, p.lemma)
    if p.lemma in _KEPT_BACK:
        return NONE, True
    if p.lemma == "be" and p.future and line.words[max(0, p.group[0] - 1)] == "there":
        return ("scheduled", True) if p.realis != realis.NEGATED else None  # ``there would be | a meeting``
    if p.form == "infinitive" and line.words[p.group[0] - 1] in listed("trying"):
        return "proposed", True  # ``efforts to arrange | a meeting``
    if base == "call" and p.object and line.words[p.object[0]] in listed("definite"):
        return None  # ``called the talks | encouraging``
    if base in listed("propose") and base not in listed("over") | listed("begin"):
        return (NONE, False) if p.realis == realis.NEGATED and not p.future else ("proposed", True)
    return of_deed(line, p, found) if _is_deed(base) else _by_verb(line, p, p.lemma)


def of_deed(line: Line, p: Predicate, found: Sequence[Predicate]) -> tuple[str, bool] | None:
    """By a verb of meeting, ``met``, ``will host``, ``held``, and those that it hangs on: ``agreed to meet``."""
    base = p.lemma.split()[0]
    governor = next((q for q in found if q.verb == p.governor), None)
    if is_of_none(line, p, found):
        return NONE, True
    over = [
        q for q in ([governor] if governor else []) + list(above(line, found, p.verb)) if q.verb != p.verb
    ]
    if _ready(line, p) and p.realis != realis.NEGATED:
        return ("scheduled" if _prepares(line, p) else "proposed"), True
    for q in over:
        name = q.lemma.split()[0]
        if q.lemma in _AGAINST or q.realis == realis.NEGATED:
            return NONE, True
        if name in listed("propose"):
            return "proposed", True
        if (name in listed("plan") or name in listed("agree")) and (p.form == "infinitive" or p.future):
            return (NONE, True) if name in listed("plan") and _was_before(line, q) else ("scheduled", True)
    if p.realis == realis.NEGATED or _was_only_meant(line, p):
        return NONE, True
    if _may(line, p):
        perfect = "have" in line.words[p.group[0] : p.verb] and line.tags[p.verb] in ("VBN", "VBD")
        return (
            NONE if perfect else "proposed"
        ), True  # ``may have had a third meeting``, of which nobody knows
    if p.future:
        return "scheduled", True
    if p.form == "infinitive" and line.words[p.group[0] - 1] in listed("due"):
        return "scheduled", True  # ``are set | to meet``, of which taggers take "set" for an adjective
    if p.form == "infinitive":
        return of_purpose(line, governor)
    if p.realis == realis.HYPOTHETICAL and not _goes_along(line, p):
        return "proposed", True
    return _by_main_clause(line, p, found) or _going(line, p, base)


def is_of_none(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether an infinitive says what there is none for: ``no plans for A | to go to Velm``."""
    if p.form == "infinitive" and _is_held_back(line, p.group[0]):
        return True
    governor = next((q for q in found if q.verb == p.governor), None)
    if p.form != "infinitive" or governor is None or not governor.object:
        return False
    return governor.lemma in _THERE_IS and line.words[governor.object[0]] == "no"


def _is_held_back(line: Line, at: int) -> bool:
    """Whether what an infinitive tells is not done: ``opted not | to meet``, ``not enough progress | to hold``."""
    before = line.words[max(0, at - _REACH) : at]
    scarce = any(before[k : k + 2] == ["not", "enough"] for k in range(len(before)))
    return before[-1:] == ["not"] or scarce


def _was_before(line: Line, p: Predicate) -> bool:
    """Whether a plan is told as one that was, of which nobody knows what came: ``had planned | to meet``."""
    return not p.passive and line.words[p.group[0]] == "had" and p.group[0] < p.verb


def _was_only_meant(line: Line, p: Predicate) -> bool:
    """Whether a verb tells what was to be and was not: ``was to | have met``, ``would | have met``."""
    perfect = "have" in line.words[p.group[0] : p.verb] and line.tags[p.verb] in ("VBN", "VBD")
    if not perfect:
        return False
    meant = {"to", "would", "should", "could"} & set(line.words[max(0, p.group[0] - 1) : p.verb])
    if "to" in meant and not {"would", "should", "could"} & meant:
        before = line.words[max(0, p.group[0] - 3) : p.group[0] + 1]
        return bool(
            {"was", "were", "due", "supposed", "meant", "scheduled", "hoped", "planned"} & set(before)
        )
    return bool(meant)


def _by_main_clause(line: Line, p: Predicate, found: Sequence[Predicate]) -> tuple[str, bool] | None:
    """Of a present in a clause of time, by the clause above it: ``will raise it when he | meets | T``."""
    start = p.subject[0] if p.subject else p.group[0]
    present = p.form == FINITE_FORM and line.tags[p.group[0]] in ("VBZ", "VBP", "VB") and not p.passive
    opens = line.words[max(0, start - 3) : start]
    above_it = [q for q in found if q.form == FINITE_FORM and q.verb != p.verb]
    if not opens or not above_it:
        return None
    if not present:  # ``would raise it when he | met | T``
        would = any("would" in line.words[q.group[0] : q.verb] for q in above_it)
        return ("scheduled", True) if would and opens[-1] == "when" else None
    if opens[-1] in _WHEN or opens == ["by", "the", "time"]:
        ahead = any(
            q.future or _may(line, q) or _LIKELY.intersection(line.words[q.verb : q.verb + 2])
            for q in above_it
        )
        return ("scheduled", True) if ahead else None
    now = any(line.tags[q.group[0]] in ("VBZ", "VBP") and not q.future for q in above_it)
    return ("under_way", True) if opens[-1] in ("as", "while") and now else None


def _goes_along(line: Line, p: Predicate) -> bool:
    """Whether a participle tells what went along: ``has been active, | meeting T twice``."""
    return p.form == "gerund" and p.group[0] > 0 and line.words[p.group[0] - 1] == ","


def is_expected(p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether an infinitive is what somebody expects: ``expected T | to sign after the talks on Friday``."""
    governor = next((q for q in found if q.verb == p.governor), None)
    return p.form == "infinitive" and governor is not None and governor.lemma in ("expect", "hope", "plan")


def _going(line: Line, p: Predicate, base: str) -> tuple[str, bool] | None:
    first = line.words[p.group[0]]
    if line.tags[p.verb] == "VBG" and first in ("has", "have") and "been" in line.words[p.group[0] : p.verb]:
        return "under_way", True
    if line.tags[p.verb] == "VBG" and first in ("is", "are", "'re", "'s", "were", "was"):
        past = first in ("were", "was")
        return ("held", False) if past else ("under_way", True)
    present = line.tags[p.verb] in ("VBZ", "VBP", "VB") and not p.passive and p.group[0] == p.verb
    if base in listed("begin"):
        return None if present and line.tags[p.verb] != "VBZ" else ("under_way", True)
    return "held", not present


def _is_deed(base: str) -> bool:
    return base in listed("hold") or base in listed("over") or base in listed("host") or base == "meet"


def _by_verb(line: Line, p: Predicate, lemma: str) -> tuple[str, bool] | None:
    """By one verb alone."""
    base = lemma.split()[0]
    if lemma in _OFF or base in listed("cancel"):
        return _unless_open(line, p, _OFF.get(lemma, "cancelled"))
    if p.form == "gerund" and p.object and base in listed("over"):
        return None  # a summit ``aimed at | ending the war``
    falls = base == "fall" and line.words[p.group[1] : p.group[1] + 1] in (["apart"], ["through"])
    if falls or (base in listed("fail") and not (base == "fail" and p.clause)):
        return _unless_open(line, p, "failed")
    if base in listed("pause"):
        return _unless_open(line, p, "paused")
    if lemma in ("be", "get", "be back"):
        behind = " ".join(line.words[p.verb + 1 : p.verb + 5])
        if any(f" {words} " in f" {behind} " for words in ("under way", "underway", "ongoing")):
            return ("scheduled", False) if lemma == "get" and not p.subject else ("under_way", lemma == "be")
        if behind.startswith(("back on", "still on")) and not behind.startswith("back on the"):
            return "scheduled", True
        if behind.startswith(("not on the agenda", "not on the cards", "not on the table")):
            return NONE, True
        if any(f" {words} " in f" {behind} " for words in ("on hold", "on pause", "on ice")):
            return "paused", True
    if base in ("go", "enter") and not p.future and "day" in line.words[p.verb + 1 : p.verb + 6]:
        return "under_way", True  # went into its second day
    if base in listed("plan") and p.passive and line.words[p.group[0]] == "had":
        return None  # ``had been scheduled``, of which nobody knows what came
    if (base in listed("plan") and line.words[p.group[1] : p.group[1] + 1] != ["at"]) or base == "due":
        return "scheduled", True  # but not talks ``aimed at``
    if base in listed("propose") and p.passive:
        return "proposed", True
    deed = (
        base in listed("begin")
        or base in listed("over")
        or lemma.startswith("take place")
        or base in ("take", "go")
    )
    if not deed:
        return None
    if p.realis == realis.NEGATED:
        return ("cancelled" if p.future and _for_good(line, p) else NONE), True
    if base in _OUTCOME and (_may(line, p) or p.realis == realis.HYPOTHETICAL):
        return None  # what may come of it tells nothing of it
    if _may(line, p):
        return "proposed", True
    due = p.form == "infinitive" and line.words[p.group[0] - 1] in listed("due")
    if p.future or due:
        return "scheduled", True
    if p.realis == realis.HYPOTHETICAL:
        return "proposed", False
    return _going(line, p, base)


def _for_good(line: Line, p: Predicate) -> bool:
    """Whether what will not be is off, and no condition or later day follows: ``will not open | until``."""
    return _YET.isdisjoint(line.words)


def of_none(line: Line, start: int) -> tuple[str, bool]:
    """Of a round that is denied, ``no third round``: off where it was to come, ``there will be |``."""
    before = line.words[max(0, start - 4) : start]
    off = "there" in before and ("will" in before or "won't" in before)
    return ("cancelled" if off and _YET.isdisjoint(line.words) else NONE), True


def of_leaving(line: Line, p: Predicate, word: str, told: str | None) -> tuple[str, bool] | None:
    """A side that will not come to what was to be: ``pulled out of | talks that were to open``."""
    base, _, particle = p.lemma.partition(" ")
    leaves = base in listed("leaving") and particle in ("", "out") and word in ("of", "from")
    if not leaves or told not in ("scheduled", "proposed"):
        return None
    return _unless_open(line, p, "cancelled")


def _unless_open(line: Line, p: Predicate, status: str) -> tuple[str, bool] | None:
    """What a verb says unless it may yet come, or did not; ``canceling the summit would ...`` says nothing."""
    if p.form == "gerund" and (p.governor is None or line.words[p.group[0] - 1] in ("before", "without")):
        return None
    if p.form == "infinitive" and line.words[p.group[0]] == "to" and p.group[0] > 0:
        if p.passive and "have" in line.words[p.group[0] : p.verb]:
            return status, False  # ``were likely to have been called off``
        before = max(0, p.group[0] - 4)
        decided = any(line.words[k] in listed("decided") for k in range(before, p.group[0]))
        return (status, True) if decided and _NOT.isdisjoint(line.words[before : p.group[0]]) else None
    return (status, True) if p.realis == realis.ACTUAL and not p.future and not _may(line, p) else None


def is_background(line: Line, start: int, head: int) -> bool:
    """Whether talks that failed came before those told of: ``since talks``, ``talks that``."""
    if line.words[head + 1 : head + 2] in (["that"], ["which"]):
        return True
    before = line.words[max(0, start - _SINCE) : start]
    return before[-1:] == ["since"] or (before[-1:] == ["when"] and "since" in before)


def is_beside(line: Line, start: int) -> bool:
    """Whether a phrase that begins at `start` only tells when something else was: ``ahead of | the summit``."""
    before = line.words[max(0, start - 2) : start]
    return before in (["ahead", "of"], ["eve", "of"], ["advance", "of"]) or (
        before[-1:] != [] and before[-1] in _DONE | {"before", "until"}
    )


def _may(line: Line, p: Predicate) -> bool:
    return not _MAY.isdisjoint(line.words[p.group[0] : p.verb])


def _ready(line: Line, p: Predicate) -> bool:
    """``is ready | to meet``, ``is open to | meeting``, ``the possibility of | meeting``."""
    before = line.words[max(0, p.group[0] - 3) : p.group[0]]
    if before[-1:] in (["of"], ["for"]) and not listed("proposing_nouns").isdisjoint(before[-2:-1]):
        return True
    return not {
        "ready",
        "willing",
        "open",
        "prepared",
        "likely",
        "keen",
        "eager",
        "hopes",
        "wants",
        "offer",
    }.isdisjoint(before)


def _prepares(line: Line, p: Predicate) -> bool:
    """Whether who is to meet makes ready for a day that is told: ``prepared | to meet Tuesday``.

    Or what is done meanwhile: ``as he prepared | to meet T, A said``.
    """
    i, behind = p.group[0] - 1, p.group[1]
    made = line.words[i] in ("prepare", "prepared", "preparing", "prepares") and line.tags[i - 1] not in (
        "VBP",
        "VBZ",
    )
    while_ = line.words[max(0, i - 3)] in ("as", "while") or line.words[max(0, i - 2)] in ("as", "while")
    timed = behind < len(line) and line.is_time(behind)
    return made and line.words[i - 1] not in ("was", "were", "be") and (timed or while_)


def _by_tense(line: Line, p: Predicate) -> tuple[str, bool] | None:
    """By any other verb whose subject it is: what ``yielded little`` was held, what ``will focus on`` is to come."""
    if p.future:
        return "scheduled", False
    if _may(line, p):
        return None
    return ("held", False) if is_past(line, p) and p.realis != realis.HYPOTHETICAL else None


def is_past(line: Line, p: Predicate) -> bool:
    """Whether a verb tells of what was: ``met``, ``did meet``, ``have met``."""
    return line.tags[p.verb] in ("VBD", "VBN") or line.words[p.group[0]] in _PAST


def of_place(line: Line, start: int) -> tuple[str, bool] | None:
    """By the word before the phrase: ``after talks in Velm``, ``ahead of the meeting``."""
    before = line.words[max(0, start - 2) : start]
    if before[-1:] == ["of"] and before[0] in listed("calling_off"):
        return "cancelled", True
    if before[-1:] and before[-1] in ("of", "for", "to") and before[0] in listed("proposing_nouns"):
        return "proposed", True
    if before[-1:] == ["of"] and before[0] in listed("coming_back"):
        return "proposed", False  # ``a resumption of | talks in Velm seems unlikely``
    if before[-1:] == ["of"] and before[:1] == ["ahead"]:
        return "scheduled", False
    if (before[-1:] and before[-1] in _AHEAD) or before == ["heading", "into"]:
        return "scheduled", False
    if before[-1:] == ["since"] and line.clause_at(start):
        return None  # ``refused to wait, since | the summit is days away``
    if before[-1:] and before[-1] in _DONE:
        return "held", False
    return None
