"""What a question asks for, told from its form: the patterns of frames.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from parley.ask.data import data
from parley.vocab import table

NAME = "X"  # stands for an actor's name in the form of a question
_NO_FORM = re.compile(r"(?!)")
_WHO = re.compile(r"^(?:who|which (?:side|party|country|state|government))\b")
_PART = re.compile(r"\{([A-Z]+)\}")


@dataclass(frozen=True, slots=True)
class Frame:
    """A form of question; frames.toml says what its fields hold."""

    kinds: tuple[str, ...]
    pattern: re.Pattern[str]
    field: str | None = None
    acts: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    refusing: bool = False


@cache
def frames() -> tuple[Frame, ...]:
    """All forms, in the order in which they count."""
    forms = data("frames.toml")
    parts = {**forms["parts"], "ACT": _acts()}

    def whole(pattern: str) -> str:
        while _PART.search(pattern):
            pattern = _PART.sub(lambda found: parts[found[1]], pattern)
        return pattern

    return tuple(
        Frame(
            tuple(row["kinds"]),
            re.compile(whole(row["pattern"])),
            row.get("field"),
            tuple(row.get("acts", ())),
            tuple(row.get("stances", ())),
            row.get("refusing", False),
        )
        for row in forms["frames"]
    )


def is_refusal(found: tuple[Frame, re.Match[str]] | None, form: str) -> bool:
    """Whether a question that denies what its frame asks for asks who refused it, or what somebody refused."""
    if found is None or not found[0].refusing:
        return False
    return bool(found[1].groupdict().get("by")) or bool(_WHO.search(form))


def refusal(fit: re.Match[str] | None) -> Frame:
    """What the frames that are `refusing` ask for where the question denies them; two who did not agree differ."""
    by = fit.groupdict().get("by") if fit else None
    if by and by.split().count(NAME) > 1:
        return Frame(("disagreement",), _NO_FORM)
    told = data("frames.toml")["refusal"]
    return Frame(tuple(told["kinds"]), _NO_FORM, acts=tuple(told["acts"]), stances=tuple(told["stances"]))


def frame_of(form: str) -> tuple[Frame, re.Match[str]] | None:
    """The frame of a question by its form, and where it fits."""
    for frame in frames():
        found = frame.pattern.search(form)
        if found:
            return frame, found
    return None


@cache
def acting() -> dict[str, str]:
    """For each form of a verb that does more than say, its act."""
    return {
        form: verb["act"]
        for lemma, verb in table("cues.toml")["verbs"].items()
        if verb["act"] not in ("say", "ask")
        and " " not in lemma
        and lemma not in ("order", "rule", "charge", "counter")
        for form in _forms(lemma, verb.get("forms", ()))
    }


def _forms(lemma: str, given: list[str] | tuple[str, ...]) -> Iterator[str]:
    if given:
        for form in given:
            yield from form.split("/")
        return
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    soft = lemma.endswith("y") and lemma[-2] not in "aeiou"
    yield from (lemma, stem + "ing")
    yield from (lemma[:-1] + "ies", lemma[:-1] + "ied") if soft else (lemma + "s", lemma + "es", stem + "ed")


def _acts() -> str:
    return "(?:" + "|".join(sorted(acting())) + ")"
