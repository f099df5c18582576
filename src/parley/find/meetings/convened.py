"""Whether a meeting is one that a body convenes, or one of many states: a gathering at which others meet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.find.meetings.lexicon import listed
from parley.find.meetings.nouns import Noun
from parley.find.number_words import words as number_words
from parley.find.parties import Parties, Who
from parley.language.line import Line

_FORMS = frozenset({"summit", "meeting", "conference"})
_GROUP_OF = re.compile(r"[A-Z]-?\d+$")  # ``G-12``
_BETWEEN = frozenset({"JJ", "NN", "NNS", "POS", "CD"})  # what may stand between a body and its meeting


def convenes(noun: Noun, named: Sequence[Who]) -> bool:
    """Whether organisations alone stand before a noun, at whose meeting others meet: ``the Pact's summit``."""
    organised = bool(named) and all(who.kind == "organization" for who in named)
    return organised and noun.form in _FORMS


def is_convened(line: Line, noun: Noun, parties: Parties) -> bool:
    """Whether it is a body's, or of many states: ``the Pact summit``, ``a G-12 meeting``, ``a regional conference``."""
    if noun.form not in _FORMS:
        return False
    behind = line.words[noun.head + 1 : noun.head + 3]
    if noun.form == "conference" and not (behind[:1] == ["between"] or behind == ["of", "the"]):
        return True
    if not listed("of_many_states").isdisjoint(line.words[noun.start : noun.first]):
        return True
    return _by_name(line, noun, parties) or _of_a_group(line, noun.first) or _of_members(line, noun, parties)


def _by_name(line: Line, noun: Noun, parties: Parties) -> bool:
    """Whether the name of a body stands before it: ``the Pact's annual | meeting``."""
    if noun.first == noun.start:
        return False
    if _GROUP_OF.match(line.tokens[noun.first - 1].text):
        return True
    named = list(parties.names(line, (noun.start, noun.first)))
    if not convenes(noun, [name.who for name in named]):
        return False
    end = named[-1].place[1]
    return all(
        line.tags[k] in _BETWEEN and not line.tokens[k].text[0].isupper() for k in range(end, noun.first)
    )


def _of_a_group(line: Line, at: int) -> bool:
    """``a Group of Twelve | summit``, ``a meeting of the | Group of Twelve``."""
    before = line.words[max(0, at - 3) : at]
    return before[:2] == ["group", "of"] and _is_number(before[-1])


def _of_members(line: Line, noun: Noun, parties: Parties) -> bool:
    """Whether it is told to be of a body: ``a meeting of | the Pact's ministers``, ``the Summit of | the Isles``."""
    at = noun.head + 1
    found = line.np_after(at + 1) if line.words[at : at + 1] == ["of"] else None
    if found is None:
        return False
    if noun.form == "summit" and line.tokens[noun.head].text[0].isupper() and line.words[at + 1] == "the":
        return True
    stop = next(
        (k for k in range(*found) if line.tags[k] in ("IN", "TO")), found[1]
    )  # ``the Pact | in Velm``
    named = parties.named(line, (found[0], stop))
    group = any(_of_a_group(line, k) for k in range(at + 3, min(len(line), at + 8)))
    return group or convenes(noun, named)


def _is_number(word: str) -> bool:
    return word.isdigit() or word in number_words().ones or word in number_words().tens
