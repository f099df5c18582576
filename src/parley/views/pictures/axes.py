"""The lines and names of axes, and legends, as shapes."""

from __future__ import annotations

from collections.abc import Sequence

from parley.views.index import Index
from parley.views.pictures.lettering import fit, width
from parley.views.pictures.picture import Dot, Path, Rect, Shape, Text
from parley.views.pictures.scales import Time
from parley.views.pictures.signs import at

NAMES = 34.0  # height of the names under an axis of time
LEGEND = 24.0  # height of a line of a legend


def time_axis(time: Time, top: float, bottom: float, names: bool = True, size: float = 11.0) -> list[Shape]:
    """A line at each tick from top to bottom, and its name below."""
    out: list[Shape] = []
    for begins, ends, name in _zones(time):
        out.append(Rect(begins, top, ends - begins, bottom - top, "p-far"))
        if names:
            out.append(
                Text((begins + ends) / 2, bottom + 13, fit(name, size, time.zone), "p-small", "middle")
            )
    for tick in time.ticks(size):
        css = "p-rule" if tick.strong else "p-grid"
        out.append(Path(f"M{tick.at:.1f} {top:.1f}V{bottom:.1f}", css))
        if names:
            out.append(
                Text(
                    tick.at + 3,
                    bottom + 13,
                    tick.name,
                    "p-year" if tick.strong and not tick.year else "p-small",
                )
            )
        if names and tick.year:
            out.append(Text(tick.at + 3, bottom + 27, tick.year, "p-year"))
    return out


def _zones(time: Time) -> list[tuple[float, float, str]]:
    """What lies far off the others in time: from, to, and its name."""
    out = []
    if time.earlier:
        out.append((time.start, time.left - 4, "earlier"))
    if time.later:
        out.append((time.right + 4, time.stop, "later"))
    return out


def legend(
    items: Sequence[tuple[Sequence[Shape], str]], left: float, top: float, right: float
) -> tuple[list[Shape], float]:
    """Signs with their words in as many lines as they need, and where the last line ends.

    A sign is drawn around 0, 0.
    """
    out: list[Shape] = []
    x, y = left, top
    for sign, words in items:
        room = 18 + width(words, 12) + 18
        if x > left and x + room > right:
            x, y = left, y + LEGEND
        out += at(sign, x + 7, y + 10)
        out.append(Text(x + 20, y + 14, fit(words, 12, right - x - 20)))
        x += room
    return out, y + LEGEND if items else top


def sides(index: Index, tones: set[int]) -> list[tuple[Sequence[Shape], str]]:
    """The sides whose colours a drawing uses, for a legend."""
    named: list[tuple[Sequence[Shape], str]] = [
        ([Dot(0, 0, 5, f"p-tone t{tone}")], side) for side, tone in index.tones.items() if tone in tones
    ]
    if named and 0 in tones:
        named.append(([Dot(0, 0, 5, "p-tone t0")], "several or other sides"))
    return named
