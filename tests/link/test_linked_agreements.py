"""Reports of many pages become agreements: which are one, what became of them, what led to them."""

import random
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import parley
from parley.dates import Date
from parley.link.agreement_reports import Report
from parley.link.agreements import agreement, chain, grouped, meeting_of
from profiles_made import profile_of, state

PROFILE = profile_of("straits", state("Tavria", "XTA", "Tavrian"), state("Morvania", "XMO", "Morvanian"))


def report(
    name,
    page,
    *,
    kind="prisoner_exchange",
    parties=("t", "m"),
    terms="a swap",
    day=None,
    published="2031-06-05",
    counts=(),
    status="agreed",
    source=None,
    rule="made",
):
    date = Date.of(day, "text") if day else Date.unknown()
    words = {"document_id": page, "start": 0, "end": 4, "quote": "swap"}
    row = {
        "id": name, "document_id": page, "kind": kind, "parties": list(parties), "terms": terms, "figures": [],
        "status": status, "place": None, "rule": rule, "support": {}, "evidence": [words],
    }  # fmt: skip
    stage = {
        "status": status, "date": date.to_dict(), "source": source, "document_id": page, "evidence": words,
    }  # fmt: skip
    return Report(row, Date.of(published, "metadata"), date, frozenset(counts), (stage,))


def ids(groups):
    return sorted(sorted(r.id for r in group) for group in groups)


def test_one_number_in_the_same_days_is_one_exchange_and_twice_it_too():
    found = [
        report("a", "p1", counts=[157.0]),
        report("b", "p2", counts=[314.0], published="2031-06-07"),
        report("c", "p3", counts=[157.0], published="2031-09-01"),
    ]
    assert ids(grouped(found)) == [["a", "b"], ["c"]]


def test_other_numbers_sides_days_or_kinds_are_others():
    first = report("a", "p1", counts=[157.0], day="2031-06-03")
    for other in (
        report("b", "p2", counts=[90.0], day="2031-06-03"),
        report("b", "p2", counts=[157.0], parties=("t", "x"), day="2031-06-03"),
        report("b", "p2", day="2031-03-03"),
        report("b", "p2", kind="ceasefire", day="2031-06-03"),
    ):
        assert ids(grouped([first, other])) == [["a"], ["b"]]


def named(name, terms, *parties, **more):
    fields = {"kind": "framework", "parties": parties, "published": f"203{len(name)}-06-05"} | more
    return report(name, f"p{name}", terms=terms, **fields)


def test_a_year_and_a_thing_are_a_name():
    found = [
        named("a", "the 2029 grain deal", "t"),
        named("bb", "the controversial 2029 grain agreement", "t"),
        named("ccc", "its 2029 Oruvian grain accord", "t"),
        named("dddd", "the 2029 border deal", "t"),
        named("eeeee", "the 2027 grain deal", "t"),
    ]
    assert ids(grouped(found)) == [["a", "bb", "ccc"], ["dddd"], ["eeeee"]]
    assert ids(grouped([named("a", "the 2029 grain deal"), named("bb", "a 2029 grain deal")])) == [
        ["a", "bb"]
    ]


def test_a_side_that_one_page_tells_is_not_given_to_pages_that_tell_none():
    found = [named("a", "the 2029 grain deal", "t", "x"), named("bb", "the 2029 grain deal")]
    assert ids(grouped(found)) == [["a"], ["bb"]]
    found[1] = named("bb", "the 2029 grain deal", "x", "t")
    assert ids(grouped(found)) == [["a", "bb"]]


def test_what_one_page_tells_apart_stays_apart_over_others():
    found = [
        report("a", "p1", day="2031-06-03"),
        report("b", "p1", day="2031-06-03"),
        report("c", "p2", day="2031-06-03"),
    ]
    assert all(len({r.row["document_id"] for r in g}) == len(g) for g in grouped(found))


def test_a_name_is_known_in_other_words():
    found = [
        report("a", "p1", kind="framework", terms="the grain deal with Tavria", parties=("t",)),
        report(
            "b", "p2", kind="framework", terms="the Tavria grain deal", parties=("t",), published="2031-12-01"
        ),
        report("c", "p3", kind="framework", terms="the deal", parties=("t",)),
    ]
    assert ids(grouped(found)) == [["a", "b"], ["c"]]


STATES = st.sampled_from([("t", "m"), ("t",), ("t", "m", "x"), ("x", "y"), ()])
REPORTS = st.lists(
    st.builds(
        dict,
        page=st.sampled_from(["p1", "p2", "p3", "p4"]),
        kind=st.sampled_from(["ceasefire", "prisoner_exchange"]),
        parties=STATES,
        day=st.sampled_from([None, "2031-06-01", "2031-06-03", "2031-06", "2031-09-09"]),
        published=st.sampled_from(["2031-06-05", "2031-06-07", "2031-09-10"]),
        counts=st.sampled_from([(), (100.0,), (200.0,), (50.0, 7.0)]),
    ),
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(REPORTS, st.integers(0, 99))
def test_the_order_of_pages_leaves_no_trace(rows, seed):
    found = [report(f"r{n}", **row) for n, row in enumerate(rows)]
    mixed = list(found)
    random.Random(seed).shuffle(mixed)
    assert ids(grouped(found)) == ids(grouped(mixed))
    built = sorted((agreement(g) for g in grouped(found)), key=lambda row: row["id"])
    assert built == sorted((agreement(g) for g in grouped(mixed)), key=lambda row: row["id"])


def test_the_status_is_the_last_and_a_claimed_breach_stays_a_claim():
    speaker = {"actor_id": "v", "name": "Kari Vold", "surface": "Kari Vold"}
    row = agreement(
        [
            report("a", "p1", day="2031-06-01"),
            report("b", "p2", day="2031-06-03", status="implemented"),
            report("c", "p3", day="2031-06-04", status="violated", source=speaker),
        ]
    )
    assert row["status"] == "implemented"
    assert [s["status"] for s in row["history"]] == ["agreed", "implemented", "violated"]
    assert [v["document_id"] for v in row["values"]["date"]] == ["p1", "p2", "p3"]
    stated = agreement([report("a", "p1"), report("c", "p3", day="2031-06-04", status="violated")])
    assert stated["status"] == "violated"


def position(name, party, stance, day, issue="prisoners", content="a swap of all prisoners"):
    words = [{"document_id": "p0", "start": 0, "end": 3, "quote": "all"}]
    date = Date.of(day, "text").to_dict()
    return {
        "id": name, "party": party, "stance": stance, "issue": issue, "content": content, "date": date,
        "document_id": "p0",
        "evidence": words,
    }  # fmt: skip


def test_the_chain_leads_from_the_sides_last_demands_to_what_became_of_it():
    row = agreement(
        [report("a", "p1", day="2031-06-03"), report("b", "p2", day="2031-06-05", status="implemented")]
    )
    steps = chain(
        row,
        [
            position("early", "t", "demands", "2031-05-01"),
            position("late", "t", "demands", "2031-05-20"),
            position("offer", "m", "offers", "2031-05-30"),
            position("after", "m", "offers", "2031-06-09"),
            position("else", "m", "demands", "2031-05-30", issue="sanctions"),
            position("stranger", "x", "demands", "2031-05-30"),
            position("long ago", "m", "accepts", "2030-05-30"),
        ],
        Date.of("2031-06-03", "text"),
    )
    assert [(s["step"], s["id"]) for s in steps] == [
        ("demand", "late"), ("offer", "offer"), ("agreed", row["id"]), ("implemented", row["id"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("terms", "content", "leads"),
    [
        ("a truce around the Rill power plant", "a ceasefire around the Rill plant", True),
        ("a truce around the Rill power plant", "a three-day ceasefire in the port of Sarn", False),
        ("to stop firing at ships for 30 days", "a ceasefire for ships", True),
        (None, "a ceasefire around the Rill plant", False),  # no page says what was agreed
    ],
)
def test_only_what_was_asked_for_of_it_leads_to_an_agreement(terms, content, leads):
    row = agreement([report("a", "p1", kind="ceasefire", terms=terms, day="2031-06-03")])
    wanted = position("wanted", "t", "demands", "../2031-05-20", "ceasefire", content)
    steps = chain(row, [wanted], Date.of("2031-06-03", "text"))
    assert [s["step"] for s in steps] == ["demand", "agreed"][not leads :]


def test_what_was_asked_for_long_before_does_not_lead_to_it_though_its_first_day_is_open():
    row = agreement([report("a", "p1", day="2031-06-03")])
    steps = chain(row, [position("old", "t", "demands", "../2031-01-02")], Date.of("2031-06-03", "text"))
    assert [s["step"] for s in steps] == ["agreed"]


def test_the_meeting_is_the_only_one_of_the_sides_at_its_place_and_time():
    row = agreement([report("a", "p1", day="2031-06-03")])
    day = Date.of("2031-06-03", "text").to_dict()
    words = [{"document_id": "p1", "start": 0, "end": 3, "quote": "met"}]
    met = {"id": "m1", "parties": ["t", "m"], "place": {"name": "Velm"}, "dates": [day], "evidence": words}
    assert meeting_of(row, [met]) == "m1"
    assert meeting_of(row, [met, {**met, "id": "m2"}]) is None
    assert meeting_of(row, [{**met, "parties": ["x", "y"]}]) is None
    assert meeting_of(row, [{**met, "evidence": [{**words[0], "document_id": "p9"}]}]) is None


PAGES = {
    "a.txt": (
        "VELM, June 3, 2031 - Tavria and Morvania agreed on Tuesday to exchange 300 prisoners of war.\n\n"
        "Negotiators from Tavria and Morvania met in Velm for two days.\n"
    ),
    "b.txt": (
        "OSTREL, June 5, 2031 - Tavria and Morvania exchanged 300 prisoners of war on Thursday, the first such swap "
        "this year.\n\nFamilies of the soldiers waited at the border since dawn.\n"
    ),
    "c.txt": (
        "OSTREL, June 6, 2031 - Tavria wants a ceasefire before any talks with Morvania, its president said.\n\n"
        "No deal was reached on land.\n"
    ),
}


@pytest.fixture(scope="module")
def straits(tmp_path_factory):
    folder = tmp_path_factory.mktemp("straits")
    (folder / "straits.toml").write_text(PROFILE, encoding="utf-8")
    for name, text in PAGES.items():
        (folder / "pages").mkdir(exist_ok=True)
        (folder / "pages" / name).write_text(text, encoding="utf-8")
    parley.build([folder / "pages"], folder / "rec", profile=folder / "straits.toml", workers=1).close()
    return folder / "rec"


def test_pages_make_one_agreement_with_its_history(straits):
    with closing(parley.open(straits)) as record:
        (row,) = record.iterate("agreements")
        assert (row["kind"], row["status"], len(row["documents"])) == ("prisoner_exchange", "implemented", 2)
        assert {s["status"] for s in row["history"]} == {"agreed", "implemented"}
        assert not record.verify().mismatches


def test_the_commands_print_agreements_and_values(cli, straits):
    code, out, _ = cli("agreements", "-r", straits, "--party", "morvania")
    header, line = (x.split("\t") for x in out.splitlines())
    told = dict(zip(header, line, strict=True))
    assert code == 0
    assert (told["kind"], told["status"], told["parties"]) == (
        "prisoner_exchange",
        "implemented",
        "Tavria; Morvania",
    )
    assert cli("agreements", "-r", straits, "--status", "violated", "--json")[1] == "[]\n"
    assert "no actor 'Nobody'" in cli("agreements", "-r", straits, "--party", "Nobody")[2]
    assert "did you mean 'ceasefire'" in cli("agreements", "-r", straits, "--kind", "ceasefir")[2]
    code, out, _ = cli("compare", "-r", straits, "--kind", "agreement")
    assert code == 0
    assert out.count("terms (prisoner)") == 2
    assert {x.split("\t")[1] for x in out.splitlines()[1:]} == {"same"}
    assert cli("compare", "-r", straits, "a", "b", "c")[0] == 2
