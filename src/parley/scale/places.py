"""Files on disk or in object storage, through pyarrow's file systems."""

from __future__ import annotations

import importlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from parley.errors import StoreError, UsageError

_S3 = "s3://"


def arrow(module: str) -> Any:
    """A module of pyarrow.

    Raises:
        UsageError: If it is not installed.
    """
    try:
        return importlib.import_module(f"pyarrow.{module}")
    except ImportError as error:
        raise UsageError("pyarrow is not installed; run: pip install 'parley-news[scale]'") from error


def is_remote(address: str) -> bool:
    """Whether an address lies in object storage."""
    return address.startswith(_S3)


def below(address: str) -> list[tuple[str, str, int, str]]:
    """Address, name below `address`, bytes and last change of each object there, or of the one object that it is.

    Raises:
        StoreError: If the storage does not answer or denies it.
    """
    fs = arrow("fs")
    path = address.removeprefix(_S3).rstrip("/")
    with _told(address):
        system = _system()
        info = system.get_file_info(path)
        if info.type == fs.FileType.File:
            return [(address, info.base_name, info.size, str(info.mtime_ns))]
        found = system.get_file_info(fs.FileSelector(path, recursive=True))
    files = sorted((i.path, i.size, str(i.mtime_ns)) for i in found if i.type == fs.FileType.File)
    return [(_S3 + name, name[len(path) + 1 :], size, stamp) for name, size, stamp in files]


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
    kind = arrow("fs").FileType.File
    with _told(address):
        return bool(_system().get_file_info(address.removeprefix(_S3)).type == kind)


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


def is_final(error: OSError) -> bool:
    """Whether it is about the object, which is not there or not for us, and not about the way to it."""
    return isinstance(error, FileNotFoundError | PermissionError) or any(
        word in str(error) for word in ("ACCESS_DENIED", "AccessDenied", "InvalidObjectState")
    )


@contextmanager
def _told(address: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{address}: cannot be read or written: {error}") from error


def _system() -> Any:
    """The object storage that the usual AWS variables of the environment name."""
    endpoint = os.environ.get("AWS_ENDPOINT_URL", "")
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    scheme, _, host = endpoint.rpartition("://")
    return arrow("fs").S3FileSystem(region=region, endpoint_override=host or None, scheme=scheme or "https")
