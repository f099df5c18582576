"""One page as its reader sees it: its text, block by block, with the words of every record marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby

from parley.records import CONTENT_ROLES
from parley.store.base import Row
from parley.views import words
from parley.views.marks import Part, Segment, segments

CLOSING = (
    "content",
    "figure",
    "position",
    "meeting",
    "agreement",
    "incident",
)  # the note of a record stands behind its last part of these roles
LONG = 160  # code points of chrome in a row that are shown at once; more is folded


def page_text(
    document: Row,
    statements: Sequence[Row],
    figures: Sequence[Row],
    others: Iterable[tuple[str, Row]] = (),
    spots: Iterable[tuple[int, int]] = (),
) -> Row:
    """The text of a page with its records marked and numbered in order of the text.

    Args:
        document: A row of ``documents``, text and blocks included.
        statements: The rows of ``statements`` of this page, as the store gives them.
        figures: Its rows of ``figures``.
        others: (role, row) of other records; of their evidence what stands in this page is marked.
        spots: Ranges that other views lead to; they can be lit up, and have no number that a reader sees.

    Returns:
        `{runs, numbers, most, roles}`: runs of content and of chrome, whose blocks hold marked segments; the
        number of each record; the highest number, spots included; and the roles that are marked.
    """
    parts = [p for entry in statements for p in statement_parts(entry)]
    parts += [Part(e["start"], e["end"], f["id"], "figure") for f in figures for e in f["evidence"]]
    parts += [
        Part(e["start"], e["end"], row["id"], role)
        for role, row in others
        for e in row["evidence"]
        if e["document_id"] == document["id"]
    ]
    records = {part.entry for part in parts}
    parts += [Part(start, end, spot(start, end), "spot") for start, end in sorted(spots)]
    blocks = covered(document["text"], document["blocks"])
    edges = [edge for block in blocks for edge in (block["start"], block["end"])]
    cut = _inside(segments(document["text"], parts, edges), blocks)
    first, last = _ends(cut)
    order = sorted(last, key=lambda entry: (entry not in records, last[entry], -first[entry], entry))
    numbers = {entry: i + 1 for i, entry in enumerate(order)}
    noted = len(records.intersection(numbers))
    return {
        "runs": runs(blocks, [_shown(s, i, first, last, numbers, noted) for i, s in enumerate(cut)]),
        "numbers": dict(list(numbers.items())[:noted]),
        "most": len(numbers),
        "roles": sorted({part.role for segment in cut for part in segment.parts}),
    }


def spot(start: int, end: int) -> str:
    """What a range of a page's text goes by where views lead to it."""
    return f"w{start}-{end}"


def statement_parts(entry: Row) -> list[Part]:
    """The places of a statement: its content, its speaker, its cue, and whatever else it rests on."""
    roles = {tuple(span): "content" for span in entry["content_spans"]}
    if entry["speaker"]:
        roles.setdefault(tuple(entry["speaker"]["span"]), "speaker")
    if entry["cue_span"]:
        roles.setdefault(tuple(entry["cue_span"]), "cue")
    return [
        Part(e["start"], e["end"], entry["id"], roles.get((e["start"], e["end"]), "words"))
        for e in entry["evidence"]
    ]


def covered(text: str, blocks: Sequence[Row]) -> list[Row]:
    """The blocks, with what none of them covers (never words, by contract) as blocks of its own."""
    out: list[Row] = []
    at = 0
    for block in [*blocks, {"start": len(text), "end": len(text)}]:
        if text[at : block["start"]].strip():
            out.append({"start": at, "end": block["start"], "role": "other", "reason": "in no block"})
        if block["end"] > block["start"]:
            out.append(dict(block))
        at = block["end"]
    return out


def runs(blocks: Sequence[Row], shown: Sequence[Row]) -> list[Row]:
    """Consecutive blocks of content, and of chrome, together; each with its segments of `shown`."""
    rows = []
    at = 0
    for block in blocks:
        while at < len(shown) and shown[at]["start"] < block["start"]:
            at += 1
        first = at
        while at < len(shown) and shown[at]["end"] <= block["end"]:
            at += 1
        role = words.say("roles", block["role"])
        rows.append({**block, "role_words": role, "segments": list(shown[first:at])})
    return [_run(is_content, list(group)) for is_content, group in groupby(rows, key=_is_content)]


def _run(is_content: bool, blocks: list[Row]) -> Row:
    length = sum(block["end"] - block["start"] for block in blocks)
    kinds = list(dict.fromkeys(block["role_words"] for block in blocks))
    long = not is_content and (length > LONG or len(blocks) > 1)
    return {"is_content": is_content, "blocks": blocks, "kinds": kinds, "length": length, "long": long}


def _is_content(block: Row) -> bool:
    return block["role"] in CONTENT_ROLES


def _inside(cut: Sequence[Segment], blocks: Sequence[Row]) -> list[Segment]:
    """The segments that lie in blocks; the others are white space between them."""
    ranges = [range(block["start"], block["end"]) for block in blocks]
    starts = [r.start for r in ranges]
    at = (bisect_right(starts, segment.start) - 1 for segment in cut)
    return [segment for segment, i in zip(cut, at, strict=True) if i >= 0 and segment.start in ranges[i]]


def _ends(cut: Sequence[Segment]) -> tuple[dict[str, int], dict[str, int]]:
    """For each entry the first segment it marks and the last of its content (of any part, without one)."""
    first: dict[str, int] = {}
    last: dict[str, tuple[bool, int]] = {}
    for i, segment in enumerate(cut):
        for part in segment.parts:
            first.setdefault(part.entry, i)
            last[part.entry] = max(last.get(part.entry, (False, i)), (part.role in CLOSING, i))
    return first, {entry: i for entry, (_, i) in last.items()}


def _shown(
    segment: Segment,
    i: int,
    first: dict[str, int],
    last: dict[str, int],
    numbers: dict[str, int],
    noted: int,
) -> Row:
    """A segment as a template needs it: `opens` and `closes` are the records that begin and end there.

    The first `noted` numbers are those of records.
    """
    entries = list(dict.fromkeys(part.entry for part in segment.parts))
    return {
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
        "entries": entries,
        "roles": sorted({part.role for part in segment.parts}),
        "numbers": sorted(numbers[entry] for entry in entries),
        "opens": [{"id": e, "number": numbers[e]} for e in entries if first[e] == i],
        "closes": sorted(numbers[e] for e in entries if last[e] == i and numbers[e] <= noted),
    }
