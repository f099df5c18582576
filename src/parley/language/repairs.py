"""Tags put right where only one reading can stand, whatever the model of tags says.

Each rule answers a kind of error seen in the training part of PolNeAR or in example pages; none looks farther than
a few tokens, so that reading stays linear in the length of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from parley.language.tokens import Token, is_ordinal
from parley.vocab import table, words

_AFTER_NOUN = frozenset({"IN", ",", ".", "VBD", "VBZ"})
_DEGREES = frozenset({"most", "more", "less", "least", "best", "worst", "same", "once", "only", "all"})
_DOUBTED = frozenset({"VBD", "VBP", "JJ", "RB", "NN", "VBG", "CC"})  # tags that a rule below may change
_NEAR_NOUNS = frozenset({"VBD", "JJ", "RB"})  # of words of which some are nouns
_LOOKS = frozenset({"PRP", "VB"})
_FINITE = frozenset({"VBD", "VBZ", "VBN"})
_CARRYING = frozenset({"VBD", "VBZ", "VBP", "MD"})  # tags of which a sentence has one
_NOUNS = frozenset({"NN", "NNS", "NNP", "PRP"})
_OBJECTS = frozenset({"DT", "JJ", "CD", "NN", "NNS", "NNP", "PRP", "PRPV"})
_ADVERBS = words("openers")
_INVERTED = frozenset({"had", "has", "did", "does", "was", "were", "is", "are"})
_NEAR = 12  # words from an infinitive to the verb that goes with it
_DATES = words("days") | words("months")
_POSSESSIVES = words("possessives")
_STOPS = _CARRYING | {"TO", ",", ":", ".", "WH"}
_PERSONS = frozenset(" ".join(table("names.toml")[key]["heads"] for key in ("titles", "anonymous")).split())


def repair(tokens: Sequence[Token], spelled: Sequence[str], tags: list[str]) -> None:
    """Put the tags of a sentence right, in place; `spelled`: its words in lower case."""
    for i, tag in enumerate(tags[1:-1], 1):
        if tag == "JJ" and _is_past(spelled, tags, i):
            tags[i] = "VBD"
    if len(tokens) > 1 and tokens[0].text[0].isupper():
        if _is_name(spelled, tags):
            tags[0] = "NNP"
        elif tags[0] == "NNP" and spelled[0] in _INVERTED and tags[1] == "NNP":
            tags[0] = "VBD"  # ``Had Weber said so``
    for i in [i for i, tag in enumerate(tags) if tag in _LOOKS]:
        if tags[i] == "PRP" and _is_surname(tokens, spelled, tags, i):
            tags[i] = "NNP"
        elif tags[i] == "VB" and i and tags[i - 1] == "NNP" and _is_of_two_names(spelled, tags, i):
            tags[i] = "VBP"  # ``Photos - Ana Weber and Otto Lund listen to an envoy``
    if "." in spelled[-2:] and _CARRYING.isdisjoint(tags):
        only = next((i for i in range(1, len(tags) - 1) if _is_active(spelled, tags, i)), None)
        if only is not None:
            tags[only] = "VBD"
    for i, word in enumerate(spelled):
        tag = tags[i]
        if tag not in _DOUBTED:
            continue
        before = tags[i - 1] if i else ""
        after = tags[i + 1] if i + 1 < len(tags) else ""
        if tag == "NN":
            if before == "NNP" and after in _FINITE and word in _ADVERBS:
                tags[i] = "RB"  # ``Ana Weber meanwhile warned``
            elif after in _NOUNS and is_ordinal(word):
                tags[i] = "JJ"  # ``the 14th Brigade attacked``
        elif tag in _NEAR_NOUNS and _is_noun(spelled, tags, i, before, after):
            tags[i] = "NN"
        elif tag == "VBG" and i > 1 and spelled[i - 1] == "only" and tags[i - 2] == "DT":
            tags[i - 1 : i + 1] = "JJ", "NN"  # ``the only warning``
        elif tag == "VBP" and _is_beside_infinitive(spelled, tags, i):
            tags[i] = "VB"  # ``asked Velm to leave and close the port``
        elif tag == "VBD" and _is_beside_adjective(spelled, tags, i):
            tags[i] = "VBN"  # ``a close and committed ally``
            if after == "RB":
                tags[i + 1] = "NN"
        elif tag == "CC" and word == "both" and "and" not in spelled[i + 1 : i + 8]:
            tags[i] = "DT"  # ``asked both sides to wait``


def _is_surname(tokens: Sequence[Token], spelled: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Whether a pronoun is a surname, whose given name follows: ``said | He Wei``, not ``He Monday said``."""
    if spelled[i] not in ("he", "she") or not tokens[i].text[0].isupper() or tags[i + 1 : i + 2] != ["NNP"]:
        return False
    return tokens[i + 1].text[0].isupper() and spelled[i + 1] not in _DATES


def _is_past(spelled: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Whether an adjective is a verb, its object behind it: ``the army downed 40 drones``."""
    if not spelled[i].endswith("ed") or tags[i + 1] not in ("CD", "DT"):
        return False
    opens = i == 1 and tags[0] == "RB" and not spelled[0].endswith("ly") and spelled[0] not in _ADVERBS
    return opens or tags[i - 1] in ("NN", "NNS", "NNP", "PRP")


def _is_beside_adjective(spelled: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Whether a past form is the second of two words that tell of what kind the noun behind them is."""
    joined = i > 2 and spelled[i - 1] in ("and", "but", "or") and tags[i - 2] == "JJ"
    if not joined or not spelled[i].endswith("ed"):
        return False
    opens = i - 3
    while opens > 0 and tags[opens] in ("RB", "JJ"):
        opens -= 1
    return spelled[opens] in ("a", "an")  # ``the rich and hated`` may be all


def _is_beside_infinitive(spelled: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Whether a base form behind "and" goes with an infinitive, and not with the verb before that, which ends."""
    k = i - 1 - (tags[i - 1] == "RB")
    if k < 1 or spelled[k] not in ("and", "or"):
        return False
    to = next((j for j in range(k - 1, max(-1, k - _NEAR), -1) if tags[j] in _STOPS), -1)
    if to < 0 or spelled[to] != "to" or tags[to + 1] != "VB":
        return False
    return next((tags[j] for j in range(to - 1, -1, -1) if tags[j] in _CARRYING), "") in ("VBD", "VBZ", "MD")


def _is_of_two_names(spelled: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Whether two joined names stand before a base form, and before these nothing that it hangs on."""
    start = i
    while start > 0 and (tags[start - 1] == "NNP" or spelled[start - 1] == "and"):
        start -= 1
    return "and" in spelled[start + 1 : i - 1] and (start == 0 or tags[start - 1] in (":", ".", '"'))


def _is_active(spelled: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Whether a participle is the verb of a sentence without another: ``Marine forces attacked Velmaran positions.``

    Of 33 such in 22,797 sentences of news 31 were: 1 a participle, 1 of a sentence whose verb was taken for a noun.
    """
    if tags[i] != "VBN" or tags[i - 1] not in _NOUNS or tags[i + 1] not in _OBJECTS:
        return False
    plain = spelled[i].endswith("ed") or not spelled[i].endswith(("n", "ne"))  # not ``taken``, ``gone``
    return plain and spelled[i + 1] not in _DATES


def _is_name(spelled: Sequence[str], tags: Sequence[str]) -> bool:
    """Whether a capital before a finite verb begins a name that looks like a word: ``Cross called``, ``Jolly said``."""
    if tags[0] == "MD" and spelled[-1] != "?":
        return tags[1] in ("NNP", "VBD")  # ``Will Lund, a researcher, called``, ``May said``
    if tags[0] not in ("VB", "VBP", "RB", "JJ") or spelled[0] in words("headless"):
        return False
    aside = tags[1] == "," and tags[2:3] not in (["DT"], ["CD"], ["WH"])
    return (
        (tags[1] in _FINITE or tags[1] == ",")
        and tags[0] != "JJ"
        and not aside
        and spelled[0] not in _ADVERBS
    )


def _is_noun(spelled: Sequence[str], tags: Sequence[str], i: int, before: str, after: str) -> bool:
    """Whether only a noun can stand at `i`: ``a rally in Velm``, ``his widow,``, ``an official at``.

    Asked where the tag is one of `_NEAR_NOUNS`.
    """
    if tags[i] == "VBD":
        return spelled[i] in _PERSONS  # ``Citadel spokeswoman Ana Weber``
    if (after not in _AFTER_NOUN and after != "WH") or not (
        before == "DT" or (i > 0 and spelled[i - 1] in _POSSESSIVES)
    ):
        return False
    if tags[i] == "JJ":
        return spelled[i] in _PERSONS
    return after != "WH" and spelled[i] not in _DEGREES
