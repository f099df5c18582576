"""What happens to somebody once, and is told again and again on a page: who was killed long ago died then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from parley.find.plover.lexicon import light
from parley.language.lemmas import lemma
from parley.records import Incident


def once_dead(incidents: Iterable[Incident]) -> Iterator[Incident]:
    """The incidents of a page in their order; a death that it tells to be history is so wherever it is told."""
    found = list(incidents)
    dead = {who for one in found if one.status == "historical" and _is_death(one) for who in one.recipients}
    for one in found:
        again = one.status == "reported" and _is_death(one) and dead.intersection(one.recipients)
        yield replace(one, status="historical") if again and one.date.edtf is None else one


def _is_death(one: Incident) -> bool:
    """Whether somebody known by name was killed."""
    if one.event_type != "ASSAULT" or not any(who.startswith("actor-") for who in one.recipients):
        return False
    trigger = [e.quote for e in one.evidence if (e.start, e.end) == (one.trigger.start, one.trigger.end)]
    words = trigger[0].casefold().split() if trigger else []
    return any(lemma(word, tag) in light("lethal") for word in words for tag in ("VBD", "VBG"))
