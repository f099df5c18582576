"""Coverage: how many pages of each outlet there are a month, and which stories each told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from parley.store.base import Row
from parley.views import words
from parley.views.index import NO_OUTLET
from parley.views.pictures.lettering import fit, width, wrapped
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
)
from parley.views.pictures.scales import inner

OUTLETS = 20  # rows; the others stand together in one more
STORIES = 10  # columns of stories
MOST = 30  # columns of months; beyond them a column is a quarter, then a year
ROW, LEFT, TOTAL, HEAD = 24.0, 196.0, 56.0, 44.0
BESIDE = 50.0  # width of a column of pages that lie far off in time, or nowhere
DOT = 25.0  # width of a story's column
_APART = ("earlier", "later", "no month")
UNDATED = ("no", "month")  # over the column of pages whose month nothing settles


@dataclass(frozen=True, slots=True)
class _Column:
    """A stretch of time: months from `first` to `last`, its name, and its year where one begins."""

    first: str
    last: str
    name: str
    year: str
    says: str


@dataclass(frozen=True, slots=True)
class _Line:
    """An outlet, or several together: pages by the number of their column; `others`: that it is no outlet."""

    name: str
    pages: tuple[int, ...]
    total: int
    stories: frozenset[str]


def picture(
    pages: Sequence[Row], stories: Sequence[Row], *, wide: float = WIDTH, title: str | None = None
) -> Picture:
    """The drawing of pages (`parley.views.index.Index.pages`) and stories (`parley.views.stories.listed`)."""
    name = title or "Coverage by outlet"
    if not pages:
        return nothing("coverage", name, "There is no page to draw.", wide)
    chosen = sorted(
        (row for row in stories if row["outlets"] > 1),
        key=lambda row: (-row["outlets"], -row["pages"], row["id"]),
    )[:STORIES]
    chosen.sort(key=lambda row: (row["sort"], row["id"]))
    columns = _columns(pages)
    lines, rest = _lines(pages, columns, chosen)
    beside = DOT * len(chosen) + 20 if chosen else 0.0
    right = wide - TOTAL - beside
    items: list[Shape | Mark] = [*_lines_between(len(lines), wide), *_strips(lines, columns, right)]
    bottom = HEAD + len(lines) * ROW
    if chosen:
        items += _dots(lines, chosen, right + TOTAL + 20)
        key, bottom = _key(chosen, bottom + 34, wide)
        items += key
    notes = [*_notes(pages, rest, chosen, stories)]
    outlets = len({page["outlet"] for page in pages if page["has_outlet"]})
    about = f"{plural(len(pages), 'page', 'pages')} of {plural(outlets, 'outlet', 'outlets')} by time of publication"
    about += f", and which of {len(chosen)} stories each told." if chosen else "."
    table = Table(
        ("Outlet", *(column.says for column in columns), "Pages"),
        tuple((line.name, *map(str, line.pages), str(line.total)) for line in lines),
    )
    return Picture("coverage", name, about, wide, bottom + 4, tuple(items), tuple(notes), table)


def _columns(pages: Sequence[Row]) -> list[_Column]:
    """Consecutive stretches of time, at their ends those of pages far off the others, and of pages without a month."""
    months = sorted(page["month"] for page in pages if page["month"])
    out: list[_Column] = []
    if months:
        first, last = (day[:7] for day in inner([f"{month}-01" for month in months]))
        span = _number(last) - _number(first) + 1
        size = next((size for size in (1, 3, 12) if span / size <= MOST), 12)
        start = _number(first) - _number(first) % size
        out = [_column(number, size, number == start) for number in range(start, _number(last) + 1, size)]
        begins, ends = out[0].first, out[-1].last
        if months[0] < begins:
            out.insert(0, _Column(months[0], _month(_number(begins) - 1), "earlier", "", "earlier"))
        if months[-1] > ends:
            out.append(_Column(_month(_number(ends) + 1), months[-1], "later", "", "later"))
    if any(not page["month"] for page in pages):
        out.append(_Column("", "", UNDATED[1], UNDATED[0], " ".join(UNDATED)))
    return out


def _column(number: int, size: int, is_first: bool) -> _Column:
    first, last = _month(number), _month(number + size - 1)
    year, of_year = first[:4], number % 12
    if size == 12:
        return _Column(first, last, year, "", year)
    name = words.month(first)[:3] if size == 1 else f"Q{of_year // 3 + 1}"
    says = words.month(first) if size == 1 else f"{name} {year}"
    return _Column(first, last, name, year if is_first or not of_year else "", says)


def _lines(
    pages: Sequence[Row], columns: Sequence[_Column], stories: Sequence[Row]
) -> tuple[list[_Line], int]:
    """The outlets with most pages, then all others together; and how many these are."""
    held: dict[str, list[Row]] = {}
    for page in pages:
        held.setdefault(page["outlet"], []).append(page)
    ranked = sorted(held, key=lambda outlet: (outlet == NO_OUTLET, -len(held[outlet]), outlet))
    shown = ranked if len(ranked) <= OUTLETS + 1 else [o for o in ranked if o != NO_OUTLET][:OUTLETS]
    rest = [outlet for outlet in ranked if outlet not in set(shown)]
    told = {one["page"]["id"]: story["id"] for story in stories for one in story["told"]}
    out = [_line(outlet, held[outlet], columns, told) for outlet in shown]
    if rest:
        many = [page for outlet in rest for page in held[outlet]]
        named = [outlet for outlet in rest if outlet != NO_OUTLET]
        out.append(_line(plural(len(named), "other outlet", "other outlets"), many, columns, told))
    return out, len(rest)


def _line(name: str, pages: Sequence[Row], columns: Sequence[_Column], told: dict[str, str]) -> _Line:
    counts = tuple(sum(_holds(column, page["month"]) for page in pages) for column in columns)
    return _Line(name, counts, len(pages), frozenset(told[p["id"]] for p in pages if p["id"] in told))


def _holds(column: _Column, month: str | None) -> bool:
    return column.first <= month <= column.last if month and column.first else not month and not column.first


def _lines_between(count: int, wide: float) -> list[Shape]:
    return [Path("".join(f"M0 {HEAD + n * ROW:.1f}H{wide:.1f}" for n in range(count + 1)), "p-grid")]


def _strips(lines: Sequence[_Line], columns: Sequence[_Column], right: float) -> list[Shape | Mark]:
    """Each outlet's name, its cells of time, and its pages in all."""
    apart = sum(column.says in _APART for column in columns)
    step = (right - LEFT - apart * BESIDE) / max(1, len(columns) - apart)
    every = next((n for n in (1, 2, 3, 4, 6, 12) if _widest(columns) + 6 <= n * step), 12)
    out: list[Shape | Mark] = [Text(right + TOTAL - 10, HEAD - 8, "Pages", "p-small", "end")]
    places = _places(columns, step)
    for i, column in enumerate(columns):
        x = places[i] + 3
        if column.year:
            out.append(Text(x, HEAD - 23, column.year, "p-year" if column.first else "p-small"))
        if (i - (columns[0].says in _APART)) % every == 0 or column.says in _APART:
            out.append(Text(x, HEAD - 8, column.name, "p-small"))
    most = max(count for line in lines for count in line.pages) if columns else 1
    for n, line in enumerate(lines):
        y = HEAD + n * ROW
        out.append(Mark(line.name, (Text(4, y + 16, fit(line.name, 12, LEFT - 14)),)))
        out.append(Text(right + TOTAL - 10, y + 16, f"{line.total:,}", "p-strong", "end"))
        for i, count in enumerate(line.pages):
            if count:
                label = f"{line.name}, {columns[i].says}: {plural(count, 'page', 'pages')}"
                out.append(
                    _cell(count, most, places[i], y, BESIDE if columns[i].says in _APART else step, label)
                )
    return out


def _places(columns: Sequence[_Column], step: float) -> list[float]:
    """Where each column begins; those of pages apart from all others are of one width."""
    out, x = [], LEFT
    for column in columns:
        out.append(x)
        x += BESIDE if column.says in _APART else step
    return out


def _widest(columns: Sequence[_Column]) -> float:
    return max((width(column.name, 11) for column in columns if column.says not in _APART), default=0.0)


def _cell(count: int, most: int, x: float, y: float, step: float, label: str) -> Mark:
    shade = max(1, math.ceil(5 * math.sqrt(count / most)))
    shapes: list[Shape] = [Rect(x + 1, y + 1.5, step - 2, ROW - 3, f"p-shade{shade}", 2)]
    if width(f"{count:,}", 11) + 2 <= step:
        shapes.append(Text(x + step / 2, y + 16, f"{count:,}", "p-count", "middle"))
    return Mark(label, tuple(shapes))


def _dots(lines: Sequence[_Line], stories: Sequence[Row], left: float) -> list[Shape | Mark]:
    """A column a story, with a dot at each outlet that told it."""
    bottom = HEAD + len(lines) * ROW
    out: list[Shape | Mark] = [
        Text(left, HEAD - 23, "Stories", "p-year"),
        Path("".join(f"M{left + (i + 0.5) * DOT:.1f} {HEAD:.1f}V{bottom:.1f}" for i in range(len(stories))), "p-grid"),
    ]  # fmt: skip
    for i, story in enumerate(stories):
        x = left + (i + 0.5) * DOT
        out.append(Text(x, HEAD - 8, str(i + 1), "p-small", "middle"))
        for n, line in enumerate(lines):
            if story["id"] in line.stories:
                dot = Dot(x, HEAD + (n + 0.5) * ROW, 5.5, "p-solid t1")
                out.append(
                    Mark(
                        f"{line.name} told story {i + 1}: {story['title']}",
                        (dot,),
                        Target("record", (story["id"],)),
                    )
                )
    return out


def _key(stories: Sequence[Row], top: float, wide: float) -> tuple[list[Shape | Mark], float]:
    """The titles of the stories by number, in two columns."""
    half, y = (wide - 30) / 2, top
    out: list[Shape | Mark] = []
    first = -(-len(stories) // 2)
    lowest = top
    for i, story in enumerate(stories):
        if i == first:
            y = top
        x = 0.0 if i < first else half + 30
        day = f" ({story['day']})" if story["day"] else ""
        lines = wrapped(f"{story['title']}{day}", 12, half - 26)[:2]
        shapes: list[Shape] = [Text(x + 18, y, str(i + 1), "p-strong", "end")]
        shapes += [Text(x + 26, y + 16 * n, line) for n, line in enumerate(lines)]
        out.append(Mark(f"Story {i + 1}: {story['title']}", tuple(shapes), Target("record", (story["id"],))))
        y += 16 * len(lines) + 6
        lowest = max(lowest, y)
    return out, lowest


def _notes(pages: Sequence[Row], rest: int, chosen: Sequence[Row], stories: Sequence[Row]) -> list[str]:
    out = ["The stronger a cell’s colour, the more pages."]
    if any(not page["month"] for page in pages):
        out[0] += f" Under “{' '.join(UNDATED)}” stand pages whose month nothing settles."
    if rest:
        unnamed = any(not page["has_outlet"] for page in pages)
        others = plural(rest - unnamed, "outlet", "outlets")
        out.append(
            f"The last row holds {others} with fewer pages{', and pages that name none' if unnamed else ''}."
        )
    told = sum(row["outlets"] > 1 for row in stories)
    if told > len(chosen):
        out.append(
            f"Of {told:,} stories that several outlets tell, the {len(chosen)} of most outlets are drawn."
        )
    return out


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
