"""Phrases of the vocabulary as parts of patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(phrases: Iterable[str]) -> str:
    """A pattern of any of the phrases; where one begins another the longer is taken."""
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
