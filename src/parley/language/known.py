"""What the training texts tell of single words: their tags, and those of other forms of the same word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from parley.vocab import table

OFTEN = 20  # occurrences after which a word has no other tags than those seen
CLOSED = frozenset({"IN", "DT", "CC", "MD", "PRP", "PRPV", "TO", "WH"})
_VERB = frozenset({"VB", "VBP", "VBD", "VBN", "VBG", "VBZ"})
_ADVERBIAL = ("ly", "wise", "ward", "wards", "fold")  # endings of adverbs that texts may have and lists not
_VOWELS = "aeiou"


class Known(NamedTuple):
    """How often a word occurs in the training texts, and its tags there, the most frequent first."""

    seen: int
    tags: tuple[str, ...]


@cache
def known_words() -> dict[str, Known]:
    """The words that occur at least twice, in lower case, and verbs that the texts hold too rarely."""
    return parsed((files("parley.vocab") / "weights" / "words.txt").read_text(encoding="utf-8"))


def _verbs() -> Iterator[tuple[str, Known]]:
    """The forms of the verbs in vocab/verbs.toml, with the readings that each form has."""
    lists = table("verbs.toml")
    for key, noun, nouns in (("only", (), ()), ("also_nouns", ("NN",), ("NNS",))):
        for base in lists[key].split():
            stem = base[:-1] if base.endswith("e") else base
            soft = base.endswith("y") and base[-2] not in _VOWELS
            past = base[:-1] + "ied" if soft else stem + "ed"
            third = base[:-1] + "ies" if soft else base + ("es" if base.endswith(("s", "sh", "ch")) else "s")
            yield base, Known(OFTEN, ("VB", "VBP", *noun))
            yield third, Known(OFTEN, ("VBZ", *nouns))
            yield past, Known(OFTEN, ("VBD", "VBN", "JJ"))
            yield stem + "ing", Known(OFTEN, ("VBG", "NN", "JJ"))


def parsed(text: str) -> dict[str, Known]:
    """The words of a table in text form, ``word count tag tag`` after comments, and of vocab/verbs.toml."""
    rows = (line.split(" ") for line in text.split("\n") if line and not line.startswith("#"))
    counted = {word: Known(int(count), _plain(word, tags)) for word, count, *tags in rows}
    return {**counted, **{w: k for w, k in _verbs() if w not in counted or counted[w].seen < OFTEN}}


def _plain(word: str, tags: Sequence[str]) -> tuple[str, ...]:
    """The tags of a word; one with letters is no mark, though texts have ``:D``."""
    letters = tuple(t for t in tags if t.isalpha()) if any(c.isalpha() for c in word) else ()
    return letters or tuple(tags)


def possible(plain: str, capital: bool, words: Mapping[str, Known], tags: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `tags` that a word may have: function words are a closed class, frequent words are known."""
    known = words.get(plain)
    if known is None:
        return _unseen(tags, plain.endswith(_ADVERBIAL))
    if known.seen >= OFTEN:
        return (*known.tags, "NNP") if capital and "NNP" not in known.tags else known.tags
    return _rare(tags, known.tags)


@cache  # the tags that words have are a few hundred sets
def _rare(tags: tuple[str, ...], seen: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `tags` that a word which texts seldom have may have, given those which it had there."""
    return tuple(t for t in tags if t not in CLOSED or t in seen)


@cache
def _unseen(tags: tuple[str, ...], adverbial: bool) -> tuple[str, ...]:
    """Those of `tags` that a word which no text has may have."""
    return tuple(t for t in tags if t not in CLOSED and (adverbial or t != "RB"))


def kin(plain: str, words: Mapping[str, Known]) -> list[str]:
    """Features that tell as what the other forms of a word are known: ``reveals`` by ``revealed``."""
    if len(plain) < 4 or not plain.isalpha():
        return []
    ending, bases = _bases(plain)
    seen: set[str] = set()
    for base in bases:
        for form in _forms(base):
            known = words.get(form)
            if known and form != plain:
                seen.update(known.tags)
    verb, noun = bool(seen & _VERB), bool(seen & {"NN", "NNS"})
    return [
        f"k={ending}{'v' * verb}{'n' * noun}{'j' * ('JJ' in seen)}",
        *(f"k={ending}{t}" for t in sorted(seen)),
    ]


def _bases(word: str) -> tuple[str, tuple[str, ...]]:
    """A word's ending, and the words that it may be a form of."""
    if word.endswith("ing"):
        return "ing", _stems(word[:-3])
    if word.endswith("ied"):
        return "ed", (word[:-3] + "y",)
    if word.endswith("ed"):
        return "ed", _stems(word[:-2])
    if word.endswith("ies"):
        return "s", (word[:-3] + "y",)
    if word.endswith("es"):
        return "s", (word[:-2], word[:-1])
    if word.endswith("s") and not word.endswith("ss"):
        return "s", (word[:-1],)
    if word.endswith("ly"):
        return "ly", (word[:-2], word[:-2] + "e", word[:-3] + "y" if word.endswith("ily") else word[:-2])
    return "", (word,)


def _stems(stem: str) -> tuple[str, ...]:
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        return stem, stem + "e", stem[:-1]
    return stem, stem + "e"


def _forms(base: str) -> tuple[str, ...]:
    """The regular forms of a word."""
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    double = base + base[-1:]
    return base, base + "s", base + "es", base + "ed", base + "ing", double + "ed", double + "ing"
