"""Years, months and days with their year that are certainly past, or certainly to come, in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parley.find.clues.base import Stretch, Told, either, is_past, listed, past_verb
from parley.times import TimeExpression
from parley.times.symbols import Point

_NEAR = 7  # words back in which the verb stands that a date goes with
_DATING = re.compile(r"(?: (?:early|late|back))? (?:(?P<on>on)|in|during) (?:the )?$")
# "will leave by 2035"; with "in" nothing but the verb and its object: "will try those who struck in 2016".
_TO_COME = re.compile(
    r"\b(?:will|won't|expires?)\b(?P<done>(?: [\w'’-]+){0,6}) (?:by|until|at the end of|by the end of) (?:the )?$"
    r"|\b(?:will|won't|expires?)\b(?P<near>(?: [\w'’-]+){0,3}) (?:in|on) (?:the )?$"
)
_DEADLINE = re.compile(r"\bdeadline\b(?: [\w'’-]+){0,6} (?:in|on|by|of|for) (?:the )?$")
_WORD = re.compile(r"[\w'’-]+")


def named(stretches: Sequence[Stretch]) -> Iterator[Told]:
    """What the named dates say."""
    for stretch in stretches:
        for time in stretch.times if stretch.content else ():
            if not isinstance(time.symbol, Point) or time.symbol.year is None or not time.days:
                continue
            span = ((time.start, time.end),)
            first, last = (day.isoformat() for day in time.days)
            if time.signal == "since":
                yield Told("since", 1, {"not_before": first}, span)
            elif _has_happened(stretch, time):
                yield Told("has happened", 2, {"not_before": first}, span)
            elif _is_to_come(stretch, time):
                yield Told("to come", 2, {"not_after": last}, span)


def _has_happened(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether a simple past stands before "in 2029", with nothing between that takes it back.

    Measured on 946 dated pages: 409 such dates, five after the page's own day. Not after a verb of planning ("announced
    elections on 3 June 2035"), nor where something stands between a verb of saying and the date ("said elections
    in 2035"), nor before what would be.
    """
    before = stretch.before(time.start)
    dating = _DATING.search(before)
    if dating is None or _names(stretch, time) or _is_before_noun(stretch, time):
        return False
    if dating["on"] and isinstance(time.symbol, Point) and time.symbol.day is None:  # "focused on 2035"
        return False
    told, behind = past_verb(before[: dating.start()], _NEAR) or ("", 0)
    if not told or told in listed("planned") | listed("changed") or (behind and told in listed("said")):
        return False
    return not re.match(rf"(?: [\w'’-]+){{0,3}} (?:{either('modals')})\b", stretch.after(time.end))


def _is_to_come(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether "will ... by 2035" or "a deadline of" stands before, in a sentence that tells of nothing earlier."""
    before = stretch.before(time.start).lower()
    if _names(stretch, time) or _names_an_earlier_year(stretch, time):
        return False
    if _DEADLINE.search(before):
        words = _WORD.findall(stretch.text)
        return not any(is_past(word, last.lower()) for last, word in zip(["", *words], words, strict=False))
    match = _TO_COME.search(before)
    if not match:
        return False
    words = _WORD.findall(match["done"] or match["near"] or "")
    return listed("looks_back").isdisjoint(words) and not any(is_past(word, "") for word in words)


def _names_an_earlier_year(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether the sentence names an earlier year, of which it may tell: "In 2029 he said they will leave by 2035"."""
    return any(
        isinstance(other.symbol, Point)
        and other.symbol.year is not None
        and other.signal != "since"
        and bool(other.days and time.days and other.days[0].year < time.days[0].year)
        for other in stretch.times
    )


def _is_before_noun(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether the year belongs to a noun that follows, "invested in 2035 bonds", as far as words of grammar tell."""
    noun = re.match(r" ([a-z]+)", stretch.after(time.end))
    return bool(noun) and time.end - time.start == 4 and noun[1] not in listed("grammar")  # type: ignore[index]


def _names(stretch: Stretch, time: TimeExpression) -> bool:
    """Whether the year only names something, as in "the 2029 accord"."""
    after = stretch.after(time.end)
    return (
        bool(re.match(r" [a-z]+", after))
        and time.end - time.start == 4
        and stretch.before(time.start).endswith(("the ", "a ", "an "))
    )
