"""Finds what a page reports of agreements: made, carried out, broken, or on the table to be signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from parley.dates import Date
from parley.find.adverbials import time_of
from parley.find.agreements.clusters import Cluster, Told, clusters
from parley.find.agreements.sides import Sides
from parley.find.agreements.telling import Telling
from parley.find.agreements.tellings import may_tell, tellings
from parley.find.agreements.vocabulary import kind_of, words
from parley.find.base import Analysis
from parley.find.lexicon import Gazetteer
from parley.find.phrases import place
from parley.find.predicates import Predicates
from parley.language.line import Line, Range
from parley.records import (
    AGREEMENT_STATUSES,
    AgreementReport,
    AgreementStage,
    Figure,
    Place,
    Statement,
    make_id,
)
from parley.spans import Evidence, Span, evidence
from parley.times.dating import date_of, is_dated
from parley.times.find import TimeExpression
from parley.times.words import contexts

ROLES_READ = frozenset({"body", "dateline", "caption"})  # a headline repeats its lead
# What is told inside these words is wanted, refused or foretold, and no fact.
_UNREAL_ACTS = frozenset(
    {"demand", "request", "reject", "threaten", "warn", "ask", "promise", "deny", "offer"}
)
_NEAR = 3  # sentences in which "the deal" goes on about the one told before
_DETAILS = 2  # sentences in which "it would involve" does
_STANDING = frozenset(
    {"presupposed", "made by", "under", "known", "points", "left"}
)  # rules that tell of no deed
_OF_MEN = frozenset({"prisoner_exchange", "remains_repatriation"})
_WEEKDAY = "XXXX-WXX-"  # a TIMEX3 value that only publication tells which
_CHARGED = 8  # words from who is accused to of what
_PARTIES = 8  # more than these are a list of states, and no sides


class Agreements:
    """Ceasefires, exchanges, accords and texts for signing, each with who agreed to what and what became of it."""

    kind = "agreement_reports"
    version = "15"
    needs: tuple[str, ...] = ("mentions", "statements", "figures")

    def find(self, analysis: Analysis) -> Iterable[AgreementReport]:
        """The agreements in order of the text."""
        return _Page(analysis).reports()


class _Page:
    """One document, read for its agreements."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._document = analysis.document
        self._sides = Sides(analysis)
        self._predicates = analysis.once(Predicates)
        self._gazetteer: Gazetteer = analysis.known
        self._statements = _by_place(analysis.found["statements"])
        self._figures: Sequence[Figure] = analysis.found["figures"]
        self._lines = [line for p in analysis.passages if p.role in ROLES_READ for line in p.sentences]

    def reports(self) -> Iterator[AgreementReport]:
        told = list(self._told())
        found = clusters(told)
        self._detail(found)
        for cluster in found:
            yield self._report(cluster)

    def _told(self) -> Iterator[Told]:
        recent: list[Told] = []
        for order, line in enumerate(self._lines):
            if not may_tell(line, self._predicates.lemmas(line)):
                continue
            for telling in tellings(line, self._predicates.of(line)):
                told = self._resolved(telling, line, order, recent)
                if told:
                    recent.append(told)
                    yield told

    def _resolved(self, telling: Telling, line: Line, order: int, recent: Sequence[Told]) -> Told | None:
        span = line.span(telling.at, telling.at + 1)
        source = self._claim(span)
        if source and (source.act in _UNREAL_ACTS or source.hypothetical or source.negated):
            return None
        if telling.status == "violated" and source is None and _is_charge(line, telling):
            return None  # nobody knows who is right
        if telling.kind is None:
            known = next((t for t in reversed(recent) if order - t.order <= _NEAR), None)
            if known is None or not telling.definite or _has_other_name(line, telling, known):
                return None
            telling = replace(telling, kind=known.telling.kind)
        if telling.rule == "points" and _is_of_anything(line, recent):
            return None
        parties = self._sides.named(line, telling.sides)
        if telling.both and len(parties) < 2:
            pair = self._sides.both(line, telling.words)
            if not pair or parties.keys() <= pair.keys():  # else they are not whom the page tells of
                parties = pair
        if not parties and telling.kind in _OF_MEN:  # who else has them
            parties = self._sides.both(line, telling.words)
        if telling.kind == "ceasefire":
            parties = {k: who for k, who in parties.items() if k not in self._where(line, telling)}
        if self._is_domestic(line, telling):
            return None
        if telling.rule == "agree to" and len(parties) < 2 and not telling.both:
            return None
        if telling.kind == "other" and len(parties) < 2:
            return None
        if len(parties) > _PARTIES:
            parties = {}
        found = line.words[slice(*(telling.noun or telling.words))]
        return Told(
            telling,
            line,
            order,
            self._date(line, telling),
            parties,
            tuple(f for f in self._figures if self._inside(f, line, telling)),
            source,
            earlier=self._is_earlier(line, telling, found),
            another=bool(recent)
            and any(w in words("another") for w in found[:3])
            and telling.status == "agreed",
            title=_title(line, telling),
            name=_name(line, telling),
        )

    def _is_domestic(self, line: Line, telling: Telling) -> bool:
        """Whether parties or bodies of one state agree: ``reached a deal with the opposition's senators``."""
        if telling.kind in _OF_MEN or telling.kind == "ceasefire" or telling.rule not in ("made", "was made"):
            return False
        if any(line.words[k] in words("houses") for r in telling.sides for k in range(*r)):
            return True
        apart = [r for r in telling.sides if not any(o[0] < r[1] <= o[1] and o != r for o in telling.sides)]
        each = [set(self._sides.named(line, [r])) for r in dict.fromkeys(apart)]
        named = [sides for sides in each if sides]
        return len(named) > 1 and len(set().union(*named)) == 1

    def _where(self, line: Line, telling: Telling) -> set[str]:
        """The one state before a truce, which tells where it is: ``a | Tavrian | ceasefire brokered in Velm``."""
        if telling.noun is None:
            return set()
        inside = [r for r in telling.sides if r[0] == telling.noun[0]]
        if not inside or any(line.is_possessive(k) for r in inside for k in range(*r)):
            return set()
        found = self._sides.named(line, inside)
        others = self._sides.named(line, [r for r in telling.sides if r not in inside])
        return set(found) - set(others) if len(found) == 1 else set()

    def _is_earlier(self, line: Line, telling: Telling, found: Sequence[str]) -> bool:
        """Whether an agreement is told of as one before the news: ``the previous swap``, ``agreed last month``."""
        if any(w in words("earlier") for w in found[:4]):
            return True
        start = (telling.noun or telling.words)[0]
        if start and line.words[start - 1] in words("replacing"):
            return True  # a deal that is to ``replace | the 1994 pact``
        if start > 1 and line.words[start - 1] == "of" and line.words[start - 2] in words("replacement"):
            return True
        behind = line.words[telling.words[1] : telling.words[1] + 4]
        past = any(w in words("earlier") for w in behind)
        return telling.rule in ("was agreed", "was made") and telling.definite and past

    def _inside(self, figure: Figure, line: Line, telling: Telling) -> bool:
        start, end = telling.words
        if telling.terms:
            start, end = min(start, telling.terms[0]), max(end, telling.terms[1])
        at = figure.evidence[0]
        return line.span(start, end).meets((at.start, at.end))

    def _claim(self, span: Span) -> Statement | None:
        return next((s for content, s in self._statements if content.holds(span)), None)

    def _date(self, line: Line, telling: Telling) -> Date:
        """When it was, by the time of its clause in the same reported words."""
        times = self._analysis.times
        if not times.meeting(line.start, line.end):
            return Date.unknown()
        at = line.tokens[telling.at]
        near = [
            content
            for content, s in self._statements
            if content.meets((line.start, line.end)) and s.cue_span != (at.start, at.end)  # its own content
        ]

        def inside(place: int) -> Span | None:
            return next((content for content in near if content.holds((place, place + 1))), None)

        year = _year(line, telling.noun) if telling.noun and telling.status == "agreed" else None
        if telling.noun and (telling.rule in _STANDING or year):
            first, last = line.span(*(year or telling.noun))
            own = [e for e in times.meeting(first, last) if is_dated(e)]
            return date_of(own[0], self._document.published, times) if len(own) == 1 else Date.unknown()
        time = time_of(line, at.start, times, inside)
        if time is None or (telling.status == "agreed" and _is_beginning(line, time)):
            return Date.unknown()
        # a weekday is the last one: what is told was done
        over = telling.status != "proposed" and time.value.startswith(_WEEKDAY)
        return date_of(time, self._document.published, times, by_publication=over)

    def _detail(self, found: Sequence[Cluster]) -> None:
        """Give agreements what the next sentences say that they would involve."""
        if not found:
            return
        for order, line in enumerate(self._lines):
            if self._predicates.lemmas(line).isdisjoint(words("involving")):
                continue
            for p in self._predicates.of(line):
                if p.lemma not in words("involving") or p.subject is None:
                    continue
                subject = line.words[p.subject[0] : p.subject[1]]
                if subject != ["it"] and not (
                    subject[0] in ("the", "this") and subject[-1] in words("heads") | words("exchanges")
                ):
                    continue
                near = [c for c in found for t in c.told if 0 < order - t.order <= _DETAILS]
                if not near:
                    continue
                end = _clause_end(line, p.group[1])
                span = line.span(p.group[0], end)
                figures = tuple(
                    f for f in self._figures if span.holds((f.evidence[0].start, f.evidence[0].end))
                )
                told = any(line.tags[k] == "CD" for k in range(p.group[1], end))
                if figures or told:
                    max(near, key=lambda c: max(t.order for t in c.told if t.order < order)).more.append(
                        (span, figures)
                    )

    def _report(self, cluster: Cluster) -> AgreementReport:
        stages = tuple(
            AgreementStage(t.telling.status, t.date, t.speaker, self._evidence(t.line, t.telling.words))
            for t in cluster.told
        )
        made = next(
            (t for t in cluster.told if t.telling.status in ("agreed", "proposed") and t.date.proof), None
        )
        terms = self._terms(cluster)
        where = next(((t, found) for t in cluster.told if (found := self._place(t))), None)
        figures = [f for t in cluster.told for f in t.figures] + [f for _, more in cluster.more for f in more]
        more = [self._cut(span) for span, _ in cluster.more]
        support: dict[str, tuple[Evidence, ...]] = {"status": tuple(s.evidence for s in stages)}
        if terms:
            support["terms"] = (terms, *more)
        if made:
            support["date"] = tuple(p.evidence for p in made.date.proof if p.evidence)
        if cluster.parties():
            support["parties"] = tuple(
                self._evidence(t.line, found) for t in cluster.told if t.parties for found in t.telling.sides
            )
        if where:
            support["place"] = (self._evidence(where[0].line, where[1]),)
        whole = dict.fromkeys((*(s.evidence for s in stages), *more))
        first = stages[0].evidence
        return AgreementReport(
            id=make_id("agr", self._document.id, cluster.kind, first.start, first.end),
            document_id=self._document.id,
            kind=cluster.kind,
            parties=tuple(cluster.parties()),
            terms=terms.quote if terms else None,
            figures=tuple(dict.fromkeys(f.id for f in figures)),
            date=made.date if made else Date.unknown(),
            status=status(stages),
            history=stages,
            place=self._placed(where[0].line, where[1]) if where else None,
            support={key: found for key, found in support.items() if found},
            rule=cluster.told[0].telling.rule,
            evidence=tuple(sorted(whole, key=lambda e: (e.start, e.end))),
        )

    def _terms(self, cluster: Cluster) -> Evidence | None:
        """The words that say most of what was agreed: those with figures, then the longest."""
        best = max(
            (t for t in cluster.told if t.telling.terms),
            key=lambda t: (len(t.figures) > 0, t.telling.status != "violated", _length(t.telling.terms)),
            default=None,
        )
        if best is None or best.telling.terms is None:
            return None
        start, end = best.telling.terms
        phrase = best.line.words[start] == "to" and best.line.tags[start + 1 : start + 2] in (["DT"], ["CD"])
        return self._evidence(best.line, (start + 1 if phrase else start, end))  # ``agreed to | a truce``

    def _place(self, told: Told) -> Range | None:
        """Where it was made: ``signed in Velm``."""
        p = next((p for p in self._predicates.of(told.line) if p.verb == told.telling.at), None)
        if p is None or told.telling.status not in ("agreed", "confirmed"):
            return None
        for word, found in p.phrases:
            behind = told.telling.noun[1] if told.telling.noun else -1
            if told.telling.kind == "ceasefire" and p.lemma == "announce" and found[0] - 1 == behind:
                continue  # ``announced a truce | in T``: where it holds
            if word in ("in", "at"):
                named = place(told.line, found, self._gazetteer)
                if named:
                    return named
        return None

    def _placed(self, line: Line, found: Range) -> Place:
        name = self._document.text[slice(*line.span(*found))]
        hit = self._gazetteer.at([line.tokens[i].text for i in range(*found)], 0)
        return Place(name, hit[1].country if hit else None)

    def _evidence(self, line: Line, found: Range) -> Evidence:
        return self._cut(line.span(*found))

    def _cut(self, span: Span) -> Evidence:
        return evidence(self._document.id, self._document.text, span.start, span.end)


def status(stages: Sequence[AgreementStage]) -> str:
    """How far an agreement has come: as the page states it, else as somebody claims; that it is broken is no
    fact because a side says so.
    """
    stated = [s.status for s in stages if s.source is None]
    claimed = [s.status for s in stages if s.status not in ("violated", "collapsed")]
    return max(stated + claimed or ["agreed"], key=AGREEMENT_STATUSES.index)


def _is_beginning(line: Line, time: TimeExpression) -> bool:
    """Whether a time tells when what was agreed begins, and not when it was: ``a truce | from Saturday``."""
    told = [word for token, word in zip(line.tokens, line.words, strict=True) if token.start <= time.start]
    return not contexts("beginning").isdisjoint(told[-3:])


def _year(line: Line, noun: Range) -> Range | None:
    """The year by which an agreement is called, in the words before its noun: ``the | 2015 | nuclear deal``."""
    for k in range(*noun):
        if line.tags[k] in ("IN", "TO"):
            return None
        if line.words[k].isdigit() and len(line.words[k]) == 4:
            return k, k + 1
    return None


def _is_charge(line: Line, telling: Telling) -> bool:
    """Whether that it was broken is only what one accuses another of: ``accused the other of | violating``."""
    before = line.words[max(0, telling.at - _CHARGED) : telling.at]
    return before[-1:] == ["of"] and any(word.startswith("accus") for word in before)


def _is_of_anything(line: Line, recent: Iterable[Told]) -> bool:
    """Whether a plan of points is not told to be one for peace: ``presented a seven-point plan``."""
    return kind_of(" ".join(line.words)) is None and all(t.telling.kind == "trade" for t in recent)


def _has_other_name(line: Line, telling: Telling, known: Told) -> bool:
    """Whether an agreement is called by a name that the one told before is not: ``the | Velm climate | deal``."""
    found = telling.noun or telling.words
    names = {line.words[k] for k in range(*found) if line.tags[k] == "NNP"}
    return bool(names) and names.isdisjoint(known.words)


def _name(line: Line, telling: Telling) -> str | None:
    """What tells an agreement from others of its kind: the number of its points."""
    if telling.rule == "points" and telling.noun:
        return _text_of(line, telling.noun).partition("point")[0].strip(" -")
    return None


def _title(line: Line, telling: Telling) -> str | None:
    """The capitalised name of an agreement, with its head: ``the | Oruvian Grain Pact``."""
    known = words("heads") | words("named_heads")
    head = next((k for k in range(*(telling.noun or (0, 0))) if line.words[k] in known), None)
    if head is None or line.is_title:
        return None
    start = head
    while start >= 0 and line.tokens[start].text[0].isupper():
        start -= 1
    return " ".join(line.words[start + 1 : head + 1]) if head - start > 1 else None


def _clause_end(line: Line, start: int) -> int:
    """Where what is told ends: at a dash, or where a clause hangs on it."""
    for k in range(start, len(line)):
        if line.words[k] in ("--", "—", "–", ";") or (
            line.words[k] == "," and line.tags[k + 1 : k + 2] == ["VBG"]
        ):
            return k
    return len(line)


def _text_of(line: Line, found: Range) -> str:
    return "".join(line.words[found[0] : found[1]])


def _length(found: Range | None) -> int:
    return found[1] - found[0] if found else 0


def _by_place(statements: Iterable[Statement]) -> tuple[tuple[Span, Statement], ...]:
    """Content spans with their statements, the shortest first, so that the first to hold one is innermost."""
    spans = [(span, s) for s in statements for span in s.content_spans]
    return tuple(sorted(spans, key=lambda pair: (pair[0].end - pair[0].start, pair[0].start, pair[1].id)))
