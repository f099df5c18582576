"""Whether a text is a table of separated values, and what separates them. Strict: prose has commas too.

Its first line must be one of names. Where these are usual names of fields, of a text and of something else, or one
that the user gives, that is enough, whatever the other columns are called. Else the names must look like names, every
row that can be seen must have as many fields as there are names, no separator in the line of names may have a space
behind it, as those of prose do, and a column must hold what only tables hold in a column. None of 13,445 articles was
taken for a table, nor what stands below their first paragraphs.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Sequence
from itertools import islice

from parley.sources import fields
from parley.sources.fields import TEXTS

SEPARATORS = (",", ";", "\t", "|")
_SEEN = 50  # rows
_LONGEST = 60  # characters of a name of a column
_WORDS = 6  # of it
_SENTENCE = re.compile(r"[.!?:;…。！？]$|^\W*\d")  # what names of columns seldom end in or begin with
_MARKUP = re.compile(r"[<>{}]")  # what they never hold, and what a page on one line, or a program, does
_DECLARED = re.compile(r"\"?sep=([,;\t|])\"?", re.I)
_CELL = re.compile(r"[-+]?\d[\d.,:/ TZ+-]*%?|https?://\S+")


def separator(text: str, whole: bool, own: Collection[str] = ()) -> str | None:
    """What separates the fields of a table; None if the text is none.

    Args:
        text: How it begins.
        whole: Whether that is all of it; else its last row may be cut.
        own: Names of texts that the user gives, as `fields.key` spells them.
    """
    if ends_in_returns(text):
        text = text.replace("\r", "\n")
    first, _, rest = text.lstrip("\r\n").partition("\n")
    if said := declared(first):
        return said if said in rest.lstrip("\r\n").partition("\n")[0] else None
    best, most = None, (0, 0)
    for each in SEPARATORS:
        names = _split(first, each)
        if len(names) > 1:
            found = (_sureness(names, _rows(rest, each, whole), own), len(names))
            if found[0] and found > most:
                best, most = each, found
    return best


def declared(line: str) -> str | None:
    """The separator that a line above the names says, as spreadsheets write it: ``sep=;``."""
    found = _DECLARED.fullmatch(line.rstrip("\r\n"))
    return found[1] if found else None


def ends_in_returns(text: str | bytes) -> bool:
    """Whether a text's lines end in a carriage return alone, as those of old programs do."""
    ends = ("\r", "\n") if isinstance(text, str) else (b"\r", b"\n")
    return ends[0] in text and ends[1] not in text  # type: ignore[operator]


def _sureness(names: Sequence[str], rows: Sequence[Sequence[str]], own: Collection[str]) -> int:
    """3 where the names alone say that it is a table of texts, 2 where its rows bear it out, 1 where it holds data."""
    keys = {fields.key(name.strip()) for name in names if name.strip()}
    usual = keys & fields.known()
    texts = keys & fields.known(*TEXTS)
    spaced = any(name.startswith(" ") for name in names)
    plain = _are_names(names)
    if any(map(_MARKUP.search, names)) or (spaced and not plain):
        return 0
    if keys.intersection(own) or (texts and usual > texts and not spaced):
        return 3
    if not rows or any(len(row) != len(names) for row in rows):
        return 0
    data = len(rows) > 1 and not spaced and _hold_data(rows)
    if not plain:  # what people call the columns that they add: "Relevant?", "2"
        return 2 if texts and data else 0
    if texts and (usual == keys or not spaced):
        return 2
    return 1 if data else 0


def _are_names(names: Sequence[str]) -> bool:
    """Whether a line is one of names: short, each another, none a number or a sentence's end."""
    there = [name.strip() for name in names if name.strip()]
    return (
        len({fields.key(name) for name in there}) == len(there) > 1
        and max(map(len, there)) <= _LONGEST
        and max(len(name.split()) for name in there) <= _WORDS
        and not any(map(_SENTENCE.search, there))
    )


def _hold_data(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column is all figures, days or addresses."""
    return any(all(map(_CELL.fullmatch, column)) for column in zip(*rows, strict=True))


def _split(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r")], delimiter=separator), [])
    except csv.Error:
        return []


def _rows(text: str, separator: str, whole: bool) -> list[list[str]]:
    """The first rows below the names, without one that the view may have cut; a blank line is a row without fields."""
    lines = io.StringIO(text.rstrip() if whole else text, newline="\n")
    try:
        rows = list(islice(csv.reader(lines, delimiter=separator, skipinitialspace=True), _SEEN))
    except csv.Error:
        return [[]]
    return rows if whole or lines.readline() else rows[:-1]
