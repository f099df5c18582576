"""One entry with what stands around it."""

from __future__ import annotations

from typing import Any

from parley.records import Document, row
from parley.store.base import Row, View
from parley.views.withdrawn import withdrawn

AROUND = 240  # code points shown before and after an entry's evidence: about two sentences of wire copy


def shown(view: View, entry_id: str) -> Row:
    """What an id, or the beginning of one, names: `{kind, entry}`.

    An entry that rests on words comes with its `document` (without text and blocks) and `context`:
    `{start, end, text}`, the words around its first evidence. `withdrawn`, where the page's agency withdrew it, is
    the status that it gives.

    Raises:
        UnknownRecord: If there is none, or several begin so.
    """
    kind, entry = view.find(entry_id)
    out: Row = {"kind": kind, "entry": entry}
    evidence = entry.get("evidence")
    if evidence and kind != "documents":
        document = view.document(evidence[0]["document_id"])
        out["document"] = {k: v for k, v in row(document).items() if k not in ("text", "blocks")}
        here = [e for e in evidence if e["document_id"] == document.id]
        out["context"] = around(document, min(e["start"] for e in here), max(e["end"] for e in here))
    page = entry["id"] if kind == "documents" else out["document"]["id"] if "document" in out else None
    if status := withdrawn(view).get(page or ""):
        out["withdrawn"] = status
    return out


def around(document: Document, start: int, end: int) -> dict[str, Any]:
    """The words around a range: whole words of the content blocks beside it, chrome never."""
    blocks = document.blocks
    held = [i for i, block in enumerate(blocks) if block.start < end and start < block.end]
    left, right = start, end
    if held:
        i, j = held[0], held[-1]
        while i > 0 and blocks[i - 1].is_content and blocks[i].start > start - AROUND:
            i -= 1
        while j + 1 < len(blocks) and blocks[j + 1].is_content and blocks[j].end < end + AROUND:
            j += 1
        left = max(start - AROUND, min(start, blocks[i].start))
        right = min(end + AROUND, max(end, blocks[j].end))
    text = document.text
    while 0 < left < start and not text[left - 1].isspace():
        left += 1
    while end < right < len(text) and not text[right].isspace():
        right -= 1
    return {"start": left, "end": right, "text": text[left:right]}
