"""Files and folders on disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

import parley.sources.member as member
from parley.records import Page, Rejection
from parley.settings import Settings

RECORD = "record.sqlite"  # a folder that holds it is a record, not a source
ON_SERVER = frozenset({"parley.toml", "sources.toml"})  # one that is kept on a server
DOSSIER = frozenset({"dossier-files.txt", "dossier.css"})
_LEADS_OUT = "The link leads out of the folder; name what it leads to as a source of its own."
EXPORT = "datapackage.json"  # anybody's; parley's names itself


class FileSource:
    """One file: a page, or a container of pages."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self.name = str(path.absolute())
        self._path = path
        self._settings = settings

    def pages(self) -> Iterator[Page | Rejection]:
        """The file's pages; `uri` and `locator` begin with the file's own name."""
        yield from _read(self._path, printable(self._path.name), self._settings)


class FolderSource:
    """A folder with all that lies below it, in the order of the names.

    Passed over are hidden files and folders and what parley wrote: records, dossiers, exports. Links
    inside the folder are followed; a folder that was already read through another path is not read twice,
    so links cannot lead in circles. A link that leads out is refused: whoever made the folder would choose
    which of the reader's own files stand in the record.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        self.name = str(path.absolute())
        self._path = path
        self._settings = settings

    def pages(self) -> Iterator[Page | Rejection]:
        """The pages of all files; `uri` and `locator` begin with the path below the folder."""
        for item in walk(self._path):
            if isinstance(item, Rejection):
                yield item
            else:
                yield from _read(item, _below(item, self._path), self._settings)


def walk(root: Path) -> Iterator[Path | Rejection]:
    """The files below `root`, depth first, each folder sorted by name; a rejection where it cannot go."""
    seen: set[tuple[int, int]] = set()
    inside = Path(os.path.realpath(root))
    waiting = [root]
    while waiting:
        path = waiting.pop()
        name = _below(path, root)
        try:
            status = path.stat()
            if path != root and path.is_symlink() and not _leads_into(path, inside):
                yield Rejection(name, name, "unreadable", _LEADS_OUT)
                continue
            if not stat.S_ISDIR(status.st_mode):
                yield path
                continue
            place = (status.st_dev, status.st_ino)
            names = sorted((p.name for p in path.iterdir()), reverse=True)
            own = path != root and is_own(path, names)
        except OSError as error:
            yield member.unreadable(name, error)
            continue
        if place in seen:
            yield Rejection(
                name, name, "unreadable", "The link leads to a folder that has been read already."
            )
        elif not own:
            waiting += [path / n for n in names if not n.startswith(".")]
        seen.add(place)


def _leads_into(link: Path, folder: Path) -> bool:
    return Path(os.path.realpath(link)).is_relative_to(folder)


def is_own(folder: Path, names: Sequence[str]) -> bool:
    """Whether parley wrote the folder: a record, a dossier or an export, which are no news."""
    if RECORD in names or ON_SERVER.issubset(names) or DOSSIER.issubset(names):
        return True
    if EXPORT not in names:
        return False
    with (folder / EXPORT).open("rb") as file:
        return b'"parley_version"' in file.read(2048)


def printable(name: str) -> str:
    r"""A file's name as text: bytes that are not UTF-8 are shown as ``\xff``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _below(path: Path, root: Path) -> str:
    return printable(path.relative_to(root).as_posix())


def _read(path: Path, name: str, settings: Settings) -> Iterator[Page | Rejection]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for its writer
            yield Rejection(name, name, "unreadable", "This is a pipe, a socket or a device, not a file.")
            return
        file = path.open("rb")
    except OSError as error:
        yield member.unreadable(name, error)
        return
    with file:
        yield from member.pages(name, file, settings)
