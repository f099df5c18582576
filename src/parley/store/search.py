"""Full-text search: from what a person types to FTS5, and from its marks to offsets.

Any text is a valid query. Words must all occur, in any order; words in quotation marks together;
``negotiat*`` finds every ending. Everything is quoted, so no word is ever read as an operator.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator

from parley.store import filters, furniture
from parley.store.base import Filter, Hit
from parley.store.names import Actors
from parley.store.reviews import Reviews
from parley.store.writer import MARKS

_TERM = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")


def match(query: str) -> str | None:
    """The FTS5 expression for a query; None when it holds no word at all."""
    terms = []
    for found in _TERM.finditer(_NOT_TEXT.sub(" ", query)):
        phrase, star, word = found.groups()
        text = phrase if word is None else word
        if any(_is_word(c) for c in text):
            prefix = bool(star) or (
                word is not None and word.endswith("*") and _is_word(word.rstrip("*")[-1])
            )
            terms.append(f'"{text}"' + (" *" if prefix else ""))
    return " ".join(dict.fromkeys(terms)) or None


def hits(
    db: sqlite3.Connection, query: str, where: Filter, actors: Actors, reviews: Reviews
) -> Iterator[Hit]:
    """The passages that hold all of the query, best first (BM25), then in order of the text."""
    expression = match(query)
    if expression is None:
        return
    chosen = filters.having(db, where, actors, reviews, 'e.start >= p.start AND e.start < p."end"')
    rows = db.execute(
        "SELECT d.id, d.uri, d.outlet, d.title,"
        ' p.start, p."end", p.role, d.text, highlight(words, 0, ?, ?)'
        " FROM words JOIN passages p ON p.id = words.rowid JOIN documents d ON d.id = p.document_id"
        f" WHERE words MATCH ? AND {furniture.outside('p.start')} AND {chosen.sql()}"
        " ORDER BY words.rank, d.uri, p.start, d.id LIMIT ? OFFSET ?",
        (*MARKS, expression, *chosen.values, -1 if where.limit is None else where.limit, where.offset),
    )
    for document_id, uri, outlet, title, start, end, role, text, marked in rows:
        yield Hit(document_id, uri, outlet, title, start, end, role, text[start:end], marks(marked, start))


def count(db: sqlite3.Connection, query: str, where: Filter, actors: Actors, reviews: Reviews) -> int:
    """How many passages hold all of the query; with a limit no more than that are counted."""
    expression = match(query)
    if expression is None:
        return 0
    chosen = filters.having(db, where, actors, reviews, 'e.start >= p.start AND e.start < p."end"')
    found: int = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM words JOIN passages p ON p.id = words.rowid"
        " JOIN documents d ON d.id = p.document_id"
        f" WHERE words MATCH ? AND {furniture.outside('p.start')} AND {chosen.sql()} LIMIT ?)",
        (expression, *chosen.values, -1 if where.limit is None else where.limit),
    ).fetchone()[0]
    return found


def marks(marked: str, start: int) -> tuple[tuple[int, int], ...]:
    """Spans, in a text that begins at `start`, of what stands between marks in `marked`."""
    out, opened, at = list[tuple[int, int]](), start, start
    for char in marked:
        if char == MARKS[0]:
            opened = at
        elif char == MARKS[1]:
            out.append((opened, at))
        else:
            at += 1
    return tuple(out)


def _is_word(char: str) -> bool:
    """Whether the tokenizer takes a character into words: letters, numbers, private use."""
    return unicodedata.category(char)[0] in "LN" or unicodedata.category(char) == "Co"
