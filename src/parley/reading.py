"""What reading one page gives: the value that passes from the pipeline to the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from parley.records import Document, Record, Rejection


class Found(NamedTuple):
    """What the finders give for one document: records by kind, and the kinds whose finder failed."""

    records: Mapping[str, tuple[Record, ...]]
    faults: Mapping[str, str]


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
