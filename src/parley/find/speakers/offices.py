"""Offices as words print them: whose they are, what they are called, and which one stands for which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parley.find.lexicon import Gazetteer, bare, stands_for, word_set
from parley.find.speakers.phrase import AFTER_HEAD, listed
from parley.vocab import table, words

# Words that make one office of two.
_BY_THEMSELVES = frozenset({"armed_group", "organization"})  # whose leader is not the state's
_JOINED = (
    ("prime", "minister"),
    ("foreign", "minister"),
    ("secretary", "state"),
    ("secretary", "general"),
    ("director", "general"),
    ("policy", "chief"),
)
_OTHER = frozenset({"national", "supreme", "federal", "regional"})  # before a body's name: of another body


@dataclass(frozen=True, slots=True)
class Office:
    """An office in words. `owner`: a country's code or a body's name; None where none is printed."""

    head: str
    modifiers: frozenset[str]
    owner: str | None

    @property
    def is_past(self) -> bool:
        """Whether somebody held it once."""
        return not self.modifiers.isdisjoint(words("past_offices"))

    def is_held(self, held: Office) -> bool:
        """Whether these words may name somebody who is called `held`: ``leader`` a president."""
        if self.owner and held.owner and self.owner != held.owner:
            return False
        names = held.modifiers | {held.head} | held.joined
        alike = stands_for().get(self.head, frozenset()) | {self.head}
        if self.head == "minister" and "prime" in self.modifiers:
            alike = stands_for()["prime-minister"] | {"prime-minister"}
        elif self.head == "minister" and not self.modifiers & names:
            alike = alike - ({"minister"} if "prime-minister" in names else set())
        if self._heads_body():
            if held.modifiers - {part for pair in _JOINED for part in pair}:
                return False  # ``the UN chief`` is not its humanitarian chief
            alike = alike | word_set("titles", "body_offices")
        rank = listed("offices", "rank")
        other = (self.modifiers ^ held.modifiers) & rank
        plain = self.head == "minister" and not self.modifiers and not self.owner  # of a deputy minister
        if other and not (plain and other == {"deputy"}):
            return False
        mine = self.modifiers - rank - listed("offices", "generic") - {"prime"}
        if "state" in mine and self.head == "secretary" and "state" not in held.modifiers:
            return False
        head = bool(alike & ({held.head} | held.joined))
        return head and mine <= held.modifiers

    def _heads_body(self) -> bool:
        """Whether these words name whoever leads a body, whatever the office is called: ``the UN chief``."""
        led = self.head in word_set("titles", "body_heads") and not self.modifiers
        return led and self.owner is not None and self.country is None

    @property
    def country(self) -> str | None:
        """The owner's code, if it is a country."""
        return self.owner if self.owner and len(self.owner) == 3 and self.owner.isupper() else None

    @property
    def joined(self) -> frozenset[str]:
        """The office as one word, where two belong together: ``prime-minister``."""
        all_words = self.modifiers | {self.head}
        return frozenset("-".join(pair) for pair in _JOINED if set(pair) <= all_words)


def office(phrase: Sequence[str], gazetteer: Gazetteer) -> Office | None:
    """The office that a phrase names, without the name of its holder; None if it names none.

    ``Russia's top negotiator``, ``the head of Tavria's delegation``, ``president of the United States``.
    """
    plain = [word for w in phrase if (word := bare(w))]
    heads, short = word_set("titles", "heads"), table("speakers.toml")["offices"]["short"]
    if not any(w in short or w.lower().rstrip(".").removeprefix("ex-") in heads for w in plain):
        return None
    owner, rest, i = None, list[str](), 0
    known = word_set("titles", "modifiers", "heads")
    while i < len(plain):
        hit = gazetteer.at(plain, i)
        if hit:
            of_state = hit[1].kind not in _BY_THEMSELVES
            if not of_state and rest and rest[-1] in _OTHER:
                i += hit[0]  # the ``National Security Council`` is not the Security Council
                continue
            owner = owner or (hit[1].country if of_state else None) or hit[1].name
            i += hit[0]
            continue
        word = plain[i].lower().rstrip(".")
        if i and plain[i][:1].isupper() and word not in known and not owner and plain[i] not in short:
            owner = plain[i]  # ``the Dunmere senator``: an owner that no list knows
        rest.extend(short.get(plain[i], word).split())
        i += 1
    rest = [w.removeprefix("ex-") if w.startswith("ex-") else w for w in rest]
    cut = next((k for k, w in enumerate(rest) if k and w in AFTER_HEAD), len(rest))
    front = [w for w in rest[:cut] if w not in ("the", "a", "an", "'s", "'")]
    behind = [w for w in rest[cut + 1 :] if w not in ("the", "a", "an", "of", "and", "'s")]
    if not front:
        return None
    head, modifiers = front[-1], frozenset(front[:-1])
    if head not in heads:
        return None
    if set(behind) & listed("offices", "delegation"):
        return Office("negotiator", modifiers & listed("offices", "rank"), owner)
    if behind and not set(behind) <= word_set("titles", "modifiers"):
        return None  # ``the head of the local museum``: whose head it is, no list tells
    if modifiers - known and not modifiers & listed("offices", "generic"):
        modifiers &= known
    if modifiers & listed("offices", "delegation"):
        return Office("negotiator", modifiers & listed("offices", "rank"), owner)
    if phrase and any(w.lower().startswith("ex-") for w in phrase):
        modifiers |= {"former"}
    return Office(head, modifiers | frozenset(behind), owner)
