"""Feed edited files to every reader for as long as wanted; what fails is kept.

    python fuzz/readers.py [--minutes 10] [--kind nitf] [--seed 1]

Each reader gets `--minutes` of clock time (`tests/sources/test_sources_fuzz.py` is the short run that CI makes).
A file that makes a reader raise, hang for over 20 seconds or break what every reader promises is written to
fuzz/found/ with its traceback, and the exit code is 1; add it to the seeds of the tests.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
import traceback
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "tests" / "sources")]

from archive_samples import read  # noqa: E402
from test_sources_fuzz import BITS, REFUSED, SEEDS, file_of, holds  # noqa: E402

from parley.settings import Settings  # noqa: E402

_HANGS = 20  # seconds
FOUND = Path(__file__).resolve().parent / "found"
ALL = SEEDS | REFUSED


def main() -> int:
    """Fuzz the readers that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10, help="clock time for each reader")
    parser.add_argument("--kind", choices=sorted(ALL), action="append", help="only this one; may be repeated")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    signal.signal(signal.SIGALRM, _hangs)
    bad = 0
    for kind in args.kind or sorted(ALL):
        count, failed = fuzz(kind, args.minutes * 60, random.Random(f"{args.seed} {kind}"))
        bad += failed
        print(f"{kind:12} {count:>8,} files, {failed} failed", flush=True)
    return 1 if bad else 0


def fuzz(kind: str, seconds: float, chosen: random.Random) -> tuple[int, int]:
    """How many edited files of a kind were read in the time, and how many of them failed."""
    end, count, failed = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        data = file_of(kind, edited(ALL[kind], chosen))
        count += 1
        signal.alarm(_HANGS)
        try:
            holds(read(data, Settings(max_page_bytes=5000)))
        except Exception:
            failed += 1
            FOUND.mkdir(exist_ok=True)
            name = FOUND / f"{kind.replace(' ', '-')}-{count}"
            name.write_bytes(data)
            name.with_suffix(".txt").write_text(traceback.format_exc(), encoding="utf-8")
        finally:
            signal.alarm(0)
    return count, failed


def edited(seed: bytes, chosen: random.Random) -> bytes:
    """The file with some of its bytes cut, repeated, changed or replaced by what tends to hurt."""
    data = bytearray(seed)
    for _ in range(chosen.randrange(1, 9)):
        at, length = chosen.randrange(len(data) + 1), chosen.randrange(60)
        match chosen.randrange(5):
            case 0:
                data[at : at + length] = chosen.choice(BITS)
            case 1:
                data[at:at] = data[at : at + length] * chosen.randrange(1, 4)
            case 2:
                del data[at : at + length]
            case 3:
                data[at : at + 1] = bytes([chosen.randrange(256)])
            case _:
                other = chosen.choice(list(ALL.values()))
                start = chosen.randrange(len(other) + 1)
                data[at:at] = other[start : start + length]
    return bytes(data[: chosen.randrange(len(data) + 1)] if chosen.randrange(3) == 0 else data)


def _hangs(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"not read in {_HANGS} seconds")


if __name__ == "__main__":
    raise SystemExit(main())
