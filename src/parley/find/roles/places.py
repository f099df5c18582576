"""Where in a sentence offices stand for the person named in it: before the name, behind it, or as what they are."""

from __future__ import annotations

from collections.abc import Iterator

from parley.find.roles.following import ARTICLES, CLOSES, at, has_aside, inside, past_owner
from parley.find.roles.office import Office, ending_at, owned
from parley.find.roles.sentence import Sentence, listed
from parley.find.roles.together import shared
from parley.find.speakers.phrase import is_body
from parley.language.line import Range
from parley.vocab import words as vocabulary

_OPENS = frozenset({",", "(", "–", "—", "--"})
_HAVE = frozenset({"has", "had", "have"})


def offices(sentence: Sentence, name: Range) -> Iterator[Office]:
    """The offices that a sentence gives the person named at `name`."""
    yield from _before(sentence, name)
    yield from shared(sentence, name)
    yield from _behind(sentence, name)
    yield from _is(sentence, name[1])
    yield from _appointed(sentence, name)


def _before(sentence: Sentence, name: Range) -> Iterator[Office]:
    """``Tavria's foreign minister Ana Weber``, ``the foreign minister, Ana Weber,``."""
    first, end = name
    if sentence.word(first - 1) != ",":
        yield from (office for office in ending_at(sentence, first) if not office.plural)
        return
    yield from _as_what(sentence, first - 1)
    behind = sentence.word(end)
    if not (behind in CLOSES or end == len(sentence)) or sentence.is_possessive(end - 1):
        return
    for office in ending_at(sentence, first - 1, aside=True):
        if office.plural or not _is_definite(sentence, office):
            continue
        if not _is_behind(sentence, office.outer, name):
            yield office


def _as_what(sentence: Sentence, end: int) -> Iterator[Office]:
    """``As Tavria's energy minister, Ana Weber has ...``"""
    for office in ending_at(sentence, end, aside=True):
        before = office.outer - 1
        before -= sentence.word(before) in ARTICLES
        if before == 0 and sentence.words[0] == "as" and not office.plural:
            yield office


def _is_definite(sentence: Sentence, office: Office) -> bool:
    """Whether a phrase has an article or says whose the office is, or opens its sentence."""
    before = office.outer - 1
    return (
        office.outer < office.start
        or before < 0
        or sentence.tags[before] in ("DT", "PRP")
        or sentence.is_possessive(before)
        or sentence.is_named(before)  # ``a key Lund adviser, X,``
    )


def _is_behind(sentence: Sentence, outer: int, name: Range) -> bool:
    """Whether a phrase before a name, between commas, rather tells of the name before it: ``X, a minister, Y``."""
    article = sentence.word(outer - 1) in ARTICLES
    comma = outer - 1 - article
    if sentence.word(comma) != "," or not sentence.name_before(comma):
        return False
    return sentence.word(outer - 1) in ("a", "an") or has_aside(sentence, name[1])


def _behind(sentence: Sentence, name: Range) -> Iterator[Office]:
    """``Ana Weber, the foreign minister of Tavria,``; ``Ana Weber (foreign minister)``."""
    end = name[1]
    if sentence.is_possessive(end - 1) or sentence.word(end) not in _OPENS:
        return
    i = end + 1
    if sentence.tags[i : i + 1] == ["CD"] and sentence.word(i + 1) == ",":
        i += 2  # ``Ana Weber, 53, a lawyer``
    if sentence.word(i) == "who":
        yield from _is(sentence, i + 1)
        yield from _leads(sentence, i + 1)
        return
    yield from (office for office in at(sentence, i, closed=True) if not office.plural)


def _is(sentence: Sentence, i: int) -> Iterator[Office]:
    """``Ana Weber is Tavria's foreign minister``, ``who serves as head of the council``."""
    if sentence.word(i) not in listed("be") or sentence.line.quoted[i] >= 0:
        return
    serves = sentence.words[i].startswith("serve")
    i += 1
    while sentence.word(i) in listed("adverbs"):
        i += 1
    if serves:
        if sentence.word(i) != "as":
            return
        i += 1
    if sentence.word(i) in listed("appointed"):
        yield from _as(sentence, i + 1)
        return
    for office in at(sentence, i, closed=False):
        if not office.plural and not sentence.is_inner(office.end) and not sentence.is_named(office.end):
            yield office


def _leads(sentence: Sentence, i: int) -> Iterator[Office]:
    """``who heads the Security Council``: the verb and the body as printed."""
    while sentence.word(i) in listed("adverbs"):
        i += 1
    if sentence.word(i) not in listed("lead") or sentence.tags[i] not in ("VBZ", "NNS"):
        return
    start = i + 1 + (sentence.word(i + 1) in ARTICLES or sentence.word(i + 1) in vocabulary("possessives"))
    begin = past_owner(sentence, start)
    end = begin
    while sentence.is_inner(end) or inside(sentence, end):
        end += 1
    if end == begin or sentence.words[end - 1] in listed("passing") or not is_body(sentence.words[end - 1]):
        return
    found = owned(sentence, Office(start, begin, end - 1, end))
    yield Office(i, i, end - 1, end, found.of, found.country)


def _appointed(sentence: Sentence, name: Range) -> Iterator[Office]:
    """``appointed Ana Weber as foreign minister``, ``Ana Weber was named foreign minister``."""
    first, end = name
    if sentence.word(first - 1) in listed("appointed") and sentence.tags[first - 1] in ("VBD", "VBN", "VBZ"):
        yield from _as(sentence, end)
    been = sentence.word(end) in _HAVE and sentence.word(end + 1) == "been"
    if been and sentence.word(end + 2) in listed("appointed"):
        yield from _as(sentence, end + 3)


def _as(sentence: Sentence, i: int) -> Iterator[Office]:
    """The office behind ``appointed``, ``as`` and ``to be`` passed over."""
    while sentence.word(i) in ("as", "to", "be"):
        i += 1
    for office in at(sentence, i, closed=False):
        if not office.plural and not sentence.is_named(office.end) and not sentence.is_inner(office.end):
            yield office
