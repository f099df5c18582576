"""The vocabulary of events: verbs with their frames, nouns that are events, and classes of nouns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from parley.find import cues
from parley.vocab import table

ANY, NONE = "*", "-"


@dataclass(frozen=True, slots=True)
class Condition:
    """What must stand in a slot of a verb: one of `nouns`, anything, or nothing."""

    slot: str
    nouns: frozenset[str]
    barred: frozenset[str]
    any: bool = False
    none: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A use of a verb and the event that it is."""

    type: str
    mode: str | None
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that is an event, with the words of which one must, or none may, stand beside it.

    `needs` and `bars` are words before it, `behind` and `not_behind` words right behind it.
    """

    type: str
    mode: str | None
    needs: frozenset[str]
    bars: frozenset[str]
    behind: frozenset[str]
    not_behind: frozenset[str]

    @property
    def is_bound(self) -> bool:
        """Whether it is an event only beside some words."""
        return bool(self.needs or self.behind)


@cache
def frames() -> Mapping[str, tuple[Frame, ...]]:
    """The frames of each verb, in the order of the file; a verb with a particle is ``call off``."""
    out: dict[str, list[Frame]] = {}
    for kind, modes in table("events/frames.toml").items():
        for mode, rows in modes.items():
            for text in rows:
                verbs, *slots = text.split("|")
                frame = Frame(kind, mode or None, tuple(_condition(slot) for slot in slots))
                for verb in verbs.split():
                    out.setdefault(verb.replace("_", " "), []).append(frame)
    return {verb: tuple(found) for verb, found in out.items()}


@cache
def nouns() -> Mapping[str, tuple[Noun, ...]]:
    """The events of each noun; one with words that it needs before it comes before one without."""
    out: dict[str, list[Noun]] = {}
    for kind, modes in table("events/nouns.toml").items():
        for mode, rows in modes.items():
            for text in rows:
                noun, _, rest = text.partition("|")
                wanted = rest.split()
                needs = frozenset(w for w in wanted if w[0] not in "!>")
                last = frozenset(w[2:] for w in wanted if w.startswith("!>"))
                bars = frozenset(w[1:] for w in wanted if w[0] == "!") - {f">{w}" for w in last}
                behind = frozenset(w[1:] for w in wanted if w[0] == ">")
                out.setdefault(noun.strip(), []).append(Noun(kind, mode or None, needs, bars, behind, last))
    return {noun: tuple(sorted(found, key=lambda n: not n.is_bound)) for noun, found in out.items()}


@cache
def light(name: str) -> frozenset[str]:
    """One of the lists of light.toml."""
    return frozenset(word.replace("_", " ") for word in table("events/light.toml")[name].split())


@cache
def members(name: str) -> frozenset[str]:
    """The nouns of a class, or the noun itself."""
    classes: Mapping[str, str] = table("events/classes.toml")["classes"]
    return frozenset(classes[name].split()) if name in classes else frozenset({name})


@cache
def verbs() -> frozenset[str]:
    """The verbs of frames and those that carry an event noun, without particles."""
    return frozenset(verb.split()[0] for verb in frames())


@cache
def telling() -> frozenset[str]:
    """Verbs behind which a clause may stand without "that": ``who said | S struck T``."""
    told = {cue.lemma for some in cues.verbs().values() for cue, _ in some if "clause" in cue.frames}
    lists = ("report", "believing", "suspecting", "aspect", "asking")
    return frozenset(told).union(*map(light, lists))


@lru_cache(1 << 15)  # 400 pages of news have 20,000 words
def singular(word: str) -> str:
    """A noun's singular, by spelling, in lower case and without a possessive ending."""
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s").removesuffix("'")
    irregular: Mapping[str, str] = table("events/classes.toml")["singulars"]
    if word in irregular:
        return irregular[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _condition(text: str) -> Condition:
    slot, _, rest = text.partition(":")
    slot, names = slot.strip(), rest.split()
    absent = slot.startswith("!")  # "!by: *": nothing may stand there
    if absent or names == [NONE]:
        return Condition(slot.removeprefix("!"), frozenset(), frozenset(), none=True)
    wanted = [name for name in names if not name.startswith("!") and name != ANY]
    barred = [name[1:] for name in names if name.startswith("!")]
    return Condition(slot, _union(wanted), _union(barred), any=not wanted)


def _union(names: list[str]) -> frozenset[str]:
    return frozenset(noun for name in names for noun in members(name))
