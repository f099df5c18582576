"""Which part of an HTML page is its article, and what stands in it that is not."""

import pytest
from clean_samples import BODY, article, clean_html, html_page, role_of, roles

from parley.clean import read
from parley.settings import Settings

P = "".join(f"<p>{p}</p>" for p in BODY)
OTHER = [
    "The ferry to Sele is late again, and nobody at the pier knows when the next one will leave.",
    "Two captains of the line have written to the council and asked for a second boat before winter.",
    "Passengers waited in the rain for three hours on Monday, the harbour office said in a short note.",
]
Q = "".join(f"<p>{p}</p>" for p in OTHER)


def page(*parts, title="Third day in Kalmora"):
    return clean_html(f"<html><head><title>{title}</title></head><body>{''.join(parts)}</body></html>")


def body(document):
    return [text for text, role in roles(document) if role == "body"]


@pytest.mark.parametrize(
    "parts",
    [
        (f"<div>{P}</div>",),
        (f"<h1>Third day in Kalmora</h1><div><div>{P}</div></div>",),
        (f"<form><div class='page-with-sidebar'>{P}</div></form>",),
        (f"<div class='comment-page'>{P}</div>",),
        (f"<main><article><div class='entry-content'>{P}</div></article></main><div>{Q}</div>",),
        (f"<div class='story-body'>{P}</div><div class='more'>{Q}{Q}</div>",),
        (f"<div><h1>Third day in Kalmora</h1>{P}</div><div><h2>Ferry late</h2>{Q}</div>",),
        (
            f"<article><h1>Third day in Kalmora</h1>{P}</article>"
            f"<div><article><h1>Ferry late</h1>{Q}{Q}{Q}</article></div>",
        ),
        ("".join(f"<div><div class='body-text'><p>{p}</p></div></div>" for p in BODY),),
        (
            f"<article><div class='chunk'>{''.join(f'<p>{p}</p>' for p in BODY[:5])}</div>"
            f"<div class='chunk'><p>{BODY[5]}</p></div></article>",
        ),
    ],
    ids=["div", "nested", "form", "named", "main", "story", "headed", "appended", "apart", "chunks"],
)
def test_the_article_is_found(parts):
    assert body(page(*parts)) == BODY


def test_teasers_side_by_side_are_none_of_it():
    cards = "".join(f"<li><a href='/x'>Ten boats that shaped the bay</a><p>{q}</p></li>" for q in OTHER)
    document = page(f"<article><h1>Third day in Kalmora</h1>{P}<ul>{cards}</ul></article>")
    assert body(document) == BODY
    assert role_of(document, "The ferry to Sele") == "promo"


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter and read about the bay every morning",
        "Abonnieren Sie unseren Newsletter und lesen Sie jeden Morgen von der Bucht",
        "Suscríbete a nuestro boletín y lee cada mañana sobre la bahía",
        "This advertisement has not loaded yet, but your article continues below.",
        "Cet article est réservé aux abonnés.",
    ],
)
def test_calls_to_the_reader_are_none_of_it(line):
    document = page(f"<article><h1>Third day in Kalmora</h1><p>{BODY[0]}</p><p>{line}</p>{P}</article>")
    assert role_of(document, line) == "promo"
    assert BODY[1] in body(document)


@pytest.mark.parametrize(
    "line",
    [
        "Veria's envoys will sign up for a second round of talks only if the boats are let through, they said.",
        "The message was delivered through a channel that both capitals trust, a diplomat said on Monday.",
        "Veria will register every account that its fishermen hold abroad, the finance ministry said.",
        "Reporters can read more in the statement that the mission sent by email, its office said.",
        "The freighter has not loaded any grain since the boom was closed, its owners said on Monday.",
        "The mission has opened an account on a social network, its spokeswoman told reporters.",
        '"Sign up for the newsletter of the peace movement," the old captain told the crowd.',
    ],
)
def test_news_of_such_things_is_kept(line):
    document = page(f"<article><h1>Third day in Kalmora</h1><p>{BODY[0]}</p><p>{line}</p>{P}</article>")
    assert role_of(document, line) == "body"


def test_a_box_goes_with_its_call():
    box = (
        "<div class='c-box'><h3>The bay, every morning</h3><p>What moves the harbour, in five minutes.</p>"
        "<p>Sign up for our newsletter</p></div>"
    )
    document = page(
        f"<article><h1>Third day in Kalmora</h1>{P}{box}{P.replace('Tuesday', 'Monday')}</article>"
    )
    assert role_of(document, "What moves the harbour") == "promo"
    assert role_of(document, "The bay, every morning") == "promo"


def test_a_small_element_unlike_the_rest_is_a_box_unless_it_quotes():
    long = P * 4
    for inner, role in (("The council sits on Mondays.", "promo"), ('"We sit on Mondays," he said.', "body")):
        document = page(f"<article><h1>Third day</h1>{P}<div class='b'><p>{inner}</p></div>{long}</article>")
        assert role_of(document, inner) == role


def test_a_note_on_the_author_is_no_news():
    head = '<meta name="author" content="Ana Ruiz">'
    note = "Ana Ruiz covers the northern bay for the Post and lives in Kalmora."
    said = 'Ana Ruiz, a fisherwoman, said: "We want our boats back."'
    document = clean_html(article("", head).replace("</article>", f"<p>{said}</p><p>{note}</p></article>"))
    assert (role_of(document, note), role_of(document, said)) == ("byline", "body")


def test_a_heading_over_nothing_is_a_teasers():
    document = page(f"<article><h1>Third day</h1><h2>Buoys</h2>{P}<h2>Most read in Sport</h2></article>")
    assert (role_of(document, "Buoys"), role_of(document, "Most read")) == ("crosshead", "promo")


@pytest.mark.parametrize(
    ("names", "role"),
    [("hidden", "other"), ("hidden md:block", "body"), ("hidden-gem", "body"), ("sr-only", "other")],
)
def test_what_a_class_hides_on_every_screen_is_none_of_it(names, role):
    inner = "Boats may pass the buoys again from noon on Thursday."
    document = page(f"<article><h1>Third day</h1>{P}<p class='{names}'>{inner}</p>{P}</article>")
    assert role_of(document, inner) == role


def test_links_that_are_lines_of_a_paragraph_are_its_text():
    inner = "<p>The lists of the dead are kept by the council:<br><a href='/x'>kalmora.example/dead</a></p>"
    document = page(f"<article><h1>Third day</h1>{P}{inner}<p><a href='/y'>Ferry late</a></p>{P}</article>")
    assert role_of(document, "kalmora.example") == "body"
    assert role_of(document, "Ferry late") == "navigation"


@pytest.mark.parametrize(
    ("inner", "kind"),
    [
        ("<ul><li>A truce of thirty days, from Monday on.</li></ul>", "list"),
        ("<blockquote><p>A truce of thirty days, from Monday on.</p></blockquote>", "quote"),
        ("<div class='pullquote'><p>A truce of “thirty days”, from Monday on.</p></div>", "pull_quote"),
        ("<div class='liveblog-post'><p>A truce of “thirty days”, from Monday on.</p></div>", "live_entry"),
        ("<table><tr><td>A truce of thirty days, from Monday on.</td></tr></table>", "table"),
        ("<p>A truce of thirty days, from Monday on.</p>", None),
    ],
)
def test_kinds_of_body_text(inner, kind):
    document = page(f"<article><h1>Third day</h1>{P}{inner}{P}</article>")
    (block,) = [b for b in document.blocks if "A truce" in document.text[b.start : b.end]]
    assert (block.role, block.kind) == ("body", kind)


def test_blocks_name_their_element():
    document = page(f"<article><h1>Third day</h1>{P}</article>")
    assert [b.xpath for b in document.blocks][:3] == [
        "/html[1]/body[1]/article[1]/h1[1]",
        "/html[1]/body[1]/article[1]/p[1]",
        "/html[1]/body[1]/article[1]/p[2]",
    ]


@pytest.mark.parametrize(
    ("caption", "shown", "credit"),
    [
        ("Boats in the bay. (Photo: Ola Brenn)", "Boats in the bay.", "(Photo: Ola Brenn)"),
        ("Boats in the bay © Ola Brenn / Post", "Boats in the bay", "© Ola Brenn / Post"),
        ("Boats in the bay.Bild: Ola Brenn", "Boats in the bay.", "Bild: Ola Brenn"),
        ("Boats in the bay. Ola Brenn / Reuters", "Boats in the bay.", "Ola Brenn / Reuters"),
        ("Boats in the bay. <span class='credit'>Ola Brenn</span>", "Boats in the bay.", "Ola Brenn"),
        ("Boats in the bay, seen from the pier.", "Boats in the bay, seen from the pier.", None),
        ("Pictures by the pier: boats in the bay.", "Pictures by the pier: boats in the bay.", None),
    ],
)
def test_a_pictures_credit_is_a_block_of_its_own(caption, shown, credit):
    figure = f"<figure><img><figcaption>{caption}</figcaption></figure>"
    document = page(f"<article><h1>Third day</h1><p>{BODY[0]}</p>{figure}{P}</article>")
    found = {role: text for text, role in roles(document) if role in ("caption", "credit")}
    assert (found.get("caption"), found.get("credit")) == (shown, credit)


HOSTILE = {
    "deep": "<div>" * 1900 + f"<p>{BODY[0]}</p>" * 3000 + "</div>" * 1900,
    "calls": "<div>" * 500 + "<p>Sign up for our newsletter</p>" * 3000 + f"<p>{BODY[0]}</p>" * 300,
    "captions": f"<article>{P}<figure><figcaption>{'(Photo: ' * 9000}</figcaption></figure>{P}</article>",
    "cards": f"<ul>{f'<li><a href=x>Ten boats of the bay</a><p>{BODY[0]}</p></li>' * 3000}</ul>",
    "names": f"<article>{P}<div class='byline'>{'<i class=a>Ana Ruiz </i>' * 9000}</div>{P}</article>",
    "quotes": "<script>" + '\\"' * 300_000 + "</script><p>x</p>",
    "strings": "<script>" + '"<p>' * 100_000 + "</script><p>x</p>",
    "heads": "<title>Boats</title>"
    + "<section><h1>Boats</h1><p>Long enough to be prose, it is.</p></section>" * 2000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_is_read(name):
    document = read(html_page(HOSTILE[name]), Settings())
    assert document.blocks
    assert all(a.end <= b.start for a, b in zip(document.blocks, document.blocks[1:], strict=False))


@pytest.mark.parametrize(
    ("inner", "role"),
    [
        ("<p>Published 5 February 2031</p>", "other"),
        ("<p>05.02.2031, 10:30</p>", "other"),
        ("<p>4 min read on the bay</p>", "body"),
        ("<p>In 2031 the bay will be closed to boats for 30 days.</p>", "body"),
    ],
)
def test_the_date_of_the_page_is_none_of_it(inner, role):
    document = page(f"<article><h1>Third day in Kalmora</h1>{inner}{P}</article>")
    assert role_of(document, inner[3:-4]) == role


def test_what_somebody_posted_is_quoted_whatever_its_frame_is_called():
    post = "<div class='social-embed'><blockquote><p>Boats are back in the bay</p>Harbour office</blockquote></div>"
    document = page(f"<article><h1>Third day in Kalmora</h1>{P}{post}{P}</article>")
    assert role_of(document, "Boats are back") == "body"


def test_a_summary_named_as_a_teaser_above_the_text_is_a_standfirst():
    inner = "Envoys leave the island without a text but agree to meet again."
    summary = f"<p class='article-teaser'>{inner}</p>"
    document = page(f"<article><h1>Third day in Kalmora</h1>{summary}{P}</article>")
    (block,) = [b for b in document.blocks if b.reason == "standfirst"]
    assert (block.role, document.text[block.start : block.end]) == ("body", inner)


def test_a_kicker_above_the_headline_is_none_of_it():
    document = page(f"<article><p>World</p><h1>Third day in Kalmora</h1>{P}</article>")
    assert role_of(document, "World") == "other"
    assert body(document) == BODY


def test_all_of_a_notice_is_consent():
    notice = "<div class='cookie-banner'><p>We value your privacy.</p><button>Accept all</button></div>"
    document = page(f"<article><h1>Third day in Kalmora</h1>{P}</article>{notice}")
    assert {role for text, role in roles(document) if text in ("We value your privacy.", "Accept all")} == {
        "consent"
    }
