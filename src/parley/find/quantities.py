"""Quantities of one sentence: an amount with its unit and kind.

1. every atom where a number begins gives an amount, unless it lies in one already read;
2. the special forms (ages, ranks, votes, "a week") are asked first;
3. dates, labels and names are dropped;
4. the unit follows the amount, or is the one of the quantity before it ("34 of them").
A number whose unit stays unknown is no figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from parley.find import special
from parley.find.amounts import Amount, amount_at
from parley.find.atoms import DASHES, Atom, word
from parley.find.events import forms
from parley.find.not_figures import day_numbers, is_no_figure
from parley.find.number_words import words as number_words
from parley.find.numbers import is_ordinal
from parley.find.special import Quantity
from parley.find.telling import Telling
from parley.find.units import (
    Unit,
    is_plural,
    listed,
    noun_of,
    plural_before,
    singular,
    total_before,
    unit_after,
)
from parley.vocab import table

_FEW, _MANY = 10, 1000  # of a ratio: one in ten
_ROW = 8  # atoms of a row of attributes
_RATIOS = {("minute", "second"): 60, ("hour", "minute"): 60, ("year", "month"): 12, ("day", "hour"): 24}
_TELLING = frozenset({"said", "says", "tweeted", "wrote", "told", "asked", "commented", "posted", "added"})
_ARTICLES = frozenset({"a", "an"})
_OF_SHARES = (3, 4, 5, 10, 100)  # "6 of 10": a share of all
PERCENT, PART = "percent", "part"  # the units of shares that do not say of what


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence's rules may look back at: the last counted unit of the passage."""

    unit: str | None = None


def quantities(line: Sequence[Atom], context: Context) -> Iterator[Quantity]:
    """The quantities of one sentence in order. `context` is the passage before it."""
    begins = [i for i, atom in enumerate(line) if _begins(atom.low) and _may_begin(line, i)]
    if not begins:
        return
    days, floor, past = day_numbers(line), 0, 0
    last: Quantity | None = None
    for at in begins:
        if at < past:
            continue
        amount = amount_at(line, at, floor)
        found = [q for q in _at(line, at, floor, days, amount, context) if q.start >= floor]
        found = [_listed_share(line, q, last) for q in found]
        yield from found
        if found:
            last = found[-1]
            floor = past = max(q.stop for q in found)
            context = next((Context(q.unit) for q in reversed(found) if q.kind == "count"), context)
        elif amount is not None and not is_ordinal(line, at):
            past = (
                amount.stop
            )  # the parts of a number that is no figure are not read again: twenty-two, one half


def may_hold(words: Sequence[str]) -> bool:
    """Whether a sentence can hold a quantity, by its words in lower case: every third one of news."""
    return _holding.any(words) or not (_ARTICLES.isdisjoint(words) or _after_article().isdisjoint(words))


def _may_begin_in(word: str) -> bool:
    """Whether a quantity can begin at a word, no article, or inside it: ``7.5``, ``a | thousand-year``."""
    if "-" not in word:
        return word not in _ARTICLES and (word[0].isnumeric() or _begins(word))
    parts = [part for part in word.split("-") if part]
    inside = any(map(_begins, parts)) or not _after_article().isdisjoint(parts)
    return inside or _begins(word) or any(map(str.isnumeric, word))


_holding = Telling(_may_begin_in)


def _may_begin(line: Sequence[Atom], at: int) -> bool:
    """Whether a quantity can begin at an atom that `_begins` one: at an article by the atom after it."""
    return line[at].low not in _ARTICLES or word(line, at + 1) in _after_article()


@lru_cache(1 << 14)
def _begins(low: str) -> bool:
    """Whether a quantity can begin at a word, by it alone."""
    lasting = low.endswith("long") and low[:-4].rstrip("-") in listed("long")
    return low in _ARTICLES or low in _openings() or low[0].isdigit() or lasting


@cache
def _openings() -> frozenset[str]:
    """The words and signs that numbers and the special forms begin with, in lower case; articles stand apart."""
    known = number_words()
    signs = {sign.lower() for sign in table("figures/units.toml")["currency_signs"]}
    spelled = (known.ones, known.tens, known.ordinals, known.vague, known.vague_first, known.several)
    return frozenset({"half", "age", "aged", "ages"}).union(signs, known.signs, *spelled)


@cache
def _after_article() -> frozenset[str]:
    """What follows an article that begins a quantity: a dozen, a third, a few hundred, an hour, a half-hour."""
    known = number_words()
    return DASHES.union(known.scales, known.fractions, known.several, table("figures/units.toml")["time"])


def _listed_share(line: Sequence[Atom], q: Quantity, last: Quantity | None) -> Quantity:
    """In "duties of 25%, 20% and 5%" the later shares are of what the first is of."""
    if q.unit != PERCENT or last is None or last.kind != "share" or q.start != last.stop + 1:
        return q
    return replace(q, unit=last.unit) if word(line, last.stop) in (",", "and", "or") else q


def _at(
    line: Sequence[Atom], at: int, floor: int, days: frozenset[int], amount: Amount | None, context: Context
) -> Sequence[Quantity]:
    found = special.at(line, at, floor, amount)
    if found:
        return found
    if amount is None or is_ordinal(line, at) or is_no_figure(line, amount, days):
        return ()
    read = _quantity(line, amount, context)
    return () if read is None else (read,)


def _quantity(line: Sequence[Atom], amount: Amount, context: Context) -> Quantity | None:
    if amount.currency:
        return _money(line, amount)
    if amount.percent:
        return _share(line, amount)
    if amount.form == "exchange":
        return _exchange(line, amount)
    if amount.value in _OF_SHARES and _is_whole(line, amount):
        return None
    unit = unit_after(line, amount.stop, amount.value != 1 or amount.qualifier == "vague")
    if unit is None:
        return _without_noun(line, amount, context)
    if amount.value == 1 and unit.head in ("person", "man", "woman") and word(line, unit.stop) in _TELLING:
        return None  # ``one person | tweeted``: a certain one
    return _counted(line, amount, unit, context)


def _is_whole(line: Sequence[Atom], amount: Amount) -> bool:
    """Whether a number is what another is of: ``six of | 10 voters``; not ``one of | four who voted``."""
    before = word(line, amount.start - 2) if word(line, amount.start - 1) == "of" else ""
    return before != "one" and (before.isdecimal() or before in number_words().ones)


def _money(line: Sequence[Atom], amount: Amount) -> Quantity:
    """Currency first, then what it is for: "dollar", "dollar loan", "dollar in agricultural purchase"."""
    text, stop = amount.currency or "", amount.stop
    link = word(line, stop)
    if link in ("in", "of") or (link == "worth" and word(line, stop + 1) == "of"):
        unit = unit_after(line, stop + (2 if link == "worth" else 1), many=True)
        named = (
            unit is not None and line[unit.stop - 1].text[0].isupper()
        )  # ``$40 million in | Series C | funding``
        if unit is not None and not named and unit.head not in table("figures/units.toml")["time"]:
            text, stop = f"{text} {'of' if link == 'worth' else link} {unit.text}", unit.stop
    return _made("money", amount, text, stop)


def _share(line: Sequence[Atom], amount: Amount) -> Quantity:
    """Of what: "20% of the territory", "half the weeks", "a 25% tariff", "tariffs of 25%"."""
    at, before = amount.stop, word(line, amount.start - 1)
    named = word(line, at) == "of" or word(line, at - 1) == "half"
    unit = special.whole_after(line, at) if named or _is_noun_at(line, at, before) else None
    if unit is not None:
        return _made("share", amount, unit.text, unit.stop)
    whole = noun_of(line, amount.start) or (PART if amount.form == "share" else PERCENT)
    return _made("share", amount, whole, at)


def _is_noun_at(line: Sequence[Atom], at: int, before: str) -> bool:
    text = word(line, at)
    if not text.isalpha() or len(text) < 3 or text in listed("stop") or text.endswith(("ed", "ly", "ing")):
        return False
    return is_plural(text) or before in listed("determiners") or before in listed("skip")


def _exchange(line: Sequence[Atom], amount: Amount) -> Quantity:
    """What is exchanged one for one: the noun before "swap" or "exchange", else persons."""
    stop = amount.stop
    taken: list[str] = []
    while word(line, stop).isalpha() and word(line, stop) not in listed("stop") and len(taken) < 3:
        if word(line, stop) in listed("exchanges"):
            stop += 1
            break
        taken.append(line[stop].text)
        stop += 1
    unit = " ".join([*taken[:-1], singular(taken[-1])]) if taken else "person"
    return _made("count", amount, unit, stop)


def _counted(line: Sequence[Atom], amount: Amount, unit: Unit, context: Context) -> Quantity | None:
    units = table("figures/units.toml")
    if unit.hyphened and unit.head in units["measure_words"]["hyphen"]:
        return _made("measure", amount, unit.text, unit.stop)
    if unit.head in units["time"].values() or unit.head in units["time"]:
        return None if word(line, unit.stop) in listed("date_after") else _time(line, amount, unit)
    if unit.head in units["measures"].values() or unit.head in units["measures"]:
        if _is_first_part(line, unit.stop):
            return None
        return _made("measure", amount, unit.text, unit.stop)
    if unit.head == "pound":
        return _made("measure", amount, unit.text, unit.stop)
    if unit.hyphened and unit.head == "strong":
        return _made("count", amount, "person", unit.stop)  # ``a 5,000-strong force``
    if unit.head == "other":
        return _made("count", amount, context.unit or "person", unit.stop)
    if _refers_back(line, amount, unit) or _is_ratio(line, unit):
        return None
    counted = word(line, amount.start - 2) if word(line, amount.start - 1) == "of" else ""
    if counted in listed("counted_of"):  # "the bodies of 6,000 soldiers"
        return _made("count", amount, f"{singular(counted)} of {unit.text}", unit.stop)
    return _made("count", amount, unit.text, unit.stop)


def _is_first_part(line: Sequence[Atom], at: int) -> bool:
    """Whether a smaller measure follows: ``6ft | 5in`` is not six feet."""
    smaller = amount_at(line, at) if at < len(line) else None
    return smaller is not None and word(line, smaller.stop) in ("in", "inch", "inches", "oz", "ounces")


def _time(line: Sequence[Atom], amount: Amount, unit: Unit) -> Quantity | None:
    if (
        amount.value == 1
        and unit.head == "day"
        and not unit.hyphened
        and word(line, amount.start - 1) not in ("in", "for", "within", "than", "just", "only")
    ):
        return None  # "one day he left"
    text = table("figures/units.toml")["time"].get(unit.head, unit.head) if unit.hyphened else unit.text
    stop = unit.stop
    if unit.hyphened and word(line, stop) in DASHES and word(line, stop + 1) == "long":
        stop += 2
    composed = _composed(line, amount, unit)
    if composed:
        return composed
    return _made("duration", amount, text, stop)


def _composed(line: Sequence[Atom], amount: Amount, unit: Unit) -> Quantity | None:
    """A length told in two units, in the smaller of them: ``8 minutes and 46 seconds``."""
    smaller = (
        amount_at(line, unit.stop + 1)
        if word(line, unit.stop) == "and" and unit.stop + 1 < len(line)
        else None
    )
    rest = unit_after(line, smaller.stop, many=smaller.value != 1) if smaller else None
    ratio = _RATIOS.get((unit.head.removesuffix("s"), rest.head.removesuffix("s"))) if rest else None
    if smaller is None or rest is None or ratio is None or smaller.value >= ratio:
        return None
    total = amount.value * ratio + smaller.value
    low, high = (total if bound is not None else None for bound in (amount.low, amount.high))
    return Quantity("duration", low, high, amount.qualifier, rest.head, amount.start, rest.stop)


def _refers_back(line: Sequence[Atom], amount: Amount, unit: Unit) -> bool:
    """The two sides, one thing, both of them: words that count nothing new."""
    if amount.value < 10 and unit.head in listed("not_counted"):
        return True
    if amount.value == 1 and (
        unit.head in listed("one_idioms") or word(line, amount.stop) in listed("one_idioms")
    ):
        return True
    if amount.qualifier != "exact" or unit.hyphened or amount.form != "words":
        return False
    if amount.value == 1:
        told = word(line, amount.start - 1) in ("this", "the", "no")  # ``what | this one person | does``
        return told or word(line, amount.stop) == "of" or unit.head not in listed("one_counted")
    return amount.value < 10 and word(line, amount.start - 1) in listed("definite")


def _is_ratio(line: Sequence[Atom], unit: Unit) -> bool:
    return unit.head == "time" and word(line, unit.stop) in listed("comparatives")


def _without_noun(line: Sequence[Atom], amount: Amount, context: Context) -> Quantity | None:
    """Units that the sentence leaves out: 67 dead; 34 of them; killing 12; 157 each."""
    at, after = amount.stop, word(line, amount.stop)
    if amount.value == 1 and amount.qualifier == "exact":
        return None
    if after in listed("states"):
        return _made("count", amount, "dead" if after == "dead" else f"person {after}", at + 1)
    if _is_ratio_of(line, amount) or _is_pair(line, amount):
        return None
    if after == "of" and word(line, at + 1) in listed("pronouns"):
        unit = context.unit or plural_before(line, amount.start) or "person"
        return _made("count", amount, unit, at + 2)
    step = at + 1 + (word(line, at + 1) in ("the", "its", "their"))
    whole = amount_at(line, step) if after == "of" and step < len(line) else None
    if whole and not whole.currency and not whole.percent and whole.value not in _OF_SHARES:
        # ``103 of 154 drones``, ``12 of the 40``, not ``6 of 10 voters``
        of = unit_after(line, whole.stop, many=True)
        if of is not None and of.head not in table("figures/units.toml")["time"].values():
            return _made("count", amount, of.text, at)
    unit_text = _left_out(line, amount, context)
    return None if unit_text is None else _made("count", amount, unit_text, at)


def _is_ratio_of(line: Sequence[Atom], amount: Amount) -> bool:
    """``Almost 1 | in 10``: a share of no count."""
    whole = amount_at(line, amount.stop + 1) if word(line, amount.stop) == "in" else None
    return whole is not None and amount.value < whole.value <= _MANY and amount.value <= _FEW


def _is_pair(line: Sequence[Atom], amount: Amount) -> bool:
    """``The two | of them``: who they are was told before."""
    named = word(line, amount.start - 1) in listed("definite") and word(line, amount.stop) == "of"
    return named and amount.value < _FEW and amount.form == "words"


def _left_out(line: Sequence[Atom], amount: Amount, context: Context) -> str | None:
    before, after = word(line, amount.start - 1), word(line, amount.stop)
    if after and not (after in listed("stop") or not after[0].isalnum()):
        return None
    if forms().get(before) in table("figures/events.toml")["words"]["of_people"]:
        return "person"
    if before == "all" and after in ("on", "aboard"):
        return "person"  # ``the loss of all 298 on board``
    if after == "of" and amount.qualifier == "vague":
        return _in_row(line, amount.stop + 1)
    if amount.qualifier == "vague":
        spent = before in listed("currency_spent") or amount.scale >= 1e9
        return None if spent else "person"
    if context.unit and (
        after == "each" or (before in listed("elliptic_before") and after in listed("elliptic_after"))
    ):
        return context.unit
    total = total_before(line, amount.start)
    if total is not None and before in ("at", "to", "of", "was", "is", "exceeds", "reached", "than"):
        return total
    large = amount.value >= 100 or amount.qualifier != "exact"
    if large and (after in listed("stop") or not after.isalnum()):
        near = noun_of(line, amount.start)
        if near in listed("peopled"):  # ``a state of 45 million``
            return "person"
        if near in listed("no_nouns"):
            return None  # ``to the tune of 1,200``
        if near in listed("sums"):
            dead = near == "toll" and word(line, amount.start - 3) == "death"
            return "death" if dead else plural_before(line, amount.start)  # ``refugees, a total of 1,200``
        if near is None and (before in listed("measuring") or not before[:1].isalpha() or is_plural(before)):
            near = plural_before(line, amount.start)
        return near or (context.unit if amount.value >= 100 else None)
    return None


def _in_row(line: Sequence[Atom], at: int) -> str | None:
    """The noun behind a row of attributes: ``dozens of | religious, civil and veterans groups``."""
    for k in range(at, min(at + _ROW, len(line))):
        low = line[k].low
        if low in listed("stop") - {"and", "the", "its", "their", "his", "her"} or low[-1:] in ".;:?!":
            return None
        nouns = is_plural(line[k].text) and line[k].text.islower()
        if nouns and not (k + 1 < len(line) and is_plural(line[k + 1].text)):
            return singular(line[k].text)
    return None


def _made(kind: str, amount: Amount, unit: str, stop: int) -> Quantity:
    return Quantity(
        kind, amount.low, amount.high, amount.qualifier, unit, amount.start, max(stop, amount.stop)
    )
