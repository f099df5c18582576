"""A decision on who speaks: who it is or that it stays open, and who was weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parley.find.speakers.weighing import Option
from parley.records import Speaker
from parley.spans import Span


@dataclass(frozen=True, slots=True)
class Ruling:
    """A speaker, and everybody else who was weighed, best first."""

    speaker: Speaker
    options: tuple[Option, ...] = ()


def left_open(span: Span, surface: str, why: str, options: Sequence[Option] = ()) -> Ruling:
    """The ruling that names nobody, and why."""
    return Ruling(Speaker(None, None, surface, span, False, None, why), tuple(options))


def chosen(span: Span, surface: str, options: Sequence[Option], found: Option | None, how: str) -> Ruling:
    """The ruling over weighed options: the one found, or left open with those that fit."""
    if found is None:
        fit = [o.name for o in options[:2] if o.score >= 0.1]
        why = fitting(fit) if fit else "nobody fits"
        return left_open(span, surface, f"left open: {why}", options)
    basis = f"{how}: {', '.join(found.features)}"
    if found.actor_id is None:
        return left_open(span, surface, f"left open like {found.name!r}", options)
    score = round(found.score, 3)
    speaker = Speaker(found.actor_id, found.name, surface, span, found.anonymous, score, basis)
    return Ruling(speaker, tuple(options))


def fitting(names: Sequence[str]) -> str:
    """Why none of `names` was chosen."""
    if len(names) == 1:
        return f"only {names[0]} fits, and not well"
    return f"{len(names)} fit ({', '.join(names)})"
