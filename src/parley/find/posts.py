"""Posts that a page embeds, as text extraction leaves them: ``We are ready. — Ana Weber (@anaweber) May 3, 2031``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.passages import Passage
from parley.spans import Span

LONG = 600  # code points; a paragraph with more before its signature is the page's own
_SIGNED = re.compile(
    r"(?:^|\s)[—–]\s?(?P<name>[^()\n—–@]{2,60}?) \(@\w{1,30}\)"
    r"(?: (?P<when>[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+\.? \d{4}))?(?=\s|$)"
)
_LINKS = re.compile(r"(?:\s*(?:https?://\S+|pic\.\S+/\S+))+\s*$")


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody posted; `name` and `when` as the signature prints them."""

    name: Span
    content: Span
    when: Span | None


def posts(passage: Passage, before: Passage | None) -> list[Post]:
    """The posts of a paragraph that ends in a signature; one that stands alone signs the paragraph before."""
    signatures = list(_SIGNED.finditer(passage.text)) if " (@" in passage.text else []
    if not signatures or passage.text[signatures[-1].end() :].strip():
        return []
    return list(_posts(passage, before, signatures))


def _posts(passage: Passage, before: Passage | None, signatures: list[re.Match[str]]) -> Iterator[Post]:
    at = 0
    for signed in signatures:
        name = _at(passage, *signed.span("name"))
        when = _at(passage, *signed.span("when")) if signed["when"] else None
        content = _said(passage, at, signed.start())
        if (
            content is None
            and signed.start() == 0
            and before is not None
            and before.index == passage.index - 1
        ):
            content = _said(before, 0, len(before.text))
        if content:
            yield Post(name, content, when)
        at = signed.end()


def _at(passage: Passage, start: int, end: int) -> Span:
    return Span(passage.start + start, passage.start + end)


def _said(passage: Passage, start: int, end: int) -> Span | None:
    """The words of a post without the links behind them; None if there are none, or too many for a post."""
    if end - start > 2 * LONG:
        return None
    links = _LINKS.search(passage.text, start, end)
    end = links.start() if links else end
    said = passage.text[start:end]
    start += len(said) - len(said.lstrip())
    said = said.strip()
    if not said or len(said) > LONG or not any(c.isalpha() for c in said):
        return None
    return _at(passage, start, start + len(said))
