"""Who can be said to speak: a person, a body, or a text that tells for whoever wrote it."""

from __future__ import annotations

from functools import cache

from parley.find.lexicon import bare, word_set
from parley.language.line import Line, Range
from parley.vocab import table, words

# Endings of nouns for people: negotiator, lawmaker, economist, Tavrian.
_AGENTS = (
    "er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "man", "men", "woman", "women", "people", "ees", "ants",
    "gents", "dents",
)  # fmt: skip
_THINGS = frozenset({"it", "that", "this", "there", "what", "here"})  # with the verb joined to them cut off


@cache
def _speaking() -> frozenset[str]:
    """Nouns for people and for bodies."""
    nouns = (table("speakers.toml")["nouns"][key].split() for key in ("person", "body"))
    heads = (word_set(section, "heads") for section in ("anonymous", "titles", "organizations"))
    return frozenset().union(*nouns, *heads)


def can_speak(line: Line, source: Range | None) -> bool:
    """Whether a subject may be a person or a body: a name, a pronoun, or a noun for people."""
    if source is None:
        return True
    people = _speaking()
    for i in range(*source):
        word, tag = bare(line.words[i]), line.tags[i]
        if i + 1 == source[1] or line.tags[i + 1] in ("IN", "CC", ","):
            singular = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
            agent = (
                word in people
                or singular in people
                or (
                    tag in ("NN", "NNS", "POS")
                    and word.endswith(_AGENTS)
                    and singular not in words("no_agents")
                )
            )
            if agent or (tag in ("NNP", "PRP", "CD", "WH", "PRPV") and word not in _THINGS):
                return True
            if word in words("headless") or word in words("possessives"):
                return True
            if tag == "POS" and line.tokens[i].text[0].isupper():
                return True
        named = word == "in" and "NNP" in line.tags[source[0] : i]  # ``the UN mission in T``
        if (
            word in ("of", "for", "in", "between")
            and not named
            and not (i > source[0] and line.words[i - 1] in words("quantifiers"))
        ):
            return False
    return False


def can_tell(line: Line, source: Range | None) -> bool:
    """Whether a subject may speak, or is a document or a survey: ``the poll suggests``, not ``the choice suggests``."""
    return can_speak(line, source) or (
        source is not None
        and any(w.removesuffix("s") in words("documents") for w in line.words[slice(*source)])
    )
