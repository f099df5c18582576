"""What a side demands, offers or refuses: the words behind the verb, adjective or noun that says so.

Positions are token positions of one sentence; ranges are half-open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from parley.find.ends import phrase_stop
from parley.find.phrases import time
from parley.find.positions.stances import listed
from parley.language.line import Line, Range
from parley.language.tags import FINITE

CLAUSE, PHRASE, DEED = "zero-that", "np", "to"
_AFTER_NP = 12  # words that may stand between a verb and the infinitive of who is asked
_ASIDE = 14  # words of an aside between a verb and what it takes
_TYING = (
    ("only", "if"),
    ("only", "when"),
    ("provided", "that"),
    ("on", "condition", "that"),
    ("as", "long", "as"),
)
_IF = frozenset({"if", "provided"})


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
    if infinitive and (line.tags[i + 1] != "RB" or line.tags[i + 2 : i + 3] == ["VB"]):
        return _of(line, i, DEED) if "to" in takes and _takes_infinitive(takes) else None
    if word == "that" and line.tags[i + 1 : i + 2] and "that" in takes and line.tags[i] != "DT":
        return _of(line, i + 1, CLAUSE)
    if tag == "VBG" and "ing" in takes and line.tags[i + 1 : i + 2] != ["POS"]:
        return _of(line, i, "ing")
    if word in takes and tag in ("IN", "TO", "RB") and word not in ("that",):
        return _of(line, i + 1, CLAUSE if line.tags[i + 1 : i + 2] == ["VBG"] else PHRASE)
    if "hearer" in takes:
        found = _hearer(line, i)
        if found:
            return found
    if "np-to" in takes:
        found = _somebody_to(line, i)
        if found:
            return found
    if "that" in takes and (line.subject_and_verb_at(i) or _subjunctive(line, i)):
        return _of(line, i, CLAUSE)
    if "np" in takes and tag not in ("IN", "TO", "CC", "WH", ",", ".", ":", "VBN", "VBD", "VB", "MD"):
        return _of(line, i, PHRASE) if line.np_after(i) else None
    return None


def _takes_infinitive(takes: frozenset[str]) -> bool:
    return "to" in takes


def _of(line: Line, start: int, frame: str, hearer: Range | None = None) -> Content | None:
    if start >= len(line):
        return None
    end = end_of(line, start, frame)
    return (
        Content((start, end), hearer) if any(line.words[k][0].isalnum() for k in range(start, end)) else None
    )


def end_of(line: Line, start: int, frame: str) -> int:
    """Where content ends that begins at `start`."""
    return phrase_stop(line, start, frame)


def _past_circumstances(line: Line, at: int) -> int:
    """Past adverbs, times and a short aside: ``has rejected | outright, on Monday,``."""
    i = at
    while i < len(line):
        after = time(line, i, len(line))
        if after and after > i:
            i = after
        elif line.tags[i] == "RB" and line.words[i] not in ("not", "out"):
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
            return _of(line, k, DEED, (start, k))
        if line.words[k] in ("for", "into", "over", "on") and k >= _head(line, start, found[1]):
            return _of(line, k + 1, PHRASE, (start, k))
    return None


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
    return start, end_of(line, start, CLAUSE)


# --- parts


def parts(line: Line, found: Range, issue_of: Callable[[str], str | None]) -> list[tuple[Range, str | None]]:
    """Content cut where its members are about different issues, each with its issue."""
    out: list[tuple[Range, str | None]] = []
    for start, end in _members(line, found):
        issue = issue_of(_text(line, start, end))
        if out and (issue is None or issue == "process" or out[-1][1] in (None, issue)):
            before, known = out[-1]
            out[-1] = ((before[0], end), known or issue)
        else:
            out.append(((start, end), issue))
    if len(out) < 2 or any(issue is None for _, issue in out):
        return [(found, issue_of(_text(line, *found)))]
    return out


def _text(line: Line, start: int, end: int) -> str:
    return " ".join(t.text for t in line.tokens[start:end])


def _members(line: Line, found: Range) -> list[Range]:
    """The members of a list: ``a truce, | a corridor | as well as | the return of prisoners``."""
    out, at, k = list[Range](), found[0], found[0] + 1
    stop = next(
        (k for k in range(*found) if line.tags[k] == "WH" or line.words[k] in ("where", "when")), found[1]
    )
    while k < min(stop, found[1] - 1):
        width = _joint(line, k)
        if width and _begins_member(line, k + width, found[1]):
            if k > at:
                out.append((at, k))
            at = k + width
            k = at
        k += 1
    out.append((at, found[1]))
    return out


def _joint(line: Line, k: int) -> int:
    """How many words join two members at `k`; 0 where none do."""
    comma = line.words[k] == ","
    i = k + comma
    if line.words[i : i + 3] == ["as", "well", "as"]:
        return 3 + comma
    if line.words[i : i + 2] == ["along", "with"]:
        return 2 + comma
    if line.words[i : i + 1] in (["and"], ["plus"], ["or"]):
        return 1 + comma
    return 1 if comma else 0


def _begins_member(line: Line, i: int, end: int) -> bool:
    if line.words[i] == "including" or (i + 1 < end and line.words[i + 1] in (",", "and")) or i + 1 == end:
        return False  # one word alone: ``prisoners and | deportees``
    return i < end and line.tags[i] in ("DT", "JJ", "NN", "NNS", "NNP", "VBG", "VB", "TO", "CD", "PRP")


# --- conditions


def condition(line: Line, found: Range) -> tuple[Range | None, bool]:
    """What stands behind ``only if`` or ``unless`` in content, and whether it ties the side's consent to it."""
    for k in range(found[0], found[1] - 1):
        for tie in _TYING:
            if tuple(line.words[k : k + len(tie)]) == tie:
                return (k + len(tie), found[1]), True
        if line.words[k] in listed("tying") and line.tags[k] in ("IN", "RB"):
            return (k + 1, found[1]), True
        if line.words[k] in _IF and k > found[0]:
            return (k + 1, found[1]), False
    return None, False


def is_finite(line: Line, found: Range) -> bool:
    """Whether a range holds a finite verb."""
    return any(tag in FINITE for tag in line.tags[slice(*found)])
