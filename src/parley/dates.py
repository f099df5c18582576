"""A date with its bounds and its proof, in EDTF.

`Date` is what every record carries for `published` and `date`: what is known, how wide the unknown
is, and why. A page without a date has `Date.unknown()`; nothing ever falls back to the crawl date.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parley.spans import Evidence

BASES = ("metadata", "user", "text", "inferred", "unknown")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_YEAR = re.compile(r"(\d{4})$")


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
        """A date from a day, month, year (``2031-06-02``, ``2031-06``, ``2031``) or ``A/B`` of these.

        Raises:
            ValueError: If `edtf` is not one of these forms or names no real day.
        """
        earliest, latest = bounds(edtf)
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


def bounds(edtf: str) -> tuple[str | None, str | None]:
    """First and last ISO day of a day, month, year, or interval of these; ``..`` is an open end.

    Raises:
        ValueError: If the text is none of these forms or names no real day.
    """
    if "/" in edtf:
        left, _, right = edtf.partition("/")
        first = None if left == ".." else bounds(left)[0]
        last = None if right == ".." else bounds(right)[1]
        if first is None and last is None:
            raise ValueError(f"{edtf!r} is open at both ends")
        if first and last and first > last:
            raise ValueError(f"{edtf!r} ends before it begins")
        return first, last
    if _DAY.match(edtf):
        day = dt.date.fromisoformat(edtf).isoformat()
        return day, day
    if m := _MONTH.match(edtf):
        year, month = int(m[1]), int(m[2])
        if not (1 <= month <= 12 and year >= 1):
            raise ValueError(f"{edtf!r} names no month")
        return f"{edtf}-01", f"{edtf}-{calendar.monthrange(year, month)[1]:02d}"
    if _YEAR.match(edtf):
        return dt.date(int(edtf), 1, 1).isoformat(), f"{edtf}-12-31"
    raise ValueError(f"{edtf!r} is not a date in the forms parley reads (2031-06-02, 2031-06, 2031, A/B)")
