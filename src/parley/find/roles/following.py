"""Offices in a noun phrase that begins somewhere: behind a name and a comma, behind "is" or "as"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parley.find.roles.office import LONGEST, Office, is_head, joins, owned, singular, with_complement
from parley.find.roles.sentence import Sentence, listed
from parley.language.line import Range
from parley.vocab import words as vocabulary

ARTICLES = frozenset({"a", "an", "the"})
CLOSES = frozenset({",", ".", ";", ":", ")", "(", "–", "—", "--", "who", "whose", "whom", "from", "?", "!"})


def at(sentence: Sentence, i: int, *, closed: bool) -> Iterator[Office]:
    """The offices of a noun phrase that begins at `i`; `closed`: nothing but a mark may follow it."""
    begin = i
    while sentence.word(i) in listed("adverbs"):
        i += 1
    earlier = i - 1 if i > begin and sentence.words[i - 1] in listed("earlier") else None
    found, end = _phrase(sentence, i)
    if found is None:
        return
    office = found
    joined: Office | None = None
    if sentence.word(end) == "and":
        joined, after = _phrase(sentence, end + 1)
        if joined and not joined.plural and _same_person(sentence, end + 1, after):
            end = after
        elif closed and (joined or sentence.word(begin) not in ("a", "an")):
            return  # ``X, the minister and others``; but ``X, a former minister and champion of ...``
        else:
            joined, closed = None, False
    if closed and not _is_closed(sentence, end):
        return
    if closed and sentence.word(end) == "," and sentence.name_at(end + 1) and _claims(sentence, i, end + 1):
        return
    yield office if earlier is None else replace(office, outer=earlier, start=earlier)
    if joined:
        yield joined


def has_aside(sentence: Sentence, end: int) -> bool:
    """Whether a name has an apposition of its own behind it."""
    return sentence.word(end) == "," and bool(list(at(sentence, end + 1, closed=True)))


def _is_closed(sentence: Sentence, i: int) -> bool:
    """Whether a noun phrase ends at `i`: by a mark, a relative clause or a participle."""
    return i >= len(sentence) or sentence.words[i] in CLOSES or sentence.tags[i] == "VBG"


def _same_person(sentence: Sentence, i: int, after: int) -> bool:
    """Whether an office after "and" is the same person's: without an article, or before the verb of both."""
    if sentence.word(i) != "the":
        return True
    return sentence.word(after) == "," and sentence.tags[after + 1 : after + 2] in (["VBD"], ["VBZ"])


def _claims(sentence: Sentence, start: int, first: int) -> bool:
    """Whether a phrase between two names tells of the later one: ``X, the foreign minister, Y, said``."""
    name = sentence.name_at(first)
    if name is None or sentence.word(start) in ("a", "an"):
        return False
    closed = sentence.word(name[1]) in CLOSES or name[1] == len(sentence)
    definite = sentence.word(start) == "the" or any(sentence.is_possessive(k) for k in range(start, first))
    return closed and definite and not has_aside(sentence, name[1])


def _phrase(sentence: Sentence, i: int) -> tuple[Office | None, int]:
    """The office in the noun phrase that begins at `i`, and where the phrase ends."""
    if sentence.word(i) in ARTICLES or sentence.word(i) in vocabulary("possessives"):
        i += 1
    outer = i
    start = past_owner(sentence, i)
    end = start
    while end - start < LONGEST and (sentence.is_inner(end) or inside(sentence, end)):
        end += 1
    head = end - 1
    if head < start or not is_head(sentence, head):
        if sentence.word(i - 1) in ("a", "an") and sentence.word(end) == "and" and end > start:
            return _phrase(sentence, end + 1)  # ``a farmer and president of the union``
        return None, end
    for i in range(head - 1, start, -1):
        if sentence.words[i] == "and" and sentence.words[i - 1] in listed("kin"):
            start = i + 1  # ``Trump's son-in-law and adviser``
            break
    plural = singular(sentence.words[head]) != sentence.words[head]
    office = owned(sentence, Office(outer, start, head, end, plural=plural))
    stop, behind = _complement(sentence, end)
    wider = with_complement(sentence, head, stop)
    if wider is None:
        return None, behind
    of, country = office.of or wider.of, office.country or wider.country
    return replace(office, outer=outer, end=wider.end, of=of, country=country), behind


def past_owner(sentence: Sentence, i: int) -> int:
    """Past what tells whose an office is: ``Tavria's``, ``President Ivo Lund's``."""
    for j in range(i, min(len(sentence), i + 7)):
        if sentence.is_possessive(j):
            return j + 1
        if not (sentence.is_inner(j) or sentence.is_named(j)):
            break
    return i


def inside(sentence: Sentence, i: int) -> bool:
    """Whether "and" at `i` stands inside a phrase: ``Security and Defence Council secretary``, ``son and adviser``."""
    return joins(sentence, i) or (sentence.word(i) == "and" and sentence.word(i - 1) in listed("kin"))


def _complement(sentence: Sentence, i: int) -> Range:
    """The end of what an office is of, for or at, and the end of the place behind it; `i` if there is nothing."""
    end = i
    while sentence.word(end) in listed("complements") and end - i < LONGEST:
        start = end + 1
        while sentence.tags[start : start + 1] == ["DT"] or sentence.word(start) in vocabulary("possessives"):
            start += 1
        stop = start
        # ``spokesman for President X``, but no list: ``Weber, Secretary of State X``
        with_names = sentence.words[end] in ("for", "to")
        while _in_complement(sentence, stop, with_names):
            stop += 1
        if stop == start or (sentence.tags[start] == "CD" and not sentence.is_capital(start + 1)):
            break
        if sentence.words[end] in ("in", "on") and _is_place(sentence, i - 1, start, stop):
            return end, stop
        end = stop
    return end, end


def _is_place(sentence: Sentence, head: int, start: int, stop: int) -> bool:
    """Whether "in" says where, and not in what somebody is an expert or a fellow."""
    capitals = all(sentence.is_capital(k) for k in range(start, stop))
    return capitals or singular(sentence.words[head]) not in listed("expert_in")


def _in_complement(sentence: Sentence, i: int, with_names: bool) -> bool:
    if sentence.word(i) in ("and", "&"):
        return joins(sentence, i) or (sentence.is_capital(i - 1) and sentence.is_capital(i + 1))
    if sentence.is_named(i) and not with_names:
        return any(sentence.is_possessive(k) for k in range(i, min(i + 3, len(sentence))))
    return sentence.is_inner(i) or sentence.is_possessive(i) or sentence.is_named(i)
