"""Offices printed beside names, in sentences of invented states."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.find.pages import analysis

from parley.find.roles.finder import Roles
from parley.records import Role
from parley.spans import reproduces


def roles(text: str) -> list[Role]:
    return list(Roles().find(analysis(text)))


def found(text: str) -> list[tuple[str, str, str | None]]:
    return [(r.name, r.title, r.of) for r in roles(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # in front of the name
        ("Tavrian Energy Minister Ana Weber left.", ("Ana Weber", "Energy Minister", "Tavria")),
        ("Tavria's top negotiator Ana Weber left.", ("Ana Weber", "top negotiator", "Tavria")),
        ("President of Tavria Ana Weber left.", ("Ana Weber", "President", "Tavria")),
        ("Former Tavrian president Ana Weber left.", ("Ana Weber", "Former Tavrian president", "Tavria")),
        ("Citadel spokeswoman Ana Weber left.", ("Ana Weber", "Citadel spokeswoman", "Tavria")),
        ("Chief of the General Staff Ana Weber left.", ("Ana Weber", "Chief of the General Staff", None)),
        ("Security and Defence Council secretary Ana Weber left.",
         ("Ana Weber", "Security and Defence Council secretary", None)),
        ("We know to what lengths President Ana Weber went.", ("Ana Weber", "President", None)),
        ("Ostrel Mayor Ana Weber left.", ("Ana Weber", "Ostrel Mayor", None)),
        ("Members of Congress and President Ana Weber left.", ("Ana Weber", "President", None)),
        ("Heads in Texas and Majority Leader Ana Weber left.", ("Ana Weber", "Majority Leader", None)),
        ("Energy and Trade Committee Chairman Ana Weber left.",
         ("Ana Weber", "Energy and Trade Committee Chairman", None)),
        ("Even President Ana Weber left.", ("Ana Weber", "President", None)),
        ("Councilwoman Ana Weber left.", ("Ana Weber", "Councilwoman", None)),
        ("A Morvania analyst, Ana Weber, left.", ("Ana Weber", "Morvania analyst", None)),
        ("As Tavria's energy minister, Ana Weber has toured the ports.", ("Ana Weber", "energy minister", "Tavria")),
        # in front of it, with a comma
        ("The Citadel's envoy for the ports, Ana Weber, left.", ("Ana Weber", "envoy for the ports", "Tavria")),
        ("The head of the Tavrian delegation, Ana Weber, left.",
         ("Ana Weber", "head of the Tavrian delegation", "Tavria")),
        # behind it
        ("Ana Weber, the national security secretary, left.", ("Ana Weber", "national security secretary", None)),
        ("Ana Weber, a former culture minister, left.", ("Ana Weber", "former culture minister", None)),
        ("Ana Weber, 53, Tavria's ambassador to Morvania, left.",
         ("Ana Weber", "ambassador to Morvania", "Tavria")),
        ("The talks are led by Ana Weber, head of Tavria's Security Council.",
         ("Ana Weber", "head of Tavria's Security Council", "Tavria")),
        ("Ana Weber, President Ivo Lund's special envoy, left.", ("Ana Weber", "special envoy", None)),
        ("Ana Weber, a former port minister and champion of free trade, left.",
         ("Ana Weber", "former port minister", None)),
        ("Ana Weber, Ivo Lund's daughter and adviser, left.", ("Ana Weber", "adviser", None)),
        ("Ana Weber, an expert at the Institute of Ports in Ostrel, left.",
         ("Ana Weber", "expert at the Institute of Ports", None)),
        ("Ana Weber, then foreign minister of Tavria, left.", ("Ana Weber", "then foreign minister", "Tavria")),
        ("Ana Weber, who heads the Security Council, left.", ("Ana Weber", "heads the Security Council", None)),
        ("Ana Weber, who served as Tavria's ambassador, left.", ("Ana Weber", "ambassador", "Tavria")),
        # told outright
        ("Ana Weber is Tavria's foreign minister.", ("Ana Weber", "foreign minister", "Tavria")),
        ("Ivo Lund appointed Ana Weber as special envoy for the ports.",
         ("Ana Weber", "special envoy for the ports", None)),
        ("Ana Weber was named foreign minister in May.", ("Ana Weber", "foreign minister", None)),
    ],
)  # fmt: skip
def test_an_office_beside_a_name(text: str, expected: tuple[str, str, str | None]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Lund and Mrs. Ana Weber left.",
        "Ana Weber, Ivo Lund's sister, left.",
        "Ivo Lund, a fellow Liberal, left.",
        "The minister, Ivo Lund said, was tired.",
        "A spokesman for the foreign minister, Ivo Lund, left.",
        "Ivo Lund is not the foreign minister.",
        "He spoke under President Ivo Lund, the prime minister and others.",
        "Ana Weber, President Ivo Lund and others left.",
        "The leader, Ana Weber, left.",
        "The talks ended and the delegation led by Ana Weber left.",
        "Ana Weber, who leads the delegation, left.",
    ],
)
def test_what_is_no_office_of_the_person(text: str) -> None:
    others = {("Ivo Lund", "President", None)}
    assert set(found(text)) <= others


def test_two_offices_of_one_person() -> None:
    text = "Ana Weber, Tavria's chief negotiator and secretary of its Security Council, left."
    assert [t for _, t, _ in found(text)] == ["chief negotiator", "secretary of its Security Council"]
    text = "Ana Weber, Tavria's chief negotiator and the secretary of its Security Council, said so."
    assert [t for _, t, _ in found(text)] == ["chief negotiator", "secretary of its Security Council"]
    text = "Tavrian Ground Forces Commander Colonel General Ivo Lund left."
    assert [t for _, t, _ in found(text)] == ["Ground Forces Commander", "Colonel General"]
    text = "Lt. Col. Ivo Lund, a Tavrian military spokesman, left."
    assert [t for _, t, _ in found(text)] == ["Lt. Col.", "military spokesman"]


def test_one_office_of_several_persons() -> None:
    assert found("Tavrian envoys Ana Weber and Ivo Lund left.") == [
        ("Ana Weber", "envoy", "Tavria"),
        ("Ivo Lund", "envoy", "Tavria"),
    ]
    text = "The foreign ministers of Tavria and Morvania, Ana Weber and Ivo Lund, met."
    assert found(text) == [
        ("Ana Weber", "foreign minister", "Tavria"),
        ("Ivo Lund", "foreign minister", "Morvania"),
    ]
    assert found("Ana Weber and Ivo Lund, the Tavrian envoys, left.") == [
        ("Ana Weber", "envoy", "Tavria"),
        ("Ivo Lund", "envoy", "Tavria"),
    ]
    assert found("Ana Weber, the Tavrian envoys and others left.") == []


def test_a_title_between_two_names_is_of_one_of_them() -> None:
    text = "Ana Weber told the Tavrian prime minister, Ivo Lund, so."
    assert found(text) == [("Ivo Lund", "prime minister", "Tavria")]
    text = "Ana Weber, a lawyer, Ivo Lund, a banker, and others left."
    assert found(text) == [("Ana Weber", "lawyer", None)]


def test_evidence_holds_the_name_the_title_and_whose_it_is() -> None:
    (role,) = roles("On Monday Tavria's energy minister, Ana Weber, left.")
    assert role.evidence[0].quote == "Tavria's energy minister, Ana Weber"


_WORDS = [
    "Ana", "Weber", "Ivo Lund", "Tavria’s", "Tavrian", "President", "minister", "ministers", "of", "the", ",", ".",
    "and", "Lt.", "Gen.", "who", "heads", "council", "a", "as", "named", "is", "for", "“", "”", "(", ")", "🕊",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=25))
def test_every_role_is_in_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    rows = roles(text)
    assert len({r.id for r in rows}) == len(rows)
    for role in rows:
        assert reproduces(role.evidence[0], text) and role.title
