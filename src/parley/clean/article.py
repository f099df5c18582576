"""Which element of a page holds its article.

From the page down, always into the element that holds most of the prose, as long as one does. Where the
prose splits, into the part that is marked as the article or holds the headline; where what is left beside
the largest part are paragraphs of the same kind, no further.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parley.clean.elements import Elements, holds_article, is_link
from parley.clean.lines import Unit, key
from parley.clean.markup import HEADINGS, Sheet

# Shares of an element's prose. Token F1 on fundus and scrapinghub: `_MOST` .6 loses .4 points on both, .8 .1 on
# scrapinghub; `_PART` from .15 to .35 and `_REST` from .02 to .1 change less than .1.
_MOST = 0.7  # a part with so much is gone into
_PART = 0.25  # the one part that is marked as an article, or holds the headline, is with this
_CRUMB = 0.04  # parts below this say nothing
_REST = 0.05  # beside the largest part; from this on it is asked whether it is of the same kind
_STRANGE = 0.1  # of that rest
_CAP = 80  # words of a line that count; one endless paragraph is not a whole article
_LEAVES = frozenset(
    {"p", "li", "ul", "ol", "blockquote", "span", "em", "strong", "b", "i", "font", "a"} | HEADINGS
)


@dataclass(frozen=True, slots=True)
class _Prose:
    """Of each element: its words of prose, and whether one that holds nearly all of them is an article."""

    mass: Sequence[int]
    own: Sequence[bool]  # it is marked as one itself
    marked: Sequence[bool]  # it or one inside is
    articles: Sequence[bool]  # it or one inside is an `article`


def container(elements: Elements, units: Sequence[Unit], titles: Iterable[str]) -> int | None:
    """The element that holds the article; None on a page without prose."""
    sheet = elements.sheet
    prose = _prose(elements, units)
    if not prose.mass or not prose.mass[0]:
        return None
    inner: dict[int, list[int]] = {}
    for node in range(1, len(prose.mass)):
        if prose.mass[node] and sheet.tags[node] not in _LEAVES:
            inner.setdefault(sheet.parents[node], []).append(node)
    heads = _heads(sheet, units, {key(title) for title in titles})
    node, inside = 0, False
    while parts := inner.get(node):
        inside = inside or prose.own[node]
        most = max(parts, key=prose.mass.__getitem__)
        if inside and _complete(elements, prose, node, parts, most):
            break
        if prose.mass[most] < _MOST * prose.mass[node]:
            if prose.own[node] and sheet.tags[node] != "main":
                break
            chosen = _article_among(sheet, prose, node, parts, heads)
            if chosen is None:
                break
            most = chosen
        node = most
    return node


def _complete(elements: Elements, prose: _Prose, node: int, parts: Sequence[int], most: int) -> bool:
    """Whether what stands beside the largest part is more of the same article."""
    rest = prose.mass[node] - prose.mass[most]
    strange = sum(prose.mass[n] for n in parts if n != most and not _alike(elements, n, most))
    return rest > _REST * prose.mass[node] and strange <= _STRANGE * rest


def _alike(elements: Elements, part: int, most: int) -> bool:
    sheet = elements.sheet
    if elements.sentences[part] == 1 and not elements.links[part]:
        return True
    if sheet.tags[part] == "article":  # another one
        return False
    same = sheet.tags[part] == sheet.tags[most]
    return elements.named[part] or (same and sheet.hint(part).split()[:1] == sheet.hint(most).split()[:1])


def _article_among(
    sheet: Sheet, prose: _Prose, node: int, parts: Sequence[int], heads: Sequence[int]
) -> int | None:
    """The one of several parts that is the page's article; None if none is, or several are parts of it."""
    large = [n for n in parts if prose.mass[n] >= _CRUMB * prose.mass[node]]
    marked = [n for n in large if prose.marked[n]]
    headed = [n for n in large if any(sheet.starts[n] <= head < sheet.ends[n] for head in heads)]
    found = marked or headed
    if len(marked) > 1:
        both = [n for n in marked if n in headed and prose.articles[n]]
        if len(both) == 1 or (both and len(both) == len(headed)):  # one article appended to another
            found = both[:1]
    return found[0] if len(found) == 1 and prose.mass[found[0]] >= _PART * prose.mass[node] else None


def _heads(sheet: Sheet, units: Sequence[Unit], titles: set[str]) -> list[int]:
    """Where the page's title is printed, else where its h1 are."""
    rows = list(zip(units, sheet.lines, strict=True))
    longest = 2 * max(map(len, titles), default=0)  # with white space
    found = [
        line.start
        for unit, line in rows
        if len(unit.text) <= longest and key(unit.text) in titles and not is_link(line)
    ]
    return found or [line.start for _, line in rows if sheet.tags[line.node] == "h1"]


def _prose(elements: Elements, units: Sequence[Unit]) -> _Prose:
    """Words of prose in each element, without what stands in asides, and what is marked as an article."""
    sheet = elements.sheet
    mass = [0] * len(sheet.parents)
    for unit, line in zip(units, sheet.lines, strict=True):
        if (unit.prose or unit.long) and not is_link(line) and not elements.aside[line.node]:
            mass[line.node] += min(unit.words, _CAP)
    for node in range(len(mass) - 1, 0, -1):
        mass[sheet.parents[node]] += mass[node]
    own = [bool(mass[n]) and holds_article(elements, n) for n in range(len(mass))]
    articles = [own[n] and sheet.tags[n] == "article" for n in range(len(mass))]
    return _Prose(mass, own, _spread(sheet, mass, own), _spread(sheet, mass, articles))


def _spread(sheet: Sheet, mass: Sequence[int], marks: Sequence[bool]) -> list[bool]:
    """Marks, also of the elements nearly all of whose prose a marked one holds."""
    out = list(marks)
    for node in range(len(out) - 1, 0, -1):
        parent = sheet.parents[node]
        if out[node] and mass[node] >= 0.9 * mass[parent]:
            out[parent] = True
    return out
