"""The verbs that tell of a mention of talks: where and when they were is said in their phrases."""

from __future__ import annotations

from collections.abc import Sequence

from parley.find.meetings.clauses import as_object, as_subject, clear, in_phrase
from parley.find.meetings.lexicon import listed
from parley.find.meetings.nouns import left
from parley.find.meetings.talk import Talk
from parley.find.predicates import FINITE_FORM, GERUND, PARTICIPLE, Predicate
from parley.language.line import Line, Range

_EVENTS = frozenset(
    {"be", "take", "come", "go", "run", "get", "follow", "mark", "kick", "attend", "agree", "sit"}
)
_ABOUT = frozenset({"of", "on", "about", "from"})  # ``was vague on Monday on the outcome of | the talks``
_EVENT_LISTS = (
    "hold", "over", "host", "begin", "plan", "cancel", "pause", "fail", "propose", "mediate", "travel"
)  # fmt: skip


def subjects(talk: Talk, verbs: Sequence[Predicate]) -> list[Predicate]:
    """The verbs of which a mention is the subject."""
    start = left(talk.line, talk.at[0])
    return as_subject(talk.line, verbs, start, talk.at[1] - 1) or as_subject(
        talk.line, verbs, start, talk.at[0]
    )


def opening(
    line: Line, talks: Sequence[Talk], lead: int, end: int, verbs: Sequence[Predicate]
) -> Talk | None:
    """What opens a sentence belongs to the talks that its first verb tells of: ``In Velm, T and M held talks``."""
    first = next((p for p in verbs if p.verb > end and p.form == FINITE_FORM), None)
    if first is None or not clear(line, 0, lead, []) or lead > 8:
        return None
    if line.words[end : end + 1] != [","] and lead > 0:
        return None
    for talk in talks:
        mine = own(talk, verbs)
        tells = first.group in mine or talk.at == first.group
        if talk.at[0] >= end and (
            tells or (first.subject and first.subject[0] <= talk.at[0] < first.subject[1])
        ):
            return talk
    return None


def own(talk: Talk, verbs: Sequence[Predicate]) -> list[Range]:
    """The verbs that tell of a mention, whose phrases are its phrases."""
    line, head = talk.line, talk.at[1] - 1
    if talk.rule != "noun":
        mine = next((p for p in verbs if p.group == talk.at), None)
        above = [p.group for p in verbs if mine and p.verb == mine.governor and _goes(p)]
        after = [p.group for p in verbs if mine and mine.form == GERUND and _leads(line, p, mine)]
        return [talk.at, *above, *after[:1]]
    start = left(line, talk.at[0])
    subject = as_subject(line, verbs, start, head) or as_subject(line, verbs, start, talk.at[0])
    own = [p.group for p in subject if tells_when(p)]
    object_ = as_object(line, verbs, start, head) or as_object(line, verbs, start, talk.at[0])
    if object_ and tells_when(object_):
        own.append(object_.group)
        own += [
            p.group for p in verbs if p.verb == object_.governor and (tells_when(p) or _goes(p))
        ]  # but not ``seemed | by Monday | open to resuming talks``
    phrase = in_phrase(line, verbs, start, head)
    if phrase and _goes(phrase[0]) and phrase[1] not in _ABOUT:
        own.append(phrase[0].group)
    own += [p.group for p in verbs if p.form == PARTICIPLE and p.group[0] == talk.at[1]]
    return own


def tells_when(p: Predicate) -> bool:
    """Whether a verb tells of the meeting as an event, so that its place and time are the meeting's."""
    base = p.lemma.split()[0]
    return base in _EVENTS or any(base in listed(name) for name in _EVENT_LISTS)


def _leads(line: Line, p: Predicate, mine: Predicate) -> bool:
    """Whether a verb tells what those who meet came to: ``delegates meeting in Velm | agreed on Friday``."""
    if p.form != FINITE_FORM or p.verb < mine.verb or p.lemma.split()[0] not in listed("agree") | {"agree"}:
        return False
    if p.subject is None:
        return False
    known = p.subject[0] <= mine.verb < p.subject[1]
    return known or any(found == p.subject for _, found in mine.phrases)  # ``meeting in | Velm | agreed``


def _goes(p: Predicate) -> bool:
    return p.lemma.split()[0] in listed("travel")


def is_reported(line: Line, talk: Talk) -> bool:
    """Whether talks are what is reported, elsewhere: ``watches a report on | the summit, in Velm``."""
    start = left(line, talk.at[0])
    on = start > 1 and line.words[start - 1] in ("on", "about", "of")
    return on and line.words[start - 2] in listed("news")
