"""Copies found again: parley's families against MinHash on the same pages, pages a CPU second and recall in one run.

    python scripts/bench_copies.py PILE.jsonl.gz [--pages 5000] [--runs 3] [--seed 1]

Four fifths of the pages are real ones; the others are copies of some of them with known edits, as newsrooms make
them: one word in 25 changed, the end left out, a lede of their own, one word in seven changed. A copy counts as found
when a tool names it together with its original. Each tool runs in a process of its
own, interleaved; CPU seconds without loading, the median counts. datasketch and rensa: runs of five words, 128
permutations, Jaccard 0.5, only naming pages; ours compares those that it names, word by word.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from pathlib import Path

import bench
from parley.records import Page

EDITS: Mapping[str, Callable[[list[str], random.Random, Sequence[str]], list[str]]] = {
    "one word in 25 changed": lambda rows, chance, words: [changed(row, 0.04, chance, words) for row in rows],
    "the end left out": lambda rows, chance, words: rows[: max(4, int(len(rows) * chance.uniform(0.5, 0.9)))],
    "a lede of its own": lambda rows, chance, words: [
        *(changed(row, 0.5, chance, words) for row in rows[:2]),
        *rows[2:],
    ],
    "one word in seven changed": lambda rows, chance, words: [
        changed(row, 0.15, chance, words) for row in rows
    ],
}
TOOLS = (bench.FAMILIES, "datasketch: MinHash LSH", "rensa: MinHash LSH")
PARAGRAPHS, WORDS = 8, (300, 2500)  # of a page that copies are made of


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one", choices=TOOLS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measured(asked.one, asked.source, asked.pages, asked.seed)))
        return 0
    found: dict[str, list[Mapping[str, float]]] = defaultdict(list)
    for _ in range(asked.runs):
        for tool in TOOLS:
            found[tool].append(child(tool, asked))
    print(bench.machine(asked.runs))
    print("\n".join(table(found)))
    return 0


def child(tool: str, asked: argparse.Namespace) -> Mapping[str, float]:
    sizes = ("--pages", str(asked.pages), "--seed", str(asked.seed))
    command = [sys.executable, __file__, str(asked.source), "--one", tool, *sizes]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{tool}: {done.stderr.strip().splitlines()[-1]}")
    result: Mapping[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def measured(tool: str, source: Path, count: int, seed: int) -> dict[str, float]:
    """CPU seconds of a tool, and of each edit the share of copies that it found."""
    pages, copies = planted(bench.pages_of(source, count, 1), count, random.Random(seed))
    work = next(task for task in bench.TASKS if task.name == tool).prepare()
    work(pages[: bench.WARM])
    cpu = bench.cpu_seconds()
    pairs = {frozenset(pair) for pair in work(pages)}  # type: ignore[attr-defined]
    cpu = bench.cpu_seconds() - cpu
    hits: dict[str, list[bool]] = defaultdict(list)
    for edit, one, other in copies:
        hits[edit].append(frozenset((one, other)) in pairs)
    shares = {edit: statistics.fmean(told) for edit, told in hits.items()}
    return {"cpu": cpu, "pages": len(pages), "all": statistics.fmean(chain(*hits.values())), **shares}


def planted(
    real: Sequence[Page], count: int, chance: random.Random
) -> tuple[list[Page], list[tuple[str, int, int]]]:
    """Pages, the last fifth of them copies, and of each copy its edit and the pair that it makes."""
    pages = list(real[: count * 4 // 5])
    rows = [
        [row for row in text.split("\n") if len(row.split()) >= PARAGRAPHS] for text in bench.texts(pages)
    ]
    words = [word for some in rows[:3000] for row in some[:3] for word in row.split() if word.isalpha()]
    fit = [n for n, some in enumerate(rows) if len(some) >= PARAGRAPHS and within(some)]
    chance.shuffle(fit)
    copies = []
    for place, number in zip(range(len(pages), count), (n for n in fit * count), strict=False):
        edit = chance.choice(list(EDITS))
        text = "\n".join(EDITS[edit](list(rows[number]), chance, words))
        origin = pages[number]
        pages.append(
            Page(f"{origin.uri} {place}", f"{place}", text.encode(), origin.media_type, "utf-8", origin.hints)
        )
        copies.append((edit, number, place))
    return pages, copies


def within(rows: Sequence[str]) -> bool:
    return WORDS[0] <= sum(len(row.split()) for row in rows) <= WORDS[1]


def changed(row: str, share: float, chance: random.Random, words: Sequence[str]) -> str:
    """A paragraph in which so large a share of the words is another, gone, or has another behind it."""
    out = []
    for word in row.split(" "):
        drawn = chance.random() / share
        if drawn < 0.6:
            out.append(chance.choice(words))
        elif drawn >= 1:
            out.append(word)
        elif drawn >= 0.8:
            out += [word, chance.choice(words)]
    return " ".join(out)


def table(found: Mapping[str, Sequence[Mapping[str, float]]]) -> list[str]:
    ours = rate(found[bench.FAMILIES])
    out = ["| | pages a CPU-second | ratio | copies found | " + " | ".join(EDITS) + " |"]
    out.append("|---|---:|---:|---:|" + "---:|" * len(EDITS))
    for tool, runs in found.items():
        last = runs[-1]
        shares = " | ".join(f"{100 * last[edit]:.1f}" for edit in EDITS)
        out.append(
            f"| {tool} | {rate(runs):.0f} | {ours / rate(runs):.1f} x | {100 * last['all']:.1f} | {shares} |"
        )
    return out


def rate(runs: Sequence[Mapping[str, float]]) -> float:
    return statistics.median(run["pages"] / run["cpu"] for run in runs)


if __name__ == "__main__":
    sys.exit(main())
