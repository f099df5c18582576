"""Where decisions are written: the log of a record that may be written, and who is known to review it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parley.errors import ParleyError, StoreBusy, StoreError
from parley.review.decide import Request, Signed, decision, take_back
from parley.store.base import Row, Store, View
from parley.store.decisions import Decision, Standing
from parley.store.names import Actors

if TYPE_CHECKING:
    from parley.link.settled import Judge
    from parley.profiles import Profile


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks of one entry. `seen`: the number of the last decision that its page showed, 0 for none."""

    entry_id: str
    seen: int
    requests: tuple[Request, ...]


class Meanwhile(ParleyError):
    """Somebody decided about an entry after the page was shown from which a form comes.

    `decisions` are those that the page did not show; where one was taken back instead, none.
    """

    def __init__(self, asked: Asked, decisions: Sequence[Decision]) -> None:
        who = decisions[-1].reviewer if decisions else "somebody"
        super().__init__(f"{asked.entry_id}: {who} decided about it meanwhile; look again")
        self.asked = asked
        self.decisions = tuple(decisions)


class Ledger:
    """The log of one record.

    Args:
        store: The record, opened for writing.
        profile: The record's.
        reviewer: Who decides where nobody gave a name.
    """

    def __init__(self, store: Store, profile: Profile, reviewer: str | None = None) -> None:
        self._store = store
        self._profile = profile
        self.reviewer = reviewer
        self._standing: Mapping[str, Standing] = {}

    def is_writable(self) -> bool:
        """Whether anything can be written at all; while another process writes, it can."""
        try:
            with self._store.writer():
                return True
        except StoreBusy:
            return True
        except StoreError:
            return False

    def decide(self, asked: Sequence[Asked], reviewer: str, actors: Actors | None = None) -> list[Decision]:
        """Write what is asked, all or none; what the same form asked before is not written again.

        Args:
            asked: What of each entry.
            reviewer: Who decides.
            actors: Who is who, where the caller knows; reading it anew takes the longest.

        Raises:
            Meanwhile: If somebody else has decided about one of them since.
            UnknownRecord: If there is no such entry or actor.
            UsageError: If it cannot be decided so.
            StoreError: If the record cannot be written.
        """
        signed = Signed.now(reviewer)
        # Read under the lock, so that nobody's decision comes between what is read and what is written.
        ids = {one.entry_id for one in asked}
        with self._store.writer() as writer, self._store.view(actors, self._others(ids)) as view:
            standing = view.standing(ids)
            rows = [row for one in asked for row in self._rows(view, standing, one, signed)]
            self._standing = view.standing()
            return [replace(row, number=writer.put_decision(row)) for row in rows]

    def _others(self, ids: Collection[str]) -> Mapping[str, Standing]:
        """What stood about all other entries when something was decided last."""
        return {i: one for i, one in self._standing.items() if i not in ids}

    def _rows(
        self, view: View, standing: Mapping[str, Standing], asked: Asked, signed: Signed
    ) -> list[Decision]:
        rows = [decision(view, asked.entry_id, one, signed, self._issues) for one in asked.requests]
        held = standing.get(asked.entry_id)
        stands = held.decisions if held else ()
        if (stands[-1].number if stands else 0) == asked.seen:
            return rows
        since = [one for one in stands if one.number > asked.seen]
        if list(map(_what, since)) == list(map(_what, rows)):
            return []
        raise Meanwhile(asked, since)

    def _issues(self) -> Sequence[str]:
        return [issue.id for issue in self._profile.issues]

    def undo(self, number: int, reviewer: str) -> bool:
        """Take one decision back; one that was taken back already stays so.

        Returns:
            Whether names or dates of the whole record follow from it.

        Raises:
            UnknownRecord: If there is no such decision.
            UsageError: If it takes one back itself, or nobody can take it back any more.
            StoreError: If the record cannot be written.
        """
        signed = Signed.now(reviewer)
        with self._store.view() as view:
            log = list(view.decisions())
            row = next((one for one in log if one.number == number), None)
        if any(one.undoes == number for one in log):
            return False
        if row is not None and row.kind == "judgements":
            self.settle_actors(lambda _: _without(row.entry_id), reviewer)
        elif row is not None and row.kind == "documents":
            self._open_date(row.entry_id, signed)
        else:
            with self._store.writer() as writer, self._store.view() as view:
                if any(one.undoes == number for one in view.decisions()):
                    return False
                writer.put_decision(take_back(view, number, signed))
            return False
        return True

    def settle_actors(self, judge: Callable[[View], Judge], reviewer: str) -> None:
        """Say who is who, and make again all that depends on it.

        Args:
            judge: From a view to what is to be said (`parley.link.settled`).
            reviewer: Who says it.

        Raises:
            UnknownRecord: If there is no such name.
            UsageError: If it cannot be so.
            StoreError: If the record cannot be written.
        """
        from parley import link
        from parley.review.settled import logged

        with self._store.view() as view:
            said = judge(view)
        link.settle_actors(self._store, self._profile, said, logged(Signed.now(reviewer)))

    def _open_date(self, document_id: str, signed: Signed) -> None:
        from parley import link
        from parley.review.settled import logged

        link.settle_date(self._store, self._profile, document_id, None, logged(signed))


def _what(one: Decision) -> tuple[object, ...]:
    """What a decision says, without its number and time: equal for those of one form that was sent twice."""
    return one.reviewer, one.verb, one.field, one.value, one.note


def _without(judgement: str) -> Judge:
    def judge(given: list[Row]) -> list[Row]:
        return [row for row in given if row["id"] != judgement]

    return judge
