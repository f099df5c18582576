"""How many pairs of a linked record's pages are compared for nothing, and what sieving them first saves.

    python scripts/bench_pairs.py RECORD

The record is only read: the hashes of each page's prose, which linking keeps. All related pairs are found twice, with
the sieve and as if it let every pair through; a line each: pairs found, pairs kept from comparing, CPU seconds.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from unittest import mock

from parley.reuse import Index
from parley.reuse.compare import _RUNS, _Sieve
from parley.reuse.holders import Numbers


def found(pages: Sequence[bytes], *, sieved: bool) -> tuple[int, int, float]:
    """The related pairs of some pages, the pairs that the sieve kept away, and CPU seconds."""
    most, kept_away = _Sieve.most, 0

    def told(sieve: _Sieve, hashes: Numbers) -> int:
        nonlocal kept_away
        if not sieved:
            return _RUNS
        count = most(sieve, hashes)
        kept_away += count < _RUNS
        return count

    index, began = Index(), time.process_time()
    for page in pages:
        index.add_hashes(page)
    with mock.patch.object(_Sieve, "most", told):
        pairs = sum(1 for _ in index.related())
    return pairs, kept_away, time.process_time() - began


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("record", type=Path)
    file = parser.parse_args().record / "record.sqlite"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as record:
        rows = record.execute("SELECT value FROM derived WHERE step = 'prose' ORDER BY document_id")
        pages = [value for (value,) in rows]
    print(f"{len(pages):,} pages")
    for sieved in (False, True):
        pairs, kept_away, seconds = found(pages, sieved=sieved)
        print(
            f"{'sieved' if sieved else 'all compared'}: {pairs:,} pairs, {kept_away:,} kept away, {seconds:.1f} s"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
