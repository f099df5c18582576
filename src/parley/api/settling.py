"""What a person settles: the date of a page, and who is who; all that hangs on it follows."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from parley import locate
from parley.errors import UsageError
from parley.export.rows import Row
from parley.store import open_store
from parley.store.base import View


def settle_date(
    folder: str | os.PathLike[str] | None,
    document: str,
    edtf: str | None,
    *,
    reviewer: str | None = None,
) -> None:
    """Let a person settle the date of a page, which all that hangs on it follows; None takes that back.

    Args:
        folder: The record, as `open` finds it.
        document: The id of the page, or its beginning.
        edtf: The date, such as ``2031-06-03``.
        reviewer: Who settles it, as of `review`.

    Raises:
        UsageError: If `edtf` is no date.
        UnknownRecord: If there is no such record or page.
        StoreError: If the record cannot be written.
    """
    from parley import link
    from parley.profiles import load_profile
    from parley.review.decide import Signed
    from parley.review.settled import logged
    from parley.review.values import check_date
    from parley.views.dating import page

    if edtf is not None:
        check_date(edtf)
    place = locate.find(Path(folder) if folder is not None else None)
    settings = place.settings({"reviewer": reviewer}).settings
    store = open_store(place.address(settings))
    try:
        with store.view() as view:
            found = page(view, document)
        if found["superseded"]:
            raise UsageError(f"{found['id']}: a newer version of this page is in the record; date that one")
        log = logged(Signed.now(settings.reviewer))
        link.settle_date(store, load_profile(settings.profile), found["id"], edtf, log)
    finally:
        store.close()


def join(
    folder: str | os.PathLike[str] | None,
    name: str,
    other: str,
    *,
    take_back: bool = False,
    reviewer: str | None = None,
) -> None:
    """Let a person say that two actors are one, or take that back.

    Args:
        folder: The record, as `open` finds it.
        name: A name of the one, or the beginning of its id.
        other: A name of the other.
        take_back: That they were joined by hand no longer stands.
        reviewer: Who says so, as of `review`.

    Raises:
        UnknownRecord: If there is no such record or name.
        UsageError: If a name may mean several, or they cannot be joined.
        StoreError: If the record cannot be written.
    """
    from parley.link import settled
    from parley.store.merges import SAME
    from parley.views.who import find

    def judge(view: View) -> settled.Judge:
        if take_back:
            return settled.take_back(name, other, SAME, settled.printed(view), view.links("judgements"))
        return settled.join(find(view, name), find(view, other))

    _settle_actors(folder, judge, reviewer)


def split(
    folder: str | os.PathLike[str] | None,
    name: str,
    part: str,
    *,
    take_back: bool = False,
    reviewer: str | None = None,
) -> None:
    """Let a person say that one name or printed form of an actor means somebody else, or take that back.

    Args:
        folder: The record, as `open` finds it.
        name: A name of the actor, or the beginning of its id.
        part: The name or form, as pages print it.
        take_back: That it was split off by hand no longer stands.
        reviewer: Who says so, as of `review`.

    Raises:
        UnknownRecord: If there is no such record or name.
        UsageError: If a name may mean several, or nothing can be split off.
        StoreError: If the record cannot be written.
    """
    from parley.link import settled
    from parley.store.merges import DIFFERENT
    from parley.views.who import find

    def judge(view: View) -> settled.Judge:
        actors, given = settled.printed(view), list(view.links("judgements"))
        if take_back:
            return settled.take_back(name, part, DIFFERENT, actors, given)
        return settled.split(find(view, name, clearly=True), part, actors, given)

    _settle_actors(folder, judge, reviewer)


def _settle_actors(
    folder: str | os.PathLike[str] | None,
    judge: Callable[[View], Callable[[list[Row]], list[Row]]],
    reviewer: str | None,
) -> None:
    from parley import link
    from parley.profiles import load_profile
    from parley.review.decide import Signed
    from parley.review.settled import logged

    place = locate.find(Path(folder) if folder is not None else None)
    settings = place.settings({"reviewer": reviewer}).settings
    store = open_store(place.address(settings))
    try:
        with store.view() as view:
            decided = judge(view)
        log = logged(Signed.now(settings.reviewer))
        link.settle_actors(store, load_profile(settings.profile), decided, log)
    finally:
        store.close()
