"""What a wire withdrew or replaced stays, is said to be so, and is left out with copies. All is invented."""

import json

import pytest

import parley
from parley.views.index import index
from parley.views.withdrawn import replaced, rests_on, withdrawn

SAID = "Velmara's envoy Sanya Mirel said talks with Oruvia would resume on {}. She thanked the hosts of the talks."


def item(version, day, number=1, status="usable"):
    return {
        "uri": f"urn:tav:{number}", "type": "text", "version": version, "headline": "Talks resume", "language": "en",
        "versioncreated": f"2031-06-0{version}T11:00:00+02:00", "source": "Tavria Wire", "pubstatus": status,
        "body_text": SAID.format(day),
    }  # fmt: skip


ITEMS = {
    "a1": item("1", "Monday"),
    "a2": item("2", "Tuesday", status="canceled"),
    "b1": item("1", "Wednesday", 2),
    "b2": item("2", "Thursday", 2),
    "c1": item("1", "Friday", 3, status="withheld"),
    "c2": item("2", "Saturday", 3),
}


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("withdrawn")
    (folder / "in").mkdir()
    for name, one in ITEMS.items():
        (folder / "in" / f"{name}.json").write_text(json.dumps(one, indent=1))
    parley.build([folder / "in"], folder / "record", workers=1).close()
    return folder / "record"


def names(rows):
    return sorted({row["uri"].partition(".")[0] for row in rows})


def test_a_cancellation_is_of_all_versions_and_a_later_one_takes_it_back(record):
    with parley.open(record) as opened, opened.view() as view:
        known = {row["id"]: row["uri"].partition(".")[0] for row in view.documents()}
        assert {known[one]: status for one, status in withdrawn(view).items()} == {
            "a1": "canceled",
            "a2": "canceled",
        }
        assert sorted(known[one] for one in replaced(view)) == ["a1", "b1", "c1"]


def test_all_stay_and_the_last_of_each_stands_for_it_where_copies_are_left_out(record):
    with parley.open(record) as opened:
        assert names(opened.documents()) == sorted(ITEMS)
        assert names(opened.documents(once=True)) == ["b2", "c2"]
        assert names(opened.statements(once=True)) == ["b2", "c2"]
        assert opened.withdrawn("documents") == {"canceled": 2}
        assert opened.withdrawn("documents", once=True) == {}


def test_commands_say_so(cli, record):
    assert (
        "2 documents are of items that the agency withdrew (canceled); leave them out with --once"
        in cli("documents", "-r", record)[2]
    )
    assert "withdrew" in cli("statements", "-r", record, "--json")[2]
    assert "withdrew" not in cli("documents", "-r", record, "--once")[2]
    with parley.open(record) as opened:
        pages = {row["uri"].partition(".")[0]: row["id"] for row in opened.documents()}
        said = {row["uri"].partition(".")[0]: row["id"] for row in opened.statements()}
        assert opened.show(said["a1"])["withdrawn"] == "canceled"
        assert "withdrawn" not in opened.show(pages["b1"])
    for one in (pages["a1"], said["a1"], said["a2"]):
        assert "by the agency, in this version or a later one (canceled)" in cli("show", one, "-r", record)[1]
    assert "by the agency" not in cli("show", said["b1"], "-r", record)[1]


def test_the_build_says_so(cli, tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(ITEMS["a2"], indent=1))
    _, _, err = cli("build", tmp_path / "a.json", "-o", tmp_path / "rec")
    assert "1 page is withdrawn by the agency (canceled). It stays in the record" in err


def test_questions_are_not_answered_with_it(cli, record):
    with parley.open(record) as opened:
        answer = opened.ask("What has Sanya Mirel said about the talks?", limit=None)
        assert answer["withdrawn"] == 4  # two of each page
        cited = {quote["document_id"] for one in answer["items"] for quote in one["quotes"]}
        assert names(row for row in opened.documents() if row["id"] in cited) == ["b2", "c2"]
    out = cli("ask", "What has Sanya Mirel said about the talks?", "-r", record)[1]
    assert "4 entries left out that rest on what the agency withdrew" in out


def test_a_brief_leaves_it_out_and_says_so(record):
    with parley.open(record) as opened:
        made = opened.brief()
        assert "2 pages that the agency withdrew are left out." in made.rests_on
        assert "It rests on 4 pages" in made.rests_on[0]
        pages = {row["id"]: row["uri"].partition(".")[0] for row in opened.documents()}
        assert not {"a1", "a2"} & {pages[one.document_id] for one in made.sources}
        with opened.view() as view:
            shown = index(view).pages
        assert {pages[one]: row["withdrawn"] for one, row in shown.items() if row["withdrawn"]} == {
            "a1": "canceled",
            "a2": "canceled",
        }


def test_what_a_row_rests_on():
    row = {"evidence": [{"document_id": "a"}, {"document_id": "b"}]}
    assert rests_on(row, {"a", "b"})
    assert not rests_on(row, {"a"})
    assert not rests_on({"evidence": []}, {"a"})
    assert rests_on({**row, "relation": "different", "slot": {}}, {"a"})


_G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:tav:{guid}" version="{version}" xml:lang="en">
 <itemMeta><itemClass qcode="ninat:text"/>{provider}<versionCreated>2031-06-0{version}T11:00:00+02:00</versionCreated>
 <pubStatus qcode="stat:{status}"/>{note}</itemMeta><contentMeta>{meta}</contentMeta>
 <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>{body}
 </body></html></inlineXML></contentSet></newsItem>"""
_PROVIDER = '<provider literal="tav.example"/>'


def g2(version, status="usable", body="", meta="", note="", provider=_PROVIDER, guid="9"):
    return _G2.format(
        version=version, status=status, body=body, meta=meta, note=note, provider=provider, guid=guid
    )


USED = g2("1", body=f"<p>{SAID.format('Monday')}</p>", meta="<headline>Talks resume</headline>")
BARE = {key: value for key, value in item("2", "", status="canceled").items() if key != "body_text"}
CANCELLATIONS = {
    "newsml headline": (USED, g2("2", "canceled", meta="<headline>Talks resume</headline>"), "Talks resume"),
    "newsml note": (USED, g2("2", "canceled", note="<edNote>Kill this story</edNote>"), "Kill this story"),
    "newsml slug": (USED, g2("2", "canceled", meta="<slugline>TALKS</slugline>"), "TALKS"),
    "newsml bare": (USED, g2("2", "canceled", meta="<slugline>TALKS</slugline>", provider=""), "TALKS"),
    "ninjs headline": (json.dumps(item("1", "Monday")), json.dumps(BARE), "Talks resume"),
    "ninjs note": (
        json.dumps(item("1", "Monday")),
        json.dumps({**BARE, "headline": "", "ednote": "Kill this story"}),
        "Kill this story",
    ),
}


@pytest.mark.parametrize("kind", CANCELLATIONS)
def test_a_cancellation_without_a_text_withdraws_all_the_same(kind, tmp_path):
    suffix = kind.split()[0].replace("newsml", "xml").replace("ninjs", "json")
    (tmp_path / "in").mkdir()
    for number, text in enumerate(CANCELLATIONS[kind][:2], 1):
        (tmp_path / "in" / f"v{number}.{suffix}").write_text(text)
    with parley.build([tmp_path / "in"], tmp_path / "record", workers=1) as opened, opened.view() as view:
        known = {row["id"]: row["uri"].partition(".")[0] for row in view.documents()}
        gone = {known[one]: status for one, status in withdrawn(view).items()}
        assert gone == {"v1": "canceled", "v2": "canceled"}
        texts = {known[one]: view.document(one).text for one in known}
        assert texts["v2"] == CANCELLATIONS[kind][2]
        assert opened.verify().mismatches == []


def test_a_cancellation_without_a_word_is_rejected_by_its_name(cli, tmp_path):
    (tmp_path / "a.xml").write_text(g2("2", "canceled"))
    _, _, err = cli("build", tmp_path / "a.xml", "-o", tmp_path / "rec")
    assert "1 input rejected: 1 withdrawal" in err
    out = cli("rejections", "-r", tmp_path / "rec")[1]
    assert "urn:tav:9" in out
    assert "(canceled)" in out


def test_an_item_without_a_text_that_is_to_be_used_is_none(cli, tmp_path):
    (tmp_path / "a.xml").write_text(g2("2", meta="<headline>Talks resume</headline>"))
    assert "1 no_text" in cli("build", tmp_path / "a.xml", "-o", tmp_path / "rec")[2]
