"""Names in one sentence: states, organisations, media and persons, with the office printed beside them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from parley.find.cues import verbs
from parley.find.lexicon import Entry, Gazetteer, bare, is_continent, plain, word_set
from parley.find.own_names import is_of_thing, listed, own_body, own_words, past_described
from parley.find.titles import (
    country_before,
    ends_office,
    is_attribute,
    is_possessive,
    is_remit,
    is_title,
    is_titled,
    title_after,
    title_before,
)
from parley.language.line import Line
from parley.language.tags import is_common
from parley.language.tokens import is_ordinal
from parley.vocab import words as vocabulary

_SHORT = 2  # letters of what may be a state's: US
LONGEST = 8  # words in one name: "Center for Strategic and International Studies" has six
_FUNCTION = frozenset({"PRP", "WH", "CC", "MD", "PRPV"})
_NO_NAME = frozenset({"DT", "PRP", "IN", "WH"})
DAYS = vocabulary("days")
_LINKS = frozenset({"of", "for", "and", "on", "the", "&", "to", "in"})


class Name(NamedTuple):
    """A name in a sentence, as token positions. `kind` "": a single name, perhaps a person's."""

    start: int
    end: int
    text: str
    kind: str
    country: str | None = None
    title: str | None = None
    capital: bool = False
    speaks: bool = False  # a verb of reporting follows


def names(line: Line, gazetteer: Gazetteer) -> Iterator[Name]:
    """The names of a sentence from left to right."""
    words = plain(line.texts)
    headline = _title_case(line)
    past = 0
    for i in [i for i, text in enumerate(line.texts) if text[0].isupper()]:
        if i < past or not _capital(line, i):
            continue
        hit = gazetteer.at(words, i)
        begin = i if hit else _particles_before(line, i, past)
        end = _run_end(line, begin)
        end = max(end, i + hit[0]) if hit else end
        for name in _in_run(line, words, begin, end, gazetteer):
            if not headline or name.kind not in ("person", ""):
                yield name._replace(speaks=True) if _speaks(line, name.end) else name
        past = end


def _speaks(line: Line, i: int) -> bool:
    return i < len(line.words) and line.words[i] in verbs() and line.tags[i] in ("VBD", "VBZ")


def _title_case(line: Line) -> bool:
    """Whether nearly all longer words have a capital, so that capitals mark no names."""
    if line.tags[-1] == "." and line.words[-1] != "?":
        return False
    longer = [text for text in line.texts if len(text) > 3 and text[0].isalpha()]
    return len(longer) > 3 and sum(w[0].isupper() for w in longer) > 0.7 * len(longer)


def _capital(line: Line, i: int) -> bool:
    """Whether a name may begin at a token with a capital: one that is not only the sentence's own."""
    if line.tags[i] in _FUNCTION:
        return False
    first = i == 0 or line.tags[i - 1] in ('"', ".", ":")
    return not first or line.tags[i] in ("NNP", "POS", "JJ", "NN", "NNS")


def _run_end(line: Line, i: int) -> int:
    """The end of the run of capitalised words that begins at `i`; a possessive or a mark ends it."""
    j = i + 1
    while j < len(line.words) and j - i < LONGEST * 2 and not is_possessive(line, j - 1):
        word = line.tokens[j].text
        if (word[0].isupper() and line.tags[j] not in _NO_NAME) or _is_joined_particle(word):
            j += 1
        elif (joined := _past_particles(line, j)) > j:
            j = joined + 1
        elif _links(line, i, j):
            j += 2 if line.tokens[j + 1].text[0].isupper() else 3
        else:
            break
    return min(j, len(line.words))


def _is_joined_particle(word: str) -> bool:
    """Whether a word is a name with its particle in small letters: ``al-Rahimi``."""
    particle, hyphen, name = word.partition("-")
    return bool(hyphen) and name[:1].isupper() and particle in word_set("persons", "particles")


def _past_particles(line: Line, j: int) -> int:
    """Behind the particles at `j`, if a capital follows them, else `j`: ``Ana | van der | Weber``."""
    k = j
    while k < len(line.words) and line.texts[k] in word_set("persons", "particles"):
        k += 1
    return k if k < len(line.words) and line.texts[k][0].isupper() else j


def _particles_before(line: Line, i: int, past: int) -> int:
    """Where a surname at `i` begins whose particles stand before it in small letters: ``| van der Weber said``."""
    begin = i
    while begin > past and line.texts[begin - 1] in word_set("persons", "particles"):
        begin -= 1
    return begin


def _links(line: Line, start: int, j: int) -> bool:
    """Whether the small word at `j` joins capitalised words into one name."""
    word, following = line.words[j], line.tokens[j + 1 : j + 3]
    if not following:
        return False
    if word in ("of", "for", "and", "&") and following[0].text[0].isupper():
        head = line.words[j - 1] in word_set("organizations", "heads") or line.words[j - 1] in vocabulary(
            "inside_bodies"
        )
        if word == "and":
            return _inside_for(line, start, j) or _is_compound(line, start, j)
        return head or (word == "of" and "for" in line.words[start:j])  # ``Institute for the Study | of War``
    return (
        word in ("of", "for")
        and len(following) > 1
        and following[0].text == "the"
        and following[1].text[0].isupper()
        and (line.words[j - 1] in word_set("organizations", "heads"))
    )


def _inside_for(line: Line, start: int, j: int) -> bool:
    """Whether "and" stands inside a name such as "Center for Strategic and International Studies"."""
    return any(w in ("for", "of") for w in line.words[start:j])


def _is_compound(line: Line, start: int, j: int) -> bool:
    """Whether "and" joins two matters of one body: ``Ways | and Means Committee``, not ``Congress and T Committee``."""
    end = j + 1
    while end < len(line.words) and line.tokens[end].text[0].isupper() and line.tags[end] not in _NO_NAME:
        end += 1
    first = start + (line.words[start] in ("house", "senate"))
    matters = (*line.words[first:j], *line.words[j + 1 : end - 1])
    return (
        first < j
        and end - j > 2
        and bare(line.words[end - 1]) in word_set("organizations", "heads")
        and all(map(_is_matter, matters))
    )


def _is_matter(word: str) -> bool:
    """Whether a word tells what a body is for, and is none itself."""
    bodies = word_set("organizations", "heads") | word_set("organizations", "government")
    return _is_plain(word) and word not in bodies and len(word) > _SHORT


def _in_run(line: Line, words: list[str], start: int, end: int, gazetteer: Gazetteer) -> Iterator[Name]:
    if _is_numbered_unit(line, start, end):
        country = country_before(words, start - 1, gazetteer)
        yield _organization(line, words, start - 1, end, country, gazetteer)
        return
    start = i = past_described(words, start, end)
    country = country_before(words, start, gazetteer)
    if _is_organization(line, start, end):
        begin = own_body(words, start, end)
        if begin is None:
            return
        start = i = begin
        inner = gazetteer.at(words, i)
        if inner and i + inner[0] < end and inner[1].kind == "state":
            country = inner[1].country
        elif inner and i + inner[0] == end:
            yield _known(line, i, end, inner[1])
            return
        known = next((k for k in range(i + 1, end) if _is_paper(gazetteer.at(words, k), end - k)), None)
        if known is not None:
            yield from _in_run(line, words, known, end, gazetteer)  # ``Heavy-handed | New York Times``
            return
        yield _organization(line, words, i, end, country, gazetteer)
        return
    for k in range(start if end - start > 2 else start + 1, end - 1):
        if (
            line.words[k] in word_set("organizations", "heads")
            and line.words[k + 1] not in _LINKS
            and not is_title(line, k)
        ):
            yield from _in_run(line, words, start, k + 1, gazetteer)
            yield from _in_run(line, words, k + 1, end, gazetteer)
            return
    for k in range(end - 2, start - 1, -1):
        if not ends_office(line.words[k]) or gazetteer.at(words, k) or gazetteer.at(words, k + 1):
            continue
        if not _is_in_name(line, k, end):
            i = k + 1  # ``Commons Speaker Ana Weber``, ``Dunmere Rep. Ana Weber``
            break
    bare_state = False  # whether a state, not its people or offices, is named right before
    while i < end:
        hit = None if _is_surname(line, i) or _is_given(line, i, end, gazetteer) else gazetteer.at(words, i)
        if hit and i + hit[0] <= end:
            length, entry = hit
            country = None if is_remit(words, i) else entry.country or country
            bare_state = (
                entry.kind == "state" and not entry.demonym and not is_possessive(line, i + length - 1)
            )
            if not entry.demonym:
                yield _known(line, i, i + length, entry)
            i += length
        elif is_continent(words, i + 1):
            country, i = None, i + 2  # ``Latin American | Minister``
        elif is_title(line, i) or line.words[i] in _LINKS:
            i += 1
        else:
            break
    last = gazetteer.at(words, end - 1) if end - i > 1 else None
    if last and last[1].kind == "armed_group":
        i = next((k for k in range(i, end - 1) if not is_common(words[k])), end - 1)  # ``If | Hamas``
        of_it = Name(i, end, " ".join(words[i:end]), last[1].kind)  # ``Kataib Hezbollah``
        yield of_it if i < end - 1 else _known(line, i, end, last[1])
        return
    if i < end:
        stop = _name_end(line, words, i, end, gazetteer)
        found = _person(line, words, i, stop, country, gazetteer)
        if found and bare_state and not found.title and found.country == country:
            found = found._replace(country=None)  # ``in the U.K. | Weber said``
        if found:
            yield found
        if stop < end:
            yield from _in_run(line, words, stop, end, gazetteer)


def _is_paper(hit: tuple[int, Entry] | None, length: int) -> bool:
    """Whether a known name of so many words is an outlet's."""
    return hit is not None and hit[0] == length and hit[1].kind == "media"


def _name_end(line: Line, words: list[str], start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where a person's name ends inside a run: before a known name or an office that follows."""
    for j in range(start + 1, end):
        hit = gazetteer.at(words, j)
        if hit and words[j - 1].endswith(".") and j + hit[0] == end:
            continue  # ``Ana D. French``
        if hit and (hit[0] > 1 or hit[1].kind == "state") and j - start > 1:
            return j
    return end


def _known(line: Line, start: int, end: int, entry: Entry) -> Name:
    return Name(start, end, entry.name, entry.kind, entry.country, None, entry.capital)


def _is_numbered_unit(line: Line, start: int, end: int) -> bool:
    """Whether capitals behind a number name a unit of an army, whose number is part of its name: ``14th Brigade``."""
    unit = bare(line.words[end - 1]) in word_set("organizations", "units")
    return unit and start > 0 and is_ordinal(line.words[start - 1])


def _is_organization(line: Line, start: int, end: int) -> bool:
    if end - start < 2:
        return False
    if bare(line.words[end - 1]) in word_set("organizations", "heads", "media_heads"):
        return True
    heads = word_set("organizations", "heads")
    return end - start > 2 and any(
        line.words[j] in heads and line.words[j + 1] in _LINKS for j in range(start, end - 1)
    )


def _organization(
    line: Line, words: list[str], start: int, end: int, country: str | None, gazetteer: Gazetteer
) -> Name:
    text = " ".join(words[start:end])
    owner = gazetteer.at(words, start - 1) if start else None
    if owner and owner[0] == 1 and owner[1].kind == "state" and is_possessive(line, start - 1):
        adjective = gazetteer.demonym_of.get(owner[1].name)
        text = f"{adjective} {text}" if adjective else text
    last = bare(line.words[end - 1])
    first = line.words[start]
    kind = "organization"
    if last in word_set("organizations", "media_heads"):
        kind = "media"
    elif country and (
        last in word_set("organizations", "units")
        or {last, first, *line.words[start:end]} & word_set("organizations", "government")
    ):
        kind = "government_body"
    return Name(start, end, text, kind, country)


def _person(
    line: Line, words: list[str], start: int, end: int, country: str | None, gazetteer: Gazetteer
) -> Name | None:
    """A person's name, or a single name that only the rest of the page can settle."""
    while end > start and words[end - 1].lower() in _behind_names():
        end -= 1  # ``Ana Weber Thursday said``
    if (
        end - start > 2
        and words[end - 1].lower() in vocabulary("months")
        and line.tags[end : end + 1] == ["CD"]
    ):
        end -= 1  # ``the arrest of Ana Weber May 25``
    if start >= end:
        return None
    title, before = title_before(line, words, start, gazetteer)
    country = country or before
    if title is None:
        title, after = title_after(line, words, end, gazetteer)
        country = country or after
    elif country is None:
        country = title_after(line, words, end, gazetteer)[1]
    if line.words[start] in ("the", "a", "an") or line.words[end - 1] == ".":
        return None
    start, end = own_words(words, start, end)
    if title is None and _is_state(words, start, end, gazetteer):
        return None
    text = " ".join(words[start:end]).replace(" .", ".")
    own = tuple([w for w in words[start:end] if w != "."])
    if not _may_be_person(own) or (len(text) > 1 and text.isupper() and title is None):
        return None
    low = [w.lower() for w in own]
    if len(low) == 1 or (
        line.texts[start].islower() and word_set("persons", "particles").issuperset(low[:-1])
    ):
        return Name(
            start,
            end,
            text,
            "person"
            if title and before != "" and is_titled(line, start) and not is_attribute(line, start)
            else "",
            country,
            title,
        )
    if title is None and all(map(_is_plain, low)) and low[0] not in word_set("persons", "male", "female"):
        return None  # ``Tea Party Patriots``
    return Name(start, end, text, "person", country, title)


@lru_cache(1 << 13)  # a page prints the same names again and again
def _may_be_person(name: tuple[str, ...]) -> bool:
    """Whether some words, as printed, can be somebody's name."""
    low = [w.lower() for w in name]
    suffixes = word_set("persons", "suffixes")
    if all(w.rstrip(".") in suffixes for w in low):
        return False
    if low[-1].endswith("s") and low[-1][:-1] in word_set("titles", "heads"):
        return False  # ``Tory MPs``
    given = low[0] in word_set("persons", "male", "female")
    if (not given and not word_set("common", "not_person").isdisjoint(low)) or len(low) > 5:
        return False
    if any(map(_is_described, low)) or is_of_thing(name):
        return False
    return all(w[0].isalpha() for w in low)


@cache
def _behind_names() -> frozenset[str]:
    """Words with a capital behind a name that are none of it."""
    return word_set("persons", "particles") | DAYS


def _is_described(word: str) -> bool:
    """Whether a word says behind a hyphen that it describes somebody: ``dunmere-based``."""
    return "-" in word and word.rpartition("-")[2] in vocabulary("described_by")


def _is_state(words: list[str], start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether a name is a state's, before which something stood: ``Eastern | Tavria``."""
    hit = gazetteer.at(words, start)
    return hit is not None and start + hit[0] == end and hit[1].kind == "state"


def _is_plain(word: str) -> bool:
    """Whether a word, or the one that it is the plural of, is no name."""
    return is_common(word) or (word.endswith("s") and is_common(word[:-1]))


def _is_surname(line: Line, i: int) -> bool:
    """Whether a word is somebody's name, though a place is called so: ``Mr. Velm``."""
    return i > 0 and line.words[i - 1].rstrip(".") in listed("courtesy")


def _is_given(line: Line, i: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether a state is called as somebody is, whose surname follows: ``Georgia Weber``, not ``Georgia Governor``."""
    behind = range(i + 1, end)
    if line.words[i] not in listed("also_given") or not 0 < len(behind) <= _SHORT or is_possessive(line, i):
        return False
    words = [bare(text) for text in line.texts]
    return not any(is_title(line, k) or is_common(words[k]) or gazetteer.at(words, k) for k in behind)


def _is_in_name(line: Line, k: int, end: int) -> bool:
    """Whether a word for an office is a surname: ``Otto King Jr.``, ``Otto King Weber``, ``O. King Weber``."""
    suffixes = word_set("persons", "suffixes")
    if all(word in suffixes for word in line.words[k + 1 : end]):
        return True
    before = line.words[k - 1] if k else ""
    initial = len(before) == _SHORT and before.endswith(".")
    given = initial or before in word_set("persons", "male", "female")
    return given and line.words[k] in listed("also_surnames")
