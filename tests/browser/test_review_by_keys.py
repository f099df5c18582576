"""A whole review with the keyboard alone, in a real browser, and what the log holds of it afterwards."""

import shutil

import pytest

import parley
from browser.conftest import serving
from browser.ground import Site, axe, look, opened


@pytest.fixture
def desk(example_record, tmp_path):
    """A server of a copy of the example, and the folder of that copy."""
    folder = shutil.copytree(example_record, tmp_path / "record")
    with serving(folder, "--reviewer", "Ann Reader") as base:
        yield Site(base, (), ()), folder


def pressed(page, key):
    """Presses a key that leads to another page."""
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press(key)


def case(page):
    return page.locator("#case").inner_text()


def test_a_review_by_keys_alone(opener, desk):
    site, folder = desk
    page = opened(opener(site), site.at("review?kind=statements"))
    first = case(page)
    pressed(page, "j")
    second = case(page)
    pressed(page, "k")
    assert case(page) == first != second

    pressed(page, "a")  # accepted, and on to the next
    assert case(page) == second
    pressed(page, "r")
    third = case(page)
    assert third not in (first, second)
    pressed(page, "u")  # what was rejected is back, undecided
    assert case(page) == second
    pressed(page, "r")
    assert case(page) == third

    page.keyboard.press("n")
    page.keyboard.type("heard again on the tape")  # the keys of the review are letters here
    page.keyboard.press("Tab")
    pressed(page, "Enter")
    assert case(page) == third

    page.keyboard.press("e")
    assert page.evaluate("() => document.activeElement.closest('#correct') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.matches('#correct > summary')")

    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    look(page, "dark")
    assert not axe(page)
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()

    with parley.open(folder) as record, record.view() as view:
        log = [(one.verb, one.reviewer, one.note) for one in view.decisions()]
    assert [verb for verb, _, _ in log] == ["accept", "reject", "undo", "reject", "note"]
    assert {reviewer for _, reviewer, _ in log} == {"Ann Reader"}
    assert log[-1][2] == "heard again on the tape"
