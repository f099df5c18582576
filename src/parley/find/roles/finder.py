"""Finds the offices of the persons named in a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parley.find.base import Analysis
from parley.find.roles.office import Office, singular
from parley.find.roles.places import offices
from parley.find.roles.sentence import Sentence, listed, seats
from parley.language.line import Line, Range
from parley.records import Document, Mention, Role, entry_id
from parley.spans import evidence


class Roles:
    """Offices printed beside a person's name, each with the words that hold both."""

    kind = "roles"
    version = "5"
    needs: tuple[str, ...] = ("mentions",)

    def find(self, analysis: Analysis) -> Iterable[Role]:
        """The roles in order of the text."""
        known, stand = analysis.known, seats(analysis.profile)
        persons = [m for m in analysis.found.get("mentions", ()) if m.kind == "person"]
        for line, named in _by_line(analysis, persons):
            sentence = Sentence(line, named, known, stand)
            seen = set[str]()
            for name, mention in sentence.persons:
                for office in offices(sentence, name):
                    role = _role(analysis.document, sentence, name, mention, office)
                    if role.id not in seen:
                        seen.add(role.id)
                        yield role


def _by_line(analysis: Analysis, persons: Sequence[Mention]) -> Iterator[tuple[Line, list[Mention]]]:
    """The sentences in which persons are named, with their mentions."""
    at = 0
    for passage in analysis.passages:
        for line in passage.sentences:
            named = []
            while at < len(persons) and persons[at].evidence[0].start < line.end:
                if persons[at].evidence[0].start >= line.start:
                    named.append(persons[at])
                at += 1
            if named:
                yield line, named


def _begin(words: Sequence[str]) -> int:
    """Where a title begins, behind words that are of its sentence: ``Even | President``, ``34-year-old | lawyer``."""
    k = 0
    while k + 1 < len(words) and (
        words[k].lower() in listed("not_of_title") or words[k].endswith(("year-old", "-term"))
    ):
        k += 1
    return k


def _role(document: Document, sentence: Sentence, name: Range, mention: Mention, office: Office) -> Role:
    words = [t.text for t in sentence.line.tokens[office.start : office.end]]
    if office.plural:
        head = office.head - office.start
        words[head] = singular(words[head])
    title = " ".join(words[_begin(words) :]).replace(" ,", ",")
    span = sentence.line.span(min(office.outer, name[0]), max(office.end, name[1]))
    return Role(
        entry_id("role", document.id, span.start, span.end, mention.actor_id, title),
        document.id,
        mention.actor_id,
        mention.name,
        mention.surface,
        title,
        office.of,
        office.country,
        (evidence(document.id, document.text, span.start, span.end),),
    )
