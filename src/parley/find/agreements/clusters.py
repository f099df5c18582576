"""Tellings of one page that are of one agreement, taken together; those of different ones kept apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from parley.dates import Date
from parley.find.agreements.telling import Telling
from parley.find.parties import Who
from parley.language.line import Line
from parley.records import Figure, Speaker, Statement
from parley.spans import Span

_SAME = 4  # days by which dates of one making may differ, for time zones and "on Friday and Saturday"
_STANDING = frozenset({"framework", "trade", "other"})  # what a page tells of one of
_ONE_OF_MANY = frozenset({"trade", "other"})  # a page may tell of several
_BROAD = _STANDING | {"ceasefire"}
_SWAP = 14  # days from the making of an exchange to its end


@dataclass(frozen=True, slots=True)
class Told:
    """A telling with what the page says around it."""

    telling: Telling
    line: Line
    order: int  # of its sentence
    date: Date
    parties: Mapping[str, Who]
    figures: tuple[Figure, ...]
    source: Statement | None
    earlier: bool  # one before the page's own news
    another: bool
    title: str | None  # the name that it goes by: ``Oruvian Grain Initiative``
    name: str | None  # what tells it from others of its kind: its name, its number of points

    @property
    def words(self) -> list[str]:
        """The words of the clause that tells it."""
        return self.line.words[slice(*self.telling.words)]

    @property
    def speaker(self) -> Speaker | None:
        """Who claims it; None where the page states it."""
        return self.source.speaker if self.source else None


@dataclass(slots=True)
class Cluster:
    """What a page tells of one agreement."""

    kind: str
    told: list[Told] = field(default_factory=list)
    more: list[tuple[Span, tuple[Figure, ...]]] = field(default_factory=list)  # what "it" would involve

    @property
    def last(self) -> int:
        """The sentence that told of it last."""
        return max(t.order for t in self.told)

    @property
    def is_firm(self) -> bool:
        """Whether one place is sure of it, or two point to it."""
        return any(t.telling.firm for t in self.told) or len(self.told) > 1

    def parties(self) -> dict[str, Who]:
        """All sides that are named, in order of the text."""
        out: dict[str, Who] = {}
        for t in self.told:
            for key, who in t.parties.items():
                out.setdefault(key, who)
        return out

    def counts(self) -> frozenset[float]:
        """The numbers of people or days in its terms."""
        return frozenset().union(*(counts(t.figures) for t in self.told))

    def takes(self, t: Told) -> bool:
        """Whether a telling may be of this agreement."""
        if t.telling.kind != self.kind and not _unnamed(self.kind, t.telling.kind):
            return False
        again = any(x.words == t.words for x in self.told)
        if (t.another and not again) or {x.name for x in self.told} != {t.name}:
            return False
        if not _agree_in_sides(set(self.parties()), set(t.parties)) or not self._goes_by(t):
            return False
        many = not _ONE_OF_MANY.isdisjoint((self.kind, t.telling.kind))
        many = many and bool(self.parties() or self.kind == t.telling.kind)
        if not again and many and _is_another(t, self.parties()):
            return False
        if t.telling.definite and self.kind in _STANDING and not t.earlier:
            return True  # ``the deal``: the one of which the page tells
        if t.earlier != any(x.earlier for x in self.told) and not _dated(t, self.told):
            return False
        return _agree_in_numbers(self.counts(), counts(t.figures)) and all(
            _agree_in_time(x, t, self.kind) for x in self.told
        )

    def _goes_by(self, t: Told) -> bool:
        """Whether no other name speaks against it, nor a side that one known by its name alone is not told to have."""
        titles = {x.title for x in self.told if x.title}
        if not titles:
            return True
        return t.title in titles if t.title else bool(self.parties()) or len(t.parties) != 1


def clusters(told: Iterable[Told]) -> list[Cluster]:
    """The agreements of a page, in order of their first telling."""
    out: list[Cluster] = []
    for t in told:
        near = sorted((c for c in out if c.takes(t)), key=lambda c: (c.kind != t.telling.kind, -c.last))
        if near:
            near[0].told.append(t)
            if near[0].kind == "other" and t.telling.kind:
                near[0].kind = t.telling.kind
        elif t.telling.kind is not None:
            out.append(Cluster(t.telling.kind, [t]))
    return [c for c in out if c.is_firm]


def counts(figures: Iterable[Figure]) -> frozenset[float]:
    """The numbers that tell one agreement from another."""
    return frozenset(
        value
        for f in figures
        if f.kind in ("count", "measure") and (value := f.high if f.low is None else f.low) is not None
    )


def _unnamed(ours: str, theirs: str | None) -> bool:
    """Whether one of two kinds is not told, and the other is one that goes by no more than "the deal" later."""
    return (ours == "other" and theirs in _BROAD) or (theirs == "other" and ours in _BROAD)


def _is_another(t: Told, known: Mapping[str, Who]) -> bool:
    """Whether a telling is of one with sides not told before: ``a truce``, and then ``a deal with T``."""
    return not t.telling.definite and bool(t.parties) and t.parties.keys().isdisjoint(known)


def _agree_in_numbers(ours: frozenset[float], theirs: frozenset[float]) -> bool:
    """Whether numbers may be of one exchange: none told, one in common, or so many each and twice in all."""
    if not ours or not theirs:
        return True
    return any(a in (b, 2 * b, b / 2) for a in ours for b in theirs)


def _agree_in_sides(ours: set[str], theirs: set[str]) -> bool:
    return len(ours) < 2 or len(theirs) < 2 or ours <= theirs or theirs <= ours


def _dated(t: Told, others: Iterable[Told]) -> bool:
    """Whether a telling is dated, and so is another: then their dates decide."""
    return bool(t.date.edtf) and any(o.date.edtf for o in others)


def _agree_in_time(a: Told, b: Told, kind: str) -> bool:
    gap = _gap(a.date, b.date)
    if gap is None:
        return True
    wide = any(d.earliest != d.latest for d in (a.date, b.date))  # ``last month``
    if a.telling.status == b.telling.status or {a.telling.status, b.telling.status} <= {
        "agreed",
        "confirmed",
    }:
        return gap <= (0 if wide else _SAME)
    return gap <= _SWAP if kind in ("prisoner_exchange", "remains_repatriation") else True


def _gap(a: Date, b: Date) -> int | None:
    """Days between two dates, none where they overlap; None where one is open."""
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return None
    (_, end), (begin, _) = sorted((d.earliest, d.latest) for d in (a, b) if d.earliest and d.latest)
    return max(0, (dt.date.fromisoformat(begin) - dt.date.fromisoformat(end)).days)
