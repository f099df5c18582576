"""Where "that" points back to what was told, and begins nothing."""

from __future__ import annotations

from parley.find.cues import nouns
from parley.language.line import Line

_CLOSING = frozenset({",", ".", ";", "!", "?", "–", "—"})


def points_back(line: Line, i: int) -> bool:
    """Whether "that" at `i` begins no clause: ``denies | that, pointing to C``, ``disputes | that claim``."""
    if line.words[i] != "that":
        return False
    if line.tags[i + 1 : i + 2] == ["NN"] and line.words[i + 2 : i + 3] in (["when"], ["if"], ["while"]):
        return True  # ``did not repeat | that defence when asked``
    end = next((k for k in range(i + 1, min(len(line), i + 5)) if line.words[k] in _CLOSING), None)
    if end is None:
        return i + 1 == len(line)
    if end == i + 1:  # ``said that, | for all its flaws, C`` begins one
        return line.words[end] != "," or line.tags[end + 1 : end + 2] in (["VBG"], ["CC"])
    return line.words[end - 1] in nouns() and (
        line.tags[end - 1] == "NN" and all(line.tags[k] in ("NN", "JJ") for k in range(i + 1, end))
    )
