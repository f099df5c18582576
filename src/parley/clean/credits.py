"""Who wrote a page and where: wire credits, bylines, datelines.

"told AFP" is reporting, not a credit: an agency counts only where print puts credits, that is in a
dateline's brackets, in brackets at the edge of a paragraph, in a byline, in a credit line, or in the
metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from parley.clean import agencies, bylines, datelines
from parley.clean.lexicon import PICTURE, Label
from parley.clean.lines import Unit
from parley.clean.phrases import any_of
from parley.records import name_key
from parley.vocab import table

_INITIALS = re.compile(r"[a-z]{1,4}(?:[-/][a-z]{1,4})+$|\([^()]{2,40}--[A-Z]{2,6}\)$")
_CREDIT_WORDS = 25
_BRACKETS = "()[] .-–—/"
_SHORT = frozenset({"AA", "CP", "PA", "TT"})  # alone on a line these are as often somebody's initials
_FOLLOW = re.compile(r"follow (.{2,30}?)['’]s? ", re.I)  # "Follow AP's coverage": what AP's customers print
_ABOVE, _BELOW = 15, 6  # lines around the body in which its credits stand
_OPENINGS = (
    re.compile(r"[(\[](?P<agency>[^()\[\]]{2,40})[)\]]\s?[-–—:]\s"),
    re.compile(r"\[(?P<agency>[^()\[\]]{2,40})\]\s"),
    re.compile(r"(?P<agency>[A-Z]{2,}(?:/[A-Z]{2,})*)\s?[-–—]{1,2}\s"),
)
_CLOSINGS = (
    re.compile(r"[.!?”\"’]\s?[(\[](?P<agency>[^()\[\]]{2,60})[)\]]\.?$"),
    # ... he said. AFP   ... he said. –Reuters   ... he said. AFP ar/tv
    re.compile(
        r"[.!?”\"’]\s(?:[-–—/]{1,2}\s?)?(?P<agency>[A-Z][A-Za-z/ ]{1,30}?)(?: [a-z]{1,4}(?:[-/][a-z]{1,4})+)?\.?$"
    ),
)
_BYLINE = re.compile(r"(?:by|von|par|por|di|door|oleh|reporting by|\(reporting by)\s?:?\s", re.I)
_BLANKS = (
    r"(?:(?<!\s)\s++)?"  # tried from the beginning of a run alone, or many take the square of their number
)
_SEVERAL = re.compile(rf"{_BLANKS}(?:,|;|\||/)\s++|(?<!\s)\s++(?:and|und|et|og|och|en|y|e|&)\s++")
_NO_PERSON = re.compile(r"://|@|[()\d]|^$")


@dataclass(frozen=True, slots=True)
class Credits:
    """What a text says about its own making."""

    agencies: tuple[str, ...]
    dateline: str | None
    authors: tuple[str, ...]


def of(units: Sequence[Unit], labels: Sequence[Label]) -> Credits:
    """The credits printed in a text; those of other articles, far from this one's body, do not count."""
    places = [i for i, label in enumerate(labels) if label.role == "body"]
    if not places:
        return Credits((), None, ())
    found: list[str] = []
    dateline = None
    near = range(max(places[0] - _ABOVE, 0), min(places[-1] + _BELOW + 1, len(units)))
    for unit, label in ((units[i], labels[i]) for i in near):
        if label.role in ("credit", "byline") and label.reason != PICTURE:
            found += _credited(unit.text)
        elif label.role == "dateline" and (m := datelines.alone(unit.text)):
            dateline = dateline or datelines.titled(m["place"])
            found += agencies.named(m["agency"] or "")
        elif label.role in ("promo", "other") and (m := _FOLLOW.match(unit.text)):
            found += agencies.named(m[1])
    body = [units[i].text for i in places]
    heads = datelines.opening(body)
    for m in heads.values():
        dateline = dateline or datelines.titled(m["place"])
        found += agencies.named(m["agency"] or "")
    for text in body[:2]:
        if text not in heads:
            found += next((agencies.named(m["agency"]) for p in _OPENINGS if (m := p.match(text))), [])
    for text in body[-3:]:
        found += next((_closing(m["agency"]) for p in _CLOSINGS if (m := p.search(text[-80:]))), [])
    authors = [name for name in bylines.of(units, labels, places) if name not in agencies.forms()]
    return Credits(tuple(dict.fromkeys(found)), dateline, tuple(authors))


def line(unit: Unit) -> Label | None:
    """The role of a line that is nothing but a dateline ("ARVENSK, Feb 5") or a credit ("AFP/AP", "With AFP")."""
    if unit.words > _CREDIT_WORDS:
        return None
    if unit.words <= 8:
        if datelines.alone(unit.text):
            return Label("dateline", "form: a place in capitals and a day or an agency")
        if _INITIALS.match(unit.text):
            return Label("credit", "form: initials")
        if _only_agencies(unit.text.strip(_BRACKETS)):
            return Label("credit", "form: agencies alone")
        joined = _joining().search(unit.text)
        if joined and _only_agencies(unit.text[joined.end() :]):
            return Label("credit", f"form: agencies after {joined[1].casefold()}")
    if (m := _helped().search(unit.text)) and _only_agencies(unit.text[m.end() :]):
        return Label("credit", f"form: agencies after {m[1].casefold()}")
    lead, rest = _led(unit.text)
    finished = unit.closed and unit.words > 8  # "With assistance from the council, the port was built again."
    if (lead in _leads()["open"] and (not finished or _credited(rest))) or (lead and _only_agencies(rest)):
        return Label("credit", f"begins: {lead}")
    return None


def cited(before: str, text: str) -> bool:
    """Whether a line of agencies alone is what the sentence cites that the line before it breaks off."""
    return bool(_cites().search(before)) and _only_agencies(text.strip(_BRACKETS))


def _led(text: str) -> tuple[str, str]:
    """The words that introduce a credit, as the vocabulary has them, and what follows; empty if none do."""
    m = _lead().match(text.strip(_BRACKETS))
    return (" ".join(m[1].casefold().split()), text.strip(_BRACKETS)[m.end() :]) if m else ("", "")


def _only_agencies(text: str) -> bool:
    """Whether a text lists agencies, by name or as such, and nothing else."""
    parts = [p.strip(" .") for p in re.split(r"[/,&|]|\s(?:and|und|et|y|e|en)\s", text)]
    named = [part for part in parts if part and part.casefold() not in _leads()["agencies"]]
    return bool("".join(parts)) and all(part in agencies.forms() and part not in _SHORT for part in named)


def _closing(text: str) -> list[str]:
    """The agencies of a credit behind the last sentence: "(AFP)", "(With inputs from AFP)"."""
    lead, rest = _led(text)
    return agencies.named(rest if lead else text)


def persons(names: Iterable[str], outlet: str | None) -> tuple[list[str], list[str]]:
    """Stated authors as (persons, agencies); addresses, picture credits and the outlet itself are neither."""
    people: list[str] = []
    wires: list[str] = []
    for raw in names:
        stated = " ".join(raw.split())
        if m := _BYLINE.match(stated):  # "Trudi Latour" holds a "di ", but does not begin so
            stated = stated[m.end() :]
        for part in _SEVERAL.split(stated):
            name = re.sub(r"\s?\([^()]{1,6}\)$", "", part.strip(" ,;|"))  # initials: "Ana Ruiz (aru)"
            if name in agencies.forms():
                wires.append(agencies.forms()[name])
            elif (
                name
                and len(name) <= 80
                and not _NO_PERSON.search(name)
                and name_key(name) != name_key(outlet or "")
            ):
                people.append(name)
    return list(dict.fromkeys(people)), list(dict.fromkeys(wires))


def _credited(text: str) -> list[str]:
    """Agencies named anywhere in a line that is a credit; the short forms only as words in capitals."""
    named = [
        name for form, name in agencies.forms().items() if form not in _SHORT and _word(form).search(text)
    ]
    return named or agencies.named(text.strip("()[] ."))


@cache
def _word(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)")


@cache
def _leads() -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in table("clean/credits.toml").items()}


@cache
def _joining() -> re.Pattern[str]:
    return re.compile(rf"\s({'|'.join(sorted(_leads()['joining']))})\s", re.I)


@cache
def _lead() -> re.Pattern[str]:
    """A lead at the beginning of a line; one that ends in a letter ends a word."""
    said = any_of(_leads()["open"] | _leads()["closed"]).replace(r"\ ", r"\s")
    return re.compile(rf"({said})(?!\w)\s?(?:\d{{4}}\s)?(?:the\s(?=[a-z]))?", re.I)


@cache
def _helped() -> re.Pattern[str]:
    words = table("clean/credits.toml")
    return re.compile(rf"\b(?:{any_of(words['helped'])}),?\s({any_of(words['helpers'])})\s", re.I)


@cache
def _cites() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(table('clean/credits.toml')['cites'])})(?:\s[a-z]+){{0,3}}$")
