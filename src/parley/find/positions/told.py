"""Positions that verbs and adjectives tell: ``Velm wants T to go``, ``T is ready to talk``, ``rejected by T``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.find.phrases import heads
from parley.find.positions.agents import is_another, is_of_either, mistaken, parties, spoken_by
from parley.find.positions.blows import is_blow
from parley.find.positions.bounds import past_list
from parley.find.positions.claims import Claim
from parley.find.positions.contents import behind
from parley.find.positions.documents import Authors
from parley.find.positions.gaps import gap, in_phrase
from parley.find.positions.helpers import helpers as helpers_of
from parley.find.positions.helpers import is_negated, is_priced
from parley.find.positions.idle import is_idle
from parley.find.positions.pages import Pages
from parley.find.positions.stances import Word, listed, stance_words
from parley.find.positions.thought import is_attribute, is_kept_back, is_supposed, is_tellers, is_thought
from parley.find.positions.trims import unjudged, without_time_of_stance
from parley.find.positions.unsure import (
    OPEN,
    WILL,
    goes_on_maybe,
    is_bare,
    is_below_maybe,
    is_conditional,
    is_willed,
)
from parley.find.positions.wishes import is_wish
from parley.find.predicates import FINITE_FORM, GERUND, PARTICIPLE, Predicate
from parley.find.realis import ACTUAL, HYPOTHETICAL, NEGATED
from parley.find.sharing import begun_report
from parley.language.lemmas import lemma
from parley.language.line import SUBORDINATORS, Line, Range
from parley.language.tags import FINITE

_LONGEST = 14  # words of a subject before its last noun phrase
_OPENING = 6  # words before the subject of a clause that opens a sentence
_REFUSED = Word("rejects", frozenset({"np"}), None)
_COPULAS = frozenset({"be", "remain", "stay", "seem", "appear", "become"})
_ASPECT = frozenset(
    {"continue", "keep", "begin", "start", "appear", "seem", "go", "come", "resume", "return"}
)
_BETTER = frozenset({"should", "must", "may", "might"})
_MUTUAL = frozenset({"accepts", "offers", "expects"})
_PERFECT = frozenset({"has", "have", "had", "'ve", "’ve"})
_LEAST = (("nothing", "less", "than"), ("nothing", "short", "of"))  # who accepts no more than that demands it
_LESS = (("anything", "less", "than"), ("anything", "short", "of"))  # and who does not accept it
_PARTICLES = frozenset({"up", "off", "down", "away", "back", "out"})


def told(page: Pages, line: Line, found: Sequence[Predicate], authors: Authors) -> Iterator[Claim]:
    """The claims that the predicates of a sentence make, from left to right, none inside another's content."""
    until = 0
    for p in found:
        if p.verb < until:
            continue
        for claim in _claims(page, line, p, found, authors):
            until = max(until, claim.content[1] if claim.content[0] > p.verb else until)
            yield claim


def _claims(
    page: Pages, line: Line, p: Predicate, found: Sequence[Predicate], authors: Authors
) -> Iterator[Claim]:
    word, at = _word(line, p)
    if (word is None and p.lemma not in listed("calling")) or is_attribute(line, p):
        return
    called = _called(page.flat(line), p)
    if called:
        word, at = _REFUSED, p.group[1]
    if word is None:
        return
    cued = page.cued(line.span(p.verb, p.verb + 1))
    if cued and p.form == PARTICIPLE and not p.phrase("by"):
        p = p._replace(form=FINITE_FORM, passive=False)  # ``S, who led the side, | called for C``
    asked = "?" in line.words[-2:] or is_supposed(line, p, found) or is_below_maybe(line, p, found)
    asked = asked or (cued is None and is_bare(line, p, found))
    realis = None if asked else _realis(line, p, found)
    if realis is None or (cued is None and is_of_either(line, p, found)):
        return
    if goes_on_maybe(line, p, found) and (cued is None or p.form == FINITE_FORM):
        return
    statement = page.around(line.tokens[p.verb].start)
    denied = statement is not None and statement.negated and statement is not cued
    undone = ((realis == NEGATED) != _negates(line, p, at)) != denied
    stance = None if undone and _is_unsettled(line, p) else word.told(undone)
    if stance is None or (statement is not None and statement.hypothetical):
        return
    flat = page.flat(line)
    content, hearer = (called, None) if called else _content(flat, p, word, at)
    if content is None or (content[0] > p.verb and _is_contact(flat, p)):
        return
    if p.lemma == "seek" and flat.words[p.verb] == "sought" and flat.words[content[0]] == "to":
        return  # who sought to do something tried it
    inside = page.within(flat, content, cued or statement)
    if inside and past_list(flat, inside[1]) != content[1]:
        content = inside
    content = _in_clause(flat, content, p)
    perfect = not _PERFECT.isdisjoint(flat.words[p.group[0] : p.verb])
    content = without_time_of_stance(flat, content, perfect) if content[0] > p.verb else content
    if stance in ("offers", "open_to") and p.lemma not in listed("weighing") and is_blow(flat, content):
        stance = "threatens"  # ``vowed to carry on fighting``, ``is ready to use force``
    stance = "rejects" if stance == "offers" and is_kept_back(flat, content) else stance
    if stance == "proposes" and is_blow(flat, content) and _heads_duty(flat, content):
        stance = "threatens"  # ``the tariffs proposed by T``
    if stance == "offers" and _keeps(flat, content):
        stance = "accepts"  # ``remains committed to the treaty``
    least = _LEAST if stance in ("accepts", "open_to") else _LESS if undone and stance == "rejects" else ()
    if tuple(flat.words[content[0] : content[0] + 3]) in least:
        stance, content = "demands", (content[0] + 3, content[1])
    if p.lemma in listed("judging"):
        content = unjudged(flat, content)
    if word.stance == "rejects" and stance == "rejects":
        inner = _refused(flat, content, word)
        if inner:
            stance, content = inner
    if p.lemma == "threaten" and flat.words[p.group[1] : p.group[1] + 1] == ["with"]:
        return  # ``allies | threatened with C`` are whom it is done to
    if undone and word.stance == "offers" and flat.words[content[0]] != "to" and content[0] > p.verb:
        return  # who did not offer a thing has not refused it
    if flat.tags[content[0]] == "WH" and stance in ("urges", "demands"):
        return  # ``pressed T on | how it could C``
    if p.lemma == "threaten" and (_endangers(flat, content) or _is_at_risk(flat, content)):
        return
    asked_of = hearer or (content[0], content[0] + 2)
    if not listed("partisans").isdisjoint(flat.words[slice(*asked_of)]):
        return  # ``urged Democrats to back the bill``
    if p.lemma == "call" and hearer and not listed("convened").isdisjoint(flat.words[slice(*hearer)]):
        return  # ``called a press conference to discuss C``
    relative = content[1] <= p.verb and not p.passive
    if (not relative or word.stance == "denies") and is_idle(page, flat, content, word):
        return
    if is_wish(flat, p, content, undone=undone) or (stance == "open_to" and _is_braced(flat, content)):
        return
    strives = p.lemma in listed("striving") and not undone and flat.words[content[0]] == "to"
    if strives and is_blow(flat, content):
        return  # ``seeks to inflict harm on T``
    own = page.side_of(cued or statement)
    sides = list(parties(page, line, p, cued, page.side_of(statement), authors))
    if stance in _MUTUAL and (len(sides) > 1 or _is_mutual(line, p)):
        return  # what two sides agree on is an agreement
    if p.lemma == "require" and p.agent and line.words[p.agent[0]] == "it":
        return  # the plan, the law
    guessed = p.lemma == "need" or (is_willed(line, p, stance, statement) and not _is_tied(line, p, content))
    for who, named in sides:
        doer = named or spoken_by(line, cued)
        if doer and mistaken(line, p, found, doer):
            continue
        if guessed and (own is None or own.actor_id != who.actor_id):
            continue  # what the writer says that a side would do, or needs
        if own and own.actor_id == who.actor_id and is_another(line, p, named):
            continue
        if cued is None and (is_thought(page, line, p, found, who) or is_tellers(page, line, p, found, who)):
            continue
        own_deed = stance == "demands" and hearer is not None and is_priced(flat, content)
        own_deed = own_deed and [s.actor_id for s in page.sides.of_phrase(flat, hearer or content)] == [
            who.actor_id
        ]
        rule = f"{p.lemma}{', passive' if p.passive else ''}{', negated' if undone else ''}"
        yield Claim(
            flat,
            who,
            named,
            p.verb,
            "offers" if own_deed else stance,
            content,
            rule,
            cued or statement,
            hearer,
            False,
            cued is not None,
            word.weak,
            relative,
        )


def _is_unsettled(line: Line, p: Predicate) -> bool:
    """Whether a side has not agreed, and need not have refused: ``has not agreed | to a truce``, ``never agreed``."""
    open_ = "never" in line.words[slice(*p.group)] or not _PERFECT.isdisjoint(line.words[p.group[0] : p.verb])
    return open_ and p.lemma in listed("settling")


def _is_braced(line: Line, content: Range) -> bool:
    """Whether a side expects a fight, and offers nothing: ``is prepared for | a long trade war``."""
    noun = line.np_after(content[0])
    return line.words[content[0]] != "to" and noun is not None and heads(line, noun) in listed("fights")


def _heads_duty(line: Line, content: Range) -> bool:
    """Whether content is duties on another's goods."""
    noun = line.np_after(content[0])
    return noun is not None and lemma(heads(line, noun), "NNS") in listed("duties")


def _keeps(line: Line, content: Range) -> bool:
    """Whether a side is committed to what there is, and not to an act: ``committed to | the alliance``."""
    k = content[0]
    return line.words[max(0, k - 2) : k] == ["committed", "to"] and line.tags[k] in ("DT", "NNP")


def _is_at_risk(line: Line, content: Range) -> bool:
    """Whether something is in danger, and nobody is told so: ``threatening | food security``."""
    noun = line.np_after(content[0])
    head = next((k for k in range(*noun) if line.tags[k] in ("IN", "TO", ",")), noun[1]) - 1 if noun else 0
    return noun is not None and line.words[head] in listed("endangered")


def _endangers(line: Line, content: Range) -> bool:
    """Whether somebody only is a threat by what he has: ``threatens | the world through its weapons``."""
    start, end = content
    near = range(max(0, start - 1), min(len(line) - 1, end + 1))
    return any(
        line.words[k] in ("through", "with", "by") and line.words[k + 1] in ("its", "their", "his", "her")
        for k in near
    )


def _in_clause(line: Line, content: Range, p: Predicate) -> Range:
    """Content of a clause below that opens the sentence, up to the main one: ``While S threatened C, | it paid``."""
    begin = p.subject[0] if p.subject else p.group[0]
    below = begin < _OPENING and any(w in SUBORDINATORS and w != "that" for w in line.words[:begin])
    if not below or content[0] < p.verb:
        return content
    end = next(
        (k for k in range(content[0] + 1, content[1]) if line.words[k] == "," and line.clause_at(k + 1)), 0
    )
    return (content[0], end) if end else content


def _called(line: Line, p: Predicate) -> Range | None:
    """What is called unacceptable: ``called | the plan | unacceptable``, ``described it as a red line``."""
    if p.lemma not in listed("calling") or p.passive:
        return None
    found = line.np_after(p.group[1])
    if found is None:
        return None
    k = found[1]
    while k < len(line) and (line.words[k] in ("as", "a", "an", "to", "be") or line.tags[k] == "RB"):
        k += 1
    refused = line.words[k : k + 1] != [] and line.words[k] in listed("unacceptable")
    return found if refused or line.words[k : k + 2] == ["red", "line"] else None


def _word(line: Line, p: Predicate) -> tuple[Word | None, int]:
    """The stance that a predicate tells, and where what it takes begins."""
    copula = p.lemma in _COPULAS or p.lemma in ("isn't", "aren't", "wasn't", "weren't")
    if copula and not p.passive:
        i = p.group[1]
        while i < len(line) and _is_adverb(line, i):
            i += 1
        known = stance_words("adjectives").get(line.words[i]) if i < len(line) else None
        return known, i + 1
    if p.passive and line.words[p.verb] in stance_words("adjectives"):
        return stance_words("adjectives")[line.words[p.verb]], p.group[1]  # ``is prepared to``
    known = stance_words("verbs").get(p.lemma)
    after = line.words[p.group[1] : p.group[1] + 2]
    if known is None and len(after) == 2 and after[0] in listed("pronouns"):
        known = stance_words("verbs").get(f"{p.lemma} {after[1]}")  # ``ruled that out``
    return known, p.group[1]


def _is_adverb(line: Line, i: int) -> bool:
    if line.words[i] in stance_words("adjectives"):
        return False
    return line.tags[i] in ("RB", '"') or line.words[i] in ("no", "longer")


def _realis(line: Line, p: Predicate, found: Sequence[Predicate]) -> str | None:
    """Whether the side takes the stance, or does not; None where neither is told."""
    helpers, negated = helpers_of(line, p), is_negated(line, p)
    if is_conditional(line, p):
        return None
    if p.form == FINITE_FORM:
        if p.realis == NEGATED and not _BETTER.isdisjoint(helpers):
            return None  # ``T should not rule out C``
        if p.realis != HYPOTHETICAL:
            return NEGATED if negated and p.realis == ACTUAL else p.realis
        if any(w in OPEN for w in helpers):
            return None
        return (NEGATED if negated else ACTUAL) if any(w in WILL for w in helpers) else None
    if p.form == PARTICIPLE:
        return p.realis if p.passive and p.phrase("by") else None
    above = next((q for q in found if q.verb == p.governor), None)
    if above and above.lemma in _ASPECT and above.object is None and above.realis != HYPOTHETICAL:
        undone = "not" in line.words[max(0, p.group[0] - 1) : p.verb]  # ``appears not to have agreed``
        return NEGATED if undone else above.realis
    if p.form == GERUND and p.group[0] and line.words[p.group[0] - 1] in (",", "and", "but", "while"):
        return None if begun_report(line, p.group[0]) else ACTUAL
    if p.form == GERUND and p.group[0] and line.words[p.group[0] - 1] in listed("documents"):
        return ACTUAL  # ``a plan calling for C``
    return None


def _is_tied(line: Line, p: Predicate, content: Range) -> bool:
    """Whether a side will do it on one condition: ``will | only | agree to a truce if C``."""
    return "only" in helpers_of(line, p) and "if" in line.words[slice(*content)]


def _negates(line: Line, p: Predicate, at: int) -> bool:
    """Whether a copula or a word between it and its adjective negates: ``is | not | ready``, ``isn't``."""
    near = (line.words[p.verb] if p.lemma.endswith("n't") else "", *line.words[p.group[1] : at])
    return any(word in ("not", "never", "no") or word.endswith("n't") for word in near)


def _is_mutual(line: Line, p: Predicate) -> bool:
    """Whether several do it together: ``both sides``, ``Tavria and Oruvia``."""
    words = line.words[slice(*p.agent)] if p.agent else []
    if any(w in ("and", "both", "two", "sides", "parties", "all") for w in words):
        return True
    if words == ["we"] or p.agent is None or line.words[p.agent[0] - 1 : p.agent[0]] != ["and"]:
        return words == ["we"]
    return "NNP" in line.tags[max(0, p.agent[0] - 3) : p.agent[0] - 1]  # ``Tavria, and | Oruvia``


def _is_contact(line: Line, p: Predicate) -> bool:
    """Whether a verb takes the noun before its subject, not what follows: ``the term T prefers | to name C``."""
    return p.agent is None and not p.passive and gap(line, p) is not None


def _content(line: Line, p: Predicate, word: Word, at: int) -> tuple[Range | None, Range | None]:
    if p.passive and p.lemma in stance_words("verbs"):
        patient = p.patient if "np" in word.takes else None
        whole = patient is not None and patient == p.subject and p.form == FINITE_FORM
        return (_whole(line, patient) if patient and whole else patient), None
    after = line.words[at : at + 2]
    if (
        len(after) == 2
        and after[0] in listed("pronouns")
        and f"{p.lemma} {after[1]}" in stance_words("verbs")
    ):
        return (at, at + 1), None  # ``ruled | that | out``
    if len(after) == 2 and after[0] in listed("pronouns") and after[1] in _PARTICLES:
        return None, None  # ``backing | this | up with C``
    found = behind(line, at, word.takes)
    if found:
        return found.range, found.hearer
    if "np" in word.takes and p.object and p.object[0] < p.verb:
        if in_phrase(line, p.object) and line.words[p.object[1] : p.object[1] + 1] == [","]:
            return None, None  # ``to hand over control of | its arms|, which T demanded``
        return p.object, None  # ``the plan, which T rejected``
    if "np" in word.takes:
        found_gap = gap(line, p)
        return (found_gap[0] if found_gap else None), None
    return None, None


def _whole(line: Line, found: Range) -> Range:
    """A subject with the phrase that it ends: ``a proposal to freeze | the front line``."""
    start = found[0]
    while start > 0 and found[0] - start < _LONGEST:
        word, tag = line.words[start - 1], line.tags[start - 1]
        if tag in FINITE or tag in (",", ".", ":", "CC", "WH", "(") or word in SUBORDINATORS:
            break
        start -= 1
    return start, found[1]


def _refused(line: Line, content: Range, word: Word) -> tuple[str, Range] | None:
    """What is refused where that is itself a stance: who ``refused to rule out C`` is open to it."""
    if "to" not in word.takes or line.words[content[0]] != "to":
        return None
    inner = line.words[content[0] + 1]
    particle = f"{inner} {line.words[content[0] + 2]}" if content[0] + 2 < content[1] else inner
    for verb, width in ((particle, 2), (inner, 1)):
        known = stance_words("verbs").get(verb)
        if known and known.stance == "rejects" and known.negated:
            found = behind(line, content[0] + 1 + width, known.takes)
            return (known.negated, found.range) if found else None
    return None
