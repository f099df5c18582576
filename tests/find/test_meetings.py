"""Meetings that pages report: talks between the invented states of Tavria and Morvania, and others at their table."""

import pytest
from pages import document

from parley.find.base import Analysis
from parley.find.meetings.finder import Meetings
from parley.find.mentions import Mentions
from parley.find.statements import Statements
from parley.passages import split
from parley.profiles import Issue, Profile, State
from parley.records import MEETING_FORMS, MEETING_STATUSES, actor_id
from parley.spans import reproduces

PROFILE = Profile(
    "fiction",
    "fiction",
    (
        State("Tavria", "XTA", ("Tavrian", "Tavrians"), ("Ostrel",), ("the Citadel",), "Tavria", "party"),
        State("Morvania", "XMO", ("Morvanian", "Morvanians"), ("Velm",), (), "Morvania", "party"),
        State("Oruvia", "XOR", ("Oruvian", "Oruvians"), ("Rill",), (), "Oruvia", "mediator"),
        State("Velmara", "XVE", ("Velmaran", "Velmarans"), ("Sarn",), (), None, None),
    ),
    (),
    (
        Issue("ceasefire", "Ceasefire", ("ceasefire*", "truce*")),
        Issue("prisoners", "Prisoners", ("prisoner*",)),
    ),
)
NAMES = {actor_id("state", state.name): state.name for state in PROFILE.states}


def reports(text, published="2031-06-05"):
    page = document(text, published)
    passages = tuple(split(page))
    found = {}
    analysis = Analysis(page, passages, PROFILE, found)
    for finder in (Mentions(), Statements(), Meetings()):
        found[finder.kind] = tuple(finder.find(analysis))
    rows = list(found["meeting_reports"])
    for row in rows:
        assert row.form in MEETING_FORMS
        assert row.status in MEETING_STATUSES
        for item in (*row.evidence, *(e for words in row.support.values() for e in words)):
            assert reproduces(item, page.text)
    return rows


def only(text, **kwargs):
    rows = reports(text, **kwargs)
    assert len(rows) == 1, [(r.place, r.date.edtf, r.status) for r in rows]
    return rows[0]


def names(ids):
    return {NAMES[i] for i in ids}


def heads(row):
    return {d.name for d in row.delegates if d.head}


def test_what_one_sentence_says_of_talks():
    row = only(
        "Tavrian and Morvanian negotiators concluded a second round of Oruvian-mediated talks in Rill "
        "on Wednesday on a ceasefire."
    )
    assert names(row.parties) == {"Tavria", "Morvania"}
    assert names(row.mediators) == {"Oruvia"}
    assert (row.place.name, row.place.country, row.round, row.status) == ("Rill", "XOR", 2, "held")
    assert row.date.edtf == "2031-06-04"
    assert row.agenda == ("ceasefire",)


def test_what_is_said_of_one_meeting_all_over_a_page_is_one_report():
    row = only(
        "Negotiators from Tavria and Morvania met in Rill on Tuesday.\n"
        "The talks, mediated by Oruvia, lasted six hours.\n"
        "Tavria's Defence Minister Ana Lorn led her country's delegation.\n"
        "The Morvanian side was led by Ivo Restan, an adviser to the president.\n"
    )
    assert names(row.parties) == {"Tavria", "Morvania"}
    assert names(row.mediators) == {"Oruvia"}
    assert row.duration == "PT6H"
    assert heads(row) == {"Ana Lorn", "Ivo Restan"}


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Tavria and Morvania will hold talks in Rill on Friday.", "scheduled"),
        ("Talks between Tavria and Morvania are scheduled to begin in Rill on Friday.", "scheduled"),
        ("Oruvia proposed a meeting between Tavria and Morvania in Rill.", "proposed"),
        ("Talks between Tavria and Morvania in Rill are under way.", "under_way"),
        ("Talks between Tavria and Morvania in Rill collapsed on Tuesday.", "failed"),
        ("The talks between Tavria and Morvania in Rill have been postponed.", "paused"),
        ("A meeting between Tavria and Morvania in Rill was cancelled on Tuesday.", "cancelled"),
        ("Tavria and Morvania held talks in Rill on Tuesday.", "held"),
        ("The leaders of Tavria and Morvania are set to meet in Rill this week.", "scheduled"),
        ("Oruvia hoped for fresh talks in Rill on Friday between Tavria and Morvania.", "proposed"),
        (
            "Talks in Rill earlier this month between Tavria and Morvania aimed at dialing down the tensions "
            "failed to produce any breakthroughs.",
            "held",
        ),
        ("Oruvia called off a meeting of Tavria and Morvania scheduled for Friday in Rill.", "cancelled"),
    ],
)
def test_statuses(sentence, status):
    assert only(sentence).status == status


FRIDAY = "Tavria and Morvania will meet in Rill on Friday"
DIRECT = "During the last direct Tavria-Morvania talks on 2 June in Rill"
TUESDAY = "Tavrian and Morvanian envoys held talks in Rill on Tuesday"


@pytest.mark.parametrize(
    ("before", "behind", "status"),
    [
        (f"{FRIDAY}.", "It offered no terms for the talks that broke down.", "scheduled"),
        (f"{FRIDAY}.", "It is their first contact since the talks collapsed.", "scheduled"),
        (f"{FRIDAY},", "their first contact since May, when talks broke down.", "scheduled"),
        (
            f"{DIRECT}, the envoys sat apart.",
            "It could lead to the inevitable failure of the peace talks.",
            "held",
        ),
        (f"{TUESDAY}.", "The talks, which lasted a day, broke down.", "failed"),
    ],
)
def test_what_became_of_other_talks_is_not_told_of_a_meeting(before, behind, status):
    found = {row.place.name: row.status for row in reports(f"{before} {behind}") if row.place}
    assert found["Rill"] == status


def test_a_meeting_told_beside_another_gives_it_no_day():
    talks = reports("Tavria and Morvania held talks in Sarn ahead of the meeting on Friday.", "2031-06-04")[0]
    assert (talks.place.name, talks.date.edtf) == ("Sarn", None)


def test_stalled_talks_elsewhere_give_a_meeting_no_place():
    row = only(
        "Other examples include the Tavria-Morvania talks on energy on 2 June 2031.\n\n"
        "Velmara tried to achieve a breakthrough in stalled Delm and Sarn talks."
    )
    assert (row.place, row.status) == (None, "held")


def test_of_days_to_come_nothing_was_held_yet():
    row = only(
        "A round of talks between Tavria and Morvania in Rill on 9 June drew diplomats.",
        published="2031-06-05",
    )
    assert row.status == "scheduled"


def test_a_day_to_come_of_what_was_held_is_of_another_year():
    row = only("On 10 March Tavria and Morvania met in Rill.", published="2031-02-20")
    assert (row.status, row.date.edtf) == ("held", None)


@pytest.mark.parametrize(
    "text",
    [
        "Tavria and Morvania held a meeting in Rill in July.",
        "A meeting between Tavria and Morvania in Rill in July collapsed.",
        "The accord was discussed during a meeting between Tavria and Morvania in Rill in July.",
        "Since the meeting between Tavria and Morvania in Rill in July, talks have stalled.",
    ],
)
def test_a_month_in_which_they_met_is_the_last_that_has_been(text):
    row = only(text, published="2031-05-20")
    assert row.status in ("held", "failed")
    assert row.date.edtf == "2030-07"


def test_a_month_to_come_is_one():
    row = only("Tavria and Morvania will hold a meeting in Rill in July.", published="2031-05-20")
    assert (row.status, row.date.edtf) == ("scheduled", "2031-07")


def test_a_month_behind_another_year_is_not_surely_of_this_one():
    text = "Talks began in 2027. Tavria and Morvania held a meeting in Rill in July."
    assert {row.date.edtf for row in reports(text, "2031-05-20") if row.date.edtf != "2027"} <= {None}


def test_a_participle_behind_a_comma_tells_what_was():
    text = "Tavrian President Lena Vey has been active in efforts to end it, "
    row = only(text + "meeting Morvanian leader Oskar Ostrava last year.")
    assert (row.status, row.date.edtf) == ("held", "2030")


def test_who_writes_of_talks_is_no_delegate():
    row = only(
        "Talks in Rill on Monday were to be about a ceasefire between Tavria and Morvania. "
        "AP correspondent Dana Roe reports on Tavria-Morvania officials holding talks right now in Oruvia."
    )
    assert (names(row.parties), row.delegates) == ({"Tavria", "Morvania"}, ())


@pytest.mark.parametrize("opening", ["Speaking at a meeting", "Speaking after a meeting"])
def test_who_speaks_at_a_meeting_takes_part(opening):
    row = only(
        f"{opening} with Morvanian President Oskar Ostrava in Rill on Monday, Tavrian President Lena Vey was calm."
    )
    assert (names(row.parties), heads(row)) == ({"Tavria", "Morvania"}, {"Oskar Ostrava", "Lena Vey"})


def test_who_is_in_office_at_an_organisation_is_on_its_side():
    row = only("Tavrian President Lena Vey met NATO Secretary General Dana Roe in Ostrel on Monday.")
    party = {d.name: d.party for d in row.delegates}["Dana Roe"]
    assert party == actor_id("organization", "NATO")
    assert party in row.parties
    row = only("Tavrian President Lena Vey met former NATO Secretary General Dana Roe in Ostrel on Monday.")
    assert {d.name: d.party for d in row.delegates}["Dana Roe"] is None


def test_who_proposed_a_meeting_is_no_place():
    row = only("Morvania agreed to a US-proposed meeting with Tavria on Friday.")
    assert row.place is None


def test_the_session_of_a_congress_gives_talks_no_day():
    row = only(
        "Tavria sent an envoy to Rill for the negotiations with Morvania. "
        "The president at the closing of the First Session of the 13th National People's Congress on 3 June."
    )
    assert row.date.edtf is None


def test_who_comes_from_one_place_to_another_meets_where_he_arrives():
    row = only("Tavrian envoys arrived in Rill from Sarn on Tuesday for talks with Morvania.")
    assert row.place.name == "Rill"


def test_leaders_who_meet_are_the_heads_of_their_sides():
    row = only("Tavrian President Ana Lorn met Morvanian President Ivo Restan in Velm on Tuesday.")
    assert heads(row) == {"Ana Lorn", "Ivo Restan"}
    assert row.place.name == "Velm"


def test_rounds_stay_apart_and_a_next_one_is_another():
    rows = reports(
        "Delegations from Tavria and Morvania held a second round of talks in Rill on Tuesday.\n"
        "The first round of talks between the two sides was held in Sarn in mid-May.\n"
        "A third round of talks is planned in Rill for next week.\n"
    )
    assert sorted((r.round, r.place.name, r.status) for r in rows) == [
        (1, "Sarn", "held"),
        (2, "Rill", "held"),
        (3, "Rill", "scheduled"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Peace talks have made little progress.",
        "Tavria wants talks with Morvania.",
        "The two sides did not meet in Rill on Tuesday.",
        "President Lorn told a press conference in Rill on Tuesday that the war goes on.",
        "The army held a meeting hall in the north.",
        "Morvania opposed meeting Tavria in Rill.",
        "Talks on ending the war in Tavria have stalled.",
        "Ana Lorn led the Tavrian delegation and Ivo Restan led the Morvanian delegation. "
        "She had studied psychology and mediation of negotiations at Rill University in Oruvia.",
    ],
)
def test_no_meeting(text):
    assert reports(text) == []


def test_places_are_of_the_talks_and_not_of_what_they_are_about():
    row = only(
        "Tavria and Morvania held talks to end the war in Velmara at Hollin Palace in Rill on Tuesday."
    )
    assert (row.place.name, row.place.venue) == ("Rill", "Hollin Palace")


def test_several_places_are_several_meetings():
    rows = reports(
        "Tavrian and Morvanian officials have made no breakthrough in talks in Rill, Sarn and Velm."
    )
    assert [r.place.name for r in rows] == ["Rill", "Sarn", "Velm"]
    assert all(names(r.parties) == {"Tavria", "Morvania"} for r in rows)


def test_rounds_that_are_told_as_several_are_one_report_that_counts_them():
    row = only("Tavria and Morvania held two earlier rounds of talks in Rill.")
    assert (row.count, row.round, row.place.name) == (2, None, "Rill")


@pytest.mark.parametrize(
    "words",
    [
        "Oruvian mediators spoke of progress.",
        "The talks, mediated by Oruvia, lasted six hours.",
        "Oruvia, which is mediating between the two sides, hopes for progress.",
        "The two sides praised Oruvian mediation.",
    ],
)
def test_who_mediates_may_be_told_beside_the_talks(words):
    row = only(f"Tavria and Morvania held talks in Rill on Tuesday.\n{words}")
    assert names(row.mediators) == {"Oruvia"}
    assert names(row.parties) == {"Tavria", "Morvania"}


@pytest.mark.parametrize(
    ("words", "mediators", "hosts"),
    [
        ("A swap was agreed, mediator Oruvia said after the delegations parted.", {"Oruvia"}, set()),
        ('"We are close," said Foreign Minister Dag Vey of Oruvia, the mediator.', {"Oruvia"}, set()),
        ("Oruvia is once again mediating.", {"Oruvia"}, set()),
        ("Oruvia, which has kept its embassies open, will remain the mediator.", {"Oruvia"}, set()),
        ("The Oruvian envoy Dag Vey, who will chair the meeting, asked for calm.", {"Oruvia"}, set()),
        ("Velmara, which is not a member of the league, acts as host.", set(), {"Velmara"}),
        ("Mira Oll of Velmara, whose government hosted the round, said he was moved.", set(), {"Velmara"}),
        ("The doors were closed at noon, host Velmara said.", set(), {"Velmara"}),
        ("Velmara did not act as host. Tavria does not want Oruvia as mediator.", set(), set()),
        ("Oruvia offered to act as mediator, and Velmara to act as host.", set(), set()),
        ("The mediator could become Oruvia.", set(), set()),
    ],
)
def test_mediators_and_hosts_beside_the_talks(words, mediators, hosts):
    row = only(f"Tavrian and Morvanian negotiators held talks in Sarn on Tuesday.\n{words}")
    assert (names(row.mediators), names(row.hosts)) == (mediators, hosts)
    assert names(row.parties) == {"Tavria", "Morvania"}


def test_a_town_that_hosts_is_a_place_and_a_state_that_hosts_a_host():
    rows = reports(
        "Oruvia hosted talks between Tavria and Morvania in Rill on Tuesday.\n"
        "Negotiators of Tavria and Morvania had met in Hollin, which in May also hosted a first round of talks.\n"
    )
    assert names(rows[0].hosts) == {"Oruvia"}
    first = next(row for row in rows if row.round == 1)
    assert first.place.name == "Hollin"


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The envoys spoke of the possibility of talks between Tavria and Morvania in Rill.", "proposed"),
        ("Tavria is ready to meet Morvania in Rill.", "proposed"),
        (
            "Tavrian officials have left open the possibility of meeting Morvanian President Ivo Restan in Rill.",
            "proposed",
        ),
        ("Tavria and Morvania agreed to meet in Rill on Friday.", "scheduled"),
        ("Tavria's president travelled to Rill on Tuesday to meet Morvanian President Ivo Restan.", "held"),
    ],
)
def test_what_leaves_open_whether_they_meet(sentence, status):
    assert only(sentence).status == status


@pytest.mark.parametrize(
    "text",
    [
        "The Tavrian cabinet held a meeting in Ostrel on Tuesday.",
        "Tavrian President Ana Lorn spoke at a security conference in Rill.",
        "Tavria refused to meet Morvania in Rill.",
        "Tavrian President Ana Lorn made a trip to Rill on Tuesday.",
    ],
)
def test_who_meets_alone_or_not_at_all_has_no_meeting(text):
    assert reports(text) == []


def test_two_places_that_are_left_open_are_one_place_as_printed():
    row = only(
        "Oruvia proposed that Tavria and Morvania meet for a third round later this month in either Rill or Sarn."
    )
    assert (row.place.name, row.round, row.status) == ("Rill or Sarn", 3, "proposed")


@pytest.mark.parametrize(
    ("text", "place", "day", "status"),
    [
        (
            "The third round of talks between Tavria and Morvania is due to open in Rill "
            "on July 21.",
            "Rill", "2031-07-21", "scheduled",
        ),
        (
            "Aides spoke of the negotiations between Tavria and Morvania due to start in Rill on July 21.",
            "Rill", "2031-07-21", "scheduled",
        ),
        (
            "The quarrel will be taken to Rill, where the second round of talks between Tavria and Morvania opens on "
            "July 21.",
            "Rill", "2031-07-21", "scheduled",
        ),
        (
            "Tavrian and Morvanian negotiators meeting in Rill agreed on Wednesday to free prisoners.",
            "Rill", "2031-06-04", "held",
        ),
        (
            "A round of talks between Tavria and Morvania planned for July in Rill was called off by Tavria.",
            "Rill", "2031-07", "cancelled",
        ),
    ],
)  # fmt: skip
def test_talks_to_come_are_told_in_many_ways(text, place, day, status):
    row = only(text)
    assert names(row.parties) == {"Tavria", "Morvania"}
    assert (row.place.name, row.date.edtf, row.status) == (place, day, status)


def test_a_side_by_its_negotiator_and_one_by_the_talks():
    row = only(
        "Dag Vey, Tavria's chief negotiator, came to Rill on Wednesday. A third round of talks with Morvania went into "
        "its second day in Rill."
    )
    assert names(row.parties) == {"Tavria", "Morvania"}
    assert heads(row) == {"Dag Vey"}
    assert row.status == "under_way"


def test_who_leads_a_party_leads_no_delegation():
    row = only(
        "Talks between Tavria and Morvania were held in Rill on Wednesday. Ivo Restan, who leads the Homestead Party, "
        "was not pleased."
    )
    assert not heads(row)


@pytest.mark.parametrize(
    ("text", "round_"),
    [
        ("Tavria withdrew from talks with Morvania due to begin in Rill on Monday.", None),
        ("Tavria on Tuesday backed out of talks with Morvania in Rill that were to open on Monday.", None),
        ('Tavria and Morvania are at war. "There will be no third round on Monday," he said.', 3),
        ("The second round of talks between Tavria and Morvania has been called off.", 2),
        ("The talks between Tavria and Morvania in Rill will not take place on Monday.", None),
    ],
)
def test_what_was_to_be_and_will_not_is_cancelled(text, round_):
    row = only(text)
    assert names(row.parties) == {"Tavria", "Morvania"}
    assert (row.status, row.round) == ("cancelled", round_)


def test_the_one_beside_another_meeting_is_a_meeting_of_its_own():
    row = only(
        "It would be the first meeting of the Tavrian and Morvanian envoys since May; "
        "the one planned for July in Rill was scrapped."
    )
    assert (row.place.name, row.date.edtf, row.status) == ("Rill", "2031-07", "cancelled")


@pytest.mark.parametrize(
    "text",
    [
        "There was no third round, Tavria and Morvania said in Rill on Monday.",
        "Talks between Tavria and Morvania will not open until Morvania leaves the valley.",
    ],
)
def test_what_only_did_not_come_about_is_not_cancelled(text):
    assert not [row for row in reports(text) if row.status == "cancelled"]


@pytest.mark.parametrize(
    ("told", "claims"),
    [
        (
            'Ana Lorn said the session had lasted six hours; Ivo Restan put it at "barely four".',
            {("PT6H", "Ana Lorn"), ("PT4H", "Ivo Restan")},
        ),
        (
            "Tavria said the talks lasted five hours, but Morvania said they had lasted less than three hours.",
            {("PT5H", "Tavria"), ("PT3H", "Morvania")},
        ),
    ],
)
def test_a_length_of_which_sides_differ_is_theirs_and_not_the_meetings(told, claims):
    row = only(f"Tavrian and Morvanian negotiators met in Rill on Tuesday. {told}")
    assert row.duration is None
    assert {(claim.value, claim.source.name) for claim in row.claims} == claims


def test_a_length_that_one_side_tells_stands_with_its_source():
    row = only(
        "Tavrian and Morvanian negotiators met in Rill on Tuesday. Ana Lorn said the talks had lasted an hour."
    )
    assert row.duration == "PT1H"
    assert [claim.source.name for claim in row.claims] == ["Ana Lorn"]


def told(text, published="2031-06-05"):
    """(form, status, date, place, sides) of each report."""
    return [
        (row.form, row.status, row.date.edtf, row.place and row.place.name, names(row.parties))
        for row in reports(text, published)
    ]


LORN, RESTAN = "Tavrian President Ana Lorn", "Morvanian President Ivo Restan"
ONE = {
    "a time of what is told beside it": (
        "Talks between Tavria and Morvania in Rill broke down, and an increase on May 10 of tariffs followed.",
        ("talks", "failed", None, "Rill", {"Tavria", "Morvania"}),
    ),
    "when it was promised": (
        "Tavria agreed on Friday to hold official talks with Morvania in Rill next week.",
        ("talks", "scheduled", "2031-06-09/2031-06-15", "Rill", {"Tavria", "Morvania"}),
    ),
    "those of a crisis": (
        f"{LORN} cancelled her meeting with Oruvian President Ivo Restan in Sarn over the crisis between "
        "Morvania and Velmara.",
        ("meeting", "cancelled", None, "Sarn", {"Tavria", "Oruvia"}),
    ),
    "for whom an envoy is sent": (
        "Oruvian envoy for Tavria Ana Lorn met Morvanian officials in Rill on Tuesday.",
        ("meeting", "held", "2031-06-03", "Rill", {"Oruvia", "Morvania"}),
    ),
    "those who prepare for it": (
        "Tavria is preparing for summits with Morvania and Oruvia in Sarn.",
        ("summit", "scheduled", None, "Sarn", {"Tavria", "Morvania", "Oruvia"}),
    ),
    "with an official in a town": (
        "Tavria's deputy foreign minister held talks with a Morvanian Foreign Ministry official in Velm today.",
        ("talks", "held", "2031-06-05", "Velm", {"Tavria", "Morvania"}),
    ),
    "talks called off": (
        "Oruvia called off talks with Velmara in Rill.",
        ("talks", "cancelled", None, "Rill", {"Oruvia", "Velmara"}),
    ),
    "when they were called off": (
        "Oruvia and Velmara are to hold a summit in Rill.\nOruvia on Tuesday scrapped the summit after threats.",
        ("summit", "cancelled", None, "Rill", {"Oruvia", "Velmara"}),
    ),
    "whom they met in a town": (
        f"{LORN} met the Morvanian president in Rill on Monday.",
        ("meeting", "held", "2031-06-02", "Rill", {"Tavria", "Morvania"}),
    ),
    "of two states": (
        "Oruvia cancelled a meeting of Tavria and Morvania scheduled for Saturday in Rill.",
        ("meeting", "cancelled", "2031-06-07", "Rill", {"Tavria", "Morvania"}),
    ),
    "the summit of others is another": (
        f"{LORN} met {RESTAN} in Velm on Tuesday in an effort to keep the Oruvia-Velmara summit on track.\n"
        "Oruvia on Thursday scrapped the summit after threats.",
        ("meeting", "held", "2031-06-03", "Velm", {"Tavria", "Morvania"}),
    ),
}


@pytest.mark.parametrize("name", ONE)
def test_what_is_told_beside_a_meeting_is_not_of_it(name):
    text, wanted = ONE[name]
    assert told(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "That was before the breakdown of Tavria-Morvania talks and an increase on May 10 of tariffs.",
        "Envoys left for Sarn - where Oruvia and Velmara are to hold a summit - on Tuesday.",
        "State Department spokeswoman Ana Lorn told reporters at the talks in Rill that all had made progress.",
        "A man watches a news report on a cancelled summit between Tavria and Morvania, in Rill, May 25, 2031.",
    ],
)
def test_days_and_places_of_something_else_make_no_meeting(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{LORN} and {RESTAN} held a bilateral meeting in Sarn, Velmara June 28, 2025.\n"
        "Morvania repeated its demands at the outset of the negotiations.",
        f"{LORN} and {RESTAN} held a meeting in Sarn on June 28, 2025.\n"
        + "Prices rose in the valley, and nobody knew why they did so then. " * 5
        + "\nTensions rose at the outset of the negotiations.",
    ],
)
def test_the_talks_are_not_a_meeting_of_years_ago(text):
    row = only(text)
    assert (row.date.edtf, row.place.name, len(row.evidence)) == ("2025-06-28", "Sarn", 1)


def test_who_meets_one_of_them_elsewhere_holds_another_meeting():
    rows = told(
        f"{LORN} met with {RESTAN} at the border on Tuesday.\nThe summit was historic.\n"
        "Secretary of State Mika Pell recently met with Restan in Sarn, in advance of an upcoming summit."
    )
    assert [(row[3], row[4]) for row in rows] == [(None, {"Tavria", "Morvania"}), ("Sarn", {"Morvania"})]


def test_talks_that_go_on_now_are_not_those_of_last_year():
    rows = told(
        "In November 2030, talks between Tavria and Morvania in Rill became a flashpoint.\n"
        "Talks in Rill are currently under way."
    )
    assert [(row[1], row[2]) for row in rows] == [("held", "2030-11"), ("under_way", None)]


def test_officials_who_meet_hold_no_summit():
    rows = told(
        "Tavrian officials are to meet Morvanian officials at the border.\n"
        "The June 12 summit should be held, Lorn said."
    )
    assert rows == []


def test_who_is_invited_to_a_summit_is_a_side_of_it():
    rows = told(
        "Ana Lorn and Ivo Restan spoke of the need for a summit between Tavria and Morvania.\n"
        "Oruvian President Dan Pell invited Tavrian President Lorn to Oruvia for a summit in June."
    )
    assert rows == [("summit", "proposed", "2031-06", "Oruvia", {"Oruvia", "Tavria"})]


def test_a_pair_of_states_is_no_place():
    assert reports("Hope was small in the Tavria-Morvania talks.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Tavrian envoy Ana Weber is travelling to Velm on Friday to meet Morvanian minister Ivo Lund.",
        "Morvanian minister Ivo Lund is heading to Ostrel this week for talks with Tavrian envoy Ana Weber.",
        "Oruvia expected Tavria and Morvania to sign a pact after a new round of talks between Tavria and "
        "Morvania in Sarn on Friday.",
    ],
)
def test_who_is_on_the_way_has_not_met(text):
    assert [row.status for row in reports(text)] == ["scheduled"]


def test_a_time_of_the_next_clause_is_none_of_a_meeting_before():
    row = only(
        "Months after the Rill meeting between Tavrian leader Ana Weber and Morvanian leader Ivo Lund, "
        "Tavrian officials this week return to the table."
    )
    assert row.date.edtf is None


def test_the_meeting_is_one_that_was_only_spoken_of():
    rows = reports(
        "Tavria and Morvania held a summit in Rill in February. The event in Sarn, which included an hour-long "
        "meeting, marked a return to contact.\n"
        "The meeting between Ana Weber and Ivo Lund was their first since then. The meeting lasted two days."
    )
    assert [(row.place.name, row.delegates, row.duration) for row in rows] == [("Rill", (), None)]


def test_a_meeting_with_its_day_is_none_that_was_only_spoken_of():
    rows = reports(
        "Tavria and Morvania swapped prisoners at their meeting in Velm, which in mid-May also hosted their first "
        "round of talks. Weber has so far refused such a meeting.\n"
        "In Monday's meeting, Tavria refused a ceasefire."
    )
    assert [(row.place and row.place.name, row.round, row.date.edtf) for row in rows] == [
        ("Velm", None, "2031-06-02"),
        (None, 1, "2031-05"),
    ]


def test_a_meeting_beside_talks_to_come_is_another():
    rows = reports(
        "Tavria and Morvania held talks in Rill on Monday. The talks are set to go on this week without the Oruvian "
        "team, which returned to Sarn for a meeting with Morvanian envoy Ivo Lund."
    )
    assert {row.place.name: names(row.parties) for row in rows} == {
        "Rill": {"Tavria", "Morvania"},
        "Sarn": {"Oruvia", "Morvania"},
    }


def test_a_relative_clause_of_one_is_not_of_both():
    row = only(
        "Tavrian leader Ana Weber and Oruvian President Emil Tarn, who is holding talks with Morvanian premier "
        "Ivo Lund in Velm, are due to speak later."
    )
    assert names(row.parties) == {"Oruvia", "Morvania"}


@pytest.mark.parametrize(("words", "count"), [("three times", 3), ("twice", 2), ("again", 1)])
def test_how_often_they_met(words, count):
    text = f"Tavrian President Ana Weber met Morvanian leader Ivo Lund {words} last year."
    assert only(text).count == count


def test_a_round_by_its_number_is_of_the_talks_that_are_new():
    rows = reports(
        "Talks between Tavria and Morvania in Rill last month failed. Morvanian and Tavrian envoys are heading to "
        "Sarn this week for more talks. The second round of talks should be calmer."
    )
    assert {row.place.name: row.round for row in rows} == {"Rill": None, "Sarn": 2}


def test_what_befell_talks_is_not_when_they_were():
    row = only(
        "Tavria and Morvania had agreed to hold more talks in Sarn. Morvania dealt the talks a setback last week."
    )
    assert (row.status, row.date.edtf) == ("scheduled", None)


def test_what_will_be_done_at_a_meeting_is_to_come():
    row = only(
        "At her meeting with Morvanian leader Ivo Lund in Sarn on Friday, Tavrian leader Ana Weber will be joined by "
        "aides."
    )
    assert row.status == "scheduled"


def test_the_day_of_a_picture_is_not_that_of_what_somebody_came_for():
    text = "Tavrian leader Ana Weber {} Morvanian leader Ivo Lund in Rill, Oruvia May 3, 2031."
    assert only(text.format("arrives for the summit with")).date.edtf is None
    assert only(text.format("met")).date.edtf == "2031-05-03"


def test_who_also_met_one_of_them_met_another_time():
    first, second = reports(
        "Tavrian President Ana Weber met Morvanian President Bo Lind in Rill on Monday. "
        "Lind also met Tavrian envoy Ida Roth in Rill on Tuesday."
    )
    assert len(first.delegates) == len(second.delegates) == 2


def test_whether_one_would_ever_meet_tells_of_no_meeting():
    assert not reports(
        "Asked whether he would ever meet Tavrian President Ana Weber in Rill, Morvanian President Bo Lind said no."
    )


def test_the_sides_of_the_talks_told_beside_are_not_those_of_the_first():
    found = reports(
        "Much hangs on this week's summit in Rill as well as the talks between Tavria and Morvania planned for July 9."
    )
    assert all(r.place is None for r in found if len(r.parties) == 2)


def test_who_asked_for_a_summit_was_not_at_the_meeting_told_before():
    (report,) = (
        r
        for r in reports(
            "Tavrian President Ana Weber met Morvanian President Bo Lind in Rill on Monday. "
            "Oruvian President Cy Marr had not met the conditions for the summit."
        )
        if r.place
    )
    assert len(report.delegates) == 2


def test_a_call_has_no_place():
    row = only("Tavria and Morvania held a phone call in Rill on Monday.")
    assert (row.form, row.place) == ("call", None)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Issues remain on the table as Tavrian envoys meet in Velm with Morvanian negotiators.",
            "under_way",
        ),
        (
            "Tavrian leader Ana Weber is likely to raise it when she meets Morvanian leader Ivo Lund in Rill.",
            "scheduled",
        ),
        ("Tavria and Morvania opened talks in Velm on Tuesday.", "under_way"),
        (
            "The ban came as Tavrian and Morvanian negotiators prepared to meet Tuesday in Velm for talks.",
            "scheduled",
        ),
        ("Tavrian leader Ana Weber is in Rill for talks with Morvanian leader Ivo Lund.", "under_way"),
    ],
)
def test_the_status_by_the_clause_that_holds_it(text, status):
    assert only(text).status == status


def test_a_meeting_told_only_to_date_a_deed_is_not_given_the_sides_of_the_page():
    found = reports(
        "Tavria and Morvania held talks in Rill on Monday. "
        "After the White House meeting, Ana Weber called the Oruvian premier."
    )
    assert [row.place.name for row in found] == ["Rill"]


def test_the_sides_of_trade_talks_are_not_given_to_talks_of_disarmament():
    found = reports(
        "Tavria and Morvania held trade talks in Rill on Monday. The disarmament talks were held in Sarn on May 12."
    )
    assert [row.place.name for row in found] == ["Rill"]


def test_a_delegation_of_another_state_is_not_led_to_who_met():
    rows = reports(
        "Ana Weber led the Oruvian delegation to the ceremony in Rill. Tavrian President Bo Lind met Kim Roth in Rill."
    )
    assert all("Ana Weber" not in [d.name for d in row.delegates] for row in rows if row.form == "meeting")


def test_who_calls_off_a_meeting_with_two_is_a_side():
    row = only(
        "Tavrian President Ana Weber called off a secret meeting with Morvanian leaders and Oruvian President Ivo Lund "
        "in Rill on Sunday."
    )
    assert {NAMES[party] for party in row.parties} == {"Tavria", "Morvania", "Oruvia"}
    row = only("Oruvia called off talks between Tavria and Morvania in Rill on Sunday.")
    assert {NAMES[party] for party in row.parties} == {"Tavria", "Morvania"}


def test_a_meeting_ahead_of_a_summit_is_no_summit():
    row = only(
        "Tavrian envoy Ana Weber recently met with Morvanian leader Ivo Lund in Rill, in advance of an upcoming summit."
    )
    assert row.form == "meeting"


def test_what_is_received_is_no_guest():
    assert not reports(
        "Tavria received intelligence suggesting Morvanian leader Ivo Lund could use his speech in Rill on Monday."
    )


def test_whom_a_visit_was_made_to_meet_was_met():
    row = only("Morvanian leader Ivo Lund made a visit to Tavria in May to meet Tavrian leader Ana Weber.")
    assert row.status == "held"


def test_who_was_in_office_is_no_side():
    rows = reports("Former Tavrian officials met Morvanian negotiators in Rill on Monday.")
    assert all("Tavria" not in names(row.parties) for row in rows)
    row = only("Tavrian envoys met former Tavrian officials and Morvanian negotiators in Rill on Monday.")
    assert names(row.parties) == {"Tavria", "Morvania"}


def test_people_of_a_state_are_not_the_state():
    assert not reports("The Tavrian president met with Morvanian dissidents in Rill on Monday.")
    assert not reports("Tavria and Morvania met with schoolchildren in Rill on Monday.")


def test_who_calls_off_a_meeting_due_with_others_is_a_side():
    row = only(
        "Tavrian President Ana Weber called off a meeting planned for Sunday with Morvanian leaders and Oruvian "
        "President Ivo Lund in Rill."
    )
    assert names(row.parties) == {"Tavria", "Morvania", "Oruvia"}


def test_what_was_called_off_was_not_held():
    found = reports(
        "Tavria cancelled talks with Morvania planned for Sunday in Rill. "
        "The negotiating teams were happy, and the talks were held in a good mood, Oruvia said."
    )
    (row,) = (row for row in found if row.status == "cancelled")
    assert len(row.evidence) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ana Weber slept on it before deciding on Thursday morning to call off the summit.",
        "The world is less secure as a result of the cancellation of the summit.",
        "I have decided to terminate the planned summit.",
    ],
)
def test_what_somebody_decided_to_call_off_is_cancelled(text):
    row = only(f"Tavria and Morvania will hold a summit in Rill next month. {text}")
    assert (row.status, row.date.edtf) == ("cancelled", "2031-07")


def test_a_planning_meeting_of_officials_is_not_the_summit():
    found = reports(
        "Leaders of Tavria and Morvania will hold a summit in Rill. A decision on the summit is due, as Tavrian and "
        "Morvanian officials were set to hold a planning meeting over the weekend in Rill."
    )
    assert [row.form for row in found] == ["summit", "meeting"]


def test_a_party_is_no_guest():
    assert not reports("Tavria will host a Morvanian party on Monday.")


def test_who_meets_beside_a_summit_of_many_meets_apart():
    row = only(
        "Tavrian leader Ana Weber told reporters during a meeting with Morvanian leader Bo Lind on May 25 in Sarn. "
        "Weber has used the three-day G-12 summit to win allies."
    )
    assert (len(row.evidence), row.duration) == (1, None)


def test_beside_a_summit_is_no_place():
    found = reports(
        "Tavrian President Ana Weber met Morvanian President Bo Lind on Monday on the sidelines of the G-12 summit."
    )
    assert all(row.place is None for row in found)


def test_who_meets_at_a_summit_of_many_meets_where_it_is():
    found = reports(
        "Tavrian leader Ana Weber held a meeting with Morvanian leader Bo Lind at the close of the G12 summit in Rill."
    )
    assert [(row.form, row.place.name) for row in found if len(row.parties) > 1] == [("meeting", "Rill")]


def test_talks_of_two_are_not_a_meeting_with_one():
    assert not reports(
        "Ana Weber had Cy Marr sit through a whole meeting with her in May. Weber has not been focused on the "
        "Tavrian-Morvanian talks since they fell apart."
    )


def test_a_role_in_talks_makes_no_side():
    assert not reports("Oruvia has played a crucial role in Tavria's peace talks in Rill in May.")


def test_who_may_be_meant_by_a_surname_is_open():
    found = reports(
        "Morvanian leader Kim Jae Won and Oruvian envoy Sung Kim are in Rill. "
        "Tavrian President Ana Weber spoke. The Weber-Kim meeting was held in Sarn on May 12."
    )
    assert all("Oruvia" not in names(row.parties) for row in found)


def test_who_will_go_on_somewhere_for_meetings_has_not_met():
    row = only(
        "Ana Weber will continue from there to Rill for meetings with Morvanian leader Bo Lind and Oruvian officials."
    )
    assert row.status == "scheduled"


def test_what_a_summit_may_yield_leaves_it_what_it_is():
    row = only(
        "Tavria and Morvania held a summit in Rill on Monday. "
        "There were signs the historic meeting might not yield an agreement."
    )
    assert len(row.evidence) == 2


def test_the_time_before_a_summit_of_last_month_is_not_its_time():
    row = only(
        "Ana Weber met Cy Marr ahead of last month's summit between Tavrian leader Bo Lind and Morvanian leader "
        "Kim Jae Won in Rill."
    )
    assert row.date.edtf == "2031-05"


def test_who_hopes_what_a_summit_will_do_does_not_propose_it():
    row = only(
        "Tavrian leader Ana Weber and Morvanian leader Bo Lind have arrived in Rill for their summit. "
        "Oruvia hopes the summit will kick-start a process."
    )
    assert row.status == "scheduled"


@pytest.mark.parametrize(
    "text",
    [
        "Tavrian envoys were to have met Morvanian negotiators in Rill in May.",
        "Tavria had planned to hold talks with Morvania in Rill in May.",
        "Tavrian envoys would have met Morvanian negotiators in Rill in May.",
    ],
)
def test_what_was_only_meant_is_no_meeting(text):
    assert not reports(text)


def test_the_day_of_a_limit_is_not_that_of_the_talks():
    row = only(
        "Tavria and Morvania held talks in Rill. The talks continued past the negotiators' self-imposed May 31 "
        "deadline and one that may cause problems."
    )
    assert row.date.edtf is None


def test_years_of_talks_are_no_meeting():
    assert not reports(
        "The deal caps a dispute that resulted in three years of talks, including the last 20 months of negotiations "
        "in Velm. The talks between Tavria and Morvania were angry."
    )


def test_summits_of_several_bodies_are_not_between_them():
    assert not reports(
        "The Tavrian president will be at the United Nations and NATO summits in Rill this month."
    )


def test_who_calls_off_a_meeting_with_others_is_told_where_his_side_is_open():
    row = only(
        "Weber called off a secret meeting with Morvanian leaders and representatives of the Tavrian government, "
        "planned for Sunday in Rill. Ana Weber spoke."
    )
    assert heads(row) == {"Ana Weber"}


def test_talks_of_other_persons_are_not_those_of_the_page():
    (row,) = reports(
        "Tavria and Morvania held talks in Sarn. Ana Weber and her wife pose for a photo with Oruvian President "
        "Cy Marr after talks in Rill in May."
    )
    assert row.place.name == "Sarn"
    (row,) = reports(
        "Tavria and Morvania held talks in Sarn in May. The premier met the northern and southern first ministers for "
        "talks on Wednesday. But speaking after the meeting in Rill, northern leader Nic Sturm said there was no sign "
        "of it. Dan Drake said she was firm during his meeting at Rill."
    )
    assert row.place.name == "Sarn"


def test_the_heading_of_a_picture_is_no_side():
    row = only(
        "World leaders at the Oruvian Assembly – Tavrian President Ana Weber and Morvanian President Bo Lind meet on "
        "Friday."
    )
    assert names(row.parties) == {"Tavria", "Morvania"}


def test_who_talks_to_somebody_holds_no_talks():
    assert not reports(
        "Morvania and Tavria are at odds. Ana Weber talks to Tavrian Prime Minister Bo Lind on a stroll in Rill's "
        "Central Park in November 2030. Morvanian and Tavrian negotiators held talks."
    )


def test_what_was_called_off_and_took_place_after_all_was_held():
    row = only(
        "Tavrian leader Ana Weber was glad after her summit with Morvanian leader Bo Lind in Rill. Lind went to Oruvia "
        "after his summit with Weber. And the summit itself was called off in April."
    )
    assert (row.status, row.date.edtf) == ("held", None)


def test_what_is_between_two_at_a_summit_of_many_makes_no_meeting_of_theirs():
    assert not reports(
        "Focus is turning to next week's G20 meeting for any developments between Tavria and Morvania on their feud."
    )
