"""Linear-chain models decoded from sparse weights: the best labels of a sentence's tokens.

A model is trained as a conditional random field whose features each look at one token: at the token
itself, or at one up to two places away. Then all that a token contributes can be remembered by the
token, and only labels that the token itself makes likely need a place in the search. So decoding costs
a few microseconds a token in plain Python, and a model is a text file.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)
Features = Callable[[Key], Iterable[str]]

OFFSETS = (-2, -1, 1, 2)  # the places that a token looks at besides its own
UNIT = 64  # a stored weight of 64 is 1.0
MARGIN = 8 * UNIT  # labels whose own score is further below the best are left out: -0.1 % accuracy, 2x speed
WIDEST = 6  # labels kept for one token
VOTE = UNIT  # of a second opinion: what helps even from a pipeline that is a point worse than our own model
REMEMBERED = 65536  # tokens: of 1,500 pages of all topics every twenty-fifth was not among the last 32,768

Scored = tuple[tuple[int, int], ...]  # labels with their scores
Near = tuple[tuple[int, ...], ...]  # a score for each label at each of `OFFSETS`


class Weights(NamedTuple):
    """A trained model. `rows`: a feature's line of ``label weight`` numbers, parsed when first asked for."""

    labels: tuple[str, ...]
    steps: tuple[tuple[int, ...], ...]  # steps[a][b]: weight of label b after label a
    rows: dict[str, str | Scored]


class _Cell(NamedTuple):
    """What a token contributes: its likely labels, and the scores that it gives to its neighbours."""

    likely: Scored
    near: Near


def load(name: str) -> Weights:
    """The weights in ``vocab/weights/NAME``, as `scripts/training/dump.py` wrote them."""
    text = (files("parley.vocab") / "weights" / name).read_text(encoding="utf-8")
    return parsed(text)


def parsed(text: str) -> Weights:
    """Weights from their text; lines that begin with ``#`` before the labels are comments."""
    lines = text.split("\n")
    while lines[0].startswith("#"):
        del lines[0]
    labels = tuple(lines[0].split())
    steps = tuple(tuple(map(int, line.split())) for line in lines[1 : 1 + len(labels)])
    rows: dict[str, str | Scored] = {}
    for line in lines[1 + len(labels) :]:
        name, _, row = line.partition("	")
        if row:
            rows[name] = row
    return Weights(labels, steps, rows)


def seen(features: Sequence[str], offset: int) -> list[str]:
    """What a token sees of the one `offset` places away: all its features; two places away the first two."""
    return [f"{offset:+d}{f}" for f in (features if abs(offset) == 1 else features[:2])]


class Chain(Generic[Key]):
    """A model together with its features.

    Args:
        weights: The trained model.
        own: The features of a token, by its key.
        near: The features by which a token speaks for those around it; `edge` where the sentence ends.
        allowed: The labels that a token may have; without it all.
    """

    edge = ("=^",)

    def __init__(
        self,
        weights: Weights,
        own: Features[Key],
        near: Features[Key],
        allowed: Callable[[Key], Iterable[str]] | None = None,
    ) -> None:
        self._labels, self._steps, self._rows = weights
        self._into = tuple(zip(*self._steps, strict=True))  # steps by the label that they lead to
        self._own, self._near, self._allowed = own, near, allowed
        self._number = {label: i for i, label in enumerate(self._labels)}
        self._seen = _by_feature(self._rows)
        self._placed: dict[
            str, tuple[tuple[int, Scored], ...]
        ] = {}  # the same with the weights, once asked for
        self._cell: Callable[[Key], _Cell] = lru_cache(REMEMBERED)(self._made)
        self._shared: Callable[[Sequence[str]], Near] = lru_cache(REMEMBERED)(self._around)
        self._edge = self._around(self.edge)

    def best(self, keys: Sequence[Key], votes: Sequence[str | None] = ()) -> list[str]:
        """The best labels of a sentence. Linear in its length.

        `votes` are another model's labels, one for each key or none at all: each weighs `VOTE` in the
        search, if it is among the token's likely labels.
        """
        if not keys:
            return []
        cells = [self._cell(key) for key in keys]
        near = [self._edge, self._edge, *(cell.near for cell in cells), self._edge, self._edge]
        steps, into = self._steps, self._into
        before: Sequence[tuple[int, int]] = ((-1, 0),)
        trail: list[tuple[Sequence[tuple[int, int]], list[int]]] = []
        for i, cell in enumerate(cells):
            likely: Sequence[tuple[int, int]] = cell.likely
            if len(likely) > 1:
                a, b, c, d = near[i][0], near[i + 1][1], near[i + 3][2], near[i + 4][3]
                likely = [(t, s + a[t] + b[t] + c[t] + d[t]) for t, s in likely]
                if votes:
                    voted = self._number.get(votes[i] or "")
                    likely = [(t, s + VOTE if t == voted else s) for t, s in likely]
            if not i:
                before = likely
                continue
            if len(before) == 1:
                only, score = before[0]
                row = steps[only]
                now = [(t, score + s + row[t]) for t, s in likely]
                links = [0] * len(now)
            else:
                now, links = [], []
                for t, s in likely:
                    column = into[t]
                    scores = [score + column[p] for p, score in before]
                    top = max(scores)
                    now.append((t, top + s))
                    links.append(scores.index(top))
            trail.append((before, links))
            before = now
        return self._read_back(before, trail)

    def _read_back(
        self, last: Sequence[tuple[int, int]], trail: list[tuple[Sequence[tuple[int, int]], list[int]]]
    ) -> list[str]:
        k = max(range(len(last)), key=lambda j: last[j][1])
        out = [last[k][0]]
        for before, links in reversed(trail):
            k = links[k]
            out.append(before[k][0])
        return [self._labels[t] for t in reversed(out)]

    def _made(self, key: Key) -> _Cell:
        scores = self._summed(self._own(key))
        allowed = self._allowed(key) if self._allowed else self._labels
        numbers = [self._number[label] for label in allowed if label in self._number]
        own = [(-scores[n], n) for n in numbers or range(len(scores))]
        least = min(own)[0] + MARGIN
        likely = sorted(pair for pair in own if pair[0] <= least)[:WIDEST]
        first, *others = self._near(key)
        near = self._shared(tuple(others))
        return _Cell(tuple((t, -s) for s, t in likely), self._around((first,), near))

    def _around(self, features: Sequence[str], others: Near = ()) -> Near:
        """Scores that features give to the tokens that see this one at each of `OFFSETS`, over those of others.

        The first feature of a token is its word, the others many words share: 18,800 words of news 4,000 sums.
        """
        if others and not any(feature in self._seen for feature in features):
            return others
        out = [list(row) for row in others] or [[0] * len(self._labels) for _ in OFFSETS]
        for feature in features:
            placed = self._placed.get(feature)
            if placed is None:
                if feature not in self._seen:
                    continue
                placed = tuple((place, self._row(name)) for place, name in self._seen[feature])
                self._placed[feature] = placed
            for place, row in placed:
                scores = out[place]
                for t, weight in row:
                    scores[t] += weight
        return tuple(map(tuple, out))

    def _row(self, feature: str) -> Scored:
        """The weights of a feature, parsed the first time."""
        row = self._rows.get(feature, ())
        if isinstance(row, str):
            row = self._rows[feature] = _scored(row)
        return row

    def _summed(self, features: Iterable[str]) -> tuple[int, ...]:
        out, rows = [0] * len(self._labels), self._rows
        for feature in features:
            row = rows.get(feature)
            if row:
                for t, weight in self._row(feature) if isinstance(row, str) else row:
                    out[t] += weight
        return tuple(out)


def _by_feature(rows: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """Where each feature of a neighbour is seen from, as positions in `OFFSETS`, and its rows' names."""
    places = {f"{offset:+d}": i for i, offset in enumerate(OFFSETS)}
    out: dict[str, list[tuple[int, str]]] = {}
    for name in rows:
        place = places.get(name[:2])
        if place is not None:
            out.setdefault(name[2:], []).append((place, name))
    return out


def _scored(row: str) -> Scored:
    numbers = list(map(int, row.split()))
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
