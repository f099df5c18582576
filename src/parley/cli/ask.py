"""``parley ask``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.options import Command, json_option, record_option
from parley.cli.output import amount, clean, console, is_terminal, write_json
from parley.errors import UsageError

if TYPE_CHECKING:
    from rich.table import Table

Row = dict[str, Any]
_NOUNS = {
    "statements": "statement", "positions": "position", "figures": "figure", "incidents": "incident",
    "meetings": "meeting", "agreements": "agreement", "timeline": "timeline", "comparisons": "comparison",
    "actors": "actor",
}  # fmt: skip
_FACTS = 6  # fields of a meeting that are shown


@click.command(
    cls=Command,
    examples="""parley ask "what has Oruvia said about peacekeepers since June 2031?"
                parley ask "who led the Velmaran delegation in Alvero?"
                parley ask "how many prisoners were exchanged?" --json
                parley ask "where do Velmara and Oruvia disagree?" --all""",
)
@click.argument("question", nargs=-1, required=True)
@record_option
@click.option(
    "--limit", type=click.IntRange(min=1), default=8, metavar="N", help="Entries shown [default: 8]."
)
@click.option("--all", "everything", is_flag=True, help="All entries that answer.")
@click.option(
    "--today", metavar="DAY", help="What last week is counted from [default: the latest page's day]."
)
@json_option
def ask(
    question: tuple[str, ...],
    record: Path | None,
    limit: int,
    everything: bool,
    today: str | None,
    as_json: bool,
) -> None:
    """What the record holds on a QUESTION in plain words: its own entries, each with its words and page.

    Nothing is made up. Where no entry answers, it says "not stated in these documents", what was looked for and what
    comes nearest. How the question was understood is told first. No answer is yes or no: entries stand for themselves.
    """
    from parley import api

    asked = " ".join(question)
    with api.open(record) as opened:
        answer = opened.ask(asked, limit=None if everything else limit, today=_day(today))
    if as_json:
        write_json(answer)
    elif is_terminal():
        _draw(answer)
    else:
        click.echo("\n".join(lines(answer)))


def _day(value: str | None) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"--today must be a day such as 2031-06-04, not {value!r}") from error


def lines(answer: Row) -> Iterator[str]:
    """An answer as text: how the question was read, each entry with its quotations and pages, what was left out."""
    yield f"Looked for: {_line(answer['understood']['in_words'])}"
    yield from remarks(answer)
    heading = None
    for number, item in enumerate(answer["items"], 1):
        yield ""
        if item["heading"] and item["heading"] != heading:
            yield from (f"== {_line(item['heading'])}", "")
        heading = item["heading"]
        yield f"{number}. {_when(item)}: {_line(item['title'])}"
        yield from (f"   {fact['field']}: {_line(fact['value'])}" for fact in item["facts"][:_FACTS])
        yield from (f"   {line}" for line in _quoted(item, answer["pages"]))
        yield f"   {_line(_foot(item))}"
    yield ""
    yield from closing(answer)


def remarks(answer: Row) -> Iterator[str]:
    """What a person should know of how the question was read."""
    understood = answer["understood"]
    yield from (_line(note) for note in understood["notes"])
    if understood["unread"]:
        yield f"Left out, not understood: {_line(', '.join(understood['unread']))}"
    if answer["by_issue"]:
        told = ", ".join(f"“{words}”" for words in answer["by_issue"])
        yield f"None of these says {_line(told)}; they are about its issue."
    if understood["yes_or_no"] and answer["stated"]:
        yield "No yes or no is given; these are the entries."


def closing(answer: Row) -> Iterator[str]:
    """How many more there are, or what comes nearest."""
    missing = answer["not_stated"]
    if count := answer["withdrawn"]:
        rest = "rests" if count == 1 else "rest"
        yield f"{amount(count, 'entry')} left out that {rest} on what the agency withdrew"
    if missing is None:
        least = "" if answer["whole"] else "at least "
        told = ", ".join(amount(n, _NOUNS.get(k, k)) for k, n in answer["totals"].items() if n)
        yield f"{least}{told}" + (f"; {answer['more']:,} more: add --all" if answer["more"] else "")
        if answer["undated"]:
            yield f"{answer['undated']:,} more may be of that time; their days are not known so well"
        yield f"The listing nearest to it: {_line(answer['see'])}"
        return
    yield f"{missing['text'].capitalize()}."
    if missing["absent"]:
        yield f"On no page: {_line(', '.join(missing['absent']))}"
    if missing["held"]:
        yield "What they hold:"
        for row in missing["held"]:
            least = "" if row["whole"] else "at least "
            yield f"  {least}{row['count']:,}  {_line(row['what'])}"
            yield f"      {_line(row['see'])}"
    if missing["near"]:
        yield "Near, but no answer:"
        for item in missing["near"]:
            lacks = f" (nothing of: {', '.join(item['lacks'])})" if item["lacks"] else ""
            yield f"  {_when(item)}: {_line(item['title'] + lacks)}"
            yield from (f"    {line}" for line in _quoted(item, answer["pages"]))


def _quoted(item: Row, pages: Row) -> Iterator[str]:
    for piece in item["quotes"]:
        page = pages[piece["document_id"]]
        yield f"“{_line(piece['quote'])}”"
        place = [page["outlet"] or "outlet open", page["day"] or "date open", page["url"]]
        span = f"{_short(piece['document_id'])}:{piece['start']}-{piece['end']}"
        yield f"  {_line(' · '.join([*place, span]))}"


def _foot(item: Row) -> str:
    sources = amount(item["sources"], "independent source")
    others = len(item["same"])
    say = "says" if others == 1 else "say"
    same = f", {amount(others, 'other entry')} {say} the same" if others else ""
    loose = ", ".join(f"“{words}”" for words in item["by_issue"])
    told = f"; on the issue, without the word {loose}" if loose else ""
    return f"{_short(item['id'])} · {sources}{same}{told}"


def _when(item: Row) -> str:
    return str(item["day"] or "date open")


def _short(entry_id: str) -> str:
    from parley.cli.cards import short

    return short(entry_id)


def _line(words: str) -> str:
    return " ".join(clean(words).split())


def _draw(answer: Row) -> None:
    from rich.text import Text

    out = console()
    out.print(
        Text("Looked for: ", style="dim").append(
            _line(answer["understood"]["in_words"]), style="bold not dim"
        )
    )
    for line in remarks(answer):
        out.print(Text(line, style="yellow"))
    heading = None
    for item in answer["items"]:
        out.print()
        if item["heading"] and item["heading"] != heading:
            out.print(Text(_line(item["heading"]), style="bold underline"))
        heading = item["heading"]
        out.print(_card(item, answer["pages"]))
    out.print()
    for number, line in enumerate(closing(answer)):
        out.print(Text(line, style="bold" if answer["not_stated"] and not number else "dim"))


def _card(item: Row, pages: Row) -> Table:
    from rich.table import Table
    from rich.text import Text

    from parley.cli.cards import LEFT
    from parley.cli.marked import ACT_STYLES

    left = Text(_line(item["who"] or item["kind"]), style="bold")
    left.append(f"\n{_when(item)}", style="not bold dim")
    if item["does"]:
        left.append(f"\n{_line(item['does'])}", style=f"not bold {ACT_STYLES.get(item['does'], 'cyan')}")
    right = Text(_line(item["title"]), style="bold")
    for fact in item["facts"][:_FACTS]:
        right.append(f"\n{fact['field']:<10} ", style="not bold dim").append(
            _line(fact["value"]), style="not bold"
        )
    for line in _quoted(item, pages):
        right.append(f"\n{line}", style="not bold" if line.startswith("“") else "not bold dim italic")
    right.append(f"\n{_line(_foot(item))}", style="not bold dim")
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=LEFT)
    grid.add_column(ratio=1)
    grid.add_row(left, right)
    return grid
