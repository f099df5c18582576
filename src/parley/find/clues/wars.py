"""When a war began, and how long pages say that it has lasted: "the nearly four-year war".

A page that says both is bounded by itself; one that says only how long takes the beginning from the others
of the collection, if all agree on it (see `parley.link.dating.shared`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parley.find.clues.base import Stretch, Told, listed
from parley.times import TimeExpression
from parley.times.symbols import Length, Point, Shift

# How many years a length stands for, from and to: "a three-year war" is said until its fourth year is over, and
# of one that will soon be three; "nearly four" from three and a half on.
_PLAIN, _NEARLY, _OVER = (-0.4, 1.0), (-0.5, 0.05), (0.0, 1.0)
# The fourth anniversary is written about in the months before it, and a little after.
_ANNIVERSARY, _AHEAD, _REACH = (-0.35, 0.25), (-0.35, 0.01), 90
_COUNTED = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_MARKED = re.compile(
    r"\b(?:(?P<word>"
    + "|".join(_COUNTED)
    + r")|(?P<nr>\d{1,2})(?:st|nd|rd|th))[ -](?:year )?anniversary of\b(?P<of>[^.]{0,60})",
    re.IGNORECASE,
)
_BEFORE_IT = re.compile(r"\b(?:ahead of|before|approach\w*|near\w*|eve of|marks? next|until)\b[^.]{0,25}$")
_AFTER = re.compile(r"[ -](?:old |long )?(?P<noun>[a-z]+)")
_SINCE_THEN = re.compile(r" (?:after|since|into|of)\b(?P<of>(?: [^\s.,;]+){1,5})")
_NAMED = re.compile(r" (?:[\w-]+ ){0,2}(?:invasion|war|attacks?|offensive|annexation|conflict)\b")
_BEGAN = re.compile(
    r"\b(?:invaded|invasion|outbreak|launched|began|begun|started|erupted|broke out|annexed|seized|since)\b[^.;]{0,70}"
    r"\b(?:in|on|since|of)\b(?: late| early)? $"
)


def wars(stretches: Sequence[Stretch]) -> Iterator[Told]:
    """Beginnings and lengths of wars."""
    for stretch in stretches:
        if not stretch.content:
            continue
        for time in stretch.times:
            span = ((time.start, time.end),)
            if _is_beginning(stretch, time):
                first, last = (day.isoformat() for day in time.days or ())
                of = sorted(stretch.states)
                if of:
                    yield Told("beginning", 2, {"began": [first, last], "of": of}, span)
                if _NAMED.match(stretch.after(time.end)):
                    yield Told("named by its beginning", 2, {"not_before": first}, span)
            elif years := _lasted(stretch, time):
                yield Told("has lasted", 2, {"lasted": years}, span)
        yield from _anniversaries(stretch)


def _anniversaries(stretch: Stretch) -> Iterator[Told]:
    for match in _MARKED.finditer(stretch.text):
        words = set(re.findall(r"[a-z]+", match["of"].lower()))
        if words & listed("wars"):
            count = _COUNTED[match["word"].lower()] if match["word"] else int(match["nr"])
            ahead = _BEFORE_IT.search(stretch.text[: match.start()])
            low, high = _AHEAD if ahead else _ANNIVERSARY
            start = stretch.start + match.start()
            span = (start, start + match.group().lower().index("anniversary") + len("anniversary"))
            yield Told("anniversary", 2, {"lasted": [round(count + low, 2), round(count + high, 2)]}, (span,))


def _is_beginning(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether a month or day with its year is when a war began: "invaded in ...", "the ... invasion"."""
    if not isinstance(time.symbol, Point) or not time.symbol.year or not time.symbol.month or not time.days:
        return False
    if _NAMED.match(stretch.after(time.end)):
        return True
    return bool(_BEGAN.search(stretch.before(time.start, _REACH))) and stretch.names("wars_begun")


def _lasted(stretch: Stretch, time: TimeExpression) -> list[float] | None:
    count = _years(time)
    if count is None:
        return None
    after = stretch.after(time.end)
    noun, then = _AFTER.match(after), _SINCE_THEN.match(after)
    beside = noun is not None and noun["noun"] in listed("wars")
    following = then is not None and not listed("wars").isdisjoint(re.findall(r"[a-z]+", then["of"].lower()))
    ago = isinstance(time.symbol, Shift) and bool(
        re.search(r"\b(?:war|conflict|invasion|fighting)\b[^.]{0,40}$", stretch.before(time.start))
    )
    if not (beside or following or ago):
        return None
    low, high = {"LESS_THAN": _NEARLY, "MORE_THAN": _OVER}.get(time.mod or "", _PLAIN)
    return [round(count + low, 2), round(count + high, 2)]


def _years(time: TimeExpression) -> float | None:
    symbol = time.symbol
    if isinstance(symbol, Length) and len(symbol.parts) == 1 and symbol.parts[0][1] == "Y":
        return symbol.parts[0][0]
    if (
        isinstance(symbol, Shift)
        and symbol.unit == "Y"
        and symbol.ago
        and symbol.amount
        and symbol.amount < -1
    ):
        return float(-symbol.amount)
    return None
