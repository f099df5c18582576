"""Pages that attack: whatever stands in a text, a headline, a name or an address is shown as words, or not at all."""

import csv
import io
import json
import re

import pytest

import parley
from hostile_made import PAYLOADS, rows
from parley.views.safety import visible
from parley.web.links import SECTIONS
from parley.web.listings import LISTINGS
from served import Markup, every_address, ids_of, served, written
from talks_made import made

HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ue000-\uf8ff]")


@pytest.fixture(scope="module")
def attacking(tmp_path_factory):
    """A server of pages that attack, in a title that does so too."""
    folder = tmp_path_factory.mktemp("attacking")
    lines = "".join(json.dumps(row) + "\n" for row in rows())
    (folder / "pages.jsonl").write_text(lines, encoding="utf-8")
    parley.build([folder / "pages.jsonl"], folder / "rec", workers=1).close()
    with served(folder / "rec", title=f"Talks {PAYLOADS['script']}", note=PAYLOADS["closing"]) as client:
        yield client


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """A server of a record of every kind, whose every string attacks."""
    with served(made(tmp_path_factory.mktemp("attacked"), " ".join(PAYLOADS.values()))) as client:
        yield client


@pytest.fixture(params=["attacking", "attacked"])
def any_client(request):
    return request.getfixturevalue(request.param)


TAGS, ATTRIBUTES = written()
SEARCHES = [f"/search?q={word}" for word in ("alert", "port", "venn", "talks")]


def pages(client):
    """Every page: of every route, of every record, filtered by and searched for what attacks."""
    from urllib.parse import quote

    asked = {*every_address(client), *SEARCHES, "/nothing", "/statements?act=%3Cscript%3E"}
    for name in LISTINGS:
        asked |= {f"/{name}/{one}" for one in ids_of(client, name)}
    for payload in PAYLOADS.values():
        words = quote(payload.encode("utf-8", "surrogatepass"))
        asked |= {f"/statements?speaker={words}", f"/figures?outlet={words}", f"/search?q={words}", f"/{words}",
                  f"/statements/{words}", f"/pages?{words}={words}", f"/meetings?page={words}"}  # fmt: skip
    for address in sorted(asked):
        answer = client.get(address)
        assert answer.status_code < 500, address
        if answer.headers.get("content-type", "").startswith("text/html"):
            yield Markup(answer.text, address)


def test_no_page_holds_what_templates_did_not_write(any_client):
    count = 0
    for page in pages(any_client):
        count += 1
        for tag, values in page.tags:
            assert tag in TAGS, f"{page.name}: <{tag}>"
            for name, value in values.items():
                assert name in ATTRIBUTES, f"{page.name}: <{tag} {name}>"
                assert not name.startswith("on") and name not in ("style", "srcdoc"), (
                    f"{page.name}: <{tag} {name}>"
                )
                if name in ("href", "src", "action"):
                    assert value.startswith(("/", "#", "https://ledger.example/fine")), (
                        f"{page.name}: {value}"
                    )
                    assert not value.startswith("//") and "evil.example" not in value.split("?")[0], value
            if tag == "script":
                assert values["src"].startswith("/static/")
        assert page.scripts == ""
        assert not HIDDEN.search(page.source), page.name
        assert {tag for tag, _ in page.tags} >= {"html", "head", "body", "main"}
        assert "49" not in page.title
    assert count > 60


def test_what_attacks_is_shown_as_words(attacking):
    html = [Markup(attacking.get(f"/pages/{one}").text) for one in ids_of(attacking, "pages")]
    shown = "".join(page.text for page in html)
    titles = " ".join(page.title for page in html)
    for name, payload in PAYLOADS.items():
        assert visible(payload.replace("\u2028", " ")) in titles, name
    for name in ("script", "svg", "attribute", "bidi", "template", "closing"):
        assert visible(PAYLOADS[name]) in shown, name


def test_only_plain_addresses_become_links(attacking):
    links = set()
    for one in ids_of(attacking, "pages"):
        page = Markup(attacking.get(f"/pages/{one}").text)
        links |= {v["href"].partition("#")[0] for v in page.hrefs if ":" in v["href"]}
        assert all(v["rel"] == "noopener noreferrer nofollow" for v in page.hrefs if ":" in v["href"])
    assert links == {"https://ledger.example/fine?a=1&b=2"}


def test_twins_hold_the_exact_words_and_no_formulas(any_client):
    for name in LISTINGS:
        whole = any_client.get(f"/{name}.json?page=all")
        told = json.loads(whole.text)["rows"]
        assert whole.headers["content-type"] == "application/json"
        assert whole.headers["x-content-type-options"] == "nosniff"
        lines = any_client.get(f"/{name}.jsonl?page=all").text.split("\n")
        assert [json.loads(line)["id"] for line in lines if line] == [row["id"] for row in told]
        table = list(csv.reader(io.StringIO(any_client.get(f"/{name}.csv?page=all").text, newline="")))
        assert len(table) == len(told) + 1 and {len(row) for row in table} == {len(table[0])}, name
        for row in table[1:]:
            for cell in row:
                assert not cell.startswith(("=", "@", "\t", "\r")), f"{name}: {cell}"
                assert not cell.startswith(("+", "-")) or re.fullmatch(r"[+-]?[\d.,eE+-]+", cell), (
                    f"{name}: {cell}"
                )


def test_every_kind_of_record_is_among_what_was_asked(attacked):
    assert {name for name in LISTINGS if ids_of(attacked, name)} >= set(SECTIONS.values()) - {"stories"}
