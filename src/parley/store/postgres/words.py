"""The words of a text as SQLite's tokenizer sees them, so that a search finds the same on either back end.

The tokenizer itself is asked, by an index in memory; the server gets its words and their places as a
`tsvector`, and queries as a `tsquery` over the same words. What a tsvector cannot hold (the places of a very
long passage, a word of a thousand letters) makes it choose too much, never too little: every passage that
it chooses is asked for its marks here, and one that has none is no hit.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from parley.store.search import MARKS, TOKENIZER, Term, marks, plain

_LAST_PLACE = 16_383  # of a word in a tsvector, which counts from 1
_PLACES = 255  # of one word
_BYTES = 1_000_000  # of all different words; the limit is 1 MiB with their places left out
_LETTERS = 500  # of one word: 2,000 bytes at most, the limit is 2,046
_TERMS = 100  # of a query that the server is asked for; the rest is held against the text here

Places = Mapping[str, Sequence[int]]  # for each word of a text, where it stands: 0 is the first word


class Words:
    """An index in memory. Not for several threads at once."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._db.execute(f"CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = '{TOKENIZER}')")
        self._db.execute("CREATE VIRTUAL TABLE tokens USING fts5vocab (words, instance)")

    def close(self) -> None:
        """Free the memory."""
        self._db.close()

    def places(self, texts: Sequence[str]) -> list[Places]:
        """The words of each text, in no particular order."""
        self._fill(texts)
        found = [defaultdict[str, list[int]](list) for _ in texts]
        for word, number, place in self._db.execute('SELECT term, doc, "offset" FROM tokens'):
            found[number][word].append(place)
        return list(found)

    def marks(self, texts: Sequence[str], expression: str) -> Mapping[int, tuple[tuple[int, int], ...]]:
        """By the number of each of the texts that an FTS5 expression finds, the spans of the found words."""
        self._fill(texts)
        rows = self._db.execute(
            "SELECT rowid, highlight(words, 0, ?, ?) FROM words WHERE words MATCH ?", (*MARKS, expression)
        )
        return {number: marks(marked, 0) for number, marked in rows}

    def query(self, terms: Iterable[Term], *, places: bool) -> str | None:
        """A tsquery for the terms of a query, with or without asking for neighbours; None if it has no word."""
        asked = list(terms)[:_TERMS]
        parts = []
        for term, words in zip(asked, self.places([term.text for term in asked]), strict=True):
            in_order = sorted((place, word) for word, at in words.items() for place in at)[:_TERMS]
            quoted = [_quoted(word) for _, word in in_order]
            if not quoted:
                continue
            if term.prefix and len(in_order) < _TERMS:
                quoted[-1] += ":*"
            parts.append((" <-> " if places else " & ").join(quoted))
        return " & ".join(f"({part})" for part in parts) or None

    def _fill(self, texts: Sequence[str]) -> None:
        self._db.execute("BEGIN")
        self._db.execute("DELETE FROM words")
        self._db.executemany(
            "INSERT INTO words (rowid, text) VALUES (?, ?)",
            ((number, plain(text)) for number, text in enumerate(texts)),
        )
        self._db.execute("COMMIT")


def vector(places: Places) -> tuple[str | None, bool]:
    """(tsvector, whether it is bare) of a text: bare without the places; None holds not even the words."""
    size = sum(len(word.encode()) + 2 for word in places)
    if size > _BYTES:
        return None, True
    bare = any(
        len(at) > _PLACES or max(at) >= _LAST_PLACE or len(word) > _LETTERS for word, at in places.items()
    )
    if bare:
        return " ".join(sorted({_quoted(word) for word in places})), True
    return " ".join(
        f"{_quoted(word)}:{','.join(str(place + 1) for place in at)}" for word, at in sorted(places.items())
    ), False


def _quoted(word: str) -> str:
    short = word[:_LETTERS].replace("\\", "\\\\").replace("'", "''")
    return f"'{short}'"
