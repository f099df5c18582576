"""Kinds of phrases around a report: times, places, media, occasions and those who are told.

Positions are token positions of one sentence; ranges are half-open.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from parley.find.cues import platforms, surroundings
from parley.find.lexicon import Gazetteer, bare, plain, word_set
from parley.language.line import NOUNS, Line, Range
from parley.vocab import words

_ON = frozenset({"on", "in", "at", "by", "since", "during"})
_LATE = frozenset({"late", "early", "earlier", "later"})
_WHICH = frozenset({"last", "this", "next", "that", "the", "same", "previous", "following", "past"})
_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "noon", "midday"})
_UNITS = frozenset({"minute", "hour", "day", "week", "weekend", "month", "year", "decade"})
_AGO = frozenset({"ago", "earlier", "later", "before"})
_DAYS, _MONTHS = words("days"), words("months")
_MEASURES = frozenset({"a", "an", "some", "several", "few", "the"})
_OPENINGS = _ON | _LATE | _WHICH | _MEASURES | _MONTHS | _DAYS


def bare_phrase(line: Line, found: Range) -> Range | None:
    """A noun phrase without its article, or the possessor before it; None if nothing else is there."""
    start, end = found
    for i in range(start, end - 1):
        if line.is_possessive(i) or line.words[i] in words("possessives"):
            start = i + 1
    while start < end and line.tags[start] == "DT":
        start += 1
    return (start, end) if start < end else None


def noun_phrase(line: Line, start: int, limit: int) -> Range | None:
    """The noun phrase that begins at `start`, with "of" but without other phrases behind it."""
    found = line.np_after(start) if start < limit else None
    if found is None:
        return None
    end = min(found[1], limit)
    for k in range(start + 1, end):
        preposition = line.tags[k] in ("IN", "TO") and line.words[k] != "of"
        if preposition or (line.words[k] == "and" and not _joins(line, k)) or time(line, k, limit):
            return (start, k) if any(t in NOUNS for t in line.tags[start:k]) else None
    return start, end


def _joins(line: Line, k: int) -> bool:
    """Whether "and" at `k` joins nouns rather than phrases: ``lawmakers and diplomats``."""
    return k + 1 < len(line.words) and line.tags[k + 1] in ("NN", "NNS", "NNP", "DT", "JJ", "POS")


def time(line: Line, i: int, limit: int) -> int | None:
    """The end of the phrase for a day or a time of the calendar that begins at `i`: ``late on Tuesday``."""
    if i >= limit or not (_opens_time(line.words[i]) or line.tags[i] == "CD"):
        return None
    j = i + (line.words[i] in _LATE)
    if j < limit and line.words[j] in _ON:
        j += 1
    if j < limit and line.words[j] in _LATE:
        j += 1
    end = _calendar(line, j, limit)
    if end is None:
        return None
    while end + 1 < limit and line.words[end] in (",", "of") and line.words[end - 1] != "week":
        more = _calendar(line, end + 1, limit)  # ``on Tuesday, June 3``
        if more is None or line.words[end + 1] in _DAYS:
            break
        end = more
    return end


@lru_cache(1 << 14)
def _opens_time(word: str) -> bool:
    """Whether a time can begin at a word, by the word alone."""
    return word.rstrip(".") in _OPENINGS or word[0].isdigit()


def _calendar(line: Line, j: int, limit: int) -> int | None:
    """The end of a day, date, week, month or year that begins at `j`."""
    if j >= limit or line.quoted[j] >= 0:
        return None
    word = line.words[j]
    if word in _DAYS:
        if j + 1 < limit and line.words[j + 1] in word_set("organizations", "media_heads"):
            return None  # ``the Sunday Post``
        return j + 1 + (j + 1 < limit and line.words[j + 1] in _OF_DAY)
    if _month(line, j):
        j += 1
        if j < limit and _number(line, j):
            j += 1
        return _year(line, j, limit)
    if _number(line, j) and j + 1 < limit and _month(line, j + 1):
        return _year(line, j + 2, limit)
    if word.isdigit() and len(word) == 4 and word[:2] in ("19", "20") and j and line.words[j - 1] == "in":
        return j + 1
    measured = word in _MEASURES or line.tags[j] == "CD"
    if measured and j + 2 < limit:
        k = j + 1 + (line.words[j + 1] in ("few", "couple"))
        if k + 1 < limit and line.words[k].rstrip("s") in _UNITS and line.words[k + 1] in _AGO:
            return k + 2
    if word in _WHICH:
        k = j + 1
        while k < limit and line.words[k] in _WHICH:
            k += 1
        if k < limit and line.words[k - 1] != "the" and (line.words[k] in _DAYS or _month(line, k)):
            return _calendar(line, k, limit)
        if (
            k < limit
            and (line.words[k] in _UNITS or line.words[k] in _OF_DAY)
            and (word != "the" or k > j + 1)
        ):
            return k + 1
    return None


def _month(line: Line, j: int) -> bool:
    return line.words[j].rstrip(".") in _MONTHS and line.tokens[j].text[0].isupper()


def _number(line: Line, j: int) -> bool:
    word = line.words[j]
    return word[0].isdigit() and len(digits := word.rstrip("stndrh")) <= 2 and digits.isdigit()


def _year(line: Line, j: int, limit: int) -> int:
    at = j + (j + 1 < limit and line.words[j] == ",")
    return at + 1 if at < limit and line.words[at].isdigit() and len(line.words[at]) == 4 else j


def platform(line: Line, start: int, end: int) -> Range | None:
    """The platform that begins at `start`: ``X``, ``Truth Social``."""
    printed = tuple(token.text for token in line.tokens[start : min(end, start + 3)])
    lengths = [len(name) for name in platforms() if printed[: len(name)] == name]
    return (start, start + max(lengths)) if lengths else None


def medium(line: Line, found: Range, known: Gazetteer) -> Range | None:
    """The outlet that a noun phrase stands for: its name where it ends in one, else its words."""
    phrase = bare_phrase(line, found)
    if phrase is None:
        return None
    start, end = phrase
    name = _capitals(line, start, end)
    if name and _is_outlet(line, name, known):
        return name
    if line.words[end - 1] in surroundings("channels", "media") and _is_news(line, start, end):
        return phrase
    on = platform(line, start, end)
    return on if on and on[1] == end else None


def _capitals(line: Line, start: int, end: int) -> Range | None:
    """The capitalised words that end a phrase."""
    k = end
    while k > start and (
        line.tokens[k - 1].text[0].isupper()
        or line.tokens[k - 1].text.isdigit()
        or (line.words[k - 1] in ("of", "the") and k < end)
    ):
        k -= 1
    while k < end and not line.tokens[k].text[0].isupper():
        k += 1
    return (k, end) if k < end else None


def _is_outlet(line: Line, name: Range, known: Gazetteer) -> bool:
    start, end = name
    printed = plain(line.texts[start:end])
    for k in range(len(printed)):
        hit = known.at(printed, k)
        if hit and (k + hit[0] == len(printed) or (k == 0 and hit[1].kind == "media")):
            return hit[1].kind == "media"  # ``Meridian``, ``Meridian Radio 4``
    heads = word_set("organizations", "media_heads")
    article = line.tokens[start - 1].text if start else ""
    if article == "The" and start > 1 and not line.is_title:
        return True  # ``told The Harbour``: an article with a capital is part of a title
    named = len(printed) > 1 or article == "the"
    return (named and printed[-1].lower() in heads) or _is_domain(printed[-1])


def _is_domain(word: str) -> bool:
    """Whether a name is a site's: ``harbour.tv``."""
    stem, dot, ending = word.rpartition(".")
    return bool(dot and len(stem) > 1 and ending.isalpha() and ending.islower() and "." not in stem[1:2])


def _is_news(line: Line, start: int, end: int) -> bool:
    """Whether the noun that ends a phrase is an outlet: ``a news agency``, not ``an intelligence agency``."""
    head = line.words[end - 1]
    if head not in ("agency", "channel", "network", "station", "portal", "daily", "weekly", "outlet"):
        return True
    if head in ("daily", "weekly"):
        return line.tags[end - 1] in NOUNS
    return head == "outlet" or not surroundings("channels", "reporting").isdisjoint(
        line.words[start : end - 1]
    )


def place(line: Line, found: Range, known: Gazetteer) -> Range | None:
    """The place that a noun phrase after "in" names: a capitalised name of no person and no body."""
    start, end = found
    while start < end and line.words[start] in (
        "the",
        "central",
        "downtown",
        "eastern",
        "western",
        "northern",
        "southern",
    ):
        start += 1
    if start == end or any(line.tags[i] not in ("NNP", "NN", "NNS", "JJ") for i in range(start, end)):
        return None
    printed = [line.tokens[i].text for i in range(start, end)]
    if not all(word[0].isupper() and word[-1].isalnum() for word in printed):
        return None
    if (
        line.words[start] in words("languages")
        or line.is_possessive(end - 1)
        or _month(line, start)
        or line.words[start] in _DAYS
    ):
        return None
    hit = known.at(printed, 0)
    if hit and (hit[1].demonym or (hit[1].kind != "state" and (len(printed) > 1 or printed[0].isupper()))):
        return None
    last = printed[-1].lower()
    body = last in word_set("organizations", "heads", "media_heads") or last in word_set("titles", "heads")
    return None if body or platform(line, start, end) else (start, end)


def heads(line: Line, found: Range) -> str:
    """The head of a noun phrase, in lower case without a possessive ending."""
    start, end = found
    for k in range(start + 1, end):
        if line.words[k] == "of":
            return bare(line.words[k - 1])
    return bare(line.words[end - 1])


def commas(line: Line, start: int, end: int) -> Iterator[Range]:
    """The parts of a range that commas part."""
    at = start
    for k in range(start, end + 1):
        if k == end or line.words[k] == ",":
            if k > at:
                yield at, k
            at = k + 1
