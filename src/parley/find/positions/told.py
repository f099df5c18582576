"""Positions that verbs and adjectives tell: ``Velm wants T to go``, ``T is ready to talk``, ``rejected by T``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.find.parties import Who
from parley.find.plover.lexicon import members
from parley.find.positions.blows import is_blow
from parley.find.positions.bounds import past_list
from parley.find.positions.claims import Claim
from parley.find.positions.contents import behind
from parley.find.positions.documents import Authors
from parley.find.positions.helpers import helpers as helpers_of
from parley.find.positions.helpers import is_negated, is_priced
from parley.find.positions.pages import Pages
from parley.find.positions.stances import FAMILIES, Word, listed, stance_words
from parley.find.positions.thought import is_attribute, is_kept_back, is_opinion, is_supposed, is_thought
from parley.find.positions.trims import unjudged, without_time_of_stance
from parley.find.predicates import FINITE_FORM, GERUND, PARTICIPLE, Predicate
from parley.find.realis import ACTUAL, HYPOTHETICAL, NEGATED
from parley.find.sharing import begun_report
from parley.language.lemmas import lemma
from parley.language.line import SUBORDINATORS, Line, Range
from parley.language.tags import FINITE
from parley.records import Statement
from parley.vocab import words

_LONGEST = 14  # words of a subject before its last noun phrase
_UNSURE = 8  # words before a clause that tell how sure it is
_OPENING = 6  # words before the subject of a clause that opens a sentence
_GAP = 9  # words from a noun to the verb of a relative clause behind it
_REFUSED = Word("rejects", frozenset({"np"}), None)
_COPULAS = frozenset({"be", "remain", "stay", "seem", "appear", "become"})
_ASPECT = frozenset(
    {"continue", "keep", "begin", "start", "appear", "seem", "go", "come", "resume", "return"}
)
_MUTUAL = frozenset({"accepts", "offers", "expects"})
_PERFECT = frozenset({"has", "have", "had", "'ve", "’ve"})
_OPEN = frozenset({"may", "might", "could", "can", "should", "must"})
_LEAST = (("nothing", "less", "than"), ("nothing", "short", "of"))  # who accepts no more than that demands it
_PARTICLES = frozenset({"up", "off", "down", "away", "back", "out"})
_WILL = frozenset({"will", "would", "can"})


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
    if is_attribute(line, p):
        return
    called = _called(page.flat(line), p)
    if called:
        word, at = _REFUSED, p.group[1]
    if word is None:
        return
    cued = page.cued(line.span(p.verb, p.verb + 1))
    if cued and p.form == PARTICIPLE and not p.phrase("by"):
        p = p._replace(form=FINITE_FORM, passive=False)  # ``S, who led the side, | called for C``
    asked = line.words[-1] == "?" or is_supposed(line, p, found)
    realis = None if asked else _realis(line, p, found)
    if realis is None or (cued is None and _goes_on_maybe(line, p, found)):
        return
    statement = page.around(line.tokens[p.verb].start)
    denied = statement is not None and statement.negated and statement is not cued
    undone = ((realis == NEGATED) != _negates(line, p, at)) != denied
    stance = word.told(undone)
    if stance is None:
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
    if stance == "offers" and _keeps(flat, content):
        stance = "accepts"  # ``remains committed to the treaty``
    least = next((n for n in _LEAST if tuple(flat.words[content[0] : content[0] + 3]) == n), None)
    if least and stance in ("accepts", "open_to"):
        stance, content = "demands", (content[0] + 3, content[1])
    if p.lemma in listed("judging"):
        content = unjudged(flat, content)
    if word.stance == "rejects" and stance == "rejects":
        inner = _refused(flat, content, word)
        if inner:
            stance, content = inner
    if p.lemma == "threaten" and (_endangers(flat, content) or _is_at_risk(flat, content)):
        return
    if p.lemma == "call" and hearer and not listed("convened").isdisjoint(flat.words[slice(*hearer)]):
        return  # ``called a press conference to discuss C``
    relative = content[1] <= p.verb and not p.passive
    if (not relative or word.stance == "denies") and is_idle(page, flat, content, word):
        return
    if p.lemma in listed("striving") and flat.words[content[0]] == "to" and is_blow(flat, content):
        return  # ``seeks to inflict harm on T``
    own = page.side_of(cued or statement)
    parties = list(_parties(page, line, p, cued, page.side_of(statement), authors))
    if stance in _MUTUAL and (len(parties) > 1 or _is_mutual(line, p)):
        return  # what two sides agree on is an agreement
    if p.lemma == "require" and p.agent and line.words[p.agent[0]] == "it":
        return  # the plan, the law
    guessed = p.lemma == "need" or (_willed(line, p, stance) and not _is_tied(line, p, content))
    for who, named in parties:
        if guessed and (own is None or own.actor_id != who.actor_id):
            continue  # what the writer says that a side would do, or needs
        if own and own.actor_id == who.actor_id and _is_another(line, p, named):
            continue
        if cued is None and is_thought(page, line, p, found, who):
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
    if _conditional(line, p):
        return None
    if p.form == FINITE_FORM:
        if p.realis != HYPOTHETICAL:
            return p.realis
        if any(w in _OPEN for w in helpers):
            return None
        return (NEGATED if negated else ACTUAL) if any(w in _WILL for w in helpers) else None
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


def _goes_on_maybe(line: Line, p: Predicate, found: Sequence[Predicate]) -> bool:
    """Whether a gerund goes on what only may be: ``T can commit to C, | considering D``."""
    main = next((q for q in reversed(found) if q.verb < p.verb and q.form == FINITE_FORM), None)
    return p.form == GERUND and main is not None and any(w in _OPEN for w in helpers_of(line, main))


def _is_tied(line: Line, p: Predicate, content: Range) -> bool:
    """Whether a side will do it on one condition: ``will | only | agree to a truce if C``."""
    return "only" in helpers_of(line, p) and "if" in line.words[slice(*content)]


def _negates(line: Line, p: Predicate, at: int) -> bool:
    """Whether a copula or a word between it and its adjective negates: ``is | not | ready``, ``isn't``."""
    near = (line.words[p.verb] if p.lemma.endswith("n't") else "", *line.words[p.group[1] : at])
    return any(word in ("not", "never", "no") or word.endswith("n't") for word in near)


def _willed(line: Line, p: Predicate, stance: str) -> bool:
    """Whether a predicate tells what somebody would do, or will, other than demand or propose."""
    helpers = helpers_of(line, p)
    asks = FAMILIES[stance] == "want" and "will" in helpers
    return p.form == FINITE_FORM and not asks and any(w in _WILL for w in helpers)


def _is_mutual(line: Line, p: Predicate) -> bool:
    """Whether several do it together: ``both sides``, ``Tavria and Oruvia``."""
    words = line.words[slice(*p.agent)] if p.agent else []
    if any(w in ("and", "both", "two", "sides", "parties", "all") for w in words):
        return True
    if words == ["we"] or p.agent is None or line.words[p.agent[0] - 1 : p.agent[0]] != ["and"]:
        return words == ["we"]
    return "NNP" in line.tags[max(0, p.agent[0] - 3) : p.agent[0] - 1]  # ``Tavria, and | Oruvia``


def is_idle(page: Pages, line: Line, content: Range, word: Word) -> bool:
    """Whether content is nothing that sides negotiate about: a side itself, a comment, that something be said."""
    start, end = content
    while start < end and line.tags[start] in ("DT", "JJ", "PRP") and end - start > 1:
        start += 1
    if word.stance == "proposes" and line.words[end - 1] in listed("documents"):
        return True  # ``proposed a new plan``
    if line.words[content[0]] == "no" or line.words[start] in listed("trifles") | words("anonymity"):
        return True
    if word.stance == "rejects" and (line.words[start] in listed("charges") or _heads_charge(line, content)):
        return True
    if word.stance == "rejects" and is_opinion(line, content):
        return True
    if word.stance == "accepts" and _heads_people(line, content):
        return True  # ``backed | rebels fighting T``
    if line.words[content[0]] == "to":
        verb = next((k for k in range(content[0] + 1, end) if line.tags[k] == "VB"), content[0])
        clear = line.words[verb : verb + 2] in (["be", "clear"], ["be", "honest"], ["be", "frank"])
        gives = line.words[verb] in ("give", "provide", "offer") and not listed("trifles").isdisjoint(
            line.words[verb + 1 : verb + 4]
        )
        unsaid = word.stance == "rejects" and line.words[verb] in ("confirm", "deny", "specify")
        return clear or gives or unsaid or line.words[verb] in listed("telling")
    if word.stance == "denies" and line.words[start] not in listed("intended"):
        return True
    if word.stance == "accepts" and page.sides.is_person(line, content):
        return True  # ``backed | Lena Ostrava during her war``
    noun = line.np_after(content[0])
    if noun is None:
        return False
    cut = next((k for k in range(start + 1, noun[1]) if line.tags[k] in ("IN", "TO")), noun[1])
    noun = (noun[0], cut)
    goes_on = ("IN", ",", '"', "VB", "VBP") if line.words[content[0] - 1] == "for" else ("IN", ",")
    if noun[1] - start > 2 or (noun[1] < end and line.tags[noun[1]] not in goes_on):
        return False  # ``its demands for | Tavria "remain"`` are idle
    return page.sides.is_side(line, (start, noun[1]))


def _heads_people(line: Line, content: Range) -> bool:
    """Whether content is of people, whom a side stands by: ``rebels | who fight T``."""
    found = line.np_after(content[0])
    if found is None:
        return False
    ends = ("IN", "TO", "VBG", "VBN", "WH")
    head = next((k for k in range(found[0] + 1, found[1]) if line.tags[k] in ends), found[1]) - 1
    return line.tags[head] == "NNS" and lemma(line.words[head]) in members("people")


def _heads_charge(line: Line, content: Range) -> bool:
    """Whether a noun phrase is what another tells: ``Velm's | taunt | that C``."""
    found = line.np_after(content[0])
    head = next((k for k in range(*found) if line.tags[k] in ("IN", "TO")), found[1]) - 1 if found else 0
    return bool(found) and line.words[head] in listed("charges")


def _conditional(line: Line, p: Predicate) -> bool:
    begin = p.subject[0] if p.subject else p.group[0]
    near = line.words[max(0, begin - 5) : begin]
    if near[-1:] == ["that"] and any(w in ("no", "any", "little", "doubt", "doubts") for w in near):
        return True  # ``has given no sign that T is ready``
    thought = near[:-1] if near[-1:] == ["that"] else near
    if len(thought) > 1 and thought[-1] in listed("thinking") and _is_negation(thought[-2]):
        return True  # ``does not think T will offer C``
    if near[-1:] == ["that"] and near[-2:-1] and near[-2] in listed("sure"):
        before = line.words[max(0, begin - _UNSURE) : begin - 2]  # ``not entirely convinced that T is ready``
        return "far" in before or any(w in ("not", "hardly", "less") or w.endswith("n't") for w in before)
    if near[-1:] == ["that"] and (near[-2:-1] == ["so"] or _is_hearsay(line, begin - 2)):
        return True  # ``so that T never again threatens``, ``reports that T has agreed``
    if thought and thought[-1] in listed("inferring"):
        return True  # ``that means T has agreed``, ``felt that T was seeking C``
    if near[-2:-1] == ["the"] and near[-1] in listed("moments"):
        return True  # ``the minute | T agrees to C``
    if near[-2:] in (["soon", "as"], ["long", "as"]):
        return True
    if near[-1:] == ["before"] and line.tags[p.group[0]] in ("VBZ", "VBP"):
        return True  # ``must leave before | T agrees to C``
    if near[-1:] and near[-1] in listed("signs") and near[-2:-1] in (["no"], ["little"], ["any"]):
        return True  # ``has given no indication | it is willing to``
    return begin > 0 and line.words[begin - 1] in listed("ifs")


def _is_negation(word: str) -> bool:
    return word in ("not", "never") or word.endswith("n't")


def _of_another(line: Line, cued: Statement | None, named: Range) -> bool:
    """Whether a verb is the cue of one who is not its subject: ``S said that T must go, and | urged | C``.

    It tells nothing where T is a state: officials speak for theirs, ``S said that T was ready, but | rejected | C``.
    """
    if cued is None or cued.speaker is None:
        return False
    speaker, subject = cued.speaker.span, line.span(*named)
    return speaker.end <= subject.start or subject.end <= speaker.start


def _is_another(line: Line, p: Predicate, named: Range | None) -> bool:
    """Whether words in a quotation point to somebody, who is not who says them: ``“ | He | wants C,” S said``."""
    pointing = named is not None and line.words[slice(*named)] in (["he"], ["she"], ["they"])
    return pointing and line.quoted[p.verb] >= 0


def _is_contact(line: Line, p: Predicate) -> bool:
    """Whether a verb takes the noun before its subject, not what follows: ``the term T prefers | to name C``."""
    return p.agent is None and not p.passive and _gap(line, p) is not None


def _is_addressed(line: Line, p: Predicate, cued: Statement | None) -> bool:
    """Whether a relative clause tells of what was addressed to somebody: ``a speech to | T | that offered C``."""
    if cued is None or cued.speaker is None or line.words[p.group[0] - 1 : p.group[0]] != ["that"]:
        return False
    start = next((k for k in range(p.group[0]) if line.tokens[k].end > cued.speaker.span.start), 0)
    while start > 0 and line.tags[start - 1] in ("DT", "JJ"):
        start -= 1
    return start > 1 and line.words[start - 1] == "to" and line.tags[start - 2] in ("NN", "NNS")


def _is_hearsay(line: Line, i: int) -> bool:
    """Whether a noun says no more than that somebody told, hoped or feared what its clause says."""
    return i >= 0 and line.tags[i] in ("NN", "NNS") and line.words[i] in listed("hearsay")


def _in_phrase(line: Line, found: Range) -> bool:
    """Whether a phrase that was read as a subject stands behind a preposition: ``a deal on | Tavria | requires``."""
    before = found[0] - 1
    return before >= 0 and line.tags[before] in ("IN", "TO") and line.words[before] not in SUBORDINATORS


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
        if _in_phrase(line, p.object) and line.words[p.object[1] : p.object[1] + 1] == [","]:
            return None, None  # ``to hand over control of | its arms|, which T demanded``
        return p.object, None  # ``the plan, which T rejected``
    if "np" in word.takes:
        gap = _gap(line, p)
        return (gap[0] if gap else None), None
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


def _gap(line: Line, p: Predicate) -> tuple[Range, Range] | None:
    """What a relative clause without a pronoun is about, and its subject: ``a proposal | T has so far rejected``."""
    for k in range(p.group[0] - 1, max(0, p.group[0] - _GAP), -1):
        if line.words[k] in listed("pointed") and line.tags[k] in ("NN", "NNS"):
            subject = line.np_after(k + 1)
            if subject is None or any(t in ("VBD", "VBZ", ",") for t in line.tags[subject[1] : p.group[0]]):
                return None
            start = k
            while start > 0 and line.tags[start - 1] in ("JJ", "DT", "RB", "CD"):
                start -= 1
            return (start, p.group[1]), subject
    return None


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


def _parties(
    page: Pages, line: Line, p: Predicate, cued: Statement | None, own: Who | None, authors: Authors
) -> Iterator[tuple[Who, Range | None]]:
    side = page.side_of(cued)
    if side and not _is_addressed(line, p, cued):
        yield side, None
        return
    named = p.agent
    if p.passive and named is None and p.lemma not in stance_words("verbs"):
        named = p.antecedent or p.subject  # ``T is prepared to``
    if named is None:
        gap = _gap(page.flat(line), p)
        named = gap[1] if gap else None
    if named is None or (named[0] < p.verb and _in_phrase(line, named)):
        return
    author = authors.of(line, named)
    if author:
        yield author, named
        return
    flat = page.flat(line) if line.quoted[p.verb] >= 0 else line
    apart = _of_another(line, cued, named)
    for who in page.sides.of_phrase(flat, named, own):
        if not (apart and who.kind != "state"):
            yield who, named
