"""Puts a finished dossier into its folder: whole files only, nobody else's files touched.

1. All files are written to a new folder inside `out`: a rename must not leave the file system, and `out` may
   be a mount point.
2. `LIST` in `out` names what is a dossier's there: what it named before, and the new files.
3. Each file is renamed into place.
4. Files that `LIST` named and that are no longer wanted are removed; `LIST` names the new files alone.

So a reader never sees half a file, a run that dies can be run again, and a page that has left the record
leaves the dossier. A file that `LIST` does not name is not parley's: it is never removed or overwritten.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from parley.errors import UsageError

LIST = "dossier-files.txt"
_OURS = re.compile(
    r"((pages|meetings|agreements|actors|families)/)?[a-z0-9][a-z0-9-]*\.(html|css)"
    r"|search/(contents|(words|texts)-\d+)\.js|(search|words)\.js"
)


def publish(files: Iterable[tuple[str, str]], out: Path) -> None:
    """Write (name, text) to `out`, in place of an older dossier there.

    Raises:
        UsageError: If `out` is a file, or holds files but no dossier, or a file of that name which is not
            a dossier's.
    """
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is not a folder; name one for the dossier")
    out.mkdir(parents=True, exist_ok=True)
    out = out.resolve()
    if not (out / LIST).exists() and any(not p.name.startswith(".") for p in out.iterdir()):
        raise UsageError(f"{out}: holds other files and no dossier; name a new folder, or an empty one")
    with tempfile.TemporaryDirectory(prefix=".dossier-", dir=out) as drafts:
        made = [_draft(Path(drafts), name, text) for name, text in files]
        before = _listed(out)
        for name in made:
            _check(out, name, before)
        _list(Path(drafts), out, before.union(made))
        for name in made:
            (out / name).parent.mkdir(exist_ok=True)
            (Path(drafts) / name).replace(out / name)
        for name in before.difference(made):
            (out / name).unlink(missing_ok=True)
        _list(Path(drafts), out, made)


def _draft(folder: Path, name: str, text: str) -> str:
    if not _OURS.fullmatch(name):
        raise ValueError(f"not a name for a dossier's file: {name!r}")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return name


def _listed(out: Path) -> set[str]:
    """What an earlier run wrote; lines that could not be its own are left alone."""
    try:
        lines = (out / LIST).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return set()
    return {line for line in lines if _OURS.fullmatch(line) and _inside(out, line)}


def _check(out: Path, name: str, before: set[str]) -> None:
    if not _inside(out, name):
        raise UsageError(f"{out / name} leads out of the folder; choose another folder")
    if name not in before and (out / name).exists():
        raise UsageError(f"{out / name} exists and is not a dossier's; choose another folder")


def _inside(out: Path, name: str) -> bool:
    return (out / name).parent.resolve().is_relative_to(out)


def _list(drafts: Path, out: Path, names: Iterable[str]) -> None:
    draft = drafts / LIST
    draft.write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8", newline="\n")
    draft.replace(out / LIST)
