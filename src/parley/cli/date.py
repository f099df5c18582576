"""``parley date``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from parley.cli.choices import choices
from parley.cli.options import Command, json_option, record_option
from parley.cli.output import amount, console, is_terminal, say, write_json

Row = dict[str, Any]
_BASES = {
    "metadata": "its metadata say so",
    "user": "settled by hand",
    "text": "the page prints it",
    "inferred": "from what the pages say",
    "unknown": "nothing tells",
}


@click.command(
    cls=Command,
    examples="""parley date doc-71c0
                parley date doc-71c0 2031-06-03
                parley date doc-71c0 --take-back""",
)
@click.argument("document", metavar="PAGE")
@click.argument("edtf", metavar="[DATE]", required=False)
@record_option
@click.option("--take-back", is_flag=True, help="Take a date back that was settled by hand.")
@json_option
def date(document: str, edtf: str | None, record: Path | None, take_back: bool, as_json: bool) -> None:
    """How the date of a page is known; with a DATE, settle it by hand, and all that hangs on it is dated anew.

    A DATE is a day, a month, a year, or an interval: 2031-06-03, 2031-06, 2031-06-02/2031-06-09.
    """
    from parley import api
    from parley.cli.cards import when

    if edtf is not None and take_back:
        raise click.UsageError("name a DATE or --take-back, not both")
    if edtf is not None or take_back:
        with api.open(record) as opened, choices(opened):
            before = opened.dating(document)
        api.settle_date(record, document, edtf)
    with api.open(record) as opened, choices(opened):
        found = opened.dating(document)
    if edtf is not None and _contradicts(before["published"], found["published"]):
        say(f"parley: note: {_BASES[before['published']['basis']]}, it is {when(before['published'])}")
    if as_json:
        write_json(found)
    else:
        print_dating(found)


def _contradicts(proved: Row, settled: Row) -> bool:
    """Whether a date settled by hand lies outside what was known before, other than by hand."""
    if proved["basis"] == "user":
        return False
    too_early = proved["earliest"] and settled["latest"] and settled["latest"] < proved["earliest"]
    too_late = proved["latest"] and settled["earliest"] and settled["earliest"] > proved["latest"]
    return bool(too_early or too_late)


def print_dating(found: Row) -> None:
    """A page's date and its proof, a sentence a clue, each with the words that it rests on."""
    from parley.cli.cards import short, when

    published, out = found["published"], console()

    def tell(words: str, style: str = "") -> None:
        out.print(words, style=style, markup=False, soft_wrap=not is_terminal())

    many = f", one of {found['days']} days" if (found["days"] or 0) > 1 else ""
    tell(f"{short(found['id'])}  {found['title'] or found['uri']}", "bold")
    tell(f"{when(published) or 'not dated'}{many}: {_BASES[published['basis']]}")
    for number, clue in enumerate(clues(published["proof"]), 1):
        tell(f"\n{number}. {clue['says']}")
        for words in clue["words"]:
            page = "" if words["document_id"] == found["id"] else f" in {short(words['document_id'])}"
            tell(f'   "{words["quote"]}" ({words["start"]}:{words["end"]}){page}', "dim")
    if found["dropped"]:
        tell(f"\n{amount(len(found['dropped']), 'clue')} contradicted these and gave way:", "yellow")
        for told in found["dropped"]:
            tell(f"   {told}", "dim")


def clues(proof: list[Row]) -> list[Row]:
    """The proofs of one clue together: what it says, and its words."""
    out: list[Row] = []
    for step in proof:
        if step["value"] is not None or not out or out[-1]["rule"] != step["rule"]:
            says = step["value"] or step["rule"]
            out.append({"rule": step["rule"], "says": says[:1].upper() + says[1:] + ".", "words": []})
        if step["evidence"]:
            out[-1]["words"].append(step["evidence"])
    return out
