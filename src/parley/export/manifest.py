"""``datapackage.json``: what the exported files hold (Data Package v1, https://specs.frictionlessdata.io)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from parley._version import __version__
from parley.export.cells import GUARD_NOTE, columns
from parley.export.fields import Field, kinds

MANIFEST = "datapackage.json"
_JSON_TYPES = {"texts": "array", "date": "object", "speaker": "object", "evidence": "array", "json": "any"}


def manifest(files: Iterable[Path], form: str, rows: Mapping[str, int]) -> dict[str, Any]:
    """The manifest of one export's files, `rows` by kind; it holds no clock, so equal exports are equal."""
    return {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": "parley-record",
        "title": "A sourced record made by parley",
        "description": GUARD_NOTE if form == "csv" else "JSON Lines, one record a line, exact.",
        "parley_version": __version__,
        "resources": [_resource(file, form, rows[file.stem]) for file in files],
    }


def _resource(file: Path, form: str, rows: int) -> dict[str, Any]:
    content = file.read_bytes()
    known = kinds().get(file.stem)
    fields = (
        [_csv(f) for f in columns(file.stem)] if form == "csv" else [_json(f) for f in _fields(file.stem)]
    )
    return {
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "name": file.stem,
        "path": file.name,
        "description": known.about if known else "",
        "format": form,
        "mediatype": "text/csv" if form == "csv" else "application/jsonl",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "rows": rows,
        "schema": {"fields": fields},
    }


def _fields(kind: str) -> tuple[Field, ...]:
    known = kinds().get(kind)
    return known.fields if known else ()


def _csv(field: Field) -> dict[str, str]:
    return {"name": field.name, "type": field.type, "description": field.about}


def _json(field: Field) -> dict[str, str]:
    return {"name": field.name, "type": _JSON_TYPES.get(field.type, field.type), "description": field.about}
