"""Two reports -> how much speaks for their being of one meeting."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from parley.find.meetings.sites import inside, is_land, is_state
from parley.link.meetings.account import NARROW, TO_COME, Account, Interval, is_house, width

ENOUGH = 5  # weight from which two reports are of one meeting
COPIED = 20  # what the same sentence in two pages of one family weighs, beside which nothing else counts
# What agreement in a field weighs. A place and a day decide together. Where no day is known, a town needs the number of
# the round beside it, or the sides, a person of each and the same words for the time.
TOWN, LAND, DAY, MONTH, ROUND, BOTH_SIDES, ONE_SIDE, PERSONS = 3, 1, 3, 1, 3, 2, 1, 1
_ALIKE = 0.75  # share of their words that two sentences have in common to be one, edited
TWO = 2
_MONTH = 31  # days between two pages up to which both, without a day, tell of one meeting
_WIDE = 45  # days that an open date may span to count as a month
LEADERS = frozenset({"summit", "meeting"})  # forms under which pages tell of a summit
_OFF = frozenset({"cancelled", "paused"})  # what was to come, and will not
_CAME = frozenset({"held", "under_way", "failed"})
_SEASON = (
    183  # days between two pages up to which one number of a round, or one month's name, is of one meeting
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_MONTH_NAME = re.compile(rf"\b(?:{'|'.join(calendar.month_name[1:])})\b", re.I)


def weight(one: Account, other: Account) -> int | None:
    """How much speaks for two reports' being of one meeting; None where something speaks against it."""
    if one.row["document_id"] == other.row["document_id"]:
        return None
    known: list[int] = []
    for compare in (_by_kind, _by_place, _by_days, _by_round, _by_sides, _by_persons, _by_status):
        part = compare(one, other)
        if part is None:
            return None
        known.append(part)
    if is_copy(one, other):
        return COPIED
    _, place, days, number, sides, persons, _ = known
    decided = (place and days) or (number and (place == TOWN or (days and sides == BOTH_SIDES)))
    decided = decided or (days == DAY and sides == BOTH_SIDES)
    decided = decided or (number and persons and sides == BOTH_SIDES)
    told_off = sides == BOTH_SIDES and _tells_off(one, other)
    decided = decided or (told_off and (number or (place == TOWN and bool(_months(one) & _months(other)))))
    decided = decided or ((place == TOWN or bool(days)) and _of_the_same_two(one, other))
    alike = place == TOWN and sides == BOTH_SIDES and bool(_time_words(one) & _time_words(other))
    return sum(known) if decided else sum(known) + persons if alike and persons else 0


def _tells_off(one: Account, other: Account) -> bool:
    """Whether of two pages not far apart one tells that what the other tells of to come will not be."""
    status = {one.row["status"], other.row["status"]}
    if not (status & _OFF and status & TO_COME):
        return False
    days = [dt.date.fromisoformat(a.published) for a in (one, other) if a.published]
    return len(days) < 2 or abs((days[0] - days[1]).days) <= _SEASON


def _of_the_same_two(one: Account, other: Account) -> bool:
    """Whether both tell of a summit of the same two sides alone, of the same persons, and when allows that it was one.

    Leaders meet in a town hardly twice, as negotiators do; where they did, a report without a day goes to neither.
    """
    forms = {one.row["form"], other.row["form"]}
    if "summit" not in forms or not forms <= LEADERS:
        return False
    if set(one.row["parties"]) != set(other.row["parties"]) or len(one.row["parties"]) != TWO:
        return False
    ours, theirs = _persons(one), _persons(other)
    if not all(party in ours and ours[party] & theirs.get(party, set()) for party in one.row["parties"]):
        return False
    told = [dt.date.fromisoformat(a.published) for a in (one, other) if a.published]
    near = len(told) == TWO and abs(told[0] - told[1]) <= dt.timedelta(_MONTH)
    known = bool(one.days or other.days) or near
    return known and _may_follow(one, other) and _may_follow(other, one)


def _may_follow(one: Account, other: Account) -> bool:
    """Whether what a report tells, of what came or is to come as of its page's day, may be what the other tells."""
    if one.row["status"] not in TO_COME | _CAME:
        return False
    if not one.published or not (other.days or other.published):
        return True
    said = dt.date.fromisoformat(one.published)
    if one.row["status"] in _CAME:
        return all(first <= said for first, _ in other.days)
    season = dt.timedelta(_SEASON)
    if other.days:
        return all(first - said <= season and last >= said for first, last in other.days)
    told = dt.date.fromisoformat(other.published)
    return abs(told - said) <= season and (other.row["status"] in TO_COME or told >= said)


def _by_status(one: Account, other: Account) -> int | None:
    """What was called off was not held, but where both tell of one day."""
    status = {one.row["status"], other.row["status"]}
    if "cancelled" not in status or not status & _CAME:
        return 0
    return 0 if one.days and other.days and _by_days(one, other) == DAY else None


def is_copy(one: Account, other: Account) -> bool:
    """Whether two pages of one family first tell of a meeting in the same sentence, maybe edited."""
    if one.family is None or one.family != other.family:
        return False
    ours, theirs = _first_words(one), _first_words(other)
    return len(ours & theirs) >= _ALIKE * len(ours | theirs)


def _first_words(a: Account) -> set[str]:
    first = min(a.row["evidence"], key=lambda e: e["start"])
    return set(re.findall(r"\w+", first["quote"].casefold()))


def _by_kind(one: Account, other: Account) -> int | None:
    """A call is no visit; several meetings told as one are not one of them."""
    if (one.row["form"] == "call") != (other.row["form"] == "call") or one.row["count"] != other.row["count"]:
        return None
    return 0


def _by_place(one: Account, other: Account) -> int | None:
    a, b = one.place, other.place
    if a is None or b is None:
        return 0
    if inside(a.name) == inside(b.name):
        return LAND if is_land(a) else TOWN
    if a.country and a.country == b.country and (is_state(a) or is_state(b)):
        return LAND
    if (is_house(a) != is_house(b)) and (a.country is None or b.country is None or a.country == b.country):
        return 0  # the house may be in the town
    return TOWN if inside(b.name) in a.name.split(" or ") or inside(a.name) in b.name.split(" or ") else None


def _by_days(one: Account, other: Account) -> int | None:
    if not one.days or not other.days:
        return None if _off_weekday(one, other) or _off_weekday(other, one) else 0
    meets = [(a, b) for a in _best(one) for b in _best(other) if _overlap(a, b, _apart(a, b))]
    if not meets:
        return None
    narrowest = min(max(width(a), width(b)) for a, b in meets)
    return DAY if narrowest <= NARROW else MONTH if narrowest <= _WIDE else 0


def _off_weekday(one: Account, other: Account) -> bool:
    """Whether a report that calls off what was to be on a weekday, and no more is known, can be none of other days."""
    named = {word.casefold() for word in _WEEKDAY.findall(_said_when(one))}
    days = [d for d in other.days if width(d) <= NARROW]
    if one.row["status"] not in _OFF or one.days or not named or not days:
        return False
    return named.isdisjoint(
        (first + dt.timedelta(n)).strftime("%A").casefold()
        for first, last in days
        for n in range((last - first).days + 1)
    )


def _months(a: Account) -> set[str]:
    return {word.casefold() for word in _MONTH_NAME.findall(_said_when(a))}


def _said_when(a: Account) -> str:
    return " ; ".join(words["quote"] for words in a.row["support"].get("date", ()))


def _best(a: Account) -> list[Interval]:
    """Its days that are known well; of none of them all."""
    return [d for d in a.days if width(d) <= NARROW] or list(a.days)


def _apart(a: Interval, b: Interval) -> int:
    """A day is allowed between days that are known well: talks go on overnight."""
    return 1 if width(a) <= NARROW and width(b) <= NARROW else 0


def _overlap(a: Interval, b: Interval, apart: int) -> bool:
    return (b[0] - a[1]).days <= apart and (a[0] - b[1]).days <= apart


def _by_round(one: Account, other: Account) -> int | None:
    a, b = one.row["round"], other.row["round"]
    if a is None and b is None:
        return 0
    if a is None or b is None:
        to_come = [r.row["status"] in TO_COME | _OFF for r in (one, other)]
        return 0 if to_come[0] == to_come[1] or (one.days and other.days) else None
    return ROUND if a == b else None


def _by_sides(one: Account, other: Account) -> int | None:
    a, b = set(one.row["parties"]), set(other.row["parties"])
    shared = one.sides & other.sides
    if not shared or not (a & other.sides and b & one.sides):
        return None
    if len(a) > 1 and len(b) > 1 and len(shared) < 2:
        return None
    return BOTH_SIDES if len(shared) > 1 else ONE_SIDE


def _time_words(a: Account) -> set[str]:
    """The words of its times: pages that both say "on Wednesday" of one town can mean one day, if no day is known."""
    return {words["quote"].casefold() for words in a.row["support"].get("date", ())}


def _by_persons(one: Account, other: Account) -> int | None:
    """Those who meet in person must be the same; of delegations pages name different members."""
    ours, theirs = _persons(one), _persons(other)
    shared = {party for party in ours if party in theirs and ours[party] & theirs[party]}
    if one.row["rule"] == "noun" or other.row["rule"] == "noun":
        return PERSONS * len(shared)
    differ = {party for party in ours if party in theirs and not ours[party] & theirs[party]}
    return None if differ else PERSONS if shared else 0


def _persons(a: Account) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for d in a.row["delegates"]:
        surname = d["name"].split()[-1].casefold()  # one page has the whole name, another half of it
        out.setdefault(str(d["party"]), set()).update((d["actor_id"], surname))
    return out
