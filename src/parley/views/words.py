"""The record's codes, dates and numbers in words, as every view prints them."""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from parley.store.base import Row

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_SCALES = ((1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"))


@cache
def table(name: str) -> Mapping[str, str]:
    """One table of words.toml: code -> words."""
    data = tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
    words: Mapping[str, str] = data[name]
    return words


def say(name: str, code: str) -> str:
    """A code in words; a code without words (a plugin's own) as it is, underscores apart."""
    return table(name).get(code, code.replace("_", " "))


def unsaid(entry: Mapping[str, Any]) -> str | None:
    """What marks a statement that was not, or not yet, made: ``did not say``; None where it was made.

    A denial is made; ``did not deny`` is marked, and no denial.
    """
    if entry["hypothetical"]:
        return f"may yet {entry['act']}"
    return f"did not {entry['act']}" if entry["negated"] != (entry["act"] == "deny") else None


def act(entry: Mapping[str, Any]) -> str:
    """What a statement does, as a view prints it: ``said``, ``did not say``."""
    return unsaid(entry) or say("acts", entry["act"])


def number(value: float) -> str:
    """``1,870``, ``3.4``, ``9.1 billion``: never rounded to another value, never in exponents."""
    value, size = float(value), abs(value)
    for scale, word in _SCALES:
        if size >= scale and round(value / scale, 3) * scale == value:
            return f"{_plain(value / scale)} {word}"
    return _plain(value)


def amount(figure: Row) -> str:
    """A figure's value with its qualifier: "at least 1,000", "33.3%", "90,000 to 130,000".

    A value that is open on both sides has no number; its printed words stand for it.
    """
    low, high, qualifier = figure["low"], figure["high"], figure["qualifier"]
    known = low if low is not None else high
    if known is None:
        return str(figure["evidence"][0]["quote"])
    if low is not None and high is not None and low != high:
        qualifier = "range"
    elif qualifier == "range":
        qualifier = "at_least" if low is not None else "at_most"
    shown = {"n": known, "low": known if low is None else low, "high": known if high is None else high}
    form = table("qualifiers").get(qualifier, "{n}")
    return form.format(**{k: _value(v, figure["kind"]) for k, v in shown.items()})


def day(date: Row) -> str | None:
    """A date in words: "2 June 2031", "between 2 and 9 June 2031"; None where nothing is known."""
    edtf, earliest, latest = date["edtf"], date["earliest"], date["latest"]
    if edtf and (one := _point(edtf)):
        return one
    if edtf and "/" in edtf and ".." not in edtf:
        return " to ".join(_point(end) or end for end in edtf.split("/"))
    if earliest and latest:
        return _point(earliest) if earliest == latest else _between(earliest, latest)
    if earliest or latest:
        return f"not before {_point(earliest)}" if earliest else f"not after {_point(latest)}"
    return str(edtf) if edtf else None


def month(period: str) -> str:
    """``2031-04`` as "April 2031"; a year as it is."""
    return _point(period) or period


def _between(first: str, last: str) -> str:
    left, right = _point(first) or first, _point(last) or last
    if first[:7] == last[:7]:
        left = left.split()[0]
    elif first[:4] == last[:4]:
        left = left.rsplit(" ", 1)[0]
    return f"between {left} and {right}"


def _point(edtf: str) -> str | None:
    if found := _DAY.fullmatch(edtf):
        return f"{int(found[3])} {calendar.month_name[int(found[2])]} {found[1]}"
    if found := _MONTH.fullmatch(edtf):
        return f"{calendar.month_name[int(found[2])]} {found[1]}"
    return edtf if re.fullmatch(r"\d{4}", edtf) else None


def _value(value: float, kind: str) -> str:
    if kind == "share":
        return f"{_plain(round(value * 100, 9))}%"  # 0.07 * 100 is not quite 7
    if kind == "money" and not value.is_integer() and round(value, 2) == value:
        return f"{value:,.2f}"
    return number(value)


def _plain(value: float) -> str:
    """All decimals that a page can have printed (six at most); thirds and the like to three digits."""
    exact = Decimal(repr(value))
    if -int(exact.as_tuple().exponent) > 6:
        exact = Decimal(f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}")
    text = f"{exact:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
