"""Bar charts as plain numbers for an SVG template: widths and places, no markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, LABEL, ROW = 640, 190, 26  # units of the SVG's view box
COLUMN, HEIGHT = 18, 96


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, count and box; `href` where it leads to a list."""

    label: str
    count: int
    x: float
    y: float
    width: float
    height: float
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars in a view box."""

    width: float
    height: float
    bars: tuple[Bar, ...]


def rows(items: Sequence[tuple[str, int, str | None]]) -> Chart:
    """Horizontal bars, one an item (label, count, link), scaled to the largest."""
    most = max((count for _, count, _ in items), default=0) or 1
    room = WIDTH - LABEL - 60
    bars = (
        Bar(label, count, LABEL, i * ROW + 4, max(2.0, round(room * count / most, 1)), ROW - 8, href)
        for i, (label, count, href) in enumerate(items)
    )
    return Chart(WIDTH, len(items) * ROW, tuple(bars))


def columns(items: Sequence[tuple[str, int]]) -> Chart:
    """Vertical bars in the order given: counts over time."""
    most = max((count for _, count in items), default=0) or 1
    bars = []
    for i, (label, count) in enumerate(items):
        height = round((HEIGHT - 18) * count / most, 1)
        bars.append(Bar(label, count, i * (COLUMN + 6), HEIGHT - height, COLUMN, height))
    return Chart(max(1, len(items)) * (COLUMN + 6), HEIGHT, tuple(bars))
