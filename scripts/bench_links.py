"""What linking a record takes, kind by kind: memory and processor time, all links made from nothing.

    python scripts/bench_links.py RECORD

The record is copied first, and the copy forgets its links; the record itself is only read. A line a kind: MiB that the
process holds when its rows are put, the most that it held until then, CPU seconds until then.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from parley.laps import Laps
from parley.link import link
from parley.profiles import load_profile
from parley.store import open_store

FORGOTTEN = ("links", "link_kinds", "dated", "derived", "kept")


class Told(Laps):
    """Tells each step as it ends."""

    def __call__(self, step: str) -> None:
        """See `Laps`."""
        super().__call__(step)
        if step != "store":
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"| {step} | {held()} | {peak} | {time.process_time():.1f} |", flush=True)


def held() -> int:
    """MiB that the process holds now."""
    rows = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(row.split()[1]) // 1024 for row in rows if row.startswith("VmRSS"))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("record", type=Path)
    parser.add_argument("--profile", default="peace", help="of the negotiation (peace)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        copy = Path(tmp, "record.sqlite")
        shutil.copy(args.record / "record.sqlite", copy)
        with sqlite3.connect(copy) as db:
            for table in FORGOTTEN:
                db.execute(f"DELETE FROM {table}")
        db.close()
        store = open_store(copy)
        print("| kind | MiB | peak MiB | CPU s |\n|---|---:|---:|---:|")
        link(store, load_profile(args.profile), Told())
        store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
