"""The finder of clues."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from parley import times
from parley.find.base import Analysis, expressions
from parley.find.clues.base import Stretch, Told
from parley.find.clues.foreign import foreign
from parley.find.clues.named import named
from parley.find.clues.printed import printed
from parley.find.clues.rounds import rounds
from parley.find.clues.wars import wars
from parley.find.clues.weekdays import weekdays
from parley.records import Block, Clue, Document, Mention, entry_id
from parley.spans import evidence
from parley.times import TimeExpression
from parley.times.expressions import Expressions

_BODY = ("body", "dateline")
_ABOVE, _BELOW = 12, 3  # blocks about the first of the body that say when a page came out
READERS = (printed, named, weekdays, wars, rounds)


class Clues:
    """What on a page bounds the day on which it was written, its chrome included: a date beside a byline counts."""

    kind = "clues"
    version = "6"
    needs: tuple[str, ...] = ("mentions",)

    def find(self, analysis: Analysis) -> Iterable[Clue]:
        """The clues in order of the text."""
        sentences = {p.start: [(s.start, s.end) for s in p.sentences] for p in analysis.passages}
        return clues(analysis.document, sentences, analysis.found.get("mentions", ()), analysis.times)


def clues(
    document: Document,
    sentences: Mapping[int, Sequence[tuple[int, int]]],
    mentions: Sequence[Mention] = (),
    content: Expressions | None = None,
) -> list[Clue]:
    """The clues of a document in order of the text; each says one thing once.

    Args:
        document: The document.
        sentences: The ranges of the sentences of each content block, by the block's start.
        mentions: The actors named on the page.
        content: The time expressions of its content; found here where they are not given.
    """
    stretches = list(_stretches(document, sentences, mentions, content or expressions(document)))
    found: dict[tuple[str, str], Clue] = {}
    for told in (
        *(told for reader in READERS for told in reader(stretches)),
        *foreign(document, _first(document)),
    ):
        clue = _clue(document, told)
        found.setdefault((clue.rule, repr(clue.says)), clue)
    return sorted(found.values(), key=lambda clue: (clue.evidence[0].start, clue.id))


def _first(document: Document) -> int:
    """Which block is the first of the body."""
    return next((at for at, block in enumerate(document.blocks) if block.role in _BODY), 0)


def _clue(document: Document, told: Told) -> Clue:
    spans = tuple(evidence(document.id, document.text, start, end) for start, end in told.spans)
    places = [place for span in told.spans for place in span]
    identity = entry_id("clue", document.id, told.rule, repr(sorted(told.says.items())), *places)
    return Clue(identity, document.id, told.rule, told.firm, told.says, spans)


def _stretches(
    document: Document,
    sentences: Mapping[int, Sequence[tuple[int, int]]],
    mentions: Sequence[Mention],
    content: Expressions,
) -> Iterator[Stretch]:
    """The sentences of content blocks and the lines of chrome, with their time expressions."""
    body = _first(document)
    named = sorted(mentions, key=_place)
    places = [_place(mention) for mention in named]
    top = range(body - _ABOVE, body + _BELOW)
    for index, block in enumerate(document.blocks):
        found = content.meeting(block.start, block.end) if block.is_content else _in_chrome(document, block)
        if not found and not block.is_content:
            continue
        (_, first), *others = sentences.get(block.start) or [(block.start, block.end)]
        for start, end in ((block.start, first), *others):  # the first begins after a dateline
            inside = tuple(t for t in found if start <= t.start and t.end <= end) if found else ()
            actors = tuple(named[bisect_left(places, start) : bisect_left(places, end)])
            yield Stretch(document, start, end, block.role, index in top, block.is_content, inside, actors)


def _place(mention: Mention) -> int:
    return mention.evidence[0].start


def _in_chrome(document: Document, block: Block) -> Sequence[TimeExpression]:
    text = document.text[block.start : block.end]
    return [replace(t, start=t.start + block.start, end=t.end + block.start) for t in times.find(text)]
