"""Finds who is named in a document: persons, states, bodies, organisations and media.

1. every sentence gives its names, with offices printed beside them (`parley.find.names`);
2. a person's name with no office and no known given name beside it must look like one to the model of
   names somewhere on the page (`parley.language.names`): else it is a place, a body or a headline;
3. a name that is part of a person's full name on the page stands for that person;
4. a single name that neither the page nor the gazetteer explains stands for a person if it is seen to
   speak somewhere on the page, and else gives no mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parley.find.base import Analysis
from parley.find.lexicon import bare, gazetteer, word_set
from parley.find.names import Name, names
from parley.language.line import Line
from parley.language.names import named
from parley.records import Mention, actor_id, make_id
from parley.spans import Span, evidence
from parley.vocab import words


class Mentions:
    """The actors named in a document, with the office printed beside each name."""

    kind = "mentions"
    version = "1"
    needs: tuple[str, ...] = ()

    def find(self, analysis: Analysis) -> Iterable[Mention]:
        """The mentions in order of the text."""
        known = gazetteer(analysis.profile)
        lines = (line for passage in analysis.passages for line in passage.sentences)
        printed = [(line, n) for line in lines for n in names(line, known) if not _place(line, n)]
        believed = {n.text for line, n in printed if n.kind == "person" and _believed(line, n)}
        placed = [(line, n) for line, n in printed if n.kind != "person" or n.text in believed]
        people = People([n.text for _, n in placed if n.kind == "person"])
        speaking = {n.text for line, n in placed if n.kind == "" and n.speaks and _believed(line, n)}
        for line, name in placed:
            yield from _mention(analysis, _span(line, name), name, people, speaking)


def _believed(line: Line, name: Name) -> bool:
    """Whether a name is a person's: by its office, by its given name, or by how it stands in the sentence."""
    first = name.text.split()[0].lower()
    if name.title or any(first in word_set("persons", key) for key in ("male", "female", "surname_first")):
        return True
    found = named([t.text for t in line.tokens], line.tags)
    return any(n.kind == "PER" and n.start < name.end and name.start < n.end for n in found)


def _place(line: Line, name: Name) -> bool:
    """Whether a capital is named as a place and not for its government."""
    return name.capital and name.start > 0 and line.words[name.start - 1] in words("places")


def _span(line: Line, name: Name) -> Span:
    """The name's offsets, without a possessive ending."""
    span = line.span(name.start, name.end)
    last = line.tokens[name.end - 1].text
    return Span(span.start, span.end - (len(last) - len(bare(last))))


class People:
    """The persons whose names a page prints, and the fullest form of each."""

    def __init__(self, printed: Sequence[str]) -> None:
        self._by_last: dict[str, list[str]] = {}
        self._by_first: dict[str, str] = {}
        self._fullest: dict[tuple[str, str], str] = {}
        for name in printed:
            parts = name.split()
            if len(parts) > 1:
                key = (parts[0], _last(parts))
                if len(name) > len(self._fullest.get(key, "")):
                    self._fullest[key] = name
                if name not in self._by_last.setdefault(_last(parts), []):
                    self._by_last[_last(parts)].append(name)
        self._seen: dict[str, str] = {}

    def resolve(self, name: str) -> str | None:
        """The fullest form of a name, where the page has one; call it in order of the text."""
        parts = name.split()
        if len(parts) > 1:
            full = self._fullest.get((parts[0], _last(parts)), name)
            self._seen[_last(parts)] = full
            if parts[0].lower() in word_set("persons", "surname_first"):
                self._by_first[parts[0]] = full
            return full
        if name in self._seen:
            return self._seen[name]
        if name in self._by_first:
            return self._by_first[name]
        known = {self.resolve_full(n) for n in self._by_last.get(name, ())}
        return known.pop() if len(known) == 1 else None

    def resolve_full(self, name: str) -> str:
        """The fullest form of a full name."""
        parts = name.split()
        return self._fullest.get((parts[0], _last(parts)), name)


def _last(parts: Sequence[str]) -> str:
    plain = [p for p in parts if p.lower() not in word_set("persons", "suffixes")]
    return (plain or parts)[-1]


def _mention(
    analysis: Analysis, span: Span, name: Name, people: People, speaking: set[str]
) -> Iterable[Mention]:
    text, kind = name.text, name.kind
    if kind in ("person", ""):
        full = people.resolve(text)
        if full is None and kind == "" and text not in speaking:
            return
        text, kind = full or text, "person"
    document = analysis.document
    actor = actor_id(kind, text)
    yield Mention(
        make_id("mention", document.id, span.start, span.end, actor),
        document.id,
        actor,
        text,
        kind,
        name.country,
        document.text[span.start : span.end],
        name.title,
        (evidence(document.id, document.text, span.start, span.end),),
    )
