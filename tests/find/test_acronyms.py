"""Acronyms of bodies whose name a page prints in full, and surnames with particles."""

from __future__ import annotations

import pytest
from tests.find.pages import mentions, statements

FULL = "Institute for the Study of Harbours"


def called(text: str) -> list[tuple[str, str]]:
    return [(m.surface, m.name) for m in mentions(text)]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (f"The {FULL} (ISH) said so. The ISH said more.", "ISH"),
        (f"The {FULL} said so. ISH's head said more.", "ISH"),
        (f"The {FULL} (SBU) said so. The SBU said more.", "SBU"),
    ],
)
def test_an_acronym_is_the_body_whose_name_the_page_prints(text: str, short: str) -> None:
    assert called(text)[-1] == (short, FULL)


def test_an_acronym_of_two_bodies_is_the_one_whose_country_stands_before_it() -> None:
    text = (
        "The Morvanian Ministry of Defense (MoD) said so. The Tavrian Ministry of Defense (MoD) said so. "
        "The Tavrian MoD said more. The MoD left."
    )
    assert [pair for pair in called(text) if pair[0] == "MoD"][-1:] == [
        ("MoD", "Tavrian Ministry of Defense")
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"The {FULL} said so. The IHS said more.",  # other letters
        f"The {FULL} (founded) said so. The ISK said more.",
        "Ana Weber Lund (AWL) said so. The AWL said more.",  # of a person
    ],
)
def test_other_capitals_are_no_acronym(text: str) -> None:
    assert all(len(surface) > 3 for surface, _ in called(text))


def test_who_speaks_by_an_acronym_is_the_body() -> None:
    (said,) = statements(f"The {FULL} moved to Velm. The port may close, said the ISH.")
    assert said.speaker is not None
    assert (said.speaker.name, said.speaker.surface) == (FULL, "the ISH")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Anna von der Weide spoke. “We go on,” von der Weide wrote. Von der Weide left.",
            ["Anna von der Weide"] * 3,
        ),
        ("Oscar de la Rueda left. De la Rueda said no.", ["Oscar de la Rueda"] * 2),
        ("Ms von der Weide left.", ["von der Weide"]),
        ("Chris Van Holt left. Van Holt said no. Ben Lund said no.", ["Chris Van Holt"] * 2 + ["Ben Lund"]),
    ],
)
def test_particles_are_part_of_a_surname(text: str, names: list[str]) -> None:
    assert [m.name for m in mentions(text) if m.kind == "person"] == names


def test_a_wife_named_by_surname_changes_nobody_elses() -> None:
    text = "President Otto Weber arrived. Weber spoke to the crew. He and Mrs. Weber left. Weber waved. Weber slept."
    assert [m.name for m in mentions(text) if m.surface == "Weber"].count("Otto Weber") == 3
