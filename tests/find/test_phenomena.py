"""What wire copy does with reported speech: 27 phenomena, each with cases of its own (`cases`)."""

from __future__ import annotations

import pytest
from scripts.phenomena import PAGE, documented, table
from tests.find.cases import CASES, Case, found


def marks(case: Case) -> list[pytest.MarkDecorator]:
    """A case that is not met yet must fail, so that its mark goes with the mend."""
    return [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{phenomenon}: {name}", marks=marks(case))
        for phenomenon, cases in CASES.items()
        for name, case in cases.items()
    ],
)
def test_case(case: Case) -> None:
    assert found(case) == case["find"]


def test_all_phenomena_are_here() -> None:
    assert [int(name[:2]) for name in CASES] == list(range(1, 28))


@pytest.mark.parametrize("phenomenon", CASES)
def test_each_phenomenon_has_cases_of_both_kinds(phenomenon: str) -> None:
    look_alikes = [bool(case.get("look_alike")) for case in CASES[phenomenon].values()]
    assert len(look_alikes) >= 7 and look_alikes.count(True) >= 2 and look_alikes.count(False) >= 3


def test_docs_hold_the_table() -> None:
    assert documented(PAGE.read_text("utf-8"), table()) == PAGE.read_text("utf-8"), (
        "run: python scripts/phenomena.py --docs"
    )
