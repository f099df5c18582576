"""A page's report of an agreement, seen with the dates, the numbers and the families of the links."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from parley import vocab
from parley.dates import Date
from parley.find.base import expressions
from parley.link.linked import Linked
from parley.plain import dump
from parley.store.base import Row
from parley.times.dating import redate
from parley.times.expressions import Expressions
from parley.vocab import table

_POINTS = re.compile(r"([\w,]+)[-\s]point\b")
_WHAT = re.compile(r"\b(?:to|on)\b")
_WORDS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_LEAST, _MOST = 2, 6  # words of a name
_VERSION = "1"  # raise it when the same stages would be dated otherwise


@dataclass(frozen=True)
class Report:
    """A page's report with what its page tells of it: the day, the numbers."""

    row: Row
    published: Date
    date: Date
    counts: frozenset[float]
    history: tuple[Mapping[str, Any], ...]
    family: str | None = None  # of its page

    @property
    def id(self) -> str:
        """The report's id."""
        return str(self.row["id"])

    @cached_property
    def parties(self) -> Sequence[str]:
        """Actor ids of its sides."""
        return tuple(dict.fromkeys(self.row["parties"]))

    @cached_property
    def points(self) -> str | None:
        """The number of points of a plan, by which it is known."""
        if self.row["rule"] != "points":
            return None
        found = _POINTS.search(self.row["terms"].casefold())
        return found[1] if found else None

    @cached_property
    def name(self) -> frozenset[str]:
        """The words by which an agreement is called, without those that any is called by; none where it has no name.

        ``the Oruvia grain deal`` and ``the grain deal with Oruvia`` are one.
        """
        return self._words if _LEAST <= len(self._words) <= _MOST else frozenset()

    @cached_property
    def year(self) -> str | None:
        """The year by which an agreement is called, where little else is told of it: ``the 2029 grain deal``."""
        terms = self.row["terms"] or ""
        found = _YEAR.findall(terms)
        return found[0] if len(found) == 1 and self._words and len(self._words) <= _MOST else None

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORDS.findall((self.row["terms"] or "").casefold())) - _common()

    def is_called_like(self, other: Report) -> bool:
        """Whether both are called by one year and by one thing."""
        one_year = self.year is not None and self.year == other.year
        return one_year and (self._words <= other._words or other._words <= self._words)

    @property
    def says_what(self) -> bool:
        """Whether its terms say what was agreed, and not only what it is called."""
        return bool(_WHAT.search(self.row["terms"] or ""))

    @cached_property
    def when(self) -> Date:
        """When it was made; else when it was first told of, by a date of its own or by its page's."""
        stages = (Date.from_dict(stage["date"]) for stage in self.history)
        return next((date for date in (self.date, *stages) if date.edtf), self.published)


@cache
def _common() -> frozenset[str]:
    return frozenset(table("agreements/words.toml")["common"].split())


def reports(linked: Linked) -> list[Report]:
    """The reports of all current pages, in order of ids."""
    rows = list(linked.entries("agreement_reports"))
    wanted = {i for row in rows for i in row["figures"]}
    figures = {f["id"]: f for f in linked.entries("figures", wanted)} if wanted else {}

    dates, out = _stages(linked, rows), []
    for row in rows:
        page = row["document_id"]
        history = [
            {
                **stage,
                "date": date,
                "source": stage["source"] and linked.actors.apply({"speaker": stage["source"]})["speaker"],
                "document_id": page,
            }
            for stage, date in zip(row["history"], dates[row["id"]], strict=True)
        ]
        out.append(
            Report(
                row,
                Date.from_dict(linked.published(page)),
                Date.from_dict(row["date"]),
                _counts(figures[i] for i in row["figures"] if i in figures),
                tuple(history),
                linked.families.get(page),
            )
        )
    return sorted(out, key=lambda r: r.id)


def _stages(linked: Linked, rows: Iterable[Row]) -> Mapping[str, Sequence[Row]]:
    """The dates of the stages of each report, as the dates of their pages let them be; by the reports' ids."""
    of: dict[str, list[Row]] = {}
    out = {row["id"]: [stage["date"] for stage in row["history"]] for row in rows}
    for row in rows:
        page = row["document_id"]
        if linked.published(page) != linked.printed[page] and any(date["proof"] for date in out[row["id"]]):
            of.setdefault(page, []).append(row)

    def make(missing: Collection[str]) -> Iterator[tuple[str, dict[str, list[Row]]]]:
        for document in missing:
            known = expressions(linked.view.document(document, linked=False))
            page = Date.from_dict(linked.published(document))
            yield (
                document,
                {row["id"]: [_again(date, page, known) for date in out[row["id"]]] for row in of[document]},
            )

    rules = f"{_VERSION} {vocab.fingerprint()}"
    made_of = {
        document: f"{rules} {dump([linked.published(document), {r['id']: out[r['id']] for r in some}])}"
        for document, some in of.items()
    }
    for told in linked.derived.rows("stages", made_of, make).values():
        out.update(told)
    return out


def _again(date: Row, page: Date, known: Expressions) -> Row:
    return redate(Date.from_dict(date), page, known).to_dict() if date["proof"] else date


def _counts(figures: Iterable[Row]) -> frozenset[float]:
    return frozenset(
        value
        for f in figures
        if f["kind"] in ("count", "measure")
        and (value := f["high"] if f["low"] is None else f["low"]) is not None
    )
