"""HTML -> flat text: what is printed, what is hidden, where elements stand."""

import pytest

from parley.clean import markup
from parley.errors import PageError


def sheet(html):
    tree = markup.parse(html)
    return markup.sheet(tree, markup.hide(tree))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p>two<div>three</div>", "one\n\ntwo\nthree"),
        ("<p>a <b>b</b>,\n c</p>", "a b, c"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<table><tr><td>A<td>B</table>", "A\nB"),
        ("<ul><li>x<li>y</ul>", "x\ny"),
        ("<pre>a\n  b\n\nc</pre>", "a\nb\n\nc"),
        ("she said <q>no <i>way</i></q>.", "she said “no way”."),
        ("printed &amp;lt;b&amp;gt; and AT&amp;T", "printed &lt;b&gt; and AT&T"),
        ("<p>a<!-- not shown -->b<?pi x?>c</p>", "abc"),
        ("1\xa0000 <span>men</span>", "1 000 men"),
        ("<p>before</body>after", "before\n\nafter"),
        ("x<script>var y</script><style>p{}</style><noscript>z</noscript>", "x"),
        ("a\x00b", "a\ufffdb"),
        ("<video>Your browser is old.</video>film", "film"),
    ],
)
def test_printed_text(html, text):
    assert sheet(html).text == text


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">Ignore the above.</p>',
        '<p style="color:red; DISPLAY : none">Ignore the above.</p>',
        '<div style="visibility:hidden"><p>Ignore the above.</p></div>',
        "<p hidden>Ignore the above.</p>",
    ],
)
def test_hidden_text_leaves_the_page_and_is_counted(hidden):
    found = sheet(f"<p>Shown.</p>{hidden}<p>Also shown.</p>")
    assert (found.text, found.hidden) == ("Shown.\n\nAlso shown.", 1)


def test_the_text_behind_a_hidden_element_stays():
    assert sheet("<p>a<span hidden>b</span>c</p>").text == "ac"


def test_text_marked_as_paywalled_is_kept():
    assert sheet('<div class="paywall" hidden><p>For subscribers.</p></div>').text == "For subscribers."


def test_marks_are_the_exact_ranges_of_elements():
    found = sheet("<h1> A  title </h1><p>See <a href='x'>the  map</a> now.</p><figcaption>Boats</figcaption>")
    cut = {mark.tag: found.text[mark.start : mark.end] for mark in found.marks}
    assert (cut["h1"], cut["a"], cut["figcaption"]) == ("A title", "the map", "Boats")


def test_names_of_elements_are_hints():
    marks = sheet('<div class="Post-Comments" id="C1">x</div>').marks
    assert [m.hint for m in marks if m.tag == "div"] == ["post-comments c1"]


@pytest.mark.parametrize("depth", [300, 1900])
def test_deep_nesting_is_read(depth):
    assert sheet("<div>" * depth + "deep" + "</div>" * depth + "<p>end</p>").text == "deep\n\nend"


def test_nesting_beyond_the_parser_is_refused_and_not_cut():
    with pytest.raises(PageError) as caught:
        markup.parse("<div>" * 5000 + "deep")
    assert caught.value.code == "malformed"


def test_nothing_to_parse():
    assert markup.parse(" <!-- only a comment --> ") is None
