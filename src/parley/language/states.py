"""Words that name a state: its name, people, capital and seats of government, with its code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from parley.vocab import table


@cache
def states() -> Mapping[str, str]:
    """ISO 3166 alpha-3 codes by the names of countries.toml, as printed."""
    found: dict[str, str] = {}
    for row in table("countries.toml")["states"]:
        for key in ("name", "demonyms", "capitals", "others", "seats"):
            listed = row.get(key, ())
            for name in [listed] if isinstance(listed, str) else listed:
                found.setdefault(name, row["code"])
    return found
