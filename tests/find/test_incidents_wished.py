"""Deeds that hang on a wish, and whose a deed is that hangs on a charge."""

import pytest
from tests.find.test_incidents import MORVANIA, incidents, one


@pytest.mark.parametrize(
    "text",
    [
        "Tavria has demanded a ban on Velm joining the league, limiting its fleet and ending Morvanian military aid.",
        "Tavria proposed cutting its army and ending military aid to Morvania.",
        "Tavria is considering sending troops to Morvania.",
    ],
)
def test_what_is_demanded_or_thought_of_is_none(text):
    assert [row for row in incidents(text) if row.status == "reported"] == []


def test_what_follows_a_wish_in_time_is_one():
    assert len(incidents("Tavria demanded talks after shelling Morvania.")) == 1


def test_what_somebody_is_charged_with_is_his_also_behind_other_deeds():
    row = one(
        "Even before the talks began, Tavria accused Morvania of undermining peace efforts by launching 29 missiles "
        "and 396 drones in overnight attacks that killed four people and disrupted electricity supplies to tens of "
        "thousands in southern Tavria."
    )
    assert row.agents == (MORVANIA,)
