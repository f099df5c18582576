"""An SVG file as PNG, by resvg, which is not part of parley itself."""

from __future__ import annotations

from parley.errors import UsageError

DENSITY = 2  # dots of the PNG for each pixel of the drawing, for screens of today
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
    letter = '<text x="4" y="16" font-family="sans-serif">H</text>'
    if resvg_py.svg_to_bytes(svg_string=_PROBE.format(letter)) == resvg_py.svg_to_bytes(
        svg_string=_PROBE.format("")
    ):
        raise UsageError(
            "no font is installed with which a PNG could be lettered; write an SVG, or install one"
        )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=float(DENSITY)))
