"""What a number counts: the noun phrase after it, its head made singular.

No parser: a noun phrase ends at its plural head, and before function words, frequent verbs and
marks. It reads at most `_REACH` words, so it is bounded for any text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from parley.find.atoms import DASHES, Atom, word
from parley.find.numbers import number_at
from parley.find.plover.lexicon import nouns
from parley.vocab import table

_PARTICLES = frozenset({"by", "up", "down", "out", "off", "away", "aside"})
_REACH = 6  # modifiers before a head; 99 % of the counted phrases of the pages we read have fewer than four


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in the singular, its bare head in lower case, and the atom after its last word."""

    text: str
    head: str
    stop: int
    hyphened: bool = False


@cache
def listed(group: str) -> frozenset[str]:
    """One of the word lists of the unit vocabulary."""
    return frozenset(table("figures/units.toml")["words"][group])


def is_plural(text: str) -> bool:
    """Whether a word looks like a plural noun."""
    low = text.lower()
    plurals = table("figures/units.toml")["plurals"]
    if low in plurals or low.rpartition("-")[2] in plurals or _of_men(low):
        return True
    if len(low) < 4 or low in listed("singular") or low in listed("stop"):
        return len(low) > 2 and text[:-1].isupper() and low[-1] == "s" and low not in listed("stop")
    return low[-1] == "s" and low[-2] not in "'’" and not low.endswith(("ss", "us", "is", "ous"))


def _of_men(low: str) -> bool:
    """Whether a word is a plural in "men": gunmen, fisherwomen; not specimen, Turkmen."""
    return low.endswith("men") and len(low) > 5 and low not in listed("no_men")


def singular(text: str) -> str:
    """The singular of a noun; a word that is none comes back as it is."""
    low = text.lower()
    plurals = table("figures/units.toml")["plurals"]
    first, hyphen, last = text.rpartition("-")
    if last.lower() in plurals:
        return f"{first}{hyphen}{plurals[last.lower()]}"
    if _of_men(low):
        return text[:-3] + "man"
    if not is_plural(text):
        return text
    if low.endswith("ies") and len(low) > 4:
        return text[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        return text[:-2]
    return text[:-1]


def unit_after(line: Sequence[Atom], at: int, many: bool) -> Unit | None:
    """The unit of an amount that ends at `at`. `many`: the number is not one, so a plural is expected."""
    if word(line, at) in DASHES and line[at].glued:
        return _hyphened(line, at + 1)
    begin = _opening(line, at)
    if begin is None:
        return None
    fixed = _fixed(line, begin)
    if fixed is not None:
        stop, more = _complement(line, fixed.stop)
        return Unit(fixed.text + more, fixed.head, stop)
    taken = _phrase(line, begin, many)
    if not taken:
        return None
    stop = begin + len(taken)
    head = taken[-1]
    text = " ".join([*(a.text for a in taken[:-1]), singular(head.text)])
    stop, more = _coordinated(line, stop) if many else (stop, "")
    text += more
    stop, more = _complement(line, stop)
    return Unit(text + more, singular(head.text).lower(), stop)


def _hyphened(line: Sequence[Atom], at: int) -> Unit | None:
    """The unit of "24-hour", "28-point": the word after the hyphen."""
    text = word(line, at)
    if not text.isalpha() or not line[at].glued or text in listed("not_hyphenated"):
        return None
    if word(line, at + 1) in DASHES and line[at + 1].glued and word(line, at + 2) not in ("old", "long"):
        return None
    return Unit(singular(line[at].text), singular(text), at + 1, hyphened=True)


def _fixed(line: Sequence[Atom], at: int) -> Unit | None:
    """A time or a measure, whatever follows: 24 hours, 20 km, 5 square miles."""
    units = table("figures/units.toml")
    step = at + (word(line, at) in units["measure_words"]["before"])
    text = word(line, step)
    for known in (units["time"], units["measures"]) if step == at else (units["measures"],):
        name = known.get(text) or known.get(text.removesuffix("s"))
        if name is not None:
            return Unit(f"{word(line, at)} {name}" if step > at else name, name, step + 1)
    return None


def _opening(line: Sequence[Atom], at: int) -> int | None:
    """Past "of the", "more", "other"; None where a pronoun or a number stands there."""
    for _ in range(4):
        if word(line, at) in listed("skip"):
            if word(line, at) == "of" and word(line, at + 1) in listed("pronouns") - {"those", "these"}:
                return None
            at += 1
        else:
            break
    return at


def _phrase(line: Sequence[Atom], at: int, many: bool) -> list[Atom]:
    """The atoms of the noun phrase at `at`; empty where none is."""
    taken: list[Atom] = []
    while len(taken) < _REACH and at < len(line) and _may_count(line, at):
        atom = line[at]
        if taken and is_plural(taken[-1].text) and not (is_plural(atom.text) or _compounds(taken[-1], atom)):
            break
        if taken and is_plural(taken[-1].text) and _is_when(line, at):
            break  # ``a hundred officials | days before the vote``
        if not many and taken and _ends_singular(taken[-1], atom):
            break
        taken.append(atom)
        at += 1
    if not many:
        return taken if taken and _is_singular(taken) else []
    while taken and not (is_plural(taken[-1].text) or (len(taken) > 1 and _compounds(*taken[-2:]))):
        taken.pop()
    return taken


def _is_when(line: Sequence[Atom], at: int) -> bool:
    """Whether a time stands at `at` that tells how long before or after something was."""
    fixed = _fixed(line, at)
    return fixed is not None and word(line, fixed.stop) in ("before", "after", "ago", "later", "earlier")


def _compounds(last: Atom, after: Atom) -> bool:
    """Whether a plural goes on into a compound: "sanctions relief"."""
    verbal = after.low.endswith(("ed", "ing", "ly"))
    return last.low in listed("attributive") and after.text.islower() and not verbal


def _is_singular(taken: Sequence[Atom]) -> bool:
    """Whether a phrase after "one" can be a noun: not "one finally left", "one carrying", "one wishes"."""
    if taken[0].low.endswith(("ly", "ing")) or (len(taken) == 1 and taken[0].low.endswith("ed")):
        return False
    return not is_plural(taken[-1].text) or singular(taken[-1].text) == taken[-1].text


def _may_count(line: Sequence[Atom], at: int) -> bool:
    atom = line[at]
    if not atom.text[0].isalpha() and not (atom.text[0] in "'‘“\"" and at + 1 < len(line)):
        return False
    if atom.low in listed("stop") and not (atom.text.isupper() and len(atom.text) > 1):
        return False
    return atom.text[0].isalpha() and number_at(line, at) is None


def _ends_singular(last: Atom, after: Atom) -> bool:
    """With "one": a name, participle or adverb ends the phrase ("one person injured", "one man recently")."""
    if after.text[0].isupper() and last.text.islower():
        return True
    return after.low.endswith(("ed", "ly", "ing")) and not last.low.endswith(("ed", "ly", "ing"))


def _coordinated(line: Sequence[Atom], at: int) -> tuple[int, str]:
    """A second head: "soldiers and civilians", "rockets and mortar rounds"."""
    if word(line, at) != "and":
        return at, ""
    for size in (1, 2):
        last = at + size
        if last >= len(line) or not all(_may_count(line, k) for k in range(at + 1, last + 1)):
            return at, ""
        if is_plural(line[last].text):
            if word(line, at + 1).endswith("ed") and word(line, last) == "others":
                return at, ""  # ``struck 360 rockets | and deflected others``
            after = word(line, last + 1)
            if after and after.isalpha() and not _may_follow(after):
                return at, ""
            if _is_deed(line, at - 1) and after.endswith("ed") and _is_object(line, last + 2):
                return at, ""  # ``13 arrests | and police seized knives``
            words = [*(a.text for a in line[at + 1 : last]), singular(line[last].text)]
            return last + 1, " and " + " ".join(words)
    return at, ""


def _is_deed(line: Sequence[Atom], at: int) -> bool:
    """Whether what is counted are deeds, which do nothing themselves."""
    return singular(word(line, at)) in nouns()


def _is_object(line: Sequence[Atom], at: int) -> bool:
    """Whether what a verb is done to begins at `at`, so that the verb is no participle."""
    text = word(line, at)
    return text.isalpha() and (
        text not in listed("stop") or text in ("a", "an", "the", "its", "their", "his")
    )


def _may_follow(text: str) -> bool:
    """Whether a word can stand after a coordinated phrase; a plain verb would have only its second part."""
    return text in listed("stop") or text in listed("states") or text.endswith("ed")


def _complement(line: Sequence[Atom], at: int) -> tuple[int, str]:
    """What an "of" adds without an article: "prisoners of war", "rounds of direct talks"."""
    if word(line, at) != "of":
        return at, ""
    taken: list[str] = []
    for k in range(at + 1, min(at + 4, len(line))):
        atom = line[k]
        if not _may_count(line, k) or (taken and is_plural(taken[-1])) or atom.text[0].isupper():
            break
        if taken and atom.low.endswith("ing") and not word(line, k + 1).isalnum():
            taken.append(atom.text)  # ``days of cross-border | fighting |,``
            break
        if taken and atom.low.endswith(("ed", "ing", "ly")):
            break
        if atom.low.endswith("ing") and word(line, k + 1) in _PARTICLES:
            break  # ``years of | standing by``
        taken.append(atom.text)
    return (at + 1 + len(taken), " of " + " ".join(taken)) if taken else (at, "")


def plural_before(line: Sequence[Atom], at: int, reach: int = 12) -> str | None:
    """The nearest plural noun before `at`, in the singular, within `reach` atoms; no time or measure."""
    for k in range(at - 1, max(-1, at - 1 - reach), -1):
        teller = word(line, k - 2) == "according"  # ``1,500 people, according to | aides``
        verb = line[k].low in listed("measuring")  # ``it | averages | 27,000``
        noun = is_plural(line[k].text) and line[k].text.islower() and not verb
        if noun and _fixed(line, k) is None and not teller:
            return singular(line[k].text)
    return None


def noun_of(line: Sequence[Atom], at: int) -> str | None:
    """The noun that "of" ties to the number at `at`: "a population of only 5,000", "tariffs of 25%"."""
    k = at - 1 - (word(line, at - 1) in ("only", "just"))
    noun = word(line, k - 1)
    known = word(line, k) == "of" and len(noun) > 2 and noun.isalpha() and noun not in listed("stop")
    return singular(noun if k == 1 else line[k - 1].text) if known else None


def total_before(line: Sequence[Atom], at: int, reach: int = 24) -> str | None:
    """The unit that "the number of ..." names before `at`: "the number of dead guards was put at 40"."""
    for k in range(at - 1, max(0, at - 1 - reach), -1):
        if word(line, k) == "of" and word(line, k - 1) in listed("totals"):
            unit = unit_after(line, k + 1, many=True)
            return None if unit is None else unit.text
    return None
