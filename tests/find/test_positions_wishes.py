"""What a side only wishes, deplores or may do, what names it as another, and where content ends beside a verb."""

import pytest
from tests.find.test_positions import NAMES, positions, told


@pytest.mark.parametrize(
    "text",
    [
        # what one wants to do oneself
        "Tavria wants to head off a crisis on its territory.",
        "Tavria is seeking to cement its hold over the disputed territory.",
        "Tavrian President Lena Ostrava does not want to lose sleep over the ceasefire.",
        # arms that nobody is asked for
        "Tavria is seeking its own nuclear weapons.",
        "Tavrian leaders wanted nuclear weapons: they feared an attack.",
        # a fight that one is braced for, and what is not settled
        "Tavria signalled that it is prepared for a long war over the disputed territory.",
        "Tavria never agreed to a ceasefire.",
        "Tavria has not agreed to a ceasefire.",
        # what is deplored, and what any state does
        "“The level of violence in the disputed territory is unacceptable,” Tavrian President Lena Ostrava said.",
        "Tavrian President Lena Ostrava said every country must defend its borders.",
        "“We won't blink to defend our territory,” Tavrian President Lena Ostrava said.",
        # below what only may be
        "Oruvia could help the talks by indicating it backs a ceasefire.",
        "Ana Weber could strengthen her hand by showing Tavria backs an immediate ceasefire.",
        "The envoy could promise more where Tavria is not ready to accept a ceasefire.",
        "Even if Lena Ostrava walks in and says, “I've decided: I no longer want a ceasefire,” nobody will listen. "
        "Lena Ostrava is the president of Tavria.",
        "“Tavria has to come to the table and demand a ceasefire,” Ana Weber said.",
        "That means Ana Weber could sign a deal with Morvania that lifts some sanctions in exchange for "
        "Tavria's promise to give up its nuclear arms.",
        # what one gives, and what a market asks for
        "Tavria's demands for giving up the occupied territory remain unclear.",
        "The mines meet a tenth of annual Tavrian demand for nuclear fuel.",
        # whom one asks at home, and bodies of a town
        "Tavria, Oruvia and Morvania will ask their respective governments to ratify the ceasefire.",
        "The City Council rejected the ceasefire.",
        # nobody deals with himself
        "President Lena Ostrava of Tavria met Dana Roe. The president was open to a ceasefire with Tavria.",
    ],
)
def test_what_is_wished_deplored_or_may_be_is_no_position(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (
            "Tavria wants to keep its nuclear plants.",
            ("Tavria", "demands", "nuclear_safety", "to keep its nuclear plants"),
        ),
        (
            "Tavria wants to resume talks on a ceasefire.",
            ("Tavria", "demands", "ceasefire", "to resume talks on a ceasefire"),
        ),
        (
            "Tavria wants to be recognised as the owner of the disputed territory.",
            ("Tavria", "demands", "territory", "to be recognised as the owner of the disputed territory"),
        ),
        (
            "Tavria says that it does not seek nuclear weapons.",
            ("Tavria", "rejects", "nuclear_program", "nuclear weapons"),
        ),
        (
            "Tavria is prepared for talks on a ceasefire.",
            ("Tavria", "open_to", "ceasefire", "talks on a ceasefire"),
        ),
        ("Tavria did not agree to a ceasefire.", ("Tavria", "rejects", "ceasefire", "a ceasefire")),
        (
            "“The blockade of the occupied territory is unacceptable,” Tavrian President Lena Ostrava said.",
            (
                "Tavria",
                "rejects",
                "embargo",
                "“The blockade of the occupied territory is unacceptable,”",
            ),
        ),
        (
            "Tavrian President Lena Ostrava said every country must accept the ceasefire.",
            ("Tavria", "demands", "ceasefire", "every country must accept the ceasefire"),
        ),
        (
            "“We will not accept anything less than an end to the occupation,” Tavrian President Lena Ostrava said.",
            ("Tavria", "demands", "territory", "an end to the occupation"),
        ),
        (
            "Tavria asked the Morvanian parliament to ratify the ceasefire.",
            ("Tavria", "urges", "ceasefire", "to ratify the ceasefire"),
        ),
        (
            "Tavria wants Morvania to make peace with Tavria by a ceasefire.",
            ("Tavria", "demands", "ceasefire", "Morvania to make peace with Tavria by a ceasefire"),
        ),
    ],
)
def test_what_is_like_it_and_is_asked_of_another_stays(text, position):
    assert told(text) == [position]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Its allies ignore the Tavrian call for a ceasefire and supply the rebels with arms.",
            "a ceasefire",
        ),
        (
            "“We insist Morvania accept a ceasefire and I call on everyone to wait,” "
            "Tavrian President Lena Ostrava said.",
            "Morvania accept a ceasefire",
        ),
        (
            "One reason that Tavria is willing to accept a ceasefire is that it is tired.",
            "to accept a ceasefire",
        ),
        ("Tavria has refused to accept a ceasefire ever since.", "to accept a ceasefire"),
        ("Tavria has advocated for a ceasefire and last March discussed it with the envoy.", "a ceasefire"),
        ("Tavria did not rule out a ceasefire, however, the ministry said.", "a ceasefire"),
        ("They spoke of it, and even then the concessions Tavria offered on the ceasefire were few.", None),
        (
            "Tavria hopes that the sides can finish the text of the Tavria-N.A. ceasefire soon.",
            "the sides can finish the text of the Tavria-N.A. ceasefire soon",
        ),
        (
            "Tavria is pushing for Morvania to accept a ceasefire and free the others.",
            "Morvania to accept a ceasefire and free the others",
        ),
    ],
)
def test_content_ends_before_another_deed(text, content):
    found = [p.content for p in positions(text)]
    assert found[:1] == [content] if content else not any(c.startswith("even") for c in found)


def test_a_duty_that_is_proposed_is_a_threat():
    assert [p.stance for p in positions("The tariffs proposed by Tavria hit Morvania.")] == ["threatens"]


def test_who_only_speaks_of_an_offer_does_not_voice_it():
    text = "Morvanian President Piet Vance said the Tavrian offer of a ceasefire was a trick."
    assert [(NAMES[p.party], p.holder) for p in positions(text)] == [("Tavria", None)]
    text = "“Our offer of a ceasefire stands,” Tavrian President Lena Ostrava said."
    assert [p.holder and p.holder.name for p in positions(text)] == ["Lena Ostrava"]
