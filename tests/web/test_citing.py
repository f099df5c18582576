"""Every listing and every record can be cited, in each form, with exactly what it rests on."""

import bibtexparser
import pytest
import rispy

from parley.web.citing import FORMS
from parley.web.listings import LISTINGS
from served import ids_of, some

REFERENCES = {
    "bib": lambda text: [entry.key for entry in bibtexparser.parse_string(text).entries],
    "ris": lambda text: [entry["id"] for entry in rispy.loads(text)],
}


def pages_of(value):
    """The documents that a row names, wherever it does."""
    if isinstance(value, dict):
        found = [value["document_id"]] if isinstance(value.get("document_id"), str) else []
        return found + [one for part in value.values() for one in pages_of(part)]
    if isinstance(value, list):
        return [one for part in value for one in pages_of(part)]
    return [value] if isinstance(value, str) and value.startswith("doc-") else []


@pytest.mark.parametrize("name", LISTINGS)
def test_the_rows_of_a_listing_give_their_pages_each_once(client, name):
    rows = client.get(f"/{name}.json").json()["rows"]
    items = client.get(f"/{name}.csl").json()
    found = [item["id"] for item in items]
    assert len(found) == len(set(found))
    assert set(found) <= {one for row in rows for one in pages_of(row)} and bool(found) == bool(rows)
    for form, keys in REFERENCES.items():
        answer = client.get(f"/{name}.{form}")
        assert answer.headers["content-type"].startswith(FORMS[form].media)
        assert f'filename="{name}.{form}"' in answer.headers["content-disposition"]
        assert keys(answer.text) == found
    assert len(client.get(f"/{name}.txt").text.splitlines()) == len(found)
    if name == "pages":
        assert found == [row["id"] for row in rows]


@pytest.mark.parametrize("name", LISTINGS)
def test_a_record_is_cited_with_its_words(client, name):
    for one in some(ids_of(client, name)):
        shown = client.get(f"/{name}/{one}").text
        row = client.get(f"/{name}/{one}.json").json()["entry"]
        pages = [item["id"] for item in client.get(f"/{name}/{one}.csl").json()]
        assert pages and set(pages) <= set(pages_of(row)) | {one}
        for form in (*FORMS, "json", "csv"):
            assert f'href="/{name}/{one}.{form}"' in shown
            assert client.get(f"/{name}/{one}.{form}").status_code == 200
        if name in ("statements", "figures", "positions", "incidents"):
            quote = " ".join(row["evidence"][0]["quote"].split())
            assert quote[:30] in client.get(f"/{name}/{one}.txt").text
        lines = client.get(f"/{name}/{one}.csv").text
        assert one in lines and "\r\n" in lines


def test_a_filter_chooses_what_is_cited(client):
    asked = "party=Velmara&order=oldest"
    rows = client.get(f"/statements.json?{asked}").json()["rows"]
    assert [item["id"] for item in client.get(f"/statements.csl?{asked}").json()] == list(
        dict.fromkeys(row["document_id"] for row in rows)
    )
    assert f'href="/statements.bib?{asked.replace("&", "&amp;")}"' in client.get(f"/statements?{asked}").text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/statements/statement-none.bib", 404),
        ("/figures.ris?colour=red", 400),
        ("/pages/doc-none.txt", 404),
        ("/statements.bib?page=99999", 404),
        ("/statements.endnote", 404),
    ],
)
def test_what_cannot_be_cited_is_told(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    if not address.endswith("endnote"):
        assert answer.headers["content-type"].startswith("application/problem+json")
