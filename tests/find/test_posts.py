"""Embedded posts: their words, who signs them, and signatures that are none."""

from __future__ import annotations

from tests.find.pages import statements


def test_a_post_is_direct_speech_of_who_signs_it() -> None:
    text = """The minister Ana Weber answered within the hour.
Nobody asked us. We said so in May. https://t.example/x1 pic.example.com/y2 — Lena Marsk (@marsk) May 3, 2031"""
    (post,) = statements(text)
    assert post.speaker and post.speaker.name == "Lena Marsk"
    assert (post.mode, post.act, post.content, post.when) == (
        "direct", "say", "Nobody asked us. We said so in May.", "May 3, 2031",
    )  # fmt: skip


def test_a_person_of_the_page_is_who_signs() -> None:
    text = """The minister Ana Weber answered.
Why now? — Ana B. Weber (@anaweber) 3 May 2031"""
    (post,) = statements(text)
    assert post.speaker and post.speaker.name == "Ana B. Weber" and post.act == "ask"


def test_a_signature_alone_signs_the_paragraph_before() -> None:
    text = """The fleet stays. Ivo Lund said it would not.
— Tavrian Navy (@navy) May 3, 2031
The port closed on Monday, Mara Holt said."""
    assert [(s.content, s.speaker and s.speaker.name) for s in statements(text)] == [
        ("The fleet stays. Ivo Lund said it would not.", "Tavrian Navy"),
        ("The port closed on Monday", "Mara Holt"),
    ]


def test_two_posts_in_one_paragraph() -> None:
    text = "We leave. — Ivo Lund (@lund) May 3, 2031 You stay. — Mara Holt (@holt) May 4, 2031"
    assert [(s.content, s.speaker and s.speaker.name) for s in statements(text)] == [
        ("We leave.", "Ivo Lund"),
        ("You stay.", "Mara Holt"),
    ]


def test_a_handle_inside_a_sentence_signs_nothing() -> None:
    text = "The account — run by Ivo Lund (@lund) since May — said the fleet would leave."
    assert all("post" not in s.rule for s in statements(text))
