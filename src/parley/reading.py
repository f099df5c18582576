"""What reading one page gives: the value that passes from the pipeline to the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from parley.records import Document, Record, Rejection

Counts = Mapping[str, Mapping[str, int]]
Seconds = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a finder yields that counts what it saw, or that can do a part of its work.

    With a `fault` the records are good but not all: they are kept, and the next build tries again.
    """

    records: tuple[Record, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    fault: str | None = None

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)


class Found(NamedTuple):
    """What the finders give for one document: records by kind, and the kinds whose finder failed.

    A kind in both is incomplete. `counts` holds, by kind, what a finder counted; `seconds`, by step, how long it
    took, which is another number every time.
    """

    records: Mapping[str, tuple[Record, ...]]
    faults: Mapping[str, str]
    counts: Counts
    seconds: Seconds = {}  # noqa: RUF012 (a default that is only read)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one page can tell: a document with its records, or a rejection.

    `versions` names, for each step, the version that spoke; a step whose version has changed is the
    only thing that a later build does again.
    """

    uri: str
    locator: str
    fingerprint: str
    document: Document | None
    rejection: Rejection | None
    records: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None  # the raw bytes, kept so that the text can be proved against them
    faults: Mapping[str, str] = field(default_factory=dict)  # kinds whose finder failed on it, and how
    counts: Counts = field(default_factory=dict)  # what finders counted, by kind
    seconds: Seconds = field(default_factory=dict, compare=False)  # how long each step took
