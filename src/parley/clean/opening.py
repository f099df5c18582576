"""What stands between the top of a page and its first paragraph: the headline, a standfirst."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.clean.lexicon import PICTURE, Label
from parley.clean.lines import Unit, key

ONLY = "the only line above the body that can be one"  # the reason of such a headline
_TOP = 6  # lines above a body that are no page's menu yet
_REACH = 40  # lines above the body in which its headline stands
_BELOW = 12  # lines below the headline in which its standfirst stands
# Of a headline's longer words stand in the body: on the flattened fundus pages, 95 of 109 such lines are
# the title or nearly so; with two words and half of them, 90 of 123.
_FEW, _WORDS, _SHARED = 2, 4, 0.6
# A day, a time; names about a slash, or in brackets at the end: "Ola Brenn / Harbour Post", "(Harbour Films)".
_DATED = re.compile(
    r"\b\d{1,2}\b.{1,16}\b(?:19|20)\d\d\b|\b(?:19|20)\d\d.{1,3}\d{1,2}.{1,3}\d{1,2}\b|\b\d{1,2}:\d\d\b"
)
_CREDITED = re.compile(r"\w / ?\w|\w/[A-Z]\w+ [A-Z][\w ]*$|\((?=[^()]*[^\W\d_a-z][^\W\d_A-Z])[^()\d]*\)$")
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5  # letters by which words are compared, so that endings do not tell them apart


def headline(
    units: Sequence[Unit], labels: Sequence[Label], first: int, title: str | None, body: str, indented: bool
) -> tuple[int, str] | None:
    """The line that is the page's headline, and why.

    It is the line that says the title, else one that the page's first line begins with (as the title of a
    browser tab does), else the only line above the body that can be one (and has words of the title, if one is
    given), else the first whose words the body takes up: teasers of other articles are headlines too, but of words
    that this body does not hold.
    """
    above = [i for i in range(first) if _open(labels[i])]
    wanted = key(title) if title else None
    tab = key(units[0].text) if units else ""
    for i in range(min(first + 1, len(units))):
        if wanted and key(units[i].text) == wanted:
            return i, "the page's title"
    said = _stems(body)
    shared = {i: _stems(units[i].plain) & said for i in above if _titular(units[i])}
    for i in reversed(shared):
        if i and len(shared[i]) >= _FEW and tab.startswith(key(units[i].text)):
            return i, "the page's first line begins so"
    shared = {i: words for i, words in shared.items() if not _is_other(units[i])}
    if len(shared) == 1 and len(above) <= _TOP:
        (only,) = shared
        alone = first == 1 or len(shared[only]) >= _FEW
        if title and len(_stems(units[only].plain) & _stems(title)) < _FEW:
            return None  # a standfirst, a caption
        return (only, ONLY) if alone else None
    for i, words in shared.items():
        enough = len(words) >= _WORDS and len(words) >= _SHARED * len(_stems(units[i].plain))
        if enough and indented and i >= first - _REACH:
            return i, "the body takes up its words"
    return None


def standfirst(units: Sequence[Unit], labels: Sequence[Label], head: int, first: int) -> int | None:
    """The first sentence or long line under the headline, if no picture's credit makes it a caption."""
    for i in range(head + 1, min(head + 1 + _BELOW, first)):
        unit = units[i]
        if not _open(labels[i]) or unit.linked or not (unit.prose or unit.words >= 10):
            continue
        if key(unit.text) == key(units[head].text):
            continue
        below = labels[i + 1]
        return None if below.role == "caption" or below.reason == PICTURE else i
    return None


def _titular(unit: Unit) -> bool:
    if unit.linked or " | " in unit.text or unit.text[-1] in ".:;," or unit.text[0] in "*•-–":
        return False
    return 4 <= unit.words <= 25


def _is_other(unit: Unit) -> bool:
    """Whether a line says when the page was written, or who made a picture."""
    return bool(_DATED.search(unit.text) or _CREDITED.search(unit.text))


def _open(label: Label) -> bool:
    return label.reason.endswith("before the body")


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold())}
