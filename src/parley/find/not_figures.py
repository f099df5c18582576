"""Numbers that are no figures: dates, years, times of day, labels, parts of names, list numbers.

Only plain numbers are asked about; a currency or a percent sign settles that something is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from parley.find.amounts import Amount
from parley.find.atoms import DASHES, Atom, word
from parley.find.events import forms
from parley.find.numbers import number_at
from parley.vocab import table

_LINKS = frozenset({"and", ",", "-", "–", "to", "or"})
_HUGE = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
_BASE = 1000  # the most of which so many are told
_FEW = 10  # sides, faces or prongs
_NAME = 5  # words of a name and an article before a number
_CODE_MARKS = frozenset("#@_=&\\~*/+<>|№^")
_CLOSING = frozenset({")", "]", "”", "’", "'", '"'})
_CODE_BEFORE = _CODE_MARKS | {":", ".", "%"}


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(table("figures/contexts.toml")[group])


def day_numbers(line: Sequence[Atom]) -> frozenset[int]:
    """Atoms that are days of a month, and the years after them: "5 February", "Dec. 14 and 15, 2031"."""
    found: set[int] = set()
    months = _words("months")
    for at, atom in enumerate(line):
        if atom.low in months and atom.text[0].isupper():
            _mark_after(line, at + 1, found)
            _mark_before(line, at - 1, found)
    return frozenset(found)


def _mark_after(line: Sequence[Atom], at: int, found: set[int]) -> None:
    at += word(line, at) == "."
    while _is_day(line, at) and at not in found:
        found.add(at)
        at += 1 + (word(line, at + 1) in ("st", "nd", "rd", "th"))
        if word(line, at) == "," and _is_year(word(line, at + 1)):
            found.add(at + 1)
            return
        if word(line, at) not in _LINKS or _counts(line, at + 2):
            return
        at += 1


def _mark_before(line: Sequence[Atom], at: int, found: set[int]) -> None:
    at -= word(line, at) == "of"
    at -= word(line, at) in ("st", "nd", "rd", "th")
    for _ in range(4):
        if not _is_day(line, at):
            return
        found.add(at)
        if word(line, at - 1) not in _LINKS:
            return
        at -= 2


def _is_day(line: Sequence[Atom], at: int) -> bool:
    text = word(line, at)
    return text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 31


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and 1500 <= int(text) < 2100


def _counts(line: Sequence[Atom], at: int) -> bool:
    """Whether a noun follows at `at`, so that the number before it counts something."""
    text = word(line, at)
    return len(text) > 3 and text.isalpha() and text.islower() and line[at].text.islower() and text[-1] == "s"


def is_no_figure(line: Sequence[Atom], found: Amount, days: frozenset[int]) -> bool:
    """Whether the amount is a date, a time, a label, part of a name or of a code."""
    if found.percent and word(line, found.start - 1) == "top" and word(line, found.stop) != "of":
        return True  # ``joined the top 1 %``
    if found.form == "share" and _is_of_row(line, found):
        return True
    if found.currency or found.percent:
        return _in_code(line, found)
    return (
        any(at in days for at in range(found.number, found.stop))
        or _in_code(line, found)
        or _is_clock(line, found)
        or _is_label(line, found)
        or _in_name(line, found)
        or _is_programme(line, found)
        or _is_list_number(line, found)
        or _reads_as_year(line, found)
        or _is_note(line, found)
        or _is_saying(line, found)
        or _is_base(line, found)
    )


def _is_of_row(line: Sequence[Atom], found: Amount) -> bool:
    """An ordinal that only looks like a share: ``a fifth | straight night``, not ``a fifth of them``."""
    after = word(line, found.stop)
    if (
        word(line, found.number) not in ("a", "an")
        or not after.isalpha()
        or not line[found.stop].text.islower()
    ):
        return False
    return after not in frozenset(table("figures/units.toml")["words"]["stop"]) and not after.endswith("er")


def _is_note(line: Sequence[Atom], found: Amount) -> bool:
    """The mark of a note, alone in square brackets: ``took the town.[101]``."""
    return word(line, found.start - 1) == "[" and word(line, found.stop) == "]"


def _is_saying(line: Sequence[Atom], found: Amount) -> bool:
    """A number that counts nothing: ``any one year``, ``a two-faced man``, ``have seen them a million times``."""
    after = word(line, found.stop)
    if word(line, found.number) == "one" and word(line, found.number - 1) in ("any", "every", "each"):
        return True
    if after in DASHES and found.value < _FEW and word(line, found.stop + 1).endswith("ed"):
        return True
    if (
        found.qualifier == "vague"
        and after == "and"
        and word(line, found.stop + 1) == word(line, found.number)
    ):
        return True  # the first of ``thousands and thousands``
    vague = word(line, found.start) == "a" or word(line, found.number) == "a"
    return vague and after == "times" and word(line, found.stop - 1) in _HUGE


def _is_base(line: Sequence[Atom], found: Amount) -> bool:
    """Of how many a ratio is: ``almost 1 in | 10 men``."""
    if word(line, found.start - 1) != "in" or found.start < 2 or found.value > _BASE:
        return False
    part = number_at(line, found.start - 2)
    return part is not None and part.stop == found.start - 1 and (part.high or _BASE) < found.value


def _is_programme(line: Sequence[Atom], found: Amount) -> bool:
    """A name made of a number: ``a 60 Minutes reporter``, ``the six party talks``."""
    if word(line, found.stop) == "party" and word(line, found.stop + 1) in ("talks", "negotiations"):
        return True
    if not 0 < found.number < found.stop < len(line) - 1:
        return False
    unit, after = line[found.stop].text, line[found.stop + 1].text
    timed = unit.istitle() and unit.lower().removesuffix("s") in table("figures/units.toml")["time"]
    marked = after in _CLOSING or line[found.number - 1].text in ("'", "‘", "“", '"')
    return timed and (marked or (after.isalpha() and after.islower()))


def _in_code(line: Sequence[Atom], found: Amount) -> bool:
    """Glued to letters or marks that no figure has: G7, #40, 24/7, 701-237-5948, 1990s."""
    at, first = found.number, line[found.number]
    before = line[at - 1] if at else None
    if before is not None and first.glued:
        if before.text[-1].isalnum() or before.text in _CODE_BEFORE:
            return True
        if before.text in _CLOSING and (before.glued or before.text != '"'):
            return True  # ``developers.")383;`` is the mark of a note
        if before.text in DASHES and before.glued and at > 1 and line[at - 2].text[-1].isalnum():
            return True
    if found.stop >= len(line) or not line[found.stop].glued:
        return False
    after = line[found.stop]
    follows = line[found.stop + 1] if found.stop + 1 < len(line) else None
    glued_digit = follows is not None and follows.glued and follows.text[0].isdigit()
    if after.text.isalpha() and not _is_suffix(after.low):
        return True
    if after.text in _CODE_MARKS or (after.text in {*DASHES, ":", "."} and glued_digit):
        return True
    return after.text in ("'s", "’s") or after.text[0].isdigit()


def _is_suffix(text: str) -> bool:
    """Whether letters glued to a number are its unit (500km), not the rest of a code (5G, 1990s, 5th)."""
    units = table("figures/units.toml")
    known = (units["measures"], units["time"], units["currencies"])
    return any(text in group or (len(text) > 1 and text.removesuffix("s") in group) for group in known)


def _is_clock(line: Sequence[Atom], found: Amount) -> bool:
    clock = _words("clock")
    after = word(line, found.stop)
    if after in clock or (after == "-" and word(line, found.stop + 1) in clock):
        return True
    if after in ("hours", "hrs") and word(line, found.stop + 1) in clock:
        return True
    joined = after in ("and", "to", "-", "–") and word(line, found.stop + 1).replace(".", "").isdecimal()
    return (joined or after == "and") and word(line, found.stop + 2) in clock


def _is_label(line: Sequence[Atom], found: Amount) -> bool:
    """Phase two, Article 5, No. 10, item 1 of 3, Group of 20."""
    labels = _words("labels")
    at = found.number - (word(line, found.number - 1) == ".")
    before = word(line, at - 1)
    labelled = before in labels or (before in _words("weak_labels") and not _counts(line, found.stop))
    if labelled and found.start == found.number and found.form != "range":
        return True
    if before == "of" and word(line, at - 2) == "group":
        return True
    if before == "of" and word(line, at - 2).isdecimal() and word(line, at - 3) in labels:
        return True
    return before in labels and word(line, found.stop) == "of"


def _in_name(line: Sequence[Atom], found: Amount) -> bool:
    """Part of a capitalised name: Channel 10, Resolution 1701, Big Three."""
    at = found.number
    if found.start != at or found.form not in ("digits", "words") or at == 0:
        return False
    before = line[at - 1]
    named = before.text[0].isupper() and before.text not in ("I", "A")
    if line[at].text[0].isalpha():
        return line[at].text[0].isupper() and before.text[0].isalpha()
    units = table("figures/units.toml")
    if not named or before.low in _words("weekdays") | _words("months") | frozenset(units["words"]["stop"]):
        return False
    if _counts(line, found.stop) and (at == 1 or _is_given(line, at)):
        return False
    after = word(line, found.stop)
    singular = after.removesuffix("s")
    return not (singular in units["time"] or singular in units["measures"] or after in ("times", "people"))


def _is_given(line: Sequence[Atom], at: int) -> bool:
    """Whether the name before a number is to whom the counted are given: "gave Velmara 40 buses"."""
    k = at - 1
    while k > 0 and at - k < _NAME and line[k].text[0].isupper():
        k -= 1
    two = table("figures/events.toml")["roles"]["two_objects"]
    return forms().get(word(line, k - (word(line, k) == "the"))) in two


def _is_list_number(line: Sequence[Atom], found: Amount) -> bool:
    after = word(line, found.stop)
    return found.number == 0 and found.form == "digits" and after in (".", ")", ":")


def _reads_as_year(line: Sequence[Atom], found: Amount) -> bool:
    """A bare 1500 to 2099; only a qualifier and a counted noun make it a figure: "about 2000 soldiers"."""
    inside = [a.text for a in line[found.number : found.stop] if a.text[0].isdigit()]
    if not inside or not _is_year(inside[0]) or found.scale != 1:
        return False
    units = table("figures/units.toml")
    step = found.stop + (word(line, found.stop) in DASHES)
    head = word(line, step)
    if head.removesuffix("s") in units["measures"] or head in units["measures"]:
        return False
    return found.start == found.number or (not _counts(line, found.stop) and head != "people")
