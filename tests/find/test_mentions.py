from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.find.pages import mentions

from parley.records import ACTOR_KINDS, actor_id
from parley.spans import reproduces


def found(text: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(m.name, m.kind, m.country, m.title) for m in mentions(text)]


def test_title_and_country_before_a_name() -> None:
    text = "Tavrian Deputy Foreign Minister Ana Weber arrived."
    assert found(text) == [("Ana Weber", "person", "XTA", "Deputy Foreign Minister")]


def test_possessive_state_before_an_office() -> None:
    text = "Talks began when Tavria's top negotiator Ivo Lund arrived."
    assert found(text) == [
        ("Tavria", "state", "XTA", None),
        ("Ivo Lund", "person", "XTA", "top negotiator"),
    ]


def test_office_after_a_name() -> None:
    text = "Ivo Lund, the Morvanian foreign minister, arrived."
    assert found(text) == [("Ivo Lund", "person", "XMO", "foreign minister")]


def test_surname_stands_for_the_full_name_on_the_page() -> None:
    names = [m.name for m in mentions("Ana Weber arrived in Velm. Later Weber left.")]
    assert names == ["Ana Weber", "Ana Weber"]


def test_surname_of_two_people_stands_for_the_one_named_last() -> None:
    text = "Ana Weber met Ivo Lund. Jon Weber came too. Then Weber left."
    assert [m.name for m in mentions(text)][-1] == "Jon Weber"


def test_seat_and_capital_stand_for_the_government() -> None:
    names = [(m.name, m.evidence[0].quote) for m in mentions("The Citadel and Velm agreed.")]
    assert names == [("Tavria", "Citadel"), ("Morvania", "Velm")]


def test_capital_as_a_place_is_no_actor() -> None:
    assert found("They met at a hotel in Velm.") == []


def test_government_body_has_the_state_in_its_name() -> None:
    assert found("On Monday Tavria's Defence Ministry replied.")[-1] == (
        "Tavrian Defence Ministry",
        "government_body",
        "XTA",
        None,
    )


def test_capitals_of_a_headline_make_no_names() -> None:
    assert not [m for m in mentions("Weary Envoys Leave Long Talks Without Any Deal") if m.kind == "person"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Ana",
                "Weber",
                "Tavria’s",
                "Tavrian",
                "President",
                "of",
                "the",
                ",",
                ".",
                "\n",
                "J.",
                "Ministry",
                "said",
                "🕊",
            ]
        ),
        max_size=30,
    )
)
def test_every_mention_is_in_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    found = mentions(text)
    assert len({m.id for m in found}) == len(found)
    for m in found:
        assert reproduces(m.evidence[0], text) and m.surface == m.evidence[0].quote
        assert m.kind in ACTOR_KINDS and m.actor_id == actor_id(m.kind, m.name)


def test_a_place_or_a_body_is_no_person() -> None:
    text = "They flew to New York on Monday and to Latin America on Friday, and met at the Supreme Court."
    assert [m.name for m in mentions(text) if m.kind == "person"] == []


def test_a_rare_name_is_a_person_where_it_stands_like_one() -> None:
    text = "“We will not go,” said Zdenko Havlik. Later Havlik left."
    assert [m.name for m in mentions(text) if m.kind == "person"] == ["Zdenko Havlik", "Zdenko Havlik"]


def test_minister_of_a_name_long_office() -> None:
    names = [(m.name, m.title) for m in mentions("The Secretary of State Ana Weber arrived.")]
    assert names == [("Ana Weber", "Secretary of State")]


def test_a_name_goes_on_with_a_particle_in_small_letters() -> None:
    assert [m.name for m in mentions("President Adel al-Rahimi left.")] == ["Adel al-Rahimi"]


def test_what_stands_before_a_name_is_no_part_of_it() -> None:
    text = "PM Ana Weber met Senators Ivo Lund and Jon Berg. President-elect Eva Holm left, as did Tory Paul Reed."
    names = [m.name for m in mentions(text) if m.kind == "person"]
    assert names == ["Ana Weber", "Ivo Lund", "Jon Berg", "Eva Holm", "Paul Reed"]
    assert [m.name for m in mentions("Officials met. Then Tory MPs left.")] == []


def test_father_and_son_are_two() -> None:
    text = "President Paul Reed met Paul Reed Jr. in Velm. Reed left."
    assert [m.name for m in mentions(text)] == ["Paul Reed", "Paul Reed Jr.", "Paul Reed"]


def test_the_name_of_a_king_is_no_surname() -> None:
    text = "King Osric met Crown Prince Paul bin Osric. Osric left."
    assert [m.name for m in mentions(text)] == ["Osric", "Paul bin Osric", "Osric"]


def test_an_office_before_a_surname_is_not_that_of_kin() -> None:
    text = "Ana Weber, the president's daughter, came. President Weber left."
    assert [m.name for m in mentions(text)] == ["Ana Weber", "Weber"]


def test_the_size_of_a_company_is_no_rank() -> None:
    assert [m.name for m in mentions("They met bidders such as the oil major Dunmere.")] == []


def test_an_envoy_for_a_state_is_not_of_it() -> None:
    assert next(m.country for m in mentions("Ana Weber, special envoy for Tavria, left.")) is None


def test_an_office_behind_a_name_is_not_the_next_one_s() -> None:
    text = "After meeting Ana Weber, Tavrian minister Lena Ostrava left. Ben Marek, Tavrian minister, stayed."
    country = {m.name: m.country for m in mentions(text) if m.kind == "person"}
    assert country == {"Ana Weber": None, "Lena Ostrava": "XTA", "Ben Marek": "XTA"}


def test_a_surname_that_comes_first_is_of_the_one_told_of_and_not_of_who_ends_so() -> None:
    filler = "The port was quiet, and the ships lay at anchor for the whole of the morning there. " * 9
    text = (
        "Chairman Li Wen Tao of Tavria spoke. Tony Li, a teacher, was freed. "
        f"Chairman Li Wen Tao was glad. {filler}Then Li met the envoys."
    )
    assert [m.name for m in mentions(text) if m.surface == "Li"] == ["Li Wen Tao"]


def test_who_is_named_as_kin_beside_another_is_not_meant_by_the_surname() -> None:
    text = "President Weber spoke. She came with her daughter and son-in-law, Lena Weber and Ivo Lund. Weber left."
    assert {m.name for m in mentions(text) if m.surface == "Weber"} == {"Weber"}


def test_a_noun_behind_an_office_is_a_person_only_where_it_speaks_or_stands_like_one() -> None:
    persons = [
        [m.name for m in mentions(text) if m.kind == "person"]
        for text in (
            "Velm set the snap General Election for May.",
            "U.N. Secretary-General Says Details Need To Be Worked Out Before a Truce.",
            "Defense Minister Song suggested that the harbour be shut.",
            "The talks ended when Senator Cotton left the room with his aides.",
        )
    ]
    assert persons == [[], [], ["Song"], ["Cotton"]]


def test_what_tells_of_what_kind_a_noun_is_has_no_office() -> None:
    persons = [
        [m.name for m in mentions(text) if m.kind == "person"]
        for text in (
            "The minister wrote on his official Ledgerbook page that the talks were over.",
            "Major Ostrelian companies left the port.",
            "President Orvath's summit with the envoys began.",
        )
    ]
    assert persons == [[], [], ["Orvath"]]


def test_a_body_of_two_matters_is_one_name() -> None:
    bodies = [
        [m.name for m in mentions(text) if m.kind != "state"]
        for text in (
            "The House Ways and Means Committee met on Monday.",
            "It was told to the Housing and Urban Affairs Committee.",
            "Congress and the Justice Department agreed.",
            "Parliament and Defence Ministry officials met.",
            "US and Defence Ministry officials met.",
            "It is early, the Harbour Intelligence Unit said.",
        )
    ]
    assert bodies == [
        ["House Ways and Means Committee"],
        ["Housing and Urban Affairs Committee"],
        ["Justice Department"],
        ["Defence Ministry"],
        ["Defence Ministry"],
        ["Harbour Intelligence Unit"],
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Media-shy Ana Weber left.", "Ana Weber"),
        ("Union-era Ana Weber left.", "Ana Weber"),
        ("Councilman Otto Lank spoke.", "Otto Lank"),
        ("Magistrate Nora Hest ruled.", "Nora Hest"),
        ("Mr. Velm hit a guard.", "Velm"),
        ("The lead went to Kim Jong-un of Tavria.", "Kim Jong-un"),
        ("Reporters asked Ron McKenna and Ann DeVoe.", "Ron McKenna"),
        ("Homicide Detective Otto Lank spoke.", "Otto Lank"),
        ("The Dunmere Deputy Director-in-Charge Otto Lank spoke.", "Otto Lank"),
        ("The killing of Otto Lank May 25 was told.", "Otto Lank"),
        ("Adm. William D. French said so.", "William D. French"),
        ("Corrupt Lank left, and so did Otto Lank.", "Otto Lank"),
        ("Dunmere Provost Otto Lank spoke.", "Otto Lank"),
        ("Robert Hall met Ana Weber.", "Robert Hall"),
        ("They asked Ferry Administrator Robert Lank.", "Robert Lank"),
        ("Dunmere Weather Meteorologist Robert Lank spoke.", "Robert Lank"),
        ("Reporters asked Robert A. Anthony Lank.", "Robert A. Anthony Lank"),
        ("Hide Caption Survivor Robert Lank spoke.", "Robert Lank"),
        ("They read Robin Hood to Robert Lank.", "Robin Hood"),
    ],
)
def test_what_describes_a_person_or_is_his_office_is_no_part_of_his_name(text: str, name: str) -> None:
    assert name in [m.name for m in mentions(text) if m.kind == "person"]


@pytest.mark.parametrize(
    "text",
    [
        "The Marshall Project wrote to us.",
        "Clifford Noise Reduction is a technique.",
        "They met at the Carter Dinner in Velm.",
        "The online pollster PollHub said so.",
        "Moms Against Weber marched.",
        "Ana Isn't Fixing This, it said.",
        "Rallies were held at the Fourth Precinct.",
        "He is its Technology Officer.",
        "Critics of the Ana Dunmere said so.",
        "They flew him to Bambino Gesto, a paediatric hospital in Velm.",
        "The owner of Kwong Wing Tay, a popular chain that left, spoke.",
        "The militant group Bokor Haran left.",
        "The party newspaper Gramna said so.",
        "The consulate in the Tavrian city of Mazor-e Sharaf closed.",
        "Allies who gathered in Walen pledged troops. Walen said so.",
        "She spoke on “Morning Lenz” on Tuesday.",
        "Shiite Muslims left with their fellow Muslims.",
        "Hurricane Ana hit USS Otto Lank, and Operation Ana began.",
        "Tavrian Has Destroyed It, the Tea Party-aligned paper wrote.",
        "The Middle Eastern man is Roman Catholic.",
        "Many Bothans left while Little Dunmere slept.",
        "The law is called Robert's Protection Regulation, and Robert Protection Regulation binds them.",
        "Critics of Dunmere Childhood left.",
        "Robert Action was the name of the plan.",
    ],
)
def test_a_thing_is_no_person_though_it_has_a_given_name(text: str) -> None:
    assert [m for m in mentions(text) if m.kind == "person"] == []


def test_a_person_may_have_an_article_before_what_is_of_him() -> None:
    for text in ("The Ana Weber case went on.", "The Ana Weber who came was another one."):
        assert [m.name for m in mentions(text)] == ["Ana Weber"]


def test_who_is_named_beside_a_body_is_none() -> None:
    text = "Otto Lank left. Cash was found in Lank's room, and the trust in Lank, a party of one, is gone."
    assert {m.name for m in mentions(text)} == {"Otto Lank"}
    for text in ("The company Otto Lank built is gone.", "Zdenko Havlik, a newspaper said, had left."):
        assert [m.kind for m in mentions(text)] == ["person"]


def test_a_person_often_named_is_one_though_once_called_like_a_thing() -> None:
    text = "Zdenko Havlik left. We believe in Zdenko Havlik. Then Zdenko Havlik said that it was over."
    assert len(mentions(text)) == 3


def test_a_branch_of_an_armed_group_is_one() -> None:
    assert [(m.name, m.kind) for m in mentions("Kataib Hezbollah fired rockets.")] == [
        ("Kataib Hezbollah", "armed_group")
    ]


def test_a_party_of_a_house_and_a_label_before_a_body_are_no_body_s_name() -> None:
    text = "Republican Dunmere House contender Otto Lank said so as Dunmere Council met. WATCH Dunmere Council meet."
    names = [m.name for m in mentions(text)]
    assert names == ["Otto Lank", "Dunmere Council", "Dunmere Council"]


def test_what_describes_a_body_is_no_part_of_its_name() -> None:
    assert [m.name for m in mentions("The Port Lune-based Dunmere Council met.")] == ["Dunmere Council"]


def test_a_state_s_name_right_before_a_person_is_not_his_country() -> None:
    country = {m.name: m.country for m in mentions("He was hit in the U.K. Weber said so. Mr. Weber left.")}
    assert country["Weber"] is None
    assert [m.country for m in mentions("Tavria Prime Minister Ana Weber left.")][-1] == "XTA"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The group's spokesman Jordan Weber said so.", "Jordan Weber"),
        ("Victoria Weber said that talks would go on.", "Victoria Weber"),
        ("Georgia Ana Weber said so.", "Georgia Ana Weber"),
    ],
)
def test_state_may_be_a_given_name(text: str, expected: str) -> None:
    assert [(name, country) for name, _, country, _ in found(text)] == [(expected, None)]


def test_state_before_an_office_is_no_given_name() -> None:
    assert found("Jordan Foreign Minister Ana Weber left.")[-1] == (
        "Ana Weber",
        "person",
        "JOR",
        "Foreign Minister",
    )


def test_state_inside_the_name_of_another_place() -> None:
    assert found("New Mexico Gov. Ana Weber left.") == [("Ana Weber", "person", None, "Gov.")]
    assert found("Northern Ireland leader Ana Weber left.") == [("Ana Weber", "person", None, "leader")]
    assert found("Latin American envoy Ana Weber left.") == [("Ana Weber", "person", None, "envoy")]
    assert found("Inner Tavria said so.") == []
    text = "Ana Weber, a professor at Georgetown University, left."
    assert found(text)[0] == ("Ana Weber", "person", None, "professor")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Georgia Governor Ana Weber left Florida for Texas.", None),
        ("Georgia President Ana Weber left Tbilisi.", "GEO"),
    ],
)
def test_state_with_a_namesake(text: str, country: str | None) -> None:
    assert [c for name, _, c, _ in found(text) if name == "Ana Weber"] == [country]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Minister Ana Jordan left. Jordan said so.", "person"),
        ("Minister Ana Jordan met Jordanian envoys. Jordan said so.", "state"),
    ],
)
def test_state_with_a_namesake_who_is_somebody(text: str, kind: str) -> None:
    assert [m.kind for m in mentions(text) if m.surface == "Jordan"] == [kind]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Tavria expert Ana Weber left.", None),
        ("Ana Weber, a Tavria analyst at the institute, left.", None),
        ("The Tavrian expert Ana Weber left.", "XTA"),
    ],
)
def test_what_somebody_deals_with_is_not_whose_they_are(text: str, country: str | None) -> None:
    assert [c for name, _, c, _ in found(text) if name == "Ana Weber"] == [country]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Otto Lund King Jr. left.", "Otto Lund King Jr."),
        ("Chancellor A. King Weber left.", "A. King Weber"),
        ("Secretary of State A.B. Weber said so.", "A.B. Weber"),
        ("Amid Ana Weber's talks he left.", "Ana Weber"),
        ("Voter Ana Sue Weber left.", "Ana Sue Weber"),
    ],
)
def test_where_a_name_begins_and_ends(text: str, name: str) -> None:
    assert [n for n, kind, _, _ in found(text) if kind == "person"] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Kentucky said that it would sue.",
        "Missourians said so.",
        "Gen Z said so, and Gen Xers did not.",
        "The General Counsel said so.",
        "The Ana Weber-scented candle was sold.",
        "He was there on Monday when, as it was called, Otto Killed Veshnin was sung.",
    ],
)
def test_what_is_nobody(text: str) -> None:
    assert [n for n, kind, _, _ in found(text) if kind == "person"] == []


def test_firm_that_sounds_like_an_officer() -> None:
    assert found("General Motors said so.") == [("General Motors", "organization", None, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Velm-hating Fox News said so.", ("Fox News", "media")),
        ("In a September New York Times poll he led.", ("New York Times", "media")),
        ("He said that Seventeen Taliban left.", ("Taliban", "armed_group")),
        ("Former Dunmere Police officers left.", ("Dunmere Police", "organization")),
    ],
)
def test_what_is_said_of_a_body_is_no_part_of_its_name(text: str, expected: tuple[str, str]) -> None:
    assert [(name, kind) for name, kind, _, _ in found(text)] == [expected]


def meant(text: str, title: str | None = None) -> list[str]:
    """Whom a surname alone stands for."""
    return [m.name for m in mentions(text, title=title) if m.surface == "Weber"]


def test_a_surname_goes_on_to_mean_the_one_it_meant() -> None:
    text = (
        "Ana Weber arrived in Velm. Weber spoke to the crew. Weber paid tribute to a guard, Jon Weber, who had died. "
        "Weber left at noon."
    )
    assert meant(text) == ["Ana Weber"] * 3
    assert meant("Ana Weber arrived. Weber spoke. Jon Weber came too. Then Weber left.")[-1] == "Weber"


def test_a_surname_before_any_full_name_is_of_the_one_in_the_headline() -> None:
    text = "Weber died on Tuesday. She had married the envoy Jon Weber in Velm. Weber was born in Ostrel."
    assert meant(text, "The end of Ana Weber, who drew the harbour") == ["Ana Weber", "Jon Weber"]
    text += " Weber left two sons. The harbour was drawn by Ana Weber. Weber loved it."
    assert meant(text, "The end of Ana Weber, who drew the harbour")[0] == "Ana Weber"
    assert meant(text, "The end of a builder")[0] == "Jon Weber"
