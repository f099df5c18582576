"""``parley search``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from parley.cli.listings import draw, remark_unknown
from parley.cli.options import Command, filter_options, form_options, record_option
from parley.cli.output import amount, is_terminal, say, write_plain, write_rows


@click.command(
    cls=Command,
    examples="""parley search 'truce Ishel'
                parley search 1,000-for-1,000 --outlet gazette --json""",
)
@click.argument("query", nargs=-1, required=True)
@record_option
@filter_options("speaker", "party", "since", "until", "outlet", "issue", "document", "once", "limit")
@form_options
def search(query: tuple[str, ...], record: Path | None, form: str | None, **filters: Any) -> None:
    """Passages that hold all the words of QUERY, the best first.

    Letter case and accents do not matter; "quoted words" must stand together, negotiat* finds every
    ending, and any text is a valid query. --speaker, --party and --issue leave passages that hold such
    an entry.
    """
    from parley import api

    words = " ".join(query)
    with api.open(record) as opened:
        rows = opened.search(words, **filters)
        if form:
            write_rows(form, "hits", rows)
        elif is_terminal():
            draw(opened, "hits", rows)
            say(f"{amount(len(rows), 'passage')} with {words!r}")
        else:
            header = ("document_id", "start", "end", "outlet", "uri", "text")
            write_plain(header, ([row[name] for name in header] for row in rows))
        if not rows:
            remark_unknown(opened, filters)
