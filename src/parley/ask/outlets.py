"""The outlet that a question names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from parley.ask.line import Word, stands
from parley.records import name_key

_PRINTED = ("according to", "reported by", "published by", "printed by", "in", "by", "from", "on")


def printed_by(line: Sequence[Word], outlets: tuple[str, ...]) -> str | None:
    """The outlet that a question names behind "according to", "in", "by"; its words are marked."""
    squeezed = _keyed(outlets)
    for at, _ in enumerate(line):
        lead = next((p for p in _PRINTED if stands(line, at, p)), None)
        if lead is None:
            continue
        first = at + len(lead.split())
        if first < len(line) and line[first].token.key == "the" and first + 1 < len(line):
            first += 1
        for last in range(min(len(line), first + 5), first, -1):
            taken = line[first:last]
            if any(word.read_as for word in taken):
                continue
            name = squeezed.get(_squeezed(" ".join(word.token.text for word in taken)))
            if name:
                for word in line[at:last]:
                    word.read_as = "outlet"
                return name
    return None


def reported_by(line: Sequence[Word], outlets: tuple[str, ...]) -> str | None:
    """The outlet that is asked what it reported: "what did the Herald report"."""
    squeezed = _keyed(outlets)
    for word in line:
        if word.named and word.named.media and word.part == "by" and _squeezed(word.named.name) in squeezed:
            word.part = "outlet"
            return squeezed[_squeezed(word.named.name)]
    return None


@lru_cache(maxsize=4)  # of a record with a thousand outlets it takes 3 ms
def _keyed(outlets: tuple[str, ...]) -> Mapping[str, str]:
    """Outlets as people type them; a name comes before a web address."""
    return {_squeezed(name): name for name in sorted(outlets, key=lambda name: "." not in name)}


def _squeezed(name: str) -> str:
    """An outlet's name without spaces, article and the end of a web address."""
    plain = re.sub(
        r"^(?:https?://)?(?:www\.)?|\.(?:com?|org|net|example|info|[a-z]{2})(?:\.[a-z]{2})?$",
        "",
        name.strip().lower(),
    )
    return name_key(plain).removeprefix("the ").replace(" ", "")
