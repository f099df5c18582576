"""The questions that a client may put to a record. Each opens it read-only, answers, and closes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parley import api
from parley.errors import UsageError
from parley.mcp import wrapped
from parley.mcp.rows import told
from parley.records import CONTENT_ROLES, name_key
from parley.records import row as plain_row
from parley.store.base import Filter, View
from parley.store.names import says
from parley.views.filters import checked, one_of, whole_id
from parley.views.names import NAMED, unknown

if TYPE_CHECKING:
    from parley.api import Record

Row = dict[str, Any]
PASSAGE = 6_000  # characters of a page in one answer
LINKS = frozenset({"meetings", "agreements", "timeline"})


class Tools:
    """The tools on the record in a folder."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def status(self) -> str:
        """What the record holds."""
        with api.open(self._folder) as record:
            found = record.status()
        found.pop("record", None)  # where it lies on disk is nobody's business
        return wrapped.envelope("status", found)

    def ask(self, question: str, limit: int) -> str:
        """An answer made of the record's rows."""
        with api.open(self._folder) as record:
            answer = record.ask(question, limit=limit)
        items = answer.pop("items")
        pages = answer.pop("pages")
        rows = [{**item, "pages": [pages.get(p, {"id": p}) for p in item["pages"][:6]]} for item in items]
        kept = wrapped.fitting(rows)
        left = len(rows) - len(kept)
        note = (
            {"truncated": f"{left} items did not fit; ask with limit={len(kept)} or use the listings"}
            if left
            else {}
        )
        return wrapped.envelope("ask", {**answer, "items": kept}, **note)

    def search(self, query: str, limit: int, offset: int, **filters: Any) -> str:
        """Passages that hold all words."""
        with self._opened() as (record, view):
            where = self._where(record, view, filters)
            hits = view.search(query, Filter(**{**_fields(where), "limit": limit + 1, "offset": offset}))
            rows = (_hit(plain_row(hit)) for hit in hits)
            return wrapped.listing("search", rows, total=None, offset=offset, limit=limit)

    def rows(self, kind: str, limit: int, offset: int, only: Row | None = None, **filters: Any) -> str:
        """The rows of a kind; `only` holds fields that must have a value, `party` the side that takes part."""
        with self._opened() as (record, view):
            party = filters.pop("party", None) if kind in LINKS or kind == "positions" else None
            where = self._where(record, view, filters)
            name = _names(view)
            if not party and not only:
                found: Iterable[Row] = view.entries(kind, _page(where, limit, offset))
                total = view.count(kind, where)
            else:
                ids = self._called(view, party) if party else None
                chosen = Filter(**{**_fields(where), "actors": tuple(ids) if ids else None})
                all_of = [row for row in view.entries(kind, chosen) if _holds(row, kind, ids, only or {})]
                found, total = all_of[offset : offset + limit], len(all_of)
            return wrapped.listing(
                kind, (told(row, name) for row in found), total=total, offset=offset, limit=limit
            )

    def passages(self, document_id: str, start: int, end: int | None) -> str:
        """A stretch of a page's text, with what each part of it is."""
        with self._opened() as (_, view):
            document = view.document(whole_id(view, document_id))
            length = len(document.text)
            if start > length:
                raise UsageError(
                    f"start {start:,} is behind the end of the page, which has {length:,} characters"
                )
            last = min(length, start + PASSAGE, length if end is None else max(start, end))
            blocks = [
                {
                    "start": max(b.start, start),
                    "end": min(b.end, last),
                    "role": b.role,
                    "news": b.role in CONTENT_ROLES,
                }
                for b in document.blocks
                if b.start < last and start < b.end
            ]
            wanted = length if end is None else min(end, length)
            more = (
                {"next_start": last, "how": f"call passages again, with start={last}"}
                if last < wanted
                else None
            )
            parts = [
                document.text[i : min(last, i + wrapped.STRING)] for i in range(start, last, wrapped.STRING)
            ]
            page = {
                "document_id": document.id,
                "outlet": document.outlet,
                "title": document.title,
                "published": document.published.edtf,
                "url": document.url or document.uri,
                "start": start,
                "end": last,
                "length": length,
                "blocks": blocks[:60],
                "text_in_parts": parts,
            }
        return wrapped.envelope("passages", page, truncated=more)

    def show(self, entry_id: str) -> str:
        """One entry, page or actor."""
        with api.open(self._folder) as record:
            found = record.show(entry_id)
            with record.view() as view:
                name = _names(view)
        entry = told(found["entry"], name)
        document = found.get("document") or {}
        page = {k: document.get(k) for k in ("id", "outlet", "title", "url", "uri") if document.get(k)}
        if document.get("published"):
            page["published"] = document["published"]["edtf"]
        return wrapped.envelope(
            "show", {"kind": found["kind"], "entry": entry, "document": page, "around": found.get("context")}
        )

    @contextmanager
    def _opened(self) -> Iterator[tuple[Record, View]]:
        with api.open(self._folder) as record, record.view() as view:
            yield record, view

    def _where(self, record: Record, view: View, filters: Row) -> Filter:
        where = checked(filters, record.issues() if filters.get("issue") else ())
        for field in NAMED:
            value = filters.get(field)
            if value is not None:
                if field == "document":
                    where = Filter(**{**_fields(where), "document": whole_id(view, value)})
                    value = where.document
                problem = unknown(view, field, value or "")
                if problem:
                    raise UsageError(problem)
        return where

    def _called(self, view: View, name: str) -> list[str]:
        typed = name_key(name).split()
        found = [
            row["id"]
            for row in view.links("actors")
            if any(says(name_key(form), typed) for form in (row["name"], *row["aliases"]))
        ]
        if not found:
            raise UsageError(unknown(view, "speaker", name, "party") or f"no party {name!r} on record")
        return found


def _holds(row: Row, kind: str, ids: list[str] | None, only: Row) -> bool:
    if kind == "positions" and ids is not None and row["party"] not in ids:
        return False
    return all(row.get(field) == value for field, value in only.items() if value is not None)


def check_word(name: str, value: str | None, known: tuple[str, ...]) -> None:
    """Hold a value to the words that there are.

    Raises:
        UsageError: If it is none of them.
    """
    if value is not None:
        one_of(name, value, known)


def _hit(row: Row) -> Row:
    quote = {
        "document_id": row["document_id"],
        "start": row["start"],
        "end": row["end"],
        "quote": row["text"],
    }
    return {
        "outlet": row["outlet"],
        "title": row["title"],
        "uri": row["uri"],
        "role": row["role"],
        "evidence": [quote],
    }


def _fields(where: Filter) -> Row:
    return {name: getattr(where, name) for name in Filter.__slots__}


def _page(where: Filter, limit: int, offset: int) -> Filter:
    return Filter(**{**_fields(where), "limit": limit, "offset": offset})


def _names(view: View) -> Callable[[str], str]:
    known = {row["id"]: row["name"] for row in view.links("actors")}
    return lambda actor: str(known.get(actor, actor))
