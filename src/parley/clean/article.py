"""Which lines of a page's flat text trafilatura takes for the article.

trafilatura gives text of its own; its lines are found again in the flat text without regard to white
space: a line is chosen when it is one of them, or when nearly all of its character runs occur in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parley.clean.lines import Unit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_RUN = 14  # characters; shorter runs of ordinary prose recur by chance
_STEP = 5
_COVERED = 0.8  # a paragraph whose links trafilatura dropped still has this share


def chosen(tree: HtmlElement, units: Sequence[Unit], text: str) -> set[int]:
    """The indexes of the units that are part of the article. Changes the tree."""
    from trafilatura import bare_extraction

    found = bare_extraction(tree, with_metadata=False, include_comments=False)
    article: str = (found.text or "") if found is not None and not isinstance(found, dict) else ""
    lines = {_bare(line) for line in article.split("\n")} - {""}
    whole = "".join(map(_bare, article.split("\n")))
    runs = {whole[i : i + _RUN] for i in range(len(whole) - _RUN + 1)}
    return {i for i, unit in enumerate(units) if _in(_bare(text[unit.start : unit.end]), lines, runs)}


def _in(line: str, lines: set[str], runs: set[str]) -> bool:
    if line in lines:
        return True
    at = range(0, len(line) - _RUN + 1, _STEP)
    if len(at) < 3:
        return False
    return sum(line[i : i + _RUN] in runs for i in at) >= _COVERED * len(at)


def _bare(line: str) -> str:
    line = "".join(line.split())
    return line[1:] if line[:1] in "-•" else line  # the bullet that trafilatura prints
