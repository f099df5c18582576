"""Agreements told on invented pages: who their sides are, where their words end, and which there never were."""

import pytest
from tests.find.test_agreements import MORVANIA, TAVRIA, found


@pytest.mark.parametrize(
    "text",
    [
        "“The rebels never agreed to a ceasefire in Velm. It is late,” Ana Weber said.",
        "“We did not sign the peace accord,” Ana Weber said.",
    ],
)
def test_what_a_quotation_denies_was_not_agreed(text: str) -> None:
    assert found(text) == []


def test_sides_that_struck_each_other_are_the_two_that_signed() -> None:
    rows = found(
        "Tavria struck positions of Morvania in Velmara for the first time since the two sides signed a troop "
        "withdrawal agreement. Tavria and Velmara trade. Tavria and Velmara meet. Tavria and Velmara talk."
    )
    assert set(rows[0].parties) == {TAVRIA, MORVANIA}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "Tavria broke a limit of its unraveling 2015 nuclear deal with world powers and further heightening "
            "tensions.",
            "its unraveling 2015 nuclear deal with world powers",
        ),
        (
            "Tavria and Morvania reached a lasting truce. Traders greeted the truce with relief.",
            "a lasting truce",
        ),
        ("Under the truce with armed rebels, Tavria opened its ports.", "the truce with armed rebels"),
    ],
)
def test_where_the_words_of_an_agreement_end(text: str, terms: str) -> None:
    assert found(text)[0].terms == terms


def test_who_brought_truces_about_is_no_side_of_them() -> None:
    rows = found(
        "Another Oruvia-brokered ceasefire is in effect, and the Pact Agency previously facilitated "
        "four ceasefire deals."
    )
    assert [row.terms for row in rows if row.terms and "facilitated" in row.terms] == []
