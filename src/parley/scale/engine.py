"""Has Daft read all units, on this machine or on a Ray cluster; what is there already is passed over."""

from __future__ import annotations

import json
import logging
import os
import pickle
import socket
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from parley.errors import EngineError, ParleyError, UsageError
from parley.pipeline import Reader
from parley.scale import kept, part, places
from parley.scale.units import UNIT_BYTES, Unit, plan
from parley.settings import Settings
from parley.workers import guarded

PARTS = "parts.json"  # written last: the parts by source, in the order of the input; how they were read
ROUNDS = 3  # a round ends when a worker dies; the next does what is left
# Neither engine may send anything about its use, nor open a port for people.
QUIET = {
    "DAFT_ANALYTICS_ENABLED": "0",
    "DO_NOT_TRACK": "true",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DISABLE_DASHBOARD": "1",
}


def build(
    specs: Sequence[str],
    out: str,
    settings: Settings,
    *,
    ray: str | None = None,
    workers: int = 1,
    unit_bytes: int = UNIT_BYTES,
) -> int:
    """Read `specs` into a folder of Parquet; how many parts were read now.

    Args:
        specs: Files, folders, ``s3://`` addresses. A path must be the same on every machine.
        out: A folder, or an ``s3://`` address.
        settings: How pages are read.
        ray: The address of a Ray cluster; None reads on this machine.
        workers: Readers at the same time.
        unit_bytes: Of input, that one part is made of.

    Raises:
        UsageError: If Daft or Ray is not installed, or a source cannot be read at all.
        EngineError: If the cluster cannot be reached, or parts are still missing after some rounds.
    """
    daft = _daft(ray)
    reader = Reader(settings)
    groups = plan(specs, settings, unit_bytes)
    place = _joined(out)
    jobs = [(unit, place(unit.part(reader.versions))) for group in groups for unit in group]
    first = left = [job for job in jobs if not places.exists(job[1])]
    why: Exception | None = None
    for _ in range(ROUNDS):
        if not left:
            break
        try:
            _round(daft, left, settings, workers, spread=ray is not None)
        except Exception as error:  # whatever an engine raises; the parts tell what is done
            why = error
        left = [job for job in left if not places.exists(job[1])]
    if left:
        raise EngineError(f"{len(left):,} of {len(jobs):,} parts could not be read: {why}")
    listed = [[group[0].source, [unit.part(reader.versions) for unit in group]] for group in groups]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / PARTS
        told = {"parts": listed, "settings": kept.told(settings)}
        file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        places.put(file, place(PARTS))
    return len(first)


def _joined(out: str) -> Any:
    base = out.rstrip("/") if places.is_remote(out) else str(Path(out).absolute())
    return lambda name: f"{base}/{name}"


def _daft(ray: str | None) -> Any:
    os.environ.update(QUIET)
    try:
        import daft

        if ray is not None:
            import ray as cluster
    except ImportError as error:
        raise UsageError("daft is not installed; run: pip install 'parley-news[scale]'") from error
    if ray is None:
        daft.set_runner_native()
        return daft
    _answers(ray)
    try:
        cluster.init(ray, ignore_reinit_error=True, log_to_driver=False, logging_level=logging.ERROR)
        daft.set_runner_ray(noop_if_initialized=True)
    except Exception as error:  # Ray has many words for it
        raise EngineError(f"{ray}: no Ray cluster can be reached there: {error}") from error
    return daft


def _answers(address: str) -> None:
    """Ray itself tries an address for most of a minute, and then ends the process."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdecimal():
        raise UsageError(f"{address}: a Ray cluster's address is HOST:PORT or ray://HOST:PORT")
    try:
        socket.create_connection((host, int(port)), timeout=5).close()
    except OSError as error:
        raise EngineError(f"{address}: no Ray cluster can be reached there: {error}") from error


def _round(
    daft: Any, jobs: Sequence[tuple[Unit, str]], settings: Settings, workers: int, *, spread: bool
) -> None:
    many = max(1, min(workers, len(jobs)))

    @daft.udf(return_dtype=daft.DataType.int64(), batch_size=1, concurrency=many, use_process=True)
    class Read:
        """A reader in a process of its own, made once a worker: a page that ends it is lost, and not the unit."""

        def __init__(self) -> None:
            self.guard = guarded(Reader(settings))
            self.read = self.guard.__enter__()

        def __call__(self, given: Any) -> list[int]:
            return [_read(self.read, settings, job) for job in given.to_pylist()]

    frame = daft.from_pydict({"job": [pickle.dumps(job) for job in jobs]})
    if spread:
        frame = frame.into_partitions(many)
    read: Any = Read
    frame.select(read(daft.col("job"))).collect()


def _read(read: part.Read, settings: Settings, job: bytes) -> int:
    unit, address = pickle.loads(job)
    try:
        return 0 if places.exists(address) else part.write(read, settings, unit, address)
    except ParleyError as error:
        raise RuntimeError(str(error)) from None  # an engine passes on only what it knows
