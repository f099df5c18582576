"""What a finder is: a function from one analysed document to records of one kind.

A finder sees no store, no clock, no network and no other page. Whatever finds (rules, a model, a
language model behind an endpoint), its records pass the same gate: `Evidence` can only be cut out
of the document's own text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, TypeVar, cast

from parley.find.lexicon import Gazetteer, gazetteer
from parley.find.namesakes import namesakes
from parley.passages import Passage
from parley.profiles import Profile
from parley.records import Document, Record
from parley.times.expressions import Expressions

_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Analysis:
    """One document, split and tokenised once, shared by all finders; `times` are looked for when first asked for.

    `found` holds what earlier finders of this document yielded, by kind; a finder may use the kinds
    it names in `needs` and no others.
    """

    document: Document
    passages: tuple[Passage, ...]
    profile: Profile
    found: Mapping[str, Sequence[Any]]
    _made: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def times(self) -> Expressions:
        """The time expressions of its content."""
        return expressions(self.document)

    @cached_property
    def known(self) -> Gazetteer:
        """The names known under its profile, but those by which this page means another place, or somebody."""
        return gazetteer(self.profile, namesakes(self.document.text, self.profile))

    def once(self, make: Callable[[Analysis], _Made]) -> _Made:
        """What `make` gives for this document, made when first asked for and shared by all finders."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(_Made, self._made[make])


def expressions(document: Document) -> Expressions:
    """The time expressions of a document's content; none of its chrome."""
    content = [(block.start, block.end) for block in document.blocks if block.is_content]
    return Expressions(document.id, document.text, content)


class Finder(Protocol):
    """One kind of record. Register it under the entry point group ``parley.finders``."""

    kind: str  # the records' KIND, e.g. "statements"
    version: str  # raise it when the same page would give other records
    needs: tuple[str, ...]  # kinds that must be found first

    def find(self, analysis: Analysis) -> Iterable[Record]:
        """The records of this kind in one document, in order of the text."""
        ...
