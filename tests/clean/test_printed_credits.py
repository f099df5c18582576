"""Wire credits, bylines and datelines that the text prints."""

import pytest
from clean_samples import BODY, clean_text


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
        ("UPDATE: ", (), None),
        ("RISK REMAINS: ", (), None),
        ("Kalmora (population 4,000) - ", (), None),
        ("", (), None),
    ],
)
def test_datelines_and_their_brackets(start, agencies, dateline):
    assert of(start + BODY[0], *BODY[1:])[:2] == (agencies, dateline)


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
        ("Follow AP’s coverage of the bay at https://ap.example/bay", ("AP",)),
        ("Photo: AFP", ()),
        ("PA", ()),
    ],
)
def test_credit_lines(line, agencies):
    assert of(*BODY, line)[0] == agencies


def test_a_credit_at_the_end_of_the_last_paragraph():
    assert of(*BODY[:-1], BODY[-1] + " (AFP)")[0] == ("AFP",)


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
    ],
)
def test_bylines(line, authors):
    assert of(line, *BODY)[2] == authors


def test_the_byline_of_a_far_teaser_is_not_the_author():
    far = [f"Story number {i}" for i in range(30)]
    assert of(*BODY, *far, "By Tom Vell")[2] == ()


def test_stated_authors_come_before_printed_ones():
    assert of("By Ana Ruiz", *BODY, authors="Tom Vell")[2] == ("Tom Vell",)
