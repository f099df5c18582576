"""A review by the keyboard alone, and its core without scripts, on a server of a copy of the bundled example."""

import shutil

import pytest

import parley
from browser.conftest import serving
from browser.ground import Site, judged, opened, watched
from parley.store import open_store


@pytest.fixture
def reviewed(example_record, tmp_path):
    """`(site, folder)` of a server of a copy of the example, which takes decisions."""
    folder = shutil.copytree(example_record, tmp_path / "record")
    with serving(folder) as base:
        yield Site(base, (), ()), folder


def log(folder):
    with parley.open(folder) as record:
        return list(record.reviews())


def named(page, site, name="Lena Ostrava"):
    """Says who reviews, and comes to the queue, by keys."""
    opened(page, site.at("review"))
    page.get_by_role("link", name="Say who you are to decide").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_label("Your name").focus()
    page.keyboard.type(name)
    with page.expect_navigation(url=site.at("review")):
        page.keyboard.press("Enter")


def pressed(page, key):
    """Presses a key that leads to another page."""
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press(key)


def entry(page):
    return page.locator(".decide input[name=entry]").first.get_attribute("value")


def test_a_review_by_the_keyboard_alone(opener, reviewed):
    site, folder = reviewed
    page = opener(site)
    named(page, site)
    assert page.locator("mark.content").first.is_visible()
    seen = []
    for _ in range(3):
        seen.append(entry(page))
        pressed(page, "a")
    assert [(r["verb"], r["entry_id"]) for r in log(folder)] == [("accept", i) for i in seen]
    assert "3 of" in page.locator(".review-bar .progress").inner_text()
    rejected = entry(page)
    pressed(page, "r")
    assert (log(folder)[-1]["verb"], log(folder)[-1]["entry_id"]) == ("reject", rejected)

    opened(page, site.at("review?kind=statements&speaker=Kalvets"))
    corrected = entry(page)
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.id") == "c-speaker"
    page.keyboard.press("Control+A")
    page.keyboard.type("Darya Veshnik")  # holds every key of the review: none of them does anything here
    assert entry(page) == corrected and len(log(folder)) == 4
    pressed(page, "Enter")
    last = log(folder)[-1]
    assert (last["verb"], last["field"], last["value"]["name"]) == ("correct", "speaker", "Darya Veshnik")
    assert last["entry_id"] == corrected and last["machine"]["speaker"]["name"] == "Yuri Kalvets"

    remarked = entry(page)
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "n-note"
    page.keyboard.type("ask the desk")
    page.keyboard.press("Tab")
    pressed(page, "Enter")
    assert entry(page) == remarked and "ask the desk" in page.locator(".case header").inner_text()
    pressed(page, "u")
    assert [r["verb"] for r in log(folder)][-2:] == ["note", "undo"]
    pressed(page, "j")
    assert entry(page) != remarked
    pressed(page, "k")
    assert entry(page) == remarked

    page.keyboard.press("?")
    assert (
        page.locator("#keys").is_visible() and page.evaluate("document.activeElement.textContent") == "Close"
    )
    page.keyboard.press("a")  # beneath it nothing is decided
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    assert len(log(folder)) == 7

    page.get_by_role("link", name="Log", exact=True).focus()
    pressed(page, "Enter")
    assert page.locator(".log > li").count() == 7
    assert "took back" in page.locator(".log > li").first.inner_text()


def test_keys_that_are_off_do_nothing(opener, reviewed):
    site, folder = reviewed
    page = opener(site)
    named(page, site)
    page.keyboard.press("?")
    page.get_by_role("button", name="Turn keys off").focus()
    pressed(page, "Enter")
    here = entry(page)
    for key in "arenu?j/":
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert entry(page) == here and log(folder) == [] and not page.locator("#keys").is_visible()


def holds_focus(row):
    """Whether the focus is, or comes to be, in a row: it is set a moment after a row has been replaced."""
    for _ in range(100):
        if row.evaluate("row => row.contains(document.activeElement)"):
            return True
        row.page.wait_for_timeout(50)
    return False


def test_a_listing_is_decided_in_place_by_keys(opener, reviewed):
    site, folder = reviewed
    page = opener(site)
    named(page, site)
    for kind, row in (
        ("statements", "li.entry"),
        ("figures", "table.figures tr[id]"),
        ("meetings", "li.card"),
    ):
        opened(page, site.at(f"{kind}?reviewing=1"))
        page.evaluate("window.stayed = true")
        page.keyboard.press("j")
        page.keyboard.press("j")
        second = page.locator(row).nth(1)
        assert holds_focus(second)
        for key, state in (("r", "is-rejected"), ("a", "is-accepted")):
            page.keyboard.press(key)
            second.locator(f".{state}").wait_for()
            assert holds_focus(second)  # the focus stays where it was
        page.keyboard.press("u")
        second.locator(".reviewed.is-rejected").wait_for()
        page.locator("#told-aloud").filter(has_text="rejected by Lena").wait_for(state="attached")
        assert page.evaluate("window.stayed")  # only the row was fetched
    assert [r["verb"] for r in log(folder)] == ["reject", "accept", "undo"] * 3


def test_what_was_decided_meanwhile_is_told_in_place(browser, reviewed):
    site, folder = reviewed
    page, _ = watched(browser, site.base)  # a browser says in its console that an answer was 409
    named(page, site)
    opened(page, site.at("statements?reviewing=1"))
    first = page.locator("li.entry").first.get_attribute("id")
    parley.api.review(folder, first, "reject", reviewer="Bo")
    with page.expect_response(lambda answer: answer.status == 409):
        page.locator(f"#accept-{first}").click()
    page.get_by_role("heading", name="Bo decided about it meanwhile").wait_for()
    page.context.close()
    assert [r["reviewer"] for r in log(folder)] == ["Bo"]


def test_its_core_without_scripts(opener, reviewed):
    site, folder = reviewed
    page = opener(site, java_script_enabled=False)
    named(page, site)
    for name, verb in (("Accept", "accept"), ("Accept", "accept"), ("Reject", "reject")):
        with page.expect_navigation():
            page.get_by_role("button", name=name, exact=True).first.click()
        assert log(folder)[-1]["verb"] == verb
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").first.click()
    assert log(folder)[-1]["verb"] == "undo"
    page.locator("details#correct summary").click()
    page.get_by_label("Date").fill("2031-06")
    with page.expect_navigation():
        page.get_by_role("button", name="Save the correction").click()
    assert (log(folder)[-1]["field"], log(folder)[-1]["value"]) == ("date", "2031-06")
    opened(page, site.at("agreements?reviewing=1"))
    third = page.locator("li.card").nth(2)
    place = third.get_attribute("id")
    with page.expect_navigation():
        third.get_by_role("button", name="Accept").click()
    assert page.url == site.at(f"agreements?reviewing=1#{place}")
    assert page.locator(f"#{place} .is-accepted").is_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Accept all").click()
    count = page.locator("ol.plain > li").count()
    with page.expect_navigation():
        page.get_by_role("button", name=f"Accept all {count}").click()
    assert [r["verb"] for r in log(folder)][-count:] == ["accept"] * count


@pytest.fixture
def pages(opener, reviewed):
    """A page with who reviews known, and the addresses of all pages of the review, some things decided."""
    site, folder = reviewed
    page = opener(site)
    with parley.open(folder) as record:
        ids = {
            k: next(iter(record.iterate(k)))["id"] for k in ("statements", "positions", "meetings", "actors")
        }
        rows = list(record.statements())
        gone = next(row for row in rows if row["document_id"] != rows[0]["document_id"])
    for verb in ("accept", "note"):
        parley.api.review(folder, ids["statements"], verb, note="heard <i>twice</i>", reviewer="Bo")
    parley.api.review(folder, ids["positions"], "reject", reviewer="Bo")
    parley.api.review(folder, gone["id"], "correct", field="speaker", value=None, reviewer="Bo")
    store = open_store(folder / "record.sqlite")
    with store.writer() as writer:
        writer.put_records(gone["document_id"], "other", "statements", ())
    store.close()
    unnamed = [f"review/{ids['meetings']}", "reviewer"]
    named(page, site)
    paths = [
        "review", "review?show=disagreeing&kind=figures", "review?show=all", f"review/{ids['statements']}#correct",
        f"review/{ids['meetings']}", "review/log", "review/orphans", "statements?reviewing=1", "figures?reviewing=1",
        "incidents?reviewing=1", "positions?reviewing=1", "meetings?reviewing=1", "statements?review=unreviewed",
        f"positions/{ids['positions']}", f"actors/{ids['actors']}", "reviewer", "",
    ]  # fmt: skip
    return page, site, [*paths, *unnamed]


def test_the_pages_of_the_review_can_be_read_and_pressed_by_everybody(pages):
    """Each is loaded once, for all that is asked of it."""
    page, site, paths = pages
    found, asked = {}, {"light": set(), "dark": set()}

    def keys():
        page.locator("#keys").evaluate("one => one.showPopover()")

    for path in paths:
        opened(page, site.at(path))
        prepare = keys if path == "review" else None
        if wrong := judged(page, asked, cut=True, prepare=prepare):
            found[path] = wrong
    assert not found, found
