"""The date of a time expression, under a publication date that may be a day, an interval or unknown.

What hangs on the publication is dated once for every day that the publication may be, and what comes out
spans them all. A date keeps the place of its expression as its first proof, so `redate` can say it again
when the publication is settled otherwise.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TypeGuard

from parley.dates import Date, Proof
from parley.edtf import between, one_of
from parley.times.calendar import days_on
from parley.times.expressions import Expressions
from parley.times.find import TimeExpression
from parley.times.symbols import Clock, Point, Range, Shift, Symbol

BY_PUBLICATION = "no later than publication"
PUBLICATION = "publication date"
WIDEST = 400  # days of a publication interval that are tried; a wider one leaves a relative date open
LISTED = 3  # days that are written one by one; more are written as an interval

_Days = tuple[dt.date | None, dt.date | None]
_SINCE = frozenset({"since", "after", "from"})
_UNTIL = frozenset({"until", "till", "by", "through"})
_BEFORE = frozenset({"before", "ahead"})
_STRETCH = re.compile(r"(?:the (?:past|next|coming|last)|past|coming)\b", re.IGNORECASE)


def is_absolute(symbol: Symbol) -> bool:
    """Whether a symbol names its days by itself, whenever it was written."""
    match symbol:
        case Point():
            if symbol.within is not None:
                return symbol.year is None and is_absolute(symbol.within)
            return any(part is not None for part in (symbol.year, symbol.decade, symbol.century))
        case Shift():
            return not isinstance(symbol.base, str) and is_absolute(symbol.base)
        case Clock():
            return symbol.day is not None and is_absolute(symbol.day)
        case Range():
            return is_absolute(symbol.first) and is_absolute(symbol.last)
        case _:
            return False


def is_dated(e: TimeExpression) -> bool:
    """Whether an expression names days by itself or by its publication.

    No duration, no set, nothing vague; and nothing that hangs on the date named last in the text (``the same
    year``, ``the next morning``), which is too often another one.
    """
    return e.type in ("DATE", "TIME") and _names_days(e.symbol)


def _names_days(symbol: Symbol) -> bool:
    match symbol:
        case Point():
            return symbol.pick not in ("after", "that")
        case Shift():
            return symbol.amount is not None and (symbol.base != "text" or symbol.unit == "WE")
        case Clock():
            return symbol.day is not None and _names_days(symbol.day)
        case Range():
            return _names_days(symbol.first) and _names_days(symbol.last)
        case _:
            return False


def date_of(e: TimeExpression, published: Date, known: Expressions, *, by_publication: bool = False) -> Date:
    """When what an expression dates was, as far as it is certain.

    Args:
        e: An expression of ``known.found``.
        published: When its document was published.
        known: All expressions of the document.
        by_publication: What it dates was over when the document was published, as what is reported as
            said was. The date then reaches no further, and its weekday is one that has been.

    Returns:
        A date whose first proof is the expression; unknown, with that proof, where nothing is certain.
    """
    proof = [Proof(rule_of(replace(e, future=False) if by_publication else e), known.evidence(e))]
    if by_publication:
        proof.append(Proof(BY_PUBLICATION, value=published.edtf))
    elif not is_absolute(e.symbol):
        proof.append(Proof(PUBLICATION, value=published.edtf))
    dated = is_dated(e) and not _is_stretch(e, known)
    found = _candidates(e, published, known, by_publication) if dated else None
    other = known.until(e) if found else None
    if found and other and is_dated(other):
        ends = _candidates(replace(other, signal=None), published, known, by_publication)
        found = _stretch(found, ends or ()) or found
    if found is None:
        return (
            no_later(published, *proof) if by_publication else Date(None, None, None, "unknown", tuple(proof))
        )
    edtf = _written(found)
    if edtf is None:
        return Date(None, None, None, "unknown", tuple(proof))
    certain = is_absolute(e.symbol) or _day(published) is not None
    return Date.of(_about(edtf) if _is_rough(e) else edtf, "text" if certain else "inferred", *proof)


def no_later(published: Date, *proof: Proof) -> Date:
    """The date of what a document reports as over: open before, closed by its publication."""
    proof = proof or (Proof(BY_PUBLICATION, value=published.edtf),)
    return Date.span(None, _iso(published.latest), "inferred", *proof)


def redate(date: Date, published: Date, known: Expressions) -> Date:
    """A date that `date_of` or `no_later` gave, under another publication date.

    Args:
        date: As it is recorded.
        published: When the document was published.
        known: The expressions of the document.

    Returns:
        The date anew, its further proofs kept; the same where it rests on nothing that could change.
    """
    if not date.proof:
        return date
    again = _again(date, published, known)
    return replace(again, proof=(*again.proof, *date.proof[len(again.proof) :]))


def _again(date: Date, published: Date, known: Expressions) -> Date:
    words = date.proof[0].evidence
    if words is None:
        return no_later(published) if date.proof[0].rule == BY_PUBLICATION else date
    e = known.at(words.start, words.end)
    if e is None:
        return date
    by_publication = any(p.rule == BY_PUBLICATION for p in date.proof)
    return date_of(e, published, known, by_publication=by_publication)


# --- what days


def _candidates(
    e: TimeExpression, published: Date, known: Expressions, by_publication: bool
) -> set[_Days] | None:
    """The days that the expression names, for each day of publication; None where one gives none."""
    latest = _iso(published.latest)
    if is_absolute(e.symbol):
        days = _related(e)
        return days and {_clipped(days, latest) if by_publication else days}
    found: set[_Days] = set()
    for day in _days(published):
        for read in _readings(e, known, day, by_publication):
            days = _related(read)
            if days is None or (by_publication and _is_ahead(read, day)):
                return None
            found.add(_clipped(days, day) if by_publication else days)
    return found or None


def _stretch(begins: Collection[_Days], ends: Collection[_Days]) -> set[_Days] | None:
    """The days from the first of some to the last of others; None where either is open or they lie the other way."""
    firsts, lasts = [first for first, _ in begins], [last for _, last in ends]
    if not lasts or None in firsts or None in lasts:
        return None
    first, last = min(f for f in firsts if f), max(last for last in lasts if last)
    return {(first, last)} if first <= last else None


def _readings(
    e: TimeExpression, known: Expressions, day: dt.date, by_publication: bool
) -> Iterator[TimeExpression]:
    """The expression dated from a day; twice where the day does not settle it.

    A weekday without a tense lies on either side. One of six days ago is as well that of the day after:
    the page's stamp and its words need not be of one time zone (12 of 209 past weekdays on dated pages were
    six days back, 4 five, 4 three; most of the 12 were the day after).
    For some a week begins on Sunday, so that "last week" is then the one that ends with it.
    """
    read = known.dated(e, day)
    if by_publication and read.days and read.days[0] > day:
        read = known.dated(replace(e, future=False), day)
        if _is_ahead(read, day) and is_month(e.symbol):
            read = known.dated(replace(e, symbol=replace(e.symbol, pick="last")), day)
    yield read
    after = days_on(day, 1)
    if after and _is_week(e.symbol) and day.isoweekday() == 7:
        yield known.dated(e, after)
    if not _is_weekday(e.symbol):
        return
    if e.future is None and not by_publication:
        yield known.dated(replace(e, future=True), day)
    if after and read.days == (days_on(day, -6),) * 2:
        yield known.dated(replace(e, future=False), after)


def is_month(symbol: Symbol) -> TypeGuard[Point]:
    """Whether a symbol is a month of a year that is left out."""
    if not isinstance(symbol, Point) or symbol.month is None:
        return False
    return not any((symbol.day, symbol.weekday, symbol.week, symbol.pick, symbol.within, symbol.year))


def _is_week(symbol: Symbol) -> bool:
    """Whether a symbol is a whole week before that of the writing."""
    return isinstance(symbol, Shift) and symbol.unit == "W" and not symbol.ago and (symbol.amount or 0) < 0


def _is_ahead(e: TimeExpression, day: dt.date) -> bool:
    """Whether what is over would lie ahead: the expression was misread. A weekday may be that of the day after."""
    after = days_on(day, 1 if _is_weekday(e.symbol) else 0)
    return e.days is not None and after is not None and e.days[0] > after


def _is_weekday(symbol: Symbol) -> bool:
    """Whether a symbol is a weekday that only the tense tells which."""
    if isinstance(symbol, Clock):
        return symbol.day is not None and _is_weekday(symbol.day)
    if not isinstance(symbol, Point) or symbol.weekday is None:
        return False
    return not any((symbol.pick, symbol.within, symbol.month, symbol.year))


def _days(published: Date) -> Iterator[dt.date]:
    """The days that a document may have been published; none where they are too many."""
    if published.edtf and published.edtf.startswith("[") and ".." not in published.edtf:
        members = published.edtf[1:-1].split(",")
        if all(len(member.strip()) == len("2031-06-02") for member in members):
            yield from (dt.date.fromisoformat(member.strip()) for member in members)
            return
    first, last = _iso(published.earliest), _iso(published.latest)
    if first and last and (last - first).days < WIDEST:
        yield from (first + dt.timedelta(n) for n in range((last - first).days + 1))


def _related(e: TimeExpression) -> _Days | None:
    """The days of a dated expression, with the word before it that opens them: ``since Monday``."""
    if e.days is None:
        return None
    first, last = e.days
    if e.signal in _SINCE and not isinstance(e.symbol, Range):
        return first, None
    if e.signal in _UNTIL:
        return None, last
    if e.signal in _BEFORE:
        return None, days_on(first, -1) if e.type == "DATE" and e.mod != "END" else last
    if e.mod in ("MORE_THAN", "LESS_THAN") and _is_ago(e.symbol):
        back = isinstance(e.symbol, Shift) and (e.symbol.amount or 0) < 0
        return (None, last) if back == (e.mod == "MORE_THAN") else (first, None)
    return first, last


def _clipped(days: _Days, latest: dt.date | None) -> _Days:
    """The days up to one, unless all lie behind it: then text and metadata disagree, and the text is kept."""
    first, last = days
    if latest is None or (last and last <= latest) or (first and first > latest):
        return days
    return first, latest


def _written(found: Collection[_Days]) -> str | None:
    """One EDTF date for all of some stretches of days."""
    single = [first for first, last in found if first and first == last]
    if len(single) == len(found) <= LISTED:
        return one_of(single)
    firsts, lasts = [first for first, _ in found], [last for _, last in found]
    return between(
        None if None in firsts else min(f for f in firsts if f),
        None if None in lasts else max(last for last in lasts if last),
    )


def _about(edtf: str) -> str:
    """About a date: its ends, or itself, with a tilde."""
    if edtf.startswith("["):
        return edtf
    return "/".join(end if end == ".." else f"{end}~" for end in edtf.split("/"))


def _is_rough(e: TimeExpression) -> bool:
    """Whether the days named are only about right: ``around 5 June``, ``two months ago``."""
    return e.mod == "APPROX" or (_is_ago(e.symbol) and isinstance(e.symbol, Shift) and e.symbol.unit != "D")


def _is_stretch(e: TimeExpression, known: Expressions) -> bool:
    """Whether an expression is a stretch up to or from its publication, by no calendar: ``the past year``."""
    day = isinstance(e.symbol, Shift) and e.symbol.unit == "D"
    return not day and _STRETCH.match(known.text, e.start, e.end) is not None


def _is_ago(symbol: Symbol) -> bool:
    return isinstance(symbol, Shift) and symbol.ago and not symbol.unit.startswith("T")


def _day(published: Date) -> str | None:
    return published.earliest if published.earliest == published.latest else None


def _iso(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None


# --- why


def rule_of(e: TimeExpression) -> str:
    """In words, how an expression comes to its days."""
    told = _reason(e.symbol, e.future)
    for signals, sense in ((_SINCE, "from it on"), (_UNTIL, "no later than it"), (_BEFORE, "before it")):
        if e.signal in signals and not isinstance(e.symbol, Range):
            return f"{told}; {sense}"
    return told


def _reason(symbol: Symbol, future: bool | None) -> str:
    if is_absolute(symbol):
        return "as printed"
    if isinstance(symbol, Range):
        return _reason(symbol.first, future)
    if isinstance(symbol, Clock):
        return (
            _reason(symbol.day, future) if symbol.day else "on the day last named, else that of publication"
        )
    if isinstance(symbol, Shift):
        return f"counted from {_BASES.get(str(symbol.base), 'the date beside it')}"
    if isinstance(symbol, Point) and symbol.within is None:
        return _of_point(symbol, future)
    return f"counted from {_BASES['writing']}"


_BASES = {"writing": "publication", "text": "the date last named, else publication"}
_PICKED = {
    "last": "the last one before publication",
    "next": "the next one after publication",
    "this": "the one of the time of publication",
    "after": "the one after the date last named",
    "that": "the one at the date last named",
}


def _of_point(point: Point, future: bool | None) -> str:
    if point.pick in _PICKED:
        return _PICKED[point.pick]
    if point.weekday is not None and point.month is None:
        return "the next one from publication on" if future else "the last one up to publication"
    return f"the nearest to publication{', ahead' if future else '' if future is None else ', back'}"
