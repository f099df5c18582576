"""How linking reads a record: by columns where the store can give them, and no document twice for the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from parley.link import heads
from parley.link.beforehand import Known
from parley.link.heads import Head
from parley.plain import load, loaded, packed
from parley.store.base import Row, View
from parley.store.for_links import Placed

Made = Callable[[Collection[str]], Iterable[tuple[str, bytes]]]
Rows = Callable[[Collection[str]], Iterable[tuple[str, Any]]]
Value = tuple[str, str, str, bytes]
Kept = tuple[Iterable[tuple[str, bytes | None]], bool]  # parts, and whether all others are forgotten
Sink = Callable[[Sequence[Value]], None]


class Keeper(Protocol):
    """What `Derived.keep` does, in a record that is written."""

    def __call__(self, step: str, parts: Iterable[tuple[str, bytes | None]], *, whole: bool) -> None:
        """Write them."""


Column = tuple[Any, ...]  # document, offset, id, and what was asked for


def columns(
    view: View,
    kind: str,
    names: Sequence[str],
    documents: Collection[str] | None = None,
    *,
    older: bool = False,
) -> Iterator[Column]:
    """The entries of a kind as (document, offset, id, *fields), by document and place, as the pages gave them.

    Fields are texts and numbers; of others, their JSON.

    Args:
        view: The record.
        kind: Of entry; no kind of link.
        names: Of the fields.
        documents: Those of these alone.
        older: Those of superseded documents too.
    """
    own = getattr(view, "columns", None)
    if own is not None:
        yield from own(kind, names, documents, older=older)
        return
    rows = (
        (row["evidence"][0]["document_id"], min(e["start"] for e in row["evidence"]), row["id"], row)
        for row in view.entries(kind, linked=False)
    )
    for *place, row in sorted(rows, key=lambda found: found[:3]):
        if documents is None or place[0] in documents:
            yield (*place, *(_plain(row.get(name)) for name in names))


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def entries(view: View, kind: str, ids: Collection[str] | None) -> Iterator[Row]:
    """The rows of a kind of entry, no link applied; with `ids` those alone."""
    some = getattr(view, "some", None)
    if some is not None:
        yield from (placed.row for placed in some(kind, ids))
        return
    for row in view.entries(kind, linked=False):
        if ids is None or row["id"] in ids:
            yield row


def texts(view: View, documents: Collection[str]) -> Iterator[tuple[str, str, list[Row]]]:
    """Id, text and blocks of some documents."""
    own = getattr(view, "texts", None)
    if own is not None:
        for document, text, blocks in own(documents):
            yield document, text, load(blocks)
        return
    for row in view.documents(linked=False):
        if row["id"] in documents:
            yield row["id"], row["text"], row["blocks"]


def _packing(make: Rows) -> Made:
    def made(missing: Collection[str]) -> Iterator[tuple[str, bytes]]:
        for document, value in make(missing):
            yield document, packed(value)

    return made


_NOTHING = (b"[]", b"{}")
_TURN = "turn"  # under which is kept how many runs found fresh documents
_HEAVY = 1 << 24  # bytes of values that are held before they are put
_FEW = 3000  # documents, up to which their values are looked up one by one
_AT_ONCE = 1000  # values in a piece of what another adopts


class Own(NamedTuple):
    """A piece of what linking made, and of what is to be kept."""

    values: Sequence[Value]
    keeping: Mapping[str, Kept]


class Derived:
    """What linking made of single documents, kept in the record, so that it is made once.

    A value goes by what it was made of; the store forgets those of a document that is read again.
    """

    def __init__(self, view: View, known: Known | None = None) -> None:
        """From a record.

        Args:
            view: The record.
            known: What of it was read beforehand.
        """
        self._view, self._known = view, known
        self._new: list[tuple[str, str, str, bytes]] = []
        self._weight = 0  # bytes in them
        self._made: dict[str, list[str]] = {}
        self.sink: Sink | None = None  # takes what was made as soon as it is much
        self.keeping: dict[str, Kept] = {}
        self.keeper: Keeper | None = None  # takes what is to be kept

    @cached_property
    def heads(self) -> list[Head]:
        """The current documents, in order of uri and id."""
        current = getattr(self._view, "current", None)
        if current is None:
            rows = self._view.documents(linked=False)
            found = [Head._make(row.get(name) for name in Head._fields) for row in rows]
            return sorted(found, key=heads.place)
        left, known = dict.fromkeys(current(), heads.VERSION), self._known
        held = [h for h in known.heads if h.id in left and h.id not in known.put] if known else []
        for head in held:
            del left[head.id]
        kept = self.of("head", left, self._heads)
        rest = zip(kept, self._parsed(kept.values()), strict=True)
        return sorted([*held, *(Head(document, *fields) for document, fields in rest)], key=heads.place)

    @cached_property
    def fresh(self) -> frozenset[str]:
        """The current documents that came, or were read again, since the run before: the store forgot their heads."""
        if getattr(self._view, "current", None) is None:
            return frozenset(head.id for head in self.heads)
        return frozenset(self.made("head") if self.heads else ())

    @property
    def is_first(self) -> bool:
        """Whether no run before this one kept what this version keeps; rows of links may then stand in any order."""
        return not self.kept(_TURN)

    @cached_property
    def _turns(self) -> tuple[int, int]:
        """How many runs before this one found fresh documents, and how many with this one."""
        before = int(self.kept(_TURN).get("number", b"0"))
        now = before + bool(self.fresh)
        self.keep(_TURN, [("number", str(now).encode())])
        return before, now

    def _heads(self, documents: Collection[str]) -> Iterator[tuple[str, bytes]]:
        for document, *plain, payload in self._view.heads(documents):  # type: ignore[attr-defined]
            row = load(payload)
            yield document, packed([*plain, *(row.get(name) for name in heads.MORE)])

    def of(self, step: str, made_of: Mapping[str, str], make: Made) -> dict[str, bytes]:
        """The value of a step for each document; made if it is not there, or was made of something else.

        Args:
            step: Its name.
            made_of: For each document what its value rests on, but the document itself.
            make: Gives the values of some documents.
        """
        out, rest = self._beforehand(step, made_of)
        for document, of, value in self._read(step, rest):
            if made_of.get(document) == of:
                out[document] = value
        missing = [document for document in made_of if document not in out]
        for document, value in make(missing) if missing else ():
            out[document] = value
            self._add(document, step, made_of[document], value)
        return out

    def _beforehand(self, step: str, made_of: Mapping[str, str]) -> tuple[dict[str, bytes], Collection[str]]:
        """The values that were read beforehand and hold, and the documents of which others may be kept."""
        values = self._known.rows.get(step) if self._known else None
        if self._known is None or values is None:
            return {}, made_of
        put, nothing = self._known.put, (None, b"")
        out = {
            document: found[1]
            for document, of in made_of.items()
            if (found := values.get(document, nothing))[0] == of and document not in put
        }
        return out, put & made_of.keys()

    def _read(self, step: str, documents: Collection[str]) -> Iterable[tuple[str, str, bytes]]:
        """The values that are kept of some documents, and maybe of others."""
        read = getattr(self._view, "derived", None)
        if read is None or not documents:
            return ()
        found: Iterable[tuple[str, str, bytes]] = read(step, documents if len(documents) < _FEW else None)
        return found

    def _parsed(self, values: Collection[bytes]) -> list[Any]:
        """Many JSON values, those that were not read beforehand at once."""
        plain = self._known.plain if self._known else {}
        left = [value for value in values if value not in plain] if plain else values
        found = iter(loaded(left))
        return [plain[value] if value in plain else next(found) for value in values] if plain else [*found]

    def loaded(self, value: bytes) -> Any:
        """What a value that is kept holds; of one that was read beforehand the same object each time."""
        plain = self._known.plain if self._known else {}
        return plain[value] if value in plain else load(value)

    def dated(self) -> Mapping[str, str]:
        """All that links dated in the run before, by id, with the date as JSON."""
        return self._known.dated if self._known else dict(self._view.dated())  # type: ignore[attr-defined]

    def links(self, kind: str) -> Mapping[str, Row]:
        """The rows of a kind of link of the run before, by their ids."""
        if self._known and kind in self._known.links:
            return self._known.links[kind]
        return {row["id"]: row for row in self._view.links(kind)}

    def entries(self, kind: str, ids: Collection[str] | None = None) -> Iterator[Row]:
        """The rows of a kind of entry, no link applied; with `ids` those alone. Each is the caller's own."""
        known = self._known
        read = known and known.entries.get(kind, known.some.get(kind) if ids is not None else None)
        if known is None or read is None:
            yield from entries(self._view, kind, ids)
            return
        held = [one for one in read if one.document not in known.put and (ids is None or one.id in ids)]
        some: Callable[..., Iterable[Placed]] = self._view.some  # type: ignore[attr-defined]
        rest = (
            some(kind, None, known.put)
            if ids is None
            else some(kind, {*ids}.difference(one.id for one in held))
        )
        yield from ({**one.row} for one in sorted([*held, *rest]))

    def _add(self, document: str, step: str, of: str, value: bytes) -> None:
        self._made.setdefault(step, []).append(document)
        self._new.append((document, step, of, value))
        self._weight += len(value)
        if self.sink and self._weight > _HEAVY:
            self.sink(self.taken())

    def some(self, step: str, rules: str, make: Made) -> dict[str, bytes]:
        """The value of a step for each current document that has one but ``[]`` or ``{}``; others are not kept.

        Args:
            step: Its name.
            rules: What the values rest on, but the documents themselves.
            make: Gives the values of some documents.
        """
        before, now = self._turns
        is_kept = self.kept(f"{step} of some").get("rules") == f"{before} {rules}".encode()
        current = [head.id for head in self.heads]
        missing = [document for document in current if document in self.fresh] if is_kept else current
        left = dict.fromkeys(current, rules)
        for document in missing:
            del left[document]
        out, rest = self._beforehand(step, left)
        out.update((d, value) for d, of, value in self._read(step, rest) if of == rules and d in left)
        for document, value in make(missing) if missing else ():
            if value not in _NOTHING:
                out[document] = value
                self._add(document, step, rules, value)
        self.keep(f"{step} of some", [("rules", f"{now} {rules}".encode())])
        return out

    def rows_of_some(self, step: str, rules: str, make: Rows) -> dict[str, Any]:
        """The same, where a value is plain data."""
        kept = self.some(step, rules, _packing(make))
        return dict(zip(kept, self._parsed(kept.values()), strict=True))

    def rows(self, step: str, made_of: Mapping[str, str], make: Rows) -> dict[str, Any]:
        """The same, where a value is plain data."""

        kept = self.of(step, made_of, _packing(make))
        return dict(zip(kept, self._parsed(kept.values()), strict=True))

    def of_texts(
        self, step: str, made_of: Mapping[str, str], make: Callable[[str, str, list[Row]], bytes]
    ) -> dict[str, bytes]:
        """The same, where a value is made from id, text and blocks of the document alone."""

        def made(missing: Collection[str]) -> Iterator[tuple[str, bytes]]:
            for document, text, blocks in texts(self._view, missing):
                yield document, make(document, text, blocks)

        return self.of(step, made_of, made)

    def made(self, step: str) -> list[str]:
        """The documents of which a step made a value in this run."""
        return self._made.get(step, [])

    def kept(self, step: str, parts: Collection[str] | None = None) -> Mapping[str, bytes]:
        """What a step keeps of the whole record since the run before, by part."""
        if self._known and step in self._known.kept:
            found = self._known.kept[step]
            return found if parts is None else {part: found[part] for part in parts if part in found}
        read = getattr(self._view, "kept", None)
        if read is None:
            return {}
        known = self._known.parts.get(step) if self._known else None
        if not known or parts is None:
            found = read(step, parts)
        else:
            found = {part: value for part in parts if (value := known.get(part)) is not None}
            if rest := [part for part in parts if part not in known]:
                found |= read(step, rest)
        return found

    def keep(
        self, step: str, parts: Iterable[tuple[str, bytes | None]], *, whole: bool = True, now: bool = False
    ) -> None:
        """Keep something of the whole record for the next run.

        Args:
            step: That keeps it.
            parts: Each with its value; None: nothing any more. Asked for when this run is written.
            whole: All other parts are forgotten.
            now: They are asked for at once.
        """
        if now and self.keeper:
            self.keeper(step, parts, whole=whole)
        else:
            self.keeping[step] = list(parts) if now else parts, whole

    def own(self) -> Iterator[Own]:
        """All that was made and is to be kept, in pieces, for who adopts them."""
        values = self.taken()
        for first in range(0, len(values), _AT_ONCE):
            yield Own(values[first : first + _AT_ONCE], {})
        yield Own((), {step: (list(parts), whole) for step, (parts, whole) in self.keeping.items()})

    def adopt(self, own: Own) -> None:
        """Take on what another made of the same view."""
        made = {step: frozenset(self._made.get(step, ())) for step in {value[1] for value in own.values}}
        for document, step, of, value in own.values:
            if document not in made[step]:
                self._add(document, step, of, value)
        self.keeping.update(own.keeping)

    def taken(self) -> Sequence[Value]:
        """What was made in this run and not taken yet: document, step, what it was made of, value."""
        new, self._new, self._weight = self._new, [], 0
        return new
