"""What stands between the paragraphs of an article and is none of them: boxes, notes on authors, teasers' headings.

Each function takes labels back from lines that were taken for the article's.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from parley.clean.elements import Elements, is_link
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
_SUBHEAD, _SUBHEADS = 15, 3  # words of one at most; elements of one name at least that each hold one
_LISTS = frozenset({"ul", "ol"})
_WORDS = ("begins: ", "words: ", "form: ")  # reasons of lines that are told by what they say
_ARTICLE = ("body", "crosshead")
_Kind = tuple[str, str]  # of an element: its tag and its first name


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
        _take(labels, box, "in one box with a call to the reader")


def under_headings(
    elements: Elements, units: Sequence[Unit], around: Sequence[Place], labels: list[Label]
) -> None:
    """A list that words for other stories lead in is one of them if each of its lines has a link.

    So is what follows such words in their own paragraph. Where most lines are sentences with a link in each, they are
    the article's: an advertisement stands above them.
    """
    sheet = elements.sheet
    starts = [unit.start for unit in units]
    told = [unit.prose and not is_link(line) for unit, line in zip(units, sheet.lines, strict=True)]
    # Before each line; a paragraph can hold such words a thousand times, and its lines are counted but once.
    bare, sentences = (
        [0, *accumulate(counted)] for counted in ([not line.linked for line in sheet.lines], told)
    )
    taken = 0  # lines up to here have been looked at and taken
    for i, mark in enumerate(labels[:-1]):
        if mark.role != "promo" or not mark.reason.startswith(_WORDS) or not around[i].inside:
            continue
        node = _led_in(elements, units[i].start, sheet.lines[i + 1].node)
        if node is None:
            continue
        first, end = i + 1, bisect.bisect_left(starts, sheet.ends[node])
        linked = bare[first] == bare[end]
        if end > taken and linked and 2 * (sentences[end] - sentences[first]) <= end - first:
            _take(labels, range(max(first, taken), end), "in a list of other stories")
            taken = end


def _led_in(elements: Elements, start: int, node: int) -> int | None:
    """The list around an element that begins below a line, or the paragraph that holds both. `start`: of the line."""
    sheet = elements.sheet
    for near in elements.around(node):
        below = sheet.starts[near] > start
        if sheet.tags[near] in _LISTS if below else sheet.tags[near] == "p":
            return near
    return None


def strays(
    elements: Elements, units: Sequence[Unit], around: Sequence[Place], container: int, labels: list[Label]
) -> None:
    """Small elements between the paragraphs, unlike all that the text stands in, are boxes of something else.

    Lines with quotation marks and block quotations stay: a lost quotation costs more than a kept box. Several of one
    name, each a short line over a paragraph, are subheads.
    """
    sheet = elements.sheet
    below = _branches(sheet, container)
    branches: dict[int, list[int]] = {}
    kinds: Counter[_Kind] = Counter()
    for i, (unit, place, mark) in enumerate(zip(units, around, labels, strict=True)):
        if place.inside and mark.role in _ARTICLE:
            branch = below[sheet.lines[i].node]
            branches.setdefault(branch, []).append(i)
            kinds[_kind(sheet, branch)] += unit.words
    first = next((i for i, mark in enumerate(labels) if mark.role == "body" and units[i].prose), 0)
    least = _SMALL * kinds.total()
    small = {
        branch: rows
        for branch, rows in branches.items()
        if sheet.tags[branch] in _BOXES and rows[0] > first and kinds[_kind(sheet, branch)] < least
    }
    titles = _subheads(sheet, units, small)
    for branch, rows in small.items():
        headings = all(labels[i].role == "crosshead" for i in rows)
        quoted = any(_QUOTES.search(units[i].text) for i in rows) or "blockquote" in {
            sheet.tags[n] for n in elements.around(sheet.lines[rows[0]].node, container)
        }
        if headings or quoted:
            continue
        if branch in titles:
            labels[rows[0]] = Label("crosshead", "one of several short lines in elements of one name")
        else:
            _take(labels, rows, "in a small element unlike those of the text")


def _subheads(sheet: Sheet, units: Sequence[Unit], small: Mapping[int, Sequence[int]]) -> set[int]:
    """Of some elements, by their lines, those of one name that hold no more than a short line over a paragraph."""
    alike: dict[_Kind, dict[str, int]] = {}  # by their words: what is said again is none
    for branch, (i, *more) in small.items():
        tag, name = _kind(sheet, branch)
        title = units[i].words <= _SUBHEAD and (not units[i].closed or units[i].text.endswith("?"))
        if name and title and not more and i + 1 < len(units) and units[i + 1].prose:
            alike.setdefault((tag, name), {})[units[i].text] = branch
    return {branch for found in alike.values() if len(found) >= _SUBHEADS for branch in found.values()}


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


def _take(labels: list[Label], rows: Iterable[int], why: str) -> None:
    """Lines of the article are none of it."""
    for i in rows:
        if labels[i].role in _ARTICLE:
            labels[i] = Label("promo", why)


def _branches(sheet: Sheet, container: int) -> list[int]:
    """For each element, the child of the container that it stands in; itself outside it."""
    out: list[int] = []
    for node, parent in enumerate(sheet.parents):
        out.append(node if node <= container or parent == container else out[parent])
    return out


def _kind(sheet: Sheet, node: int) -> _Kind:
    return sheet.tags[node], sheet.hint(node).partition(" ")[0]
