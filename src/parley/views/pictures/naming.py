"""What is counted, in words for a heading: ``prisoner`` and ``free`` as "Prisoners freed"."""

from __future__ import annotations

import re

from parley.vocab import table

_PLURALS = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "life": "lives",
    "foot": "feet",
}
_ALIKE = ("percent", "aircraft", "personnel", "police", "cattle")
_SHORT = 3  # letters of a verb whose only other form is that in -ing, and so has no other participle
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_SHORT = 3  # letters of a verb whose only other form is that in -ing, and which so has no other participle
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_HISSING = ("s", "x", "z", "ch", "sh")


def counted(head: str, event: str | None) -> str:
    """``Prisoners freed``; what has no unit is "Numbers"."""
    noun = plural_of(head) if head else "numbers"
    return f"{noun[:1].upper()}{noun[1:]}{f' {participle(event)}' if event else ''}"


def plural_of(noun: str) -> str:
    """The plural of a noun, by spelling."""
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun in _ALIKE or not noun.isalpha():
        return noun
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun  # remains, forces
    if noun.endswith(_HISSING):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def participle(event: str) -> str:
    """The participle of a verb, a particle behind it kept: ``carry_out`` gives "carried out"."""
    verb, *particles = event.replace("_", " ").split()
    return " ".join([_past(verb), *particles])


def _past(verb: str) -> str:
    known = table("irregular_verbs.toml")["forms"].get(verb)
    forms = [form for form in (known or "").split() if form.isalpha() and not form.endswith(("ing", "s"))]
    if forms:
        return str(forms[-1])
    if known and len(verb) == _SHORT:
        return verb  # put, hit
    if verb.endswith("e"):
        return f"{verb}d"
    if _CONSONANT_Y.search(verb):
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1]}ed" if _DOUBLED.fullmatch(verb) else f"{verb}ed"
