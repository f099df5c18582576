"""Finds who is named in a document: persons, states, bodies, organisations and media.

1. every sentence gives its names, with offices printed beside them (`parley.find.names`);
2. a person's name with no office and no known given name beside it must look like one to the model of
   names somewhere on the page (`parley.language.names`), and the page may not say that it is a thing
   (`parley.find.things`): else it is a place, a body or a headline;
3. a name that is part of a person's full name on the page stands for that person;
4. a single name that neither the page nor the gazetteer explains stands for a person if it is seen to
   speak somewhere on the page, and else gives no mention.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from parley.find.acronyms import acronyms
from parley.find.base import Analysis
from parley.find.lexicon import bare, word_set
from parley.find.names import Name, names
from parley.find.own_names import listed
from parley.find.things import things
from parley.language.line import Line
from parley.language.names import Named, Sentence, named_all
from parley.language.tags import is_common
from parley.records import Mention, actor_id, entry_id
from parley.spans import Span, evidence
from parley.vocab import table, words

_OFFICE = 4  # words of an office before a name
_OFTEN = 2  # times that a surname alone has to have meant somebody
NEAR = 600  # code points in which a surname stands for the person just named in full


class Mentions:
    """The actors named in a document, with the office printed beside each name."""

    kind = "mentions"
    version = "15"
    needs: tuple[str, ...] = ()

    def find(self, analysis: Analysis) -> Iterable[Mention]:
        """The mentions in order of the text."""
        known = analysis.known
        lines = [line for passage in analysis.passages for line in passage.sentences]
        printed = [(line, n) for line in lines for n in names(line, known) if not _place(line, n)]
        printed = acronyms(lines, printed)
        no_persons = things(printed)
        printed = [
            (line, n) for line, n in printed if n.kind not in ("person", "") or n.text not in no_persons
        ]
        believed = _believed((line, n) for line, n in printed if n.kind == "person")
        placed = [(line, n) for line, n in printed if n.kind != "person" or n.text in believed]
        kin = {n.text for line, n in placed if n.kind == "person" and _is_kin(line, n)}
        people = People(
            [(n.text, n.title) for _, n in placed if n.kind in ("person", "")],
            kin,
            analysis.document.title or "",
        )
        called = [_called(line, name, people) for line, name in placed]
        unknown = {c.name.text for c in called if c.name.kind == "" and c.full is None}
        single = [(line, n) for line, n in placed if n.kind == "" and n.speaks and n.text in unknown]
        speaking = _believed((line, n) for line, n in single if not _is_nobody(line, n))
        for c in called:
            if c.name.kind or c.full or c.name.text in speaking:
                yield _mention(analysis, c)


def _believed(printed: Iterable[tuple[Line, Name]]) -> frozenset[str]:
    """The names that are a person's somewhere; the model of names is asked only where nothing plainer tells."""
    places = list(printed)
    out = {name.text for line, name in places if _plainly(line, name)}
    unsettled: dict[str, list[tuple[Line, Name]]] = {}
    for line, name in places:
        if name.text not in out:
            unsettled.setdefault(name.text, []).append((line, name))
    while unsettled:  # in one place of each after the other
        asked = [left.pop(0) for left in unsettled.values()]
        found = named_all([_words(line) for line, _ in asked])
        out.update(n.text for (_, n), names_ in zip(asked, found, strict=True) if _is_person(n, names_))
        unsettled = {text: left for text, left in unsettled.items() if left and text not in out}
    return frozenset(out)


def _plainly(line: Line, name: Name) -> bool:
    """Whether a name is a person's by its office or its given name."""
    if name.title and (name.speaks or not is_common(name.text)):
        return True
    return name.text.split()[0].lower() in _first_names() or _in_office(line, name)


@cache
def _first_names() -> frozenset[str]:
    """Words that a person's name begins with."""
    return word_set("persons", "male", "female", "surname_first") | listed("also_given")


def _words(line: Line) -> Sentence:
    return tuple(line.texts), tuple(line.tags), line.opinion.names


def _is_person(name: Name, found: Iterable[Named]) -> bool:
    """Whether a name is a person's by how it stands in its sentence."""
    return any(n.kind == "PER" and n.start < name.end and name.start < n.end for n in found)


def _in_office(line: Line, name: Name) -> bool:
    """Whether a name stands in apposition to an office: ``the lead negotiator, Ana Weber``."""
    before = line.words[max(0, name.start - 2) : name.start]
    return len(before) == 2 and before[1] == "," and before[0] in word_set("titles", "heads")


def _is_kin(line: Line, name: Name) -> bool:
    """Whether somebody is named as another's kin: ``his daughter Ana Weber``, ``Ana Weber, the president's son,``."""
    kin = _relatives()
    start = name.start
    while start and name.start - start < _OFFICE and _is_of_office(line.words[start - 1]):
        start -= 1
    past = any(w in words("past_offices") or w.startswith("ex-") for w in line.words[start : name.start])
    start = (
        start if past else name.start
    )  # ``his father, | ex-Rep. | Otto Weber``; of one in office more is told
    before = line.words[max(0, start - 2) : start]
    if before[-1:] and (before[-1] in kin or (before[0] in kin and before[1:] == [","])):
        return True  # ``his daughter Ana Weber``, ``his daughter and her husband, Ana Weber and T``
    behind = line.words[name.end : name.end + 7]
    if behind[:1] != [","]:
        return False
    closed = next((i for i, word in enumerate(behind[1:], 1) if word in (",", ".", "and")), 0)
    return bool(kin & set(behind[1:closed]))


@cache
def _relatives() -> frozenset[str]:
    return frozenset(table("roles.toml")["relatives"].split())


def _is_of_office(word: str) -> bool:
    """Whether a word may be of an office before a name: ``former``, ``Sen.``."""
    return word.rstrip(".").removeprefix("ex-") in word_set("titles", "heads", "abbreviated", "modifiers")


def _place(line: Line, name: Name) -> bool:
    """Whether a capital is named as a place and not for its government."""
    if not name.capital or not name.start or line.words[name.start - 1] not in words("places"):
        return False
    return line.words[max(0, name.start - 2) : name.start] != ["according", "to"]


def _is_nobody(line: Line, name: Name) -> bool:
    """Whether a word is a province, or a plural that has its capital from its sentence: ``Officials said``."""
    first = name.start == 0 or line.tags[name.start - 1] in ('"', ".", ":")
    several = first and name.text.endswith("s") and (is_common(name.text) or line.tags[name.start] == "NNS")
    return several or name.text in listed("provinces")


def _acts(line: Line, name: Name) -> bool:
    """Whether an outlet's name may be somebody's: not ``told | Weber``, ``| Weber | reported``."""
    before, after = line.words[max(0, name.start - 1) : name.start], line.words[name.end : name.end + 1]
    return not ({"told", "to", "by", "tells", "reported", "reports"} & {*before, *after})


def _span(line: Line, name: Name) -> Span:
    """The name's offsets, without a possessive ending."""
    span = line.span(name.start, name.end)
    last = line.texts[name.end - 1]
    ending = len(last) - len(bare(last))
    return Span(span.start, span.end - ending) if ending else span


class People:
    """The persons whose names a page prints, with the title beside each, and the fullest form of each."""

    def __init__(
        self, printed: Sequence[tuple[str, str | None]], kin: Set[str] = frozenset(), headline: str = ""
    ) -> None:
        self._by_last: dict[str, Counter[str]] = {}
        self._alone = set[str]()  # of one name, with an office: ``President Weber``
        self._royal = set[str]()  # of one name: ``King Salman`` is no one's surname
        self._by_first: dict[str, Counter[str]] = {}  # where the surname comes first
        self._fullest: dict[tuple[str, ...], str] = {}
        self._genders: dict[str, set[str]] = {}
        self._titled = Counter[str]()  # how often a surname stands behind "Mr." or "Ms."
        self._bare = Counter[str]()  # and how often alone
        self._last_told: dict[str, tuple[Set[str], int]] = {}  # the gender told of it last, and where
        self._short = _shortened({name for name, _ in printed})
        titled = {name for name, title in printed if title and " " not in name}
        for name, title in printed:
            parts = name.split()
            if len(parts) == 1 or name in self._short:
                told = _genders(title or "")
                self._genders.setdefault(parts[-1], set()).update(told)
                (self._titled if told else self._bare)[parts[-1]] += 1
            if name in self._short or name[0].islower():
                continue
            if len(parts) > 1:
                key = _key(parts)
                if len(name) > len(self._fullest.get(key, "")):
                    self._fullest[key] = name
                self._by_last.setdefault(_last(parts), Counter())[name] += 3 if title else 1
                if parts[0].lower() in word_set("persons", "surname_first"):
                    self._by_first.setdefault(parts[0], Counter())[name] += 3 if title else 1
            elif title:
                if word_set("titles", "heads") & set(title.lower().split()):
                    self._alone.add(name)
                if _is_royal(title):
                    self._royal.add(name)
        for last, bearers in self._by_last.items():
            _without_kin(bearers, kin, last in titled)
        self._headline = [bare(w.strip(',:;.!?"“”')) for w in headline.split()]
        self._bearers: dict[tuple[str, frozenset[str]], Counter[str]] = {}  # of a surname, by what is said
        self._seen: dict[str, str] = {}
        self._seen_at: dict[str, int] = {}
        self._alone_for: dict[
            str, tuple[str | None, int, int]
        ] = {}  # whom it meant last, where, how often running
        self._meant: dict[str, tuple[str | None, int]] = {}  # whom a surname that comes first stood for last
        self._full_at: dict[str, int] = {}  # where each was named in full last
        self._other_at: dict[str, int] = {}  # where the surname's other bearer was named last

    def bears(self, name: str) -> bool:
        """Whether a word is the surname of somebody whom the page names in full."""
        return bool(self._by_last.get(name))

    def resolve(self, name: str, at: int = 0, title: str | None = None) -> str | None:
        """The fullest form of a name at offset `at`, where the page has one; call it in order of the text.

        Args:
            name: As printed.
            at: Where it begins.
            title: What is printed before it: ``Mrs.`` tells the gender.
        """
        parts = name.split()
        if name[0].islower() and name not in self._short:
            return None  # ``van der Weber``, whom the page does not name in full
        if name in self._short:
            name = parts[-1]
        elif len(parts) > 1:
            full = self.resolve_full(name)
            last = _last(parts)
            if self._seen.get(last, full) != full:
                self._other_at[last] = self._seen_at[last]
            self._seen[last], self._seen_at[last] = full, at
            self._full_at[full] = at
            return full
        if name in self._royal:
            return name
        said = self._said(name, title, at)
        if name in self._by_first:
            return self._of_first(name, at, said)
        found = self._of_last(name, at, said)
        before, _, times = self._alone_for.get(name, (None, 0, 0))
        self._alone_for[name] = found, at, times + 1 if found == before else 1
        return found

    def _said(self, name: str, title: str | None, at: int) -> Set[str]:
        """The gender that "Mr." or "Ms." tells of a surname: here, on a page that mostly prints one, or shortly before.

        What was told before tells nothing where it would leave out whom the page is about: ``Mrs. Weber``.
        """
        here = _genders(title or "")
        if here:
            self._last_told[name] = here, at
            return here
        if self._titled[name] >= self._bare[name]:
            return self._genders.get(name, frozenset())
        last, since = self._last_told.get(name, (frozenset(), 0))
        if not last or at - since > NEAR:
            return frozenset()
        few = 2 * self._called(name, last).total() < self._called(name, frozenset()).total()
        return frozenset() if few else last

    def _of_last(self, name: str, at: int, said: Set[str]) -> str | None:
        """Whom a surname that comes last stands for."""
        known, seen = self._called(name, said), self._seen.get(name)
        goes_on = self._goes_on(name)
        if goes_on and goes_on in known:
            return goes_on
        near = at - self._seen_at.get(name, at) < NEAR and not self._contested(name, at)
        if seen and seen in known and (len(known) == 1 or (near and not is_common(seen.split()[0]))):
            return seen
        headed = None if seen else self._headed(name, known, said)
        if headed:
            return headed  # nobody else was named in full so far
        most = known.most_common(2)
        if not most or (len(most) > 1 and most[0][1] < 2 * most[1][1]):
            return seen if seen in known and not self._contested(name, at) else None
        return most[0][0]

    def _headed(self, name: str, known: Iterable[str], said: Set[str]) -> str | None:
        """The one bearer of a surname whom the headline names in full."""
        if name not in self._headline:
            return None
        printed = f" {' '.join(self._headline)} "
        fit = [full for full in known if f" {full} " in printed]
        for first, last in pairwise(self._headline):
            gender = _given(f"{first} {last}") if last == name else None
            if gender and (not said or gender in said):
                fit.append(self.resolve_full(f"{first} {name}"))
        return fit[0] if len(set(fit)) == 1 else None

    def _goes_on(self, name: str) -> str | None:
        """Whom a surname goes on to mean when another who bears it is named in full in between.

        ``Weber | left after a tribute to a guard, Ana Weber. "C," | Weber said``.
        """
        meant, last, times = self._alone_for.get(name, (None, 0, 0))
        another = self._seen.get(name) != meant and 0 <= self._seen_at.get(name, 0) - last < NEAR
        return meant if another and times >= _OFTEN else None

    def _of_first(self, name: str, at: int, said: Set[str]) -> str | None:
        """Of those whose surname may come first the one named in full last, if shortly before; else the most told of.

        Between are those whose surname comes last: ``Tony Kim``.
        """
        bearers = self._called(name, said).copy()
        for full, times in self._by_first[name].items():
            bearers[self.resolve_full(full)] += times
        named = [full for full in bearers if full in self._full_at]
        latest = max(named, key=self._full_at.__getitem__, default=None)
        before, since = self._meant.get(name, (None, -1))
        if latest and at - self._full_at[latest] < NEAR:
            found: str | None = latest
        elif before and latest and self._full_at[latest] < since:
            found = before  # nobody else was named since
        else:
            most = bearers.most_common(2)
            found = most[0][0] if len(most) == 1 or most[0][1] >= 2 * most[1][1] else None
        self._meant[name] = found, at
        return found

    def _contested(self, name: str, at: int) -> bool:
        """Whether two who bear a surname were named in full shortly before `at`."""
        return name in self._other_at and at - self._other_at[name] < NEAR

    def _called(self, name: str, said: Set[str]) -> Counter[str]:
        """The full names that end in a surname, without those whose gender is another than what is said."""
        key = name, frozenset(said)
        if key not in self._bearers:
            self._bearers[key] = self._read_called(name, said)
        return self._bearers[key]

    def _read_called(self, name: str, said: Set[str]) -> Counter[str]:
        out = Counter[str]()
        for full, times in self._by_last.get(name, Counter()).items():
            given = _given(full)
            if not said or given is None or given in said:
                out[self.resolve_full(full)] += times
        elder = {full: times for full, times in out.items() if not _suffixed(full)}
        return (
            Counter(elder) if elder or name in self._alone else out
        )  # ``Weber Jr.`` is not called ``Weber`` beside his father

    def resolve_full(self, name: str) -> str:
        """The fullest form of a full name that does not contradict it: ``Jon H. Reed`` is not Jon W. Reed."""
        parts = name.split()
        full = self._fullest.get(_key(parts), name)
        between = zip(parts[1:-1], full.split()[1:-1], strict=False)
        return full if all(ours[0] == theirs[0] for ours, theirs in between) else name


def _shortened(names_: Set[str]) -> Set[str]:
    """The surnames that are printed with their particles, which a longer name ends in: ``van der Weber``."""
    particles = word_set("persons", "particles")
    given = word_set("persons", "male", "female")
    short = {name for name in names_ if " " in name and particles.issuperset(name.lower().split()[:-1])}
    short = {name for name in short if name[0].islower() or name.split()[0].lower() not in given}
    return {name for name in short if any(full.lower().endswith(f" {name.lower()}") for full in names_)}


def _key(parts: Sequence[str]) -> tuple[str, ...]:
    """What tells persons apart: given name, surname and, where there is one, the suffix of a father's son."""
    suffix = [p.rstrip(".") for p in parts if p.lower() in word_set("persons", "suffixes")]
    return (parts[0], _last(parts), *suffix)


def _suffixed(name: str) -> bool:
    """Whether a name ends in what tells a son from his father."""
    return name.split()[-1].lower().rstrip(".") == "jr"


def _is_royal(title: str) -> bool:
    return title.split()[-1].lower() in table("roles.toml")["royal"].split()


def _without_kin(bearers: Counter[str], kin: Set[str], titled: bool) -> None:
    """Leave out those named as another's kin, if others bear the surname or an office stands before it alone."""
    named = [name for name in bearers if name in kin]
    if titled or len(named) < len(bearers):
        for name in named:
            del bearers[name]


@lru_cache(1 << 10)
def _genders(title: str) -> frozenset[str]:
    words = {w.rstrip(".") for w in title.lower().split()}
    return frozenset(kind for kind in ("female", "male") if words & word_set("titles", kind))


def _given(name: str) -> str | None:
    """The gender that the given name of a full name tells."""
    first = name.split()[0].lower()
    return next((kind for kind in ("female", "male") if first in word_set("persons", kind)), None)


def _last(parts: Sequence[str]) -> str:
    plain = [p for p in parts if p.lower() not in word_set("persons", "suffixes")]
    return (plain or parts)[-1]


class _Called(NamedTuple):
    """A name at its place. `full`: the fullest form of a person's."""

    span: Span
    name: Name
    full: str | None


def _called(line: Line, printed: Name, people: People) -> _Called:
    """The next name of a page, with whom it stands for."""
    span = _span(line, printed)
    if printed.kind == "media" and people.bears(printed.text) and _acts(line, printed):
        printed = printed._replace(kind="")  # it is a surname
    is_person = printed.kind in ("person", "")
    return _Called(
        span, printed, people.resolve(printed.text, span.start, printed.title) if is_person else None
    )


def _mention(analysis: Analysis, called: _Called) -> Mention:
    span, name, full = called
    text, kind = name.text, name.kind
    if kind in ("person", ""):
        firm = full is None and text in listed("firms_of_one_word")
        text, kind = full or text, "organization" if firm else "person"
    document = analysis.document
    actor = actor_id(kind, text)
    return Mention(
        entry_id("mention", document.id, span.start, span.end, actor),
        document.id,
        actor,
        text,
        kind,
        name.country,
        document.text[span.start : span.end],
        name.title,
        (evidence(document.id, document.text, span.start, span.end),),
    )
