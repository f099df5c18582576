"""HTML -> flat text: what is printed, what is hidden, where elements stand."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley import spans
from parley.clean import markup
from parley.errors import PageError


def sheet(html):
    return markup.read(markup.parse(html))


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
        ("<title>T</title><section>in no body</section>", "in no body"),
        ("<head><title>T</title><meta name=x></head><body>shown</body>", "shown"),
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


@pytest.mark.parametrize(
    "dialog",
    [
        '<div role="dialog" aria-hidden="true"><p>Choose a plan.</p></div>',
        '<div class="modal fade" aria-hidden="true"><p>Choose a plan.</p></div>',
    ],
)
def test_a_dialog_that_is_not_open_is_hidden(dialog):
    assert sheet(f"<p>Shown.</p>{dialog}").text == "Shown."


def test_what_is_hidden_from_screen_readers_alone_is_printed():
    assert sheet('<p><span aria-hidden="true">Boats</span> in the bay</p>').text == "Boats in the bay"


def test_characters_of_hidden_text_are_counted():
    found = sheet("<p>Shown.</p><p hidden>Two  words</p><template>three</template><script>x()</script>")
    assert (found.hidden, found.hidden_chars) == (1, len("Two words") + len("three"))


def test_a_part_that_a_script_moves_into_place_is_shown():
    assert sheet('<template id="B:0"></template><div hidden id="S:0"><p>Late.</p></div>').text == "Late."


@pytest.mark.parametrize("times", [1, 2])
def test_an_article_kept_for_a_script_is_read_where_the_page_prints_nothing(times):
    kept = "".join(f"<p>Paragraph {i} of what the envoys said. {'It is long. ' * 20}</p>" for i in range(3))
    literal = kept
    for _ in range(times):
        literal = json.dumps({"body": literal}).replace("<", "\\u003c")
    script = f"<script>var a = '\"'; page({literal})</script>"
    found = sheet(script)
    assert found.text.startswith("Paragraph 0 of what")
    assert len(found.lines) == 3
    assert found.xpath(found.lines[0].node) is None
    assert sheet(f"{script}<p>Printed.</p>").text == "Printed."


def test_lines_know_their_element_and_their_links():
    found = sheet("<h1> A  title </h1><div><p>See <a href='x'>the  map</a> <b>now</b>.</p></div>")
    title, line = found.lines
    assert (found.text[title.start : title.end], found.tags[title.node]) == ("A title", "h1")
    assert (found.text[line.start : line.end], found.tags[line.node]) == ("See the map now.", "p")
    assert (line.linked, line.strong) == (len("the map"), len("now"))


def test_a_line_stands_in_the_innermost_element_that_holds_all_of_it():
    found = sheet("<div><span>one <i>two</i></span> three<br><em>four</em></div>")
    assert [found.tags[line.node] for line in found.lines] == ["div", "em"]


@given(st.text(alphabet="<>/abdivpqulithr1 ='\"&;!-x\n", max_size=300))
def test_lines_are_those_of_the_text(source):
    tree = markup.parse(f"<p>{source}</p>")
    found = markup.sheet(tree)
    assert [(line.start, line.end) for line in found.lines] == list(spans.lines(found.text))
    for line in found.lines:
        assert found.starts[line.node] <= line.start
        assert line.end <= found.ends[line.node]


@given(
    st.lists(
        st.sampled_from(["<p>", "<div>", "<b>", "</b>", "</div>", "<ul><li>", "</ul>", "x "]), max_size=40
    )
)
def test_paths_lead_to_their_elements(parts):
    tree = markup.parse("<p>words</p>" + "".join(parts))
    found = markup.sheet(tree)
    for line in found.lines:
        (element,) = tree.xpath(found.xpath(line.node))
        words = found.text[line.start : line.end].split()
        assert all(word in element.text_content() for word in words)


def test_names_of_elements_are_hints():
    found = sheet('<div class="Post-Comments" id="C1">x</div>')
    assert found.hint(found.lines[0].node) == "Post-Comments C1"


def test_marks_are_inline_elements_with_names():
    found = sheet('<p>Boats in the bay. <span class="credit">Ola Brenn</span></p>')
    (mark,) = found.marks
    assert found.text[mark.start : mark.end].strip() == "Ola Brenn"


@pytest.mark.parametrize("depth", [300, 1900])
def test_deep_nesting_is_read(depth):
    assert sheet("<div>" * depth + "deep" + "</div>" * depth + "<p>end</p>").text == "deep\n\nend"


def test_nesting_beyond_the_parser_is_refused_and_not_cut():
    with pytest.raises(PageError) as caught:
        markup.parse("<div>" * 5000 + "deep")
    assert caught.value.code == "too_complex"


def test_nothing_to_parse():
    assert markup.parse(" <!-- only a comment --> ") is None
