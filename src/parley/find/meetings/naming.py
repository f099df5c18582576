"""What the words of a noun of meeting tell beside its form: which round it is, how many it counts, whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from parley.find.meetings.lexicon import listed
from parley.find.meetings.nouns import Noun, ordinal
from parley.find.meetings.signs import of_many
from parley.find.meetings.talk import Talk
from parley.find.number_words import words as number_words
from parley.language.line import Line


def note_number(talk: Talk, noun: Noun) -> None:
    """How many meetings a noun counts, or which round it is: ``a third round``, ``two meetings``."""
    line = talk.line
    for i in range(noun.start, noun.first):
        number = ordinal(line.words[i])
        if number and line.words[noun.first] in ("round", "rounds", "session") and not of_many(line, i):
            if line.words[noun.first] == "round":
                talk.round = number
                talk.note_tokens("round", (i, noun.first + 1))
        elif number and line.words[noun.first] in ("talks", "meeting", "summit", "negotiations"):
            talk.definite, talk.new = False, talk.new or number > 1
            talk.first = number == 1
        count = number_words().ones.get(line.words[i])
        plural = line.tags[noun.first] == "NNS" and line.words[noun.first] != "talks"
        if count and count > 1 and plural:
            talk.count = count
            talk.note_tokens("count", (i, noun.first + 1))
    if line.words[noun.first] == "round" and noun.first + 1 < len(line):
        number = number_words().ones.get(line.words[noun.first + 1])
        if number:
            talk.round = number
    if line.words[noun.first] in ("rounds", "meetings") and talk.count == 1:
        talk.count = 2 if not listed("earlier").isdisjoint(line.words[noun.start : noun.first]) else 1


def is_habitual(words: Sequence[str]) -> bool:
    """Whether meetings are held again and again: ``weekly meetings``, ``twice-yearly meetings``."""
    return any(
        word in listed("habitual") or word.endswith(("-yearly", "-weekly", "-monthly")) for word in words
    )


def is_of_some_body(line: Line, noun: Noun, talk: Talk) -> bool:
    """Whether it is of those whom a name calls that no list has: ``the meeting | of the Friends of Velm``."""
    at = noun.head + 1
    if talk.number or line.words[at : at + 2] != ["of", "the"] or noun.form not in ("meeting", "summit"):
        return False
    return line.tokens[at + 2].text[0].isupper() if at + 2 < len(line) else False
