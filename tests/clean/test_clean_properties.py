"""What must hold for any text: it is never changed, and its blocks cover all of it, in order."""

import html

import pytest
from clean_samples import BODY, CONSENT, article, html_page, text_page
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.clean.page import read, text_of
from parley.records import ROLES
from parley.settings import Settings
from parley.sources.encoding import decode

ODD = [
    "😀",
    "שלום לכם",
    "مرحبا",
    "\u200b",
    "\u202e",
    "\ufeff",
    "e\u0301",
    "\x0b",
    "\x1f",
    "\u2028",
    "\xa0",
    "１２",
    "👩‍👩‍👧",
    "\U0010fffd",
]
RUN = (
    "Otto Lund Otto (Ott) LundPort closes Who pays MORE (Bay) said that Ana Weber Ana WeberNo port MORE left."
)
words = st.one_of(
    st.sampled_from([*BODY, *CONSENT.values(), *ODD, RUN, "Text size:", "- Bay -", "World", "___"]),
    st.text(max_size=40),
)
texts = st.lists(words, min_size=1, max_size=14).map("\n".join)


def check(document):
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text)
        assert not document.text[at : block.start].strip()
        assert block.role in ROLES
        assert block.reason
        words = document.text[block.start : block.end]
        assert words == words.strip()
        at = block.end
    assert not document.text[at:].strip()


@settings(deadline=None, max_examples=150)
@given(texts)
def test_blocks_cover_any_text_and_leave_it_unchanged(text):
    page = text_page(text.encode("utf-8", "replace").decode())
    source, _ = decode(page.content, "utf-8", "text/plain")
    if not source.strip():
        return
    document = read(page, Settings())
    assert document.text == source == text_of(page)
    check(document)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.text(max_size=80) | st.sampled_from(ODD), min_size=1, max_size=6), st.booleans())
def test_any_words_in_a_paragraph_survive(paragraphs, whole):
    """Whatever XML can hold: white space collapses, nothing else changes."""
    paragraphs = [
        "".join(c for c in p if c.isprintable() or c.isspace() or c in "\u200b\u202e\ufeff")
        for p in paragraphs
    ]
    paragraphs = [p.encode("utf-8", "ignore").decode() for p in paragraphs]
    inner = "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)
    page = html_page(article(inner) if whole else f"<p>start</p>{inner}")
    document = read(page, Settings())
    check(document)
    assert document.text == text_of(page)
    flat = "".join(document.text.split())
    at = 0
    for paragraph in paragraphs:
        solid = "".join(paragraph.split())
        assert flat.find(solid, at) >= 0
        at = flat.find(solid, at) + len(solid)


@settings(deadline=None, max_examples=80)
@given(st.text(alphabet="<>/abdivpqh1 ='\"&;!-x\n", max_size=200))
def test_any_markup_reads_or_is_refused(source):
    from parley.errors import PageError

    page = html_page(source + "end")
    try:
        document = read(page, Settings())
    except PageError as error:
        assert error.code in ("no_text", "empty")
        return
    check(document)
    assert document.text == text_of(page)


@pytest.mark.parametrize(
    "text",
    [
        "The envoys met in the capital and agreed to nothing at all. " * 17_000,
        "x" * 1_000_000,
        "AB " * 330_000,
        "[a](http://x.y " * 60_000,
        "http://" * 140_000,
        "(" * 1_000_000,
        "- " * 400_000,
    ],
)
def test_a_line_of_a_megabyte_is_one_block(text):
    assert len(read(text_page(text), Settings()).blocks) == 1


def test_thirty_thousand_short_lines():
    document = read(text_page("\n".join(f"row {i}" for i in range(30_000))), Settings())
    assert len(document.blocks) == 30_000


@pytest.mark.parametrize(
    "source",
    [
        "<p>" + "<b>x</b> " * 30_000 + "</p>",
        "<ul>" + "<li><a href=x>item</a></li>" * 4_000 + "</ul>",
        "<div>" * 1_900 + BODY[0] + "</div>" * 1_900,
        '<p class="' + "comment " * 50_000 + '">' + BODY[0] + "</p>",
        '<p style="' + "display " * 50_000 + '">' + BODY[0] + "</p>",
    ],
    ids=["inline", "list", "deep", "class", "style"],
)
def test_large_markup_is_read(source):
    check(read(html_page(source), Settings()))
