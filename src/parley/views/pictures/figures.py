"""Figures by claimant: what is counted alike, over time, a panel for each who claims it; no value is called right."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from parley.store.base import Row
from parley.views import days, words
from parley.views.pictures.axes import NAMES, legend, time_axis
from parley.views.pictures.lettering import fit, width, wrapped
from parley.views.pictures.naming import counted
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
from parley.views.pictures.room import Box, Room
from parley.views.pictures.scales import Time, Values
from parley.views.pictures.signs import arrow

KINDS = ("count", "money", "share", "measure")  # of numbers that can be compared over time
PANELS = 6  # claimants with a panel of their own; the others share one
ALONE = 3  # claimants up to which even one who claims once has a panel
LEFT, AXIS, RIGHT = 178.0, 52.0, 8.0  # names of claimants; names of values
STEP = 7.0  # claims that lie closer, in time and in value, are one mark
CROWD = 30  # claims of a panel that make it higher by as much again, up to four fifths
MARKS = 120  # in a panel; with more, claims are joined over larger stretches
FURTHER = (-16.0, 16.0, -31.0, 31.0)  # how far above or below a label may stand with a line to its mark
ARROW = 15.0  # length of the arrow of an open value
OUTLETS = "stated by outlets"
_HEIGHTS = (240.0, 168.0, 132.0, 112.0, 98.0, 90.0, 84.0, 80.0)  # of a panel, by how many there are
_LEGEND = (
    ("exact", "exact"), ("about", "about, nearly"), ("up", "at least, more than"),
    ("down", "at most, less than"), ("range", "a range"), ("vague", "vague: “tens of …”"),
    ("differs", "told differently elsewhere"),
)  # fmt: skip
_FORMS = {
    "exact": "exact", "about": "about", "nearly": "about", "at_least": "up", "more_than": "up",
    "at_most": "down", "less_than": "down", "vague": "vague",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """What is counted alike: figures of a kind, with the head of their unit and their event."""

    kind: str
    head: str
    event: str | None
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """``Prisoners freed``."""
        return counted(self.head, self.event)

    @property
    def title(self) -> str:
        """A heading."""
        return f"{self.name}: who claims how {'many' if self.kind == 'count' else 'much'}"


@dataclass(frozen=True, slots=True)
class _Claim:
    """One or several equal claims: a form, the values that it reaches between, and who stands behind it."""

    form: str
    low: float
    high: float
    rows: tuple[Row, ...]
    differs: bool

    @property
    def anchor(self) -> float:
        return self.low if self.form != "down" else self.high


def subjects(rows: Sequence[Row], least: int = 4) -> list[Subject]:
    """What is claimed most, of figures as `parley.views.figures.listed` gives them; in it, that which differs first.

    A subject has an event, at least `least` dated claims, and two values or more.
    """
    held: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["kind"] in KINDS and row["event"] and _claim(row, ()) and row["sort"] != days.LAST:
            held[row["kind"], row["head"], row["event"]].append(row)
    found = [
        Subject(kind, head, event, tuple(of)) for (kind, head, event), of in held.items() if len(of) >= least
    ]
    found = [one for one in found if len({(row["low"], row["high"]) for row in one.rows}) > 1]
    return sorted(found, key=lambda one: (-_pages(one.rows), -len(one.rows), one.name, one.kind))


def chosen(rows: Sequence[Row], unit: str | None, event: str | None) -> Subject | None:
    """The figures of a unit, an event, or both, of the kind that most of them have; without either, the most claimed.

    None: there are none.
    """
    if unit is None and event is None:
        ranked = subjects(rows) or subjects(rows, 1)
        return ranked[0] if ranked else None
    held = [row for row in rows if row["kind"] in KINDS and _is(row, unit, event)]
    if not held:
        return None
    kind = Counter(row["kind"] for row in held).most_common(1)[0][0]
    of_kind = tuple(row for row in held if row["kind"] == kind)
    head = unit or Counter(row["head"] for row in of_kind).most_common(1)[0][0]
    events = {row["event"] for row in of_kind}
    return Subject(kind, head, event or (events.pop() if len(events) == 1 else None), of_kind)


def _is(row: Row, unit: str | None, event: str | None) -> bool:
    named = unit is None or unit.casefold() in (row["head"], row["unit"].casefold())
    return named and (event is None or event.casefold() == (row["event"] or "").casefold())


def picture(
    subject: Subject,
    *,
    differs: Collection[str] = (),
    wide: float = WIDTH,
    title: str | None = None,
) -> Picture:
    """The drawing of one subject. `differs`: ids of figures that stand in a comparison whose values differ."""
    name = title or subject.title
    table = _table(subject.rows)
    dated = [row for row in subject.rows if row["sort"] != days.LAST and _claim(row, differs)]
    if not dated:
        return nothing(
            "figures", name, f"{subject.name}: no figure has both a date and a number.", wide, table
        )
    time = Time.over([row["sort"] for row in dated], LEFT + AXIS, wide - RIGHT)
    assert time is not None
    panels, more = _panels(dated)
    claims = [claim for row in dated if (claim := _claim(row, differs))]
    reach = [value for claim in claims for value in (claim.low, claim.high) if math.isfinite(value)]
    forms = {claim.form for claim in claims} | (
        {"differs"} if any(claim.differs for claim in claims) else set()
    )
    key, top = legend([(_sign(form), says) for form, says in _LEGEND if form in forms], 0, 0, wide)
    top += 12
    items: list[Shape | Mark] = list(key)
    each = _HEIGHTS[min(len(panels), len(_HEIGHTS)) - 1]
    heights = [each * (1 + min(0.8, len(rows) / CROWD)) for _, _, rows in panels]
    bottom = top + sum(heights)
    items += time_axis(time, top, bottom)
    shared, scale = False, Values.over(reach, 0, 1)
    y = top
    for n, ((label, tone, rows), height) in enumerate(zip(panels, heights, strict=True)):
        mixed = bool(more) and n == len(panels) - 1
        values = Values(scale.low, scale.high, y + height - 8, y + 18, scale.log)
        marks, crowded = _panel(
            rows,
            tone,
            time,
            values,
            Box(time.start, y + 2, time.stop + RIGHT, y + height - 1),
            differs,
            mixed,
        )
        items += [*_frame(label, tone, len(rows), values, y, height, wide, subject.kind), *marks]
        shared = shared or crowded
        y += height
    items.append(Path(f"M0 {bottom:.1f}H{wide:.1f}", "p-grid"))
    low, high = min(reach), max(reach)
    unit = subject.rows[0]["unit"] if subject.kind in ("money", "measure") else ""
    reached = f"{_said(low, subject.kind)} to {_said(high, subject.kind)}{f' ({unit})' if unit else ''}"
    by = plural(len(panels) - bool(more) + more, "claimant", "claimants")
    claimed, where = plural(len(dated), "claim", "claims"), plural(_pages(dated), "page", "pages")
    about = f"{claimed} by {by} in {where}, from {reached}; {time.says}."
    notes = [*_notes(subject.rows, dated, scale, shared, more), *time.notes]
    return Picture("figures", name, about, wide, bottom + NAMES, tuple(items), tuple(notes), table)


def _claim(row: Row, differs: Collection[str]) -> _Claim | None:
    """A figure as a form; None where it is open on both sides."""
    low, high, told = row["low"], row["high"], row["qualifier"]
    apart = row["id"] in differs
    if low is None and high is None:
        return None
    if low is not None and high is not None and low != high:
        return _Claim("vague" if told == "vague" else "range", low, high, (row,), apart)
    form = _FORMS.get(told, "exact")
    if low is None:
        return _Claim("down", -math.inf, high, (row,), apart)
    if high is None:
        return _Claim("vague" if form == "vague" else "up", low, math.inf, (row,), apart)
    return _Claim(form, low, high, (row,), apart)


def _panels(rows: Sequence[Row]) -> tuple[list[tuple[str, int, list[Row]]], int]:
    """(name, tone, claims) of those who claim most, then all others together; and how many these are."""
    of: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        of[_claimant(row)].append(row)
    ranked = sorted(of, key=lambda name: (-len(of[name]), name))
    shown = ranked if len(ranked) <= ALONE else [name for name in ranked if len(of[name]) > 1][:PANELS]
    if len(ranked) - len(shown) == 1:
        shown = ranked
    out = [(name, of[name][0]["tone"], of[name]) for name in shown]
    rest = [name for name in ranked if name not in set(shown)]
    if rest:
        out.append(
            (
                plural(len(rest), "other claimant", "other claimants")
                if shown
                else plural(len(rest), "claimant", "claimants"),
                0,
                [row for name in rest for row in of[name]],
            )
        )
    return out, len(rest)


def _claimant(row: Row) -> str:
    if not row["source"]:
        return OUTLETS
    return str(
        row["source"]["name"]
        if row["source"]["settled"]
        else row["source"]["printed"] or row["source"]["name"]
    )


def _frame(
    label: str, tone: int, count: int, values: Values, y: float, height: float, wide: float, kind: str
) -> list[Shape | Mark]:
    out: list[Shape | Mark] = [Path(f"M0 {y:.1f}H{wide:.1f}", "p-grid"), Dot(8, y + 20, 5, f"p-tone t{tone}")]
    lines = wrapped(label, 12.5, LEFT - 34, True)
    most = max(1, min(3, int((height - 30) // 16)))
    if len(lines) > most:
        lines = [*lines[: most - 1], fit(" ".join(lines[most - 1 :]), 12.5, LEFT - 34, True)]
    out.append(Mark(label, tuple(Text(20, y + 24 + 16 * i, line, "p-head") for i, line in enumerate(lines))))
    out.append(Text(20, y + 24 + 16 * len(lines), plural(count, "claim", "claims"), "p-small"))
    most_ticks = 5 if height > 130 else 3
    for value in values.ticks(most_ticks):
        at = values.y(value)
        if at < y + 8:
            continue
        out.append(Path(f"M{LEFT + AXIS:.1f} {at:.1f}H{wide - RIGHT:.1f}", "p-grid"))
        out.append(Text(LEFT + AXIS - 6, at + 3.5, _said(value, kind), "p-small", "end"))
    return out


def _panel(
    rows: Sequence[Row],
    tone: int,
    time: Time,
    values: Values,
    frame: Box,
    differs: Collection[str],
    mixed: bool,
) -> tuple[list[Mark], bool]:
    """The claims of a panel, those that lie on each other as one; each with its value in words where there is room.

    `mixed`: the panel is of several claimants, so that each claim has its colour and its claimant's name.
    """
    held = _joined([claim for row in rows if (claim := _claim(row, differs))], time, values)
    room = Room(frame)
    drawn = []
    for claim in held:
        x = (time.x(claim.rows[0]["sort"]) + time.end(claim.rows[0]["sort"])) / 2
        shapes, box = _drawn(claim, x, values, claim.rows[0]["tone"] if mixed else tone, frame)
        room.take(box)
        drawn.append((claim, x, shapes, box))
    out = []
    order = sorted(range(len(drawn)), key=lambda i: (not drawn[i][0].differs, -len(drawn[i][0].rows), i))
    labels: dict[int, tuple[Shape, ...]] = {}
    for i in order:
        label = _label(drawn[i][0], drawn[i][3], room, mixed)
        if label:
            labels[i] = label
    for i, (claim, _, shapes, _) in enumerate(drawn):
        out.append(Mark(_words(claim), (*shapes, *labels.get(i, ())), _target(claim)))
    return out, any(len(claim.rows) > 1 for claim in held)


def _joined(claims: Sequence[_Claim], time: Time, values: Values) -> list[_Claim]:
    """Claims, those of one form that lie on each other as one; the more there are, the more of them."""
    slots: dict[tuple[int, int, str], list[_Claim]] = {}
    for step in (STEP, 2 * STEP, 4 * STEP, 8 * STEP):
        slots = defaultdict(list)
        for claim in claims:
            x, y = time.x(claim.rows[0]["sort"]), values.y(claim.anchor)
            slots[int(x // step), int(y // step), claim.form].append(claim)
        if len(slots) <= MARKS:
            break
    return [_merged(held) for _, held in sorted(slots.items())]


def _merged(claims: Sequence[_Claim]) -> _Claim:
    rows = tuple(row for claim in claims for row in claim.rows)
    return _Claim(
        claims[0].form,
        min(c.low for c in claims),
        max(c.high for c in claims),
        rows,
        any(c.differs for c in claims),
    )


def _target(claim: _Claim) -> Target:
    row = claim.rows[0]
    return (
        Target("words", (row["document_id"], row["id"]))
        if len(claim.rows) == 1
        else Target("entry", ("figures", row["id"]))
    )


def _drawn(claim: _Claim, x: float, values: Values, tone: int, frame: Box) -> tuple[list[Shape], Box]:
    """A claim's shapes and the room that they take."""
    size = min(8.0, 4.0 + math.sqrt(len(claim.rows) - 1))
    y = values.y(claim.anchor)
    shapes: list[Shape] = []
    top, bottom = y - size, y + size
    if claim.form in ("range", "vague") and math.isfinite(claim.high):
        top, bottom = values.y(claim.high), values.y(claim.low)
        shapes.append(
            Rect(
                x - 4,
                top,
                8,
                max(3.0, bottom - top),
                f"{'p-area' if claim.form == 'vague' else 'p-soft1'} t{tone}",
                2,
            )
        )
        shapes.append(
            Path(
                f"M{x - 6:.1f} {top:.1f}H{x + 6:.1f}M{x - 6:.1f} {bottom:.1f}H{x + 6:.1f}", f"p-line t{tone}"
            )
        )
    elif claim.form == "vague":
        top = max(frame.top + 1, y - 2.2 * ARROW)
        shapes += [Rect(x - 5, top + 4, 10, y - top - 4, f"p-area t{tone}", 2), *arrow(x, y, top, tone)]
        shapes.append(Path(f"M{x - 6:.1f} {y:.1f}H{x + 6:.1f}", f"p-line t{tone}"))
    elif claim.form == "about":
        shapes += [Dot(x, y, size + 4, f"p-area t{tone}"), Dot(x, y, size - 1, f"p-hollow t{tone}")]
        top, bottom = y - size - 4, y + size + 4
    else:
        if claim.form == "up":
            top = max(frame.top + 1, y - size - ARROW)
            shapes += arrow(x, y, top, tone)
        elif claim.form == "down":
            bottom = min(frame.bottom - 1, y + size + ARROW)
            shapes += arrow(x, y, bottom, tone)
        shapes.append(Dot(x, y, size, f"p-solid t{tone}"))
    half = max(size, 6.0)
    if claim.differs:
        shapes.append(Dot(x, y, size + 3.5, "p-differs"))
        half = max(half, size + 3.5)
    return shapes, Box(x - half, top, x + half, bottom)


def _label(claim: _Claim, box: Box, room: Room, mixed: bool) -> tuple[Shape, ...]:
    """The claim's value beside, above or below it, or with a line a little way off, where there is room."""
    text = _value(claim)
    if len(claim.rows) > 1:
        text = f"{text} ×{len(claim.rows):,}".strip()
    if mixed:
        names = list(dict.fromkeys(map(_claimant, claim.rows)))
        others = f" and {len(names) - 1} more" if len(names) > 1 else ""
        text = f"{fit(names[0], 11, 150)}{others}: {text}"
    wide, middle, centre = width(text, 11), (box.top + box.bottom) / 2, (box.left + box.right) / 2
    if claim.form in ("up", "vague"):
        middle = box.bottom - 5
    elif claim.form == "down":
        middle = box.top + 5
    places = [
        Box(box.right + 3, middle - 7, box.right + 3 + wide, middle + 7),
        Box(box.left - 3 - wide, middle - 7, box.left - 3, middle + 7),
        Box(centre - wide / 2, box.top - 15, centre + wide / 2, box.top - 1),
        Box(centre - wide / 2, box.bottom + 1, centre + wide / 2, box.bottom + 15),
    ]
    beside = len(places)
    for away in FURTHER:
        places += [
            Box(box.right + 12, middle + away - 7, box.right + 12 + wide, middle + away + 7),
            Box(box.left - 12 - wide, middle + away - 7, box.left - 12, middle + away + 7),
        ]
    found = room.first_free(places) if wide <= 300 else None
    if found is None:
        return ()
    at = places[found]
    label = Text(at.left, at.bottom - 3.5, text, "p-value")
    if found < beside:
        return (label,)
    edge, end = (box.right, at.left - 2) if at.left > centre else (box.left, at.right + 2)
    line = f"M{edge:.1f} {middle:.1f}L{end:.1f} {(at.top + at.bottom) / 2:.1f}"
    return (Path(line, f"p-thin t{claim.rows[0]['tone']}"), label)


def _value(claim: _Claim) -> str:
    """A claim's value as words; of several that differ from the least to the most, where that says enough."""
    values = list(dict.fromkeys(row["value"] for row in claim.rows))
    if len(values) == 1:
        return str(values[0])
    if claim.form != "exact":
        return ""
    kind = claim.rows[0]["kind"]
    return f"{_said(claim.low, kind)} to {_said(claim.high, kind)}"


def _words(claim: _Claim) -> str:
    """``12 June 2031, Orla Venn: at least 40 prisoners (Herald)``; of several, the first ones."""
    said = [
        f"{row['said'] or row['page']['day']}, {_claimant(row)}: {row['printed']} ({row['page']['outlet']})"
        for row in claim.rows[:3]
    ]
    more = len(claim.rows) - len(said)
    return (
        "; ".join(said)
        + (f"; and {more:,} more" if more else "")
        + ("; told differently elsewhere" if claim.differs else "")
    )


def _sign(form: str) -> list[Shape]:
    """A form as a legend shows it, around 0, 0."""
    if form == "about":
        return [Dot(0, 0, 7, "p-area t0"), Dot(0, 0, 3, "p-hollow t0")]
    if form in ("up", "down"):
        step = -1 if form == "up" else 1
        return [*arrow(0, -3 * step, 9 * step, 0), Dot(0, -3 * step, 4, "p-solid t0")]
    if form == "range":
        return [Rect(-4, -7, 8, 14, "p-soft1 t0", 2), Path("M-6 -7H6M-6 7H6", "p-line t0")]
    if form == "vague":
        return [Rect(-5, -6, 10, 13, "p-area t0", 2), *arrow(0, 7, -9, 0), Path("M-6 7H6", "p-line t0")]
    if form == "differs":
        return [Dot(0, 0, 3.5, "p-solid t0"), Dot(0, 0, 7, "p-differs")]
    return [Dot(0, 0, 4, "p-solid t0")]


def _table(rows: Sequence[Row]) -> Table:
    lines = tuple(
        (
            row["said"] or row["page"]["day"] or "undated",
            _claimant(row),
            row["value"],
            row["printed"],
            row["page"]["outlet"],
        )
        for row in sorted(rows, key=lambda row: (row["sort"], row["id"]))
    )
    return Table(("When", "Claimed by", "Value", "As printed", "Outlet"), lines)


def _said(value: float, kind: str) -> str:
    return f"{words.number(round(value * 100, 6))}%" if kind == "share" else words.number(value)


def _pages(rows: Sequence[Row]) -> int:
    return len({row["document_id"] for row in rows})


def _notes(rows: Sequence[Row], dated: Sequence[Row], scale: Values, shared: bool, more: int) -> list[str]:
    out = []
    if scale.log:
        out.append("The scale of values is logarithmic: each step up multiplies.")
    if shared:
        out.append("A larger mark, with ×, stands for several claims that lie too close to draw apart.")
    if more:
        others = plural(more, "claimant", "claimants")
        out.append(f"In the last panel stand {others} with fewer claims, by name where there is room.")
    out += undrawn(len(rows) - len(dated), "figure", "figures", "without a date or a number")
    out.append(
        "A claim without a date of its own stands where its page was published. No value is called right."
    )
    return out
