"""Where talks were: which places of a sentence belong to which of its mentions."""

from __future__ import annotations

from collections.abc import Sequence

from parley.find.meetings.clauses import clear
from parley.find.meetings.lexicon import forms, listed
from parley.find.meetings.nouns import left
from parley.find.meetings.owning import is_reported, opening, own, subjects, tells_when
from parley.find.meetings.sites import Site
from parley.find.meetings.talk import Talk
from parley.find.predicates import Predicate
from parley.language.line import Line, Range
from parley.records import Place
from parley.times.expressions import Expressions

_OWNERS = frozenset({"NNP", "CD", ",", "RB", ")", "PRP", "VBD", "VBN", "VBZ", "VBP", "VB", "VBG", "PRPV"})
_CLOSE = 10  # words from a mention to "on the sidelines of"
_AT = frozenset({"at", "of", "during"})  # ``at the close of | the summit``
_FOR = frozenset({"for", "to"})


def place_beside(line: Line, talks: Sequence[Talk]) -> None:
    """Give those who meet at a body's summit the place of that: ``met T | at the close of the Pact summit in Velm``."""
    for talk in talks:
        for event in talks:
            start = left(line, event.at[0])
            lead = line.words[max(0, start - 1)]
            besides = not listed("sidelines").isdisjoint(line.words[max(0, start - 2) : start])
            beside = (event.convened or besides) and event.place and talk.number and not talk.convened
            if not beside or talk.place or start < talk.at[1] or lead not in _AT:
                continue
            if clear(line, talk.at[1], start - 1, []):
                talk.place = event.place
                talk.note("place", *event.support.get("place", ()))


class Placing:
    """Gives mentions their places, in a document with such times."""

    def __init__(self, times: Expressions) -> None:
        self._times = times

    def place(
        self, line: Line, talks: Sequence[Talk], places: Sequence[Site], verbs: Sequence[Predicate]
    ) -> None:
        """Give mentions of a sentence the places that are theirs."""
        plain = [site for site in places if not site.joined]
        pairs = [(site, self._at_site(line, talks, site, verbs)) for site in plain]
        pairs += [(site, self._bound_for(line, talks, site, plain)) for site in plain]
        pairs += [(site, self._where(line, talks, site, verbs)) for site in plain]
        for site, target in pairs:
            if target is None or target.place is not None:
                continue
            target.place = site.place
            row = [s for s in places if s.joined and s.found[0] > site.found[0]]
            if row and row[0].joined == "or" and len(row) == 1:
                target.place = Place(
                    f"{site.place.name} or {row[0].place.name}",
                    site.place.country if site.place.country == row[0].place.country else None,
                )
                target.note_tokens("place", (site.found[0], row[0].found[1]))
            else:
                target.note_tokens("place", site.found)

    def _at_site(
        self, line: Line, talks: Sequence[Talk], site: Site, verbs: Sequence[Predicate]
    ) -> Talk | None:
        lead = site.found[0] - 1
        if site.lead in ("to", "for", "from"):
            near = [t for t in talks if t.form == "visit" and t.at[1] == lead]
            return near[0] if near and site.lead == "to" else None
        for talk in reversed(talks):
            if talk.at[1] <= lead:
                if line.words[lead - 1] == "," and is_reported(line, talk):
                    continue
                if line.quoted[talk.at[0]] != line.quoted[lead]:
                    continue  # ``"... the meeting with T," said A, director at | a school in Velm``
                mine = own(talk, verbs)
                if line.words[lead] == "of" and (talk.rule != "noun" or lead - talk.at[1] < _CLOSE):
                    return talk  # on the sidelines of, on the outskirts of
                if clear(line, talk.at[1], lead, mine) and self._may_own(line, lead - 1, talk, mine):
                    return talk
                if talk.rule == "noun":
                    continue
        return opening(line, talks, lead, site.found[1], verbs)

    def _bound_for(
        self, line: Line, talks: Sequence[Talk], site: Site, places: Sequence[Site]
    ) -> Talk | None:
        """``arrived in Velm from Rill on Monday | for talks``, ``travelled to Velm | to meet T``."""
        if site.lead == "from":
            return None
        after = self._past_origin(line, self._past_times(line, site.found[1]), places)
        if not line.words[after : after + 1] or line.words[after] not in _FOR:
            return None
        purpose = line.words[after] == "for" or line.words[after + 1 : after + 2] == ["meet"]
        purpose = purpose or not listed("purpose").isdisjoint(line.words[after + 1 : after + 2])
        discussed = line.words[after + 1 : after + 2] == ["discuss"]
        for talk in talks if purpose else ():
            if discussed and talk.rule == "noun":
                continue  # ``went to Velm to discuss | the summit``
            start = left(line, talk.at[0]) if talk.rule == "noun" else talk.at[0]
            if start in (after, after + 1) or (after < start <= after + 5 and talk.rule == "noun"):
                return talk
        return None

    def _where(
        self, line: Line, talks: Sequence[Talk], site: Site, verbs: Sequence[Predicate]
    ) -> Talk | None:
        """``in Velm, where | the talks | open on Monday``."""
        at = site.found[1] + (line.words[site.found[1] : site.found[1] + 1] == [","])
        if line.words[at : at + 1] != ["where"] or site.lead == "from":
            return None
        for talk in talks:
            start = left(line, talk.at[0])
            if start == at + 1 and any(tells_when(p) for p in subjects(talk, verbs)):
                return talk
        return None

    def _may_own(self, line: Line, k: int, talk: Talk, own: Sequence[Range]) -> bool:
        """Whether the word before a place is of the talks, and owns no place itself: ``the war | in Tavria``."""
        if k < talk.at[1] or any(a <= k < b for a, b in own):
            return True
        if line.tags[k] in _OWNERS or line.is_time(k):
            return True
        if line.words[k] in listed("sides") | listed("delegation") | listed("negotiator") | {
            "person",
            "place",
            "way",
        }:
            return True
        if talk.rule != "noun" and line.words[k] in forms():
            return True  # ``met T at the Pact summit | in Velm``
        spans = talk.support.get("parties", ())
        if line.words[k] in listed("deputies") and any(s.end == line.tokens[k].end for s in spans):
            return True  # ``held talks with a Tavrian official | in Velm``
        met = talk.rule != "noun" and any(s.start <= line.tokens[k].start < s.end for s in spans)
        if met and line.tags[k] in ("NN", "NNS"):
            return True  # ``met the Tavrian president | in Velm``
        start = line.tokens[k].start
        return any(e.start <= start < e.end for e in self._times.meeting(start, start + 1))

    def _past_origin(self, line: Line, i: int, places: Sequence[Site]) -> int:
        """The place behind ``from Velm``, and a time there, that begin at `i`."""
        left_ = next((s for s in places if s.lead == "from" and s.found[0] == i + 1), None)
        return self._past_times(line, left_.found[1]) if left_ else i

    def _past_times(self, line: Line, i: int) -> int:
        """The place behind a time that begins at `i`."""
        if i >= len(line):
            return i
        at = i + (line.words[i] in ("on", "in", "early", "late", ","))
        if at >= len(line):
            return i
        start = line.tokens[at].start
        for e in self._times.meeting(start, start + 1):
            while at < len(line) and line.tokens[at].start < e.end:
                at += 1
            return at
        return i
