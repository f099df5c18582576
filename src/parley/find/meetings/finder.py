"""Finds the meetings that a page reports: rounds of talks, summits, visits, calls, past or to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import partial

from parley.dates import Date
from parley.find.agreements.sides import Sides as Pairs
from parley.find.base import Analysis
from parley.find.meetings.attached import (
    DELEGATIONS,
    give_mediators,
    led,
    main_sides,
    of_another_state,
    of_many,
    of_more,
    of_others,
    told_once,
)
from parley.find.meetings.days import OVER, told_day
from parley.find.meetings.enough import is_enough, is_gathering
from parley.find.meetings.fitting import is_plural, of_other_matters
from parley.find.meetings.galleries import is_gallery
from parley.find.meetings.group import TO_COME, Dated, Days, Group
from parley.find.meetings.groups import grouped
from parley.find.meetings.heads import Head, heads
from parley.find.meetings.lengths import claims, plain
from parley.find.meetings.mediators import Mediation, delegations, mediations
from parley.find.meetings.reader import Reader
from parley.find.meetings.sites import inside, is_land, sites
from parley.find.meetings.standing import (
    acts_abroad,
    is_at_home,
    is_of_bodies,
    meets_another,
    peers,
    serves_host,
    without_parts,
)
from parley.find.meetings.statuses import NONE
from parley.find.meetings.talk import Talk, is_short_for
from parley.find.parties import Parties, Who
from parley.find.predicates import Predicates
from parley.records import Delegate, MeetingReport, Place, Statement, make_id
from parley.spans import Evidence, Span, evidence
from parley.times.dating import is_absolute, is_month
from parley.times.find import TimeExpression

ROLES_READ = frozenset({"body", "dateline", "caption"})  # a headline repeats its lead
_OFF = frozenset({"cancelled", "paused"})
_UNTOLD = frozenset({None, "under_way", "held"})  # of days to come it can be none of these
_AGO = 2  # days after which a page no longer reports from where a meeting was
_SOON = 2  # days after which nobody tells any more of what was to be as of what is to come
_MONTH = 31  # days after which what began then is no longer told to be under way
_YEAR = 400  # days after which talks are not those of which a page tells the sides
_ASSUMED = dt.date(2001, 6, 15)  # of a page that names no day at all


class Meetings:
    """Meetings with place or date, and with at least one side that takes part.

    What is said of one meeting all over the page is one report.
    """

    kind = "meeting_reports"
    version = "16"
    needs: tuple[str, ...] = ("mentions", "statements")

    def find(self, analysis: Analysis) -> Iterable[MeetingReport]:
        """The reports in order of the text."""
        reader, parties = Reader(analysis), analysis.once(Parties)
        verbs = analysis.once(Predicates)
        spoken: list[Talk] = []
        leading: list[Head] = []
        mediating: list[Mediation] = []
        sent: list[tuple[Who, Span]] = []
        for passage in analysis.passages:
            if passage.role not in ROLES_READ:
                continue
            pictured = is_gallery(passage)
            for line in passage.sentences:
                told = reader.read(line)
                for talk in told:
                    talk.single = talk.single or pictured
                spoken += told
                leading += heads(line, verbs, parties)
                mediating += mediations(line, verbs, reader.sides)
                sent += delegations(line, reader.sides)

        talks = [talk for talk in spoken if talk.status != NONE]
        groups = grouped(spoken, _dater(analysis), _today(analysis))
        give_mediators(groups, mediating)
        main = main_sides(groups, leading, sent, mediating, talks)
        pair = analysis.once(Pairs) if main is None else None
        heads_of, alike = led(groups, leading), peers(spoken, parties)
        for i, group in enumerate(groups):
            theirs = main or (_of_the_page(group, pair) if pair else None)
            others = partial(_of_others, talks=talks, parties=parties, groups=groups, analysis=analysis)
            report = _report(analysis, group, theirs, heads_of.get(i, ()), others, alike)
            if report:
                yield report


def _of_others(
    group: Group,
    main: Talk,
    talks: Sequence[Talk],
    parties: Parties,
    groups: Sequence[Group],
    analysis: Analysis,
) -> bool:
    """Whether a meeting is not of the sides of the page's talks, or of more than them."""
    open_ = any(side is None for t in group.talks for _, side in t.people)
    once = told_once(main, group, groups) and (
        open_ or not analysis.once(Pairs).most() <= main.parties.keys()
    )
    return (
        once
        or of_others(group, main, talks, parties)
        or of_more(group, main)
        or of_many(group, parties)
        or of_another_state(group, main, talks, parties)
        or (_is_long_ago(group, analysis, _YEAR) and not any(t.people for t in group.talks))
    )


def _today(analysis: Analysis) -> dt.date | None:
    """The day of the page, or the last on which it may have come out."""
    latest = analysis.document.published.latest
    return dt.date.fromisoformat(latest) if latest else None


def _dater(analysis: Analysis) -> Dated:
    """Days for times of the page, to be compared with each other; where its own day is open, of a day assumed."""
    published, times = analysis.document.published, analysis.times
    known = published.earliest == published.latest and published.latest is not None
    latest = max((e.days[1] for e in times.found if e.days and is_absolute(e.symbol)), default=_ASSUMED)
    day = dt.date.fromisoformat(published.latest) if published.latest else latest

    def dated(e: TimeExpression) -> Days | None:
        days = times.dated(e, day).days
        return (*days, known or is_absolute(e.symbol)) if days else None

    return dated


def _of_the_page(group: Group, pair: Pairs) -> Talk | None:
    """The two sides of which the page tells, for a round of talks, or for talks held, of which it names none."""
    off = group.status in _OFF
    known = group.round is not None or off
    known = known or (group.status in ("held", "under_way") and group.talks[0].definite)
    form = group.form == "talks" or (off and group.form == "meeting")
    if group.parties or not form or not known or not (group.place or off) or not group.times:
        return None
    first = group.talks[0]
    found = pair.both(first.line, first.at) or pair.two()
    return Talk(first.line, first.at, "talks", parties=found) if len(found) == 2 else None


def _report(
    analysis: Analysis,
    group: Group,
    main: Talk | None,
    leading: Sequence[Head],
    others: Callable[[Group, Talk], bool],
    alike: Set[str],
) -> MeetingReport | None:
    place, times = _in_town(group, analysis), group.times
    if place is None and not times and not (group.status in _OFF and group.round):
        return None
    document, known = analysis.document, analysis.once(Parties)
    support: dict[str, list[Span]] = {}
    for talk in group.talks:
        for name, spans in talk.support.items():
            kept = support.setdefault(name, [])
            kept += [s for s in spans if s not in kept]
    mediators = _merged(group, "mediators")
    parties = without_parts({k: w for k, w in group.parties.items() if k not in mediators})
    hosts = _merged(group, "hosts")
    few = len(parties) < 2 and group.form in DELEGATIONS and not group.convened and _is_told(group)
    few = few and not (_is_new(group) or any(t.number > 1 for t in group.talks))
    few = few and not (main and of_other_matters(main, group))
    few = few and not any(acts_abroad(known.offices(who.actor_id)) for who in _open(group))
    few = few and not (main and others(group, main))
    if few and main and (not parties or set(parties) <= set(main.parties)):
        parties |= {k: w for k, w in main.parties.items() if k not in mediators}
        support.setdefault("parties", []).extend(main.support.get("parties", ()))
    if place and _is_called_by_side(group, place, parties):
        place = None
        support.pop("place", None)
    if is_gathering(group) or not parties or not is_enough(group, place, parties, {*hosts, *mediators}):
        return None
    if is_of_bodies(parties.values(), analysis.known):
        return None
    if len(parties) == 1 and not {*hosts, *mediators} - parties.keys():
        one = next(iter(parties.values()))
        another = meets_another(group.talks, one, known, analysis.known, alike)
        if not another or serves_host(group.talks, one, place, known):
            return None
    own = {*parties, *hosts, *mediators}
    delegates = _delegates(group, [h for h in leading if h.side.actor_id in own], support, known)
    date = _date(analysis, group)
    if group.is_over and _by_date(date, document.published):
        date = Date.unknown()  # it met, so a day to come is a day of another year
    words = {name: _evidence(analysis, spans) for name, spans in support.items() if spans}
    ahead = _by_date(date, document.published) if group.status in _UNTOLD and not group.is_over else None
    status = ahead or _status(group, date, document.published)
    if status in TO_COME and _is_long_past(date, document.published):
        return None  # ``had planned to meet T in 2030``, of which nobody knows what came
    first = group.talks[0]
    said = _said(analysis, group)
    lengths = [length for talk in group.talks for length in talk.lengths]
    claimed = claims(lengths, analysis) if lengths else []
    return MeetingReport(
        id=make_id(
            "meet", document.id, first.span.start, first.span.end, place.name if place else None, group.round
        ),
        document_id=document.id,
        form=group.form,
        parties=tuple(parties),
        mediators=tuple(mediators),
        hosts=tuple(hosts),
        delegates=delegates,
        place=None if group.form == "call" else place,  # one of those who call stands there
        date=date,
        duration=plain(lengths, claimed),
        round=group.round,
        count=group.count,
        status=status,
        agenda=tuple(dict.fromkeys(issue for t in group.talks for issue in t.agenda)),
        characterisations=tuple(s.id for s in said),
        support=words,
        rule=first.rule,
        evidence=_evidence(analysis, [t.line.span(0, len(t.line)) for t in _first_of_each(group)]),
        claims=tuple(claimed),
    )


def _open(group: Group) -> list[Who]:
    """The persons who meet of whom no side is told."""
    return [who for t in group.talks for who, side in t.people if side is None]


def _is_new(group: Group) -> bool:
    """Whether the page tells of it as of a meeting not known, and calls it no talks: ``at | a meeting last week``."""
    return group.talks[0].one and all(t.form != "talks" for t in group.talks)


def _is_told(group: Group) -> bool:
    """Whether more is said of talks than where, unlike ``mediation of negotiations at a school in Velm``."""
    if group.form == "meeting" and (
        all(t.beside for t in group.talks) or all(is_plural(t) for t in group.talks)
    ):
        return False  # ``after the Palace meeting he called``, ``was in Velm for meetings``
    return not group.apart and any(
        t.parties or t.people or t.definite or t.status or t.times or t.round for t in group.talks
    )


def _is_called_by_side(group: Group, place: Place, parties: Mapping[str, Who]) -> bool:
    """Whether words for a place tell who meets instead: ``the Iran talks``, of which Iran is a side."""
    sides = {who.country or who.name for who in parties.values() if who.kind == "state"}
    own = is_land(place) and not sides.isdisjoint((place.country, place.name))
    return own and all(t.by_place for t in group.talks if t.place)


def _in_town(group: Group, analysis: Analysis) -> Place | None:
    """The place; a house of which no town is told is in that from which the page reports."""
    place, town = group.place, analysis.document.dateline
    if (
        place is None
        or not town
        or not group.times
        or place.venue is None
        or place.name != place.venue
        or inside(place.name) != place.name
    ):
        return place
    known = analysis.known
    told = [s.place for t in group.talks if t.place == place for s in sites(t.line, known)]
    if any(other.name != place.name for other in told) or _is_long_ago(group, analysis):
        return place  # ``at the Bellmar Hotel on the island of Sentry``
    printed = town.title() if town.isupper() else town
    hit = known.at(printed.split(), 0)
    country = hit[1].country if hit else None
    if country and place.country and country != place.country:
        return place
    return Place(printed, place.country or country, place.venue)


def _is_long_ago(group: Group, analysis: Analysis, ago: int = _AGO) -> bool:
    """Whether a day with its year lies so long before the page that this need not be from there, nor of it."""
    latest = analysis.document.published.latest
    days = [e.days[1] for e in group.times if e.days and is_absolute(e.symbol)]
    return bool(latest and days) and (dt.date.fromisoformat(str(latest)) - max(days)).days > ago


def _merged(group: Group, name: str) -> dict[str, Who]:
    return {k: w for t in group.talks for k, w in getattr(t, name).items()}


def _first_of_each(group: Group) -> list[Talk]:
    """One mention a sentence."""
    return list({t.line.start: t for t in reversed(group.talks)}.values())[::-1]


def _delegates(
    group: Group, leading: Sequence[Head], support: dict[str, list[Span]], parties: Parties
) -> tuple[Delegate, ...]:
    """Heads that the page names, and those who meet in person; the first of a side is its head then.

    Of whom no side is told none is who holds offices at home alone: ``House Speaker A``.
    """
    out: dict[str, Delegate] = {}
    headed: set[str | None] = set()
    for head in leading:
        out[head.who.actor_id] = Delegate(head.who.actor_id, head.who.name, head.side.actor_id, True)
        headed.add(head.side.actor_id)
        support.setdefault("delegates", []).append(head.span)
    people = [who for talk in group.talks for who, _ in talk.people]
    for talk in group.talks:
        for who, side in talk.people:
            if who.actor_id in out or (side is None and is_short_for(who, people)):
                continue
            if side is None and is_at_home(parties.offices(who.actor_id)):
                continue
            party = side.actor_id if side else None
            out[who.actor_id] = Delegate(who.actor_id, who.name, party, party not in headed)
            headed.add(party)
            support.setdefault("delegates", []).extend(talk.support.get("parties", ()))
    for who, side in (pair for talk in group.talks for pair in talk.present):
        if side is None and is_at_home(parties.offices(who.actor_id)):
            continue
        party = side.actor_id if side else None
        out.setdefault(who.actor_id, Delegate(who.actor_id, who.name, party, False))
    return tuple(out.values())


def _date(analysis: Analysis, group: Group) -> Date:
    """By the first of its times that names days; of a year, by the first that names days in it."""
    published, times = analysis.document.published, analysis.times
    ahead = group.status in TO_COME and {t.status for t in group.talks if t.times} != {None}
    dates = [told_day(e, published, times, over=_is_over(group, e), ahead=ahead) for e in group.times]
    known = [d for d in dates if d.edtf]
    first = next(iter([*known, *dates]), Date.unknown())
    return next((d for d in known if _names_part(first, d)), first)


def _names_part(year: Date, date: Date) -> bool:
    """Whether a date is of a month or less inside one of more than that: ``last year``, ``last June``."""
    spans = [year.earliest, year.latest, date.earliest, date.latest]
    if not all(spans):
        return False
    first, last, start, end = (dt.date.fromisoformat(day) for day in spans if day)
    return first <= start and end <= last and (last - first).days > _MONTH >= (end - start).days


def _is_over(group: Group, e: TimeExpression) -> bool:
    """Whether talks of a time were: by a verb of theirs; where none tells, by that of the sentence with the time."""
    told = [t for t in group.talks if e in t.times]
    if any(t.status in OVER and t.sure for t in told):
        return True
    # ``meet in May`` is told as if held, but of what is to come
    open_ = all(t.status is None or (t.status == "held" and t.rule == "noun") for t in told)
    return open_ and e.future is False and is_month(e.symbol)


def _is_long_past(date: Date, published: Date, days: int = _SOON) -> bool:
    """Whether a day lies so long before the page that what was to come then came, or did not."""
    if not (date.latest and published.earliest):
        return False
    return (dt.date.fromisoformat(published.earliest) - dt.date.fromisoformat(date.latest)).days > days


def _by_date(date: Date, published: Date) -> str | None:
    if date.earliest and published.latest and date.earliest > published.latest:
        return "scheduled"
    return None


def _status(group: Group, date: Date, published: Date) -> str:
    """What its mentions say; of one told with a day gone by, as if held, no other mention makes one to come."""
    status = group.status or (
        "proposed" if group.new else "held"
    )  # of ``another round`` none tells that it was
    past = bool(date.latest and published.earliest and date.latest < published.earliest)
    if status == "under_way" and past and _is_long_past(date, published, _MONTH):
        return "held"  # ``began last year``
    timed = [t for t in group.talks if t.times]
    gone = past and {t.status for t in timed} == {None}
    gone = gone or any(_is_gone(t, past) for t in timed)
    return "held" if gone and status in TO_COME and not any(t.sure for t in timed) else status


def _is_gone(talk: Talk, past: bool) -> bool:
    """Whether a day that is over tells when it was: ``before | his first meeting with A last year``."""
    before = talk.status == "scheduled" and not talk.sure and talk.beside
    starts = {
        token.start for token, word in zip(talk.line.tokens, talk.line.words, strict=True) if word == "last"
    }
    return before and (past or any(e.start in starts for e in talk.times))


def _said(analysis: Analysis, group: Group) -> list[Statement]:
    """Statements about the talks themselves, in whose content no more than they are spoken of."""
    spans = [t.span for t in group.talks]
    return [
        s
        for s in analysis.found.get("statements", ())
        if any(c.holds(span) for c in s.content_spans for span in spans) and s.mode != "indirect"
    ]


def _evidence(analysis: Analysis, spans: Iterable[Span]) -> tuple[Evidence, ...]:
    document = analysis.document
    unique = dict.fromkeys(spans)
    return tuple(evidence(document.id, document.text, s.start, s.end) for s in unique)
