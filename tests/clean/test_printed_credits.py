"""Wire credits, bylines and datelines that the text prints."""

import pytest
from clean_samples import BODY, clean_text

from parley.clean import bylines, credits
from parley.clean.lexicon import Label
from parley.clean.lines import units


def of(*lines, **hints):
    document = clean_text(*lines, **hints)
    return document.agencies, document.dateline, document.authors


@pytest.mark.parametrize(
    ("start", "agencies", "dateline"),
    [
        ("KALMORA, Feb 5 (Reuters) - ", ("Reuters",), "Kalmora"),
        ("KALMORA (AP) — ", ("AP",), "Kalmora"),
        ("SELE CITY, Veria (AP) — ", ("AP",), "Sele City"),
        ("Kalmora (dpa) - ", ("dpa",), "Kalmora"),
        ("KALMORA/SELE (Reuters) – ", ("Reuters",), "Kalmora/Sele"),
        ("KALMORA, March 5 - ", (), "Kalmora"),
        ("KALMORA: ", (), "Kalmora"),
        ("(AFP) - ", ("AFP",), None),
        ("[AFP] ", ("AFP",), None),
        ("AFP - ", ("AFP",), None),
        ("KALMORA (AP) ", ("AP",), "Kalmora"),
        ("KALMORA, Ostland, Feb. 5 (Xinhua) -- ", ("Xinhua",), "Kalmora"),
        ("KALMORA. Feb 5 (Interfax) - ", ("Interfax",), "Kalmora"),
        ("KALMORA, February 5. /TASS/. ", ("TASS",), "Kalmora"),
        ("Kalmora/Sele (dpa) - ", ("dpa",), "Kalmora/Sele"),
        ("SA’LE-BAY, Ostland (AP) — ", ("AP",), "Sa’Le-Bay"),
        ("U.N. SQUARE, Sele (AP) — ", ("AP",), "U.N. Square"),
        ("By Ana Ruiz KALMORA (Reuters) - ", ("Reuters",), "Kalmora"),
        ("**Kalmora, Ostland –** ", (), "Kalmora"),
        ("**KALMORA, Ostland (AP)** — ", ("AP",), "Kalmora"),
        ("Kalmora, Ostland - ", (), "Kalmora"),
        ("WASHINGTON — ", (), "Washington"),
        ("WASHINGTON -- ", (), "Washington"),
        ("Washington — ", (), "Washington"),
        ("SELE BAY, Fla. - ", (), "Sele Bay"),
        ("Sele Bay, Qatar - ", (), "Sele Bay"),
        ("Kalmora — ", (), None),
        ("SELE BAY — ", (), None),
        ("Sele Bay, Ostland – ", (), None),
        ("FILE - ", (), None),
        ("KALMORA (ANA RUIZ / AFP) ", (), None),
        ("UPDATE: ", (), None),
        ("RISK REMAINS: ", (), None),
        ("Kalmora (population 4,000) - ", (), None),
        ("Mr Weber, Syria – ", (), None),
        ("MR WEBER, Feb 5 – ", (), None),
        ("", (), None),
    ],
)
def test_datelines_and_their_brackets(start, agencies, dateline):
    assert of(start + BODY[0], *BODY[1:])[:2] == (agencies, dateline)


CAPTIONS = (
    "FILE - In this Feb. 2, 2031, file photo, envoys of both sides leave the hall in the port. (AP Photo/Ola Brenn)",
    "A boat with delegates of Ostland waits in the northern bay in the morning of the third day of the talks.",
)


def test_a_dateline_below_captions():
    text = "KALMORA, Ostland (AP) — " + BODY[0]
    assert of(*CAPTIONS, text, *BODY[1:])[:2] == (("AP",), "Kalmora")
    assert of(*CAPTIONS[:1] * 2, text, *BODY[1:])[:2] == (("AP",), "Kalmora")
    assert of(*BODY[1:3], "KALMORA — " + BODY[0], *BODY[3:])[:2] == ((), None)


def test_the_datelines_of_news_in_brief_are_not_the_pages():
    brief = ("KALMORA, Ostland (AP) — " + BODY[2], "SELE CITY, Veria (Reuters) — " + BODY[3])
    assert of(*BODY[:2], *brief, *BODY[4:])[:2] == ((), None)


@pytest.mark.parametrize(
    "sentence",
    [
        "A source close to the delegation told AFP that the session had lasted six hours in all.",
        "Pask, who spoke to Reuters on condition of anonymity, called the draft a first step on a long road.",
        "The Associated Press asked both ministries for a comment and had no reply by Tuesday evening.",
    ],
)
def test_telling_an_agency_is_no_credit(sentence):
    assert of(*BODY[:2], sentence, *BODY[2:])[0] == ()


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("(AFP)", ("AFP",)),
        ("AFP/AP", ("AFP", "AP")),
        ("(Reporting by Ana Ruiz, Reuters; Editing by Tom Vell)", ("Reuters",)),
        ("Associated Press writer Ana Ruiz contributed to this report.", ("AP",)),
        (
            "Bay News' Ana Ruiz and Tom Vell contributed to this report, as well as The Associated Press.",
            ("AP",),
        ),
        ("Ana Ruiz contributed to this report, as well as the council of the bay.", ()),
        ("Follow AP’s coverage of the bay at https://ap.example/bay", ("AP",)),
        ("Photo: AFP", ()),
        ("AFP/Ana Ruiz", ()),
        ("— AFP", ("AFP",)),
        ("© 2031 AFP", ("AFP",)),
        ("Sources: AFP, Reuters", ("AFP", "Reuters")),
        ("With reporting by Reuters", ("Reuters",)),
        ("With reporting by the Bay Service, AFP, AP, and Reuters", ("AFP", "AP", "Reuters")),
        ("Based on reporting by AFP and Reuters", ("AFP", "Reuters")),
        ("This article was produced with material from AFP.", ("AFP",)),
        ("(With inputs from AFP)", ("AFP",)),
        ("The Kalmora Post with AFP", ("AFP",)),
        ("Avec AFP", ("AFP",)),
        ("Quelle: dpa", ("dpa",)),
        ("KALMORA (AFP)", ("AFP",)),
        ("With agencies", ()),
        ("With Lena Ostrava", ()),
        ("With assistance from the Bay Council, the port of Kalmora was built again in nine months.", ()),
        ("PA", ()),
    ],
)
def test_credit_lines(line, agencies):
    assert of(*BODY, line)[0] == agencies


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("With reporting by Reuters and AFP.", "credit"),
        ("With agencies", "credit"),
        ("AFP/Ana Ruiz", "credit"),
        ("KALMORA (AFP)", "dateline"),
        ("KALMORA, Ostland", "navigation"),
        ("With assistance from the Bay Council, the port of Kalmora was built again in nine months.", "body"),
    ],
)
def test_roles_of_credit_lines(line, role):
    assert clean_text(*BODY, line).blocks[-1].role == role


@pytest.mark.parametrize(
    "end",
    [" (AFP)", " AFP", " – AFP", " —AFP", " /AFP", " AFP ar/tv", " (With inputs from AFP)", " (BSS/AFP)"],
)
def test_a_credit_at_the_end_of_the_last_paragraph(end):
    document = clean_text(*BODY[:-1], BODY[-1] + end)
    assert document.agencies == ("AFP",)
    assert document.blocks[-1].role == "body"


@pytest.mark.parametrize("end", [" NATO", " Pask", " (see page 4)", " Ana Ruiz"])
def test_other_words_at_the_end_are_no_credit(end):
    assert of(*BODY[:-1], BODY[-1] + end)[0] == ()


def test_an_agency_hint():
    assert of(*BODY, agency="AFP")[0] == ("AFP",)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ana Ruiz", ("Ana Ruiz",)),
        (
            "By Ana Ruiz, Tom Vell, Bo van der Lind and Irma Sol",
            ("Ana Ruiz", "Tom Vell", "Bo van der Lind", "Irma Sol"),
        ),
        ("By Ana Ruiz, Kalmora", ("Ana Ruiz",)),
        ("By Ana Ruiz Wednesday 11 June 2031, 18:02 4 min read", ("Ana Ruiz",)),
        ("Von Ana Ruiz", ("Ana Ruiz",)),
        ("By early Friday", ()),
        ("By Ana Ruiz with Tom Vell, Irma Sol, and Bo Lind", ("Ana Ruiz", "Tom Vell", "Irma Sol", "Bo Lind")),
        ("By Ana Ruiz, senior fellow at the School of International & Public Affairs", ("Ana Ruiz",)),
        ("By Ana Ruiz and Tom Vell, Harbour Health News", ("Ana Ruiz", "Tom Vell")),
        ("By Ana Ruiz in Kalmora and Tom Vell in Port Ansel", ("Ana Ruiz", "Tom Vell")),
        ("di Ana Ruiz e Tomaso Vell", ("Ana Ruiz", "Tomaso Vell")),
        ("By Ana RuizJune 11, 2031", ("Ana Ruiz",)),
        ("By Ana Ruiz June 11, 2031", ("Ana Ruiz",)),
        ("Par Ana Ruiz Publié le 11 juin 2031 à 16h51", ("Ana Ruiz",)),
        ("By Theresa May", ("Theresa May",)),
        ("BY THE NUMBERS", ()),
        ("By Kalmora Monitoring", ()),
        ("By Harbour Post Staff", ()),
    ],
)
def test_bylines(line, authors):
    assert of(line, *BODY)[2] == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        (
            "Reporting by Ana Ruiz Writing by Tom Vell Editing by Bo Lind, Irma Sol and Per Holm",
            ("Ana Ruiz", "Tom Vell"),
        ),
        ("Reporting by Ana Ruiz; Editing by Bo Lind and Irma Sol", ("Ana Ruiz",)),
        ("(Reporting by Ana Ruiz and Tom Vell in Kalmora; editing by Bo Lind)", ("Ana Ruiz", "Tom Vell")),
        ("(Writing by Ana Ruiz; Additional reporting by Tom Vell; Editing by Bo Lind)", ("Ana Ruiz",)),
        ("Writing and editing by Ana Ruiz", ("Ana Ruiz",)),
        ("Additional reporting by Tom Vell", ()),
        ("Editing by Bo Lind", ()),
    ],
)
def test_who_reported_or_wrote_is_an_author_and_who_edited_is_not(line, authors):
    assert of(*BODY, line)[2] == authors


@pytest.mark.parametrize("lead", ["By", "By:", "Written by", "Author"])
def test_a_name_below_a_lead_of_its_own(lead):
    assert of("Third day in Kalmora", lead, "Ana Ruiz and Tom Vell", "Published June 11, 2031", *BODY)[2] == (
        "Ana Ruiz",
        "Tom Vell",
    )
    assert of("Third day in Kalmora", lead, "Share", "Ana Ruiz", *BODY)[2] == ()


def test_several_names_below_a_lead_of_their_own():
    above = ("Third day in Kalmora", "By", "Ana Ruiz", "Tom Vell", "Irma Sol")
    assert of(*above, "Published June 11, 2031", *BODY)[2] == ("Ana Ruiz", "Tom Vell", "Irma Sol")
    posts = ("By", "Ana West", "Senior Writer", "Tom Vell", "Harbour Correspondent")
    assert of("Third day in Kalmora", *posts, *BODY)[2] == ("Ana West", "Tom Vell")
    assert of(*above, "Share", "Bo Lind", *BODY)[2] == ("Ana Ruiz", "Tom Vell", "Irma Sol")


def test_marks_that_nobody_sees_are_no_part_of_a_name():
    assert bylines.names("\ufeffBy\u200b Ana\u200b Ruiz\ufeff") == ["Ana Ruiz"]


def test_a_byline_below_lines_of_a_page_header_that_were_taken_for_the_texts():
    """They are no sentences, as a standfirst is; below several of these a byline signs a box."""
    header = [
        "Post Sans ™ & © 2031 Harbour Post",
        "Ferry to Sele",
        "The northern bay",
        "Council on the ferry",
    ]

    def authors(*above):
        printed = units("\n".join([*above, "By Ana Ruiz", *BODY]))
        roles = ["byline" if unit.text.startswith("By ") else "body" for unit in printed]
        body = [i for i, role in enumerate(roles) if role == "body"]
        return bylines.of(printed, [Label(role, "as given") for role in roles], body)

    assert authors(*header) == ["Ana Ruiz"]
    assert authors(*BODY[:4]) == []


def test_a_byline_above_the_text_comes_before_one_below():
    teaser = ("A strait is closed", "By Tom Vell", "June 9, 2031")
    assert of("By Ana Ruiz", *BODY, *teaser)[2] == ("Ana Ruiz",)
    assert of("By Ana Ruiz", *BODY, "By Tom Vell")[2] == ("Ana Ruiz",)
    assert of(*BODY, *teaser)[2] == ()
    assert of(*BODY, "By Tom Vell", *teaser[::2])[2] == ("Tom Vell",)
    assert of("By Ana Ruiz", *BODY, "Reporting by Tom Vell")[2] == ("Ana Ruiz", "Tom Vell")


def test_the_byline_of_a_box_in_the_text_is_not_the_pages():
    assert of(*BODY[:1], "By Ana Ruiz", *BODY[1:])[2] == ("Ana Ruiz",)
    assert of(*BODY, "By Tom Vell, sea editor", *BODY[::-1])[2] == ()


def test_the_byline_of_a_far_teaser_is_not_the_author():
    far = [f"Story number {i}" for i in range(30)]
    assert of(*BODY, *far, "By Tom Vell")[2] == ()


def test_stated_authors_come_before_printed_ones():
    assert of("By Ana Ruiz", *BODY, authors="Tom Vell")[2] == ("Tom Vell",)


def test_many_blanks_between_names_are_passed_once():
    """Half a million blanks, from which the square of their number would take the night."""
    blanks = " " * 500_000
    assert bylines.names(f"By Ada Orr{blanks}, Ben Ode{blanks}and{blanks}Cy Lind{blanks}") == ["Ada Orr"]
    assert credits._SEVERAL.split(f"Ada{blanks}; Ben{blanks}and Cy{blanks}x") == [
        "Ada",
        "Ben",
        "Cy" + blanks + "x",
    ]
