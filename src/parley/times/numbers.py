"""The number that some words or figures of a time expression stand for."""

from __future__ import annotations

from collections.abc import Sequence

from parley.times.tokens import Token

LARGEST = (
    10**12
)  # the world is 13.8 billion years old; what is more measures no time, and an int may not hold it
_SMALL = ("UNO", "ARTICLE", "CARDINAL", "TENS", "ORDINAL")


def amount(found: Sequence[Token]) -> float | None:
    """The number in some tokens: figures, words, both; None where there is none, it is vague or past all time.

    "twenty-five" is 25, "two hundred" 200, "2 1/2" 2.5, "a couple" 2, "several" None.
    """
    total, current, seen = 0.0, 0.0, False
    for token in found:
        values = token.values
        if "FEW" in values:
            return None
        if "COUPLE" in values:
            return float(values["COUPLE"])
        if "SCALE" in values:
            scale = values["SCALE"]
            current = (current or 1.0) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
            seen = True
        elif token.low[0].isdigit():
            current += _figures(token.low)
            seen = True
        else:
            for name in _SMALL:
                if name in values:
                    current += values[name]
                    seen = True
                    break
    return total + current if seen and total + current <= LARGEST else None


def _figures(text: str) -> float:
    if "/" in text:
        top, _, bottom = text.partition("/")
        return int(top) / int(bottom) if int(bottom) else 0.0
    return float(text.replace(",", ""))
