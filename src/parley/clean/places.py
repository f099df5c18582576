"""Where each line of a page stands: inside the article or not, under what kind of element."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from parley.clean.elements import Elements, is_link
from parley.clean.lines import Unit
from parley.clean.markup import BLOCKS, HEADINGS, Sheet

_BOLD = 0.8  # share of a line in bold that makes it a bold line
_EMBEDS = frozenset({"navigation", "promo"})
_LINKED = 2  # linked headings of an article at least; one alone is a teaser between the paragraphs
_RUNNING = frozenset({"p", "li", "blockquote"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands."""

    inside: bool  # in the element that holds the article
    odd: str | None  # the nearest element around it that is no part of an article: its kind or role
    heading: str | None
    block: int  # the innermost block around it
    tag: str  # and its name
    linked: bool = False
    strong: bool = False


def places(elements: Elements, units: Sequence[Unit], container: int) -> list[Place]:
    """One place a unit. `container`: the element that holds the article."""
    around = _elements(elements, container)
    out: list[Place] = []
    for line in elements.sheet.lines:
        linked, strong = is_link(line), line.strong >= _BOLD * (line.end - line.start)
        place = around[line.node]
        if linked or strong:  # not by dataclasses.replace, which takes five times as long
            place = Place(place.inside, place.odd, place.heading, place.block, place.tag, linked, strong)
        out.append(place)
    return _titled(elements.sheet, units, _torn(units, out))


def _elements(elements: Elements, container: int) -> list[Place]:
    """The place of a line in each element."""
    sheet = elements.sheet
    out: list[Place] = []
    nowhere = Place(False, None, None, 0, "")
    for node, (parent, tag) in enumerate(zip(sheet.parents, sheet.tags, strict=True)):
        above = out[parent] if parent >= 0 else nowhere
        if node == container:
            out.append(Place(True, None, None, node, tag))
            continue
        odd = elements.odd(node, container) if above.inside else elements.oddities[node]
        beyond = above.odd
        if beyond == "consent":  # whatever stands in a notice is part of it
            odd = None
        if tag == "blockquote" and above.inside and beyond in _EMBEDS:  # what somebody posted is quoted
            beyond = None
        heading = tag if tag in HEADINGS else above.heading
        if odd is None and tag not in BLOCKS:
            out.append(above)
        else:
            block, name = (node, tag) if tag in BLOCKS else (above.block, above.tag)
            out.append(Place(above.inside, odd or beyond, heading, block, name))
    return out


def _titled(sheet: Sheet, units: Sequence[Unit], around: list[Place]) -> list[Place]:
    """Headings that are links, side by side with most of the paragraphs and each over one, are the article's."""
    likely = [i for i, place in enumerate(around[:-1]) if place.linked and place.heading and _is_text(place)]
    if len(likely) < _LINKED:
        return around
    parents = {
        i: sheet.parents[place.block]
        for i, (unit, place) in enumerate(zip(units, around, strict=True))
        if unit.prose and _is_text(place) and not place.linked
    }
    most, count = max(Counter(parents.values()).items(), key=itemgetter(1), default=(-1, 0))
    found = [i for i in likely if sheet.parents[around[i].block] == parents.get(i + 1) == most]
    if len(found) < _LINKED or 2 * count < len(parents):
        return around
    out = list(around)
    for i in found:
        out[i] = replace(out[i], linked=False)
    return out


def _is_text(place: Place) -> bool:
    return place.inside and not place.odd


def _torn(units: Sequence[Unit], around: Sequence[Place]) -> list[Place]:
    """Links that are lines of a paragraph, between line breaks, or whole sentences of one, are its text."""
    mixed = {p.block for p in around if p.inside and not p.linked and p.tag in _RUNNING}
    return [
        replace(place, linked=False)
        if place.linked
        and place.inside
        and not place.odd
        and not place.heading
        and (
            place.block in mixed or (place.tag == "p" and unit.prose) or (place.tag in _RUNNING and unit.long)
        )
        else place
        for unit, place in zip(units, around, strict=True)
    ]
