"""Already-extracted text: every rule of the line labeller, on pages of our own."""

import pytest
from clean_samples import BODY, CONSENT, clean_text, role_of, roles


def content(document):
    return [text for text, role in roles(document) if role == "body"]


def test_a_clean_text_is_all_body():
    assert content(clean_text(*BODY)) == BODY


@pytest.mark.parametrize("language", CONSENT)
def test_a_notice_is_consent_in_each_language_and_costs_no_body_line(language):
    document = clean_text(CONSENT[language], *BODY)
    assert roles(document)[0] == (CONSENT[language], "consent")
    assert content(document) == BODY


def test_six_notices_in_a_row_are_consent():
    document = clean_text(*CONSENT.values(), *BODY)
    assert [role for _, role in roles(document)] == ["consent"] * len(CONSENT) + ["body"] * len(BODY)


def test_a_notice_below_the_body_is_consent():
    assert role_of(clean_text(*BODY, CONSENT["en"]), "store cookies") == "consent"


def test_the_reason_names_the_topics():
    block = clean_text(CONSENT["en"], *BODY).blocks[0]
    assert block.reason == "topics: cookies advertising privacy revocation consent processing"


@pytest.mark.parametrize(
    "sentence",
    [
        '"Help us keep the newsletter of the fishermen alive," Pask asked the council of the bay on Monday.',
        "Pask said that the clerk did nothing wrong with her email use and that the files were given back.",
        "The union asked its members to subscribe to a fund for the crews of the boats that were seized.",
        "Veria wants to become a member of the Littoral Pact and would get the seat that Ostland gave up.",
        "Pask said that whoever signs up for the fleet will be paid by the harbour council from next month.",
    ],
)
def test_news_of_subscribers_and_members_is_no_call(sentence):
    assert role_of(clean_text(*BODY[:3], sentence, *BODY[3:]), sentence) == "body"


def test_a_notice_inside_the_body_is_consent_if_it_speaks_to_the_reader():
    notice = (
        "We use cookies to ensure that we give you the best experience on our website. If you continue to "
    )
    notice += "use this site we will assume that you are happy with it."
    assert role_of(clean_text(*BODY[:3], notice, *BODY[3:]), "We use cookies") == "consent"


def test_a_menu_in_one_line_is_no_body_even_on_a_tidy_page():
    menu = "Advertise with us | About the Post | Site map | Letters | Privacy"
    assert role_of(clean_text(*BODY * 3, menu), "Advertise") == "promo"


def test_news_about_cookies_and_privacy_stays_body():
    news = "The regulator in Kalmora fined two shops on Monday because their privacy policy hid the cookies."
    document = clean_text(BODY[0], BODY[1], news, *BODY[2:])
    assert role_of(document, "fined two shops") == "body"


def test_a_translation_beside_a_notice_is_consent_even_without_its_words():
    odd = (
        "Lesen Sie die Zeitung ohne Einschränkung weiter, indem Sie unten auf den grünen Knopf drücken; das "
    )
    odd += "Angebot gilt für alle Geräte in Ihrem Haushalt und wird von uns nicht weitergegeben."
    assert role_of(clean_text(CONSENT["en"], odd, *BODY), "grünen Knopf") == "consent"


def test_a_paragraph_in_another_language_at_the_edge_is_chrome():
    german = (
        "Diese Zeitung erscheint seit vierzig Jahren in der Hauptstadt und wird an allen Kiosken verkauft; "
    )
    german += "wer sie nach Hause geliefert haben will, wende sich an den Vertrieb in der Hafenstraße."
    document = clean_text(german, *BODY)
    assert role_of(document, "Kiosken") == "other"
    assert document.blocks[0].reason == "language: de on a page in en"
    assert content(document) == BODY


def test_a_foreign_paragraph_inside_the_body_stays_body():
    quoted = '"Wir haben heute lange gesprochen, und wir werden morgen weiter sprechen, weil niemand von uns '
    quoted += 'diesen Krieg noch einen Winter lang führen will", sagte sie den wartenden Journalisten.'
    assert role_of(clean_text(*BODY[:3], quoted, *BODY[3:]), "heute lange gesprochen") == "body"


def test_a_page_in_two_languages_keeps_both():
    german = [
        "Die Abgesandten aus Ostland und Veria haben sich am Dienstag zum dritten Mal in Kalmora getroffen.",
        "Die Gespräche seien langsam, aber nützlich gewesen, sagte die Chefunterhändlerin nach der Sitzung.",
        "Veria verlangt, dass seine Fischer vor einer Waffenruhe in die nördliche Bucht zurückkehren dürfen.",
    ]
    assert content(clean_text(*BODY, *german)) == BODY + german


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Text size:", "navigation"),
        ("Share this article", "navigation"),
        ("Listen to this article", "navigation"),
        ("Taille du texte :", "navigation"),
        ("Item 1 of 4", "navigation"),
        ("ADVERTISEMENT", "promo"),
        ("Read more: What the bay is worth", "promo"),
        ("Sign up for our newsletter to get the day's news in your inbox.", "promo"),
        ("What does each side want from the bay?Read more", "promo"),
        ("Help us follow the talks. Get our stories by email.", "promo"),
        ("Your donation powers frontline reporting from the bay.", "promo"),
        ("This page is available to subscribers. Click here to sign in or get access.", "promo"),
        ("Melden Sie sich jetzt für den Newsletter der Kalmorer Post an!", "promo"),
        ("Recevez chaque matin notre infolettre dans votre boîte mail.", "promo"),
        ("Our Standards: The Kalmora Post Principles., opens new tab", "other"),
        ("Leave a comment", "comment"),
        ("Leave a comment (14)", "comment"),
        ("Your email address will not be published.", "comment"),
        ("(Reporting by Ana Ruiz in Kalmora; Editing by Tom Vell)", "credit"),
        ("Associated Press writers Ana Ruiz and Tom Vell contributed to this report.", "credit"),
        ("ab-cd/ef", "credit"),
        ("(AFP)", "credit"),
        ("By Ana Ruiz and Tom Vell", "byline"),
        ("KALMORA, Feb 5", "dateline"),
        ("A pier in the northern bay on Tuesday. Photograph: Ola Brenn/Bay Pictures", "caption"),
        ("Photo: Ola Brenn/Bay Pictures", "credit"),
        ("Ola Brenn | Bay Pictures | Getty Images", "credit"),
        ("Ola Brenn/Reuters", "credit"),
        ("Boats wait in the harbour. Ola Brenn/Reuters", "caption"),
        ("Your browser does not support the audio element.", "other"),
        ("Updated at 6 p.m.", "other"),
        ("© 2031 Kalmora Post. All rights reserved.", "other"),
        ("___", "other"),
    ],
)
def test_furniture_has_its_role_inside_the_body(line, role):
    document = clean_text(*BODY[:3], line, *BODY[3:])
    assert role_of(document, line) == role
    assert content(document) == BODY


@pytest.mark.parametrize("line", ["- Quiet harbour -", "-- Nobody blinked --", "– 'Not a summit' –"])
def test_a_line_between_dashes_is_a_crosshead(line):
    assert role_of(clean_text(*BODY[:3], line, *BODY[3:]), line) == "crosshead"


def test_a_short_line_between_paragraphs_is_a_crosshead():
    assert role_of(clean_text(*BODY[:3], "THE NORTHERN BAY", *BODY[3:]), "THE NORTHERN") == "crosshead"


@pytest.mark.parametrize("line", ['"Never," he said.', "They left.", "and a boat", "Among them:"])
def test_short_sentences_and_fragments_stay_body(line):
    assert role_of(clean_text(*BODY[:3], line, *BODY[3:]), line) == "body"


def test_menus_around_the_body_are_navigation():
    top = ["Kalmora Post", "World", "Sport", "Weather in the bay", "Tides", "Puzzles", "Letters"]
    bottom = ["Contact", "Imprint", "Jobs at the Post", "Tides", "World", "Sport"]
    document = clean_text(*top, *BODY, *bottom)
    assert content(document) == BODY
    assert {role for text, role in roles(document) if text in top + bottom} == {"navigation"}


def test_teasers_below_the_body_are_promo():
    teasers = [
        "Harbour master of Veria resigns after a dispute over buoys",
        "Ten boats that shaped the bay this year",
    ]
    document = clean_text(*BODY, *teasers * 3, "World", "Sport", "Tides", "Letters", "Puzzles")
    assert [role_of(document, teaser) for teaser in teasers] == ["promo", "promo"]


def test_a_teaser_list_inside_the_body_is_promo_and_the_rest_is_kept():
    inside = ["More to read", "Harbour master resigns", "World", "Ten boats that shaped the bay", "World"]
    document = clean_text(*BODY[:3], *inside, *BODY[3:])
    assert content(document) == BODY
    assert {role_of(document, line) for line in inside} == {"promo"}


def test_a_list_in_an_article_is_kept():
    points = [
        "* return of the fishing fleet",
        "* a line of buoys across the bay",
        "* an exchange of prisoners",
    ]
    assert content(clean_text(*BODY[:3], *points, *BODY[3:])) == BODY[:3] + points + BODY[3:]


def test_bare_links_are_navigation():
    link = "* [](https://post.example/world/2031/2/7/harbour)"
    assert role_of(clean_text(*BODY, link), link) == "navigation"


def test_a_first_line_that_is_a_title_is_the_headline():
    document = clean_text("Third day of talks in Kalmora ends without a text", "By Ana Ruiz", *BODY)
    assert roles(document)[0][1] == "headline"
    assert document.title == "Third day of talks in Kalmora ends without a text"


def test_a_single_line_above_the_body_is_the_headline_whatever_its_words():
    assert roles(clean_text("Rain over a distant coast", *BODY))[0][1] == "headline"


def test_a_line_of_a_menu_is_no_headline_without_words_of_the_body():
    document = clean_text("Home", "World", "Ten ferries for this summer", *BODY)
    assert document.title is None


def test_the_line_that_equals_the_title_hint_is_the_headline():
    title = "Third day of talks in Kalmora ends without a text"
    document = clean_text("World", "Sport", "Tides", title, *BODY, title=title)
    assert role_of(document, title) == "headline"


def test_a_line_that_begins_the_tab_title_is_the_headline():
    title = "Third day of talks in Kalmora ends without a text"
    document = clean_text(f"{title} - Kalmora Post", "World", "Sport", "Tides", title, "Ana Ruiz", *BODY)
    assert document.title == title


def test_a_first_paragraph_is_no_headline():
    document = clean_text(*BODY)
    assert document.title is None
    assert "headline" not in {role for _, role in roles(document)}


def test_a_note_without_prose_is_kept():
    assert role_of(clean_text("Talks resume in Kalmora"), "Talks") == "body"


def test_wrapped_lines_are_one_paragraph():
    wrapped = (
        "Delegates from Ostland and Veria met for a third day in Kalmora on\n"
        "Tuesday and again on Wednesday, the two governments said, and the\n"
        "envoys will be back at the table before the end of the week if the\n"
        "weather in the bay allows it.\n\n"
        'The talks were "slow but useful," Irena Pask told reporters after\n'
        "the session, which had begun four hours late because the ferry did\n"
        "not leave the northern harbour in time."
    )
    document = clean_text(wrapped)
    assert [role for _, role in roles(document)] == ["body", "body"]
    assert document.text == wrapped
