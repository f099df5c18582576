"""Title, authors, outlet, language and dates, and what each rests on."""

import json

import pytest
from clean_samples import BODY, article, clean_html, clean_text
from hypothesis import given
from hypothesis import strategies as st

from parley.clean import jsonld
from parley.clean.languages import tag
from parley.clean.when import day


def ld(**fields):
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Talks resume", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def head(inner, **hints):
    return clean_html(article("", inner), **hints)


def test_hints_come_first():
    document = head(
        ld(datePublished="2031-02-01", publisher={"name": "Other"}, author="B. Other"),
        title="Hinted", published="2031-02-03T10:00:00Z", outlet="Kalmora Post", authors="Ana Ruiz; Tom Vell",
        fetched="2031-03-01T00:00:00Z", modified="2031-02-04",
    )  # fmt: skip
    assert (document.title, document.outlet, document.authors) == (
        "Hinted",
        "Kalmora Post",
        ("Ana Ruiz", "Tom Vell"),
    )
    assert (document.published.edtf, document.modified.edtf) == ("2031-02-03", "2031-02-04")
    assert document.published.proof[0].rule == "source: published"
    assert document.fetched == "2031-03-01T00:00:00Z"


@pytest.mark.parametrize(
    "stamp", ["0001-11-30T00:00:00Z", "1970-01-01", "1899-12-30", "9999-12-31", "2031-03-03", "2050-09-30"]
)
def test_a_stamp_that_stands_for_no_day_is_none(stamp):
    fetched = "2031-03-01T23:00:00Z"
    alone = head("", published=stamp, modified=stamp, fetched=fetched)
    assert (alone.published.basis, alone.modified.basis) == ("unknown", "unknown")
    told = head(ld(datePublished="2031-02-01"), published=stamp, fetched=fetched)
    assert told.published.edtf == "2031-02-01"
    listed = head("", published=stamp, fetched=fetched, url="https://post.example/2031/02/02/talks")
    assert listed.published.edtf == "2031-02-02"


@pytest.mark.parametrize("fetched", [None, "2031-03-01T23:00:00Z", "9999-12-31"])
def test_a_page_may_be_of_the_day_after_its_fetching(fetched):
    """Where its day began earlier than that of the clock which the crawl went by."""
    assert head("", published="2031-03-02T07:00:00+09:00", fetched=fetched).published.edtf == "2031-03-02"


def test_json_ld_is_read():
    document = head(
        ld(datePublished="2031-02-01T23:30:00-05:00", dateModified="2031-02-02",
           publisher={"name": "Kalmora Post"},
           author=[{"@type": "Person", "name": "Ana Ruiz"}, {"name": "Tom Vell"}])
    )  # fmt: skip
    assert (document.title, document.outlet) == ("Talks resume", "Kalmora Post")
    assert document.authors == ("Ana Ruiz", "Tom Vell")
    assert (document.published.edtf, document.published.basis) == ("2031-02-01", "metadata")
    assert document.published.proof[0].rule == "JSON-LD: datePublished"
    assert document.published.proof[0].value == "2031-02-01T23:30:00-05:00"
    assert document.modified.edtf == "2031-02-02"


def test_json_ld_in_a_graph_with_references():
    graph = {
        "@graph": [
            {"@type": "WebSite", "name": "Kalmora Post"},
            {"@type": "Person", "@id": "#ana", "name": "Ana Ruiz"},
            {
                "@type": ["Article", "NewsArticle"],
                "headline": "Talks",
                "author": {"@id": "#ana"},
                "datePublished": "2031-02-01",
            },
        ]
    }
    document = head(f'<script type="application/ld+json">{json.dumps(graph)}</script>')
    assert (document.authors, document.outlet, document.published.edtf) == (
        ("Ana Ruiz",),
        "Kalmora Post",
        "2031-02-01",
    )


def test_articles_listed_beside_the_page_are_not_the_page():
    listed = {
        "@type": "ItemList",
        "itemListElement": [{"@type": "NewsArticle", "headline": "x", "datePublished": "2001-01-01"}],
    }
    document = head(f'<script type="application/ld+json">{json.dumps(listed)}</script>')
    assert document.published.edtf is None


FISH = {"headline": "Fish", "datePublished": "2030-01-01", "author": "Tom Vell"}
OWN = {"headline": "Third day in Kalmora", "datePublished": "2031-02-01", "author": "Ana Ruiz"}
PLACE = "https://post.example/talks"


@pytest.mark.parametrize(
    ("own", "inner"),
    [
        (OWN, ""),
        (
            {**OWN, "headline": "Talks: what we know"},
            '<meta property="og:title" content="Talks: what we know">',
        ),
        (
            {**OWN, "headline": "Talks", "url": "http://www.post.example/talks/"},
            f'<link rel="canonical" href="{PLACE}">',
        ),
        (
            {**OWN, "headline": "Talks", "mainEntityOfPage": {"@id": PLACE}},
            f'<meta property="og:url" content="{PLACE}?ref=1">',
        ),
    ],
)
def test_of_several_articles_the_page_is_the_one_with_its_address_or_title(own, inner):
    other = {**FISH, "url": "https://post.example/fish"}
    for first, second in ((other, own), (own, other)):
        document = head(inner + ld(**first) + ld(**second))
        assert (document.published.edtf, document.authors) == ("2031-02-01", ("Ana Ruiz",))


def test_of_several_articles_without_the_pages_address_or_title_the_first_counts():
    document = head(ld(**FISH) + ld(**{**OWN, "headline": "Talks"}))
    assert document.published.edtf == "2030-01-01"


def test_of_several_articles_one_with_a_headline_and_a_date_counts_before_one_with_either():
    document = head(ld(headline="Fish", author="Tom Vell") + ld(**{**OWN, "headline": "Talks"}))
    assert (document.published.edtf, document.authors) == ("2031-02-01", ("Ana Ruiz",))


def test_many_blanks_in_a_title_are_passed_once():
    blanks = " " * 500_000
    assert jsonld._OUTLET.split(f"Talks{blanks}resume{blanks}| Harbour Post") == [
        f"Talks{blanks}resume",
        "Harbour Post",
    ]


@pytest.mark.parametrize("broken", ["{", "[" * 100_000, "null", '"text"', "<![CDATA[{}]]>"])
def test_broken_json_ld_costs_nothing_else(broken):
    document = head(
        f'<script type="application/ld+json">{broken}</script>'
        '<meta property="og:site_name" content="Kalmora Post">'
    )
    assert document.outlet == "Kalmora Post"


@pytest.mark.parametrize(
    ("inner", "edtf", "rule"),
    [
        (
            '<meta property="article:published_time" content="2031-02-01T08:00:00+00:00">',
            "2031-02-01",
            "meta: article:published_time",
        ),
        ('<meta name="date" content="2031-02-01">', "2031-02-01", "meta: date"),
        (
            '<meta name="date" content="2031-02-09"><meta name="pubdate" content="2031-02-01">',
            "2031-02-01",
            "meta: pubdate",
        ),
        (
            '<meta property="article:published:time" content="2031-02-01">',
            "2031-02-01",
            "meta: article:published:time",
        ),
        ('<meta name="parsely-pub-date" content="2031-02-01">', "2031-02-01", "meta: parsely-pub-date"),
        ("", None, None),
    ],
)  # fmt: skip
def test_published_from_meta(inner, edtf, rule):
    published = head(inner).published
    assert published.edtf == edtf
    assert [proof.rule for proof in published.proof] == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("changed", "edtf"), [("2031-02-03", "2031-02-03"), ("2031-02-01", "2031-02-01"), ("2031-01-31", None)]
)
def test_no_page_is_changed_before_it_is_published(changed, edtf):
    document = head(ld(datePublished="2031-02-01T08:00", dateModified=changed))
    assert (document.published.edtf, document.modified.edtf) == ("2031-02-01", edtf)
    assert [o.source for o in document.origins if o.field == "modified"] == (
        ["JSON-LD: dateModified"] if edtf else []
    )


def test_published_from_a_marked_time_element_only():
    stamp = "2031-02-01T08:00"
    marked = clean_html(article(f'<time itemprop="datePublished" datetime="{stamp}">today</time>'))
    unmarked = clean_html(article(f'<time datetime="{stamp}">today</time>'))
    assert (marked.published.edtf, unmarked.published.edtf) == ("2031-02-01", None)


OLD = '<time itemprop="datePublished" datetime="2030-01-01">1 January</time>'
LINK = '<h3><a href="/fish">Fish</a></h3>'
NEWS = 'itemscope itemtype="https://schema.org/NewsArticle"'


@pytest.mark.parametrize(
    "box",
    [
        f"<aside>{OLD}</aside>",
        f"<ul><li>{LINK}{OLD}</li></ul>",
        f"<article>{LINK}{OLD}</article>",
        f"<div {NEWS}>{LINK}{OLD}</div>",
        f'<div {NEWS}>{LINK}<meta itemprop="datePublished" content="2030-01-01"></div>',
        f'<section class="related-stories"><div>{LINK}{OLD}</div></section>',
        f'<div class="comment"><p>Well said.</p>{OLD}</div>',
    ],
)
def test_the_time_of_another_story_does_not_date_the_page(box):
    own = '<time itemprop="datePublished" datetime="2031-02-01">1 February</time>'
    for around in (("", box), (box, "")):
        assert clean_html(article("", around=around)).published.edtf is None
        assert clean_html(article(own, around=around)).published.edtf == "2031-02-01"
    assert clean_html(article(box)).published.edtf is None


def test_the_time_of_the_page_may_stand_in_an_article_without_its_heading():
    paragraphs = "".join(f"<p>{p}</p>" for p in BODY)
    for inner in (f'{OLD}<a href="/ana">Ana Ruiz</a>{paragraphs}', OLD):
        page = f"<html><body><h1>Third day</h1><article>{inner}</article>{paragraphs[:60]}</body></html>"
        assert clean_html(page).published.edtf == "2030-01-01"


@pytest.mark.parametrize(
    ("url", "edtf"),
    [
        ("https://post.example/world/2031/02/05/talks", "2031-02-05"),
        ("https://post.example/world/2031/feb/05/talks", "2031-02-05"),
        ("https://post.example/2031-02-05/talks", "2031-02-05"),
        ("https://post.example/talks-resume-2031-02-05/", "2031-02-05"),
        ("https://post.example/a/20310205/talks", "2031-02-05"),
        ("https://post.example/world/2031/02/35/talks", None),
        ("https://post.example/talks?date=2031-02-05", None),
        ("https://post.example/item/2031020599/talks", None),
    ],
)
def test_published_from_the_address(url, edtf):
    published = clean_text(*BODY, url=url).published
    assert published.edtf == edtf
    assert [proof.rule for proof in published.proof] == (["address"] if edtf else [])


@pytest.mark.parametrize(
    ("stated", "edtf", "rule"),
    [
        ("2029-06-28", "2031-02-05", "address"),  # a crawler took the day of a picture
        ("2031-02-06", "2031-02-06", "source: published"),  # it was another day there
        ("2031-02", "2031-02", "source: published"),
    ],
)
def test_a_source_that_names_another_day_than_the_address_has_guessed(stated, edtf, rule):
    url = "https://post.example/talks-resume-2031-02-05/"
    published = clean_text(*BODY, url=url, published=stated).published
    assert (published.edtf, published.proof[0].rule) == (edtf, rule)


def test_the_crawl_date_is_never_the_publication_date():
    document = clean_text(*BODY, fetched="2031-03-01T00:00:00Z")
    assert (document.published.edtf, document.published.basis) == (None, "unknown")


@pytest.mark.parametrize(
    ("stamp", "edtf"),
    [
        ("2031-02-05", "2031-02-05"),
        ("2031-02-05T23:59:00-08:00", "2031-02-05"),
        ("2031/02/05 10:00", "2031-02-05"),
        ("20310205T100000Z", "2031-02-05"),
        ("Wed, 05 Feb 2031 10:00:00 GMT", "2031-02-05"),
        ("February 5, 2031", "2031-02-05"),
        ("5 Feb. 2031", "2031-02-05"),
        ("2031-02", "2031-02"),
        ("2031", "2031"),
        ("2031-13", None),
        ("2031-02-30", None),
        ("02/03/2031", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_days_of_stamps(stamp, edtf):
    assert day(stamp) == edtf


@given(st.text(max_size=60) | st.from_regex(r"\w{3}, \d+ \w{3} \d+ \d+:\d+(:\d+)? [+-]?\w+", fullmatch=True))
def test_any_stamp_is_a_day_or_none(stamp):
    found = day(stamp)
    assert found is None or found[:4].isdigit()


def test_the_outlet_of_a_page_that_names_none():
    assert clean_text(*BODY).outlet is None
    assert clean_text(*BODY, url="https://www.post.example/a").outlet == "post.example"


@pytest.mark.parametrize(
    ("printed", "outlet"),
    [
        ("Bay Courier - Opinion", "Bay Courier"),
        ("World | The Bay Courier", "The Bay Courier"),
        ("Bay Courier", "Bay Courier"),
        ("Kalmora Post - World", "Kalmora Post - World"),  # nothing tells which of the two it is
        ("Bay-Courier.example", "Bay-Courier.example"),
    ],
)
def test_a_section_is_no_part_of_the_outlets_name(printed, outlet):
    assert clean_text(*BODY, url="https://www.bay-courier.example/a", outlet=printed).outlet == outlet


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Third day in Kalmora | Bay Courier", "Bay Courier"),
        ("Bay Courier: Third day in Kalmora", "bay-courier.example"),
        ("Bay Courier - World - Third day in Kalmora", "Bay Courier"),
        ("Third day in Kalmora | Weather", "bay-courier.example"),
        ("Bay Courier", "bay-courier.example"),
    ],
)
def test_a_host_is_called_as_its_pages_print_it(title, outlet):
    html = article("").replace("<title>Third day in Kalmora</title>", f"<title>{title}</title>")
    document = clean_html(html, url="https://www.bay-courier.example/a")
    assert document.outlet == outlet
    origin = next(one.source for one in document.origins if one.field == "outlet")
    assert origin == ("title element" if outlet == "Bay Courier" else "address")


def test_the_outlets_name_is_taken_off_the_title():
    html = article("").replace(
        "<title>Third day in Kalmora</title>", "<title>Third day in Kalmora | The Post</title>"
    )
    assert clean_html(html).title == "Third day in Kalmora"


def test_the_canonical_address_on_the_same_host():
    same = head('<link rel="canonical" href="/talks">', url="https://post.example/talks?from=feed")
    other = head(
        '<link rel="canonical" href="https://elsewhere.example/x">', url="https://post.example/talks"
    )
    assert (same.url, other.url) == ("https://post.example/talks", "https://post.example/talks")


def test_an_agency_among_the_authors_is_an_agency():
    document = head(
        ld(author=["Ana Ruiz", "AFP", "https://post.example/ana", "Kalmora Post"]), outlet="Kalmora Post"
    )
    assert (document.authors, document.agencies) == (("Ana Ruiz",), ("AFP",))


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        (["en_US"], " ".join(BODY), "en-US"),
        (["en-us"], "Short.", "en-US"),
        (["de"], " ".join(BODY), "en"),
        (["xh"], " ".join(BODY), "xh"),
        ([None], " ".join(BODY), "en"),
        ([None], "Short.", None),
        (["English please"], "Short.", None),
    ],
)
def test_language_tags(declared, text, language):
    assert tag(declared, [text]) == language


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ('<p class="byline"><i id="a">Ana Ruiz</i> <i id="b">Tom Vell</i></p>', ("Ana Ruiz", "Tom Vell")),
        ('<a rel="author" href="/r">Ana Ruiz</a>', ("Ana Ruiz",)),
        ('<div class="byline">By Ana Ruiz and Tom Vell</div>', ("Ana Ruiz", "Tom Vell")),
        ('<div class="byline">Kalmora Newsroom</div>', ()),
        ('<div class="byline">updated on tuesday</div>', ()),
    ],
)  # fmt: skip
def test_authors_from_the_printed_byline(byline, names):
    document = clean_html(article(byline))
    assert document.authors == names
    assert [o.source for o in document.origins if o.field == "authors"] == (
        ["printed byline"] if names else []
    )


def test_authors_that_stand_one_a_line_with_the_stated_one():
    def page(*lines):
        return head(ld(author="Ana Ruiz"), "".join(lines))

    def head(inner, printed):
        return clean_html(article(printed, inner))

    ana, tom = (
        '<div><a class="author" href="/x">' + name + "</a></div>" for name in ("Ana Ruiz", "Tom Vell")
    )
    office = '<div class="author-title">Sea Editor</div>'
    assert page(tom, ana).authors == ("Tom Vell", "Ana Ruiz")
    assert page(ana, office).authors == page(ana).authors == ("Ana Ruiz",)
    assert page(ana, "<p>More on the bay</p>", tom).authors == ("Ana Ruiz",)


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        (["Trudi Latour"], ("Trudi Latour",)),
        (["Reporter Ana Ruiz"], ("Ana Ruiz",)),
        (["김하나 기자"], ("김하나",)),
        (["Kalmora Post"], ()),
        (["Ana Ruiz in Kalmora and agencies"], ("Ana Ruiz",)),
        (["By Ana Ruiz for Harbour Post"], ("Ana Ruiz",)),
        (["Ana Ruiz", "Diplomatic Correspondent"], ("Ana Ruiz",)),
        (["Ana Ruiz", "Senior Political Editor"], ("Ana Ruiz",)),
        (["Harbour Post Staff", "Ana Ruiz"], ("Ana Ruiz",)),
        (["admin"], ()),
        (["Ana Ruiz, who teaches the law of the sea at the college of Sele"], ("Ana Ruiz",)),
    ],
)
def test_stated_authors_are_persons(stated, names):
    document = head(ld(author=stated), url="https://www.kalmorapost.example/talks")
    assert document.authors == names


def test_metadata_say_where_they_come_from():
    document = head(
        ld(datePublished="2031-02-01", author="Ana Ruiz")
        + '<meta property="og:site_name" content="Kalmora Post"><link rel="canonical" href="/talks">',
        url="https://post.example/talks?from=feed", fetched="2031-03-01T00:00:00Z",
    )  # fmt: skip
    found = {o.field: o.source for o in document.origins}
    assert found == {
        "title": "JSON-LD: headline",
        "authors": "JSON-LD: author",
        "outlet": "meta: og:site_name",
        "language": "html lang",
        "url": "link: canonical",
        "published": "JSON-LD: datePublished",
        "fetched": "source",
    }
    assert all(0 < o.confidence <= 1 for o in document.origins)


def test_no_value_has_no_origin():
    assert clean_text("A short note.").origins == ()


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://post.example/a?utm_source=letter&utm_medium=mail", "https://post.example/a"),
        ("https://post.example/a?id=7&fbclid=xyz#top", "https://post.example/a?id=7"),
        ("https://post.example/#!/story/4", "https://post.example/#!/story/4"),
        ("https://post.example/a?ref=1", "https://post.example/a?ref=1"),
        ("https://post.example/a?id=1&amp;b", "https://post.example/a?id=1&amp;b"),
    ],
)
def test_an_address_goes_without_what_counts_readers(url, address):
    document = clean_text(*BODY, url=url)
    assert document.url == address


def test_a_box_with_the_main_heading_is_the_pages_own():
    head_ = f"<aside><h1>Third day in Kalmora</h1>{OLD}</aside>"
    assert clean_html(article("", around=(head_, ""))).published.edtf == "2030-01-01"
