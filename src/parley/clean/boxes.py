"""What stands between the paragraphs of an article and is none of them: boxes, notes on authors, teasers' headings.

Each function takes labels back from lines that were taken for the article's.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from parley.clean.elements import Elements
from parley.clean.lexicon import Label
from parley.clean.lines import Unit
from parley.clean.markup import Sheet
from parley.clean.places import Place

CALL = "a call to the reader: "
_BOX, _BOX_SHARE = 120, 0.2  # words of a box around a call, and their share of the article, at most
_LEVELS = 12  # elements around a call that are tried as its box
_BOXES = frozenset({"div", "section", "aside"})
# Share of an article's words below which an element unlike the others is a box. At .1 scrapinghub loses .2
# points of recall; of the words in boxes below .05, a fifth is the article's on fundus.
_SMALL = 0.05
_LAST, _BIOGRAPHY, _NAMED = 5, 60, 60  # lines; words of one; characters in which it names the author
_QUOTES = re.compile(r"[\"“”„«»「」]")
_SUBHEAD, _SUBHEADS = 15, 3  # words of one; elements of one name with a line each that are subheads
_LISTS = frozenset({"ul", "ol"})
_WORDS = ("begins: ", "words: ")
_ARTICLE = ("body", "crosshead")


def around_calls(
    elements: Elements, units: Sequence[Unit], around: Sequence[Place], container: int, labels: list[Label]
) -> None:
    """The lines that stand in one small element with a call to the reader belong to it."""
    sheet = elements.sheet
    starts = [unit.start for unit in units]
    words = [0, *accumulate(unit.words for unit in units)]  # before each line
    whole = sum(unit.words for unit, place in zip(units, around, strict=True) if place.inside)
    most = min(_BOX, _BOX_SHARE * whole)
    for i, mark in enumerate(labels):
        if not mark.reason.startswith(CALL) or not around[i].inside:
            continue
        box = range(0)
        for node in elements.around(sheet.lines[i].node, container)[:_LEVELS]:
            first = bisect.bisect_left(starts, sheet.starts[node])
            end = bisect.bisect_left(starts, sheet.ends[node])
            if words[end] - words[first] > most:
                break
            box = range(first, end)
        for k in box:
            if labels[k].role in _ARTICLE:
                labels[k] = Label("promo", "in one box with a call to the reader")


def under_headings(
    elements: Elements, units: Sequence[Unit], around: Sequence[Place], labels: list[Label]
) -> None:
    """A list that words for other stories lead in, with a link in each of its items, is one of them."""
    sheet = elements.sheet
    starts = [unit.start for unit in units]
    for i, mark in enumerate(labels[:-1]):
        if mark.role != "promo" or not mark.reason.startswith(_WORDS) or not around[i].inside:
            continue
        parents = elements.around(sheet.lines[i + 1].node)
        found = next(
            (
                n
                for n in parents
                if (sheet.tags[n] in _LISTS and sheet.starts[n] > units[i].start)
                or (sheet.tags[n] == "p" and sheet.starts[n] <= units[i].start)
            ),
            None,
        )
        if found is None:
            continue
        rows = range(i + 1, bisect.bisect_left(starts, sheet.ends[found]))
        if all(sheet.lines[k].linked for k in rows):
            for k in rows:
                if labels[k].role in _ARTICLE:
                    labels[k] = Label("promo", "in a list of other stories")


def strays(
    elements: Elements, units: Sequence[Unit], around: Sequence[Place], container: int, labels: list[Label]
) -> None:
    """Small elements between the paragraphs, unlike all that the text stands in, are boxes of something else.

    Lines with quotation marks and block quotations stay: a lost quotation costs more than a kept box.
    """
    sheet = elements.sheet
    below = _branches(sheet, container)
    branches: dict[int, list[int]] = {}
    kinds: Counter[tuple[str, str]] = Counter()
    for i, (unit, place, mark) in enumerate(zip(units, around, labels, strict=True)):
        if place.inside and mark.role in _ARTICLE:
            branch = below[sheet.lines[i].node]
            branches.setdefault(branch, []).append(i)
            kinds[_kind(sheet, branch)] += unit.words
    first = next((i for i, mark in enumerate(labels) if mark.role == "body" and units[i].prose), 0)
    alike: dict[tuple[str, str], set[str]] = {}
    for branch, rows in branches.items():
        if len(rows) == 1 and units[rows[0]].words <= _SUBHEAD and _kind(sheet, branch)[1]:
            alike.setdefault(_kind(sheet, branch), set()).add(units[rows[0]].text)
    least = _SMALL * kinds.total()
    for branch, rows in branches.items():
        if sheet.tags[branch] not in _BOXES or rows[0] <= first or kinds[_kind(sheet, branch)] >= least:
            continue
        if len(rows) == 1 and len(alike.get(_kind(sheet, branch), ())) >= _SUBHEADS:
            continue
        headings = all(labels[i].role == "crosshead" for i in rows)
        quoted = any(_QUOTES.search(units[i].text) for i in rows) or "blockquote" in {
            sheet.tags[n] for n in elements.around(sheet.lines[rows[0]].node, container)
        }
        if not headings and not quoted:
            for i in rows:
                labels[i] = Label("promo", "in a small element unlike those of the text")


def biographies(units: Sequence[Unit], authors: Sequence[str], labels: list[Label]) -> None:
    """What the last lines say about an author, by full name and without quoting anyone, is no news."""
    names = [name for name in authors if " " in name]
    body = [i for i, mark in enumerate(labels) if mark.role == "body"]
    for i in body[max(len(body) // 2, len(body) - _LAST) :] if names else ():
        text = units[i].text
        short = units[i].words <= _BIOGRAPHY and not _QUOTES.search(text)
        if short and any(name in text[:_NAMED] for name in names):
            labels[i] = Label("byline", "about an author")


def bare_headings(around: Sequence[Place], labels: list[Label]) -> None:
    """Headings that no line of the article follows are those of teasers."""
    for i in range(len(labels) - 1, -1, -1):
        if not around[i].inside or labels[i].role not in (*_ARTICLE, "caption"):
            continue
        if labels[i].role != "crosshead":
            return
        labels[i] = Label("promo", "a heading over none of the article's lines")


def _branches(sheet: Sheet, container: int) -> list[int]:
    """For each element, the child of the container that it stands in; itself outside it."""
    out: list[int] = []
    for node, parent in enumerate(sheet.parents):
        out.append(node if node <= container or parent == container else out[parent])
    return out


def _kind(sheet: Sheet, node: int) -> tuple[str, str]:
    return sheet.tags[node], sheet.hint(node).partition(" ")[0]
