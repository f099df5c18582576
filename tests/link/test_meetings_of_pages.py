"""Reports of meetings from many pages become the meetings of the collection."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages_made import Listed
from parley.builder import build
from parley.dates import Date
from parley.link import link
from parley.link.meetings import with_outcomes
from parley.link.meetings.account import account, at_home
from parley.link.meetings.joining import joined
from parley.link.meetings.row import meeting
from parley.link.meetings.weighing import ENOUGH, weight
from parley.pipeline import Reader
from parley.records import Page, actor_id
from parley.settings import Settings
from parley.store import open_store
from profiles_made import profile_of, state

TAVRIA, MORVANIA, ORUVIA = (actor_id("state", name) for name in ("Tavria", "Morvania", "Oruvia"))
LORN, RESTAN, VEY = (actor_id("person", name) for name in ("Ana Lorn", "Ivo Restan", "Dag Vey"))


def report(
    doc,
    *days,
    place="Rill",
    country="XOR",
    parties=(TAVRIA, MORVANIA),
    published="2031-06-05",
    family=None,
    **fields,
):
    row = {
        "id": f"meet-{doc}", "document_id": doc, "form": "talks", "parties": list(parties), "mediators": [],
        "hosts": [], "delegates": [], "place": place and {"name": place, "country": country, "venue": None},
        "date": None, "duration": None, "round": None, "count": 1, "status": "held", "agenda": [],
        "characterisations": [], "support": {}, "rule": "noun",
        "evidence": [{"document_id": doc, "start": 0, "end": 1, "quote": "x"}],
    } | fields  # fmt: skip
    page = Date.of(published, "metadata") if published else Date.unknown()
    return account(row, [Date.of(day, "text") for day in days], page, family)


def groups(*reports):
    return sorted(sorted(a.row["document_id"] for a in group) for group in joined(reports))


def delegate(person, party, name="Ana Lorn"):
    return {"actor_id": person, "name": name, "party": party, "head": True}


def test_one_place_and_one_day_is_one_meeting():
    assert groups(report("a", "2031-06-04"), report("b", "2031-06-04")) == [["a", "b"]]
    assert groups(report("a", "2031-06-04"), report("b", "2031-06-05")) == [
        ["a", "b"]
    ]  # they went on overnight


@pytest.mark.parametrize(
    "other",
    [
        report("b", "2031-06-04", place="Sarn", country="XVE"),
        report("b", "2031-06-12"),
        report("b", "2031-06-04", parties=(TAVRIA, ORUVIA)),
        report("b", "2031-06-04", form="call"),
        report("b", "2031-06-04", count=2),
        report("b"),  # nothing tells when
        report("a", "2031-06-04", id="meet-c"),  # of the same page, which told them apart
    ],
)
def test_another_place_day_side_or_form_is_another_meeting(other):
    one = report("a", "2031-06-04")
    assert len(joined([one, other])) == 2


def test_different_rounds_are_never_one():
    assert weight(report("a", "2031-06-04", round=1), report("b", "2031-06-04", round=2)) is None
    assert groups(report("a", round=2), report("b", round=2)) == [["a", "b"]]


def told(doc, quote, **fields):
    return report(
        doc, place=None, evidence=[{"document_id": doc, "start": 0, "end": 1, "quote": quote}], **fields
    )


def test_the_same_sentence_in_one_family_tells_one_meeting():
    said = "He said that they would meet again in May or June ."
    edited = "He said they would meet again in May or June ."
    assert groups(told("a", said, family="f"), told("b", edited, family="f")) == [["a", "b"]]
    assert groups(told("a", said, family="f"), told("b", said, family="g")) == [["a"], ["b"]]
    assert groups(told("a", said, family="f"), told("b", "They met on the bridge .", family="f")) == [
        ["a"],
        ["b"],
    ]


def test_a_house_may_be_in_the_town_of_another_page():
    house = report("a", "2031-06-04", round=2)
    house.row["place"] = {"name": "Old Mint", "country": None, "venue": "Old Mint"}
    assert groups(house, report("b", "2031-06-04", round=2)) == [["a", "b"]]


def test_a_state_is_where_its_towns_are():
    land = report("a", "2031-06-04", place="Oruvia")
    assert (
        len(joined([land, report("b", "2031-06-04")])) == 2
    )  # "Oruvia" is invented: no list knows it for a state
    land = report("a", "2031-06-04", place="Norway", country="NOR")
    assert groups(land, report("b", "2031-06-04", place="Oslo", country="NOR")) == [["a", "b"]]


def test_without_a_known_day_much_must_agree():
    told = {"date": [{"document_id": "a", "start": 0, "end": 1, "quote": "Wednesday"}]}
    heads = [delegate(LORN, TAVRIA), delegate(RESTAN, MORVANIA, "Ivo Restan")]
    one, other = report("a", support=told, delegates=heads), report("b", support=told, delegates=heads)
    assert weight(one, other) >= ENOUGH
    assert weight(one, report("b", support=told)) < ENOUGH
    assert weight(one, report("b", delegates=heads)) < ENOUGH


HEADS = [delegate(LORN, TAVRIA), delegate(RESTAN, MORVANIA, "Ivo Restan")]


def summit(doc, *days, **fields):
    return report(doc, *days, **{"form": "summit", "delegates": HEADS} | fields)


def test_leaders_meet_in_a_town_once():
    held = summit("a", "2031-06-12", published="2031-06-13")
    assert groups(held, summit("b", published="2032-02-01")) == [["a", "b"]]
    assert groups(held, summit("b", status="scheduled", published="2031-05-02")) == [["a", "b"]]
    assert groups(held, summit("b", form="meeting", published=None)) == [["a", "b"]]
    assert groups(summit("a", status="scheduled"), summit("b", published="2031-06-20")) == [["a", "b"]]


@pytest.mark.parametrize(
    "other",
    [
        summit("b", published="2031-06-01"),  # it was held before
        summit("b", status="scheduled", published="2031-07-01"),  # another one is to come
        summit("b", status="scheduled", published="2030-02-01"),
        summit("b", delegates=HEADS[:1]),
        summit("b", form="talks"),  # negotiators come again
        summit("b", parties=(TAVRIA, MORVANIA, ORUVIA)),
    ],
)
def test_a_summit_without_a_day_is_none_that_it_cannot_be(other):
    held = summit("a", "2031-06-12", published="2031-06-13")
    assert groups(held, other) == [["a"], ["b"]]
    assert groups(other, held) == [["a"], ["b"]]


def test_of_two_summits_in_one_town_one_without_a_day_is_neither():
    first, second = summit("a", "2031-06-12"), summit("b", "2032-06-12", published="2032-06-13")
    assert groups(first, second, summit("c", published="2032-09-01")) == [["a"], ["b"], ["c"]]


def test_leaders_meet_in_a_month_once():
    month = {"place": None, "published": "2031-05-20", "status": "scheduled"}
    held = summit("a", "2031-06-12", published="2031-06-13")
    assert groups(held, summit("b", "2031-06", **month)) == [["a", "b"]]
    assert groups(summit("a", "2031-06", **month), summit("b", "2031-06", **month)) == [["a", "b"]]
    assert len(joined([held, summit("b", "2031-07", **month)])) == 2
    assert len(joined([held, summit("b", "2031-06", form="talks", **month)])) == 2
    assert len(joined([held, summit("b", "2031-06", delegates=[delegate(VEY, TAVRIA)], **month)])) == 2


def test_a_state_that_is_one_town_is_a_town():
    where = {"place": "Singapore", "country": "SGP"}
    assert groups(summit("a", "2031-06-12", **where), summit("b", published="2032-02-01", **where)) == [
        ["a", "b"]
    ]
    where = {"place": "Norway", "country": "NOR"}
    assert (
        len(joined([summit("a", "2031-06-12", **where), summit("b", published="2032-02-01", **where)])) == 2
    )


def test_what_was_to_come_speaks_not_against_what_was_held_where_no_round_is_told():
    to_come = summit("a", status="scheduled", published="2031-06-01")
    named, plain = summit("b", "2031-06-12", published="2031-06-13"), summit("c", "2031-06-12", delegates=[])
    assert groups(to_come, named, plain) == [["a", "b", "c"]]


def test_who_meets_in_person_must_be_the_same():
    one = report("a", "2031-06-04", rule="verb meet", delegates=[delegate(LORN, TAVRIA)])
    assert (
        weight(one, report("b", "2031-06-04", rule="verb meet", delegates=[delegate(VEY, TAVRIA, "Dag Vey")]))
        is None
    )
    assert (
        weight(one, report("b", "2031-06-04", rule="verb meet", delegates=[delegate(LORN, TAVRIA)])) >= ENOUGH
    )


def test_a_report_that_fits_two_meetings_stays_by_itself():
    first, second = report("a", "2031-06-03", round=1), report("b", "2031-06-04", round=2)
    assert groups(first, second, report("c", "2031-06-04")) == [["a"], ["b"], ["c"]]


def test_the_side_of_a_person_may_be_told_by_other_pages():
    row = at_home(report("a", delegates=[delegate(LORN, None)], parties=(MORVANIA,)).row, {LORN: TAVRIA})
    assert row["parties"] == [MORVANIA, TAVRIA]
    assert row["delegates"][0]["party"] == TAVRIA


def test_outcomes_are_the_agreements_of_a_meeting():
    rows = with_outcomes(
        [{"id": "m1", "outcome": []}, {"id": "m2", "outcome": []}],
        [{"id": "b", "meeting_id": "m1"}, {"id": "a", "meeting_id": "m1"}, {"id": "c", "meeting_id": None}],
    )
    assert [row["outcome"] for row in rows] == [["a", "b"], []]


def when(quote):
    return {"date": [{"document_id": "x", "start": 0, "end": 1, "quote": quote}]}


def status(*reports):
    (row,) = (meeting(group) for group in joined(reports))
    return row["status"]


def test_news_that_a_round_is_off_settles_it():
    planned = report("a", "2031-07-21", round=3, status="scheduled", published="2031-06-24")
    off = report("b", round=3, place=None, status="cancelled", published="2031-07-19")
    assert status(planned, off) == "cancelled"
    later = report("c", "2031-07-21", round=3, status="scheduled", published="2031-09-01")
    assert status(planned, off, later) == "cancelled"  # a later page tells what was planned then


def test_what_is_off_may_be_told_by_its_place_and_month():
    planned = report("a", round=3, status="scheduled", published="2031-06-24", support=when("in July"))
    off = report("b", status="cancelled", published="2031-08-26", support=when("July"))
    assert status(planned, off) == "cancelled"
    assert len(joined([planned, report("b", status="cancelled", support=when("May"))])) == 2


def test_of_two_third_rounds_the_weekday_tells_which_is_off():
    monday = report("a", "2031-07-21", round=3, status="scheduled", published="2031-06-24")
    held = report("b", "2031-09-16", round=3, place="Sarn", country="XVE", published="2031-09-17")
    off = report("c", round=3, place=None, status="cancelled", published=None, support=when("Monday"))
    assert groups(monday, held, off) == [["a", "c"], ["b"]]


def test_what_was_held_was_not_called_off():
    held = report("a", "2031-06-04", round=3)
    assert weight(held, report("b", round=3, status="cancelled")) is None


def test_lengths_that_pages_or_speakers_tell_differently_all_stand():
    claim = {"field": "duration", "value": "PT4H", "source": {"name": "Ivo Restan"}, "evidence": []}
    one, other = report("a", "2031-06-04", duration="PT6H"), report("b", "2031-06-04", claims=[claim])
    (row,) = (meeting(group) for group in joined([one, other]))
    assert row["duration"] is None
    assert [told["value"] for told in row["values"]["duration"]] == ["PT6H", "PT4H"]
    assert row["values"]["duration"][1]["source"]["name"] == "Ivo Restan"


DAYS = ("2031-06-03", "2031-06-04", "2031-06-12", "2031-06")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(DAYS), st.sampled_from(("Rill", "Sarn", None)), st.sampled_from((None, 1, 2)),
            st.sampled_from(((TAVRIA, MORVANIA), (TAVRIA,), (TAVRIA, ORUVIA))),
        ),
        max_size=8,
    ),
    st.randoms(),
)  # fmt: skip
def test_the_order_of_pages_leaves_no_trace(told, order):
    reports = [
        report(f"d{n}", day, place=place, round=number, parties=parties)
        for n, (day, place, number, parties) in enumerate(told)
    ]
    before = groups(*reports)
    order.shuffle(reports)
    assert groups(*reports) == before
    for group in joined(reports):
        numbers = {a.row["round"] for a in group} - {None}
        assert len(numbers) < 2


PROFILE = profile_of(
    "table",
    state("Tavria", "XTA", "Tavrian"),
    state("Morvania", "XMO", "Morvanian"),
    state("Oruvia", "XOR", "Oruvian", "Rill", role="mediator"),
)
PAGES = {
    "one.txt": """Rill talks end

Tavrian and Morvanian negotiators concluded a second day of Oruvian-mediated talks in Rill on Wednesday.
The talks lasted two hours, much shorter than the six hours of meetings on Tuesday.
Tavria's Defence Minister Ana Lorn led her country's delegation, officials of both sides told reporters.
""",
    "two.txt": """Second day in Rill

Delegations from Tavria and Morvania met in Rill on Wednesday for talks about prisoners, officials said.
The Morvanian side was led by Ivo Restan, the foreign ministry said in a statement.
A third round of talks is planned in Rill for next week, it said.
""",
}


@pytest.fixture(scope="module", params=[0, 1])
def record(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("talks")
    (folder / "table.toml").write_text(PROFILE, encoding="utf-8")
    names = sorted(PAGES, reverse=bool(request.param))
    hints = {"published": "2031-06-05"}
    pages = [Page(name, name, PAGES[name].encode(), "text/plain", None, hints) for name in names]
    settings = Settings(profile=str(folder / "table.toml"))
    store = open_store(folder / "record.sqlite", create=True)
    build(store, Reader(settings), [Listed(*pages)])
    link(store, Reader(settings).profile)
    with store.view() as view:
        yield list(view.entries("meetings")), {d["id"]: d for d in view.documents()}
    store.close()


def test_a_record_holds_one_meeting_from_two_pages(record):
    rows, documents = record
    held = [row for row in rows if row["status"] == "held"]
    assert len(held) == 1
    (row,) = held
    assert {d["edtf"] for d in row["dates"]} == {"2031-06-03", "2031-06-04"}
    assert len({e["document_id"] for e in row["evidence"]}) == 2
    assert row["mediators"] == [ORUVIA]
    assert {d["name"] for d in row["delegates"] if d["head"]} == {"Ana Lorn", "Ivo Restan"}
    assert row["duration"] == "PT2H"
    assert len(row["accounts"]) == 2
    for values in row["values"].values():
        for value in values:
            for item in value["evidence"]:
                assert documents[item["document_id"]]["text"][item["start"] : item["end"]] == item["quote"]


def test_the_next_round_is_a_meeting_of_its_own(record):
    rows, _ = record
    assert [(row["round"], row["place"]["name"]) for row in rows if row["status"] == "scheduled"] == [
        (3, "Rill")
    ]
