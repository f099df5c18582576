"""What reviewers decide about entries, in a log that only grows."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parley import locate
from parley.closing import Closing
from parley.errors import UsageError
from parley.export.rows import Row
from parley.store import open_store
from parley.store.names import Actors

if TYPE_CHECKING:
    from parley.review.decide import Request


def review(
    folder: str | os.PathLike[str] | None,
    entry_ids: str | Iterable[str],
    verb: str,
    *,
    field: str | None = None,
    value: Any = None,
    note: str | None = None,
    reviewer: str | None = None,
) -> Sequence[Row]:
    """Let a person decide about entries: one more row of the log for each, all or none.

    Args:
        folder: The record, as `open` finds it.
        entry_ids: An id, or its beginning, or several.
        verb: ``accept``, ``reject``, ``correct`` or ``note``.
        field: Of a correction: ``speaker``, ``date``, ``issue`` ... (`docs/review.md` lists them).
        value: Of a correction: a name or an id, an EDTF date, a word; None where it is open.
        note: What is to be remembered with it.
        reviewer: Who decides; by default the setting `reviewer`, else the user's name.

    Returns:
        The rows of the log.

    Raises:
        UnknownRecord: If there is no such record, entry or actor.
        UsageError: If it cannot be decided so.
        StoreError: If the record cannot be written.
    """
    from parley.review.decide import Request

    ids = [entry_ids] if isinstance(entry_ids, str) else list(entry_ids)
    with Reviewer(folder, reviewer) as deciding:
        return deciding.decide(ids, [Request(verb, field, value, note)])


def undo(folder: str | os.PathLike[str] | None, named: str | int, *, reviewer: str | None = None) -> Row:
    """Take a decision back with one more row of the log, which is returned.

    Args:
        folder: The record, as `open` finds it.
        named: The number of the decision, or the id of an entry, or its beginning: the last one about it.
        reviewer: Who takes it back, as of `review`.

    Raises:
        UnknownRecord: If there is no such record or decision.
        UsageError: If it was taken back already.
        StoreError: If the record cannot be written.
    """
    with Reviewer(folder, reviewer) as deciding:
        return deciding.undo(named)


def take_reviews(folder: str | os.PathLike[str] | None, other: str | os.PathLike[str]) -> int:
    """Take over the decisions of another record that this one does not have yet, as they were made; how many.

    Args:
        folder: The record, as `open` finds it.
        other: The record that has them.

    Raises:
        UnknownRecord: If one of the two is none.
        UsageError: If they are the same.
        StoreError: If the one cannot be written, or the other not be read.
    """
    from parley.review.carry import carry

    place, source = locate.find(Path(folder) if folder is not None else None), locate.find(Path(other))
    if place.address() == source.address():
        raise UsageError(f"{source.folder}: that is this record itself; name the one that has the decisions")
    store, given = open_store(place.address()), open_store(source.address(), read_only=True)
    try:
        with given.view() as theirs, store.writer() as writer, store.view() as view:
            return carry(writer, view, theirs.decisions())
    finally:
        given.close()
        store.close()


class Reviewer(Closing):
    """Somebody who decides. The record stays open for writing between two decisions, which are one commit each.

    Args:
        folder: The record, as `open` finds it.
        name: As of `review`.

    Raises:
        UnknownRecord: If there is no such record.
        UsageError: If it is no name.
        StoreError: If the record cannot be written.
    """

    def __init__(self, folder: str | os.PathLike[str] | None, name: str | None = None) -> None:
        from parley.review.decide import Signed

        place = locate.find(Path(folder) if folder is not None else None)
        self._settings = place.settings({"reviewer": name}).settings
        self.name = Signed.now(self._settings.reviewer).reviewer
        self._store = open_store(place.address(self._settings))
        self._actors: Actors | None = None

    def decide(self, entry_ids: Iterable[str], asked: Iterable[Request]) -> Sequence[Row]:
        """Decide about entries, by their ids or the beginnings of these; the rows of the log, all or none.

        Raises:
            UnknownRecord: If there is no such entry or actor.
            UsageError: If it cannot be decided so.
        """
        from parley.review.decide import Signed, decision

        signed, wanted = Signed.now(self.name), list(asked)
        # Read under the lock, so that nobody's decision comes between what is read and what is written.
        with self._store.writer() as writer, self._store.view(self._actors) as view:
            self._actors = (
                view.actors()
            )  # names as of the first decision: reading them anew takes the longest
            rows = [decision(view, i, one, signed, self._issues) for i in entry_ids for one in wanted]
            return [replace(row, number=writer.put_decision(row)).to_dict() for row in rows]

    def undo(self, named: str | int) -> Row:
        """Take back a decision, by its number, or the last one about an entry; the row of the log.

        Raises:
            UnknownRecord: If there is none.
            UsageError: If it was taken back already.
        """
        from parley.review.decide import Signed, take_back

        with self._store.writer() as writer, self._store.view() as view:
            row = take_back(view, named, Signed.now(self.name))
            return replace(row, number=writer.put_decision(row)).to_dict()

    def close(self) -> None:
        """Release the file."""
        self._store.close()

    def _issues(self) -> Sequence[str]:
        from parley.profiles import load_profile

        return [issue.id for issue in load_profile(self._settings.profile).issues]
