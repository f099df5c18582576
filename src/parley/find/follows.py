"""What follows a cue: where its content begins, by which frame, and who was told where.

said [that] C        a clause            told A [that] C      a hearer first
vowed to C           an infinitive       accused A of C       two parts
rejected C           a noun phrase       called for C         a preposition
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from parley.find.able import can_speak
from parley.find.cues import Cue, channels, verbs
from parley.find.phrases import time
from parley.find.pointing import points_back
from parley.language.line import MARKS, NOUNS, REACH, SUBORDINATORS, Line, Range
from parley.language.tags import FINITE, VERBS
from parley.vocab import words

# frames of content that is a clause, or words as they were spoken
CLAUSES = frozenset({"that", "zero-that", "question", "quote", "colon", "clause", "phrase"})
_OBJECT = frozenset({"DT", "CD", "JJ", "NN", "NNS", "NNP", "PRP", "POS"})
_SPOKEN = frozenset({"clause", "that", "quote", "to", "any"})


@dataclass(frozen=True, slots=True)
class Follow:
    """What follows a cue: where its content begins and by which frame; who was told."""

    start: int
    frame: str
    hearer: Range | None = None
    lead: Range | None = None  # content that stands before: ``which S said C``


class _Place(NamedTuple):
    """Where the content of a cue is looked for."""

    line: Line
    i: int  # adverbs passed over
    first: int  # right behind the cue
    cue: Cue
    speaks: bool  # its subject may be one who speaks

    @property
    def frames(self) -> frozenset[str]:
        return self.cue.frames


_NOTHING = Follow(-1, "")  # nothing follows, and no other reading is tried


def follow(line: Line, i: int, cue: Cue, speaks: bool) -> Follow | None:
    """What follows a cue and its particle, whose next token is `i`; `speaks`: its subject may be one who speaks."""
    if _says_nothing(line, i):
        return None
    place = _Place(line, _skip_adverbs(line, i), i, cue, speaks)
    if place.i >= len(line):
        return None
    found = next((found for read in _READINGS if (found := read(place))), None)
    return None if found is _NOTHING else found


def _two_parts(at: _Place) -> Follow | None:
    found = next((found for pair in at.cue.pairs if (found := _pair(at.line, at.i, *pair))), None)
    if found and found.hearer and found.frame.startswith("np-") and "clause" in at.frames:
        return found if can_speak(at.line, found.hearer) else None  # ``warned the move against T would fail``
    return found


def _behind_preposition(at: _Place) -> Follow | None:
    line = at.line
    timed = time(line, at.i, len(line)) if line.words[at.i] in ("on", "in") else None
    places = (timed,) if timed else (at.i, at.first)  # ``called on Sunday | for C``
    for j in places:  # "about" may be tagged an adverb
        if j + 1 < len(line) and line.words[j] in at.cue.prepositions:
            behind = line.np_after(j + 1) if at.frames & {"that", "clause"} else None
            if behind and line.words[behind[1] : behind[1] + 1] == ["that"] and line.clause_at(behind[1] + 1):
                return Follow(behind[1] + 1, "that")  # ``agreed with S that C``
            return Follow(j + 1, "preposition")
    if (
        "to-np" in at.frames
        and line.words[at.i] == "to"
        and line.tags[at.i + 1 : at.i + 2] not in ([], ["VB"])
    ):
        return Follow(at.i + 1, "preposition")
    return None


def _right_there(at: _Place) -> Follow | None:
    begins = _begins(at.line, at.i, at.frames) or _begins(at.line, at.first, at.frames)
    if begins is None and _is_vowed(at):
        begins = Follow(at.i, "to")
    if begins and begins.frame == "zero-that" and _is_told(at):
        return None  # ``warned | lawmakers | that C``
    if begins and begins.frame == "to":
        asks_not = set(at.line.words[at.i : at.i + 4]) & words("anonymity")
        return begins if at.speaks and not asks_not else _NOTHING
    return begins


def _is_told(at: _Place) -> bool:
    """Whether people and a clause with "that" follow a verb that names who is told."""
    hearer = at.line.np_after(at.i) if "hearer" in at.frames else None
    if hearer is None or at.line.words[hearer[1] : hearer[1] + 1] != ["that"]:
        return False
    return can_speak(at.line, hearer) and at.line.clause_at(hearer[1] + 1)


def _is_vowed(at: _Place) -> bool:
    """Whether a vow's or threat's "to" begins an infinitive tagged as an adjective: ``promised | to loosen rules``."""
    vows = "to" in at.frames and at.cue.act in ("promise", "threaten")
    return vows and at.line.words[at.i] == "to" and at.line.tags[at.i + 1 : at.i + 2] == ["JJ"]


def _named_before(at: _Place) -> Follow | None:
    """``which A called | "a trap"``: what is named stands before, and nobody asks for it."""
    line = at.line
    if "quote" not in at.frames or at.frames & {"clause", "that"} or not at.cue.prepositions:
        return None
    if not at.speaks and line.is_open_quote(at.i):
        return _NOTHING  # ``a programme called | "A"``
    inside = at.i + 1 < len(line) and line.words[at.i + 1] in at.cue.prepositions  # ``called "for calm"``
    if line.is_open_quote(at.i) and not inside and _is_named_beside(line, at.i):
        return _NOTHING
    return _NOTHING if line.is_open_quote(at.i) and not inside and _is_fronted(line, at.first) else None


def _is_named_beside(line: Line, i: int) -> bool:
    """Whether what the quotation at `i` is called follows it: ``called "disarmament" | a condition``."""
    end = line.quote_end(i)
    return line.tags[end : end + 1] == ["DT"] and line.words[end - 2] not in MARKS


def _is_fronted(line: Line, behind: int) -> bool:
    """Whether the object of the verb before `behind` is a relative pronoun before its subject: ``which A called``."""
    at = behind - 1
    while at > 0 and (line.tags[at] in VERBS or line.tags[at] == "RB"):
        at -= 1
    subject = line.np_before(at + 1)
    return subject is not None and subject[0] > 0 and line.tags[subject[0] - 1] == "WH"


def _as_named(at: _Place) -> Follow | None:
    if "as" in at.frames and at.line.is_open_quote(at.i) and _is_fronted(at.line, at.first):
        return Follow(at.i, "np")
    return (_named_as(at.line, at.i) or _NOTHING) if "as" in at.frames else None


def _put_at(at: _Place) -> Follow | None:
    """``put | the toll at 40``; of a pronoun only the number tells something: ``put it at | 40``."""
    place = _until(at.line, at.i, "at") if "np+at" in at.frames else None
    if place is None or "CD" not in at.line.tags[place + 1 : place + 6]:
        return None
    is_pronoun = place == at.i + 1 and at.line.tags[at.i] == "PRP"
    return Follow(place + 1 if is_pronoun else at.i, "np")


def _behind_hearer(at: _Place) -> Follow | None:
    if "hearer" not in at.frames:
        return None
    hearer = _hearer(at.line, at.i) or _up_to_that(at.line, at.i)
    if not hearer or at.line.tags[at.i] == "TO":
        return None
    found = _behind_circumstances(at.line, hearer[1], at.frames | {"clause", "any"})
    return Follow(found.start, found.frame, hearer) if found else None


def _answer(at: _Place) -> Follow | None:
    alone = at.line.tags[at.i + 1 : at.i + 2] in ([], ["."], [","])
    said = at.line.words[at.i] in ("yes", "no") and "clause" in at.frames
    return Follow(at.i, "word") if said and alone else None


def _behind_adverbials(at: _Place) -> Follow | None:
    if not at.frames & {"clause", "that", "quote"}:
        return None
    found = _behind_circumstances(at.line, at.i, at.frames & _SPOKEN)
    object_first = "np" in at.frames and at.line.tags[at.i] in _OBJECT
    timed = at.line.time_at(at.i) or time(at.line, at.i, len(at.line))
    if found and found.frame == "that" and object_first and not timed:
        return None
    return found


def _object(at: _Place) -> Follow | None:
    line, i = at.line, at.i
    if line.words[i] == "no" or "np" not in at.frames or not at.speaks:
        return None  # ``offered no evidence``
    if line.words[i] in words("reflexives"):
        return None  # ``is defending itself``
    if line.words[i] in ("on", "in"):
        i = _circumstance(line, i) or i  # ``noted on Monday the change``
        if i >= len(line) or line.tags[i] not in ("DT", "NN", "NNS", "NNP", "POS"):
            return None
    if points_back(line, i):
        return Follow(i, "np") if line.tags[i + 1 : i + 2] in (["JJ"], ["NN"]) else None
    opens = line.tags[i] in _OBJECT or line.tags[i] in ("VBG", '"', "RB")
    return Follow(i, "np") if opens and not line.time_at(i) else None


_READINGS = (
    _named_before, _two_parts, _behind_preposition, _right_there, _as_named, _put_at, _behind_hearer, _answer,
    _behind_adverbials, _object,
)  # fmt: skip


def _says_nothing(line: Line, i: int) -> bool:
    """Whether what is said stays untold: ``said a lot``, ``said little``; not ``said little would change``."""
    if line.words[i : i + 1] == ["a"] and not words("no_content_after_a").isdisjoint(
        line.words[i + 1 : i + 2]
    ):
        return True
    if i >= len(line) or line.words[i] not in words("no_content"):
        return False
    return not any(tag in FINITE for tag in line.tags[i + 1 : i + 3])


def _skip_adverbs(line: Line, i: int) -> int:
    """Past adverbs, but those that count or deny what follows: ``said | no ships had left``."""
    while i < len(line) and line.tags[i] == "RB" and line.quoted[i] < 0:
        if line.words[i] in words("amounting") and line.tags[i + 1 : i + 2] != ["RB"]:
            break
        i += 1
    return i


def _pair(line: Line, i: int, first: str, second: str) -> Follow | None:
    """Two-part frames: ``accused A of C``, ``called on A to C``."""
    if first == "hearer":
        return None if second != "to" else _to_clause(line, i)
    start = i
    if first != "np":
        if line.words[i] != first:
            return None
        start = i + 1
    if second == "to":
        return _to_clause(line, start)
    hearer = (start, line.quote_end(start)) if line.is_open_quote(start) else line.np_after(start)
    if line.words[start : start + 2] in (["each", "other"], ["one", "another"]):
        hearer = (start, start + 2)
    j = _until(line, start, second)
    if j is not None and _inside_name(line, j):
        j = _until(line, j, second) or j
    if hearer and j is not None and line.words[hearer[1] : j][:1] == [","]:
        j = _behind_aside(line, j, second)
    if second == "for" and j is not None and line.words[j + 1 : j + 2] in (["instance"], ["example"]):
        return None
    if second == "with" and j is not None and line.words[j - 1] == ",":
        return None  # ``threatening T, | with grave consequences``
    if hearer and j is not None and j + 1 < len(line):
        behind = line.np_after(j + 1)
        told = behind and line.words[behind[1] : behind[1] + 1] == ["that"]
        hearer = (hearer[0], min(hearer[1], j))  # ``accused | T | of sending arms``
        return None if told and second == "of" else Follow(j + 1, "np-" + second, hearer)
    return None


def _behind_aside(line: Line, j: int, word: str) -> int:
    """The preposition behind an aside that holds the one at `j`: ``accused T, most of them late, | of C``."""
    behind = range(j + 1, min(len(line), j + REACH // 3))
    return next((k for k in behind if line.words[k - 1] == "," and line.words[k] == word), j)


def _inside_name(line: Line, j: int) -> bool:
    """Whether the preposition at `j` stands inside a name: ``the Ministry of Defence``."""
    return j + 1 < len(line) and all(line.tokens[k].text[0].isupper() for k in (j - 1, j + 1))


def _named_as(line: Line, i: int) -> Follow | None:
    """``called A B``: what A is called follows A."""
    if line.words[i] in ("that", "this") and line.is_open_quote(i + 1):
        return Follow(i, "np")  # ``called that "untrue"``
    named = (
        (i, line.quote_end(i)) if line.is_open_quote(i) and _is_named_beside(line, i) else line.np_after(i)
    )
    if named is None:
        two = line.tags[i] == "DT" and "DT" in line.tags[i + 2 : i + 6]
        return Follow(i, "np") if two or (line.tags[i] == "WH" and _ends_in_name(line, i)) else None
    if named[1] >= len(line):
        return None
    tag = line.tags[named[1]]
    called = line.is_open_quote(named[1]) or tag in ("DT", "JJ", "NN", "NNS", "VBN", "RB", "VBG")
    return (
        Follow(i, "np")
        if called or (named[1] - i > 1 and line.tags[i] == "PRP") or _ends_in_name(line, i)
        else None
    )


def _ends_in_name(line: Line, i: int) -> bool:
    """Whether a quotation stands a few words further: ``called what she saw "a crime"``."""
    return any(line.is_open_quote(j) for j in range(i + 1, min(len(line), i + 15)))


def _to_clause(line: Line, start: int) -> Follow | None:
    """``A to C``; the content begins with A, who is to do it."""
    hearer = line.np_after(start)
    if hearer is None:
        return None
    j = _skip_adverbs(line, hearer[1])
    if line.words[j : j + 1] in (["on"], ["in"], ["at"]):  # ``urged A on Monday | to C``
        aside = _circumstance(line, j)
        if (
            aside
            and line.words[aside : aside + 1] == ["to"]
            and line.tags[aside + 1 : aside + 2] in (["VB"], ['"'])
        ):
            return Follow(start, "to", hearer)
    if line.words[j : j + 2] == ["not", "to"] or line.words[j : j + 1] == ["to"]:
        return Follow(start, "to", hearer)
    return None


def _hearer(line: Line, i: int) -> Range | None:
    """Who is told, without the medium that may follow: ``told O in an interview``."""
    found = line.np_after(i)
    if found is None:
        return None
    for k in range(found[0] + 1, found[1]):
        if line.words[k] in ("in", "on", "at") and not channels().isdisjoint(line.words[k : found[1]]):
            return found[0], k
    return found


def _up_to_that(line: Line, i: int) -> Range | None:
    """Whoever is told, as all words before "that", if no verb stands among them."""
    for j in range(i, min(len(line), i + 12)):
        if line.tags[j] in FINITE or line.tags[j] in (",", "."):
            return None
        if line.words[j] == "that" and j > i:
            return i, j
    return None


def _until(line: Line, start: int, word: str) -> int | None:
    """The position of a preposition that follows a noun phrase without leaving its clause."""
    for j in range(start + 1, min(len(line), start + 15)):
        if line.words[j] == word and line.quoted[j] < 0:
            return j
        if line.tags[j] in FINITE or line.words[j] in (".", ";", "that"):
            return None
    return None


def _of_a_phrase(line: Line, i: int) -> bool:
    """Whether the noun right before `i` is that of a preposition: ``responded to a heckler | who shouted``."""
    before = line.np_before(i)
    return before is not None and before[0] > 0 and line.tags[before[0] - 1] in ("IN", "TO")


def _begins(line: Line, i: int, frames: frozenset[str]) -> Follow | None:
    """Content that begins right at `i`."""
    if i >= len(line):
        return None
    word = line.words[i]
    speaks = bool(frames & {"clause", "that", "quote"})
    if speaks and line.is_open_quote(i):
        return Follow(i, "quote")
    if (
        speaks
        and word == ":"
        and i + 1 < len(line)
        and (frames & {"clause", "that"} or line.is_open_quote(i + 1))
    ):
        return Follow(i + 1, "colon")
    if frames & {"clause", "that"}:
        if points_back(line, i):
            return None
        if word == "that" and i + 1 < len(line):
            relative = (
                line.tags[i + 1] in FINITE
                and line.tags[i + 1] != "PRPV"
                and line.tags[i + 2 : i + 3]
                not in (
                    ["MD"],
                    ["VBD"],
                    ["VBZ"],
                )
            )
            return Follow(i + (not relative), "that")
        if word in words("question"):
            return None if word in ("who", "which") and _of_a_phrase(line, i) else Follow(i, "question")
        if line.quoted[i] < 0 and _clause(line, i, frames):
            return Follow(i, "zero-that")
    verb = line.tags[i + 1 : i + 2] in (["VB"], ["NN"], ["VBP"], ['"'])
    verb = verb or line.tags[i + 1 : i + 3] in (["JJ", "CD"], ["JJ", "DT"])  # ``to free 400 prisoners``
    if "to" in frames and word == "to" and verb:
        return Follow(i - (i > 0 and line.words[i - 1] == "not"), "to")
    if "to-say" in frames and word == "to" and _reporting_verb_at(line, i + 1):
        return Follow(i, "to")
    if "ing" in frames and line.tags[i] == "VBG":
        return Follow(i, "ing")
    return None


def _clause(line: Line, i: int, frames: frozenset[str]) -> bool:
    """Whether a clause without "that" begins at `i`; after ``say``, which takes no object, almost anything does."""
    if line.tags[i] == "RB" and line.words[i + 1 : i + 2] == [","]:
        return False  # ``As S has written previously, C``
    if "any" in frames:
        if _as_recently(line, i):
            return False
        if line.words[i] in SUBORDINATORS and sum(t in FINITE for t in line.tags[i : i + 40]) > 1:
            return True  # ``said if the port closed ships would wait``
        return line.clause_at(i) or _bare_clause(line, i)
    return "clause" in frames and line.subject_and_verb_at(i)


def _reporting_verb_at(line: Line, i: int) -> bool:
    """Whether a verb of reporting follows, adverbs passed over: ``declined to publicly comment``."""
    i = _skip_adverbs(line, i)
    return i < len(line) and line.tags[i] in ("VB", "NN") and line.words[i] in verbs()


def _bare_clause(line: Line, i: int) -> bool:
    """Whether a noun phrase and more follow a verb that takes no object: the tagger missed their verb."""
    found = line.np_after(i) if line.tags[i] in ("DT", "NNP", "PRP", "NNS") and not line.is_time(i) else None
    if found is None or found[1] >= len(line):
        return False
    inside = line.tags[i] == "PRP" and line.is_open_quote(found[1])  # ``saying they "better come"``
    return inside or line.tags[found[1]] in ("VBN", "VB", "VBG", "RB")


def _behind_circumstances(line: Line, i: int, frames: frozenset[str]) -> Follow | None:
    """Content that begins after a few adverbials: ``on Monday``, ``in an interview with O``."""
    first = i
    for _ in range(6):
        found = _begins(line, i, frames)
        if found:
            is_relative = found.frame == "that" and found.start == i > first and _tells_which(line, i)
            return None if is_relative else found
        step = _circumstance(line, i)
        if step is None:
            break
        i = step
    aside = first < len(line) and line.words[first] in SUBORDINATORS
    return _later(line, first if aside else i, frames)


def _tells_which(line: Line, i: int) -> bool:
    """Whether a relative "that" stands at `i`: ``attacks | that killed T``, ``a report Monday | that showed``."""
    k = i - 1
    while k > 0 and line.is_time(k):
        k -= 1
    return line.tags[k] in NOUNS


def _later(line: Line, i: int, frames: frozenset[str]) -> Follow | None:
    """A quotation or that-clause behind longer circumstances, if no verb stands between."""
    inside = i < len(line) and line.words[i] in SUBORDINATORS  # ``said after the talks ended that C``
    if i < len(line) and line.tags[i] in _OBJECT and not line.is_time(i):
        return None  # an object: ``added jobs in a month that was slow``
    j, stop = i, min(len(line) - 1, i + 25)
    while j < stop:
        word = line.words[j]
        if line.tags[j] == "." or (inside and j - i > 10 and line.tags[j] in FINITE):
            return None
        if not inside and (line.tags[j] in FINITE or word in verbs()):
            return None
        if word == "," and line.tags[j + 1] == "VBG":  # ``reported on Monday, citing T, that C``
            closing = next((k for k in range(j + 2, stop) if line.words[k : k + 2] == [",", "that"]), None)
            if closing is None:
                return None
            j = closing + 1
            continue
        if word in (",", ":") and line.is_open_quote(j + 1):
            return Follow(j + 1, "quote")
        if word == "that" and frames & {"clause", "that"} and line.clause_at(j + 1):
            return Follow(j + 1, "that")
        closing = _closing_dash(line, j)
        j = closing if closing else j + 1
    return None


def _closing_dash(line: Line, j: int) -> int | None:
    """The dash that closes the aside which a dash at `j` opens: ``said — online, as it happens — that C``."""
    if line.words[j] not in ("—", "–", "--", "-"):
        return None
    return next((k for k in range(j + 1, min(len(line), j + 12)) if line.words[k] == line.words[j]), None)


def _circumstance(line: Line, i: int) -> int | None:
    """The end of the adverbial that begins at `i`; None if there is none."""
    if i >= len(line) or line.quoted[i] >= 0:
        return None
    if recent := _as_recently(line, i):
        return recent
    if line.tags[i] in ("DT", "CD") and (timed := time(line, i, len(line))):
        return timed  # ``declared | a year ago | that C``
    if line.is_time(i) or line.tags[i] == "RB":
        j = i
        while j < len(line) and (line.is_time(j) or line.tags[j] in ("CD", "RB")):
            j += 1
        return j
    if line.words[i] in words("circumstance"):
        if i + 1 < len(line) and line.is_time(i + 1):
            return _circumstance(line, i + 1)
        phrase = line.np_after(i + 1)
        return phrase[1] if phrase else None
    if line.words[i] == "by":
        return by_channel(line, i)
    return None


def _as_recently(line: Line, i: int) -> int | None:
    """The end of ``as recently as last month`` at `i`."""
    if line.words[i] != "as" or line.words[i + 2 : i + 3] != ["as"]:
        return None
    j = i + 3
    while j < len(line) and (
        line.is_time(j) or line.tags[j] in ("CD", "RB") or line.words[j] in ("last", "late")
    ):
        j += 1
    return j if j > i + 3 else None


def by_channel(line: Line, i: int) -> int | None:
    """The end of ``by radio``, ``by text message`` at `i`."""
    phrase = line.np_after(i + 1) if line.words[i : i + 1] == ["by"] else None
    return phrase[1] if phrase and line.words[phrase[1] - 1] in channels() else None


def after_circumstances(line: Line, i: int, cue: Cue) -> int:
    """The end of the hearer and the adverbials that follow a cue whose content stands before it."""
    if "hearer" in cue.frames:
        hearer = _hearer(line, i)
        i = hearer[1] if hearer else i
    for _ in range(6):
        step = _circumstance(line, i)
        if step is None:
            break
        i = step
    return i
