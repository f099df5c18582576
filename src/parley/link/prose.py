"""What of a page is its outlet's own prose: content, without quotations and without furniture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from parley.language.quotes import quotations
from parley.records import CONTENT_ROLES
from parley.store.base import Row

_OTHERS = frozenset({"quote", "pull_quote"})  # kinds of block that hold somebody else's words
Range = tuple[int, int]


def prose(text: str, blocks: Iterable[Mapping[str, Any]], left_out: Iterable[Range] = ()) -> str:
    """A page's text with spaces for all that is not its own prose, so that offsets stay the page's.

    Args:
        text: The page's.
        blocks: The page's, in order.
        left_out: Ranges of furniture, each of one block.
    """
    gone = set(left_out)
    out, at = list[str](), 0
    for block in blocks:
        start, end = block["start"], block["end"]
        if block["role"] not in CONTENT_ROLES or block.get("kind") in _OTHERS or (start, end) in gone:
            continue
        for quotation in quotations(text[start:end], start):
            out += [" " * (start - at), text[start : quotation.start]]
            at, start = quotation.start, quotation.end
        out += [" " * (start - at), text[start:end]]
        at = end
    return "".join([*out, " " * (len(text) - at)])


def left_out(furniture: Iterable[Row]) -> dict[str, list[Range]]:
    """The ranges of furniture, by document."""
    return {row["document_id"]: [(b["start"], b["end"]) for b in row["blocks"]] for row in furniture}
