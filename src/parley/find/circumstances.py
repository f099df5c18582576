"""Who was told, through what, where and when: read from the words around a cue, never from its content.

Three stretches are read: what opens the sentence before the subject, what stands between subject and cue,
and what follows the cue (and the content, where that ends before its sentence). Each is a row of adverbial
phrases; reading stops at the first word that is part of none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from parley.find.able import can_speak
from parley.find.candidate import Candidate
from parley.find.cues import surroundings
from parley.find.follow import CLAUSES
from parley.find.lexicon import Gazetteer
from parley.find.phrases import (
    bare_phrase,
    commas,
    heads,
    medium,
    noun_phrase,
    place,
    platform,
    time,
)
from parley.language.line import REACH, Line, Range
from parley.language.tags import FINITE, VERBS
from parley.vocab import words

_THROUGH = frozenset({"in", "on", "at", "during", "via", "through", "over", "by"})
_WHERE = frozenset({"in", "from", "aboard"})
_WITH = frozenset({"with", "on", "to", "in", "for", "by"})
_AT = frozenset({"in", "at", "near", "outside", "inside", "from", "on"})
_PREPOSITIONS = frozenset({"IN", "TO"})
_CLAUSES = CLAUSES - {"quote"}  # what stands behind a quotation is told of the report


class Tie(Enum):
    """What may belong to the phrase before it, and not to the report: ``after talks in Velm``."""

    NONE = 0
    PLACE = 1
    ALL = 2  # a time as well


class Taken:
    """Where the contents of a sentence's reports stand: nothing is read from there."""

    def __init__(self, line: Line, contents: Iterable[Range]) -> None:
        ranges = list(contents)
        self._starts = [*sorted(start for start, _ in ranges), len(line)]
        self._ends = [0, *sorted(end for _, end in ranges)]

    def begins(self, i: int) -> int:
        """Where the next content begins at or after `i`."""
        return self._starts[bisect_left(self._starts, i)]

    def ended(self, i: int) -> int:
        """Where the last content before `i` ends."""
        return self._ends[bisect_left(self._ends, i) - 1]


@dataclass(slots=True)
class Circumstances:
    """Token ranges of what is told of a report; a field that is not told is absent."""

    fields: dict[str, Range] = field(default_factory=dict)

    def keep(self, name: str, found: Range | None) -> None:
        """The first reading of a field stands."""
        if found:
            self.fields.setdefault(name, found)

    def get(self, name: str) -> Range | None:
        """A field's range."""
        return self.fields.get(name)


def around_report(
    line: Line, c: Candidate, content: Sequence[Range], taken: Taken, known: Gazetteer
) -> Circumstances:
    """What is told of the report by the cue `c`, whose own content is `content`."""
    out = Circumstances()
    reader = _Reader(line, known, out)
    _hearer_in_content(line, c, reader)
    _after(line, c, content, taken, reader)
    if c.relation in ("subject", "agent") and c.source:
        if c.relation == "subject" and c.source[1] < c.group[0]:
            for start, end in commas(line, c.source[1], c.group[0]):
                reader.read(start, end)
        _opening(line, min(c.begin, c.group[0]), taken, reader)
    return out


def _hearer_in_content(line: Line, c: Candidate, reader: _Reader) -> None:
    """``urged A to C``, ``accused A of C``: A is told, or told of."""
    paired = c.follow is not None and (c.follow.frame == "to" or c.follow.frame.startswith("np-"))
    found = c.follow.hearer if c.follow and paired and can_speak(line, c.follow.hearer) else None
    if found:
        phrase = noun_phrase(line, found[0], found[1])
        if phrase and line.words[phrase[0]] not in ("all", "both"):
            reader.out.keep("addressee", phrase)  # also of an outlet: ``accused | the Post | of C``


def _after(line: Line, c: Candidate, content: Sequence[Range], taken: Taken, reader: _Reader) -> None:
    """Reads what follows the cue up to its content, and what follows the content inside the sentence."""
    i = c.source[1] if c.source and c.source[0] >= c.group[1] else c.group[1]
    first = taken.begins(i)
    told = not reader.out.get("addressee") and c.relation != "inverted" and _takes_hearer(c)
    i = reader.told(i, first) if told else i
    aside = line.words[i : i + 1] == [","] and c.before is not None and line.quoted[c.before - 1] < 0
    goes_on = aside and line.words[i + 1 : i + 2] == ["to"]  # ``A, she added, | to those who wait``
    if not goes_on:
        reader.read(i, first, apposition=c.relation == "inverted")
    last = max(end for _, end in content)
    if last > i and last < len(line) and _may_follow(line, c, last):
        reader.read(last, taken.begins(last), tail=line.quoted[last - 1] < 0)


def _takes_hearer(c: Candidate) -> bool:
    """Whether a hearer may follow the verb; after one that needs none, what follows may begin the content."""
    if not any(f.startswith("hearer") for f in c.cue.frames):
        return False
    return "clause" not in c.cue.frames or c.follow is None or c.follow.frame != "zero-that"


def _may_follow(line: Line, c: Candidate, end: int) -> bool:
    """Whether what stands behind content is told of the report: the content is a quotation, or no clause."""
    if line.quoted[end - 1] >= 0:
        return True
    if c.follow is None or c.follow.frame in _CLAUSES or line.words[end] == ",":
        return False
    # ``called for talks to be held | on Monday``
    return not any(tag in VERBS for tag in line.tags[c.follow.start : end])


def _opening(line: Line, begin: int, taken: Taken, reader: _Reader) -> None:
    """Reads the adverbials before a subject: ``In a statement posted on Sunday, S said``."""
    if begin < 2 or line.words[begin - 1] != ",":
        return
    floor = taken.ended(begin)
    start = max(floor, begin - REACH)
    if start > floor:
        return
    while start < begin and (line.tags[start] in ("CC", ",") or line.words[start] in (";", "—", "-")):
        start += 1
    opens = line.tags[start] in _PREPOSITIONS or line.words[start] in surroundings("channels", "speaking")
    if opens or time(line, start, begin):
        reader.read(start, begin - 1, opening=True)


class _Reader:
    """Reads rows of adverbial phrases into `out`."""

    def __init__(self, line: Line, known: Gazetteer, out: Circumstances) -> None:
        self._line, self._known, self.out = line, known, out

    def told(self, i: int, end: int) -> int:
        """Reads a hearer right behind a verb; the position after it."""
        line = self._line
        while i < end and line.tags[i] == "RB":
            i += 1
        if i >= end or line.tags[i] in ("TO", "IN") or time(line, i, end) or line.words[i] == "that":
            return i
        found = noun_phrase(line, i, end)
        if found is None:
            return i
        often = line.words[found[1] - 1] == "times" and line.tags[found[1] - 1] == "NNS"
        if not often:  # ``was asked | several times | what C``
            self.hearer(found)
        return found[1]

    def hearer(self, found: Range) -> None:
        """Who is told: an outlet and an occasion are the channel."""
        line = self._line
        head = heads(line, found)
        outlet = medium(line, found, self._known)
        if outlet:
            self.out.keep("channel", outlet)
        elif head in surroundings("channels", "words") | surroundings("channels", "occasions"):
            self.out.keep("channel", bare_phrase(line, found))
        else:
            self.out.keep("addressee", found)

    def read(
        self, i: int, end: int, *, apposition: bool = False, opening: bool = False, tail: bool = False
    ) -> None:
        """Reads adverbials from `i` on.

        Args:
            i: Where they begin.
            end: Where they end at the latest.
            apposition: Words on the subject may stand first.
            opening: They open the sentence; a place there may be that of what is told.
            tail: They stand behind a phrase that is the content; a place may belong to it.
        """
        line = self._line
        first = loose = Tie.PLACE if opening or tail else Tie.NONE
        i = self._past_apposition(i, end) if apposition else i
        end = min(end, i + REACH)
        while i < end and line.quoted[i] < 0:
            if line.words[i] == ",":
                i, loose = i + 1, first
                continue
            if line.words[i] in surroundings("channels", "speaking"):
                first = Tie.NONE
            step = self._adverbial(i, end, loose, tail)
            if step is None:
                return
            i, loose = step

    def _past_apposition(self, i: int, end: int) -> int:
        """Past a comma and the words on a subject behind it."""
        line = self._line
        if i + 1 >= end or line.words[i] != "," or line.tags[i + 1] not in ("DT", "NN", "NNP", "JJ"):
            return i
        found = line.np_after(i + 1)
        return found[1] if found and found[1] <= end else i

    def _adverbial(self, i: int, end: int, loose: Tie, tail: bool) -> tuple[int, Tie] | None:
        """Reads the adverbial at `i`; where it ends, and what behind it may belong to it. None: it is none."""
        line, word = self._line, self._line.words[i]
        when = time(line, i, end)
        if when:
            if loose is not Tie.ALL:
                self.out.keep("when", (i, when))
            return when, loose
        if line.tags[i] == "RB":
            return i + 1, loose
        if line.tags[i] in _PREPOSITIONS:
            return self._phrase(i, end, loose, tail)
        if word in surroundings("channels", "speaking"):
            return self.told(i + 1, end) if word == "addressing" else i + 1, Tie.NONE
        if word in surroundings("channels", "relaying"):
            return self._relay(i + 1, end), loose
        if word in surroundings("channels", "issued") and self.out.get("channel"):
            return i + 1, loose
        return None

    def _relay(self, i: int, end: int) -> int:
        """``carried by O``, ``reported on by O``: who passes the words on."""
        line = self._line
        by = i + (i < end and line.words[i] == "on")  # ``reported on by O``
        if by >= end or line.words[by] != "by":
            return i
        i = by
        found = noun_phrase(line, i + 1, end)
        if found is None:
            return end
        self.out.keep("relayed_by", found)
        return found[1]

    def _phrase(self, i: int, end: int, loose: Tie, tail: bool) -> tuple[int, Tie] | None:
        """Reads the prepositional phrase at `i`; where it ends, and what behind it may belong to it."""
        line, word = self._line, self._line.words[i]
        if line.words[i : i + 2] == ["as", "quoted"]:
            return i + 1, loose
        found = noun_phrase(line, i + 1, end)
        if found is None:
            return None
        after = found[1]
        backwards = tail and line.words[found[0]] == "the"  # ``words quoted in the report``
        if word in _THROUGH and not backwards:
            channel = self._channel(word, found)
            if channel:
                self.out.keep("channel", (channel[0], self._with_name(channel, end)))
                return self._addressed(after, end), Tie.NONE
        if word == "to" and not self._is_of_noun(i) and self._is_hearer(found):
            self.hearer(found)
            return after, loose
        if word in _WHERE and loose is Tie.NONE:
            where = place(line, found, self._known)
            if where:
                self.out.keep("place", where)
                return after, Tie.NONE
        if word in ("at", "during", "on"):
            head = heads(line, found)
            if head in surroundings("channels", "occasions"):
                self.out.keep("channel", bare_phrase(line, found))
                return self._held(after, end), Tie.PLACE
            if not tail and head in surroundings("channels", "stays"):
                return self._held(after, end), Tie.PLACE
        finite = any(t in FINITE for t in line.tags[after : min(end, after + 3)])
        if finite:
            return None
        return after, loose if word == "by" else Tie.PLACE if word in _AT else Tie.ALL

    def _is_of_noun(self, i: int) -> bool:
        """Whether "to" at `i` belongs to a noun that is nothing said: ``in a clear reference | to his allies``."""
        line = self._line
        said = surroundings("channels", "words") | surroundings("channels", "occasions")
        return i > 0 and line.tags[i - 1] == "NN" and line.words[i - 1] not in said

    def _channel(self, word: str, found: Range) -> Range | None:
        """The channel that a noun phrase after a preposition names."""
        line, core = self._line, bare_phrase(self._line, found)
        if core is None:
            return None
        on = platform(line, core[0], core[1])
        if on and word in ("on", "via", "through") and on[1] == core[1]:
            return on
        outlet = medium(line, found, self._known)
        if outlet and word in ("on", "in", "via"):
            return outlet
        if heads(line, found) not in surroundings("channels", "words"):
            return None
        if word == "by" and heads(line, found) not in words("sent_by"):
            return None
        return core

    def _with_name(self, channel: Range, end: int) -> int:
        """The end of a channel with the name that belongs to it: ``interview with O``, ``post on X``."""
        line, after = self._line, channel[1]
        if after + 1 >= end or line.words[after] not in _WITH or time(line, after, end):
            return after
        found = noun_phrase(line, after + 1, end)
        if found is None:
            return after
        named = medium(line, found, self._known)
        if named is None and line.words[after] == "with" and heads(line, channel) == "interview":
            core = bare_phrase(line, found)
            named = core if core and line.tokens[core[0]].text[0].isupper() else None
        return named[1] if named and named[1] == found[1] else after

    def _addressed(self, after: int, end: int) -> int:
        """Past what belongs to a channel: the name with it, or the one addressed, who is read."""
        line = self._line
        if after + 1 >= end or time(line, after, end):
            return after
        found = noun_phrase(line, after + 1, end) if line.words[after] in _WITH else None
        if found is None:
            return after
        if medium(line, found, self._known) or line.words[after] == "with":
            return found[1]
        if line.words[after] == "to":
            if not self._is_hearer(found) and not self._is_name(found):
                return after
            self.hearer(found)
            return found[1]
        return after

    def _held(self, after: int, end: int) -> int:
        """Reads where an occasion was held: ``at a conference in Velm``, ``during a visit to Velm``."""
        line = self._line
        if after + 1 >= end or line.words[after] not in ("in", "to"):
            return after
        found = noun_phrase(line, after + 1, end)
        where = place(line, found, self._known) if found else None
        if found is None or where is None:
            return after
        self.out.keep("place", where)
        return found[1]

    def _is_hearer(self, found: Range) -> bool:
        return heads(self._line, found) in surroundings("hearers", "words")

    def _is_name(self, found: Range) -> bool:
        return self._line.tokens[found[1] - 1].text[0].isupper()
