"""Whether what a state wants is said to another: what it wants of its own parliament or courts is no negotiation."""

from __future__ import annotations

from parley.find.able import can_speak
from parley.find.base import Analysis
from parley.find.parties import Who
from parley.find.positions.claims import Claim
from parley.find.positions.pages import Pages
from parley.find.positions.sides import head
from parley.find.positions.stances import listed
from parley.language.line import Line, Range
from parley.records import Mention
from parley.vocab import words

_LONG = 10  # sentences from which a page that tells of another side names it
_LEAST = 2  # mentions of others: 9 of 9 rows of pages with fewer were of affairs at home
_SHARE = 0.25  # of a page's sentences name another: of 27 pages with less, 23 told what was wanted at home


class Abroad:
    """The sides that a page names, others than a given one."""

    def __init__(self, analysis: Analysis, page: Pages) -> None:
        self._mentions: tuple[Mention, ...] = tuple(analysis.found["mentions"])
        self._gazetteer = analysis.known
        self._page = page
        self._issues_in = analysis.profile.issues_in
        self._long = len(page.lines) > _LONG
        self._known: dict[str, bool] = {}
        self._shares: dict[str, float] = {}
        self._named: list[frozenset[str]] | None = None

    def is_alone(self, who: Who) -> bool:
        """Whether a long page names no other side than this state."""
        if not self._long or who.kind != "state":
            return False
        if who.actor_id not in self._known:
            others = sum(self._is_other(m, who) for m in self._mentions)
            self._known[who.actor_id] = others < _LEAST
        return self._known[who.actor_id]

    def is_home(self, claim: Claim, content: Range, text: str) -> bool:
        """Whether what a side wants is asked of no other, or what a state wants is between its own people.

        Its words name no other side and nothing that is only ever between sides, but a body or an affair of a
        state's own (``to veto | the budget``, ``urged | lawmakers | to pass it``), or else the page is a long
        one that is mostly about the state itself.
        """
        if claim.hearer and self._is_of_no_side(claim.line, claim.hearer, claim.party):
            return True
        if claim.party.kind != "state":
            return False
        if claim.stance == "proposes" and self._is_ones_leader(claim.line, content, claim.party):
            return True
        asked = [content, *([claim.hearer] if claim.hearer else [])]
        if any(self._names_other(claim.line, found, claim.party) for found in asked):
            return False
        if not listed("between").isdisjoint(self._issues_in(text)):
            return False
        if any(not listed("at_home").isdisjoint(claim.line.words[slice(*found)]) for found in asked):
            return True
        return self._long and self._share(claim.party) < _SHARE

    def _is_of_no_side(self, line: Line, hearer: Range, who: Who) -> bool:
        """Whether somebody is asked who is no side: ``urged | residents | to leave``, one's own minister."""
        if _is_ones_own(line, hearer):
            return True
        named = {n.who.actor_id for n in self._page.sides.places(line, hearer)}
        if named:
            return named == {who.actor_id} and not self._page.sides.is_side(line, hearer)
        head_ = head(line, hearer)
        able = line.tags[hearer[1] - 1].startswith("NN") and can_speak(line, hearer)
        known = listed("governing") | listed("opposed") | listed("asked") | listed("groups")
        return able and known.isdisjoint((head_, *line.words[slice(*hearer)]))

    def _is_ones_leader(self, line: Line, content: Range, who: Who) -> bool:
        """Whether one's own leader is to do it: ``the ministry recommended that | Ostrava sign it``."""
        first = (content[0], content[0] + 1)
        named = {n.who.actor_id for n in self._page.sides.places(line, first)}
        return self._page.sides.names_person(line, first) and named <= {who.actor_id}

    def _names_other(self, line: Line, found: Range, who: Who) -> bool:
        if not listed("opposed").isdisjoint(line.words[slice(*found)]):
            return True
        sides = self._page.sides.places(line, found)
        return any(n.who.actor_id != who.actor_id and not _is_edge(line, n.place) for n in sides)

    def _share(self, who: Who) -> float:
        """The share of a page's sentences that name another side."""
        if self._named is None:
            self._named = [self._sides(line) for line in self._page.lines]
        if who.actor_id not in self._shares:
            others = sum(bool(named - {who.actor_id}) for named in self._named)
            self._shares[who.actor_id] = others / len(self._named)
        return self._shares[who.actor_id]

    def _sides(self, line: Line) -> frozenset[str]:
        """The sides that a sentence names, and one without a name where it tells of rebels and the like."""
        named = {named.who.actor_id for named in self._page.sides.places(line, (0, len(line)))}
        return frozenset(named if listed("opposed").isdisjoint(line.words) else named | {""})

    def _is_other(self, m: Mention, who: Who) -> bool:
        if m.country:
            return m.country != who.country
        if m.kind in ("state", "armed_group"):
            return m.actor_id != who.actor_id
        plain = m.name.split()
        hit = self._gazetteer.at(plain, 0) if m.kind == "organization" else None
        return hit is not None and hit[0] == len(plain)  # an alliance, not any association


def _is_ones_own(line: Line, hearer: Range) -> bool:
    """Whether one's own government or people are asked: ``asked | their respective parliaments | to ratify it``."""
    words_ = line.words[slice(*hearer)]
    own = words_[0] in words("possessives")
    return (
        own
        and head(line, hearer) in listed("own_bodies")
        and not any(line.is_possessive(k) for k in range(*hearer))
    )


def _is_edge(line: Line, name: Range) -> bool:
    """Whether a name only tells which border is meant: ``the border with | Velm |``, ``the | Velm | border``."""
    start, end = name
    along = line.words[max(0, start - 1) : start] in (["with"], ["to"], ["and"])
    return (along and line.words[start - 2] in listed("edges")) or (
        line.words[end : end + 1] != [] and line.words[end] in listed("edges")
    )
