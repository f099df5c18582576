"""The server of the bundled example in a real browser: every template in every state, by keys, without scripts."""

import re
import shutil
import socket
import threading
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.testclient import TestClient

import parley
from browser.ground import (
    NARROW,
    REFLOW,
    WIDE,
    Site,
    axe,
    focus,
    followed,
    lit,
    look,
    opened,
    overflow,
    small_targets,
    watched,
)
from hostile_made import rows
from parley import locate
from parley.profiles import load_profile
from parley.store import open_store
from parley.web.app import create
from parley.web.ledger import Ledger
from served import BASE, TOKEN, addresses, ids_of


@contextmanager
def running(folder, *, reviewer=None, token=None):
    """`(address, client)` of a server of a record's folder, in a thread; the client asks it without the network."""
    with parley.open(folder) as record:
        profile = load_profile(record.settings.profile)
    stores = [open_store(locate.find(folder).database, read_only=True)]
    if reviewer:
        stores.append(open_store(locate.find(folder).database))
    ledger = Ledger(stores[1], profile, reviewer) if reviewer else None
    app = create(
        stores[0],
        title="The Ostrel Strait talks",
        note="Fiction.",
        profile=profile,
        ledger=ledger,
        token=token,
    )
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield (
            f"http://127.0.0.1:{listening.getsockname()[1]}",
            TestClient(app, base_url=BASE, follow_redirects=False),
        )
    finally:
        server.should_exit = True
        thread.join()
        for store in stores:
            store.close()


STATES = (  # beside the first page of every route: filtered, empty, later pages, other orders, found, not found
    "statements?party=Velmara&issue=prisoners",
    "statements?outlet=No+such+outlet",
    "statements?page=2&order=oldest",
    "statements?reviewing=1",
    "figures?order=newest",
    "figures?outlet=No+such+outlet",
    "positions?order=newest",
    "meetings?outlet=No+such+outlet",
    "search?q=prisoners",
    "search?q=nosuchword",
    "ask?q=What+has+Velmara+said+about+prisoners",
    "ask?q=Who+won+the+chess+match",
    "review?kind=figures",
)
WRONG = ("nothing", "statements?act=denyy", "statements?page=99", "meetings/meeting-none", "statements?x=1")


@pytest.fixture(scope="module")
def server(example_record, tmp_path_factory):
    """All pages of the example: the first of every route, and `STATES`."""
    folder = shutil.copytree(example_record, tmp_path_factory.mktemp("read") / "record")
    with running(folder, reviewer="Ada Brenn") as (base, client):
        first = [several[0] for path, several in addresses(client).items() if is_page(path) and several]
        paths = (*(one.removeprefix("/") for one in first), *STATES)
        yield Site(base, paths, paths)


def is_page(path):
    """Whether a route answers with a page; where it leads elsewhere that is asked for by itself."""
    return not path.endswith((".json", ".csv", ".jsonl")) and path.split("/")[1] not in (
        "static",
        "records",
        "enter",
    )


def judged(page, *, full=True):
    """What is wrong with a page that is open, which is loaded once: in light, and if `full` in dark and print.

    Wide and narrow: how large controls are, where the focus goes, whether the narrowest window holds it all.
    """
    wrong = []

    def ask(name, found):
        wrong.extend(f"{name}: {one}" for one in found)

    look(page, "light", WIDE)
    ask("targets", small_targets(page))
    ask("focus", focus(page)["wrong"])
    ask("axe", axe(page))
    for name in ("dark", "print") if full else ():
        look(page, name, WIDE)
        ask(f"axe {name}", axe(page, structure=False))
    look(page, "light", NARROW)
    ask("narrow targets", small_targets(page))
    ask("narrow axe", axe(page, colours=False) if full else ())
    look(page, "light", REFLOW)
    ask("reflow", [f"{by} px wider than its window"] if (by := overflow(page)) > 0 else [])
    look(page, "light", WIDE)
    return wrong


def told(found):
    return "\n".join(f"{path}\n    " + "\n    ".join(wrong) for path, wrong in found.items())


def test_every_page_in_every_state_can_be_read_by_everybody(opener, server):
    page = opener(server)
    found = {
        path: wrong
        for path in server.paths
        if (wrong := judged(opened(page, server.at(path)), full=path not in STATES))
    }
    assert not found, told(found)
    assert len(server.paths) > 30


def test_so_can_what_is_not_there(browser, server):
    page, watch = watched(browser, server.base)
    found = {}
    for path in WRONG:
        answer = page.goto(server.at(path), wait_until="load")
        assert answer.status in (400, 404), path
        found |= {path: wrong} if (wrong := judged(page, full=path == WRONG[0])) else {}
    page.context.close()
    assert not found, told(found)
    assert all("Failed to load resource" in one for one in watch.troubles), watch.troubles


def test_so_can_the_page_that_asks_for_the_token(browser, example_record):
    with running(example_record, token=TOKEN) as (base, _):
        page, watch = watched(browser, base)
        opened(page, f"{base}/statements")  # leads there
        assert page.url == f"{base}/enter"
        assert not (wrong := judged(page)), wrong
        page.get_by_label("Token").fill(TOKEN)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base}/")
        assert page.get_by_role("heading", level=1).inner_text() == "The Ostrel Strait talks"
        assert not page.evaluate("document.cookie")  # no script reads it
        page.context.close()
        assert not watch.troubles, watch.troubles


# --- filters


def test_filters_open_and_close_by_keys(opener, server):
    page = opened(opener(server), server.at("figures"))
    facets = page.locator("details.facet")
    for number in range(facets.count()):
        summary = facets.nth(number).locator("summary")
        summary.focus()
        page.keyboard.press("Enter")
        assert page.locator("details.facet[open]").count() == 1
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.closest('details.facet[open]') !== null")
        page.keyboard.press("Escape")
        assert page.locator("details.facet[open]").count() == 0
        assert summary.evaluate("(one) => one === document.activeElement")
    facets.first.locator("summary").click()
    page.get_by_role("heading", level=1).click()
    assert page.locator("details.facet[open]").count() == 0


@pytest.mark.parametrize("number", [0, -1])
def test_an_open_filter_can_be_read_by_everybody(opener, server, number):
    page = opened(opener(server), server.at("figures"))
    page.locator("details.facet").nth(number).locator("summary").click()
    page.evaluate(
        "() => document.querySelectorAll('details.facet:not([open])').forEach((one) => one.remove())"
    )
    for name in ("light", "dark"):
        look(page, name, WIDE)
        assert not (wrong := axe(page)), wrong
    assert not (wrong := [*small_targets(page), *focus(page)["wrong"]]), wrong


def test_a_filter_is_chosen_and_taken_away_by_keys(opener, server):
    page = opened(opener(server), server.at("meetings"))
    page.locator("details.facet summary").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    value = page.locator(":focus").inner_text()
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    chosen = page.get_by_role("list", name="In use").get_by_role("link")
    assert value in chosen.inner_text()
    chosen.focus()
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    assert page.url == server.at("meetings")


def test_filters_of_statements_stand_beside_them_on_a_wide_window(opener, server):
    page = opened(opener(server), server.at("statements"))
    listing, filters = page.locator(".listing").bounding_box(), page.locator(".filters").bounding_box()
    assert filters["x"] >= listing["x"] + listing["width"]
    closed = page.locator("details.facet:not([open])")
    assert closed.count() == 0
    page.keyboard.press("Escape")
    page.get_by_role("heading", level=1).click()
    assert closed.count() == 0
    page.set_viewport_size({"width": 1000, "height": 800})
    page.wait_for_function("() => !document.querySelector('details.facet[open]')")
    assert page.locator(".filters").bounding_box()["y"] < page.locator(".listing").bounding_box()["y"]


# --- keys


def test_a_key_leads_to_the_search_field(opener, server):
    page = opened(opener(server), server.at("statements"))
    page.keyboard.press("/")
    assert page.locator(":focus").get_attribute("id") == "seek"
    page.keyboard.type("a/b")
    assert page.locator("#seek").input_value() == "a/b"
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    assert page.url == server.at("search?q=a%2Fb")


def test_the_first_key_leads_past_the_head(opener, server):
    page = opener(server)
    for path in ("", "statements", "search?q=prisoners", "review"):
        opened(page, server.at(path)).keyboard.press("Tab")
        skip = page.locator(":focus")
        assert skip.get_attribute("href") == "#main" and skip.bounding_box()["y"] >= 0, path
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.closest('main') !== null"), path


# --- words


def test_from_the_first_page_to_the_words_behind_a_figure_in_three_clicks(opener, server):
    page, clicks = opened(opener(server), server.at("")), 0
    figure = lambda: page.locator("table.figures td[data-label='As printed'] a").nth(3)  # noqa: E731
    for press in (
        lambda: page.get_by_role("navigation", name="Sections").get_by_role("link", name="Figures"),
        figure,
    ):
        link = press()
        printed = link.inner_text().strip("“”")
        followed(page, link)
        clicks += 1
    words = lit(page)
    assert words["text"] == printed and words["seen"] and clicks <= 3


def test_every_listing_leads_to_words_that_light_up(opener, server):
    page = opener(server)
    for section in (
        "statements",
        "figures",
        "positions",
        "incidents",
        "timeline",
        "comparisons",
        "search?q=prisoners",
    ):
        opened(page, server.at(section))
        found = page.eval_on_selector_all(
            "main a[href*='/pages/'][href*='#']", "links => links.map((one) => one.href)"
        )
        assert found, section
        for address in (found[0], found[len(found) // 2]):
            words = lit(opened(page, address))
            assert words["text"] and words["seen"], f"{section}: {address}"


# --- without scripts


def test_all_can_be_done_without_scripts(opener, server):
    """Search, filter, order, turn, read: by links and forms."""
    page = opened(opener(server, java_script_enabled=False), server.at(""))
    page.get_by_role("searchbox").fill("prisoners")
    with page.expect_navigation():
        page.get_by_role("button", name="Search").click()
    assert page.locator(".hit").count() > 3
    followed(page, page.locator(".hit h2 a").first)
    assert page.locator("mark").count() > 0 and "words=" in page.url
    followed(page, page.get_by_role("navigation", name="Sections").get_by_role("link", name="Statements"))
    followed(page, page.get_by_role("link", name="Next →").first)
    assert page.url == server.at("statements?page=2")
    followed(page, page.get_by_role("link", name="oldest first"))
    assert page.url == server.at("statements?order=oldest")
    page.locator("details.facet summary", has_text="Issue").click()
    followed(page, page.locator("details.facet[open] a").first)
    assert re.search(r"order=oldest&issue=\w+", page.url)
    page.locator("details.facet summary", has_text="All filters").click()
    page.get_by_label("Since").fill("2031-06")
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    assert "since=2031-06" in page.url and "order=oldest" in page.url
    assert (
        page.get_by_role("list", name="In use").get_by_role("link").count() == 3
    )  # two filters, and all of them
    followed(page, page.get_by_role("link", name=re.compile("^Entry")).first)
    assert page.get_by_role("heading", name="The words").count() == 1


# --- pages that attack


def test_nothing_that_attacks_runs(browser, tmp_path):
    import json

    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows()), encoding="utf-8")
    parley.build([tmp_path / "pages.jsonl"], tmp_path / "rec", workers=1).close()
    with running(tmp_path / "rec") as (base, client):
        page, watch = watched(browser, base)
        page.on(
            "dialog", lambda dialog: (watch.troubles.append(f"a dialog: {dialog.message}"), dialog.dismiss())
        )
        for path in (
            "",
            "statements",
            "figures",
            "pages",
            "search?q=alert",
            *(f"pages/{one}" for one in ids_of(client, "pages")),
        ):
            opened(page, f"{base}/{path}")
            assert page.title().endswith("The Ostrel Strait talks")
            assert page.locator("iframe, object, img, base, math, main script, main style").count() == 0, path
        page.context.close()
        assert not watch.troubles, "\n".join(watch.troubles)
