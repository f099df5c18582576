"""A dating as a `Date` with its proof: for each clue that spoke, what it says in a sentence, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parley.dates import Date, Proof
from parley.edtf import one_of
from parley.link.dating.days import Days
from parley.link.dating.solve import Dating, Step
from parley.spans import Evidence
from parley.vocab import table

_LISTED = 4  # up to so many days are told one by one
_CERTAIN = frozenset({"published line"})  # what a page prints as its date is read, not inferred
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def dated(dating: Dating) -> Date:
    """The date that a dating proves; unknown, with what was found, where the days are open on both sides."""
    proof = tuple(p for step in dating.used for p in _proofs(step))
    basis = "text" if {step.clue["rule"] for step in dating.used} & _CERTAIN else "inferred"
    days = dating.days
    if days.first and days.last and len(days) <= _LISTED:
        edtf = one_of(list(days))
        return Date(edtf, days.first.isoformat(), days.last.isoformat(), basis, proof)
    return Date.span(days.first, days.last, basis, *proof)


def sentence(step: Step) -> str:
    """What a clue says about the day of writing, for a person to read."""
    words = table("times/clues.toml")["sentences"]
    rule, says = step.clue["rule"], step.clue["says"]
    begun = words.get(f"{rule} begun") if says.keys() == {"not_before"} else None
    template: str = begun or words.get(rule) or words["other"]
    told = template.format(**_words(says, step.allowed))
    return f"{told} ({step.shared})" if step.shared else told


def _words(says: Mapping[str, Any], allowed: Days) -> dict[str, str]:
    out = {
        "day": _day(says),
        "first": str(says.get("not_before") or allowed.first or ""),
        "last": str(says.get("not_after") or allowed.last or ""),
        "weekday": _WEEKDAYS[says.get("weekday", 1) - 1],
        "months": " or ".join(_MONTHS[month - 1] for month in says.get("months", ())),
        "lags": _lags(says.get("lags", [])),
    }
    if "order" in says:
        out["weekday"], out["second"] = (_WEEKDAYS[number - 1] for number in says["order"])
    if "lasted" in says:
        out["low"], out["high"] = (f"{years:g}" for years in says["lasted"])
    if "round" in says:
        out["place"] = str(says["place"])
    return out


def _day(says: Mapping[str, Any]) -> str:
    if "month" in says:
        return f"{says['day']} {_MONTHS[says['month'] - 1]}"
    return " or ".join(says.get("days", ())) or str(says.get("day", says.get("recent", "")))


def _lags(lags: list[int]) -> str:
    last = max(lags, default=0)
    return "that day" if last == 0 else f"that day or up to {last} day{'s' * (last > 1)} later"


def _proofs(step: Step) -> list[Proof]:
    told = sentence(step)
    spans = [*step.clue["evidence"], *(step.other["evidence"] if step.other else ())]
    words = [Evidence(**span) for span in spans]
    rule = step.clue["rule"]
    return [Proof(rule, words[0] if words else None, told), *(Proof(rule, more) for more in words[1:])]
