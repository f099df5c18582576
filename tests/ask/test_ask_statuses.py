"""Meetings and agreements of the status and the round that a question names, and of no other."""

import datetime as dt

import pytest

import parley
from profiles_made import profile_of, state

PAGES = {
    "a.txt": """Round put off

LORN, May 2, 2031 - The first round of talks between Tavria and Morvania was held in Ostrel on April 12.

The second round of talks between Tavria and Morvania was cancelled on Friday. It was due in Ostrel on May 9.

The third round of talks between Tavria and Morvania is planned for June 20 in Velm, officials said on Friday.
""",
    "b.txt": """Truce signed

LORN, May 3, 2031 - Tavria and Morvania signed a prisoner exchange agreement in Ostrel on Saturday.

Tavria accused Morvania of violating the ceasefire agreement.
""",
}
PROFILE = profile_of(
    "river", state("Tavria", "XTA", "Tavrian", "Lorn"), state("Morvania", "XMO", "Morvanian")
)


@pytest.fixture(scope="module")
def river(tmp_path_factory):
    folder = tmp_path_factory.mktemp("river")
    (folder / "pages").mkdir()
    for name, text in PAGES.items():
        (folder / "pages" / name).write_text(text, encoding="utf-8")
    (folder / "river.toml").write_text(PROFILE, encoding="utf-8")
    with parley.build([folder / "pages"], folder / "record", profile=folder / "river.toml") as record:
        yield record


def titles(record, question, **more):
    return [item["title"] for item in record.ask(question, limit=None, **more)["items"]]


@pytest.mark.parametrize("number, word", [(1, "first"), (3, "third"), (3, "3rd")])
def test_a_round_is_the_one_of_that_number(river, number, word):
    found = titles(river, f"When is the {word} round of talks?")
    assert found and all(f"round {number}" in title for title in found)


def test_a_round_that_no_page_tells_of_is_not_stated(river):
    answer = river.ask("Where was the fifth round held?")
    assert not answer["stated"] and all("round" in item["title"] for item in answer["not_stated"]["near"])


@pytest.mark.parametrize("question", ["Which talks were cancelled?", "Was the round of talks cancelled?"])
def test_talks_that_were_cancelled(river, question):
    found = titles(river, question)
    assert found and all("cancelled" in title for title in found)


def test_where_none_was_postponed_none_is_shown(river):
    assert not river.ask("Which talks were postponed?")["stated"]


def test_talks_that_took_place(river):
    found = titles(river, "Which talks took place?")
    assert found and all("round 1" in title for title in found)


def test_what_will_be_held_is_planned_and_not_over(river):
    assert all("round 3" in t for t in titles(river, "Where will the talks be held?"))
    assert titles(river, "Where will the talks be held?")
    assert not titles(river, "Where will the talks be held?", today=dt.date(2031, 6, 21))


def test_signed_is_what_pages_say_was_signed(river):
    found = river.ask("Which agreements were signed?")["items"]
    assert [item["title"].split(" between")[0] for item in found if item["kind"] == "agreements"] == [
        "Prisoner exchange"
    ]


def test_violated_is_told_with_who_says_so(river):
    answer = river.ask("Has the ceasefire been violated?")
    assert [item["facts"][0]["value"] for item in answer["items"]] == ["violated, according to Tavria"]
    assert not river.ask("Has the ceasefire collapsed?")["stated"]


def test_only_what_is_violated_answers_whether_it_is(example):
    with example.view() as view:
        broken = {
            row["id"]
            for row in view.links("agreements")
            if "violated" in {row["status"], *(step["status"] for step in row["history"])}
        }
    found = example.ask("Has the truce been violated?", limit=None)["items"]
    assert found and {item["id"] for item in found} <= broken


def test_the_last_round_is_the_last_that_took_place(example):
    titles_in_order = titles(example, "When was the last round of talks?")
    assert "round 4" in titles_in_order[0] and not any("(proposed)" in title for title in titles_in_order)


def test_an_exchange_is_no_ceasefire(example):
    answer = example.ask("Was the exchange carried out?")
    near = answer["items"] or answer["not_stated"]["near"]
    assert near and all("xchange" in item["title"] for item in near)


def test_what_sets_a_round_in_time_is_told_as_left_out(example):
    assert example.ask("Which talks came before the second round?")["understood"]["unread"] == ["before"]
    assert example.ask("Where was the second round?")["understood"]["unread"] == []
