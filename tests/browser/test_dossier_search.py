"""The dossier's own search: the hits of the record's search, found by a page that lies on disk."""

import json

import pytest

import parley
from browser.ground import NARROW, Site, axe, focus, followed, lit, look, opened, overflow, small_targets

HOSTILE = '<img src=x onerror=alert(1)> </script><svg/onload=alert(2)> "constructor" __proto__ \u202e\u2028'
PAGES = (
    {
        "id": "a",
        "title": f"Erdoğan in Sele {HOSTILE}",
        "outlet": f"Gull {HOSTILE}",
        "date": "2031-05-02",
        "text": f"Erdoğan met Zelenskyy. {HOSTILE}\n"
        "The café, 1,000-for-1,000 swap: «Зеленский» said 😀 “no” to negotiators.",
    },
    {
        "id": "b",
        "title": "The envoy's café",
        "outlet": "Ledger",
        "date": "2031-06-02",
        "text": "Negotiators and a negotiation of 1,000 for 1,000.\n"
        "The envoy's café met the swap. Kyiv's café, too: İzmir, STRASSE, naïve.\n"
        + "Long words stand here, and go on. " * 60
        + "At the end of it all stands the needle.",
    },
)
QUERIES = (
    "erdogan", "ERDOĞAN", "Зеленский", "зеленский", "cafe", "café", "Kyiv's", "1,000-for-1,000", '"1,000"', "negotiat*",
    "negotiat", '"the café"', "café swap", '"swap cafe"', '"met the swa"*', "izmir", "strasse", "needle", "the",
    "constructor", "__proto__", "onerror", "alert(1)", "NOT", "(", '"', "AND OR", "*", "nosuchword", "a* b*", "😀",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search")
    (folder / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in PAGES), encoding="utf-8")
    with parley.build([folder / "pages.jsonl"], folder / "rec", workers=1) as record:
        record.dossier(folder / "site")
        hits = {query: record.search(query) for query in QUERIES}
    return Site((folder / "site").as_uri(), ("search.html",), ()), hits


@pytest.fixture
def searching(opener, made):
    return opened(opener(made[0]), made[0].at("search.html"))


def found(page, query):
    """Waits until all hits of a query, as far as they are shown at once, are there."""
    page.wait_for_function("query => document.getElementById('hits').dataset.of === query", arg=query)


def asked(page, query):
    """Types a query and presses Enter; the addresses of the hits."""
    page.locator("#query").fill(query)
    page.keyboard.press("Enter")
    found(page, query)
    return page.eval_on_selector_all("#hits a", "links => links.map((link) => link.getAttribute('href'))")


def test_it_finds_what_the_record_finds(searching, made):
    for query, hits in made[1].items():
        addresses = {
            address.partition("?")[0] + "#" + address.partition("#")[2] for address in asked(searching, query)
        }
        wanted = {f"pages/{hit['document_id']}.html#b{hit['start']}" for hit in hits}
        assert addresses == wanted, query
    assert sum(bool(hits) for hits in made[1].values()) > 20


def test_a_hit_leads_to_its_exact_words(searching, made):
    for query, words in (
        ("erdogan", "Erdoğan"),
        ('"swap зеленский"', "swap: «Зеленский"),
        ("needle", "needle"),
        ("swap 1,000-for-1,000", "1,000-for-1,000swap"),
    ):
        (address,) = asked(searching, query)[:1]
        marked = searching.locator("#hits li").first.locator("mark").all_inner_texts()
        page = opened(searching, made[0].at(address))
        assert lit(page) == {"text": words, "seen": True} and "".join(marked) == words
        opened(searching, made[0].at("search.html"))


def test_what_pages_say_is_shown_as_words(searching):
    assert asked(searching, "zelenskyy")
    text = searching.locator("#hits").inner_text()
    assert "<img src=x onerror=alert(1)>" in text and "⟨U+202E⟩" in text
    assert searching.locator("#hits").locator("img, svg, script").count() == 0
    asked(searching, "<img src=x onerror=alert(3)>")
    assert searching.locator("main img").count() == 0 and "<img" in searching.locator("#told").inner_text()


def test_keys_alone_do(opener, from_disk):
    page = opened(opener(from_disk), from_disk.at("search.html"))
    assert page.evaluate("() => document.activeElement.id") == "query"
    page.keyboard.type("strait")
    page.keyboard.press("Enter")
    found(page, "strait")
    assert (
        page.locator("#hits li").count() == 20
        and "passages hold strait; 20 are shown" in page.locator("#told").inner_text()
    )
    more = page.locator("#more")
    more.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('#hits li').length > 20")
    assert page.evaluate(
        "() => document.activeElement.closest('li') === document.querySelectorAll('#hits li')[20]"
    )
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert lit(page)["text"].lower().startswith("strait") and lit(page)["seen"]


def test_an_address_holds_the_search(opener, from_disk):
    page = opened(opener(from_disk), from_disk.at("search.html#q=ban%20tanker"))
    found(page, "ban tanker")
    assert page.locator("#query").input_value() == "ban tanker"
    first = page.locator("#told").inner_text()
    page.locator("#query").fill("talks")
    page.keyboard.press("Enter")
    found(page, "talks")
    assert page.locator("#told").inner_text() != first
    page.go_back()
    found(page, "ban tanker")
    assert page.locator("#told").inner_text() == first


def test_the_newest_page_comes_first(searching, made):
    newer = made[1]["needle"][0]["document_id"]
    assert [newer in address for address in asked(searching, "cafe")] == [True, False]


def test_it_is_as_accessible_with_hits_as_without(opener, from_disk):
    page = opened(opener(from_disk), from_disk.at("search.html#q=strait"))
    found(page, "strait")
    for name, width in (("light", 1280), ("dark", NARROW), ("print", 1280)):
        look(page, name, width)
        assert not axe(page) and overflow(page) <= 0 and not small_targets(page), name
    look(page, "light")
    assert not focus(page)["wrong"]


def test_it_says_so_where_scripts_are_off(opener, from_disk):
    page = opened(opener(from_disk, java_script_enabled=False), from_disk.at("search.html"))
    assert (
        page.get_by_text("The search needs JavaScript").is_visible()
        and not page.locator("#query").is_visible()
    )
    followed(page, page.locator("main").get_by_role("link", name="statements"))
    assert page.url.endswith("statements.html")


def test_it_works_from_a_server(opener, from_server):
    page = opened(opener(from_server), from_server.at("search.html#q=strait"))
    found(page, "strait")
    followed(page, page.locator("#hits a").first)
    assert lit(page)["text"].lower().startswith("strait")
