"""Words in their context, marked: the passage around an entry's evidence, cut from the page's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from parley.cli.output import clean
from parley.records import Document
from parley.views.withdrawn import withdrawn

if TYPE_CHECKING:
    from rich.text import Text

    from parley.store.base import View

BESIDE = 110  # code points beside a figure that make it readable: about one line of a terminal
_END = re.compile(
    r"(?<=[a-z0-9]{3}[.!?])([\"”’']?)\s+(?=[\"“‘']?[A-Z])"
)  # where a sentence ends and one begins
LONGEST = 420  # code points of a passage before its middle is left out: five lines
ACT_STYLES = {
    "accuse": "red", "criticise": "red", "threaten": "bold red", "warn": "yellow", "reject": "bright_red",
    "deny": "bright_red", "demand": "magenta", "request": "magenta", "ask": "magenta", "offer": "green",
    "agree": "bold green", "promise": "green", "praise": "green", "confirm": "green", "say": "cyan",
}  # fmt: skip


class Pages:
    """The documents of a view, the last one kept: listings come page by page."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._last: Document | None = None
        self._withdrawn: Mapping[str, str] | None = None

    def get(self, document_id: str) -> Document:
        """One document."""
        if self._last is None or self._last.id != document_id:
            self._last = self._view.document(document_id)
        return self._last

    def withdrawn(self, document_id: str) -> str | None:
        """The status of a document that its agency withdrew."""
        if self._withdrawn is None:
            self._withdrawn = withdrawn(self._view)
        return self._withdrawn.get(document_id)


def hull(row: Mapping[str, Any], document_id: str) -> tuple[int, int]:
    """From the first to the last word of the evidence that lies in one document."""
    here = [e for e in row["evidence"] if e["document_id"] == document_id]
    return min(e["start"] for e in here), max(e["end"] for e in here)


def beside(document: Document, start: int, end: int, width: int = BESIDE) -> tuple[int, int]:
    """A range with the words beside it on its line."""
    text = document.text
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    left = max(line_start, start - width)
    right = min(line_end if line_end >= 0 else len(text), end + width)
    while line_start < left < start and not text[left - 1].isspace():
        left += 1
    while end < right < len(text) and not text[right].isspace():
        right -= 1
    return _sentences(text, left, right, start, end)


def _sentences(text: str, left: int, right: int, start: int, end: int) -> tuple[int, int]:
    """A range without the parts of other sentences at its ends, where it was cut within one.

    The sentences of `start` and `end` are kept, even where what looks like an end is none, as in ``Lt. Vey``.
    """
    if left > 0 and text[left - 1] != "\n":
        first = _END.search(text, left, start)
        left = first.end() if first else left
    if right < len(text) and text[right] != "\n":
        last = [found.end(1) for found in _END.finditer(text, end, right)][-1:]
        right = last[0] if last else right
    return left, right


def around(document: Document, start: int, end: int, paragraphs: int) -> tuple[int, int]:
    """A range widened to whole paragraphs of content, and by so many more on either side."""
    content = [b for b in document.blocks if b.is_content]
    first = next((i for i, b in enumerate(content) if b.end > start), 0)
    last = next((i for i, b in reversed(list(enumerate(content))) if b.start < end), len(content) - 1)
    left, right = content[max(0, first - paragraphs)], content[min(len(content) - 1, last + paragraphs)]
    return min(left.start, start), max(right.end, end)


def passage(
    document: Document, start: int, end: int, marks: Iterable[tuple[int, int, str]], whole: bool = False
) -> Text:
    """The text of a range, dimmed, with `marks` (start, end, style) over it.

    A long middle is left out unless `whole`.
    Offsets of the page are kept while marking: each character is replaced by one that is safe to print.
    """
    from rich.text import Text

    words = clean(document.text[start:end])
    shown = Text(words if whole else words.replace("\n", " "), style="dim")
    keep = [(start, min(end, start + 60)), (max(start, end - 60), end)]
    for left, right, style in marks:
        shown.stylize(style, max(left, start) - start, max(min(right, end) - start, 0))
        keep.append((max(left - 40, start), min(right + 40, end)))
    if whole or end - start <= LONGEST:
        return shown
    out, at = Text(), start
    for left, right in sorted(keep):
        if right <= at and at > start:
            continue
        if left > at:
            out.append(" […] ", style="dim")
        left = max(left, at)
        out.append_text(shown[left - start : right - start])
        at = right
    return out


def statement_marks(row: Mapping[str, Any]) -> list[tuple[int, int, str]]:
    """What was said in its act's colour, who said it in bold, the reporting words underlined."""
    style = ACT_STYLES.get(row["act"], "cyan")
    out = [(start, end, f"not dim {style}") for start, end in row["content_spans"]]
    if row["cue_span"]:
        out.append((*row["cue_span"], "not dim underline"))
    if row["speaker"]:
        out.append((*row["speaker"]["span"], "not dim bold"))
    return out
