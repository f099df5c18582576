"""Files on disk or in object storage, through pyarrow's file systems."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from parley.errors import StoreError, UsageError

_S3 = "s3://"


def is_remote(address: str) -> bool:
    """Whether an address lies in object storage."""
    return address.startswith(_S3)


def below(address: str) -> list[tuple[str, str, int]]:
    """Address, name below `address` and bytes of each object there, or of the one object that it is.

    Raises:
        StoreError: If the storage does not answer or denies it.
    """
    from pyarrow.fs import FileSelector, FileType

    path = address.removeprefix(_S3).rstrip("/")
    with _told(address):
        system = _system()
        info = system.get_file_info(path)
        if info.type == FileType.File:
            return [(address, info.base_name, info.size)]
        found = system.get_file_info(FileSelector(path, recursive=True))
    files = sorted((i.path, i.size) for i in found if i.type == FileType.File)
    return [(_S3 + name, name[len(path) + 1 :], size) for name, size in files]


@contextmanager
def opened(address: str) -> Iterator[BinaryIO]:
    """A file that can seek; an object is copied to a temporary file first."""
    if not is_remote(address):
        with Path(address).open("rb") as file:
            yield file
        return
    with tempfile.TemporaryFile() as copy:
        with _told(address), _system().open_input_stream(address.removeprefix(_S3)) as stream:
            shutil.copyfileobj(stream, copy)
        copy.seek(0)
        yield copy


def exists(address: str) -> bool:
    """Whether there is a file of that address."""
    if not is_remote(address):
        return Path(address).exists()
    from pyarrow.fs import FileType

    with _told(address):
        return bool(_system().get_file_info(address.removeprefix(_S3)).type == FileType.File)


def put(file: Path, address: str) -> None:
    """Move a finished file to its address, where it comes to be whole or not at all."""
    with _told(address):
        if not is_remote(address):
            target = Path(address)
            target.parent.mkdir(parents=True, exist_ok=True)
            near = target.with_name(f".{target.name}.{os.getpid()}")
            shutil.copyfile(file, near)
            near.replace(target)
            return
        system = _system()
        with file.open("rb") as given, system.open_output_stream(address.removeprefix(_S3)) as stream:
            shutil.copyfileobj(given, stream)


@contextmanager
def _told(address: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{address}: cannot be read or written: {error}") from error


def _system() -> Any:
    """The object storage that the usual AWS variables of the environment name."""
    try:
        from pyarrow.fs import S3FileSystem
    except ImportError as error:
        raise UsageError("pyarrow is not installed; run: pip install 'parley-news[scale]'") from error
    endpoint = os.environ.get("AWS_ENDPOINT_URL", "")
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    scheme, _, host = endpoint.rpartition("://")
    return S3FileSystem(region=region, endpoint_override=host or None, scheme=scheme or "https")
