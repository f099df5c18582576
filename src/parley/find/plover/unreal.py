"""Deeds that a sentence does not tell as done: denied, not believed, claimed, called off, or tied to a condition."""

from __future__ import annotations

from collections.abc import Sequence

from parley.find import realis
from parley.find.plover.lexicon import light, singular
from parley.find.predicates import FINITE_FORM, GERUND, INFINITIVE, PARTICIPLE, Predicate
from parley.language.lemmas import lemma
from parley.language.line import Line
from parley.language.tags import FINITE

_ROW = 12  # words before a clause in which a noun stands whose clause it is
_WEAK = frozenset({"even", "as"})  # before "if": ``even if``, ``as if``
_TIES = frozenset({"if", "unless", "once"})
_NOT = frozenset({"not", "n't", "isn't", "wasn't", "never", "hardly"})
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_UNDONE = frozenset({"it", "them", "that"})


def is_unreal(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a sentence does not tell the deed of a verb as done or to come."""
    return (
        _goes_on_denied(line, p, found)
        or _is_not_believed(p, found)
        or _is_called_off(line, p, found)
        or _is_of_claim(line, p)
        or _is_of_each_other(line, p)
        or _is_means(line, p)
        or _is_suspected(p, found)
        or _is_dreaded(line, p, found)
        or _is_awaited(line, p)
        or _is_possible(line, p, found)
        or _is_had_done(p, found)
        or _is_presumed(line, p)
        or _is_likely(line, p)
        or _is_false(line, p)
        or _is_simile(line, p)
        or _is_passing(line, p)
        or _is_intended(line, p)
        or _is_owed(line, p)
        or _is_subject(line, p, found)
    )


def behind_that(line: Line, p: Predicate) -> int | None:
    """The place of the "that" which opens a clause: ``claims | that | forces loyal to S used gas``."""
    start = p.subject[0] if p.subject else p.group[0]
    for k in range(start - 1, max(0, start - 1 - _ROW), -1):
        if line.words[k] == "that":
            return k
        if k == start - 1 and line.tags[k] == "NNS" and line.words[start] in _PRONOUNS:
            return k + 1  # ``claims | it used gas``
        if line.tags[k] in FINITE or line.words[k] == ",":
            return None
    return None


def is_tied(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a condition ties what will be done: ``if T leaves, then M | will send | aid``."""
    start = p.subject[0] if p.subject else p.group[0]
    finite = [q for q in found if q.form == FINITE_FORM]
    for k, word in enumerate(line.words):
        ties = word in _TIES or line.words[max(0, k - 2) : k + 1] == ["as", "soon", "as"]
        asks = k > 0 and lemma(line.words[k - 1], line.tags[k - 1]) in light("asking")
        if not ties or asks or (k and line.words[k - 1] in _WEAK) or line.words[k + 1 : k + 2] == ["only"]:
            continue  # ``even if``, ``to see if``, ``if only to``
        between = [q for q in finite if k < q.verb < start]
        if (
            k < start
            and len(between) == 1
            and not {",", "then"}.isdisjoint(line.words[between[0].verb : start])
        ):
            return True
        if k > p.verb and not any(p.verb < q.verb < k for q in finite):
            return not {",", ";", ":"} & {*line.words[p.verb : k]}
    return False


def _goes_on_denied(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a verb goes on one that is denied: ``has not fired a rocket or | tested | a missile``."""
    if p.group[0] == 0 or line.words[p.group[0] - 1] not in ("or", "nor"):
        return False
    before = next((q for q in reversed(found) if q.verb < p.verb and q.form == FINITE_FORM), None)
    return before is not None and before.realis == realis.NEGATED


def _is_not_believed(p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a clause is what somebody does not say or believe: ``do not believe T | will attack``."""
    return any(
        q.realis == realis.NEGATED
        and q.lemma in light("report")
        and q.clause
        and q.clause[0] <= p.group[0] < q.clause[1]
        for q in found
    )


def _is_called_off(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether what was ordered was called off in the same sentence: ``ordered strikes, but then | cancelled them``."""
    return any(
        q.verb > p.verb
        and q.lemma in light("calling_off")
        and q.object is not None
        and q.object[1] - q.object[0] == 1
        and line.words[q.object[0]] in _UNDONE
        for q in found
    )


def _is_of_claim(line: Line, p: Predicate) -> bool:
    """Whether a clause is only what a noun claims: ``the assertions of S and T | that M used gas``."""
    start = p.subject[0] if p.subject else p.group[0]
    if start < 2 or line.words[start - 1] != "that":
        return False
    for k in range(start - 2, max(-1, start - 2 - _ROW), -1):
        if line.words[k] == "," or line.tags[k].startswith("VB"):
            return False
        if singular(line.words[k]) in light("claims"):
            return line.words[k + 1] == "of"
    return False


def _is_possible(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a clause is of a chance or a fear: ``the possibility | that S will attack``, ``not clear | that``."""
    k = behind_that(line, p)
    if k is None:
        return False
    before = next((q for q in reversed(found) if q.verb < k), None)
    to_be = before is not None and before.realis == realis.HYPOTHETICAL  # ``to be certain | that S used gas``
    not_ = not _NOT.isdisjoint(line.words[max(0, k - 4) : k - 1])
    open_ = line.words[k - 1] in light("sure") and (to_be or not_)
    return open_ or singular(line.words[k - 1]) in light("feared")


def _is_had_done(p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether somebody would only have it done: ``would have | a prosecutor | investigate | her``."""
    above = next((q for q in found if p.subject and q.verb + 1 == p.subject[0]), None)
    if above is None or above.realis == realis.ACTUAL or above.lemma not in light("having_done"):
        return False
    return above.realis == realis.HYPOTHETICAL or above.lemma not in ("see", "watch")


def _is_presumed(line: Line, p: Predicate) -> bool:
    """Whether the writer only supposes it: ``Presumably, S | will investigate | T``."""
    start = p.subject[0] if p.subject else p.group[0]
    return not light("presumed").isdisjoint(line.words[max(0, start - 2) : p.verb])


def _is_likely(line: Line, p: Predicate) -> bool:
    """Whether a clause is what is held for likely: ``it was likely | T used gas``, ``it is possible that``."""
    k = p.subject[0] if p.subject else p.group[0]
    k += line.words[k] in light("odds")
    k -= line.words[k - 1] == "that"
    return k > 1 and line.words[k - 1] in light("odds") and "it" in line.words[max(0, k - 4) : k - 1]


def _is_false(line: Line, p: Predicate) -> bool:
    """Whether what told it is called wrong: ``after a false report | that T struck M``."""
    k = behind_that(line, p)
    return k is not None and k > 1 and line.words[k - 2] in light("wrong")


def _is_simile(line: Line, p: Predicate) -> bool:
    """Whether somebody is only held against one who might do it: ``did not sound like | a man who | planned to go``."""
    for k in range(p.group[0] - 1, max(0, p.group[0] - _ROW), -1):
        if line.words[k] == "who":
            found = line.np_before(k)
            indefinite = found is not None and line.words[found[0]] in ("a", "an", "someone", "somebody")
            return bool(indefinite and found and found[0] and line.words[found[0] - 1] in ("like", "as"))
        if line.words[k] == ",":
            return False
    return False


def _is_passing(line: Line, p: Predicate) -> bool:
    """Whether a passive gerund only says of which time or case: ``within hours of | being detained``."""
    first = p.group[0]
    if p.form != PARTICIPLE or line.words[first] != "being" or first == 0:
        return False
    return line.tags[first - 1] == "IN" and line.words[first - 1] not in light("gerund")


def _is_intended(line: Line, p: Predicate) -> bool:
    """Whether a passive gerund with a subject is what a noun is of: ``no intention of Vey | being arrested``."""
    if p.form != PARTICIPLE or line.words[p.group[0]] != "being" or p.subject is None:
        return False
    start = p.subject[0]
    if start > 2 and line.words[start - 1] in ("in", "at", "from", "with") and line.tags[start - 2] == "NNS":
        start -= 2  # ``against | people in T | being killed``
    return start > 0 and line.words[start - 1] in ("of", "about", "against", "without")


def _is_owed(line: Line, p: Predicate) -> bool:
    """Whether adverbs hide what makes a verb a duty: ``must fully and | openly investigate``."""
    k = p.group[0]
    while k > 0 and (line.tags[k - 1] == "RB" or line.words[k - 1] in ("and", ",")):
        k -= 1
    return p.form == FINITE_FORM and 0 < k < p.group[0] and line.tags[k - 1] == "MD"


def _is_subject(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a gerund is what a clause says something of: ``| Sending troops | is out of the question``."""
    first = p.group[0]
    opens = first == 0 or line.words[first - 1] in (",", "and", "but", "that")
    if p.form != GERUND or not opens:
        return False
    after = next((q for q in found if q.verb > p.verb and q.form == FINITE_FORM), None)
    is_ = after is not None and after.lemma == "be" and not after.passive
    return bool(is_ and after and after.subject and first < after.subject[0] == p.group[1])


def _is_of_each_other(line: Line, p: Predicate) -> bool:
    """Whether two sides accuse each other of it, so that who did it is open."""
    before = line.words[max(0, p.group[0] - 3) : p.group[0]]
    return p.form == GERUND and before in (["each", "other", "of"], ["one", "another", "of"])


def _is_means(line: Line, p: Predicate) -> bool:
    """Whether a present tells what something may serve for: ``the means | through which | T obtains arms``."""
    start = p.subject[0] if p.subject else p.group[0]
    through = start > 1 and line.tags[start - 1] == "WH" and line.words[start - 2] in ("through", "by")
    return through and line.tags[p.group[0]] in ("VBZ", "VBP")


def _is_suspected(p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a clause is what somebody suspects, fears or is to see to: ``T suspected M | had seized | a soldier``."""
    return any(
        (q.lemma in light("suspecting") or (q.lemma in light("ensuring") and q.form == INFINITIVE))
        and q.clause
        and q.clause[0] <= p.verb < q.clause[1]
        for q in found
    )


def _is_dreaded(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether somebody is afraid of what is to come: ``was worried | Vey was going to kill | her``."""
    k = p.subject[0] if p.subject else p.group[0]
    k += line.words[k] in light("fearful")
    k -= line.words[k - 1] == "that"
    above = next((q for q in found if q.verb == p.governor), None)
    ahead = p.form == INFINITIVE and above is not None and above.lemma == "go"
    to_come = ahead or not {"will", "would", "might", "could"}.isdisjoint(line.words[p.group[0] : p.verb])
    return to_come and k > 0 and line.words[k - 1] in light("fearful")


def _is_awaited(line: Line, p: Predicate) -> bool:
    """Whether a deed is what something waits for, or is not done yet: ``until T | frees | them``, ``not yet``."""
    start = p.subject[0] if p.subject else p.group[0]
    if line.words[max(0, start - 1) : start] == ["until"]:
        return True
    how = line.words[max(0, start - 1) : start] == ["how"]
    if how and line.tags[p.group[0]] in ("VBZ", "VBP", "MD"):
        return True
    return p.realis == realis.NEGATED and "yet" in line.words[slice(*p.group)]
