"""Mentions of many pages become the actors of the collection."""

import random
from itertools import count

import pytest

from pages_made import Listed, dump, page
from parley.builder import build
from parley.link import link
from parley.link.actors import actors, grouped
from parley.link.mentioned import of_rows
from parley.link.persons import judged
from parley.pipeline import Reader
from parley.profiles import Organization, Profile, State
from parley.records import actor_id
from parley.settings import Settings
from parley.store import open_store
from parley.store.base import Filter
from parley.store.merges import merged

PROFILE = Profile(
    "made",
    "v1",
    (
        State("Velmara", "XVE", side="Velmara", role="party"),
        State("Marenza", "XMA", side="Marenza", role="mediator"),
        State("Sulemar", "XSU"),
    ),
    (Organization("Strait Council", role="mediator"), Organization("Littoral Pact")),
    (),
)
_numbers = count()


def mention(name, doc="d1", kind="person", country=None, title=None, surface=None):
    number = next(_numbers)
    return {
        "id": f"mention-{number}", "document_id": doc, "actor_id": actor_id(kind, name), "name": name,
        "kind": kind, "country": country, "surface": surface or name, "title": title,
        "evidence": [{"document_id": doc, "start": number, "end": number + 1, "quote": "x"}],
    }  # fmt: skip


def day(edtf):
    first = edtf if edtf and len(edtf) == 10 else None
    return {"edtf": edtf, "earliest": first, "latest": first}


def made(*mentions, published=None, judgements=None):
    groups = of_rows(mentions)
    dates = {m["document_id"]: day(None) for m in mentions} | {
        doc: day(edtf) for doc, edtf in (published or {}).items()
    }
    rows = actors(
        groups, judged(groups, titled(mentions)) if judgements is None else judgements, dates, PROFILE, {}
    )
    return {row["name"]: row for row in rows}


def titled(mentions):
    """The roles that the titles of mentions make."""
    rows = [m | {"of": None} for m in mentions if m["title"]]
    return grouped(rows)


def judgements_of(*mentions):
    return judged(of_rows(mentions), titled(mentions))


def pairs(*mentions):
    names = {m["actor_id"]: m["name"] for m in mentions}
    return {(names[j["left"]], names[j["right"]]) for j in judgements_of(*mentions)}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Ostrava", "Lena Ostrava"], {("Ostrava", "Lena Ostrava")}),
        (["Ostrava", "Lena Ostrava", "Petr Ostrava"], set()),
        (["OSTRAVA", "Léna Ostráva"], {("OSTRAVA", "Léna Ostráva")}),
        (["Lena", "Lena Ostrava"], set()),
        (["Strava", "Lena Ostrava"], set()),
        (["Z. Vey", "D. Z. Vey"], set()),
        (["Ostrava", "Lena Ostrava", "Ida Lena Ostrava"], set()),
        (["Ostrava"], set()),
    ],
)
def test_a_part_of_a_name_is_the_only_full_name_that_ends_so(names, expected):
    assert pairs(*(mention(name) for name in names)) == expected


def test_more_than_a_surname_needs_something_shared():
    names = ("Ostrava", "Lena Ostrava", "Ida Lena Ostrava")
    assert pairs(*(mention(name, country="XVE") for name in names)) == {
        ("Ostrava", "Ida Lena Ostrava"),
        ("Lena Ostrava", "Ida Lena Ostrava"),
    }
    titled = (mention(name, title="envoy") for name in ("de Vries", "Jan de Vries"))
    assert pairs(*titled) == {("de Vries", "Jan de Vries")}


def test_countries_that_differ_speak_against_it():
    assert not pairs(mention("Ostrava", country="XVE"), mention("Lena Ostrava", country="XOR"))


def test_only_persons_are_merged():
    assert not pairs(mention("Council", kind="organization"), mention("Strait Council", kind="organization"))
    assert not pairs(mention("Council"), mention("Strait Council", kind="organization"))


@pytest.mark.parametrize(
    ("left", "right", "score", "why"),
    [
        ({"country": "XVE"}, {"country": "XVE"}, 0.95, "both of XVE"),
        ({"title": "envoy"}, {"title": "Envoy"}, 0.95, "both called envoy"),
        ({"title": "envoy"}, {"country": "XVE"}, 0.7, "nothing speaks against it"),
    ],
)
def test_a_judgement_says_why(left, right, score, why):
    (judgement,) = judgements_of(mention("Ostrava", **left), mention("Lena Ostrava", **right))
    assert judgement["verdict"] == "same" and judgement["score"] == score
    assert judgement["why"].endswith(why)


def test_the_merged_actor_has_all_forms_and_the_fullest_name():
    rows = made(mention("Ostrava"), mention("Lena Ostrava", surface="Lena\nOstrava"), mention("Lena Ostrava"))
    assert rows.keys() == {"Lena Ostrava"}
    assert rows["Lena Ostrava"]["aliases"] == ["Lena Ostrava", "Ostrava"]
    assert rows["Lena Ostrava"]["id"] == actor_id("person", "Lena Ostrava")


def test_a_role_is_no_alias():
    (row,) = made(mention("Lena Ostrava", surface="the Velmaran envoy"), mention("Lena Ostrava")).values()
    assert row["aliases"] == ["Lena Ostrava"]
    (state,) = made(mention("Velmara", kind="state", surface="the Citadel")).values()
    assert state["aliases"] == ["the Citadel"]


def test_country_by_majority_or_not_at_all():
    one = [mention("A B", country="XVE"), mention("A B", country="XVE"), mention("A B", country="XOR")]
    assert made(*one)["A B"]["country"] == "XVE"
    assert made(*one[1:])["A B"]["country"] is None
    assert made(mention("A B"))["A B"]["country"] is None


@pytest.mark.parametrize(
    ("who", "party"),
    [
        (mention("A B", country="XVE"), "Velmara"),
        (mention("A B", country="XMA"), "Marenza"),
        (mention("A B", country="XSU"), None),
        (mention("A B"), None),
        (mention("Velmara", kind="state"), "Velmara"),
        (mention("Sulemar", kind="state", country="XSU"), None),
        (mention("Kestren Courier", kind="media", country="XVE"), None),
        (mention("Ferrymen's Union", kind="organization", country="XVE"), None),
        (mention("Strait Council", kind="organization"), "Strait Council"),
        (mention("Littoral Pact", kind="organization"), None),
        (mention("a source in Kestren", kind="anonymous", country="XVE"), "Velmara"),
    ],
)
def test_party(who, party):
    assert made(who)[who["name"]]["party"] == party


def test_order_leaves_no_trace():
    names = ["Ostrava", "Lena Ostrava", "Brand", "Ishel Brand", "K. Brand", "Vey"]
    mentions = [mention(n, f"d{i % 4}", title=("envoy", "Envoy")[i % 2]) for i, n in enumerate(names * 3)]
    expected = made(*mentions)
    for seed in range(10):
        random.Random(seed).shuffle(mentions)
        assert made(*mentions) == expected


def judgement(left, right, verdict="same"):
    return {"id": left + right, "left": left, "right": right, "verdict": verdict}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([("b", "a")], {"b": "a"}),
        ([("c", "b"), ("b", "a")], {"c": "a", "b": "a"}),
        ([("c", "b"), ("c", "a")], {"c": "a", "b": "a"}),
        ([("a", "b"), ("b", "a")], {"b": "a"}),
        ([("a", "z")], {"a": "z"}),
        ([], {}),
    ],
)
def test_merged(given, expected):
    rows = [judgement(*pair) for pair in given]
    assert merged(rows) == merged(reversed(rows)) == expected
    assert merged(judgement(*pair, "different") for pair in given) == {}


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path / "record.sqlite", create=True)
    yield store
    store.close()


def test_linking_again_changes_nothing_and_keeps_the_judgements_of_others(store):
    reader = Reader(Settings(workers=1))
    build(store, reader, [Listed(page(0), page(1))])
    left, right = (actor_id("person", name) for name in ("Lena Ostrava", "Piet Zandel"))
    by_hand = judgement(left, right) | {"by": "a reviewer"}
    with store.writer() as writer:
        writer.put_links("judgements", [by_hand])
    link(store, reader.profile)
    once = dump(store)
    with store.view() as view:
        assert by_hand in list(view.links("judgements"))
        assert {left, right} & {a["id"] for a in view.links("actors")} == {right}
        of_both = list(view.entries("statements", Filter(speaker="Zandel")))
        assert {s["speaker"]["surface"] for s in of_both} >= {"Ostrava", "Zandel"}
        assert of_both == list(view.entries("statements", Filter(speaker="Lena Ostrava")))
    link(store, reader.profile)
    assert dump(store) == once
