"""A verb of meeting and the noun that says what for: one mention."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parley.find.meetings.clauses import as_object, clear, in_phrase
from parley.find.meetings.nouns import left
from parley.find.meetings.owning import tells_when
from parley.find.meetings.talk import Talk
from parley.find.predicates import INFINITIVE, Predicate
from parley.language.line import Line


def taken_together(
    line: Line, of_nouns: list[Talk], of_verbs: list[Talk], verbs: Sequence[Predicate]
) -> list[Talk]:
    """A verb of meeting with its purpose is one mention: ``met in Velm | for talks``."""
    out = list(of_nouns)
    for verb in of_verbs:
        noun = next((n for n in of_nouns if _purpose(line, verb, n, verbs)), None)
        if noun is None:
            out.append(verb)
            continue
        noun.parties = {**verb.parties, **noun.parties}
        noun.people = [*verb.people, *(p for p in noun.people if p not in verb.people)]
        noun.met = [*verb.met, *noun.met]
        if noun.convened and verb.number > 1:
            noun.form, noun.convened = (
                verb.form,
                False,
            )  # ``A met B at the Pact summit``, which is of more than them
        noun.hosts = {**verb.hosts, **noun.hosts}
        noun.status, noun.sure = verb.status, verb.sure
        noun.at, noun.rule = verb.at, verb.rule
        for name, spans in verb.support.items():
            noun.note(name, *spans)
    return out


def mark_second(line: Line, talks: Sequence[Talk]) -> None:
    """Mark what is joined to talks as a second thing, with sides of its own: ``talks of T and M and | a meeting``."""
    for one, other in pairwise(talks):
        start = left(line, other.at[0])
        joined = one.at[1] < start and line.words[start - 1] in ("and", "or") and other.rule == "noun"
        if joined and one.number > 1 and other.number > 1 and not other.definite:
            other.single = True


def _purpose(line: Line, verb: Talk, noun: Talk, verbs: Sequence[Predicate]) -> bool:
    """``met | for talks``, ``sat down | to hold talks``."""
    if noun.parties and verb.parties and noun.parties.keys().isdisjoint(verb.parties):
        return False  # ``met to keep the summit of others on track``
    start = left(line, noun.at[0])
    phrase = in_phrase(line, verbs, start, noun.at[1] - 1)
    if noun.beside:
        return False  # ``met T | in advance of a summit``
    if phrase is not None and phrase[0].group == verb.at:
        own = verb.line.words[start] in (
            "their",
            "his",
            "her",
            "the",
        )  # ``met in Velm | for their second summit``
        return phrase[1] in ("for", "in", "at", "during") and (own or not noun.new)
    held = as_object(line, verbs, start, noun.at[1] - 1)
    told = held is not None and tells_when(held)
    if held is None or not told or held.form != INFINITIVE or held.group[0] < verb.at[1]:
        return False
    inner = [p.group for p in verbs if verb.at[1] <= p.group[0] <= held.group[0] and p.form == INFINITIVE]
    return clear(line, verb.at[1], start, inner)
