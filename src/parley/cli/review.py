"""``parley review``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.choices import choices
from parley.cli.options import Command, Word, filter_options, json_option, record_option
from parley.cli.output import amount, is_terminal, plain, say, write_json, write_plain
from parley.store.decisions import ACCEPT, CORRECT, KINDS, NOTE, REJECT

if TYPE_CHECKING:
    from parley.api import Record
    from parley.review.decide import Request

Row = dict[str, Any]
_DONE = {ACCEPT: "accepted", REJECT: "rejected", CORRECT: "corrected", NOTE: "noted", "undo": "taken back"}
_FILTERS = (
    "speaker", "party", "since", "until", "outlet", "issue", "act", "mode", "document", "review", "once", "limit",
)  # fmt: skip


@click.command(
    cls=Command,
    examples="""parley review
                parley review --kind statements --unsure --speaker Ommand
                parley review statement-3f2a9c1e --correct speaker="Lena Ostrava" --note "she, not he"
                parley review --list --disagreeing --json
                parley review --list --kind figures --outlet "Harbour Post" | parley review - --accept
                parley review --orphans""",
)
@click.argument("entry_ids", nargs=-1, metavar="[ID]...")
@record_option
@click.option("--accept", is_flag=True, help="They are right as they stand.")
@click.option("--reject", is_flag=True, help="They are wrong: leave them out of everything, but of the log.")
@click.option(
    "--correct", multiple=True, metavar="FIELD=VALUE", help="A field is wrong; null where it is open."
)
@click.option("--note", metavar="TEXT", help="Words that stay with them; alone, or with a verdict.")
@click.option(
    "--undo", is_flag=True, help="Take back the last decision about them, or those of these numbers."
)
@click.option("--list", "listed", is_flag=True, help="What waits for a decision, as lines.")
@click.option("--log", is_flag=True, help="All decisions, the oldest first; with an ID those about it.")
@click.option("--orphans", is_flag=True, help="Decisions whose entry is not what it was.")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    metavar="REC",
    help="Take over the decisions of another record, such as this one before it was built anew.",
)
@click.option("--kind", "kinds", multiple=True, type=Word("kind", KINDS), help=f"Of: {', '.join(KINDS)}.")
@click.option("--unsure", is_flag=True, help="Only those of which the program was not sure.")
@click.option("--disagreeing", is_flag=True, help="Only those that sources tell differently.")
@filter_options(*_FILTERS)
@click.option(
    "--reviewer", metavar="NAME", help="Who decides [default: PARLEY_REVIEWER, the setting, your user name]."
)
@json_option
def review(
    entry_ids: tuple[str, ...],
    record: Path | None,
    correct: tuple[str, ...],
    note: str | None,
    undo: bool,
    source: Path | None,
    kinds: tuple[str, ...],
    unsure: bool,
    disagreeing: bool,
    reviewer: str | None,
    as_json: bool,
    **more: Any,
) -> None:
    """Decide about entries: accept, reject, correct, note, take back. Every decision is one more row of a log.

    Without a verdict, on a terminal, entry after entry by keys: those named, else those that wait and fit the filters.
    An ID may be the beginning of one; - reads them from standard input, the first field of each line.
    """
    from parley import api

    verbs = {name: more.pop(name) for name in (ACCEPT, REJECT)}
    asks = {name: more.pop(name) for name in ("listed", "log", "orphans")}
    wanted = _requests([name for name, on in verbs.items() if on], correct, note)
    _check([*verbs.values(), bool(correct), undo, source is not None, *asks.values()], note, asks, undo)
    if source is not None:
        taken = api.take_reviews(record, source)
        say(f"parley: {amount(taken, 'decision')} taken from {plain(source)}")
        return
    ids = list(_named(entry_ids))
    with api.open(record) as opened, choices(opened):
        if asks["log"]:
            _log(opened, ids, as_json)
        elif asks["orphans"]:
            _orphans(opened, as_json)
        elif asks["listed"]:
            _list(opened, kinds, unsure, disagreeing, more, as_json)
        elif undo or wanted:
            _decide(record, reviewer, ids, wanted, as_json)
        else:
            queue = ids or opened.review_ids(kinds, unsure=unsure, disagreeing=disagreeing, **more)
            _interactive(opened, record, reviewer, queue)


def _check(given: Sequence[bool], note: str | None, asks: Mapping[str, bool], undo: bool) -> None:
    """One thing at a time; a note goes with a verdict."""
    accept, reject, correct, *_ = given
    if sum(given) > 1 and not (accept and correct and sum(given) == 2 and not reject):
        raise click.UsageError(
            "one at a time: --accept, --reject, --correct, --undo, --from, --list, --log or --orphans"
        )
    if note is not None and (undo or any(asks.values())):
        raise click.UsageError("--note goes alone, or with --accept, --reject or --correct")


def _requests(verdicts: Sequence[str], correct: Sequence[str], note: str | None) -> list[Request]:
    """What the options ask, corrections first; the note goes with the first of it, or alone."""
    from parley.review.decide import Request

    asked: list[tuple[str, str | None, str | None]] = []
    for pair in correct:
        field, given, value = pair.partition("=")
        if not given:
            raise click.UsageError(f"--correct needs FIELD=VALUE, not {pair!r}")
        asked.append((CORRECT, field.strip(), value))
    asked += [(verb, None, None) for verb in verdicts]
    if note is not None and not asked:
        asked.append((NOTE, None, None))
    return [Request(*one, note=note if place == 0 else None) for place, one in enumerate(asked)]


def _named(entry_ids: Iterable[str]) -> Iterator[str]:
    """Ids as named; for ``-`` the first field of each line of standard input, the heading of a listing left out."""
    for entry_id in entry_ids:
        if entry_id != "-":
            yield entry_id
            continue
        for text in sys.stdin:
            first = text.split("\t")[0].strip()
            if first and first != "id":
                yield first


def _decide(
    record: Path | None, reviewer: str | None, ids: Sequence[str], wanted: Sequence[Request], as_json: bool
) -> None:
    """Decide about all of the ids in one commit, or take back, one after the other."""
    from parley import api

    if not ids:
        raise click.UsageError("name the entries, or - to read their ids from standard input")
    with api.Reviewer(record, reviewer) as deciding:
        rows = deciding.decide(ids, wanted) if wanted else [deciding.undo(named) for named in ids]
    if as_json:
        write_json(list(rows))
    for verb in dict.fromkeys(row["verb"] for row in rows):
        done = [row["entry_id"] for row in rows if row["verb"] == verb]
        which = done[0] if len(done) == 1 else amount(len(done), "entry")
        say(f"parley: {_DONE[verb]}: {which}")


def _queue(
    opened: Record, kinds: Sequence[str], unsure: bool, disagreeing: bool, filters: Mapping[str, Any]
) -> Row:
    return opened.review_queue(kinds, unsure=unsure, disagreeing=disagreeing, **filters)


def _list(
    opened: Record,
    kinds: Sequence[str],
    unsure: bool,
    disagreeing: bool,
    filters: Mapping[str, Any],
    as_json: bool,
) -> None:
    """The queue as lines, and on standard error how far it is."""
    from parley.cli.rows import names
    from parley.cli.told import headline
    from parley.views.reviewed import told

    found = _queue(opened, kinds, unsure, disagreeing, filters)
    if as_json:
        write_json(found)
        return
    name = names(opened)
    write_plain(
        ("id", "kind", "review", "entry", "page_date", "outlet", "uri"),
        (
            (
                row["entry"]["id"],
                row["kind"],
                told(row["entry"]),
                headline(row["kind"], row["entry"], name),
                *(row["entry"].get(field) for field in ("page_date", "outlet", "uri")),
            )
            for row in found["rows"]
        ),
    )
    say(f"{len(found['rows']):,} of {found['total']:,}; {found['decided']:,} decided")


def _log(opened: Record, ids: Sequence[str], as_json: bool) -> None:
    rows = [row for entry_id in ids for row in opened.reviews(entry_id)] if ids else list(opened.reviews())
    if as_json:
        write_json(rows)
        return
    header = ("number", "at", "reviewer", "verb", "kind", "entry_id", "field", "value", "note", "undoes")
    write_plain(header, ((*(_cell(row, name) for name in header),) for row in rows))


def _cell(row: Row, name: str) -> Any:
    from parley.views.reviewed import value

    if name != "value":
        return row[name]
    return value(row["value"]) if row["verb"] == CORRECT else None


def _orphans(opened: Record, as_json: bool) -> None:
    rows = list(opened.orphans())
    if as_json:
        write_json(rows)
        return
    header = ("entry_id", "kind", "state", "reason", "by", "at", "words", "note", "uri", "outlet")
    write_plain(
        header,
        (
            (
                row["entry_id"],
                row["kind"],
                row["state"],
                row["reason"]["text"],
                row["by"],
                row["at"],
                " [...] ".join(row["words"]),
                row["note"],
                row["uri"],
                row["outlet"],
            )
            for row in rows
        ),
    )
    if not rows:
        say("no decision has lost its entry")


def _interactive(opened: Record, record: Path | None, reviewer: str | None, queue: Sequence[str]) -> None:
    from parley import api
    from parley.cli.reviewing import Session, run
    from parley.cli.rows import names

    if not (is_terminal() and is_terminal(sys.stdin)):
        raise click.UsageError(
            "to review by keys needs a terminal; without one: --list, or name entries and a verdict"
        )
    if not queue:
        say("nothing waits for a decision that fits")
        return
    with api.Reviewer(record, reviewer) as deciding:
        session = Session(opened, deciding, queue)
        try:
            run(session, names(opened))
        finally:
            say(f"\n{amount(session.decided, 'entry')} decided of {len(queue):,}")
