"""A person as the pages of a record name it, with the keys by which others of the same name are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from parley.link.mentioned import Mentioned
from parley.link.roles import title_key
from parley.link.roll import Sort
from parley.link.spelling import consonants, plain, sound
from parley.store.base import Row
from parley.vocab import table

SELDOM = 0.2  # of a name's mentions; below, a country beside them is another's
_ARTICLES = frozenset({"al", "el"})  # which pages leave out


@dataclass(frozen=True)
class Person:
    """One person as one or more pages name them. `words`: the name without particles and suffix."""

    id: str
    name: str
    words: tuple[str, ...]
    starts: tuple[int, ...]  # of those, the ones that no hyphen joins to another before
    suffix: tuple[str, ...]
    pages: int  # how many name them
    countries: frozenset[str]  # printed beside the name often enough to be this person's
    seen: frozenset[str]  # printed beside it at all
    titles: frozenset[str]
    royal: bool
    near: tuple[
        str, ...
    ]  # by one of which another full name that may be theirs goes too; none of a surname alone
    sounds: str  # of the whole name
    ends: tuple[
        str, ...
    ]  # sounds of the names that are the end of this one, or the surname that it begins with

    @property
    def surname_first(self) -> bool:
        """Whether the name begins with the surname: ``Kim Jong Un``, not ``Kim Weber``."""
        return _is_surname_first(self.words)

    @property
    def is_surname(self) -> bool:
        """Whether the name is a surname alone, particles before it or not: ``von der Weide``."""
        return _are_particles(self.words[:-1])

    @property
    def last(self) -> str:
        """The surname; of names that begin with it, the last word all the same."""
        return self.words[-1]

    @property
    def order(self) -> tuple[int, str]:
        """Names of more pages come first, and lead."""
        return -self.pages, self.id

    @property
    def longest_first(self) -> tuple[int, tuple[str, ...], str]:
        """Longer names come first: what a shorter one is the end of is judged by then."""
        return -len(self.words), self.words, self.id


NEAR, SOUNDS, ENDS = "near ", "sounds ", "ends "  # what the keys begin with by which persons are found


def _keys(person: Person) -> Iterator[str]:
    yield from (NEAR + key for key in person.near)
    yield SOUNDS + person.sounds
    yield from (ENDS + key for key in person.ends)


_FIELDS = [field.name for field in fields(Person)]
_SETS, _ROWS = ("countries", "seen", "titles"), ("words", "starts", "suffix", "near", "ends")


def _plain(person: Person) -> list[Any]:
    values = (getattr(person, name) for name in _FIELDS)
    return [sorted(value) if isinstance(value, frozenset) else value for value in values]


def _made(row: Sequence[Any]) -> Person:
    values = dict(zip(_FIELDS, row, strict=True))
    values |= {name: frozenset(values[name]) for name in _SETS} | {
        name: tuple(values[name]) for name in _ROWS
    }
    return Person(**values)


PEOPLE = Sort("people", _keys, _plain, _made)


def person_of(actor: str, group: Mentioned, held: Sequence[Row]) -> Person:
    """A person from the mentions and the offices of all pages."""
    name = established(group.names)
    words = plain(name)
    suffix = tuple(w for w in words if w in listed("persons", "suffixes"))
    own = [(word, i == 0) for token in name.split() for i, word in enumerate(plain(token))]
    bare = [(w, begins) for w, begins in own if w not in suffix and w not in _ARTICLES] or own
    printed = Counter[str](row["country"] for row in held if row["country"])
    titles = {title_key(*told) for told in {(role["title"], role["of"]) for role in held}} - {""}
    names = tuple(word for word, _ in bare)
    starts = tuple(i for i, (_, begins) in enumerate(bare) if begins)
    sounds = tuple(map(sound, names))
    full = len(names) > 1
    return Person(
        actor,
        name,
        names,
        starts,
        suffix,
        len(group.first),
        _countries(printed) or _countries(group.countries, SELDOM * group.count),
        frozenset((*printed, *group.countries)),
        frozenset(titles),
        any(t.split()[-1] in _royal() for t in titles) and len(bare) == 1,
        (sounds[-1], f"-{consonants(names[-1])}") if full else (),
        " ".join(sounds),
        tuple(_ends(names, starts, sounds)) if full and not suffix else (),
    )


def _ends(words: Sequence[str], starts: Sequence[int], sounds: Sequence[str]) -> Iterator[str]:
    for start in () if _is_surname_first(words) else starts[1:]:
        yield " ".join(sounds[start:])
    if words[0] in listed("persons", "surname_first"):
        yield sounds[0]


def _is_surname_first(words: Sequence[str]) -> bool:
    return len(words) > 2 and words[0] in listed("persons", "surname_first")


def _countries(counts: Mapping[str, int], least: float = 0) -> frozenset[str]:
    """The countries printed beside a person, without those that are printed much less often than the first."""
    least = max(least, max(counts.values(), default=0) / 4)
    return frozenset(country for country, count in counts.items() if count >= least)


def _are_particles(words: Sequence[str]) -> bool:
    return all(w in listed("persons", "particles") and not _is_given(w) for w in words)


def _is_given(word: str) -> bool:
    return word in listed("persons", "male") or word in listed("persons", "female")


@cache
def listed(section: str, key: str) -> frozenset[str]:
    """The words of a list in the vocabulary of names, without full stops."""
    return frozenset(table("names.toml")[section][key].replace(".", "").split())


@cache
def _royal() -> frozenset[str]:
    return frozenset(table("roles.toml")["royal"].split())


def established(names: Mapping[str, int]) -> str:
    """The fullest of the names that pages commonly print, given how often; of several such the most frequent."""
    full = {name: count for name, count in names.items() if " " in name} or names
    least = max(full.values()) / 5
    common = [name for name, count in full.items() if count >= least]
    return min(common, key=lambda name: (-len(name.split()), -names[name], name))
