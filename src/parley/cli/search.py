"""``parley search``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from parley.cli.options import Command, filter_options, form_options, record_option
from parley.cli.output import amount, is_terminal, say, write_plain, write_rows


@click.command(
    cls=Command,
    examples="""parley search 'truce Ishel'
                parley search 1,000-for-1,000 --outlet gazette --json""",
)
@click.argument("query", nargs=-1, required=True)
@record_option
@filter_options("since", "until", "outlet", "document", "limit")
@form_options
def search(query: tuple[str, ...], record: Path | None, form: str | None, **filters: Any) -> None:
    """Passages that hold all the words of QUERY, the best first.

    Letter case and accents do not matter, and any text is a valid query.
    """
    from parley import api

    words = " ".join(query)
    with api.open(record) as opened:
        rows = opened.search(words, **filters)
        if form:
            write_rows(form, "hits", rows)
        elif is_terminal():
            from parley.cli import cards
            from parley.cli.marked import Pages
            from parley.cli.output import console

            out = console()
            with opened.view() as view:
                pages = Pages(view)
                for row in rows:
                    out.print(cards.hit(row, pages))
            say(f"{amount(len(rows), 'passage')} with {words!r}")
        else:
            header = ("document_id", "start", "end", "outlet", "uri", "text")
            write_plain(header, ([row[name] for name in header] for row in rows))
