"""One place in a page where talks or a meeting are spoken of, with all that is said of it there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from parley.find.parties import Who
from parley.language.line import Line, Range
from parley.records import Place
from parley.spans import Span
from parley.times.find import TimeExpression

Person = tuple[Who, Who | None]  # an actor and its side


@dataclass(slots=True)
class Talk:
    """A mention. What is not told is None or empty; `support` holds the words for each field.

    `new`: it is another meeting than those before ("a next round"); `definite`: it is one spoken of already ("the
    talks"); `sure`: its status is told by its own verb, and not only by the tense around it.
    """

    line: Line
    at: Range  # the words that name it
    form: str
    definite: bool = False
    new: bool = False
    one: bool = False  # "a meeting"
    latest: bool = False  # "the most recent round"
    earlier: bool = False  # "the earlier meetings"
    process: bool = False  # talks that go on over many meetings: "the protracted trade talks"
    strange: bool = False  # with somebody whom the page does not make known as a side
    apart: bool = False  # told as what was before: "since talks broke down", "the stalled talks"
    beside: bool = False  # told only to say when something else was: "ahead of the summit"
    pictured: bool = False  # with its day as under a picture: "in Velm, May 3, 2031."
    single: bool = False  # told nowhere else: by a caption of a gallery, or as a second thing beside talks
    convened: bool = False  # a body's own: "the Pact summit"
    first: bool = False  # the first of its kind: "the first talks between"
    count: int = 1
    round: int | None = None
    place: Place | None = None
    by_place: bool = False  # called by it, or by whom it is with: "the Iran talks"
    times: list[TimeExpression] = field(default_factory=list)
    parties: dict[str, Who] = field(default_factory=dict)
    mediators: dict[str, Who] = field(default_factory=dict)
    hosts: dict[str, Who] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)  # who takes part, for which side if the page tells
    met: list[Person] = field(default_factory=list)  # those of them with whom it is: "his meeting with A"
    owners: list[Who] = field(default_factory=list)  # whose it is by name: "A's meeting with B"
    present: list[Person] = field(default_factory=list)  # the same, of whom it only says that they came
    status: str | None = None
    sure: bool = False
    lengths: list[tuple[str, Span]] = field(default_factory=list)  # in ISO 8601, with the words
    agenda: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()  # what it is of by its name: "trade talks"
    support: dict[str, list[Span]] = field(default_factory=dict)
    rule: str = ""

    @property
    def duration(self) -> str | None:
        """How long it took, as first told."""
        return self.lengths[0][0] if self.lengths else None

    @property
    def start(self) -> int:
        """Where its words begin in the text."""
        return self.line.tokens[self.at[0]].start

    @property
    def span(self) -> Span:
        """Its words."""
        return self.line.span(*self.at)

    @property
    def number(self) -> int:
        """How many sides take part, those of persons whose side is open each counted."""
        return len(self.parties) + sum(side is None for _, side in self.people)

    def note(self, name: str, *spans: Span) -> None:
        """Keep the words for a field, each once."""
        kept = self.support.setdefault(name, [])
        kept += [s for s in spans if s not in kept]

    def note_tokens(self, name: str, found: Range) -> None:
        """Keep tokens of its sentence as the words for a field."""
        if found[0] < found[1]:
            self.note(name, self.line.span(*found))


def is_short_for(who: Who, known: Iterable[Who]) -> bool:
    """Whether a name is part of that of somebody known: ``Lund`` of ``Ivo Lund``."""
    return any(set(who.name.split()) < set(other.name.split()) for other in known)
