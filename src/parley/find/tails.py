"""Marks and joining words that reported words close in, and that are none of them."""

from __future__ import annotations

from parley.language.line import MARKS, SUBORDINATORS, Line
from parley.language.tags import VERBS

# before a cut: ``C, even | as S left``
_FOCUS = frozenset({"even", "just", "only", "especially", "particularly", "partly"})


def without_marks(line: Line, start: int, end: int) -> int:
    """The end of content without marks and joining words that it closes in."""
    while (
        end > start
        and line.quoted[end - 1] < 0
        and (
            line.words[end - 1] in MARKS
            or (line.tags[end - 1] == "IN" and line.words[end - 2] == ",")
            or line.tags[end - 1] in (".", ":", "CC")
            or (line.words[end - 1] in SUBORDINATORS and not _is_object(line, end - 1))
            or (line.words[end - 1] == "by" and line.tags[end : end + 1] == ["VBG"])
            or (line.words[end - 1] in _FOCUS and end < len(line))
            or (
                line.tags[end - 1] == "IN" and line.tags[end : end + 1] in (["DT"], ["PRP"])
            )  # ``a cut | in this``
        )
    ):
        end -= 1
    return end


def _is_object(line: Line, i: int) -> bool:
    """Whether "that" closes its sentence: ``did not want to lose | that.``"""
    return line.words[i] == "that" and line.tags[i + 1 : i + 2] == ["."] and line.tags[i - 1] in VERBS
