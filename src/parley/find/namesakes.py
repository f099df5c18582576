"""States by whose names a page means another place, or somebody: Georgia beside Florida, Jim Jordan."""

from __future__ import annotations

import re
from functools import cache

from parley.find.lexicon import word_set
from parley.find.own_names import listed
from parley.profiles import Profile
from parley.vocab import table


def namesakes(text: str, profile: Profile) -> frozenset[str]:
    """The states, none of them a profile's own, that a page does not mean where it prints their names.

    Of 24,000 news pages 1,082 tell of Georgia, and 943 of these not of the one of the Caucasus; 214 of 511 that hold
    the word Jordan tell of somebody.
    """
    out = {name for name in table("capitals.toml")["namesakes"] if name in text and _is_place(name, text)}
    out |= {name for name in listed("states_as_surnames") if name in text and _is_surname(name, text)}
    return frozenset(out.difference(state.name for state in profile.states) if out else out)


def _is_place(name: str, text: str) -> bool:
    """Whether a page tells of more that is beside the other place than beside the state."""
    lists = table("capitals.toml")["namesakes"][name]
    own, other = (len(set(_any_of(lists[key]).findall(text))) for key in ("own", "other"))
    return other > own


def _is_surname(name: str, text: str) -> bool:
    """Whether a page prints a given name before a state's, and neither its people nor its capital."""
    given = word_set("persons", "male", "female")
    before = (match[1].lower() for match in _before(name).finditer(text))
    return any(word in given for word in before) and not _any_of(_of_state()[name]).search(text)


@cache
def _of_state() -> dict[str, str]:
    """What tells of each state beside its name."""
    return {
        row["name"]: " ".join((*row.get("demonyms", ()), *row.get("capitals", ())))
        for row in table("countries.toml")["states"]
    }


@cache
def _before(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b([A-Z][a-z]+) {name}\b")


@cache
def _any_of(names: str) -> re.Pattern[str]:
    plain = (re.escape(name.replace("-", " ")) for name in names.split())
    return re.compile(rf"\b(?:{'|'.join(plain)})\b")
