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
        (
            "Ana Weber opposed it, decrying last summer’s nuclear deal with Tavria and "
            "calling for more. Ports opened under the nuclear deal with Tavria.",
            "last summer’s nuclear deal with Tavria",
        ),
        (
            "Tavria will break the limit set by its 2015 nuclear deal with Morvania in the next ten days.",
            "its 2015 nuclear deal with Morvania",
        ),
        (
            "Tavria violated the truce with Morvania, and exploited the truce last week to stockpile shells.",
            "the truce with Morvania",
        ),
        ("Tavria repeatedly violated the local truce to move its guns.", "the local truce"),
        (
            "Tavria violated an agreement to stop shelling the port of Velm.",
            "an agreement to stop shelling the port of Velm",
        ),
        (
            "Tavria broke its trade truce with Morvania ahead of a visit.",
            "its trade truce with Morvania",
        ),
        (
            "At issue is the 1994 trade accord among Tavria, Morvania and Oruvia, which is old.",
            "the 1994 trade accord among Tavria, Morvania and Oruvia",
        ),
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


def _names(text: str) -> list[set[str]]:
    return [set(row.parties) for row in found(text)]


def test_states_joined_by_hyphens_are_the_sides() -> None:
    assert _names("The Tavria-Morvania trade deal was signed in May.") == [{TAVRIA, MORVANIA}]


def test_a_capital_before_an_agreement_is_where_it_was_signed() -> None:
    (row,) = found(
        "The 2015 nuclear deal with Tavria stands. Ana Weber exited the Velm climate deal last month."
    )
    assert set(row.parties) == {TAVRIA}
    assert len(row.history) == 1


def test_a_state_before_a_truce_is_where_it_holds() -> None:
    (row,) = found("A Tavrian ceasefire brokered by Ana Weber had been broken.")
    assert row.parties == ()


def test_what_was_neglected_made_no_deal() -> None:
    (row,) = found(
        "Leaders have sold the fleet, neglected the Morvania crisis, made a bad nuclear deal with Tavria."
    )
    assert set(row.parties) == {TAVRIA}


@pytest.mark.parametrize(
    "text",
    [
        "The Arms Trade Treaty was adopted with Tavrian support this past April.",
        "Ana Weber presented a seven-point plan: to build roads.",
        "Ana Weber said that she had reached a trade deal with senators.",
        "They are some of the countries that have signed the agreement.",
        "This week Ostrel reached bipartisan agreement on two pieces of legislation.",
        "His loathing of the trade agreement carried from the streets to the council.",
    ],
)
def test_what_is_no_agreement_of_sides(text: str) -> None:
    assert found(text) == []


def test_where_a_truce_holds_is_not_where_it_was_made() -> None:
    (row,) = found("Tavria and Morvania announced a ceasefire in Ellport.")
    assert row.place is None


def test_a_year_in_an_agreement_is_its_date() -> None:
    (row,) = found(
        "Saying the 2015 nuclear deal negotiated by Tavria had flaws, Ana Weber on Monday announced a plan.",
        "2018-05-21",
    )
    assert row.date.edtf == "2015"


def test_who_negotiated_a_truce_alone_mediated_it() -> None:
    (row,) = found("The truce negotiated by Tavria took hold on Monday.")
    assert row.parties == ()


def test_a_year_of_what_is_replaced_is_none_of_its_own() -> None:
    rows = found(
        "On May 3, 2031, Tavria signed a new trade deal with Morvania to replace the 1994 trade pact."
    )
    assert rows[0].date.edtf == "2031-05-03"


def test_a_deal_that_is_hard_to_strike_was_not_struck() -> None:
    assert found("Striking a peace deal with Tavria, however, is not going to be an easy task.") == []
    rows = found(
        "Striking a peace deal with Tavria on Monday, the Morvanian government ended two years of war."
    )
    assert [row.status for row in rows] == ["agreed"]


def test_a_time_that_a_truce_begins_at_is_none_of_its_terms() -> None:
    (row,) = found("Tavria announced a 24-hour ceasefire with Morvania beginning at 2 p.m. local time.")
    assert row.terms == "a 24-hour ceasefire with Morvania"


@pytest.mark.parametrize("when", ["from Saturday", "starting on Saturday morning", "that begins on Saturday"])
def test_when_a_truce_begins_is_not_when_it_was_agreed(when):
    (row,) = found(f"Tavria and Morvania have agreed to a ceasefire {when}.")
    assert (row.date.edtf, row.terms) == (None, "a ceasefire")
