"""Which pages are tied by the prose that they share, and how closely."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from parley.link.heads import Head
from parley.records import name_key
from parley.reuse import COPY, REWRITE, Passage, Related
from parley.store.base import Row

# of each fingerprint in a passage of a page (its words, by number), the pages that hold it
Holders = Callable[[int, tuple[int, int]], Iterable[Sequence[int]]]
KINDS = ("copy", "rewrite", "passages")  # the closest first
# Measured on 1,138 pages of 69 outlets, most of whose days are known: of the pairs of two outlets that are tied so, 17
# of 18 are of the same two days; of one outlet's pairs below `_VERSION`, most share panels, captions or background.
_VERSION = (
    0.5  # the part of its prose that a page shares with another of its own outlet, to be a version of it
)
_RUNS = 20  # runs of words that two pages share at least, where not nearly all of both
_PHRASES = 3  # passages that pages of two outlets share,
_PARAGRAPHS, _PART = 2, 0.1  # or fewer, which make so much of the prose of one
_TELLING = 2  # passages of these that tell something: that so few stories hold
_STORIES = 3
_PARAGRAPH = 25  # words of a passage that is a paragraph, or a good part of one
_APART = 3  # days; a story is not rewritten later


class Page(NamedTuple):
    """What of a document counts beside its prose."""

    id: str
    outlet: str | None  # its key
    day: dt.date | None

    @staticmethod
    def all(heads: Iterable[Head]) -> list[Page]:
        """From documents; the day where a page's own metadata settle one."""
        key = cache(name_key)
        return [
            Page(head.id, key(head.outlet) if head.outlet else None, _day(head.published)) for head in heads
        ]


def _day(published: Row) -> dt.date | None:
    first = published["earliest"]
    return dt.date.fromisoformat(first) if first is not None and first == published["latest"] else None


@dataclass(frozen=True, slots=True)
class Tie:
    """Two pages, by number, that carry one story; `kind` is one of `KINDS`."""

    pair: Related
    kind: str

    @property
    def contained(self) -> float:
        """The part of the one page's prose that the other holds, whichever is more."""
        return max(self.pair.containment_left, self.pair.containment_right)

    @property
    def place(self) -> tuple[int, float, int, int]:
        """The closest ties come first."""
        return KINDS.index(self.kind), -self.contained, self.pair.left, self.pair.right


def ties(related: Iterable[Related], holders: Holders, pages: Sequence[Page]) -> list[Tie]:
    """The ties among pages that are related.

    A page that holds much of another's prose is tied with it. Pages of two outlets that share less are tied by
    passages that hardly any other story holds, whose copies count once: background that many repeat ties nothing.
    """
    out, weighed = list[Tie](), list[Related]()
    for pair in related:
        left, right = pages[pair.left], pages[pair.right]
        if _is_version(pair, left, right):
            out.append(Tie(pair, pair.kind))
        elif _may_share_a_story(pair, left, right):
            weighed.append(pair)
    story = _joined(len(pages), ((tie.pair.left, tie.pair.right) for tie in out))
    return out + [
        Tie(pair, _kind(pair.passages)) for pair in weighed if _telling(pair, holders, story) >= _TELLING
    ]


def may_tie(pair: Related, left: Page, right: Page) -> bool:
    """Whether two pages share so much that they may be tied."""
    return _is_version(pair, left, right) or _may_share_a_story(pair, left, right)


def _joined(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """For each of so many numbers the least of those that pairs join it with."""
    leader = list(range(count))

    def find(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for left, right in pairs:
        one, other = find(left), find(right)
        leader[max(one, other)] = min(one, other)
    return [find(number) for number in range(count)]


def _of_one_outlet(left: Page, right: Page) -> bool:
    return left.outlet is not None and left.outlet == right.outlet


def _is_version(pair: Related, left: Page, right: Page) -> bool:
    """Whether much of one page is the other's."""
    less, most = sorted((pair.containment_left, pair.containment_right))
    enough = less >= COPY or sum(p.runs for p in pair.passages) >= _RUNS
    return enough and most >= (_VERSION if _of_one_outlet(left, right) else REWRITE)


def _may_share_a_story(pair: Related, left: Page, right: Page) -> bool:
    """Whether pages of two outlets share so many passages that one story may be behind them."""
    if _of_one_outlet(left, right) or (left.day and right.day and abs((left.day - right.day).days) > _APART):
        return False
    part = max(pair.containment_left, pair.containment_right)
    return len(pair.passages) >= _PHRASES or (len(pair.passages) >= _PARAGRAPHS and part >= _PART)


def _telling(pair: Related, holders: Holders, story: Sequence[int]) -> int:
    """How many of a pair's passages few stories hold."""
    return sum(
        any(len({story[n] for n in held}) <= _STORIES for held in holders(pair.left, passage.left))
        for passage in pair.passages
    )


def _kind(passages: Sequence[Passage]) -> str:
    """What has come over of a story that pages do not share as a whole: paragraphs, or only turns of phrase."""
    return "passages" if any(p.left[1] - p.left[0] >= _PARAGRAPH for p in passages) else "rewrite"
