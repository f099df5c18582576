"""The phrase that a subject is: whole, with its head, what a relative pronoun stands for, what an aside is about.

Positions are token positions of one sentence. Every look back is bounded, so that reading stays linear.
"""

from __future__ import annotations

from typing import NamedTuple

from parley.find.able import can_speak, can_tell
from parley.find.cues import nouns, verbs
from parley.find.lexicon import word_set
from parley.language.line import MARKS, NOUNS, SUBORDINATORS, Line, Range
from parley.language.tagged import DAYS
from parley.language.tags import FINITE, VERBS, is_common
from parley.vocab import words

FAR = 60  # tokens that an aside, or the way back to a shared subject, may span
RELATIVES = frozenset({"who", "which", "that"})
_HOURS = frozenset({"a.m.", "p.m.", "am", "pm"})  # behind a number
_PREPOSITIONS = frozenset({
    "in", "on", "at", "by", "to", "of", "for", "from", "with", "against", "across", "throughout", "around", "within",
    "inside", "outside", "near",
})  # fmt: skip
_NO_NAMES = frozenset({"IN", "DT", "WH", "PRP", "PRPV", "TO"})
_FORMER = words("past_offices")
_CHAIN = 6  # phrases that stand one inside the other


class Subject(NamedTuple):
    """A subject, how it was found, and where its clause begins.

    `relation` is one of subject, inverted, relative, shared, fronted, controlled. A relative pronoun that is the
    subject has the noun phrase that it stands for as its `antecedent`. `source` None: it is not to be seen.
    """

    source: Range | None
    relation: str
    begin: int
    antecedent: Range | None = None


def whole(line: Line, source: Range) -> Range:
    """A subject with what belongs to it: ``one of | them``, ``Tavria, | Morvania and Ostrel``; without "both"."""
    start, end = source
    if line.words[start] == "both" and "and" in line.words[start:end]:
        start += 1
    if line.words[start] == "the" and line.words[start + 2 : start + 3] == ["time"] and start + 3 < end:
        start += 3  # ``the first time | officials said so``
    if (
        start > 1
        and line.words[start - 1] == "of"
        and (line.tags[start - 2] == "CD" or line.words[start - 2] in words("quantifiers"))
    ):
        start -= 2
    beside = start > 1 and line.words[start - 1] == "and" and line.words[start - 2] == ","
    if beside or "and" in line.words[start:end]:
        s = start - beside
        while s > 1 and line.words[s - 1] == "," and start - s < FAR:
            member = line.np_before(s - 1)
            if member is None or not can_speak(line, member):
                break
            s = member[0]
        if s == 0 or (s < start and line.quoted[s - 1] >= 0):
            start = s  # elsewhere the first of the members may belong to what stands before
    return start, end


def head(line: Line, source: Range) -> Range:
    """The phrase that heads a subject of which `source` may be but the end: ``an aide`` of ``an aide who met | T``."""
    found, outer = source, _around_phrase(line, source[0])
    for _ in range(_CHAIN):
        if outer is None or _is_published(line, outer, found[0]):
            break
        found, outer = outer, _around_phrase(line, outer[0])
    return found


def _is_published(line: Line, thing: Range, by: int) -> bool:
    """Whether a text or plan is told to be somebody's, who speaks by it: ``a statement released by | T | said``."""
    if line.words[by - 1] != "by" or not words("reading").isdisjoint(line.words[thing[1] : by]):
        return False
    noun = line.words[thing[1] - 1]
    return noun in nouns() or noun.removesuffix("s") in words("documents") | words("plans")


def _around_phrase(line: Line, start: int) -> Range | None:
    """The noun phrase to which a preposition or a verb before `start` ties what begins there."""
    k = start - 1
    if k < 1 or line.quoted[k] >= 0:
        return None
    if line.words[k] in _PREPOSITIONS:
        k -= 1
        if line.tags[k] in NOUNS and not line.is_time(k):
            return line.np_before(k + 1)
        k -= line.tags[k] == "RB"
    if line.words[k - 1] == "to" and line.tags[k] == "VB" and k > 1 and line.tags[k - 2] in NOUNS:
        own = line.np_before(k - 1)  # ``critics of Weber's reticence to act in | T``
        return own if own and not (own[0] and line.tags[own[0] - 1] in VERBS) else None
    if line.tags[k] == "VBG" and line.tags[k - 1] in ("VBD", "VBZ", "VBP"):
        k -= 1  # ``those who promoted leaving | T``
    if line.tags[k] not in ("VBN", "VBD", "VBG", "VBZ", "VBP"):
        return None
    first = line.verb_group(k)[0]
    before = line.skip_adverbs_before(first) - 1
    if before > 0 and (line.tags[before] == "WH" or line.words[before] in RELATIVES):
        return line.np_before(before)  # ``officials who met | T``
    if line.tags[k] in ("VBZ", "VBP"):
        return None
    before = first - 1
    near = all(tag == "RB" for tag in line.tags[first:k])
    modifies = near and (line.tags[k] in ("VBN", "VBG") or line.words[start - 1] == "by")
    return line.np_before(first) if before > 0 and modifies and line.tags[before] in NOUNS else None


def relative(line: Line, p: int) -> Subject | None:
    """A relative pronoun at `p` and the noun phrase it stands for."""
    q = p - 1 if p and line.words[p - 1] in MARKS else p
    antecedent = line.np_before(_before_time(line, q))
    if antecedent and line.tags[antecedent[0]] == "CD" and line.words[antecedent[1] - 1] in _HOURS:
        antecedent = None  # ``the mail | at 1:43 a.m. Friday | that said C``
    if antecedent and line.words[p + 1 : p + 2] in (["is"], ["was"], ["has"]):  # ``A and B, who | is here``
        last = max((k for k in range(*antecedent) if line.words[k] == "and"), default=-1)
        antecedent = (last + 1, antecedent[1]) if last >= 0 else antecedent
    if antecedent is None and q and line.words[q - 1] == ")":
        antecedent = around(line, q - 1)
    if antecedent and line.words[p] != "who":
        outer = _around_phrase(line, antecedent[0])  # ``a text at | the council, which calls for C``
        noun = line.words[outer[1] - 1] if outer else ""
        if outer and noun.removesuffix("s") in words("documents") | words("plans"):
            antecedent = outer[0], antecedent[1]
    if antecedent and line.words[p] == "who":
        antecedent = _of_name(line, antecedent) if q == p else antecedent
        antecedent = _office(line, antecedent)
    beside = antecedent and antecedent[0] and line.words[antecedent[0] - 1] == ","
    if antecedent and q < p and line.tags[antecedent[0]] == "DT" and line.words[q] == "," and beside:
        named = around(line, q)  # ``Ana Weber, a banker, | who said``
        antecedent = named if named and line.tags[named[1] - 1] == "NNP" else antecedent
    return Subject((p, p + 1), "relative", p, antecedent) if antecedent else None


def _of_name(line: Line, found: Range) -> Range:
    """A name with the noun that it belongs to, since no mark parts it from "who": ``an aide of | Ana Weber | who``."""
    if found[0] < 2 or line.words[found[0] - 1] != "of" or line.tags[found[1] - 1] != "NNP":
        return found
    outer = line.np_before(found[0] - 1)
    return (outer[0], found[1]) if outer and can_speak(line, outer) else found


def _before_time(line: Line, q: int) -> int:
    """Where the time right before a relative pronoun begins: ``an aide of T | on Tuesday night | who said``."""
    k = q
    while k > 1 and (line.is_time(k - 1) or line.words[k - 1] in DAYS) and not line.ends_name(k - 1):
        k -= 1
    day = not DAYS.isdisjoint(line.words[k:q])
    return k - (line.words[k - 1] == "on") if day else q


def _office(line: Line, found: Range) -> Range:
    """A phrase with the office that it belongs to: ``the minister of | defence |, who``."""
    k = found[0] - 2
    if k < 0 or line.words[k + 1] != "of" or line.words[k] not in word_set("titles", "heads"):
        return found
    outer = line.np_before(k + 1)
    return (outer[0] if outer else k, found[1])


def described(line: Line, phrase: Range | None) -> Range | None:
    """Whom a phrase with an article behind a comma describes: ``Marenza, | an ally that said C``; none of a list."""
    start = phrase[0] if phrase else 0
    if start < 2 or line.words[start - 1] != "," or line.words[start] not in ("a", "an", "the"):
        return None
    if line.words[start] == "the" and (phrase is None or line.tags[phrase[1] - 1] not in ("NN", "NNS")):
        return None
    named = line.np_before(start - 1)
    alone = named and line.tags[named[1] - 1] == "NNP" and (not named[0] or line.words[named[0] - 1] != ",")
    return named if alone else None


def around(line: Line, p: int) -> Range | None:
    """The noun phrase before the aside that the mark at `p` closes: ``S, a spokesman for X, said``.

    Of several marks that may open the aside the farthest counts: ``S, a banker, who left Ostrel, said``.
    """
    closing = line.words[p]
    mark = "(" if closing == ")" else closing
    found: Range | None = None
    for k in range(p - 1, max(-1, p - FAR), -1):
        if line.quoted[k] >= 0 and not _is_name_quoted(line, k):
            break
        if line.words[k] in (";", ":", "!", "?"):
            break
        if line.words[k] != mark or k + 1 == p or not _holds_aside(line, k + 1, p):
            continue
        source = _before_aside(line, k)
        if source and not _may_begin(line, source[0]):
            source = head(line, source)[0], source[1]  # ``A group backing T, the Pact, | said``
        if source and all(line.is_time(j) or line.tags[j] == "CD" for j in range(*source)):
            continue  # ``on May 3, 2014, | showed``
        if source and found is not None and not can_tell(line, source):
            continue  # ``Ahead of the vote, | the towns, meanwhile, | said``
        if source and line.is_time(source[1] - 1) and k + 1 < p and found is not None:
            continue  # ``Last week, | the site, a daily, | said``
        if source and _may_begin(line, source[0]):
            found = source
        if closing == ")":
            break
    return found


def _is_name_quoted(line: Line, k: int) -> bool:
    """Whether the quotation at `k` is a few words inside an aside, such as a title or a nickname."""
    start = k
    while start and line.quoted[start - 1] == line.quoted[k]:
        start -= 1
    return line.quote_end(k) - start < 10


def _before_aside(line: Line, k: int) -> Range | None:
    """The noun phrase that ends before `k`, brackets passed over: ``Rep. Weber (Lower Ostrel),``."""
    if k and line.words[k - 1] == ")":
        for j in range(k - 2, max(-1, k - 12), -1):
            if line.words[j] == "(":
                return line.np_before(j)
        return None
    if k > 2 and line.tags[k - 1] == "CD" and line.words[k - 2] == ",":
        return line.np_before(k - 2) or line.np_before(k)  # ``Lev Marek, 49, a veteran, said``
    return _capitalised(line, k) or line.np_before(k)


def _capitalised(line: Line, k: int) -> Range | None:
    """The name of two to four words that opens a sentence, however it is tagged: ``But | Ana Weber |, a banker,``."""
    start = int(line.tags[0] == "CC")
    if not 1 < k - start < 5 or line.quoted[0] >= 0 or line.is_title or line.tags[start] in _NO_NAMES:
        return None
    if line.tags[start] not in ("NNP", "MD") and is_common(line.words[start]):
        return None  # ``Even Morvania |, an ally,``
    capital = all(line.texts[j][0].isupper() and line.words[j].isalpha() for j in range(start, k))
    return (start, k) if capital else None


def _may_begin(line: Line, s: int) -> bool:
    """Whether a clause's subject may begin at `s`: no preposition or verb goes before it."""
    if s == 0 or line.quoted[s - 1] >= 0:
        return True
    if any("any" in cue.frames for cue, _ in verbs().get(line.words[s - 1], ())):
        return True  # ``said his widow, Ana Weber, had told``
    tag, word = line.tags[s - 1], line.words[s - 1]
    if word in SUBORDINATORS and (
        tag != "IN" or word not in ("as", "since", "after", "before", "until", "than")
    ):
        return True
    if word in ("since", "after", "before") and s > 2 and line.has_verb(max(0, s - FAR), s - 1):
        return (
            line.tags[s] == "NNP" or line.words[s] in _FORMER
        )  # ``was expected soon | after Ana Weber, under pressure, | announced C``
    return tag in (",", ":", "CC", "(", ")", '"', "WH", "RB") or word in MARKS


def _only_describes(line: Line, j: int) -> bool:
    """Whether a past tense in an apposition tells which is meant: ``a lawyer | hired to speak``, ``a port T won``."""
    behind = line.tags[j + 1 : j + 2] in (["TO"], ["IN"]) or line.is_time(min(j + 1, len(line) - 1))
    return behind or line.tags[j + 1 : j + 3] == ["JJ", "NNP"]


def _holds_aside(line: Line, start: int, end: int) -> bool:
    """Whether an aside stands at ``start:end``: a relative clause, or words without a main verb."""
    if line.tags[start] == "WH":
        return True
    if line.words[start] == "asked":
        return True  # ``S, asked whether C, said``
    if line.tags[start] in FINITE or line.tags[start] in ("CC", "PRP", "PRPV"):
        return False
    below = line.words[start] in SUBORDINATORS and line.words[start] != "that"
    phrase = (
        line.tags[start] == "IN" and not below
    )  # ``S, | in an interview with O published on Monday, | said``
    for j in range(start + 1, end):
        tag = line.tags[j]
        if tag == "WH" or line.words[j] in SUBORDINATORS or line.words[j].startswith(("who'", "who’")):
            below = True
        elif tag in FINITE and j > start + 1 and line.words[j - 1] == ",":
            return False  # ``S, | such as T, will close, | said``
        elif tag == "VBD" and line.tags[start] == "DT" and _only_describes(line, j):
            continue  # ``S, | a lawyer hired to represent T, | said``
        elif tag in FINITE and not below:
            before = line.tags[j - 1]
            if tag in ("MD", "VBZ") or (
                (before in NOUNS or before == "RB") and not (phrase and tag == "VBD")
            ):
                return False
    return True
