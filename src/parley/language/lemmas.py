"""The base form of an English verb, by spelling.

Irregular forms and the stems whose spelling misleads stand in vocab/irregular_verbs.toml; the rest are
rules of English spelling.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from parley.vocab import table

_KEPT_DOUBLE = ("ll", "ss", "ff", "zz")
_C, _V = "[^aeiou]", "[aeiou]"
# Stems that lost their "e" before -ed and -ing, by how they end.
_LOST_E = re.compile(
    rf"(?:[vuzc]|[dlrn]g|[bdgkptfz]l|{_C}ul|quir|(?:^|{_C}|u){_V}g|{_C}ad|{_C}[iuoe]d"
    rf"|(?:{_C}|[iu])at|{_C}ut|{_V}s|[nrp]s|{_C}[aiu]r|ur|{_C}[aiou]k|{_C}[ai]p|yp|{_C}[iu]b"
    rf"|{_C}[aiu]m|{_C}[iu]n|th)$"
)
_BASES = frozenset({"wound", "found", "fell", "ground", "bore"})  # past forms that are verbs of their own
_KEPT = re.compile(r"(?:[oae]ur|[ortn]th|gth)$")


@lru_cache(1 << 15)
def lemma(form: str, tag: str = "") -> str:
    """The base of a verb form in lower case; `tag` VB and VBP say that it is the base already."""
    irregular = _irregular()
    if form in irregular and (form != "lay" or tag == "VBD") and not (form in _BASES and tag == "VB"):
        return irregular[form]
    if tag in ("VB", "VBP", "MD"):
        return form
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith("ied") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith("es") and form[:-2].endswith(("s", "x", "z", "ch", "sh")) and not _lost(form[:-2]):
        return form[:-2]
    if form.endswith("s") and not form.endswith("ss") and len(form) > 3:
        return form[:-1]
    for ending in ("ing", "ed"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            return _base(form[: -len(ending)])
    return form


def _base(stem: str) -> str:
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou" and not stem.endswith(_KEPT_DOUBLE):
        return stem[:-1]
    return stem + "e" if _lost(stem) else stem


def _lost(stem: str) -> bool:
    """Whether a stem stood with an "e"."""
    known = _stems()
    if stem in known:
        return known[stem]
    if stem.endswith(("ss", "ll", "zz")) or _KEPT.search(stem):
        return False
    return bool(_LOST_E.search(stem))


@cache
def _irregular() -> Mapping[str, str]:
    forms = table("irregular_verbs.toml")["forms"]
    return {form: base for base, row in forms.items() for form in (base, *row.split())}


@cache
def _stems() -> Mapping[str, bool]:
    rows = table("irregular_verbs.toml")["stems"]
    out = dict.fromkeys(rows["with_e"].split(), True)
    return out | dict.fromkeys(rows["without_e"].split(), False)
