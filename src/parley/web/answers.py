"""Answers in each form: a page, JSON, CSV and JSON Lines with the same rows; errors in the form that was asked for."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from parley.errors import ParleyError, StoreError, UnknownRecord, UsageError
from parley.export.files import json_line, write_csv
from parley.export.jsontext import text
from parley.store.base import Row

BATCH = 500  # rows that a long answer reads at a time


class Refused(ParleyError):
    """The server does not do that, whoever asks."""


def page(html: str, status: int = 200) -> Response:
    """An HTML page. What it shows can change any moment; nothing between may keep it."""
    return HTMLResponse(html, status, headers={"cache-control": "no-store"})


def as_json(value: Any, status: int = 200) -> Response:
    """One JSON value."""
    return Response(text(value) + "\n", status, media_type="application/json")


def as_csv(kind: str, batches: Iterator[Sequence[Row]], name: str) -> Response:
    """Rows as CSV, guarded against formulas as in an export, read batch by batch while they are sent."""

    def parts() -> Iterator[str]:
        header = True
        for batch in batches:
            stream = io.StringIO(newline="")
            write_csv(stream, kind, batch)
            whole = stream.getvalue()
            yield whole if header else whole.partition("\r\n")[2]
            header = False

    return StreamingResponse(parts(), media_type="text/csv", headers=_saved_as(f"{name}.csv"))


def as_lines(batches: Iterator[Sequence[Row]], name: str) -> Response:
    """Rows as JSON Lines, read batch by batch while they are sent."""
    lines = ("".join(map(json_line, batch)) for batch in batches)
    return StreamingResponse(lines, media_type="application/jsonl", headers=_saved_as(f"{name}.jsonl"))


def _saved_as(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


def wrong(request: Request, error: ParleyError) -> tuple[int, str, bool]:
    """(status, message, as a page) of an error; the words are those that the command line says."""
    status = 404 if isinstance(error, UnknownRecord) else 400 if isinstance(error, UsageError) else 500
    if isinstance(error, StoreError):
        status = 503
    if isinstance(error, Refused):
        status = 403
    return status, " ".join(str(error).split()), not is_data(request)


def is_data(request: Request) -> bool:
    """Whether a program asks: for a twin of a page."""
    return request.url.path.endswith((".json", ".csv", ".jsonl", ".bib", ".ris", ".csl", ".txt"))


def problem(status: int, message: str) -> Response:
    """An error as JSON (RFC 9457)."""
    body = json.dumps({"status": status, "detail": message}, ensure_ascii=False)
    return Response(body + "\n", status, media_type="application/problem+json")
