"""Who a label stands for, of a turn or a post: ``MS. WEBER``, ``THE PRESIDENT``, ``Q``, ``Ana Weber (@anaweber)``."""

from __future__ import annotations

from collections.abc import Sequence

from parley.find.lexicon import word_set
from parley.find.speakers.phrase import are_initials, listed
from parley.find.speakers.ruling import Ruling, left_open
from parley.find.speakers.weighing import share
from parley.records import Mention, Speaker, actor_id
from parley.spans import Span

HEADLINE = 200  # code points in which a page's headline ends


def labelled(text: str, span: Span, label: Span, mentions: Sequence[Mention]) -> Ruling:
    """The person on the page whom a label names; a name that the page has nowhere else stands as printed.

    `span`: the words that name the speaker, which are the label or the "I" of whom it names.
    """
    surface = text[span.start : span.end]
    printed = text[label.start : label.end].replace("’", "'").split()
    words = [word for word in printed if any(map(str.isalnum, word))]  # no signs: ``Ana Weber ☀``
    shouted = "".join(words).isupper() and len(words) > 1  # ``AMY MARSK``, not ``EU Court``
    plain = [w.strip(".,").casefold() for w in words]
    first = next((i for i, w in enumerate(plain) if not _before_name(w)), len(words))
    persons = {m.actor_id: m for m in mentions if m.kind == "person"}
    if len(words) == 1 and (short := [m for m in persons.values() if are_initials(words[0], m.name)]):
        fit = short
    elif first < len(words):
        fit = [m for m in persons.values() if _fits(plain[first:], m.name.casefold().split())]
    else:
        fit = list(_holders(plain, mentions).values())
    if len(fit) == 1:
        score, how = share("label")
        return Ruling(Speaker(fit[0].actor_id, fit[0].name, surface, span, False, score, how))
    if fit or first == len(words) or " ".join(plain).removeprefix("the ") in listed("labels", "roles"):
        return left_open(span, surface, "left open: a label without a name")
    name = " ".join(w.title() if shouted and w.isupper() else w for w in words[first:])
    person = 1 <= len(words) - first <= 4 and all(w.strip(".'-").isalpha() for w in plain[first:])
    score, how = share("as printed")
    kind = "person" if person else "organization"
    return Ruling(Speaker(actor_id(kind, name), name, surface, span, False, score, how))


def _holders(label: Sequence[str], mentions: Sequence[Mention]) -> dict[str, Mention]:
    """Who holds the office of a label without a name, if the page begins with that: ``Remarks by President Weber``."""
    heads = [w for w in label if w in word_set("titles", "heads")][-1:]
    return {
        m.actor_id: m
        for m in mentions
        if heads and m.title and m.title.casefold().split()[-1:] == heads and m.evidence[0].start < HEADLINE
    }


def _before_name(word: str) -> bool:
    """Whether a word of a label is an article, an office or a form of address: ``THE VICE PRESIDENT``, ``MS.``"""
    return word in listed("labels", "address") or word in word_set("titles", "heads") or len(word) < 2


def _fits(label: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a label is a name, or the end of it."""
    return (
        list(label) == list(name)
        or list(label) == list(name[-len(label) :])
        or (len(label) > 1 and label[0] == name[0] and label[-1] == name[-1])
    )
