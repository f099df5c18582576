"""What links make in another process, beside what does not rest on it.

Always stories, which no other link reads. Where all pages are linked for the first time also families, which take as
long as counting what pages mention, and the dates of entries, without which actors are made.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from functools import partial
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from parley.aside import Aside, Lost
from parley.link.changed import Changed
from parley.link.dating import Redated, link_entries
from parley.link.families import link_families
from parley.link.prose import Furniture
from parley.link.reading import Derived, Own
from parley.link.stories import link_stories
from parley.store.base import Row, Store, View

log = logging.getLogger(__name__)
Stories = list[Row] | Changed
_T = TypeVar("_T")

# Fresh pages up to which it is worth while to read there again what the store keeps of all others, and of these.
_FEW = 1000
# Pages in all up to which that is worth while in a first run, too, as two processes that link these take no more
# memory than one that links three times as many.
_MANY = 30_000


class Apart(NamedTuple):
    """Another process, where there is one, and what opens the store there."""

    aside: Aside | None
    again: Callable[[], Store]

    @contextmanager
    def anew(self) -> Iterator[Apart]:
        """The same with a process that is started now, until the block ends."""
        with Aside.started() or nullcontext() as other:
            yield Apart(other, self.again)

    def is_for_all(self, derived: Derived) -> bool:
        """Whether all that can be made there is to be, because all pages are new to links, and are not few."""
        return self.aside is not None and derived.is_first and _FEW < len(derived.heads) <= _MANY

    def is_for_stories(self, derived: Derived) -> bool:
        """Whether stories are to be made there."""
        few = self.aside is not None and not derived.is_first and len(derived.fresh) <= _FEW
        return few or self.is_for_all(derived)

    def families(self, view: View, furniture: Furniture, derived: Derived) -> Iterator[Row]:
        """The rows of `link_families`, made there from now on; `derived` is told what is to be kept."""
        answers = self._other.ask_each(_families, self.again, furniture)
        return _taken(answers, derived, lambda: link_families(view, furniture, derived))

    def stories(
        self,
        view: View,
        dates: Mapping[str, Row],
        families: Sequence[Row],
        furniture: Furniture,
        derived: Derived,
    ) -> Callable[[], Stories]:
        """What waits for `link_stories`, made there: all rows, or what changed of them. Nothing is asked after it."""
        answers = self._other.ask_each(_stories, self.again, dates, families, furniture)
        return self._last(answers, partial(_rows, view, dates, families, furniture, derived), derived)

    def entries_and_stories(
        self,
        view: View,
        pages: Sequence[Row],
        dates: Mapping[str, Row],
        families: Sequence[Row],
        furniture: Furniture,
        derived: Derived,
    ) -> tuple[Callable[[], Redated], Callable[[], Stories]]:
        """What waits for `link_entries`, and what then waits for stories.

        They are asked for at once: a question that is longer than a pipe holds would wait for the answer to the one
        before, and that for whom it is given to.
        """
        answers = self._other.ask_each(_entries_and_stories, self.again, pages, dates, families, furniture)
        entries = partial(
            _next, "dates of entries", answers, partial(link_entries, view, pages, derived), derived
        )
        stories = partial(_rows, view, dates, families, furniture, derived)
        return entries, self._last(answers, stories, derived)

    def _last(
        self, answers: Iterator[tuple[_T, list[Own]]], here: Callable[[], _T], derived: Derived
    ) -> Callable[[], _T]:
        def told() -> _T:
            out = _next("stories", answers, here, derived)
            self._other.dismiss()  # while this process goes on; to wait for it at the end takes 0.1 s
            return out

        return told

    @property
    def _other(self) -> Aside:
        assert self.aside, "nothing is asked where there is nobody"
        return self.aside


# Whatever goes wrong there, all is made here: what went wrong does so again, unless it was that process's own trouble,
# as when a server takes no further connection. Then it has cost time alone, which nobody would see were it not said.


def _say(what: str, error: Exception) -> None:
    why = "ended" if isinstance(error, Lost | StopIteration) else f"failed: {type(error).__name__}: {error}"
    log.warning("%s are linked in this process, as the one beside it %s", what, why)


def _next(what: str, answers: Iterator[tuple[_T, list[Own]]], here: Callable[[], _T], derived: Derived) -> _T:
    """Wait for the next thing that is made there."""
    try:
        made, own = next(answers)
    except Exception as error:
        _say(what, error)
        return here()
    for piece in own:
        derived.adopt(piece)
    return made


def _taken(
    answers: Iterator[Row | Own], derived: Derived, here: Callable[[], Iterator[Row]]
) -> Iterator[Row]:
    """The rows that are made there one by one; here, those that are not."""
    taken = 0
    while True:
        try:
            told = next(answers, None)
        except Exception as error:
            _say("families", error)
            yield from islice(here(), taken, None)
            return
        if told is None:
            return
        if isinstance(told, Own):
            derived.adopt(told)
        else:
            taken += 1
            yield told


# There everything is read from the last commit, which is what `view` shows: whoever asks holds the writer.


def _families(again: Callable[[], Store], furniture: Furniture) -> Iterator[Row | Own]:
    with closing(again()) as store, store.view() as view:
        derived = Derived(view)
        yield from link_families(view, furniture, derived)
        yield from derived.own()


def _stories(
    again: Callable[[], Store], dates: Mapping[str, Row], families: Sequence[Row], furniture: Furniture
) -> Iterator[tuple[Stories, list[Own]]]:
    with closing(again()) as store, store.view() as view:
        derived = Derived(view)
        yield _rows(view, dates, families, furniture, derived), list(derived.own())


def _entries_and_stories(
    again: Callable[[], Store], pages: Sequence[Row], *given: Any
) -> Iterator[tuple[Any, list[Own]]]:
    with closing(again()) as store, store.view() as view:
        derived = Derived(view)
        yield link_entries(view, pages, derived), list(derived.own())
    yield from _stories(again, *given)


def _rows(
    view: View, dates: Mapping[str, Row], families: Sequence[Row], furniture: Furniture, derived: Derived
) -> Stories:
    rows, some = link_stories(view, dates, families, furniture, derived)
    return some or rows
