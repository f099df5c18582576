"""``parley mcp``."""

from __future__ import annotations

from pathlib import Path

import click

from parley.cli.options import Command, record_option
from parley.errors import UsageError


@click.command(
    cls=Command,
    examples="""parley mcp -r ~/talks
                claude mcp add talks -- parley mcp -r ~/talks""",
)
@record_option
def mcp(record: Path | None) -> None:
    """Serve the record to a language model's client, over the Model Context Protocol on standard input and output.

    A client starts it; docs/mcp.md has the lines of its configuration. The tools are read-only, bounded in size, and
    mark what pages say as data. Needs the extra: pip install 'parley-news[mcp]'
    """
    from parley import api

    try:
        from parley.mcp.server import serve
    except ImportError as error:
        raise UsageError(
            "the MCP SDK (version 2) is not installed; run: pip install 'parley-news[mcp]'"
        ) from error
    api.open(record).close()  # no record there: say so now, not at the first call
    serve(record)
