"""Rows of listings: grouped by side and speaker, figures by what they count, the overview's counts."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from parley.views import figures, overview, statements
from parley.views.index import Index, page
from parley.views.paging import sheets

UNKNOWN = {"edtf": None, "earliest": None, "latest": None, "basis": "unknown", "proof": []}
DAY = {
    "edtf": "2031-06-02",
    "earliest": "2031-06-02",
    "latest": "2031-06-02",
    "basis": "metadata",
    "proof": [],
}
DOCUMENT = {
    "id": "d",
    "title": "Talks resume | The Sele Ledger",
    "outlet": "The Sele Ledger",
    "published": DAY,
    "language": "en",
    "agencies": [],
    "authors": [],
    "uri": "a.txt",
    "url": None,
    "text": "Some words here",
    "blocks": [{"start": 0, "end": 15, "role": "body", "reason": "r"}],
}
ACTORS = {
    "venn": {"id": "venn", "name": "Orla Venn", "party": "Brantia"},
    "dross": {"id": "dross", "name": "Ilan Dross", "party": "Corvale"},
    "aide": {"id": "aide", "name": "aide", "party": "Brantia"},
    "guest": {"id": "guest", "name": "Ada Moll", "party": None},
}
INDEX = Index({"d": page(DOCUMENT)}, ACTORS, {"Brantia": 1, "Corvale": 2})


class View:
    """The methods of a view that the rows use."""

    def __init__(self, **kinds):
        self.kinds = kinds

    def entries(self, kind, where=None):
        return iter(self.kinds.get(kind, ()))


def speaker(actor_id=None, name=None, surface="he", anonymous=False):
    return {
        "actor_id": actor_id,
        "name": name,
        "surface": surface,
        "span": [0, 2],
        "anonymous": anonymous,
    }


SPEAKERS = [
    speaker("venn", "Orla Venn"),
    speaker("dross", "Ilan Dross"),
    speaker("guest", "Ada Moll", "Ada Moll"),
    speaker("aide", "aide", "an aide", True),
    speaker("aide-2", "aide", "an aide", True),
    speaker(None, "Ume Tarsk"),
    speaker(),
    None,
]


def said(i, who):
    return {
        "id": f"statement-{i:03}",
        "document_id": "d",
        "speaker": who,
        "mode": "mixed",
        "cue": "said",
        "cue_span": [3, 5],
        "act": "deny" if i % 3 else "say",
        "content": "words",
        "content_spans": [[5, 10]],
        "addressee": None,
        "channel": None,
        "place": None,
        "when": None,
        "date": UNKNOWN,
        "about": ["leaders_summit"],
        "negated": bool(i % 3),
        "hypothetical": False,
        "relayed_by": None,
        "evidence": [{"document_id": "d", "start": 5, "end": 10, "quote": "words"}],
    }


def counted(i, low, unit, kind="count", source=None, document="d"):
    return {
        "id": f"fig-{i}",
        "document_id": document,
        "kind": kind,
        "low": low,
        "high": low,
        "qualifier": "exact",
        "unit": unit,
        "event": None,
        "agent": None,
        "target": None,
        "source": source,
        "statement_id": None,
        "date": UNKNOWN,
        "issue": None,
        "evidence": [{"document_id": document, "start": 0, "end": 4, "quote": "Some"}],
    }


@given(st.lists(st.sampled_from(SPEAKERS), max_size=25), st.integers(1, 6))
def test_every_statement_stands_once_under_one_side_and_one_speaker(who, size):
    rows = statements.listed(View(statements=[said(i, one) for i, one in enumerate(who)]), INDEX)
    shown, headed, before = [], [], None
    for sheet in sheets(rows, size):
        for side in statements.groups(sheet.rows, before):
            for one in side["speakers"]:
                shown += [row["id"] for row in one["rows"]]
                headed += [] if one["continued"] else [(side["side"], one["speaker"]["key"])]
        before = sheet.rows[-1] if sheet.rows else None
    assert sorted(shown) == [f"statement-{i:03}" for i in range(len(who))]
    assert len({key for _, key in headed}) == len(headed), "a speaker's heading stands twice"
    listed = statements.speakers(rows)
    assert sum(side["count"] for side in listed) == len(who)
    order = [side["side"] for side in listed]
    last = [s for s in (statements.NO_SIDE, statements.UNNAMED, statements.UNSETTLED) if s in order]
    assert order[len(order) - len(last) :] == last


def test_nobody_is_named_who_is_not_settled():
    row = statements.statement(said(1, speaker(surface="his counterpart")), INDEX)
    assert row["speaker"]["name"] == statements.UNSETTLED and row["speaker"]["printed"] == "his counterpart"
    assert row["party"] is None and row["side"] == statements.UNSETTLED


def test_sources_of_one_description_are_not_taken_for_a_person():
    rows = statements.listed(View(statements=[said(i, one) for i, one in enumerate(SPEAKERS)]), INDEX)
    aides = [row for row in rows if row["speaker"]["name"] == "aide"]
    assert [row["side"] for row in aides] == ["Brantia", statements.UNNAMED]
    assert len({row["speaker"]["key"] for row in aides}) == 2


def test_a_continued_quotation_keeps_its_parts():
    entry = said(1, SPEAKERS[0])
    entry["content"] = "words here"
    entry["content_spans"] = [[5, 10], [11, 15]]
    entry["evidence"].append({"document_id": "d", "start": 11, "end": 15, "quote": "here"})
    assert statements.statement(entry, INDEX)["parts"] == ["words", "here"]
    entry["evidence"].pop()
    assert statements.statement(entry, INDEX)["parts"] == ["words here"]


def test_a_title_loses_its_outlet_and_a_page_without_one_has_its_first_words():
    assert page(DOCUMENT)["title"] == "Talks resume"
    untitled = page(DOCUMENT | {"title": None})
    assert (untitled["title"], untitled["titled"]) == ("Some words here", False)
    assert page(DOCUMENT | {"title": None, "blocks": []})["title"] == "a.txt"


def test_figures_that_count_the_same_stand_together():
    found = [
        counted(1, 60, "day", "duration"),
        counted(2, 400, "prisoner of war"),
        counted(3, 9, "ship"),
        counted(4, 391, "wounded prisoner", source=SPEAKERS[0]),
    ]
    groups = figures.groups(figures.listed(View(figures=found), INDEX))
    assert [(g["kind"], [u["unit"] for u in g["units"]]) for g in groups] == [
        ("count", ["prisoner", "ship"]),
        ("duration", ["day"]),
    ]
    assert [row["value"] for row in groups[0]["units"][0]["rows"]] == ["400", "391"]


def test_key_figures_are_those_that_most_pages_give_with_a_claimant_where_there_is_one():
    index = Index({"d": page(DOCUMENT), "e": page(DOCUMENT | {"id": "e"})}, ACTORS, {})
    found = [
        counted(1, 9, "ship"),
        counted(2, 400, "prisoner"),
        counted(3, 400, "prisoner", source=SPEAKERS[0], document="e"),
        counted(4, 391, "prisoner"),
        counted(5, 60, "day", "duration"),
    ]
    key = figures.key_figures(figures.listed(View(figures=found), index))
    assert [(row["id"], row["pages"]) for row in key] == [("fig-3", 2), ("fig-1", 1)]


@given(st.lists(st.sampled_from(SPEAKERS), max_size=25))
def test_the_charts_count_every_statement_once(who):
    rows = statements.listed(View(statements=[said(i, one) for i, one in enumerate(who)]), INDEX)
    told = overview.tally(rows)
    columns = overview.columns(told.months, INDEX)
    assert sum(column["count"] for column in columns) == len(who)
    for column in columns:
        assert sum(part["count"] for part in column["stack"]) == column["count"]
        assert all(part["y"] >= -0.1 and part["y"] + part["height"] <= 100.1 for part in column["stack"])
    table = overview.acts(told.acts, INDEX)
    assert table["said"] + sum(row["total"] for row in table["rows"]) == len(who)
    for row in table["rows"]:
        assert sum(cell["count"] for cell in row["cells"]) == row["total"]


def test_bars_say_what_they_leave_out():
    shown = overview.bars([("a", 4, 0), ("b", 2, 0), ("c", 1, 0)], 2)
    assert [(bar["label"], bar["length"]) for bar in shown["rows"]] == [("a", 100.0), ("b", 50.0)]
    assert (shown["more"], shown["rest"]) == (1, 1)
    assert overview.bars([], 3) == {"rows": [], "more": 0, "rest": 0}


def test_the_newest_statements_are_of_different_people():
    rows = statements.listed(
        View(statements=[said(i, one) | {"content": "w" * 50} for i, one in enumerate(SPEAKERS * 2)]), INDEX
    )
    for row in rows:
        row["parts"] = ["w" * 50]
    names = Counter(row["speaker"]["name"] for row in overview.newest(rows))
    assert names == {"Orla Venn": 1, "Ilan Dross": 1}
