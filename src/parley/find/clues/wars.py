"""When a war began, and how long pages say that it has lasted: "the nearly four-year war".

A page that says both is bounded by itself; one that says only how long takes the beginning from the others
of the collection, if all agree on it (see `parley.link.dating.shared`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from parley.find.clues.base import Stretch, Told, either, listed, numbered
from parley.times import TimeExpression
from parley.times.symbols import Length, Point, Shift

# How many years a length stands for, from and to: "a three-year war" is said until its fourth year is over, and
# of one that will soon be three; "nearly four" from three and a half on.
_PLAIN, _NEARLY, _OVER = (-0.4, 1.0), (-0.5, 0.05), (0.0, 1.0)
# The fourth anniversary is written about in the months before it, and a little after.
_ANNIVERSARY, _AHEAD, _REACH = (-0.35, 0.25), (-0.35, 0.01), 90
_MARKED = re.compile(
    rf"\b(?:(?P<word>{either('ordinals')})|(?P<nr>\d{{1,2}})(?:st|nd|rd|th))[ -](?:year )?"
    r"anniversary of\b(?P<of>[^.]{0,60})",
    re.IGNORECASE,
)
_BEFORE_IT = re.compile(r"\b(?:ahead of|before|approach\w*|near\w*|eve of|marks? next|until)\b[^.]{0,25}$")
_AFTER = re.compile(r"[ -](?:old |long )?(?P<noun>[a-z]+)")
_SINCE_THEN = re.compile(r" (?P<how>after|since|into|of)\b(?P<of>(?: [^\s.,;]+){1,5})")
_NAMED = re.compile(rf" (?:[\w-]+ ){{0,2}}(?:{either('wars_named')})\b")
_BEGAN = re.compile(rf"\b(?:{either('begun')})\b[^.;]{{0,70}}\b(?:in|on|since|of)\b(?: late| early)? $")
_AGO = re.compile(
    r"(?P<before>(?:[\w'’-]+ ){0,4})\b(?P<noun>war|conflict|invasion|fighting)\b(?P<then>[^.]{0,40})$"
)
_AFTER_IT = re.compile(r"\bafter (?:a|an|the|its|their) $")
_OTHER_KIND = re.compile(r" (?:on|of) (?!the )[a-z]")  # "war on drugs", "war of words"
_IN_A_PLACE = re.compile(r" (?:in|on|against|with|between|over) (?:the )?(?:[a-z]+ )?(?=[A-Z])")
_ITS = re.compile(r"\b(?:its|their)(?: [a-z]+){0,2} $")
_OWNER = re.compile(r"(?:['’]s?)? (?:[a-z]+ )?")
_CHAIN = re.compile(r"(?:['’]s?)?(?: (?:in|on|of|against|with|between|over|and|the|by|[a-z]+ern))* ")
_WORD = re.compile(r"[a-z]+")
Range = tuple[int, int]


def wars(stretches: Sequence[Stretch]) -> Iterator[Told]:
    """Beginnings and lengths of wars."""
    told = any("anniversary" in s.document.text.casefold() for s in stretches[:1])
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
                if _is_named(stretch, time):
                    yield Told("named by its beginning", 2, {"not_before": first}, span)
            elif lasted := _lasted(stretch, time):
                low, high, words = lasted
                yield Told("has lasted", 2, _says(stretch, low, high, words), span)
        if told:
            yield from _anniversaries(stretch)


def _anniversaries(stretch: Stretch) -> Iterator[Told]:
    if "anniversary" not in stretch.text.casefold():
        return
    for match in _MARKED.finditer(stretch.text):
        of = match["of"].lower()
        noun = re.search(rf"\b(?:{either('wars')})\b", of)
        if (
            noun is None
            or _words(of) & listed("ends")
            or _is_elsewhere(stretch, match.start("of") + noun.end())
        ):
            continue
        count = numbered("ordinals")[match["word"].lower()] if match["word"] else int(match["nr"])
        low, high = _AHEAD if _BEFORE_IT.search(stretch.text[: match.start()]) else _ANNIVERSARY
        start = stretch.start + match.start()
        span = (start, start + match.group().lower().index("anniversary") + len("anniversary"))
        words = (stretch.start + match.start("of"), stretch.start + match.start("of") + noun.end())
        yield Told("anniversary", 2, _says(stretch, count + low, count + high, words), (span,))


def _says(stretch: Stretch, low: float, high: float, words: Range) -> dict[str, Any]:
    """The years from and to, and the states whose war it is; none where its words name none."""
    return {"lasted": [round(low, 2), round(high, 2)], "of": sorted(_whose(stretch, *words))}


def _whose(stretch: Stretch, start: int, end: int) -> set[str]:
    """The states named within the words of a war, right before ("Tavria's") and right after ("in", "between").

    All of the sentence where it says that they fight it ("its", "fought"); a third state that only speaks is none.
    """
    if stretch.names("fights") or _ITS.search(stretch.before(start)):
        return set(stretch.states)
    found, at = set[str](), end
    for mention in stretch.state_mentions:
        first, last = mention.evidence[0].start, mention.evidence[0].end
        owner = last <= start and _OWNER.fullmatch(stretch.document.text[last:start])
        follows = first >= at and _CHAIN.fullmatch(stretch.document.text[at:first])
        if owner or follows or start <= first < end:
            found.add(str(mention.country))
        at = last if follows else at
    return found


def _is_beginning(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether a month or day with its year is when a war began: "invaded in ...", "the ... invasion".

    Not one that is planned, or may come ("could invade in"), nor the end of one.
    """
    if not isinstance(time.symbol, Point) or not time.symbol.year or not time.symbol.month or not time.days:
        return False
    before = stretch.before(time.start, _REACH)
    named, began = _is_named(stretch, time), _BEGAN.search(before)
    if named:
        told = before.split()[-4:] + named.group().split()
    elif (
        began and stretch.names("wars_begun") and not _NAMED.match(stretch.after(time.end))
    ):  # "during the war"
        told = before[: began.start()].split()[-5:] + began.group().split()
    else:
        return False
    return _words(" ".join(told).lower()).isdisjoint(listed("modals") | listed("not_yet") | listed("ends"))


def _is_named(stretch: Stretch, time: TimeExpression) -> re.Match[str] | None:
    """ "May 2030 offensive"; not "in May 2030 during the war"."""
    named = _NAMED.match(stretch.after(time.end))
    return named if named and listed("grammar").isdisjoint(named.group().split()) else None


def _lasted(stretch: Stretch, time: TimeExpression) -> tuple[float, float, Range] | None:
    """How many years, from and to, a length says that a war has gone on; and the words that say so."""
    count = _years(time)
    if count is None:
        return None
    words = _goes_on(stretch, time) or _is_so_old(stretch, time) or _began_ago(stretch, time)
    if words is None:
        return None
    low, high = {"LESS_THAN": _NEARLY, "MORE_THAN": _OVER}.get(time.mod or "", _PLAIN)
    return count + low, count + high, words


def _goes_on(stretch: Stretch, time: TimeExpression) -> Range | None:
    """ "The three-year war", unless it is one of a place that is no known state, or one that ended."""
    noun = _AFTER.match(stretch.after(time.end))
    if noun is None or noun["noun"] not in listed("wars"):
        return None
    at = time.end + noun.end()
    over = not listed("over").isdisjoint(stretch.after(at).lower().split()[:3]) or bool(
        _AFTER_IT.search(stretch.before(time.start)) or _OTHER_KIND.match(stretch.after(at))
    )
    return None if over or _is_elsewhere(stretch, at - stretch.start) else (time.start, at)


def _is_so_old(stretch: Stretch, time: TimeExpression) -> Range | None:
    """ "Three years of war", "three years after the invasion"; not "three years after the war"."""
    then = _SINCE_THEN.match(stretch.after(time.end))
    words = _words(then["of"].lower()) if then else set()
    if then is None or words & listed("ends") or not words & listed("wars"):
        return None
    goes_on = then["how"] in ("into", "of") or words & listed("onsets")
    noun = re.search(rf"\b(?:{either('wars')})\b", then.group().lower())
    at = time.end + (noun.end() if noun else then.end())
    return (time.start, at) if goes_on and not _is_elsewhere(stretch, at - stretch.start) else None


def _began_ago(stretch: Stretch, time: TimeExpression) -> Range | None:
    """ "The war began three years ago", "launched its invasion three years ago"."""
    before = stretch.before(time.start)
    ago = _AGO.search(before) if isinstance(time.symbol, Shift) else None
    if ago is None:
        return None
    words = _words(f"{ago['before']} {ago['then']}".lower())
    beside = ago["noun"] == "invasion" and not ago["then"].strip()
    began = words.isdisjoint(listed("ends")) and (beside or words & listed("onsets"))
    return (time.start - len(before) + ago.start(), time.end) if began else None


def _is_elsewhere(stretch: Stretch, at: int) -> bool:
    """Whether "in Highvale" stands there, a place that is neither a known state nor a day."""
    place = _IN_A_PLACE.match(stretch.text, at)
    if place is None:
        return False
    start = stretch.start + place.end()
    states = {mention.evidence[0].start for mention in stretch.state_mentions}
    return start not in states and all(time.start != start for time in stretch.times)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text))


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
