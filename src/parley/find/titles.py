"""Offices printed beside a name in one sentence, before it or in an apposition after it."""

from __future__ import annotations

from functools import cache, lru_cache

from parley.find.lexicon import Gazetteer, word_set
from parley.language.line import Line
from parley.vocab import table
from parley.vocab import words as vocabulary


def is_possessive(line: Line, i: int) -> bool:
    """Whether a word is a possessive, or the mark of one."""
    return line.tags[i] == "POS" or line.words[i].endswith("'s")


def is_title(line: Line, i: int) -> bool:
    """Whether a word is of an office: ``deputy``, ``Sen.``, ``minister``."""
    return _is_of_office(line.words[i])


@lru_cache(1 << 14)
def _is_of_office(printed: str) -> bool:
    word = printed.rstrip(".")
    return (
        word.removeprefix("ex-") in word_set("titles", "heads")
        or _is_abbreviated(word)
        or printed in word_set("titles", "modifiers")
    )


def _is_abbreviated(word: str) -> bool:
    """Whether a word without its full stop is an office cut short, of one or of several: ``Sen``, ``Sens``."""
    short = word_set("titles", "abbreviated")
    return word in short or (word.endswith("s") and word[:-1] in short)


@lru_cache(1 << 14)
def ends_office(word: str) -> bool:
    """Whether a name begins after a word: an office, its abbreviation or a party's member."""
    heads = word_set("titles", "heads")
    return (
        word in heads
        or word in word_set("titles", "parties")
        or (word.endswith(".") and _is_abbreviated(word[:-1]))
        or word.rstrip(".") in _before_names()
        or (
            word.endswith(("-elect", "-designate", "-in-charge", "-in-chief")) and word.split("-")[0] in heads
        )
        or (word.endswith("s") and word[:-1] in heads)
    )


@cache
def _before_names() -> frozenset[str]:
    """Words before names, beside those of names.toml."""
    return frozenset(table("roles.toml")["before_names"].split())


def is_titled(line: Line, start: int) -> bool:
    """Whether the word before a name is of an office."""
    return start > 0 and is_title(line, start - 1)


def is_attribute(line: Line, name: int) -> bool:
    """Whether a name tells what the noun behind it is of, as the word before it does: ``official Arab support``."""
    title = line.tokens[name - 1].text
    return (
        (title.islower() or line.words[name - 1] in table("roles.toml")["ranks"].split())
        and not is_possessive(line, name)
        and line.tags[name + 1 : name + 2] in (["NN"], ["NNS"])
    )


def title_before(
    line: Line, words: list[str], start: int, gazetteer: Gazetteer
) -> tuple[str | None, str | None]:
    """The office printed before a name, and the country printed before or inside it."""
    i = start
    heads, abbreviated = word_set("titles", "heads"), word_set("titles", "abbreviated")
    while i > 0 and start - i < 10 and line.quoted[i - 1] == line.quoted[start]:
        word = line.words[i - 1].rstrip(".")
        of = word in vocabulary("portfolios") and i > 2 and line.words[i - 2] in ("of", "for")
        if of and line.words[i - 3] in heads:
            i -= 2
        elif is_title(line, i - 1) or (word == "." and line.words[i - 2] in abbreviated):
            i -= 1
        else:
            break
    country = country_before(words, i, gazetteer)
    if i == start:
        return None, country
    inside = [w.rstrip(".") for w in line.words[i:start]]
    if not any(w.removeprefix("ex-") in heads or w in abbreviated for w in inside) or _is_size(line, start):
        return None, country
    text = " ".join(t.text for t in line.tokens[i:start]).replace(" .", ".")
    return text, None if _is_about(line, words, i, start, gazetteer) else country


def _is_size(line: Line, start: int) -> bool:
    """Whether a rank in small letters before a name is a company's size: ``oil major Dunmere Gas``."""
    return line.tokens[start - 1].text in table("roles.toml")["ranks"].split()


def title_after(
    line: Line, words: list[str], end: int, gazetteer: Gazetteer
) -> tuple[str | None, str | None]:
    """The office in an apposition after a name: ``, Tavria's deputy foreign minister,``."""
    if end + 1 >= len(line.words) or line.words[end] != ",":
        return None, None
    i, country = end + 1, None
    if line.tags[i] == "DT":
        i += 1
    hit = gazetteer.at(words, i) if i < len(line.words) else None
    if hit:
        country = hit[1].country
        i += hit[0]
    start = i
    while i < len(line.words) and i - start < 8 and is_title(line, i):
        i += 1
    if i == start or line.words[i - 1] not in word_set("titles", "heads"):
        return None, None
    if line.tags[i : i + 1] == ["NNP"]:
        return None, None  # the next one's: ``met Ana Weber, Tavrian minister Lena Ostrava said``
    text = " ".join(t.text for t in line.tokens[start:i])
    country = None if _is_about(line, words, start, i, gazetteer) else country
    if i + 1 < len(line.words) and line.words[i] == "of":  # "for" and "to" tell with whom somebody deals
        j = i + 1 + (line.words[i + 1] == "the")
        hit = gazetteer.at(words, j) if j < len(line.words) else None
        country = hit[1].country if hit else country
    return text, country


def country_before(words: list[str], start: int, gazetteer: Gazetteer) -> str | None:
    """The country of the known name that ends just before `start`."""
    for length in (1, 2):
        if start >= length:
            hit = gazetteer.at(words, start - length)
            if hit and hit[0] == length:
                return None if is_remit(words, start - length) else hit[1].country
    return None


def _is_about(line: Line, words: list[str], start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether an office deals with the state before it, and is not its own: ``Tavria | analyst``."""
    if line.words[end - 1] not in table("roles.toml")["about"].split() or is_possessive(line, start - 1):
        return False
    for length in (1, 2):
        hit = gazetteer.at(words, start - length) if start >= length else None
        if hit and hit[0] == length:
            entry, printed = hit[1], "".join(words[start - length : start]).replace(".", "")
            return entry.kind == "state" and not entry.demonym and not printed.isupper()
    return False


def is_remit(words: list[str], i: int) -> bool:
    """Whether a name at `i` is what somebody is sent to or for: ``envoy for | Tavria | X``."""
    return i > 1 and words[i - 1] in ("for", "to") and words[i - 2].lower() in vocabulary("sent")
