"""Which language a page and its paragraphs are in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from parley.vocab import table

# Letters, as bytes of UTF-8, from which on py3langid is right: it calls 1 of 6,800 English paragraphs of that
# size something else, and 1.2 % of Spanish, French and Italian ones, most of which quote another language.
_SURE = 80
_SAMPLE = 6000  # code points that settle a page's language
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].*)?$")


def detect(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None if it is too short to say."""
    sample = text[:_SAMPLE]
    if len("".join(filter(str.isalpha, sample)).encode("utf-8", "replace")) < _SURE:
        return None
    code: str = _identifier().classify(sample)[0]
    return code


def main_language(paragraphs: Iterable[str]) -> str | None:
    """The language that most of several paragraphs is in; those too short to say so count together."""
    votes: Counter[str] = Counter()
    rest: list[str] = []
    for paragraph in paragraphs:
        if code := detect(paragraph):
            votes[code] += len(paragraph)
        else:
            rest.append(paragraph)
    if code := detect(" ".join(rest)):
        votes[code] += sum(map(len, rest))
    return max(sorted(votes), key=lambda code: votes[code]) if votes else None


def tag(declared: Sequence[str | None], paragraphs: Sequence[str]) -> str | None:
    """A BCP 47 tag for a page: what its text is written in, with the region that it declares.

    A declared language stands where the text is too short to contradict it or in a language that
    the detector does not know.
    """
    found = detect("\n".join(paragraphs))
    claims = [claim for text in declared if text and (claim := _normal(text))]
    for claim in claims:
        primary = claim.split("-")[0]
        if found in (None, primary) or primary not in table("clean/languages.toml")["codes"]:
            return claim
    return found


def _normal(text: str) -> str | None:
    m = _TAG.match(text.strip())
    if not m:
        return None
    script, region = m[2], m[3]
    return "-".join(
        [m[1].lower(), *([script.title()] if script else []), *([region.upper()] if region else [])]
    )


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(table("clean/languages.toml")["codes"])
    return identifier
