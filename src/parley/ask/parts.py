"""The form of a question, and the part that each name has in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from parley.ask.data import words
from parley.ask.frames import NAME, Frame, acting
from parley.ask.line import BOTH, PLACED, Word, before, behind, is_of_event, stands


def form_of(line: Sequence[Word]) -> tuple[str, dict[int, int]]:
    """The question in small letters with a mark for each name; and for each mark's place the number of its word."""
    out, length = list[str](), 0
    places: dict[int, int] = {}
    for number, word in enumerate(line):
        if word.read_as in ("date", "outlet", "not") or (word.read_as == "name" and word.named is None):
            continue
        text = NAME if word.named else word.token.key
        if text == "'s" and out and out[-1] in ("what", "who", "where", "when", "how", "that", "there"):
            text = "is"
        if word.named:
            places[length] = number
        out.append(text)
        length += len(text) + 1
    return " ".join(out), places


def title_of(fit: re.Match[str] | None) -> tuple[str, ...]:
    """The words of the office that the form of a question asks about."""
    told = fit.groupdict().get("title") if fit else None
    kept = (w for w in (told or "").split() if w not in ("the", "a", "of", "current", "new"))
    return tuple(w.removesuffix("s") if w.removesuffix("s") in words("titles") else w for w in kept)


def acts_of(line: Sequence[Word]) -> tuple[str, ...]:
    """The acts of the verbs of a question."""
    found = [acting()[w.token.key] for w in line if w.read_as is None and w.token.key in acting()]
    nouns = {
        "accusation": "accuse",
        "warning": "warn",
        "promise": "promise",
        "denial": "deny",
        "threat": "threaten",
    }
    found += [nouns[k] for w in line if (k := w.token.key.removesuffix("s")) in nouns and w.read_as is None]
    return tuple(dict.fromkeys(found))


def give_parts(
    line: Sequence[Word],
    kinds: Sequence[str],
    frame: Frame | None,
    fit: re.Match[str] | None,
    places: Mapping[int, int],
) -> None:
    """Give each name a part: the one that the form of the question tells, else by where it stands."""
    if fit:
        for part, told in fit.groupdict().items():
            if part != "title" and told:
                start, end = fit.span(part)
                for place, number in places.items():
                    if start <= place < end:
                        line[number].part = part
    by_given = any(word.part == "by" for word in line)
    verb = _verb(line)
    for number, word in enumerate(line):
        if word.named and word.part is None:
            word.part = _part(line, number, verb, kinds, by_given)


def _part(line: Sequence[Word], number: int, verb: int | None, kinds: Sequence[str], by_given: bool) -> str:
    """What a name does by where it stands."""
    if is_of_event(line, number):  # "the Vienna accord" is no accord of Austria's
        return "place" if kinds[0] in BOTH else "about"
    front = before(line, number)
    if front in PLACED and kinds[0] in (*BOTH, "incidents", "figures"):
        return "place"
    if kinds[0] in BOTH:
        if front in words("about_words") or (by_given and front not in (None, "with", "between", "by")):
            return "about"
        return "with"
    if kinds[0] in ("who", "disagreement"):
        return "by"
    if kinds[0] == "about":
        return "about"
    if kinds[0] == "figures":
        return (
            "by" if front == "to" and any(stands(line, n, "according to") for n in range(number)) else "about"
        )
    if front in ("by", "from") and not by_given and kinds[0] != "incidents":
        return "by"
    spoken = [w.token.key for w in line if w.read_as is None]
    if front == "to" and kinds[0] == "statements" and any(w in words("statements") for w in spoken):
        return "to" if _is_addressed(line, verb, number) else "about"
    if (
        front
        in (
            "tell",
            "tells",
            "told",
            "ask",
            "asked",
            "asks",
            "urge",
            "urged",
            "warn",
            "warned",
            "promise",
            "promised",
        )
        and kinds[0] == "statements"
    ):
        return "to" if front in ("tell", "tells", "told") else "about"
    if front in words("aside"):
        return "about"
    if verb is not None and number < verb and not by_given:
        return "by"
    if behind(line, number) == "'s" and not by_given and kinds[0] in ("statements", "positions", "changes"):
        return "by"
    if kinds[0] == "incidents" and verb is None and not by_given and front is None:
        return "by"
    return "about"


def _is_addressed(line: Sequence[Word], verb: int | None, number: int) -> bool:
    """Whether "to" before a name says whom somebody spoke to: "say to X", not "say about talking to X"."""
    if verb is None or number < verb or line[verb].token.key in words("answering"):
        return False
    return not any(word.token.key in words("about_words") for word in line[verb:number])


def _verb(line: Sequence[Word]) -> int | None:
    """The first word behind a name that somebody does: said, demanded, attacked."""
    doing = words("statements") | words("positions") | words("changes") | words("acting")
    named = False
    for number, word in enumerate(line):
        named = named or word.read_as == "name"
        if named and word.read_as is None and (word.token.key in doing or word.token.key in acting()):
            return number
    return None
