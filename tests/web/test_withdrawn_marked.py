"""Pages and entries of what an agency withdrew say so, wherever they are shown. All of it is invented."""

import json

import pytest

import parley
from served import served

SAID = "Veria's envoy Sanya Mirel said talks with Ostland would resume on {}. She thanked the hosts of the talks."
MARK = "withdrawn by the agency (canceled)"


def item(number, day, version="1", status="usable"):
    return {
        "uri": f"urn:kna:{number}", "type": "text", "version": version, "headline": "Talks resume", "language": "en",
        "versioncreated": f"2031-06-0{version}T11:00:00+02:00", "source": "Kalmora Wire", "pubstatus": status,
        "body_text": SAID.format(day),
    }  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("marked")
    (place / "in").mkdir()
    for name, one in {
        "a": item(1, "Monday"),
        "b": item(1, "Tuesday", "2", "canceled"),
        "c": item(2, "Friday"),
    }.items():
        (place / "in" / f"{name}.json").write_text(json.dumps(one, indent=1))
    parley.build([place / "in"], place / "record", workers=1).close()
    return place / "record"


@pytest.mark.parametrize("listing", ["pages", "statements"])
def test_each_is_marked_in_listings_and_by_itself(folder, listing):
    with parley.open(folder) as record:
        gone = {row["id"]: row["uri"][0] in "ab" for row in record.documents()}
        rows = record.documents() if listing == "pages" else record.statements()
        ids = {row["id"]: gone[row.get("document_id", row["id"])] for row in rows}
    with served(folder) as client:
        for one, withdrawn in ids.items():
            assert (MARK in client.get(f"/{listing}/{one}").text) == withdrawn
        assert client.get(f"/{listing}").text.count(MARK) == sum(ids.values())
        assert MARK not in client.get(f"/{listing}?once=yes").text


def test_an_answer_leaves_it_out_and_says_so(folder):
    with served(folder) as client:
        html = client.get("/ask?q=What+has+Sanya+Mirel+said+about+the+talks").text
    assert "on what the agency withdrew." in html
    assert MARK not in html
