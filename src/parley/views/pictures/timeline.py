"""The timeline: a lane a kind, an interval drawn as an interval, an end that is open as an arrow."""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parley.store.base import Row
from parley.views import days, words
from parley.views.index import Index
from parley.views.pictures.axes import NAMES, legend, sides, time_axis
from parley.views.pictures.lettering import fit, width
from parley.views.pictures.picture import (
    WIDTH,
    Mark,
    Path,
    Picture,
    Rect,
    Shape,
    Table,
    Target,
    Text,
    nothing,
    plural,
)
from parley.views.pictures.scales import Time
from parley.views.timeline import KINDS

READ = (
    "A bar reaches from the first to the last day on which it may have been; an arrow marks an end that the pages"
    " leave open. The stronger a bar, the weightier the entry."
)
LEFT = 124.0  # the names of the lanes
BAR, ROW, GAP = 12.0, 19.0, 22.0  # height of a mark, of a row of marks, and of the space between lanes
LEAST = 6.0  # width of a mark of one day
TAIL = 24.0  # of an end that is open
LABELS = (420.0, 300.0, 200.0, 0.0)  # room of a label at most, the first that does not make too many rows
LABELLED = 30  # marks of a lane that have labels
MANY = 80  # marks from which a lane shows counts instead
WORTH = 110.0  # room from which a label is of use
ROWS, COMFORT = 14, 10  # rows of marks, the same; and with labels
TALL = 76.0  # of a lane of counts
MONTHS = 72  # from which they are by year
EARLIER, LATER = "", "~"  # in order before and behind all months
_FAR = {EARLIER: "earlier", LATER: "later"}
_NAMES = {"meeting": "Meetings", "agreement": "Agreements", "position": "Positions", "incident": "Incidents"}
_ONE = {
    "meeting": ("meeting", "meetings"),
    "agreement": ("entry on agreements", "entries on agreements"),
    "position": ("change of position", "changes of position"),
    "incident": ("incident", "incidents"),
}


@dataclass(frozen=True, slots=True)
class _Bar:
    """Where an entry lies on the axis, its tails and label included."""

    row: Row
    left: float
    right: float
    tail: float | None  # where the arrow of an open end points
    label: str
    label_at: float | None
    start: float
    end: float


def picture(rows: Sequence[Row], index: Index, *, wide: float = WIDTH, title: str | None = None) -> Picture:
    """The drawing of `parley.views.timeline.listed`.

    A lane of many entries shows counts by month, or by year, stacked by side.
    """
    name = title or "Timeline"
    time = Time.over([days.key(row["date"])[0] for row in rows if days.is_known(row["date"])], LEFT, wide)
    table = Table(("When", "Kind", "What", "Pages"), tuple(map(_line, rows)))
    if time is None:
        told = (
            "No entry of the timeline has a date." if rows else "There is no entry of the timeline to draw."
        )
        return nothing("timeline", name, told, wide, table)
    inside = [row for row in rows if days.is_known(row["date"])]
    tones = {row["tone"] for row in inside}
    items, top = legend(sides(index, tones), 0, 0, wide)
    top += 8 if items else 0
    drawn: list[Shape | Mark] = []
    first_lane = top
    counted: dict[str, list[str]] = defaultdict(list)
    notes = [READ]
    for kind in KINDS:
        of_kind = [row for row in inside if row["kind"] == kind]
        if not of_kind:
            continue
        lane, height, period = _lane(of_kind, kind, time, top)
        drawn += lane
        if period:
            counted[period].append(_NAMES[kind])
        top += height + GAP
    bottom = top - GAP + 6
    grid = time_axis(time, first_lane - 2, bottom)
    for period, names in counted.items():
        told = " and ".join(
            filter(None, (", ".join(names[:-1]), names[-1].lower() if len(names) > 1 else names[-1]))
        )
        notes.append(f"{told} are too many to draw one by one: they are counted by {period}.")
    notes += time.notes
    counts = Counter(row["kind"] for row in inside)
    told = ", ".join(plural(counts[kind], *_ONE[kind]) for kind in KINDS if counts[kind])
    about = f"{told[:1].upper()}{told[1:]}; {time.says}."
    return Picture(
        "timeline", name, about, wide, bottom + NAMES, (*items, *grid, *drawn), tuple(notes), table
    )


def _line(row: Row) -> tuple[str, ...]:
    return (row["day"] or "not known", row["kind_words"], row["title"], str(len(row["told"])))


def _lane(rows: Sequence[Row], kind: str, time: Time, top: float) -> tuple[list[Shape | Mark], float, str]:
    """A lane's shapes, its height, and by what its entries are counted where they are."""
    head: list[Shape | Mark] = [Text(0, top + 11, _NAMES[kind], "p-head")]
    bars = _packed(rows, time) if len(rows) <= MANY else None
    if bars is not None:
        head += [mark for line, of_line in enumerate(bars) for mark in _bars(of_line, top + line * ROW)]
        return head, max(1, len(bars)) * ROW, ""
    marks, tallest, period = _counts(rows, time, top)
    head.append(Text(0, top + 27, f"by {period}; up to {tallest:,}", "p-small"))
    return [*head, *marks], TALL, period


def _packed(rows: Sequence[Row], time: Time) -> list[list[_Bar]] | None:
    """Bars in as few rows as hold them side by side, with labels where there is room; None: too many rows."""
    ordered = sorted(rows, key=lambda row: (days.key(row["date"]), row["id"]))
    for room in LABELS if len(rows) <= LABELLED else LABELS[-1:]:
        lines: list[list[_Bar]] = []
        for row in ordered:
            bar = _bar(row, time, room)
            line = next((one for one in lines if one[-1].end + 6 <= bar.start), None)
            if line is None:
                lines.append([bar])
            else:
                line.append(bar)
        if len(lines) <= (COMFORT if room > LABELS[-2] else ROWS):
            return lines if room else [_labelled(line, time) for line in lines]
    return None


def _labelled(line: Sequence[_Bar], time: Time) -> list[_Bar]:
    """Bars of one row with labels where the room up to the next bar holds enough of them."""
    out = []
    for bar, following in zip(line, [*line[1:], None], strict=True):
        room = (following.start if following else time.stop) - bar.end - 12
        label = fit(bar.row["title"], 11, min(room, LABELS[0])) if room >= WORTH else ""
        out.append(replace(bar, label=label, label_at=bar.end + 5) if label else bar)
    return out


def _bar(row: Row, time: Time, most: float) -> _Bar:
    first, last = row["date"]["earliest"], row["date"]["latest"]
    left = time.x(first or last)
    right = max(left + LEAST, time.end(last)) if first and last else left + LEAST
    tail = None
    if not last:
        tail = min(right + TAIL, time.stop + 10)
    elif not first:
        tail = max(left - TAIL, time.start - 4)
    start, end = min(left, tail or left), max(right, tail or right)
    label = fit(row["title"], 11, most)
    if not label:
        return _Bar(row, left, right, tail, "", None, start, end)
    room = width(label, 11)
    if end + 5 + room <= time.stop:
        return _Bar(row, left, right, tail, label, end + 5, start, end + 5 + room)
    if start - 5 - room >= time.start:
        return _Bar(row, left, right, tail, label, start - 5 - room, start - 5 - room, end)
    return _Bar(row, left, right, tail, "", None, start, end)


def _bars(bars: Sequence[_Bar], y: float) -> list[Mark]:
    out = []
    for bar in bars:
        row, shapes = bar.row, list[Shape]()
        tone = f"t{row['tone']}"
        css = {1: "p-soft1", 2: "p-soft2"}.get(row["weight"], "p-solid")
        if bar.tail is not None:
            edge, step = (bar.right, -5) if bar.tail > bar.right else (bar.left, 5)
            middle = y + BAR / 2
            shapes.append(Path(
                f"M{edge:.1f} {middle:.1f}H{bar.tail:.1f}M{bar.tail + step:.1f} {middle - 4:.1f}"
                f"L{bar.tail:.1f} {middle:.1f}L{bar.tail + step:.1f} {middle + 4:.1f}", f"p-line {tone}",
            ))  # fmt: skip
        shapes.append(Rect(bar.left, y, bar.right - bar.left, BAR, f"{css} {tone}", 2))
        if bar.label_at is not None:
            shapes.append(Text(bar.label_at, y + 10, bar.label, "p-value"))
        out.append(
            Mark(f"{row['day']}: {row['title']}", tuple(shapes), Target("entry", ("timeline", row["id"])))
        )
    return out


def _counts(rows: Sequence[Row], time: Time, top: float) -> tuple[list[Mark], int, str]:
    """Columns by month or year, stacked by side; each leads to its first entry."""
    by_year = (time.last.year - time.first.year) * 12 + time.last.month - time.first.month >= MONTHS
    size, first, last = (4 if by_year else 7), time.first.isoformat(), time.last.isoformat()
    periods: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        day = days.key(row["date"])[0]
        periods[EARLIER if day < first and time.earlier else LATER if day > last else day[:size]].append(row)
    tallest = max(map(len, periods.values()))
    marks = []
    for period, held in sorted(periods.items()):
        left, right = _edges(period, time)
        shapes, y = list[Shape](), top + TALL
        for tone, count in sorted(
            Counter(row["tone"] for row in held).items(), key=lambda i: (i[0] == 0, i[0])
        ):
            height = (TALL - 8) * count / tallest
            y -= height
            shapes.append(Rect(left + 1, y, max(1.5, right - left - 2), height, f"p-tone t{tone}"))
        says = _FAR[period] if period in _FAR else words.month(period)
        label = f"{says}: {plural(len(held), *_ONE[held[0]['kind']])}"
        marks.append(Mark(label, tuple(shapes), Target("entry", ("timeline", held[0]["id"]))))
    return marks, tallest, "year" if by_year else "month"


def _edges(period: str, time: Time) -> tuple[float, float]:
    if period == EARLIER:
        return time.start, time.left - 4
    if period == LATER:
        return time.right + 4, time.stop
    if len(period) == 4:
        return time.x(f"{period}-01-01"), time.end(f"{period}-12-31")
    last = calendar.monthrange(int(period[:4]), int(period[5:]))[1]
    return time.x(f"{period}-01"), time.end(f"{period}-{last:02d}")
