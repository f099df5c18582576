"""What a drawing consists of: shapes in user units, marks that stand for records, words, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

WIDTH = 1000.0  # of a picture, in user units: pixels where nothing scales it


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `y` is its base line, `anchor` one of start, middle, end."""

    x: float
    y: float
    text: str
    css: str = ""
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    css: str = ""
    round: float = 0.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle."""

    x: float
    y: float
    radius: float
    css: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """A line or an area, in the path syntax of SVG."""

    d: str
    css: str = ""


Shape = Text | Rect | Dot | Path


@dataclass(frozen=True, slots=True)
class Target:
    """Where a mark leads: a method of a view's links, and what it takes. `record` is what the place shows."""

    method: str
    args: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Shapes that stand for one record, or for several; `label` says in words what they stand for."""

    label: str
    shapes: tuple[Shape, ...]
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """What a picture shows, as text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished drawing.

    Attributes:
        kind: Its kind; with `key` what its ids begin with.
        title: Its heading, drawn in files only.
        about: What it shows, in a sentence or two.
        width: User units; all shapes lie within width and height.
        height: User units.
        items: Shapes and marks, in the order in which they are painted.
        notes: Sentences on how to read it and on what is not drawn.
        table: The same in text.
        empty: The sentence that stands where there is nothing to draw.
        key: Tells apart several pictures of a kind on one page.
    """

    kind: str
    title: str
    about: str
    width: float
    height: float
    items: tuple[Shape | Mark, ...]
    notes: tuple[str, ...] = ()
    table: Table = Table((), ())
    empty: str | None = None
    key: str = ""

    def keyed(self, key: str) -> Self:
        """The same under another key."""
        return replace(self, key=key)


def nothing(
    kind: str, title: str, sentence: str, width: float = WIDTH, table: Table | None = None
) -> Picture:
    """A picture of which there is nothing to draw, and why."""
    return Picture(kind, title, sentence, width, 0.0, (), (), table or Table((), ()), sentence)


def plural(number: int, one: str, many: str) -> str:
    """``1 claim``, ``1,204 claims``."""
    return f"{number:,} {one if number == 1 else many}"


def undrawn(number: int, one: str, many: str, rest: str) -> list[str]:
    """A note on what is not drawn, ``3 positions without a date are not drawn.``; none where nothing is."""
    if not number:
        return []
    return [f"{plural(number, one, many)} {rest} {'is' if number == 1 else 'are'} not drawn."]
