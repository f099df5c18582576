"""What a question denies is never answered by what was done."""

import pytest

from parley.ask.negation import denies
from parley.ask.question import Topic
from parley.ask.tokens import stem, tokens

SIGN = Topic("sign", ((stem("sign"),),), ("sign",))


def rows(record, question):
    answer = record.ask(question, limit=None)
    return [record.show(item["id"])["entry"] for item in answer["items"]]


@pytest.mark.parametrize(
    "question",
    ["What did Oruvia not demand?", "What didn't Oruvia demand?", "What has Oruvia never demanded?"],
)
def test_what_was_not_demanded_is_what_pages_say_was_not(example, question):
    assert example.ask(question)["understood"]["negation"] == "done"
    found = rows(example, question)
    assert found and all(row["negated"] and row["act"] in ("demand", "request") for row in found)


@pytest.mark.parametrize(
    "question",
    [
        "What did Oruvia not reject?", "What did Kalvets not offer?", "Which agreements were not implemented?",
        "Which attacks did Oruvia not carry out?", "How many prisoners were not exchanged?",
        "Who did not take part in the talks in Vintersund?",
    ],
)  # fmt: skip
def test_no_row_tells_what_was_not_done(example, question):
    answer = example.ask(question)
    assert not answer["stated"], [item["title"] for item in answer["items"]]
    positive = example.ask(question.replace(" not", ""))
    held = [row["count"] for row in answer["not_stated"]["held"]]
    assert not positive["stated"] or held


def test_talks_that_did_not_take_place_were_cancelled(example):
    titles = [item["title"] for item in example.ask("Which talks did not take place?")["items"]]
    assert titles and all(title.endswith("(cancelled)") for title in titles)


@pytest.mark.parametrize(
    "question", ["What did Oruvia not accept?", "What can't Oruvia accept?", "What does Velmara not want?"]
)
def test_who_did_not_accept_refused(example, question):
    found = rows(example, question)
    assert found and all(row.get("stance", row.get("act")) in ("rejects", "reject") for row in found)


def test_two_who_did_not_agree_differ(example):
    asked = "What did Velmara and Oruvia not agree on?"
    differ = example.ask("Where do Velmara and Oruvia disagree?")
    assert [i["id"] for i in example.ask(asked)["items"]] == [i["id"] for i in differ["items"]]


def test_a_yes_or_no_has_the_same_rows_with_a_not_and_says_so(example):
    asked, denied = (example.ask(f"{verb} Oruvia reject a ceasefire?") for verb in ("Did", "Didn't"))
    assert [i["id"] for i in asked["items"]] == [i["id"] for i in denied["items"]] != []
    assert (asked["understood"]["unread"], denied["understood"]["unread"]) == ([], ["not"])


def test_what_was_told_must_deny_it(example):
    found = rows(example, "What did Kalvets say about not negotiating?")
    assert found and all(" not " in row["content"] for row in found)
    assert not rows(example, "Who said that the talks were not difficult?")
    assert rows(example, "Who said that the talks were difficult?")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("he would not sign anything", True), ("it hasn't signed", True), ("never again to sign", True),
        ("they sign, but not today", False), ("it signed", False), ("no side has signed", True),
    ],
)  # fmt: skip
def test_a_text_denies_what_stands_behind_its_negation(text, told):
    assert denies(text, [SIGN]) is told


def test_a_contracted_not_is_a_word_of_its_own():
    assert [t.key for t in tokens("What can't X do, won't it, cannot")] == [
        "what", "can", "not", "x", "do", ",", "will", "not", "it", ",", "can", "not",
    ]  # fmt: skip
