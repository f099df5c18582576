"""What crawlers leave between the paragraphs of a text and at its edges: lines of other stories, players, captions."""

import pytest
from clean_samples import BODY, clean_text, role_of, roles, text_page

from parley.clean import read
from parley.settings import Settings


def content(document):
    return [text for text, role in roles(document) if role == "body"]


def inside(*lines):
    """The sample body with `lines` after its third paragraph."""
    return clean_text(*BODY[:3], *lines, *BODY[3:])


HEADLINES = [
    "Ostland fires two generals as shells fall on the harbour",
    "Veria readies its fleet to stay in port this winter",
    "What the fishermen of the bay think of the talks",
]


@pytest.mark.parametrize(
    "sentence",
    [
        "By then, Pask had already left for the long flight home.",
        "By mid-July, the council had received so many letters the office closed.",
        "By keeping the buoys lit, the fishermen could go on working at night.",
        "Von allen Seiten kamen Boote, und die Fischer jubelten.",
    ],
)
def test_a_sentence_that_begins_as_a_byline_is_the_storys(sentence):
    assert role_of(inside(sentence), sentence) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "By Irena Pask",
        "By Irena Pask, former mayor of the northern bay.",
        "By Ola van der Brenn and Irena Pask",
        "By experts and staff",
    ],
)
def test_a_byline_is_one_whatever_stands_behind_the_names(line):
    assert role_of(clean_text(line, *BODY), line) == "byline"


def test_a_title_that_asks_why_is_no_byline_of_somebody_called_so():
    title = "Por qué la bahía de Kalmora es tan importante para Veria"
    document = clean_text(title, *BODY)
    assert role_of(document, title) == "headline" and document.authors == ()


def test_headlines_in_a_row_between_paragraphs_are_of_other_stories():
    document = inside(*HEADLINES)
    assert [role_of(document, line) for line in HEADLINES] == ["promo"] * 3
    assert content(document) == BODY


@pytest.mark.parametrize(
    "lines",
    [
        HEADLINES[:2],
        [
            "Ostland will withdraw its troops from the northern bay",
            "Veria will lift the blockade of the port of Kalmora",
            "Both sides will exchange all prisoners by the end of June",
        ],
        [
            "Q  But there is nothing that stops you from —",
            "And it would be more honest to tell us —",
            "The council of the bay has never been asked —",
        ],
        ["Ostland’s party 49% – Veria’s party 46%", *HEADLINES[:2]],
        [
            "The council of the bay has sent a letter to",
            "Ostland fires two generals as shells fall on the",
            "Veria readies its fleet to stay in the port during",
        ],
        ["Irena Pask: we never said that to anybody in Veria", "Ola Brenn: you said it twice on the island"],
        ["The council of the bay said on Tuesday that the", "buoys would be laid by the end of the week"],
        ["2031 the fleet of Veria is let back into the bay", "2032 the island is handed to a board of three"],
        ["* A line of buoys across the whole northern bay", "* The return of the fleet of Veria by May"],
    ],
    ids=[
        "two alone",
        "points",
        "speech cut off",
        "a poll",
        "torn lines",
        "what was said",
        "a torn sentence",
        "a chronicle",
        "a list",
    ],
)
def test_other_lines_between_paragraphs_stay(lines):
    assert not {role_of(inside(*lines), line) for line in lines} & {"promo", "navigation"}


def test_headlines_behind_the_text_are_of_other_stories():
    lines = [*HEADLINES[:2], "‘Nobody asked us’: what the fishermen of the bay think of the talks in Kalmora"]
    document = clean_text(*BODY, *lines)
    assert [role_of(document, line) for line in lines] == ["promo"] * 3
    assert content(document) == BODY


def test_a_line_in_capitals_between_paragraphs_is_a_heading():
    line = "OSTLAND FIRES TWO GENERALS AS SHELLS FALL ON THE NORTHERN HARBOUR"
    assert role_of(inside(line), line) == "crosshead"
    assert role_of(inside("WHAT EACH SIDE WANTS"), "WHAT EACH SIDE WANTS") == "crosshead"


def test_a_page_whose_crossheads_are_in_capitals_keeps_them():
    line = "WHAT THE FISHERMEN OF THE BAY THINK OF THE TALKS IN KALMORA"
    rows = [row for text in BODY for row in (text, line)]
    reasons = {b.reason for b in clean_text(*rows, *BODY).blocks}
    assert "a line in capitals" not in reasons


def test_a_player_says_its_title_twice_and_its_length():
    line = (
        "JUST WATCHED Talks resume in Kalmora Replay More Videos ... MUST WATCH Talks resume in Kalmora 03:30"
    )
    assert role_of(inside(line), line) == "promo"
    told = "The boat from Kalmora to Port Arven left at 10:00, the boat from Kalmora to the island at 12:30"
    assert role_of(inside(told), told) != "promo"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Image copyright Ola Brenn Image caption Boats wait outside the northern bay on Monday", "caption"),
        ("Media playback is unsupported on your device Media caption The view from the harbour", "caption"),
        ("Boats wait outside the northern bay on Monday, 3 March. (Ola Brenn/Reuters)", "caption"),
        ("Irena Pask arrives in Kalmora. (Ostland Presidency/Pool via REUTERS)", "caption"),
        ("Irena Pask speaks to reporters in Kalmora on Monday. Ola Brenn/AP Photo", "caption"),
        ("!Boats in the northern bay", "other"),
        ("( Also in the Post: What the bay is worth)", "other"),
        ("Por favor, marca uno o varios temas que sean de tu interés.", "other"),
        ("Story Continued Below", "promo"),
        ("Follow Irena Pask on Twitter at the end of the day", "promo"),
        ("Follow the money, said Pask, and you find the accounts of the ministry on every channel.", "body"),
        ("Por favor, no disparen contra la gente de la bahía, dijo la ministra Irena Pask el lunes.", "body"),
        ("(Speaking through an interpreter: we are never going to sign this treaty)", "body"),
        ("The envoy said that the talks on the bay would resume in June. (state news agency/TASS)", "body"),
        ("Both of them said that a treaty would be signed in June. (Harbour News via AP)", "body"),
        ("Analysis by the ministry of the harbour shows 40 dead in the bay", "body"),
        ("More than 40 stories", "crosshead"),
        ("Mail   Facebook   Twitter / X   LinkedIn", "navigation"),
    ],
)
def test_furniture_between_paragraphs(line, role):
    assert role_of(inside(line), line) == role


def test_two_agencies_behind_the_last_sentence_are_no_picture():
    document = clean_text(*BODY, "The delegates are to meet again on Thursday, both sides said. (BPA/AFP)")
    assert content(document)[-1].endswith("(BPA/AFP)")
    assert document.agencies == ("AFP",)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Irena Pask is a staff writer at the Kalmora Post, where she covers the bay.", "other"),
        ("**Ola Brenn**, who lives on the island, is a fellow at the Harbour Institute.", "other"),
        (
            "Evan Brenn is the first foreign journalist to be held in Ostland since the war began in March.",
            "body",
        ),
        ("Irena Pask is the foreign minister of Ostland and led its delegation in the spring.", "body"),
        ('"Ola Brenn is a reporter we trust," the council of the bay said in a statement.', "body"),
    ],
)
def test_a_note_on_the_author_ends_a_text(line, role):
    assert role_of(clean_text(*BODY, line), line) == role


def test_a_note_that_begins_a_text_is_its_story():
    line = "Irena Pask is a reporter who has covered the bay for thirty years and was shot at twice."
    assert role_of(clean_text(line, *BODY), line) == "body"


def test_a_quoted_button_does_not_make_a_notice_speech():
    notice = 'By clicking "Agree", you accept our privacy policy and that we store cookies on your device.'
    assert role_of(inside(notice), notice) == "consent"
    said = '"We never store cookies and you know that your privacy policy hid them," Pask told the shops of Kalmora.'
    assert role_of(inside(said), said) == "body"


def test_a_crosshead_printed_three_times_is_furniture():
    rows = [*BODY[:2], "[music]", *BODY[2:4], "[music]", *BODY[4:], "[music]", BODY[0] + " It was cold."]
    assert role_of(clean_text(*rows), "[music]") == "navigation"


def test_a_torn_sentence_is_no_entry_of_a_menu():
    rows = [
        "The council of the bay said that it had sent the",
        "Fleet Board",
        "Harbour Council",
        "Buoy Office",
    ]
    assert role_of(inside(*rows), rows[0]) == "body"


class TestHeadline:
    @pytest.mark.parametrize(
        "line",
        [
            "Published 1 January 2031 in Kalmora",
            "Posted Tuesday, 4 March 2031 by Irena Pask",
            "Mail   Facebook   Twitter / X   LinkedIn",
            "Ola Brenn / Harbour Pictures of Kalmora",
            "The old harbour of Kalmora (Harbour Pictures)",
            "Image copyright Ola Brenn Image caption Boats wait outside the bay",
        ],
    )
    def test_is_no_date_credit_or_menu(self, line):
        document = clean_text(line, "", *BODY)
        assert document.title is None and role_of(document, line) != "headline"

    def test_stands_beside_a_date(self):
        document = clean_text("Delegates meet for a third day", "Published 1 January 2031 at noon", "", *BODY)
        assert document.title == "Delegates meet for a third day"

    def test_is_no_standfirst_where_the_title_is_known(self):
        line = "Envoys of Ostland and Veria speak of progress but name no date for a truce"
        document = read(text_page("\n".join([line, *BODY]), title="What the bay is worth"), Settings())
        assert role_of(document, line) != "headline" and document.title == "What the bay is worth"

    def test_goes_without_marks_into_the_metadata(self):
        document = clean_text("# Delegates meet for a **third** day", *BODY)
        assert document.title == "Delegates meet for a third day"
        assert role_of(document, "# Delegates") == "headline"

    def test_says_how_far_a_lone_line_can_be_trusted(self):
        document = clean_text("Delegates meet for a third day in Kalmora", *BODY)
        (origin,) = [o for o in document.origins if o.field == "title"]
        assert (origin.source, origin.confidence) == ("only line above the text", 0.65)


def test_the_indent_of_a_list_is_not_the_bodys():
    items = [f"  * {text}" for text in BODY]
    rows = [*BODY[:2], *items[:3], *BODY[2:4], *items[3:], BODY[4]]
    document = clean_text("  Menu", "  World", *rows)
    assert {role_of(document, text) for text in BODY[:5]} == {"body"}


def test_who_speaks_in_lines_of_their_own_is_no_menu():
    names = ["Ursula van der Brenn", "Irena Pask"]
    rows = [line for n, text in enumerate([*BODY, *BODY[:2]]) for line in (names[n % 2], text)]
    document = clean_text(BODY[0], *rows)
    assert {role for text, role in roles(document) if text in names} <= {"body", "crosshead"}
