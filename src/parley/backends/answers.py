"""A model's answer as claims. Nothing here is believed yet: the gate holds each claim to the passage."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MOST_CLAIMS = 50  # of one passage; a paragraph reports fewer than ten statements
MOST_PIECES = 20  # of one content
_STARTS = 200  # places of an answer where an object is looked for


class Unusable(ValueError):
    """An answer holds no object of statements."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a model says that somebody said; all of it text that has yet to be found in the passage."""

    content: tuple[str, ...]
    speaker: str | None
    cue: str | None


def claims(answer: str) -> tuple[list[Claim], int]:
    """The claims of an answer, and how many of its statements are malformed.

    The answer may hold words around the object (a model that thinks aloud, a fence of code): the last
    object with statements counts.

    Raises:
        Unusable: If there is none.
    """
    listed = None
    for value in _objects(answer):
        if isinstance(value.get("statements"), list):
            listed = value["statements"]
    if listed is None:
        raise Unusable("no object with statements")
    found = [_claim(item) for item in listed[:MOST_CLAIMS]]
    good = [claim for claim in found if claim is not None]
    return good, len(listed) - len(good)


def _objects(answer: str) -> Iterator[dict[str, Any]]:
    """The outermost JSON objects in a text, in order."""
    decoder, at = json.JSONDecoder(strict=False), 0  # models write line breaks inside texts
    for _ in range(_STARTS):
        at = answer.find("{", at)
        if at < 0:
            return
        try:
            value, at = decoder.raw_decode(answer, at)
            yield value
        except (ValueError, RecursionError):
            at += 1


def _claim(item: Any) -> Claim | None:
    if not isinstance(item, dict):
        return None
    content, speaker, cue = item.get("content"), item.get("speaker"), item.get("cue")
    pieces = [content] if isinstance(content, str) else content
    if not isinstance(pieces, list) or not 0 < len(pieces) <= MOST_PIECES:
        return None
    if not all(isinstance(piece, str) for piece in pieces):
        return None
    if not isinstance(speaker, str | None) or not isinstance(cue, str | None):
        return None
    return Claim(tuple(pieces), _text(speaker), _text(cue))


def _text(value: str | None) -> str | None:
    """The words that were named; a mark alone (the colon of an interview) is no words."""
    return value if value and re.search(r"\w", value) else None
