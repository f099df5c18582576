"""What a reader does on the server, in a real browser: filters by keys, states that no first page shows, no scripts.

`test_every_page` holds every kind of page of the same server to everything; here are the states besides.
"""

import json
import re

import httpx
import pytest

import parley
from browser.conftest import serving
from browser.ground import (
    WIDE,
    axe,
    focus,
    followed,
    judged,
    lit,
    look,
    opened,
    small_targets,
    watched,
)
from hostile_made import rows

TOKEN = "sea-breeze-42"
STATES = (  # empty, in another order than the usual, with the buttons of a review
    "statements?outlet=No+such+outlet",
    "statements?page=2&order=oldest",
    "statements?reviewing=1",
    "figures?order=newest",
    "positions?order=newest",
    "incidents?order=newest",
    "meetings?outlet=No+such+outlet",
    "search?q=nosuchword",
    "ask?q=Who+won+the+chess+match",
)
HREFS = "links => links.map((one) => new URL(one.getAttribute('href'), location.href).href)"  # of SVG, too
WRONG = ("statements?act=denyy", "statements?page=99", "meetings/meeting-none")


def told(found):
    return "\n".join(f"{path}\n    " + "\n    ".join(wrong) for path, wrong in found.items())


def test_every_state_can_be_read_by_everybody(opener, served):
    page, asked = opener(served), {"light": set(), "dark": set()}
    found = {path: wrong for path in STATES if (wrong := judged(opened(page, served.at(path)), asked))}
    assert not found, told(found)


def test_so_can_what_is_wrong(browser, served):
    page, watch = watched(browser, served.base)
    found = {}
    for path in WRONG:
        answer = page.goto(served.at(path), wait_until="load")
        assert answer.status in (400, 404), path
        found |= {path: wrong} if (wrong := judged(page)) else {}
    page.context.close()
    assert not found, told(found)
    assert all("Failed to load resource" in one for one in watch.troubles), watch.troubles


def test_so_can_the_page_that_asks_for_the_token(browser, example_record):
    with serving(example_record, "--token", TOKEN) as base:
        page, watch = watched(browser, base)
        opened(page, f"{base}/statements")  # leads there
        assert page.url == f"{base}/enter?back=%2Fstatements"
        assert not (wrong := judged(page)), wrong
        page.get_by_label("Token").fill(TOKEN)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base}/statements")
        assert page.get_by_role("navigation", name="Sections").count() == 1
        assert TOKEN not in page.evaluate("document.cookie")
        page.context.close()
        assert not watch.troubles, watch.troubles


# --- filters


def test_filters_open_and_close_by_keys(opener, served):
    page = opened(opener(served), served.at("figures"))
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
def test_an_open_filter_can_be_read_by_everybody(opener, served, number):
    page = opened(opener(served), served.at("figures"))
    page.locator("details.facet").nth(number).locator("summary").click()
    page.evaluate(
        "() => document.querySelectorAll('details.facet:not([open])').forEach((one) => one.remove())"
    )
    for name in ("light", "dark"):
        look(page, name, WIDE)
        assert not (wrong := axe(page, *(["color-contrast"] if name == "dark" else []))), wrong
    assert not (wrong := [*small_targets(page), *focus(page)["wrong"]]), wrong


def test_a_filter_is_chosen_and_taken_away_by_keys(opener, served):
    page = opened(opener(served), served.at("meetings"))
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
    assert page.url == served.at("meetings")


def test_filters_of_statements_stand_beside_them_on_a_wide_window(opener, served):
    page = opened(opener(served), served.at("statements"))
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


def test_a_key_leads_to_the_search_field(opener, served):
    page = opened(opener(served), served.at("statements"))
    page.keyboard.press("/")
    assert page.locator(":focus").get_attribute("id") == "seek"
    page.keyboard.type("a/b")
    assert page.locator("#seek").input_value() == "a/b"
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    assert page.url == served.at("search?q=a%2Fb")


# --- words


def test_from_the_first_page_to_the_words_behind_a_figure_in_three_clicks(opener, served):
    page, clicks = opened(opener(served), served.at("")), 0
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


def test_every_listing_leads_to_words_that_light_up(opener, served):
    page = opener(served)
    for section in (
        "statements",
        "figures",
        "positions",
        "incidents",
        "timeline",
        "comparisons",
        "search?q=prisoners",
    ):
        opened(page, served.at(section))
        found = page.eval_on_selector_all(
            "main a[href*='/pages/'][href*='#']",
            HREFS,
        )
        assert found, section
        for address in (found[0], found[len(found) // 2]):
            words = lit(opened(page, address))
            assert words["text"] and words["seen"], f"{section}: {address}"


# --- without scripts


def test_all_can_be_done_without_scripts(opener, served):
    """Search, filter, order, turn, read: by links and forms."""
    page = opened(opener(served, java_script_enabled=False), served.at(""))
    page.get_by_role("searchbox").fill("prisoners")
    with page.expect_navigation():
        page.get_by_role("button", name="Search").click()
    assert page.locator(".hit").count() > 3
    followed(page, page.locator(".hit h2 a").first)
    assert page.locator("mark").count() > 0 and "words=" in page.url
    followed(page, page.get_by_role("navigation", name="Sections").get_by_role("link", name="Statements"))
    followed(page, page.get_by_role("link", name="Next →").first)
    assert page.url == served.at("statements?page=2")
    followed(page, page.get_by_role("link", name="oldest first"))
    assert page.url == served.at("statements?order=oldest")
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
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows()), encoding="utf-8")
    parley.build([tmp_path / "pages.jsonl"], tmp_path / "rec", workers=1).close()
    with serving(tmp_path / "rec") as base:
        page, watch = watched(browser, base)
        page.on(
            "dialog", lambda dialog: (watch.troubles.append(f"a dialog: {dialog.message}"), dialog.dismiss())
        )
        pages = [row["id"] for row in httpx.get(f"{base}/pages.json").json()["rows"]]
        for path in (
            "",
            "statements",
            "figures",
            "pages",
            "search?q=alert",
            *(f"pages/{one}" for one in pages),
        ):
            opened(page, f"{base}/{path}")
            assert page.title().endswith(" · rec"), path
            assert page.locator("iframe, object, img, base, math, main script, main style").count() == 0, path
        page.context.close()
        assert not watch.troubles, "\n".join(watch.troubles)
