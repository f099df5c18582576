"""Lengths of time as TIMEX3 values."""

from __future__ import annotations

import re

# A half is written in the next smaller unit: so many of it, and its letter.
_SMALLER = {"Y": (12, "M"), "M": (30, "D"), "W": (7, "D"), "TH": (60, "M"), "TM": (60, "S")}
_LONG = {10: "E", 100: "C"}


def duration(count: float | None, unit: str) -> str:
    """``P2W``, ``PXY``, ``PT1H30M`` for so many of a unit code; a count of None is not told."""
    times, code = (int(m[1]), m[2]) if (m := re.match(r"(\d+)(\D+)", unit)) else (1, unit)
    prefix, letters = ("PT", code[1:]) if code.startswith("T") else ("P", code)
    if count is None:
        return f"{prefix}X{_LONG[times]}" if times in _LONG else f"{prefix}X{letters}"
    whole = int(count * times)
    rest = count * times - whole
    if not rest or code == "WE":
        return f"{prefix}{whole}{letters}"
    told = f"{whole}{letters}" if whole else ""
    if code in _SMALLER:
        size, small = _SMALLER[code]
        return f"{prefix}{told}{round(rest * size)}{small}"
    if code == "D":
        return f"P{told}T{round(rest * 24)}H"
    return f"{prefix}{count:g}{letters}"
