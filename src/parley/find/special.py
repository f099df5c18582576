"""Numbers in fixed forms: ages, ranks, votes, and lengths of one ("a week", "yearlong")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parley.find.amounts import Amount, amount_at, with_qualifier
from parley.find.atoms import DASHES, Atom, word
from parley.find.numbers import digits_value, is_ordinal, number_at
from parley.find.plover.lexicon import members
from parley.find.units import Unit, is_plural, listed, singular, unit_after
from parley.vocab import table

_NAMING = 3  # words of whom an age is


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure before its evidence is cut: kind, bounds, qualifier, unit and its atoms."""

    kind: str
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    start: int
    stop: int


def at(line: Sequence[Atom], index: int, floor: int, amount: Amount | None) -> tuple[Quantity, ...]:
    """The quantities of the first special form that begins at atom `index`, as does `amount`; mostly none."""
    age = None if amount is None else _years_old(line, amount)
    if age is not None:
        return (age,)
    for read in _FORMS:
        found = read(line, index, floor)
        if found:
            return found
    return ()


def _years_old(line: Sequence[Atom], amount: Amount) -> Quantity | None:
    """A 53-year-old teacher; 12 years old."""
    if amount.currency or amount.percent:
        return None
    words = [word(line, k) for k in range(amount.stop, amount.stop + 4)]
    if (
        words[0] in DASHES
        and words[1] in ("year", "years")
        and words[2] in DASHES
        and words[3] in ("old", "olds")
    ):
        stop = amount.stop + 4
        unit = unit_after(line, stop, many=False) if words[3] == "old" else None
        name, stop = (unit.text, unit.stop) if unit is not None and _is_name(unit) else ("person", stop)
    elif words[0] in DASHES and words[1:3] == ["year", "old"]:
        name, stop = "person", amount.stop + 3  # ``71-year old``
    elif words[0] in ("year", "years") and words[1] == "old":
        name, stop = "person", amount.stop + 2
    else:
        return None
    return _age(amount, name, amount.start, stop)


def _is_name(unit: Unit) -> bool:
    """Whether words tell of whom or what an age is: ``retired officer``; not ``used bad language``."""
    first, *rest = unit.text.split()
    if not rest and first in listed("attributes"):
        return False  # ``19-year-old former | Velm student``
    if first.endswith("ed") and (not rest or not _is_person(unit.head)):
        return False
    return not unit.hyphened and len(rest) < _NAMING


def _is_person(head: str) -> bool:
    return head in members("people") or head.endswith(("er", "or", "ist", "an", "ant"))


def _aged(line: Sequence[Atom], index: int, floor: int) -> tuple[Quantity, ...]:
    """Aged 41; under the age of 25; ages 5 to 12."""
    if word(line, index) not in ("age", "aged", "ages"):
        return ()
    step = index + 1 + (word(line, index + 1) == "of")
    step += word(line, step) in ("between", "from", "under", "over", "about", "around")
    amount = amount_at(line, step, index + 1) if step < len(line) else None
    if amount is None or amount.percent or amount.currency or amount.value > 120:
        return ()
    start = index - 2 if word(line, index - 1) == "the" and index >= 2 else index
    bound = {"under": "less_than", "below": "less_than", "over": "more_than", "above": "more_than"}.get(
        word(line, start)
    )
    if start < floor or bound is None or amount.qualifier != "exact":
        return (_age(amount, "person", index, amount.stop),)
    low, high = (None, amount.value) if bound == "less_than" else (amount.value, None)
    return (Quantity("age", low, high, bound, "person", start, amount.stop),)


def _apposed(line: Sequence[Atom], index: int, floor: int) -> tuple[Quantity, ...]:
    """Ivo Marsk, 42, said."""
    if index < 2 or word(line, index - 1) != "," or not line[index].text.isdecimal():
        return ()
    value, after = digits_value(line[index].text), word(line, index + 1)
    name = _name_before(line, index - 1, floor)
    if value is None or not 1 <= value <= 110 or name is None or after not in (",", ".", ";", ")", ""):
        return ()
    if (
        after == "."
        and index + 2 < len(line)
        and line[index + 1].glued
        and line[index + 2].glued
        and line[index + 2].text.isdecimal()
    ):
        return ()
    begin, text = name
    return (Quantity("age", value, value, "exact", text, begin, index + 1),)


def _name_before(line: Sequence[Atom], index: int, floor: int) -> tuple[int, str] | None:
    """Start and text of a person's name of two or more words that ends before `index`."""
    start = index
    while start > max(floor, index - 4) and _capitalised(line[start - 1]):
        start -= 1
    if index - start < 2:
        return None
    return start, " ".join(a.text for a in line[start:index])


def _capitalised(atom: Atom) -> bool:
    contexts = table("figures/contexts.toml")
    dated = atom.low in contexts["months"] or atom.low in contexts["weekdays"]
    return atom.text[0].isupper() and atom.text[0].isalpha() and not dated and atom.low not in listed("stop")


def _age(amount: Amount, name: str, start: int, stop: int) -> Quantity:
    return Quantity("age", amount.low, amount.high, amount.qualifier, name, start, stop)


def _rank(line: Sequence[Atom], index: int, floor: int) -> tuple[Quantity, ...]:
    """Second-largest city; the third most populous."""
    ordinal = is_ordinal(line, index)
    if ordinal is None:
        return ()
    value, step = ordinal
    step += word(line, step) in DASHES
    text = word(line, step)
    if text == "most" and word(line, step + 1).isalpha():
        step += 1
    elif not (text.endswith("est") and len(text) > 5) or text in (
        "interest",
        "request",
        "protest",
        "conquest",
        "contest",
        "harvest",
        "midwest",
    ):
        return ()
    unit = unit_after(line, step + 1, many=False)
    if unit is None:
        return ()
    name, stop = unit.text, unit.stop
    return (Quantity("rank", float(value), float(value), "exact", name, index, stop),)


def _vote(line: Sequence[Atom], index: int, floor: int) -> tuple[Quantity, ...]:
    """The 328 to 301 vote; voted 52-48: two counts."""
    if not line[index].text.isdecimal() or index + 2 >= len(line) or not line[index + 2].text.isdecimal():
        return ()
    if word(line, index + 1) not in ("to", *DASHES):
        return ()
    first, second = float(line[index].text), float(line[index + 2].text)
    step = index + 3 + (word(line, index + 3) in DASHES)
    stop = step + 1 if word(line, step) in listed("votes") else index + 3
    if stop == index + 3 and not any(word(line, k) in listed("votes") for k in range(index - 3, index)):
        return ()
    values = dict.fromkeys((first, second))  # a tie is one value
    return tuple(Quantity("count", v, v, "exact", "vote", index, stop) for v in values)


def _one_length(line: Sequence[Atom], index: int, floor: int) -> tuple[Quantity, ...]:
    """For a week; nearly a year; an hour and a half; half an hour; yearlong."""
    time = table("figures/units.toml")["time"]
    text = word(line, index)
    length = text[:-4].rstrip("-") if text.endswith("long") else ""
    if length in listed("long"):
        return (Quantity("duration", 1.0, 1.0, "exact", length, index, index + 1),)
    half = text == "half" and word(line, index + 1) in ("a", "an")
    step = index + half
    unit = word(line, step + 1)
    if word(line, step) not in ("a", "an") or unit not in time or unit in ("second", "min", "sec"):
        return ()
    stop, value = step + 2, 0.5 if half else 1.0
    if [word(line, stop + k) for k in range(3)] == ["and", "a", "half"]:
        stop, value = stop + 3, 1.5
    plain = value == 1.0
    if word(line, stop) in listed("date_after") or (plain and not _is_length(line, index, stop)):
        return ()
    return (_length(line, index, stop, value, time[unit], floor),)


def _is_length(line: Sequence[Atom], index: int, stop: int) -> bool:
    before, after = word(line, index - 1), word(line, stop)
    if after in ("after", "before", "from") or (after.isalpha() and after not in listed("stop")):
        return before in listed("article_strict") and after not in ("after", "before")
    return before in listed("article_before") and (before not in ("of", "by", "to", "about") or after == "of")


def _length(line: Sequence[Atom], index: int, stop: int, value: float, unit: str, floor: int) -> Quantity:
    """With the qualifier before it, read as if the length were a number."""
    plain = Amount(index, index, stop, value, value, "exact", "article")
    found = with_qualifier(line, plain, floor)
    return Quantity("duration", found.low, found.high, found.qualifier, unit, found.start, stop)


def whole_after(line: Sequence[Atom], at: int) -> Unit | None:
    """What a share is a share of: the words after "of", up to the first verb, preposition or mark."""
    step = at + (word(line, at) == "of")
    step += word(line, step) in listed("determiners")
    if word(line, step).endswith("ed") and (inner := number_at(line, step + 1)):
        step = inner.stop  # ``1 % of the estimated 18 million | vehicles``
    taken: list[Atom] = []
    while step < len(line) and len(taken) < 5:
        atom = line[step]
        if not atom.text[0].isalpha() or atom.low in listed("stop"):
            break
        verbal = atom.low.endswith(("ed", "ing")) and not _goes_on(line, taken, step)
        if taken and (is_plural(taken[-1].text) or verbal):
            break
        taken.append(atom)
        step += 1
    if not taken or taken[-1].text.endswith(("'s", "’s")):
        return None  # ``3.5 % of Velmara's | $16bn market``
    text = " ".join([*(a.text for a in taken[:-1]), singular(taken[-1].text)])
    return Unit(text, singular(taken[-1].text).lower(), step)


def _goes_on(line: Sequence[Atom], taken: Sequence[Atom], at: int) -> bool:
    """Whether a participle is an attribute behind another one: ``its regular | operating | budget``."""
    after = word(line, at + 1)
    attribute = bool(taken) and taken[-1].low.endswith(("ar", "al", "ic", "ive", "ous", "ary"))
    return attribute and after.isalpha() and after.islower() and after not in listed("stop")


_Form = Callable[[Sequence[Atom], int, int], tuple[Quantity, ...]]
_FORMS: tuple[_Form, ...] = (_aged, _apposed, _rank, _vote, _one_length)
