"""What a side only wants to do or to have by itself, and asks of nobody."""

from __future__ import annotations

from parley.find.positions.stances import listed
from parley.find.predicates import Predicate
from parley.language.lemmas import lemma
from parley.language.line import Line, Range


def is_wish(line: Line, p: Predicate, content: Range, *, undone: bool) -> bool:
    """Whether somebody only wants to do something himself, or to get arms that nobody is asked for.

    ``wants | to head off a crisis``, ``is seeking | nuclear weapons``; not ``wants | to meet T``, nor what sides deal
    about: ``wants | to keep the islands``, nor what one says not to be after: ``seeks no | nuclear weapons``.
    """
    if p.lemma not in listed("wishing"):
        return False
    denied = undone and p.lemma == "seek"
    return (not denied and _does(line, content)) or (not undone and _arms(line, content))


def _does(line: Line, content: Range) -> bool:
    """Whether content is a deed of one's own that is no dealing with another."""
    start, end = content
    if line.words[start] != "to":
        return False
    verb = next((k for k in range(start + 1, end) if line.tags[k] != "RB"), start)
    passive = line.words[verb] == "be" and line.tags[verb + 1 : verb + 2] == ["VBN"]
    passive = passive and line.words[verb + 1] not in listed("looked_at")  # ``to be seen as C``
    return not passive and lemma(line.words[verb]) not in listed("dealing")


def _arms(line: Line, content: Range) -> bool:
    """Whether content is no more than arms of mass destruction: ``their own | nuclear weapons``."""
    noun = line.np_after(content[0])
    if noun is None or (noun[1] < content[1] and line.tags[noun[1]] not in (":", ",")):
        return False  # ``wants | nuclear weapons banned``
    words = line.words[slice(*noun)]
    return words[-1] in listed("mass_arms") and not listed("mass_destruction").isdisjoint(words)
