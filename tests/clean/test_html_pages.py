"""Roles of the lines of an HTML page."""

import pytest
from clean_samples import BODY, CONSENT, article, clean_html, html_page, role_of, roles

from parley.clean.page import read, text_of
from parley.errors import PageError
from parley.settings import Settings


def test_article_text_is_body_and_the_title_its_headline():
    document = clean_html(article(""))
    assert [text for text, role in roles(document) if role == "body"] == BODY
    assert role_of(document, "Third day") == "headline"


@pytest.mark.parametrize(
    ("inner", "words", "role"),
    [
        ("<p>First paragraph of the story, long enough to be one.</p><h2>Buoys</h2>", "Buoys", "crosshead"),
        (
            "<figure><img><figcaption>Boats in the bay, seen from the pier.</figcaption></figure>",
            "Boats in",
            "caption",
        ),
        ("<figure><img><figcaption>Photo: Ola Brenn</figcaption></figure>", "Ola Brenn", "credit"),
        ('<div class="byline">Ana Ruiz, Kalmora</div>', "Ana Ruiz", "byline"),
        ("<p>By Ana Ruiz</p>", "Ana Ruiz", "byline"),
        (
            '<p class="standfirst">Envoys leave the island without a text but agree to meet again</p>',
            "Envoys",
            "body",
        ),
        ("<p>Advertisement</p>", "Advertisement", "promo"),
        ('<div class="newsletter-box"><p>The bay, every morning</p></div>', "every morning", "promo"),
    ],
)
def test_parts_of_an_article(inner, words, role):
    assert role_of(clean_html(article(inner)), words) == role


@pytest.mark.parametrize(
    ("part", "words", "role"),
    [
        ("<nav><a href='/w'>World</a><a href='/s'>Sport</a></nav>", "World", "navigation"),
        ("<footer><p>The Post, Pier Street 4</p></footer>", "Pier Street", "navigation"),
        ('<section id="comments"><p>gull7: About time too!</p></section>', "gull7", "comment"),
        ("<aside><a href='/x'>Ten boats that shaped the bay</a></aside>", "Ten boats", "promo"),
        (
            '<div class="related-stories"><a href="/y">Harbour master resigns</a></div>',
            "Harbour master",
            "promo",
        ),
        (f'<div id="notice"><p>{CONSENT["fr"]}</p></div>', "cookies", "consent"),
        ('<div class="cookie-banner"><p>We value your privacy</p></div>', "We value", "consent"),
        ("<p>Leave a comment</p>", "Leave", "comment"),
        ("<div>Post building, third floor</div>", "third floor", "other"),
    ],
)
@pytest.mark.parametrize("side", [0, 1])
def test_parts_of_a_page_around_the_article(part, words, role, side):
    document = clean_html(article("", around=(part, "") if side == 0 else ("", part)))
    assert role_of(document, words) == role
    assert [text for text, role in roles(document) if role == "body"] == BODY


def test_a_caption_outside_the_article_is_a_teaser():
    part = "<figure><img><figcaption>Ten boats that shaped the bay.</figcaption></figure>"
    assert role_of(clean_html(article("", around=("", part))), "Ten boats") == "promo"


def test_a_second_article_on_the_page_is_not_this_one():
    more = (
        "<p>The ferry to Sele is late again, and nobody at the pier knows when the next one will leave.</p>"
        * 6
    )
    document = clean_html(article("", around=("", f"<article><h2>Ferry late</h2>{more}</article>")))
    assert [text for text, role in roles(document) if role == "body"] == BODY


def test_hidden_text_is_in_no_block():
    document = clean_html(article('<p style="display:none">Pask resigned, officials said on Tuesday.</p>'))
    assert "resigned" not in document.text


def test_the_title_is_printed_once_as_headline():
    document = clean_html(article("<p>Third day in Kalmora</p>"))
    assert [role for text, role in roles(document) if text == "Third day in Kalmora"] == ["headline", "other"]


def test_a_page_without_an_article_is_labelled_by_its_lines():
    document = clean_html("<html><body><div>Talks resume in Kalmora</div></body></html>")
    assert roles(document) == [("Talks resume in Kalmora", "body")]


@pytest.mark.parametrize(
    ("html", "code"),
    [("", "empty"), (" \n ", "empty"), ("<html><body></body></html>", "no_text"), ("<!-- x -->", "no_text")],
)
def test_pages_that_cannot_become_documents(html, code):
    with pytest.raises(PageError) as caught:
        clean_html(html)
    assert caught.value.code == code


def test_a_page_over_the_limit_is_refused():
    with pytest.raises(PageError) as caught:
        read(html_page(article("")), Settings(max_page_bytes=100))
    assert caught.value.code == "too_large"


def test_the_stored_text_comes_from_the_bytes_alone():
    page = html_page(article("<h2>Buoys</h2>"), title="Another title", outlet="Post")
    assert text_of(page) == read(page, Settings()).text


def test_ids_are_those_of_place_and_bytes():
    page = html_page(article(""))
    assert read(page, Settings()).id == read(page, Settings(outlet="Post")).id
