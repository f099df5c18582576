"""A JSON Lines export, read back: the same rows, their spans held to the texts.

>>> from parley.export.read import read
>>> package = read("out")
>>> for row in package.rows("statements"):
...     print(row["id"], row["evidence"][0]["quote"])
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from parley.errors import UsageError
from parley.export.manifest import MANIFEST
from parley.records import Document

Row = dict[str, Any]


def read(folder: str | os.PathLike[str]) -> Package:
    """The export in a folder, as ``parley export --format jsonl`` wrote it.

    Raises:
        UsageError: If there is none.
    """
    place = Path(folder)
    try:
        described = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
        files = {r["name"]: r for r in described["resources"] if r["format"] == "jsonl"}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{place}: no export in JSON Lines there") from error
    if not files:
        raise UsageError(f"{place}: an export in another format; write one with: parley export OUT")
    return Package(place, files)


class Package:
    """What one export holds."""

    def __init__(self, folder: Path, files: Mapping[str, Mapping[str, Any]]) -> None:
        self.folder = folder
        self._files = files

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of row, in the order of the manifest."""
        return tuple(self._files)

    def rows(self, kind: str) -> Iterator[Row]:
        """The rows of a kind; none of one that the export does not have."""
        if kind in self._files:
            # Words of a page may hold what some readers take for the end of a line; only a line feed is one.
            with self._file(kind).open(encoding="utf-8", newline="\n") as stream:
                for line in stream:
                    yield json.loads(line)

    def documents(self) -> Iterator[Document]:
        """The documents as what they were."""
        return map(Document.from_dict, self.rows("documents"))

    def faults(self) -> list[str]:
        """What is not as it was written: changed files, missing rows, words that their document does not hold.

        The words of documents that the export does not hold, as one with filters may not, are not looked at.
        """
        found = [fault for kind in self._files for fault in self._changed(kind)]
        texts = {row["id"]: row["text"] for row in self.rows("documents")}
        for kind in self._files:
            for row in self.rows(kind):
                for item in row.get("evidence") or ():
                    text = texts.get(item["document_id"])
                    if text is not None and text[item["start"] : item["end"]] != item["quote"]:
                        found.append(f"{kind}: {row['id']}: the page does not read {item['quote']!r} there")
        return found

    def _changed(self, kind: str) -> Iterator[str]:
        told = self._files[kind]
        if f"sha256:{hashlib.sha256(self._file(kind).read_bytes()).hexdigest()}" != told["hash"]:
            yield f"{told['path']}: changed since it was written"
        rows = sum(1 for _ in self.rows(kind))
        if rows != told["rows"]:
            yield f"{told['path']}: {rows:,} rows, not {told['rows']:,}"

    def _file(self, kind: str) -> Path:
        return self.folder / Path(self._files[kind]["path"]).name  # a manifest leads nowhere else
