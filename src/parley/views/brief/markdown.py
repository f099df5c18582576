"""A brief as Markdown. No word of a page is markup: what could be is escaped, and only addresses are links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.views import safety
from parley.views.brief.text import Cited, Content, Piece, Quoted, Section, Sentence, Source, ended, marked

# All that begins or ends something within a line; ":" and "." where programs make links of bare addresses.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|~$@!^=]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_OPENING = re.compile(r"^(?:[#+-]|\d+(?=[.)]))")


def markdown(brief: Content) -> str:
    """The whole text, with a line feed at its end."""
    return "\n".join(_lines(brief)).rstrip() + "\n"


def escape(text: str) -> str:
    """A text in which nothing is markup, on one line; control characters are spelt out."""
    line = safety.visible(" ".join(text.split()))
    line = _SPECIAL.sub(lambda found: f"\\{found[0]}", line)
    return _OPENING.sub(_opened, line)


def _opened(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if not found[0].isdigit() else f"{found[0]}\u2060"


def _lines(brief: Content) -> Iterator[str]:
    yield f"# {escape(brief.title)}"
    yield ""
    yield f"**{escape(brief.about)}.** {' '.join(map(escape, brief.rests_on))}"
    if brief.short:
        yield ""
        yield escape(brief.short)
    for section in brief.sections:
        yield ""
        yield from _section(section)
    yield ""
    yield "## Sources"
    yield ""
    for source in brief.sources:
        yield _source(source)
    if not brief.sources:
        yield "None."


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    if not section.groups:
        yield ""
        yield section.empty
    for group in section.groups:
        yield ""
        if group.title:
            yield f"### {escape(group.title)}"
            yield ""
        for entry in group.entries:
            yield f"- {_sentence(entry.sentence)}"
            for below in entry.below:
                yield f"  - {_sentence(below)}"
    if section.left_out:
        yield ""
        yield f"*Left out: {escape('; '.join(section.left_out))}.*"


def _sentence(sentence: Sentence) -> str:
    return "".join(map(_piece, ended(sentence))).strip()


def _piece(piece: Piece) -> str:
    if isinstance(piece, Quoted):
        return marked(escape(piece.text), piece)
    if isinstance(piece, Cited):
        return _cited(piece)
    before, text, after = _edges(piece.text)
    return f"{before}**{escape(text)}**{after}" if piece.strong and text else f"{before}{escape(text)}{after}"


def _cited(piece: Cited) -> str:
    more = f" and {piece.more} more" if piece.more else ""
    return f" [{', '.join(map(str, piece.numbers))}{more}]" if piece.numbers else ""


def _edges(text: str) -> tuple[str, str, str]:
    """A text between the spaces around it."""
    bare = text.strip()
    start = text.find(bare) if bare else 0
    return text[:start], bare, text[start + len(bare) :] if bare else text


def _source(source: Source) -> str:
    outlet = f"{escape(source.outlet)}, " if source.outlet else ""
    day = source.day if source.day else "undated"
    gone = f", withdrawn by the agency ({escape(source.withdrawn)})" if source.withdrawn else ""
    where = f"<{source.address}>" if source.address else escape(source.uri)
    return f"{source.number}. {outlet}“{escape(source.title)}”, {escape(day)} ({escape(source.basis)}){gone}. {where}"
