"""Prints how many cases of each phenomenon of reported speech are met, as a table in Markdown.

    python scripts/phenomena.py [--mend]

The cases are those of ``tests/find/phenomena``. With ``--mend`` the marks of cases that are met by now
are taken out of the files.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.find.cases import CASES, FOLDER, Case, found


def met(case: Case) -> bool:
    return found(case) == case["find"]


def mend(phenomenon: str, names: list[str]) -> None:
    """Takes the marks of these cases out of the phenomenon's file."""
    file = FOLDER / f"{phenomenon}.toml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    heads = {f'["{name}"]\n' for name in names}
    kept = [
        s for before, s in zip(["", *lines], lines, strict=False) if before not in heads or s[:5] != "fails"
    ]
    file.write_text("".join(kept), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mend", action="store_true", help="take out the marks of cases that are met")
    args = parser.parse_args()
    print("| phenomenon | cases | look-alikes among them | not met | why |\n|---|---|---|---|---|")
    total: Counter[str] = Counter()
    for phenomenon, cases in CASES.items():
        failing = [name for name, case in cases.items() if not met(case)]
        why = Counter(cases[name].get("fails", "NEW") for name in failing)
        reasons = "; ".join(f"{reason} {n}" if n > 1 else reason for reason, n in why.most_common())
        alike = sum(case.get("look_alike", False) for case in cases.values())
        row = {"cases": len(cases), "alike": alike, "failing": len(failing)}
        total.update(row)
        number, name = phenomenon.split("-", 1)
        print(
            f"| {int(number)}. {name.replace('-', ' ')} | {' | '.join(map(str, row.values()))} | {reasons} |"
        )
        if args.mend:
            mend(phenomenon, [name for name in cases if "fails" in cases[name] and name not in failing])
    print(f"| all | {' | '.join(map(str, total.values()))} | |")


if __name__ == "__main__":
    main()
