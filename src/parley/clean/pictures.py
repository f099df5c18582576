"""Where a caption stops showing and names who made the picture: "Boats in the bay. (Photo: Ola Brenn)"."""

from __future__ import annotations

import re
from functools import cache

from parley.clean.phrases import any_of
from parley.vocab import table

_LONGEST = 110  # characters of a credit
_NAME = r"[^\W\d_a-z][\w.'’&-]*"


def credit(caption: str) -> int | None:
    """Where the credit at the end of a caption begins; None if there is none.

    Of what the captions of the fundus pages hold, this is a quarter of the words.
    """
    floor = max(0, len(caption) - _LONGEST)
    for pattern in _patterns()[0]:
        if m := pattern.search(caption, floor):
            return m.start()
    return None


def signed(line: str) -> bool:
    """Whether a line ends in words that can only be a picture's credit: "Photo: Ola Brenn", "© Ola Brenn"."""
    return any(m.start() > 0 for p in _patterns()[1] if (m := p.search(line, max(0, len(line) - _LONGEST))))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """Of all credits, and of those that name themselves."""
    data = table("clean/pictures.toml")
    forms = [form for row in table("clean/agencies.toml")["agency"] for form in row["forms"]]
    houses = rf"(?-i:{any_of([*forms, *data['houses']])})(?!\w)"
    begins = r"(?:(?<!\w)|(?<=[a-z.)])(?=(?-i:[A-Z])))"  # also where a line break was lost: "at seaFoto: ..."
    by = rf"\s(?:{any_of(data['by'])})\s(?=(?-i:[A-Z]))"
    maker = rf"{begins}(?:{any_of(data['words'])})(?:{by}|\s?[:©])"
    texts = (
        # (Photo: Ola Brenn), (AP Photo/Ola Brenn), [Ola Brenn/Reuters], (Ola Brenn/Post)
        rf"[(\[]\s?(?:(?:{maker}|©)[^()\[\]]*|[^()\[\]]*(?<!\w)(?:{houses})[^()\[\]]*)[)\]]?\.?$",
        rf"\((?-i:{_NAME}(?:\s{_NAME}){{0,3}})\s?/\s?(?-i:{_NAME}(?:\s{_NAME}){{0,3}})\)$",
        # © Ola Brenn; Photo: Ola Brenn; Photo by Ola Brenn
        rf"(?:[|–—-]\s?)?(?:©|{begins}copyright\b|{maker}).*$",
        # Ola Brenn / Reuters; Ola Brenn via Getty Images
        rf"(?:[|–—]\s?)?(?<!\w)(?-i:{_NAME}(?:\s{_NAME}){{0,3}})\s?(?:/|\||\bvia\b)\s?(?:{houses}).{{0,40}}$",
        # Getty Images
        rf"(?:(?<=[.!?”\"] )|^)(?:{houses})\.?$",
    )
    sure = (rf"[(\[]\s?(?:{maker}|©)[^()\[\]]*[)\]]\.?$", rf"(?:©|{maker})\s?(?-i:{_NAME})[^.]{{0,60}}$")
    return tuple(re.compile(t, re.I) for t in texts), tuple(re.compile(t, re.I) for t in sure)
