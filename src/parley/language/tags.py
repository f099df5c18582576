"""Parts of speech: a bigram hidden Markov model over counts in vocab/tags.txt.

Tags are Penn Treebank's, reduced (`reduced`), for this package's own tokens: a possessive ("Kyiv's")
is one token tagged ``POS``, a pronoun with its verb ("he's") one token tagged ``PRPV``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from parley.vocab import words

START = "^"
REMEMBERED = 8192  # sentences: wire copy repeats itself, and so do the pages of one outlet
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "PRPV"})
VERBS = frozenset({"VB", "VBD", "VBZ", "VBP", "VBG", "VBN", "MD"})
_REDUCED = {
    "NNPS": "NNP", "EX": "PRP", "WP$": "WH", "WP": "WH", "WDT": "WH", "WRB": "WH", "PDT": "DT", "PRP$": "DT",
    "JJR": "JJ", "JJS": "JJ", "RBR": "RB", "RBS": "RB", "RP": "RB", "UH": "RB", "FW": "NN", "SYM": "NN",
    "LS": "CD", "ADD": "NNP", "AFX": "JJ", "GW": "NN", "NFP": ":", "HYPH": ":", "$": "CD",
    "``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "XX": "NN",
}  # fmt: skip
_MARKS = {",": ",", ".": ".", "!": ".", "?": ".", ";": ":", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")"}
_QUOTES = frozenset(["''", "``", *"\"'“”„«»‘’`"])
_OPEN = frozenset({"NN", "NNS", "VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "JJ"})
_PRONOUNS = words("before_clitics")

Costs = tuple[tuple[str, float], ...]


def reduced(tag: str) -> str:
    """A Penn tag in the reduced set."""
    return _REDUCED.get(tag, tag)


def shape(word: str, tag: str) -> str:
    """The tag of one of our tokens, given that of its first treebank token."""
    stem, apostrophe, rest = word.replace("’", "'").rpartition("'")
    if apostrophe and rest.lower() in ("s", "re", "ve", "ll", "d", "m") and stem.lower() in _PRONOUNS:
        return "PRPV"
    if word[-1:] in "'’" and len(word) > 1 and tag.startswith("NN"):
        return "POS"
    if apostrophe and rest in ("s", "S") and tag.startswith(("NN", "JJ", "CD", "DT", "VB")):
        return "POS"
    return tag


def mark(word: str) -> str | None:
    """The tag of a punctuation mark; None for words and numbers."""
    if word in _QUOTES:
        return '"'
    return _MARKS.get(word) or (None if any(c.isalnum() for c in word) else ":")


def tag(sentence: Sequence[str]) -> tuple[str, ...]:
    """The most likely tags of one sentence's words. Linear in their number; remembers recent sentences."""
    return _tagged(tuple(sentence))


@lru_cache(maxsize=REMEMBERED)
def _tagged(sentence: tuple[str, ...]) -> tuple[str, ...]:
    _, after = _model()
    best: dict[str, float] = {START: 0.0}
    back: list[dict[str, str]] = []
    for i, word in enumerate(sentence):
        scores: dict[str, float] = {}
        links: dict[str, str] = {}
        for name, cost in _costs(word, i == 0):
            link = min(best, key=lambda before: best[before] + after[before].get(name, 9.0))
            scores[name] = best[link] + after[link].get(name, 9.0) + cost
            links[name] = link
        best = scores
        back.append(links)
    out: list[str] = []
    at = min(best, key=best.__getitem__)
    for links in reversed(back):
        out.append(at)
        at = links[at]
    return tuple(out[::-1])


def _costs(word: str, first: bool) -> Costs:
    """The tags a word may have, each with minus the log of P(word | tag), up to a constant per word."""
    sign = mark(word)
    if sign:
        return ((sign, 0.0),)
    if word[0].isdigit():
        return (("CD", 0.0), ("JJ", 3.0), ("NNS", 4.0)) if not word.isdigit() else (("CD", 0.0),)
    return _word_costs(word, word[:1].isupper(), first)


@cache
def _word_costs(word: str, capital: bool, first: bool) -> Costs:
    words_of, _ = _model()
    lower = word.lower().replace("’", "'")
    known = words_of.get(lower)
    stem, apostrophe, rest = lower.rpartition("'")
    if known is None and apostrophe and rest in ("s", "", "re", "ve", "ll", "d", "m"):
        return (("PRPV", 0.0),) if stem in _PRONOUNS else (("POS", 0.0),)
    if capital and not first:
        if known is None:
            return (("NNP", 0.0),)
        name = ("NNP", min(c for _, c in known))
        closed = tuple((t, c + (2.5 if t in VERBS else 0.5)) for t, c in known if t != "NNP")
        return (name, *closed) if len(lower) > 1 else known
    guess = known or words_of.get("~" + lower[-3:]) or words_of.get("~" + lower[-2:]) or (("NN", 0.0),)
    if not capital:
        return tuple((t, c) for t, c in guess if t != "NNP") or guess
    if known is None:
        return (("NNP", min(c for _, c in guess) - 1.0), *guess)
    if not any(t == "NNP" for t, _ in guess) and lower.isalpha() and guess[0][0] in _OPEN:
        return (*guess, ("NNP", min(c for _, c in guess) + 2.0))
    return guess


def is_common(word: str) -> bool:
    """Whether the counts know `word` mostly as something else than a name."""
    known = _model()[0].get(word.lower())
    return known is not None and min(known, key=lambda row: row[1])[0] != "NNP" and known[0][0] != "NNP"


@cache
def _model() -> tuple[dict[str, Costs], dict[str, dict[str, float]]]:
    """Costs by word (and by ``~ending``), and costs of a tag after another."""
    by_word, pairs = _counts()
    total: Counter[str] = Counter()
    for row in pairs.values():
        total.update(row)
    scale = math.log(total.total())
    costs = {
        word: tuple((t, math.log(total[t]) - scale - math.log(n / sum(row.values()))) for t, n in row.items())
        for word, row in by_word.items()
    }
    after = {t: {n: -math.log(c / sum(row.values())) for n, c in row.items()} for t, row in pairs.items()}
    return costs, {t: after.get(t, {}) for t in (START, *total)}


def _counts() -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
    """The two tables of vocab/tags.txt: tags by word and by ``~ending``, and tags by the tag before."""
    text = (files("parley.vocab") / "tags.txt").read_text(encoding="utf-8")
    rows, _, pairs = text.partition("@words\n")[2].partition("@pairs\n")
    return _table(rows), _table(pairs)


def _table(text: str) -> dict[str, dict[str, int]]:
    rows = (line.partition("\t") for line in text.splitlines())
    return {
        name: {t: int(n) for t, _, n in (cell.rpartition(":") for cell in cells.split(" "))}
        for name, _, cells in rows
    }
