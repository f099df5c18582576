"""Contents that are nothing which sides negotiate about: comments, charges, people, a side's own name."""

from __future__ import annotations

from parley.find.plover.lexicon import members
from parley.find.positions.pages import Pages
from parley.find.positions.stances import Word, listed
from parley.find.positions.thought import is_opinion
from parley.language.lemmas import lemma
from parley.language.line import Line, Range
from parley.language.tags import FINITE
from parley.vocab import words

_FAR = 10  # words in which content says that it is no more than told


def is_idle(page: Pages, line: Line, content: Range, word: Word) -> bool:
    """Whether content is nothing that sides negotiate about: a side itself, a comment, that something be said."""
    start, end = content
    while start < end and line.tags[start] in ("DT", "JJ", "PRP") and end - start > 1:
        start += 1
    if word.stance == "proposes" and line.words[end - 1] in listed("documents"):
        return True  # ``proposed a new plan``
    if line.words[content[0]] == "no" or line.words[start] in listed("trifles") | words("anonymity"):
        return True
    if word.stance == "rejects" and (line.words[start] in listed("charges") or _heads_charge(line, content)):
        return True
    if word.stance == "rejects" and is_opinion(line, content):
        return True
    if word.stance == "accepts" and _heads_people(line, content):
        return True  # ``backed | rebels fighting T``
    if line.words[content[0]] == "to":
        verb = next((k for k in range(content[0] + 1, end) if line.tags[k] == "VB"), content[0])
        clear = line.words[verb : verb + 2] in (["be", "clear"], ["be", "honest"], ["be", "frank"])
        gives = line.words[verb] in ("give", "provide", "offer") and not listed("trifles").isdisjoint(
            line.words[verb + 1 : verb + 4]
        )
        unsaid = word.stance == "rejects" and line.words[verb] in listed("unsaid")
        return clear or gives or unsaid or line.words[verb] in listed("telling")
    if word.stance == "denies" and line.words[start] not in listed("intended"):
        return True
    if word.stance == "accepts" and page.sides.is_person(line, content):
        return True  # ``backed | Lena Ostrava during her war``
    noun = line.np_after(content[0])
    if word.stance == "accepts" and noun and _heads_office(page, line, noun):
        return True  # ``supports | the president, Lena Ostrava``
    if word.stance == "accepts" and noun and line.words[_head(line, noun)] in listed("enacted"):
        return True  # ``approved | a resolution condemning C``
    if noun is None:
        return False
    cut = next((k for k in range(start + 1, noun[1]) if line.tags[k] in ("IN", "TO")), noun[1])
    noun = (noun[0], cut)
    goes_on = ("IN", ",", '"', "VB", "VBP") if line.words[content[0] - 1] == "for" else ("IN", ",")
    if noun[1] - start > 2 or (noun[1] < end and line.tags[noun[1]] not in goes_on):
        return False  # ``its demands for | Tavria "remain"`` are idle
    return page.sides.is_side(line, (start, noun[1]))


def _head(line: Line, found: Range) -> int:
    """The place of the head of a noun phrase."""
    ends = ("IN", "TO", "VBG", "VBN", "WH")
    return next((k for k in range(found[0] + 1, found[1]) if line.tags[k] in ends), found[1]) - 1


def _heads_office(page: Pages, line: Line, noun: Range) -> bool:
    """Whether content is a person in office, by the office or the name: ``the prime minister``."""
    k = _head(line, noun)
    return line.words[k] in listed("officials") and not page.sides.names_person(line, (k, k + 1))


def _heads_people(line: Line, content: Range) -> bool:
    """Whether content is of people, whom a side stands by: ``rebels | who fight T``."""
    found = line.np_after(content[0])
    if found is None:
        return False
    ends = ("IN", "TO", "VBG", "VBN", "WH")
    head = next((k for k in range(found[0] + 1, found[1]) if line.tags[k] in ends), found[1]) - 1
    return line.tags[head] == "NNS" and lemma(line.words[head]) in members("people")


def _heads_charge(line: Line, content: Range) -> bool:
    """Whether a noun phrase is what another tells: ``Velm's | taunt | that C``, ``the bureau's (B) finding that C``."""
    for k in range(content[0], min(content[1] - 1, content[0] + _FAR)):
        if line.tags[k] in FINITE:
            break
        if line.words[k] in listed("charges") and line.words[k + 1] == "that":
            return True
    found = line.np_after(content[0])
    head = next((k for k in range(*found) if line.tags[k] in ("IN", "TO")), found[1]) - 1 if found else 0
    return bool(found) and line.words[head] in listed("charges")
