"""Who a mail's ``From`` names: the person who wrote it, or the outlet that sent it, or neither for certain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from parley.vocab import table

_ADDRESS = re.compile(r"[<\[(]?(?:mailto:)?([^\s<>()\[\]:;,\"]{1,64})@([^\s<>()\[\]:;,\"]{1,250})[>\])]?")
_QUOTES = " \t'\"*_,;:()<>[]“”„‘’«»"
_WORD = re.compile(r"[^\W\d_]+")
NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?")
_LEAST = 3  # letters of a name that tell its owner in an address


@dataclass(frozen=True, slots=True)
class Sender:
    """An author or an outlet; at most one of them."""

    author: str | None = None
    outlet: str | None = None


def sender(line: str | None, *, listed: bool = False) -> Sender:
    """Who a ``From`` line names.

    A person is two to four capitalised words of which none is an outlet's or an office's, and whose address
    does not say otherwise (``news@…``). A list's mail, and one from such a box, must say so twice: by a name
    that persons bear, or one that stands in the address. What may be either is neither.

    Args:
        line: The decoded line: ``Ana Ruiz <ana@harbour-post.example>``.
        listed: Whether a list sent the message to its subscribers.
    """
    line = (line or "")[:1000]
    found = _ADDRESS.search(line)
    local, host = (found[1].casefold(), found[2].casefold()) if found else ("", "")
    printed = line[: found.start()] if found and found.start() else line[found.end() :] if found else line
    name = _straight(_via().split(" ".join(printed.split()), maxsplit=1)[0].strip(_QUOTES))
    doubtful = listed or local in _data("boxes") or _is_of(name, host)
    if _is_person(name, local, doubtful):
        return Sender(author=name)
    return Sender(outlet=name if _is_outlet(name, host, listed) else None)


def _straight(name: str) -> str:
    """A name that directories print family name first: "Ruiz, Ana"."""
    family, comma, given = name.partition(", ")
    straight = f"{given} {family}"
    return straight if comma and "," not in given and _is_shaped(straight.split()) else name


def _is_person(name: str, local: str, doubtful: bool) -> bool:
    if not _is_shaped(name.split()):
        return False
    given = _is_given(name)
    own = any(len(word) >= _LEAST and word.casefold() in local for word in _WORD.findall(name))
    if _has_office(name):  # "Ana Church <ana@…>" is a person all the same
        return given and own
    return given or own or not doubtful


def _is_shaped(words: list[str]) -> bool:
    """Whether words are two to four, each written as a name's are."""
    particles = table("clean/authors.toml")["particles"]
    return 2 <= len(words) <= 4 and all(
        NAME_WORD.fullmatch(word) and (not word[0].islower() or word in particles) for word in words
    )


def _is_given(name: str) -> bool:
    return name.split()[0].casefold() in given_names()


def _is_of(name: str, host: str) -> bool:
    """Whether a name of several words has the letters of its host: Harbour Post, harbour-post.example."""
    words = _WORD.findall(name)
    labels = ("".join(_WORD.findall(label)) for label in host.split(".")[:-1])
    return len(words) > 1 and "".join(words).casefold() in labels


def _is_outlet(name: str, host: str, listed: bool) -> bool:
    words = _WORD.findall(name)
    if not words or _is_given(name):
        return False
    named = _is_of(name, host) or (len(words) > 1 and _has_office(name))
    return named or (listed and not _is_shaped(name.split()))


def _has_office(name: str) -> bool:
    return not offices().isdisjoint(word.casefold() for word in _WORD.findall(name))


@cache
def _data(key: str) -> frozenset[str]:
    return frozenset(table("sources/mail.toml")["senders"][key])


@cache
def offices() -> frozenset[str]:
    """Words of the names of outlets and offices, in small letters."""
    known = table("names.toml")["organizations"]
    heads = {*known["heads"].split(), *known["media_heads"].split(), *known["government"].split()}
    return frozenset(heads) | _data("offices") | frozenset(table("clean/authors.toml")["nobody"])


@cache
def given_names() -> frozenset[str]:
    """Given names that are known, in small letters."""
    persons = table("names.toml")["persons"]
    return frozenset(f"{persons['female']} {persons['male']}".split())


@cache
def _via() -> re.Pattern[str]:
    words = "|".join(map(re.escape, table("sources/mail.toml")["marks"]["via"]))
    return re.compile(rf"\s+(?:{words})\s+", re.I)
