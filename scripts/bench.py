"""Where the time goes, as ratios in one run: the line against trafilatura alone, and step by step.

    python scripts/bench.py [FOLDER_OR_FILE ...] [--pages N] [--runs N]

Without a source it reads the bundled example, and with PARLEY_EVAL_DATA set also the evaluation's
HTML pages and its real captures. CPU seconds of this process, one worker; medians of the runs, the
steps interleaved so that a drift of the machine's speed touches all alike. Quote the ratios.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import trafilatura

import parley
from parley import clean
from parley.builder import build
from parley.errors import PageError
from parley.passages import split
from parley.pipeline import Reader
from parley.records import Document, Page, Rejection
from parley.settings import Settings
from parley.sources import open_source
from parley.store import open_store

EXAMPLE = Path(parley.__file__).parent / "example"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=200, help="at most so many of each source (200)")
    parser.add_argument("--runs", type=int, default=3, help="runs; medians are shown (3)")
    args = parser.parse_args()
    settings = Settings(workers=1)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}, {args.runs} runs\n")
    for source in args.sources or default_sources():
        pages = [p for p in islice(open_source(source, settings).pages(), args.pages) if isinstance(p, Page)]
        if pages:
            report(source.name, pages, settings, args.runs)
    with tempfile.TemporaryDirectory() as tmp:
        for name, found in unpacked_html(Path(tmp)):
            pages = [
                p for p in islice(open_source(found, settings).pages(), args.pages) if isinstance(p, Page)
            ]
            report(name, pages, settings, args.runs)
    return 0


def default_sources() -> list[Path]:
    """The bundled example and, where the evaluation data is, real captures."""
    out = [EXAMPLE / "pages"]
    if folder := os.environ.get("PARLEY_EVAL_DATA"):
        out += [p for p in [Path(folder, "corpora", "ukraine_talks_crawled.jsonl.gz")] if p.exists()]
    return out


def unpacked_html(tmp: Path) -> Iterator[tuple[str, Path]]:
    """The evaluation's gzipped HTML pages, unpacked into `tmp`."""
    folder = os.environ.get("PARLEY_EVAL_DATA")
    packed = sorted(Path(folder, "eval", "clean", "fundus", "html").glob("*.gz")) if folder else []
    for file in packed:
        (tmp / file.stem).write_bytes(gzip.decompress(file.read_bytes()))
    if packed:
        yield "fundus html", tmp


def report(name: str, pages: list[Page], settings: Settings, runs: int) -> None:
    """One table: CPU milliseconds a page and the ratio to trafilatura alone where pages are HTML."""
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(runs + 1):  # the first run warms imports and caches and is not counted
        for step, seconds in measure(pages, settings).items():
            times[step].append(seconds)
    median = {step: statistics.median(values[1:]) for step, values in times.items()}
    html = sum(p.media_type == "text/html" for p in pages)
    print(f"{name}: {len(pages)} pages, {html} of them HTML")
    for step, seconds in median.items():
        ratio = f"{seconds / median['trafilatura alone']:6.2f} x trafilatura" if html == len(pages) else ""
        print(f"  {step:20} {1000 * seconds / len(pages):8.2f} ms CPU a page {ratio}")
    print(f"  {'whole line':20} {len(pages) / median['build, one worker']:8.1f} pages a CPU-second\n")


def measure(pages: list[Page], settings: Settings) -> dict[str, float]:
    """CPU seconds of each step over the same pages, one after the other."""
    reader, out = Reader(settings), {}
    with Clock() as clock:
        for page in pages:
            if page.media_type == "text/html":
                trafilatura.extract(page.content)
    out["trafilatura alone"] = clock.seconds
    documents: list[Document] = []
    with Clock() as clock:
        for page in pages:
            try:
                documents.append(clean.read(page, settings))
            except PageError:
                continue
    out["clean"] = clock.seconds
    with Clock() as clock:
        for document in documents:
            tuple(split(document))
    out["passages"] = clock.seconds
    with Clock() as clock:
        for document in documents:
            reader.find(document)
    out["passages + finders"] = clock.seconds
    with tempfile.TemporaryDirectory() as tmp, Clock() as clock:
        store = open_store(Path(tmp, "record.sqlite"), create=True)
        build(store, reader, [Listed(pages)], workers=1)
        store.close()
    out["build, one worker"] = clock.seconds
    return out


class Listed:
    """Pages at hand, as a source."""

    name = "bench"

    def __init__(self, pages: list[Page]) -> None:
        self._pages = pages

    def pages(self) -> Iterator[Page | Rejection]:
        return iter(self._pages)


class Clock:
    """CPU seconds of this process between entering and leaving."""

    seconds = 0.0

    def __enter__(self) -> Clock:
        self._from = time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.process_time() - self._from


if __name__ == "__main__":
    sys.exit(main())
