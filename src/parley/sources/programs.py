"""Programs and style sheets, which lie beside a page that a browser saved: text, but nothing to read.

The one kind of file whose name has a say, as no mark at its beginning tells it: it must be called so and look so.
"""

from __future__ import annotations

import re

_CALLED = re.compile(
    r"\.(?:[cm]?js|css)(?:\.download|\.gz|[?@][^/]*)?$", re.I
)  # .download: Chrome's, ?v=2: wget's
_SIGNS = b"{}="
# Of 1,548 programs and style sheets all but 23 have more, half of them five times as much; of 9,389 articles all but
# 8 have less.
_SHARE = 0.005


def is_program(name: str, content: bytes) -> bool:
    """Whether a file is a program or a style sheet."""
    if not _CALLED.search(name):
        return False
    return sum(map(content.count, (bytes([sign]) for sign in _SIGNS))) >= _SHARE * len(content)
