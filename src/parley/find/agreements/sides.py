"""Who the sides of an agreement are, by their names or as "both sides" of what the page tells of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from parley.find.acting import homes
from parley.find.agreements.nouns import past_names
from parley.find.agreements.vocabulary import words
from parley.find.base import Analysis
from parley.find.meetings.sides import whole
from parley.find.parties import Parties, Who
from parley.language.line import Line, Range
from parley.records import actor_id

_MOST = 4  # sides that a page names most often: its parties, and who mediates
_OFTEN = 3  # mentions of each side of a page on two
_OF_TWO = frozenset({"both", "two", "sides", "parties", "each"})
_JOINING = frozenset({"and", "-", "–"})
_MORE = 4  # words behind a row in which it is told that others are not named
_PLACING = frozenset({"in", "at", "near"})
_LEADING = frozenset({"by", "between", "among", "with"})
# capitalised words joined by hyphens: "U.S.-China", "United States-Mexico-Canada"
_RUN = re.compile(r"[A-Z][\w.]*(?: [A-Z][\w.]*)*(?:-[A-Z][\w.]*(?: [A-Z][\w.]*)*)+")
_KINDS = frozenset({"state", "organization", "armed_group", "government_body"})


class Sides:
    """The parties of a document's agreements; ask in the order of the text."""

    def __init__(self, analysis: Analysis) -> None:
        self._parties = analysis.once(Parties)
        self._gazetteer = analysis.known
        self._who: dict[str, Who] = {}
        self._lines = [line for passage in analysis.passages for line in passage.sentences]
        self._order = {line.start: n for n, line in enumerate(self._lines)}

    def named(self, line: Line, phrases: Sequence[Range]) -> dict[str, Who]:
        """The sides that phrases of a sentence name, by their ids, in order."""
        out: dict[str, Who] = {}
        for phrase in phrases:
            found = _listed(line, _row(line, phrase))
            without = homes(self._parties, line, found) | self._signed_in(line, found)
            without |= self._owners(line, found)
            for who in (*self._parties.who(line, found), *self._compounds(line, found)):
                side = None if who.actor_id in without else self._parties.side(who)
                if side and side.kind in _KINDS and not _is_text(side.name):
                    out.setdefault(side.actor_id, side)
        return out

    def _signed_in(self, line: Line, found: Range) -> set[str]:
        """States that a phrase names only by a capital where it was signed: ``the | Velm climate | deal``."""
        out = set()
        for name in self._parties.names(line, found):
            printed = [line.tokens[i].text for i in range(*name.place)]
            hit = self._gazetteer.at(printed, 0)
            behind = line.tags[name.place[1] : name.place[1] + 1]
            owner = line.is_possessive(name.place[1] - 1)
            if hit and hit[1].capital and not owner and behind in (["NN"], ["NNP"], ["JJ"]):
                out.add(name.who.actor_id)
        return out

    def _owners(self, line: Line, found: Range) -> set[str]:
        """States that only tell whose a group right behind them is: ``| Tavria's | Velmar rebels``."""
        names = list(self._parties.names(line, found))
        return {
            name.who.actor_id
            for name, behind in pairwise(names)
            if name.who.kind == "state"
            and line.is_possessive(name.place[1] - 1)
            and behind.who.kind in ("armed_group", "organization")
            and behind.place[0] == name.place[1]
        }

    def _compounds(self, line: Line, found: Range) -> list[Who]:
        """The states that words joined by hyphens name: ``the | Tavria-United Morvania-Oruvia | trade deal``."""
        out: list[Who] = []
        printed = [line.tokens[i].text.replace("–", "-") for i in range(*found) if line.tags[i] != "DT"]
        joined = any("-" in word.strip("-") for word in printed)
        for run in _RUN.findall(" ".join(printed)) if joined else ():
            parts = [part.strip() for part in run.split("-")]
            hits = [self._gazetteer.at(part.split(), 0) for part in parts]
            whole = [
                hit[1] for hit, part in zip(hits, parts, strict=True) if hit and hit[0] == len(part.split())
            ]
            if len(whole) == len(parts) and all(entry.kind == "state" for entry in whole):
                out += [Who(actor_id("state", e.name), e.name, "state", e.country) for e in whole]
        return out

    def both(self, line: Line, clause: Range) -> dict[str, Who]:
        """Whom "both sides" stands for: the pair that the page names together most often; else nobody."""
        here = self._order[line.start]
        own = self.named(line, [clause])
        if len(own) == 2:
            return own
        told = self._told_before(line, clause[0])
        if len(told) == 2:
            return told
        if len(told) == 1 and line.words[clause[0]] == "they":
            return {}  # ``T's envoys met before | they agreed``: with whom is not told
        most = {side for side, _ in self._told.most_common(_MOST)}
        pairs = [pair for pair in self._pairs if pair <= most]
        if not pairs:
            said = line.words[clause[0] : clause[1]]
            return {} if _OF_TWO.isdisjoint(said) else self.two()
        best = max(
            pairs,
            key=lambda pair: (
                len(self._pairs[pair]) * min(self._told[side] for side in pair),
                -min(abs(n - here) for n in self._pairs[pair]),
                sorted(pair),
            ),
        )
        return {key: self._who[key] for key in sorted(best)}

    def _told_before(self, line: Line, stop: int) -> dict[str, Who]:
        """The sides that a sentence names before words, but those that only say where.

        ``T struck the forces of S in | V | since the two sides signed a pact``.
        """
        out: dict[str, Who] = {}
        for name in self._parties.names(line, (0, stop)):
            side = self._parties.side(name.who)
            start = name.place[0] - (line.tags[name.place[0] - 1] == "DT" if name.place[0] else 0)
            placing = start > 0 and line.words[start - 1] in _PLACING
            if side and side.kind in _KINDS and not placing:
                out.setdefault(side.actor_id, side)
        return out

    def most(self) -> set[str]:
        """The two sides that the page names most."""
        return {key for key, _ in self._told.most_common(2)}

    def two(self) -> dict[str, Who]:
        """The two states of which the page tells, where it tells of no third side half as much."""
        top = self._told.most_common(3)
        third = top[2][1] if len(top) > 2 else 0
        if len(top) < 2 or top[1][1] < _OFTEN or 2 * third > top[1][1]:
            return {}
        found = {key: self._who[key] for key in sorted(key for key, _ in top[:2])}
        return found if all(who.kind == "state" for who in found.values()) else {}

    @cached_property
    def _pairs(self) -> dict[frozenset[str], list[int]]:
        """The sentences that name two sides together, and no third: ``T and S``, ``T-S talks``."""
        out: dict[frozenset[str], list[int]] = {}
        for n, line in enumerate(self._lines):
            for i in range(1, len(line) - 1):
                if line.words[i] in _JOINING and "," not in line.words[max(0, i - 4) : i]:
                    left = self._one(line, (max(0, i - 3), i), last=True)
                    right = self._one(line, (i + 1, min(len(line), i + 4)), last=False)
                    if left and right and left != right:
                        out.setdefault(frozenset((left, right)), []).append(n)
        return out

    @cached_property
    def _told(self) -> Counter[str]:
        """How often the page names each side, by itself or by one of its own."""
        out = Counter[str]()
        for line in self._lines:
            for who in self._parties.named(line, (0, len(line))):
                side = self._parties.side(who)
                if side:
                    out[side.actor_id] += 1
                    self._who.setdefault(side.actor_id, side)
        return out

    def _one(self, line: Line, found: Range, *, last: bool) -> str | None:
        """The side that stands next to a joining word."""
        sides = [side for who in self._parties.named(line, found) if (side := self._parties.side(who))]
        chosen = [side for side in sides if side.kind in _KINDS]
        if not chosen:
            return None
        side = chosen[-1] if last else chosen[0]
        self._who[side.actor_id] = side
        return side.actor_id


def _is_text(name: str) -> bool:
    """Whether a name is that of an agreement: ``Oruvian Grain Initiative``."""
    last = name.split()[-1].casefold()
    return last in words("heads") or last in words("named_heads")


def _row(line: Line, found: Range) -> Range:
    """A phrase without where it was, and whole where it begins a row: ``by T, | S and M``, ``with T | in Velm``."""
    start, end = found
    end = next((k for k in range(start + 1, end) if line.words[k] in _PLACING), end)
    lead = line.words[start - 1] if start else ""
    if lead not in _LEADING:
        return start, end
    if line.words[end : end + 1] == [","]:
        end = past_names(line, end)
    row = whole(line, (start, end), pair=lead == "between")
    more = words("of_many") | {"others"}
    return found if not more.isdisjoint(line.words[row[1] : row[1] + _MORE]) else row


def _listed(line: Line, found: Range) -> Range:
    """A noun phrase with the names listed before it: ``delegations from A, B and | C``."""
    start, end = found
    while start > 1 and line.words[start - 1] in (",", "and") and end - start < 20:
        k = start - 2 if line.words[start - 2] not in (",", "and") else start - 3
        if k < 0 or line.tags[k] != "NNP":
            break
        while k > 0 and line.tags[k - 1] in ("NNP", "DT"):
            k -= 1
        if k and line.tags[k - 1] in ("IN", "TO"):
            break  # ``according to T, | M and O agreed``
        start = k
    return start, end
