"""Which language a page and its paragraphs are in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from parley.language.known import known_words
from parley.vocab import table

# Letters, as bytes of UTF-8, from which on py3langid is right: it calls 1 of 6,800 English paragraphs of that
# size something else, and 1.2 % of Spanish, French and Italian ones, most of which quote another language.
_SURE = 80
_SAMPLE = 3000  # code points that settle a page's language
_HEAD = 400  # code points that settle a paragraph's
# Words of at most 4 letters that its longest paragraphs repeat are a language's articles and the like: of
# 20,000 English paragraphs, 83 % consist of them by a fifth or more and need not be asked about.
_FEW, _LETTERS, _COMMON, _SHARE = 5, 4, 15, 0.2
# So many of English's small words, such a share, and so many to each of another language's: of 23,400 paragraphs of
# news 99 % have them, and of 26,800 Spanish, French and Italian ones 128, which py3langid calls English too. Counting
# them costs a twentieth of asking, and a build that need not ask does not load what answers, a third of a second.
_ENGLISH, _ENGLISH_SHARE, _TO_EACH = 3, 0.1, 5
# Or so many longer words in lower case that English texts hold, and such a share of all such words: of what is left
# of English 57 % have them (headlines, captions, lists of names), and of the other 26,800 one more. Where no word is
# another language's small one, or has other letters than English, fewer do: of 178 that are left of 90,000 paragraphs
# 106 have these, and of 21,700 in other languages two more, which are English.
_LONGER, _KNOWN, _KNOWN_SHARE = 4, 4, 0.6
_FEWER, _FEWER_SHARE = 2, 0.5
# A paragraph of so many words, all of them capitalised, is a row of names, in no language: 38 of those 178, and none
# of the others. py3langid calls one in four of them German. Where English words alone join the names ("President A,
# President B and C"), it is English on a page in English: 76 of 86,400 paragraphs are that and asked for no more, of
# which py3langid called 6 Indonesian, Estonian or German, and 7 of 26,800 Spanish, French and Italian ones would be,
# on pages that are not in English. A third of the builds of ten pages loaded the model, 0.6 s, for such a row.
_NAMES = 5
_WORD = re.compile(r"[^\W\d_]+")
_NO_ASCII_LETTERS = bytes(code for code in range(256) if code > 127 or not chr(code).isalpha())
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].*)?$")


def detect(text: str) -> str | None:
    """The ISO 639-1 code of a paragraph's language; None if it is too short to say."""
    return _detected(text[:_HEAD])


@lru_cache(1024)  # a page asks for a paragraph up to three times
def _detected(sample: str) -> str | None:
    if not _is_enough(sample):
        return None
    if _surely_english(sample):
        return "en"
    code: str = _identifier().classify(sample)[0]
    return code


def _is_enough(sample: str) -> bool:
    """Whether a sample has so many letters that its language can be told."""
    if 4 * len(sample) < _SURE:
        return False
    plain = len(sample.encode("utf-8", "replace").translate(None, _NO_ASCII_LETTERS))
    if plain >= _SURE or sample.isascii():
        return plain >= _SURE
    return len("".join(filter(str.isalpha, sample)).encode("utf-8", "replace")) >= _SURE


@lru_cache(1024)
def _surely_english(sample: str) -> bool:
    """Whether the words of a sample that is long enough are English ones."""
    words = _WORD.findall(sample.lower() if sample.isupper() else sample)
    return (_has_small_words(words) or _has_known_words(words)) and _is_enough(sample)


def _has_small_words(words: Sequence[str]) -> bool:
    english = sum(map(_small("english").__contains__, words))
    if english < _ENGLISH or english < _ENGLISH_SHARE * len(words):
        return False
    return english >= _TO_EACH * sum(map(_small("foreign").__contains__, words))


def _has_known_words(words: Sequence[str]) -> bool:
    longer = [word for word in words if len(word) >= _LONGER and word.islower()]
    known = sum(word in known_words() for word in longer)
    if known >= _KNOWN and known >= _KNOWN_SHARE * len(longer):
        return True
    return known >= _FEWER and known >= _FEWER_SHARE * len(longer) and not any(map(_is_foreign, words))


def _is_foreign(word: str) -> bool:
    return not word.isascii() or word in _small("foreign")


@cache
def _small(name: str) -> frozenset[str]:
    """As they are written in running text: neither a name nor UN is one of them."""
    words = table("clean/languages.toml")[name].split()
    return frozenset([*words, *(word.capitalize() for word in words if name == "english" and len(word) > 1)])


def others(paragraphs: Sequence[str], tag: str | None) -> list[str | None]:
    """For each paragraph of a page in `tag`, its language if that is another one."""
    if tag is None:
        return [None] * len(paragraphs)
    primary = tag.split("-")[0]
    asked = {text for text in paragraphs if not _is_settled(text[:_HEAD], primary)}
    common = _common(paragraphs, primary) if asked else frozenset()
    return [_other(text, primary, common) if text in asked else None for text in paragraphs]


def _is_settled(sample: str, primary: str) -> bool:
    """Whether a paragraph is too short to be in another language, or in English on a page in English."""
    if not _is_enough(sample):
        return True
    return primary == "en" and (_surely_english(sample) or _is_joined_names(sample))


def _other(text: str, primary: str, common: frozenset[str]) -> str | None:
    if _familiar(text, common) or _is_names(text[:_HEAD]):
        return None
    code = detect(text)
    return None if code == primary else code


def _common(paragraphs: Sequence[str], primary: str) -> frozenset[str]:
    """The short words that a page's longest paragraphs in its language repeat."""
    longest = sorted(paragraphs, key=len, reverse=True)[:_FEW]
    own = [text[:_HEAD] for text in longest if detect(text) == primary]
    words = Counter(w for text in own for w in _WORD.findall(text.casefold()) if len(w) <= _LETTERS)
    return frozenset(word for word, count in words.most_common(_COMMON) if count > 1)


def _familiar(text: str, common: frozenset[str]) -> bool:
    words = _WORD.findall(text[:_HEAD].casefold())
    return sum(word in common for word in words) >= _SHARE * len(words)


def _is_names(sample: str) -> bool:
    """Whether a paragraph is a row of names alone."""
    words = _WORD.findall(sample)
    return (
        len(words) >= _NAMES
        and not sample.isupper()
        and all(word[0].isupper() for word in words)
        and _small("foreign").isdisjoint(map(str.casefold, words))
    )


def _is_joined_names(sample: str) -> bool:
    """Whether a paragraph is names that English words join."""
    words = _WORD.findall(sample)
    others = [word for word in words if not word[0].isupper()]
    return (
        len(words) - len(others) >= _NAMES
        and not sample.isupper()
        and all(
            word in _small("english") or (len(word) >= _LONGER and word in known_words()) for word in others
        )
        and _small("foreign").isdisjoint(map(str.casefold, words))
    )


def main_language(paragraphs: Iterable[str]) -> str | None:
    """The language that most of several paragraphs is in; those too short to say so count together."""
    texts = list(paragraphs)
    whole = sum(map(len, texts))
    english, told = set[str](), 0
    for text in texts:
        if _surely_english(text[:_HEAD]):
            english.add(text)
            told += len(text)
            if 2 * told > whole:
                return "en"
    votes = Counter({"en": told} if english else {})
    rest: list[str] = []
    for paragraph in texts:
        if votes and 2 * max(votes.values()) > whole:
            break  # whatever the others are in
        if paragraph in english:
            continue
        if code := detect(paragraph):
            votes[code] += len(paragraph)
        else:
            rest.append(paragraph)
    else:
        if code := detect(" ".join(rest)):
            votes[code] += sum(map(len, rest))
    return max(sorted(votes), key=lambda code: votes[code]) if votes else None


def tag(declared: Sequence[str | None], paragraphs: Sequence[str]) -> str | None:
    """A BCP 47 tag for a page: what its text is written in, with the region that it declares.

    A declared language stands where the text is too short to contradict it or in a language that
    the detector does not know.
    """
    found = main_language(_sample(paragraphs))
    claims = [claim for text in declared if text and (claim := _normal(text))]
    for claim in claims:
        primary = claim.split("-")[0]
        if found in (None, primary) or primary not in table("clean/languages.toml")["codes"]:
            return claim
    return found


def _sample(paragraphs: Sequence[str]) -> Iterator[str]:
    """The first paragraphs, as many as settle it."""
    left = _SAMPLE
    for paragraph in paragraphs:
        if left <= 0:
            return
        yield paragraph
        left -= min(len(paragraph), _HEAD)


def _normal(text: str) -> str | None:
    m = _TAG.match(text.strip())
    if not m:
        return None
    script, region = m[2], m[3]
    return "-".join(
        [m[1].lower(), *([script.title()] if script else []), *([region.upper()] if region else [])]
    )


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(table("clean/languages.toml")["codes"])
    return identifier
