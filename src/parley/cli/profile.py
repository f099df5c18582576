"""``parley profile``: list, show, make and check the data of negotiations."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.options import Command, json_option
from parley.cli.output import amount, clean, is_terminal, say, write_json, write_plain

if TYPE_CHECKING:
    from parley.issues import WrongExample
    from parley.profiles import Places, Profile


@click.group()
def profile() -> None:
    """The data of a negotiation: its states, organisations and issues. docs/adding-a-profile.md tells all."""


@profile.command(
    "list",
    cls=Command,
    examples="""parley profile list
                parley profile list --json""",
)
@json_option
def list_shipped(as_json: bool) -> None:
    """The profiles that come with parley, and the issues of each."""
    from parley.profiles import load_profile, shipped

    found = {name: [issue.id for issue in load_profile(name).issues] for name in shipped()}
    if as_json:
        write_json([{"name": name, "issues": issues} for name, issues in found.items()])
    elif is_terminal():
        for name, issues in found.items():
            click.echo(click.style(name, bold=True) + f"  {amount(len(issues), 'issue')}")
            click.echo(click.wrap_text(", ".join(issues), initial_indent="  ", subsequent_indent="  "))
    else:
        write_plain(("profile", "issues"), ((name, " ".join(issues)) for name, issues in found.items()))


@profile.command(
    cls=Command,
    short_help="What a profile holds, inherited entries too.",
    examples="""parley profile show peace
                parley profile show talks.toml --json""",
)
@click.argument("name")
@json_option
def show(name: str, as_json: bool) -> None:
    """What the profile NAME, shipped or a file, holds: inherited entries too."""
    from parley.profiles import load_profile

    found = load_profile(name)
    if as_json:
        write_json(dataclasses.asdict(found))
    elif is_terminal():
        _show(found)
    else:
        write_plain(("kind", "name", "about", "codes"), _lines(found))


@profile.command(
    cls=Command,
    examples="""parley profile new talks
                parley profile new straits --from nuclear
                parley profile new mine --from talks.toml --whole""",
)
@click.argument("name")
@click.option(
    "--from",
    "parent",
    metavar="NAME_OR_FILE",
    default="peace",
    help="Begin with its issues [default: peace].",
)
@click.option("--whole", is_flag=True, help="Copy its entries into the file, to edit each of them.")
def new(name: str, parent: str, whole: bool) -> None:
    """Write NAME.toml, a profile to edit, into this folder. What exists is never overwritten.

    With a file in --from the new one is its copy, since a record takes one file along, not two.
    """
    from parley.errors import UsageError
    from parley.profiles import load_profile, new_text, shipped

    path = Path(name if name.endswith(".toml") else f"{name}.toml")
    if path.stem in shipped():
        raise UsageError(f"{path.stem} is the name of a shipped profile; take another")
    text = new_text(path.stem, parent, whole)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{path}: there is a file already; it is left as it is") from error
    load_profile(str(path))
    say(f"wrote {path}\nnext: edit it, then: parley profile check {path}")


@profile.command(
    cls=Command,
    short_help="Whether a file is a profile in order.",
    examples="""parley profile check talks.toml
                parley profile check peace""",
)
@click.argument("file")
def check(file: str) -> int:
    """Whether FILE is a profile in order, and whether each example sentence is told as it says.

    The exit code is 1 where an example of the file itself is not. Where the file's patterns change what
    an inherited example is told as, that is a remark.
    """
    from parley.profiles import load_profile, source_of

    found = load_profile(file)
    places, own = source_of(file)
    wrong = list(found.wrong_examples())
    for example in wrong:
        say(f"{_place(example, places, own)}: {_complaint(example)}")
    bad = sum(example.issue in own for example in wrong)
    read = sum(len(i.examples) + len(i.not_examples) for i in found.issues)
    told = f"{bad} of the file's own wrong" if bad else "the file's own are right"
    say(f"{found.name}: {_counts(found)}; {amount(read, 'example')} read, {told}")
    return 1 if bad else 0


def _place(example: WrongExample, places: Places, own: frozenset[str]) -> str:
    if example.issue not in own:
        return f"{places.name} (remark, inherited)"
    line = places.line_of(example.sentence)
    return f"{places.name}, line {line}" if line else places.name


def _complaint(example: WrongExample) -> str:
    told = f"told as {example.found!r}" if example.found else "told as no issue"
    kind = "example" if example.meant else "not_example"
    return f"{kind} of {example.issue!r} is {told}: {example.sentence}"


def _counts(found: Profile) -> str:
    numbers = (
        (len(found.states), "state"),
        (len(found.organizations), "organization"),
        (len(found.issues), "issue"),
    )
    return ", ".join(amount(number, noun) for number, noun in numbers)


def _lines(found: Profile) -> Iterator[tuple[Any, ...]]:
    for state in found.states:
        yield "state", state.name, " ".join(filter(None, (state.role, state.side))), state.code
    for body in found.organizations:
        yield "organization", body.name, body.role, None
    for issue in found.issues:
        yield "issue", issue.id, issue.title, " ".join((*issue.pax, *issue.plover))


def _show(found: Profile) -> None:
    click.echo(click.style(clean(found.name), bold=True) + f"  {_counts(found)}")
    rows = [tuple(clean(field) for field in line) for line in _lines(found)]
    width, about = (max((len(row[place]) for row in rows), default=0) for place in (1, 2))
    last = ""
    for kind, name, title, codes in rows:
        if kind != last:
            click.echo(f"\n{kind}s")
        click.echo(f"  {name:{width}}  {title:{about}}  {click.style(codes, dim=True)}".rstrip())
        last = kind
