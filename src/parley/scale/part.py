"""One unit read into one Parquet file, and such files read again: a row a page, rejections too."""

from __future__ import annotations

import json
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import parley.sources.member as member
from parley.builder import printable
from parley.errors import StoreDamaged, StoreError
from parley.reading import Reading
from parley.records import Document, Page, Rejection, row
from parley.scale import places
from parley.scale.units import Unit
from parley.settings import Settings
from parley.workers import Results, Task

_TEXTS = (
    "uri", "locator", "media_type", "charset", "hints", "document", "records", "rejection", "versions",
    "faults", "counts",
)  # fmt: skip
_ROWS = 64  # of a row group: what is in memory at once

Read = Callable[[Iterable[Task]], Results]  # see `parley.workers.guarded`


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as its JSON row, where the store wants a record."""

    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Content-derived id."""
        return str(self.data["id"])

    @property
    def document_id(self) -> str:
        """The document it was read from."""
        return str(self.data["document_id"])

    @property
    def evidence(self) -> tuple[SimpleNamespace, ...]:
        """Its spans."""
        return tuple(SimpleNamespace(**span) for span in self.data["evidence"])

    def to_dict(self) -> dict[str, Any]:
        """The row."""
        return dict(self.data)


def write(read: Read, settings: Settings, unit: Unit, address: str) -> int:
    """Read a unit into the file at `address`, which comes to be whole or not at all; how many rows."""
    pa, pq = places.arrow("lib"), places.arrow("parquet")
    fields = [("ordinal", pa.int64()), ("content", pa.binary()), *((name, pa.string()) for name in _TEXTS)]
    schema = pa.schema(fields)
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "part.parquet"
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            rows = _rows(read, settings, unit)
            while some := list(islice(rows, _ROWS)):
                writer.write_table(pa.Table.from_pylist(some, schema))
                count += len(some)
        places.put(file, address)
    return count


def read(address: str) -> Iterator[tuple[int, Page | Rejection, Reading | None]]:
    """Each row of a file: its place in the input, the page or what stands for it, and its reading.

    Raises:
        StoreDamaged: If the file cannot be read.
    """
    pa, pq = places.arrow("lib"), places.arrow("parquet")
    with places.opened(address) as stream:
        try:
            for batch in pq.ParquetFile(stream).iter_batches(_ROWS):
                yield from map(_read, batch.to_pylist())
        except (pa.ArrowException, KeyError, ValueError) as error:
            raise StoreDamaged(f"{address}: not a whole part; delete it and build again ({error})") from error


def _rows(read: Read, settings: Settings, unit: Unit) -> Iterator[dict[str, Any]]:
    """The rows of a unit, in the order of its pages."""
    ordinals, rejected = deque[int](), deque[dict[str, Any]]()

    def tasks() -> Iterator[Task]:
        for ordinal, item in enumerate(_pages(unit, settings)):
            if ordinal % unit.of != unit.shard:
                continue
            item = printable(item)
            if isinstance(item, Rejection):
                rejected.append(_refused(ordinal, item))
            else:
                ordinals.append(ordinal)
                yield Task(item)

    for task, result in read(tasks()):
        assert isinstance(result, Reading), "a page is read from the start"
        ordinal = ordinals.popleft()
        while rejected and rejected[0]["ordinal"] < ordinal:
            yield rejected.popleft()
        yield _row(ordinal, task.page, result)
    yield from rejected


def _pages(unit: Unit, settings: Settings) -> Iterator[Page | Rejection]:
    for item in unit.inputs:
        if item.code:
            yield Rejection(item.name, item.name, item.code, item.reason)
            continue
        try:
            with places.opened(item.address) as file:
                yield from member.pages(item.name, file, settings)
        except OSError as error:
            yield member.unreadable(item.name, error)
        except StoreError as error:
            if not isinstance(error.__cause__, OSError) or not places.is_final(error.__cause__):
                raise  # a storage that does not answer now may answer in the next round
            yield member.unreadable(item.name, error.__cause__)


def _refused(ordinal: int, item: Rejection) -> dict[str, Any]:
    return {
        "ordinal": ordinal,
        "uri": item.uri,
        "locator": item.locator,
        "rejection": _dump(asdict(item)),
    }


def _row(ordinal: int, item: Page, reading: Reading) -> dict[str, Any]:
    document = reading.document
    return {
        "ordinal": ordinal,
        "content": item.content,
        "uri": item.uri,
        "locator": item.locator,
        "media_type": item.media_type,
        "charset": item.charset,
        "hints": _dump(dict(item.hints)),
        "document": None if document is None else _dump(document.to_dict()),
        "records": _dump(row(reading.records)),
        "rejection": None if reading.rejection is None else _dump(asdict(reading.rejection)),
        "versions": _dump(dict(reading.versions)),
        "faults": _dump(dict(reading.faults)),
        "counts": _dump(row(reading.counts)),
    }


def _read(given: Mapping[str, Any]) -> tuple[int, Page | Rejection, Reading | None]:
    said = given["rejection"]
    rejection = None if said is None else Rejection(**json.loads(said))
    if given["media_type"] is None:
        assert rejection is not None, "a row is a page or a rejection"
        return given["ordinal"], rejection, None
    hints = json.loads(given["hints"])
    page = Page(
        given["uri"], given["locator"], given["content"], given["media_type"], given["charset"], hints
    )
    document = None if given["document"] is None else Document.from_dict(json.loads(given["document"]))
    records = {kind: tuple(map(Entry, rows)) for kind, rows in json.loads(given["records"]).items()}
    reading = Reading(
        page.uri,
        page.locator,
        page.fingerprint,
        document,
        rejection,
        records,
        json.loads(given["versions"]),
        None if document is None else page.content,
        json.loads(given["faults"]),
        json.loads(given["counts"]),
    )
    return given["ordinal"], page, reading


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
