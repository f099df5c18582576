"""Positions over time: an issue a row, a side a column, a mark where a position was taken or moved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from parley.store.base import Row
from parley.views import days
from parley.views.pictures.axes import NAMES, legend, time_axis
from parley.views.pictures.lettering import fit, wrapped
from parley.views.pictures.picture import (
    WIDTH,
    Dot,
    Mark,
    Path,
    Picture,
    Shape,
    Table,
    Target,
    Text,
    nothing,
    plural,
    undrawn,
)
from parley.views.pictures.scales import Time
from parley.views.pictures.signs import at, change

SIDES, ISSUES = 5, 14  # columns and rows; beyond them is counted
LEFT, ROW, FLAT, HEAD, GAP = 176.0, 72.0, 52.0, 46.0, 22.0  # FLAT: a row in which nothing rises or sinks
ZONE = 44.0  # of what lies far off in time
STEP = 13.0  # room of a mark; what lies closer in time shares one, with its number
_LEVEL = {"hardened": -20.0, "softened": 20.0}  # a position that hardens rises, one that softens sinks
_LEGEND = (
    ("hardened", "hardened"), ("softened", "softened"), ("new", "new"), ("repeated", "repeated"),
    ("withdrawn", "withdrawn"), ("", "no change told"),
)  # fmt: skip


def picture(rows: Sequence[Row], *, wide: float = WIDTH, title: str | None = None) -> Picture:
    """The drawing of `parley.views.positions.listed`: what hardens stands above a side's line, what softens below."""
    name = title or "Positions over time"
    dated = [row for row in rows if row["sort"][0] != days.LAST]
    table = _table(rows)
    if not dated:
        told = "No position has a date." if rows else "There is no position to draw."
        return nothing("positions", name, told, wide, table)
    sides, issues = _ranked(dated)
    shown = [row for row in dated if row["party"] in sides[:SIDES] and row["issue"] in issues[:ISSUES]]
    sides = [side for side in sides if any(row["party"] == side for row in shown)]
    issues = [issue for issue in issues if any(row["issue"] == issue for row in shown)]
    span = Time.over([row["sort"][0] for row in shown], 0, 1, ZONE)
    assert span is not None
    used = {row["change"] for row in shown}
    key, top = legend([(change(kind, 0), says) for kind, says in _LEGEND if kind in used], 0, 0, wide)
    top += HEAD
    edges = list(accumulate((_height(issue, shown) for issue in issues), initial=top))
    bottom = edges[-1]
    room = (wide - LEFT) / len(sides)
    times = {side: span.within(LEFT + i * room, LEFT + (i + 1) * room - GAP) for i, side in enumerate(sides)}
    items: list[Shape | Mark] = [*key, *_lines(edges, wide)]
    for side, time in times.items():
        held = [row for row in shown if row["party"] == side]
        items += [*time_axis(time, top, bottom), *_head(held, time, top)]
    crowded = False
    for issue, (above, below) in zip(issues, pairwise(edges), strict=True):
        held = [row for row in shown if row["issue"] == issue]
        marks, shared = _row(held, times, (above + below) / 2)
        items += marks
        crowded = crowded or shared
    notes = [*_notes(rows, dated, shown, crowded), *span.notes]
    of, on = plural(len(sides), "side", "sides"), plural(len(issues), "issue", "issues")
    about = f"{plural(len(shown), 'position', 'positions')} of {of} on {on}; {span.says}."
    return Picture("positions", name, about, wide, bottom + NAMES, tuple(items), tuple(notes), table)


def _height(issue: str, rows: Sequence[Row]) -> float:
    return ROW if any(row["issue"] == issue and row["change"] in _LEVEL for row in rows) else FLAT


def _lines(edges: Sequence[float], wide: float) -> list[Shape]:
    return [Path("".join(f"M0 {edge:.1f}H{wide:.1f}" for edge in edges), "p-grid")]


def _head(rows: Sequence[Row], time: Time, top: float) -> list[Shape | Mark]:
    """A column's name, with its colour and how many positions it holds."""
    who, x = rows[0]["who"], time.start
    name = fit(who["name"], 13, time.stop - x - 16, True)
    return [
        Dot(x + 5, top - 28, 5, f"p-tone t{who['tone']}"),
        Mark(who["name"], (Text(x + 16, top - 23, name, "p-head"),)),
        Text(x + 16, top - 8, plural(len(rows), "position", "positions"), "p-small"),
    ]


def _row(rows: Sequence[Row], times: Mapping[str, Time], middle: float) -> tuple[list[Shape | Mark], bool]:
    """An issue's name and its marks; and whether some of these stand for several positions."""
    lines = wrapped(rows[0]["issue_title"], 12, LEFT - 20)[:3]
    first = middle + 4 - 8 * (len(lines) - 1)
    out: list[Shape | Mark] = [Text(4, first + 16 * i, line, "p-strong") for i, line in enumerate(lines)]
    crowded = False
    for side, time in times.items():
        out.append(Path(f"M{time.start:.1f} {middle:.1f}H{time.stop:.1f}", "p-axis"))
        marks, shared = _marks([row for row in rows if row["party"] == side], time, middle)
        out += marks
        crowded = crowded or shared
    return out, crowded


def _ranked(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """Sides, those with a colour first, and issues, by how many positions they have."""
    of_side, of_issue = Counter(row["party"] for row in rows), Counter(row["issue"] for row in rows)
    who: Mapping[str, Row] = {row["party"]: row["who"] for row in rows}
    sides = sorted(of_side, key=lambda p: (not who[p]["tone"], -of_side[p], who[p]["name"], p))
    issues = sorted(of_issue, key=lambda i: (-of_issue[i], i))
    return sides, issues


def _marks(rows: Sequence[Row], time: Time, middle: float) -> tuple[list[Mark], bool]:
    """A cell's marks; what lies too close in time for marks of their own shares one."""
    slots: dict[tuple[float, int], list[Row]] = defaultdict(list)
    whole = max(1, int((time.stop - time.start) // STEP))
    step = (time.stop - time.start) / whole
    for row in sorted(rows, key=lambda row: (row["sort"], row["id"])):
        slot = min(whole - 1, int((time.x(row["sort"][0]) - time.start) / step))
        slots[_LEVEL.get(row["change"], 0.0), slot].append(row)
    out = []
    for (level, slot), held in sorted(slots.items()):
        first = _strongest(held)
        x = time.x(first["sort"][0]) if len(held) == 1 else time.start + (slot + 0.5) * step
        x = min(max(x, time.start + slot * step + 4), time.start + (slot + 1) * step - 4)
        shapes = list(at(change(first["change"], first["who"]["tone"]), x, middle + level))
        if len(held) > 1:
            shapes.append(
                Text(x, middle + level + (13 if level > 0 else -7), f"{len(held):,}", "p-tiny", "middle")
            )
        label = (
            _said(held[0])
            if len(held) == 1
            else f"{len(held):,} positions: "
            + "; ".join(map(_said, held[:3]))
            + (" …" if len(held) > 3 else "")
        )
        target = (
            Target("record", (first["id"],))
            if len(held) == 1
            else Target("entry", ("positions", first["cell"]))
        )
        out.append(Mark(label, tuple(shapes), target))
    return out, any(len(held) > 1 for held in slots.values())


def _strongest(rows: Sequence[Row]) -> Row:
    """Of what shares a mark, what moved says more than what was repeated."""
    order = ("withdrawn", "hardened", "softened", "new", "repeated", "")
    return min(rows, key=lambda row: order.index(row["change"]) if row["change"] in order else len(order))


def _said(row: Row) -> str:
    words = " … ".join(row["parts"])
    words = words if len(words) <= 120 else words[:119].rsplit(" ", 1)[0] + " …"
    when = row["day"] or row["page"]["day"] or "undated"
    return f"{when}, {row['who']['name']} {row['stance_words']}: {words} ({row['change_words']})"


def _table(rows: Sequence[Row]) -> Table:
    """Side and issue, each with its positions by change."""
    cells: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        cells[row["issue_title"], row["who"]["name"]][row["change"]] += 1
    kinds = [kind for kind, _ in _LEGEND]
    lines = [
        (issue, side, str(sum(counts.values())), *(str(counts[kind]) for kind in kinds))
        for (issue, side), counts in cells.items()
    ]
    return Table(("Issue", "Side", "Positions", *(says.capitalize() for _, says in _LEGEND)), tuple(lines))


def _notes(rows: Sequence[Row], dated: Sequence[Row], shown: Sequence[Row], crowded: bool) -> list[str]:
    out = ["What hardens against the same side’s position before stands above its line, what softens below."]
    if crowded:
        out.append("A number counts positions that lie too close in time for marks of their own.")
    out += undrawn(len(dated) - len(shown), "position", "positions", "of other sides or on other issues")
    return [*out, *undrawn(len(rows) - len(dated), "position", "positions", "without a date")]
