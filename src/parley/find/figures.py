"""Finds the figures of a document: numbers with what they count and who claims them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from parley.dates import Date
from parley.find.adverbials import time_of
from parley.find.atoms import Atom, atoms
from parley.find.base import Analysis
from parley.find.departures import departure
from parley.find.doers import NOBODY, Doers, Events, token_at
from parley.find.events import Event, event_of
from parley.find.parties import Parties
from parley.find.quantities import Context, may_hold, quantities
from parley.find.special import Quantity
from parley.language.line import Line
from parley.language.tags import FINITE, VERBS
from parley.records import Figure, Statement, make_id
from parley.spans import Span, evidence
from parley.times.dating import date_of

ROLES_READ = frozenset({"body", "dateline", "caption"})  # a headline repeats its lead
_MARK = re.compile(r"[;:()—–]|,\s|\s(?:but|while|whereas|although)\s")  # between clauses
_JOINING = frozenset({"and", "but", "while", "whereas", "though", "although", "as", ",", ";"})
WITH_EVENT = frozenset({"count", "money", "measure", "share"})


_BOUNDS = {
    ("or", "less"): "at_most",
    ("or", "fewer"): "at_most",
    ("or", "more"): "at_least",
}
_NOT = frozenset({"not", "never", "cannot"})
_HELPED = 4  # words before a verb in which it is negated
_HE = frozenset({"he", "she"})
_OF_ALL = 2  # words between a part and the whole that it is of: ``of``, ``of the``
_LIMIT = 12  # words before a number in which it is told that no more may be


class Figures:
    """Counts, shares, money, durations, ages, ranks and measures, each with its claimant and who does it to whom.

    The claimant is the speaker of the innermost statement whose content holds the figure.
    """

    kind = "figures"
    version = "14"
    needs: tuple[str, ...] = ("mentions", "statements")

    def find(self, analysis: Analysis) -> Iterable[Figure]:
        """The figures in order of the text."""
        statements = _by_place(analysis.found.get("statements", ()))
        for passage in analysis.passages:
            if passage.role not in ROLES_READ:
                continue
            context = Context()
            for sentence in passage.sentences:
                for figure, quantity in _in_sentence(analysis, sentence, context, statements):
                    yield figure
                    if quantity.kind == "count":
                        context = Context(quantity.unit)


def _in_sentence(
    analysis: Analysis, sentence: Line, context: Context, statements: Sequence[tuple[Span, Statement]]
) -> Iterator[tuple[Figure, Quantity]]:
    if not may_hold(sentence.words):
        return
    line = atoms(sentence.tokens)
    found = tuple(quantities(line, context))
    if not found:
        return
    issues = _Issues(analysis, sentence)
    found = tuple(_bounded(sentence, line, quantity) for quantity in found)
    for quantity, event in zip(found, _events(sentence, line, found), strict=True):
        span = Span(line[quantity.start].start, line[quantity.stop - 1].end)
        date, doers = Date.unknown(), NOBODY
        if event:
            date = _date(analysis, sentence, span, statements)
            verb = line[event.at].start
            doers = analysis.once(Events).doers(sentence, event.lemma, verb, span, quantity.kind)
        claim = _claim(statements, span)
        doers = _but_meant(analysis, sentence, doers, claim)
        yield _figure(analysis, quantity, span, event, doers, issues.of(span), date, claim), quantity


def _but_meant(analysis: Analysis, sentence: Line, doers: Doers, claim: Statement | None) -> Doers:
    """Without whom a "he" in somebody's own words may mean, named elsewhere: ``"he has lost ten men," Vey said``."""
    if claim is None or claim.mode != "direct" or _HE.isdisjoint(sentence.words) or doers == NOBODY:
        return doers
    named = {who.actor_id for who in analysis.once(Parties).named(sentence, (0, len(sentence)))}
    teller = claim.speaker.actor_id if claim.speaker else None
    return Doers(*(actor if actor in named and actor != teller else None for actor in doers))


def _bounded(sentence: Line, line: Sequence[Atom], quantity: Quantity) -> Quantity:
    """A quantity with the bound that its sentence gives: ``cannot hold more than 20``, ``2% of Tavria | or less``."""
    behind = tuple(atom.low for atom in line[quantity.stop : quantity.stop + 2])
    if quantity.qualifier == "exact" and behind in _BOUNDS:
        lower = _BOUNDS[behind] == "at_least"
        low, high = (quantity.low, None) if lower else (None, quantity.high)
        return replace(quantity, low=low, high=high, qualifier=_BOUNDS[behind])
    if quantity.qualifier == "more_than" and _is_limited(
        sentence, token_at(sentence, line[quantity.start].start)
    ):
        return replace(quantity, low=None, high=quantity.low, qualifier="at_most")
    return quantity


def _is_limited(sentence: Line, at: int) -> bool:
    """Whether what may not be stands before a number: ``can't detain them for | more than 20 days``."""
    for k in range(at - 1, max(0, at - _LIMIT), -1):
        if sentence.words[k] in (",", ";", "that", "which", "who"):
            return False
        if sentence.tags[k] == "MD" or sentence.words[k] in ("ca", "can"):
            near = sentence.words[k - 1 : k + 2]
            return any(w in ("not", "never", "nobody", "cannot") or w.endswith(("n't", "n’t")) for w in near)
    return False


def _events(sentence: Line, line: Sequence[Atom], found: Sequence[Quantity]) -> list[Event | None]:
    """The event of each quantity; coordinated ones share it: "29 missiles and 396 drones were fired"."""
    out: list[Event | None] = []
    for i, quantity in enumerate(found):
        whole = _is_of(line, found[i - 1], quantity) if i else False
        parted = found[i + 1] if i + 1 < len(found) and _is_of(line, quantity, found[i + 1]) else quantity
        # ``shot down | 103 of 154 drones``, ``| 2 of 7 boats | sank``
        told = quantity if parted is quantity else replace(quantity, stop=parted.stop)
        own = _own_event(sentence, line, told) if quantity.kind in WITH_EVENT and not whole else None
        shared = (
            i > 0 and _coordinated(line, found[i - 1], quantity) and not _is_subject(sentence, line, quantity)
        )
        out.append(own or (out[i - 1] if shared else None))
    for i in range(len(found) - 1, 0, -1):
        later = out[i]
        if later and out[i - 1] is None and later.at >= found[i].stop and found[i - 1].kind in WITH_EVENT:
            part = i - 1 - (i > 1 and _is_of(line, found[i - 2], found[i - 1]))  # ``| 103 | of 154 and 12``
            out[part] = later if _coordinated(line, found[i - 1], found[i]) else out[part]
    return out


def _is_of(line: Sequence[Atom], part: Quantity, quantity: Quantity) -> bool:
    """Whether a quantity is what the one before is of, so that what is told of that was not done to all of it."""
    between = [atom.low for atom in line[part.stop : quantity.start]]
    return between[:1] == ["of"] and len(between) <= _OF_ALL and part.kind == quantity.kind == "count"


def _own_event(sentence: Line, line: Sequence[Atom], quantity: Quantity) -> Event | None:
    def is_verb(start: int) -> bool:
        return _stands_as_verb(sentence, token_at(sentence, start))

    gone = _departed(sentence, line, quantity) if quantity.kind == "count" else None
    if gone:
        return gone
    plural = quantity.low != 1 and quantity.kind in ("count", "measure")
    own = event_of(line, quantity.start, quantity.stop, plural, is_verb)
    if own and own.at < quantity.start and _opens_clause(sentence, line, quantity, own):
        return None
    return None if own and _is_undone(sentence, token_at(sentence, line[own.at].start)) else own


def _is_undone(sentence: Line, verb: int) -> bool:
    """Whether an event is told not to be: ``will not charge | two guards``."""
    k = verb - 1
    while k > 0 and verb - k < _HELPED and sentence.tags[k] in ("RB", "MD", "VB", "VBN", "VBD", "VBZ", "VBP"):
        word = sentence.words[k]
        if word in _NOT or word.endswith(("n't", "n’t")):
            return sentence.words[k + 1] not in ("only", "just", "yet")
        k -= 1
    return False


def _departed(sentence: Line, line: Sequence[Atom], quantity: Quantity) -> Event | None:
    """The event of people who are away from their homes."""
    last = line[quantity.stop - 1].start
    found = departure(
        sentence, (token_at(sentence, line[quantity.start].start), token_at(sentence, last) + 1)
    )
    if found is None:
        return None
    name, verb = found
    at = bisect_left(line, sentence.tokens[verb].start, key=lambda atom: atom.start)
    return Event(name, at)


def _opens_clause(sentence: Line, line: Sequence[Atom], quantity: Quantity, event: Event) -> bool:
    """Whether a figure is the subject of a clause that follows that of the event: "40 were killed and 900 remain"."""
    between = range(event.at + 1, quantity.start)
    joined = any(line[k].low in _JOINING for k in between)
    return joined and _is_subject(sentence, line, quantity)


def _is_subject(sentence: Line, line: Sequence[Atom], quantity: Quantity) -> bool:
    """Whether a finite verb follows a figure."""
    at = token_at(sentence, line[quantity.stop - 1].start) + 1
    while at < len(sentence) and sentence.tags[at] == "RB":
        at += 1
    return at < len(sentence) and sentence.tags[at] in FINITE


def _stands_as_verb(sentence: Line, place: int) -> bool:
    """Whether a word is a verb by its tag, and no noun before one: "the moves would affect"."""
    after = sentence.tags[place + 1 : place + 2]
    return sentence.tags[place] in VERBS and not (after and after[0] in FINITE)


def _coordinated(line: Sequence[Atom], before: Quantity, after: Quantity) -> bool:
    """Whether one word or comma joins two quantities."""
    return after.start - before.stop == 1 and line[before.stop].low in ("and", ",", "including")


class _Issues:
    """What the clauses of a sentence are about, each asked for once."""

    def __init__(self, analysis: Analysis, sentence: Line) -> None:
        self._text, self._profile = analysis.document.text, analysis.profile
        marks = [m.span() for m in _MARK.finditer(self._text, sentence.start, sentence.end)]
        self._starts = [sentence.start, *(end for _, end in marks)]
        self._ends = [*(start for start, _ in marks), sentence.end]
        self._known: dict[tuple[int, int], str | None] = {}

    def of(self, span: Span) -> str | None:
        """The issue of the clause, or the clauses, that a figure stands in."""
        start = self._starts[bisect_right(self._starts, span.start) - 1]
        end = self._ends[bisect_left(self._ends, span.end)]
        if (start, end) not in self._known:
            self._known[start, end] = self._read(self._text[start:end])
        return self._known[start, end]

    def _read(self, clause: str) -> str | None:
        """What a clause is most about; words that tell an issue only of a demand, such as weapons, do not count."""
        touched = self._profile.issues_in(clause)
        if len(touched) < 2:
            return next(iter(touched), None)
        best = self._profile.issue_of(clause)
        return best if best in touched else None


def _date(
    analysis: Analysis, sentence: Line, span: Span, statements: Sequence[tuple[Span, Statement]]
) -> Date:
    """When what is counted was: by the time of its clause, in the same reported words."""
    times = analysis.times
    if not times.meeting(sentence.start, sentence.end):
        return Date.unknown()

    near = [content for content, _ in statements if content.meets((sentence.start, sentence.end))]

    def inside(at: int) -> Span | None:
        return next((content for content in near if content.holds((at, at + 1))), None)

    time = time_of(sentence, span.start, times, inside)
    return date_of(time, analysis.document.published, times) if time else Date.unknown()


def _figure(
    analysis: Analysis,
    q: Quantity,
    span: Span,
    event: Event | None,
    doers: Doers,
    issue: str | None,
    date: Date,
    claim: Statement | None,
) -> Figure:
    document = analysis.document
    return Figure(
        id=make_id("fig", document.id, span.start, span.end, q.kind, _text(q.low), _text(q.high)),
        document_id=document.id,
        kind=q.kind,
        low=None if q.low is None else float(q.low),
        high=None if q.high is None else float(q.high),
        qualifier=q.qualifier,
        unit=q.unit,
        event=event.lemma if event else None,
        agent=doers.agent,
        target=doers.target,
        source=claim.speaker if claim else None,
        statement_id=claim.id if claim else None,
        date=date,
        issue=issue,
        evidence=(evidence(document.id, document.text, span.start, span.end),),
    )


def _text(value: float | None) -> str | None:
    """The same text for the same value on every machine."""
    return None if value is None else f"{value:.12g}"


def _by_place(statements: Iterable[Statement]) -> tuple[tuple[Span, Statement], ...]:
    """Content spans with their statements, the shortest first, so that the first to hold one is innermost."""
    spans = [(span, s) for s in statements for span in s.content_spans]
    return tuple(sorted(spans, key=lambda pair: (pair[0].end - pair[0].start, pair[0].start, pair[1].id)))


def _claim(statements: Sequence[tuple[Span, Statement]], span: Span) -> Statement | None:
    return next((s for content, s in statements if content.holds(span)), None)
