"""Linear-chain models decoded from sparse weights: the best labels of a sentence's tokens.

A model is trained as a conditional random field whose features each look at one token: at the token
itself, or at one up to two places away. Then all that a token contributes can be remembered by the
token, and only labels that the token itself makes likely need a place in the search. So decoding costs
a few microseconds a token in plain Python, and a model is a text file.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from struct import Struct
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)
Features = Callable[[Key], Iterable[str]]

OFFSETS = (-2, -1, 1, 2)  # the places that a token looks at besides its own
UNIT = 64  # a stored weight of 64 is 1.0
MARGIN = 8 * UNIT  # labels whose own score is further below the best are left out: -0.1 % accuracy, 2x speed
WIDEST = 6  # labels kept for one token
VOTE = UNIT  # of a second opinion: what helps even from a pipeline that is a point worse than our own model
REMEMBERED = 65536  # tokens: of 1,500 pages of all topics every twenty-fifth was not among the last 32,768

_LANE = 32  # bits for each label's score, where those of all labels are packed into one integer

Scored = Sequence[tuple[int, int]]  # labels with their scores
Near = tuple[tuple[int, ...], ...]  # a score for each label at each of `OFFSETS`


class Weights(NamedTuple):
    """A trained model. `rows`: a feature's line of ``label weight`` numbers."""

    labels: tuple[str, ...]
    steps: tuple[tuple[int, ...], ...]  # steps[a][b]: weight of label b after label a
    rows: dict[str, str]


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
    rows: dict[str, str] = {}
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
        self._weights: dict[str, int] = {}  # packed weights of a token's own features, once asked for
        self._placed: dict[str, int] = {}  # those of its neighbours' features, for each of `OFFSETS`
        self._cell: Callable[[Key], _Cell] = lru_cache(REMEMBERED)(self._made)
        self._scores: Callable[[int], Near] = lru_cache(REMEMBERED)(self._unpacked)
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
        before: Scored = ((-1, 0),)
        trail: list[tuple[Scored, Sequence[int]]] = []
        for i, cell in enumerate(cells):
            likely: Scored = cell.likely
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

    def _read_back(self, last: Scored, trail: list[tuple[Scored, Sequence[int]]]) -> list[str]:
        k = max(range(len(last)), key=lambda j: last[j][1])
        out = [last[k][0]]
        for before, links in reversed(trail):
            k = links[k]
            out.append(before[k][0])
        return [self._labels[t] for t in reversed(out)]

    def _made(self, key: Key) -> _Cell:
        (scores,) = self._unpacked(self._summed(self._own(key)), 1)
        allowed = self._allowed(key) if self._allowed else self._labels
        numbers = [self._number[label] for label in allowed if label in self._number]
        own = sorted((-scores[n], n) for n in numbers or range(len(scores)))
        least = own[0][0] + MARGIN
        likely = tuple((t, -s) for s, t in own[:WIDEST] if s <= least)
        return _Cell(likely, self._around(self._near(key)))

    def _summed(self, features: Iterable[str]) -> int:
        """What features give to a token's own labels, packed."""
        total, known = 0, self._weights
        for feature in features:
            if feature in known:
                total += known[feature]
            elif feature in self._rows:
                known[feature] = packed = _packed(self._rows[feature])
                total += packed
        return total

    def _around(self, features: Iterable[str]) -> Near:
        """What features give to the tokens that see this one. Many words give the same: 18,800 of news 4,000."""
        total, known = 0, self._placed
        for feature in features:
            if feature in known:
                total += known[feature]
            elif feature in self._seen:
                known[feature] = packed = self._from_places(feature)
                total += packed
        return self._scores(total)

    def _from_places(self, feature: str) -> int:
        """The packed weights of a neighbour's feature at each of `OFFSETS`, one behind the other."""
        width = _LANE * len(self._labels)
        return sum(_packed(self._rows[name]) << width * place for place, name in self._seen[feature])

    def _unpacked(self, total: int, places: int = len(OFFSETS)) -> Near:
        """The scores of all labels at so many places."""
        size = len(self._labels)
        lanes, signs = _lanes(size * places)
        # With the highest bit added and then flipped, each lane is a number in two's complement.
        scores = lanes.unpack(((total + signs) ^ signs).to_bytes(lanes.size, "little"))
        return tuple(scores[i : i + size] for i in range(0, size * places, size))


def _by_feature(rows: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """Where each feature of a neighbour is seen from, as positions in `OFFSETS`, and its rows' names."""
    places = {f"{offset:+d}": i for i, offset in enumerate(OFFSETS)}
    out: dict[str, list[tuple[int, str]]] = {}
    for name in rows:
        place = places.get(name[:2])
        if place is not None:
            out.setdefault(name[2:], []).append((place, name))
    return out


def _packed(row: str) -> int:
    """A feature's ``label weight`` numbers as one integer, which adds to those of other features lane by lane."""
    numbers = list(map(int, row.split()))
    return sum(weight << _LANE * t for t, weight in zip(numbers[::2], numbers[1::2], strict=True))


@cache
def _lanes(number: int) -> tuple[Struct, int]:
    """How so many lanes are read, and the highest bit of each."""
    return Struct(f"<{number}i"), sum(1 << _LANE * (lane + 1) - 1 for lane in range(number))
