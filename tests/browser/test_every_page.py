"""What holds for every page of every site, in a real browser."""

from browser.ground import (
    REFLOW,
    WIDE,
    Site,
    focus,
    judged,
    look,
    opened,
    overflow,
    watched,
)


def collected(site, paths, ask):
    """What `ask` finds wrong, by page."""
    return {path: wrong for path in paths if (wrong := ask(site.at(path)))}


def shown(found):
    return "\n".join(f"{path}\n    " + "\n    ".join(map(str, wrong)) for path, wrong in found.items())


def test_a_breach_is_noticed(browser, dossier, tmp_path):
    """Else the tests below could pass because nothing is watched."""
    page, watch = watched(browser, tmp_path.as_uri())
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' http:"
    (tmp_path / "bad.html").write_text(
        f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{policy}"><title>Bad</title>'
        '<script>document.title = "run"</script><img src="http://outlet.example/pixel.gif"><p class="pale">Pale words'
        f"<nav>{'<button>i</button>' * 6}</nav><pre>{'wide ' * 99}</pre>"
        '<link rel="stylesheet" href="bad.css">',
        encoding="utf-8",
    )
    (tmp_path / "bad.css").write_text(
        ".pale { color: #ddd } button { outline: none !important; padding: 0; border: 0; height: 9px; width: 9px }"
        "@media print { nav { color: #eee } }",
        encoding="utf-8",
    )
    opened(page, Site(tmp_path.as_uri(), (), ()).at("bad.html"))
    assert page.title() == "Bad"
    wrong = "\n".join(judged(page, looks=("light", "dark", "print"), cut=True))
    page.context.close()
    for said in (
        *(
            "px wider",
            "9 x 9: <button",
            "shows no focus: <button",
            "light: html-has-lang",
            "light: image-alt",
        ),
        *("light: color-contrast", "dark: color-contrast", "print: color-contrast", "\ntarget-size"),
    ):
        assert said in wrong, f"{said}: {wrong}"
    told = " ".join(watch.troubles)
    assert "off the site: http://outlet.example/pixel.gif" in told
    assert "security policy: script-src-elem refused inline" in told


def test_every_page_opens_quietly_and_fits_a_narrow_window(page, site):
    look(page, "light", REFLOW)
    found = collected(
        site, site.paths, lambda url: [f"{by} px"] if (by := overflow(opened(page, url))) > 0 else []
    )
    assert not found, shown(found)
    assert len(site.paths) > len(site.samples) > 10


def test_the_dossier_opens_quietly_from_a_server(opener, from_server):
    page = opener(from_server)
    for path in from_server.samples:
        opened(page, from_server.at(path))


def test_every_kind_of_page_can_be_read_and_pressed_by_everybody(page, site):
    """In light by all rules of axe; in dark and in print colours are what changes."""
    looks = ("light", "dark", "print")
    found, asked = {}, {name: set() for name in looks}
    for path in site.samples:
        look(page, "light", WIDE)
        assert focus(opened(page, site.at(path)))["stops"] > 5, path
        if wrong := judged(page, asked, looks=looks, cut=True):
            found[path] = wrong
    assert not found, shown(found)


def test_the_first_key_leads_past_the_head(page, site):
    for path in (site.samples[0], site.samples[-1]):
        opened(page, site.at(path)).keyboard.press("Tab")
        skip = page.locator(":focus")
        assert skip.get_attribute("href") == "#main" and skip.bounding_box()["y"] >= 0, path
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.closest('.top') === null"), path
