"""Times without a date: now, recently, soon, the future."""

from __future__ import annotations

from parley.times.meanings.captured import Captured, Meaning
from parley.times.symbols import Vague
from parley.times.words import contexts


def vague(c: Captured) -> Meaning | None:
    """Now, recently, soon, the future; not "as soon as", "now that", "the past president"."""
    token, before, after = c.tokens("now")[0], c.before(), c.after()
    if token.low == "soon" and ((before and before.low == "as") or (after and after.low in ("as", "after"))):
        return None
    if after and (token.low, after.low) == ("now", "that"):
        return None
    alone = after is None or not after.text[0].isalnum() or after.low in contexts("after_the_past")
    if "PASTNESS" in token.values and not alone:
        return None
    return Meaning(Vague(c.value("now", "NOW", "PASTNESS", "TERM")))


def these_days(c: Captured) -> Meaning | None:
    """These days, those days; the time being."""
    return Meaning(Vague("PAST_REF" if c.line[c.span[0]].low == "those" else "PRESENT_REF"))
