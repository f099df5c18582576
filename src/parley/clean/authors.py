"""Who a page says wrote it: persons, never the outlet, an office or an agency; nobody rather than a guess."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit

from parley import spans
from parley.clean.lexicon import QUOTES, Label, are_names
from parley.clean.lines import Unit
from parley.clean.markup import Sheet
from parley.records import name_key
from parley.vocab import table

_ABOVE, _BELOW = 15, 6  # lines around the body in which its byline stands
_NOTES = 4  # last lines of a body in which a note on its author stands
_FIRST = r"(?!(?:first|second|third|last|only|most|\w{3,}est)\b)"  # of those who did something: news, no note
_MOST_WORDS = 5  # of a name: more are a description of somebody
_MARKS = str.maketrans("", "", " -.’'")  # within names
_TO = re.compile(
    r"\s(?:in|for|für|pour|para)\s(?=[A-Z])"
)  # "Ana Ruiz in Kalmora", "Ana Ruiz for Harbour Post"
_BY = re.compile(r"^(?:by|von|par|por|di|door|af|av|oleh)\s?:?\s", re.I)


def persons(names: Iterable[str], outlet: str | None, url: str | None) -> list[str]:
    """Those of a page's stated authors that are persons, without their titles."""
    host = (urlsplit(url).hostname or "").split(".") if url else []
    known = {name_key(outlet or "").replace(" ", ""), *host} - {"", "www"}
    out: list[str] = []
    for name in names:
        bare = _bare(name)
        words = bare.split()
        if words and len(words) <= _MOST_WORDS and name_key(bare).replace(" ", "") not in known:
            out.append(bare)
    return list(dict.fromkeys(out))


def is_name(text: str) -> bool:
    """Whether a printed text has the shape of a person's name, and is none of an outlet or an office."""
    words = text.split()
    letters = text.translate(_MARKS)
    nobody = not _nobody().isdisjoint(word.casefold() for word in words)
    return 2 <= len(words) <= _MOST_WORDS and letters.isalpha() and are_names(words) and not nobody


def printed(
    sheet: Sheet, units: Sequence[Unit], labels: Sequence[Label], known: Sequence[str] = ()
) -> list[str]:
    """The names in the elements around the article that are named as its byline.

    Where authors are known, those of the lines beside one of theirs, each in an element of the same kind. (All else
    that is named as a byline then is of other stories, an office or a network: of eleven such names eight were.)
    """
    body = [i for i, label in enumerate(labels) if label.role == "body"]
    if not body:
        return []
    near = {*range(max(body[0] - _ABOVE, 0), min(body[0] + _BELOW, len(units)))}
    near |= {*range(body[-1] + 1, min(body[-1] + _BELOW, len(units)))}
    lines = [
        i for i in sorted(near) if labels[i].role == "byline" and labels[i].reason.startswith("element named")
    ]
    if known:
        return _beside(sheet, units, lines, known)
    found: list[str] = []
    for i in lines:
        names = list(_parts(sheet, units[i]))
        found += names if all(map(is_name, names)) else []
    return list(dict.fromkeys(found))


def notes(units: Sequence[Unit], labels: Sequence[Label]) -> dict[int, Label]:
    """What the last lines of a text say about who wrote it: ``Ana Ruiz is a staff writer at the Harbour Post.``

    Of 12 such lines of 2,062 pages 11 were that.
    """
    body = [i for i, label in enumerate(labels) if label.role == "body"]
    last = [i for i in body[max(1, len(body) - _NOTES) :] if not QUOTES.search(units[i].text)]
    return {
        i: Label("other", f"about an author: {m[2]}") for i in last if (m := _about().match(units[i].plain))
    }


def _beside(sheet: Sheet, units: Sequence[Unit], lines: Sequence[int], known: Sequence[str]) -> list[str]:
    """The names that stand one a line with a known one, in order."""
    run: list[int] = []
    runs = [run]
    for i in lines:
        if run and (i != run[-1] + 1 or _kind(sheet, i) != _kind(sheet, run[-1])):
            run = []
            runs.append(run)
        run.append(i)
    names = ([units[i].text for i in run] for run in runs)
    return next((some for some in names if not {*known}.isdisjoint(some) and all(map(is_name, some))), [])


def _kind(sheet: Sheet, line: int) -> tuple[str, str]:
    """Tag and names of the element of a line."""
    node = sheet.lines[line].node
    return sheet.tags[node], sheet.hint(node)


def _parts(sheet: Sheet, unit: Unit) -> Iterator[str]:
    """The inline elements that a line consists of, or else the whole line."""
    first = bisect.bisect_left(sheet.marks, unit.start, key=lambda mark: mark.end)
    last = bisect.bisect_right(sheet.marks, unit.end, key=lambda mark: mark.end)
    inner = [spans.strip(sheet.text, mark.start, mark.end) for mark in sheet.marks[first:last]]
    texts = list(
        dict.fromkeys(sheet.text[a:b] for a, b in inner if a < b and (a, b) != (unit.start, unit.end))
    )
    if texts and sum(map(len, texts)) >= 0.8 * (unit.end - unit.start):
        yield from texts
    else:
        yield from re.split(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\bog\b|\boch\b)\s*", _BY.sub("", unit.text))


def _bare(name: str) -> str:
    """A stated author's name without what stands around it; empty where that is an office or an outlet's staff."""
    bare = _TO.split(name)[0]
    untitled = _titles().sub(" ", bare).split()
    words = [word.casefold() for word in untitled]
    office = untitled != bare.split() and _desks().issuperset(words)
    return "" if office or not _staff().isdisjoint(words) else " ".join(untitled).strip(" ,;|·-–")


@cache
def _about() -> re.Pattern[str]:
    """A full name and what its bearer is; groups: the name, the post."""
    name = r"[*_]{0,3}((?:[^\W\d_a-z][\w.'’-]*\s){1,3}[^\W\d_a-z][\w.'’-]*)[*_]{0,3}"
    posts = "|".join(map(re.escape, table("clean/authors.toml")["posts"]))
    return re.compile(
        rf"{name}(?:,[^,.]{{2,60}},)?\s(?:is|are)\s(?:an?|the)\s{_FIRST}[^.,;]{{0,60}}?\b({posts})\b"
    )


@cache
def _titles() -> re.Pattern[str]:
    words = "|".join(map(re.escape, table("clean/authors.toml")["titles"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)


@cache
def _nobody() -> frozenset[str]:
    return frozenset(table("clean/authors.toml")["nobody"])


@cache
def _desks() -> frozenset[str]:
    return frozenset(table("clean/authors.toml")["desks"])


@cache
def _staff() -> frozenset[str]:
    return frozenset(table("clean/authors.toml")["staff"])
