"""Authors as containers list them: ``Ana Ruiz; Tom Reed``, also where the family's name is printed first.

A comma turns a name only where it can stand for nothing else: between two authors, or before an outlet, an agency or
an office, it stands as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from parley.sources.hints import words
from parley.sources.sender import NAME_WORD, given_names, offices
from parley.vocab import table

_SEVERAL = re.compile(r";(?:\s+|$|(?=[^\W\d_]+,))")
_INITIAL = re.compile(r"[^\W\d_](?:\.[^\W\d_])*\.?")
_MOST = 2  # names of a family, and given ones


def listed(value: object) -> str | None:
    """One or more authors, joined by ``; ``, each given name first."""
    stated = [name for each in (value if isinstance(value, list) else [value]) if (name := words(each))]
    parts = [part for name in stated for part in map(str.strip, _SEVERAL.split(name)) if part]
    several = isinstance(value, list) or len(parts) > 1
    return "; ".join(turned(part, several) for part in parts) or None


def turned(name: str, several: bool) -> str:
    """``Ruiz, Ana`` as ``Ana Ruiz``; what may be two authors, or one and his office, as it stands.

    Args:
        name: What stands for one author, or for all.
        several: Whether it stands in a list, where a comma parts no two authors; else the given name must be known.
    """
    parts = [part.split() for part in name.split(",")]
    if len(parts) != 2 or not _are_names(*parts):
        return name
    family, given = parts
    known = [word.lower() in given_names() or bool(_INITIAL.fullmatch(word)) for word in given]
    if len(_borne(family)) == 1:
        sure = several or given[0].lower() in given_names()
    else:  # "Vara Quill, Ben Ode" are two
        sure = all(known) and family[0].lower() not in given_names()
    return " ".join([*given, *family]) if sure else name


def _are_names(family: Sequence[str], given: Sequence[str]) -> bool:
    """Whether both are of one or two capitalised words, and the second is of no office, agency or generation."""
    borne = _borne(family)
    return (
        0 < len(borne) <= _MOST
        and 0 < len(given) <= _MOST
        and all(NAME_WORD.fullmatch(word) and word[0].isupper() for word in (*borne, *given))
        and not {word.lower() for word in given} & (offices() | _words("suffixes"))
        and not {" ".join(family), " ".join(given)} & _agencies()
    )


def _borne(family: Sequence[str]) -> list[str]:
    """The names of a family without what leads to them: ``von der``."""
    return [word for word in family if word not in _words("particles")]


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("names.toml")["persons"][key].split())


@cache
def _agencies() -> frozenset[str]:
    return frozenset(form for row in table("clean/agencies.toml")["agency"] for form in row["forms"])
