"""What the words around a noun or verb of meeting tell of it."""

from __future__ import annotations

from collections.abc import Sequence

from parley.find.able import can_speak
from parley.find.meetings.lexicon import listed
from parley.find.meetings.nouns import Noun
from parley.find.predicates import Predicate
from parley.language.line import Line, Range


def is_of_people(line: Line, found: Range) -> bool:
    """Whether a verb's object can be received: not ``received | intelligence suggesting that T``."""
    verb = next((k for k in range(*found) if line.tags[k] in ("VBG", "VBN", "WH")), found[1])
    return verb == found[0] or can_speak(line, (found[0], verb))


def fronted_status(line: Line, noun: Noun, verbs: Sequence[Predicate]) -> tuple[str, bool] | None:
    """By what will be done there: ``At her meeting with T on Thursday, S | will be joined by O``."""
    opens = noun.start == 1 and line.words[0] in ("at", "in", "during")
    main = next((p for p in verbs if p.verb > noun.head and p.form == "finite"), None)
    return ("scheduled", False) if opens and main is not None and main.future else None


def of_a_body(line: Line, noun: Noun) -> bool:
    """Whether a body meets by itself: ``a cabinet meeting``, ``a meeting of the Council``."""
    if not listed("bodies").isdisjoint(line.words[noun.start : noun.first]):
        return True
    after = line.words[noun.head + 1 : noun.head + 9]  # of the 13th National People's Congress
    return after[:1] == ["of"] and not listed("bodies").isdisjoint(after)


def of_many(line: Line, i: int) -> bool:
    """Whether an ordinal tells no number of a round: ``the first direct round in three years`` does not."""
    return line.words[i] == "first" and line.words[i + 1 : i + 2] in (["such"], ["ever"])


def by_wire(line: Line, p: Predicate) -> bool:
    """Whether somebody spoke over a line: ``spoke | by phone``."""
    return any(
        word in ("by", "over", "via") and not listed("by_wire").isdisjoint(line.words[found[0] : found[1]])
        for word, found in p.phrases
    )


def face_to_face(line: Line, p: Predicate) -> bool:
    """Whether somebody sat opposite others: ``sat across the table from``."""
    across = line.words[p.group[1] : p.group[1] + 2]
    if across in (["across", "from"], ["across", "a"], ["across", "the"]):
        return True
    return line.words[p.group[1] : p.group[1] + 3] == ["face", "to", "face"] or "face-to-face" in line.words


def plural(line: Line, found: Range) -> bool:
    """Whether a phrase means more than one: ``the delegations``, ``A and B``."""
    return (
        any(tag == "NNS" for tag in line.tags[found[0] : found[1]])
        or "and" in line.words[found[0] : found[1]]
    )
