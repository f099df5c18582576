"""Stories, which no other link reads, made in another process beside those that do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

from parley.aside import Aside, Lost
from parley.link.changed import Changed
from parley.link.prose import Furniture
from parley.link.reading import Derived, Own
from parley.link.stories import link_stories
from parley.store.base import Row, Store, View

Stories = list[Row] | Changed

# Fresh pages up to which it is worth while to read there again what the store keeps of all others, and of these.
_FEW = 1000


class Apart(NamedTuple):
    """Another process, and what opens the store there."""

    aside: Aside
    again: Callable[[], Store]


def stories_apart(
    apart: Apart | None,
    view: View,
    derived: Derived,
    dates: Mapping[str, Row],
    families: Sequence[Row],
    furniture: Furniture,
) -> Callable[[], Stories] | None:
    """What waits for the rows of stories, or for what changed of them, and tells `derived` what is to be kept.

    None where they are better made here. The arguments are those of `link_stories`.
    """
    if apart is None or derived.is_first or len(derived.fresh) > _FEW:
        return None
    answer = apart.aside.ask(_stories, apart.again, dates, families, furniture)

    def told() -> Stories:
        try:
            made, own = answer()
        except Lost:
            rows, some = link_stories(view, dates, families, furniture, derived)
            return some or rows
        apart.aside.dismiss()  # while this process goes on; to wait for it at the end takes 0.1 s
        derived.adopt(own)
        return made

    return told


def _stories(
    again: Callable[[], Store], dates: Mapping[str, Row], families: Sequence[Row], furniture: Furniture
) -> tuple[Stories, Own]:
    """The same there, from the last commit, which is what `view` shows: whoever asks holds the writer."""
    with closing(again()) as store, store.view() as view:
        derived = Derived(view)
        rows, some = link_stories(view, dates, families, furniture, derived)
        return some or rows, derived.own()
