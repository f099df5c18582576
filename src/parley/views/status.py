"""What a record holds, in one plain value."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from parley.store.base import Row, View
from parley.views import words

UNKNOWN = "und"  # BCP 47: a language that the page does not show
MAX_PERIODS = 60  # months; a longer range is told in years, so that a sparkline fits a terminal
_MONTH_LONG = 31  # days; a page whose date is not known so well counts as undated


def status(view: View, top: int = 10) -> dict[str, Any]:
    """Counts, outlets, languages, dates, speakers and acts; a statement without a date counts in its page's month.

    What was not, or not yet, said counts as an act of its own ("did not say").
    """
    published: dict[str, Row] = {}
    outlets: list[str | None] = []
    languages: list[str] = []
    for document in view.documents():
        published[document["id"]] = document["published"]
        outlets.append(document["outlet"])
        languages.append((document["language"] or UNKNOWN).split("-")[0])
    days = [(p["earliest"], p["latest"]) for p in published.values() if is_told(p)]
    speakers: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    months: Counter[str] = Counter()
    total = open_speaker = 0
    for entry in view.entries("statements"):
        total += 1
        acts[words.unsaid(entry) or entry["act"]] += 1
        name = (entry["speaker"] or {}).get("name")
        if not name:
            open_speaker += 1
        else:
            speakers[name] += 1
        said = entry["date"]
        month = _month(said if said["earliest"] else published[entry["document_id"]])
        if month:
            months[month] += 1
    return {
        "counts": dict(view.counts()),
        "outlets": _ranked("outlet", (outlet for outlet in outlets if outlet)),
        "without_outlet": outlets.count(None),
        "languages": _ranked("language", languages),
        "first": min((first for first, _ in days), default=None),
        "last": max((last for _, last in days), default=None),
        "undated": len(published) - len(days),
        "rejections": _ranked("code", (r["reason"]["code"] for r in view.rejections())),
        "statements": {
            "total": total,
            "without_speaker": open_speaker,
            "speakers": [{"name": n, "count": c} for n, c in _top(speakers)[:top]],
            "acts": [{"act": a, "count": c} for a, c in _top(acts)],
            "periods": periods(months),
        },
    }


def is_told(date: Row) -> bool:
    """Whether a page's date is known well enough to count as a date."""
    if not date["earliest"] or not date["latest"]:
        return False
    return (
        dt.date.fromisoformat(date["latest"]) - dt.date.fromisoformat(date["earliest"])
    ).days < _MONTH_LONG


def periods(months: Counter[str]) -> list[Row]:
    """Counts of consecutive months (or years, when there are too many), the empty ones included."""
    if not months:
        return []
    names = _months(min(months), max(months))
    counts = months
    if len(names) > MAX_PERIODS:
        names = [str(year) for year in range(int(names[0][:4]), int(names[-1][:4]) + 1)]
        counts = Counter()
        for month, count in months.items():
            counts[month[:4]] += count
    return [{"period": name, "count": counts[name]} for name in names]


def _month(date: Row) -> str | None:
    """The one month that a date lies in."""
    first, last = date["earliest"], date["latest"]
    return first[:7] if first and last and first[:7] == last[:7] else None


def _months(first: str, last: str) -> list[str]:
    start, stop = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (first, last))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, stop + 1)]


def _ranked(key: str, values: Iterable[str]) -> list[Row]:
    return [{key: name, "count": count} for name, count in _top(Counter(values))]


def _top(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
