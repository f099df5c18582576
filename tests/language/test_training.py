"""The recipe that makes the shipped weights, on a small treebank of our own."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from parley.language.chain import parsed
from parley.language.known import parsed as known

ROOT = Path(__file__).parents[2]
SENTENCES = [
    "The/DT envoy/NN said/VBD the/DT talks/NNS ended/VBD ./.",
    "Tavria/NNP 's/POS army/NN left/VBD Velm/NNP ./.",
    "She/PRP has/VBZ left/VBN the/DT state/NN -/HYPH run/VBN port/NN ./.",
    "They/PRP talk/VBP and/CC they/PRP talk/VBP ./.",
]


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    pytest.importorskip("pycrfsuite", reason="python-crfsuite trains the weights; it is not installed")
    for name in ("ewt_train", "gum_open_train", "wikigold"):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            for sentence in SENTENCES * 10:
                file.write(json.dumps(row(sentence)) + "\n")
    return tmp_path


def row(sentence: str) -> dict[str, object]:
    """A sentence as the data has it; possessives and hyphens are glued to the word before."""
    text, tokens, tags = "", [], []
    for cell in sentence.split(" "):
        word, _, tag = cell.rpartition("/")
        glued = tag in ("POS", "HYPH", ".") or text.endswith("-") or not text
        text += word if glued else f" {word}"
        tokens.append([len(text) - len(word), len(text)])
        tags.append(tag)
    heads = [0] * len(tokens)
    return {
        "text": text, "tokens": tokens, "xpos": tags, "head": heads, "dep": ["dep"] * len(tokens),
        "sent_starts": [0], "ner": ["B-LOC" if tag == "NNP" else "O" for tag in tags],
    }  # fmt: skip


def train(data: Path, target: Path) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "training"), str(data), str(target)],
        check=True,
        capture_output=True,
    )
    return {file.name: file.read_bytes() for file in sorted(target.iterdir())}


def test_the_same_data_gives_the_same_bytes(treebank: Path, tmp_path: Path) -> None:
    first, second = train(treebank, tmp_path / "a"), train(treebank, tmp_path / "b")
    assert first == second
    assert set(first) == {"tags.txt", "names.txt", "words.txt"}
    assert set(parsed(first["names.txt"].decode()).labels) == {"B-LOC", "O"}
    assert {"NN", "VBD", "POS"} <= set(parsed(first["tags.txt"].decode()).labels)


def test_gold_tags_are_carried_over_to_our_own_tokens(treebank: Path, tmp_path: Path) -> None:
    words = known(train(treebank, tmp_path / "a")["words.txt"].decode())
    assert words["tavria's"].tags == ("POS",)
    assert words["left"].tags == ("VBD", "VBN")
    assert words["talks"].tags == ("NNS",)


def test_without_data_the_recipe_says_what_it_needs() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "training")], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "FOLDER" in done.stderr
