"""Rows as Parquet: one file a kind, nested as the rows are. What has no fixed shape is JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from parley.errors import UsageError
from parley.export.fields import Field, fields_of

_ROWS = 2000  # of a row group: about 2 MB of statements


def write_parquet(file: Path, kind: str, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write rows, a group at a time; returns how many.

    Raises:
        UsageError: If pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError("pyarrow is not installed; run: pip install 'parley-news[parquet]'") from error
    fields, rows = fields_of(kind, rows)
    types = _types(pa)
    schema = pa.schema([pa.field(f.name, types[f.type], metadata={"about": f.about}) for f in fields])
    count = 0
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(pa.Table.from_pylist([_exact(row, fields) for row in group], schema))
            count += len(group)
    return count


def _types(pa: Any) -> dict[str, Any]:
    text = pa.string()
    span = pa.struct([("document_id", text), ("start", pa.int64()), ("end", pa.int64()), ("quote", text)])
    date = [(name, text) for name in ("edtf", "earliest", "latest", "basis", "proof")]
    speaker = [
        *((name, text) for name in ("actor_id", "name", "surface")),
        ("span", pa.list_(pa.int64())),
        ("anonymous", pa.bool_()),
        ("score", pa.float64()),
        ("basis", text),
    ]
    return {
        "string": text,
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "texts": pa.list_(text),
        "date": pa.struct(date),
        "speaker": pa.struct(speaker),
        "evidence": pa.list_(span),
        "json": text,
    }


def _exact(row: Mapping[str, Any], fields: Sequence[Field]) -> dict[str, Any]:
    return {f.name: _value(f.type, row.get(f.name)) for f in fields}


def _value(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == "date":
        return {**value, "proof": json.dumps(value["proof"], ensure_ascii=False)}
    return json.dumps(value, ensure_ascii=False) if kind == "json" else value


def _groups(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    coming = iter(rows)
    while group := list(islice(coming, _ROWS)):
        yield group
