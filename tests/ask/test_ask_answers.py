"""Answers of the bundled example: rows of the record, cited, or "not stated"."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import parley
from parley.ask.tokens import stem, tokens
from parley.errors import UsageError
from profiles_made import profile_of, state

KINDS = {
    "statements", "positions", "figures", "incidents", "meetings", "agreements", "timeline", "comparisons", "actors",
}  # fmt: skip


def test_an_answer_is_made_of_rows_of_the_record(example):
    answer = example.ask("What did Ommand say about the truce?")
    assert answer["stated"] and answer["not_stated"] is None
    for item in answer["items"]:
        row = example.show(item["id"])["entry"]
        assert row["speaker"]["name"] == "Beshir Ommand"
        assert "truce" in row["content"].lower() or "ceasefire" in row["about"]


@pytest.mark.parametrize(
    "question",
    [
        "What did Oruvia say about a ceasefire?",
        "What is Oruvia's position on territory?",
        "How has Oruvia's position on territory changed?",
        "Where do Velmara and Oruvia disagree?",
        "Who led the Velmaran delegation in Alvero?",
        "What was agreed in Vintersund?",
        "How many prisoners were exchanged?",
        "Which attacks did Oruvia carry out?",
        "What happened in July 2031?",
        "Who is Beshir Ommand?",
        "What is known about the Ishel dam?",
        "What do sources disagree about?",
    ],
)
def test_every_quotation_stands_in_its_page(example, question):
    answer = example.ask(question)
    assert answer["items"]
    texts = {row["id"]: row["text"] for row in example.documents()}
    for item in answer["items"]:
        assert item["kind"] in KINDS and item["quotes"], item
        for piece in item["quotes"]:
            text = texts[piece["document_id"]]
            assert text[piece["start"] : piece["end"]] == piece["quote"]
            page = answer["pages"][piece["document_id"]]
            assert page["url"] and set(page) == {"id", "outlet", "title", "day", "url"}


def test_rows_shown_folded_and_left_are_all_that_answer(example):
    short = example.ask("What did Kalvets say?", limit=2)
    whole = example.ask("What did Kalvets say?", limit=None)
    assert len(short["items"]) == 2
    assert short["totals"] == whole["totals"]
    assert whole["more"] == 0
    told = sum(1 + len(item["same"]) for item in short["items"])
    assert (
        told + short["more"]
        == short["totals"]["statements"]
        == example.count("statements", speaker="Kalvets")
    )


def test_what_no_page_states_is_said_to_be_so_with_what_is_near(example):
    answer = example.ask("What did Kalvets say about whales?")
    assert not answer["stated"] and answer["items"] == []
    missing = answer["not_stated"]
    assert missing["text"] == "not stated in these documents"
    assert missing["looked_for"] == "statements by Yuri Kalvets, about: whales"
    held = {row["what"]: row["count"] for row in missing["held"]}
    assert held == {"statements by Yuri Kalvets": example.count("statements", speaker="Kalvets")}


def test_near_rows_say_what_they_lack(example):
    answer = example.ask("What did Ommand say about whales and the truce?")
    assert not answer["stated"]
    assert [item["lacks"] for item in answer["not_stated"]["near"]]
    assert all(item["lacks"] == ["whales"] for item in answer["not_stated"]["near"])


def test_who_is_on_no_page_is_named(example):
    missing = example.ask("What did France say about peacekeepers?")["not_stated"]
    assert missing["absent"] == ["France"]


def test_a_yes_or_no_question_is_answered_by_rows(example):
    answer = example.ask("Did Oruvia reject a ceasefire?")
    assert answer["understood"]["yes_or_no"]
    assert {item["kind"] for item in answer["items"]} <= {"positions", "statements"}
    assert all(
        item["does"].split(",")[0] in ("rejects", "denies", "rejected", "denied") for item in answer["items"]
    )


def test_heads_are_those_of_the_side_that_is_asked_about(example):
    answer = example.ask("Who led the Oruvian delegation in Alvero in April 2031?")
    first = answer["items"][0]
    assert "Beshir Ommand (Oruvia), head" in first["facts"][0]["value"]


def test_a_meeting_without_the_fact_does_not_answer(example):
    answer = example.ask("Who mediated the talks in Rosenvik?")
    assert not answer["stated"]


def test_dates_hold(example):
    answer = example.ask("What did Oruvia say since 1 October 2031?", limit=None)
    assert answer["items"]
    may_be = {row["id"]: row for row in example.statements(party="Oruvia", since="2031-10-01")}
    shown = {i for item in answer["items"] for i in (item["id"], *item["same"])}
    assert shown < may_be.keys() and answer["undated"] == len(may_be) - len(shown)
    own = {i for i, row in may_be.items() if (row["date"]["earliest"] or "") >= "2031-10-01"}
    assert own <= shown


@pytest.mark.parametrize(
    "question", ["What happened in 2032?", "Which attacks did Oruvia carry out in September 2031?"]
)
def test_what_only_may_be_of_the_time_does_not_answer(example, question):
    answer = example.ask(question)
    assert not answer["stated"]
    missing = answer["not_stated"]
    assert missing["held"][0]["count"] == answer["undated"] > 0
    assert all(item["lacks"] == ["a day surely then"] for item in missing["near"]) and missing["near"]


def test_a_day_within_the_time_answers(example):
    answer = example.ask("What happened last week?")
    assert answer["items"] and all("2031-10-27" <= item["sort"] <= "2031-11-02" for item in answer["items"])


def test_relative_dates_are_counted_from_the_last_page_unless_told_otherwise(example):
    told = example.ask("What did Asquiel say last week?")["understood"]
    assert (told["since"], told["until"], told["counted_from"]) == ("2031-10-27", "2031-11-02", "2031-11-04")
    told = example.ask("What did Asquiel say last week?", today=dt.date(2031, 6, 12))["understood"]
    assert (told["since"], told["counted_from"]) == ("2031-06-02", "2031-06-12")


def test_an_outlet_holds(example):
    answer = example.ask("What did Ommand say, according to Tessary Today?", limit=None)
    outlets = {
        answer["pages"][piece["document_id"]]["outlet"] for i in answer["items"] for piece in i["quotes"]
    }
    assert outlets == {"Tessary Today"}


def test_two_sides_stand_under_each_issue(example):
    answer = example.ask("Where do Velmara and Oruvia disagree?", limit=None)
    by_issue = {}
    for item in answer["items"]:
        by_issue.setdefault(item["heading"], []).append(item["who"])
    assert by_issue and all(set(sides) == {"Oruvia", "Velmara"} for sides in by_issue.values())
    told = sum(1 + len(item["same"]) for item in answer["items"])
    assert (answer["more"], told) == (0, answer["totals"]["positions"])
    short = example.ask("Where do Velmara and Oruvia disagree?", limit=4)
    assert {item["heading"] for item in short["items"]} == set(by_issue) and short["more"]


def test_sources_that_say_the_same_do_not_disagree(example):
    answer = example.ask("What do sources disagree about?", limit=None)
    assert {item["does"] for item in answer["items"]} == {"different"}
    with example.view() as view:
        differ = {row["id"] for row in view.links("comparisons") if row["relation"] == "different"}
    assert {item["id"] for item in answer["items"]} == differ


def test_positions_over_time_stand_in_order(example):
    answer = example.ask("How has Oruvia's position on territory changed?", limit=None)
    sorts = [item["sort"] for item in answer["items"]]
    assert len(sorts) > 1 and sorts == sorted(sorts)


def test_other_forms_of_a_word_are_found(example):
    one = example.ask("What was said about peacekeeping?")
    other = example.ask("What was said about peacekeepers?")
    assert one["totals"] == other["totals"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("peacekeepers", "peacekeeping", True),
        ("territory", "territorial", True),
        ("strikes", "struck", True),
        ("sanctions", "sanctioned", True),
        ("election", "electricity", False),
        ("minister", "ministry", False),
    ],
)
def test_stems(one, other, same):
    assert (stem(one) == stem(other)) is same


def test_tokens_stand_where_they_are_written():
    text = "What did Velmara's envoy say to the U.S. about “grain deals”?"
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
    assert [t.text for t in tokens(text)][2:4] == ["Velmara", "'s"]
    assert [t.text for t in tokens(text) if t.quoted] == ["grain", "deals"]


@pytest.mark.parametrize("question", ["NOT (", "Kyiv's", "1,000-for-1,000", "a" * 5000, "\0\ud800 x", "why?"])
def test_any_text_is_a_question(example, question):
    answer = example.ask(question)
    assert answer["stated"] == bool(answer["items"])


@pytest.mark.parametrize("question", ["", " ", "?", "???", "“", '"', ",", "\0\ud800"])
def test_what_holds_no_word_is_no_question(example, question):
    with pytest.raises(UsageError, match="a question without a word"):
        example.ask(question)


def test_a_question_that_asks_for_nothing_has_not_all_the_record_as_answer(example):
    assert not example.ask("Why?")["stated"]


def test_a_record_without_links_answers_from_its_pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Tavrian envoy Ada Brenn said on Tuesday the bridge would be opened.\n", encoding="utf-8"
    )
    with parley.build([folder], tmp_path / "record") as record:
        answer = record.ask("What did Brenn say about the bridge?")
    assert [item["kind"] for item in answer["items"]] == ["statements"]


PAGE = """Tavria counts its dead

TAVRIN, June 3, 2031 - Tavrian envoy Ada Brenn said on Tuesday 120 Morvanian soldiers had been killed at the bridge.

Morvanian Defence Minister Oto Kell said 45 Tavrian soldiers had been killed in the valley.

Brenn said a ballot could be held once the guns were silent. Tavria is ready to hold elections in autumn, Kell said.

The next round of talks between Tavria and Morvania is planned for June 20 in Ostrel, officials said on Tuesday.

The first round of talks between Tavria and Morvania was held in Ostrel on May 12, and Brenn led the Tavrian delegation.
"""
PROFILE = profile_of(
    "river", state("Tavria", "XTA", "Tavrian", "Tavrin"), state("Morvania", "XMO", "Morvanian")
)


@pytest.fixture(scope="module")
def river(tmp_path_factory):
    folder = tmp_path_factory.mktemp("river")
    (folder / "pages").mkdir()
    (folder / "pages" / "a.txt").write_text(PAGE, encoding="utf-8")
    (folder / "river.toml").write_text(PROFILE, encoding="utf-8")
    with parley.build([folder / "pages"], folder / "record", profile=folder / "river.toml") as record:
        yield record


def test_whose_the_counted_are_is_told_by_the_unit(river):
    titles = [item["title"] for item in river.ask("How many Morvanian soldiers were killed?")["items"]]
    assert titles and all("120" in title for title in titles)
    titles = [item["title"] for item in river.ask("How many Tavrian soldiers were killed?")["items"]]
    assert titles and all("45" in title for title in titles)


def test_according_to_a_side_is_who_claims_it(river):
    answer = river.ask("How many soldiers were killed according to Morvania?")
    assert [item["who"] for item in answer["items"]] == ["Oto Kell"]
    assert not river.ask("How many Morvanian soldiers were killed according to Morvania?")["stated"]


def test_what_became_of_the_counted_is_told_by_the_verb(river):
    answer = river.ask("How many soldiers were killed?")
    assert {item["title"].split(" ")[0] for item in answer["items"]} == {"120", "45"}


def test_what_is_only_on_the_issue_says_so(river):
    answer = river.ask("What did Kell say about a referendum?")
    assert answer["stated"] and answer["by_issue"] == ["referendum"]
    assert all(item["by_issue"] == ["referendum"] for item in answer["items"])
    assert river.ask("What did Kell say about elections?")["by_issue"] == []


def test_what_is_still_to_come_is_not_over_on_the_last_day(river):
    answer = river.ask("When is the next round of talks?", today=dt.date(2031, 6, 4))
    assert [item["date"] for item in answer["items"]] == ["2031-06-20"]
    assert not river.ask("When is the next round of talks?", today=dt.date(2031, 6, 21))["stated"]


def test_no_address_in_an_answer_but_those_of_its_pages(example):
    import json
    import re

    answer = example.ask("What is known about the Ishel dam?", limit=None)
    pages = {page["url"] for page in answer["pages"].values()}
    found = set(
        re.findall(
            r"https?://[^\s\"]+",
            json.dumps(
                {
                    **answer,
                    "items": [
                        {k: v for k, v in item.items() if k not in ("quotes", "title")}
                        for item in answer["items"]
                    ],
                }
            ),
        )
    )
    assert found <= pages


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["what", "who", "did", "has", "Oruvia", "Kalvets", "said", "'s", "position", "on", "how many", "killed",
             "since", "June 2031", "talks", "agree", "where", "NOT", '"', "(", "dam", "last week", ",", "?", "U.S."]
        )
        | st.text(max_size=12),
        max_size=14,
    ).map(" ".join)
)  # fmt: skip
def test_any_words_in_any_order_have_an_answer(example, question):
    try:
        answer = example.ask(question, limit=3)
    except UsageError as error:
        assert "without a word" in str(error)
        return
    told = answer["not_stated"] if not answer["stated"] else answer["items"]
    assert told and answer["understood"]["in_words"]


@pytest.mark.parametrize("verb", ["used", "have used"])
def test_what_is_counted_ends_where_the_verb_begins(example, verb):
    titles = [item["title"] for item in example.ask(f"How many ships {verb} the corridor?")["items"]]
    assert titles and all("ship" in title for title in titles)
    assert titles == [
        item["title"] for item in example.ask("How many ships have used the corridor?")["items"]
    ]


def test_what_became_of_the_counted_is_no_part_of_it(example):
    asked = "How many bodies were returned?"
    assert [t["typed"] for t in example.ask(asked)["understood"]["topics"]] == ["bodies", "returned"]
    titles = [item["title"] for item in example.ask(asked)["items"]]
    assert titles and all("body" in title for title in titles)
