"""Which names are one person's: spellings, surnames, and everything that must stay apart."""

from itertools import count

import pytest

from parley.link.actors import grouped
from parley.link.mentioned import of_rows
from parley.link.persons import COMMON, SHARED, SPELLED, UNOPPOSED, judged
from parley.link.spelling import plain, same_given, sound
from parley.records import actor_id

_numbers = count()


def named(name, country=None, title=None, doc="d1"):
    number = next(_numbers)
    return {
        "id": f"mention-{number}", "document_id": doc, "actor_id": actor_id("person", name), "name": name,
        "kind": "person", "country": country, "surface": name, "title": title, "of": None,
        "evidence": [{"document_id": doc, "start": number, "end": number + 1, "quote": "x"}],
    }  # fmt: skip


def rows(*people):
    mentions = [person if isinstance(person, dict) else named(person) for person in people]
    return judged(of_rows(mentions), grouped(m for m in mentions if m["title"]))


def scores(*people):
    return [row["score"] for row in rows(*people)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Veshnensky", "Veshnenskyy"),
        ("Veshnenskiy", "Veshnenskij"),
        ("Dobriga", "Dobriha"),
        ("Yarovych", "Yarovich"),
        ("Ilgenoğlu", "Ilgenoglu"),
        ("Kılıçer", "Kilicer"),
        ("Tsarnov", "Tzarnov"),
        ("Rushkow", "Rushkov"),
        ("Khamrani", "Hamrani"),
        ("Mussawi", "Musawi"),
    ],
)
def test_spellings_of_one_surname_sound_the_same(left, right):
    assert [sound(w) for w in plain(left)] == [sound(w) for w in plain(right)]


@pytest.mark.parametrize(
    ("left", "right"),
    [("Veshnin", "Veshnov"), ("Lund", "Lind"), ("Marek", "Barek"), ("Weber", "Weiler"), ("Reed", "Rohde")],
)
def test_other_surnames_do_not(left, right):
    assert sound(left.lower()) != sound(right.lower())


@pytest.mark.parametrize(
    ("left", "right", "how"),
    [
        ("dmitry", "dmytro", "spelling"),
        ("volodymyr", "vladimir", "spelling"),
        ("mohammed", "muhammad", "spelling"),
        ("serge", "sergei", None),
        ("mike", "michael", "short"),
        ("j", "jon", "initial"),
        ("paul", "jon", None),
        ("ana", "ana", "same"),
    ],
)
def test_given_names(left, right, how):
    assert same_given(left, right) == how == same_given(right, left)


@pytest.mark.parametrize(
    ("people", "score"),
    [
        ((named("Ana Veshnensky", "XTA"), named("Ana Veshnenskyy", "XTA")), SPELLED),
        ((named("Andrii Dobriha", "XTA"), named("Andrey Dobriga", "XTA")), SPELLED),
        ((named("Ana Veshnensky"), named("Ana Veshnenskiy")), UNOPPOSED),
        ((named("Mike Reed", title="envoy"), named("Michael Reed", title="envoy")), SPELLED),
        ((named("Jon Reed", "XTA"), named("Jon P. Reed", "XTA")), SHARED),
        ((named("Jon Reed"), named("Jon P. Reed")), UNOPPOSED),
        ((named("Adel Rahimi", "XTA"), named("Adel al-Rahimi", "XTA")), SHARED),
        ((named("Osric Veshnar", "XTA"), named("Osric Veshner", "XTA")), SPELLED),
        ((named("Paul Reed", title="chief judge"), named("Paul B. Reed III", title="chief judge")), SHARED),
    ],
)
def test_two_names_of_one_person(people, score):
    assert scores(*people) == [score]


@pytest.mark.parametrize(
    "people",
    [
        ("Volodymyr", "Volodymyr Veshnensky"),  # a namesake: the given name alone is nobody's
        ("Paul Reed", "Paul Reed Jr."),  # father and son
        (named("Paul Reed", title="senator"), named("Paul Reed Jr.", title="senator")),
        (named("Paul Reed Sr.", title="senator"), named("Paul Reed Jr.", title="senator")),
        (named("Ana Weber", "XTA"), named("Anna Weber", "XMO")),
        (named("Dmitry Lund", "XMO"), named("Dmytro Lund", "XTA")),
        ("Mike Reed", "Michael Reed"),  # short for it, but nothing is shared
        ("Ana Weber", "Eva Weber"),
        ("Jon A. Reed", "Jon B. Reed"),
        ("Jon H. W. Reed", "Jon W. Reed"),
        ("Osric Veshnar", "Osric Veshner"),  # sounds alike, and nothing is shared
        ("Jon O'Reed", "Jon Reed"),
        ("Ben Carlow", "Rachel Carlow"),
        ("J. R. Lee", "Y. Li"),
        ("Ana Lee", "Ana Li"),
        (named("Kim Sorl", "XTA"), named("Kim Hak Sorl", "XTA")),
        ("Jon Hubert Reed", "Jon Reed"),  # a whole name more, and nothing is shared
        ("Sorl", "Kim Hak Sorl"),
        (named("Osric", title="King"), "Paul bin Osric"),
    ],
)
def test_two_persons(people):
    assert rows(*people) == []


def test_a_name_that_may_be_either_of_two_is_neither():
    assert {(r["left"], r["right"]) for r in rows("Jon Reed", "Jon H. W. Reed", "Jon W. Reed")} == set()


def test_office_holders_of_one_office_stay_two():
    first = named("Ana Weber", "XTA", "president")
    assert rows(first, named("Ivo Lund", "XTA", "president"), named("Eva Weber", "XTA", "president")) == []


def test_a_surname_is_that_of_the_one_whom_nearly_all_pages_mean():
    known = [named("Ana Weber", "XTA", doc=f"d{i}") for i in range(20)]
    (row,) = rows(*known, named("Eva Weber", doc="d30"), named("Weber", "XTA", doc="d31"))
    assert row["score"] == COMMON and "20 of the 21 pages" in row["why"]
    assert rows(*known, named("Eva Weber", doc="d30"), named("Weber", doc="d31")) == []
    assert rows(*known[:5], named("Eva Weber", doc="d30"), named("Weber", "XTA", doc="d31")) == []


def test_a_surname_may_be_spelt_in_another_way_if_something_is_shared():
    assert scores(named("Ana Yarovych", "XTA"), named("Yarovich", "XTA")) == [SPELLED]
    assert scores("Ana Yarovych", "Yarovich") == []


def test_a_surname_that_is_printed_first():
    assert scores(named("Wang Ruolan", "XTA"), named("Wang", "XTA")) == [SHARED]


def test_the_order_of_pages_leaves_no_trace():
    people = [
        named(n, "XTA", doc=f"d{i}") for i, n in enumerate(["Jon Reed", "Jon P. Reed", "Jonn Reed", "Reed"])
    ]
    assert rows(*people) == rows(*reversed(people))


def test_the_second_half_of_a_given_name_is_no_surname():
    assert scores("Wang Rui-lund", "Lund") == []


@pytest.mark.parametrize(
    ("pages", "alone", "expected"),
    [
        ("a", "b", []),  # whom one page names, another page hardly takes for known
        ("ab", "c", [UNOPPOSED]),
        ("a", "ab", [UNOPPOSED]),  # one page prints both
    ],
)
def test_a_surname_alone_is_that_of_somebody_whom_several_pages_name(pages, alone, expected):
    full = [named("Lena Ostrava", doc=page) for page in pages]
    assert scores(*full, *(named("Ostrava", doc=page) for page in alone)) == expected


def test_an_office_beside_both_is_enough_of_whom_one_page_names():
    people = named("Lena Ostrava", title="envoy", doc="a"), named("Ostrava", title="envoy", doc="b")
    assert scores(*people) == [SHARED]


@pytest.mark.parametrize(("short", "expected"), [("von der Weide", [UNOPPOSED]), ("Ben Weide", [])])
def test_particles_make_no_surname_a_full_name(short, expected):
    full = [named(f"Anna {short}", doc=page) for page in "ab"]
    assert scores(*full, named(short, doc="c")) == expected
