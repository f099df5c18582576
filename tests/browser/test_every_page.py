"""What holds for every page of every site, in a real browser."""

from browser.ground import (
    NARROW,
    REFLOW,
    WIDE,
    Site,
    axe,
    focus,
    look,
    opened,
    overflow,
    small_targets,
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
    policy = "default-src 'none'; script-src 'self'; img-src 'self' http:"
    (tmp_path / "bad.html").write_text(
        f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{policy}"><title>Bad</title>'
        '<script>document.title = "run"</script><img src="http://outlet.example/pixel.gif"><p style="color: #ddd">x',
        encoding="utf-8",
    )
    opened(page, Site(tmp_path.as_uri(), (), ()).at("bad.html"))
    assert page.title() == "Bad" and {"html-has-lang", "image-alt"} <= {
        one.split(":")[0] for one in axe(page)
    }
    page.context.close()
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


def test_axe_finds_nothing(page, site):
    """In light by all its rules; in dark and in print colours are what changes."""
    found, asked = {}, {"light": set(), "dark": set(), "print": set()}
    for path in site.samples:
        look(page, "light")
        opened(page, site.at(path))
        for name, rules in (("light", ()), ("dark", ["color-contrast"]), ("print", ["color-contrast"])):
            look(page, name)
            if wrong := axe(page, *rules, cut=True, asked=asked[name]):
                found[f"{path} {name}"] = wrong
    assert not found, shown(found)


def test_keys_reach_everything(page, site):
    look(page, "light", WIDE)
    found = {}
    for path in site.samples:
        asked = focus(opened(page, site.at(path)))
        assert asked["stops"] > 5, path
        if asked["wrong"]:
            found[path] = asked["wrong"]
    assert not found, shown(found)


def test_fingers_reach_everything(page, site):
    """On a narrow window, where links stand closest."""
    look(page, "light", NARROW)
    found = {}
    for path in site.samples:
        opened(page, site.at(path))
        if wrong := [*small_targets(page), *axe(page, "target-size")]:
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
