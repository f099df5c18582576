"""The messages that a mail's text holds beside its own words: sent on below a header, or quoted with ``>``.

What another wrote is neither the sender's nor of the day of sending; so each becomes a text of its own, with
what is said of it in the lines above it, and with nothing where they cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from parley.sources import printed

_DEEPEST = 8  # messages within messages; a text that quotes deeper stays as it stands
_MOST = 5000  # lines in which earlier messages begin; what is below these stays with what is above it
_QUOTED = re.compile(r"^>[ \t]?", re.M)
_QUOTED_LINES = re.compile(r"(?:>[^\n]*(?:\n|\Z))*")
_BROKEN = 3  # lines that programs break one above a quotation into, at most
_FIELD = re.compile(r"[^:：]{1,40}[:：]")
_END = re.compile(r"<(?:br|hr|/p|/div|/tr|/li|/h[1-6]|blockquote|/blockquote)\b[^<>]{0,2000}>", re.I)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_NOTE = 4  # words of a message, at least, to each of a note above it
_RULE = re.compile(r"[\s_*=–—-]*")


@dataclass(frozen=True, slots=True)
class Earlier:
    """A message's own words, without marks of quotation, and what the lines above them say of it, as hints."""

    text: str
    said: Mapping[str, str]


def apart(text: str, depth: int = 0, *, quotes: bool = False) -> tuple[str, list[Earlier]]:
    """The sender's own words (``""``, if there are none), and the earlier messages in the order of the text.

    Args:
        text: Of the message.
        depth: How many messages it stands in.
        quotes: Whether ``>`` is known to quote, as it is within a quotation.
    """
    rows, rest = _looked_at(text)
    found = _sent_on(rows) if depth < _DEEPEST else None
    above, below = (rows[: found[0]], found[1]) if found else (rows + rest, None)
    own, quoted = _unquoted(above, quotes) if depth < _DEEPEST else (above, [])
    if below is None and not quoted:
        return text, []
    out = [one for said, rows in quoted for one in _all(rows, said, depth, quotes=True)]
    if below is not None:
        out += _all(_bare(below[1] + rest), printed.said(below[0]), depth, quotes=quotes)
    return _words(own), out


def in_html(source: str) -> dict[str, str] | None:
    """What an HTML text says of the message that it sends on; None if it holds none.

    The text stays one page, so nothing is said (``{}``) where the sender's own words are more than a note, or
    where he quotes: then it is of two persons and two days.
    """
    parts = _END.split(source, maxsplit=_MOST)
    rows = [_shown(part) for part in parts[:_MOST]]
    found = _sent_on(rows)
    if found:
        at, (fields, below) = found
        words = _count(below) + sum(_count([_shown(part)]) for part in parts[_MOST:])
        return printed.said(fields) if _NOTE * _count(rows[:at]) <= words else {}
    quotes = "<blockquote" in source.lower()
    return {} if quotes and any("published" in (printed.attribution(row) or {}) for row in rows) else None


def _looked_at(text: str) -> tuple[list[str], list[str]]:
    """The lines in which earlier messages are looked for, and the rest: quoted lines at its beginning, and others.

    The rest is not taken apart line by line: a text may have millions of lines.
    """
    rows = text.split("\n", _MOST)
    if len(rows) <= _MOST:
        return rows, []
    rest = rows.pop()
    quoted = _QUOTED_LINES.match(rest)
    end = quoted.end() if quoted else 0
    return rows, [part for part in (rest[:end].removesuffix("\n"), rest[end:]) if part]


def _shown(source: str) -> str:
    """What a piece of HTML shows."""
    return " ".join(unescape(_TAG.sub(" ", source)).split())


def _count(rows: Sequence[str]) -> int:
    return sum(len(row.split()) for row in rows)


def _all(rows: Sequence[str], said: Mapping[str, str], depth: int, *, quotes: bool) -> Iterator[Earlier]:
    """A message and those in it."""
    own, inner = apart("\n".join(rows), depth + 1, quotes=quotes)
    if words := _words(own.split("\n")):
        yield Earlier(words, said)
    yield from inner


def _sent_on(rows: Sequence[str]) -> tuple[int, tuple[dict[str, str], list[str]]] | None:
    """Where a message begins that is sent on, the fields of its header, and the lines below them."""
    behind = 0  # the fields that were read and are no header
    for at, row in enumerate(rows):
        if row.startswith(">"):
            continue
        if printed.is_mark(row):
            below = _bare(rows[at + 1 :])
            fields, length = printed.header(below)
            return at, (fields, below[length:])
        if at >= behind and _FIELD.match(row):
            fields, length = printed.header(rows[at : at + printed.MOST])
            if printed.is_header(fields):
                return at, (fields, list(rows[at + length :]))
            behind = at + length
    return None


def _unquoted(rows: Sequence[str], sure: bool) -> tuple[list[str], list[tuple[dict[str, str], list[str]]]]:
    """The lines that are not quoted, and each quotation's lines with what is said of it.

    A mark of quotation alone may be an ornament, so quoted lines count where a line above names who wrote them,
    where they say that they are sent on, or where they are the most of the text.
    """
    own: list[str] = []
    quoted: list[tuple[dict[str, str], list[str]]] = []
    inside = False
    for row in rows:
        if not _QUOTED.match(row):
            inside = inside and not row.strip()
            own.append(row)
            continue
        if not inside:
            said = _attributed(own)
            sure = sure or said is not None
            if said is not None or not quoted:
                quoted.append((said or {}, []))
            elif quoted[-1][1]:
                quoted[-1][1].append("")
        inside = True
        quoted[-1][1].append(bare := _QUOTED.sub("", row))
        sure = sure or printed.is_mark(bare)
    most = 2 * sum(1 for row in own if row.strip()) < sum(1 for row in rows if row.strip())
    return (own, quoted) if sure or most else (list(rows), [])


def _attributed(own: list[str]) -> dict[str, str] | None:
    """What the last lines say of the quotation below them; if they do, they are taken away."""
    end = len(own)
    while end and not own[end - 1].strip() and len(own) - end < 2:
        end -= 1
    found: tuple[int, dict[str, str]] | None = None
    for start in range(end - 1, max(end - 1 - _BROKEN, -1), -1):
        if not own[start].strip():
            break
        said = printed.attribution(" ".join(own[start:end]))
        if said is not None and (found is None or "published" in said):
            found = start, said
        if said and "published" in said:
            break
    if found is None:
        return None
    del own[found[0] :]
    return found[1]


def _bare(rows: Sequence[str]) -> list[str]:
    """Lines without the mark of quotation, if all of them are quoted."""
    filled = [row for row in rows if row.strip()]
    if filled and all(_QUOTED.match(row) for row in filled):
        return [_QUOTED.sub("", row) for row in rows]
    return list(rows)


def _words(rows: Sequence[str]) -> str:
    """Lines as a text, without the rules and blank lines around it."""
    filled = [at for at, row in enumerate(rows) if not _RULE.fullmatch(row)]
    return "\n".join(rows[filled[0] : filled[-1] + 1]) + "\n" if filled else ""
