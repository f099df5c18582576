"""What of a page's own words may reach a reader's screen, and how.

A page's text is never markup here: templates escape it. Two things need more than escaping: control
characters, which can turn the order of what is read (bidirectional overrides) or cannot stand in a
file at all (NUL, lone surrogates), and addresses, of which only http and https may become links.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# C0 and C1 controls but tab, newline, return; line and paragraph separators; bidirectional embeddings,
# overrides and isolates; lone surrogates; private use (what programs take for their own marks); the two
# non-characters. Marks that only help right-to-left text (U+200E, U+200F) stay.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\uf8ff\ufffe\uffff]",
)
_IN_ADDRESS = re.compile(r"[\s\"<>\\^`{|}]")


def visible(text: str) -> str:
    """`text` with each control character spelt out: ``⟨U+202E⟩``."""
    return _CONTROL.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def web_address(text: str | None) -> str | None:
    """`text` if it is an http or https address that can be a link as it stands."""
    if not text or _CONTROL.search(text) or _IN_ADDRESS.search(text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and host and "@" not in parts.netloc else None


def language_tag(text: str | None) -> str | None:
    """`text` if it has the form of a BCP 47 tag."""
    return text if text and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", text) else None
