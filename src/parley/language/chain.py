"""Linear-chain models decoded from sparse weights: the best labels of the tokens of many sentences at once.

A model is trained as a conditional random field whose features each look at one token: at the token
itself, or at one up to two places away. Then all that a token contributes can be remembered by the
token, as a row of numbers, and only labels that the token itself makes likely need a place in the search.
A token with one likely label parts what stands before it from what stands behind it, so the stretches between
such tokens, of all sentences, are searched side by side. So decoding costs a few microseconds a token, and a model
is a text file.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from importlib.resources import files
from itertools import accumulate, chain, pairwise, zip_longest
from typing import Generic, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

Key = TypeVar("Key", bound=Hashable)
Features = Callable[[Key], Iterable[str]]
Scores = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.intp]  # of labels, of tokens or of places in another array
Flags = npt.NDArray[np.bool_]

OFFSETS = (-2, -1, 1, 2)  # the places that a token looks at besides its own
UNIT = 64  # a stored weight of 64 is 1.0
MARGIN = 8 * UNIT  # labels whose own score is further below the best are left out: -0.1 % accuracy, 2x speed
WIDEST = 6  # labels kept for one token
VOTE = UNIT  # of a second opinion: what helps even from a pipeline that is a point worse than our own model
REMEMBERED = 65536  # tokens: of 1,500 pages of all topics every twenty-fifth was not among the last 32,768

_PLACES = {f"{offset:+d}": place for place, offset in enumerate(OFFSETS)}
_NEVER = -(1 << 24)  # the score of a label that a token cannot have
_EDGE = 0  # the number of what stands around a sentence, as of a token


class Weights(NamedTuple):
    """A trained model. `rows`: a feature's line of ``label weight`` numbers."""

    labels: tuple[str, ...]
    steps: tuple[tuple[int, ...], ...]  # steps[a][b]: weight of label b after label a
    rows: dict[str, str]


class _Tokens(NamedTuple):
    """What tokens contribute, a row for each; of N labels W are kept for one token.

    `likely` (rows, W): its likely labels, the best first; `scores` (rows, W): of these; `several` (rows): whether
    there are more than one; `near` (rows, places, N): the scores that it gives to those which see it from `OFFSETS`.
    """

    likely: Numbers
    scores: Scores
    several: Flags
    near: Scores


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


class _Table:
    """Weights by feature, for each of so many places and labels.

    Args:
        rows: Of a feature at a place: its name, the place and its ``label weight`` numbers.
        places: Their number.
        size: The number of labels.
    """

    def __init__(self, rows: Sequence[tuple[str, int, str]], places: int, size: int) -> None:
        self._number = {name: n for n, name in enumerate(dict.fromkeys(name for name, _, _ in rows), 1)}
        self._places, self._size = places, size
        self._weights = np.zeros((len(self._number) + 1, places * size), np.int32)
        texts = [text.split() for *_, text in rows]
        pairs = np.array(list(map(int, chain.from_iterable(texts))), np.int32).reshape(-1, 2)
        at = np.array([self._number[name] * places + place for name, place, _ in rows], np.intp)
        whose = np.repeat(at, [len(text) // 2 for text in texts])
        self._weights.reshape(-1, size)[whose, pairs[:, 0]] = pairs[:, 1]

    def sums(self, features: Iterable[Iterable[str]]) -> Scores:
        """What each of several groups of features gives: (groups, places, labels)."""
        known = self._number
        groups = [list(filter(None, map(known.get, names))) for names in features]  # no feature is number 0
        out = np.zeros((len(groups), self._places * self._size), np.int32)
        for numbers in zip_longest(*groups, fillvalue=0):
            out += self._weights.take(numbers, 0)
        return out.reshape(-1, self._places, self._size)


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
        self._size = size = len(weights.labels)
        self._labels = np.array([*weights.labels, None], dtype=object)  # the last is an edge's
        self._number = {label: number for number, label in enumerate(weights.labels)}
        self._steps = np.zeros((size + 1, size + 1), np.int32)
        self._steps[:size, :size] = weights.steps
        self._own, self._near, self._allowed = own, near, allowed
        rows = [(name[2:], _PLACES.get(name[:2]), name, text) for name, text in weights.rows.items()]
        self._alone = _Table([(name, 0, text) for _, place, name, text in rows if place is None], 1, size)
        self._placed = _Table(
            [(rest, p, text) for rest, p, _, text in rows if p is not None], len(OFFSETS), size
        )
        self._masks: dict[tuple[str, ...], Flags] = {}
        self._forget()

    def best(self, keys: Sequence[Key], votes: Sequence[str | None] = ()) -> list[str]:
        """The best labels of one sentence; see `all_best`."""
        return self.all_best([keys], [votes])[0]

    def all_best(
        self, sentences: Sequence[Sequence[Key]], votes: Sequence[Sequence[str | None]] = ()
    ) -> list[list[str]]:
        """The best labels of each sentence. Linear in their length.

        `votes` are another model's labels, for each sentence one for each key or none at all: each weighs `VOTE` in
        the search, if it is among the token's likely labels.
        """
        *begins, end = accumulate((len(keys) + 2 for keys in sentences), initial=2)
        places = [slice(at, at + len(keys)) for at, keys in zip(begins, sentences, strict=True)]
        keys: list[Key | None] = [None] * end
        for place, sentence in zip(places, sentences, strict=True):
            keys[place] = sentence
        numbers = self._numbers(keys)
        labels = self._tokens.likely[numbers, 0]
        unsure = np.flatnonzero(self._tokens.several[numbers])
        if len(unsure):
            rows = numbers[unsure]
            possible = self._tokens.likely[rows].T.copy()
            scores = self._tokens.scores[rows].T + self._heard(numbers, unsure, possible)
            if any(votes):
                scores += VOTE * (possible == self._voted(votes, places, end)[unsure])
            labels[unsure] = self._searched(labels, unsure, possible, scores)
        named = self._labels[labels]
        return [named[place].tolist() for place in places]

    def _voted(self, votes: Sequence[Sequence[str | None]], places: Sequence[slice], end: int) -> Numbers:
        """The numbers of the labels that are voted for; -1 where there are none."""
        out = np.full(end, -1)
        for some, place in zip(votes, places, strict=True):
            if some:
                out[place] = [self._number.get(vote or "", -1) for vote in some]
        return out

    def _heard(self, numbers: Numbers, at: Numbers, possible: Numbers) -> Scores:
        """What the tokens around give to the possible labels, a column for each, of those `at` some places."""
        out = np.zeros(possible.shape, np.int32)
        for place, offset in enumerate(OFFSETS):
            rows = (numbers[at + offset] * len(OFFSETS) + place) * self._size
            out += self._tokens.near.take(rows + possible)
        return out

    def _searched(self, labels: Numbers, at: Numbers, possible: Numbers, scores: Scores) -> Numbers:
        """The best of the possible labels of the tokens `at` some places; the `labels` of all others are known.

        Stretches of such tokens are searched side by side, in order of their lengths, so that those which go on
        are always the first ones: their first tokens are one round, their second ones the next, and so on.
        """
        begins = np.flatnonzero(np.diff(at, prepend=-1) > 1)
        lengths = np.diff(begins, append=len(at))
        order = np.argsort(-lengths, kind="stable")
        begins, lengths = begins[order], lengths[order]
        ends = begins + lengths - 1
        scores[:, begins] += self._step(labels[at[begins] - 1], possible.take(begins, 1))
        scores[:, ends] += self._step(possible.take(ends, 1), labels[at[ends] + 1])
        # how many are longer than 0, 1 ...
        first, *further = np.searchsorted(-lengths, -np.arange(lengths[0])).tolist()
        turns = np.concatenate([begins, *(begins[:n] + step for step, n in enumerate(further, 1))])
        starts = accumulate((first, *further), initial=0)
        rounds = [(last, now, n) for (last, now), n in zip(pairwise(starts), further, strict=False)]
        likely, total = possible.take(turns, 1), scores.take(turns, 1)
        # what each label of a token, along the second axis, adds to each of the token before it
        added = self._step(possible.take(turns[first:] - 1, 1)[:, None], likely[:, first:])
        added += total[:, first:]
        links = np.empty(possible.shape, np.intp)
        for last, now, n in rounds:
            paths = total[:, None, last : last + n] + added[:, :, now - first : now - first + n]
            np.maximum.reduce(paths, 0, out=total[:, now : now + n])
            links[:, now : now + n] = paths.argmax(0)
        chosen = total.argmax(0)
        places = np.arange(len(at))
        for last, now, n in reversed(rounds):
            chosen[last : last + n] = links[chosen[now : now + n], places[now : now + n]]
        out = np.empty_like(at)
        out[turns] = likely[chosen, places]
        return out

    def _step(self, before: Numbers, after: Numbers) -> Scores:
        """What labels add, each by the one before it."""
        out: Scores = self._steps.take(before * len(self._steps) + after)
        return out

    def _numbers(self, keys: Sequence[Key | None]) -> Numbers:
        """The number of each token; None is an edge."""
        rows = list(map(self._known.get, keys))
        missing = [i for i, row in enumerate(rows) if row is None]
        if missing:
            new = list(dict.fromkeys([keys[i] for i in missing]))
            if len(self._known) + len(new) > len(self._tokens.several):
                new, missing = list(dict.fromkeys(keys)), list(range(len(keys)))
                self._forget(len(new))
            self._learn([key for key in new if key is not None])
            for i in missing:
                rows[i] = self._known[keys[i]]
        return np.array(rows, np.intp)

    def _forget(self, most: int = 0) -> None:
        """Make room for so many tokens, or for more."""
        room, wide = 1 + max(REMEMBERED, most), min(WIDEST, self._size)
        self._known: dict[Key | None, int] = {None: _EDGE}
        self._tokens = _Tokens(
            np.zeros((room, wide), np.intp),
            np.zeros((room, wide), np.int32),
            np.zeros(room, np.bool_),
            np.zeros((room, len(OFFSETS), self._size), np.int32),
        )
        self._tokens.likely[_EDGE] = self._size
        self._tokens.near[_EDGE] = self._placed.sums([self.edge])[0]

    def _learn(self, keys: Sequence[Key]) -> None:
        """Remember what some tokens contribute."""
        rows = slice(len(self._known), len(self._known) + len(keys))
        scores = self._alone.sums(map(self._own, keys))[:, 0]
        if self._allowed:
            scores[~np.array([self._mask(tuple(self._allowed(key))) for key in keys])] = _NEVER
        likely = np.argsort(-scores, axis=1, kind="stable")[:, :WIDEST]
        best = np.take_along_axis(scores, likely, 1)
        close = best >= best[:, :1] - MARGIN
        self._tokens.likely[rows] = np.where(close, likely, 0)
        self._tokens.scores[rows] = np.where(close, best, _NEVER)
        self._tokens.several[rows] = close.sum(1) > 1
        self._tokens.near[rows] = self._placed.sums(map(self._near, keys))
        self._known.update(zip(keys, range(rows.start, rows.stop), strict=True))

    def _mask(self, allowed: tuple[str, ...]) -> Flags:
        """Which labels are among some; all, if none is."""
        if allowed not in self._masks:
            mask = np.isin(self._labels[:-1], allowed)
            self._masks[allowed] = mask if mask.any() else ~mask
        return self._masks[allowed]
