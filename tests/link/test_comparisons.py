"""Values side by side: how they lie to each other, and that unlike things are not held against each other."""

from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_linked_agreements import PROFILE

import parley
from parley.dates import Date
from parley.link.comparisons import Value, bounds_of, pair_relation, relation_of
from parley.link.facts import unit_of


def number(low, high, qualifier, page="p1", source=None):
    shown = {"low": low, "high": high, "qualifier": qualifier, "unit": "person"}
    words = ({"document_id": page, "start": 0, "end": 3, "quote": "300"},)
    vague = qualifier == "vague"
    return Value(shown, bounds_of(shown), None, vague, source, page, page, words, None)


def day(edtf, page="p1"):
    words = ({"document_id": page, "start": 0, "end": 3, "quote": "May"},)
    return Value(edtf, None, Date.of(edtf, "text"), False, None, page, page, words, None)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ((1000, None, "at_least"), (1200, 1200, "exact"), "compatible"),
        ((1000, None, "at_least"), (900, 900, "exact"), "different"),
        ((300, 300, "exact"), (300, 300, "exact"), "same"),
        ((300, 300, "exact"), (301, 301, "exact"), "different"),
        ((300, 300, "about"), (310, 310, "exact"), "compatible"),
        ((10000, None, "vague"), (100000, None, "vague"), "different"),
        ((10000, None, "vague"), (40000, 40000, "exact"), "compatible"),
        ((None, 50, "at_most"), (60, 60, "exact"), "different"),
        ((100, 150, "range"), (120, 120, "exact"), "compatible"),
    ],
)
def test_how_two_numbers_lie_to_each_other(a, b, relation):
    assert pair_relation(number(*a), number(*b)) == relation
    assert pair_relation(number(*b), number(*a)) == relation


def test_dates_and_several_values():
    assert pair_relation(day("2031-06-03"), day("2031-06-03")) == "same"
    assert pair_relation(day("2031-06-03"), day("2031-06")) == "compatible"
    assert pair_relation(day("2031-06-03"), day("2031-06-05")) == "different"
    exact, more, other = number(5, 5, "exact"), number(4, None, "at_least"), number(9, 9, "exact")
    assert relation_of([exact, exact]) == "same"
    assert relation_of([exact, more]) == "compatible"
    assert relation_of([exact, more, other]) == "different"


@given(
    st.lists(
        st.sampled_from([(5, 5, "exact"), (4, None, "at_least"), (9, 9, "about")]), min_size=2, max_size=5
    )
)
def test_the_relation_does_not_hang_on_the_order(rows):
    values = [number(*row) for row in rows]
    assert relation_of(values) == relation_of(values[::-1])


def page(day, sentence, second="Officials of Tavria and Morvania met in Velm."):
    return f"VELM, {day}, 2031 - {sentence}\n\n{second} Tavria and Morvania trade coal and salt.\n"


def compared(tmp_path, *pages):
    (tmp_path / "pages").mkdir(parents=True)
    (tmp_path / "straits.toml").write_text(PROFILE, encoding="utf-8")
    for n, text in enumerate(pages):
        (tmp_path / "pages" / f"{n}.txt").write_text(text, encoding="utf-8")
    with closing(
        parley.build([tmp_path / "pages"], tmp_path / "rec", profile=tmp_path / "straits.toml", workers=1)
    ) as record:
        assert not record.verify().mismatches
        return [(row["relation"], row["slot"]["scope"]) for row in record.iterate("comparisons")]


def test_magnitudes_of_one_war_are_held_against_each_other(tmp_path):
    assert compared(
        tmp_path,
        page("June 3", "Tens of thousands have been killed since Tavria invaded Morvania, sparking a war."),
        page(
            "September 9",
            f"Hundreds of thousands of {KILLED}",
        ),
    ) == [("different", "war")]


def test_what_is_said_on_a_weekday_of_a_whole_war_is_its_toll(tmp_path):
    one = page("June 3", "At least 900 people have been killed since the war began.")
    other = page("June 4", "Tavria said on Tuesday that 870 people had been killed since the war began.")
    assert compared(tmp_path, one, other) == [("different", "up to 2031-06-04")]


def test_of_the_people_of_a_state_pages_that_share_one_state_tell_of_one_war(tmp_path):
    words = "Marenza wrote to Marenza's envoy. Marenza waits. Marenza is silent."
    one = page("June 3", "So far 40 Morvanians have been killed in the war.")
    other = (
        f"VELM, June 4, 2031 - So far 52 Morvanians have been killed in the war with Morvania.\n\n{words}\n"
    )
    assert compared(tmp_path, one, other) == [("different", "up to 2031-06-04")]
    both = [text.replace("Morvanians", "people") for text in (one, other)]
    assert compared(tmp_path / "people", *both) == []


KILLED = "people have been killed since the war began."
UNLIKE = {
    "another thing": (
        "Tens of thousands have been killed since the war began.",
        "Hundreds of thousands have been displaced since the war began.",
    ),
    "single attacks": (
        f"At least 20 {KILLED}",
        "At least 90 people have been killed in attacks since the war began.",
    ),
    "months apart": (f"At least 2,000 {KILLED}", f"At least 9,000 {KILLED}"),
    "what may be": (
        f"Tens of thousands of {KILLED}",
        "Hundreds of thousands could be killed since the war began.",
    ),
    "no war": ("Tens of thousands were killed.", "Hundreds of thousands were killed."),
}


@pytest.mark.parametrize(("one", "other"), UNLIKE.values(), ids=UNLIKE)
def test_unlike_things_are_not(tmp_path, one, other):
    assert compared(tmp_path, page("June 3", one), page("September 9", other)) == []


def test_what_two_sides_claim_of_one_deed_is_compared(tmp_path):
    both = "Tavria says that 31 people were killed on the quay. Morvania insists that 12 soldiers died."
    assert [relation for relation, _ in compared(tmp_path, page("June 5", both))] == ["different"]


def test_what_each_side_claims_of_another_place_is_not(tmp_path):
    both = (
        "Tavria says that 31 people were killed in Ostrel. Morvania says that two people were killed in Velm."
    )
    assert compared(tmp_path, page("June 5", both)) == []


def test_a_day_is_no_place_where_both_were(tmp_path):
    one = page("June 9", "Forces of Morvania killed 31 civilians from Tavria on Saturday.")
    other = page(
        "June 9", "Forces of Morvania killed 12 civilians from Tavria on Saturday.", "The envoys left Ostrel."
    )
    assert compared(tmp_path, one, other) == []


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("people", "person"),
        ("person killed", "person"),
        ("young people", "young person"),
        ("killed", "person"),
        ("Tavrian troops", "tavrian soldier"),
        ("soldiers dead", "soldiers"),
    ],
)
def test_that_they_came_to_harm_is_no_part_of_what_is_counted(unit, name):
    assert unit_of(unit) == name
