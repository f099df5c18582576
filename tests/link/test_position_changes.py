"""How a side's position on an issue changes from page to page."""

import pytest

from pages_made import Listed
from parley.builder import build
from parley.pipeline import Reader
from parley.records import Page
from parley.settings import Settings
from parley.store import open_store
from profiles_made import profile_of, state

PROFILE = profile_of(
    "strait",
    state("Tavria", "XTA", "Tavrian", "Ostrel", role=None),
    state("Morvania", "XMO", "Morvanian", "Velm", role=None),
    state("Sundria", "XSU", "Sundrian", "Kalme", role=None),
)


@pytest.fixture
def changes(tmp_path):
    """(content, change, content of what it follows) of each position of some dated texts, in order of their days."""
    (tmp_path / "strait.toml").write_text(PROFILE, encoding="utf-8")

    def read(*dated):
        pages = [
            Page(
                f"{n}.txt",
                f"{n}.txt",
                text.encode(),
                "text/plain",
                "utf-8",
                {"published": day} if day else {},
            )
            for n, (day, text) in enumerate(dated)
        ]
        store = open_store(tmp_path / "record.sqlite", create=True)
        try:
            build(store, Reader(Settings(workers=1, profile=str(tmp_path / "strait.toml"))), [Listed(*pages)])
            with store.view() as view:
                rows = list(view.entries("positions"))
                assert all("change" not in row for row in view.entries("positions", linked=False))
        finally:
            store.close()
        words = {row["id"]: row["content"] for row in rows} | {None: None}
        return [(row["content"], row["change"], words[row["follows"]]) for row in rows]

    return read


def test_what_only_points_back_is_neither_new_nor_held_against_others(changes):
    found = changes(
        ("2031-06-02", "Velm wants Tavria to cede the valley. Tavria rejects the demand."),
        ("2031-06-05", "Tavria has rejected any withdrawal of its troops from the valley."),
        ("2031-06-09", "Velm wants Tavria to cede the valley. Tavria rejected such demands."),
    )
    told = {content: change for content, change, _ in found}
    assert told["the demand"] is told["such demands"] is None
    assert told["any withdrawal of its troops from the valley"] == "new"


def test_the_first_is_new_and_what_is_said_again_is_repeated(changes):
    assert changes(
        ("2031-06-02", "Velm wants Tavria to cede the valley."),
        ("2031-06-09", "Velm has demanded that Tavria cede the valley."),
    ) == [
        ("Tavria to cede the valley", "new", None),
        ("Tavria cede the valley", "repeated", "Tavria to cede the valley"),
    ]


def test_a_demand_behind_an_offer_is_harder_and_consent_behind_a_refusal_softer(changes):
    assert [row[1] for row in changes(
        ("2031-06-02", "Velm has rejected a ceasefire."),
        ("2031-06-09", "Velm is ready to accept a ceasefire."),
        ("2031-06-16", "Velm has threatened to end the ceasefire."),
    )] == ["new", "softened", "hardened"]  # fmt: skip


def test_what_is_refused_is_held_against_what_was_refused(changes):
    assert changes(
        (
            "2031-06-02",
            "Ostrel has rejected any withdrawal of its troops. Ostrel is ready to discuss the border line.",
        ),
        ("2031-06-09", "Ostrel has ruled out any withdrawal of its troops."),
    )[-1] == ("any withdrawal of its troops", "repeated", "any withdrawal of its troops")


def test_what_is_given_up_is_withdrawn(changes):
    assert [row[1] for row in changes(
        ("2031-06-02", "Velm has demanded security guarantees from Tavria."),
        ("2031-06-09", "Velm dropped its demand for security guarantees."),
    )] == ["new", "withdrawn"]  # fmt: skip


def test_another_side_or_another_issue_is_a_beginning_of_its_own(changes):
    assert [row[1] for row in changes(
        ("2031-06-02", "Velm has rejected a ceasefire."),
        ("2031-06-09", "Ostrel has rejected a ceasefire."),
        ("2031-06-16", "Velm has rejected new sanctions."),
    )] == ["new", "new", "new"]  # fmt: skip


def test_where_a_page_bears_no_date_nothing_is_told(changes):
    rows = changes(
        ("2031-06-02", "Velm has rejected a ceasefire."), (None, "Velm is ready to accept a ceasefire.")
    )
    assert [row[1] for row in rows] == [None, None]


def test_two_of_one_day_follow_neither_the_other(changes):
    rows = changes(
        ("2031-06-02", "Velm has rejected a ceasefire."),
        ("2031-06-02", "Velm is ready to accept a ceasefire."),
    )
    assert [row[1] for row in rows] == ["new", "new"]


def test_another_thing_on_the_same_issue_is_no_change(changes):
    rows = changes(
        ("2031-06-02", "Velm has rejected talks on Tavrian soil."),
        ("2031-06-09", "Velm has rejected a third envoy at the talks' table."),
        ("2031-06-16", "Velm has rejected talks on the soil of Tavria."),
    )
    assert rows[0][1] == "new"
    assert (rows[1][1], rows[1][2]) == (None, None)
    assert rows[2][1] == "repeated"
    assert rows[2][2] == rows[0][0]


def test_who_wanted_a_thing_and_now_consents_to_it_has_not_given_way(changes):
    assert [row[1:] for row in changes(
        ("2031-06-02", "Velm has demanded a ceasefire in the valley."),
        ("2031-06-09", "Velm is ready to accept a ceasefire in the valley."),
    )] == [("new", None), (None, None)]  # fmt: skip


def test_to_refuse_a_deal_without_a_thing_is_no_softer_than_to_demand_it(changes):
    rows = changes(
        ("2031-06-02", "Velm has demanded security guarantees from Tavria."),
        ("2031-06-09", "Velm said it would not sign a deal without security guarantees from Tavria."),
    )
    assert "softened" not in [row[1] for row in rows]


def test_the_last_word_counts_of_whatever_kind(changes):
    assert changes(
        ("2031-06-02", "Velm has rejected a ceasefire in the valley."),
        ("2031-06-09", "Velm is ready to accept a ceasefire in the valley."),
        ("2031-06-16", "Velm has rejected a ceasefire in the valley."),
    )[-1][1:] == ("hardened", "to accept a ceasefire in the valley")


def test_consent_to_a_blow_is_not_held_against_consent_to_its_end(changes):
    rows = changes(
        ("2031-06-02", "Velm is ready to lift its sanctions on Tavrian ships."),
        ("2031-06-09", "Velm has agreed to keep its sanctions on Tavrian ships."),
    )
    assert rows[-1][1] is None


def test_what_is_wanted_of_two_others_is_two_things(changes):
    rows = changes(
        ("2031-06-02", "Velm has demanded security guarantees from Tavria."),
        ("2031-06-09", "Velm has demanded security guarantees from Sundria."),
        ("2031-06-16", "Velm has demanded security guarantees from Tavria."),
    )
    assert [row[1] for row in rows] == ["new", None, "repeated"]


def test_who_proposes_what_he_refused_has_given_way(changes):
    assert [row[1] for row in changes(
        ("2031-06-02", "Velm has rejected a truce."), ("2031-06-09", "Velm has proposed a truce of ten days.")
    )] == ["new", "softened"]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (
            "Velm has called for a truce of 10 days in the valley.",
            "Velm has called for a truce of 30 days in the valley.",
        ),
        (
            "Velm has called for a truce of 10 days in the valley.",
            "Velm has called for an open-ended truce in the valley.",
        ),
        ("Velm has demanded partial sanctions relief.", "Velm has demanded complete sanctions relief."),
        (
            "Velm has agreed to a cease-fire along the coast.",
            "Velm has agreed to a cease-fire of the fleets.",
        ),
    ],
)
def test_more_or_less_of_a_thing_is_no_repetition(changes, first, then):
    rows = changes(("2031-06-02", first), ("2031-06-09", then))
    assert rows[-1][1] != "repeated"


def test_what_was_said_long_before_is_not_said_again(changes):
    rows = changes(
        ("2029-06-02", "Velm wants Tavria to cede the valley."),
        ("2031-06-09", "Velm wants Tavria to cede the valley."),
    )
    assert [row[1] for row in rows] == ["new", None]


def test_what_was_said_years_before_is_no_turn(changes):
    assert [row[1:] for row in changes(
        ("2028-06-02", "Velm has rejected a ceasefire."), ("2031-06-09", "Velm is ready to accept a ceasefire.")
    )] == [("new", None), (None, None)]  # fmt: skip


def test_one_word_of_several_is_no_turn(changes):
    rows = changes(
        ("2031-06-02", "Velm has rejected the withdrawal of its troops from the coast."),
        ("2031-06-09", "Velm is ready to accept patrols of neutral boats along the coast."),
    )
    assert {row[1] for row in rows} <= {"new", None}


def test_a_threat_to_strike_is_no_turn_from_talks_about_the_same_arms(changes):
    rows = changes(
        ("2031-06-02", "Velm has threatened to fire its nuclear missiles."),
        ("2031-06-09", "Velm is ready to begin talks on its nuclear missiles."),
    )
    assert rows[-1][1] is None


def test_what_only_a_condition_names_is_not_what_it_is_about(changes):
    rows = changes(
        ("2031-06-02", "Velm has offered to curb its nuclear program."),
        ("2031-06-09", "Velm has threatened to strike if Tavria scraps the deal on its nuclear program."),
    )
    assert rows[-1][1] != "hardened"


def test_what_was_said_more_than_a_year_before_is_no_turn(changes):
    rows = changes(
        ("2030-03-02", "Velm has rejected a ceasefire."),
        ("2031-06-09", "Velm is ready to accept a ceasefire."),
    )
    assert rows[-1][1] is None
