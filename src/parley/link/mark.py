"""Whether the links of a record are those of its pages: the last run of linking left a mark, and nothing took it away.

Whoever puts pages or entries takes it away (`parley.store.writer`), in the same commit; decisions, which reviewers make
who may write nothing else, are told by their numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from parley import vocab
from parley._version import __version__
from parley.plain import load, packed
from parley.profiles import Profile
from parley.store.base import LINKED, Store, View, Writer

_RULES = ("parley.link", "parley.reuse", "parley.times")  # where the rules of linking stand


def current(store: Store, profile: Profile) -> dict[str, int] | None:
    """The rows of each kind of link where they are what linking would make; None: they may not be."""
    with store.view() as view:
        read = getattr(view, "kept", None)
        kept: Mapping[str, bytes] = read(LINKED) if read else {}
        if kept.get("by") != _by(profile) or view.decided(int(kept["decided"])):
            return None
    totals: dict[str, int] = load(kept["totals"])
    return totals


def leave(view: View, writer: Writer, profile: Profile, totals: Mapping[str, int]) -> None:
    """Leave the mark, where the store can keep one."""
    put = getattr(writer, "put_kept", None)
    if put:
        last = max((number for number, _ in view.decided()), default=0)
        parts = {
            "by": _by(profile),
            "decided": str(last).encode(),
            "totals": packed(dict(sorted(totals.items()))),
        }
        put(LINKED, parts.items(), whole=True)


def _by(profile: Profile) -> bytes:
    """What links are made by: this program, its words and the profile."""
    return f"{__version__} {_code()} {vocab.fingerprint()} {profile.fingerprint}".encode()


@cache
def _code() -> str:
    """A digest of the rules of linking themselves, for who changes them."""
    digest = hashlib.sha256()
    for package in _RULES:
        for source in _sources(files(package)):
            digest.update(source)
    return digest.hexdigest()[:16]


def _sources(folder: Traversable) -> list[bytes]:
    out = list[bytes]()
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            out += _sources(item)
        elif item.name.endswith(".py"):
            out.append(item.read_bytes())
    return out
