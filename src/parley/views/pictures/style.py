"""The style of pictures: beside the dossier's own, or whole, in a file that stands alone.

A file cannot rely on variables of CSS, which few programs but browsers know: its rules hold plain colours, once for
light and once more for dark where the reader's screen is dark. On paper it is always light.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

Theme = Literal["light", "dark", "auto"]
THEMES: tuple[Theme, ...] = ("auto", "light", "dark")
BOOK = 'Palatino, "Palatino Linotype", Georgia, "Liberation Serif", "DejaVu Serif", serif'
TONES = tuple(f"t{n}" for n in range(7))
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_VARIABLE = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")
_USED = re.compile(r"var\(--([a-z0-9-]+)\)")


def shared() -> str:
    """The rules of pictures with the dossier's variables, as a style sheet holds them."""
    return (files("parley.views.pictures") / "picture.css").read_text(encoding="utf-8")


@cache
def whole(theme: Theme) -> str:
    """Everything that a file needs."""
    light = "\n".join(_resolved(palette("light")))
    dark = "\n".join(_resolved(palette("dark")))
    if theme != "auto":
        return dark if theme == "dark" else light
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}"


@cache
def palette(theme: Literal["light", "dark"]) -> Mapping[str, str]:
    """The dossier's colours by name."""
    text = (files("parley.views.dossier") / "static" / "dossier.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{([^}]*)\}", text)[:2]
    found = dict(_VARIABLE.findall(light))
    if theme == "dark":
        found |= dict(_VARIABLE.findall(dark))
    return {**found, "book": BOOK}


def _resolved(colours: Mapping[str, str]) -> Iterator[str]:
    for selector, body in _RULE.findall(re.sub(r"/\*.*?\*/", "", shared(), flags=re.DOTALL)):
        name, rules = selector.strip().removeprefix(".picture").strip(), body.strip()
        if not name:
            continue  # how it lies in a page
        if "var(--tone)" not in rules:
            yield f"{name} {{ {_USED.sub(lambda m: colours[m[1]], rules)} }}"
            continue
        for tone in TONES:
            of_tone = rules.replace("var(--tone)", colours[tone])
            yield f"{name}.{tone} {{ {_USED.sub(lambda m: colours[m[1]], of_tone)} }}"
