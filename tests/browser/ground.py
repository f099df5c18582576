"""What the tests in a browser stand on: sites, a page that is watched, and what is asked of it.

A site is an address and the paths below it. Whatever a page does that it must not (a request to another
origin, a breach of its content security policy, an error in its console) is kept by its `Watch`, and fails the
test that opened it.
"""

import os
import shutil
from dataclasses import dataclass, field
from importlib.resources import files

# Read when tests are collected: a session of tests then drops every variable of parley's.
NAMED = os.environ.get("PARLEY_CHROMIUM")
NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no Chromium: apt-get install chromium, or name one in PARLEY_CHROMIUM"

WIDE, NARROW, REFLOW = 1280, 360, 320  # CSS pixels; 320 is what WCAG 1.4.10 asks for
LOOKS = {
    "light": {"media": "screen", "color_scheme": "light"},
    "dark": {"media": "screen", "color_scheme": "dark"},
    "print": {"media": "print", "color_scheme": "light"},
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def executable():
    """The browser's program; None where there is none."""
    return NAMED or next((found for found in map(shutil.which, NAMES) if found), None)


@dataclass(frozen=True)
class Site:
    """Pages under one address: `paths` are all of them, `samples` one of each kind, for slow checks."""

    base: str
    paths: tuple[str, ...]
    samples: tuple[str, ...]

    def at(self, path):
        return f"{self.base}/{path}"


@dataclass
class Watch:
    """What a page did that it must not. `at` is the page's address when it happened."""

    base: str = ""
    troubles: list[str] = field(default_factory=list)

    def route(self, route):
        """Answers every request: only the site's own go through."""
        url = route.request.url
        if self.base and url.startswith(f"{self.base}/"):
            return route.continue_()
        self.troubles.append(f"a request off the site: {url}")
        return route.abort()

    def console(self, message):
        missing = message.location["url"] == message.page.url and "status of 404" in message.text
        if (
            message.type in ("error", "warning") and not missing
        ):  # a page may itself say that nothing is there
            self.troubles.append(f"{message.page.url}: {message.type}: {message.text}")

    def error(self, error):
        self.troubles.append(f"an error of its script: {error}")


# Runs before anything of the page does.
LISTENER = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`security policy: ${event.violatedDirective} refused ${event.blockedURI}`));"""


def watched(browser, base="", **options):
    """A new page and its watch. Close `page.context` when done."""
    context = browser.new_context(
        viewport={"width": WIDE, "height": 800},
        reduced_motion="reduce",  # a page that scrolls slowly is measured while it moves
        service_workers="block",
        **options,
    )
    watch = Watch(base)
    context.add_init_script(LISTENER)
    context.route("**/*", watch.route)
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.on("console", watch.console)
    page.on("pageerror", watch.error)
    return page, watch


def opened(page, url):
    """Opens `url`; it must be there, and have a title."""
    page.goto(url, wait_until="load")
    assert page.title(), url
    return page


def followed(page, link):
    """Presses a link and waits for where it leads, shown as far as it will be."""
    with page.expect_navigation(wait_until="load"):
        link.click()
    return page


def look(page, name, width=WIDE):
    """Shows the page in light, in dark or as printed."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(**LOOKS[name])


# Opens what is folded, so that it is judged too, and marks repetitions, or takes them away: of siblings that look alike
# (the same tags, classes and attributes, all the way down) the first two stay. Colours hang on tags and classes alone.
_PREPARE = """(cut) => {
  const covered = document.querySelector("[popover]:popover-open") !== null;
  for (const one of covered ? [] : document.querySelectorAll("details")) one.open = true;
  const name = (one) => [one.tagName, one.getAttribute("class"), ...(cut ? one.getAttributeNames() : [])].join(".");
  const looks = (one) => [name(one), ...new Set([...one.querySelectorAll("*")].map(name))].sort().join(" ");
  for (const parent of document.querySelectorAll("ol, ul, tbody, table, dl, svg, g, .listing, .speaker, .blocks")) {
    const seen = new Map();
    for (const one of [...parent.children]) {
      const key = looks(one);
      seen.set(key, (seen.get(key) ?? 0) + 1);
      if (seen.get(key) > 2) cut ? one.remove() : one.setAttribute("data-repeats", "");
    }
  }
}"""
_RUN = """async ([options, context]) => {
  const found = await axe.run(context ?? document, { resultTypes: ["violations"], preload: false, ...options });
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.html.slice(0, 160)}: ${node.failureSummary.split("\\n").slice(1).join(";").trim()}`));
}"""
# Marks what has a text of its own, or is a control, and looks as nothing yet: by tags, classes and names of attributes
# from the root down. Gives these looks.
_MARK = """(known) => {
  const asked = new Set(known), fresh = [];
  const name = (one) => [one.tagName, one.getAttribute("class"), ...one.getAttributeNames()].join(".");
  const look = (one) => one === null ? "" : `${look(one.parentElement)} ${name(one)}`;
  const tells = (one) => /^(INPUT|SELECT|TEXTAREA)$/.test(one.tagName)
    || [...one.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
  for (const one of [...document.body.querySelectorAll("*")].filter(tells).map((one) => [one, look(one)])) {
    if (asked.has(one[1]) || one[0].closest("[data-repeats]")) continue;
    asked.add(one[1]);
    fresh.push(one);
  }
  for (const [one] of fresh) one.setAttribute("data-fresh", "");
  return fresh.map(([, look]) => look);
}"""
_UNMARK = (
    """() => document.querySelectorAll("[data-fresh]").forEach((one) => one.removeAttribute("data-fresh"))"""
)


def axe(page, *only, cut=False, asked=None):
    """What axe finds wrong on the page as it is shown now: by all rules, or by those named.

    Contrast is two thirds of axe's time, and is asked of one element of each look, not of each row of a listing: of
    none that `asked` holds, a set of looks that grows by those of this page. With `cut` other rows are taken from the
    page first, which is then good for nothing else, and no rule is asked of them.
    """
    if not page.evaluate("() => typeof axe === 'object'"):
        page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    page.evaluate(_PREPARE, cut)
    rest = [name for name in only or RULES if name != "color-contrast"]
    found = []
    if rest:
        found = page.evaluate(
            _RUN, [{"runOnly": rest, "rules": {"color-contrast": {"enabled": False}}}, None]
        )
    if not only or "color-contrast" in only:
        found += _contrast(page, set() if asked is None else asked)
    return found


def _contrast(page, asked):
    fresh = page.evaluate(_MARK, sorted(asked))
    asked.update(fresh)
    context = {"include": [["[data-fresh]"]], "exclude": [["[data-repeats]"]]}
    found = page.evaluate(_RUN, [{"runOnly": ["color-contrast"]}, context]) if fresh else []
    page.evaluate(_UNMARK)
    return found


def overflow(page):
    """By how many pixels the page is wider than its window; what scrolls by itself does not count."""
    return page.evaluate("() => document.scrollingElement.scrollWidth - window.innerWidth")


# Controls outside running text. A link in a sentence is as high as its line; axe's `target-size` knows which is.
_SMALL = """() => [...document.querySelectorAll("nav a, button, input, select, summary, .skip, a.number, a.more")]
  .filter((one) => one.checkVisibility() && !one.closest("p:not(.steps)"))
  .map((one) => [one.getBoundingClientRect(), one.outerHTML.slice(0, 120)])
  .filter(([box]) => box.height < 24 || box.width < 24)
  .map(([box, html]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${html}`)"""


def small_targets(page):
    """Controls of less than 24 by 24 pixels (WCAG 2.5.8)."""
    return page.evaluate(_SMALL)


# Each element that takes the focus, first to last and back, as Tab and Shift+Tab go.
_FOCUS = """() => {
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled);
  const wrong = [];
  for (const one of [...stops, ...stops.toReversed()]) {
    one.focus();
    if (document.activeElement !== one) { wrong.push(`takes no focus: ${one.outerHTML.slice(0, 120)}`); continue; }
    const style = getComputedStyle(one);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)
      wrong.push(`shows no focus: ${one.outerHTML.slice(0, 120)}`);
    const seen = [...one.getClientRects()].some((box) =>
      [0.5, 0.1, 0.9].some((x) => [0.5, 0.2, 0.8].some((y) => {
        const [left, right] = [Math.max(box.left, 0), Math.min(box.right, window.innerWidth)];
        const [above, below] = [Math.max(box.top, 0), Math.min(box.bottom, window.innerHeight)];
        const top = document.elementFromPoint(left + (right - left) * x, above + (below - above) * y);
        return top && (one.contains(top) || top.contains(one));
      })));
    if (!seen) wrong.push(`hidden while it has the focus: ${one.outerHTML.slice(0, 120)}`);
  }
  document.activeElement.blur(); // a skip link that has the focus lies over others
  return { stops: stops.length, wrong: [...new Set(wrong)] };
}"""


def focus(page):
    """Where the focus goes and what is wrong there: `{stops, wrong}` (WCAG 2.4.7, 2.4.11)."""
    page.keyboard.press("Tab")  # from here on the focus is shown, as for who works with the keys
    return page.evaluate(_FOCUS)


# What is lit: the words of the record that the address names, joined, and whether the reader sees them.
_LIT = """() => {
  const probe = document.createElement("span");
  probe.style.color = "var(--lit)";
  document.body.append(probe);
  const lit = getComputedStyle(probe).color;
  probe.remove();
  const marks = [...document.querySelectorAll("mark")].filter((one) => getComputedStyle(one).backgroundColor === lit);
  const box = marks[0]?.getClientRects()[0]; // words may go on in the next line
  return {
    text: marks.map((one) => one.textContent).join(""),
    seen: Boolean(box) && box.top >= 0 && box.bottom <= window.innerHeight
      && marks[0].contains(document.elementFromPoint(box.left + 2, box.top + box.height / 2)),
  };
}"""


def lit(page):
    """The words that an address lights up: `{text, seen}`."""
    return page.evaluate(_LIT)


def judged(page, asked=None, *, looks=("light", "dark"), cut=False, prepare=None):
    """What is wrong with a page that is open, which is loaded once for all of it: size, focus, contrast, names.

    Args:
        page: As it was opened.
        asked: By look, what of it other pages have shown, see `axe`.
        looks: In which colours; in light all rules of axe are asked, in the others that of contrast.
        cut: Whether `axe` may take repetitions away.
        prepare: What is done to the page before axe is asked.
    """
    look(page, "light", REFLOW)
    wrong = [f"{by} px wider than its window"] if (by := overflow(page)) > 0 else []
    look(page, "light", NARROW)
    small = small_targets(page)
    look(page, "light", WIDE)
    small += small_targets(page)
    wrong += [*focus(page)["wrong"], *dict.fromkeys(small)]  # before axe, which opens what is folded
    if prepare:
        prepare()
    for name in looks:
        look(page, name)
        rules = () if name == "light" else ("color-contrast",)
        wrong += [f"{name}: {one}" for one in axe(page, *rules, cut=cut, asked=asked and asked[name])]
    look(page, "light", NARROW)
    wrong += [*small_targets(page), *axe(page, "target-size", cut=cut)]  # where links stand closest
    look(page, "light", WIDE)
    return wrong
