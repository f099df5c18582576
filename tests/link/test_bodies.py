"""Which bodies are one."""

from itertools import count

import pytest

from parley.link.bodies import judged_bodies
from parley.link.mentioned import of_rows
from parley.records import actor_id

_numbers = count()


def body(name, kind="organization", country=None):
    number = next(_numbers)
    return {
        "id": f"mention-{number}", "document_id": "d1", "actor_id": actor_id(kind, name), "name": name, "kind": kind,
        "country": country, "surface": name, "title": None,
        "evidence": [{"document_id": "d1", "start": number, "end": number + 1, "quote": "x"}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (body("Ostrel Times", "media"), body("The Ostrel Times", "media")),
        (body("Tavrian Defense Ministry"), body("Tavrian Defence Ministry", "government_body")),
        (body("Organization of Harbour States"), body("Organisation of the Harbour States")),
        (body("Harbour Court", country="XTA"), body("Harbour Court", "government_body", "XTA")),
    ],
)
def test_one_body(left, right):
    assert len(list(judged_bodies(of_rows([left, right, right])))) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (body("Foreign Ministry"), body("Foreign Ministry", "government_body")),
        (body("Harbour Court", country="XTA"), body("Harbour Court", "government_body", "XMO")),
        (body("Ostrel Times", "media"), body("Ostrel Post", "media")),
        (body("Harbour Council"), body("Harbour Council", "person")),
    ],
)
def test_two_bodies(left, right):
    assert list(judged_bodies(of_rows([left, right]))) == []
