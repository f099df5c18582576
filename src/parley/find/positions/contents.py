"""What a side demands, offers or refuses: the words behind the verb, adjective or noun that says so.

Positions are token positions of one sentence; ranges are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.find.able import can_speak
from parley.find.phrases import time
from parley.find.positions.bounds import CLAUSE, DEED, PHRASE, end_of
from parley.find.positions.stances import listed
from parley.language.lemmas import lemma
from parley.language.line import SUBORDINATORS, Line, Range
from parley.language.tags import FINITE


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a position, and who is asked where somebody is: ``urged | T | to go``."""

    range: Range
    hearer: Range | None = None


def behind(line: Line, at: int, takes: frozenset[str]) -> Content | None:
    """What a word takes that ends before token `at`; None where nothing that it takes stands there."""
    i = _past_circumstances(line, at)
    if i >= len(line):
        return None
    word, tag = line.words[i], line.tags[i]
    infinitive = word == "to" and line.tags[i + 1 : i + 2] in (["VB"], ["RB"], ["VBP"], ["VBN"])
    if (
        infinitive
        and "to-np" in takes
        and line.words[i + 2 : i + 3]
        and line.words[i + 2] in listed("occasions")
    ):
        infinitive = False  # ``open to | trade talks``
    if infinitive and line.words[i + 1] == "do" and line.words[i + 2 : i + 3] in (["is"], ["was"]):
        return None  # ``what we want | to do is C``
    if infinitive and (line.tags[i + 1] != "RB" or line.tags[i + 2 : i + 3] == ["VB"]):
        return _of(line, i, DEED) if "to" in takes else None
    if "duty" in takes:
        found = _duty(line, i + (word == "that"))
        if found:
            return found
    names = line.tags[i + 1 : i + 2] in (["NNP"], ["PRP"], ["PRPV"], ["NNS"])
    if word == "that" and _is_relative(line, i + 1):
        return None
    if word == "that" and "that" in takes and i + 1 < len(line) and (line.tags[i] != "DT" or names):
        return _of(line, i + 1, CLAUSE)
    if tag == "VBG" and "ing" in takes and line.tags[i + 1 : i + 2] != ["POS"]:
        return _of(line, i, "ing")
    if (word in takes or (word == "to" and "to-np" in takes)) and tag in ("IN", "TO", "RB"):
        return _behind_preposition(line, i, takes)
    if "that" in takes:
        found = _told(line, i)
        if found:
            return found
    if "hearer" in takes:
        found = _hearer(line, i)
        if found:
            return found
    if "np-np" in takes:
        given = _given(line, i)
        if given:
            return given
    if "np-with" in takes:
        noun = line.np_after(i)
        at_ = (
            next((k for k in range(noun[0], noun[1] + 1) if line.words[k : k + 1] == ["with"]), 0)
            if noun
            else 0
        )
        if noun and at_:
            return _of(line, at_ + 1, PHRASE, (noun[0], at_))
    if "np-to" in takes:
        found = _somebody_to(line, i)
        if found:
            return found
    clause_ = line.subject_and_verb_at(i) and not ("np" in takes and _is_joined(line, i))
    if "that" in takes and (clause_ or _subjunctive(line, i)):
        return _of(line, i, CLAUSE)
    if "np" in takes and tag not in ("IN", "TO", "CC", "WH", ",", ".", ":", "VBN", "VBD", "VB", "MD"):
        noun = line.np_after(i)
        told = noun is not None and noun[1] < len(line) and line.tags[noun[1]] in FINITE
        return _of(line, i, PHRASE) if noun and not told else None  # not ``agreed | T had left``
    return None


def _is_relative(line: Line, i: int) -> bool:
    """Whether a clause behind "that" tells of the noun before it: ``demands that | it believed hurt T``."""
    found = line.np_after(i) if i < len(line) else None
    k = found[1] if found else i
    if k + 1 >= len(line) or line.tags[k] not in FINITE or lemma(line.words[k]) not in listed("thinking"):
        return False
    return line.tags[k + 1] in FINITE or line.tags[k + 1] == "VBN"


def _behind_preposition(line: Line, i: int, takes: frozenset[str]) -> Content | None:
    word, after = line.words[i], line.tags[i + 1 : i + 2]
    if word == "to" and "to-np" not in takes:
        return None
    if after == ["VBG"]:
        return _of(line, i + 1, "ing")
    if after in ([], ["IN"], ["MD"], ["TO"], ["CC"], [","], ["."], ["WH"]):
        return None
    return _of(line, i + 1, PHRASE)


def _duty(line: Line, i: int) -> Content | None:
    """A clause of what ought to be: ``insisted that | T leave``, ``| T must leave``."""
    found = line.np_after(i) if i < len(line) else None
    if found is None or found[1] >= len(line) or line.tags[i] == "VBG":
        return None  # not ``insisted that | letting T stay was wrong``
    k = found[1]
    while k < len(line) - 1 and (line.tags[k] == "RB" or line.words[k] in ("not", "never")):
        k += 1
    bare = line.tags[k] == "VB" or (line.tags[k] == "VBP" and line.tags[k - 1] == "NNP")
    bare = bare and line.words[k] not in listed("indicative")  # ``insisted | the Tavrians want a deal``
    ought = line.words[k] in listed("obliging") or bare
    has = line.words[k] in ("has", "have", "had", "needs", "need")
    ought = ought or (has and line.words[k + 1 : k + 2] == ["to"])
    return _of(line, i, CLAUSE) if ought else None


def _of(line: Line, start: int, frame: str, hearer: Range | None = None) -> Content | None:
    if start >= len(line):
        return None
    end = end_of(line, start, frame)
    return (
        Content((start, end), hearer) if any(line.words[k][0].isalnum() for k in range(start, end)) else None
    )


def _past_circumstances(line: Line, at: int) -> int:
    """Past adverbs, times and a short aside: ``has rejected | outright, on Monday,``."""
    i = at
    while i < len(line):
        after = time(line, i, len(line))
        if after and after > i:
            i = after
        elif line.words[i] == "on" and line.words[i + 2 : i + 3] in (["occasions"], ["occasion"]):
            i += 3  # ``agreed | on several occasions | to C``
        elif line.tags[i] == '"' or (line.tags[i] == "RB" and line.words[i] not in ("not", "out")):
            i += 1
        else:
            return i
    return i


def _hearer(line: Line, i: int) -> Content | None:
    """Who is asked and what: ``urged | T | to go``, ``called on | T | for C``."""
    start = (
        i + 1 if line.words[i] in ("on", "upon", "with", "to") and line.tags[i] in ("IN", "TO", "RB") else i
    )
    found = line.np_after(start) if start < len(line) else None
    if found is None:
        return None
    for k in range(start + 1, min(found[1] + 1, len(line) - 1)):
        if line.words[k] == "to" and line.tags[k + 1] in ("VB", "RB"):
            if line.words[k - 2 : k] == ["in", "order"]:
                return None  # ``requested anonymity in order to tell more``
            opens = line.words[i] in ("a", "an") or line.tags[i] == "JJ"
            if start == i and opens and not can_speak(line, (start, k)):
                return None  # ``urges | an early deal | to guarantee C``
            return _of(line, k, DEED, (start, k))
        if k + 1 < len(line) and line.is_time(k + 1):
            continue
        asked = line.words[k] in ("for", "into", "over", "on") and k >= _head(line, start, found[1])
        if asked and can_speak(line, (start, k)):  # not ``urged | pressure | on Tavria``
            return _of(line, k + 1, PHRASE, (start, k))
    return None


def _told(line: Line, i: int) -> Content | None:
    """Who is told and what: ``promised | the council | it would go``."""
    found = line.np_after(i)
    if found is None or found[1] - found[0] < 2:
        return None
    for k in range(found[0] + 1, min(found[1] + 1, len(line) - 1)):
        if line.tags[k] == "PRP" and line.words[k + 1] in ("will", "would"):
            return _of(line, k, CLAUSE, (i, k))
    return None


def _given(line: Line, i: int) -> Content | None:
    """What somebody is offered: ``offered | Tavria | security guarantees``."""
    if line.tags[i] not in ("NNP", "PRP"):
        return None
    k = i + 1
    while k < len(line) and line.tags[k] == "NNP":
        k += 1
    if k >= len(line) or line.tags[k] not in ("DT", "JJ", "NN", "NNS", "CD"):
        return None
    return _of(line, k, PHRASE, (i, k))


def _head(line: Line, start: int, end: int) -> int:
    return next((k for k in range(start, end) if line.tags[k] == "IN"), end)


def _somebody_to(line: Line, i: int) -> Content | None:
    """Somebody and what he is to do, all of it content: ``wants | T to go``."""
    found = line.np_after(i)
    if found is None:
        return None
    k = found[1]
    if line.words[k : k + 1] == ["to"] and line.tags[k + 1 : k + 2] in (["VB"], ["RB"]):
        end = end_of(line, k, DEED)
        return Content((i, end), found)
    return None


def _is_joined(line: Line, i: int) -> bool:
    """Whether the verb behind a noun phrase is of a clause joined to it: ``proposed | a truce and it was held``."""
    k = next((k for k in range(i, len(line)) if line.tags[k] in FINITE), None)
    if k is None or line.tags[k] != "VBD":
        return False
    subject = line.np_before(k)
    start = subject[0] if subject and subject[0] > i else k
    while start > i and line.tags[start - 1] == "RB":
        start -= 1
    return line.words[start - 1] in ("and", "but")


def _subjunctive(line: Line, i: int) -> bool:
    """Whether a noun phrase and a bare verb begin at `i`: ``demanded | Tavria give up the port``."""
    found = line.np_after(i)
    if found is None or found[1] >= len(line):
        return False
    return line.tags[found[1]] in ("VB", "VBP") and line.tags[found[1] - 1] in ("NNP", "NNS", "PRP")


def clause(line: Line, subject: Range | None, first: int) -> Range:
    """The clause of a verb group that begins at `first`, from its subject on."""
    start = subject[0] if subject and subject[0] < first else first
    if start > 1 and line.words[start - 1] in ("it", "that") and start == first:
        start -= 1
    end = end_of(line, start, CLAUSE)
    if start and line.words[start - 1] in SUBORDINATORS and line.words[start - 1] != "that":
        main = (k for k in range(start + 1, end - 1) if line.words[k] == "," and line.clause_at(k + 1))
        end = next(main, end)  # ``While | we will not talk of C|, the drill is over``
    return start, end
