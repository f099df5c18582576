"""A record as a folder of files: one a kind, and ``datapackage.json``, which describes them.

Each file is written beside its place and renamed into it, the manifest last: whoever reads the
folder sees whole files only. The same record gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from parley.errors import UsageError
from parley.export.cells import Cell, cells, columns, guard
from parley.export.fields import kinds
from parley.export.jsontext import text
from parley.export.manifest import MANIFEST, manifest
from parley.export.selection import Counts, Selection
from parley.store.base import Filter, Row, View


def export_tables(chosen: Selection, out: Path, form: str) -> Counts:
    """Write the chosen rows to the folder `out`, a file of the format `form` a kind.

    Raises:
        UsageError: If `out` holds other things than an export.
    """
    _check(out)
    out.mkdir(parents=True, exist_ok=True)
    counts = Counts()
    with tempfile.TemporaryDirectory(prefix=".export-", dir=out) as tmp:
        written = [_write(chosen, kind, Path(tmp, f"{kind}.{form}"), counts) for kind in chosen.kinds()]
        described = (
            json.dumps(manifest(written, form, counts, chosen.reviewed()), ensure_ascii=False, indent=2)
            + "\n"
        )
        Path(tmp, MANIFEST).write_text(described, encoding="utf-8")
        stale = {name for name in _listed(out) if name.endswith(f".{form}")} - {f.name for f in written}
        for file in (*written, Path(tmp, MANIFEST)):
            file.replace(out / file.name)
        for name in stale:
            (out / name).unlink(missing_ok=True)
    return counts


def rows_of(view: View, kind: str, where: Filter) -> Iterator[Row]:
    """The rows of any kind that a listing or an export gives."""
    if kind == "documents":
        return view.documents(where)
    if kind == "rejections":
        return view.rejections()
    return view.entries(kind, where)


def write_csv(
    stream: IO[str],
    kind: str,
    rows: Iterable[Mapping[str, Any]],
    more: Mapping[str, Callable[[Any], Cell]] | None = None,
) -> int:
    """Rows as CSV (RFC 4180) with a header, cells guarded; returns how many. `more`: columns behind the kind's own."""
    added = more or {}
    held = rows if kind in kinds() else list(rows)
    names = [column.name for column in columns(kind, held)]
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*names, *added])
    count = 0
    for row in held:
        flat = cells(kind, row)
        told = [*(flat.get(name) for name in names), *(tell(row) for tell in added.values())]
        writer.writerow([_plain(guard(cell)) for cell in told])
        count += 1
    return count


def write_jsonl(stream: IO[str], rows: Iterable[Mapping[str, Any]]) -> int:
    """Rows as JSON Lines, exact; returns how many."""
    count = 0
    for row in rows:
        stream.write(json_line(row))
        count += 1
    return count


def json_line(row: Mapping[str, Any]) -> str:
    """One row as one line."""
    return text(row) + "\n"


def csv_text(kind: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as one CSV text."""
    stream = io.StringIO(newline="")
    write_csv(stream, kind, rows)
    return stream.getvalue()


def _write(chosen: Selection, kind: str, file: Path, counts: Counts) -> Path:
    rows = chosen.rows(kind)
    if file.suffix == ".parquet":
        from parley.export.parquet import write_parquet

        counts[kind] = write_parquet(file, kind, rows)
        return file
    with file.open("w", encoding="utf-8", newline="") as stream:
        counts[kind] = write_csv(stream, kind, rows) if file.suffix == ".csv" else write_jsonl(stream, rows)
        stream.flush()
        os.fsync(stream.fileno())
    return file


def _plain(cell: Cell) -> str | int | float | None:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _check(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; name a folder to export to")
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise UsageError(f"{out} is not empty and holds no earlier export; name a new folder")


def _listed(out: Path) -> set[str]:
    """Names of the files that an earlier export wrote to `out`; none that lie elsewhere."""
    file = out / MANIFEST
    if not file.is_file():
        return set()
    try:
        paths = [resource["path"] for resource in json.loads(file.read_text(encoding="utf-8"))["resources"]]
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{file}: not the manifest of an export; name a new folder") from error
    return {path for path in paths if Path(path).name == path}
