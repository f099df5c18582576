"""The words that report speech, from vocab/cues.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from parley.vocab import table

BASE, THIRD, PAST, PARTICIPLE, GERUND = "VB", "VBZ", "VBD", "VBN", "VBG"
_SLOTS = (BASE, THIRD, PAST, PARTICIPLE, GERUND)


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or phrase that reports. `frames` say where its content stands (vocab/cues.toml)."""

    lemma: str
    act: str
    frames: frozenset[str]
    particle: tuple[str, ...] = ()
    inferred: bool = False  # of things too, and then a writer's inference: the silence suggested
    shows: bool = False  # of things it is no report at all: this explains why
    barred: frozenset[str] = frozenset()  # nouns that are not its content: threatened the peace
    told: frozenset[str] = frozenset()  # where there are any, the only nouns that are: offered a truce

    @property
    def prepositions(self) -> frozenset[str]:
        """Prepositions that begin the content right after the verb."""
        return _prepositions(self.frames)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """(``np`` or a preposition, second preposition) of two-part frames, in an order that is always the same."""
        return _pairs(self.frames)


_PLAIN = frozenset(
    {"as", "clause", "any", "after", "that", "quote", "np", "ing", "to", "to-say", "to-np", "hearer"}
)


@cache
def _prepositions(frames: frozenset[str]) -> frozenset[str]:
    return frozenset(f for f in frames if "-" not in f and "+" not in f) - _PLAIN


@cache
def _pairs(frames: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for a, _, b in (f.partition("-") for f in sorted(frames - _PLAIN)) if b)


@cache
def verbs() -> Mapping[str, tuple[tuple[Cue, frozenset[str]], ...]]:
    """Cues by word form, each with the tags that the form may stand for."""
    slots: dict[str, dict[Cue, set[str]]] = {}
    for lemma, row in table("cues.toml")["verbs"].items():
        cue = Cue(
            lemma,
            row["act"],
            frozenset(row["frames"]),
            tuple(row.get("particle", ())),
            row.get("inferred", False),
            row.get("shows", False),
            frozenset(row.get("barred", "").split()),
            frozenset(row.get("told", "").split()),
        )
        for slot, spellings in zip(_SLOTS, row.get("forms") or regular(lemma), strict=True):
            for form in spellings.split("/"):
                slots.setdefault(form, {}).setdefault(cue, set()).add(slot)
    return {form: tuple((cue, frozenset(tags)) for cue, tags in cues.items()) for form, cues in slots.items()}


@cache
def phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    """Phrase cues by their first word, each as its words and the cue."""
    out: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for phrase, row in table("cues.toml")["phrases"].items():
        words = tuple(phrase.split())
        out.setdefault(words[0], []).append((words, Cue(phrase, row["act"], frozenset())))
    return {first: tuple(rows) for first, rows in out.items()}


@cache
def nouns() -> Mapping[str, tuple[Cue, ...]]:
    """Noun cues by word form."""
    out: dict[str, list[Cue]] = {}
    for lemma, row in table("cues.toml")["nouns"].items():
        cue = Cue(lemma, row["act"], frozenset(row["frames"]))
        plural = lemma[:-1] + "ies" if lemma[-1] == "y" and lemma[-2] not in "aeiou" else lemma + "s"
        for form in (lemma, plural):
            out.setdefault(form, []).append(cue)
    return {form: tuple(rows) for form, rows in out.items()}


@cache
def channels() -> frozenset[str]:
    """Words for the medium or occasion of an utterance, in lower case."""
    platforms = (name.lower() for name in table("cues.toml")["channels"]["platforms"] if " " not in name)
    return surroundings("channels", "words") | frozenset(platforms)


@cache
def surroundings(section: str, key: str) -> frozenset[str]:
    """A list of words for what stands around cue and content."""
    return frozenset(table("cues.toml")[section][key].split())


@cache
def platforms() -> tuple[tuple[str, ...], ...]:
    """Names of platforms, word by word."""
    return tuple(tuple(name.split()) for name in table("cues.toml")["channels"]["platforms"])


def regular(lemma: str) -> tuple[str, str, str, str, str]:
    """Base, third person, past, past participle and gerund of a regular verb."""
    if lemma.endswith("e"):
        past, gerund, third = lemma + "d", lemma[:-1] + "ing", lemma + "s"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        past, gerund, third = lemma[:-1] + "ied", lemma + "ing", lemma[:-1] + "ies"
    else:
        past, gerund = lemma + "ed", lemma + "ing"
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return lemma, third, past, past, gerund
