"""Roles of the lines of an HTML page.

1. One element holds the article (`parley.clean.article`).
2. The elements a line stands in, inside that one or outside it, say what part of the page it is:
   heading, caption, navigation, comments, a teaser.
3. The line's own words say the rest: consent notices, furniture, credits, calls to the reader.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parley import spans
from parley.clean import boxes, credits, pictures
from parley.clean.calls import call
from parley.clean.elements import Elements, suggested
from parley.clean.lexicon import PICTURE, Label, consent_topics, furniture
from parley.clean.lines import Unit, key
from parley.clean.places import Place, places
from parley.records import Block

_CAPTIONS = frozenset({"caption", "figcaption", "figure"})
_CREDITS = frozenset({"byline", "credit", "dateline"})
_NAMED_KINDS = ("pull_quote", "live_entry")
_KINDS = {
    "li": "list", "dd": "list", "dt": "list", "td": "table", "th": "table", "blockquote": "quote",
}  # fmt: skip
_LISTS = frozenset({"nav", "navigation", "card", "comment"})  # where nobody prints a notice
_CELLS = frozenset({"td", "th"})
_STANDFIRST = 25  # lines between headline and article in which its summary may stand
# Lines of a summary at most: none loses .9 points of the quote-bearing paragraphs on fundus, nine .1 of token F1.
_SUMMARY = 2
_SUMMED = "standfirst"
_DATED = re.compile(
    r"\b\d{1,2}:\d\d\b"  # 10:30
    r"|\b\d{1,2}\b.{1,16}\b(?:19|20)\d\d(?:\b|\d{1,2}:\d\d)"  # 5 February 2031; with the time: 20319:30
    r"|\b(?:19|20)\d\d.{1,3}\d{1,2}.{1,3}\d{1,2}\b"  # 2031-02-05
)
_DATE_WORDS = 20  # of a line above the text that says when it was published
_DATE_ALONE = 8  # words of one that is no more than a date
_TOP = 5  # lines from the first paragraph on among which a date alone is the page's
_HALVES = ("a.m.", "p.m.")  # of a day: no end of a sentence
_CAPTION = 60  # words of a caption that only its credit betrays
_SAME = 60  # characters in which two captions agree that are one picture's
_TITLE = 15  # characters of a heading above the text that can be part of the title


class _Frame(NamedTuple):
    """The lines that frame an article: its headline, and its first and last paragraph."""

    head: int | None
    first: int
    last: int


def label(
    elements: Elements,
    units: Sequence[Unit],
    container: int,
    titles: Sequence[str],
    authors: Sequence[str] = (),
) -> list[Label]:
    """One label a unit. `titles`: what the page is called; `authors`: who it says wrote it."""
    around = places(elements, units, container)
    known = {key(title) for title in titles} - {""}
    names = {_letters(title) for title in known} - {""}
    keys = [key(unit.text) for unit in units]
    frame = _frame(units, keys, around, known)
    reasons = _reasons(units, around, frame)
    seen: set[str] = set()
    out: list[Label] = []
    for i, (unit, place) in enumerate(zip(units, around, strict=True)):
        own = keys[i]
        if i == frame.head:
            mark = Label("headline", f"heading {place.heading}" if place.heading else "the page's title")
        elif own in known or (place.heading and i <= frame.first and _part_of_title(own, names)):
            mark = Label("other", "the title again")
        else:
            mark = _edge(unit, place, i, frame, _role(unit, place, reasons.get(i)))
        if mark.role == "caption":
            own = own[:_SAME]
            if own in seen or not _framed(i, frame) or place.linked:
                mark = Label("promo", "a caption outside the article, or for the second time")
        seen.add(own)
        out.append(mark)
    _say_once(keys, out)
    boxes.around_calls(elements, units, around, container, out)
    boxes.under_headings(elements, units, around, out)
    boxes.strays(elements, units, around, container, out)
    boxes.biographies(units, authors, out)
    boxes.bare_headings(around, out)
    return out


def blocks(elements: Elements, units: Sequence[Unit], labels: Sequence[Label]) -> Iterator[Block]:
    """The blocks: a line each, but that a caption's picture credit is a block of its own."""
    sheet = elements.sheet
    kinds = _kinds(elements)
    named = [m for m in sheet.marks if suggested(sheet.hint(m.node)) & _CREDITS]
    ends = [m.end for m in named]
    for unit, line, mark in zip(units, sheet.lines, labels, strict=True):
        xpath = sheet.xpath(line.node)
        if mark.role != "caption":
            kind = kinds[line.node] if mark.role == "body" else None
            yield Block(unit.start, unit.end, mark.role, mark.reason, xpath=xpath, kind=kind)
            continue
        found = pictures.credit(sheet.text[unit.start : unit.end])
        cut = unit.end if found is None else unit.start + found
        for m in named[bisect.bisect_left(ends, unit.start) : bisect.bisect_right(ends, unit.end)]:
            if m.end >= unit.end - 1:
                cut = max(min(cut, m.start), unit.start)
        for start, end, role, reason in (
            (unit.start, cut, mark.role, mark.reason),
            (cut, unit.end, "credit", PICTURE),
        ):
            span = spans.strip(sheet.text, start, end)
            if span.end > span.start:
                yield Block(span.start, span.end, role, reason, xpath=xpath)


def _kinds(elements: Elements) -> list[str | None]:
    """What kind of body text each element holds, where it is not plain paragraphs."""
    sheet = elements.sheet
    out: list[str | None] = []
    for node, parent in enumerate(sheet.parents):
        roles = elements.roles[node]
        own = next((kind for kind in _NAMED_KINDS if kind in roles), None) if roles else None
        out.append(own or _KINDS.get(sheet.tags[node]) or (out[parent] if parent >= 0 else None))
    return out


def _frame(units: Sequence[Unit], keys: Sequence[str], around: Sequence[Place], known: set[str]) -> _Frame:
    article = [i for i, p in enumerate(around) if p.inside and not p.odd and not p.linked]
    prose = [i for i in article if units[i].prose or units[i].long] or article
    first, last = (prose[0], prose[-1]) if prose else (0, -1)
    return _Frame(_headline(units, keys, around, first, known), first, last)


def _framed(i: int, frame: _Frame) -> bool:
    top = frame.first if frame.head is None else min(frame.head, frame.first)
    return top <= i <= frame.last


def _reasons(units: Sequence[Unit], around: Sequence[Place], frame: _Frame) -> dict[int, str]:
    """Why lines are part of the article, by their index."""
    head, first = frame.head, frame.first
    out: dict[int, str] = {}
    summary = 0
    for i, (unit, place) in enumerate(zip(units, around, strict=True)):
        if place.linked:
            continue
        if place.inside and not place.odd:
            out[i] = "in the element that holds the article"
        elif head is not None and max(head, first - _STANDFIRST) < i < first and summary < _SUMMARY:
            likely = unit.prose or unit.words >= 10
            if likely and place.odd in (None, "promo"):
                out[i] = _SUMMED
                summary += 1
    return out


def _say_once(keys: Sequence[str], labels: list[Label]) -> None:
    """A standfirst that the article says again is no line of it."""
    ahead = [i for i, mark in enumerate(labels) if mark.reason == _SUMMED]
    said = (
        {keys[i] for i, mark in enumerate(labels) if mark.role == "body" and i not in ahead} if ahead else ()
    )
    for i in ahead:
        if keys[i] in said:
            labels[i] = Label("other", "said again in the article")


def _role(unit: Unit, place: Place, reason: str | None) -> Label:
    figure = place.odd in _CAPTIONS
    if reason is None and not figure and (place.odd or place.linked):
        listed = place.linked or place.odd in _LISTS
        return (not listed and _consent(unit, 1 if unit.words <= 12 else 2)) or _outside(unit, place)
    if reason and place.tag in _CELLS and not any(map(str.isalpha, unit.text)):
        return Label("body", "a figure in a table")
    if notice := _consent(unit, 4 if reason else 1 if unit.words <= 12 else 2):
        return notice
    words = credits.line(unit) or furniture(unit)
    if words and (words.role != "caption" or unit.words <= 8):
        return Label("credit", PICTURE) if figure and words.role == "credit" else words
    if figure:
        return Label("caption", "figure caption")
    if words:
        return words
    return _outside(unit, place) if reason is None else _inside(unit, place, reason)


def _consent(unit: Unit, enough: int) -> Label | None:
    """The label of a notice about data and consent: with so many topics of theirs a line is one."""
    topics = consent_topics(unit) if unit.words >= 2 * enough else ()
    return Label("consent", "topics: " + " ".join(topics)) if len(topics) >= enough else None


def _inside(unit: Unit, place: Place, reason: str) -> Label:
    if unit.words <= _CAPTION and pictures.signed(unit.text):
        return Label("caption", "ends with a picture credit")
    if asked := call(unit):
        return Label("promo", boxes.CALL + asked)
    if place.heading and unit.words <= 25:
        return Label("crosshead", f"heading {place.heading}")
    if place.strong and unit.words <= 12 and not unit.closed:
        return Label("crosshead", "a short line in bold")
    return Label("body", reason)


def _edge(unit: Unit, place: Place, i: int, frame: _Frame, mark: Label) -> Label:
    """The label of a short line above the first paragraph, and of the date there."""
    if mark.role != "body":
        return mark
    if frame.head is not None and i < frame.head and not (unit.prose or unit.long):
        return Label("other", "a short line above the headline")
    most = _DATE_WORDS if i < frame.first else _DATE_ALONE if i < frame.first + _TOP else 0
    open_ended = not unit.closed or unit.text.endswith(_HALVES)
    if unit.words <= most and open_ended and _DATED.search(unit.text):
        return Label("other", "a date above the text")
    if i < frame.first and unit.words < 6 and not unit.closed and place.tag != "li":
        return Label("other", "a short line above the first paragraph")
    return mark


def _outside(unit: Unit, place: Place) -> Label:
    odd = place.odd
    if odd in ("nav", "footer"):
        return Label("navigation", f"in {odd}")
    if odd in ("comment", "consent", "promo", "navigation"):
        return Label(odd, f"element named {odd}")
    if odd in _CREDITS and unit.words <= 25 and not unit.prose:
        if odd == "dateline" and _DATED.search(unit.text):
            return Label("other", "the date of the page")
        return Label(odd, f"element named {odd}")
    if odd == "card":
        return Label("promo", "one of several teasers side by side")
    if odd == "aside":
        return Label("promo", "in an aside")
    if odd == "hidden":
        return Label("other", "hidden by its class")
    if place.linked:
        where = "in the article" if place.inside else "outside the article"
        return Label("promo" if unit.words >= 5 else "navigation", f"a link {where}")
    return Label("other", f"in an element of its own: {odd}" if odd else "outside the article")


def _headline(
    units: Sequence[Unit], keys: Sequence[str], around: Sequence[Place], first: int, wanted: set[str]
) -> int | None:
    """The line that prints the title: the page's h1, else the nearest one above the article that says it."""
    same = [i for i, own in enumerate(keys) if own in wanted]
    for i in same:
        if around[i].heading == "h1":
            return i
    headings = [i for i, p in enumerate(around) if p.heading == "h1" and units[i].words >= 3]
    above = [i for i in headings if i <= first and around[i].odd not in ("nav", "footer")]
    if above:
        return above[-1]
    plain = [i for i in same if i <= first and not around[i].linked]
    return plain[-1] if plain else None


def _part_of_title(own: str, names: set[str]) -> bool:
    """Whether a heading is the title with its kicker, or a part of it, however the two are set apart.

    `names`: the letters of what the page is called.
    """
    bare = _letters(own)
    return len(bare) >= _TITLE and any(title in bare or bare in title for title in names)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
