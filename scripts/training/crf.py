"""Weights of a linear-chain model from gold sentences, by python-crfsuite."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

from parley.language.chain import OFFSETS, UNIT, Chain, Features, Weights, seen


class Settings(NamedTuple):
    """How a model is trained: L1 and L2 penalties, iterations, and how often a feature must occur."""

    l1: float = 1.0
    l2: float = 0.05
    iterations: int = 60
    least: int = 2


def trained(
    gold: Iterable[tuple[Sequence[Hashable], Sequence[str]]],
    own: Features,
    near: Features,
    settings: Settings,
) -> Weights:
    """The weights for sentences of token keys and labels."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for keys, labels in gold:
        trainer.append(contexts(keys, own, near), labels)
    trainer.set_params(
        {
            "c1": settings.l1,
            "c2": settings.l2,
            "max_iterations": settings.iterations,
            "feature.minfreq": settings.least,
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "model")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        labels = tuple(sorted(tagger.labels()))
        info = tagger.info()
        tagger.close()
    number = {label: i for i, label in enumerate(labels)}
    steps = [[0] * len(labels) for _ in labels]
    for (before, after), weight in info.transitions.items():
        steps[number[before]][number[after]] = round(weight * UNIT)
    return Weights(labels, tuple(map(tuple, steps)), _rows(info.state_features, number))


def contexts(keys: Sequence[Hashable], own: Features, near: Features) -> list[list[str]]:
    """All features of every token of a sentence, as `Chain` adds them up."""
    around = [tuple(near(key)) for key in keys]
    out = []
    for i, key in enumerate(keys):
        found = list(own(key))
        for offset in OFFSETS:
            j = i + offset
            found += seen(around[j] if 0 <= j < len(keys) else Chain.edge, offset)
        out.append(found)
    return out


def _rows(features: dict[tuple[str, str], float], number: dict[str, int]) -> dict[str, str]:
    rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (name, label), weight in features.items():
        if round(weight * UNIT):
            rows[name].append((number[label], round(weight * UNIT)))
    return {name: " ".join(f"{t} {w}" for t, w in sorted(cells)) for name, cells in rows.items()}
