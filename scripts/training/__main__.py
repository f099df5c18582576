"""Train the weights in src/parley/language/weights from public data.

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

from parley.language import tags
from parley.language.chain import dumped
from parley.language.features import places

TARGET = Path(__file__).parents[2] / "src" / "parley" / "language" / "weights"
TREEBANKS = ("ewt_train", "gum_open_train")
HEADER = """\
# Made by scripts/training. Licence of this file: CC BY-SA 4.0. From UD_English-EWT (Universal Dependencies
# contributors, CC BY-SA 4.0) and GUM, open genres (Amir Zeldes and contributors, annotations CC BY 4.0).
"""


def main(folder: Path, target: Path = TARGET) -> None:
    target.mkdir(parents=True, exist_ok=True)
    sentences = [s for name in TREEBANKS for row in gold.rows(folder, name) for s in gold.tagged(row)]
    write(target / "common.txt", HEADER + "\n".join(common(sentences)) + "\n")
    keyed = ((list(zip(s.words, places(s.words), strict=True)), s.labels) for s in varied(sentences))
    weights = crf.trained(keyed, tags.own, tags.near, crf.Settings(), certain="sign=")
    write(target / "tags.txt", dumped(weights, HEADER))


def common(sentences: list[gold.Gold]) -> list[str]:
    """Words that occur at least twice, and mostly not as a name."""
    seen: dict[str, Counter[bool]] = defaultdict(Counter)
    for sentence in sentences:
        for word, tag in zip(*sentence, strict=True):
            seen[word.lower().replace("’", "'")][tag != "NNP"] += 1
    return sorted(w for w, c in seen.items() if c.total() > 1 and c[True] > c[False] and w[0].isalpha())


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
