"""What is no deed of one side against another, and who acts where a clause about another stands between."""

import pytest
from tests.find.test_incidents import MORVANIA, TAVRIA, incidents, one

from parley.records import actor_id


@pytest.mark.parametrize(
    "text",
    [
        "A national march will be held in Ostrel.",
        "Many provinces have ordered their officers to stop searching people.",
        "An army memo revealed that Tavrian officials have been ordered to stop such searches.",
        "The eight wounded Tavrian soldiers who arrived in Morvania on Monday are well.",
    ],
)
def test_what_is_held_instructed_or_comes_home_is_no_deed(text):
    assert incidents(text) == []


def test_an_order_to_others_to_shut_is_one():
    assert one("Tavria ordered the bank to close its branches.").event_type == "COERCE"


def test_what_stands_in_a_clause_about_the_subject_does_and_suffers_nothing():
    found = one("The school where they were stationed in Morvania was hit by Tavrian missiles.")
    assert (found.agents, found.recipients) == ((TAVRIA,), ("The school",))
    found = one(
        "Tavrian guards who had walked beside the marchers swiftly moved in, clashing with the attackers."
    )
    assert found.agents == (TAVRIA,)


def test_the_day_of_what_a_deed_answers_is_not_its_own():
    found = one("Tavria imposed sanctions on Morvania in response to the latest nuclear test in February.")
    assert (found.recipients, found.date.edtf) == ((MORVANIA,), None)
    assert one("Tavria imposed sanctions on Morvania in response in May.").date.edtf == "2031-05"
    text = "Ana Vey ordered strikes on a Tavrian base following a gas attack in Velm province on April 4."
    assert incidents(text)[0].date.edtf is None
    text = "A mother walks through Velm on 14 May 2031, amid the Tavrian invasion of Morvania."
    assert one(text).date.edtf is None


@pytest.mark.parametrize(
    "text",
    [
        "Sometimes the Tavrian army shells the port.",
        "After the hosts pointed out that Ana Vey kills reporters, Otto Lank praised her.",
        "Tavrian envoys spent two days in Velm and left with a message for Morvania.",
        "Tavria had to promise to give up its weapons.",
        "Tavria imposes a 10 percent tariff on Morvanian cars.",
        "Otto Lank, who forced party leaders to authorize the inquiry, has said so.",
        "The governor said residents would be allowed to visit gyms from Friday.",
        "Several hundred people have travelled to Morvania to join the battle.",
        "She felt that she was harassed by Otto Lank.",
        "In 2010, a plane crashed in central Tavria and all 68 people on board were killed.",
        "Those demonstrators were quickly escorted out by Tavrian police.",
        "Photos: Photos: Vey visits Morvania Vey visits Morvania – Ana Vey listens to children on March 20.",
        "Otto Lank said the family had no idea he was planning the shooting.",
        "A mob came after a false report that a man was being held by Tavrian guards.",
        "Analysts offered warnings of a no-fly zone in Morvania imposed by Ana Vey.",
        "Tavria and Morvania blocked a stronger press statement in Velm.",
        "Judge Ana Vey worked with the Tavrian ministry to write laws.",
        "He didn't sound like a man who planned to leave his job.",
        "Both men had criticised attacks on the parents of a Tavrian soldier killed in Velm.",
        "Ana Vey said that nobody may arm men whom guards suspect but who have not been convicted of a crime.",
        "Many were questioned, while hundreds more in Morvania are being investigated for spreading news.",
        "Attackers had the information that those Tavrian personnel entered into the form.",
        "The home of the governor was damaged when a tree fell on it in the storm.",
        "Otto Lank, after arriving at the news conference in Union Square, spoke.",
        "He told of penal sanctions imposed by Tavria.",
        "The officer was released from Velm Hospital on Thursday.",
        "Ana Vey could occupy the space that Otto Lank occupied.",
        "Zero Tavrians have been killed by Morvanian men in such attacks.",
        "Tavria is under attack by three deadly viruses.",
        "Ana Vey rode along as guards transported them for processing, but was not arrested, officials said.",
        "Otto Lank arrives on the first day of the trial in Velm.",
        "Ana Vey, who hung a signed copy of the creed in her office, spoke.",
        "Twenty out of three million refugees welcomed to Tavria have been convicted of crimes.",
        "He was pleased about the parts of the law that were struck down.",
        "Judge Ana Vey disqualified herself from the case.",
        "Ana Vey launched a series of attacks, including an advert.",
        "In Velm, aliens are incarcerated five times more often than others.",
        "Ana Vey is pouring her money into adverts to badger Otto Lank.",
        "A Tavrian offensive on Morvania isn't likely soon.",
        "The venue where the Tavrian National Convention will be held is large.",
        "He hoped that Tavria would leave Velm as an internal matter for Morvania.",
        "Aid is flowing, with $37 billion being rounded up by Tavria and others.",
        "Tavrian forces would move to ensure the Morvanian fighters pull back from the border.",
        "Last month, Robert Chain, 68, of Morvania was arrested after calls.",
        "Protesters are held back by a line of Tavrian police.",
        "As Tavria shut the door on Morvanians, it brought in others.",
        "Jan Oster, whom Otto Lank forced out a month ago, left.",
        "The student, who had been expelled from the school, left.",
        "But scores of Morvanian civilians are also killed in the cross-fire.",
        "A worker at a job site that had been looted told a reporter so.",
    ],
)
def test_what_is_of_all_times_owed_or_nobody_s_deed_is_none(text):
    assert incidents(text) == []


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("The strike that took out Otto Lank also killed the leader of the Morvanian rebels.", ()),
        ("The forces that seized the port also shelled Ostrel.", ("The forces",)),
        ("The man who shot Ana Vey was arrested on Monday.", ()),
    ],
)
def test_whom_a_clause_about_the_subject_tells_of_does_not_act(text, agents):
    found = incidents(text)[-1]
    assert (found.agents, found.recipients != (actor_id("person", "Ana Vey"),)) == (agents, True)


def test_who_was_taken_hostage_is_told_before_or_behind():
    assert one("The letter is by Otto Lank, whom the rebels took hostage.").recipients == (
        actor_id("person", "Otto Lank"),
    )
    assert one("Rebels took hostage ten men.").recipients == ("ten men",)


def test_the_kind_of_an_attack_is_nobody():
    assert one("A man was murdered in the Port Lune terrorist attack.").agents == ()


def test_a_page_of_what_was_long_ago_tells_history_without_its_year():
    text = (
        "On July 28, 1932, General Otto Lank sent Tavrian troops to Velm.\nThe marchers camped there in 1932.\n"
        "On May 23, guards shelled the camp.\nIn 1933 the general was dismissed."
    )
    assert [(f.status, f.date.edtf) for f in incidents(text)] == [
        ("historical", "1932-07-28"),
        ("historical", None),
        ("historical", "1933"),
    ]


def test_one_sentence_of_the_past_makes_no_page_of_history():
    text = "Otto Lank was convicted in 1998.\nGuards shelled the camp on Monday.\nTavrian rebels seized Velm."
    assert [found.status for found in incidents(text)] == ["historical", "reported", "reported"]


@pytest.mark.parametrize(
    "text",
    [
        "He said so after reports that it was likely Tavria used chemical weapons.",
        "Ana Vey seized the virus to justify her course towards Tavria.",
    ],
)
def test_what_is_likely_or_seized_in_thought_is_no_deed(text):
    assert incidents(text) == []


def test_who_is_quoted_does_not_call_himself_he():
    assert incidents("“He was arrested with the help of Tavrian rebels,” Otto Lank wrote.") == []


def test_a_decade_behind_a_deed_makes_it_history_too():
    assert one("Otto Lank tortured prisoners with prods in the 1970s.").status == "historical"


def test_years_ago_that_open_a_sentence_go_on_in_the_next():
    text = "Fifteen years ago this week, Ana Vey was an envoy when rebels blew up two banks. Ten men were killed."
    assert [found.status for found in incidents(text)] == ["historical", "historical"]


def test_whom_people_protest_against_was_not_arrested_with_them():
    found = one("About 1,000 people protesting Tavrian nominee Otto Lank were arrested by police.")
    assert found.recipients == ("About 1,000 people",)
    assert one("Women staged a walkout in solidarity with Ana Vey.").recipients == ()


def test_an_order_to_shut_censors_only_the_press():
    assert one("Tavria ordered bars to shut down again.").mode is None


def test_who_was_killed_long_ago_died_then_wherever_it_is_told():
    text = "Otto Lank was killed in 1963. Books tell of the day when rebels killed Lank."
    assert [found.status for found in incidents(text)] == ["historical", "historical"]
    assert one("Otto Lank was killed over half a century ago.").status == "historical"


def test_a_day_that_has_a_name_may_be_of_another_year():
    assert one("She was young when Ana Vey was killed on September 11.", "2031-09-25").date.edtf is None
    assert one("Ana Vey was killed on Thursday, September 11.", "2031-09-25").date.edtf == "2031-09-11"


def test_many_who_tell_of_him_are_not_he():
    text = "Otto Lank was found 34 hours after authorities say he killed four people in Velm."
    assert one(text).agents == (actor_id("person", "Otto Lank"),)


def test_one_man_of_a_force_is_not_his_state():
    assert one("A Tavrian police guard shelled Morvanian troops.").agents == ("A Tavrian police guard",)
    assert one("Two Tavrian soldiers shelled Velm.").agents == (TAVRIA,)


def test_who_acts_behind_a_place_and_its_name():
    found = one(
        "In my home country, Morvania, 12 envoys of my party, the old guard, have been arrested since May."
    )
    assert found.recipients == ("12 envoys of my party",)


def test_what_would_be_done_on_a_condition_is_not_planned():
    assert one("Otto Lank said he would kill Ana Vey if she came to his door.").status == "hypothetical"


@pytest.mark.parametrize(
    ("text", "agents", "recipients"),
    [
        ("Rebels hanged ten men.", ("Rebels",), ("ten men",)),
        (
            "A top Tavrian official has accused Morvania directly of attacking oil tankers.",
            (MORVANIA,),
            ("oil tankers",),
        ),
        ("Thousands took to streets to protest the arrest of activist Otto Lank.", ("Thousands",), ()),
        ("Police said last night 29 people were arrested.", (), ("29 people",)),
        (
            "Morvania and others have accused Tavria of arming rebels and sending troops across the border.",
            (TAVRIA,),
            (),
        ),
        (
            "The fighting between Tavrian forces and Morvanian rebels has killed 500 people.",
            (),
            ("500 people",),
        ),
        (
            "Velm police say a 51-year-old employee of Molsen, which was called Lune, opened fire on Wednesday.",
            ("a 51-year-old employee of Molsen",),
            (),
        ),
        ("Ana Vey sent Tavrian troops to Velm.", (actor_id("person", "Ana Vey"),), ()),
    ],
)
def test_both_sides_of_a_deed_and_none_besides(text, agents, recipients):
    assert [(found.agents, found.recipients) for found in incidents(text)] == [(agents, recipients)]


def test_paragraphs_between_those_of_years_long_ago_are_history():
    text = (
        "In 1957 guards met.\nTavrian guards shelled the port.\nGeneral Otto Lank sent troops to Velm.\n"
        "In 1958 the general was dismissed.\nOn Monday guards shelled Velm again."
    )
    assert [found.status for found in incidents(text)] == [*["historical"] * 3, "reported"]


def test_the_day_that_is_called_by_its_numbers_is_history():
    assert one("The 9/11 attacks were carried out by 19 men.").status == "historical"
    assert one("Otto Lank was later killed during a 2011 raid by guards.").status == "historical"


def test_years_after_a_deed_it_is_history():
    text = (
        "Four years after Ana Vey ordered an invasion of Morvania, Tavria’s economy has entered a death zone."
    )
    assert one(text).status == "historical"


@pytest.mark.parametrize(
    "text",
    [
        "The court sat before the December 1989 Tavrian invasion of Morvania.",
        "Many remember the events up to November 22, 1963, when President Otto Lank was gunned down.",
    ],
)
def test_a_page_without_a_date_is_later_than_the_years_before_there_were_any(text):
    assert one(text, None).status == "historical"
