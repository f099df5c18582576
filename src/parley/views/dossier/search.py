"""Search without a server: all words of the pages, as scripts that a page opened from disk may load.

A browser lets a page on disk load scripts that lie beside it, and nothing else. So the index is cut into many
small ones, each of which hands its data to ``search.js``:

- ``search/contents.js``: the first word of each file of words, the first passage of each file of texts;
- ``search/words-N.js``: words in order, each with the passages that hold it;
- ``search/texts-N.js``: passages, and the pages that they stand in.

A query loads the files its words fall into, and the texts of the hits it shows. Passages are numbered from the
newest page to the oldest. Words are those of the store's search: letters and digits, case folded, Latin letters
without their accents; ``search.js`` has the same rule.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from unicodedata import normalize

from parley.records import CONTENT_ROLES
from parley.store.base import Row
from parley.views.safety import visible

SIZE = 60_000  # characters of one file: read from disk in some milliseconds, on a slow line in a blink
_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
_ACCENTS = re.compile("([a-z])[\u0300-\u036f]+")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def fold(word: str) -> str:
    """A word as it is looked up: without case, its Latin letters without accents."""
    lower = word.lower()
    return lower if lower.isascii() else normalize("NFC", _ACCENTS.sub(r"\1", normalize("NFD", lower)))


def words_of(text: str) -> set[str]:
    """The folded words of a text."""
    return set(map(fold, _WORD.findall(text)))


def search_files(documents: Iterable[tuple[Row, Row]], file_of: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(name, text) of the files of the index.

    Args:
        documents: Pages as listings show them, each with its row of ``documents``; the newest first.
        file_of: The file of each page, by its id.
    """
    held: dict[str, array[int]] = {}
    firsts: list[int] = []
    chunk = _Texts()
    count = 0
    for page, document in documents:
        for block in document["blocks"]:
            text = visible(document["text"][block["start"] : block["end"]])
            if block["role"] not in CONTENT_ROLES or not text.strip():
                continue
            for word in words_of(text):
                held.setdefault(word, array("I")).append(count)
            chunk.add(page, file_of[page["id"]], block["start"], text)
            count += 1
        if chunk.size >= SIZE:
            yield _file(f"texts-{len(firsts)}", chunk.data())
            firsts.append(count - len(chunk.passages))
            chunk = _Texts()
    if chunk.passages:
        yield _file(f"texts-{len(firsts)}", chunk.data())
        firsts.append(count - len(chunk.passages))
    opening = []
    for number, rows in enumerate(_buckets(held)):
        opening.append(rows[0][0])
        yield _file(f"words-{number}", rows)
    yield _file("contents", {"words": opening, "texts": firsts, "passages": count})


class _Texts:
    """The passages of one file, and the pages that they stand in."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = []
        self.passages: list[tuple[int, int, str]] = []
        self.size = 0

    def add(self, page: Row, file: str, start: int, text: str) -> None:
        if not self.pages or self.pages[-1][0] != file:
            where = [page["title"], page["outlet"], page["day"] or "undated"]
            self.pages.append([file, *map(visible, where), page["language"] or ""])
        self.passages.append((len(self.pages) - 1, start, text))
        self.size += len(text)

    def data(self) -> dict[str, Any]:
        return {"pages": self.pages, "passages": self.passages}


def _buckets(held: dict[str, array[int]]) -> Iterator[list[tuple[str, str]]]:
    """Words and their passages in the order in which a script compares words, cut into files."""
    rows: list[tuple[str, str]] = []
    size = 0
    for word in sorted(held, key=lambda word: word.encode("utf-16-be", "surrogatepass")):
        rows.append((word, _packed(held[word])))
        size += len(word) + len(rows[-1][1]) + 8
        if size >= SIZE:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows


def _packed(passages: Sequence[int]) -> str:
    """Ascending numbers as their steps, in base 36."""
    steps = (b - a for a, b in zip((0, *passages), passages, strict=False))
    return " ".join(map(_base36, steps))


def _base36(number: int) -> str:
    out = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        out = _DIGITS[digit] + out
    return _DIGITS[number] + out


def _file(name: str, data: Any) -> tuple[str, str]:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"search/{name}.js", f'search.give("{name}",{text});\n'
