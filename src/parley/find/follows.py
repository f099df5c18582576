"""What follows a cue: where its content begins, by which frame, and who was told where.

said [that] C        a clause            told A [that] C      a hearer first
vowed to C           an infinitive       accused A of C       two parts
rejected C           a noun phrase       called for C         a preposition
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from parley.find.able import can_speak
from parley.find.beginnings import OBJECT, begins, behind_circumstances, circumstance, skip_adverbs
from parley.find.cues import Cue, channels
from parley.find.follow import Follow
from parley.find.phrases import time
from parley.find.pointing import points_back
from parley.find.two_parts import pair, until
from parley.language.line import MARKS, Line, Range
from parley.language.tags import FINITE, VERBS
from parley.vocab import words

_POINTING = frozenset({"it", "this", "that", "them"})
_GRADED = frozenset({"np", "question"})  # frames of content that an adverb may belong to
_SPOKEN = frozenset({"clause", "that", "quote", "to", "any"})


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
    place = _Place(line, skip_adverbs(line, i), i, cue, speaks)
    if place.i >= len(line):
        return None
    found = None
    for read in _READINGS:
        found = read(place)
        if found:
            break
    if (
        found is None
        or found is _NOTHING
        or (found.frame == "preposition" and _only_points(line, found.start))
    ):
        return None
    start = _with_degree(line, i, found.start) if found.frame in _GRADED else found.start
    return found if start == found.start else replace(found, start=start)


def _only_points(line: Line, start: int) -> bool:
    """Whether content is no more than a word that points back: ``pointed to | it, saying that C``."""
    return line.words[start] in _POINTING and line.tags[start + 1 : start + 2] in (["VBG"], [","], ["."], [])


def _with_degree(line: Line, first: int, start: int) -> int:
    """Where content behind adverbs begins, with one that is of its first word: ``citing | highly dubious claims``."""
    word = line.words[start - 1]
    graded = line.tags[start] == "JJ" and (word.endswith("ly") or word in words("degree"))
    pointed = line.words[start] in words("question") and word in words("pointing")
    return start - 1 if start > first and line.tags[start - 1] == "RB" and (graded or pointed) else start


def _two_parts(at: _Place) -> Follow | None:
    found = next((found for parts in at.cue.pairs if (found := pair(at.line, at.i, *parts))), None)
    if found and found.hearer and found.frame.startswith("np-") and "clause" in at.frames:
        return found if can_speak(at.line, found.hearer) else None  # ``warned the move against T would fail``
    blames = at.cue.lemma != "thank" and "np" in at.frames
    if found and found.hearer and found.frame == "np-for" and blames:
        return found if can_speak(at.line, found.hearer) else None  # ``rebuked | her bid for a third term``
    return found


def _behind_preposition(at: _Place) -> Follow | None:
    line = at.line
    timed = time(line, at.i, len(line)) if line.words[at.i] in ("on", "in") else None
    places = (timed,) if timed else (at.i, at.first)  # ``called on Sunday | for C``
    prepositions = at.cue.prepositions
    for j in places if prepositions else ():  # "about" may be tagged an adverb
        if j + 1 < len(line) and line.words[j] in prepositions:
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
    found = begins(at.line, at.i, at.frames)
    if found is None and at.first < at.i:
        found = begins(at.line, at.first, at.frames)
    if found is None and _is_vowed(at):
        found = Follow(at.i, "to")
    if found and found.frame == "zero-that" and _is_told(at):
        return None  # ``warned | lawmakers | that C``
    if found and found.frame == "to":
        asks_not = set(at.line.words[at.i : at.i + 4]) & words("anonymity")
        return found if at.speaks and not asks_not else _NOTHING
    return found


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
    place = until(at.line, at.i, "at") if "np+at" in at.frames else None
    if place is None or "CD" not in at.line.tags[place + 1 : place + 6]:
        return None
    is_pronoun = place == at.i + 1 and at.line.tags[at.i] == "PRP"
    return Follow(place + 1 if is_pronoun else at.i, "np")


def _behind_hearer(at: _Place) -> Follow | None:
    if "hearer" not in at.frames:
        return None
    hearer = _hearer(at.line, at.i) or _up_to_that(at.line, at.i)
    if not hearer or at.line.tags[at.i] == "TO" or head_noun(at.line, hearer) in at.cue.barred:
        return None  # ``telling | stories of the people he's met``
    found = behind_circumstances(at.line, hearer[1], at.frames | {"clause", "any"})
    bare = (
        found and found.frame == "zero-that" and at.line.tags[found.start : found.start + 2] == ["RB", "VBN"]
    )
    if bare and "clause" in at.frames and at.line.tags[hearer[1] - 1] == "NNP":
        return Follow(at.i, "zero-that")  # ``warns | war already begun``
    return Follow(found.start, found.frame, hearer) if found else None


def head_noun(line: Line, found: Range) -> str:
    """The noun that a phrase is about: before its first preposition."""
    end = next((k for k in range(*found) if line.tags[k] in ("IN", "TO")), found[1])
    return line.words[max(found[0], end - 1)]


def _answer(at: _Place) -> Follow | None:
    alone = at.line.tags[at.i + 1 : at.i + 2] in ([], ["."], [","])
    said = at.line.words[at.i] in ("yes", "no") and "clause" in at.frames
    return Follow(at.i, "word") if said and alone else None


def _behind_adverbials(at: _Place) -> Follow | None:
    if not at.frames & {"clause", "that", "quote"}:
        return None
    found = behind_circumstances(at.line, at.i, at.frames & _SPOKEN)
    object_first = "np" in at.frames and at.line.tags[at.i] in OBJECT
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
        i = circumstance(line, i) or i  # ``noted on Monday the change``
        if i >= len(line) or line.tags[i] not in ("DT", "NN", "NNS", "NNP", "POS"):
            return None
    if points_back(line, i):
        return Follow(i, "np") if line.tags[i + 1 : i + 2] in (["JJ"], ["NN"]) else None
    opens = line.tags[i] in OBJECT or line.tags[i] in ("VBG", '"', "RB")
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


def after_circumstances(line: Line, i: int, cue: Cue) -> int:
    """The end of the hearer and the adverbials that follow a cue whose content stands before it."""
    if "hearer" in cue.frames:
        hearer = _hearer(line, i)
        i = hearer[1] if hearer else i
    for _ in range(6):
        step = circumstance(line, i)
        if step is None:
            break
        i = step
    return i
