"""Which of the capitals that run together are somebody's name, and which name no person.

The lists of names.toml have been read by the model of names; what is asked here beside them stands in capitals.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from parley.find.lexicon import word_set
from parley.language.known import known_words
from parley.language.tags import is_common
from parley.vocab import table
from parley.vocab import words as vocabulary

_INSIDE = re.compile(r"([A-Z][a-z]+)[A-Z]")  # a capital behind small letters
_LEAST = 3  # letters of an acronym, or of what is no word of its own
_PART = 5  # letters of the longest part of a given name behind a hyphen: ``Eun-young``
# of words for who does something, which no given name has
_TRADES = ("ator", "itor", "utor", "ist", "eer", "grapher", "maker", "keeper")
# nouns for states and doings; surnames end as others do: ``Guinness``, ``Blankenship``, ``Hood``
_NO_SURNAME = re.compile(r"\w{2,}(?:hood|tions?|ism)")
_SHORTENED = ("n't", "'ve", "'ll", "'re")  # endings of verbs
_DOINGS = frozenset({"VBD", "VBN", "VBG", "VBZ"})
_ARTICLES = frozenset({"The", "An", "THE"})


@cache
def listed(key: str) -> frozenset[str]:
    """A list of words in vocab/capitals.toml."""
    return frozenset(table("capitals.toml")[key].split())


def past_described(words: Sequence[str], start: int, end: int) -> int:
    """Past what only describes who is named: ``Media-shy | Ana Weber``, ``Los Angeles-based | Dunmere Union``."""
    for k in range(end - 2, start - 1, -1):
        if _describes(words[k]):
            return k + 1
    return start


def _describes(word: str) -> bool:
    """Whether a word ends in small letters that are a word of its own: ``Velm-based``, not ``Jong-un``."""
    if "-" not in word:
        return False
    first, _, last = word.rpartition("-")
    if not last.islower() or not first:
        return False
    if last in listed("described_by"):
        return True
    if len(last) > _PART and (is_common(last) or last.endswith(("ed", "ing"))):
        return True
    return len(last) > _LEAST and is_common(last) and _is_word(first)


def _is_word(word: str) -> bool:
    """Whether a word, or what it is made of, stands in texts in small letters, or it is a state's adjective."""
    return all(
        is_common(part) or part.lower().endswith(("iet", "ian", "ese", "ish")) for part in word.split("-")
    )


def own_words(words: list[str], start: int, end: int) -> tuple[int, int]:
    """A name without a common noun before its given name, and without what a list of links repeats behind it."""
    start = next((k for k in range(end - 2, start, -1) if _is_told_of(words, k)), start)
    while end - start > 1 and (is_label(words[start], words[end - 1]) or _is_no_name(words[start])):
        start += 1  # ``WATCHED Is Weber``, ``While Weber``, ``Little Weber``
    for i in range(start + 1, end):
        if words[i] in words[start:i] and words[i] != ".":
            return start, i
    return start, end


def _is_told_of(words: Sequence[str], k: int) -> bool:
    """Whether a given name stands behind a word that is none: ``Reconciliation | Ana Weber``, ``Dam Keeper | Ana``."""
    given, before = word_set("persons", "male", "female"), words[k - 1].lower()
    if words[k].lower() not in given or before in given or not before.isalpha():
        return False
    return is_common(before) or is_common(f"{before}s") or before.endswith(_TRADES) or before in _people()


@lru_cache(1 << 14)
def _is_no_name(word: str) -> bool:
    """Whether no name begins with a word: an adjective, a participle, or what opens a clause or a number."""
    plain = word.lower()
    if plain in listed("opening"):
        return True
    known = known_words().get(plain)
    adjective = (
        known is not None and known.tags[0] == "JJ" and plain not in word_set("persons", "male", "female")
    )
    return adjective or plain in vocabulary("subordinators") or plain in vocabulary("quantifiers")


def own_body(words: Sequence[str], start: int, end: int) -> int | None:
    """Where the name of a body begins, behind a page's label and an article; None where it names none of its own.

    ``WATCH | Dunmere Police``, ``The | Dunmere Council``; ``Republican Senate`` is but who holds it.
    """
    last = words[end - 1].lower()
    if last in word_set("organizations", "media_heads"):
        return start  # ``The Post``
    named = end - start > 1 and words[start + 1].lower() in listed("articled")  # ``The Hague Court``
    while end - start > 1 and not named and _is_before_body(words[start], words[end - 1]):
        start += 1
    party = any(word.lower() in listed("partisan") for word in words[start : end - 1])
    return None if end - start < 2 or (party and last in listed("houses")) else start


def _is_before_body(word: str, last: str) -> bool:
    """Whether a word is no part of a body's name: an article, a label, or what is said of it: ``Former``."""
    return word in _ARTICLES or word.lower() in _said_of_bodies() or _is_shouted(word, last)


@cache
def _said_of_bodies() -> frozenset[str]:
    """Words before a body that are none of its name: ``If``, ``Many``, ``September``."""
    said = ("subordinators", "quantifiers", "months", "past_offices")
    return frozenset().union(listed("opening"), *map(vocabulary, said)) - listed("in_bodies")


def _is_shouted(word: str, last: str) -> bool:
    """Whether a word in capitals is no acronym: ``WATCH``, not ``UNICEF``."""
    return _is_capitals(word, last) and is_common(word)


@cache
def _people() -> frozenset[str]:
    """Nouns for people: ``Survivor | Ana Weber``."""
    return frozenset(table("speakers.toml")["nouns"]["person"].split())


@cache
def _questions() -> frozenset[str]:
    return frozenset(table("roles.toml")["questions"].split())


def is_label(word: str, last: str) -> bool:
    """Whether a word before a name is a page's label in capitals, or a verb that begins a question."""
    return _is_capitals(word, last) or word.lower() in _questions()


def _is_capitals(word: str, last: str) -> bool:
    """Whether a word is in capitals and the last one of its name is not."""
    return word.isupper() and len(word) > _LEAST and "." not in word and not last.isupper()


def is_of_thing(words: Sequence[str]) -> bool:
    """Whether capitals are what a thing is called, whatever given name is among them."""
    plain = [word.lower() for word in words]
    last = plain[-1]
    if len(words) == 1 and (len(last) == 1 or last in listed("no_names") or last.endswith("ians")):
        return True  # ``Gen | Z``, ``General | Counsel``, ``Tavrians``
    if len(words) > 1 and (last in listed("things") or plain[0] in listed("ordinals")):
        return True
    if last.removesuffix("s") in listed("believers") and (len(words) > 1 or last.endswith("s")):
        return True
    if len(words) > 1 and (_is_first_of_thing(plain[0]) or _describes(words[-1])):
        return True
    if len(words) > 1 and last in _offices():
        return True  # ``Technology Officer``
    return any(map(_is_in_no_name, words)) or any(map(_is_doing, plain[1:]))


@cache
def _offices() -> frozenset[str]:
    """Words for offices that nobody is called by."""
    return word_set("titles", "heads") - listed("also_surnames")


@lru_cache(1 << 14)
def _is_in_no_name(word: str) -> bool:
    """Whether a word, as printed, stands in no name of a person."""
    low = word.lower()
    return _is_no_word_of_name(low) or _NO_SURNAME.fullmatch(low) is not None or _is_trade_name(word)


@lru_cache(1 << 14)
def _is_doing(word: str) -> bool:
    """Whether a word is a verb's form and nothing else: ``Otto Tweeted``."""
    known = known_words().get(word)
    return known is not None and len(word) > _PART and _DOINGS.issuperset(known.tags)


def _is_first_of_thing(word: str) -> bool:
    """Whether a name that begins with a word is a thing's or a time's: ``Hurricane Ana``, ``Morning Otto``."""
    if word in word_set("persons", "male", "female"):
        return False
    return word in listed("first_of_things") or word in vocabulary("times")


def _is_no_word_of_name(word: str) -> bool:
    """Whether a word stands in no name of a person: ``Isn't``, ``Has``, ``Against``."""
    if word.replace("’", "'").endswith(_SHORTENED) or word in vocabulary("auxiliaries"):
        return True
    known = known_words().get(word)
    only = known is not None and known.tags == ("IN",)
    return only and len(word) > _LEAST and word not in word_set("persons", "particles", "male", "female")


def _is_trade_name(word: str) -> bool:
    """Whether a word has a capital inside that no surname has: ``PollHub``, not ``McKenna`` or ``DeVoe``."""
    inside = _INSIDE.match(word)
    if inside is None or len(inside[1]) < _LEAST:
        return False
    first = inside[1].lower()
    return first not in listed("inside_names") and first not in word_set("persons", "male", "female")
