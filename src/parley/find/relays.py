"""Who passes on what another said: ``S was quoted by O as saying C``, ``O quoted S as saying C``."""

from __future__ import annotations

from typing import NamedTuple

from parley.find.antecedents import Subject
from parley.find.subjects import subject
from parley.language.line import Line, Range
from parley.language.tags import VERBS
from parley.vocab import words

WIDE = 15  # words between "quoted" and "as saying"
_QUOTED = frozenset({"quoted", "cited", "quotes", "quoting", "cites", "citing"})


class Relayed(NamedTuple):
    """The one who spoke, as the subject of what is passed on, and the one who passes it on."""

    subject: Subject
    relay: Range | None


def relayed(line: Line, first: int, v: int) -> Relayed | None:
    """Whose words a gerund at `v`, whose group begins at `first`, passes on; None if it passes on none."""
    q = _quoting(line, first)
    if q is None:
        return None
    group, _ = line.verb_group(q)
    being = any(w in words("be") for w in line.words[group:q])
    if being or line.words[q + 1] in ("by", "as"):
        found = subject(line, group, q, ())
        relay = line.phrase_at(q + 1, "by") or line.phrase_at(v + 1, "by")
        return Relayed(found._replace(relation="quoted"), relay) if found and found.source else None
    speaker = line.np_after(q + 1)
    if speaker is None:
        return None
    outlet = subject(line, group, q, ()) if line.tags[q] != "VBG" else None
    relay = outlet.source if outlet else None
    return Relayed(Subject(speaker, "quoted", relay[0] if relay else q), relay)


def quotes_words(line: Line, q: int) -> bool:
    """Whether the verb at `q` passes on another's words: ``quoted S as saying``."""
    if line.words[q] not in _QUOTED:
        return False
    return any(line.words[k : k + 2] == ["as", "saying"] for k in range(q + 1, min(len(line), q + WIDE)))


def _quoting(line: Line, first: int) -> int | None:
    """The form of "quote" before ``as saying``, where no other verb stands between."""
    if not first or line.words[first - 1] != "as":
        return None
    for q in range(first - 2, max(-1, first - WIDE), -1):
        if line.quoted[q] >= 0 or line.words[q] in _QUOTED:
            return q if line.quoted[q] < 0 else None
        if line.tags[q] in VERBS and line.tags[q] != "VBN":
            return None
    return None
