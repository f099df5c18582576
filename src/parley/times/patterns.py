"""Rules over word classes: the small language of rules.toml, compiled to regular expressions.

Every token of a text becomes one character that stands for its set of classes, so that a rule runs as
an ordinary regular expression over a short string. A pattern is written in words::

    [THE] ord:(ORDINAL | FINAL) [HY] QUARTER [OF year:YEAR]

Capitals name classes or macros, ``[...]`` is optional, ``(... | ...)`` a choice, ``*`` repeats what it
follows, ``name:`` captures, and ``WORD < ... >`` is a span that must follow one of some words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_PIECE = re.compile(r"\s*([\[\]()|*]|[a-z_][a-z_0-9]*:|[A-Z][A-Z0-9_]*)")
FIRST = 0x4E00  # class characters begin here: letters that no regular expression treats as special


@dataclass
class Alphabet:
    """The characters for sets of classes; one is made for each set that some word has."""

    chars: dict[frozenset[str], str] = field(default_factory=dict)
    sets: list[frozenset[str]] = field(default_factory=list)
    # Of a class that was asked for: of how many sets, and its characters. Rules name few classes, 2,000 times.
    found: dict[str, tuple[int, str]] = field(default_factory=dict)

    def char(self, classes: frozenset[str]) -> str:
        """The character of a set of classes."""
        if classes not in self.chars:
            self.chars[classes] = chr(FIRST + len(self.sets))
            self.sets.append(classes)
        return self.chars[classes]

    def classes(self, char: str) -> frozenset[str]:
        """The set that one of these characters stands for."""
        return self.sets[ord(char) - FIRST]

    def having(self, name: str) -> str:
        """All characters whose set has the class `name`.

        Raises:
            ValueError: If no word has that class.
        """
        size, found = self.found.get(name, (0, ""))
        if size != len(self.sets):
            found = "".join(char for classes, char in self.chars.items() if name in classes)
            self.found[name] = len(self.sets), found
        if not found:
            raise ValueError(f"no word has the class {name}")
        return found


# Times that "*" repeats: a number in words has 12 of them, and to try a page of nothing else would take its cube.
_MOST = 16


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled rule pattern and the characters that a match can begin with."""

    regex: re.Pattern[str]
    begins: frozenset[str]


def compile_pattern(written: str, alphabet: Alphabet, macros: Mapping[str, str]) -> Pattern:
    """A pattern as rules.toml writes it.

    Raises:
        ValueError: If it names an unknown class, or its brackets do not close.
    """
    context, _, spanned = written.rpartition("<")
    pieces = list(_pieces(spanned.removesuffix(">"), macros))
    regex, begins, empty, rest = _choice(pieces, alphabet)
    if rest:
        raise ValueError(f"{written!r}: {rest[0]!r} closes nothing")
    if empty:
        raise ValueError(f"{written!r} matches nothing at all")
    if context:  # one word, so that it can be looked behind at
        regex = f"(?<=[{''.join(sorted(_choice(list(_pieces(context, macros)), alphabet)[1]))}])(?:{regex})"
    return Pattern(re.compile(regex), begins)


def _pieces(written: str, macros: Mapping[str, str]) -> Iterable[str]:
    at = 0
    written = written.strip()
    while at < len(written):
        match = _PIECE.match(written, at)
        if not match:
            raise ValueError(f"{written!r}: cannot read {written[at:]!r}")
        at = match.end()
        if match[1] in macros:
            yield from ("(", *_pieces(macros[match[1]], macros), ")")
        else:
            yield match[1]


_Parsed = tuple[
    str, frozenset[str], bool, list[str]
]  # regex, what it can begin with, may be empty, what is left


def _choice(pieces: list[str], alphabet: Alphabet) -> _Parsed:
    regexes, begins, empty = list[str](), frozenset[str](), False
    while True:
        regex, first, nothing, pieces = _sequence(pieces, alphabet)
        regexes.append(regex)
        begins |= first
        empty |= nothing
        if not pieces or pieces[0] != "|":
            return "|".join(regexes), begins, empty, pieces
        pieces = pieces[1:]


def _sequence(pieces: list[str], alphabet: Alphabet) -> _Parsed:
    out, begins, empty = list[str](), frozenset[str](), True
    while pieces and pieces[0] not in ("|", "]", ")"):
        regex, first, nothing, pieces = _item(pieces, alphabet)
        if pieces and pieces[0] == "*":
            regex, nothing, pieces = f"(?:{regex}){{0,{_MOST}}}", True, pieces[1:]
        out.append(regex)
        if empty:
            begins |= first
        empty &= nothing
    return "".join(out), begins, empty, pieces


def _item(pieces: list[str], alphabet: Alphabet) -> _Parsed:
    head, rest = pieces[0], pieces[1:]
    if head.endswith(":"):
        regex, first, nothing, rest = _item(rest, alphabet)
        return f"(?P<{head[:-1]}>{regex})", first, nothing, rest
    if head in ("[", "("):
        regex, first, nothing, rest = _choice(rest, alphabet)
        if not rest or rest[0] != {"[": "]", "(": ")"}[head]:
            raise ValueError(f"{head!r} is never closed")
        return f"(?:{regex})" + ("?" if head == "[" else ""), first, nothing or head == "[", rest[1:]
    chars = alphabet.having(head)
    return f"[{chars}]" if len(chars) > 1 else chars, frozenset(chars), False, rest
