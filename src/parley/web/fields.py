"""The form in which an entry is corrected: what it offers, and what of it was changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from parley.errors import UsageError
from parley.review.decide import Request
from parley.review.kinds import CORRECTED, DATE, ISSUE, ISSUES, ITS_ISSUE, SIDE, SPEAKER, machine
from parley.store.base import Row
from parley.store.decisions import CORRECT, NOTE
from parley.views import words
from parley.views.index import Index
from parley.web import said
from parley.web.forms import Form

NOBODY = said.OPEN  # as typed: that it is open who speaks
NEAR = 200  # names that a form offers: those on the entry's pages, then the most told of
_SAID = {"act": "acts", "stance": "stances", "event_type": "event_types", "status": "event_statuses"}


def fields(kind: str, entry: Row, index: Index, issues: Mapping[str, str], typed: Form | None) -> list[Row]:
    """The fields of the form of an entry, filled in with what stands, or what a person typed.

    Each is `{name, label, takes, value, options, words, score}`: `takes` is ``who``, ``date``, ``one`` or ``several``
    of the `options`; `words` is what the program says, `score` how sure it was of it.
    """
    program = machine(kind, entry)
    out = []
    for name, takes in CORRECTED[kind].items():
        form = _form(takes)
        given = typed.all(name) if typed else None
        value = _filled(takes, entry[name], index)
        if form == "several":
            shown: Any = list(given) if given is not None else value
        else:
            shown = given[0] if given else value
        out.append({
            "name": name,
            "label": said.FIELDS[name],
            "takes": form,
            "value": shown,
            "options": _options(takes, name, issues),
            "words": said.value(name, program[name], index),
            "score": said.score(program[name]),
        })  # fmt: skip
    return out


def asked(kind: str, entry: Row, index: Index, form: Form) -> tuple[Request, ...]:
    """The corrections that a form asks for; a note alone where it changes nothing else.

    Raises:
        UsageError: If it changes nothing.
    """
    note = form.one("note") or None
    changed: list[Request] = []
    for name, takes in CORRECTED[kind].items():
        if name not in form.all("field"):
            continue
        value = _typed(takes, name, form)
        if _same(value, _filled(takes, entry[name], index)):
            continue
        changed.append(Request(CORRECT, name, _meant(takes, value), note if not changed else None))
    if changed:
        return tuple(changed)
    if note:
        return (Request(NOTE, note=note),)
    raise UsageError("nothing was changed; if it is right as it is, accept it")


def near(names: Sequence[str], most_told: Callable[[], Sequence[str]]) -> list[str]:
    """The names that the form offers, each once."""
    return [NOBODY, *list(dict.fromkeys([*names, *most_told()]))[:NEAR]]


def _form(takes: str | tuple[str, ...]) -> str:
    if isinstance(takes, tuple) or takes in (ISSUE, ITS_ISSUE):
        return "one"
    return {SPEAKER: "who", SIDE: "who", DATE: "date", ISSUES: "several"}[takes]


def _options(takes: str | tuple[str, ...], name: str, issues: Mapping[str, str]) -> list[tuple[str, str]]:
    if isinstance(takes, tuple):
        return [(value, words.say(_SAID[name], value)) for value in takes]
    if takes == ISSUE:
        return [("", "none"), *issues.items()]
    return list(issues.items()) if takes in (ISSUES, ITS_ISSUE) else []


def _filled(takes: str | tuple[str, ...], held: Any, index: Index) -> Any:
    """What a field of the form holds before anybody types."""
    if takes == SPEAKER:
        if held is None:
            return ""
        return held["name"] if held["actor_id"] else NOBODY
    if takes == SIDE:
        return index.who(held)["name"]
    if takes == DATE:
        return held["edtf"] or ""
    return list(held) if takes == ISSUES else held or ""


def _typed(takes: str | tuple[str, ...], name: str, form: Form) -> Any:
    return [value for value in form.all(name) if value] if takes == ISSUES else form.one(name)


def _same(typed: Any, filled: Any) -> bool:
    return set(typed) == set(filled) if isinstance(filled, list) else typed == filled


def _meant(takes: str | tuple[str, ...], typed: Any) -> Any:
    """The value of the log that is meant; None where it is open."""
    if takes == SPEAKER and typed.casefold() == NOBODY:
        return None
    return typed if isinstance(typed, list) else typed or None
