"""Fictional wire copy in any amount, no two sentences alike: for the tests of what pages share."""

import random

from parley.records import Page

PLACES = ("Arvensk", "Brolin", "Castova", "Dremel", "Elvara", "Fornost", "Gelm", "Harvik", "Ilmen", "Jorvad")
QUALITIES = (
    "old", "narrow", "patient", "northern", "wooden", "silent", "retired", "hasty", "flooded", "distant", "proud",
    "empty", "careful", "weary", "famous", "crowded",
)  # fmt: skip
THINGS = (
    "pilot", "ferry", "bridge", "councillor", "treaty", "garrison", "lighthouse", "pipeline", "archivist", "orchard",
    "railway", "embassy", "market", "tunnel", "granary", "shipwright",
)  # fmt: skip
DEEDS = (
    "reopened", "inspected", "guarded", "repaired", "blocked", "surveyed", "emptied", "counted", "painted",
    "sold", "searched", "closed", "lit", "measured", "borrowed", "abandoned",
)  # fmt: skip
MANNERS = (
    "slowly",
    "at noon",
    "unasked",
    "by sea",
    "under escort",
    "twice",
    "in vain",
    "overnight",
    "gladly",
)
LINKS = ("while", "because", "before", "although", "once", "and", "so", "until")


def sentence(chosen):
    """One sentence of some twenty words, of which no four in a row are always the same."""
    a, b, c, d = chosen.sample(QUALITIES, 4)
    one, two, three, four = chosen.sample(THINGS, 4)
    here, there = chosen.sample(PLACES, 2)
    first, second = chosen.sample(DEEDS, 2)
    return (
        f"The {a} {one} of {here} {first} {chosen.randrange(3, 900)} {b} {two}s {chosen.choice(LINKS)} {c} {three}s"
        f" from {there} {second} the {d} {four} {chosen.choice(MANNERS)}."
    )


def paragraphs(seed, count=8):
    """So many paragraphs of two sentences."""
    chosen = random.Random(f"story {seed}")
    return [f"{sentence(chosen)} {sentence(chosen)}" for _ in range(count)]


def story(seed, *, top=(), bottom=(), count=8):
    """A page's text; two seeds share nothing but `top` and `bottom`."""
    return "\n\n".join([*top, *paragraphs(seed, count), *bottom])


def edited(text, seed, share):
    """The text with so many of its words replaced."""
    chosen = random.Random(f"edit {seed}")
    return "\n\n".join(
        " ".join(chosen.choice(THINGS) if chosen.random() < share else word for word in line.split(" "))
        for line in text.split("\n\n")
    )


def page(uri, text, outlet=None, published=None):
    """A page that holds a text."""
    hints = {"outlet": outlet, "published": published}
    return Page(uri, uri, text.encode(), "text/plain", None, {k: v for k, v in hints.items() if v})
