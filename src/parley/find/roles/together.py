"""Offices in the plural, of several persons named together: ``the envoys Ana Weber and Ivo Lund``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parley.find.roles.following import at
from parley.find.roles.office import Office, ending_at, states
from parley.find.roles.sentence import Sentence
from parley.language.line import Range


def shared(sentence: Sentence, name: Range) -> Iterator[Office]:
    """The offices in the plural before or behind the names that commas and "and" join with `name`.

    ``the ministers of Tavria and Morvania, X and Y,``: whose each is, their order tells.
    """
    names = _group(sentence, name)
    if len(names) < 2:
        return
    first, end = names[0][0], names[-1][1]
    aside = sentence.word(first - 1) == ","
    found = ending_at(sentence, first - aside, aside=aside)
    if sentence.word(end) == ",":
        found += at(sentence, end + 1, closed=True)
    for office in found:
        if office.plural:
            yield _own(sentence, office, names.index(name), len(names))


def _own(sentence: Sentence, office: Office, number: int, several: int) -> Office:
    """The office of one of several persons."""
    owners = states(sentence, office)
    if len(owners) < 2:
        return office
    if len(owners) != several:
        return replace(office, end=office.head + 1, of=None, country=None)
    own = owners[number]
    return replace(office, end=office.head + 1, of=own.name, country=own.country)


def _group(sentence: Sentence, name: Range) -> list[Range]:
    """The names that commas and one "and" join with `name`, in order; none if it stands alone."""
    i = name[0]
    while i > 0 and (sentence.words[i - 1] in ("and", ",") or sentence.is_named(i - 1)):
        i -= 1
    while i < name[0] and not sentence.name_at(i):
        i += 1
    names = _joined(sentence, i)
    return names if name in names else []


def _joined(sentence: Sentence, i: int) -> list[Range]:
    """The names from `i` on that commas and one "and" join."""
    out = list[Range]()
    name = sentence.name_at(i)
    while name:
        out.append(name)
        end = name[1]
        if sentence.word(end) == "and":
            last = sentence.name_at(end + 1)
            return [*out, last] if last else []
        name = sentence.name_at(end + 1) if sentence.word(end) == "," else None
    return []
