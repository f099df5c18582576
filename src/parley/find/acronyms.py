"""Acronyms of bodies whose name the page prints in full: ``(ISW)`` behind it, ``the ISW`` anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parley.find.lexicon import plain
from parley.find.names import Name
from parley.language.line import Line
from parley.language.tags import is_common

_BODIES = frozenset({"organization", "government_body", "party", "armed_group"})
_LEAST = 3  # letters of an acronym that stands in no brackets: EU is the gazetteer's
_MOST = 8

Printed = tuple[Line, Name]


def acronyms(lines: Iterable[Line], printed: Sequence[Printed]) -> list[Printed]:
    """The names of a page, `printed` in order of the text, with the acronyms that stand for one of them."""
    known = _known(printed)
    if not known:
        return list(printed)
    named: dict[int, list[Name]] = {}
    for line, name in printed:
        if name.kind or name.text not in known:
            named.setdefault(id(line), []).append(name)
    out: list[Printed] = []
    for line in lines:
        own = named.get(id(line), [])
        more = list(_in(line, known, own))
        out += [(line, name) for name in (sorted((*own, *more), key=_start) if more else own)]
    return out


def _in(line: Line, known: dict[str, set[Name]], names: Iterable[Name]) -> Iterator[Name]:
    words = plain(line.texts)
    if known.keys().isdisjoint(words):
        return
    taken = {i: name.text for name in names for i in range(name.start, name.end)}
    for i, text in enumerate(line.texts):
        fit = known.get(words[i], ())
        if not fit or len(text) < 2 or text[1:].islower() or not text[0].isupper() or i in taken:
            continue
        if _in_capitals(line, i):
            continue
        word, named = (line.texts[i - 1], taken.get(i - 2)) if i > 1 else ("", None)
        own = [name for name in fit if _is_of(name.text, word, named)]
        one = own or list(fit)
        if len(one) == 1:
            yield one[0]._replace(start=i, end=i + 1)


def _is_of(name: str, word: str, named: str | None) -> bool:
    """Whether the word before an acronym tells whose it is: ``the Tavrian | MoD``; in brackets the name does."""
    return name == named if word == "(" else word == name.split()[0]


def _in_capitals(line: Line, i: int) -> bool:
    """Whether a word of the language stands in capitals, or all beside it: ``WHO IS BEHIND IT``, ``You CAN``."""
    beside = [text for text in line.texts[max(0, i - 1) : i + 2] if text.isalpha() and len(text) > 1]
    return is_common(line.words[i]) or (len(beside) > 1 and all(text.isupper() for text in beside))


def _start(name: Name) -> int:
    return name.start


def _known(printed: Iterable[Printed]) -> dict[str, set[Name]]:
    """What each acronym may stand for, as names without places."""
    out: dict[str, set[Name]] = {}
    for line, name in printed:
        if name.kind not in _BODIES or name.end - name.start < 2:
            continue
        initials = "".join(word[0] for word in name.text.split() if word[0].isupper())
        bracketed = _in_brackets(line, name.end)
        if bracketed and bracketed != initials and bracketed.endswith(initials):
            continue  # ``Islamic State of | Velm Army (ISVA)``: only a part of the name was read
        plain = name._replace(start=0, end=0, speaks=False, title=None)
        if bracketed:
            out.setdefault(bracketed, set()).add(plain)
        if _LEAST <= len(initials) <= _MOST and initials.isalpha():
            out.setdefault(initials, set()).add(plain)
    return out


def _in_brackets(line: Line, i: int) -> str | None:
    """The acronym that stands in brackets at `i`: ``(ISW)``, ``(MoD)``."""
    if line.words[i : i + 1] != ["("] or line.words[i + 2 : i + 3] != [")"]:
        return None
    short = line.texts[i + 1]
    capitals = sum(letter.isupper() for letter in short)
    return short if short.isalpha() and len(short) <= _MOST and 1 < capitals >= len(short) - 1 else None
