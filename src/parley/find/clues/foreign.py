"""Days that lines in other languages than English print right by the text: "Publié le 7 mars 2031", "7 MARZO 2031"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache

from parley.find.clues.base import Told
from parley.records import Document
from parley.vocab import table

# Blocks about the first of the body. Of 1,640 pages in three languages 30 print such a line there; one is of a film.
_ABOVE, _BELOW = 1, 3
_LONGEST = 120  # code points of such a line
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"\d")
_DATE = "\0"  # stands for a day in a line


def foreign(document: Document, body: int) -> Iterator[Told]:
    """What the lines about a block say, the first of the body."""
    for block in document.blocks[max(body - _ABOVE, 0) : body + _BELOW]:
        line = document.text[block.start : block.end]
        if len(line) > _LONGEST or block.role == "headline" or not _is_date_line(line):
            continue
        for m in _day().finditer(line):
            day = _named(m)
            if day is None:
                continue
            span = ((block.start + m.start(), block.start + m.end()),)
            if _is_changed(line[: m.start()]):
                yield Told("updated line", 1, {"not_after": day}, span)
            else:
                yield Told("published line", 1, {"days": [day]}, span)


def _is_date_line(line: str) -> bool:
    """Whether nothing but labels, or a byline, stands beside the days of a line."""
    rest = _day().sub(_DATE, line)
    if rest == line:
        return False
    words = _WORD.findall(rest)
    if words and _listed("weekdays").issuperset(word.lower() for word in words) and not _CLOCK.search(rest):
        return False
    known = _listed("published") | _listed("changed") | _listed("beside") | _listed("weekdays")
    signed = bool(words) and words[0].lower() in _listed("by")
    return all(
        word.lower() in known or (signed and (word[0].isupper() or word in _listed("by"))) for word in words
    )


def _is_changed(before: str) -> bool:
    """Whether the last label before a day tells of a change: "mis à jour le"."""
    told = [
        word
        for word in _WORD.findall(before.lower())
        if word in _listed("published") | _listed("changed") | {"jour"}
    ]
    return bool(told) and told[-1] not in _listed("published")


def _named(m: re.Match[str]) -> str | None:
    try:
        return dt.date(int(m["year"]), _months()[m["month"].lower()], int(m["day"])).isoformat()
    except ValueError:
        return None


@cache
def _day() -> re.Pattern[str]:
    months = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:er|[.º°])?\s+(?:de\s+)?(?P<month>{months})\.?\s+(?:del?\s+)?(?P<year>\d{{4}})\b",
        re.I,
    )


@cache
def _months() -> Mapping[str, int]:
    """The number of each month by its names, those aside that are English and so read by the grammar of times."""
    rows = {language: str(row).split() for language, row in table("times/date_lines.toml")["months"].items()}
    english = rows.pop("en")
    return {
        name: number
        for row in rows.values()
        for number, name in enumerate(row, start=1)
        if name not in english
    }


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(str(table("times/date_lines.toml")["words"][kind]).split())
