"""What of a page is its outlet's own prose: content, without quotations and without furniture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from parley.language.quotes import quotations
from parley.records import CONTENT_ROLES
from parley.store.base import Row

_OTHERS = frozenset({"quote", "pull_quote"})  # kinds of block that hold somebody else's words
Range = tuple[int, int]
Furniture = Mapping[str, Sequence[Range]]  # what of documents is left out, by their ids


def content(blocks: Iterable[Mapping[str, Any]], left_out: Iterable[Range] = ()) -> Iterator[Range]:
    """The ranges of a page's content without what is left out, in order, each of one block."""
    gone = set(left_out)
    for block in blocks:
        place = block["start"], block["end"]
        if block["role"] in CONTENT_ROLES and place not in gone:
            yield place


def ends(blocks: Iterable[Mapping[str, Any]], left_out: Iterable[Range] = ()) -> list[int]:
    """Where content ends that something else follows, in order."""
    gone = set(left_out)
    own = [
        (block["end"], block["role"] in CONTENT_ROLES and (block["start"], block["end"]) not in gone)
        for block in blocks
    ]
    return [end for (end, is_content), (_, follows) in pairwise(own) if is_content and not follows]


def prose(text: str, blocks: Iterable[Mapping[str, Any]], left_out: Iterable[Range] = ()) -> str:
    """A page's text with spaces for all that is not its own prose, so that offsets stay the page's.

    Args:
        text: The page's.
        blocks: The page's, in order.
        left_out: Ranges of furniture, each of one block.
    """
    own = [block for block in blocks if block.get("kind") not in _OTHERS]
    out, at = list[str](), 0
    for start, end in content(own, left_out):
        begin = start
        for quotation in quotations(text[start:end], start):
            out += [" " * (begin - at), text[begin : quotation.start]]
            at, begin = quotation.start, quotation.end
        out += [" " * (begin - at), text[begin:end]]
        at = end
    return "".join([*out, " " * (len(text) - at)])


def left_out(furniture: Iterable[Row]) -> dict[str, list[Range]]:
    """The ranges of furniture, by document."""
    return {row["document_id"]: [(b["start"], b["end"]) for b in row["blocks"]] for row in furniture}
