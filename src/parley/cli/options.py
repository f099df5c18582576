"""Options that commands share, and the words they may take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

_F = TypeVar("_F", bound=Callable[..., Any])


if TYPE_CHECKING:
    _TextType = click.ParamType[str]
else:
    _TextType = click.ParamType  # not generic in the oldest click that is allowed


class Word(_TextType):
    """One of a few known words; for any other the error names the nearest."""

    name = "word"

    def __init__(self, kind: str, known: tuple[str, ...]) -> None:
        self.kind = kind
        self.known = known

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word itself.

        Raises:
            click.UsageError: If it is not known.
        """
        from parley.errors import UsageError
        from parley.views.filters import one_of

        try:
            return one_of(self.kind, str(value), self.known)
        except UsageError as error:
            raise click.UsageError(str(error), ctx) from error

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """The words in short."""
        return "|".join(self.known) if len(self.known) <= 4 else self.kind.upper()

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """The words that begin as typed."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in self.known if word.startswith(incomplete)]


class Command(click.Command):
    """A command with examples under its help, and errors that follow `parley.cli.main`."""

    def __init__(self, *args: Any, examples: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = "\n".join(f"  {line.strip()}" for line in examples.strip().splitlines())
        self.epilog = f"\b\nExamples:\n{lines}"


def record_option(command: _F) -> _F:
    """``-r/--record REC``."""
    return click.option(
        "-r",
        "--record",
        type=click.Path(path_type=Path),
        metavar="REC",
        help="The record's folder [default: PARLEY_RECORD, or found from here upwards].",
    )(command)


def log_option(command: _F) -> _F:
    """``--log-json``, for a command that may take long; it may stand before any command too."""
    about = "Say on standard error what is done as JSON, one object a line."
    return click.option("--log-json", is_flag=True, expose_value=False, help=about)(command)


def model_options(command: _F) -> _F:
    """``--llm-model`` and ``--llm-endpoint``."""
    for flag, metavar, about in (
        ("--llm-endpoint", "URL", "Where it is asked, such as http://127.0.0.1:11434/v1 (not kept)."),
        ("--llm-model", "NAME", "A language model to ask for statements too: docs/llm.md; '' asks none."),
    ):
        command = click.option(flag, metavar=metavar, help=about)(command)
    return command


def fetch_options(command: _F) -> _F:
    """``--limit`` and ``--allow-private``, for a command that fetches."""
    for option in (
        click.option(
            "--allow-private",
            is_flag=True,
            help="Addresses may lead into your own network, and name any port.",
        ),
        click.option(
            "--limit",
            type=click.IntRange(min=0),
            metavar="N",
            help="Of the pages that feeds and sitemaps list, the N newest; the rest waits for the next run "
            "[default: 1000].",
        ),
    ):
        command = option(command)
    return command


def json_option(command: _F) -> _F:
    """``--json``, for a command that shows one thing."""
    return click.option("--json", "as_json", is_flag=True, help="As one JSON value.")(command)


def form_options(command: _F) -> _F:
    """``--json``, ``--nl`` and ``--csv``, for a listing; the parameter is `form`."""
    for flag, value, about in (
        ("--csv", "csv", "As CSV, safe to open in a spreadsheet."),
        ("--nl", "nl", "As JSON Lines, one row a line."),
        ("--json", "json", "As one JSON array."),
    ):
        command = click.option(flag, "form", flag_value=value, help=about)(command)
    return command


def context_option(command: _F) -> _F:
    """``--context N``, for a listing of entries."""
    return click.option(
        "--context",
        type=click.IntRange(min=0, max=20),
        metavar="N",
        help="With its whole paragraph, and N more before and after.",
    )(command)


_FILTERS: dict[str, dict[str, Any]] = {
    "speaker": {"metavar": "NAME", "help": "Who says or claims it; any spelling on record."},
    "party": {"metavar": "NAME", "help": "The side or mediator that the speaker belongs to."},
    "since": {
        "metavar": "DATE",
        "help": "On or after a day, month or year, as far as known: 2031-06-02, 2031-06, 2031.",
    },
    "until": {"metavar": "DATE", "help": "On or before a day, month or year, as far as known."},
    "outlet": {"metavar": "NAME", "help": "Published by."},
    "issue": {"metavar": "ID", "help": "Touching an issue of the profile, such as ceasefire."},
    "document": {"metavar": "ID", "help": "From one page, by its id, the beginning of it, or its address."},
    "once": {
        "is_flag": True,
        "help": "Without pages that carry the text of an earlier one (copies of a wire story, a page crawled twice), "
        "and without what a wire replaced or withdrew.",
    },
    "limit": {"type": click.IntRange(min=1), "metavar": "N", "help": "At most N rows."},
}


def filter_options(*names: str, **helps: str) -> Callable[[_F], _F]:
    """The named filters of `parley.store.base.Filter`; `helps` says of one what it means in this command."""

    def wrap(command: _F) -> _F:
        for name in reversed(names):
            told = {"help": helps[name]} if name in helps else {}
            command = click.option(f"--{name}", **{**_filter(name), **told})(command)
        return command

    return wrap


def _filter(name: str) -> dict[str, Any]:
    if name in ("act", "mode"):
        from parley.records import ACTS, MODES

        known = ACTS if name == "act" else MODES
        return {"type": Word(name, known), "help": f"One of: {', '.join(known)}."}
    if name == "review":
        from parley.store.decisions import REVIEWS

        about = f"What a person decided: {', '.join(REVIEWS)}."
        return {"type": Word(name, REVIEWS), "help": about}
    return _FILTERS[name]
