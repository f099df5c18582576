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

from parley.clean import credits, languages, runs
from parley.clean.lexicon import Label, consent_topics, furniture
from parley.clean.lines import Unit, key

_DASHED = re.compile(r"[-–—]{1,3} ?\S.{0,100}\S ?[-–—]{1,3}$")
_QUOTES = re.compile(r"[\"“”„«»「」]")

# Scores of step 2. Set together on the flattened fundus and scrapinghub pages and the paragraphs of
# the twelve annotated pages, together with those of `parley.clean.runs`: token F1 .905 / .903.
_PROSE = 1.0  # for 20 words of prose, at most three times that a line
_SHORT_SENTENCE = 0.1  # 4 to 6 words
_MENU = -0.6  # a short line that ends no sentence
_TEASER = -0.5  # 8 to 19 words that end no sentence
_FURNITURE = -1.2
_REPEATED = -0.5
_LINKED = -1.2
_TOP = 6  # lines above a body that are no page's menu yet
_MENU_WORDS = 7  # of the longest menu entries
_TIDY = 0.08  # share of a page outside the run up to which it has been cleaned before and keeps its lists
_FEW = 12  # lines of a text without any prose that are kept as body: a note, a sentence


def label(units: Sequence[Unit], title: str | None) -> list[Label]:
    """One label a unit."""
    given = [_by_words(unit) for unit in units]
    topics = [consent_topics(unit) for unit in units]
    repeats = Counter(key(unit.text) for unit in units if unit.words < 20)
    scores = [
        _score(unit, mark, touched, repeats[key(unit.text)])
        for unit, mark, touched in zip(units, given, topics, strict=True)
    ]
    first, last = runs.body(scores)
    first = _opening(units, given, repeats, first)
    lists = _lists(units, given, repeats, first, last)
    foreign = _foreign(units, given, first, last)
    outside = [i for i in range(len(units)) if not (first <= i < last) and given[i] is None]
    tidy = _extent(units, [*outside, *lists]) <= _TIDY * _extent(units, range(len(units)))
    if tidy:
        lists = set()
    few = first == last and len(units) <= _FEW
    out: list[Label] = []
    for i, unit in enumerate(units):
        inside = first <= i < last or few
        out.append(
            _consent(topics[i], unit, inside)
            or given[i]
            or (Label("promo", "a list of short lines within the body") if i in lists else None)
            or foreign.get(i)
            or (
                _inside(units, i, first, last)
                if inside
                else _outside(unit, "before" if i < first else "after")
            )
        )
    _join_notices(out, foreign)
    _promote_headline(units, out, first, title)
    if tidy:
        return [_kept(unit, mark) for unit, mark in zip(units, out, strict=True)]
    return out


def _foreign(units: Sequence[Unit], given: Sequence[Label | None], first: int, last: int) -> dict[int, Label]:
    """Paragraphs at the edges of the body in another language than most of it: notices, calls to subscribe.

    A page whose other language is more than a quarter of it is a page in two languages, and keeps both.
    """
    prose = [i for i in range(first, last) if given[i] is None and (units[i].prose or units[i].long)]
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


def _lists(
    units: Sequence[Unit],
    given: Sequence[Label | None],
    repeats: Mapping[str, int],
    first: int,
    last: int,
) -> set[int]:
    """Teaser lists and menus inside the body: three short lines or more, one of which gives itself away."""
    out: set[int] = set()
    at = first
    while at < last:
        end = at
        telling = 0
        while end < last and _short(units[end], given[end]):
            mark = given[end]
            telling += bool(mark) or units[end].linked or repeats[key(units[end].text)] > 1
            end += 1
        if end - at >= 3 and (telling or end - at >= 8):
            out.update(range(at, end))
        at = max(end, at + 1)
    return out


def _short(unit: Unit, mark: Label | None) -> bool:
    if mark is not None and mark.role in ("crosshead", "caption"):
        return False
    return not unit.prose and not unit.long


def _by_words(unit: Unit) -> Label | None:
    if unit.words <= 14 and _DASHED.match(unit.plain):
        return Label("crosshead", "form: between dashes")
    return credits.line(unit) or furniture(unit)


def _score(unit: Unit, mark: Label | None, topics: Sequence[str], repeats: int) -> float:
    if len(topics) > 1 or (mark and mark.role not in ("crosshead", "caption", "credit")):
        return _FURNITURE
    if unit.linked and unit.words < 12:
        return _LINKED
    if unit.prose or unit.long:
        return _PROSE * min(unit.words / 20, 3.0) * (1.0 if unit.closed else 0.6)
    if repeats > 1:
        return _REPEATED
    if unit.closed and unit.words >= 4:
        return _SHORT_SENTENCE
    return _TEASER if unit.words >= 8 else _MENU


def _consent(topics: Sequence[str], unit: Unit, inside: bool) -> Label | None:
    """Four topics are a notice anywhere; two, or one in a few words or cookies, where no body stands."""
    enough = 4 if inside else 1 if unit.words <= 12 or "cookies" in topics else 2
    return Label("consent", "topics: " + " ".join(topics)) if len(topics) >= enough else None


def _inside(units: Sequence[Unit], i: int, first: int, last: int) -> Label:
    unit = units[i]
    if unit.linked and unit.words == 0:
        return Label("navigation", "a bare link")
    before = units[i - 1] if i > first else None
    after = units[i + 1] if i + 1 < last else None
    if is_crosshead(unit, before, after):
        return Label("crosshead", "form: short line between paragraphs")
    return Label("body", "in the run of prose")


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
        and not (_QUOTES.search(unit.text) and unit.closed)
    )


def _outside(unit: Unit, where: str) -> Label:
    if unit.words <= _MENU_WORDS:
        return Label("navigation", f"short line {where} the body")
    return Label("other" if unit.prose else "promo", f"{where} the body")


def _kept(unit: Unit, mark: Label) -> Label:
    """A line outside the run of a page that was cleaned before: body, unless it is as short as a byline."""
    outside = mark.reason.endswith(("before the body", "after the body"))
    return Label("body", "the page is nearly all prose") if outside and unit.words >= _MENU_WORDS else mark


def _extent(units: Sequence[Unit], indexes: Iterable[int]) -> int:
    return sum(units[i].end - units[i].start for i in indexes)


def _opening(
    units: Sequence[Unit], given: Sequence[Label | None], repeats: Mapping[str, int], first: int
) -> int:
    """Where the body begins if a link tore its first sentence into short lines: mostly lower-case words."""
    for i in range(first - 1, max(first - 3, _TOP) - 1, -1):
        unit = units[i]
        if given[i] or repeats[key(unit.text)] > 1 or unit.linked:
            return first
        if unit.words >= 4:  # above a fragment, or it is a headline
            lower = sum(word[0].islower() for word in unit.plain.split())
            torn = i < first - 1 and not unit.closed and lower >= 0.5 * unit.words
            return i if torn else first
    return first


def _promote_headline(units: Sequence[Unit], labels: list[Label], first: int, title: str | None) -> None:
    """Give the title its role.

    It is the line that says the title, else one that the page's first line begins with (as the title of a
    browser tab does), else the only line above the body that can be one.
    """
    above = [i for i in range(first) if labels[i].reason.endswith("before the body")]
    wanted = key(title) if title else None
    tab = key(units[0].text) if units else ""
    for i in range(min(first + 1, len(units))):
        if wanted and key(units[i].text) == wanted:
            labels[i] = Label("headline", "the page's title")
            return
    for i in reversed(above):
        if i and units[i].words >= 4 and tab.startswith(key(units[i].text)):
            labels[i] = Label("headline", "the page's first line begins so")
            return
    titular = [i for i in above if _titular(units[i])]
    if len(titular) == 1 and len(above) <= _TOP:
        labels[titular[0]] = Label("headline", "the only line above the body that can be one")


def _titular(unit: Unit) -> bool:
    if unit.linked or " | " in unit.text or unit.text[-1] in ".:;," or unit.text[0] in "*•-–":
        return False
    return 4 <= unit.words <= 25
