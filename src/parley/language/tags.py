"""Parts of speech: a conditional random field with the weights in vocab/weights/tags.txt.

Tags are Penn Treebank's, reduced (`reduced`), for this package's own tokens: a possessive ("Kyiv's")
is one token tagged ``POS``, a pronoun with its verb ("he's") one token tagged ``PRPV``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import repeat

from parley.language.chain import Chain, Weights, load
from parley.language.features import INNER, normal, of_neighbour, of_word, places
from parley.language.known import Known, kin, known_words, possible
from parley.language.recent import Recent
from parley.vocab import words

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "PRPV"})
VERBS = frozenset({"VB", "VBD", "VBZ", "VBP", "VBG", "VBN", "MD"})
WORD_TAGS = (
    "CC", "CD", "DT", "IN", "JJ", "MD", "NN", "NNP", "NNS", "POS", "PRP", "PRPV", "RB", "TO", "VB", "VBD",
    "VBG", "VBN", "VBP", "VBZ", "WH",
)  # fmt: skip
_REDUCED = {
    "NNPS": "NNP", "EX": "PRP", "WP$": "WH", "WP": "WH", "WDT": "WH", "WRB": "WH", "PDT": "DT", "PRP$": "DT",
    "JJR": "JJ", "JJS": "JJ", "RBR": "RB", "RBS": "RB", "RP": "RB", "UH": "RB", "FW": "NN", "SYM": "NN",
    "LS": "CD", "ADD": "NNP", "AFX": "JJ", "GW": "NN", "NFP": ":", "HYPH": ":", "$": "CD",
    "``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "XX": "NN",
}  # fmt: skip
CURRENCIES = frozenset("$€£¥₴₽₹₺")
_MARKS = {
    "%": "NN",
    **dict.fromkeys(CURRENCIES, "CD"),  # of the amount behind it, as treebanks have it
    ",": ",",
    ".": ".",
    "!": ".",
    "?": ".",
    ";": ":",
    ":": ":",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
}
_QUOTES = frozenset(["''", "``", *"\"'“”„«»‘’`"])
_PRONOUNS = words("before_clitics")

Sentence = tuple[tuple[str, ...], tuple[str | None, ...]]  # words, and votes for their tags
Key = tuple[str, str]  # a word, and its place as `parley.language.features.places` tells it


def reduced(tag: str) -> str:
    """A Penn tag in the reduced set."""
    return _REDUCED.get(tag, tag)


def shape(word: str, tag: str) -> str:
    """The tag of one of our tokens, given that of its first treebank token."""
    stem, apostrophe, rest = word.replace("’", "'").rpartition("'")
    if not apostrophe:
        return tag
    if rest.lower() in ("s", "re", "ve", "ll", "d", "m") and stem.lower() in _PRONOUNS:
        return "PRPV"
    if word[-1:] in "'’" and len(word) > 1 and tag.startswith("NN"):
        return "POS"
    if rest in ("s", "S") and tag.startswith(("NN", "JJ", "CD", "DT", "VB")):
        return "POS"
    return tag


def as_name(tag: str, word: str, place: str) -> str:
    """A noun with a capital inside a sentence is a name: treebanks differ on ``Space Shuttle``."""
    return "NNP" if tag in ("NN", "NNS") and place == INNER and word[0].isupper() else tag


def mark(word: str) -> str | None:
    """The tag of a punctuation mark; None for words and numbers."""
    if word.isalnum():
        return None
    if word in _QUOTES:
        return '"'
    return _MARKS.get(word) or (None if any(c.isalnum() for c in word) else ":")


def tag(sentence: Sequence[str], votes: Sequence[str | None] = ()) -> tuple[str, ...]:
    """The most likely tags of one sentence's words; see `tag_all`."""
    return tag_all([sentence], [votes])[0]


def tag_all(
    sentences: Iterable[Sequence[str]], votes: Iterable[Sequence[str | None]] = repeat(())
) -> list[tuple[str, ...]]:
    """The most likely tags of the words of each sentence, given another model's `votes` for each, if any.

    Linear in their number; remembers recent sentences.
    """
    return _recent().all([(tuple(words), tuple(some)) for words, some in zip(sentences, votes, strict=False)])


@cache
def _recent() -> Recent[Sentence, tuple[str, ...]]:
    return Recent(_tagged)


def _tagged(sentences: Sequence[Sentence]) -> list[tuple[str, ...]]:
    found = _model().all_best([keys(words) for words, _ in sentences], [votes for _, votes in sentences])
    return [tuple(tags) for tags in found]


def keys(words: Sequence[str]) -> list[Key]:
    """What the model looks at."""
    return list(zip(words, places(words), strict=True))


def own(key: Key, known: Mapping[str, Known]) -> list[str]:
    """The features of a word at its place, given the known words."""
    word, place = key
    return [] if mark(word) else of_word(word, place) + kin(normal(word), known)


def near(key: Key) -> list[str]:
    """The features of a word for the tags around it."""
    return of_neighbour(*key)


def allowed(key: Key, known: Mapping[str, Known]) -> tuple[str, ...]:
    """The tags that a word may have, given the known words."""
    word = key[0]
    sign = mark(word)
    if sign:
        return (sign,)
    if shape(word, "") == "PRPV":
        return ("PRPV",)
    return possible(normal(word), not word.islower(), known, WORD_TAGS)


@cache
def _model() -> Chain[Key]:
    return tagger(load("tags.txt"), known_words())


def tagger(weights: Weights, known: Mapping[str, Known]) -> Chain[Key]:
    """The model of the tags with given weights and known words."""
    return Chain(weights, partial(own, known=known), near, partial(allowed, known=known))


def is_common(word: str) -> bool:
    """Whether the training texts have `word` mostly as something else than a name."""
    known = known_words().get(word.lower())
    return known is not None and known.tags[0] != "NNP"
