"""The members of a position's content, and the issue of each: ``a truce, | the return of prisoners and | an end to C``.

Positions are token positions of one sentence; ranges are half-open.
"""

from __future__ import annotations

from collections.abc import Callable

from parley.find.positions.bounds import in_quotation
from parley.find.positions.conditions import condition
from parley.find.positions.stances import listed
from parley.language.line import SUBORDINATORS, Line, Range
from parley.language.tags import FINITE
from parley.vocab import words

_TOLD = 24  # words in which content says what it is about
_BASIS = ("on", "the", "basis", "that")  # joins a demand to another
HINTED = (
    6  # words behind a verb in which a hint tells an issue, wherever it stands: of 9 further off, none did
)
IssueOf = Callable[[str, int], str | None]  # of some words, among how many of which a hint tells it
_OF = frozenset({"of", "for", "to", "on", "against"})  # behind which stands what a noun is of


def parts(line: Line, found: Range, issue_of: IssueOf) -> list[tuple[Range, str | None]]:
    """Content cut where its members are about different issues, each with its issue."""
    out: list[tuple[Range, str | None]] = []
    for start, end in _members(line, found):
        issue = _issue(line, start, end, issue_of)
        if out and (issue is None or issue == "process" or out[-1][1] in (None, issue)):
            before, known = out[-1]
            out[-1] = ((before[0], end), known or issue)
        else:
            out.append(((start, end), issue))
    if len(out) < 2 or any(issue is None for _, issue in out):
        return [(found, _issue(line, *found, issue_of))]
    return out


def _issue(line: Line, start: int, end: int, issue_of: IssueOf) -> str | None:
    """What content is about, by what stands before its condition; else by all of it."""
    tied, _ = condition(line, (start, end))
    near = _near(line, start, end)
    front = issue_of(_main(line, start, tied[0] - 1), near) if tied and tied[0] - 1 > start else None
    stop = next((k for k in range(start + 1, end - 1) if _is_beside(line, k)), end)
    told = front or issue_of(_main(line, start, stop), near) or issue_of(_main(line, start, end), near)
    return told or issue_of(_main(line, start, end, whole=True), near)


def _near(line: Line, start: int, end: int) -> int:
    """How many words of content are about what is asked: the first few, and the phrase that they begin."""
    verb = _verb_at(line, start)
    first = verb + 1 + (line.words[verb] == "to")
    stop = next((k for k in range(first, end) if _turns(line, k)), end)
    return max(verb + HINTED, stop) - start


def _turns(line: Line, k: int) -> bool:
    """Whether what is for something, or how, where and when, begins at `k`: ``do more | to speed up C``."""
    if line.words[k] == "to" and line.tags[k + 1 : k + 2] == ["VB"]:
        return True
    if line.tags[k] in ("TO", "IN"):
        return not (line.words[k] == "of" or (line.words[k] in _OF and line.tags[k - 1] in ("NN", "NNS")))
    return line.tags[k] in ("WH", ",") or line.words[k] in (":", ";", "-", "–", "—", "--")


def _verb_at(line: Line, start: int) -> int:
    """Where the verb of a clause stands; of content that is none, its begin."""
    found = line.np_after(start)
    k = found[1] if found else start
    while line.tags[k : k + 1] == ["RB"]:
        k += 1
    told = line.tags[k : k + 1] != [] and (line.tags[k] in FINITE or line.words[k] == "to")
    return k if told else start  # ``| T to | give up C``


def _is_beside(line: Line, k: int) -> bool:
    """Whether what a deed is for, or its price, begins at `k`: ``| in a bid to``, ``| in exchange for``."""
    if line.words[k] != "in":
        return False
    i = k + 1 + (line.words[k + 1] in ("a", "an"))
    return line.words[i : i + 1] != [] and line.words[i] in listed("beside")


def _main(line: Line, start: int, end: int, *, whole: bool = False) -> str:
    """The words of content up to its first relative clause or example, and no more than the first `_TOLD`.

    `whole`: what a participle tells is read on, ``the accord | brought down by sanctions``.
    """
    stop = min(end, start + _TOLD)
    below = (
        k
        for k in range(start + 2, stop)
        if line.words[k] == "including"
        or (
            not whole
            and line.tags[k] == "VBN"
            and line.tags[k - 1] in ("NN", "NNS")
            and line.words[k + 1 : k + 2] == ["by"]
        )
        or (line.tags[k] == "WH" and (line.words[k] != "that" or _describes(line, k)))
    )
    stop = next(below, stop)
    return " ".join(t.text for t in line.tokens[start:stop])


def _describes(line: Line, k: int) -> bool:
    """Whether "that" at `k` begins a relative clause: ``tunnels | that have led into the territory``."""
    if line.tags[k - 1] not in ("NN", "NNS") or line.words[k - 1].removesuffix("s") in words("plans"):
        return False  # ``a deal that would lift the sanctions``: which one is all that is told
    return line.tags[k + 1 : k + 2] != [] and line.tags[k + 1] in FINITE


def _members(line: Line, found: Range) -> list[Range]:
    """The members of a list: ``a truce, | a corridor | as well as | the return of prisoners``."""
    out, at, k = list[Range](), found[0], found[0] + 1
    thing = line.tags[found[0]] in ("DT", "JJ", "NN", "NNS", "CD") and not _somebody_does(line, found[0])
    below = (
        k for k in range(found[0] + 1, found[1] - 1) if _goes_below(line, k) or (thing and _is_for(line, k))
    )
    stop = next(below, found[1])
    while k < min(stop, found[1] - 1):
        width = _joint(line, k)
        # ``short | or medium-range missiles``
        inside = line.tags[k - 1] == "JJ" and line.tags[k + width : k + width + 1] != ["DT"]
        inside = inside or in_quotation(line, at, k) or (width == 1 and _is_attached(line, at, k, found[1]))
        aside = width == 1 and line.words[k] == "," and line.tags[k + 1 : k + 2] == ["VBN"]
        begins = width and not inside and not aside and _begins_member(line, found, k + width)
        if tuple(line.words[k : k + len(_BASIS)]) == _BASIS:
            width, begins = len(_BASIS), True
        if begins:
            if k > at:
                out.append((at, k))
            at = k + width
            k = at
        k += 1
    out.append((at, found[1]))
    return out


def _is_attached(line: Line, at: int, k: int, end: int) -> bool:
    """Whether what follows "and" is of the noun before, as what stands before is: ``a halt to drills | and flights``.

    Where both have an article, or both a phrase of their own, they are two: ``a truce for all and a swap``.
    """
    if line.words[k] not in ("and", "or") or not any(
        line.tags[i] in ("IN", "TO") and line.words[i] in _OF for i in range(at + 1, k)
    ):
        return False
    of = max(i for i in range(at + 1, k) if line.words[i] in _OF)
    article = line.tags[k + 1] == "DT" and (line.tags[at] == "DT" or line.tags[of + 1] != "DT")
    deed = line.tags[k + 1] in ("VB", "VBG", "TO") or line.words[at] == "to"
    stop = next((i for i in range(k + 1, end) if line.words[i] in (",", "and", "or")), end)
    own = any(line.tags[i] in ("IN", "TO", "WH") for i in range(k + 1, stop))
    return not (article or deed or own)


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


def _has_gerunds(line: Line, found: Range) -> bool:
    """Whether a list ends with a gerund: ``a ban on C, limiting D | and ending E``."""
    return any(
        line.words[k] == "and" and line.tags[k + 1] == "VBG"
        for k in range(found[0], min(found[1], len(line)) - 1)
    )


def _goes_below(line: Line, k: int) -> bool:
    """Whether a clause below begins at `k`, whose members are not those of the content."""
    if "well" in line.words[max(0, k - 1) : k + 2]:
        return False  # ``as well as``
    return line.tags[k] == "WH" or (line.words[k] in SUBORDINATORS and line.words[k] not in ("that", "for"))


def _is_for(line: Line, k: int) -> bool:
    """Whether what a thing is for begins at `k`: ``a zone | to protect rebels and refugees``."""
    return line.words[k] == "to" and line.tags[k + 1] == "VB"


def _begins_member(line: Line, found: Range, i: int) -> bool:
    start, end = found
    if i + 1 >= end or line.words[i] in ("including", "other") or line.words[i + 1] in (",", "and"):
        return False  # one word alone: ``prisoners and | deportees``, ``tariffs on C and | other goods``
    if line.tags[i] == "JJ" and "JJ" in line.tags[i - 2 : i]:
        return False  # ``complete, verifiable and | irreversible disarmament``
    deeds = line.words[start] == "to" or line.tags[start] == "VB" or _somebody_does(line, start)
    if line.tags[i] in ("VB", "TO") or deeds:
        return deeds and line.tags[i] in ("VB", "TO", "RB")
    if line.tags[i] == "VBG" or line.words[i].endswith("ing"):
        return line.tags[start] == "VBG" or _has_gerunds(line, found)
    return line.tags[i] in ("DT", "JJ", "NN", "NNS", "NNP", "CD", "PRP", "VBN")


def _somebody_does(line: Line, start: int) -> bool:
    """Whether content is what somebody is to do: ``wants | T to halt attacks``."""
    found = line.np_after(start)
    return (
        found is not None
        and line.words[found[1] : found[1] + 1] == ["to"]
        and line.tags[found[1] + 1] == "VB"
    )
