"""``parley statements``, ``figures``, ``actors``, ``documents``, ``families``, ``stories`` and ``rejections``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.options import Command, context_option, filter_options, form_options, record_option
from parley.cli.output import amount, clean, counted, is_terminal, say, write_plain, write_rows
from parley.cli.rows import remark_hidden, remark_withdrawn
from parley.store.decisions import KINDS

if TYPE_CHECKING:
    from parley.api import Record

Row = dict[str, Any]


@click.command(
    cls=Command,
    examples="""parley statements --speaker Veshnik --since 2031-06
                parley statements --act deny --csv > denials.csv
                parley statements --speaker Veshnik --context 1
                parley statements --issue ceasefire --nl | jq -r .content""",
)
@record_option
@filter_options(
    "speaker", "party", "since", "until", "outlet", "issue", "act", "mode", "document", "review", "once", "limit",
)  # fmt: skip
@context_option
@form_options
def statements(record: Path | None, form: str | None, context: int | None, **filters: Any) -> None:
    """Who said what: each statement with the words it rests on.

    Names are matched through every spelling on record, without case and accents.
    """
    _list(record, "statements", form, filters, context)


@click.command(
    cls=Command,
    examples="""parley figures --issue prisoners
                parley figures --speaker "air force" --json""",
)
@record_option
@filter_options(
    "speaker", "party", "since", "until", "outlet", "issue", "document", "review", "once", "limit"
)
@context_option
@form_options
def figures(record: Path | None, form: str | None, context: int | None, **filters: Any) -> None:
    """Numbers, what they count, and who claims them (--speaker)."""
    _list(record, "figures", form, filters, context)


@click.command(cls=Command, examples="parley actors --party Velmara")
@record_option
@filter_options("party", "since", "until", "outlet", "issue", "document", "limit")
@form_options
def actors(record: Path | None, form: str | None, **filters: Any) -> None:
    """Persons, states, bodies and anonymous sources, with every form of their names.

    A filter leaves those who occur in an entry that it fits. On a terminal those on most pages come first.
    """
    _list(record, "actors", form, filters)


@click.command(cls=Command, examples="parley documents --outlet gazette --since 2031-06")
@record_option
@filter_options("speaker", "party", "since", "until", "outlet", "issue", "once", "limit")
@form_options
def documents(record: Path | None, form: str | None, **filters: Any) -> None:
    """The pages that were read. `parley show ID` prints one.

    --speaker, --party and --issue leave those that hold such an entry.
    """
    _list(record, "documents", form, filters)


@click.command(
    cls=Command,
    examples="""parley families --outlet gazette
                parley families --nl | jq -r '.documents | length'""",
)
@record_option
@filter_options("outlet", "document", "limit")
@form_options
def families(record: Path | None, form: str | None, **filters: Any) -> None:
    """Pages that carry the same wire story, and the words that they share.

    copy: nearly the same text; rewrite: much of it, or its turns of phrase; passages: some paragraphs.
    Quotations, consent notices and an outlet's standing lines do not count. `parley diff` compares two.
    """
    _list(record, "families", form, filters)


@click.command(cls=Command, examples="parley stories --since 2031-06 --limit 10")
@record_option
@filter_options("since", "until", "outlet", "document", "limit")
@form_options
def stories(record: Path | None, form: str | None, **filters: Any) -> None:
    """Pages that tell of one event within a few days, and how many sources stand behind it.

    Pages of one family are one source. A page that is like no other is not listed.
    """
    _list(record, "stories", form, filters)


@click.command(cls=Command, examples="parley rejections --json")
@record_option
@form_options
def rejections(record: Path | None, form: str | None) -> None:
    """The inputs that did not become pages of the record, each with its reason."""
    _list(record, "rejections", form, {})


def _list(folder: Path | None, kind: str, form: str | None, filters: Row, context: int | None = None) -> None:
    """Print the rows of a kind in the wanted form, then, on standard error, what a person may miss."""
    from parley import api

    if context is not None and form == "csv":
        raise click.UsageError("--context goes with cards, --json and --nl; CSV has the quote and its place")
    with api.open(folder) as record:
        seen: list[int] = []
        rows: Iterable[Row] = counted(record.iterate(kind, **filters), seen)
        if context is not None:
            rows = in_context(record, rows, context)
        if form:
            write_rows(form, kind, rows)
        elif is_terminal():
            draw(record, kind, rows)
        else:
            header, cells = _PLAIN[kind]
            if context is not None:
                write_plain((*header, "context"), ((*cells(row), row["context"]["text"]) for row in rows))
            else:
                write_plain(header, (cells(row) for row in rows))
        _remark(record, kind, seen[0], filters, shown=form is None)


def in_context(record: Record, rows: Iterable[Row], paragraphs: int) -> Iterator[Row]:
    """Rows with the paragraphs around their evidence: `context` is ``{start, end, text}``."""
    from parley.cli.marked import Pages, around, hull

    with record.view() as view:
        pages = Pages(view)
        for row in rows:
            document = pages.get(row["document_id"])
            start, end = around(document, *hull(row, document.id), paragraphs)
            yield {**row, "context": {"start": start, "end": end, "text": document.text[start:end]}}


def _remark(record: Record, kind: str, count: int, filters: Row, shown: bool) -> None:
    """How many there are when a limit hides some; which name matches nothing."""
    noun = {"families": "family", "stories": "story"}.get(kind, kind.removesuffix("s"))
    if filters.get("limit") is not None:
        total = record.count(kind, **{**filters, "limit": None})
        if total > count:
            say(f"{count:,} of {amount(total, noun)}; leave out --limit to see all")
    elif shown and is_terminal():
        say(amount(count, noun))
    if filters.get("once"):
        asked = {**filters, "limit": None}
        if copied := record.count(kind, **{**asked, "once": False}) - record.count(kind, **asked):
            say(f"left out as copies, replaced or withdrawn: {amount(copied, noun)}")
    if kind in KINDS:
        remark_hidden(record, kind, filters)
    if kind in ("documents", *KINDS):
        remark_withdrawn(record, kind, filters)
    if count == 0:
        remark_unknown(record, filters)


def remark_unknown(record: Record, filters: Row) -> None:
    """Say of each filter that names nothing in the record that it does, with the nearest names."""
    from parley.views.names import NAMED, unknown

    asked = {name: filters[name] for name in NAMED if filters.get(name)}
    if asked:
        with record.view() as view:
            for name, value in asked.items():
                told = unknown(view, name, value)
                if told:
                    say(clean(told))


def draw(record: Record, kind: str, rows: Iterable[Row]) -> None:
    """Print rows for a person: entries as cards, the other kinds as a table."""
    from parley.cli import cards, tables
    from parley.cli.marked import Pages
    from parley.cli.output import console

    out = console()
    card = {
        "statements": cards.statement,
        "figures": cards.figure,
        "hits": cards.hit,
        "families": cards.family,
        "stories": cards.story,
    }.get(kind)
    if card is None:
        out.print(tables.table(kind, rows))
        return
    with record.view() as view:
        pages = Pages(view)
        for row in rows:
            out.print(card(row, pages))
            out.print()


def _quote(row: Row) -> str:
    return " [...] ".join(e["quote"] for e in row["evidence"])


def _statement(row: Row) -> Sequence[Any]:
    speaker = row["speaker"] or {}
    who = speaker.get("name") or speaker.get("surface")
    from parley.views.words import unsaid

    said = (unsaid(row) or row["act"], row["mode"], row["content"], _quote(row))
    return (row["id"], row["date"]["edtf"], who, *said, *_place(row))


def _figure(row: Row) -> Sequence[Any]:
    source = row["source"] or {}
    who = source.get("name") or source.get("surface")
    number = (row["low"], row["high"], row["qualifier"], row["unit"], row["event"])
    return (row["id"], row["date"]["edtf"], *number, who, _quote(row), *_place(row))


def _place(row: Row) -> Sequence[Any]:
    return (row["page_date"], row["outlet"], row["uri"])


def _actor(row: Row) -> Sequence[Any]:
    return (row["id"], row["name"], row["kind"], row["country"], row["party"], "; ".join(row["aliases"]))


def _document(row: Row) -> Sequence[Any]:
    return (
        row["id"],
        row["published"]["edtf"],
        row["outlet"],
        row["language"],
        len(row["text"]),
        row["title"],
        row["uri"],
    )


def _family(row: Row) -> Sequence[Any]:
    quote = row["evidence"][0]["quote"]
    return (row["id"], row["kind"], len(row["documents"]), "; ".join(row["documents"]), quote)


def _story(row: Row) -> Sequence[Any]:
    pages = len(row["documents"])
    return (row["id"], row["date"]["edtf"], row["sources"], pages, row["title"], "; ".join(row["documents"]))


def _rejection(row: Row) -> Sequence[Any]:
    return (row["reason"]["code"], row["uri"], row["reason"]["text"])


_PLACE = ("quote", "page_date", "outlet", "uri")
_PLAIN: dict[str, tuple[Sequence[str], Callable[[Row], Sequence[Any]]]] = {
    "statements": (("id", "date", "speaker", "act", "mode", "content", *_PLACE), _statement),
    "figures": (
        ("id", "date", "low", "high", "qualifier", "unit", "event", "source", *_PLACE),
        _figure,
    ),
    "actors": (("id", "name", "kind", "country", "party", "aliases"), _actor),
    "documents": (("id", "published", "outlet", "language", "length", "title", "uri"), _document),
    "families": (("id", "kind", "pages", "documents", "shared"), _family),
    "stories": (("id", "date", "sources", "pages", "title", "documents"), _story),
    "rejections": (("reason", "uri", "text"), _rejection),
}
