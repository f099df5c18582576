"""Agreements told on pages of invented negotiations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import analysis

from parley.find.agreements.clusters import clusters
from parley.find.agreements.finder import Agreements
from parley.find.agreements.tellings import tellings
from parley.find.base import Analysis
from parley.find.figures import Figures
from parley.find.predicates import predicates
from parley.find.statements import Statements
from parley.passages import analyse
from parley.records import AGREEMENT_KINDS, AGREEMENT_STATUSES, actor_id
from parley.spans import reproduces

TAVRIA, MORVANIA = actor_id("state", "Tavria"), actor_id("state", "Morvania")


def found(text, published="2031-06-05"):
    read = analysis(text, published=published)
    known = dict(read.found)
    for finder in (Statements(), Figures()):
        known[finder.kind] = tuple(finder.find(Analysis(read.document, read.passages, read.profile, known)))
    return list(Agreements().find(Analysis(read.document, read.passages, read.profile, known)))


def told(sentence):
    line = analyse(sentence).sentences[0]
    return [(t.kind, t.status) for t in tellings(line, predicates(line))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tavria and Morvania agreed to exchange 300 prisoners of war.", ("prisoner_exchange", "agreed")),
        ("The two sides agreed to each hand over 40 captives.", ("prisoner_exchange", "agreed")),
        ("The two sides agreed in Velm on June 12 to free 40 captives.", ("prisoner_exchange", "agreed")),
        ("Tavria and Morvania struck a deal on Friday to swap prisoners.", ("prisoner_exchange", "agreed")),
        (
            "They agreed to free their youngest and oldest prisoners.",
            ("prisoner_exchange", "agreed"),
        ),
        ("Tavria and Morvania have swapped 90 prisoners each.", ("prisoner_exchange", "implemented")),
        ("They agreed to hand over the bodies of 600 killed soldiers.", ("remains_repatriation", "agreed")),
        ("Both parties agreed on a ceasefire of ten days.", ("ceasefire", "agreed")),
        ("The governments agreed to halt all strikes on ports.", ("ceasefire", "agreed")),
        ("A truce between Tavria and Morvania took effect on Monday.", ("ceasefire", "implemented")),
        ("The rebels violated the ceasefire within hours.", ("ceasefire", "violated")),
        ("The ceasefire collapsed on Sunday.", ("ceasefire", "collapsed")),
        ("Tavria withdrew from the nuclear deal in May.", ("framework", "agreed")),
        ("Tavria quit the nuclear deal.", ("framework", "agreed")),
        ("Tavria scrapped the nuclear deal.", ("framework", "collapsed")),
        ("Tavria has torn up the nuclear deal.", ("framework", "collapsed")),
        ("Tavria ripped the nuclear deal apart.", ("framework", "collapsed")),
        ("Tavria quit the truce in May.", ("ceasefire", "collapsed")),
        ("Morvania and Velmara signed a free trade agreement in Ostrel.", ("trade", "agreed")),
        ("A peace accord was signed by Tavria and Morvania.", ("framework", "agreed")),
        ("Tavria and Morvania extended the truce by a week.", ("ceasefire", "agreed")),
        ("The minister accused Morvania of breaking the truce.", ("ceasefire", "violated")),
        ("The envoy presented a 12-point peace plan.", ("framework", "proposed")),
        (
            "The talks ended late, with the sides reaching a deal on a prisoner swap.",
            ("prisoner_exchange", "agreed"),
        ),
        ("Under a ceasefire brokered by Velmara, aid arrived.", ("ceasefire", "agreed")),
        ("The sides reached a truce in their trade war over tariffs.", ("trade", "agreed")),
    ],
)
def test_what_was_agreed_done_or_broken_is_told(sentence, expected):
    assert expected in told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tavria wants a ceasefire before any talks.",
        "The president called for an immediate ceasefire.",
        "No deal was reached after two days of talks.",
        "The mediators hope to reach an agreement by June.",
        "Morvania will sign the treaty next week.",
        "Tavria may sign a peace deal with Morvania.",
        "The sides failed to agree on a ceasefire.",
        "They agreed to resume talks on a ceasefire.",
        "Both sides agreed to discuss a prisoner exchange.",
        "If a truce is agreed, aid can enter.",
        "Once a peace deal is signed, troops will leave.",
        "The envoy spent the week negotiating a ceasefire.",
        "Velmara offered to broker a truce.",
        "She gave up her seat in exchange for the release of five prisoners.",
        "The chances of reaching a peace deal are slim.",
        "Did the sides sign a peace deal?",
        "Ceasefire talks resumed in Ostrel.",
        "A great deal of work was done.",
        "Tavria is ready to swap its drones for missiles.",
        "The truce expires on 30 November.",
        "The sides have exchanged prisoners nine times.",
        "Morvania withdrew the only concession that it had made on a ceasefire.",
        "The exchange of 40 captives has been held up by a quarrel over names.",
    ],
)
def test_what_is_wished_planned_or_only_talked_about_is_none(sentence):
    assert told(sentence) == []


def test_mentions_of_one_agreement_are_one_report_with_its_stages_and_figures():
    (report,) = found(
        "Tavria and Morvania agreed on Tuesday to exchange 300 prisoners of war.\n"
        "The exchange took place on Wednesday, Tavria's defence ministry said.\n"
    )
    assert (report.kind, report.status) == ("prisoner_exchange", "implemented")
    assert set(report.parties) == {TAVRIA, MORVANIA}
    assert [stage.status for stage in report.history] == ["agreed", "implemented"]
    assert report.date.edtf == "2031-06-03"
    assert len(report.figures) == 1
    assert "300 prisoners" in (report.terms or "")


def test_another_number_or_an_earlier_time_is_another_exchange():
    reports = found(
        "Tavria and Morvania agreed on Tuesday to exchange all severely wounded soldiers.\n"
        "It would involve at least 500 people, topping the 200-for-200 prisoner exchange agreed at talks last month.\n"
    )
    assert [r.kind for r in reports] == ["prisoner_exchange", "prisoner_exchange"]
    assert ["500" in e.quote for e in reports[0].support["terms"]] == [False, True]
    assert "200-for-200" in (reports[1].terms or "")


def test_what_a_deal_is_to_replace_is_another():
    told = found(
        "Tavria and Morvania reached a trade deal on Monday, which is to replace the 2014 trade pact."
    )
    assert [row.date.edtf for row in told] == ["2031-06-02", "2014"]


def test_terms_end_with_a_word_of_their_own():
    (row,) = found('Tavria and Morvania have reached a trade deal on a "new, modern basis," both said.')
    assert row.terms is None or not row.terms.endswith((" on", " a"))


def test_both_sides_are_those_that_the_page_names_together():
    (report,) = found(
        "Negotiators from Tavria and Morvania met in Velmara for talks.\n"
        "Tavria and Morvania have fought since March.\n"
        "The two sides agreed to hand over the bodies of 600 soldiers.\n"
    )
    assert report.kind == "remains_repatriation"
    assert set(report.parties) == {TAVRIA, MORVANIA}


def test_one_side_alone_makes_no_agreement():
    assert found("Tavria agreed to a ceasefire.\n") == []


def test_a_breach_that_a_side_claims_is_a_claim():
    (report,) = found(
        "Tavria and Morvania signed a ceasefire deal on Monday.\n"
        "Tavria's foreign minister, Kari Vold, said that Morvania had violated the ceasefire.\n"
    )
    assert report.status == "agreed"
    claim = next(stage for stage in report.history if stage.status == "violated")
    assert claim.source is not None
    assert claim.source.name == "Kari Vold"


def test_two_deeds_agreed_at_once_are_two_agreements():
    rows = found(
        "Tavria and Morvania agreed to free all sick prisoners and to return the remains of 90 soldiers."
    )
    assert [(r.kind, r.status) for r in rows] == [
        ("prisoner_exchange", "agreed"),
        ("remains_repatriation", "agreed"),
    ]
    assert all(set(r.parties) == {TAVRIA, MORVANIA} for r in rows)


def test_who_accuses_and_who_is_accused_are_the_sides():
    (row,) = found("Tavria accused Morvania on Tuesday of breaking the ceasefire.")
    assert set(row.parties) == {TAVRIA, MORVANIA}


def test_what_is_denied_or_demanded_in_speech_is_none():
    assert found("Kari Vold denied that Tavria and Morvania had signed a ceasefire deal.\n") == []
    assert found("Tavria's president demanded that Morvania and Velmara sign a ceasefire deal.\n") == []


def test_every_field_has_its_words():
    text = (
        "Tavria and Morvania signed a ceasefire deal in Ostrel on Monday.\n"
        "The deal would cover 30 towns. Both sides have since violated the ceasefire.\n"
    )
    for report in found(text):
        assert report.kind in AGREEMENT_KINDS
        assert report.status in AGREEMENT_STATUSES
        for item in (*report.evidence, *(e for words in report.support.values() for e in words)):
            assert reproduces(item, text)
        assert report.place is not None
        assert report.place.name == "Ostrel"


def test_ids_are_of_the_content():
    text = "Tavria and Morvania signed a ceasefire deal in Ostrel on Monday.\n"
    assert [r.id for r in found(text)] == [r.id for r in found(text)]
    assert {r.id for r in found(text)}.isdisjoint(r.id for r in found("On Monday " + text))


def test_nothing_told_is_no_agreement():
    assert clusters([]) == []


WORDS = ["the", "truce", "deal", "signed", "agreed", "to", "by", "and", "of", "prisoners", "exchange", "a"]
WORDS += ["no", "ceasefire", ",", "Tavria", "Morvania", "12-point", "plan", "was", "under", "in", "for"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_words_are_read(words):
    for report in found(" ".join(words) + ".\n"):
        assert report.evidence


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Tavria and Morvania broke down on a comprehensive peace agreement.",
        "Time is short for goals like pushing Lorn out of Velm, striking a Tavria peace deal and crippling the front.",
    ],
)
def test_what_talks_failed_on_and_what_is_aimed_at_is_no_agreement(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Tavria and Morvania agreed to a truce.", "a truce"),
        ("Tavria and Morvania agreed to free 300 prisoners.", "to free 300 prisoners"),
        ("Tavria and Morvania agreed to exchange 300 prisoners.", "to exchange 300 prisoners"),
    ],
)
def test_terms_are_a_phrase_or_a_deed(text, terms):
    (row,) = found(text)
    assert row.terms == terms


def test_that_it_is_broken_is_no_fact_because_each_says_so_of_the_other():
    (row,) = found(
        "Tavria and Morvania agreed a truce on 3 March. Both sides accused the other of violating the truce."
    )
    assert row.status == "agreed"


def test_a_truce_that_began_and_ended_is_over():
    (row,) = found(
        "A truce between Tavria and Morvania which had come into force on 19 January ended this month."
    )
    assert row.status == "collapsed"


def test_who_is_cited_is_no_side():
    (row,) = found("According to Oruvia, Tavria and Morvania agreed to free 300 prisoners.")
    assert len(row.parties) == 2


def test_what_is_made_conditional_is_not_made():
    assert found("Tavria has made a complete truce conditional on a halt of arms supplies to Morvania.") == []


def test_accusations_are_traded_and_no_goods():
    (row,) = found(
        "Tavria and Morvania have agreed to the truce in principle but continue to trade accusations."
    )
    assert row.kind == "ceasefire"


def ids(*names):
    return {actor_id("state", name) for name in names}


@pytest.mark.parametrize(
    "sentence",
    [
        "The nuclear agreement was clinched in July by Canada, Norway, Tavria and Morvania.",
        "The sides implemented the nuclear agreement between Canada, Norway, Tavria and Morvania.",
    ],
)
def test_a_row_of_sides_is_whole(sentence):
    (row,) = found(sentence)
    assert set(row.parties) == ids("Canada", "Norway", "Tavria", "Morvania")


def test_where_it_was_signed_is_no_side():
    (row,) = found("Canada signed the truce with Tavria in Velm.")
    assert set(row.parties) == ids("Canada", "Tavria")


def test_fighters_of_a_people_are_not_its_state():
    (row,) = found("The truce between Tavria and Morvanian militants took effect on Monday.")
    assert set(row.parties) == ids("Tavria")


def test_several_nations_are_not_both_sides():
    rows = found(
        "Tavria and Morvania are at odds. Tavria and Morvania trade little. He will rip up a deal that was reached "
        "with several nations."
    )
    assert not any(row.parties for row in rows)


@pytest.mark.parametrize(
    "sentence",
    [
        "She dreamt of being the stateswoman who secured a peace agreement between Tavria and Morvania.",
        "Tavria would waive any aspects that violated the nuclear deal.",
        "The government has made a Morvanian peace agreement its main goal.",
    ],
)
def test_what_is_wished_or_may_be_is_not_told(sentence):
    assert told(sentence) == []


def test_what_would_be_a_violation_is_none():
    assert told("The level of violence that would qualify as a violation of the ceasefire is unclear.") == [
        ("ceasefire", "agreed")
    ]


def test_who_also_signed_is_not_all_who_did():
    (row,) = found("The 2030 nuclear agreement, which was also signed by Canada and Norway, holds.")
    assert row.parties == ()


def test_the_revision_of_a_treaty_is_not_its_making():
    rows = found(
        "Tavria and Morvania have reached a new trade deal, which paves the way for a revision of the Pan-Coastal Free "
        "Trade Agreement."
    )
    assert [row.terms for row in rows] == ["a new trade deal"]


def test_an_agreement_of_others_is_not_the_truce():
    rows = found(
        "Tavria scrapped the 2019 truce last month. It shut a reactor under an agreement reached in 2027 with Canada "
        "and Norway."
    )
    assert all(set(row.parties) in (ids("Tavria"), ids("Canada", "Norway")) for row in rows)


def test_to_whom_it_is_explained_is_no_term():
    (row,) = found(
        "Tavria signed the peace accord with Morvania. They had to sell the 2030 peace accord to the media."
    )
    assert "media" not in row.terms


def test_a_deal_with_one_is_not_the_truce_of_others():
    rows = found(
        "Tavria and Oruvia announced a trade truce in May. Meanwhile Velmara reached a trade deal with Morvania."
    )
    (row,) = (row for row in rows if row.parties)
    assert row.date.edtf is None


def test_a_deal_known_by_its_name_is_not_that_with_another_side():
    rows = found(
        "The pact replaces the 2004 Pan-Coastal Free Trade Agreement. "
        "The signing of the Morvania trade deal came on Wednesday."
    )
    assert all(len(row.evidence) == 1 for row in rows)


def test_a_land_of_many_states_is_no_side():
    rows = found("Morvania signed the 2004 North Tavrian Trade Agreement with Velmara.")
    assert all(not ids("Tavria") & set(row.parties) for row in rows)


def test_both_sides_are_not_two_others_than_the_one_named():
    (row,) = found(
        "Tavria and Morvania are at odds. Tavria and Morvania trade little. Its negotiators had reached a trade deal "
        "with Canada."
    )
    assert set(row.parties) == ids("Canada")


def test_a_row_of_which_others_are_not_named_is_open():
    rows = found(
        "It shut a reactor under an agreement reached in 2027 with Canada, Norway and four other countries."
    )
    assert not any(row.parties for row in rows)


def test_who_only_speaks_ill_of_an_agreement_has_not_ended_it():
    found = told("Lawmakers ripped the trade deal between Tavria and Morvania in Velm.")
    assert ("trade", "collapsed") not in found
