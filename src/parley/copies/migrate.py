"""A record to another back end, or another place."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from parley import locate
from parley.copies import folder, stream
from parley.server import is_server
from parley.store import making, open_store


def migrate(source: str, target: str) -> Mapping[str, int]:
    """Copy a record; the source stays as it is. How many rows there are of each table.

    Either is a record's folder or ``postgresql://USER@HOST/DATABASE?schema=NAME``. The target comes to be
    whole or not at all, whenever this ends; a folder gets settings, profile and sources too.

    Raises:
        UnknownRecord: If there is no record at `source`.
        UsageError: If there is one at `target`.
        StoreError: If one cannot be read or the other cannot be written.
    """
    from_place = None if is_server(source) else locate.find(Path(source))
    address = source if from_place is None else from_place.address()
    to_place = None if is_server(target) else folder.new_place(target)
    with closing(open_store(address, read_only=True)) as store, store.view() as view:
        if to_place is not None:
            with tempfile.TemporaryDirectory() as scratch:
                belongings = (
                    folder.belongings(from_place, Path(scratch)) if from_place else folder.Belongings()
                )
                folder.bring(belongings, to_place)
        with making(target if to_place is None else to_place.database) as (writer, made):
            return stream.copy(stream.of_view(view), writer, made)
