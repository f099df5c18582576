"""The actors that a question names: by any form on record, by a people's name, or spelt a little otherwise."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from parley.ask.tokens import Token
from parley.edtf import bounds
from parley.language.known import known_words
from parley.link.spelling import sound
from parley.profiles import Profile
from parley.records import actor_id, name_key
from parley.store.base import Row
from parley.views.offices import is_it, meant
from parley.vocab import table

LONGEST = 6  # words of a name
_CLOSE = 0.8  # similarity from which another spelling with the same first letter is taken for a name
_LONGER = 2  # letters that the spellings differ by in length
_SHORT = 5  # letters from which a word is compared so
_CLEARLY = 3  # times as many pages as the second, and a surname means the first without a word
_SPEAK_FOR = ("person", "government_body", "state")
_LEAST = 3  # letters of a name that is typed in small ones
_COMMON_TOO = frozenset({"us", "may", "polish", "jersey"})  # states' names that are words


@dataclass(frozen=True, slots=True)
class Named:
    """An actor that a question names.

    Attributes:
        typed: As it is written in the question.
        name: The actor's name on record; a state's own name where no page names it.
        ids: The actor's.
        speaking: The actor's and, of a state, all who speak for it.
        forms: Every form of its name, without case and accents: a state's people and capital too.
        state: Whether it is a state.
        on_record: Whether the record has it as an actor.
        surname: Whether it is named by a person's last name alone.
        media: Whether it is an outlet or an agency.
        place: Whether it is a state named by its capital or a seat of its government, which are places too.
        note: What a person should know of how the name was read; None where it was read as typed.
    """

    typed: str
    name: str
    ids: frozenset[str]
    speaking: frozenset[str]
    forms: tuple[str, ...]
    state: bool = False
    on_record: bool = True
    surname: bool = False
    media: bool = False
    place: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _State:
    name: str
    code: str | None
    forms: tuple[str, ...]
    places: frozenset[str]


class Names:
    """Every form that an actor of the record, or a state, goes by."""

    def __init__(self, actors: Iterable[Row], profile: Profile) -> None:
        self._rows = {row["id"]: _slim(row) for row in actors}
        self._states = {name_key(s.name): s for s in _states(profile)}
        self._forms: dict[str, list[str]] = {}
        self._words: dict[str, set[str]] = {}
        self._of_country, self._of_party = (self._by(field) for field in ("country", "party"))
        for row in self._rows.values():
            if row["kind"] in ("anonymous", "group"):
                continue
            for form in _forms(row):
                self._add(form, row["id"])
        self._people = {form: s for s in self._states.values() for form in s.forms}

    def at(self, words: Sequence[Token], place: int) -> tuple[Named, int] | None:
        """The actor named by the words from a place on, and how many words that takes; the longest name counts."""
        for count in range(min(LONGEST, len(words) - place), 0, -1):
            taken = words[place : place + count]
            if any(word.key in (",", "'s") for word in taken) or not self._may_be(taken):
                continue
            typed = " ".join(word.text for word in taken)
            found = self._called(" ".join(word.key for word in taken), typed)
            if found:
                return found, count
        return None

    def near(self, word: Token) -> Named | None:
        """The actor whose name or surname is spelt or sounds nearly as a word that is nobody's name."""
        if len(word.key) < _SHORT or not word.capital or not word.key.isalpha():
            return None
        same = [w for w in self._words if sound(w) == sound(word.key)]
        alike = [w for w in self._words if w[0] == word.key[0] and abs(len(w) - len(word.key)) <= _LONGER]
        close = same or difflib.get_close_matches(word.key, alike, 3, _CLOSE)
        ids = {actor for w in close for actor in self._words[w]}
        ids |= {i for w in close for i in self._forms.get(w, ())}
        if not ids:
            return None
        best = max(ids, key=lambda i: (_pages(self._rows[i]), i))
        named = self._named(self._rows[best], word.text)
        return replace(named, note=f"{word.text!r} is on no page; read as {named.name}")

    def state(self, name: str) -> Row | None:
        """The row of a state by the beginning of its id or name; None where the record has none."""
        return self._rows.get(actor_id("state", name))

    def row(self, actor: str) -> Row | None:
        """An actor's row, without the words that it rests on."""
        return self._rows.get(actor)

    def name(self, actor: str) -> str:
        """What an actor is called; a name that is no id stays."""
        row = self._rows.get(actor)
        return str(row["name"]) if row else actor

    def holders(self, title: Collection[str], of: Named | None) -> list[Row]:
        """Persons whom pages give an office, of a state or body where one is named; who had it last comes first.

        Args:
            title: Its words.
            of: Whose office it is.
        """
        near = [self._with_title.get(word, frozenset()) for word in title]
        rows = map(self._rows.__getitem__, frozenset.intersection(*near) if near else ())
        fits = (
            (row, [is_it(r["title"], title) for r in row["roles"] if of is None or self._of(row, r, of)])
            for row in rows
        )
        ranked = sorted(fits, key=lambda fit: _rank(fit[0], title), reverse=True)
        return meant(title, ranked)

    @cached_property
    def _with_title(self) -> dict[str, frozenset[str]]:
        """For each word of a title the persons who have one that holds it."""
        found: dict[str, set[str]] = {}
        for row in self._rows.values():
            if row["kind"] == "person":
                for word in {word for role in row["roles"] for word in name_key(role["title"]).split()}:
                    found.setdefault(word, set()).add(row["id"])
        return {word: frozenset(ids) for word, ids in found.items()}

    def _by(self, field: str) -> dict[str, list[str]]:
        """The actors of each country or party."""
        out: dict[str, list[str]] = {}
        for row in self._rows.values():
            if row[field]:
                out.setdefault(row[field], []).append(row["id"])
        return out

    def _of(self, row: Row, role: Row, of: Named) -> bool:
        told = {name_key(role["of"] or ""), name_key(role["title"])}
        if any(form and form in text for form in of.forms for text in told):
            return True
        code = next((self._rows[i]["country"] for i in of.ids if i in self._rows), None)
        return of.state and code is not None and row["country"] == code

    def _may_be(self, taken: Sequence[Token]) -> bool:
        """Whether words may be a name: written so, or, typed in small letters, no common words."""
        if any(word.capital for word in taken):
            return not (len(taken) == 1 and taken[0].start == 0 and taken[0].key in _common())
        if len(taken) > 1:
            return not all(word.key in _common() for word in taken)
        key = taken[0].key
        if key in self._people:
            return key not in _COMMON_TOO
        return len(key) >= _LEAST and key not in _common() and key.removesuffix("s") not in _common()

    def _add(self, key: str, actor: str) -> None:
        if not key:
            return
        held = self._forms.setdefault(key, [])
        if actor not in held:
            held.append(actor)
        for word in key.split():
            if len(word) >= _SHORT:
                self._words.setdefault(word, set()).add(actor)

    def _called(self, key: str, typed: str) -> Named | None:
        ids = self._forms.get(key, [])
        people = self._people.get(key)
        if people and (not ids or not any(self._rows[i]["kind"] == "state" for i in ids)):
            row = self._rows.get(actor_id("state", people.name))
            return self._named(row, typed) if row else _unnamed(people, typed)
        if not ids:
            return None
        ranked = sorted(ids, key=lambda i: (-self._weight(self._rows[i], key), i))
        first = self._rows[ranked[0]]
        named = replace(self._named(first, typed), surname=first["kind"] == "person" and " " not in key)
        others = [self._rows[i] for i in ranked[1:] if _pages(self._rows[i]) * _CLEARLY >= _pages(first)]
        if others:
            also = ", ".join(row["name"] for row in others[:3])
            return replace(named, note=f"{typed!r} is read as {named.name}; so called too: {also}")
        return named

    def _weight(self, row: Row, key: str) -> float:
        """How likely a name means an actor: by its pages, a state before a person, a whole name before a part."""
        whole = name_key(row["name"]) == key or any(name_key(alias) == key for alias in row["aliases"])
        return _pages(row) * (2 if row["kind"] == "state" else 1) * (2 if whole else 1)

    def _named(self, row: Row, typed: str) -> Named:
        forms = set(_forms(row))
        is_state = row["kind"] == "state"
        speaking = {row["id"]}
        state = self._states.get(name_key(row["name"])) if is_state else None
        if is_state:
            forms |= set(state.forms) if state else set()
            near = (*self._of_country.get(row["country"], ()), *self._of_party.get(row["party"], ()))
            speaking |= {i for i in near if _speaks_for(self._rows[i], row)}
        return Named(
            typed,
            row["name"],
            frozenset({row["id"]}),
            frozenset(speaking),
            tuple(sorted(forms - {""})),
            is_state,
            media=row["kind"] == "media",
            place=state is not None and name_key(typed) in state.places,
        )


def _unnamed(state: _State, typed: str) -> Named:
    """A state that no page names."""
    made = frozenset({actor_id("state", state.name)})
    place = name_key(typed) in state.places
    return Named(typed, state.name, made, made, state.forms, True, False, place=place)


def _speaks_for(row: Row, state: Row) -> bool:
    if row["party"] and row["party"] == state["party"]:
        return row["kind"] in _SPEAK_FOR
    return (
        row["kind"] in ("person", "government_body")
        and bool(row["country"])
        and row["country"] == state["country"]
    )


def _forms(row: Row) -> list[str]:
    """The forms of a name, without case and accents; of a person the surname too."""
    keys = [name_key(form) for form in (row["name"], *row["aliases"])]
    if row["kind"] == "person":
        keys += [key.split()[-1] for key in keys if " " in key and len(key.split()[-1]) >= _LEAST]
    return list(dict.fromkeys(filter(None, keys)))


def _rank(row: Row, title: Collection[str]) -> tuple[str, int, str]:
    """Puts those who have an office in order: who had it last, and is on most pages, is the last."""
    return _held_until(row, title), _pages(row), row["id"]


def _held_until(row: Row, title: Collection[str]) -> str:
    """The last day on which pages give somebody an office."""
    held = (r for r in row["roles"] if set(title) <= set(name_key(r["title"]).split()))
    return max((bounds(r["to"])[1] or "" for r in held if r["to"]), default="")


def _slim(row: Row) -> Row:
    """What names need of an actor's row: all but the words that it rests on, which are most of it."""
    roles = [{name: role[name] for name in ("title", "of", "to")} for role in row["roles"]]
    kept = {name: row[name] for name in ("id", "kind", "name", "aliases", "country", "party")}
    return {**kept, "roles": roles, "pages": len(row["evidence"])}


def _pages(row: Row) -> int:
    pages: int = row["pages"]
    return pages


@cache
def _common() -> frozenset[str]:
    """Words that running text holds as common words, more than as names."""
    known = known_words().items()
    return frozenset(word for word, tags in known if tags.tags and tags.tags[0] not in ("NNP", "NNPS"))


def _states(profile: Profile) -> Iterator[_State]:
    """The states of the world, then those of the profile in their place."""
    rows: dict[str, _State] = {}
    for row in table("countries.toml")["states"]:
        forms = (
            row["name"],
            *row.get("demonyms", ()),
            *row.get("capitals", ()),
            *row.get("seats", ()),
            *row.get("others", ()),
        )
        places = (*row.get("capitals", ()), *row.get("seats", ()))
        rows[row["name"]] = _State(row["name"], row.get("code"), _keys(forms), frozenset(_keys(places)))
    for state in profile.states:
        forms = (state.name, *state.demonyms, *state.capitals, *state.seats)
        places = (*state.capitals, *state.seats)
        rows[state.name] = _State(state.name, state.code, _keys(forms), frozenset(_keys(places)))
    yield from rows.values()


def _keys(forms: Iterable[str]) -> tuple[str, ...]:
    keys = (name_key(form) for form in forms)
    return tuple(dict.fromkeys(key.removeprefix("the ") for key in keys if key))
