"""Names that look like persons', of which a page tells that they are those of things, bodies or places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from parley.find.lexicon import word_set
from parley.find.names import Name
from parley.find.own_names import listed
from parley.language.line import Line
from parley.language.tags import FINITE

_AFTER = frozenset({".", ",", ":", "IN", "MD", "TO", "CC", "POS"}) | FINITE  # tags behind a noun phrase
_CLOSES = frozenset({",", ".", ";", ")", "that", "which", "in", "of", "based", "–", "—", "-"})


def things(printed: Iterable[tuple[Line, Name]]) -> frozenset[str]:
    """Names without an office that a page as often as not calls things, or prints with an article."""
    counts, called = Counter[str](), Counter[str]()
    titled, surnames = set[str](), set[str]()
    for line, name in printed:
        if name.kind not in ("person", ""):
            continue
        counts[name.text] += 1
        surnames.update(name.text.split()[-1:] if " " in name.text else ())
        if name.title:
            titled.add(name.text)
        else:
            called[name.text] += _has_article(line, name) or _is_called_thing(line, name)
    out = {text for text, n in called.items() if n and 2 * n >= counts[text]}
    return frozenset(out - titled - surnames)


def _has_article(line: Line, name: Name) -> bool:
    """Whether "the" belongs to a name, and not to a noun behind it or to a clause about somebody."""
    first = name.text.split()[0].lower()
    if line.words[name.start - 1 : name.start] != ["the"] or first in listed("articled"):
        return False
    behind = line.tags[name.end] if name.end < len(line) else "."
    return behind in _AFTER and line.words[name.end : name.end + 1] not in (["of"], ["who"])


def _is_called_thing(line: Line, name: Name) -> bool:
    """Whether the words beside a name say what it is, and it is nobody: ``the group | Dunmere Hey``."""
    if _is_apposed(line, name.end):
        return True
    given = name.text.split()[0].lower()
    if name.start == 0 or given in word_set("persons", "male", "female"):
        return False
    before = line.words[name.start - 1]
    if (
        line.tags[name.start - 1] == "NN"
        and before in listed("kinds")
        and line.texts[name.start - 1] == before
    ):
        return True
    if before == "of" and name.start > 1 and line.words[name.start - 2] in listed("kinds_of_place"):
        return True
    end = name.end + (line.words[name.end : name.end + 1] == [","])
    quoted = line.tags[name.start - 1] == '"' and line.tags[end : end + 1] == ['"']
    placed = before == "in" and not line.is_possessive(name.end - 1)
    return placed or quoted  # ``met in Dunmere``, ``said on “Morning Ana”``


def _is_apposed(line: Line, end: int) -> bool:
    """Whether what a name is stands behind it: ``Dunmere Hey|, a children's hospital in Velm``."""
    if line.words[end : end + 1] != [","] or line.tags[end + 1 : end + 2] != ["DT"]:
        return False
    found = line.np_after(end + 1)
    if found is None:
        return False
    stop = next((k for k in range(*found) if line.tags[k] in ("IN", "WH", "TO")), found[1])
    closed = stop == len(line) or line.words[stop] in _CLOSES
    head = line.words[stop - 1]
    return (
        closed
        and line.tags[stop - 1] == "NN"
        and (head in listed("kinds") or head in listed("kinds_of_place"))
    )
