"""The templates: autoescape on, no undefined names, every printed text made visible first."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from parley.views import safety, words
from parley.views.pictures.style import shared as pictures

if TYPE_CHECKING:
    from jinja2 import Environment


def environment() -> Environment:
    """An environment for the templates beside this module. A template that prints None is wrong."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from parley.views.dossier.links import slug

    env = Environment(
        loader=PackageLoader("parley.views.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"slug": slug, "number": words.number, "words": words.say}
    return env


def printable(value: Any) -> Any:
    """What a template prints: text with its control characters spelt out; never None."""
    if value is None:
        raise ValueError("a template prints None")
    return safety.visible(value) if type(value) is str else value


def stylesheet() -> str:
    """The dossier's own style, and that of pictures."""
    return f"{static('dossier.css')}\n{pictures()}"


def static(name: str) -> str:
    """A file that pages bring along as it is."""
    return (files("parley.views.dossier") / "static" / name).read_text(encoding="utf-8")


def marks_stylesheet(most: int) -> str:
    """Rules that light up all words of the record that an address names, and its note in the margin.

    A record's words may be cut into many marks, of which only the first can carry its id; this style
    needs no script. `most` is the number of records on the fullest page.
    """
    if not most:
        return "/* no marks */\n"
    words = ",\n".join(f"main:has(.a{n}:target) .m{n}" for n in range(1, most + 1))
    notes = ",\n".join(f"main:has(.a{n}:target) .n{n}" for n in range(1, most + 1))
    lit = "background: var(--lit); color: var(--lit-ink); box-shadow: 0 0 0 2px var(--lit);"
    return f"{words} {{ {lit} }}\n{notes} {{ border-color: var(--lit-edge); background: var(--raised); }}\n"
