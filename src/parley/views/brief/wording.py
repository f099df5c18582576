"""Turns of phrase that all parts of a brief share."""

from __future__ import annotations

from collections.abc import Sequence

from parley.store.base import Row
from parley.views.brief.text import Left, Words
from parley.views.meetings import together

__all__ = ["lead", "lowered", "most", "omitted", "raised", "teller", "together", "when"]


def when(day: str | None, page: Row) -> str:
    """When something was; where only its page is dated, that it is told in a page of that day."""
    if day:
        return raised(day)
    told = page["day"]
    if not told:
        return "In a page without a date"
    if " to " in told:
        return f"In a page written at some time from {told}"
    return f"In a page {'of' if told[0].isdigit() or told[0].isupper() else 'written'} {told}"


def raised(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """A text without the capital at its beginning, where its first word has only that one."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def teller(source: Row | None, besides: str | None = None) -> str | None:
    """``according to Orla Venn``; None where the outlet itself tells, or `besides` is who does."""
    if not source:
        return None
    name = source["name"] if source["settled"] else source["printed"]
    if not name or name == besides:
        return None
    return f"according to {name}"


def lead(day: str | None) -> Words:
    """The day with which an entry begins."""
    return Words(f"{raised(day or 'day not known')}: ", strong=True)


def omitted(*counts: Left) -> tuple[str, ...]:
    """``12 positions that repeat earlier ones`` for each count with its noun in singular and plural; none for none."""
    return tuple(f"{count:,} {one if count == 1 else many}" for count, one, many in counts if count > 0)


def most(rows: Sequence[Row], count: int, weight: str = "pages") -> list[Row]:
    """The rows that most pages tell of, in their order."""
    ranked = sorted(range(len(rows)), key=lambda i: (-rows[i][weight], i))[:count]
    return [rows[i] for i in sorted(ranked)]
