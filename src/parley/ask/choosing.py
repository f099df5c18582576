"""The entries that may answer, chosen by filters and full-text search: never all of a record.

Who answers many questions may hold a record's entries as columns and choose among these: see `Chooser`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from parley.ask.question import Topic
from parley.store.base import Filter, Row, View

HITS = 400  # passages of a search that are looked at, the best first
PAGES = 150  # pages whose entries are looked at for one topic
ROWS = 4000  # entries that filters alone may choose; beyond, the latest count
_WINDOWS = (30, 120, 365)  # days back from the last day, tried until they hold enough
_MIN_PREFIX = 4  # letters of a stem that stands for all words that begin so


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries of a kind may answer.

    Attributes:
        kind: A kind of entry that pages hold.
        where: What holds of each.
        acts: Acts of statements, one of which each is; empty: any.
        topic: What each tells, by its words or its issue; None: anything.
        beside: What each tells too. Only where there are more entries than can be looked at it chooses among them.
        order: As in `Question`.
        few: Whether some will do: they are only counted.
    """

    kind: str
    where: Filter
    acts: tuple[str, ...] = ()
    topic: Topic | None = None
    beside: tuple[Topic, ...] = ()
    order: str = "best"
    few: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """Entries, each with the sentence that it begins in or nothing. `whole`: all that may answer are among them."""

    rows: Sequence[tuple[Row, str]]
    whole: bool


class Chooser(Protocol):
    """How entries are chosen."""

    def chosen(self, wanted: Wanted) -> Chosen:
        """Entries that may answer; one may come twice."""
        ...

    def linked(self, kind: str, where: Filter) -> Iterable[Row]:
        """The rows of a kind of link that a filter chooses, in their order."""
        ...

    def count(self, topic: Topic, where: Filter) -> int:
        """How many passages hold words of a topic, to tell the rarest; with a limit no more are counted."""
        ...


class BySearch:
    """Entries by what the store finds: of a topic those in the passages that tell it best."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._searched: dict[tuple[str, Filter], list[tuple[str, int, int, str]]] = {}

    def linked(self, kind: str, where: Filter) -> Iterable[Row]:
        """See `Chooser.linked`."""
        return self._view.entries(kind, where)

    def count(self, topic: Topic, where: Filter) -> int:
        """See `Chooser.count`."""
        return sum(self._view.found(query, _plain(where)) for query in queries_of(topic))

    def chosen(self, wanted: Wanted) -> Chosen:
        """See `Chooser.chosen`."""
        if wanted.topic is None:
            acts = [
                self._filtered(wanted.kind, replace(wanted.where, act=act)) for act in wanted.acts or (None,)
            ]
            return Chosen([row for one in acts for row in one.rows], all(one.whole for one in acts))
        told = self._telling(wanted.kind, wanted.topic, wanted.where)
        if wanted.kind == "incidents":
            return told
        by_issue = [
            self._filtered(wanted.kind, replace(wanted.where, issue=issue)) for issue in wanted.topic.issues
        ]
        rows = [row for one in (told, *by_issue) for row in one.rows]  # first those with their sentences
        return Chosen(rows, told.whole and all(one.whole for one in by_issue))

    def _telling(self, kind: str, topic: Topic, where: Filter) -> Chosen:
        """The entries in the passages that tell a topic best."""
        pages: dict[str, list[tuple[int, int, str]]] = {}
        whole = True
        for query in queries_of(topic):
            hits = self._hits(query, where)
            whole &= len(hits) < HITS
            for document, start, end, text in hits:
                if document in pages or len(pages) < PAGES:
                    pages.setdefault(document, []).append((start, end, text))
                else:
                    whole = False
        rows = []
        for row in self._view.entries(kind, replace(where, documents=tuple(pages))) if pages else ():
            first = row["evidence"][0]["start"]
            told = (
                sentence(text, first - start)
                for start, end, text in pages[row["document_id"]]
                if start <= first < end
            )
            if (around := next(told, None)) is not None:
                rows.append((row, around))
        return Chosen(rows, whole)

    def _hits(self, query: str, where: Filter) -> list[tuple[str, int, int, str]]:
        plain = _plain(where)
        key = (query, plain)
        if key not in self._searched:
            self._searched[key] = [
                (h.document_id, h.start, h.end, h.text) for h in self._view.search(query, plain)
            ]
        return self._searched[key]

    def _filtered(self, kind: str, where: Filter) -> Chosen:
        """The entries that a filter chooses; where these are too many, the latest."""
        rows = list(self._view.entries(kind, replace(where, limit=ROWS + 1)))
        whole = len(rows) <= ROWS
        return Chosen([(row, "") for row in (rows if whole else self._latest(kind, where))], whole)

    def _latest(self, kind: str, where: Filter) -> Iterable[Row]:
        last = where.until or self._view.last_day() or dt.date.today().isoformat()
        chosen = replace(where, limit=ROWS)
        for days in _WINDOWS:
            since = (dt.date.fromisoformat(last) - dt.timedelta(days)).isoformat()
            within = replace(where, since=max(since, where.since or ""))
            if self._view.count(kind, within) > ROWS:
                break
            chosen = within
        return self._view.entries(kind, chosen)


def queries_of(topic: Topic) -> list[str]:
    """Full-text queries, any of which finds passages that may tell a topic."""
    out: list[str] = []
    for phrase, exact in zip(topic.phrases, topic.exact, strict=False):
        words = exact.split()
        if len(words) == len(phrase):
            made = " ".join(
                f"{s}*" if len(s) >= _MIN_PREFIX and w.startswith(s) else w
                for s, w in zip(phrase, words, strict=True)
            )
            if not any(made.startswith(other.rstrip("*")) and " " not in made for other in out):
                out.append(made)
    return out


def sentence(text: str, at: int) -> str:
    """The sentence of a passage that a place lies in."""
    from parley.language.sentences import spans

    return next((text[start:end].strip() for start, end in spans(text) if start <= at < end), "")


def _plain(where: Filter) -> Filter:
    """What chooses passages; of the rows that lie in them a filter chooses more."""
    return replace(where, since=None, until=None, act=None, limit=HITS)
