"""How fast the server answers: readers ask for pages of every kind, drawn by chance, while a build may run beside it.

    python scripts/bench_serve.py RECORD [--readers 4] [--requests 600] [--build PAGES] [--processes 2]

RECORD is only read, unless --build names pages: then it is copied first, and the pages are added to the copy while
the readers read. Prints for each kind of page the median and the 95th percentile of its answers, in milliseconds.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote, urlsplit

KINDS = ("timeline", "positions", "meetings", "agreements", "incidents", "comparisons", "statements", "figures",
         "actors", "stories", "families", "pages")  # fmt: skip

WHAT = (
    "listing",
    "page",
    "filtered",
    "filtered",
    "record",
    "record",
    "document",
    "search",
    "home",
    "quality",
    "ask",
    "review",
    "log",
    "orphans",
    "reviewer",
    "judged",
    "compare",
)
OTHERS = {"home": "/", "log": "/review/log", "orphans": "/review/orphans"}
QUESTIONS = (
    "What has {party} said about a ceasefire?",
    "What has {party} said about {word} since 2014?",
    "How many were killed?",
    "Who met whom?",
    "Where do the sides disagree?",
    "What has {party} demanded?",
)
SLOWEST = 12  # single answers that are told
PARTIES = ("Russia", "Ukraine", "United States", "China")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("record", type=Path)
    options.add_argument("--readers", type=int, default=4)
    options.add_argument("--requests", type=int, default=600)
    options.add_argument("--build", type=Path)
    options.add_argument("--processes", type=int)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        record = asked.record
        if asked.build:
            record = Path(tmp) / "record"
            shutil.copytree(asked.record, record)
        server, address, laid = start(record, asked.processes)
        building = None
        try:
            paths = drawn(address, random.Random(asked.seed), asked.requests)
            if asked.build:
                building = subprocess.Popen(
                    [sys.executable, "-m", "parley", "build", str(asked.build), "-o", str(record)],
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                )  # fmt: skip
                time.sleep(3)
            took, slowest = read(address, paths, asked.readers)
            still = building is not None and building.poll() is None
        finally:
            for process in (building, server):
                if process is not None:
                    process.terminate()
                    process.wait()
    beside = f"; a build ran beside{'' if still else ', and ended'}" if asked.build else ""
    print(f"laid out in {laid:.1f} s; {asked.readers} readers{beside}")
    for name, times in sorted(took.items(), key=lambda item: -percentile(item[1])):
        print(line(name, times))
    print(line("all", [t for times in took.values() for t in times]))
    for seconds, path in slowest:
        print(f"  {1000 * seconds:7.1f} ms {path}")
    return 0


def line(name: str, times: list[float]) -> str:
    middle, most = 1000 * statistics.median(times), 1000 * percentile(times)
    return f"{name:24} {len(times):5} answers   median {middle:7.1f} ms   p95 {most:7.1f} ms"


def percentile(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


def start(record: Path, processes: int | None) -> tuple[subprocess.Popen[str], str, float]:
    begun = time.monotonic()
    many = ["--processes", str(processes)] if processes else []
    server = subprocess.Popen(
        [sys.executable, "-m", "parley", "serve", "-r", str(record), "--port", "0", *many],
        stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert server.stderr is not None
    line = server.stderr.readline()
    address = next((word for word in line.split() if word.startswith("http")), None)
    if address is None:
        raise SystemExit(line + server.stderr.read())
    get(http.client.HTTPConnection(urlsplit(address).netloc), "/static/web.css")
    threading.Thread(target=lambda: [sys.stderr.write(rest) for rest in server.stderr], daemon=True).start()
    return server, address, time.monotonic() - begun


def drawn(address: str, chance: random.Random, count: int) -> list[tuple[str, str]]:
    """(kind of page, path) of pages of every kind: listings with filters, in the middle, and records."""
    link = http.client.HTTPConnection(urlsplit(address).netloc)
    facts = {kind: json.loads(get(link, f"/{kind}.json")) for kind in KINDS}
    ids = {
        kind: [row["id"] for n in chance.sample(range(1, found["pages"] + 1), min(4, found["pages"]))
               for row in json.loads(get(link, f"/{kind}.json?page={n}"))["rows"]]
        for kind, found in facts.items()
    }  # fmt: skip
    statements = [
        row for n in range(1, 6) for row in json.loads(get(link, f"/statements.json?page={n}"))["rows"]
    ]
    words = [
        word for row in statements for word in row["content"].split() if word.isalpha() and len(word) > 5
    ]
    outlets = [row["outlet"] for row in statements if row["outlet"]]
    speakers = [row["speaker"]["name"] for row in statements if row["speaker"] and row["speaker"]["name"]]

    def one() -> tuple[str, str]:
        what = chance.choice(WHAT)
        kind = chance.choice(KINDS)
        if what == "listing":
            return f"/{kind}", f"/{kind}"
        if what == "page":
            return f"/{kind}?page", f"/{kind}?page={chance.randint(1, facts[kind]['pages'])}"
        if what == "filtered":
            kind = chance.choice(("statements", "figures", "positions", "timeline", "meetings", "pages"))
            filters = [
                f"outlet={quote(chance.choice(outlets))}",
                f"party={quote(chance.choice(PARTIES))}",
                f"since={chance.choice(('2014', '2016-05', '2025'))}",
                "issue=ceasefire",
            ]
            if kind in ("statements", "figures"):
                filters.append(f"speaker={quote(chance.choice(speakers))}")
            return f"/{kind}?filters", f"/{kind}?{'&'.join(chance.sample(filters, 2))}"
        if what == "record":
            kind = chance.choice([kind for kind in KINDS if ids[kind]])
            return f"/{kind}/ID", f"/{kind}/{chance.choice(ids[kind])}"
        if what == "document":
            return "/pages/ID", f"/pages/{chance.choice(ids['pages'])}"
        if what == "search":
            return "/search", f"/search?q={quote(' '.join(chance.sample(words, chance.choice((1, 1, 2)))))}"
        if what == "ask":
            asked = chance.choice(QUESTIONS).format(party=chance.choice(PARTIES), word=chance.choice(words))
            return "/ask", f"/ask?q={quote(asked)}"
        if what == "judged":
            kind = chance.choice([kind for kind in ("statements", "figures", "positions") if ids[kind]])
            return "/review/ID", f"/review/{chance.choice(ids[kind])}"
        if what == "compare":
            kind = chance.choice([kind for kind in ("stories", "meetings", "agreements") if ids[kind]])
            return "/compare/ID", f"/compare/{chance.choice(ids[kind])}"
        path = OTHERS.get(what, f"/{what}")
        return path, path

    return [one() for _ in range(count)]


def read(
    address: str, paths: list[tuple[str, str]], readers: int
) -> tuple[dict[str, list[float]], list[tuple[float, str]]]:
    slowest: list[tuple[float, str]] = []
    took: dict[str, list[float]] = defaultdict(list)
    lock = threading.Lock()
    waiting = iter(paths)

    def reader() -> None:
        link = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        while True:
            with lock:
                kind, path = next(waiting, ("", ""))
            if not path:
                return
            begun = time.perf_counter()
            get(link, path)
            seconds = time.perf_counter() - begun
            with lock:
                took[kind].append(seconds)
                slowest.append((seconds, path))

    threads = [threading.Thread(target=reader) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, sorted(slowest, reverse=True)[:SLOWEST]


def get(link: http.client.HTTPConnection, path: str) -> bytes:
    try:
        link.request("GET", path)
        answer = link.getresponse()
        body = answer.read()
    except (ConnectionError, http.client.BadStatusLine):  # closed meanwhile: as a browser does, once more
        link.close()
        link.request("GET", path)
        answer = link.getresponse()
        body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status} {body[:200]!r}")
    return body


if __name__ == "__main__":
    sys.exit(main())
