"""``parley``: the table of commands, and the one place where errors become messages and exit codes.

Exit codes: 0 ok, 1 failure, 2 usage, 3 finished with rejected inputs, 130 interrupted. A command is
imported when it runs, so that ``parley --help`` imports none.
"""

from __future__ import annotations

import atexit
import contextlib
import difflib
import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import takewhile
from typing import Any, NoReturn

import click

from parley._version import __version__
from parley.errors import ParleyError, UsageError

OK, FAILURE, USAGE, REJECTED, INTERRUPTED = 0, 1, 2, 3, 130

# Section -> command -> (module in parley.cli, one line of help). The command's name is its function's.
COMMANDS = {
    "Make a record": {
        "build": ("build", "Read pages into a record, or bring a record up to date."),
        "init": ("init", "Make an empty record."),
        "add": ("build", "Read pages into a record without linking it."),
        "load": ("load", "Take pages that were read by another engine into a record."),
        "watch": ("build", "Ask feeds for new pages and add them, round after round."),
        "demo": ("demo", "Build the bundled example, a fiction, and look around."),
    },
    "The negotiation": {
        "timeline": ("timeline", "What happened when: talks, agreements, positions, incidents."),
        "meetings": ("meetings", "Rounds of talks, summits, visits, calls: past and to come."),
        "agreements": ("agreements", "What sides agreed, carried out or broke."),
        "positions": ("positions", "Where each side stands on each issue, and how that changed."),
        "incidents": ("incidents", "What happened beside the table: strikes, arrests, sanctions, visits."),
    },
    "Who says what": {
        "statements": ("listings", "Who said what, with the words it rests on."),
        "figures": ("listings", "Numbers, what they count and who claims them."),
        "compare": ("compare", "What pages and speakers tell differently, or alike."),
        "actors": ("listings", "Persons, states, bodies, anonymous sources."),
        "who": ("who", "One person, state or body: names, offices, what it said, where it took part."),
    },
    "The pages": {
        "documents": ("listings", "The pages that were read."),
        "new": ("new", "What the latest pages tell that no earlier page told."),
        "families": ("listings", "Pages that carry the same wire story."),
        "stories": ("listings", "Pages that tell of one event."),
        "diff": ("diff", "What two pages share, and what either cut, added or changed."),
        "rejections": ("listings", "The inputs that were not read, each with its reason."),
    },
    "Look closer": {
        "status": ("status", "What is in the record, on one screen."),
        "search": ("search", "Passages that hold all the given words."),
        "ask": ("ask", "A question in plain words, answered with the record's own entries."),
        "show": ("show", "One entry, page or actor, in its context."),
        "explain": ("explain", "Why an entry is in the record: who, on what grounds, by which words."),
    },
    "Settle by hand": {
        "review": ("review", "Accept, reject, correct or note entries, one after the other."),
        "date": ("date", "How the date of a page is known; or settle it."),
        "join": ("who", "Two names are one actor; or take that back."),
        "split": ("who", "A name of an actor means somebody else; or take that back."),
    },
    "Check it and take it elsewhere": {
        "verify": ("verify", "Re-read every quotation against its page."),
        "doctor": ("verify", "Check the record's file, its indexes and its references."),
        "backup": ("copies", "Write the whole record into one file."),
        "restore": ("copies", "Put a backup back, as a new record."),
        "migrate": ("copies", "Copy a record to a PostgreSQL server, or from one."),
        "export": ("export", "Write the record, or a part, in one of many formats."),
        "cite": ("cite", "The citation of a page or an entry, with its words."),
        "dossier": ("dossier", "Write a static site that opens from disk."),
        "serve": ("serve", "Read and share the record in a browser."),
        "brief": ("brief", "Write a brief of a period, as Markdown or for Word."),
        "plot": ("plot", "Draw the timeline, positions, figures, meetings or coverage."),
        "mcp": ("mcp", "Serve the record to a language model's client, read-only."),
    },
    "More": {
        "config": ("config", "Show or change settings."),
        "profile": ("profile", "List, show, make and check the data of a negotiation."),
        "times": ("times", "What dates and times a text tells, and what days they mean."),
        "step": ("step", "Run one step alone, JSON Lines in and out."),
        "completion": ("completion", "Print the completion script of a shell."),
    },
}
_TABLE = {name: entry for section in COMMANDS.values() for name, entry in section.items()}

EPILOG = """\b
Start here:
  parley demo                           a look around, in a fictional negotiation
  parley build ~/talks                  your own pages; the record goes to ~/talks/.parley
  parley statements --speaker Veshnik   who said what, with evidence

A record is found from the current folder upwards, or named with -r REC or PARLEY_RECORD."""


class Commands(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the help page."""
        return list(_TABLE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in _TABLE:
            return None
        command: click.Command = getattr(import_module(f"parley.cli.{_TABLE[cmd_name][0]}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name, or an error that names the nearest one."""
        if args and args[0] not in _TABLE and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], _TABLE, 1)
            hint = f"did you mean {near[0]!r}?" if near else "see: parley --help"
            raise click.UsageError(f"no command {args[0]!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by section, from the table alone."""
        width = max(map(len, _TABLE))
        for section, commands in COMMANDS.items():
            with formatter.section(section):
                formatter.write_dl([(name.ljust(width), about) for name, (_, about) in commands.items()])


@click.group(
    cls=Commands,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--log-json", is_flag=True, expose_value=False, help="Say on standard error what is done as JSON lines."
)
@click.version_option(__version__, prog_name="parley", message="%(prog)s %(version)s")
def cli() -> None:
    """News pages about a negotiation in, a sourced record out: who said what, which figures were
    claimed by whom, each with the exact words it rests on."""


def run(args: Sequence[str] | None = None, *, lasting: list[object] | None = None) -> int:
    """Run the command line; the exit code.

    Args:
        args: Of the command line; None: those of this process.
        lasting: Where nothing else is done in this process: takes what need not end before it does.
    """
    _prepare_streams()
    given = (sys.argv[1:] if args is None else list(args)) or ["--help"]
    try:
        code = _logged(given, lasting) if _wants_log(given) else _run(given, lasting)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader has left, as `head` does. Nothing more can be written, at exit neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def main() -> NoReturn:
    """The entry point."""
    gc.set_threshold(50_000, 20, 50)  # few objects hold each other in rings: see `parley.sweeps`
    code = FAILURE  # of what is no error of ours, which Python then shows
    # Held to the end: to take apart what a build of ten pages has read of 20,000 is 0.2 of its 3.6 s.
    lasting = list[object]()
    atexit.register(lambda held: _leave(code), lasting)
    code = run(lasting=lasting)
    sys.exit(code)


def _leave(code: int) -> NoReturn:
    """End the process when all else that is to be done at its end is: the last word, for it came first.

    What it holds in memory the system lets go at once.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _wants_log(args: Sequence[str]) -> bool:
    """Known before the command line is parsed, for errors in it are told so too."""
    return "--log-json" in takewhile(lambda arg: arg != "--", args)


def _logged(args: Sequence[str], lasting: list[object] | None) -> int:
    from parley.cli import log

    return log.command(args, __version__, lambda: _run(args, lasting))


def _run(args: Sequence[str], lasting: list[object] | None) -> int:
    try:
        # What a command finds in its context where its process does nothing else.
        result: Any = cli.main(list(args), prog_name="parley", standalone_mode=False, obj=lasting)
    except click.UsageError as error:
        message, path = _meant(error), error.ctx.command_path if error.ctx else "parley"
        _say(message if "--help" in message else f"{message} (see: {path} --help)")
        return USAGE
    except click.ClickException as error:
        _say(error.format_message())
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted; what was stored before stays, and the next build goes on from it")
        return INTERRUPTED
    except ParleyError as error:
        _say(str(error))
        return USAGE if isinstance(error, UsageError) else FAILURE
    except BrokenPipeError:
        raise
    except OSError as error:
        _say(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return FAILURE
    return result if isinstance(result, int) else OK


def _meant(error: click.UsageError) -> str:
    """What is wrong with a command line; of a folder where a record's name is an option, how to name it."""
    message = error.format_message().rstrip(".")
    names = {param.name for param in error.ctx.command.params} if error.ctx else set()
    if "unexpected extra argument" in message and "record" in names:
        return f"{message}; a record is named with -r REC"
    return message


def _prepare_streams() -> None:
    """Pipes carry UTF-8 and line feeds on every system; what a terminal cannot show is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _say(message: str) -> None:
    log = sys.modules.get("parley.cli.log")  # not there unless something has asked for it
    if log and log.is_on():
        log.event("error", log.ERROR, message=" ".join(message.split()))
        return
    click.echo("parley: " + " ".join(message.split()), err=True)
