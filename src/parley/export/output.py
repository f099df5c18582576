"""An export into its place, whole or not at all, or into a stream; a format's module is imported when it is wanted."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from parley.errors import UsageError
from parley.export.formats import Format, known
from parley.export.selection import ALL, Counts, Selection
from parley.store.base import Filter, View


def export(view: View, out: Path, name: str, where: Filter = ALL) -> Counts:
    """Write what a filter chooses to `out`, a folder or a file as the format has it.

    Raises:
        UsageError: If there is no such format, or `out` holds something else.
    """
    form, chosen = known(name), Selection(view, where)
    if form.style == "table":
        from parley.export.files import export_tables

        return export_tables(chosen, out, name)
    _check(out, form)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".export-", dir=out.parent) as tmp:
        file = Path(tmp, out.name)
        if form.style == "database":
            counts: Counts = _module(name).write(chosen, file)
        else:
            with file.open("w", encoding="utf-8", newline="") as stream:
                counts = write(chosen, stream, name)
        with file.open("rb+") as written:
            os.fsync(written.fileno())
        file.replace(out)
    return counts


def write(chosen: Selection, stream: IO[str], name: str) -> Counts:
    """Write what is chosen to a stream, in a format that is one text.

    Raises:
        UsageError: If it is not.
    """
    if known(name).style != "text":
        raise UsageError(
            f"{name} is {known(name).gives}, which no pipe holds; name where it is to be written"
        )
    writer: Callable[[Selection, IO[str]], Counts] = _module(name).write
    return writer(chosen, stream)


def _check(out: Path, form: Format) -> None:
    """That a file may be written at `out`: nothing there, or a file of the same kind.

    Raises:
        UsageError: If not.
    """
    if out.is_dir():
        raise UsageError(f"{out} is a folder; name a file to write, such as {out / ('record' + form.suffix)}")
    if out.exists() and out.suffix != form.suffix:
        raise UsageError(f"{out} is there and is no {form.suffix} file; name another")
    if out.exists() and form.style == "database":
        from parley.export.sqlite import is_export

        if not is_export(out):
            raise UsageError(f"{out} is there and is no earlier export; name another")


def _module(name: str) -> Any:
    return import_module(f"parley.export.{name}")
