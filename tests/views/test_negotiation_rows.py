"""Rows of meetings, agreements, positions and the timeline: nothing lost, nothing drawn where it was not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.dates import Date
from parley.records import (
    ACTOR_KINDS,
    AGREEMENT_KINDS,
    AGREEMENT_STATUSES,
    EVENT_STATUSES,
    EVENT_TYPES,
    MEETING_FORMS,
    MEETING_STATUSES,
    STANCES,
)
from parley.views import actors, days, meetings, positions, standing, timeline, words
from parley.views.index import Index, page
from parley.views.paging import sheets

DOCUMENT = {
    "id": "d",
    "title": "Talks resume",
    "outlet": "The Sele Ledger",
    "published": Date.of("2031-06-02", "metadata").to_dict(),
    "language": "en",
    "agencies": [],
    "authors": [],
    "uri": "a.txt",
    "url": None,
    "text": "Some words here",
    "blocks": [],
}
ACTORS = {
    "venn": {"id": "venn", "name": "Orla Venn", "party": "Brantia"},
    "brantia": {"id": "brantia", "name": "Brantia", "party": "Brantia"},
    "corvale": {"id": "corvale", "name": "Corvale", "party": "Corvale"},
}
PAGES = {name: page({**DOCUMENT, "id": name}) for name in ("d", "e")}
INDEX = Index(PAGES, ACTORS, {"Brantia": 1, "Corvale": 2}, {"territory": "Territory and borders"})
EVIDENCE = [{"document_id": "d", "start": 0, "end": 4, "quote": "Some"}]
EDTF = st.sampled_from(
    [
        None,
        "1953",
        "2030-11/2031-02",
        "2031-05",
        "2031-06-02",
        "../2031-06-09",
        "2031-06-09/..",
        "2031-12-31",
        "0001-02",
        "9999-12",
    ]
)


def date(edtf):
    return Date.of(edtf, "text").to_dict() if edtf else Date.unknown().to_dict()


class View:
    def __init__(self, **kinds):
        self.kinds = kinds

    def entries(self, kind, where=None):
        return iter(self.kinds.get(kind, ()))

    links = entries


def position(i, party, issue, edtf, change):
    return {
        "id": f"position-{i:03}",
        "document_id": "d",
        "party": party,
        "holder": None,
        "issue": issue,
        "stance": "demands",
        "content": "words",
        "content_spans": [[5, 10]],
        "conditions": None,
        "towards": None,
        "date": date(edtf),
        "statement_id": None,
        "evidence": EVIDENCE,
        "change": change,
        "follows": None,
    }


HELD = st.lists(
    st.tuples(
        st.sampled_from(["brantia", "corvale", *(f"group {i}" for i in range(8))]),
        st.sampled_from(["territory", "ceasefire"]),
        EDTF,
        st.sampled_from([None, "new", "hardened", "withdrawn"]),
    ),
    max_size=30,
)


@given(HELD, st.integers(1, 6))
def test_every_position_stands_in_one_cell_and_once_in_the_list(held, size):
    rows = positions.listed(View(positions=[position(i, *one) for i, one in enumerate(held)]), INDEX)
    table = positions.matrix(rows)
    cells = [cell for row in table["rows"] for cell in row["cells"] if cell]
    others = sum(side["count"] for side in table["others"])
    assert sum(cell["count"] for cell in cells) + others == len(held)
    assert len(table["sides"]) <= positions.COLUMNS
    for cell in cells:
        told = sum(change["count"] for change in cell["changes"])
        assert told == sum(row["cell"] == cell["cell"] and bool(row["change"]) for row in rows)
        assert all(0 <= mark["x"] <= positions.STRIP for mark in cell["strip"])
    shown, headed, before = [], [], None
    for sheet in sheets(rows, size):
        for issue in positions.groups(sheet.rows, before):
            for side in issue["sides"]:
                shown += [row["id"] for row in side["rows"]]
                headed += [] if side["continued"] else [side["cell"]]
        before = sheet.rows[-1] if sheet.rows else None
    assert sorted(shown) == [f"position-{i:03}" for i in range(len(held))]
    assert len(set(headed)) == len(headed)


def entry(i, kind, edtf, importance):
    return {
        "id": f"time-{i:03}",
        "date": date(edtf),
        "kind": kind,
        "title": "Something",
        "record_ids": [f"record-{i}"],
        "importance": importance,
        "families": 1,
        "documents": ["d"],
        "parties": ["brantia"],
        "evidence": EVIDENCE,
    }


DATED = st.lists(st.tuples(st.sampled_from(timeline.KINDS), EDTF.filter(bool), st.floats(0, 1)), max_size=120)


@given(DATED)
def test_the_drawing_shows_every_entry_or_says_how_many_it_leaves_out(dated):
    rows = timeline.listed(View(timeline=[entry(i, *one) for i, one in enumerate(dated)]), INDEX, {})
    drawing = timeline.lanes(rows)
    if not dated:
        assert drawing is None
        return
    drawn = sum(len(lane["marks"]) + sum(c["count"] for c in lane["columns"]) for lane in drawing["lanes"])
    assert drawn + drawing["outside"] == len(dated)
    for lane in drawing["lanes"]:
        for mark in lane["marks"]:
            assert timeline.LEFT <= mark["from"] <= mark["x"] and mark["width"] >= timeline.LEAST
            assert mark["x"] <= timeline.WIDTH and mark["y"] + timeline.BAR <= lane["height"]
        for column in lane["columns"]:
            assert sum(part["height"] for part in column["stack"]) <= timeline.TALL + 1
    beside = [
        (lane["kind"], mark["y"], mark["from"], mark["to"])
        for lane in drawing["lanes"]
        for mark in lane["marks"]
    ]
    for one, other in zip(sorted(beside), sorted(beside)[1:], strict=False):
        assert one[:2] != other[:2] or one[3] <= other[2], "two marks lie on each other"


def test_an_interval_is_drawn_as_long_as_it_is_and_open_where_it_is_open():
    told = [entry(0, "meeting", "2031-06", 1), entry(1, "meeting", "2031-06-02", 1),
            entry(2, "position", "../2031-06-20", 0.1), entry(3, "agreement", "2031-06-20/..", 0.5)]  # fmt: skip
    drawing = timeline.lanes(timeline.listed(View(timeline=told), INDEX, {}))
    marks = {mark["id"]: mark for lane in drawing["lanes"] for mark in lane["marks"]}
    assert marks["time-000"]["width"] == timeline.WIDTH - timeline.LEFT and marks["time-000"]["tail"] is None
    assert marks["time-001"]["width"] < 40
    before, after = marks["time-002"], marks["time-003"]
    assert before["tail"]["x"] < before["x"] and after["tail"]["x"] > after["x"]


def test_what_only_a_year_is_known_of_stands_under_no_month():
    told = [entry(0, "meeting", "1953", 1), entry(1, "meeting", "2031-06-02", 1)]
    rows = timeline.listed(View(timeline=told), INDEX, {})
    assert [group["title"] for group in timeline.groups(rows)] == ["1953", "June 2031"]


def value(told, document="d"):
    return {"value": told, "document_id": document, "report_id": "r", "evidence": EVIDENCE}


@pytest.mark.parametrize(
    ("name", "one", "other", "differs"),
    [
        ("round", 2, 3, True),
        ("place", {"name": "Sele", "venue": None}, {"name": "Ume", "venue": None}, True),
        ("parties", ["brantia"], ["brantia", "corvale"], False),
        ("parties", ["brantia"], ["corvale"], True),
        ("dates", ["2031-06-02"], ["2031-06"], False),
        ("dates", ["2031-06-02"], ["2031-06-04"], True),
        ("date", "2031-06-02", "2031-06-03", True),
        ("status", "scheduled", "held", False),
    ],
)
def test_pages_differ_where_both_cannot_be_so(name, one, other, differs):
    (field,) = meetings.fields({name: [value(one), value(other, "e")]}, (name,), INDEX)
    assert field["differs"] is differs and len(field["values"]) == 2
    assert [source["page"]["id"] for told in field["values"] for source in told["sources"]] == ["d", "e"]


@pytest.mark.parametrize(
    ("iso", "reads"),
    [
        ("PT6H", "6 hours"),
        ("PT1H30M", "1 hour 30 minutes"),
        ("P2D", "2 days"),
        ("PT", "PT"),
        ("soon", "soon"),
    ],
)
def test_durations(iso, reads):
    assert meetings.duration(iso) == reads


def met(i, status, edtf):
    return {
        "id": f"meeting-{i}",
        "status": status,
        "date": date(edtf),
        "sort": days.key(date(edtf)),
        "pages": 1,
    }


def test_where_it_stands_is_the_last_that_was_held_and_the_next_told_of():
    rows = [
        met(0, "held", "2031-06-02"),
        met(1, "held", "2031-06-09"),
        met(2, "scheduled", "2031-06-05"),
        met(3, "scheduled", "2031-07-01"),
        met(4, "proposed", "2031-08-01"),
        met(5, "held", None),
        met(6, "held", "../2031-12-31"),
    ]
    found = standing.standing(rows, [], [])
    assert (found["last"]["id"], found["next"]["id"], found["agreement"]) == ("meeting-1", "meeting-3", None)
    assert standing.standing([rows[6]], [], [])["last"] == rows[6]


def test_a_sides_last_changes_leave_out_what_is_only_said_again():
    told = [
        position(0, "corvale", "territory", "2031-06-01", "hardened"),
        position(1, "corvale", "territory", "2031-06-05", "repeated"),
        position(2, "brantia", "territory", "2031-06-03", "new"),
        position(3, "brantia", "ceasefire", "2031-06-04", None),
    ]
    rows = positions.listed(View(positions=told), INDEX)
    shown = {
        side["who"]["name"]: [row["id"] for row in side["rows"]]
        for side in standing.standing([], [], rows)["sides"]
    }
    assert shown == {"Brantia": ["position-002"], "Corvale": ["position-000"]}


def test_an_actor_holds_what_it_spoke_for_and_met_where_it_took_part():
    told = position(0, "brantia", "territory", "2031-06-01", "new")
    told["holder"] = {"actor_id": "venn", "name": "Orla Venn", "surface": "she", "anonymous": False}
    rows = positions.listed(View(positions=[told]), INDEX)
    meeting = {"parties": [], "mediators": [], "hosts": [], "delegates": [{"id": "venn", "head": True}]}
    acts = actors.Acts([], rows, [meeting], [])
    assert list(acts.positions) == ["brantia", "venn"] and acts.meetings["venn"] == [meeting]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("stances", STANCES),
        ("forms", MEETING_FORMS),
        ("agreement_kinds", AGREEMENT_KINDS),
        ("event_types", EVENT_TYPES),
        ("event_statuses", EVENT_STATUSES),
        ("actor_kinds", ACTOR_KINDS),
        ("entries", timeline.KINDS),
        ("changes", positions.CHANGES),
    ],
)
def test_every_code_has_words(name, codes):
    assert set(words.table(name)) == set(codes)


def test_every_status_has_words():
    assert {*MEETING_STATUSES, *AGREEMENT_STATUSES} <= set(words.table("statuses"))
