"""When talks were: which times of a sentence belong to which of its mentions, and of how many talks they tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.find.adverbials import adverbials
from parley.find.base import Analysis
from parley.find.meetings.clauses import clear
from parley.find.meetings.going import is_on_the_way
from parley.find.meetings.lexicon import listed
from parley.find.meetings.nouns import left
from parley.find.meetings.owning import is_reported, opening, own
from parley.find.meetings.sites import Site
from parley.find.meetings.statuses import calls_off
from parley.find.meetings.talk import Talk
from parley.find.predicates import Predicate
from parley.language.lemmas import lemma
from parley.language.line import Line, Range
from parley.language.tags import FINITE
from parley.spans import Span
from parley.times.dating import is_absolute, is_dated
from parley.times.find import TimeExpression


class Timing:
    """Gives mentions of a document their times."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis

    def time(self, line: Line, talks: Sequence[Talk], verbs: Sequence[Predicate]) -> None:
        """Give mentions of a sentence the times that are theirs."""
        for e in self._times(line):
            at = next((i for i, t in enumerate(line.tokens) if t.end > e.start), len(line))
            end = next((i for i, t in enumerate(line.tokens) if t.start >= e.end), len(line))
            talk = self._at_time(line, talks, at, end, verbs)
            if talk and _closes(line, e) and _is_aim(line, talk):
                continue  # ``arrives for the summit in Rill, Oruvia | May 3, 2031.`` tells when the picture was taken
            if talk:
                talk.times.append(e)
                talk.note("date", span_of(e))
                talk.pictured = talk.pictured or _closes(line, e)
        for talk in talks:
            if talk.rule == "noun" and not talk.times:
                start = left(line, talk.at[0])
                span = line.span(start, talk.at[1])
                for e in self._analysis.times.meeting(span.start, span.end):
                    inner = span.start <= e.start and e.end <= span.end
                    if inner and is_dated(e) and not self._is_stretch(e):
                        talk.times.append(e)
                        talk.note("date", span_of(e))
                        talk.definite = talk.definite or line.words[talk.at[0] - 1].endswith("'s")

    def _times(self, line: Line) -> list[TimeExpression]:
        """The times that tell when; also those for which something is planned: ``scheduled | for Monday``."""
        plain = [
            e
            for e in adverbials(line, self._analysis.times)
            if not self._is_stretch(e) and not _of_a_limit(line, e)
        ]
        planned = [
            e
            for e in self._analysis.times.meeting(line.start, line.end)
            if is_dated(e) and e not in plain and (_planned_for(line, e) or _closes(line, e))
        ]
        return sorted([*plain, *planned], key=lambda e: e.start)

    def _is_stretch(self, e: TimeExpression) -> bool:
        """Whether a time is a stretch in which something happened more than once: ``in the past year``."""
        printed = self._analysis.document.text[e.start : e.end].lower().split()
        return not {"past", "recent", "coming"}.isdisjoint(printed[:2])

    def _at_time(
        self, line: Line, talks: Sequence[Talk], at: int, end: int, verbs: Sequence[Predicate]
    ) -> Talk | None:
        lead = at
        if _was_called_off(talks, at, verbs):
            return None
        while lead > 0 and line.words[lead - 1] in (
            "on",
            "in",
            "early",
            "late",
            "later",
            "earlier",
            "by",
            "of",
            "and",
            "for",
        ):
            lead -= 1
        for talk in reversed(talks):
            if talk.at[1] <= lead and not _of_another(line, talk, lead):
                if line.words[lead - 1] == "," and is_reported(line, talk):
                    continue
                mine = own(talk, verbs)
                if clear(line, talk.at[1], lead, mine) and not _of_next_clause(line, talk, lead, mine):
                    return talk
        if (
            _travels(line, lead, verbs)
            or _promises(line, lead, end, verbs)
            or _calls_off(line, talks, lead, verbs)
        ):
            return None
        for talk in talks:  # ``T, which | on Monday | hosted talks``
            if talk.beside and talk.rule == "noun" and end <= left(line, talk.at[0]):
                continue  # ``is in Velm | this week | ahead of the summit``
            mine = own(talk, verbs) if end <= talk.at[0] else []
            if any(a == end or (a == end + 1 and line.tags[end] == "RB") for a, _ in mine):
                return talk
            if any(
                b <= lead and clear(line, b, lead, mine) for _, b in mine
            ):  # ``will return on Monday | for talks``
                return talk
        return opening(line, talks, lead, end, verbs) if lead == 0 or _opens(line, lead) else None

    def several(self, talk: Talk, places: Sequence[Site]) -> Iterator[Talk]:
        """One mention for each of several places, or of the days that it counts: ``talks in Velm, Rill and Ostrel``."""
        if talk.count > 1 and talk.place is None:
            days = self._days_behind(talk)
            if len(days) == talk.count:
                for e in days:
                    yield _on(talk, e)
                return
        yield talk
        spans = talk.support.get("place", [])
        row = [s for s in places if s.joined == "and"] if spans else []
        if talk.place and row and talk.form != "visit":
            first = talk.line.span(row[0].found[0], row[0].found[1])
            if 0 <= first.start - spans[0].end <= 6:
                for site in row:
                    yield _at(talk, site)

    def _days_behind(self, talk: Talk) -> list[TimeExpression]:
        """The days of which a row follows: ``three rounds, on 3 June, 5 June and 7 June``."""
        found = [e for e in adverbials(talk.line, self._analysis.times) if e.start > talk.span.end]
        text = self._analysis.document.text
        row = found[:1]
        for e in found[1:]:
            if text[row[-1].end : e.start].strip(" ,") not in ("", "and", "and on"):
                break
            row.append(e)
        return row


def _of_next_clause(line: Line, talk: Talk, lead: int, mine: Sequence[Range]) -> bool:
    """Whether another clause has begun before a time: ``After a meeting with T, | S this week heads to Rill``.

    Or the one around it goes on: ``A, who is here ahead of a meeting with T, | spoke on Monday``.
    """
    last = max((b for _, b in mine), default=0)
    commas = [k for k in range(talk.at[1], lead) if line.words[k] == ","] if talk.beside else []
    return any((k >= last and line.subject_and_verb_at(k + 1)) or _resumes(line, k + 1) for k in commas)


def _resumes(line: Line, k: int) -> bool:
    """Whether a verb of the sentence stands at a token, and no participle with who did it: ``, | mediated by T``."""
    return line.tags[k] in FINITE | {"VBN"} and line.words[k + 1 : k + 2] != ["by"]


def _of_another(line: Line, talk: Talk, lead: int) -> bool:
    """Whether a time is of what stands beside the talks: ``the end of talks with T and | an increase | on 10 May``."""
    if line.words[talk.at[1] : talk.at[1] + 1] in (["a"], ["an"]) and talk.rule == "noun":
        return True  # ``dealt the talks | a setback last week``
    said = line.words[talk.at[1] : lead]
    about = any(said[k : k + 2] in (["was", "about"], ["were", "about"]) for k in range(len(said)))
    if about and line.tags[lead - 1] in ("NN", "NNS") and line.is_time(lead):
        return True  # ``the talks were about T's proposal | Monday``
    start = left(line, talk.at[0])
    if talk.rule == "noun" and start > 1 and line.words[start - 2] in listed("breaks"):
        return True  # ``began a break in | the talks on Monday``
    for k in range(talk.at[1], lead - 1):
        if line.words[k + 1] == "by" and line.words[k] in ("followed", "preceded"):
            return True  # ``a meeting last year, followed by a report | last month``
        if (
            line.words[k] == "and"
            and line.words[k + 1] in ("a", "an")
            and line.tags[lead - 1] in ("NN", "NNS")
        ):
            return True
    return False


def _calls_off(line: Line, talks: Sequence[Talk], lead: int, verbs: Sequence[Predicate]) -> bool:
    """Whether a time before talks tells when they were called off: ``S | on Monday | scrapped the summit``."""
    after = [p for p in verbs if p.verb > lead]
    return (
        bool(after)
        and not after[0].passive
        and (calls_off(after[0]) or after[0].lemma.split()[0] in listed("pause"))
        and any(t.status in ("cancelled", "paused") and t.at[0] > after[0].verb for t in talks)
    )


def _was_called_off(talks: Sequence[Talk], at: int, verbs: Sequence[Predicate]) -> bool:
    """Whether a time behind talks tells when they were called off: ``the summit was called off | in May``."""
    before = [p for p in verbs if p.verb < at]
    off = bool(before) and before[-1].passive and calls_off(before[-1])
    return off and any(t.status == "cancelled" and t.at[1] <= before[-1].group[0] for t in talks)


def _travels(line: Line, lead: int, verbs: Sequence[Predicate]) -> bool:
    """Whether a time tells when somebody was on the way: ``was headed to Velm | on Tuesday | for talks``."""
    going = (p for p in verbs if p.group[1] <= lead and line.words[p.group[0]] in ("was", "were"))
    return any(is_on_the_way(line, p) and clear(line, p.group[1], lead, []) for p in going)


def _promises(line: Line, lead: int, end: int, verbs: Sequence[Predicate]) -> bool:
    """Whether a time tells when talks were promised: ``agreed | on Friday | to hold talks``."""
    promising = listed("agree") | listed("propose") | listed("plan")
    return line.words[end : end + 1] == ["to"] and any(
        p.group[1] == lead and p.lemma.split()[0] in promising for p in verbs
    )


def _on(talk: Talk, e: TimeExpression) -> Talk:
    """One of several meetings, by its day."""
    other = _like(talk)
    other.times, other.new, other.definite = [e], True, False
    other.status = other.status or "held"  # one of those that are counted, and no other one to come
    other.note("date", span_of(e))
    return other


def _at(talk: Talk, site: Site) -> Talk:
    """One of several meetings, by its place."""
    other = _like(talk)
    other.place, other.times = site.place, list(talk.times)
    other.support.pop("place", None)
    other.note_tokens("place", site.found)
    return other


def _like(talk: Talk) -> Talk:
    other = Talk(talk.line, talk.at, talk.form, rule=talk.rule, status=talk.status, sure=talk.sure)
    other.agenda, other.parties, other.mediators = talk.agenda, dict(talk.parties), dict(talk.mediators)
    other.support = {name: list(spans) for name, spans in talk.support.items() if name != "count"}
    return other


def _planned_for(line: Line, e: TimeExpression) -> bool:
    at = next((i for i, t in enumerate(line.tokens) if t.end > e.start), 0)
    if at < 2 or line.words[at - 1] != "for":
        return False
    return any(lemma(line.words[k], line.tags[k]) in listed("plan") for k in range(max(0, at - 5), at - 1))


def _closes(line: Line, e: TimeExpression) -> bool:
    """Whether a day with its year ends a sentence as it does under a picture: ``met in Rill, Oruvia | May 3, 2031.``"""
    if not is_absolute(e.symbol):
        return False
    at = next((i for i, t in enumerate(line.tokens) if t.end > e.start), 0)
    end = next((i for i, t in enumerate(line.tokens) if t.start >= e.end), len(line))
    after = end == len(line) or line.tags[end] == "."
    return after and at > 1 and (line.words[at - 1] == "," or line.tags[at - 1] == "NNP")


def _is_aim(line: Line, talk: Talk) -> bool:
    """Whether talks are only what somebody came for: ``arrives for | the summit``."""
    start = left(line, talk.at[0])
    return talk.rule == "noun" and start > 0 and line.words[start - 1] in ("for", "before")


def _of_a_limit(line: Line, e: TimeExpression) -> bool:
    """Whether a time tells of a limit set: ``went on past the | May 3 | deadline``."""
    end = next((i for i, t in enumerate(line.tokens) if t.start >= e.end), len(line))
    return line.words[end : end + 1] != [] and line.words[end] in listed("limits")


def _opens(line: Line, lead: int) -> bool:
    return lead <= 3 and line.words[lead - 1] in (",", "and", "but", "then", "later", "meanwhile")


def span_of(e: TimeExpression) -> Span:
    """Where a time is told."""
    return Span(e.start, e.end)
