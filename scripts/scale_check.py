"""Does a cluster that loses a worker give the record of the local build? What does either cost?

    python scripts/scale_check.py PAGES.jsonl.gz --pages 1000 [--unit-bytes 200000] [--json]

Takes the first pages of a JSONL file, builds them here with as many processes as the cluster has workers, then on a
Ray cluster of two workers on this machine, of which one reading process is ended by SIGKILL once a third of
the parts are there; loads the parts, exports both records and compares the exports byte by byte. CPU seconds are
those of the whole process tree, sampled twice a second, so that a process's last half second may be missing.
Linux only (/proc). Exit code 1: the exports differ.
"""

from __future__ import annotations

import argparse
import filecmp
import gzip
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from parley.scale.units import MOST_SHARDS

WORKERS = 2
EVERY = 0.5  # seconds between samples
TICKS = os.sysconf("SC_CLK_TCK")
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "DAFT_ANALYTICS_ENABLED": "0", "RAY_DISABLE_DASHBOARD": "1"}
CLUSTER = f"""
import sys
from ray.cluster_utils import Cluster
cluster = Cluster(initialize_head=True, head_node_args={{"num_cpus": 1, "include_dashboard": False}})
for _ in range({WORKERS - 1}):
    cluster.add_node(num_cpus=1)
cluster.wait_for_nodes()
print(cluster.address, flush=True)
sys.stdin.read()
cluster.shutdown()
"""
SPREAD = """
import sys
from parley.scale.engine import build
from parley.settings import Settings
source, out, ray, workers, unit_bytes = sys.argv[1:]
build([source], out, Settings(), ray=ray, workers=int(workers), unit_bytes=int(unit_bytes))
"""


class Meter(threading.Thread):
    """CPU and wall seconds of some processes and of all below them."""

    def __init__(self, roots: Sequence[int]) -> None:
        super().__init__(daemon=True)
        self.roots = list(roots)
        self.used = dict[tuple[int, str], int]()
        self.before = dict[tuple[int, str], int]()
        self.began = time.perf_counter()
        self.wall = 0.0
        self.over = threading.Event()
        self.before = dict(self.sample())

    def run(self) -> None:
        """Sample until told to stop."""
        while not self.over.wait(EVERY):
            self.used.update(self.sample())

    def stop(self) -> dict[str, float]:
        """What was used since the start."""
        self.used.update(self.sample())
        self.wall = time.perf_counter() - self.began
        self.over.set()
        ticks = sum(used - self.before.get(key, 0) for key, used in self.used.items())
        return {"cpu": ticks / TICKS, "wall": self.wall}

    def sample(self) -> dict[tuple[int, str], int]:
        """Ticks by process, which is known by its id and start."""
        table = processes()
        return {(pid, table[pid][1]): table[pid][2] for pid in below(self.roots, table)}


def processes() -> dict[int, tuple[int, str, int]]:
    """Parent, time of start and ticks of each process."""
    found = dict[int, tuple[int, str, int]]()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[int(folder.name)] = (int(fields[1]), fields[19], int(fields[11]) + int(fields[12]))
    return found


def below(roots: Sequence[int], table: dict[int, tuple[int, str, int]]) -> set[int]:
    """The roots and all processes below them."""
    found = {pid for pid in roots if pid in table}
    while more := {pid for pid, row in table.items() if row[0] in found} - found:
        found |= more
    return found


def readers(root: int) -> list[int]:
    """The processes of the cluster that read, by the name that Ray gives them."""
    found = list[int]()
    for pid in below([root], processes()):
        try:
            if (Path("/proc") / str(pid) / "cmdline").read_bytes().startswith(b"ray::UDFActor"):
                found.append(pid)
        except OSError:
            continue
    return found


@contextmanager
def cluster() -> Iterator[tuple[int, str]]:
    """A Ray cluster of this machine: the process that holds it, and its address."""
    with subprocess.Popen(
        [sys.executable, "-c", CLUSTER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **QUIET},
    ) as process:
        assert process.stdout is not None
        try:
            yield process.pid, process.stdout.readline().strip()
        finally:
            process.communicate("")


def measured(words: Sequence[str], *, kill_at: tuple[Path, int, int] | None = None) -> dict[str, float]:
    """What a command of Python uses; `kill_at` ends a reader of a cluster when a folder has so many parts."""
    process = subprocess.Popen(
        [sys.executable, *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, **QUIET},
    )
    meter = Meter([process.pid] if kill_at is None else [process.pid, kill_at[2]])
    meter.start()
    if kill_at is not None:
        kill(process, *kill_at)
    said = process.communicate()[1]
    used = meter.stop()
    if process.returncode not in (0, 3):
        sys.exit(f"{' '.join(words)}: {process.returncode}\n{said.decode()[-3000:]}")
    return used


def kill(building: subprocess.Popen[bytes], parts: Path, count: int, root: int) -> None:
    """End one reader when `count` parts are there."""
    while building.poll() is None and len(list(parts.glob("*.parquet"))) < count:
        time.sleep(0.1)
    there = readers(root)
    if not there:
        sys.exit("no reader was there to be ended")
    os.kill(there[0], signal.SIGKILL)


def first(source: Path, count: int, out: Path) -> int:
    """Copy the first lines of a file; how many there were."""
    opened = gzip.open if source.suffix == ".gz" else open
    with opened(source, "rb") as given, out.open("wb") as taken:
        lines = list(islice(given, count))
        taken.writelines(lines)
    return len(lines)


def differing(one: Path, other: Path) -> list[str]:
    """The names of files that are not the same in two folders, or not in both."""
    names = sorted({p.name for folder in (one, other) for p in folder.iterdir()})
    _, different, lacking = filecmp.cmpfiles(one, other, names, shallow=False)
    return sorted(different + lacking)


def check(source: Path, count: int, unit_bytes: int, folder: Path) -> dict[str, object]:
    """Both builds of the first pages of a file, and what differs."""
    pages, parts = folder / "pages.jsonl", folder / "parts"
    told: dict[str, object] = {"pages": first(source, count, pages)}
    local = ("-m", "parley", "build", str(pages), "-o", str(folder / "one"), "--workers", str(WORKERS))
    told["local"] = measured(local)
    third = max(1, min(MOST_SHARDS, -(-pages.stat().st_size // unit_bytes)) // 3)
    with cluster() as (root, address):
        words = ("-c", SPREAD, str(pages), str(parts), address, str(WORKERS), str(unit_bytes))
        told["cluster"] = measured(words, kill_at=(parts, third, root))
    told["parts"] = len(list(parts.glob("*.parquet")))
    told["load"] = measured(("-m", "parley", "load", str(parts), "-o", str(folder / "two")))
    for name in ("one", "two"):
        measured(("-m", "parley", "export", str(folder / f"{name}-out"), "-r", str(folder / name)))
    told["differing"] = differing(folder / "one-out", folder / "two-out")
    told["exports"] = len(list((folder / "one-out").iterdir()))
    return told


def main() -> int:
    """Run the check and print what it found."""
    usage = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usage.add_argument("source", type=Path)
    usage.add_argument("--pages", type=int, default=1000)
    usage.add_argument("--unit-bytes", type=int, default=200_000)
    usage.add_argument("--json", action="store_true")
    given = usage.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = check(given.source, given.pages, given.unit_bytes, Path(folder))
    if given.json:
        print(json.dumps(told))
    else:
        show(told)
    return 1 if told["differing"] else 0


def show(told: dict[str, object]) -> None:
    """Print the figures as lines."""
    pages = told["pages"]
    assert isinstance(pages, int)
    print(f"{pages:,} pages, {told['parts']} parts, one reader ended by SIGKILL")
    for name in ("local", "cluster", "load"):
        used = told[name]
        assert isinstance(used, dict)
        cpu, wall = used["cpu"], used["wall"]
        print(
            f"{name:8} CPU {cpu:7.1f} s ({cpu / pages:.4f} a page)  wall {wall:7.1f} s ({wall / pages:.4f} a page)"
        )
    different = told["differing"]
    print(f"{told['exports']} exports: {f'differ: {different}' if different else 'byte for byte the same'}")


if __name__ == "__main__":
    sys.exit(main())
