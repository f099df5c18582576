"""Who a mail's ``From`` names: the person who wrote it, or the outlet that sent it, or neither for certain."""

from __future__ import annotations

import re
import unicodedata
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

    A person is two to four capitalised words of which none is an outlet's or an office's, and that say so twice:
    by a given name that persons bear, or by a name that stands in the address before the ``@``. Without that they
    may as well be an outlet's (Der Spiegel). What may be either is neither.

    Args:
        line: The decoded line: ``Ana Ruiz <ana@harbour-post.example>``.
        listed: Whether a list sent the message to its subscribers.
    """
    line = (line or "")[:1000]
    found = _ADDRESS.search(line)
    local, host = (_folded(found[1]), _folded(found[2])) if found else ("", "")
    printed = line[: found.start()] if found and found.start() else line[found.end() :] if found else line
    name = _straight(_via().split(" ".join(printed.split()), maxsplit=1)[0].strip(_QUOTES), local)
    own, of = _is_own(name, local), _is_of(name, host)
    if _is_person(name, own=own, of=of):
        return Sender(author=name)
    return Sender(outlet=name if _is_outlet(name, own=own, of=of, listed=listed) else None)


def _straight(name: str, local: str) -> str:
    """A name that directories print family name first ("Ruiz, Ana"), or with the office behind it, without these."""
    first, comma, second = name.partition(", ")
    if not comma or "," in second:
        return name
    if _has_office(second):
        return first if _is_given(first) else name
    straight = f"{second} {first}"
    turned = _is_given(second) or _is_in(second.split()[0], local)
    whole = " " in first and _is_given(first)  # "Ana Ruiz, Victoria"
    return straight if turned and not whole and _is_shaped(straight.split()) else name


def _is_person(name: str, *, own: bool, of: bool) -> bool:
    """See `sender`; `own` and `of` say that the name stands before the ``@``, and that it is the host's."""
    if not _is_shaped(name.split()):
        return False
    if _has_office(name):  # "Ana Church <ana@…>" is a person all the same
        return _is_given(name) and own
    return _is_given(name) or (own and not of)


def _is_own(name: str, local: str) -> bool:
    """Whether an address is of who bears a name; one that begins with an article (Al, Der, El) is an outlet's."""
    words = _WORD.findall(name)
    return any(_is_in(word, local) for word in words) and words[0].casefold() not in _particles()


def _is_in(word: str, local: str) -> bool:
    """Whether a name stands in an address; a few letters stand in many."""
    return len(word) >= _LEAST and _folded(word) in local


def _folded(text: str) -> str:
    """Without case and accents, as addresses are."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _is_shaped(words: list[str]) -> bool:
    """Whether words are two to four, each written as a name's are."""
    particles = _particles()
    return 2 <= len(words) <= 4 and all(
        NAME_WORD.fullmatch(word) and (not word[0].islower() or word in particles) for word in words
    )


def _is_given(name: str) -> bool:
    words = name.split()
    return bool(words) and words[0].casefold() in given_names()


def _is_of(name: str, host: str) -> bool:
    """Whether a name of several words has the letters of its host: Harbour Post, harbour-post.example."""
    words = _WORD.findall(name)
    labels = ("".join(_WORD.findall(label)) for label in host.split(".")[:-1])
    return len(words) > 1 and _folded("".join(words)) in labels


def _is_outlet(name: str, *, own: bool, of: bool, listed: bool) -> bool:
    words = _WORD.findall(name)
    if not words or _is_given(name):
        return False
    if _has_office(name):
        return len(words) > 1 or listed
    return (of and not own) or (listed and not _is_shaped(name.split()))


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
def _particles() -> frozenset[str]:
    return frozenset(table("clean/authors.toml")["particles"])


@cache
def given_names() -> frozenset[str]:
    """Given names that are known, in small letters."""
    persons = table("names.toml")["persons"]
    return frozenset(f"{persons['female']} {persons['male']}".split())


@cache
def _via() -> re.Pattern[str]:
    words = "|".join(map(re.escape, table("sources/mail.toml")["marks"]["via"]))
    return re.compile(rf"\s+(?:{words})\s+", re.I)
