"""Write src/parley/vocab/tags.txt, the word and tag counts of `parley.language.tags`.

    python scripts/build_tags.py FILE.jsonl.gz...

Each row: {text, tokens: [[start, end]], xpos, sent_starts} with Penn Treebank tags, as converted
from UD_English-EWT (CC BY-SA 3.0/4.0) and the open genres of GUM (annotations CC BY 4.0).
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from parley.language.tags import START, mark, reduced, shape
from parley.language.tokens import tokens

TARGET = Path(__file__).parent.parent / "src" / "parley" / "vocab" / "tags.txt"
HEADER = """\
# Counts for the part-of-speech tagger: words, word endings, tag pairs. Made by scripts/build_tags.py.
# Licence of this file: CC BY-SA 4.0. From UD_English-EWT (Universal Dependencies contributors, CC BY-SA)
# and GUM, open genres (Amir Zeldes and contributors, annotations CC BY 4.0).
"""


def main(paths: list[str]) -> None:
    words: dict[str, Counter[str]] = defaultdict(Counter)
    endings: dict[str, Counter[str]] = defaultdict(Counter)
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                count(json.loads(line), words, pairs)
    for word, tags in words.items():
        if sum(tags.values()) <= 3 and word.isalpha() and len(word) > 3:
            endings["~" + word[-3:]].update(tags)
            endings["~" + word[-2:]].update(tags)
    kept = {w: c for w, c in words.items() if sum(c.values()) >= 2 and not w[0].isdigit()}
    kept.update({e: c for e, c in endings.items() if sum(c.values()) >= 4})
    rows = ["@words", *(f"{name}\t{cells(c)}" for name, c in sorted(kept.items()))]
    rows += ["@pairs", *(f"{tag}\t{cells(c)}" for tag, c in sorted(pairs.items()))]
    TARGET.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")


def count(row: dict, words: dict[str, Counter[str]], pairs: dict[str, Counter[str]]) -> None:
    """Add one text's words and tag pairs, cut into our own tokens."""
    starts = {row["tokens"][i][0] for i in row["sent_starts"]}
    tag_at = {start: reduced(tag) for (start, _), tag in zip(row["tokens"], row["xpos"], strict=True)}
    before = START
    for token in tokens(row["text"]):
        if token.start in starts:
            before = START
        tag = tag_at.get(token.start)
        if tag is None:
            continue
        tag = mark(token.text) or shape(token.text, tag)
        words[token.text.lower().replace("’", "'")][tag] += 1
        pairs[before][tag] += 1
        before = tag


def cells(counts: Counter[str]) -> str:
    return " ".join(f"{tag}:{n}" for tag, n in counts.most_common())


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
