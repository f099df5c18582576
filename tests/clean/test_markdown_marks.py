"""Marks of Markdown leave titles, and nothing else does."""

import pytest

from parley.clean.marks import unmarked


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "**Tavrian drones struck Velm on May 1.** The port",
            "Tavrian drones struck Velm on May 1. The port",
        ),
        ("* Oruvia's army withdrew", "Oruvia's army withdrew"),
        ("the [truce](https://paper.example/a_b) holds", "the truce holds"),
        ("debris.[[37]](https://wiki.example/<#cite-37>) Then", "debris. Then"),
        ("a truce[12], of [3]ten days", "a truce, of ten days"),
        ("[\\[4\\]](https://wiki.example/b) It held", "It held"),
        ("a truce[12] of ten days", "a truce of ten days"),
        ("the __old__ and *** new port", "the old and new port"),
        ("snake_case and 2 * 3 * 4 stay", "snake_case and 2 * 3 * 4 stay"),
        ("- a\n  dash", "a dash"),
        ("[sic] stays, and (so) does [this]", "[sic] stays, and (so) does [this]"),
        ("a -20 degree night", "a -20 degree night"),
        ("", ""),
    ],
)
def test_marks_go_and_words_stay(text: str, plain: str) -> None:
    assert unmarked(text) == plain
