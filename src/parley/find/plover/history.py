"""Whether an incident is history: long before its page, by its date or by the year that its paragraph tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from parley.dates import Date
from parley.find.number_words import words as number_words
from parley.find.plover.event import Event
from parley.find.plover.lexicon import light
from parley.find.predicates import FINITE_FORM, GERUND, INFINITIVE, Predicate
from parley.language.line import Line
from parley.language.tags import FINITE
from parley.times.expressions import Expressions
from parley.vocab import words

_HISTORY = 366  # days before its page after which an incident is history
_NEAR = 4  # words before a noun in which its year stands
_ROW = 14  # words beside a clause in which what it belongs to stands
_FAR = 8  # words before a noun in which what it is of stands
_INSIDE = frozenset({"of", "at", "in", "on", "by", "against", ","})
_AGO = (["years", "ago"], ["decades", "ago"], ["century", "ago"], ["centuries", "ago"])
_OF_NOUN = frozenset({"NN", "NNS", "NNP", "JJ", "DT", "CD", "VBG", "POS"})
_OPENING = 8  # words in which a sentence that opens with a time has its year
_OPENS = frozenset(
    {
        *("in", "on", "after", "following", "during", "by", "before", "throughout", "early", "late"),
        *("from", "between"),
    }
)
_ELSEWHEN = frozenset({",", ";", ":", "since", "after", "before", "until"})  # before other times
_CLAUSES = frozenset({"when", "after", "once"})
_MONTHS = frozenset(words("months"))
_PAGES = 1990  # before any page was on the web
_THAT_DAY, _AFTER_IT = "9 / 11", "2003"
_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
_PAST = frozenset({"VBD", "VBN", "VBG"})
_NOW = words("days").union(["now", "today", "yesterday", "currently", "recently", "ago"])
_SPANS = frozenset({"day", "week", "month", "year", "evening", "night", "morning", "afternoon"})
_RECENT = 5  # years that are not long ago
_NEXT = 4  # paragraphs in which the next time stands
_OFTEN = 2  # sentences with old years that a page of history has


class History:
    """What the sentences of a document say of how long ago things were; they are read in order."""

    def __init__(
        self, published: str | None, times: Expressions, paragraphs: Sequence[Sequence[Line]]
    ) -> None:
        self._published = published
        self._times = times
        self._year: int | None = None
        self._last: int | None = None  # the last that was printed
        self._begun = True  # nothing of the paragraph was read
        now = int(published[:4]) if published else 0
        self._tells_of_past = bool(now) and _tells_of_past(
            now, [line for lines in paragraphs for line in lines]
        )
        self._between = _between(now, paragraphs) if now and not self._tells_of_past else frozenset()

    def is_of_another_year(self, line: Line, event: Event) -> bool:
        """Whether a page tells what was long ago, so that a day without a year in a sentence is not of its own."""
        if not (self._tells_of_past or line.start in self._between):
            return False
        if _years(line) or not _is_past(line):
            return False
        p = event.verb
        return not _tells_now(line) and (p is None or line.tags[p.group[0]] in _PAST)

    def begin(self) -> None:
        """A paragraph begins: it tells of no year yet."""
        self._year = None
        self._begun = True

    def read(self, line: Line) -> None:
        """A sentence was read: the year of which it tells goes on until another time or tense is told."""
        self._begun = False
        if self._published and not _is_same_day(line):
            self._last = next(reversed(_years(line)), None)
        year = _told_year(line, len(line)) or self._years_ago(line)
        if year:
            self._year = year
        elif self._year is not None and (self._times.meeting(line.start, line.end) or not _is_past(line)):
            self._year = None

    def _years_ago(self, line: Line) -> int | None:
        """The year of what a sentence opens with: ``Fifteen years ago this week,``."""
        if self._published is None or line.words[1:3] != ["years", "ago"]:
            return None
        first = line.words[0]
        count = (
            int(first)
            if first.isdecimal()
            else number_words().ones.get(first, number_words().tens.get(first))
        )
        return int(self._published[:4]) - count if count else None

    def holds(self, line: Line, event: Event, date: Date) -> bool:
        """Whether an incident that was done, or agreed to, is history."""
        if _is_in_decade(line, event) or _is_ages_ago(line, event):
            return True
        if self._published and self._published > _AFTER_IT and _is_of_that_day(line, event):
            return True
        if is_remembered(line, event) or _is_of_past_war(line, event) or _is_of_past_power(line, event):
            return True
        dated = self._published is not None and int(self._published[:4]) >= _PAGES
        if (not dated and _is_before_pages(line, event)) or _is_of_childhood(line, event):
            return True
        if self._published is None:
            perfect = event.verb is not None and line.words[event.verb.group[0]] in ("has", "have")
            return not perfect and _is_in_year(line, event)
        if date.latest:
            return (
                dt.date.fromisoformat(self._published) - dt.date.fromisoformat(date.latest)
            ).days > _HISTORY
        year = _year_before(line, event) or _year_above(line, event) or self._year_of(line, event)
        year = year or (self._years_ago(line) if _is_past(line) else None)
        year = year or _year_within(line, event) or self._year_told_before(line, event)
        return year is not None and int(self._published[:4]) - year > 1

    def _year_told_before(self, line: Line, event: Event) -> int | None:
        """The year of the sentence before, which goes on: ``a 2022 shooting. | Vey ran when | he was killed``."""
        if _is_same_day(line):
            return self._last
        p = event.verb
        if p is None or self._begun or line.tags[p.group[0]] != "VBD":
            return None
        if self._times.meeting(line.start, line.end):
            return None
        start = p.subject[0] if p.subject else p.group[0]
        return self._last if start > 0 and line.words[start - 1] == "when" else None

    def _year_of(self, line: Line, event: Event) -> int | None:
        """The year in which a deed of a simple past was, by its sentence, else by those before it."""
        p = event.verb
        if p is None:
            return None
        behind = _year_behind(line, p)
        if behind:
            return behind
        if line.words[1:3] == [":"] or line.words[2:3] == [":"]:
            return _told_year(line, 3)  # ``May 2022: T strikes M``
        if not _is_past(line):
            return None
        first = next((line.tags[k] for k in range(*p.group) if line.tags[k] != "RB"), None)
        agreed = (
            p.form == INFINITIVE and line.tags[max(0, p.group[0] - 1)] == "VBD"
        )  # ``agreed | to release``
        if p.form != GERUND and not agreed and first not in ("VBD", "VBN"):
            return None
        year = None if _is_of_now(line, p) else _told_year(line, p.group[0])
        if year or self._times.meeting(line.start, line.end):
            return year
        return self._year


def _is_before_pages(line: Line, event: Event) -> bool:
    """Whether a page of any day tells a deed of a year before there were such pages: ``the 1798 | war``."""
    year = _year_before(line, event) or _year_above(line, event) or _told_year(line, event.trigger[0])
    if year is None and event.verb:
        year = _year_behind(line, event.verb)
    return year is not None and year < _PAGES


def _is_of_that_day(line: Line, event: Event) -> bool:
    """Whether a deed is of the day that is called by its numbers: ``| the 9/11 attacks | were carried out``."""
    p = event.verb
    around = [p.subject, p.object, (0, _OPENING)] if p else []
    return any(_THAT_DAY in " ".join(line.words[slice(*r)]) for r in around if r)


def is_named_day(line: Line, date: Date) -> bool:
    """Whether a day is called so for what was on it, which may be of another year: ``on September 11``."""
    if date.edtf is None or not date.edtf.endswith("-09-11") or _years(line):
        return False
    return not any(word in words("days") for word in line.words)


def _tells_of_past(year: int, lines: Sequence[Line]) -> bool:
    """Whether the first time that a page tells is years ago, and it tells of such years more than of its own days."""
    old, new = 0, 0
    for line in lines:
        told = _years(line)
        now = _tells_now(line) or any(abs(year - one) < _RECENT for one in told)
        new += now and _is_past(line)
        old += not now and any(year - one >= _RECENT for one in told)
        if new and not old:
            return False
    return old >= _OFTEN and old > 2 * new


def _between(year: int, paragraphs: Sequence[Sequence[Line]]) -> frozenset[int]:
    """Where the sentences begin of paragraphs without a time that stand between others of what was long ago."""
    told = [_age(year, lines) for lines in paragraphs]
    out = set[int]()
    for i, age in enumerate(told):
        if age is None:
            before = next(
                (told[k] for k in range(i - 1, max(-1, i - 1 - _NEXT), -1) if told[k] is not None), None
            )
            after = next(
                (told[k] for k in range(i + 1, min(len(told), i + 1 + _NEXT)) if told[k] is not None), None
            )
            if before and after:
                out.update(line.start for line in paragraphs[i])
    return frozenset(out)


def _age(year: int, lines: Sequence[Line]) -> bool | None:
    """Whether a paragraph tells of years long ago and of none of its page's days; None: of no time."""
    years = [one for line in lines for one in _years(line)]
    now = any(map(_tells_now, lines))
    if not years:
        return False if now else None
    return not now and all(year - one >= _RECENT for one in years)


def _tells_now(line: Line) -> bool:
    """Whether a sentence names a day of its page: ``on Monday``, ``now``."""
    return not _NOW.isdisjoint(line.words)


def _is_in_year(line: Line, event: Event) -> bool:
    """Whether a page whose day is open prints the year of a deed, as news does of another: ``was held in May 2022``."""
    opens = line.words[0] == "in" and any(_is_year(word) for word in line.words[1:3])
    if event.verb is None:
        return opens or _year_of_noun(line, event.trigger[1]) is not None
    return opens or (_year_behind(line, event.verb) or _year_above(line, event)) is not None


def _year_of_noun(line: Line, i: int) -> int | None:
    """The year that a noun with what it is of leads to: ``the | invasion | of T in May 2022``."""
    for k in range(i, min(len(line), i + _FAR)):
        if _is_year(line.words[k]):
            return int(line.words[k]) if "in" in line.words[k - 2 : k] else None
        if line.tags[k] in FINITE or line.tags[k] == "WH" or line.words[k] in _ELSEWHEN:
            return None
    return None


def _year_behind(line: Line, p: Predicate) -> int | None:
    """The year in which a verb is told to be: ``when T | struck | M in May 2022, it said``."""
    for k in range(p.group[1], len(line)):
        joined = line.tags[k] == "VBD" and line.words[k - 1] == "and" and line.tags[p.verb] in ("VBD", "VBN")
        other = line.tags[k] in ("VBD", "VBZ", "VBP", "MD", "WH", "VBN", "VBG") and not joined
        if line.words[k] in _ELSEWHEN or other:
            return None  # ``stormed the hall | and stopped traffic | in 1992`` is one time
        if _is_year(line.words[k]):
            at = k - 1 - (line.words[k - 1] in _MONTHS)
            during = line.words[at] in ("the", "a") and line.words[at - 1] in (
                "during",
                "in",
            )  # ``during the 2022 war``
            season = line.words[at] == "of" and line.words[at - 1] in _SEASONS  # ``in the spring of 2022``
            return int(line.words[k]) if line.words[at] == "in" or during or season else None
    return None


def is_remembered(line: Line, event: Event) -> bool:
    """Whether a deed is what a day of memory is of: ``the fourth anniversary of | T's invasion of M``."""
    if event.verb is not None:
        return _is_when_remembered(line, event.verb)
    for k in range(event.trigger[0] - 1, max(0, event.trigger[0] - _FAR), -1):
        if line.words[k] in words("memorials"):
            return line.words[k + 1] in ("of", "since")
        if line.tags[k] in FINITE or line.words[k] == ",":
            return False
    return False


def is_beside(line: Line, event: Event) -> bool:
    """Whether a noun is only what goes on beside what a sentence tells: ``14 May, amid | T's invasion of M``."""
    if event.verb is not None:
        return False
    first = min(r[0] for r in (*event.agents, event.trigger))
    while first > 0 and line.tags[first - 1] in ("DT", "JJ"):
        first -= 1
    return line.words[max(0, first - 1)] in ("amid", "amidst", "despite")


def _is_when_remembered(line: Line, p: Predicate) -> bool:
    """Whether a clause tells of the day that is remembered: ``the anniversary of a march, when some | were shot``."""
    start = p.subject[0] if p.subject else p.group[0]
    before = line.words[max(0, start - _ROW) : start]
    return before[-1:] == ["when"] and not words("memorials").isdisjoint(before)


def _is_of_past_war(line: Line, event: Event) -> bool:
    """Whether a deed was in one of the wars of history: ``was interned | during World War II``."""
    p = event.verb
    for k in range(p.group[1], min(len(line), p.group[1] + _ROW)) if p else ():
        if line.tags[k] in FINITE or line.words[k] in (";", ":", "than"):
            return False
        war = line.words[k] == "war" and line.words[k - 1] in light("before_war")
        if war or line.words[k] in light("past_wars"):
            return any(word in ("in", "during", "throughout") for word in line.words[max(0, k - 4) : k])
    return False


def _is_of_past_power(line: Line, event: Event) -> bool:
    """Whether one who is long gone acts: ``Hitler's army | invaded | T``, not ``the former Soviet T``."""
    return any(
        not light("past_powers").isdisjoint(word.removesuffix("'s").removesuffix("’s") for word in words_)
        and "former" not in words_
        for words_ in (line.words[slice(*r)] for r in event.agents)
    )


def _is_ages_ago(line: Line, event: Event) -> bool:
    """Whether a clause tells what was years before: ``four years ago, when T | attacked``, ``| struck | years ago``."""
    p = event.verb
    if p is None:
        return False
    start = p.subject[0] if p.subject else p.group[0]
    if _is_years_after(line, p):
        return True
    row = [word for word in line.words[max(0, start - _NEAR) : start] if word not in (",", "more", "than")]
    if row[-3:-1] in _AGO and row[-1] == "when":
        return True
    if row[-2:] in _AGO and line.words[start - 1] == ",":
        return True
    for k in range(p.group[1], len(line) - 1):
        if line.words[k] in _ELSEWHEN or line.tags[k] in FINITE or line.tags[k] == "WH":
            return False
        if line.words[k : k + 2] in _AGO:
            return line.words[k - 1] not in ("two", "2")
    return False


def _is_years_after(line: Line, p: Predicate) -> bool:
    """Whether a clause tells what was years before the rest: ``Four years after | T struck |, it is poor``.

    ``three years after backing | rebels who toppled Vey``.
    """
    start = p.antecedent[0] if p.antecedent else p.subject[0] if p.subject else p.group[0]
    k = start - (start > 0 and line.tags[start - 1] == "VBG")
    if line.words[max(0, k - 2) : k] != ["years", "after"]:
        return False
    return line.words[max(0, k - 3)] not in ("two", "2")


def _is_of_now(line: Line, p: Predicate) -> bool:
    """Whether a verb has a time of its own that is the page's: ``In 2022 T seized M, | taken back | this month``."""
    end = next(
        (k for k in range(p.group[1], len(line)) if line.tags[k] in FINITE or line.words[k] == ","), len(line)
    )
    return any(
        line.words[k] == "this" and line.words[k + 1 : k + 2] != [] and line.words[k + 1] in _SPANS
        for k in range(p.group[1], end)
    )


def _year_above(line: Line, event: Event) -> int | None:
    """The year of what a clause goes on to tell: ``the 2022 raid, in which T | killed``, ``in 2022 after T | fled``."""
    p = event.verb
    start = (p.subject[0] if p.subject else p.group[0]) if p else 0
    if start < 3 or line.words[start - 1] not in ("which", "when", "after", "where"):
        return None
    for k in range(start - 1, max(2, start - _ROW), -1):
        if line.words[k] == "when" and line.words[k - 1] == "," and _is_year(line.words[k - 2]):
            return int(line.words[k - 2])  # ``in 2022, when ten died after | T struck``
    k = start - 2 - (line.words[start - 2] == ",")  # ``on 4 May 2022, when T | fled``
    if _is_year(line.words[k]):
        return int(line.words[k])
    k -= line.words[k] == "in"
    while k > 0 and (line.tags[k] in _OF_NOUN or line.words[k] in _INSIDE):
        beside = line.tags[k + 1] in ("NN", "NNS", "JJ", "NNP", "VBG")
        led = line.tags[k - 1] in ("DT", "POS", "IN") or (
            line.tags[k - 1] == "NNP"
            and line.words[k - 1] not in _MONTHS
            and line.tags[k - 2] in ("DT", "TO", "IN")
        )  # ``the Velm 2022 riot``
        if _is_year(line.words[k]) and beside and led:
            return int(line.words[k])
        k -= 1
    return None


def _is_of_childhood(line: Line, event: Event) -> bool:
    """Whether somebody's age then is told, who is older now: ``was five years old when | Vey was killed``."""
    p = event.verb
    start = (p.subject[0] if p.subject else p.group[0]) if p else 0
    return line.words[max(0, start - 3) : start] == ["years", "old", "when"] and line.tags[start - 1] == "WH"


def _year_within(line: Line, event: Event) -> int | None:
    """The year in the name of what did it: ``| the 2022 raid that | killed Vey``."""
    for start, end in event.agents:
        for k in range(start, end - 1):
            led = k > 0 and line.tags[k - 1] in ("DT", "POS", "IN")
            if _is_year(line.words[k]) and led and line.tags[k + 1] in ("NN", "NNS", "JJ", "NNP"):
                return int(line.words[k])
            if line.tags[k] in ("IN", "WH"):
                break
    return None


def _is_same_day(line: Line) -> bool:
    """Whether a sentence opens with a time told before: ``On the same day,``, ``That month,``."""
    row = [word for word in line.words[:4] if word not in ("on", "in", "the", "just", "later")]
    return row[:1] in (["same"], ["that"]) and any(word in _SPANS for word in row[1:3])


def _year_before(line: Line, event: Event) -> int | None:
    """The year that stands right before a deed: ``the 2022 | invasion``, ``took over in 2022, | ousting T``."""
    first = event.trigger[0]
    for k in range(first - 1, max(0, first - 1 - _NEAR), -1):
        if line.words[k].isdigit() and len(line.words[k]) == 4:
            if event.verb and event.verb.form == FINITE_FORM and "," in line.words[k + 1 : first]:
                return None  # ``Vey, whom they named in 2022, | has left``
            beside = event.verb is None or line.words[k - 1] == "in" or line.words[k - 1] in _MONTHS
            return int(line.words[k]) if beside else None
    return None


def _is_past(line: Line) -> bool:
    """Whether the first verb of a sentence is a simple past."""
    k = next((k for k, tag in enumerate(line.tags) if tag in ("VBD", "VBZ", "VBP", "MD")), None)
    return k is not None and line.tags[k] == "VBD"


def _told_year(line: Line, end: int) -> int | None:
    """The last year before token `end` of which a sentence tells: ``In 2022, ...``, ``looked on in May 2022 when ...``.

    Not that of a clause about a name, nor of a noun: ``Vey, who took office in 2022,``, ``under the 2022 accord``.
    """
    for k in range(end - 1, -1, -1):
        if line.words[k].isdigit() and _is_year(line.words[k]):
            told = _opens(line, k) or _is_told(line, k) or _is_day(line, k)
            return int(line.words[k]) if told else None
    return None


def _years(line: Line) -> list[int]:
    """The years that a sentence names, in its order."""
    return [int(word) for word in line.words if word.isdigit() and _is_year(word)]


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("17", "18", "19", "20")


def _is_in_decade(line: Line, event: Event) -> bool:
    """Whether a decade of the last century is told beside: ``In the 1980s, while T | was fighting | M``."""
    p = event.verb
    if p is None or line.tags[p.group[0]] not in ("VBD", "VBN", "VBG"):
        return False
    for k, word in enumerate(line.words):
        if word[:1] == "1" and word[-1] == "s" and _is_year(word[:-1]):
            return k < p.verb or not any(tag in FINITE for tag in line.tags[p.group[1] : k])
    return False


def _is_day(line: Line, k: int) -> bool:
    """Whether a sentence ends with its day, as those under pictures do: ``A man is led away on May 3, | 2022 | .``."""
    row = line.words[max(0, k - 4) : k]
    ends = line.words[k + 1 :] in ([], ["."])
    return ends and len(row) == 4 and row[0] == "on" and row[1] in _MONTHS and row[3] == ","


def _opens(line: Line, k: int) -> bool:
    """Whether a year stands in the time that opens a sentence: ``Following the May 2022 raid,``."""
    if line.words[k + 1 : k + 2] == [":"]:
        return True
    past = any(tag in ("VBD", "VBZ", "VBP", "MD", "WH") for tag in line.tags[:k])
    return k < _OPENING and not past and line.words[0] in _OPENS


def _is_told(line: Line, k: int) -> bool:
    """Whether a year is when the main clause was: its verb is before it, and a clause follows that it governs."""
    at = k - 1 - (line.words[k - 1] in _MONTHS)
    if at < 1 or line.words[at] != "in" or not _is_past(line):
        return False
    start = next((i + 1 for i in range(at, -1, -1) if line.words[i] == ","), 0)
    between = line.tags[start:at]
    follows = line.words[k + 1 : k + 2] in (["after"], ["as"], ["."], [","]) or "when" in line.words[k:]
    before = line.tags[1:at] if line.words[0] in _CLAUSES else line.tags[:at]
    return "VBD" in between and "WH" not in before and follows
