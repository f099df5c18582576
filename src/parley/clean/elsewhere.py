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
        self._prose: dict[
            HtmlElement, int
        ] = {}  # code points of the paragraphs in each element, once asked for

    def holds(self, element: HtmlElement) -> bool:
        """Whether an element is of another story."""
        return any(self._is_other(around) for around in element.iterancestors())

    def _is_other(self, element: HtmlElement) -> bool:
        """Whether an element is such a box; asked of each once."""
        known = self._known.get(element)
        if known is None:
            known = _is_box(element) and next(element.iter("h1"), None) is None and self._is_small(element)
            self._known[element] = known
        return known

    def _is_small(self, box: HtmlElement) -> bool:
        if not self._prose:
            self._prose = _paragraphs(self._tree)
        return 2 * self._prose[box] <= self._prose[self._tree]


def _is_box(element: HtmlElement) -> bool:
    if element.tag in _BOXES:
        return True
    if element.tag == "article" or ARTICLE.search(element.get("itemtype") or ""):
        return next(element.iter("a"), None) is not None
    hint = " ".join(filter(None, map(element.get, _NAMES))).lower()
    return not _NAMED.isdisjoint(suggested(hint)) if hint else False


def _paragraphs(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Code points of the paragraphs in each element; from the last to the first, so that each is passed once."""
    out: dict[HtmlElement, int] = {}
    for element in reversed(list(tree.iter())):
        own = len(element.text_content()) if element.tag == "p" else out.get(element, 0)
        out[element] = own
        parent = element.getparent()
        if parent is not None:
            out[parent] = out.get(parent, 0) + own
    return out
