"""A picture as SVG text: a part of a page, which brings style and headings, or a file that stands alone."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import Any

from parley.views import safety
from parley.views.pictures.lettering import wrapped
from parley.views.pictures.picture import Dot, Mark, Path, Picture, Rect, Shape, Target, Text
from parley.views.pictures.style import Theme, whole

MARGIN = 28.0  # around a file's drawing
_TITLE, _ABOUT, _NOTE = (24.0, 30.0), (14.0, 20.0), (11.5, 16.0)  # size and line height


def embedded(picture: Picture, links: Any) -> str:
    """The drawing for a page whose style sheet holds `style.shared()`.

    Args:
        picture: One that is not empty.
        links: Where records lie: an object with the methods of `parley.views.dossier.links.Links`.
    """
    label = html.escape(_shown(f"{picture.title}. {picture.about}"))
    head = (
        f'<svg class="picture pic-{picture.kind}" viewBox="0 0 {_n(picture.width)} {_n(picture.height)}"'
        f' role="group" aria-label="{label}">'
    )
    return "\n".join([head, *_items(picture.items, links), "</svg>"])


def file(picture: Picture, theme: Theme = "auto", source: str = "") -> str:
    """The picture with its heading, its notes and its style, as an SVG file.

    Args:
        picture: Any; of an empty one the file holds the sentence that says so.
        theme: Light, dark, or as the reader's screen is.
        source: What it was made from, in a sentence, for its foot.
    """
    above, top = _heading(picture)
    notes = [*(() if picture.empty else picture.notes), *([source] if source else [])]
    below, bottom = _lines(notes, MARGIN, top + picture.height + 8, picture.width, "p-note", *_NOTE)
    width, height = picture.width + 2 * MARGIN, bottom + MARGIN - 8
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width)}" height="{_n(height)}"'
        f' viewBox="0 0 {_n(width)} {_n(height)}" role="img" aria-labelledby="title desc">',
        f'<title id="title">{_text(picture.title)}</title>',
        f'<desc id="desc">{_text(" ".join([picture.about, *notes]))}</desc>',
        f"<style>\n{whole(theme)}\n</style>",
        f'<rect class="p-paper" width="{_n(width)}" height="{_n(height)}"/>',
        *_items(above, None),
        f'<g transform="translate({_n(MARGIN)} {_n(top)})">',
        *_items(picture.items, None),
        "</g>",
        *_items(below, None),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _heading(picture: Picture) -> tuple[list[Text], float]:
    title, y = _lines([picture.title], MARGIN, MARGIN - 6, picture.width, "p-title", *_TITLE)
    about, y = _lines([picture.about], MARGIN, y + 2, picture.width, "p-about", *_ABOUT)
    return [*title, *about], y + 18


def _lines(
    sentences: Sequence[str], x: float, y: float, width: float, css: str, size: float, leading: float
) -> tuple[list[Text], float]:
    """Sentences, each in lines of its own; and where the last one ends."""
    out = []
    for sentence in sentences:
        for line in wrapped(sentence, size, width):
            y += leading
            out.append(Text(x, y, line, css))
    return out, y


def _items(items: Sequence[Shape | Mark], links: Any | None) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mark):
            yield _mark(item, links)
        else:
            yield _shape(item)


def _mark(mark: Mark, links: Any | None) -> str:
    label = _text(mark.label)
    inner = f"<title>{label}</title>" + "".join(map(_shape, mark.shapes))
    address = _address(mark.target, links)
    if address is None:
        return f"<g>{inner}</g>"
    return f'<a href="{html.escape(address)}" aria-label="{label}">{inner}</a>'


def _address(target: Target | None, links: Any | None) -> str | None:
    if target is None or links is None:
        return None
    if target.method == "record" and not links.has(target.args[0]):
        return None
    return str(getattr(links, target.method)(*target.args))


def _shape(shape: Shape) -> str:
    css = f' class="{shape.css}"' if shape.css else ""
    if isinstance(shape, Text):
        anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
        return f'<text x="{_n(shape.x)}" y="{_n(shape.y)}"{anchor}{css}>{_text(shape.text)}</text>'
    if isinstance(shape, Rect):
        corner = f' rx="{_n(shape.round)}"' if shape.round else ""
        size = f'width="{_n(shape.width)}" height="{_n(shape.height)}"'
        return f'<rect x="{_n(shape.x)}" y="{_n(shape.y)}" {size}{corner}{css}/>'
    if isinstance(shape, Dot):
        return f'<circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.radius)}"{css}/>'
    assert isinstance(shape, Path)
    return f'<path d="{shape.d}"{css}/>'


def _text(text: str) -> str:
    return html.escape(_shown(text))


def _shown(text: str) -> str:
    return safety.visible(" ".join(text.split()))


def _n(value: float) -> str:
    """A length with one decimal at most."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text
