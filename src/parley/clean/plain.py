"""Roles of the lines of a text that somebody else has already taken out of its page.

1. A line whose own words say what it is (consent notice, furniture, "- Crosshead -") is labelled.
2. The body is the run of lines with the largest sum of scores: prose counts for, short lines,
   links, repeated lines and furniture count against.
3. Lines outside the body are chrome; lines inside it are body unless step 1 or their shape or
   language says otherwise.

A lost paragraph costs more than a kept menu entry: whatever is unclear inside the run stays body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from parley.clean import authors, credits, languages, layout, opening, teasers
from parley.clean.calls import call
from parley.clean.layout import Extent
from parley.clean.lexicon import QUOTES, Label, are_names, consent_topics, furniture, leading_words
from parley.clean.lines import Unit, key

_WORD_QUOTED = re.compile(
    r"[\"“„«「]\s?[^\W\d]\S*(?:\s\S+){0,2}?\s?[\"”“»」]"
)  # a button, a name: nobody speaks
_TO_READER = re.compile(r"\b(?:you|your)\b", re.I)
_DASHED = re.compile(r"[-–—]{1,3} ?\S.{0,100}\S ?[-–—]{1,3}$")

# Scores of step 2. Set together on the flattened fundus and scrapinghub pages and the paragraphs of
# the twelve annotated pages, together with those of `parley.clean.runs`: token F1 .905 / .903.
_PROSE = 1.0  # for 20 words of prose, at most three times that a line
_SHORT_SENTENCE = 0.1  # 4 to 6 words
_MENU = -0.6  # a short line that ends no sentence
_TEASER = -0.5  # 8 to 19 words that end no sentence
# With -1.2 eleven of 4,283 texts came out otherwise, most without the paragraphs above such a line.
_FURNITURE = -1.0
_REPEATED = -0.5
_LINKED = -1.2
_TOP = 6  # lines above a body that are no page's menu yet
_MENU_WORDS = 7  # of the longest menu entries
_TIDY = 0.08  # share of a page outside the run up to which it has been cleaned before and keeps its lists
_OFTEN = 3  # times a page prints a line that is no crosshead then
_MANY = 8  # short lines in a row that are a list, whatever they say
_RUNNING = 6  # words of a line that may be half of a sentence
_FEW = 12  # lines of a text without any prose that are kept as body: a note, a sentence


@dataclass(frozen=True, slots=True)
class _Lines:
    """A page's lines, and what each says by its own words."""

    units: Sequence[Unit]
    given: Sequence[Label | None]  # the role that its words give a line
    topics: Sequence[tuple[str, ...]]  # of consent notices
    repeats: Sequence[int]  # how often the page prints a line; long lines count as printed once


def label(units: Sequence[Unit], title: str | None) -> list[Label]:
    """One label a unit."""
    lines = _read(units)
    place = layout.body(units, [_score(lines, i) for i in range(len(units))])
    if place.indent is None:
        place = _opening(lines, place)
    foreign = _foreign(lines, place)
    lists = _lists(lines, place) if place.indent is None else set[int]()
    tidy = _tidy(lines, place, lists)
    if tidy:
        lists = set()
    out = [
        _consent(lines, i, place)
        or lines.given[i]
        or (Label("promo", "a list of short lines within the body") if i in lists else None)
        or foreign.get(i)
        or (_inside(lines, i, place) if _within(lines, i, place) else _outside(units[i], i < place.first))
        for i in range(len(units))
    ]
    _join_notices(out, foreign)
    _name_opening(units, out, place, title)
    for i, mark in {
        **teasers.found(units, out, place.indent is not None),
        **authors.notes(units, out),
    }.items():
        out[i] = mark
    return [_kept(unit, mark) for unit, mark in zip(units, out, strict=True)] if tidy else out


def _read(units: Sequence[Unit]) -> _Lines:
    counts = Counter(key(unit.text) for unit in units if not unit.long)
    return _Lines(
        units,
        [by_words(unit) for unit in units],
        [consent_topics(unit) for unit in units],
        [1 if unit.long else counts[key(unit.text)] for unit in units],
    )


def _within(lines: _Lines, i: int, place: Extent) -> bool:
    """Whether a line stands in the body's range; a text of a few short lines is all body."""
    few = place.first == place.last and len(lines.units) <= _FEW
    return few or place.first <= i < place.last


def _tidy(lines: _Lines, place: Extent, lists: set[int]) -> bool:
    """Whether the page has been cleaned before: hardly anything of it is outside the body."""
    units = lines.units
    if place.indent is not None:
        return False
    outside = (i for i in range(len(units)) if not place.first <= i < place.last and lines.given[i] is None)
    return _extent(units, {*outside, *lists}) <= _TIDY * _extent(units, range(len(units)))


def _foreign(lines: _Lines, place: Extent) -> dict[int, Label]:
    """Paragraphs at the edges of the body in another language than most of it: notices, calls to subscribe.

    A page whose other language is more than a quarter of it is a page in two languages, and keeps both.
    """
    units = lines.units
    prose = [i for i in sorted(place.members) if lines.given[i] is None and (units[i].prose or units[i].long)]
    main = languages.main_language(units[i].plain for i in prose)
    out: dict[int, Label] = {}
    for order in (prose, prose[::-1]):
        for i in order:
            code = languages.detect(units[i].plain)
            if code is not None and code != main:
                out[i] = Label("other", f"language: {code} on a page in {main}")
            else:
                break
    strange = sum(len(units[i].plain) for i in out)
    return out if 4 * strange <= sum(len(units[i].plain) for i in prose) else {}


def _join_notices(labels: list[Label], foreign: Mapping[int, Label]) -> None:
    """Lines in another language beside a consent notice are its translations."""
    for order in (sorted(foreign), sorted(foreign, reverse=True)):
        for i in order:
            beside = labels[max(i - 1, 0)].role, labels[min(i + 1, len(labels) - 1)].role
            if labels[i].role == "other" and "consent" in beside:
                labels[i] = Label("consent", f"beside a notice; {foreign[i].reason}")


def _lists(lines: _Lines, place: Extent) -> set[int]:
    """Teaser lists and menus inside the body: three short lines or more, one of which gives itself away."""
    out: set[int] = set()
    at = place.first
    while at < place.last:
        end = at
        telling = 0
        while end < place.last and _is_entry(lines, end):
            telling += bool(lines.given[end]) or lines.units[end].linked or lines.repeats[end] > 1
            end += 1
        if end - at >= (3 if telling else _MANY):
            out.update(range(at, end))
        at = max(end, at + 1)
    return out


def _is_entry(lines: _Lines, i: int) -> bool:
    """Whether a line can be one of a list: short, no half of a sentence and nobody who speaks."""
    unit, mark = lines.units[i], lines.given[i]
    if mark is not None and mark.role in ("crosshead", "caption"):
        return False
    return not (unit.prose or unit.long or _is_half(unit) or _is_speaker(lines, i))


def _is_half(unit: Unit) -> bool:
    """Whether a line is the first half of a sentence that a link tore: it ends in a word that another follows."""
    if unit.words < _RUNNING:
        return False
    return unit.text[-1] in "“„«(" or unit.plain.split()[-1] in leading_words()


def by_words(unit: Unit) -> Label | None:
    """The label that a line's own words give it, if they do."""
    if unit.words <= 14 and _DASHED.match(unit.plain):
        return Label("crosshead", "form: between dashes")
    if label := credits.line(unit) or furniture(unit):
        return label
    asked = call(unit)
    return Label("promo", f"call: {asked}") if asked else None


def _score(lines: _Lines, i: int) -> float:
    unit, mark = lines.units[i], lines.given[i]
    if len(lines.topics[i]) > 1 or (mark and mark.role not in ("crosshead", "caption", "credit")):
        return _FURNITURE
    if unit.linked and unit.words < 12:
        return _LINKED
    if unit.prose or unit.long:
        return _PROSE * min(unit.words / 20, 3.0) * (1.0 if unit.closed else 0.6)
    if lines.repeats[i] > 1:
        return 0.0 if _is_speaker(lines, i) else _REPEATED
    if unit.closed and unit.words >= 4:
        return _SHORT_SENTENCE
    return _TEASER if unit.words >= 8 else _MENU


def _consent(lines: _Lines, i: int, place: Extent) -> Label | None:
    """Four topics are a notice anywhere, and two that speak to the reader; elsewhere than in the body, fewer."""
    topics, unit = lines.topics[i], lines.units[i]
    if not topics:
        return None
    if _within(lines, i, place):
        spoken = QUOTES.search(_WORD_QUOTED.sub("", unit.text))
        enough = 2 if _TO_READER.search(unit.text) and not spoken else 4
    else:
        enough = 1 if unit.words <= 12 or "cookies" in topics else 2
    return Label("consent", "topics: " + " ".join(topics)) if len(topics) >= enough else None


def _inside(lines: _Lines, i: int, place: Extent) -> Label:
    unit = lines.units[i]
    if unit.linked and unit.words == 0:
        return Label("navigation", "a bare link")
    if place.indent is not None and i not in place.members:
        return Label("other", f"set apart: indent {unit.indent}, the body's is {place.indent}")
    crosshead = is_crosshead(unit, *_beside(lines, i, place))
    often = lines.repeats[i] >= _OFTEN and not unit.closed and not _is_name(unit)
    if often and (crosshead or place.indent is not None):
        return Label("navigation", f"printed {lines.repeats[i]} times on the page")
    if crosshead:
        return Label("crosshead", "form: short line between paragraphs")
    return Label(
        "body", "in the run of prose" if place.indent is None else "in the run of prose at one indent"
    )


def _beside(lines: _Lines, i: int, place: Extent) -> tuple[Unit | None, Unit | None]:
    """The lines of the body before and after one; in a page with indents, past what stands between them."""
    if place.indent is None:
        before = lines.units[i - 1] if i > place.first else None
        return before, lines.units[i + 1] if i + 1 < place.last else None

    def first(order: Iterable[int]) -> Unit | None:
        plain = (j for j in order if j in place.members and not lines.given[j] and lines.repeats[j] < _OFTEN)
        return next((lines.units[j] for j in plain), None)

    return first(range(i - 1, place.first - 1, -1)), first(range(i + 1, place.last))


def _is_speaker(lines: _Lines, i: int) -> bool:
    """Whether a line is the name of who says the sentence below it, as interviews and transcripts print it."""
    unit = lines.units[i]
    named = lines.repeats[i] >= _OFTEN and 2 <= unit.words <= 4 and _is_name(unit)
    return named and i + 1 < len(lines.units) and lines.units[i + 1].closed


def _is_name(unit: Unit) -> bool:
    """Whether a line is written as a name is, as that of who speaks in a transcript, or is speech that is cut off."""
    return are_names(unit.plain.split()) or unit.text[-1] in "-–—"


def is_crosshead(unit: Unit, before: Unit | None, after: Unit | None) -> bool:
    """A short line that ends no sentence, between a finished paragraph and another."""
    return (
        before is not None
        and after is not None
        and before.prose
        and (after.prose or after.long)
        and 1 <= unit.words <= 10
        and not unit.text.endswith((".", ",", ";", ":", "…"))
        and not unit.text[0].islower()
        and any(c.isalpha() for c in unit.text)
        and not (QUOTES.search(unit.text) and unit.closed)
    )


def _outside(unit: Unit, above: bool) -> Label:
    where = "before" if above else "after"
    if unit.words <= _MENU_WORDS:
        return Label("navigation", f"short line {where} the body")
    return Label("other" if unit.prose else "promo", f"{where} the body")


def _kept(unit: Unit, mark: Label) -> Label:
    """A line outside the run of a page that was cleaned before: body, unless it is as short as a byline."""
    outside = mark.reason.endswith(("before the body", "after the body"))
    menu = unit.linked or " | " in unit.text or unit.words < _MENU_WORDS
    return Label("body", "the page is nearly all prose") if outside and not menu else mark


def _extent(units: Sequence[Unit], indexes: Iterable[int]) -> int:
    return sum(units[i].end - units[i].start for i in indexes)


def _opening(lines: _Lines, place: Extent) -> Extent:
    """The body with its first sentence, if a link tore that into short lines: mostly lower-case words."""
    first = place.first
    for i in range(first - 1, max(first - 3, _TOP) - 1, -1):
        unit = lines.units[i]
        if lines.given[i] or lines.repeats[i] > 1 or unit.linked:
            return place
        if unit.words >= 4:  # above a fragment, or it is a headline
            lower = sum(word[0].islower() for word in unit.plain.split())
            torn = i < first - 1 and not unit.closed and lower >= 0.5 * unit.words
            return replace(place, first=i, members=place.members | set(range(i, first))) if torn else place
    return place


def _name_opening(units: Sequence[Unit], labels: list[Label], place: Extent, title: str | None) -> None:
    """Give the headline its role, and in a page with indents the standfirst below it."""
    body = " ".join(unit.plain for unit, mark in zip(units, labels, strict=True) if mark.role == "body")
    found = opening.headline(units, labels, place.first, title, body, place.indent is not None)
    if found is None:
        return
    at, reason = found
    labels[at] = Label("headline", reason)
    if place.indent is not None:
        below = opening.standfirst(units, labels, at, place.first)
        if below is not None:
            labels[below] = Label("body", "standfirst: the first sentence under the headline")
