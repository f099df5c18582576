"""Names and offices as data: vocab/names.toml and vocab/countries.toml with a profile's own on top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Any

from parley.profiles import Profile
from parley.vocab import table

_SCHOOLS = frozenset({"university", "college"})
_OF_OTHERS = frozenset({"New", "Northern"})  # before a state's name in that of another place
_OF_CONTINENT = frozenset({"North", "South", "Central", "Latin"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What a known name stands for. `demonym`: an adjective or a people, not the state itself."""

    name: str
    kind: str
    country: str | None
    demonym: bool = False
    capital: bool = False


class Gazetteer:
    """Known names by their first word; the longest one that fits is taken."""

    def __init__(self, profile: Profile, without: Set[str] = frozenset()) -> None:
        """The names known under a profile; those of the states `without` are not."""
        self._by_first: dict[str, list[tuple[list[str], Entry]]] = {}
        self.demonym_of: dict[str, str] = {}
        for words, entry in _entries(profile):
            if entry.name not in without:
                self._add(words, entry)
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))

    def _add(self, name: str, entry: Entry) -> None:
        words = name.replace("’", "'").split()
        rows = self._by_first.setdefault(words[0], [])
        rows[:] = [row for row in rows if row[0] != words]
        rows.append((words, entry))
        if entry.demonym:
            self.demonym_of.setdefault(entry.name, name)

    def at(self, words: list[str], i: int) -> tuple[int, Entry] | None:
        """Length in tokens and entry of the longest known name that begins at token `i`."""
        for name, entry in self._by_first.get(words[i], ()):
            length = len(name)
            if length == 1 or words[i : i + length] == name:
                return None if _is_in_another(words, i, i + length, entry) else (length, entry)
        return None


def _is_in_another(words: list[str], start: int, end: int, entry: Entry) -> bool:
    """Whether a state's name stands in that of another place or of a school: ``Northern Ireland``, ``Lima College``."""
    if entry.kind != "state":
        return False
    school = entry.capital and words[end : end + 1] != [] and words[end].lower() in _SCHOOLS
    return school or is_continent(words, start) or (start > 0 and words[start - 1] in _OF_OTHERS)


def is_continent(words: list[str], i: int) -> bool:
    """Whether a word at `i` is America's, and not the state's of that name: ``Latin | American``."""
    return 0 < i < len(words) and words[i].startswith("America") and words[i - 1] in _OF_CONTINENT


@cache
def gazetteer(profile: Profile, without: Set[str] = frozenset()) -> Gazetteer:
    """The names known under a profile, but those of some states; made once for each."""
    return Gazetteer(profile, without)


def bare(word: str) -> str:
    """A word without its possessive ending."""
    if "'" not in word and "’" not in word:
        return word
    word = word.replace("’", "'")
    if word.endswith("'s"):
        return word[:-2]
    return word[:-1] if word.endswith("'") and len(word) > 1 else word


def plain(texts: Sequence[str]) -> list[str]:
    """The words of a sentence, each `bare`."""
    joined = "".join(texts)
    return list(map(bare, texts)) if "'" in joined or "’" in joined else list(texts)


@cache
def word_set(section: str, *keys: str) -> frozenset[str]:
    """A list of words in vocab/names.toml, or several together."""
    return frozenset(word for key in keys for word in table("names.toml")[section][key].split())


@cache
def stands_for() -> Mapping[str, frozenset[str]]:
    """Offices that a description's head may stand for."""
    return {k: frozenset(v.split()) for k, v in table("names.toml")["titles"]["stands_for"].items()}


def _entries(profile: Profile) -> Iterator[tuple[str, Entry]]:
    """Names with their entries; later ones take the place of earlier ones."""
    for name in table("names.toml")["organizations"]["media"].split():
        plain = name.replace("-", " ")
        yield plain, Entry(plain.removeprefix("The "), "media", None)
    for name in table("capitals.toml")["firms"].split():
        plain = name.replace("-", " ")
        yield plain, Entry(plain, "organization", None)
    for row in table("names.toml")["organizations"]["known"]:
        for name in (row["name"], *row.get("aliases", ())):
            entry = Entry(row["name"], row.get("kind", "organization"), row.get("country"))
            yield name.removeprefix("the "), entry
    for row in table("countries.toml")["states"]:
        yield from _state(row, row.get("others", ()))
    for state in profile.states:
        row = {"name": state.name, "code": state.code, "demonyms": state.demonyms}
        yield from _state({**row, "capitals": state.capitals, "seats": state.seats}, ())
    for organization in profile.organizations:
        for name in (organization.name, *organization.aliases):
            yield name.removeprefix("the "), Entry(organization.name, "organization", None)


def _state(row: Mapping[str, Any], others: tuple[str, ...]) -> Iterator[tuple[str, Entry]]:
    name, code = row["name"], row.get("code")
    for word in row.get("demonyms", ()):
        yield word, Entry(name, "state", code, demonym=True)
    for word in row.get("capitals", ()):
        yield word, Entry(name, "state", code, capital=True)
    for word in (name, *others, *row.get("seats", ())):
        yield word.removeprefix("the "), Entry(name, "state", code)
