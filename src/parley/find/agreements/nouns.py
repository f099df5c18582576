"""The nouns of a sentence that name an agreement: ``a US-brokered ceasefire``, ``a deal to swap prisoners``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.find.able import can_speak
from parley.find.agreements.vocabulary import kind_of, words
from parley.find.phrases import time
from parley.language.line import SUBORDINATORS, Line, Range
from parley.language.tags import FINITE

_LEFT = frozenset({"JJ", "NN", "NNS", "NNP", "CD", "POS", "VBN", "VBG", "DT", "RB"})
_FAR = 10  # words that a noun has before it
_WITH = frozenset({"with", "between", "among"})
_AMONG = frozenset({"between", "among"})
_BESIDE = frozenset(
    {"in", "at", "by", "during", "within", "amid", "through", "ahead"}
)  # no part of who is agreed with
_COMPLEMENTS = frozenset({"to", "on", "for", "of", "between", "with", "over", "among"})
_STOPS = frozenset({";", ":", "(", ")", "—", "–", "--", "but", "which", "who", "that", "?", "!"})
_JOINING = frozenset({"and", "or", "to", "for", "of", "with", "in", "on"})
_TIMED = frozenset({"beginning", "starting", "ending", "lasting", "from"})  # which a time followed
_LONG = 40  # words of a complement
_OF_MEN = frozenset({"prisoner_exchange", "remains_repatriation"})


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase with an agreement for its head.

    `phrase` runs from its determiner to its head; `complement` is what follows and belongs to it; `named`: it is a
    name; `weak`: it is an agreement only if somebody signs it.
    """

    head: int
    phrase: Range
    complement: Range | None
    kind: str | None
    named: bool
    weak: bool

    @property
    def whole(self) -> Range:
        """The phrase with its complement."""
        return self.phrase[0], self.complement[1] if self.complement else self.phrase[1]


def nouns(line: Line) -> Iterator[Noun]:
    """The agreements that a sentence names, in order."""
    for i, word in enumerate(line.words):
        known = word in words("heads")
        if not (known or word in words("exchanges") or word in words("named_heads")):
            continue
        if not _is_noun(line, i) or not _is_head(line, i):
            continue
        noun = _noun(line, i)
        if word in words("several") and not (
            noun.named or line.words[noun.phrase[0]] in ("the", "those", "these")
        ):
            continue  # ``agreements`` of any kind
        of_men = noun.kind in _OF_MEN or (noun.kind is None and line.words[i - 1] in ("the", "that", "this"))
        if known or (of_men and word in words("exchanges")) or word in words("named_heads"):
            yield noun


def _is_noun(line: Line, i: int) -> bool:
    """Whether the word at `i` is used as a noun, whatever its tag: ``to deal with`` is not, ``a swap`` is."""
    before = line.words[i - 1] if i else ""
    after = line.words[i + 1 : i + 2]
    if before in words("amounts") and after == ["of"]:
        return False
    if (before == "in" and after == ["for"]) or after == ["rate"]:  # ``in exchange for``
        return False
    if line.tags[i] in ("NN", "NNS", "NNP"):
        return True
    return i > 0 and line.tags[i - 1] in ("DT", "JJ", "NN", "NNP", "CD", "POS") and before != "to"


def _is_head(line: Line, i: int) -> bool:
    """Whether no noun follows of which this is an attribute: ``ceasefire talks``, ``the deal text``."""
    if i + 1 >= len(line):
        return True
    after = line.words[i + 1]
    if after in ("-", "/") and i + 2 < len(line):
        return False
    if after in words("presupposing"):
        return True
    return (
        line.tags[i + 1] not in ("NN", "NNS", "NNP", "POS")
        or line.words[i + 1] in ("today", "tomorrow")
        or (line.is_time(i + 1) and line.tags[i + 1] != "POS")
    )


def _noun(line: Line, i: int) -> Noun:
    start = i
    while start > 0 and i - start < _FAR and _belongs(line, start - 1):
        start -= 1
        if line.tags[start] == "DT":
            break
    if line.tags[start] == "VBG" and start + 1 < i and line.tags[start + 1] in ("JJ", "POS", "NNP", "NN"):
        start += 1  # ``opposing | last summer's nuclear deal``
    complement = complement_after(line, i + 1)
    text = _text(line, (start, i + 1))
    kind = kind_of(text)
    if kind is None and complement:
        kind = kind_of(_text(line, (i, complement[1])))
    named = (
        line.tokens[i].text[0].isupper()
        and i > 0
        and not line.is_title
        and line.tokens[i - 1].text[0].isupper()
    )
    weak = line.words[i] in words("named_heads") and not named
    return Noun(i, (start, i + 1), complement, kind.name if kind else None, named, weak)


def _belongs(line: Line, i: int) -> bool:
    if (
        line.tags[i] == "VBN"
        and i > 1
        and line.tags[i - 1] == "RB"
        and line.tags[i - 2] in ("NN", "NNP", "NNS")
    ):
        return False  # ``O previously | facilitated | four truces``
    if line.tags[i] == '"':
        return i > 0 and line.tags[i - 1] in ("DT", "JJ", "POS")  # ``a "phase one" deal``
    if line.words[i] == "," and line.tags[i - 1 : i] == ["JJ"] and line.tags[i + 1] in ("JJ", "VBN"):
        return True  # ``a new, modernised deal``
    if line.words[i] in ("-", "–", "/") or (
        line.words[i] == "," and _digits(line, i - 1) and _digits(line, i + 1)
    ):
        return True
    if line.tags[i] == "IN" and _digits(line, i) and "-" in line.words[i]:
        return True  # ``1,000-for-1,000``
    return line.tags[i] in _LEFT and line.words[i] not in (
        "today",
        "yesterday",
        "not",
        "also",
        "only",
        "then",
    )


def _digits(line: Line, i: int) -> bool:
    return 0 <= i < len(line) and any(c.isdigit() for c in line.words[i])


def complement_after(line: Line, start: int) -> Range | None:
    """What belongs to an agreement whose noun ends at `start`: ``to swap ...``, ``on ...``, ``between ...``.

    A time may stand between: ``a deal on Thursday | to swap ...``.
    """
    after = time(line, start, len(line)) if start < len(line) else None
    if after is not None and line.words[after : after + 1] == ["to"]:
        start = after
    elif after is not None:
        return None
    if start >= len(line) or line.words[start] not in _COMPLEMENTS:
        return None
    if line.words[start] == "to" and line.tags[start + 1 : start + 2] in (["DT"], ["NNP"]):
        return None  # ``explained the deal | to the voters``
    if line.words[start] in _WITH and not _is_party(line, start + 1):
        return None  # ``greeted the truce | with relief``
    end = content_end(line, start)
    return (start, end) if end > start + 1 else None


def _is_party(line: Line, start: int) -> bool:
    """Whether those with whom an agreement is follow: a name, or people."""
    found = line.np_after(start)
    if found is None:
        return True
    named = any(line.tokens[k].text[0].isupper() or line.tags[k] == "CD" for k in range(*found))
    return named or not words("partners").isdisjoint(line.words[slice(*found)]) or can_speak(line, found)


def content_end(line: Line, start: int) -> int:
    """Where the words end that tell what was agreed: at a clause that does not belong to them."""
    end = _clause_end(line, start)
    cut = _JOINING | _TIMED | {"a", "an", "the"}
    while end > start + 1 and line.words[end - 1] in cut:
        end -= 1  # ``a deal | on a "new agreement"``
    return end


def _clause_end(line: Line, start: int) -> int:
    infinitive = line.words[start] == "to" and line.tags[start + 1 : start + 2] != []
    for k in range(start + 1, min(len(line), start + _LONG)):
        word, tag = line.words[k], line.tags[k]
        if word in _STOPS or tag in (".", "WH", '"'):
            return k
        among = not _AMONG.isdisjoint(line.words[start:k])
        if word == "," and among and line.tags[k - 1] == "NNP":
            return past_names(line, k)
        if word in _BESIDE and line.words[start] in _WITH and k > start + 1:
            return k  # ``its deal with T | in the next ten days``
        if word == "," or time(line, k, len(line)):
            return k
        if word == "and" and line.words[start] in _WITH and _begins_deed(line, k + 1):
            return k  # ``its deal with T | and further raising tensions``
        if tag in FINITE and tag != "VBP" and not (infinitive and k == start + 1):
            return k
        if word in SUBORDINATORS and word != "as" and line.words[k + 1 : k + 2] != ["well"]:
            return k
        if (
            word == "as"
            and line.words[k + 1 : k + 2] not in (["well"], ["part"])
            and line.words[k - 1] != "well"
        ):
            return k
    return min(len(line), start + _LONG)


def _begins_deed(line: Line, i: int) -> bool:
    """Whether a gerund stands at `i`; behind an adverb taggers take it for an adjective."""
    behind = line.tags[i : i + 1] == ["RB"] and line.words[i + 1 : i + 2] != []
    return line.tags[i : i + 1] == ["VBG"] or (behind and line.words[i + 1].endswith("ing"))


def past_names(line: Line, k: int) -> int:
    """The end of a row of sides that a comma at `k` goes on: ``between T | , S and M``."""
    i = k
    while i + 1 < len(line) and line.words[i] in (",", "and") and line.tags[i + 1] in ("NNP", "DT", "CC"):
        i += 1
        while i < len(line) and line.tags[i] in ("NNP", "DT", "CC"):
            i += 1
    return i if "and" in line.words[k:i] else k


def _text(line: Line, found: Range) -> str:
    return " ".join(line.words[found[0] : found[1]])
