"""Who met whom: sides against sides, how often they met, and who brought them together."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from parley.store.base import Row
from parley.views.index import Index
from parley.views.pictures.axes import legend
from parley.views.pictures.lettering import fit, width
from parley.views.pictures.picture import (
    WIDTH,
    Dot,
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
    undrawn,
)
from parley.views.pictures.signs import shifted

ACTORS = 14  # rows; those who met less are counted
CELL, LEFT, SLOPE = (
    84.0,
    190.0,
    170.0,
)  # the largest cell; room of the names at the left, and of the last at the right
MET = frozenset({"held", "under_way", "paused", "failed"})  # a meeting that took place, however it ended
_AHEAD = "proposed, scheduled or cancelled"


def picture(rows: Sequence[Row], index: Index, *, wide: float = WIDTH, title: str | None = None) -> Picture:
    """The drawing of `parley.views.meetings.listed`: a triangle of pairs.

    A disc counts meetings that took place, a ring those that are only proposed, planned or were called off, a square
    those that one of the two mediated or hosted for the other.
    """
    name = title or "Who met whom"
    together, around = _pairs(rows)
    table = _table(together, around, index)
    if not together and not around:
        told = "No meeting names two sides." if rows else "There is no meeting to draw."
        return nothing("meetings", name, told, wide, table)
    count = Counter[str]()
    for pair, held in (*together.items(), *around.items()):
        for actor in pair:
            count[actor] += len(held)
    own = Counter(actor for row in rows for actor in {one["id"] or one["name"] for one in row["parties"]})
    ranked = sorted(count, key=lambda a: (-own[a], -count[a], index.who(a)["name"], a))
    shown = ranked[:ACTORS]
    cell = min(CELL, (wide - LEFT - SLOPE) / max(1, len(shown) - 1))
    height = min(cell, 56.0)
    key, top = legend(_legend(together, around), 0, 0, wide)
    top += 10
    items: list[Shape | Mark] = [*key, *_frame(shown, index, top, (cell, height), wide, rows)]
    most = max(len(held) for held in (*together.values(), *around.values()))
    for (i, one), (j, other) in combinations(enumerate(shown), 2):
        pair = frozenset((one, other))
        place = (LEFT + (i + 0.5) * cell, top + (j + 0.5) * height)
        names = f"{index.who(one)['name']} and {index.who(other)['name']}"
        items += _cell(together.get(pair, []), around.get(pair, []), place, (cell, height), most, names)
    notes = ["The area of a disc goes by the number of meetings, which stands in it."]
    if any(one["head"] for row in rows for one in row["delegates"]):
        notes[0] += " Beside a side stand the heads of its delegations."
    notes += undrawn(len(ranked) - len(shown), "other side", "other sides", "that met less")
    alone = sum(len(row["parties"]) + len(row["mediators"]) + len(row["hosts"]) < 2 for row in rows)
    notes += undrawn(alone, "meeting", "meetings", "of which no two sides are named")
    took = sum(row["status"] in MET for row in rows)
    counted = plural(len(rows), "meeting", "meetings")
    about = f"{counted} on record, {took:,} of them held or under way; a row and a column a side."
    return Picture(
        "meetings", name, about, wide, top + len(shown) * height + 4, tuple(items), tuple(notes), table
    )


Pairs = dict[frozenset[str], list[Row]]


def _pairs(rows: Sequence[Row]) -> tuple[Pairs, Pairs]:
    """Meetings by the two sides that met in them, and by a side with whoever mediated or hosted it."""
    together: Pairs = defaultdict(list)
    around: Pairs = defaultdict(list)
    for row in rows:
        met = list(dict.fromkeys(_key(one) for one in row["parties"]))
        for pair in combinations(met, 2):
            together[frozenset(pair)].append(row)
        by = dict.fromkeys(_key(one) for one in (*row["mediators"], *row["hosts"]) if _key(one) not in met)
        for third in by:
            for one in met:
                around[frozenset((third, one))].append(row)
    return together, around


def _key(one: Row) -> str:
    return str(one["id"] or one["name"])


def _frame(
    shown: Sequence[str],
    index: Index,
    top: float,
    size: tuple[float, float],
    wide: float,
    rows: Sequence[Row],
) -> list[Shape | Mark]:
    """The lines of the triangle, the names at its left and along its slope, and the heads beside them."""
    out: list[Shape | Mark] = []
    heads, (cell, height) = _heads(rows), size
    for n, actor in enumerate(shown):
        who, y = index.who(actor), top + n * height
        edge = LEFT + n * cell
        if n % 2 == 0:
            out.append(Rect(0, y, edge, height, "p-band"))
        out.append(Path(f"M0 {y:.1f}H{edge:.1f}", "p-grid"))
        middle = y + height / 2
        target = Target("record", (actor,))
        name = fit(who["name"], 12.5, LEFT - 32)
        out.append(
            Mark(
                who["name"],
                (Dot(8, middle, 5, f"p-tone t{who['tone']}"), Text(20, middle + 4, name, "p-strong")),
                target,
            )
        )
        said = ", ".join(
            f"{head} ({times:,})" if times > 1 else head for head, times in heads[actor].most_common(3)
        )
        room = wide - edge - 16
        x = edge + 12
        out.append(Text(x, middle + (4 if not said else -2), fit(who["name"], 12, room), "p-soft"))
        if said:
            more = len(heads[actor]) - 3
            said += f" and {more} more" if more > 0 else ""
            out.append(
                Mark(
                    f"Heads of the delegation of {who['name']}: {said}",
                    (Text(x, middle + 13, fit(said, 11, room), "p-small"),),
                )
            )
    bottom, last = top + len(shown) * height, LEFT + (len(shown) - 1) * cell
    grid = "".join(f"M{LEFT + i * cell:.1f} {top + i * height:.1f}V{bottom:.1f}" for i in range(len(shown)))
    return [*out, Path(f"M0 {bottom:.1f}H{last:.1f}{grid}", "p-grid")]


def _heads(rows: Sequence[Row]) -> dict[str, Counter[str]]:
    """Heads of delegations by the side that they speak for, with the number of their meetings."""
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for one in row["heads"]:
            if one["side"]:
                out[_key(one["side"])][one["name"]] += 1
    return out


def _cell(
    together: Sequence[Row],
    around: Sequence[Row],
    place: tuple[float, float],
    size: tuple[float, float],
    most: int,
    names: str,
) -> list[Mark]:
    held = [row for row in together if row["status"] in MET]
    ahead = [row for row in together if row["status"] not in MET]
    signs = [(rows, kind) for rows, kind in ((held, "held"), (ahead, "ahead"), (around, "around")) if rows]
    (x, y), (cell, height) = place, size
    room = cell / max(1, len(signs))
    out = []
    for i, (rows, kind) in enumerate(signs):
        at = x - cell / 2 + (i + 0.5) * room
        number = f"{len(rows):,}"
        least = max(8.0, width(number, 11) / 2 + 2)
        radius = min(room / 2 - 1.5, max(least, (height / 2 - 4) * math.sqrt(len(rows) / most)))
        shapes = [shifted(shape, at, y) for shape in _sign(kind, radius)]
        if width(number, 11) <= 2 * radius + 2:
            shapes.append(Text(at, y + 4, number, "p-on" if kind == "held" else "p-count", "middle"))
        target = Target("record", (rows[0]["id"],)) if len(rows) == 1 else Target("section", ("meetings",))
        out.append(Mark(_label(rows, kind, names), tuple(shapes), target))
    return out


def _sign(kind: str, size: float) -> list[Shape]:
    if kind == "held":
        return [Dot(0, 0, size, "p-solid t1")]
    if kind == "ahead":
        return [Dot(0, 0, size, "p-dashed t1")]
    return [Rect(-size, -size, 2 * size, 2 * size, "p-area t3", 2)]


_SAYS = {"held": "met", "ahead": _AHEAD, "around": "one of them mediated or hosted the other’s meeting"}


def _label(rows: Sequence[Row], kind: str, names: str) -> str:
    when = [row["day"] or "day not known" for row in rows]
    listed = ", ".join(when[:6]) + (f" and {len(when) - 6} more" if len(when) > 6 else "")
    return f"{names}: {plural(len(rows), 'meeting', 'meetings')}, {_SAYS[kind]} ({listed})"


def _legend(together: Pairs, around: Pairs) -> list[tuple[Sequence[Shape], str]]:
    statuses = {row["status"] in MET for rows in together.values() for row in rows}
    out: list[tuple[Sequence[Shape], str]] = []
    if True in statuses:
        out.append((_sign("held", 7), "met"))
    if False in statuses:
        out.append((_sign("ahead", 7), _AHEAD))
    if around:
        out.append((_sign("around", 7), "one mediated or hosted a meeting of the other"))
    return out


def _table(together: Pairs, around: Pairs, index: Index) -> Table:
    pairs = sorted(
        {*together, *around},
        key=lambda pair: (-len(together.get(pair, ())), -len(around.get(pair, ())), sorted(pair)),
    )
    lines = []
    for pair in pairs:
        rows = together.get(pair, [])
        names = sorted(index.who(actor)["name"] for actor in pair)
        held = sum(row["status"] in MET for row in rows)
        lines.append((names[0], names[-1], str(held), str(len(rows) - held), str(len(around.get(pair, ())))))
    return Table(
        ("Side", "And", "Met", "Proposed, scheduled or cancelled", "Mediated or hosted"), tuple(lines)
    )
