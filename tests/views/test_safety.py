"""What of a page may reach a reader's screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.views.safety import language_tag, visible, web_address


def test_hidden_characters_are_spelt_out():
    assert visible("a\u202eb\x00c\ue000\ud800\n\td") == "a⟨U+202E⟩b⟨U+0000⟩c⟨U+E000⟩⟨U+D800⟩\n\td"
    assert visible("Здравствуйте שלום\u200f 😀") == "Здравствуйте שלום\u200f 😀"


@given(st.text(st.characters(codec=None, categories=["L", "N", "P", "Z", "C", "S"])))
def test_what_is_shown_can_be_written_and_turns_nothing_round(text):
    shown = visible(text)
    shown.encode("utf-8")
    assert not set(shown) & set("\x00\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//ledger.example/a",
        "http://",
        "https:ledger",
        "http://[::1",
        'https://ledger.example/"onmouseover=alert(1)',
        "https://ledger.example/\u202egnp",
        "https://bank.example@ledger.example/",
        "a/b.txt",
        "",
        None,
    ],
)
def test_only_plain_web_addresses_become_links(address):
    assert web_address(address) is None


@pytest.mark.parametrize("address", ["https://ledger.example/a?b=c&d#e", "http://ledger.example:8080/é"])
def test_web_addresses_stay_as_they_are(address):
    assert web_address(address) == address


@pytest.mark.parametrize(("tag", "kept"), [("en", True), ("en-GB", True), ('en"x', False), ("", False)])
def test_language_tags(tag, kept):
    assert language_tag(tag) == (tag if kept else None)
