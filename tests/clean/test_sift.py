"""What is passed over before its elements are read, and what never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.clean.sift import sift
from parley.errors import PageError

SHELL = "<html><head><title>The Gull</title></head><body><div id=root></div><script>go('1')</script></body></html>"
LEADS = '<meta http-equiv="refresh" content="0; url=https://gull.example/b"><body>Moved here.</body>'


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (SHELL, "no_text"),
        ("<body><noscript>Please turn scripts on.</noscript><!-- text --></body>", "no_text"),
        ("<frameset><frame src='a.html'></frameset>", "no_text"),
        (LEADS, "not_a_page"),
    ],
)
def test_shells_and_pages_that_lead_elsewhere_are_passed_over(source, code):
    with pytest.raises(PageError) as caught:
        sift(source)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "source",
    [
        "<body>Agreed.</body>",
        "<p></p>",
        SHELL.replace("go('1')", "x" * 1001),  # may hold the article as data
        SHELL.replace("</script>", ""),  # where the script ends, parsers see in their way
        LEADS.replace("Moved here.", "The talks in Vintersund went into their third day without a word."),
        LEADS.replace("Moved", "<p>" + "Talks go on. " * 20),
        "협상",
    ],
)
def test_what_is_in_doubt_is_read(source):
    sift(source)


@given(st.text(alphabet="<>!-/script headp=a'\"", max_size=300))
def test_any_source_is_judged(source):
    try:
        sift(source)
    except PageError as error:
        assert error.code in ("no_text", "not_a_page")
