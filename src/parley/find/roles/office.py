"""Offices in words: where their title stands, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass, replace

from parley.find.lexicon import Entry, bare, word_set
from parley.find.own_names import listed as in_capitals
from parley.find.roles.sentence import Sentence, listed
from parley.find.speakers.phrase import listed as of_speakers

LONGEST = 14  # words in one office: "deputy head of the office of the president of ..."
_NO_TITLE = frozenset({"VBG", "VBN", "CD"})


@dataclass(frozen=True, slots=True)
class Office:
    """An office as tokens: its title `start:end` and, from `outer` on, whose it is; `head` is its noun.

    `of`: the state or body that it is of; `country` the state's code.
    """

    outer: int
    start: int
    head: int
    end: int
    of: str | None = None
    country: str | None = None
    plural: bool = False


def singular(word: str) -> str:
    """A noun for persons in the singular: ``spokesmen``, ``secretaries``."""
    if word.endswith("men"):
        return f"{word[:-3]}man"
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def is_head(sentence: Sentence, i: int) -> bool:
    """Whether token `i` is the noun of an office."""
    word = sentence.word(i)
    if word in listed("ranks") and not sentence.is_capital(i):
        return False
    if word.startswith("ex-"):
        word = word[3:]
    return _is_office(word) or (singular(word) != word and _is_office(singular(word)))


def _is_office(word: str) -> bool:
    return word in word_set("titles", "heads") or word in listed("heads")


def _is_plural(sentence: Sentence, i: int) -> bool:
    word = sentence.word(i)
    return not _is_office(word) and _is_office(singular(word))


def ending_at(sentence: Sentence, end: int, *, aside: bool = False) -> list[Office]:
    """The offices of a phrase that ends just before `end`; `aside`: a comma follows it.

    ``Tavria's deputy foreign minister``, ``secretary of the Security Council``, ``president and chief negotiator``.
    """
    if end < 1 or sentence.is_named(end - 1):
        return []
    ranks = _ranks(sentence, end)
    stop = ranks.start if ranks else end
    found = [ranks] if ranks and not _is_courtesy(sentence, ranks) else []
    if ranks and sentence.word(stop - 1) == ",":
        return found + ending_at(sentence, stop - 1, aside=True) if found else []
    head = stop - 1
    rank = _before_rank(sentence, stop)
    wider = _complemented(sentence, rank, aside)
    if wider and rank < stop:  # ``Chief of the General Staff Army General X``
        return [*found, wider, Office(rank, rank, head, stop, wider.of, wider.country)]
    wider = _complemented(sentence, stop, aside)
    if head >= 0 and is_head(sentence, head) and not sentence.is_named(head):
        if wider and sentence.tags[_begin(sentence, head) - 1] == "DT":
            # ``a spokesman for the minister, X``: either; ``Head of the Office of the President X``: the first
            return [*found, wider] if sentence.is_capital(wider.head) and not aside else found
        return found + _simple(sentence, head)
    return found + ([wider] if wider else [])


def _ranks(sentence: Sentence, end: int) -> Office | None:
    """Abbreviated ranks and courtesies just before a name: ``Lt. Col.``"""
    i = end
    while i > 0 and sentence.word(i - 1).rstrip(".") in word_set("titles", "abbreviated"):
        i -= 1
    return Office(i, i, end - 1, end) if i < end and sentence.is_capital(i) else None


def _is_courtesy(sentence: Sentence, office: Office) -> bool:
    words = {w.rstrip(".") for w in sentence.words[office.start : office.end]}
    return words <= listed("courtesy")


def _begin(sentence: Sentence, head: int) -> int:
    """The first token of the simple noun phrase whose noun is at `head`."""
    i = head
    while i > 0 and head - i < LONGEST:
        before = i - 1
        if sentence.is_possessive(before) or sentence.line.quoted[before] != sentence.line.quoted[head]:
            break
        if _is_outside(sentence, before, head):
            break
        several = is_head(sentence, before) and _is_plural(sentence, before)
        if not (sentence.is_inner(before) and not several) and not joins(sentence, before):
            break
        i -= 1
    while i < head and sentence.words[i] in ("and", "&"):
        i += 1
    return i


def _is_outside(sentence: Sentence, i: int, head: int) -> bool:
    """Whether a noun in small letters stands before an office in capitals: ``to what lengths President X``."""
    small = sentence.is_capital(head) and sentence.line.tokens[i].text.islower()
    return (
        small
        and sentence.tags[i] in ("NN", "NNS")
        and sentence.words[i] not in word_set("titles", "modifiers")
    )


def joins(sentence: Sentence, i: int) -> bool:
    """Whether "and" at `i` joins two words of one title: ``Security and Defence Council``."""
    if sentence.word(i) not in ("and", "&") or i == 0 or i + 1 >= len(sentence):
        return False
    modifiers = word_set("titles", "modifiers")
    both = sentence.is_capital(i - 1) and sentence.is_capital(i + 1)
    joined = both or (sentence.words[i - 1] in modifiers and sentence.words[i + 1] in modifiers)
    anew = sentence.words[i + 1] in of_speakers("offices", "rank") | of_speakers("offices", "generic")
    known = sentence.known_at(i + 1)
    anew = anew or (known is not None and known[1].demonym)  # ``Hamas and Tavrian President X``
    anew = anew or (
        both and (is_head(sentence, i + 1) or _is_place(sentence, i))
    )  # ``Congress and President X``
    return joined and sentence.is_inner(i - 1) and not anew


def _is_place(sentence: Sentence, end: int) -> bool:
    """Whether a state, a body or a province is named before `end`: ``R-Ohio and House Leader X``."""
    return sentence.known_before(end) is not None or sentence.printed(end - 1) in in_capitals("provinces")


def _simple(sentence: Sentence, head: int) -> list[Office]:
    """The office whose noun is at `head`, and another one that stands before it or that "and" joins to it."""
    start = _begin(sentence, head)
    rank = _rank_at(sentence, start, head)
    if rank < head + 1:  # ``Forces Commander Colonel General X``
        office = owned(sentence, Office(start, start, rank - 1, rank))
        return [office, replace(office, outer=rank, start=rank, head=head, end=head + 1)]
    cut = _last_and(sentence, start, head)
    if cut is not None:
        start = cut + 1
    office = owned(sentence, Office(start, start, head, head + 1, plural=_is_plural(sentence, head)))
    out = [office] if _tells(sentence, office) else []
    joined = start - 1 if cut is None else cut
    if joined > 0 and sentence.words[joined] == "and" and is_head(sentence, joined - 1) and not office.plural:
        first = _begin(sentence, joined - 1)
        other = owned(sentence, Office(first, first, joined - 1, joined))
        if not _is_plural(sentence, joined - 1) and _tells(sentence, other):
            shared = [replace(o, of=other.of, country=other.country) if o.of is None else o for o in out]
            return [other, *shared]
    return out


def _before_rank(sentence: Sentence, end: int) -> int:
    """The end of what stands before ranks in words and capitals that end at `end`."""
    i = end
    while i > 0 and sentence.is_capital(i - 1) and sentence.words[i - 1] in listed("before_name") | {"army"}:
        i -= 1
    return i


def _rank_at(sentence: Sentence, start: int, head: int) -> int:
    """Where a rank or a noble's title begins behind another office; behind `head` if there is none."""
    i = head + 1
    while i > start and sentence.words[i - 1] in listed("before_name"):
        i -= 1
    two = (
        start < i <= head and is_head(sentence, i - 1) and sentence.words[i - 1] not in listed("with_general")
    )
    return i if two else head + 1


def _last_and(sentence: Sentence, start: int, head: int) -> int | None:
    """The last "and" that joins a title to a person's other one, or to kin: ``president and negotiator X``."""
    for i in range(head - 1, start, -1):
        if sentence.words[i] == "and" and (
            is_head(sentence, i - 1) or sentence.words[i - 1] in listed("kin")
        ):
            return i
    return None


def _complemented(sentence: Sentence, end: int, aside: bool) -> Office | None:
    """An office with what it is of before `end`: ``head of Tavria's delegation``."""
    head, i = None, end - 1
    while i > 0 and end - i < LONGEST:
        if sentence.line.quoted[i] != sentence.line.quoted[end - 1] or sentence.is_named(i):
            break
        word = sentence.words[i]
        if word in listed("complements") and i < end - 1:
            if is_head(sentence, i - 1) and not sentence.is_named(i - 1):
                head = i - 1
        elif not (
            sentence.is_inner(i)
            or sentence.is_possessive(i)
            or word in ("and", "&")
            or sentence.tags[i] in ("DT", "PRP")
        ):
            break
        i -= 1
    if head is None:
        return None
    last = sentence.words[end - 1]
    named = sentence.is_capital(end - 1) or last in word_set("titles", "modifiers") or aside
    if not named or sentence.words[head + 1] == "in":
        return None
    return with_complement(sentence, head, end)


def with_complement(sentence: Sentence, head: int, end: int) -> Office | None:
    """The office whose noun is at `head` and whose complement ends at `end`."""
    start = _begin(sentence, head)
    office = owned(sentence, Office(start, start, head, end, plural=_is_plural(sentence, head)))
    if sentence.word(head + 1) == "of":
        i = head + 2 + (sentence.tags[head + 2 : head + 3] == ["DT"])
        hit = sentence.known_at(i)
        if hit and not hit[1].capital and not _is_generic(sentence, i, hit[0]):
            length, entry = hit
            alone = i + length == end and entry.kind == "state"
            office = replace(
                office,
                of=office.of or entry.name,
                country=office.country or entry.country,
                end=head + 1 if alone else end,
            )
    return office if _tells(sentence, office) else None


def owned(sentence: Sentence, office: Office) -> Office:
    """The office with whose it is, as printed before its noun, and its title without what only tells that."""
    start, head = office.start, office.head
    outer: int | None = None
    of, country = None, None
    if start and sentence.is_possessive(start - 1):
        hit = sentence.known_before(start)
        name = sentence.name_before(start)
        outer = start - hit[0] if hit else name[0] if name else start - 1
        if hit and not _is_generic(sentence, start - hit[0], hit[0]):
            of, country = hit[1].name, hit[1].country
    title = start
    i = start
    while i < head:
        hit = sentence.known_at(i)
        if hit is None or i + hit[0] > head:
            i += 1
            continue
        length, entry = hit
        if entry.kind != "state":
            of = of or (None if _is_generic(sentence, i, length) else entry.name)
        elif _is_owner(sentence, i, length, entry, head):
            of, country = entry.name, entry.country
            outer = i if outer is None else outer
            # ``former Tavrian minister`` keeps what stands before; of ``Velm Tavrian minister`` the rest is kept
            if i == title and not _is_seat(sentence, i, length):
                title = i + length
        i += length
    title = _without_adornment(sentence, title, head)
    outer = title if outer is None else min(outer, title)
    return replace(office, outer=outer, start=title, of=of, country=country)


def states(sentence: Sentence, office: Office) -> list[Entry]:
    """The states that the words of an office name, in their order."""
    out = list[Entry]()
    for i in range(office.outer, office.end):
        hit = sentence.known_at(i)
        if hit and hit[1].kind == "state" and i + hit[0] <= office.end:
            out.append(hit[1])
    return out


def _without_adornment(sentence: Sentence, start: int, head: int) -> int:
    """The title without what only adorns it: ``visiting``, ``embattled President``."""
    known = word_set("titles", "modifiers")
    capital = sentence.is_capital(head)
    while start < head and sentence.words[start] not in known:
        small = capital and sentence.tags[start] == "JJ" and sentence.line.tokens[start].text.isalpha()
        if not (sentence.tags[start] in _NO_TITLE or (small and not sentence.is_capital(start))):
            break
        start += 1
    return start


def _is_owner(sentence: Sentence, i: int, length: int, entry: Entry, head: int) -> bool:
    """Whether a state printed in a title is whose the office is, and not what it deals with."""
    word = singular(sentence.words[head])
    if entry.demonym:
        return True
    if entry.capital and word in listed("city"):
        return False
    abbreviated = sentence.text(i, i + length).replace(".", "").isupper()
    return abbreviated or word not in listed("about") or _is_seat(sentence, i, length)


def _is_generic(sentence: Sentence, i: int, length: int) -> bool:
    """Whether a body's name may be that of many states: the Security Council."""
    words = (bare(word) for word in sentence.words[i : i + length])
    return set(words) <= word_set("titles", "modifiers")


def _is_seat(sentence: Sentence, i: int, length: int) -> bool:
    return sentence.text(i, i + length) in sentence.seats


def _tells(sentence: Sentence, office: Office) -> bool:
    """Whether the words say what office it is: not "leader" or "fellow" alone."""
    word = singular(sentence.words[office.head])
    company = office.end - office.start > 1
    if word in listed("in_company") or word in listed("courtesy"):
        return company
    return company or office.of is not None or word not in listed("needs_of")
