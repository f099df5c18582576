"""The timeline as views show it: entries by month, and lanes on which intervals are drawn as intervals."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from parley.store.base import Filter, Row, View
from parley.views import days, words
from parley.views.index import Index

KINDS = ("meeting", "agreement", "position", "incident")
WIDTH, LEFT = 1000, 120  # of the drawing, in its own units; the names of the lanes stand at the left
BAR, ROW = 12, 17  # height of a mark, and of a row of marks with the space below
TALL = 72  # of a lane of columns
TAIL = 22  # of a mark that is open at one end
LEAST = 5  # width of a mark of one day
MANY = 70  # marks from which a lane shows counts by month, or by year
ROWS = 7  # the same, for rows of marks
NAME = 46  # room that the name of a month or a year takes
MONTH = 31  # days
YEARS = 72  # months from which the scale goes by years
INNER = 0.96  # share of the entries that the scale must hold where all of them would span more than `YEARS`


def listed(view: View, index: Index, described: Mapping[str, Row], where: Filter | None = None) -> list[Row]:
    """The entries in order of time. `described`: what the listings of the other kinds know of a record, by its id."""
    return titled([entry(row, index, described) for row in view.entries("timeline", where or Filter())])


def titled(rows: list[Row]) -> list[Row]:
    """Rows with the title of the month, or year, that each stands under."""
    within = {row["month"] for row in rows if not MONTH < days.width(row["date"]) < float("inf")}
    for row in rows:
        month = row["month"]  # of what only the year is known the month would say too much
        row["month_title"] = words.month(month if month in within else month[:4])
    return rows


def entry(row: Row, index: Index, described: Mapping[str, Row]) -> Row:
    """One entry: its title, its weight from 1 to 4, and the records and words that it stands on."""
    known = next((described[i] for i in row["record_ids"] if i in described), None)
    parties = index.everyone(row["parties"])
    date = row["date"]
    return {
        "id": row["id"],
        "kind": row["kind"],
        "kind_words": words.say("entries", row["kind"]),
        "title": row["title"],
        "what": known,
        "record_ids": row["record_ids"],
        "importance": row["importance"],
        "weight": min(4, 1 + int(row["importance"] * 4)),
        "families": row["families"],
        "parties": parties,
        "tone": parties[0]["tone"] if len(parties) == 1 else 0,
        "date": date,
        "day": words.day(date),
        "month": days.month_of(date),
        "told": index.quoted(row["evidence"]),
    }


def groups(rows: Sequence[Row], before: Row | None = None) -> list[Row]:
    """Months of one sheet of `listed`; `before` is the last row of the sheet before."""
    out = []
    for month, of_month in groupby(rows, key=lambda row: row["month"]):
        continued = before is not None and before["month"] == month
        held = list(of_month)
        title = held[0]["month_title"]
        out.append({"key": month_key(month), "title": title, "rows": held, "continued": continued})
    return out


def month_key(month: str) -> str:
    """What the heading of a month goes by."""
    return f"month-{month}"


def months(rows: Sequence[Row]) -> list[Row]:
    """Years with their months and counts, for an index of `listed`."""
    counts = Counter(row["month"] for row in rows)
    titles = {row["month"]: row["month_title"] for row in rows}
    return [
        {
            "year": year,
            "months": [
                {
                    "key": month_key(month),
                    "title": titles[month].split()[0] if " " in titles[month] else "Month not known",
                    "count": counts[month],
                }
                for month in of_year
            ],
        }
        for year, of_year in groupby(sorted(counts), key=lambda month: month[:4])
    ]


def key_dates(rows: Sequence[Row], count: int = 8) -> list[Row]:
    """The weightiest entries, one a record, in order of time."""
    best: dict[str, Row] = {}
    for row in rows:
        record = row["record_ids"][0]
        if record not in best or row["importance"] > best[record]["importance"]:
            best[record] = row
    chosen = sorted(best.values(), key=lambda row: (-row["importance"], days.key(row["date"]), row["id"]))[
        :count
    ]
    return sorted(chosen, key=lambda row: (days.key(row["date"]), row["id"]))


# --- the drawing


def lanes(rows: Sequence[Row]) -> Row | None:
    """The drawing over the list: a lane a kind, on one scale of time. None where nothing is dated.

    A lane of few entries shows each as a bar from its first to its last day; what is open at one end has a tail
    there. A lane of many shows counts by month or year. `outside`: entries off the scale, which a few far dates
    must not stretch; all of them are in the list.
    """
    scale = _scale(rows)
    if scale is None:
        return None
    inside = [row for row in rows if scale.holds(row["date"])]
    out, top = [], 0
    for kind in KINDS:
        of_kind = [row for row in inside if row["kind"] == kind]
        if not of_kind:
            continue
        lane = _marks(of_kind, scale) or _columns(of_kind, scale)
        out.append(
            {"kind": kind, "title": words.say("entries", kind), "count": len(of_kind), "top": top, **lane}
        )
        top += lane["height"] + ROW
    return {
        "lanes": out,
        "ticks": scale.ticks(),
        "width": WIDTH,
        "left": LEFT,
        "height": top,
        "outside": len(rows) - len(inside),
        "first": words.month(scale.first.isoformat()[:7]),
        "last": words.month(scale.last.isoformat()[:7]),
    }


class _Scale:
    """Days to x: from the first day of a month to the last of one."""

    def __init__(self, first: str, last: str) -> None:
        self.first = dt.date.fromisoformat(f"{first[:7]}-01")
        self.last = _after(dt.date.fromisoformat(f"{last[:7]}-01"), 1) - dt.timedelta(1)
        self.months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def by_year(self) -> bool:
        return self.months > YEARS

    def x(self, day: dt.date) -> float:
        whole = (self.last - self.first).days + 1
        return round(LEFT + (WIDTH - LEFT) * (day - self.first).days / whole, 1)

    def at(self, day: str) -> float:
        return self.x(dt.date.fromisoformat(day))

    def after(self, day: str) -> float:
        return self.x(min(dt.date.fromisoformat(day), dt.date.max - dt.timedelta(1)) + dt.timedelta(1))

    def holds(self, date: Row) -> bool:
        first, last = days.key(date)
        last = first if last == days.LAST else last
        return first <= self.last.isoformat() and last >= self.first.isoformat()

    def clip(self, day: str) -> str:
        return min(max(day, self.first.isoformat()), self.last.isoformat())

    def ticks(self) -> list[Row]:
        """Names under the drawing: each month, or each year where they are many."""
        step = 12 if self.by_year else 1 if self.months <= 18 else 3
        out = []
        for n in range(self.months):
            month = _after(self.first, n)
            if (month.month - 1) % step and n:
                continue
            name = str(month.year) if self.by_year else f"{month:%b}"
            year = month.year if not self.by_year and (month.month == 1 or not n) else None
            out.append({"x": self.x(month), "name": name, "year": year, "begins_year": month.month == 1})
        most = (WIDTH - LEFT) // NAME
        return _apart(out[:: -(-len(out) // most)] if out else out)


def _after(first: dt.date, months: int) -> dt.date:
    """The first of the month so many months after one; the calendar ends with the year 9999."""
    count = first.month - 1 + months
    year = first.year + count // 12
    return dt.date(year, count % 12 + 1, 1) if year <= dt.MAXYEAR else dt.date.max


def _apart(ticks: Sequence[Row]) -> list[Row]:
    """Ticks whose names have room: the first yields to the one behind it, the last to the edge."""
    out = list(ticks)
    if len(out) > 1 and out[1]["x"] - out[0]["x"] < NAME and not out[0]["year"]:
        out[0] = {**out[0], "name": ""}
    if len(out) > 1 and out[-1]["x"] > WIDTH - NAME // 2:
        out[-1] = {**out[-1], "name": ""}
    return out


def _scale(rows: Sequence[Row]) -> _Scale | None:
    known = sorted(days.key(row["date"])[0] for row in rows if days.is_known(row["date"]))
    if not known:
        return None
    ends = sorted(min(days.key(row["date"])[1], known[-1]) for row in rows if days.is_known(row["date"]))
    whole = _Scale(known[0], max(ends[-1], known[-1]))
    if whole.months <= YEARS:
        return whole
    return _Scale(*days.stretch(known, INNER))


def _marks(rows: Sequence[Row], scale: _Scale) -> Row | None:
    """Each entry as a bar, in as few rows as hold them side by side; None where they are too many."""
    if len(rows) > MANY:
        return None
    ends: list[float] = []
    marks = []
    for row in sorted(rows, key=lambda row: (days.key(row["date"]), row["id"])):
        mark = _bar(row, scale)
        at = next((i for i, end in enumerate(ends) if end + 3 <= mark["from"]), len(ends))
        if at == len(ends):
            ends.append(0.0)
        ends[at] = mark["to"]
        marks.append({**mark, "y": at * ROW})
    if len(ends) > ROWS:
        return None
    return {"marks": marks, "columns": [], "height": len(ends) * ROW}


def _bar(row: Row, scale: _Scale) -> Row:
    """A bar over the days that a date may be; `from` and `to` hold the tail of an open end too."""
    first, last = row["date"]["earliest"], row["date"]["latest"]
    left = scale.at(scale.clip(first or last))
    width = max(LEAST, round(scale.after(scale.clip(last)) - left, 1)) if first and last else LEAST
    if first and last:
        tail = None
    elif last:
        begin = max(LEFT, left - TAIL)
        tail = {"x": begin, "width": round(left - begin, 1)}
    else:
        tail = {"x": left + LEAST, "width": TAIL}
    return {
        "id": row["id"],
        "x": left,
        "width": width,
        "from": min(left, tail["x"]) if tail else left,
        "to": max(left + width, tail["x"] + tail["width"]) if tail else left + width,
        "tail": tail,
        "weight": row["weight"],
        "tone": row["tone"],
        "label": f"{row['day']}: {row['title']}",
    }


def _columns(rows: Sequence[Row], scale: _Scale) -> Row:
    """Counts by month, or by year, stacked by side; each leads to its first entry."""
    width = 4 if scale.by_year else 7
    periods: dict[str, list[Row]] = {}
    for row in rows:
        periods.setdefault(scale.clip(days.key(row["date"])[0])[:width], []).append(row)
    tallest = max(map(len, periods.values()))
    return {
        "marks": [],
        "columns": [_column(period, held, tallest, scale) for period, held in sorted(periods.items())],
        "height": TALL,
        "tallest": tallest,
    }


def _column(period: str, rows: Sequence[Row], tallest: int, scale: _Scale) -> Row:
    first = dt.date.fromisoformat(f"{period}-01" if len(period) > 4 else f"{period}-01-01")
    months = 1 if len(period) > 4 else 12
    after = _after(first, months)
    left, right = scale.x(max(first, scale.first)), min(scale.x(after), float(WIDTH))
    return {
        "id": rows[0]["id"],
        "x": left + 0.5,
        "width": round(max(1.0, right - left - 1), 1),
        "count": len(rows),
        "label": words.month(period),
        "stack": _stack(Counter(row["tone"] for row in rows), tallest),
    }


def _stack(counts: Mapping[int, int], tallest: int) -> list[Row]:
    out, below = [], 0.0
    for tone, count in sorted(counts.items(), key=_coloured_first):
        height = TALL * count / tallest
        below += height
        out.append({"tone": tone, "y": round(TALL - below, 1), "height": round(height, 1)})
    return out


def _coloured_first(item: tuple[int, int]) -> tuple[Any, ...]:
    return (item[0] == 0, item[0])


def sides(rows: Iterable[Row]) -> list[Row]:
    """The sides whose colours the drawing uses."""
    seen = {who["tone"]: who for row in rows for who in row["parties"] if row["tone"] and who["tone"]}
    return [seen[tone] for tone in sorted(seen)]
