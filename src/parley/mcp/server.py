"""The tools of a record, offered with the official SDK over standard input and output."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Literal, ParamSpec

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from parley._version import __version__
from parley.errors import ParleyError
from parley.mcp.tools import PASSAGE, Tools, check_word
from parley.mcp.wrapped import MOST_ROWS, NOTICE, ROWS
from parley.records import ACTS, AGREEMENT_STATUSES, MEETING_STATUSES, MODES, STANCES
from parley.views.safety import visible

INSTRUCTIONS = (
    "A sourced record of a negotiation, read from news pages by parley: who said what, talks, agreements, positions,"
    " figures, each with the exact words of a page. Use `ask` for a question, the listings for whole sets, `passages`"
    " for a page's own words. Where nothing is found, say that it is not stated in these documents. Where sources"
    f" differ, give each with its source. {NOTICE}"
)
_P = ParamSpec("_P")
_Name = Annotated[str | None, Field(max_length=200)]
_Day = Annotated[
    str | None, Field(max_length=30, description="A day, month or year: 2031-06-02, 2031-06, 2031.")
]
_Speaker = Annotated[str | None, Field(max_length=200, description="Who says it, by any name on record.")]
_Party = Annotated[
    str | None, Field(max_length=200, description="A side or mediator, by any name on record.")
]
_Issue = Annotated[
    str | None, Field(max_length=80, description="Id of an issue, such as ceasefire; see status.")
]
_Id = Annotated[str, Field(min_length=4, max_length=200, description="An id, or the beginning of one.")]
_Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="Rows at most.")]
_Offset = Annotated[int, Field(ge=0, le=10_000_000, description="Rows left out at the beginning.")]


def server(folder: Path | None) -> MCPServer[None]:
    """A server whose tools read the record in a folder; it has none that write."""
    made: MCPServer[None] = MCPServer(
        "parley", title="parley", instructions=INSTRUCTIONS, version=__version__, log_level="WARNING"
    )
    tools = Tools(folder)
    for tool in (*_look(tools), *_lists(tools)):
        made.add_tool(
            _spoken(tool),
            annotations=ToolAnnotations(
                read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
            ),
            structured_output=False,
        )
    return made


def serve(folder: Path | None) -> None:
    """Serve a record over standard input and output until the client leaves."""
    server(folder).run("stdio")


def _spoken(tool: Callable[_P, str]) -> Callable[_P, str]:
    """A tool whose errors are messages that the client's model can read and act on."""

    @wraps(tool)
    def call(*args: _P.args, **kwargs: _P.kwargs) -> str:
        try:
            return tool(*args, **kwargs)
        except ParleyError as error:
            raise ToolError(visible(str(error))) from error

    return call


def _look(tools: Tools) -> tuple[Callable[..., str], ...]:
    """The tools that look at one thing."""

    def status() -> str:
        """What the record holds: counts of each kind, outlets, languages, dates, who speaks most."""
        return tools.status()

    def ask(
        question: Annotated[str, Field(min_length=1, max_length=1000)],
        limit: Annotated[int, Field(ge=1, le=30)] = 8,
    ) -> str:
        """A question in plain words, answered with rows of the record and the words that they rest on.

        Such as: what has X said about Y since June 2031; who led the delegation of X; did X agree to Y; how has X's
        position on Y changed; how many Z. Where stated is false, the record does not state it.
        """
        return tools.ask(question, limit)

    def search(
        query: Annotated[str, Field(min_length=1, max_length=500)],
        speaker: _Speaker = None,
        party: _Party = None,
        since: _Day = None,
        until: _Day = None,
        outlet: _Name = None,
        issue: _Issue = None,
        document: _Name = None,
        limit: _Limit = ROWS,
        offset: _Offset = 0,
    ) -> str:
        """Passages that hold all words of a query, best first; "quoted words" together, negotiat* any ending."""
        return tools.search(
            query, limit, offset, speaker=speaker, party=party, since=since, until=until, outlet=outlet, issue=issue,
            document=document,
        )  # fmt: skip

    def passages(
        document_id: _Id,
        start: Annotated[int, Field(ge=0, le=100_000_000)] = 0,
        end: Annotated[int | None, Field(ge=0, le=100_000_000)] = None,
    ) -> str:
        """A page's own words from one character to another, and which of them are news, chrome, comments."""
        return tools.passages(document_id, start, end)

    def show(entry_id: _Id) -> str:
        """One entry, page or actor by its id or the beginning of it, with the words around it."""
        return tools.show(entry_id)

    passages.__doc__ = f"{passages.__doc__} At most {PASSAGE:,} characters a call."
    return status, ask, search, passages, show


def _lists(tools: Tools) -> tuple[Callable[..., str], ...]:
    """The tools that list rows of one kind."""

    def statements(
        speaker: _Speaker = None,
        party: _Party = None,
        since: _Day = None,
        until: _Day = None,
        outlet: _Name = None,
        issue: _Issue = None,
        act: Annotated[str | None, Field(description=f"One of: {', '.join(ACTS)}.")] = None,
        mode: Annotated[str | None, Field(description=f"One of: {', '.join(MODES)}.")] = None,
        document: _Name = None,
        limit: _Limit = ROWS,
        offset: _Offset = 0,
    ) -> str:
        """Who is reported to have said what, each with its words."""
        return tools.rows(
            "statements", limit, offset, speaker=speaker, party=party, since=since, until=until, outlet=outlet,
            issue=issue, act=act, mode=mode, document=document,
        )  # fmt: skip

    def positions(
        party: _Party = None,
        issue: _Issue = None,
        stance: Annotated[str | None, Field(description=f"One of: {', '.join(STANCES)}.")] = None,
        since: _Day = None,
        until: _Day = None,
        outlet: _Name = None,
        limit: _Limit = ROWS,
        offset: _Offset = 0,
    ) -> str:
        """Where each side stands on each issue, and how that changed."""
        check_word("stance", stance, STANCES)
        return tools.rows(
            "positions", limit, offset, {"stance": stance} if stance else None, party=party, issue=issue, since=since,
            until=until, outlet=outlet,
        )  # fmt: skip

    def meetings(
        party: _Party = None,
        since: _Day = None,
        until: _Day = None,
        status: Annotated[str | None, Field(description=f"One of: {', '.join(MEETING_STATUSES)}.")] = None,
        limit: _Limit = ROWS,
        offset: _Offset = 0,
    ) -> str:
        """Rounds of talks, summits, visits and calls: sides, heads, place, days, what came of them."""
        check_word("status", status, MEETING_STATUSES)
        only = {"status": status} if status else None
        return tools.rows("meetings", limit, offset, only, party=party, since=since, until=until)

    def agreements(
        party: _Party = None,
        since: _Day = None,
        until: _Day = None,
        status: Annotated[str | None, Field(description=f"One of: {', '.join(AGREEMENT_STATUSES)}.")] = None,
        limit: _Limit = ROWS,
        offset: _Offset = 0,
    ) -> str:
        """What sides agreed, signed, carried out or broke."""
        check_word("status", status, AGREEMENT_STATUSES)
        only = {"status": status} if status else None
        return tools.rows("agreements", limit, offset, only, party=party, since=since, until=until)

    def figures(
        speaker: _Speaker = None,
        party: _Party = None,
        since: _Day = None,
        until: _Day = None,
        outlet: _Name = None,
        issue: _Issue = None,
        document: _Name = None,
        limit: _Limit = ROWS,
        offset: _Offset = 0,
    ) -> str:
        """Numbers, what they count and who claims them (speaker)."""
        return tools.rows(
            "figures", limit, offset, speaker=speaker, party=party, since=since, until=until, outlet=outlet,
            issue=issue, document=document,
        )  # fmt: skip

    def timeline(
        party: _Party = None,
        since: _Day = None,
        until: _Day = None,
        kind: Literal["meeting", "agreement", "position", "incident"] | None = None,
        limit: _Limit = ROWS,
        offset: _Offset = 0,
    ) -> str:
        """What happened when: talks, agreements and their fate, changes of position, incidents, in order of time."""
        only = {"kind": kind} if kind else None
        return tools.rows("timeline", limit, offset, only, party=party, since=since, until=until)

    return statements, positions, meetings, agreements, figures, timeline
