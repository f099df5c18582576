"""Prints how many cases of each phenomenon of reported speech are met, as a table in Markdown.

    python scripts/phenomena.py [--mend] [--docs]

The cases are those of ``tests/find/phenomena``. With ``--mend`` the marks of cases that are met by now
are taken out of the files. With ``--docs`` the table is written into docs/statements.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.find.cases import CASES, FOLDER, Case, found

PAGE = Path(__file__).parents[1] / "docs" / "statements.md"
MARKS = ("<!-- phenomena -->", "<!-- end -->")


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


def table() -> str:
    """One row a phenomenon: its cases, the look-alikes among them, those not met and why."""
    rows = ["| phenomenon | cases | look-alikes among them | not met | why |", "|---|---|---|---|---|"]
    total: Counter[str] = Counter()
    for phenomenon, cases in CASES.items():
        failing = failures(cases)
        why = Counter(cases[name].get("fails", "NEW") for name in failing)
        reasons = "; ".join(f"{reason} {n}" if n > 1 else reason for reason, n in why.most_common())
        alike = sum(case.get("look_alike", False) for case in cases.values())
        row = {"cases": len(cases), "alike": alike, "failing": len(failing)}
        total.update(row)
        number, name = phenomenon.split("-", 1)
        rows.append(
            f"| {int(number)}. {name.replace('-', ' ')} | {' | '.join(map(str, row.values()))} | {reasons} |"
        )
    return "\n".join([*rows, f"| all | {' | '.join(map(str, total.values()))} | |"])


def failures(cases: Mapping[str, Case]) -> list[str]:
    """The names of the cases that are not met."""
    return [name for name, case in cases.items() if not met(case)]


def documented(page: str, rows: str) -> str:
    """The page with the table in its place."""
    before, _, rest = page.partition(MARKS[0])
    return f"{before}{MARKS[0]}\n{rows}\n{MARKS[1]}{rest.partition(MARKS[1])[2]}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mend", action="store_true", help="take out the marks of cases that are met")
    parser.add_argument("--docs", action="store_true", help="write the table into docs/statements.md")
    args = parser.parse_args()
    rows = table()
    print(rows)
    if args.mend:
        for phenomenon, cases in CASES.items():
            failing = failures(cases)
            mend(phenomenon, [name for name in cases if "fails" in cases[name] and name not in failing])
    if args.docs:
        PAGE.write_text(documented(PAGE.read_text("utf-8"), rows), "utf-8")


if __name__ == "__main__":
    main()
