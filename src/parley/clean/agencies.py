"""News agencies by the forms in which print names them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from parley.vocab import table


def named(text: str) -> list[str]:
    """The agencies that a credit consists of: all of its parts must be agencies or places."""
    parts = [p.strip(" .") for p in re.split(r"[/,&|]|\sand\s|\swith\s|\svia\s", text)]
    return [forms()[part] for part in parts if part in forms()]


def stated(text: str) -> list[str]:
    """The agencies in what metadata give as a credit, in whatever case: ``ASSOCIATED PRESS``, ``STT–AFP``."""
    known = _folded()
    parts = (part.strip(" .").casefold() for part in re.split(r"[/,;&|–]|\s(?:and|with|via)\s", text))
    return [known[part] for part in parts if part in known]


@cache
def forms() -> Mapping[str, str]:
    """The name of an agency by each of its forms."""
    return {form: row["name"] for row in table("clean/agencies.toml")["agency"] for form in row["forms"]}


@cache
def _folded() -> Mapping[str, str]:
    return {form.casefold(): name for form, name in forms().items()}
