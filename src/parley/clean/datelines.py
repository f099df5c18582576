"""Where a page says it was written: "GENEVA, Feb 5 (Reuters) -", "**Kalmora, Ostland** –"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from parley.clean import agencies
from parley.vocab import table

# A word gives nothing back, and no mark between two words is one of a word's own: each text is read in one way.
_WORD = r"[A-Z](?>(?:[\w'’]|[.-](?=\w))*)\.?"
_PLACE = rf"{_WORD}(?:[ /]{_WORD}){{0,3}}"
_CAPS = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ]++(?:[ /'’-][^\W\d_a-zß-öø-ÿ]{2,}+){0,3}"
_REGION = rf"(?:, (?P<region>{_WORD}(?: {_WORD}){{0,2}}))?"
_DAY = r"(?P<day>[,.]? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}\.? [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"
_DASH = r"\s?[-–—:]+\s"
_LONG_DASH = r"\s?(?:[–—]|--)\s"
_BEFORE = rf"(?:By {_WORD}(?: {_WORD}){{1,3}}?,? )?"  # a byline that runs into the dateline
_HEADS = (
    # GENEVA, Feb 5 (Reuters) - ...   GAZA CITY, Gaza Strip (AP) — ...   Geneva (dpa) - ...
    re.compile(
        rf"{_BEFORE}(?P<place>{_CAPS}|{_PLACE}){_REGION}{_DAY}\s?"
        rf"[(\[](?P<agency>[^()\[\]]{{2,40}})[)\]]{_DASH}"
    ),
    # MOSCOW, February 5. /TASS/. ...
    re.compile(rf"(?P<place>{_CAPS}){_REGION}{_DAY}\.?\s/(?P<agency>[^()/\[\]]{{2,40}})/\.?\s"),
    # KALMORA (AP) The council ...
    re.compile(rf"(?P<place>{_CAPS}){_REGION}{_DAY}\s[(\[](?P<agency>[^()\[\]]{{2,40}})[)\]]\s"),
    # GENEVA: ...   KYIV, Ukraine — ...   GENEVA, Feb 5 - ...
    re.compile(rf"(?P<place>{_CAPS}){_REGION}{_DAY}(?:{_DASH})(?P<agency>)"),
    # Kalmora, Ostland – The ...   Kalmora — The ...
    re.compile(
        rf"(?P<place>{_PLACE})(?P<day>)(?:, (?P<region>{_WORD}(?: {_WORD}){{0,2}})\s?[-–—]{{1,2}}\s|{_LONG_DASH})"
        r"(?P<agency>)(?=[\"“‘«A-Z])"
    ),
)
_BOLD = re.compile(r"\*\*|__")
_MARK = re.compile(r"[(\[/:–—-]")  # one of these ends every dateline that a text follows
_BY = re.compile(r"(?:by|von|par|por|di|door|oleh)\s", re.I)
_FIRST = 2  # paragraphs of a body that a dateline may begin,
_OPENING = 4  # and one with an agency, below the captions of pictures
_HEAD = 120  # code points of a paragraph in which its dateline stands
_ALONE = re.compile(
    rf"(?P<place>{_CAPS}){_REGION}(?:(?:, | )(?P<day>"
    r"(?:[A-Z][a-z]{2,8} \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?))?"
    r"(?:\s?[(\[](?P<agency>[^()\[\]]{2,40})[)\]])?$"
)
_PLACE_ALONE = re.compile(r"[^\W\d_][^,(\[/:;\d–—]{1,39}")
_MONTH = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|March|April?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?$",
    re.I,
)


def alone(text: str) -> re.Match[str] | None:
    """A line that is nothing but a dateline with a day or an agency; its groups are `place` and `agency`."""
    m = _ALONE.match(text)
    return m if m and (_in_brackets(m["agency"]) if m["agency"] else m["day"]) else None


def opening(body: Sequence[str]) -> dict[str, re.Match[str]]:
    """The datelines that begin the first paragraphs of a body, by the paragraph; groups are `place` and `agency`.

    Of 4,283 pages 15 print two captions above a dateline with an agency. Further down than that a page of news in
    brief has more than one, and none is the page's.
    """
    whole, first = "\n".join(body), list(dict.fromkeys(body))[:_OPENING]
    found = {text: m for text in first[:_FIRST] if (m := _head(text, whole))}
    if found:
        return found
    wired = {text: m for text in body if (m := _head(text, "")) and m["agency"]}
    return {text: wired[text] for text in first if text in wired} if len(wired) == 1 else {}


def place(dateline: str | None) -> str | None:
    """The place that a dateline of its own names: ``STOCKHOLM, Aug 29 (AFP) -``."""
    m = _PLACE_ALONE.match(dateline or "")
    found = _MONTH.sub("", re.split(r"\s-\s", m[0].strip(" -"))[-1]).strip() if m else ""
    return titled(found) or None


def _head(text: str, whole: str) -> re.Match[str] | None:
    """A dateline that begins a paragraph.

    In brackets stands an agency, or a day is named, or the place is known, or the text says elsewhere that something
    is "in" that place; else "UPDATE:" would be one.
    """
    start = _BOLD.sub("", text[:_HEAD]).lstrip("*_ ")
    if not _MARK.search(start):
        return None
    for pattern in _HEADS:
        m = pattern.match(start)
        if not m:
            continue
        if m["agency"]:
            if _in_brackets(m["agency"]) and not _BY.match(m["place"] + " "):
                return m
        elif not _is_person(m) and (m["day"] or _is_known(m) or _is_told(m, whole)):
            return m
    return None


def _is_told(m: re.Match[str], whole: str) -> bool:
    """Whether a text tells what is in a place, by whose name in small letters alone nothing is a dateline."""
    named = m["place"].isupper() or m["region"]
    return bool(named and re.search(rf"\b(?:in|at|to|from|near) {re.escape(titled(m['place']))}\b", whole))


def _is_known(m: re.Match[str]) -> bool:
    """Whether a place is a capital or a city known to stand alone, or what stands behind its comma is a state."""
    if m["region"]:
        return m["region"].casefold() in _regions()
    return m["place"].rstrip(".").casefold() in _cities()


def _is_person(m: re.Match[str]) -> bool:
    """Whether a form of address begins it: "Mr Weber, Syria – "."""
    return re.split(r"[. ]", m["place"], maxsplit=1)[0].casefold() in _addresses()


def _in_brackets(text: str) -> bool:
    """Whether a dateline's brackets hold agencies: known ones, beside initials of others, and no persons."""
    parts = [part.strip() for part in text.split("/")]
    return bool(agencies.named(text)) and all(part in agencies.forms() or " " not in part for part in parts)


def titled(place: str) -> str:
    """A place as other texts print it: ``Kalmora`` for ``KALMORA``."""
    place = place.rstrip(".")
    return place.title().replace("’S", "’s").replace("'S", "'s") if place.isupper() else place


@cache
def _regions() -> frozenset[str]:
    states = [
        name for row in table("countries.toml")["states"] for name in (row["name"], *row.get("others", ()))
    ]
    return frozenset(name.casefold() for name in (*table("clean/datelines.toml")["regions"], *states))


@cache
def _addresses() -> frozenset[str]:
    return frozenset(table("names.toml")["titles"]["abbreviated"].split())


@cache
def _cities() -> frozenset[str]:
    capitals = [name for row in table("countries.toml")["states"] for name in row.get("capitals", ())]
    return frozenset(name.casefold() for name in (*table("clean/datelines.toml")["places"], *capitals))
