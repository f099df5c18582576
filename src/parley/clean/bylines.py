"""The persons of printed bylines: "By Ana Ruiz and Tom Vell", "Reporting by Ana Ruiz; editing by Tom Vell".

Who reported or wrote is an author; who edited, filmed or translated is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from parley.clean.authors import is_name
from parley.clean.lexicon import PICTURE, Label, are_names
from parley.clean.lines import Unit
from parley.clean.phrases import any_of
from parley.vocab import table

_LEAD = re.compile(r"(?:by|von|par|por|di|door|oleh)\s?:?\s", re.I)
_ABOVE, _BELOW = 15, 6  # lines around the body in which its bylines stand
# Sentences of the body, a standfirst, below which its byline may stand. Of nine further down that were read, eight
# signed a box in the text.
_WITHIN = 3
_RUN = 5  # lines of one name each below a lead
_LONGEST = 300  # code points of a byline
_INVISIBLE = str.maketrans("", "", "\u200b\ufeff")
_PLACES = re.compile(r",? in [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}(?=[,;)]|\.?$| (?:and|with)\b)")
_PARTED = re.compile(r"(,?\s*\b(?:and|und|et|y|e|og|och|with|avec|mit|con)\b|[;/&,])\s*")
_COMMA = ","
_MORE = ("additional", "further")  # who did so helped, and is no author


def of(units: Sequence[Unit], labels: Sequence[Label], body: Sequence[int]) -> list[str]:
    """The authors printed about a body: above it or below its standfirst, else right behind it.

    Further behind stand those of other stories, but for a line that says who reported.

    Args:
        units: The lines of a page.
        labels: Their roles.
        body: The places of its body's lines.
    """
    last = body[-1]
    told = [i for i in body if units[i].prose or units[i].long] or body
    for near in (range(max(body[0] - _ABOVE, 0), body[0]), range(body[0], told[: _WITHIN + 1][-1])):
        above = [name for i in near for name in _at(units, labels, i)]
        if above:
            break
    below = range(last + 1, min(last + 1 + _BELOW, len(units)))
    made = [i for i in (*range(body[0], last), *below) if _roles().match(_bare(units[i].text))]
    if not above:
        made += [i for i in below if all(labels[j].role in ("credit", "byline") for j in range(last + 1, i))]
    below_it = [name for i in sorted(set(made)) for name in _at(units, labels, i)]
    return list(dict.fromkeys([*above, *below_it]))


def names(text: str) -> list[str]:
    """The persons of a byline or a "Reporting by" line."""
    text = _bare(text)
    lead = _LEAD.match(text)
    if not lead and not _roles().match(text):
        return []
    made = _made(text[lead.end() :] if lead else text)
    return list(dict.fromkeys(name for people in made for name in _listed(people)))


def _at(units: Sequence[Unit], labels: Sequence[Label], i: int) -> list[str]:
    """The persons of a line that is a byline, or whose lead stands alone above it, or above it and other names."""
    text, mark = units[i].text, labels[i]
    if mark.role in ("credit", "byline"):
        return names(text) if mark.reason != PICTURE else []
    first = i
    while first > 0 and i - first < _RUN and is_name(_bare(units[first - 1].text)):
        first -= 1
    if mark.role == "body" or first == 0 or not _leads_alone(units[first - 1].text):
        return []
    return [name for name in _listed(_bare(text)) if not _is_post(name)]


def _is_post(name: str) -> bool:
    """Whether a line between names says what one of them is: "Senior Writer", "Harbour Correspondent"."""
    first, *_, last = name.casefold().split()
    words = table("clean/authors.toml")
    return first in words["desks"] or any(last == title.split()[-1] for title in words["titles"])


def _leads_alone(text: str) -> bool:
    return text.strip(" :").casefold() in _words()["leads"]


def _bare(text: str) -> str:
    return text[:_LONGEST].translate(_INVISIBLE).strip(" ().")


def _made(text: str) -> Iterator[str]:
    """Whom a byline names before any role, and behind each role that is an author's."""
    roles = [*_roles().finditer(text)]
    ends = [*(role.start() for role in roles), len(text)]
    yield text[: ends[0]]
    for role, end in zip(roles, ends[1:], strict=True):
        words = role[0].casefold()
        if any(word in words for word in _words()["roles"]) and not words.startswith(_MORE):
            yield text[role.end() : end]


def _listed(people: str) -> Iterator[str]:
    """The persons of a list. A comma behind its last "and", or without one, leads to a place or an office."""
    people = _PLACES.sub("", people)
    rest = _rest().search(people)
    parts = _PARTED.split(people[: rest.start()] if rest else people)
    joints = [joint.strip() for joint in parts[1::2]]
    last = max((n for n, joint in enumerate(joints, 1) if joint != _COMMA), default=0)
    for n, part in enumerate(parts[::2]):
        name = part.strip(" .()")
        if (n > last and n) or not are_names(name.split()):
            return  # a description, whatever follows: "senior fellow at the Institute of Peace"
        if is_name(name):
            yield name


def _words() -> Mapping[str, Sequence[str]]:
    words: Mapping[str, Sequence[str]] = table("clean/authors.toml")["bylines"]
    return words


@cache
def _roles() -> re.Pattern[str]:
    """One of the roles with "by", or several: "Writing and editing by"."""
    words = any_of([*_words()["roles"], *_words()["others"]])
    one = rf"(?:(?:{'|'.join(_MORE)})\s)?(?:{words})"
    return re.compile(rf"(?<!\w){one}(?:(?:,|\s(?:and|&))\s{one})*\sby\b:?\s*", re.I)


@cache
def _rest() -> re.Pattern[str]:
    """Where the names of a byline end: at a mark, a place, or when it was published."""
    when = rf"(?:(?i:{any_of(_words()['months'])})\.?\s?)?\d|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    return re.compile(rf"\||·|\s[-–—]\s|\bin [A-Z]|{when}|(?i:\b(?:{any_of(_words()['published'])})\b)")
