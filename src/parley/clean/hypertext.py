"""Roles of the lines of an HTML page.

1. trafilatura says which lines are the article.
2. The element a line stands in says what part of the page or the article it is: heading, caption,
   navigation, comments, a teaser.
3. The line's own words say the rest: consent notices, furniture, credits.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from parley.clean import credits
from parley.clean.lexicon import PICTURE, Label, consent_topics, furniture
from parley.clean.lines import Unit, key
from parley.clean.markup import BLOCKS, Mark, Sheet
from parley.vocab import table

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PLACES = frozenset({"nav", "footer", "header", "aside", "figcaption", "time", "li", "button", "form"})
_STRONG = frozenset({"strong", "b"})
_FIGURE = frozenset({"figcaption"})
_ASIDE = frozenset({"aside", "nav", "footer"})
_WIDE = 0.5  # an element that holds this share of the text says nothing about one of its lines
_STANDFIRST = 25  # lines between headline and article in which its summary may stand


@dataclass(slots=True)
class Place:
    """What the elements around a line say about it."""

    heading: str | None = None
    strong: bool = False
    tags: set[str] = field(default_factory=set)
    hints: set[str] = field(default_factory=set)  # roles that names of containers suggest
    linked: int = 0  # its characters inside links
    path: tuple[str, ...] = ()  # the two innermost blocks around it, as tag and names
    story: Mark | None = None  # the outermost `article` element around it


def places(sheet: Sheet, units: Sequence[Unit]) -> list[Place]:
    """One place a unit."""
    out = [Place() for _ in units]
    ends = [unit.end for unit in units]
    for mark in sheet.marks:
        i = bisect.bisect_right(ends, mark.start)
        wide = mark.end - mark.start > _WIDE * len(sheet.text)
        roles = frozenset[str]() if wide else _suggested(mark.hint)
        if wide and mark.tag not in ("a", "article") and i < len(units) and len(out[i].path) == 2:
            continue
        while i < len(units) and units[i].start < mark.end:
            _note(out[i], units[i], mark, roles, wide)
            i += 1
    return out


def label(
    units: Sequence[Unit], around: Sequence[Place], chosen: set[int], titles: Sequence[str]
) -> list[Label]:
    """One label a unit. `chosen`: the indexes that trafilatura chose; `titles`: what the page is called."""
    first, last = min(chosen), max(chosen)
    head = _headline(units, around, first, titles)
    article = dict.fromkeys(_kept(units, around, chosen), "article text (trafilatura)")
    article |= _missed(units, around, chosen, head, first)
    first, last = min(article), max(article)
    top = first if head is None else min(head, first)
    known = {key(title) for title in titles}
    seen: set[str] = set()
    out: list[Label] = []
    for i, (unit, place) in enumerate(zip(units, around, strict=True)):
        own = key(unit.text)
        if i == head:
            mark = Label("headline", f"heading {place.heading}" if place.heading else "the page's title")
        elif own in known:
            mark = Label("other", "the title again")
        else:
            mark = _role(unit, place, article.get(i))
        if mark.role == "caption" and (own in seen or not top <= i <= last or _linked(unit, place)):
            mark = Label("promo", "a caption outside the article, or for the second time")
        seen.add(own)
        out.append(mark)
    return out


def _role(unit: Unit, place: Place, reason: str | None) -> Label:
    topics = consent_topics(unit)
    if len(topics) >= (4 if reason else 1 if "consent" in place.hints or unit.words <= 12 else 2):
        return Label("consent", "topics: " + " ".join(topics))
    words = credits.line(unit) or furniture(unit)
    figure = bool(place.tags & _FIGURE) or ("caption" in place.hints and not (reason and unit.prose))
    if words and (words.role != "caption" or unit.words <= 8):
        return Label("credit", PICTURE) if figure and words.role == "credit" else words
    if figure:
        return Label("caption", "figure caption")
    if words:
        return words
    return _outside(unit, place) if reason is None else _inside(unit, place, reason)


def _inside(unit: Unit, place: Place, reason: str) -> Label:
    if not unit.prose and not unit.long and unit.words <= 25:
        for role in ("byline", "credit", "dateline"):
            if role in place.hints:
                return Label(role, f"element named {role}")
    if place.heading and unit.words <= 25:
        return Label("crosshead", f"heading {place.heading}")
    if place.strong and unit.words <= 12 and not unit.closed:
        return Label("crosshead", "a short line in bold")
    return Label("body", reason)


def _outside(unit: Unit, place: Place) -> Label:
    if "comment" in place.hints:
        return Label("comment", "element named comment")
    if place.tags & {"nav", "footer"}:
        return Label("navigation", "in nav or footer")
    if "byline" in place.hints and unit.words <= 25 and not unit.prose:
        return Label("byline", "element named byline")
    for role in ("promo", "navigation", "credit"):
        if role in place.hints:
            return Label(role, f"element named {role}")
    if "aside" in place.tags:
        return Label("promo", "in aside")
    if _linked(unit, place):
        return Label("promo" if unit.words >= 5 else "navigation", "a link outside the article")
    return Label("other", "outside the article")


def _headline(
    units: Sequence[Unit], around: Sequence[Place], first: int, titles: Sequence[str]
) -> int | None:
    """The line that prints the title: the page's h1, else the nearest one above the article that says it."""
    wanted = {key(t) for t in titles}
    same = [i for i, u in enumerate(units) if key(u.text) in wanted]
    for i in same:
        if around[i].heading == "h1":
            return i
    headings = [i for i, p in enumerate(around) if p.heading == "h1" and units[i].words >= 3]
    above = [i for i in headings if i <= first and not around[i].tags & {"nav", "footer"}]
    if above:
        return above[-1]
    plain = [i for i in same if i <= first and not _linked(units[i], around[i])]
    return plain[-1] if plain else None


def _kept(units: Sequence[Unit], around: Sequence[Place], chosen: set[int]) -> list[int]:
    """The chosen lines without the teasers, kickers and tags that trafilatura takes along.

    Of the words of chosen lines that are links as a whole, 81 % are no part of the article on fundus; of
    those in asides or in elements named as teasers, 93 %.
    """
    stories = [around[i].story for i in sorted(chosen) if units[i].prose]
    order = [i for i in sorted(chosen) if not _another(around[i].story, stories)]
    prose = [i for i in order if units[i].prose or units[i].long]
    if not prose:
        return order
    out: list[int] = []
    for i in order:
        unit, place = units[i], around[i]
        short = not unit.prose and not unit.long
        if (
            short
            and not place.heading
            and (_linked(unit, place) or i > prose[-1] or (i < prose[0] and unit.words < 6))
        ):
            continue
        if place.tags & _ASIDE or (short and "promo" in place.hints):
            continue
        out.append(i)
    return out or order


def _another(story: Mark | None, stories: Sequence[Mark | None]) -> bool:
    """Whether a line stands in a later article of a page that appends one to the next."""
    return bool(stories) and stories[0] is not None and story is not None and story is not stories[0]


def _missed(
    units: Sequence[Unit], around: Sequence[Place], chosen: set[int], head: int | None, first: int
) -> dict[int, str]:
    """Lines of the article that trafilatura left out, each with the reason it belongs there.

    A standfirst between headline and text; a heading or paragraph between two chosen lines; a paragraph
    in the same kind of element as most chosen ones. On fundus they are 1.0 points of recall.
    """
    out: dict[int, str] = {}
    usual = Counter(around[i].path for i in chosen if units[i].prose).most_common(1)
    path = usual[0][0] if usual and usual[0][1] >= 3 else None
    stories = [around[i].story for i in sorted(chosen) if units[i].prose]
    for i, (unit, place) in enumerate(zip(units, around, strict=True)):
        if i in chosen or _linked(unit, place) or place.tags & _ASIDE or _another(place.story, stories):
            continue
        if head is not None and max(head, first - _STANDFIRST) < i < first:
            if (unit.prose or unit.words >= 10) and place.hints <= {"promo"}:
                out[i] = "standfirst"
        elif place.hints:
            continue
        elif path and place.path == path and unit.prose and unit.words >= 12:
            out[i] = "in the same kind of element as the article"
        elif (unit.prose or place.heading) and i + 1 in chosen and (i - 1 in chosen or i - 1 in out):
            out[i] = "between article paragraphs"
    return out


def _linked(unit: Unit, place: Place) -> bool:
    return place.linked > 0.5 * len(unit.text)


def _note(place: Place, unit: Unit, mark: Mark, roles: frozenset[str], wide: bool) -> None:
    overlap = min(unit.end, mark.end) - max(unit.start, mark.start)
    whole = overlap >= 0.8 * (unit.end - unit.start)
    if mark.tag == "a":
        place.linked += overlap
    if not whole:
        return
    if mark.tag == "article":
        place.story = mark  # inner elements come first, so the outermost stays
    if len(place.path) < 2 and mark.tag in BLOCKS:
        place.path = (*place.path, f"{mark.tag} {mark.hint}")
    if wide:
        return
    if mark.tag in _HEADINGS:
        place.heading = mark.tag
    elif mark.tag in _PLACES:
        place.tags.add(mark.tag)
    elif mark.tag in _STRONG:
        place.strong = True
    place.hints |= roles


@cache
def _names() -> Mapping[str, re.Pattern[str]]:
    data = table("clean/markup.toml")
    return {
        role: re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, words))})") for role, words in data.items()
    }


def _suggested(hint: str) -> frozenset[str]:
    return (
        frozenset(role for role, pattern in _names().items() if pattern.search(hint)) if hint else frozenset()
    )
