"""Which elements of a page are of another story than its own: teasers, lists of related ones, comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.clean.elements import suggested
from parley.clean.jsonld import ARTICLE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BOXES = frozenset({"aside", "nav", "li"})
_NAMES = ("class", "id", "itemprop", "role")
_NAMED = frozenset({"promo", "comment"})  # roles of elements, by their names


class Elsewhere:
    """Tells of the elements of one tree whether they are of another story.

    So is what stands in a box, that is an aside, a list, an article with a link in it, or what is named as a teaser or
    a comment, that holds neither a main heading nor most of the page's paragraphs. Of 316 pages 33 mark times of
    publication, six of them (also) 45 of other stories and of comments.
    """

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self._known: dict[HtmlElement, bool] = {}
        self._whole = -1  # code points of all paragraphs, counted when they are asked for

    def holds(self, element: HtmlElement) -> bool:
        """Whether an element is of another story."""
        return any(self._is_other(around) for around in element.iterancestors() if _is_box(around))

    def _is_other(self, box: HtmlElement) -> bool:
        if box not in self._known:
            if self._whole < 0:
                self._whole = _paragraphs(self._tree)
            headed = next(box.iter("h1"), None) is not None
            self._known[box] = not headed and 2 * _paragraphs(box) <= self._whole
        return self._known[box]


def _is_box(element: HtmlElement) -> bool:
    if element.tag in _BOXES:
        return True
    if element.tag == "article" or ARTICLE.search(element.get("itemtype") or ""):
        return next(element.iter("a"), None) is not None
    hint = " ".join(filter(None, map(element.get, _NAMES))).lower()
    return not _NAMED.isdisjoint(suggested(hint)) if hint else False


def _paragraphs(element: HtmlElement) -> int:
    """Code points in the paragraphs of an element."""
    return sum(len(p.text_content()) for p in element.iter("p"))
