"""A date with its bounds and its proof, in EDTF.

`Date` is what every record carries for `published` and `date`: what is known, how wide the unknown
is, and why. A page without a date has `Date.unknown()`; nothing ever falls back to the crawl date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parley.edtf import between, bounds
from parley.spans import Evidence

ROUGH = 31  # days by which a date that is marked as about or perhaps right may be off when dates are ordered
BASES = ("metadata", "user", "text", "inferred", "unknown")


@dataclass(frozen=True, slots=True)
class Proof:
    """One reason for a date: the rule that spoke and, where there are any, the words it read."""

    rule: str
    evidence: Evidence | None = None
    value: str | None = None  # what the rule read where no text span holds it, e.g. a metadata value

    def to_dict(self) -> dict[str, Any]:
        """As RECORD rows carry it."""
        found = self.evidence.to_dict() if self.evidence else None
        return {"rule": self.rule, "value": self.value, "evidence": found}


@dataclass(frozen=True, slots=True)
class Date:
    """A day, month, year or interval; `earliest` and `latest` are ISO days, None where open."""

    edtf: str | None
    earliest: str | None
    latest: str | None
    basis: str
    proof: tuple[Proof, ...] = ()

    @staticmethod
    def unknown() -> Date:
        """Nothing is known."""
        return Date(None, None, None, "unknown")

    @staticmethod
    def of(edtf: str, basis: str, *proof: Proof) -> Date:
        """A date from its EDTF form, as `parley.edtf` reads it.

        Raises:
            ValueError: If `edtf` is not one of its forms or names no real day.
        """
        earliest, latest = bounds(edtf)
        return Date(edtf, earliest, latest, basis, proof)

    @staticmethod
    def span(first: dt.date | None, last: dt.date | None, basis: str, *proof: Proof) -> Date:
        """A date by its bounds, both included; unknown where both are open.

        Raises:
            ValueError: If it would end before it begins.
        """
        edtf = between(first, last)
        if edtf is None:
            return Date(None, None, None, "unknown", proof)
        earliest, latest = (day.isoformat() if day else None for day in (first, last))
        return Date(edtf, earliest, latest, basis, proof)

    def to_dict(self) -> dict[str, Any]:
        """As RECORD rows carry it."""
        return {
            "edtf": self.edtf,
            "earliest": self.earliest,
            "latest": self.latest,
            "basis": self.basis,
            "proof": [p.to_dict() for p in self.proof],
        }

    @staticmethod
    def from_dict(row: Mapping[str, Any]) -> Date:
        """The inverse of `to_dict`."""
        proof = tuple(
            Proof(p["rule"], Evidence(**p["evidence"]) if p["evidence"] else None, p["value"])
            for p in row["proof"]
        )
        return Date(row["edtf"], row["earliest"], row["latest"], row["basis"], proof)


def order(one: Date, other: Date) -> str:
    """How two dates lie in time: ``before``, ``after``, ``same``, or ``open`` where their bounds overlap.

    ``before`` and ``after`` are certain; ``same`` means one day, known on both sides. A date marked ``~``, ``?``
    or ``%`` is certain of neither: it is never the same as another, and before or after it only where more than
    `ROUGH` days lie between the two.
    """
    rough = _is_rough(one) or _is_rough(other)
    if _is_before(one, other, ROUGH if rough else 0):
        return "before"
    if _is_before(other, one, ROUGH if rough else 0):
        return "after"
    if not rough and one.earliest and one.earliest == one.latest == other.earliest == other.latest:
        return "same"
    return "open"


def _is_rough(date: Date) -> bool:
    return date.edtf is not None and any(mark in date.edtf for mark in "~?%")


def _is_before(one: Date, other: Date, apart: int) -> bool:
    if one.latest is None or other.earliest is None:
        return False
    return (dt.date.fromisoformat(other.earliest) - dt.date.fromisoformat(one.latest)).days > apart


def sort_key(date: Date) -> tuple[str, str]:
    """Puts dates in an order that agrees with all that is certain; what is open at the left goes by its right."""
    return (date.earliest or date.latest or "9999", date.latest or "9999")
