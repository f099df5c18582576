"""From the words of a question to what is looked for.

1. Words that tell a time, an outlet, an actor are taken out; each actor's name leaves a mark.
2. What is left is held against the forms of questions, which tell the kind of answer.
3. Names that the form gives no part get one by where they stand: before the verb, behind "to", anywhere else.
4. Words that tell an issue of the profile, and all others that carry a meaning, are what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.ask import rounds
from parley.ask.data import words
from parley.ask.frames import frame_of, is_refusal, refusal
from parley.ask.known import Known
from parley.ask.line import Word, with_part
from parley.ask.naming import mark_names
from parley.ask.negation import DONE, mark_negation
from parley.ask.outlets import printed_by, reported_by
from parley.ask.parts import acts_of, form_of, give_parts, title_of
from parley.ask.period import period
from parley.ask.question import Question
from parley.ask.statuses import COMING, mark_status
from parley.ask.tokens import tokens
from parley.ask.topics import EVENTS, topics_of

_LATEST = re.compile(r"\b(?:latest|newest|most recent|most recently|last time|currently|now)\b")
_LAST = re.compile(r"\b(?:last|previous) (?!week|month|year|night)")
_FIRST = re.compile(r"\b(?:earliest|first time|initially|originally|first)\b")
_YES_OR_NO = re.compile(r"^(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could)\b")


def understand(question: str, known: Known) -> Question:
    """What a question asks for."""
    when = period(question, known.today)
    line = [Word(token) for token in tokens(question)]
    for word in line:
        if any(start <= word.token.start < end for start, end in when.spans):
            word.read_as = "date"
    outlet = printed_by(line, known.outlets)
    mark_names(line, known)
    denied = mark_negation(line)
    form, places = form_of(line)
    found = frame_of(form)
    frame, fit = found if found else (None, None)
    yes_or_no = bool(_YES_OR_NO.search(form))
    left_out = denied if yes_or_no and denied and not denied.reported else None
    refused = not left_out and denied is not None and denied.of == DONE and is_refusal(found, form)
    negation = None if denied is None or left_out or refused else denied.of
    if refused:
        frame = refusal(fit)
    kinds = frame.kinds if frame else ("about",)
    acts = frame.acts if frame else ()
    if kinds[0] == "statements" and not acts:
        acts = acts_of(line)
    title = title_of(fit)
    events = _events(line, kinds)
    number = rounds.mark_round(line)
    status = mark_status(line, form, kinds[0], denied=negation == DONE)
    if status and status.denied:
        negation = None
    give_parts(line, kinds, frame, fit, places)
    outlet = outlet or reported_by(line, known.outlets)
    topics, unread = topics_of(line, kinds, known, question, title)
    if left_out:  # a yes or no is told by the same rows with a "not" as without it
        unread.append(left_out.word)
    unread += rounds.unread(line)
    if number and kinds[0] != "meetings":
        topics.append(rounds.topic_of(line, *number))
    if status and (told := status.topic()):
        topics.append(told)
    names = {part: with_part(line, part) for part in ("by", "to", "with")}
    if kinds[0] == "about" and not topics and len(names["by"]) == 1:
        kinds = ("who", "about")
    notes = tuple(dict.fromkeys(w.named.note for w in line if w.named and w.named.note))
    return Question(
        text=question,
        kinds=kinds,
        by=names["by"],
        to=names["to"],
        parties=names["with"],
        topics=tuple(topics),
        acts=acts,
        stances=frame.stances if frame else (),
        events=events,
        field=frame.field if frame else None,
        title=title,
        outlet=outlet,
        period=when,
        order=_order(form, kinds),
        round=number[0] if number and kinds[0] == "meetings" else None,
        status=status.name if status else None,
        today=known.today().isoformat() if status and status.name == COMING else None,
        negation=negation,
        yes_or_no=yes_or_no,
        unread=tuple(unread),
        notes=notes,
    )


def _order(form: str, kinds: Sequence[str]) -> str:
    if _LATEST.search(form) or (kinds[0] == "meetings" and _LAST.search(form)):
        return "latest"
    if _FIRST.search(form) and kinds[0] != "meetings":
        return "first"
    return "best"


def _events(line: Sequence[Word], kinds: Sequence[str]) -> tuple[str, ...]:
    """The types of incidents that the words of a question ask for."""
    keys = {word.token.key for word in line if word.read_as is None}
    return tuple(event for event in EVENTS if keys & words(event)) if kinds[0] == "incidents" else ()
