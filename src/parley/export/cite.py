"""The citation of one page or entry, in any of the forms of citations."""

from __future__ import annotations

from parley.errors import UsageError
from parley.export import bibtex, citations, csl, ris
from parley.export.selection import Selection
from parley.store.base import View

_FORMS = {"text": citations.text, "bibtex": bibtex.entries, "ris": ris.entries, "csl": csl.entries}


def cite(view: View, entry_id: str, form: str) -> str:
    """The citation of what an id, or the beginning of one, names.

    Raises:
        UnknownRecord: If there is none, or several begin so.
        UsageError: If it rests on no words, or there is no such form.
    """
    if form not in _FORMS:
        raise UsageError(f"no form of citation {form!r}; there are: {', '.join(_FORMS)}")
    return "".join(_FORMS[form](citations.of_entry(Selection(view), entry_id)))
