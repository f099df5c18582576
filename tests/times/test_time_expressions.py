"""What is found in sentences as news prints them, each with its span, type and value.

All are written on Wednesday, 4 June 2031, in a world that is made up.
"""

import datetime as dt

import pytest

from parley.times import find

WRITTEN = dt.date(2031, 6, 4)


def read(text):
    return [(text[e.start : e.end], e.value) for e in find(text, WRITTEN)]


def check(text, *expected):
    assert read(text) == list(expected)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Tavria signed on June 3, 2025.", "June 3, 2025", "2025-06-03"),
        ("In 2014 soldiers seized the port.", "2014", "2014"),
        ("She called for talks to take place before the end of November.", "the end of November", "2031-11"),
        ("Tavria signed on 3 June 2025.", "3 June 2025", "2025-06-03"),
        ("Tavria signed on the 3rd of June, 2025.", "the 3rd of June, 2025", "2025-06-03"),
        ("The deal of 2025-06-03 stands.", "2025-06-03", "2025-06-03"),
        ("Updated 12/17/2030 by the desk.", "12/17/2030", "2030-12-17"),
        ("Updated 17/12/2030 by the desk.", "17/12/2030", "2030-12-17"),
        ("KAVAN, 3 June (Gull News) - The envoy left.", "3 June", "2031-06-03"),
        ("ORSK, June 3 - The envoy left.", "June 3", "2031-06-03"),
        ("They met on Monday, June 2, in Orsk.", "Monday, June 2", "2031-06-02"),
        ("Guns fell silent on Dec. 24.", "Dec. 24", "2030-12-24"),
        ("They will meet on the twenty-first of June.", "the twenty-first of June", "2031-06-21"),
        ("The sides met on the 21st.", "the 21st", "2031-05-21"),
        ("It was signed on the 20th of last month.", "the 20th of last month", "2031-05-20"),
        ("They spoke on Friday the 13th.", "Friday the 13th", "2031-06-13"),
        (
            "It fell on the third Thursday of November 2030.",
            "the third Thursday of November 2030",
            "2030-11-21",
        ),
        ("The envoys talked from 10 to 12 May.", "10 to 12 May", "2031-05-10/2031-05-12"),
        ("The envoys talk on June 20-22.", "June 20-22", "2031-06-20/2031-06-22"),
        ("Drones flew on the night of 2-3 June.", "2-3 June", "2031-06-02/2031-06-03"),
    ],
)
def test_days_of_a_month(text, words, value):
    check(text, (words, value))


def test_a_weekday_proves_the_year_that_is_not_printed():
    check("They had met on Saturday, June 2, in Orsk.", ("Saturday, June 2", "2029-06-02"))
    check("They had met on June 2, in Orsk.", ("June 2", "2031-06-02"))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The envoy left on Tuesday.", "Tuesday", "2031-06-03"),
        ("The envoy left on Wednesday.", "Wednesday", "2031-06-04"),
        ("The envoy will leave on Tuesday.", "Tuesday", "2031-06-10"),
        ("The envoy left last Friday.", "last Friday", "2031-05-30"),
        ("The envoy is expected next Tuesday.", "next Tuesday", "2031-06-10"),
        ("The talks are to resume on Friday.", "Friday", "2031-06-06"),
        ("The 2,000 men are set to leave Sunday.", "Sunday", "2031-06-08"),
        ("Talks resumed Friday.", "Friday", "2031-05-30"),
        ("Ahead of Thursday's summit, the envoys spoke.", "Thursday", "2031-06-05"),
        ("They met on Tuesday of last week.", "Tuesday of last week", "2031-05-27"),
        ("They meet again next week on Tuesday.", "next week on Tuesday", "2031-06-10"),
        ("He left yesterday.", "yesterday", "2031-06-03"),
        ("He returns the day after tomorrow.", "the day after tomorrow", "2031-06-06"),
    ],
)
def test_weekdays_and_today(text, words, value):
    check(text, (words, value))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Shelling went on overnight.", "overnight", "2031-06-03TNI"),
        ("They met on Monday evening in Orsk.", "Monday evening", "2031-06-02TEV"),
        ("They met this morning.", "this morning", "2031-06-04TMO"),
        ("They met Tuesday in the afternoon.", "Tuesday in the afternoon", "2031-06-03TAF"),
        ("A shell struck in the early hours of Sunday.", "the early hours of Sunday", "2031-06-01TMO"),
        ("Drones came in the small hours of Sunday.", "the small hours of Sunday", "2031-06-01TMO"),
        ("Guns fell silent at dawn on Monday.", "dawn on Monday", "2031-06-02TMO"),
        ("It began at 10 a.m. on Tuesday.", "10 a.m. on Tuesday", "2031-06-03T10:00"),
        ("It began on Tuesday at 10:30 p.m.", "Tuesday at 10:30 p.m.", "2031-06-03T22:30"),
        ("It began at 10.30am on Tuesday.", "10.30am on Tuesday", "2031-06-03T10:30"),
        ("Sirens sounded at 0900 GMT.", "0900 GMT", "2031-06-04T09:00Z"),
        ("Sirens sounded at 9 a.m. Kavan time.", "9 a.m. Kavan time", "2031-06-04T09:00"),
        ("Guns fell silent at 11:00 local time on Monday.", "11:00 local time on Monday", "2031-06-02T11:00"),
        ("It began on 24 February 2022 at 5 a.m.", "24 February 2022 at 5 a.m.", "2022-02-24T05:00"),
        ("Guns fall silent at midnight tonight.", "midnight tonight", "2031-06-04T24:00"),
        ("It began around four in the morning.", "around four in the morning", "2031-06-04T04:00"),
    ],
)
def test_times_of_day(text, words, value):
    check(text, (words, value))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They met this week.", "this week", "2031-W23"),
        ("Earlier this week he left.", "Earlier this week", "2031-W23"),
        ("They agreed late last month to talk.", "late last month", "2031-05"),
        ("It must end before the end of June.", "the end of June", "2031-06"),
        ("The line has moved since February 2022.", "February 2022", "2022-02"),
        ("They will sign in September.", "September", "2031-09"),
        ("They signed in September.", "September", "2030-09"),
        ("In the first half of last year they fought.", "the first half of last year", "2030-H1"),
        ("Exports fell in the third quarter of 2030.", "the third quarter of 2030", "2030-Q3"),
        ("Exports fell in Q3 2030.", "Q3 2030", "2030-Q3"),
        ("Exports fell in the third quarter of fiscal 2030.", "the third quarter of fiscal 2030", "2030-Q3"),
        ("The offensive this spring failed.", "this spring", "2031-SP"),
        ("In the fall of 2022.5 In fact it failed.", "the fall of 2022", "2022-FA"),
        ("The border closed in the 1990s.", "the 1990s", "199"),
        ("The border closed in the 19th century.", "the 19th century", "18"),
        ("It will end by year-end.", "year-end", "2031-12-31"),
        ("In 2030-31 the budget grew.", "2030-31", "2030/2031"),
        ("After the 2028-09 reports.", "2028-09", "2028-09"),
        ("The 2008-09 crisis hit Morvania.", "2008-09", "2008/2009"),
        ("The army left in the spring of last year.", "the spring of last year", "2030-SP"),
        ("Guns fell silent on Christmas Day 2029.", "Christmas Day 2029", "2029-12-25"),
        ("They spoke on New Year's Eve.", "New Year's Eve", "2030-12-31"),
        ("The truce held over Orthodox Easter 2027.", "Orthodox Easter 2027", "2027-05-02"),
        ("The truce began before Ramadan.", "Ramadan", "XXXX-XX-XX"),
    ],
)
def test_weeks_months_and_longer(text, words, value):
    check(text, (words, value))


def test_a_year_is_lent_to_the_month_before():
    check("They fought from May to June 2030.", ("May", "2030-05"), ("June 2030", "2030-06"))
    check("It ran from 28 May to 3 June 2029.", ("28 May", "2029-05-28"), ("3 June 2029", "2029-06-03"))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They met two weeks ago.", "two weeks ago", "2031-W21"),
        ("They met three days ago.", "three days ago", "2031-06-01"),
        ("They met nearly four years ago.", "nearly four years ago", "2027"),
        ("They met a fortnight ago.", "a fortnight ago", "2031-05-21"),
        ("It will be built ten years from now.", "ten years from now", "2041"),
        ("It will be built a few years from now.", "a few years from now", "FUTURE_REF"),
        ("The army left years ago.", "years ago", "PAST_REF"),
        ("They met two weeks before Christmas 2030.", "two weeks before Christmas 2030", "2030-W50"),
    ],
)
def test_distances(text, words, value):
    check(text, (words, value))


def test_a_distance_from_what_was_spoken_of():
    check(
        "The sides met on 10 May 2030. Two days earlier a shell had struck Orsk.",
        ("10 May 2030", "2030-05-10"),
        ("Two days earlier", "2030-05-08"),
    )


@pytest.mark.parametrize(
    ("text", "words", "value", "mod"),
    [
        ("The nearly four-year war has cost much.", "nearly four-year", "P4Y", "LESS_THAN"),
        ("The nearly four-year-old war has cost much.", "nearly four-year-old", "P4Y", "LESS_THAN"),
        ("The talks will last two to three days.", "two to three days", "P2D", None),
        ("They have to answer within 24 hours.", "24 hours", "PT24H", None),
        ("It lasted for more than two weeks.", "more than two weeks", "P2W", "MORE_THAN"),
        ("It lasted for two and a half years.", "two and a half years", "P2Y6M", None),
        ("It lasted an hour and a half.", "an hour and a half", "PT1H30M", None),
        ("The truce lasts a fortnight.", "a fortnight", "P2W", None),
        ("In the coming days they will meet.", "the coming days", "PXD", None),
        ("Over the past three months it rained.", "the past three months", "P3M", None),
        ("The week-long truce held.", "week-long", "P1W", None),
        ("It took half a century.", "half a century", "P50Y", None),
        ("Talks went on for twenty-five days.", "twenty-five days", "P25D", None),
        ("The market is open 24 hours a day.", "24 hours", "PT24H", None),
    ],
)
def test_lengths(text, words, value, mod):
    (e,) = find(text, WRITTEN)
    assert (text[e.start : e.end], e.type, e.value, e.mod) == (words, "DURATION", value, mod)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They meet every Thursday.", "every Thursday", "XXXX-WXX-4"),
        ("They meet at 9 a.m. on Sundays.", "9 a.m. on Sundays", "XXXX-WXX-7T09:00"),
        ("They meet every two weeks.", "every two weeks", "P2W"),
        ("They meet twice a week.", "a week", "P1W"),
        ("The daily briefing was short.", "daily", "P1D"),
    ],
)
def test_sets(text, words, value):
    (e,) = find(text, WRITTEN)
    assert (text[e.start : e.end], e.type, e.value) == (words, "SET", value)


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("They met late Tuesday.", "END"),
        ("They met in early June.", "START"),
        ("They met in mid-May.", "MID"),
        ("They met at the beginning of 2031.", "START"),
        ("It began at about 5 p.m.", "APPROX"),
        ("It began on Tuesday.", None),
    ],
)
def test_modifiers(text, mod):
    assert [e.mod for e in find(text, WRITTEN)] == [mod]


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("It has held since Tuesday.", "since"),
        ("It holds until Friday.", "until"),
        ("They will sign by Friday.", "by"),
        ("They spoke ahead of Friday's talks.", "ahead"),
        ("They spoke on Friday.", None),
    ],
)
def test_signals(text, signal):
    assert [e.signal for e in find(text, WRITTEN)] == [signal]


@pytest.mark.parametrize(
    "text",
    [
        "The minister may say so, and they march on.",
        "May said she would go.",
        "A quarter of the grain is lost.",
        "A Boeing 737 landed on Route 2020.",
        "About 2,000 troops crossed; 2014 soldiers fell.",
        "Orsk won 3-2 and lost 2:1.",
        "The Sun newspaper printed it.",
        "He seeks a second term.",
        "The March for Life went on.",
        "After the fall of the city they fled.",
        "The pipes spring a leak.",
        "The 15-year-old was found; his mother is 52 years old and in her 50s.",
        "He read it in Tavria Today.",
        "Athletes came to the Winter Games.",
        "See https://gull.example/2031/06/02/talks-march-3-2030.html for more.",
        "They saw the first half of its plan.",
        "He spoke on “This Week.”",
        "It is called Black Monday.",
        "They met at Mar-a-Lago.",
        "It was the last day of the summit.",
        "The key is RSA-2048, see 2024Gull..12.",
        "Tavria imports three-quarters of its grain.",
        "Grain costs $2,030 a share.",
        "The days of the empire are over, he wrote on page 2031.",
        "They live on the 10th floor, from the 3rd floor up.",
    ],
)
def test_look_alikes_are_no_times(text):
    check(text)


def test_a_family_name_is_no_month():
    check("Prime Minister May said so. The pressure on May grew.")
    check("Prime Minister May spoke in May.", ("May", "2031-05"))
    check("The pressure grew on May 3.", ("May 3", "2031-05-03"))


def test_an_anniversary_tells_how_many_years_but_no_day():
    (e,) = find("On the fourth anniversary of the invasion, leaders met.", WRITTEN)
    assert (e.symbol.years, e.value, e.is_timex) == (4, "XXXX-XX-XX", False)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Guns were heard for a third straight day.", "a third straight day", "2031-06-04"),
        ("The line moved for the second week in a row.", "the second week in a row", "2031-W23"),
        ("On Monday guns were heard for a third consecutive day.", "a third consecutive day", "2031-06-02"),
        ("Drones flew on the night of Monday, June 2.", "the night of Monday, June 2", "2031-06-02TNI"),
        ("Shells fell early on Monday, and stopped late in the day.", "late in the day", "2031-06-02"),
    ],
)
def test_days_in_a_row_and_nights(text, words, value):
    assert (words, value) in read(text)


def test_a_unit_is_lent_to_the_number_before():
    check("It will take between 60 and 90 days.", ("60", "P60D"), ("90 days", "P90D"))


def test_until_at_the_beginning_leaves_the_tense_to_the_verb():
    check("Until Tuesday, they had not met.", ("Tuesday", "2031-06-03"))
    check("The truce was extended until Tuesday.", ("Tuesday", "2031-06-10"))


def test_what_had_been_due_is_over():
    check("The truce had been due to expire Tuesday.", ("Tuesday", "2031-06-03"))
    check("The truce is due to expire Tuesday.", ("Tuesday", "2031-06-10"))
    check("They may sign as soon as Tuesday.", ("Tuesday", "2031-06-10"))


def test_what_a_noun_is_told_that_does_not_date_it():
    check("Venn's statement on Thursday that she would resign surprised all.", ("Thursday", "2031-05-29"))


def test_halves_after_the_unit():
    check("They talked for a day and a half of quiet.", ("a day and a half", "P1DT12H"))
    check("It was cut a year-and-a-half ago.", ("a year-and-a-half ago", "2029-12"))
    check("It ended a weeks-long siege in an august room.", ("weeks-long", "PXW"))
