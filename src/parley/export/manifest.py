"""``datapackage.json``: what the exported files hold (Data Package v1, https://specs.frictionlessdata.io)."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from parley._version import __version__
from parley.export.cells import GUARD_NOTE, columns
from parley.export.fields import Field, kinds

MANIFEST = "datapackage.json"
_MEDIA_TYPES = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
}
_ABOUT = {
    "csv": GUARD_NOTE,
    "jsonl": "JSON Lines, one record a line, exact.",
    "parquet": "Parquet, nested as the records are; what has no fixed shape is JSON text.",
}
_JSON_TYPES = {"texts": "array", "date": "object", "speaker": "object", "evidence": "array", "json": "any"}


def manifest(
    files: Iterable[Path], form: str, rows: Mapping[str, int], reviewed: str | None = None
) -> dict[str, Any]:
    """The manifest of one export's files; it holds no clock, so equal exports are equal.

    Args:
        files: Each named after its kind.
        form: The format.
        rows: How many of each kind.
        reviewed: What a person decided that the rows hang on, as a sentence.
    """
    return {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": "parley-record",
        "title": "A sourced record made by parley",
        "description": f"{_ABOUT[form]} {reviewed}" if reviewed else _ABOUT[form],
        "parley_version": __version__,
        "resources": [_resource(file, form, rows[file.stem]) for file in files],
    }


def _resource(file: Path, form: str, rows: int) -> dict[str, Any]:
    content = file.read_bytes()
    known = kinds().get(file.stem)
    fields = [_csv(f) for f in _columns(file)] if form == "csv" else [_json(f) for f in _fields(file.stem)]
    return {
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "name": file.stem,
        "path": file.name,
        "description": known.about if known else "",
        "format": form,
        "mediatype": _MEDIA_TYPES[form],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "rows": rows,
        "schema": {"fields": fields},
    }


def _fields(kind: str) -> tuple[Field, ...]:
    known = kinds().get(kind)
    return known.fields if known else ()


def _columns(file: Path) -> Sequence[Field]:
    """The columns of a CSV file; of a kind that parley does not know, those of its header."""
    if file.stem in kinds():
        return columns(file.stem)
    with file.open(encoding="utf-8", newline="") as stream:
        return [Field(name, "string", "") for name in next(csv.reader(stream))]


def _csv(field: Field) -> dict[str, str]:
    return {"name": field.name, "type": field.type, "description": field.about}


def _json(field: Field) -> dict[str, str]:
    return {"name": field.name, "type": _JSON_TYPES.get(field.type, field.type), "description": field.about}
