"""Whether what a side says that it will do is a blow, and so no offer."""

from __future__ import annotations

from parley.find.positions.stances import listed
from parley.language.lemmas import lemma
from parley.language.line import Line, Range

_OPENING = 7  # words of a content in which its verb stands


def is_blow(line: Line, content: Range) -> bool:
    """Whether what is promised is a blow: ``to retaliate``, ``the accord will be terminated``, ``to raise tariffs``."""
    near = range(content[0], min(content[1], content[0] + _OPENING))
    if line.tags[content[0]] == "DT" and _is_of_blows(line, content[0], content[1]):
        return True  # ``promised | the tariffs``
    tells = (_breaks_off, _arms, _goes_on_with, _hits_back)
    if any(told(line, k, content[1]) for k in near for told in tells):
        return True
    if line.tags[content[0]] in ("NN", "NNS", "JJ") and "MD" not in line.tags[slice(*content)]:
        return False  # ``cooperation | in fighting the fire``
    opening = {lemma(line.words[k]) for k in near if not _is_of_own(line, k + 1)}
    if not opening.isdisjoint(listed("ceasing")) or ("respond" in opening and _answers(line, content)):
        return False
    raised = any(
        lemma(line.words[k]) in listed("raising") and _is_of_blows(line, k + 1, content[1]) for k in near
    )
    return raised or _leaves(line, content) or not opening.isdisjoint(listed("hostile"))


def _is_of_own(line: Line, i: int) -> bool:
    """Whether what a verb is done to is one's own: ``to destroy | its arms``."""
    return line.words[i : i + 1] in (["its"], ["their"], ["his"], ["her"], ["our"], ["my"])


def _leaves(line: Line, content: Range) -> bool:
    """Whether what is promised is to leave an agreement: ``to withdraw T from | the accord``."""
    gone = False
    for k in range(*content):
        word = lemma(line.words[k])
        if word in listed("troops") or line.words[k] in (",", "after", "if"):
            return False
        gone = gone or word in listed("going_out")
        if gone and word in listed("treaties"):
            return True
    return False


def _is_of_blows(line: Line, start: int, end: int) -> bool:
    """Whether what grows is a blow itself: ``raise | its own tariffs``, but not ``resume | talks on tariffs``."""
    stop = _phrase_end(line, start, end)
    if stop < end and line.tags[stop] == "IN" and line.words[stop - 1] in listed("measures"):
        stop = _phrase_end(line, stop + 1, end)  # ``increase its capacity for | enrichment``
    return any(lemma(word) in listed("blows") for word in line.words[start:stop])


def _phrase_end(line: Line, start: int, end: int) -> int:
    return next((k for k in range(start, end) if line.tags[k] in ("IN", "TO", "CC", ",")), end)


def _breaks_off(line: Line, k: int, end: int) -> bool:
    """Whether a verb ends what is owed or talked: ``suspend | its commitments``, ``cut off | all channels``."""
    if lemma(line.words[k]) not in listed("breaking"):
        return False
    if line.tags[k + 1 : k + 2] == ["VBG"] and lemma(line.words[k + 1], "VBG") in listed("keeping"):
        return True  # ``would stop | abiding by the limits``
    start = k + 1 + (line.words[k + 1 : k + 2] in (["off"], ["down"]))
    head = line.words[_phrase_end(line, start, end) - 1]
    return lemma(head, "NNS") in listed("owed")


def _goes_on_with(line: Line, k: int, end: int) -> bool:
    """Whether a verb is of going on with blows or tests of arms: ``press ahead with | more missile tests``."""
    if lemma(line.words[k]) not in listed("going_on"):
        return False
    start = next((i + 1 for i in range(k + 1, min(end, k + 4)) if line.words[i] == "with"), k + 1)
    phrase = [lemma(word) for word in line.words[start : _phrase_end(line, start, end)]]
    blow = not listed("blows").isdisjoint(phrase) and start > k + 1
    return blow or ("test" in phrase and not listed("weaponry").isdisjoint(phrase))


def _hits_back(line: Line, k: int, end: int) -> bool:
    """Whether a noun is of a reply that hurts: ``a harsh response``."""
    return k + 1 < end and line.words[k] in listed("harsh") and line.words[k + 1] in ("response", "responses")


def _arms(line: Line, k: int, end: int) -> bool:
    """Whether a verb is of getting arms: ``developing | missiles``, ``improving | its nuclear capability``."""
    if lemma(line.words[k]) not in listed("arming"):
        return False
    return any(
        lemma(word) in listed("weaponry") for word in line.words[k + 1 : _phrase_end(line, k + 1, end)]
    )


def _answers(line: Line, content: Range) -> bool:
    """Whether what is promised is an answer: ``to respond to the offer``."""
    return not listed("pointed").isdisjoint(line.words[slice(*content)])
