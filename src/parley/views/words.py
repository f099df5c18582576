"""The record's codes, dates and numbers in words, as every view prints them."""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from parley.edtf import bounds
from parley.store.base import Row
from parley.times.dating import BY_PUBLICATION

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"\d{4}")
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


def counted(figure: Row) -> str:
    """A figure with its unit: ``126 × attack drone``, ``33% of territory``.

    An age is somebody's, and counts nobody: ``58, the age of L. Ostrava``.
    """
    value, unit = amount(figure), figure["unit"] or ""
    if figure["kind"] == "share":
        return f"{value} of {unit}" if unit not in ("", "percent", "part") else value
    joined = ", the age of " if figure["kind"] == "age" else " × "
    return f"{value}{joined}{unit}" if unit else value


def day(date: Row, *, iso: bool = False) -> str | None:
    """A date in words: "2 June 2031", "by 9 June 2031", "2 or 9 June 2031"; None where nothing is known.

    `iso` leaves its days, months and years as they are recorded.
    """
    point = str if iso else _name
    edtf, earliest, latest = date["edtf"], date["earliest"], date["latest"]
    if (edtf and "~" in edtf) or (edtf and edtf[-1] in "?%"):
        return _about(date, iso)
    if edtf and _is_point(edtf):
        return point(edtf)
    if edtf and "/" in edtf and ".." not in edtf:
        return " to ".join(point(end) for end in edtf.split("/"))
    if earliest and latest:
        if earliest == latest:
            return point(earliest)
        days = _members(edtf)
        *others, last = _shortened(days or [earliest, latest], iso)
        before = ", ".join(others)
        return f"{before} or {last}" if days else f"between {before} and {last}"
    if earliest or latest:
        return f"since {point(earliest)}" if earliest else f"by {point(latest)}"
    return str(edtf) if edtf else None


def of_edtf(edtf: str | None) -> Row:
    """A date of its EDTF string, with its bounds where the string tells them."""
    try:
        earliest, latest = bounds(edtf) if edtf else (None, None)
    except ValueError:
        earliest = latest = None
    return {"edtf": edtf, "earliest": earliest, "latest": latest}


def is_its_own(date: Row) -> bool:
    """Whether a date says more of an entry than that its page had been published by then."""
    proof = list(date.get("proof") or [])
    return bool(date["earliest"] or date["latest"]) and not (
        len(proof) == 1 and proof[0]["rule"] == BY_PUBLICATION
    )


def month(period: str) -> str:
    """``2031-04`` as "April 2031"; a year as it is."""
    return _name(period)


def _about(date: Row, iso: bool) -> str:
    """A date that is only about right, or only perhaps."""
    edtf = date["edtf"]
    plain = day({**date, "edtf": edtf.translate({ord(c): None for c in "~?%"})}, iso=iso)
    words = [word for word, marks in (("perhaps", "?%"), ("about", "~%")) if any(c in edtf for c in marks)]
    return " ".join([*words, plain or edtf])


def _members(edtf: str | None) -> list[str]:
    """The days of ``[A,B]``; none where it is none, or has members of other kinds."""
    found = [member.strip() for member in edtf[1:-1].split(",")] if edtf and edtf.startswith("[") else []
    return found if all(_DAY.fullmatch(member) for member in found) else []


def _shortened(days: Sequence[str], iso: bool) -> list[str]:
    """Days by name, each without the month and year that it shares with the one behind it."""
    if iso:
        return list(days)
    out = []
    for this, following in zip(days, [*days[1:], ""], strict=True):
        name = _name(this)
        if this[:7] == following[:7]:
            name = name.split()[0]
        elif this[:4] == following[:4]:
            name = name.rsplit(" ", 1)[0]
        out.append(name)
    return out


def _is_point(edtf: str) -> bool:
    return any(form.fullmatch(edtf) for form in (_DAY, _MONTH, _YEAR))


def _name(edtf: str) -> str:
    if found := _DAY.fullmatch(edtf):
        return f"{int(found[3])} {calendar.month_name[int(found[2])]} {found[1]}"
    if found := _MONTH.fullmatch(edtf):
        return f"{calendar.month_name[int(found[2])]} {found[1]}"
    return edtf


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
