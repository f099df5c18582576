"""Gold annotations carried over to this package's own tokens."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from parley.language.features import places
from parley.language.tags import as_name, mark, reduced, shape
from parley.language.tokens import Token, tokens

Row = dict[str, Any]


class Gold(NamedTuple):
    """One sentence: its words, and a label for each."""

    words: list[str]
    labels: list[str]


def rows(folder: Path, name: str) -> Iterator[Row]:
    """The texts of a file, in its order."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def tagged(row: Row) -> Iterator[Gold]:
    """The sentences of a text with parts of speech."""
    for found in _sentences(row):
        if all(parts for _, parts in found):
            words = [t.text for t, _ in found]
            labels = [_tag(row, t.text, parts) for t, parts in found]
            yield Gold(words, list(map(as_name, labels, words, places(words))))


def named(row: Row) -> Iterator[Gold]:
    """The sentences of a text with names: ``B-PER``, ``I-PER``, ``O`` ... None without such annotation."""
    if not row.get("ner") or None in row["ner"]:
        return
    for found in _sentences(row):
        labels, before = [], "O"
        for _, parts in found:
            label = next((row["ner"][p] for p in parts if row["ner"][p] != "O"), "O")
            if label.startswith("I-") and before[2:] != label[2:]:
                label = "B" + label[1:]
            labels.append(label)
            before = label
        yield Gold([t.text for t, _ in found], labels)


def _sentences(row: Row) -> Iterator[list[tuple[Token, list[int]]]]:
    """Sentences as our tokens, each with the positions of the treebank's tokens that it covers."""
    gold, starts = row["tokens"], {row["tokens"][i][0] for i in row.get("sent_starts") or [0]}
    sentence: list[tuple[Token, list[int]]] = []
    at = 0
    for token in tokens(row["text"]):
        while at < len(gold) and gold[at][1] <= token.start:
            at += 1
        end = at
        while end < len(gold) and gold[end][0] < token.end:
            end += 1
        if token.start in starts and sentence:
            yield sentence
            sentence = []
        sentence.append((token, list(range(at, end))))
    if sentence:
        yield sentence


def _tag(row: Row, word: str, parts: list[int]) -> str:
    """The tag of one of our tokens that covers the treebank's tokens `parts`."""
    tags, heads = row["xpos"], row["head"]
    first = reduced(tags[parts[0]])
    if mark(word):
        return mark(word) or ""
    if "-" not in word[1:-1] or not any(tags[p] == "HYPH" for p in parts):
        return shape(word, first)
    head = next((p for p in parts if heads[p] not in parts or heads[p] == p), parts[-1])
    tag = reduced(tags[head])  # ``cease-fire`` is what its head is, ``state-run`` an adjective
    if tag in ("VBN", "VBG") and row["dep"][head] in ("amod", "compound", "acl"):
        tag = "JJ"
    return shape(word, tag)
