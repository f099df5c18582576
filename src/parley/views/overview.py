"""The first page: what a record holds, who speaks, when, and what they do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from parley.store.base import Row, View
from parley.views import words
from parley.views.figures import key_figures
from parley.views.index import Index
from parley.views.statements import NO_SIDE
from parley.views.status import periods, status

SPEAKERS = 12
OUTLETS = 12
NEWEST = 6
YEARS = 30  # columns of years that a reader can tell apart
INNER = 0.98  # share of the statements that the columns must hold where all of them would be more years
_QUOTABLE = (40, 260)  # code points of a statement that reads well by itself


@dataclass(frozen=True, slots=True)
class Tally:
    """What the first page counts of all statements, as their listing does.

    `spoken`: (speaker, statements, tone) of the named ones, the most frequent first; `months` and `acts` by
    (month or None, tone) and (act, tone); `unnamed` statements are of sources without a name. Only `acts` leave out
    what was not, or not yet, made: who did not threaten is no one who threatens.
    """

    spoken: Sequence[tuple[Row, int, int]]
    months: Counter[tuple[str | None, int]]
    acts: Counter[tuple[str, int]]
    unnamed: int


def overview(view: View, index: Index, statements: Sequence[Row], figures: Sequence[Row]) -> Row:
    """Everything that the first page shows; `statements` and `figures` are all rows of the listings."""
    made = [row for row in statements if not row["unsaid"]]
    return summary(status(view), index, tally(statements), newest(made), key_figures(figures))


def summary(held: Row, index: Index, told: Tally, latest: Sequence[Row], numbers: Sequence[Row]) -> Row:
    """The first page of what `parley.views.status.status` holds and of what was counted."""
    near, far = _near(told.months)
    return {
        "counts": held["counts"],
        "outlets": bars([(row["outlet"], row["count"], 0) for row in held["outlets"]], OUTLETS),
        "outlet_count": len(held["outlets"]),
        "without_outlet": held["without_outlet"],
        "period": period(held["first"], held["last"]),
        "undated": held["undated"],
        "sides": sides(index),
        "speakers": bars(told.spoken, SPEAKERS),
        "speaker_count": len(told.spoken),
        "unnamed": told.unnamed,
        "unsettled": held["statements"]["without_speaker"],
        "columns": columns(near, index),
        "far": far,
        "outside": sum(count for (month, _), count in told.months.items() if not month),
        "acts": acts(told.acts, index),
        "newest": latest,
        "key_figures": numbers,
    }


def _near(
    counts: Counter[tuple[str | None, int]],
) -> tuple[Counter[tuple[str | None, int]], int]:
    """The counts of months within the years that nearly all statements are of, and how many are of others.

    What somebody said in 1204 must not stretch a drawing of a war of today to 800 columns.
    """
    years: Counter[str] = Counter()
    for (month, _), count in counts.items():
        if month:
            years[month[:4]] += count
    if not years or int(max(years)) - int(min(years)) < YEARS:
        return counts, 0
    least = sum(years.values()) * (1 - INNER) / 2
    ordered = sorted(years)
    first, last = 0, len(ordered) - 1
    below = above = 0
    while below + years[ordered[first]] <= least:
        below += years[ordered[first]]
        first += 1
    while above + years[ordered[last]] <= least:
        above += years[ordered[last]]
        last -= 1
    kept = {
        key: count
        for key, count in counts.items()
        if not key[0] or ordered[first] <= key[0][:4] <= ordered[last]
    }
    return Counter(kept), below + above


def tally(statements: Sequence[Row]) -> Tally:
    """The counts of rows of statements."""
    return Tally(
        _spoken(statements),
        Counter((row["month"], row["tone"]) for row in statements),
        Counter((row["act"], row["tone"]) for row in statements if not row["unsaid"]),
        sum(row["speaker"]["settled"] and not _named(row) for row in statements),
    )


def period(first: str | None, last: str | None) -> str | None:
    """The days between which the dated pages were published."""
    if not first or not last:
        return None
    return words.day(
        {"edtf": first if first == last else f"{first}/{last}", "earliest": first, "latest": last}
    )


def sides(index: Index) -> list[Row]:
    """The legend: every side that has a colour of its own, then all others together."""
    named = [{"name": side, "tone": tone} for side, tone in index.tones.items()]
    return [*named, {"name": NO_SIDE, "tone": 0}] if named else []


def bars(rows: Sequence[tuple[Any, int, int]], top: int) -> Row:
    """The `top` of (label, count, tone), with lengths in per cent of the longest, and what is left out."""
    most = max((count for _, count, _ in rows), default=0)
    shown = [
        {"label": label, "count": count, "tone": tone, "length": round(100 * count / most, 2)}
        for label, count, tone in rows[:top]
    ]
    return {"rows": shown, "more": len(rows) - len(shown), "rest": sum(count for _, count, _ in rows[top:])}


def columns(counts: Counter[tuple[str | None, int]], index: Index) -> list[Row]:
    """Statements by month (or year), stacked by side; `stack` is in per cent of the tallest column."""
    months: Counter[str] = Counter()
    for (month, _), count in counts.items():
        if month:
            months[month] += count
    spans = periods(months)
    width = len(spans[0]["period"]) if spans else 0
    split: Counter[tuple[str, int]] = Counter()
    for (month, tone), count in counts.items():
        if month:
            split[month[:width], tone] += count
    names = {row["tone"]: row["name"] for row in sides(index)} or {0: NO_SIDE}
    tallest = max((span["count"] for span in spans), default=0)
    return [_column(span, split, names, tallest) for span in spans]


def _column(span: Row, split: Counter[tuple[str, int]], names: dict[int, str], tallest: int) -> Row:
    stack, below = [], 0.0
    for tone, name in names.items():
        count = split[span["period"], tone]
        if count:
            height = 100 * count / tallest
            at = round(100 - below - height, 2)
            stack.append({"tone": tone, "name": name, "count": count, "y": at, "height": round(height, 2)})
            below += height
    year, _, month = span["period"].partition("-")
    label = words.month(span["period"])
    return {"label": label, "short": label[:3] if month else year, "year": year, "count": span["count"],
            "stack": stack, "begins_year": month in ("", "01")}  # fmt: skip


def acts(counts: Counter[tuple[str, int]], index: Index) -> Row:
    """What speakers do beyond saying, by side; `shade` 0 .. 4 for a table that is read at a glance."""
    found = Counter({pair: count for pair, count in counts.items() if pair[0] != "say"})
    total: Counter[str] = Counter()
    for (act, _), count in counts.items():
        total[act] += count
    kinds = sorted({act for act, _ in found}, key=lambda act: (-total[act], act))
    most = max(found.values(), default=0)
    heads = sides(index)
    rows = []
    for act in kinds:
        cells = [found[act, side["tone"]] for side in heads]
        shaded = [{"count": n, "shade": -(-4 * n // most) if n else 0} for n in cells]
        rows.append({"act": words.say("acts", act), "cells": shaded, "total": total[act]})
    return {"sides": heads, "rows": rows, "said": total["say"]}


def newest(statements: Sequence[Row], count: int = NEWEST) -> list[Row]:
    """The newest that read well alone: dated, in the own words of somebody of a side; one a speaker."""
    fit = [row for row in statements if row["month"] and _named(row) and _reads_well(row)]
    fit = [row for row in fit if row["party"]] or fit
    chosen: dict[str, Row] = {}
    for row in sorted(fit, key=lambda row: row["sort"], reverse=True):
        chosen.setdefault(row["speaker"]["key"], row)
    return list(chosen.values())[:count]


def _reads_well(row: Row) -> bool:
    least, most = _QUOTABLE
    return row["mode"] != "indirect" and least <= len(" ".join(row["parts"])) <= most


def _named(row: Row) -> bool:
    return bool(row["speaker"]["settled"] and not row["speaker"]["anonymous"])


def _spoken(statements: Sequence[Row]) -> list[tuple[Row, int, int]]:
    spoken = Counter(row["speaker"]["key"] for row in statements if _named(row))
    first = {row["speaker"]["key"]: row for row in reversed(statements)}
    ranked = sorted(spoken, key=lambda key: (-spoken[key], first[key]["speaker"]["name"], key))
    return [(first[key]["speaker"], spoken[key], first[key]["tone"]) for key in ranked]
