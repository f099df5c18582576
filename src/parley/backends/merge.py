"""The statements of the rules and those of a model, as one list, each with its origin.

| the same content | speaker | what is kept |
|---|---|---|
| in both | the same | the rules' statement, its origin both (*agreed*) |
| in both | open with the rules | the rules' statement with the model's speaker, its origin both (*agreed*) |
| in both | another, or open with the model | the rules' statement; its rule notes it (*disagreed*) |
| in the rules' alone | | the rules' statement |
| in the model's alone | | the model's statement (*added*) |
| in a part of the rules' | the same | the rules' statement alone (*covered*) |

Content is the same where the words' places overlap by half (Jaccard).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from parley.records import Speaker, Statement
from parley.spans import evidence

SAME = 0.5  # of the words' places, as in the evaluation of statements
AGREED, DISAGREED, ADDED, COVERED = "agreed", "disagreed", "added", "covered"
_WORD = re.compile(r"\w+")


def merge(
    text: str, rules: Sequence[Statement], model: Sequence[Statement]
) -> tuple[list[Statement], Counter[str]]:
    """The statements of both in order of the text, and how often what of the table above was so.

    Args:
        text: The document's text.
        rules: What the rules found, in order.
        model: What passed the gate, no two of the same content.
    """
    held = _Places(text, rules)
    merged, counts = list(rules), Counter[str]()
    for statement in model:
        index = held.same(statement)
        if index is not None:
            merged[index], outcome = _joined(text, merged[index], statement)
        else:
            covered = any(same_speaker(rules[i].speaker, statement.speaker) for i in held.parts(statement))
            outcome = COVERED if covered else ADDED
            merged += [] if covered else [statement]
        counts[outcome] += 1
    return sorted(merged, key=lambda s: s.content_spans[0]), counts


def distinct(text: str, found: Sequence[Statement]) -> tuple[list[Statement], int, int]:
    """A model's statements without repetitions: they, how many repeat, how many contradict each other.

    Of several with the same content the first stays if all name one speaker; otherwise none does.
    """
    held, groups = _Places(text, found), dict[int, list[Statement]]()
    for index, statement in enumerate(found):
        first = min((i for i in held.alike(statement) if i in groups), default=index)
        groups.setdefault(first, []).append(statement)
    kept = [g for g in groups.values() if all(same_speaker(g[0].speaker, s.speaker) for s in g)]
    contradicting = len(found) - sum(map(len, kept))
    return [g[0] for g in kept], len(found) - contradicting - len(kept), contradicting


def same_speaker(a: Speaker | None, b: Speaker | None) -> bool:
    """Whether two statements are ascribed to the same: the same words, or the same actor; or both to none."""
    if a is None or b is None:
        return a is b
    return a.span.meets(b.span) or (a.actor_id is not None and a.actor_id == b.actor_id)


def _joined(text: str, ours: Statement, theirs: Statement) -> tuple[Statement, str]:
    if same_speaker(ours.speaker, theirs.speaker):
        return replace(ours, origin=_both(ours, theirs)), AGREED
    if ours.speaker is None and theirs.speaker is not None:
        spans = {(e.start, e.end) for e in ours.evidence} | {tuple(theirs.speaker.span)}
        proof = tuple(evidence(ours.document_id, text, *span) for span in sorted(spans))
        rule = f"{ours.rule}; speaker by {theirs.origin}"
        joined = replace(ours, speaker=theirs.speaker, evidence=proof, rule=rule, origin=_both(ours, theirs))
        return joined, AGREED
    other = f"names “{theirs.speaker.surface}”" if theirs.speaker else "names no speaker"
    return replace(ours, rule=f"{ours.rule}; {theirs.origin} {other}"), DISAGREED


def _both(ours: Statement, theirs: Statement) -> str:
    return ours.origin if ours.origin.endswith(theirs.origin) else f"{ours.origin}+{theirs.origin}"


class _Places:
    """Which statements hold which words of a text."""

    def __init__(self, text: str, statements: Sequence[Statement]) -> None:
        self._text = text
        self._words = [self._starts(s) for s in statements]
        self._holders: Mapping[int, list[int]] = defaultdict(list)
        for index, words in enumerate(self._words):
            for word in words:
                self._holders[word].append(index)

    def same(self, statement: Statement) -> int | None:
        """The statement whose content is most the same, or None."""
        shared = self._overlap(statement)
        return max(self.alike(statement), key=lambda i: (shared[i], -i), default=None)

    def alike(self, statement: Statement) -> list[int]:
        """The statements whose content is the same."""
        own = len(self._starts(statement))
        shared = self._overlap(statement)
        return sorted(i for i, n in shared.items() if n / (own + len(self._words[i]) - n) >= SAME)

    def parts(self, statement: Statement) -> list[int]:
        """The statements that hold half of this content, or half of whose content this one holds."""
        own = len(self._starts(statement))
        shared = self._overlap(statement)
        return sorted(i for i, n in shared.items() if n / min(own, len(self._words[i])) >= SAME)

    def _overlap(self, statement: Statement) -> Counter[int]:
        return Counter(i for word in self._starts(statement) for i in self._holders.get(word, ()))

    def _starts(self, statement: Statement) -> frozenset[int]:
        return frozenset(_places(self._text, statement))


def _places(text: str, statement: Statement) -> Iterable[int]:
    return (m.start() for s in statement.content_spans for m in _WORD.finditer(text, s.start, s.end))
