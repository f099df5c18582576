"""Names of persons, organisations and places in a sentence, by a conditional random field.

A second look beside the rules of `parley.find.names`: it gives no office and no country, but it has seen
how names stand in sentences. Computed only where a finder asks, once for each recent sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from parley.language.chain import Chain, load
from parley.language.features import normal, of_neighbour, of_word, places
from parley.language.known import Known, known_words
from parley.language.recent import Recent
from parley.vocab import table

Sentence = tuple[tuple[str, ...], tuple[str, ...], tuple[str | None, ...]]  # words, tags, votes for labels
Key = tuple[str, str, str]  # a word, its place, its part of speech


class Named(NamedTuple):
    """A name, as token positions of its sentence. `kind`: ``PER``, ``ORG`` or ``LOC``."""

    start: int
    end: int
    kind: str


def named(words: Sequence[str], tags: Sequence[str], votes: Sequence[str | None] = ()) -> tuple[Named, ...]:
    """The names of one tagged sentence from left to right, given another model's `votes`, if any."""
    return named_all([(tuple(words), tuple(tags), tuple(votes))])[0]


def named_all(sentences: Sequence[Sentence]) -> list[tuple[Named, ...]]:
    """The names of several sentences. Linear in their length; remembers recent ones."""
    return _recent().all(sentences)


@cache
def _recent() -> Recent[Sentence, tuple[Named, ...]]:
    return Recent(_found)


def _found(sentences: Sequence[Sentence]) -> list[tuple[Named, ...]]:
    labels = _model().all_best(
        [keys(words, tags) for words, tags, _ in sentences], [votes for *_, votes in sentences]
    )
    return [tuple(spans(each)) for each in labels]


def keys(words: Sequence[str], tags: Sequence[str]) -> list[Key]:
    """What the model looks at."""
    return list(zip(words, places(words), tags, strict=True))


def spans(labels: Iterable[str]) -> Iterator[Named]:
    """Names from labels such as ``B-PER``, ``I-PER`` and ``O``."""
    start, kind, i = 0, "", -1
    for i, label in enumerate(labels):
        if kind and label != f"I-{kind}":
            yield Named(start, i, kind)
            kind = ""
        if label != "O" and not kind:
            start, kind = i, label[2:]
    if kind:
        yield Named(start, i + 1, kind)


def own(key: Key, known: Mapping[str, Known]) -> list[str]:
    """The features of a word for its own label, given the known words."""
    word, place, tag = key
    return [*of_word(word, place), f"t={tag}", *_lists(word, known)]


def near(key: Key, known: Mapping[str, Known]) -> list[str]:
    """The features of a word for the labels around it, given the known words."""
    word, place, tag = key
    first, *others = of_neighbour(word, place)
    return [first, f"t={tag}", *others, *_lists(word, known)]


def _lists(word: str, words: Mapping[str, Known]) -> list[str]:
    """The word lists that hold a word, and what it is known as in the training texts."""
    bare = normal(word).removesuffix("'s").rstrip(".'")
    out = [f"l={name}" for name in _listed().get(bare, ())]
    if not word.islower():
        known = words.get(bare)
        out.append(f"c={known.tags[0] if known else '?'}")
    return out


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    """For each word the lists that it is in."""
    lists: dict[str, set[str]] = {}
    for section, keys_ in _LISTS.items():
        for key in keys_:
            for word in table("names.toml")[section][key].lower().split():
                lists.setdefault(word.rstrip("."), set()).add(key)
    for row in table("names.toml")["organizations"]["known"]:
        for name in (row["name"], *row.get("aliases", ())):
            if " " not in name:
                lists.setdefault(name.lower(), set()).add("known")
    for row in table("countries.toml")["states"]:
        for key in ("name", "demonyms", "capitals", "others", "seats"):
            found = row.get(key, ())
            for name in [found] if isinstance(found, str) else found:
                for word in name.lower().split():
                    lists.setdefault(word, set()).add(
                        "demonyms" if key == "demonyms" else f"state{' ' in name}"
                    )
    return {word: tuple(sorted(names)) for word, names in lists.items()}


_LISTS = {
    "titles": ("heads", "abbreviated", "modifiers"),
    "persons": ("particles", "suffixes", "surname_first", "female", "male"),
    "organizations": ("government", "media_heads", "media"),
    "common": ("not_person",),
}


@cache
def _model() -> Chain[Key]:
    known = known_words()
    return Chain(load("names.txt"), partial(own, known=known), partial(near, known=known))
