"""An SVG file as PNG, by resvg, which is not part of parley itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from parley.errors import UsageError

DENSITY = 2  # dots of the PNG for each pixel of the drawing, for screens of today
# Fonts without serifs of all systems, one of which stands for the others: by itself resvg asks for Arial alone.
_FAMILIES = (
    "Arial", "Helvetica", "Helvetica Neue", "Liberation Sans", "DejaVu Sans", "Noto Sans", "Segoe UI", "Verdana",
    "Ubuntu", "Cantarell", "Roboto", "Open Sans", "FreeSans",
)  # fmt: skip
_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">{}</svg>'


def png(svg: str) -> bytes:
    """The same picture as pixels; the text is drawn with the system's fonts.

    Raises:
        UsageError: If resvg-py is not installed, or the system has no font.
    """
    try:
        import resvg_py
    except ImportError as error:
        raise UsageError("resvg-py is not installed; run: pip install 'parley-news[plot]'") from error
    for family in _FAMILIES:
        if _letters(resvg_py.svg_to_bytes, family):
            drawn = resvg_py.svg_to_bytes(svg_string=svg, zoom=float(DENSITY), sans_serif_family=family)
            return bytes(drawn)
    raise UsageError("no font is installed with which a PNG could be lettered; write an SVG, or install one")


def _letters(draw: Callable[..., Any], family: str) -> bool:
    """Whether a letter without serifs shows where the family stands for all such fonts."""
    letter = '<text x="4" y="16" font-family="sans-serif">H</text>'
    with_letter, without = (
        draw(svg_string=_PROBE.format(inside), sans_serif_family=family) for inside in (letter, "")
    )
    return bool(with_letter != without)
