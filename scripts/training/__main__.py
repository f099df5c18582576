"""Train the weights in src/parley/vocab/weights from public data.

    python scripts/training FOLDER [TARGET]

FOLDER holds `ewt_train.jsonl.gz` (UD_English-EWT, with the names of Universal NER) and
`gum_open_train.jsonl.gz` (the genres of GUM whose texts are under CC BY or CC BY-SA): rows of
{text, tokens: [[start, end]], xpos, head, dep, sent_starts, ner}.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import crf

import gold
from parley.language import known, tags
from parley.language.chain import dumped
from parley.language.features import normal, places

TARGET = Path(__file__).parents[2] / "src" / "parley" / "vocab" / "weights"
TREEBANKS = ("ewt_train", "gum_open_train")
HEADER = """\
# Made by scripts/training. Licence of this file: CC BY-SA 4.0. From UD_English-EWT (Universal Dependencies
# contributors, CC BY-SA 4.0) and GUM, open genres (Amir Zeldes and contributors, annotations CC BY 4.0).
"""


def main(folder: Path, target: Path = TARGET) -> None:
    target.mkdir(parents=True, exist_ok=True)
    sentences = [s for name in TREEBANKS for row in gold.rows(folder, name) for s in gold.tagged(row)]
    write(target / "words.txt", HEADER + "\n".join(words(sentences)) + "\n")
    known.known_words.cache_clear()
    keyed = ((list(zip(s.words, places(s.words), strict=True)), s.labels) for s in varied(sentences))
    weights = crf.trained(keyed, tags.own, tags.near, TAGS)
    write(target / "tags.txt", dumped(weights, HEADER.format(TREEBANKS)))
    tagger = Chain(weights, tags.own, tags.near, tags.allowed)
    write(target / "names.txt", dumped(named(folder, tagger), HEADER.format(TREEBANKS + NAMES)))


def named(folder: Path, tagger: Chain[tags.Key]) -> Weights:
    """The weights of the names, with the parts of speech that our own tagger gives."""
    sentences = (
        s for name in (*TREEBANKS, *NAMES) for row in gold.rows(folder, name) for s in gold.named(row)
    )
    keyed = ((names.keys(s.words, tagger.best(tags.keys(s.words))), s.labels) for s in varied(sentences))
    return crf.trained(keyed, names.own, names.near, crf.NAMES)


def words(sentences: list[gold.Gold]) -> list[str]:
    """Words that occur at least twice, with their tags; of a frequent word's tags those that are no slips."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word, tag in zip(*sentence, strict=True):
            if not tags.mark(word):
                seen[normal(word)][tag] += 1
    return [f"{word} {c.total()} {' '.join(_kept(c))}" for word, c in sorted(seen.items()) if c.total() > 1]


def _kept(counts: Counter[str]) -> list[str]:
    slips = counts.total() / 500  # one wrong tag in 500 is the rate of a treebank's own errors
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [tag for tag, n in ranked if n > slips or counts.total() < known.OFTEN]


def varied(sentences: list[gold.Gold]) -> Iterator[gold.Gold]:
    """The sentences, and some of them again as headlines are set: in capitals, or without any."""
    for i, (words, labels) in enumerate(sentences):
        yield gold.Gold(words, labels)
        if i % 8 == 0:
            yield gold.Gold([w[:1].upper() + w[1:] for w in words], labels)
        if i % 16 == 1:
            yield gold.Gold([w.upper() for w in words], labels)


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
    print(f"{file.name}: {len(text.encode()) / 1e6:.2f} MB")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
