"""Whose a cue is that has no subject of its own: that of the verb it is joined to, or whose words it goes on.

``S came and | warned that C``; ``S left, | saying C``; ``cited a letter by S | warning that C``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parley.find.able import can_speak
from parley.find.antecedents import FAR, RELATIVES, Subject, around, head, relative
from parley.find.cues import channels, nouns, verbs
from parley.language.lemmas import lemma
from parley.language.line import MARKS, NOUNS, REACH, SUBORDINATORS, Line, Range
from parley.language.tagged import DAYS
from parley.language.tags import FINITE, VERBS
from parley.vocab import words

_NAMING = frozenset(
    {"from", "of", "about", "against", "beyond", "when"}
)  # before a gerund that nobody says to do
# before whoever a participle behind them tells of: found 47 % saying C
_SHOWING = frozenset({
    "found", "finds", "find", "show", "shows", "showed", "citing", "cited", "quoting", "heard", "hear",
})  # fmt: skip
_BEGINNING = frozenset({"start", "begin", "keep", "continue", "resume"})
_STOPPING = frozenset({"stop", "avoid"})
_INSIDE = frozenset({"of", "by", "from"})
_PART = 4  # words from a comma to whom "with" tells of: ``, with more than | half``
_WISHING = frozenset({"interested", "interest"})
_BESIDE = frozenset({"though", "although", "because", "while", "whereas"})  # before a clause that goes beside
_SPOKEN_OF = frozenset({"to", "about", "over", "against", "of"})


def shared(line: Line, first: int, earlier: Sequence[Range]) -> Subject:
    """The subject of the verb that a coordinated or participial cue goes with."""
    if line.tags[first] == "VBG" and all(line.tags[k] in ("CC", "RB") for k in range(first)):
        return _fronted(line, first)
    before = first - 1 if first and line.words[first - 1] in (",", "and", "but") else first
    if line.tags[first] == "CC":
        before = first
    near = (line.np_before(first) or _before_time(line, first)) if line.tags[first] == "VBG" else None
    absolute = _beside_with(line, first) or _of_begun(line, first)
    if absolute:
        return absolute
    own = (head(line, near)[0], near[1]) if near else None
    some = own is not None and (can_speak(line, own) or "CD" in line.tags[slice(*own)])
    if own and some and own[0] and line.words[own[0] - 1] == "with":
        return Subject(own, "shared", own[0])  # ``with S saying C``, ``with 47 % saying C``
    if near and some and near[0] and line.words[near[0] - 1] in _SHOWING:
        return Subject(near, "shared", near[0])  # ``found 47 % saying C``, ``citing guards saying C``
    thing = own is not None and own[0] > 0 and line.tags[own[0] - 1] == "IN" and not can_speak(line, own)
    if own and thing and line.words[first] == "threatening":
        return Subject(own, "shared", own[0])  # ``against | the fire threatening to spread``
    of_object = _blamed(line, first)
    if of_object:
        return Subject(of_object, "shared", before)
    if near and _describes(line, first, near):
        requested = line.words[first] in ("offering", "requesting")  # ``for | people requesting C``
        return Subject(None if requested else _of_which(line, near), "shared", near[0])
    if _is_only_named(line, first) or _of_a_text(line, first):
        return Subject(None, "shared", before)
    of_row = _row_of_relative(line, first)
    if of_row:
        return of_row
    told = (
        begun_report(line, first)
        or _by_saying(line, first)
        or _whose_words(line, first)
        or _author(line, first)
    )
    told = told or _issuer(line, first) or _antecedent(line, first, before) or _of_verb_beside(line, first)
    told = told or _of_clause_told(line, before, earlier)
    if told:
        return Subject(told, "shared", before)
    below = _of_clause_below(line, first, before, earlier)
    if below:
        return Subject(below, "shared", before)
    if earlier:
        return Subject(earlier[-1], "shared", before)
    found = [s for j in range(max(0, before - FAR), before) if (s := _subject_at(line, j))]
    if line.tags[first] == "VBG" and line.words[before] == ",":
        found = [s for s in found if not _of_words_told(line, s)]
    main = [
        s
        for s in found
        if can_speak(line, s)
        and not (s[0] and (line.words[s[0] - 1] in SUBORDINATORS or line.tags[s[0] - 1] == "WH"))
    ]
    joined = [
        s for s in main if s[0] > 1 and line.words[s[0] - 1] == "but"
    ]  # ``S left, but T stayed, saying C``
    if line.tags[first + (line.words[first] == "and")] == "VB":
        found = main  # ``may show how sound | the inquiry | is and stress C``
    return Subject((joined or main[:1] or found)[-1] if found else None, "shared", before)


def _of_words_told(line: Line, subject: Range) -> bool:
    """Whether a subject is that of what a noun tells: ``stood by T's claim that | S | attacked, saying C``."""
    noun = line.words[subject[0] - 2] if subject[0] > 1 and line.words[subject[0] - 1] == "that" else ""
    return noun in nouns()


def _beside_with(line: Line, first: int) -> Subject | None:
    """Those of whom a part says so beside: ``S is disliked, with | half of the public | always voicing C``."""
    verb = next((k for k in range(first, len(line)) if line.tags[k] != "RB"), first)
    own = line.np_before(line.skip_adverbs_before(first)) if line.tags[verb] == "VBG" else None
    source = (head(line, own)[0], own[1]) if own else None
    if source is None or (",", "with") not in pairwise(line.words[max(0, source[0] - _PART) : source[0]]):
        return None
    part = not words("quantifiers").isdisjoint(line.words[slice(*source)])
    return Subject(source, "shared", source[0]) if part or can_speak(line, source) else None


def _of_begun(line: Line, first: int) -> Subject | None:
    """Who begins or goes on to say so: ``left when | S | started questioning C``."""
    verb = first - 1
    if line.tags[first] != "VBG" or verb < 1 or line.tags[verb] not in VERBS:
        return None
    if lemma(line.words[verb], line.tags[verb]) not in _BEGINNING:
        return None
    finite = next((j for j in range(line.verb_group(verb)[0], first) if line.tags[j] in FINITE), None)
    found = _subject_at(line, finite) if finite is not None else None
    return Subject(found, "subject", found[0]) if found and can_speak(line, found) else None


def _before_time(line: Line, first: int) -> Range | None:
    """The name before a time and a participle, behind "with": ``with | S | on Monday saying C``."""
    k = _before_day(line, first)
    own = line.np_before(k) if line.tags[first] == "VBG" and k < first else None
    with_ = own is not None and own[0] > 0 and line.words[own[0] - 1] == "with"
    return own if with_ and can_speak(line, own) else None


def _before_day(line: Line, first: int) -> int:
    """Where a time right before a participle begins: ``a speech | on Monday | touting C``."""
    k = first
    while k > 1 and (line.is_time(k - 1) or line.words[k - 1] in DAYS):
        k -= 1
    return k - (k < first and line.words[k - 1] in ("on", "in"))


def _blamed(line: Line, first: int) -> Range | None:
    """Who is said to have done what "for" leads to: ``S chided | T | for calling C so``."""
    if line.tags[first] != "VBG" or line.words[first - 1] != "for":
        return None
    found = line.np_before(first - 1)
    if found is None or not found[0] or not can_speak(line, found):
        return None
    return found if line.tags[found[0] - 1] in VERBS and line.words[found[0] - 1] not in words("be") else None


def _describes(line: Line, first: int, own: Range) -> bool:
    """Whether a participle right behind a noun for people tells which they are: ``by | guards threatening to leave``.

    What is said to them, or who does something with them, is another's: ``told reporters saying C``.
    """
    noun = line.tags[first - 1] == "NNS" and can_speak(line, own) and own[0] > 0
    if not noun or line.words[own[1] - 1].removesuffix("s") in words("documents"):
        return False
    inside = (
        line.words[own[0] - 1] in _INSIDE
        or line.tags[own[0] - 1] in VERBS
        or "of" in line.words[own[0] : first]
    )
    if not inside or first + 1 >= len(line):
        return False
    if line.words[first + 1] in ("to", "for"):
        return True
    says = any(cue.frames & {"clause", "that", "any"} for cue, _ in verbs().get(line.words[first], ()))
    return line.tags[first + 1] in ("DT", "NN", "NNS", "JJ") and not (says and line.clause_at(first + 1))


def _of_which(line: Line, own: Range) -> Range:
    """A noun phrase with the one before "of": ``a group of | lawmakers``."""
    outer = line.np_before(own[0] - 1) if line.words[own[0] - 1] == "of" else None
    return (outer[0], own[1]) if outer else own


def _issuer(line: Line, first: int) -> Range | None:
    """Who gave out the text that a participle tells of: ``S left, and | T | issued a statement saying C``."""
    k = _before_day(line, first)
    noun = line.words[k - 1]
    text = line.np_before(k) if noun.removesuffix("s") in words("documents") or noun in channels() else None
    verb = text[0] - 1 if text and line.tags[first] == "VBG" else 0
    if verb < 1 or line.tags[verb] not in VERBS:
        return None
    finite = next((j for j in range(line.verb_group(verb)[0], verb + 1) if line.tags[j] in FINITE), None)
    issued = _subject_at(line, finite) if finite is not None else None
    return issued if issued and can_speak(line, issued) else None


def _is_only_named(line: Line, first: int) -> bool:
    """Whether a gerund only names a deed that another verb is about: ``refrained from | calling C``."""
    if line.tags[first] != "VBG" or not first:
        return False
    if line.words[first - 1] in _NAMING or lemma(line.words[first - 1], line.tags[first - 1]) in _STOPPING:
        return True
    if (
        line.words[first - 1] == "in"
        and line.words[first - 2 : first - 1]
        and line.words[first - 2] in _WISHING
    ):
        return True  # ``is interested in | talking to T``
    if line.words[first - 1] == "and":  # ``stopped T from claiming C and | demanding D``
        near = range(first - 2, max(0, first - 2 * REACH), -1)
        joined = next((k for k in near if line.tags[k] == "VBG"), None)
        return joined is not None and line.words[joined - 1] == "from"
    own = line.np_before(first)
    return own is not None and own[0] > 0 and line.words[own[0] - 1] == "about"


def _of_a_text(line: Line, first: int) -> bool:
    """Whether a participle tells of a text that is only spoken of: ``anger over | a letter warning T of C``."""
    if line.tags[first] != "VBG" or line.tags[first - 1] not in ("NN", "NNS"):
        return False
    own = line.np_before(first)
    text = line.words[first - 1].removesuffix("s") in words("documents")
    return text and own is not None and own[0] > 0 and line.words[own[0] - 1] in _SPOKEN_OF


def _by_saying(line: Line, first: int) -> Range | None:
    """Who did what saying it was done by: ``S said | T | responded by saying C``."""
    if line.tags[first] != "VBG" or first < 2 or line.words[first - 1] != "by":
        return None
    verb = next((k for k in range(first - 2, max(0, first - REACH), -1) if line.tags[k] in FINITE), None)
    found = _subject_at(line, verb) if verb is not None else None
    return found if found and can_speak(line, found) else None


def _row_of_relative(line: Line, first: int) -> Subject | None:
    """The subject of a verb joined to that of a relative clause: ``those who minimize, | or deny, | that C``."""
    j = first - 1 if line.words[first] == "or" else -1
    j -= j > 0 and line.words[j] == ","
    if j < 1 or line.tags[j] not in FINITE or line.tags[j] == "PRPV":
        return None
    p = line.skip_adverbs_before(line.verb_group(j)[0]) - 1
    return relative(line, p) if p > 0 and line.words[p] in RELATIVES and line.tags[p] == "WH" else None


def _whose_words(line: Line, first: int) -> Range | None:
    """Whose words a participle goes on: ``anger at | T's | comments dismissing C``."""
    if line.tags[first] != "VBG" or line.tags[first - 1] not in ("NN", "NNS"):
        return None
    noun = line.words[first - 1]
    said = noun in nouns() or noun.removesuffix("s") in words("documents")
    k = next((k for k in range(first - 2, max(0, first - 5), -1) if line.is_possessive(k)), None)
    return line.possessor_before(k + 1) if said and k is not None else None


def _author(line: Line, first: int) -> Range | None:
    """Who made the text that a participle tells of: ``cited a statement by | a group | saying C``."""
    if line.tags[first] != "VBG" or line.words[first - 1] in MARKS or line.tags[first - 1] in ("CC", "RB"):
        return None
    for k in range(first - 2, max(1, first - 3 * REACH // 2), -1):
        if line.quoted[k] < 0 and (line.tags[k] in FINITE or line.words[k] in MARKS):
            return None
        if line.words[k] in ("by", "from") and any(
            word in nouns() or word.removesuffix("s") in words("documents")
            for word in line.words[max(0, k - 4) : k]
        ):
            author = line.np_after(k + 1)
            author = (author[0], min(author[1], first)) if author else None
            return author if author and can_speak(line, author) else None
    return None


def _of_verb_beside(line: Line, joint: int) -> Range | None:
    """The subject of the verb that stands right before "and": ``said that | drones | struck and damaged a port``."""
    past = line.tags[joint - 1] in ("VBD", "VBN") and line.tags[joint + 1 : joint + 2] in (["VBD"], ["VBN"])
    if line.words[joint] != "and" or joint < 2 or not past:
        return None
    found = line.np_before(line.skip_adverbs_before(joint - 1))
    return found if found and found[0] > 0 and line.words[found[0] - 1] == "that" else None


def _of_clause_told(line: Line, before: int, earlier: Sequence[Range]) -> Range | None:
    """Of whom a perfect beside another one in what is told is: ``S argued that | T | has failed and has refused C``."""
    helper = next((k for k in range(before, min(len(line), before + 6)) if line.tags[k] in FINITE), None)
    if helper is None or line.words[helper] not in ("has", "have") or not earlier:
        return None
    begin = earlier[-1][1]
    main = next((k for k in range(begin, before) if line.tags[k] in FINITE), before)
    if line.words[main] in ("has", "have", "had"):
        return None
    same = [k for k in range(main + 1, before) if line.words[k] == line.words[helper] and line.quoted[k] < 0]
    found = _subject_at(line, same[-1]) if same else None
    return found if found and found[0] > main and can_speak(line, found) else None


def _antecedent(line: Line, first: int, before: int) -> Range | None:
    """What a relative clause with the verb's tense is about: ``dropped | a text | that calls for A and demands C``."""
    tag = line.tags[first + (line.words[first] == "and")]
    if tag not in ("VBZ", "VBP") or "and" not in line.words[first - 1 : first + 1]:
        return None
    near = range(before - 1, max(0, before - REACH), -1)
    verb = next((k for k in near if line.tags[k] in FINITE), None)
    if verb is None or line.tags[verb] != tag or line.words[verb - 1] not in RELATIVES:
        return None
    main = next((line.tags[k] for k in range(verb) if line.tags[k] in FINITE), tag)
    return None if main == tag else line.np_before(verb - 1)


def _of_clause_below(line: Line, first: int, before: int, earlier: Sequence[Range]) -> Range | None:
    """The subject of a clause below whose verb goes on: ``S left, though | the council | approved C but urged D``."""
    if line.words[first] not in ("and", "but") or first + 1 >= len(line):
        return None
    tag = line.tags[first + 1]
    for j in range(before - 1, max(0, before - REACH, earlier[-1][1] if earlier else 0), -1):
        if line.tags[j] not in FINITE:
            continue
        found = _subject_at(line, j)
        if found is None:
            return None
        opens = found[0] > 0 and line.words[found[0] - 1] in _BESIDE
        return found if opens and line.tags[j] == tag and can_speak(line, found) else None
    return None


def begun_report(line: Line, first: int) -> Range | None:
    """The noun that begins what is reported and that a participle tells of: ``said | drafts | calling C so failed``."""
    if line.tags[first] != "VBG" or line.words[first - 1] in MARKS:
        return None
    begin = first
    if line.words[first - 1] == "and":  # ``drafts condemning T and | demanding C``
        begin = next((k for k in range(first - 2, max(0, first - REACH), -1) if line.tags[k] == "VBG"), first)
    source = line.np_before(begin)
    if source is None or not source[0]:
        return None
    if not any("any" in cue.frames for cue, _ in verbs().get(line.words[source[0] - 1], ())):
        return None
    after = range(first + 2, min(len(line), first + FAR))
    is_subject = any(line.tags[k] in FINITE and line.tags[k - 1] in NOUNS for k in after)
    return source if is_subject else None


def _fronted(line: Line, first: int) -> Subject:
    """The subject behind the participial clause that opens a sentence: ``Warning that C, | S left``."""
    for j in range(first + 2, min(len(line.words) - 2, first + FAR)):
        if line.words[j] == "," and line.quoted[j] < 0 and line.clause_at(j + 1):
            return Subject(line.np_after(j + 1), "fronted", first)
    return Subject(None, "fronted", first)


def _subject_at(line: Line, j: int) -> Range | None:
    """The subject of the finite verb at `j`, if there is one there."""
    if line.tags[j] not in FINITE or line.quoted[j] >= 0:
        return None
    if line.tags[j] == "PRPV":
        return j, j + 1
    end = line.skip_adverbs_before(line.verb_group(j)[0])
    source = line.np_before(end) if end else None
    if source is None and end and line.words[end - 1] in MARKS:
        source = around(line, end - 1)
    elif source is not None:
        source = head(line, source)[0], source[1]
    return source
