"""Small signs around 0, 0: how a position changed, how a number is qualified."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parley.views.pictures.picture import Dot, Path, Shape

_STEP = re.compile(r"([MLHVAZ])([^MLHVAZ]*)")
CHANGES = {
    "hardened": "M0 -4.6L4.9 4H-4.9Z",
    "softened": "M0 4.6L4.9 -4H-4.9Z",
    "withdrawn": "M-4 -4L4 4M4 -4L-4 4",
}


def change(kind: str, tone: int) -> list[Shape]:
    """A change of position: circle new, triangles hardened (up) and softened (down), cross withdrawn, bar repeated."""
    if kind == "new":
        return [Dot(0, 0, 4, f"p-hollow t{tone}")]
    if kind in ("hardened", "softened"):
        return [Path(CHANGES[kind], f"p-solid t{tone}")]
    if kind == "withdrawn":
        return [Path(CHANGES[kind], f"p-line t{tone}")]
    if kind == "repeated":
        return [Path("M0 -4L0 4", f"p-line t{tone}")]
    return [Dot(0, 0, 2, f"p-tone t{tone}")]


def arrow(x: float, y: float, tip: float, tone: int) -> list[Shape]:
    """An upright arrow from y to `tip`."""
    back = tip + (5 if tip < y else -5)
    return [
        Path(
            f"M{x:.1f} {y:.1f}V{tip:.1f}M{x - 4:.1f} {back:.1f}L{x:.1f} {tip:.1f}L{x + 4:.1f} {back:.1f}",
            f"p-line t{tone}",
        )
    ]


def shifted(shape: Shape, x: float, y: float) -> Shape:
    """A shape moved; paths of absolute M, L, H, V and Z only."""
    if not isinstance(shape, Path):
        return replace(shape, x=round(shape.x + x, 2), y=round(shape.y + y, 2))
    out = []
    for letter, rest in _STEP.findall(shape.d):
        numbers = [float(n) for n in rest.replace(",", " ").split()]
        if letter == "H":
            moved = [n + x for n in numbers]
        elif letter == "V":
            moved = [n + y for n in numbers]
        else:
            moved = [n + (y if i % 2 else x) for i, n in enumerate(numbers)]
        out.append(letter + " ".join(f"{n:.1f}" for n in moved))
    return Path("".join(out), shape.css)


def at(sign: Sequence[Shape], x: float, y: float) -> tuple[Shape, ...]:
    """A sign at a place."""
    return tuple(shifted(shape, x, y) for shape in sign)
