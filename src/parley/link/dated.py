"""The dates that links give to documents and entries, while the links are made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from parley.plain import load
from parley.store.base import Row


class Dated:
    """By the id of what is dated: as the run before left them, but for those that are told anew."""

    def __init__(
        self, rows: Iterable[Row], before: Mapping[str, str] | None = None, gone: Collection[str] = ()
    ) -> None:
        """From rows of ``dates``.

        Args:
            rows: All of them; with `before` those that are new or may not be as they were.
            before: The dates as the run before left them, as JSON.
            gone: The ids of what was dated then and is no longer.
        """
        self._now = {row["of"]: row["date"] for row in rows}
        self._before = {**before} if before else {}
        for of in gone:
            self._before.pop(of, None)

    def get(self, of: str) -> Row | None:
        """The date of a document or an entry; None where links give it none."""
        found: Row | None = self._now.get(of)
        if found is None and (told := self._before.get(of)):
            found = self._now[of] = load(told)
        return found
