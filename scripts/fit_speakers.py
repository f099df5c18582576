"""Fit the weights by which a pronoun finds its speaker (vocab/pronoun_weights.toml), and measure them.

    python scripts/fit_speakers.py FOLDER [--write]

FOLDER holds gum_pronouns.jsonl and coref_docs/ as converted from GUM's open genres (texts CC BY or
CC BY-SA, annotations CC BY 4.0): pronouns with their named antecedent, and every mention with its
cluster. Trained on "he" and "she"; a conditional logit over the options that the resolver itself
finds on each page, with the option that nobody among them is meant. Same data, same weights.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.find.base import Analysis
from parley.find.lexicon import gazetteer
from parley.find.reports import reports
from parley.find.speakers.resolver import Speakers
from parley.find.speakers.weighing import NOBODY, Option, best, limits, weigh
from parley.passages import split
from parley.profiles import load_profile
from parley.records import Document, Mention
from parley.spans import Span, evidence
from parley.steps import document

TARGET = Path(__file__).parent.parent / "src" / "parley" / "vocab" / "pronoun_weights.toml"
HEADER = """\
# What speaks for somebody whom a pronoun may mean: weight, and how many options of the training data have it.
# Made by scripts/fit_speakers.py; licence of this file: CC BY-SA 4.0. From the open genres of GUM
# (Amir Zeldes and contributors; texts CC BY or CC BY-SA, annotations CC BY 4.0).
# Measured on it, five folds by document: {measured}
"""
# What news copy was expected to show before any was counted. Its paragraphs and its chains of one speaker are
# rare in the training data, so that weights move from here only as far as the data push (DECAY).
PRIOR = {
    NOBODY: 0.0,
    "same sentence": 2.0,
    "1 sentence back": 1.5,
    "2 sentences back": 0.5,
    "further back": -0.5,
    "last speaker": 1.0,
    "speaks on": 1.5,
    "spoke in this sentence": 0.5,
    "spoke 1 sentence back": 0.5,
    "spoke 2 sentences back": 0.2,
    "subject": 1.0,
    "owner": -0.3,
    "first named in its sentence": 0.4,
    "latest named": 0.3,
    "same paragraph": 0.5,
    "in a clause inside": -1.0,
    "named in quotations only": -1.5,
    "gender known": 0.5,
    "without a name": -0.3,
    "named after the clause it opens": 1.5,
    "alone": 0.5,
}
ROUNDS, RATE, DECAY, FOLDS = 200, 1.0, 40.0, 5


@dataclass(frozen=True)
class Example:
    """One pronoun: its options and which of them are right."""

    doc: str
    options: tuple[Option, ...]
    right: tuple[bool, ...]
    speaks: bool  # whether the pronoun is the subject of reported speech

    @property
    def weight(self) -> float:
        """What it counts: the pronouns asked for most; those of biographies, all of one person, little."""
        return 3.0 if self.speaks else 0.1 if "_bio_" in self.doc else 1.0


def main(folder: Path, write: bool) -> None:
    rows = [json.loads(line) for line in (folder / "gum_pronouns.jsonl").open(encoding="utf-8")]
    wanted = defaultdict(list)
    for row in rows:
        if row["pron"].lower() in ("he", "she"):
            wanted[row["doc"]].append(row)
    examples: list[Example] = []
    for doc in sorted(wanted):
        examples += read(folder / "coref_docs", doc, wanted[doc])
    said = measured(examples)
    print(said)
    known = fit(examples)
    counts: dict[str, int] = defaultdict(int)
    for example in examples:
        for option in example.options:
            for feature in option.features:
                counts[feature] += 1
    lines = [f'"{name}" = [{value:.2f}, {counts[name]}]' for name, value in known.items()]
    print("\n".join(lines))
    if write:
        TARGET.write_text(HEADER.format(measured=said) + "\n".join(lines) + "\n", encoding="utf-8")


def read(folder: Path, doc: str, rows: Sequence[Mapping]) -> list[Example]:
    text = (folder / f"{doc}.txt").read_text(encoding="utf-8")
    marked = json.loads((folder / f"{doc}.mentions.json").read_text(encoding="utf-8"))["mentions"]
    page = document({"id": doc, "text": text})
    profile = load_profile("peace")
    mentions = named(page, marked)
    analysis = Analysis(page, tuple(split(page)), profile, {"mentions": mentions})
    speakers = Speakers(analysis, gazetteer(profile))
    asked = {Span(*row["pron_span"]): row for row in rows}
    sources = {r.source for r in reports(analysis.passages) if r.source is not None}
    out = []
    for span in sorted(sources | set(asked)):
        if span in asked:
            clusters = {m["cluster"] for m in marked if tuple(m["span"]) == tuple(span)}
            options = tuple(speakers.options(span))
            right = tuple(o.actor_id in clusters for o in options)
            out.append(Example(doc, options, right, span in sources))
        if span in sources:
            speakers.resolve(span)
    return out


def named(page: Document, marked: Sequence[Mapping]) -> list[Mention]:
    """The names that the annotation gives, each with its cluster as the actor's id."""
    fullest: dict[str, str] = {}
    for m in marked:
        if m["name"]:
            text = " ".join(page.text[slice(*m["name"])].split())
            fullest[m["cluster"]] = max(fullest.get(m["cluster"], ""), text, key=len)
    return [
        Mention(
            f"{page.id}-{i}",
            page.id,
            m["cluster"],
            fullest[m["cluster"]],
            "person" if m["type"] == "person" else "organization",
            None,
            page.text[slice(*m["name"])],
            None,
            (evidence(page.id, page.text, *m["name"]),),
        )
        for i, m in enumerate(sorted((m for m in marked if m["name"]), key=lambda m: m["name"]))
    ]


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Weights by gradient ascent on the log-likelihood of the right option, or of nobody."""
    names = sorted({f for e in examples for o in e.options for f in o.features} | set(PRIOR))
    known = {name: PRIOR.get(name, 0.0) for name in names}
    total = sum(e.weight for e in examples)
    for _ in range(ROUNDS):
        slope = {name: -DECAY * (value - PRIOR.get(name, 0.0)) for name, value in known.items()}
        for example in examples:
            powers = [math.exp(sum(known[f] for f in o.features)) for o in example.options]
            none = math.exp(known[NOBODY])
            whole = sum(powers) + none
            good = sum(p for p, r in zip(powers, example.right, strict=True) if r)
            for option, power, right in zip(example.options, powers, example.right, strict=True):
                step = example.weight * ((power / good if right else 0.0) - power / whole)
                for feature in option.features:
                    slope[feature] += step
            slope[NOBODY] += example.weight * ((0.0 if good else 1.0) - none / whole)
        for name in known:
            known[name] += RATE * slope[name] / total
    return known


def measured(examples: Sequence[Example]) -> str:
    """Accuracy of the best option, and precision and abstention under the limits; and of two baselines."""
    docs = sorted({e.doc for e in examples})
    top = right = decided = 0
    for fold in range(FOLDS):
        held = set(docs[fold::FOLDS])
        known = fit([e for e in examples if e.doc not in held])
        for e in (e for e in examples if e.doc in held):
            options = weigh(e.options, known)
            marks = dict(zip((o.name for o in e.options), e.right, strict=True))
            top += bool(options) and marks[options[0].name]
            found = best(options, limits("one"))
            if found and found.actor_id:
                decided += 1
                right += marks[found.name]
    latest = sum(_baseline(e, "latest named") for e in examples)
    spoke = sum(_baseline(e, "last speaker") for e in examples)
    n = len(examples)
    reach = sum(any(e.right) for e in examples)
    return (
        f"{n} pronouns, antecedent among the options {reach / n:.1%}; best option right {top / n:.1%} "
        f"(of those with it among the options {top / reach:.1%}); "
        f"decided {decided / n:.1%}, of these right {right / max(1, decided):.1%}; "
        f"latest named of fitting gender {latest / n:.1%}, last speaker, else latest {spoke / n:.1%}"
    )


def _baseline(e: Example, feature: str) -> bool:
    for name in (feature, "latest named"):
        for option, right in zip(e.options, e.right, strict=True):
            if name in option.features:
                return right
    return False


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), "--write" in sys.argv)
