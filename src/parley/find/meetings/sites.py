"""The places where a sentence says that something was: ``in the Tavrian city of Velm``, ``at Rill Palace in Velm``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from parley.find.lexicon import Entry, Gazetteer, bare
from parley.find.meetings.lexicon import forms, houses, listed, towns
from parley.find.phrases import place as plain_place
from parley.language.line import Line, Range
from parley.language.names import named
from parley.records import Place
from parley.vocab import table, words

_WHERE = frozenset({"in", "at", "near", "outside", "to", "for", "from", "inside"})
_PERHAPS = frozenset({"likely", "probably", "possibly", "perhaps", "most"})
_LONG = 6  # words of a name
_SHORT = 3  # letters to which a month is cut short
_GROUP = re.compile(r"[A-Z]-?\d+")
_BY_SIDE = re.compile(r"\w-[a-z]+ed$")  # ``to a | Velm-proposed meeting``: who did it, and no place


@dataclass(frozen=True, slots=True)
class Site:
    """A place as printed. `found` holds its words with those that name its country and venue.

    `lead` is the preposition before it; `joined`: it goes on a row of places, ``in Velm, Ostrel and Rill``.
    """

    found: Range
    lead: str
    place: Place
    joined: str = ""  # "and", "or", ","


def sites(line: Line, known: Gazetteer) -> list[Site]:
    """The places behind a preposition, in order."""
    out: list[Site] = []
    i = 0
    while i < len(line) - 1:
        beside = line.words[i] == "of" and line.words[i - 1] in ("sidelines", "margins", "outskirts")
        if beside or (line.words[i] in _WHERE and line.tags[i] in ("IN", "TO", "RB")):
            site = _site(line, i, known)
            if site:
                out.append(site)
                more = list(_row(line, site, known))
                out += more
                i = (more[-1] if more else site).found[1]
                continue
        i += 1
    return _nested(line, out)


def inside(name: str) -> str:
    """The town of a house; other places are their own."""
    while name in houses():
        name = houses()[name]
    return name


def before_noun(
    line: Line, start: int, head: int, known: Gazetteer, seen: Mapping[str, Place]
) -> Site | None:
    """A place that stands before the noun that it names: ``the Velm talks``; `seen`: those that the page names."""
    for i in range(start, head):
        if not line.tokens[i].text[0].isupper() or any(line.is_possessive(k) for k in range(i, head)):
            continue  # ``a White House team's | discussions``
        for end in range(min(head, i + 3), i, -1):
            name = " ".join(t.text for t in line.tokens[i:end])
            if _GROUP.fullmatch(name):
                continue
            hit = known.at([t.text for t in line.tokens[i:end]], 0)
            capital = hit and hit[1].capital and hit[0] == end - i
            if (capital or name in towns() or name in houses() or name in seen) and _alone(line, i, end):
                if name in seen:
                    return Site((i, end), "", seen[name])
                return Site((i, end), "", _made(name, hit[1] if hit else None, None))
    return None


def _is_pair(name: str, known: Gazetteer) -> bool:
    """Whether a name is of sides and no place: ``in the | Tavria-Morvania | talks``."""
    parts = re.split("[-–/]", name)
    return len(parts) > 1 and all(part and known.at([part], 0) for part in parts)


def _alone(line: Line, i: int, end: int) -> bool:
    """Whether a name is no part of a longer one: ``Oruvia-Velm talks``, ``New Velm Party talks``."""
    before = line.tokens[i - 1].text if i else ""
    after = line.tokens[end].text if end < len(line) else ""
    return (
        not (before[:1].isupper() and i > 1)
        and before not in ("-", "–")
        and after not in ("-", "–", "/", "and")
    )


# --- one place


def _site(line: Line, i: int, known: Gazetteer) -> Site | None:
    """The place behind the preposition at `i`."""
    j, country = i + 1, None
    while j < len(line) and (
        line.tags[j] == "DT"
        or (line.words[j] in listed("rounds_of_compass") and line.tokens[j].text.islower())
        or line.words[j] in ("either", "both")
    ):
        j += 1
    if j >= len(line) or line.quoted[j] >= 0 or _BY_SIDE.search(line.tokens[j].text):
        return None
    if _is_pair(line.tokens[j].text, known) or _GROUP.fullmatch(line.tokens[j].text):
        return None  # ``at the G-12 | summit``
    j, country = _owner(line, j, known)
    if country and j < len(line) and line.words[j] in listed("localities"):
        return _locality(line, i, j, country, known)
    if country and (j >= len(line) or not line.tokens[j].text[0].isupper()):
        return None
    end = _name(line, j)
    if end is None:
        return None
    return _checked(line, i, j, end, country, known)


def _owner(line: Line, j: int, known: Gazetteer) -> tuple[int, str | None]:
    """Past the state to which a place belongs: ``the Tavrian | city``, ``Tavria's | capital``."""
    printed = [bare(t.text) for t in line.tokens[j : j + _LONG]]
    hit = known.at(printed, 0)
    if hit is None or hit[1].kind != "state":
        return j, None
    after = j + hit[0]
    if hit[1].capital:
        return j, None
    owns = hit[1].demonym or line.is_possessive(after - 1)
    return (after, hit[1].country) if owns and after < len(line) else (j, None)


def _locality(line: Line, i: int, j: int, country: str, known: Gazetteer) -> Site | None:
    """``capital``, ``port city of Velm``, ``capital, Velm``, ``resort Velm``."""
    last = j
    while last + 1 < len(line) and line.words[last + 1] in listed("localities"):
        last += 1
    at = last + 1
    if line.words[at : at + 1] in (["of"], [","]):
        at += 1
    end = _name(line, at) if at < len(line) else None
    if end and (line.words[at - 1] == "of" or at == last + 1 or line.words[last] == "capital"):
        return Site((i + 1, end), line.words[i], Place(_text(line, at, end), country))
    capital = capitals().get(country) if line.words[last] == "capital" else None
    return Site((i + 1, last + 1), line.words[i], Place(capital, country)) if capital else None


def _name(line: Line, j: int) -> int | None:
    """The end of the capitalised name that begins at `j`."""
    if _is_month(line.words[j]) and _is_dated(line, j + 1):
        return None  # ``on the sidelines of a | Sept. 1 | gathering``
    k = j
    while k < len(line) and k - j < _LONG and line.quoted[k] < 0:
        text = line.tokens[k].text
        inner = text in ("el", "al", "de", "of", "the", "-") and _goes_on(line, k)
        if not (text[0].isupper() or (k > j and (inner or text.startswith(("el-", "al-"))))):
            break
        if line.words[k] in words("days") or (line.words[k].rstrip(".") in words("months") and k > j):
            break
        k += 1
        if line.is_possessive(k - 1) or text == ".":
            break
    if k < len(line) and line.tokens[k].text == "." and line.words[k - 1] == "st" and k + 1 < len(line):
        k += 2
    return k if k > j else None


def _is_month(word: str) -> bool:
    """Whether a word names a month, whole or cut short: ``September``, ``Sept.``."""
    plain = word.rstrip(".")
    return any(month.startswith(plain) for month in words("months")) and len(plain) >= _SHORT


def _is_dated(line: Line, i: int) -> bool:
    """Whether a day or a year stands behind the name of a month."""
    i += line.words[i : i + 1] == ["."]
    return line.tags[i : i + 1] == ["CD"]


def _goes_on(line: Line, k: int) -> bool:
    if line.words[k] in ("of", "the"):
        return line.words[k + 1 : k + 2] == ["the"] or line.words[k - 1] in ("hall", "people", "of")
    return k + 1 < len(line) and line.tokens[k + 1].text[0].isupper()


def _checked(line: Line, i: int, j: int, end: int, country: str | None, known: Gazetteer) -> Site | None:
    """The place that a capitalised name behind a preposition is; None where it is somebody or something else."""
    tail = end
    if end < len(line) and line.words[end] in listed("venues"):
        tail = end + 1
    name = _text(line, j, end)
    if line.tokens[j - 1].text == "The" and f"The {name}" in towns():
        name = f"The {name}"  # The Hague
    printed = [bare(t.text) for t in line.tokens[j:end]]
    hit = known.at(printed, 0)
    entry = hit[1] if hit and hit[0] == end - j else None
    if line.is_possessive(end - 1):
        return _possessor(line, i, j, end, hit[1] if hit else None, known)
    if _is_event(line, end - 1) and end - j > 1:
        return _event(line, i, j, end, known)
    if line.words[i] == "of" and end < len(line) and line.words[end] in forms():
        return None if not (entry or name in towns()) else _event(line, i, j, end + 1, known)
    if entry and entry.kind != "state" and name not in towns() and name not in houses():
        return None
    if entry and (entry.demonym or (entry.kind == "state" and _is_owner(line, end))):
        return None  # ``at the | US ambassador's residence``
    lists = entry is not None or name in towns()
    seat = (
        entry is not None and entry.kind == "state" and end - j > 1
    )  # ``the Winter Palace``, for a government
    venue = name in houses() or ((seat or not lists) and not listed("venues").isdisjoint(line.words[j:tail]))
    if not (entry or name in towns() or venue or country or _is_place(line, j, end, known)):
        return None
    if line.words[i] == "to" and not (
        entry or name in towns() or name in houses() or _is_place(line, j, end, known)
    ):
        return None
    if venue and name not in houses():
        home = country or (entry.country if entry else None)
        return Site((i + 1, tail), line.words[i], Place(name, home, _text(line, j, tail)))
    end, region = _region(line, end, known)
    return Site((i + 1, max(end, tail)), line.words[i], _made(name, entry, country or region))


def _possessor(line: Line, i: int, j: int, end: int, entry: Entry | None, known: Gazetteer) -> Site | None:
    """``Tavria's Rill resort``: a place of a state or a town."""
    follows = _name(line, end) if end < len(line) else None
    owner = " ".join(bare(t.text) for t in line.tokens[j:end])
    if follows is None or not (entry or owner in towns()):
        return None
    tail = follows + (follows < len(line) and line.words[follows] in listed("venues"))
    name, country = _text(line, end, follows), entry.country if entry else towns()[owner]
    if tail > follows or line.words[follows - 1] in listed("venues"):
        if entry and not entry.capital:
            return Site((i + 1, tail), line.words[i], Place(name, country, _text(line, end, tail)))
        return Site((i + 1, tail), line.words[i], Place(owner, country, _text(line, end, tail)))
    return Site((i + 1, tail), line.words[i], Place(name, country))


def _event(line: Line, i: int, j: int, end: int, known: Gazetteer) -> Site | None:
    """The town in the name of an event: ``on the sidelines of the Velm Security Forum``."""
    for k in range(end - 1, j, -1):
        name = _text(line, j, k)
        hit = known.at([t.text for t in line.tokens[j:k]], 0)
        capital = hit is not None and hit[1].capital and hit[0] == k - j
        if capital or name in towns() or (k == j + 1 and _next_place(line, end) and not hit):
            return Site((i + 1, end), line.words[i], _made(name, hit[1] if hit else None, None))
    return None


def _next_place(line: Line, end: int) -> bool:
    return (
        line.words[end : end + 1] == ["in"] and end + 1 < len(line) and line.tokens[end + 1].text[0].isupper()
    )


def _is_owner(line: Line, i: int) -> bool:
    """Whether a noun of somebody follows a name, who is of that state: ``the US | ambassador``."""
    after = line.words[i : i + 1]
    owner = after[0].removesuffix("'s").removesuffix("’s") if after else ""
    return owner in listed("negotiator") | listed("deputies") | {"president", "minister"}


def _is_event(line: Line, i: int) -> bool:
    return line.words[i] in ("forum", "conference", "summit", "dialogue")


def _is_place(line: Line, j: int, end: int, known: Gazetteer) -> bool:
    """Whether a name that no list has is a place's by how it stands."""
    if plain_place(line, (j, end), known) is None:
        return False
    found = named([t.text for t in line.tokens], line.tags, line.opinion.names)
    return any(n.kind == "LOC" and n.start <= j and n.end >= end for n in found)


def _region(line: Line, end: int, known: Gazetteer) -> tuple[int, str | None]:
    """What a comma joins to a town: ``Velm, | Tavria``; only a state is known by its name."""
    if line.words[end : end + 1] != [","] or end + 1 >= len(line):
        return end, None
    hit = known.at([bare(t.text) for t in line.tokens[end + 1 : end + 1 + _LONG]], 0)
    if hit is None or hit[1].kind != "state" or hit[1].demonym or hit[1].capital:
        return end, None
    after = end + 1 + hit[0]
    row = line.words[after : after + 1] in (["and"], ["or"]) or line.is_possessive(after - 1)
    return (end, None) if row else (after, hit[1].country)


def _made(name: str, entry: Entry | None, country: str | None) -> Place:
    venue = name if name in houses() else None
    if houses().get(name) in houses():
        name = houses()[name]
    if entry and entry.kind == "state" and not entry.capital and name not in houses():
        name = entry.name
    code = country or (entry.country if entry else None) or towns().get(name) or towns().get(inside(name))
    return Place(name, code or capital_of().get(inside(name)), venue)


# --- several


def _row(line: Line, first: Site, known: Gazetteer) -> Iterator[Site]:
    """The places that a comma or a conjunction joins to one: ``in Velm | , Ostrel | and Rill``."""
    at, joins = first.found[1], ""
    rest: list[Site] = []
    while at < len(line) - 1 and line.words[at] in (",", "and", "or"):
        joins = line.words[at]
        at += 1
        if joins == "," and line.words[at : at + 1] in (["and"], ["or"]):
            joins = line.words[at]
            at += 1
        end = _name(line, at) if at < len(line) and line.tokens[at].text[0].isupper() else None
        site = _checked(line, at - 1, at, end, None, known) if end else None
        if site is None:
            break
        rest.append(replace(site, lead=first.lead, joined=joins))
        at = site.found[1]
    if rest and rest[-1].joined in ("and", "or"):
        yield from (replace(site, joined=rest[-1].joined) for site in rest)


def _nested(line: Line, found: Sequence[Site]) -> list[Site]:
    """Places with a venue before them taken together: ``at Rill Palace | in Velm``."""
    out: list[Site] = []
    for site in found:
        last = out[-1] if out else None
        gap = line.words[last.found[1] : site.found[0] - 1] if last else []
        near = (
            last is not None
            and [w for w in gap if w not in _PERHAPS] in ([], [","])
            and site.lead in ("in", "at", "near", "outside")
            and not site.joined
        )
        if last and near and (last.place.venue or _lies_in(last.place, site.place)):
            out[-1] = replace(
                last, found=(last.found[0], site.found[1]), place=_joined(last.place, site.place)
            )
        elif last and near and gap and is_state(last.place) and site.place.country == last.place.country:
            out[-1] = replace(last, found=(last.found[0], site.found[1]), place=site.place)
        else:
            out.append(site)
    return out


def _lies_in(one: Place, other: Place) -> bool:
    """``at the White House in Washington``, ``in Velm, in Tavria``: the second names a state, no town of its own."""
    return inside(one.name) == inside(other.name) or (other.country is not None and is_state(other))


def _joined(inner: Place, outer: Place) -> Place:
    country = inner.country or outer.country
    if inner.venue is None or outer.name in houses():
        return Place(inner.name, country, inner.venue)
    if inner.name in houses():
        return Place(inner.name if is_state(outer) else outer.name, country, inner.venue)
    named_town = inner.name != inner.venue and not inner.venue.startswith(inner.name)
    if named_town and is_state(outer):
        return Place(inner.name, country, inner.venue)
    return Place(outer.name, country, inner.venue)


def is_state(place: Place) -> bool:
    """Whether a place is a whole state."""
    return place.name in _states()


def is_land(place: Place) -> bool:
    """Whether a place is a whole state, and more than one town."""
    return is_state(place) and place.name not in listed("one_town")


@cache
def _states() -> frozenset[str]:
    rows = table("countries.toml")["states"]
    return frozenset(name for row in rows for name in (row["name"], *row.get("others", ())))


@cache
def capital_of() -> Mapping[str, str]:
    """For each capital the code of its country."""
    return {
        c: row["code"]
        for row in table("countries.toml")["states"]
        for c in row.get("capitals", ())
        if row.get("code")
    }


@cache
def capitals() -> Mapping[str, str]:
    """For the code of each country its capital."""
    return {
        row["code"]: row["capitals"][0]
        for row in table("countries.toml")["states"]
        if row.get("capitals") and row.get("code")
    }


def _text(line: Line, start: int, end: int) -> str:
    text = line.tokens[start].text
    for k in range(start + 1, end):
        gap = line.tokens[k].start - line.tokens[k - 1].end
        text += " " * min(gap, 1) + line.tokens[k].text
    return bare(text)
