"""Train the weights in src/parley/vocab/weights from public data.

    python scripts/training FOLDER [TARGET]

Needs python-crfsuite (MIT). The same data and word lists give the same weights, byte for byte.
FOLDER holds `ewt_train.jsonl.gz` (UD_English-EWT) and
`gum_open_train.jsonl.gz` (the genres of GUM whose texts are under CC BY or CC BY-SA): rows of
{text, tokens: [[start, end]], xpos, head, dep, sent_starts, ner}, converted from
https://github.com/UniversalDependencies/UD_English-EWT (names: Universal NER) and
https://github.com/amir-zeldes/gum; and `wikigold.jsonl.gz`, the same without parts of speech.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import crf
import treebank
from dump import dumped

from parley.language import known, names, tags
from parley.language.chain import Chain, Weights
from parley.language.features import normal

TARGET = Path(__file__).parents[2] / "src" / "parley" / "vocab" / "weights"
TREEBANKS = ("ewt_train", "gum_open_train")
WIKIGOLD = """\
# Names also from Universal NER (CC BY-SA 4.0) and Wikigold (Dominic Balasuriya and others, CC BY 4.0).
"""
HEADER = """\
# Made by scripts/training. Licence of this file: CC BY-SA 4.0. From UD_English-EWT (Universal Dependencies
# contributors, CC BY-SA 4.0) and GUM, open genres (Amir Zeldes and contributors, annotations CC BY 4.0).
"""


def main(folder: Path, target: Path = TARGET) -> None:
    target.mkdir(parents=True, exist_ok=True)
    sentences = [s for name in TREEBANKS for row in treebank.rows(folder, name) for s in treebank.tagged(row)]
    table = HEADER + "\n".join(words(sentences)) + "\n"
    write(target / "words.txt", table)
    own = partial(tags.own, known=known.parsed(table))
    keyed = ((tags.keys(s.words), s.labels) for s in varied(sentences))
    weights = crf.trained(keyed, own, tags.near, crf.Settings())
    write(target / "tags.txt", dumped(weights, HEADER))
    tagger = tags.tagger(weights, known.parsed(table))
    write(target / "names.txt", dumped(named(folder, tagger, known.parsed(table)), HEADER + WIKIGOLD))


def named(folder: Path, tagger: Chain[tags.Key], lexicon: dict[str, known.Known]) -> Weights:
    """The weights of the names, with the parts of speech that our own tagger gives."""
    sentences = (
        s
        for name in (*TREEBANKS, "wikigold")
        for row in treebank.rows(folder, name)
        for s in treebank.named(row)
    )
    keyed = ((names.keys(s.words, tagger.best(tags.keys(s.words))), s.labels) for s in sentences)
    return crf.trained(
        keyed, partial(names.own, known=lexicon), partial(names.near, known=lexicon), crf.Settings(0.1, 0.02)
    )


def words(sentences: list[treebank.Gold]) -> list[str]:
    """Words that occur at least twice, with their tags; of a frequent word's tags those that are no slips."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word, tag in zip(*sentence, strict=True):
            if not tags.mark(word):
                seen[normal(word)][tag] += 1
    return [f"{word} {c.total()} {' '.join(_kept(c))}" for word, c in sorted(seen.items()) if c.total() > 1]


def _kept(counts: Counter[str]) -> list[str]:
    slips = counts.total() / 500  # a tag given less than once in 500 is a slip of the annotation
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [tag for tag, n in ranked if n > slips or counts.total() < known.OFTEN]


def varied(sentences: list[treebank.Gold]) -> Iterator[treebank.Gold]:
    """The sentences, and some of them again as headlines are set: in capitals, or without any."""
    for i, (words, labels) in enumerate(sentences):
        yield treebank.Gold(words, labels)
        if i % 8 == 0:
            yield treebank.Gold([w[:1].upper() + w[1:] for w in words], labels)
        if i % 16 == 1:
            yield treebank.Gold([w.upper() for w in words], labels)


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
    print(f"{file.name}: {len(text.encode()) / 1e6:.2f} MB")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
