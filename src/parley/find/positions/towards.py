"""Whom a stance is towards: who is told, or whom the demanded act is to be done by or to.

A name that only stands in the content is nobody's counterpart: where something is (``in Tavria``), what is talked about
(``talks on Tavria``), what a clause inside tells (``after Tavria left``), what an adjective says (``Tavrian issues``).
"""

from __future__ import annotations

from parley.find.parties import Named
from parley.find.positions.claims import Claim
from parley.find.positions.pages import Pages
from parley.find.positions.stances import listed
from parley.language.lemmas import lemma
from parley.language.line import Line, Range
from parley.language.tags import FINITE

_TO = frozenset(
    [
        "with",
        "on",
        "against",
        "to",
        "from",
        "by",
        "upon",
        "toward",
        "towards",
        "for",
        "between",
        "and",
        "both",
    ]
)
_UNTIL = frozenset(
    ["until", "till", "unless", "if", "once", "when"]
)  # behind these stands what is asked of the other
_LETTING = frozenset({"allow", "let", "permit", "allowing", "letting", "permitting"})
_BEFORE_NAMES = ("DT", "JJ", "CD", '"')
_TALKS = listed("occasions") | listed("meetings")
_FORCES = listed("troops") - {"weapon"}
_DEEDS = listed("deeds")
_LEAVING = listed("going_out") | listed("deeds") | {"remove", "evacuate", "retreat"}
_MADE_BY = listed("pointed") | listed("offers_called") | listed("stated") | listed("given_words")


def towards(page: Pages, claim: Claim, content: Range, *, tied: bool) -> str | None:
    """The side that a position is towards, by its id; None where it is none or several.

    Args:
        page: Of the claim.
        claim: That makes the position.
        content: Its words.
        tied: Whether they hold a condition, which the other side is to fulfil.
    """
    if claim.hearer:
        found = [named.who for named in page.sides.places(claim.line, claim.hearer)]
    else:
        within = (content[0], _clause_end(claim.line, content, tied=tied))
        found = [n.who for n in page.sides.places(claim.line, within) if _is_meant(claim, within, n)]
    sides = {who.actor_id for who in found} - {claim.party.actor_id}
    return sides.pop() if len(sides) == 1 else None


def _clause_end(line: Line, content: Range, *, tied: bool) -> int:
    """Where a clause begins inside the content that tells when, why or of which; else the content's end."""
    for k in range(content[0] + 1, content[1]):
        word = line.words[k]
        if word in listed("clauses_inside") and not (tied and word in _UNTIL):
            return k
        if word == "that" and line.tags[k - 1].startswith("NN"):
            return k
        if word == "in" and line.words[k + 1 : k + 2] and line.words[k + 1] in listed("in_return"):
            return k
        if word == "as" and line.words[k + 1 : k + 2] in (["a"], ["an"], ["part"]):
            return k  # ``to hold elections | as a step toward ending T's war``
    return content[1]


def _is_meant(claim: Claim, within: Range, named: Named) -> bool:
    """Whether a name stands for who is to do something, for whom it is done to, or for whose proposal it is."""
    line, (start, end) = claim.line, named.place
    owned = _owned(line, end, within[1])
    if owned == end and line.words[start - 1] == "that" and _is_verb(line, end, within[1]):
        return True
    if owned is not None:
        noun = line.words[owned]
        if noun in _MADE_BY:
            return True
        people = noun in listed("governing") or noun.removesuffix("s") in _FORCES
        if claim.relative or not (people or line.is_possessive(end - 1)):
            return False
        if not people:
            return line.words[start - 1] not in listed("settings")
    while start > within[0] and line.tags[start - 1].startswith(_BEFORE_NAMES):
        start -= 1
    if claim.relative:
        return False
    if start == within[0] or line.words[start - 1] == "that":
        return True
    before = line.words[start - 1]
    let = before in _LETTING and claim.stance not in (
        "rejects",
        "threatens",
    )  # not ``cannot allow | T | to arm``
    if let or (before == "with" and line.words[start - 2] in listed("edges")):
        return False  # ``to allow | T | to bring C``, ``the border with | T``
    if before == "of" and owned is not None and line.words[start - 2] in _DEEDS:
        return True  # ``the withdrawal of | Tavrian troops``
    if before == "on" and line.words[start - 2] in _TALKS:
        return False
    if before == "from" and any(
        lemma(w) in _LEAVING for w in line.words[max(within[0], start - 5) : start - 1]
    ):
        return False  # ``to withdraw troops from | T``
    return before in _TO | _UNTIL or line.tags[start - 1].startswith("VB")


def _is_verb(line: Line, i: int, limit: int) -> bool:
    """Whether what was read as a noun is the verb of a clause without another: ``essential that T | work | with M``."""
    bare = line.tags[i] == "NN" and line.tags[i + 1 : i + 2] != ["VB"]
    return bare and not FINITE & {*line.tags[i:limit]}


def _owned(line: Line, end: int, limit: int) -> int | None:
    """The noun that a name stands before as its owner or attribute; None where the name is the head itself."""
    k = end
    while (
        k < limit
        and line.tags[k].startswith(("JJ", "NN", "POS", "CD", "VBG"))
        and not line.is_time(k)
        and not line.is_possessive(k - 1)
    ):
        k += 1
    if line.is_possessive(end - 1):
        while k < limit and line.tags[k].startswith(("JJ", "NN", "POS", "CD")):
            k += 1
    return k - 1 if k > end and line.tags[k - 1].startswith("NN") else None
