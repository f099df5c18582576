"""What a page's words say about the day on which it was written."""

from dataclasses import replace

import pytest
from pages import PROFILE, document

from parley.find.base import Analysis
from parley.find.clues import rounds as rounds_of_talks
from parley.find.clues.finder import Clues
from parley.find.clues.rounds import _named
from parley.find.mentions import Mentions
from parley.passages import split
from parley.records import Block


def clues(text, roles=None):
    page = document(text)
    if roles:
        blocks = [Block(b.start, b.end, role, b.reason) for b, role in zip(page.blocks, roles, strict=True)]
        page = replace(page, blocks=tuple(blocks))
    passages = tuple(split(page))
    mentions = tuple(Mentions().find(Analysis(page, passages, PROFILE, {})))
    return list(Clues().find(Analysis(page, passages, PROFILE, {"mentions": mentions})))


def says(text, rule, roles=None):
    return [dict(clue.says) for clue in clues(text, roles) if clue.rule == rule]


def test_a_weekday_with_a_past_verb_in_the_opening_is_the_day_of_the_news():
    text = "Negotiators of Tavria ended a second day of talks in Velgorad on Wednesday."
    assert says(text, "opening weekday") == [{"weekday": 3, "lags": [0, 1, 2, 3]}]
    far = "Envoys of both sides concluded a second day of Velmara-mediated talks in Velgorad on Wednesday."
    assert says(far, "opening weekday")[0]["weekday"] == 3
    assert says("Minister Ostrava Thursday played down the talks.", "opening weekday") == [
        {"weekday": 4, "lags": [0, 1, 2, 3]}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The talks will resume in Velgorad on Wednesday.",
        "The delegation is due in Velgorad on Friday.",
        "Talks were held last Wednesday.",
        "Envoys met in Velgorad ahead of talks on Wednesday.",
        "Envoys were scheduled to resume a second round of long talks in Velgorad on Wednesday.",
        "Shops are closed on Sundays.",
        "The Monday group of states wants a truce.",
    ],
)
def test_a_weekday_that_is_to_come_or_another_weeks_is_not(text):
    assert not says(text, "opening weekday")


def test_two_weekdays_to_come_stand_in_their_order():
    text = "Talks could take place on Thursday or Friday, an envoy said."
    assert says(text, "weekdays in their order") == [{"order": [4, 5]}]


@pytest.mark.parametrize(
    ("line", "rule", "expected"),
    [
        ("Published 3 June 2031, 14:05", "published line", {"days": ["2031-06-03"]}),
        ("By Lena Ostrava | March 3, 2031", "published line", {"days": ["2031-03-03"]}),
        (
            "By Lena Ostrava Friday 3 October 2031, 19:50 4 min read",
            "published line",
            {"days": ["2031-10-03"]},
        ),
        ("February 27, 2031 03:55 PM GMT", "published line", {"days": ["2031-02-27"]}),
        ("02/03/2031", "published line", {"days": ["2031-02-03", "2031-03-02"]}),
        ("Updated June 4, 2031", "updated line", {"not_after": "2031-06-04"}),
        ("By L. Ostrava, March 3, 2031", "published line", {"days": ["2031-03-03"]}),
        ("First published on Tue 3 Jun 2031 18.05 BST", "published line", {"days": ["2031-06-03"]}),
        ("Published 3 June 2031 | Updated 5 June 2031", "published line", {"days": ["2031-06-03"]}),
        ("Published 3 June 2031 | Updated 5 June 2031", "updated line", {"not_after": "2031-06-05"}),
        ("Updated: 5 June 2031, published: 3 June 2031", "published line", {"days": ["2031-06-03"]}),
        ("June 3, 2031 | Report", "published line", {"days": ["2031-06-03"]}),
        ("June 3, 2031 13 min read", "published line", {"days": ["2031-06-03"]}),
        ("7 MARZO 2031", "published line", {"days": ["2031-03-07"]}),
        ("Publié le 7 mars 2031 à 11h05", "published line", {"days": ["2031-03-07"]}),
        ("Par Ana Ruiz, le 1er août 2031", "published line", {"days": ["2031-08-01"]}),
        ("Lunes, 7 de marzo de 2031. 13:20 Hs.", "published line", {"days": ["2031-03-07"]}),
        (
            "di Ana Ruiz · 7 marzo 2031 — aggiornato il 9 marzo 2031",
            "published line",
            {"days": ["2031-03-07"]},
        ),
        (
            "di Ana Ruiz · 7 marzo 2031 — aggiornato il 9 marzo 2031",
            "updated line",
            {"not_after": "2031-03-09"},
        ),
        ("Mis à jour le 7 mars 2031", "updated line", {"not_after": "2031-03-07"}),
        ("7. März 2031, 18 Uhr", "published line", {"days": ["2031-03-07"]}),
    ],
)
def test_a_line_that_only_says_when_the_page_came_out(line, rule, expected):
    text = f"{line}\nThe talks ended without a deal, the envoy said."
    assert says(text, rule, ["byline", "body"]) == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "By March 3, 2031, all troops must leave",
        "Velm orders release of 40 prisoners on 3 June 2035",
        "New rules issued on 3 June 2031",
        "Date of birth: 3 March 1965",
        "Expiry date 3 June 2035",
        "Release date: 3 June 2035",
        "Release Date: 3 June 2035",
        "Last date: 3 June 2035",
        "By Velgorad Standards 3 June 2035 Is Late",
        "June 3, 2035 | Velgorad",
        "Lunes 7 de marzo de 2035",
        "30 febbraio 2035",
        "Roma, 7 marzo 2035",
        "Il 7 marzo 2035 le truppe partiranno",
        "Par avion le 7 mars 2035",
    ],
)
@pytest.mark.parametrize("role", ["byline", "body", "furniture", "headline"])
def test_a_line_that_says_more_than_when_the_page_came_out(line, role):
    text = f"{line}\nThe talks ended without a deal, the envoy said."
    assert not says(text, "published line", [role, "body"])


@pytest.mark.parametrize("label", ["Updated", "Last updated:", "This story was updated on", "Modified\n"])
def test_a_date_below_the_word_updated_is_the_day_of_the_change(label):
    text = f"{label}\nJune 8, 2031 11:40 a.m.\nThe talks ended without a deal, the envoy said."
    for role in ("byline", "body", "other"):
        assert not says(text, "published line", ["navigation", role, "body"])
        assert says(text, "updated line", ["navigation", role, "body"]) == [{"not_after": "2031-06-08"}]


@pytest.mark.parametrize("label", ["Published", "First published on", "Harbour Post", "The law was amended"])
def test_a_date_below_another_line_is_the_day_of_publication(label):
    text = f"Updated by hand\n{label}\nJune 8, 2031\nThe talks ended without a deal, the envoy said."
    roles = ["navigation", "navigation", "byline", "body"]
    assert says(text, "published line", roles) == [{"days": ["2031-06-08"]}]


def test_a_date_in_another_language_counts_right_by_the_body_alone():
    above = "7 marzo 2031\nEsteri\nI colloqui sono finiti senza un accordo, dice un inviato."
    assert not says(above, "published line", ["other", "navigation", "body"])
    assert not says("7 marzo 2031\nI colloqui sono finiti.", "published line", ["headline", "body"])


def test_a_headline_is_no_date_line():
    text = "3 June 2035\nThe talks ended without a deal, the envoy said."
    assert not says(text, "published line", ["headline", "body"])


def test_names_and_labels_outside_the_text_are_a_date_line():
    line = "Oruvian News | World | Published 3 June 2031\nThe talks ended without a deal."
    assert says(line, "published line", ["furniture", "body"]) == [{"days": ["2031-06-03"]}]
    assert not says(
        line.replace("World", "Release Date: 5 June 2035"), "published line", ["furniture", "body"]
    )


def test_a_date_far_below_the_beginning_of_the_body_is_not_the_pages():
    text = "\n".join(["The talks ended."] * 20 + ["June 4, 2031"])
    assert not says(text, "published line")


def test_a_dateline_without_a_year_says_the_day_of_any_year():
    text = "VELGORAD, Feb. 18 (Oruvian News) - The talks ended, the envoy said."
    assert says(text, "dateline") == [{"month": 2, "day": 18, "lags": [0, 1, 2]}]


def test_a_line_of_a_place_and_a_day_alone_is_a_dateline_where_the_page_is_read_so():
    text = "VELGORAD, 18 February 2031\nThe talks ended, the envoy said."
    told = [{"not_before": "2031-02-18"}, {"day": "2031-02-18", "lags": [0, 1, 2]}]
    assert says(text, "dateline", ["dateline", "body"]) == told
    assert not says(text, "dateline", ["body", "body"])
    assert not says(text.replace("2031", "2031 in brief"), "dateline", ["dateline", "body"])
    reprinted = f"The old accord reads:\n{text}"
    assert not says(reprinted, "dateline", ["body", "dateline", "body"])
    two = f"SELE, 9 June 2031\n{text}"
    assert not says(two, "dateline", ["dateline", "dateline", "body"])


def test_a_dated_picture_or_post_is_no_younger_than_its_page():
    post = "We are close to a deal. — Lena Ostrava (@lenaostrava) May 13, 2031"
    assert {"not_before": "2031-05-12"} in says(post, "dated post")
    caption = "Envoys leave the villa in Velgorad, May 13, 2031."
    assert {"not_before": "2031-05-13"} in says(caption, "dated picture", ["caption"])


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The summit is to be held on June 3, 2035, Reuters reported.", "body"),
        ("From 3 June 2035, APEC leaders travel free.", "body"),
        ("The summit will be held on June 3, 2035 (AFP)", "body"),
        ("The arena, to open on 3 June 2035.", "caption"),
        ("The arena, which will open on 3 June 2035.", "caption"),
        ("Most read: June 3, 2035. Photo: Andrew Vale", "furniture"),
    ],
)
def test_a_day_beside_an_agency_or_to_come_is_of_no_picture(text, role):
    assert not says(f"{text}\nThe talks ended.", "dated picture", [role, "body"])


def test_a_credited_picture_and_one_whose_day_is_either_of_two():
    assert {"not_before": "2031-05-13"} in says(
        "Envoys leave the villa, May 13, 2031 (REUTERS/Andrew Vale).", "dated picture"
    )
    either = says("Envoys leave the villa in Velgorad, 03/02/2031.", "dated picture", ["caption"])
    assert either == [{"not_before": "2031-02-03"}]


def test_a_year_with_a_simple_past_is_a_floor_and_one_that_is_to_come_a_ceiling():
    assert says("The accord was signed in 2029 after long talks.", "has happened") == [
        {"not_before": "2029-01-01"}
    ]
    assert says("Prices have risen since 2029.", "since") == [{"not_before": "2029-01-01"}]
    assert says("The last troops will leave by 2035.", "to come") == [{"not_after": "2035-12-31"}]


@pytest.mark.parametrize(
    "text",
    [
        "The troops would have left in 2035.",
        "After the accord has expired in 2035, talks begin.",
        "They plan to meet in 2035.",
        "The sides hoped to win in 2035.",
        "A ship leaves in a drawdown set to end in 2035.",
        "It falls to the new, divided council in 2035.",
        "It was offered the 2035 games.",
    ],
)
def test_a_year_that_may_lie_ahead_is_no_floor(text):
    assert not says(text, "has happened")


@pytest.mark.parametrize(
    "text",
    [
        "Tavria announced elections on 3 June 2035.",
        "The envoy proposed a summit in June 2035.",
        "Ostrel predicted a shortage in 2035.",
        "The minister promised new roads in 2035.",
        "The envoy said elections in 2035 were likely.",
        "Elections were scheduled in 2035.",
        "The firm signed a lease ending in 2035.",
        "The envoys met ahead of talks on 3 June 2035.",
        "The team qualified for the games in 2035.",
        "The party focused on 2035 above all.",
        "The fund invested in 2035 bonds.",
        "This article was amended on 3 June 2031.",
        "The council met on plans that on 3 June 2035 would be law.",
    ],
)
def test_a_year_that_a_plan_names_is_no_floor(text):
    assert not says(text, "has happened")


def test_a_day_next_to_a_verb_of_saying_is_the_day_of_the_saying():
    assert says("He said in 2029 that talks were over.", "has happened") == [{"not_before": "2029-01-01"}]


@pytest.mark.parametrize(
    "text",
    [
        "Leaders will mark the end of the war of 1992.",
        "Leaders will mark the war in 1992.",
        "The town will remember the coup of 15 July 2016.",
        "The town will honour the victims of 2016 violence.",
        "The firm will report results for 2029 on Friday.",
        "The sides missed a deadline of 3 June 2029.",
        "The deadline of 3 June 2029 passed without a deal.",
        "In 2019 he said troops will leave by 2025.",
        "The court will try those who struck villages in 2016.",
        "Troops will leave by 2025, he said in 2019.",
    ],
)
def test_a_year_that_may_lie_behind_is_no_ceiling(text):
    assert not says(text, "to come")


@pytest.mark.parametrize(
    "text",
    [
        "The last troops will leave the valley in 2035.",
        "The permit expires in 2035.",
        "The sides face a deadline of 2035.",
        "Since 2029 they have said that all troops will leave by 2035.",
    ],
)
def test_a_year_that_is_to_come_is_a_ceiling(text):
    assert says(text, "to come") == [{"not_after": "2035-12-31"}]


def test_a_war_has_a_beginning_and_a_length():
    text = "Tavria launched its invasion of Morvania in February 2028.\nThe nearly four-year war goes on."
    assert says(text, "beginning") == [{"began": ["2028-02-01", "2028-02-29"], "of": ["XMO", "XTA"]}]
    assert says(text, "has lasted") == [{"lasted": [3.5, 4.05], "of": []}]
    assert says("An end of almost four years of all-out war is far.", "has lasted") == [
        {"lasted": [3.5, 4.05], "of": []}
    ]
    assert says("A week ahead of the fourth anniversary of the invasion, talks began.", "anniversary") == [
        {"lasted": [3.65, 4.01], "of": []}
    ]


@pytest.mark.parametrize(
    "text", ["a three-year plan", "a four-year-old child", "for three years", "a 30-day war"]
)
def test_other_lengths_say_nothing_of_a_war(text):
    assert not says(f"They spoke of {text}.", "has lasted")


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("The three-year war in Tavria goes on.", ["XTA"]),
        ("The three-year war between Tavria and Morvania goes on.", ["XMO", "XTA"]),
        ("Tavria's three-year war goes on.", ["XTA"]),
        ("Tavria launched its invasion three years ago.", ["XTA"]),
        ("Morvania has fought a three-year war.", ["XMO"]),
        ("Tavria wants to end its three-year war.", ["XTA"]),
        ("Tavria wants an end to the three-year war.", []),
        ("Three years after the invasion of Morvania, Tavria wants peace.", ["XMO"]),
        ("They spoke on the third anniversary of Tavria's invasion of Morvania.", ["XMO", "XTA"]),
    ],
)
def test_a_length_says_whose_war_it_is_and_not_who_speaks_of_it(text, of):
    (clue,) = says(text, "has lasted") + says(text, "anniversary")
    assert clue["of"] == of


@pytest.mark.parametrize(
    "text",
    [
        "They spoke of the 20-year war in Lumland.",
        "The army left the valley after a 20-year war.",
        "The three-year war on drugs goes on.",
        "The three-year war of words goes on.",
        "The three-year war ended at dawn.",
        "She came home three years after the war.",
        "He left the war zone three years ago.",
        "It is three years after the end of the war.",
    ],
)
def test_a_length_of_a_war_elsewhere_or_over_is_none(text):
    assert not says(text, "has lasted")


@pytest.mark.parametrize(
    "text",
    [
        "They met on the fifth anniversary of the end of the war.",
        "They met on the fifth anniversary of the war in Lumland.",
    ],
)
def test_an_anniversary_of_an_end_or_of_a_war_elsewhere_is_none(text):
    assert not says(text, "anniversary")


@pytest.mark.parametrize(
    "text",
    [
        "Tavria seized the town in May 2030 during the war.",
        "Tavria trains for the planned May 2035 offensive.",
        "Tavria could launch an invasion of Morvania in May 2035.",
        "Tavria has rebuilt since the end of the war in May 2028.",
    ],
)
def test_a_war_that_is_planned_or_an_end_is_no_beginning(text):
    assert not says(text, "beginning")
    assert not says(text, "named by its beginning")


@pytest.mark.parametrize(
    "text",
    [
        "Talks had been scheduled for Thursday and Friday but were called off.",
        "Talks were due on Thursday and Friday.",
        "Talks due on Thursday and Friday were cancelled.",
    ],
)
def test_days_that_may_be_over_have_no_order(text):
    assert not says(text, "weekdays in their order")


@pytest.mark.parametrize(
    "text",
    [
        "Talks resume later this month. A summit is planned by the end of June.",
        "A third round of talks may begin later this month. A next summit is planned by the end of June.",
        "A third round of talks may begin later this month. The fourth round is due by the end of June.",
        "Talks resume later this month. A next meeting is planned by the end of June.",
    ],
)
def test_talks_that_may_be_others_are_not_of_one_month(text):
    assert not says(text, "month of talks")


def test_later_this_month_and_the_end_of_june_are_one_month():
    text = (
        "The leaders may come together for a third round of talks later this month.\n"
        "The envoy called for a next meeting before the end of June."
    )
    assert says(text, "month of talks") == [{"months": [6]}]


def test_a_round_of_talks_has_its_place_and_its_days():
    told = "Envoys met in Velgorad, which in mid-May also hosted their first round of direct talks."
    assert says(told, "round of talks") == [
        {"round": 1, "place": "Velgorad", "held": {"month": 5, "days": [11, 20], "year": None}}
    ]
    ahead = (
        "Ostrava sent a team for the first direct talks in Velgorad.\n"
        "Talks in Velgorad could take place on Thursday or Friday."
    )
    assert says(ahead, "round of talks") == [
        {"round": 1, "place": "Velgorad", "held": {"weekdays_ahead": [4, 5]}}
    ]


def test_rounds_of_talks_are_read_in_one_pass(monkeypatch):
    places = ["City" + "".join(chr(97 + int(digit)) for digit in f"{nr:03}") for nr in range(200)]
    text = "\n".join(f"The first round of talks in {place} ended." for place in places)
    text += "\nTalks could take place on Thursday."
    read = []
    monkeypatch.setattr(
        rounds_of_talks, "_named", lambda stretch, known: read.append(stretch) or _named(stretch, known)
    )
    assert len(says(text, "round of talks")) == len(places)
    assert len(read) <= 2 * (len(places) + 1)
    longest = max(len(clue.evidence) for clue in clues(text))
    assert longest <= 8


def test_every_clue_carries_its_words():
    text = "VELGORAD, Feb. 18 (Oruvian News) - The talks ended on Wednesday, the envoy said."
    for clue in clues(text):
        assert clue.evidence
        assert all(text[e.start : e.end] == e.quote for e in clue.evidence)
