"""What a phrase of an event names: people who can act or be helped, weapons, what can be struck or seized."""

from __future__ import annotations

from parley.find.phrases import time
from parley.find.plover.heads import BEARINGS, COMPARING, COMPASS, heads
from parley.find.plover.lexicon import light, members, singular
from parley.language.lemmas import lemma
from parley.language.line import Line, Range
from parley.vocab import words

_DASHES = frozenset({"--", "–", "—"})
_CURRENCIES = "€$£¥"
_MONTHS = frozenset(month[:3] for month in words("months"))


def is_someone(line: Line, phrase: Range) -> bool:
    """Whether a phrase names those who can act: people, a force, a body; no pronoun."""
    if is_weapon(line, phrase):
        return False
    if light("abstract").issuperset(heads(line, phrase)):
        return False  # ``rules that balance | national security``
    able = members("people") | members("troops") | members("police") | members("crowd") | members("envoy")
    return not (able | members("arms_of_state")).isdisjoint(heads(line, phrase))


def is_actor(line: Line, phrase: Range) -> bool:
    """Whether a phrase names those who may have done a deed: not the craft that carried them."""
    return is_someone(line, phrase) and not is_craft(line, phrase)


def is_craft(line: Line, phrase: Range) -> bool:
    """Whether a phrase is of what carries forces: ``warplanes``."""
    return not light("craft").isdisjoint(heads(line, front(line, phrase)))


def is_one_of_many(line: Line, phrase: Range) -> bool:
    """Whether one man of a force is told of, for whom his state need not stand: ``a Velmaran | guard``."""
    single = line.words[phrase[0]] in ("a", "an", "one", "another")
    return single and not light("single_men").isdisjoint(heads(line, phrase))


def is_weapon(line: Line, phrase: Range) -> bool:
    """Whether a phrase is of a weapon or an attack, which somebody used or made."""
    return not (members("weapons") | members("attack")).isdisjoint(heads(line, phrase))


def is_people(line: Line, phrase: Range) -> bool:
    """Whether a phrase names people who may be given something."""
    people_ = (members("people") | members("crowd")) - members("troops")
    if any(t.text[0] in _CURRENCIES for t in line.tokens[max(0, phrase[0] - 1) : phrase[1]]):
        return False
    return not people_.isdisjoint(heads(line, phrase))


def is_something(line: Line, phrase: Range) -> bool:
    """Whether a phrase names what can be attacked, seized or returned: people, a place, property, prisoners."""
    top = heads(line, phrase)
    if not (members("means") | members("attack")).isdisjoint(top) or _is_attack(line, phrase):
        return False  # ``continued | limited assaults near Velm``
    things = members("property") | members("land") | members("prisoner") | members("asset")
    if is_someone(line, phrase) or not things.isdisjoint(top):
        return True
    last = front(line, phrase)[1] - 1
    return line.tags[last] == "NNP" and not line.is_time(last) and line.words[last][:3] not in _MONTHS


def printed(line: Line, phrase: Range) -> Range:
    """The words of those whom nobody knows by name, with what bounds their number: ``| more than 1,000 civilians``."""
    start, end = front(line, phrase)
    label = next((k for k in range(end - 2, start - 1, -1) if line.words[k] == "caption"), None)
    start = start if label is None else label + 1  # ``Image caption | Protesters``
    timed = time(line, start, end)
    start = timed if timed and timed < end else start  # ``last night | 29 people``
    start = _behind_break(line, _last_begin(line, start, end), end)
    start += line.words[start] == "that" and (
        line.tags[start] == "IN" or line.tags[start + 1 : end] == ["NNS"]
    )
    year = line.tags[start] == "CD" and len(line.words[start]) == 4 and line.words[start][:2] in ("19", "20")
    start += (
        year and start + 1 < end and line.words[start - 1] in ("in", "since", "by")
    )  # ``In 2031 | guards``
    if line.words[start : start + 3] == ["the", "number", "of"] and start + 3 < end:
        start += 3
    start += line.words[start] == "hostage" and start + 1 < end
    end -= line.words[end - 1] == "hostage" and line.tags[end - 2] in (
        "NN",
        "NNS",
    )  # ``taking people | hostage``
    if start and line.words[start] == "least" and line.words[start - 1] == "at":
        return start - 1, end
    bound = line.words[max(0, start - 2) : start]
    compares = (
        bound[-1:] == ["than"] and bound[0] in COMPARING
    )  # not ``killed in raids than | civilians were``
    if compares or bound == ["close", "to"]:
        return start - 2, end
    return start - (bound[-1:] in (["nearly"], ["almost"], ["about"], ["some"])), end


def _last_begin(line: Line, start: int, end: int) -> int:
    """Where the last sentence begins of those that run together: ``City mourns victims | Three people``."""
    begins = (
        k
        for k in range(end - 1, start, -1)
        if line.tags[k] in ("CD", "DT")
        and line.tokens[k].text.istitle()
        and line.tokens[k - 1].text.islower()
    )
    return next(begins, start)


def _behind_break(line: Line, start: int, end: int) -> int:
    """Where the last phrase begins of those that run together: ``Highlights | 14 people``, ``saying | ten men``."""
    for k in range(end - 1, start, -1):
        counts = line.tags[k] == "CD" and line.tags[k - 1] == "NNS" and line.tokens[k - 1].text.islower()
        told = line.tags[k - 1] == "VBG" and lemma(line.words[k - 1], "VBG") in light("report")
        if counts or told or line.words[k - 1] in _DASHES:
            return k
    return start


def is_bearing(line: Line, phrase: Range) -> bool:
    """Whether a phrase says where something was, or is of an attack there: ``north of T``, ``raids east of T``."""
    at = next((k for k in range(*phrase) if line.tags[k] != "DT"), phrase[0])
    word = line.words[at]
    if not line.tokens[at].text.islower():
        return False
    locates = word in BEARINGS or (word in light("edges") and line.words[at + 1 : at + 2] == ["of"])
    return locates or _is_attack(line, phrase)


def landmark(line: Line, phrase: Range) -> Range | None:
    """The place of which a phrase says that something was north of it, or at its edge."""
    k = next((k for k in range(*phrase) if line.words[k] == "of"), None)
    return (k + 1, phrase[1]) if k is not None and k + 1 < phrase[1] and is_bearing(line, phrase) else None


def _is_attack(line: Line, phrase: Range) -> bool:
    """Whether a phrase is of an attack, which its side of the compass hides: ``assaults | northeast of Velm``."""
    return any(
        singular(line.words[k]) in members("attack") and line.words[k + 1].startswith(COMPASS)
        for k in range(phrase[0], phrase[1] - 1)
    )


def front(line: Line, phrase: Range) -> Range:
    """A phrase up to its first preposition other than "of": ``protesters | in Velmara`` are not Velmara."""
    start, end = phrase
    for k in range(start + 1, end):
        if (line.tags[k] in ("IN", "TO") and line.words[k] not in ("of", "than")) or line.tags[k] == "WH":
            return start, k
        if line.tags[k] == "VBG" and line.tags[k - 1] == "NNS" and _governs(line, k, end):
            return start, k  # ``people | protesting Vey``
    return start, end


def _governs(line: Line, k: int, end: int) -> bool:
    """Whether a gerund has an object of its own: not ``Nation mourns | bombing | victims``, ``officials | saying``."""
    after = line.tags[k + 1] if k + 1 < end else ""
    return after in ("DT", "JJ", "NNP", "POS", "CD") and lemma(line.words[k], "VBG") not in light("report")
