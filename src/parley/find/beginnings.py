"""Where content begins: right behind its cue, or behind the adverbials that follow that."""

from __future__ import annotations

from parley.find.cues import channels, verbs
from parley.find.follow import Follow
from parley.find.phrases import time
from parley.find.pointing import points_back
from parley.language.line import NOUNS, REACH, SUBORDINATORS, Line
from parley.language.tags import FINITE
from parley.vocab import words

OBJECT = frozenset({"DT", "CD", "JJ", "NN", "NNS", "NNP", "PRP", "POS"})


def begins(line: Line, i: int, frames: frozenset[str]) -> Follow | None:
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


def _of_a_phrase(line: Line, i: int) -> bool:
    """Whether the noun right before `i` is that of a preposition: ``responded to a heckler | who shouted``."""
    before = line.np_before(i)
    return before is not None and before[0] > 0 and line.tags[before[0] - 1] in ("IN", "TO")


def _clause(line: Line, i: int, frames: frozenset[str]) -> bool:
    """Whether a clause without "that" begins at `i`; after ``say``, which takes no object, almost anything does."""
    if line.tags[i] == "RB" and line.words[i + 1 : i + 2] == [","]:
        return False  # ``As S has written previously, C``
    timed = time(line, i, len(line)) if line.tags[i] in ("DT", "CD") else None
    if timed and line.words[timed : timed + 1] == ["that"]:
        return False  # ``declared a year ago | that C``
    if "any" in frames:
        if _as_recently(line, i):
            return False
        if line.words[i] in SUBORDINATORS and sum(t in FINITE for t in line.tags[i : i + 40]) > 1:
            return True  # ``said if the port closed ships would wait``
        return not _is_gap(line, i) and (line.clause_at(i) or _bare_clause(line, i))
    return "clause" in frames and line.subject_and_verb_at(i)


def _is_gap(line: Line, i: int) -> bool:
    """Whether a noun and a clause of it stand at `i`, and no verb behind: ``saying | things they did not say``."""
    if line.tags[i] not in ("NN", "NNS") or line.tags[i + 1 : i + 2] != ["PRP"]:
        return False
    near = range(i, min(len(line) - 1, i + REACH))
    parted = (k for k in near if line.words[k] == "," and line.tags[k + 1] == "VBG")
    stop = next(parted, near.stop)
    return sum(tag in FINITE for tag in line.tags[i + 2 : stop]) < 2


def _reporting_verb_at(line: Line, i: int) -> bool:
    """Whether a verb of reporting follows, adverbs passed over: ``declined to publicly comment``."""
    i = skip_adverbs(line, i)
    return i < len(line) and line.tags[i] in ("VB", "NN") and line.words[i] in verbs()


def _bare_clause(line: Line, i: int) -> bool:
    """Whether a noun phrase and more follow a verb that takes no object: the tagger missed their verb."""
    found = line.np_after(i) if line.tags[i] in ("DT", "NNP", "PRP", "NNS") and not line.is_time(i) else None
    if found is None or found[1] >= len(line):
        return False
    inside = line.tags[i] == "PRP" and line.is_open_quote(found[1])  # ``saying they "better come"``
    return inside or line.tags[found[1]] in ("VBN", "VB", "VBG", "RB")


def behind_circumstances(line: Line, i: int, frames: frozenset[str]) -> Follow | None:
    """Content that begins after a few adverbials: ``on Monday``, ``in an interview with O``."""
    first = i
    for _ in range(6):
        found = begins(line, i, frames)
        if found:
            is_relative = found.frame == "that" and found.start == i > first and _tells_which(line, i)
            return None if is_relative else found
        step = circumstance(line, i)
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
    if i < len(line) and line.tags[i] in OBJECT and not line.is_time(i):
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


def circumstance(line: Line, i: int) -> int | None:
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
            return circumstance(line, i + 1)
        phrase = line.np_after(i + 1)
        if phrase and line.tags[phrase[0]] == "PRP" and "and" in line.words[slice(*phrase)]:
            return None  # ``the loss T has been demanding | of them | and the need to save``
        return _past_name(line, phrase[1]) if phrase else None
    if line.words[i] == "by":
        return by_channel(line, i)
    return None


def _past_name(line: Line, i: int) -> int:
    """The end of a name that an adjective of it ends, before a clause: ``with Harbour News | Digital | that C``."""
    ends = line.tags[i - 1] == "NNP" and line.tags[i : i + 1] == ["JJ"] and line.texts[i][0].isupper()
    return i + 1 if ends and line.words[i + 1 : i + 2] == ["that"] else i


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


def skip_adverbs(line: Line, i: int) -> int:
    """Past adverbs, but those that count or deny what follows: ``said | no ships had left``."""
    while i < len(line) and line.tags[i] == "RB" and line.quoted[i] < 0:
        if line.words[i] in words("amounting") and line.tags[i + 1 : i + 2] != ["RB"]:
            break
        i += 1
    return i
