"""When a war began, and how long pages say that it has lasted: "the nearly four-year war".

A page that says both is bounded by itself; one that says only how long takes the beginning from the others
of the collection, if all agree on it (see `parley.link.dating.shared`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parley.find.clues.base import Stretch, Told, listed
from parley.language.states import states
from parley.times import TimeExpression
from parley.times.symbols import Length, Point, Shift

# How many years a length stands for, from and to: "a three-year war" is said until its fourth year is over, and
# of one that will soon be three; "nearly four" from three and a half on.
_PLAIN, _NEARLY, _OVER = (-0.4, 1.0), (-0.5, 0.05), (0.0, 1.0)
_AFTER = re.compile(r"[ -](?:old |long )?(?P<noun>[a-z]+)")
_NAMED = re.compile(r" (?:[\w-]+ ){0,2}(?:invasion|war|attacks?|offensive|annexation|conflict)\b")


def wars(stretches: Sequence[Stretch]) -> Iterator[Told]:
    """Beginnings and lengths of wars."""
    for stretch in stretches:
        if not stretch.content:
            continue
        for time in stretch.times:
            if _is_beginning(stretch, time):
                first, last = (day.isoformat() for day in time.days or ())
                of = sorted(states_in(stretch.text))
                if of:
                    yield Told("beginning", 2, {"began": [first, last], "of": of}, ((time.start, time.end),))
                if _NAMED.match(stretch.after(time.end)):
                    yield Told("named by its beginning", 2, {"not_before": first}, ((time.start, time.end),))
            elif years := _lasted(stretch, time):
                yield Told("has lasted", 2, {"lasted": years}, ((time.start, time.end),))


def states_in(text: str) -> set[str]:
    """The codes of the states that a text names, by name, people or capital."""
    known = states()
    found = set()
    for match in re.finditer(r"[A-Z][\w'’]+(?: [A-Z][\w'’]+)*", text):
        words = re.sub(r"['’]s?$", "", match.group())
        for name in (words, *words.split()):
            if name in known:
                found.add(known[name])
    return found


def _is_beginning(stretch: Stretch, time: TimeExpression) -> bool:
    if not isinstance(time.symbol, Point) or not time.symbol.year or not time.symbol.month or not time.days:
        return False
    words = set(stretch.words())
    return bool(words & listed("begins")) and bool(words & (listed("wars") | {"invaded"}))


def _lasted(stretch: Stretch, time: TimeExpression) -> list[float] | None:
    count = _years(time)
    if count is None:
        return None
    noun = _AFTER.match(stretch.after(time.end))
    beside = noun is not None and noun["noun"] in listed("wars")
    since = isinstance(time.symbol, Shift) and bool(
        re.search(r"\b(?:war|conflict|invasion|fighting)\b[^.]{0,40}$", stretch.before(time.start))
    )
    if not beside and not since:
        return None
    low, high = {"LESS_THAN": _NEARLY, "MORE_THAN": _OVER}.get(time.mod or "", _PLAIN)
    return [count + low, count + high]


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
