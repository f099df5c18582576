"""A sentence with the persons named in it, as offices are looked for beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property

from parley.find.lexicon import Entry, Gazetteer, bare, word_set
from parley.find.speakers.occurrences import token_range
from parley.language.line import Line, Range
from parley.profiles import Profile
from parley.records import Mention
from parley.vocab import table

_INNER = frozenset({"NN", "NNS", "NNP", "JJ", "CD", "VBG", "VBN"})  # tags inside a simple noun phrase
_PARTICIPLES = frozenset({"VBG", "VBN"})
_NOUNS = frozenset({"NN", "NNS", "NNP"})


@cache
def listed(key: str) -> frozenset[str]:
    """A list of words in vocab/roles.toml."""
    return frozenset(table("roles.toml")[key].split())


@cache
def seats(profile: Profile) -> frozenset[str]:
    """What stands for governments: ``Kremlin``."""
    shipped = (seat for row in table("countries.toml")["states"] for seat in row.get("seats", ()))
    own = (seat for state in profile.states for seat in state.seats)
    return frozenset(seat.removeprefix("the ") for seat in (*shipped, *own))


class Sentence:
    """A line, its words without possessive endings, and where in it persons are named."""

    def __init__(
        self, line: Line, mentions: Sequence[Mention], gazetteer: Gazetteer, seats: frozenset[str]
    ) -> None:
        self.line = line
        self.seats = seats
        self.words, self.tags = line.words, line.tags
        self._gazetteer = gazetteer
        self.persons: list[tuple[Range, Mention]] = []
        for mention in mentions:
            found = token_range(line, mention.evidence[0].start, mention.evidence[0].end)
            if found and mention.kind == "person":
                self.persons.append((found, mention))
        self._begins = {found[0]: found for found, _ in self.persons}
        self._named = {i for found, _ in self.persons for i in range(*found)}

    @cached_property
    def _plain(self) -> list[str]:
        return [bare(text) for text in self.line.texts]

    def __len__(self) -> int:
        return len(self.words)

    def word(self, i: int) -> str:
        """The word at `i` in lower case; "" outside the sentence."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def printed(self, i: int) -> str:
        """The word at `i` as printed, without a possessive ending or what a hyphen joins before it."""
        return self._plain[i].rpartition("-")[2]

    def is_named(self, i: int) -> bool:
        """Whether token `i` is part of a person's name."""
        return i in self._named

    def name_at(self, i: int) -> Range | None:
        """The person's name that begins at `i`."""
        return self._begins.get(i)

    def name_before(self, end: int) -> Range | None:
        """The person's name that ends just before `end`."""
        return next((found for found, _ in self.persons if found[1] == end), None)

    def is_possessive(self, i: int) -> bool:
        """Whether token `i` says whose the next one is: ``Tavria's``."""
        return 0 <= i < len(self) and (self.tags[i] == "POS" or self.words[i].endswith("'s"))

    def known_at(self, i: int) -> tuple[int, Entry] | None:
        """Length and entry of the known name that begins at `i`."""
        return self._gazetteer.at(self._plain, i) if i < len(self) else None

    def known_before(self, end: int) -> tuple[int, Entry] | None:
        """Length and entry of the known name that ends just before `end`."""
        for length in (4, 3, 2, 1):
            hit = self.known_at(end - length) if length <= end else None
            if hit and hit[0] == length:
                return hit
        return None

    def is_capital(self, i: int) -> bool:
        """Whether token `i` begins with a capital."""
        return 0 <= i < len(self.words) and self.line.texts[i][:1].isupper()

    def is_inner(self, i: int) -> bool:
        """Whether token `i` may stand in a simple noun phrase, as no one's name and no time."""
        if not 0 <= i < len(self.words) or i in self._named or self.line.is_time(i):
            return False
        modifies = self.words[i] in word_set("titles", "modifiers")
        if self.tags[i] in _PARTICIPLES and i and self.tags[i - 1] in _NOUNS and not modifies:
            return False  # ``a fellow at the institute specialising in ports``
        inner = self.tags[i] in _INNER or modifies
        inner = inner and (self.words[i] != "under" or self.word(i + 1).startswith("secretar"))
        return inner or (self.is_capital(i) and self.tags[i] == "RB")

    def text(self, start: int, end: int) -> str:
        """The words of a range as printed."""
        return " ".join(t.text for t in self.line.tokens[start:end])
