"""Turns of a transcript: paragraphs that open with the label of who speaks, ``MS. WEBER: ...``, ``Q Will you sign?``

A paragraph with a label is as often an item of a list or a link ("More: ..."), so a page has to read like a transcript
before any of it is taken: labels of speakers, more than one of them, one of them twice. Paragraphs without a label
go on the turn before where the page is one transcript, its labels in capitals from the top on, or where a third of
the paragraphs have one; behind the last label only where they speak of "I" and "you". A name of the page that stands
as a line of its own again and again labels the paragraphs below it; a label that names nobody, but whose paragraphs
ask, is who asks: ``Harbour Post: Will you sign?``
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parley.find.lexicon import word_set
from parley.find.speakers.phrase import are_initials, listed
from parley.passages import Passage
from parley.spans import Span
from parley.vocab import words

_NAMED = re.compile(r"([^\W\d_a-z][\w.'’-]*(?: [\w.'’-]+){0,5})(?: \([^()\n]{1,40}\))?:\s+(?=\S)")
# "A" and a full stop or a space begin a name or a sentence: ``A. Weber left``, ``A Tavrian boat``
_LETTER = re.compile(r"([QA](?=:)|Q(?=\s+[\"“A-Z])):?\s*(?=\S)")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # (Laughter.)
_SENTENCE_END = re.compile(r"[.?!…\"”’)\]–—-]\s*$")
TOP = 5  # paragraphs that may go before the first label of a page that is one transcript
_READ = frozenset({"body", "crosshead"})  # a short question between two answers looks like a crosshead
_NAME = 4  # words of one
AGAIN = 3  # times a name stands as a line of its own
TURNS = 5  # changes of who speaks that tell an interview though nobody asks
ASKED = 8  # one of so many paragraphs below such lines asks
SHARE = 3  # one of so many paragraphs has to open with a label for the others to go on the turn before


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph of what somebody says. `label` names who, in this paragraph or in one before."""

    label: Span
    content: Span


def turns(passages: Sequence[Passage], persons: Collection[str]) -> dict[int, Turn]:
    """The turns of a page by their passage's index; none if it is no transcript. `persons`: names on the page."""
    body = [p for p in passages if p.role in _READ]
    if labels := _alone(body, persons):
        return _flow(body, labels, whole=True)
    known = {part.casefold() for name in persons for part in (name, name.split()[-1])}
    known |= {p.text[label[0]].split()[-1].casefold() for p in body if (label := _label(p.text, known))}
    named = {p.index for p in body if _label(p.text, known)}
    labels = {p.index: label for p in body if (label := _label(p.text, known | _askers(body)))}
    if not named or not _is_transcript([(p.text[labels[p.index][0]], p) for p in body if p.index in labels]):
        return {}
    capitals = all(p.text[labels[p.index][0]].isupper() for p in body if p.index in named)
    return _flow(body, labels, whole=capitals and any(p.index in labels for p in body[: TOP + 1]))


def _flow(body: Sequence[Passage], labels: Mapping[int, tuple[slice, int]], whole: bool) -> dict[int, Turn]:
    """The turns that labels open, and the paragraphs that go on them. `whole`: the page is one transcript."""
    out: dict[int, Turn] = {}
    first, last = min(labels), max(labels)
    behind = [p for p in body if p.index > last]
    on = whole and 2 * sum(map(_speaks, behind)) >= len(behind)
    inside = [p for p in body if first <= p.index and (on or p.index <= last)]
    flows = whole or SHARE * len(labels) >= len(inside)
    opened: Span | None = None
    for p in inside:
        label = labels.get(p.index)
        if label:
            opened = Span(p.start + label[0].start, p.start + label[0].stop)
        elif ((found := _NAMED.match(p.text)) and found[1].isupper()) or p.text[0].islower():
            opened = None  # ``THE FACTS: ...``, ``archived recording We will not leave.``
        if opened and (label or (flows and p.role == "body")):
            turn = _turn(p, opened, label[1] if label else 0)
            if turn:
                out[p.index] = turn
    return out


def _alone(body: Sequence[Passage], persons: Collection[str]) -> dict[int, tuple[slice, int]]:
    """Names that are lines of their own, two or more of them and one again and again.

    Full names of the page, and beside one of these whoever asks: a line that comes again and that questions follow.
    """
    names = {name.casefold() for name in persons if " " in name}
    behind: dict[str, list[str]] = {}
    order: list[str] = []
    for p, after in pairwise(body):
        if 1 < len(p.text.split()) <= _NAME:
            order.append(p.text.casefold())
            behind.setdefault(order[-1], []).append(after.text)
    again = {text for text, rows in behind.items() if len(rows) > 1 and (text in names or _ask(rows))}
    order = [text for text in order if text in again]
    turned = sum(a != b for a, b in pairwise(order))
    asked = sum(_ends_asking(text) for name in again for text in behind[name])
    if again.isdisjoint(names) or len(again) < 2 or max(map(order.count, again)) < AGAIN:
        return {}
    by_turns = turned == len(order) - 1 >= TURNS
    if not by_turns and (2 * turned < len(order) - 1 or ASKED * asked < len(order)):
        return {}  # names of a story's captions, of its tags
    known = again | (behind.keys() & names)
    return {p.index: (slice(0, len(p.text)), len(p.text)) for p in body if p.text.casefold() in known}


def _askers(body: Sequence[Passage]) -> set[str]:
    """Labels that come again and whose paragraphs ask: ``Harbour Post: Will you sign?``"""
    asked: dict[str, list[str]] = {}
    for p in body:
        if (
            ":" in p.text
            and (found := _NAMED.match(p.text))
            and all(w[0].isupper() for w in found[1].split())
        ):
            asked.setdefault(found[1].casefold(), []).append(p.text)
    return {label for label, texts in asked.items() if len(texts) > 1 and _ask(texts)}


def _ask(texts: Sequence[str]) -> bool:
    """Whether two of three paragraphs end in a question."""
    return 3 * sum(map(_ends_asking, texts)) >= 2 * len(texts)


def _ends_asking(text: str) -> bool:
    return text.rstrip('"”’ ').endswith("?")


def _speaks(passage: Passage) -> bool:
    """Whether somebody speaks of himself or to others in a paragraph, outside quotations."""
    return any(
        word.partition("'")[0] in words("first_person") and line.quoted[i] < 0
        for line in passage.sentences
        for i, word in enumerate(line.words)
    )


def _turn(passage: Passage, label: Span, offset: int) -> Turn | None:
    """The words of a paragraph from `offset` on; None where only the room is described."""
    said = passage.text[offset:].rstrip()
    if not any(c.isalnum() for c in _ASIDE.sub("", said)):
        return None
    start = passage.start + offset
    return Turn(label, Span(start, start + len(said)))


def _label(text: str, persons: Collection[str]) -> tuple[slice, int] | None:
    """The label that a paragraph opens with and the offset of what is said."""
    found = _LETTER.match(text) or (_NAMED.match(text) if ":" in text else None)
    if found is None or not is_speaker(found[1], persons):
        return None
    return slice(*found.span(1)), found.end()


def is_speaker(label: str, persons: Collection[str]) -> bool:
    """Whether a label names who speaks: an asker, an office or a form of address in capitals, a person on the page."""
    parts = [w.strip(".").casefold() for w in label.split()]
    if label.isupper() and parts[0] == "the" and len(parts) > 1:
        parts = parts[1:]  # ``THE FACTS`` are nobody
    if label in ("Q", "A") or " ".join(parts) in listed("labels", "roles"):
        return True
    if any(are_initials(label, name) for name in persons):
        return True
    if label.isupper():
        titled = any(w in word_set("titles", "heads") or w in listed("labels", "address") for w in parts)
        given = any(parts[0] in word_set("persons", key) for key in ("male", "female")) and len(parts) > 1
        return titled or given or parts[-1] in persons
    return label.casefold() in persons


def _is_transcript(found: Sequence[tuple[str, Passage]]) -> bool:
    """Whether labels, each with its paragraph, make a transcript: two of them, one that comes again, and sentences.

    Labels in small letters, which headlines have too, need an end of sentence behind them, and two to come again.
    """
    times = Counter(label for label, _ in found)
    if len(times) < 2 or max(times.values()) < 2:
        return False
    spoken = sum(any(line.has_verb(0, len(line)) for line in p.sentences) for _, p in found)
    if 2 * spoken < len(found):
        return False
    if any(label.isupper() for label in times):
        return True
    whole = sum(bool(_SENTENCE_END.search(p.text)) for _, p in found)
    return whole == len(found) and sum(n > 1 for n in times.values()) > 1
