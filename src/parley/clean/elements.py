"""What the elements of a page say about the lines inside them: their kind, their names, their neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from parley.clean.lines import Unit
from parley.clean.markup import Line, Sheet
from parley.clean.phrases import any_of
from parley.vocab import table

_ASIDE = frozenset({"aside", "nav", "footer", "form", "button", "figure", "figcaption", "textarea"})
_NEVER = frozenset({"textarea", "button"})
_ARTICLE = frozenset({"article", "main"})
# Class names are chosen for looks as often as for sense: an element that holds this share of a page's
# prose is what the page is about, whatever it is called. From .3 to .7 one page of 316 reads differently;
# at .9 scrapinghub loses .5 points of token F1.
_WIDE = 0.6
_NONE = frozenset[str]()
_KINDS = frozenset({"pull_quote", "live_entry", "article"})  # of article text
_TEASED = frozenset({"caption", "promo"})  # of one element: the caption of a teaser
_NEARLY = 0.5
_PROSE = 80  # words of a line that count as prose at most; one endless paragraph is not a whole article
_CARD = 70  # words of prose in a teaser at most, beside its linked title
_CARDS = 3  # teasers side by side that make a list of them
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # where a part of "articleBody" begins
# "hidden md:block": hidden on small screens
_SHOWN = re.compile(r":(?:block|flex|grid|inline|visible|contents|table)")
# Names that say what an element has beside it, or how it is laid out: "has-sidebar", "noCaption", "sidebar-grid".
_ABOUT = r"(?:has|with|no|without|not)[-_]{1,2}[a-z]+|sidebar[-_]{1,2}(?:grid|layout)"


class _Counts(NamedTuple):
    """Of each element, with all that stands in it."""

    prose: list[int]  # words of prose
    sentences: list[int]
    links: list[int]
    leads: list[int]  # links that are sentences


@dataclass(slots=True)
class Elements:
    """Of each element of a sheet, by its number."""

    sheet: Sheet
    prose: list[int]  # words of prose in it
    sentences: list[int]
    links: list[int]
    roles: list[frozenset[str]]  # that its own names suggest
    named: list[bool]  # its name, or that of an element with most of its prose, is an article's
    cards: list[bool]  # one of several teasers side by side, or an article inside another
    oddities: list[str | None]  # as `odd` tells them of the whole page
    aside: list[bool]  # it, or an element around it, is no part of an article

    def around(self, node: int, within: int = -1) -> list[int]:
        """An element and those around it, the innermost first, up to but without `within`."""
        out: list[int] = []
        parents = self.sheet.parents
        while node >= 0 and node != within:
            out.append(node)
            node = parents[node]
        return out

    def odd(self, node: int, whole: int) -> str | None:
        """Why an element is no part of the article that the element `whole` holds; None if it may be."""
        tag = self.sheet.tags[node]
        if self.cards[node]:
            return "card"
        if tag in _NEVER:
            return tag
        if self.prose[node] >= _WIDE * max(self.prose[whole], 1):
            return None
        if tag in _ASIDE:
            return tag
        roles = self.roles[node] - _KINDS
        if self.named[node] or not roles:
            return None
        return "promo" if roles >= _TEASED else min(roles)


def is_link(line: Line) -> bool:
    """Whether most of a line is links."""
    return line.linked > 0.5 * (line.end - line.start)


def read(sheet: Sheet, units: Sequence[Unit]) -> Elements:
    """The elements of a sheet whose lines are `units`."""
    count = len(sheet.parents)
    counts = prose, sentences, links, _ = _counts(sheet, units)
    cards = _cards(sheet, counts)
    roles = [_NONE] * count
    named = [False] * count
    for node, hint in sheet.names.items():
        roles[node] = suggested(hint)
        named[node] = "article" in roles[node]
    for node in range(count - 1, 0, -1):
        parent = sheet.parents[node]
        if named[node] and 0 < prose[node] >= _NEARLY * prose[parent]:
            named[parent] = True
    out = Elements(sheet, prose, sentences, links, roles, named, cards, [None] * count, [False] * count)
    inside = [False] * count
    for node in range(count):
        parent, tag = sheet.parents[node], sheet.tags[node]
        within = parent >= 0 and inside[parent]
        inside[node] = within or tag == "article"
        if tag == "article" and within and prose[node] < _WIDE * prose[0]:
            cards[node] = True
        out.oddities[node] = out.odd(node, 0)
        out.aside[node] = out.oddities[node] is not None or (parent >= 0 and out.aside[parent])
    return out


def _counts(sheet: Sheet, units: Sequence[Unit]) -> _Counts:
    count = len(sheet.parents)
    prose, sentences, links, leads = [0] * count, [0] * count, [0] * count, [0] * count
    for unit, line in zip(units, sheet.lines, strict=True):
        said = unit.prose or unit.long
        if is_link(line):
            links[line.node] += unit.words >= 3
            leads[line.node] += said
        elif said:
            prose[line.node] += min(unit.words, _PROSE)
            sentences[line.node] += 1
    for node in range(count - 1, 0, -1):
        parent = sheet.parents[node]
        prose[parent] += prose[node]
        sentences[parent] += sentences[node]
        links[parent] += links[node]
        leads[parent] += leads[node]
    return _Counts(prose, sentences, links, leads)


def _cards(sheet: Sheet, counts: _Counts) -> list[bool]:
    """Of each element, whether it is one of several teasers side by side: a linked title, most with a lead.

    The lead of a teaser can be a link of its own.
    """
    likely: list[tuple[int, str] | None] = []
    beside: Counter[tuple[int, str]] = Counter()
    for parent, tag, prose, sentences, links, leads in zip(sheet.parents, sheet.tags, *counts, strict=True):
        teaser = links > 0 and sentences <= 2 and prose <= _CARD
        likely.append((parent, tag) if teaser else None)
        if teaser and (sentences or (leads and links > 1)):
            beside[parent, tag] += 1
    return [row is not None and beside[row] >= _CARDS for row in likely]


def holds_article(elements: Elements, node: int) -> bool:
    """Whether an element is marked as an article, by its kind or its name."""
    return elements.sheet.tags[node] in _ARTICLE or "article" in elements.roles[node]


@lru_cache(maxsize=16384)
def suggested(hint: str) -> frozenset[str]:
    """The roles that an element's names suggest."""
    parted = _parted(hint)
    found = {m.lastgroup for m in _words().finditer(parted) if m.lastgroup}
    names = parted.split()
    if not _hidden().isdisjoint(names) and not any(_SHOWN.search(name) for name in names):
        found.add("hidden")
    return frozenset(found)


def _parted(names: str) -> str:
    """Names in small letters, and again with their parts set apart where capitals begin them: "ArticleAuthorBio"."""
    low = names.lower()
    return low if low == names else f"{low} {_HUMP.sub('-', names).lower()}"


@cache
def _words() -> re.Pattern[str]:
    groups = (f"(?P<{role}>{any_of(words)})" for role, words in _table().items() if role != "hidden")
    return re.compile(rf"(?<![a-z])(?:{_ABOUT}|{'|'.join(groups)})")


@cache
def _hidden() -> frozenset[str]:
    return frozenset(_table()["hidden"])


def _table() -> Mapping[str, Sequence[str]]:
    return table("clean/markup.toml")
