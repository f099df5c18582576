"""The dossier of the bundled example, read as a newcomer does."""

import re

from browser.ground import followed, lit, opened


def test_from_the_first_page_to_the_words_behind_a_figure_in_two_clicks(opener, from_disk):
    page = opened(opener(from_disk), from_disk.at("index.html"))
    followed(page, page.get_by_role("navigation", name="Sections").get_by_role("link", name="Figures"))
    figure = page.locator("table.figures td[data-label='As printed'] a").nth(3)
    printed = figure.inner_text().strip("“”")
    followed(page, figure)
    words = lit(page)
    assert words["text"] == printed and words["seen"]


def test_from_the_words_back_to_the_figure(opener, from_disk):
    page = opened(opener(from_disk), from_disk.at("figures.html"))
    followed(page, page.locator("table.figures td[data-label='As printed'] a").first)
    entry = page.url.partition("#")[2]
    followed(page, page.locator(f"a[href$='figures.html#{entry}']").first)
    assert page.locator("tr:target").get_attribute("id") == entry and page.locator("tr:target").is_visible()


def test_every_kind_of_entry_lights_up_its_words(opener, from_disk):
    page = opener(from_disk)
    for section in ("statements", "figures", "positions", "incidents", "timeline", "comparisons", "stories"):
        opened(page, from_disk.at(f"{section}.html"))
        addresses = page.eval_on_selector_all(
            "main a[href*='pages/'][href*='#']",
            "links => links.map((link) => new URL(link.getAttribute('href'), document.baseURI).href)",
        )
        assert addresses, section
        for address in (addresses[0], addresses[len(addresses) // 2], addresses[-1]):
            words = lit(opened(page, address))
            assert words["text"] and words["seen"], f"{section}: {address}"


def test_all_can_be_read_without_scripts(opener, from_disk):
    page = opened(opener(from_disk, java_script_enabled=False), from_disk.at("index.html"))
    followed(page, page.get_by_role("navigation", name="Sections").get_by_role("link", name="Statements"))
    followed(page, page.get_by_role("link", name=re.compile("^In the page")).first)
    assert page.locator("mark").count() > 0 and "#statement-" in page.url
