"""An item of a wire: its format says what its lines are, their words only which of them credit somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.clean import credits
from parley.clean.lexicon import Label, furniture
from parley.clean.lines import Unit
from parley.sources.wire import Story

_RIGHTS = re.compile(r"©|\(c\) |copyright\b", re.I)
_BY_WORDS = ("byline", "credit", "dateline", "promo", "navigation")


def label(units: Sequence[Unit], story: Story) -> list[Label]:
    """One label a unit; units and lines are the same paragraphs."""
    return [_label(unit, line.role, line.reason) for unit, line in zip(units, story.lines, strict=True)]


def _label(unit: Unit, role: str, reason: str) -> Label:
    if role == "body" and _RIGHTS.match(unit.text):
        return Label("other", "form: a copyright notice")
    if role == "body":
        words = credits.line(unit) or furniture(unit)
        if words is not None and words.role in _BY_WORDS:
            return words
    return Label(role, reason)
