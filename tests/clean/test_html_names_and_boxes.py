"""What the names of elements say, and which lists, cards, short lines and linked headings are the article's."""

import time

import pytest
from clean_samples import BODY, article, clean_html, role_of, roles

P = "".join(f"<p>{p}</p>" for p in BODY)
LINE = "The boats may pass the buoys again from noon on Thursday, the council said."
LEADS = (
    "Nobody at the pier of Sele knows when the next ferry will leave, its captain said.",
    "The harbour council has asked both capitals for a second boat before the winter.",
    "Ostland's mint has struck a coin for the envoys, and Veria has struck one as well.",
)
TITLES = ("Ferry to Sele late again", "Council asks for second boat", "A coin for the envoys")
HEADS = ("The northern bay", "The prisoners", "More envoys")


def page(*parts, title="Third day in Kalmora", above=""):
    return clean_html(
        f"<html lang='en'><head><title>{title}</title></head><body><article>{above}<h1>{title}</h1>"
        f"{''.join(parts)}</article></body></html>"
    )


def named(names, inner=f"<p>{LINE}</p>", tag="div"):
    return page(P, f"<{tag} class='{names}'>{inner}</{tag}>", P)


def body(document):
    return [text for text, role in roles(document) if role == "body"]


@pytest.mark.parametrize(
    ("names", "role"),
    [
        ("BoxNewsletter", "promo"),
        ("articleCaption", "caption"),
        ("noticeCookieText", "consent"),
        ("hasCaption", "body"),
        ("withNewsletter wide", "body"),
        ("noRelatedLinks", "body"),
        ("Unrecommended", "body"),
        ("boxnewsletter", "body"),
    ],
)
def test_a_capital_begins_a_part_of_a_name(names, role):
    assert role_of(named(names), LINE) == role


@pytest.mark.parametrize(
    ("names", "role"),
    [
        ("has-sidebar", "body"),
        ("sidebar-grid", "body"),
        ("block--with-related", "body"),
        ("no--caption", "body"),
        ("sidebar", "promo"),
        ("has-sidebar related", "promo"),
        ("casino-related", "promo"),
    ],
)
def test_a_name_of_what_stands_beside_an_element_says_nothing_of_it(names, role):
    assert role_of(named(names), LINE) == role


@pytest.mark.parametrize(
    ("names", "role"),
    [
        ("cmp-text", "body"),
        ("cmp-article-paragraph", "body"),
        ("cmp-banner", "consent"),
        ("qc-cmp-ui", "consent"),
        ("wp-embedded-content", "promo"),
        ("post-next-prev", "promo"),
        ("next", "body"),
        ("video-player", "other"),
        ("video__slate", "other"),
        ("videos-of-kalmora", "body"),
        ("image-description", "caption"),
        ("image-lead", "body"),
        ("related caption", "promo"),
    ],
)
def test_names_of_components(names, role):
    assert role_of(named(names), LINE) == role


def test_the_foot_of_a_page_is_also_told_by_its_role():
    part = f"<div role='contentinfo'><p>{LEADS[0]}</p></div>"
    assert role_of(clean_html(article("", around=("", part))), LEADS[0]) == "navigation"


def test_the_id_of_a_heading_is_made_of_its_words():
    def headed(heading):
        return role_of(page(P, heading, P), "boats of the bay")

    assert headed("<h2 id='related-boats-of-the-bay'>Related boats of the bay</h2>") == "crosshead"
    assert headed("<h2 class='related'>More boats of the bay</h2>") == "promo"
    assert headed("<div id='related'><h2>More boats of the bay</h2></div>") == "promo"


def test_cards_whose_leads_are_links_are_none_of_it():
    cards = "".join(
        f"<div><a href='/{i}'><h3>{title}</h3></a><a href='/{i}'><p>{lead}</p></a></div>"
        for i, (title, lead) in enumerate(zip(TITLES, LEADS, strict=True))
    )
    document = page(P, f"<section>{cards}<div><a href='/x'>Ten boats of the bay</a></div></section>", P)
    assert body(document) == BODY * 2
    labels = {b.reason for b in document.blocks if "Nobody at" in document.text[b.start : b.end]}
    assert labels == {"one of several teasers side by side"}


def test_paragraphs_with_links_are_no_cards():
    linked = "".join(f"<div><p><a href='/x'>{lead}</a></p></div>" for lead in LEADS)
    assert body(page(P, linked, P)) == [*BODY, *LEADS, *BODY]


def linked_list(lines):
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


MIXED = [f"{title}, and <a href='/x'>more</a>" for title in TITLES]


@pytest.mark.parametrize("words", ["Read more:", "Related stories", "More Harbour Post stories"])
def test_a_list_under_words_for_other_stories_is_none_of_it(words):
    document = page(P, f"<p>{words}</p>", linked_list(MIXED), P)
    assert role_of(document, TITLES[1]) == "promo"
    assert body(document) == BODY * 2


def test_so_is_what_follows_them_in_their_paragraph():
    lines = (
        f"Read more:<br>{TITLES[0]}: <a href='/x'>the ferry</a><br>{TITLES[1]}: <a href='/y'>two boats</a>"
    )
    document = page(P, f"<p>{lines}</p>", P)
    assert body(document) == BODY * 2


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("Demands of Veria", MIXED),  # no words for other stories
        ("Related stories", [*MIXED[:2], TITLES[2]]),  # a line without a link
        ("Advertisement", [lead.replace("boat", "<a href='/x'>boat</a>") + " <a>1</a>." for lead in LEADS]),
    ],
)
def test_other_lists_are_the_articles(words, lines):
    document = page(P, f"<p>{words}</p>", linked_list(lines), P)
    assert role_of(document, TITLES[1] if lines[0] == MIXED[0] else LEADS[1][:40]) == "body"


def test_a_paragraph_below_words_for_other_stories_is_the_articles():
    line = f"{LINE[:-1]} in <a href='/x'>a note</a>"
    assert role_of(page(P, "<p>Read more:</p>", f"<p>{line}</p>", P), LINE[:-1]) == "body"


@pytest.mark.parametrize(
    "row", ["Read more:<br><a href='/x'>the ferry</a><br>", "Read more: <a href='/x'>it</a><br>"]
)
def test_the_lines_of_a_paragraph_are_counted_once_for_all_words_for_other_stories_in_it(row):
    begun = time.process_time()
    assert body(page(P, f"<p>{row * 8000}</p>", P))[: len(BODY)] == BODY
    assert time.process_time() - begun < 3


def under(heads, name="c-head"):
    parts = (f"<div class='{name}'>{head}</div>{P}" for head in heads)
    return page(P, *parts)


def test_short_lines_in_elements_of_one_name_are_subheads():
    document = under((*HEADS, "Who pays for the boats?"))
    assert [text for text, role in roles(document) if role == "crosshead"] == [
        *HEADS,
        "Who pays for the boats?",
    ]
    assert body(document) == BODY * 5


@pytest.mark.parametrize(
    ("heads", "name"),
    [
        (HEADS[:2], "c-head"),  # two are boxes
        (("The northern bay",) * 3, "c-head"),  # what is said again and again
        (HEADS, ""),  # without a name
        (("The council sits today.", "The envoys sleep.", "The bay is calm."), "c-head"),  # sentences
    ],
)
def test_other_short_lines_in_elements_of_their_own_are_boxes(heads, name):
    found = [(text, role) for text, role in roles(under(heads, name)) if text in heads]
    assert found == [(head, "promo") for head in heads]


def test_short_lines_over_none_of_the_text_are_no_subheads():
    tags = "".join(f"<div class='tag'>{head}</div>" for head in HEADS)
    assert {role_of(page(P, tags, P), head) for head in HEADS} == {"promo"}


def test_what_is_quoted_in_elements_of_one_name_is_kept():
    heads = ["“Let us fish”", "“Let us go”", "“Let us stay”"]
    assert {role_of(under(heads), head) for head in heads} == {"body"}


def linked_heads(heads, parts=(P, P, P)):
    return "".join(
        f"<h2><a href='/{i}'>{head}</a></h2>{part}"
        for i, (head, part) in enumerate(zip(heads, parts, strict=False))
    )


def test_linked_headings_over_paragraphs_are_the_articles():
    document = page(P, linked_heads(HEADS))
    assert {role_of(document, head) for head in HEADS} == {"crosshead"}


def test_a_linked_heading_between_the_paragraphs_is_a_teaser():
    assert role_of(page(P, linked_heads(TITLES[:1])), TITLES[0]) == "promo"


@pytest.mark.parametrize(
    "inner",
    [
        f"{P}<div>{linked_heads(TITLES, [f'<p>{lead}</p>' for lead in LEADS])}</div>{P}",  # elsewhere
        P + linked_heads(TITLES, ["", "", P]),  # one below the other
        "".join(f"<div><p>{p}</p></div>" for p in BODY)
        + f"<div>{linked_heads(TITLES[:2], [f'<p>{lead}</p>' for lead in LEADS])}</div>",
    ],
)
def test_linked_headings_of_teasers_are_not(inner):
    document = page(inner)
    assert {role_of(document, title) for title in TITLES[:2]} == {"promo"}


@pytest.mark.parametrize(
    ("heading", "again"),
    [("Kalmora – Third day of talks", True), ("Third day of talks in the bay", False), ("Third", False)],
)
def test_a_title_is_told_by_its_letters(heading, again):
    document = page(P, title="Kalmora: Third day of talks", above=f"<h2>{heading}</h2>")
    (reason,) = (b.reason for b in document.blocks if document.text[b.start : b.end] == heading)
    assert (reason == "the title again") == again


SUMMARY = "Envoys leave the island without a text but agree to meet again"


def test_a_standfirst_that_the_article_says_again_stands_once():
    def summed(first):
        return clean_html(
            f"<html><body><h1>Third day in Kalmora</h1><p>{SUMMARY}</p>"
            f"<article><p>{first}</p>{P}</article></body></html>"
        )

    assert [role for text, role in roles(summed(SUMMARY)) if text == SUMMARY] == ["other", "body"]
    assert role_of(summed(LINE), SUMMARY) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "In Kalmora, 5 February 2031, 10:30 a.m.",
        "The bay of Kalmora at night, 5 February 20319:30",
        "The Harbour Post of Kalmora, the paper of the whole bay, on Tuesday the 5 February 2031",
    ],
)
def test_a_date_above_the_text_is_the_pages(line):
    assert role_of(page(f"<p>{line}</p>", P), line) == "other"


@pytest.mark.parametrize(
    "line",
    [
        "Veria left the bay on 5 February 2031.",
        "Veria and Ostland agreed on 5 February 2031 to meet in the spring and to count the boats of both sides, "
        "those of the island too",
    ],
)
def test_a_sentence_with_a_date_is_the_articles(line):
    assert role_of(page(f"<p>{line}</p>", P), line) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Enjoy our app? Log in to read.",
        "We’d like to hear from you: write to the newsroom",
        "Follow the Harbour Post on Facebook",
        "Get breaking news from the bay in your inbox",
        "Share it with a friend",
        "Got a story? Get in touch with our news team",
        "会員限定：漁師の皆さまへのサービス",
    ],
)
def test_more_calls_to_the_reader(line):
    assert role_of(page(P, f"<p>{line}</p>", P), line) == "promo"


@pytest.mark.parametrize(
    "line",
    [
        "Veria's boats follow the channel that Ostland has swept, the harbour master said on Tuesday.",
        "Envoys who get in touch with the island's newsroom are asked for a text, its editor said on Tuesday.",
        "Both capitals would share it, and a friend of the envoy said that this was what he had wanted.",
    ],
)
def test_news_with_such_words_is_kept(line):
    assert role_of(page(P, f"<p>{line}</p>", P), line) == "body"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Tags", "navigation"),
        ("Duration 1:30", "navigation"),
        ("Most read in Kalmora", "promo"),
        ("WATCH | Boats leave the bay", "promo"),
        ("Featured video", "promo"),
        ("More Harbour Post stories", "promo"),
        ("Dieser Artikel erschien zuerst in der Hafenpost.", "credit"),
        ("Aus dem Englischen von Ola Brenn", "credit"),
        ("With reports from the Harbour Post and the Veria Herald", "credit"),
        ("In this March 3 file photo, boats of Veria lie in the bay.", "caption"),
        ("Irena Pask, negotiator of Ostland, on her way to the talks. File image", "caption"),
        ("This is a developing story and will be updated.", "other"),
        ("This is a breaking news story, more to follow.", "other"),
        ("This slideshow requires JavaScript.", "other"),
        ("$$ARTICLEAD$$", "other"),
        ('[button link="https://post.example/boats" type="big"] Send us your boats', "other"),
        ("Über dieses Thema berichtet: Hafenfunk am 05.02.2031 um 06:00 Uhr.", "other"),
    ],
)
def test_more_words_of_furniture(line, role):
    assert role_of(page(P, f"<p>{line}</p>", P), line) == role


@pytest.mark.parametrize(
    "line",
    [
        "This is a developing story, the mayor of Kalmora said, and the whole bay will follow it.",
        "This is a developing story about boats that officials in both capitals follow closely, he said.",
        "In this file the council keeps a photo of each boat, its clerk told reporters on Tuesday.",
        "Dieser Text wurde von beiden Hauptstädten gelesen, sagte die Unterhändlerin am Dienstag in Kalmora.",
        "Über dieses Thema berichtete die Unterhändlerin am Dienstag ihrer Hauptstadt, wie sie sagte.",
        "More people than ever tell their stories of the bay, the harbour council said on Tuesday.",
        "The mint has struck [a coin] for $$ and for %% of the price, the council said on Tuesday.",
    ],
)
def test_sentences_with_such_words_are_kept(line):
    assert role_of(page(P, f"<p>{line}</p>", P), line) == "body"
