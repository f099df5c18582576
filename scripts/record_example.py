"""Write the bundled example's expected record again, or check it.

    python scripts/record_example.py            # after a change that is meant; review the diff like code
    python scripts/record_example.py --check    # exit 1 and name the first difference

The expected record is what `parley export --format jsonl` writes for `src/parley/example/pages`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import parley

EXAMPLE = Path(parley.__file__).parent / "example"
EXPECTED = EXAMPLE / "expected"


def export_example(out: Path) -> None:
    """Build the example in a fresh record and export it to `out`."""
    with (
        tempfile.TemporaryDirectory() as tmp,
        parley.build([EXAMPLE / "pages"], tmp, profile=EXAMPLE / "profile.toml") as record,
    ):
        record.export(out, "jsonl")


def differences(left: Path, right: Path) -> list[str]:
    """Files that differ, each with its first differing line."""
    out = []
    for name in sorted({p.name for p in (*left.glob("*.jsonl"), *right.glob("*.jsonl"))}):
        a, b = (
            (d / name).read_text(encoding="utf-8").split("\n") if (d / name).exists() else []
            for d in (left, right)
        )
        if a != b:
            at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            show = [lines[at][:300] if at < len(lines) else "(no such line)" for lines in (a, b)]
            out.append(
                f"{name}: {len(a)} expected, {len(b)} found; line {at + 1}\n  - {show[0]}\n  + {show[1]}"
            )
    return out


def main() -> int:
    os.environ["XDG_CONFIG_HOME"] = os.devnull  # the settings of whoever runs this must not change a figure
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        export_example(Path(tmp, "out"))
        if args.check:
            found = differences(EXPECTED, Path(tmp, "out"))
            print("\n".join(found) or "the example's record is as expected")
            return 1 if found else 0
        EXPECTED.mkdir(exist_ok=True)
        for old in EXPECTED.glob("*.jsonl"):
            old.unlink()
        for new in sorted(Path(tmp, "out").glob("*.jsonl")):
            (EXPECTED / new.name).write_bytes(new.read_bytes())
    print(f"wrote {EXPECTED}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
