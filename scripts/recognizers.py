"""How many of the Recognizers-Text cases that news could print are read as they say.

The cases (Microsoft, MIT) are written for assistants and calendars; `choose` keeps those that a news page could
hold, by the criteria below alone, and recognizers_cases.txt pins the choice: a hash of each case with ``chosen``
or the criterion that left it out. Their texts stay in the evaluation data.

Run from the checkout: ``PARLEY_EVAL_DATA=FOLDER python scripts/recognizers.py [--errors | --choose]``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from parley.times import TimeExpression, find

LIST = Path(__file__).with_name("recognizers_cases.txt")

# --- which cases

SPECS = frozenset(
    """DateTimeModel DateParser DatePeriodParser DateTimeParser DateTimePeriodParser DurationParser HolidayParser
    MergedParser SetParser TimeParser""".split()  # noqa: SIM905
)
TYPES = frozenset(["date", "daterange", "datetime", "time", "duration", "set"])
_PART = re.compile(r".*T(MO|AF|EV|NI)$")  # "this evening": they call it a range of hours

# Criteria in order; the first that holds leaves a case out.
_REQUEST = re.compile(
    r"^\W*(?:(?:hey |hi |ok |yes |yep |please )?cortana|schedule|set |book|find |show |remind|add |make |create|"
    r"could |can |would |will |let'?s|what|where|when|who|are |is there|is this|do |does |did |how |which|please|"
    r"give|get |plan |put |block|move |cancel|change|check|tell|search|look|arrange|send|call |play|open|delete|"
    r"i need|i want|i would like|i'd like|we need|wake|alarm|email|need to|want |any )"
    r"|\b(?:my|the \w+ \w+) (?:calendar|schedule|meetings?|appointments?|week|weekend)\b"
    r"|\b(?:please|cortana|your|you|u|thanks|hahaha)\b|\?",
    re.IGNORECASE,
)
_SHORTHAND = re.compile(
    r"\b(?:eod|eoy|eom|eow|tmr|tmrw|wtd|mtd|ytd|asap|tongiht|tonite|tom|mins?|hrs?|secs?|wks?|yrs?|mos|[yhmd])\b"
    r"|\d(?:h|hr|hrs|min|mins|sec|y|d|m|w|k|p|a)\b|\d[ -]?ish\b|noonish|\boclock"
    r"|\b[2-9] (?:day|week|month|year|hour)\b"
    r"|\bthanks giving\b|\bmonday-|\d(?:day|week|month|year|hour)",
    re.IGNORECASE,
)
_HOUR = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_CLOCK = re.compile(  # as one says the time, or types it
    r"\b(?:half|quarter|five|ten|fifteen|twenty|minutes?|min|thirty) (?:past|to|after|before) |\bpast (?:\d|"
    + _HOUR
    + ")"
    r"|\b\d\d? past (?:\d\d?|" + _HOUR + r")\b|\b\d\d? to (?:" + _HOUR + r")\b"
    r"|\b(?:\w+ty|\w+teen|" + _HOUR + r") (?:\w+ty(?: \w+)?|\w+teen|ten|o \w+)(?: ?[ap]\.? ?m)"
    r"|\b\d\d?(?::\d\d)?[ap]\b|\bat (?:\d\d?|" + _HOUR + r")\b(?![:.\d]| ?[ap]\.?m| o'clock)"
    r"|\b[ap] m\b|\bt\d\d\b|\bmid[- ]?(?:morning|afternoon|day)|\bmid[- ]night|\bin the (?:am|pm)\b|ampm"
    r"|\b\d{3,4} ?[ap]m|\d\.[ap]m"
    r"|(?:afternoon|evening|night|morning) (?:\d|\w+ty |\w+teen |five )|\d+ (?:lunchtime|in the)"
    r"|\b(?:thirty|fifteen) in the"
    r"|around \d\d?$|\b\d\d?, this|lunchtime \d",
    re.IGNORECASE,
)
_MON = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_FIGURES = re.compile(  # figures that may be a day, a month, a range or a score
    r"(?<![\d/.-])\d\d? ?[-/] ?\d\d?(?![\d/.-])"
    r"|(?<![\d/.-])\d\d? ?\. ?\d\d?(?![\d/.-]| ?[ap]\.?m| (?:year|day|hour|week))"
    r"|\b[a-z]{3,}[-/.]?\d|\d[-/.]?"
    + _MON
    + r"|\d[-/]\w{3,9}[-/]\d|\d\d?([-/.])\d\d?\1\d\d\b(?!\d)|\d ?/ ?\d ?/ ?\d\d\b"
    r"|(?<![\d/.-])\d\d? ?[-/] ?\d{4}|\b\d{4} ?[-/.] ?\d\d?\b(?![-/.\d])(?<!\d{4}-\d\d)|\b\d{4} \d\d? \d\d?\b"
    r"|\b\d{8}\b"
    r"|\b\d{4} ?, [a-z]{3}\b|\bthe \d\d?(?![\d\w:])|\bon \d\d?,|\b(?!sept)[a-z]{4,9}\. \d|\d(?:st|nd|rd|th) ?,"
    r"|\b(?:from|between|to|till|until|and|on) (?:the )?\d\d?(?:st|nd|rd|th)?(?![\d:,./-]| ?(?:[ap]\.?m|"
    + _MON
    + r"|day|week|month|year|hour|minute|second|to|till|and|of|this|next))",
    re.IGNORECASE,
)
_ORDINAL = "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|fifteen|thirty)"
_SPOKEN = re.compile(  # a day by its number in words and no month
    r"\bthe (?:(?:twenty|thirty)[- ])?" + _ORDINAL + r"(?= (?:\w+ [ap]m|\d)|[.!]?$)"
    r"|\b" + _ORDINAL + r" \w+day[.!]?$|\band (?:\w+ and )?a quarter|\byear and a quarter",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"yuandan|spring festival|chinese|lunar|ramadan|ramadhan|\beid\b|passover|hanukk?ah|diwali|chongyang|dragon boat|"
    r"mid-?autumn|lantern festival|qing ?ming|islamic|sacrifice",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\b(?:[A-Z]\w+|local|standard|daylight) [Tt]ime\b|\b(?i:utc|gmt|[ecmp][sd]?t)\b|(?i:time ?zone)"
)


def criterion(case: Mapping[str, Any], seen: set[tuple[str, str]]) -> str:
    """``chosen``, or the criterion that leaves a case out."""
    text, ref = case["input"], case["ref"] or ""
    if case["spec"] not in SPECS:
        return "spec"  # spans alone, zones alone, or a mode for calendars and tasks
    if case["not_supported"] or case["not_supported_design"]:
        return "unsupported"
    if (text.lower(), ref[:10]) in seen:
        return "repeated"
    seen.add((text.lower(), ref[:10]))
    if not all(_typed(r) for r in case["results"]):
        return "type"
    if any(_impossible(timex) for r in case["results"] for timex, _ in _meant(r)):
        return "impossible"  # 30 February
    named = {
        "request": _REQUEST, "shorthand": _SHORTHAND, "clock": _CLOCK, "figures": _FIGURES,
        "spoken": _SPOKEN, "holiday": _FOREIGN, "zone": _ZONE,
    }  # fmt: skip
    return next((name for name, rule in named.items() if rule.search(text)), "chosen")


def _typed(result: Mapping[str, Any]) -> bool:
    kind = _type(result)
    return kind in TYPES or (kind == "datetimerange" and all(_PART.match(v) for v, _ in _meant(result)))


def _impossible(timex: str) -> bool:
    match = re.match(r"([\dX]{4})-(\d\d)-(\d\d)", timex)
    if not match:
        return False
    try:
        dt.date(int(match[1].replace("XXXX", "2000")), int(match[2]), int(match[3]))
    except ValueError:
        return True
    return False


def _type(result: Mapping[str, Any]) -> str:
    return str(result.get("TypeName") or result.get("Type")).removeprefix("datetimeV2.")


def key(case: Mapping[str, Any]) -> str:
    """A case by the hash of what it is."""
    told = f"{case['spec']}\n{case['input']}\n{case['ref']}\n{json.dumps(case['results'], sort_keys=True)}"
    return hashlib.sha256(told.encode()).hexdigest()[:12]


# --- what they mean in our terms


def _meant(result: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each timex of a result with what it resolves to."""
    if "Resolution" in result or "values" in result.get("Value", {}):
        values = (result.get("Resolution") or result["Value"])["values"]
        for value in values:
            yield value.get("timex", ""), value
    elif "Value" in result:
        for side in ("PastResolution", "FutureResolution"):
            yield result["Value"]["Timex"], result["Value"].get(side) or {}


def agrees(found: TimeExpression, result: Mapping[str, Any]) -> bool:
    """Whether an expression has a value that the result allows.

    Theirs differ from TIMEX3 in convention: a distance is counted to the day where TimeML keeps the unit
    ("a month ago"), "the last three days" and "in three days" are dates where TimeML has a length, "tonight"
    is an evening, a range ends before its last day.
    """
    return any(_agrees(found, timex, told) for timex, told in _meant(result))


_RANGE = re.compile(r"\((?P<first>[^,]*),(?P<last>[^,]*),(?P<length>[^)]*)\)$")


def _agrees(found: TimeExpression, timex: str, told: Mapping[str, str]) -> bool:
    value = _clocked(found.value)
    if value in (_clocked(timex), *(_clocked(v.replace(" ", "T")) for v in told.values())):
        return True
    if "T" in value and timex.startswith("T"):  # they leave the day open
        return _clocked("T" + value.split("T", 1)[1]) == _clocked(timex)
    if "T" in value and "T" in timex and _PART.match(timex):
        first = str(told.get("start") or told.get("startDateTime"))
        return value[:10] in (timex[:10], first[:10]) and _PARTS.get(value[11:], value[11:]) == _PARTS.get(
            timex[-2:], timex[-2:]
        )
    if found.type == "DURATION":
        match = _RANGE.match(timex)
        return _same_length(value, match["length"] if match else timex)
    if value[5:] == timex and timex in ("SP", "SU", "FA", "WI"):
        return True
    open_year = timex.startswith("XXXX-") and "W" not in timex
    return _same_days(found, timex, told) or (open_year and value[4:] == timex[4:])


_PARTS = {"EV": "NI"}  # "tonight"


def _same_length(ours: str, theirs: str) -> bool:
    """Whether two lengths are one; an amount that is not told is three of theirs."""
    return _length(ours.replace("X", "3")) == _length(theirs)


def _same_days(found: TimeExpression, timex: str, told: Mapping[str, str]) -> bool:
    span = found.days
    if span is None:
        return False
    first, last = (
        told.get(f"{side}Date") or told.get(side) or told.get("date") or told.get("value")
        for side in ("start", "end")
    )
    try:
        start, end = (dt.date.fromisoformat(str(day)[:10]) for day in (first, last))
    except ValueError:
        return False
    if getattr(found.symbol, "ago", False):
        return span[0] <= start <= span[1]
    return span[0] == start and span[1] in (end, end - dt.timedelta(1))


def _clocked(value: str) -> str:
    """A value with its time of day to the second."""
    day, mark, time = value.partition("T")
    if not mark or not time[:2].isdecimal():
        return value
    told = [*time.split(":"), "00", "00"][:3]
    return f"{day}T{':'.join(['00' if told[0] == '24' else told[0], *told[1:]])}"


_LONG = {"Y": 360.0, "M": 30.0, "W": 7.0, "D": 1.0, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}


def _length(value: str) -> float | str:
    """A duration in days, so that P1W and P7D are the same; other text as it is."""
    if not re.fullmatch(r"P(?:[\d.]+[YMWD])*(?:T(?:[\d.]+[HMS])+)?", value):
        return value
    day, _, clock = value[1:].partition("T")
    total = sum(float(n) * _LONG[u] for n, u in re.findall(r"([\d.]+)([YMWD])", day))
    return round(total + sum(float(n) * _LONG[f"T{u}"] for n, u in re.findall(r"([\d.]+)([HMS])", clock)), 6)


def passes(case: Mapping[str, Any], found: list[TimeExpression]) -> bool:
    """Whether every expression of a case is found with its value, and no other date is."""
    left = [e for e in found if e.value not in ("PRESENT_REF", "PAST_REF", "FUTURE_REF")]
    for result in case["results"]:
        start = result["Start"]
        end = start + len(result["Text"])
        near = [e for e in found if e.start < end and start < e.end]
        if not any(agrees(e, result) for e in near):
            return False
        left = [e for e in left if e not in near]
    return not left


def cases(folder: Path) -> list[dict[str, Any]]:
    """All cases of the suite, as the evaluation data has them."""
    path = folder / "eval" / "time" / "recognizers_en.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read(case: Mapping[str, Any]) -> list[TimeExpression]:
    """What we find in a case on its day."""
    return find(case["input"], dt.date.fromisoformat(case["ref"][:10]) if case["ref"] else None)


def score(folder: Path) -> tuple[int, int, list[dict[str, Any]]]:
    """Cases passed, cases chosen, and those that failed."""
    lines = (line for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    kept = {code for code, reason in map(str.split, lines) if reason == "chosen"}
    chosen = [case for case in cases(folder) if key(case) in kept]
    failed = [case for case in chosen if not passes(case, read(case))]
    return len(chosen) - len(failed), len(chosen), failed


def choose(folder: Path) -> None:
    """Writes the list anew."""
    seen: set[tuple[str, str]] = set()
    rows = {key(case): criterion(case, seen) for case in cases(folder)}
    head = "# Recognizers-Text cases by hash; why each was left out, or `chosen`. Written by recognizers.py --choose.\n"
    LIST.write_text(head + "".join(f"{code} {why}\n" for code, why in sorted(rows.items())), encoding="utf-8")
    print(Counter(rows.values()).most_common())


def main() -> None:
    """Prints the score."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--errors", action="store_true", help="print the cases that fail")
    parser.add_argument("--choose", action="store_true", help="write the list of cases anew")
    options = parser.parse_args()
    folder = Path(os.environ["PARLEY_EVAL_DATA"])
    if options.choose:
        choose(folder)
    passed, total, failed = score(folder)
    if options.errors:
        for case in failed:
            theirs = [(r["Text"], sorted({t for t, _ in _meant(r)})) for r in case["results"]]
            ours = [(case["input"][e.start : e.end], e.type, e.value, e.rule) for e in read(case)]
            print(case["ref"] and case["ref"][:10], "|", case["input"], "|", theirs, "|", ours)
    print(f"{passed} of {total} cases: {passed / total:.1%}")


if __name__ == "__main__":
    main()
