"""``parley diff``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.choices import choices
from parley.cli.options import Command, Word, form_options, record_option
from parley.cli.output import amount, clean, console, is_terminal, write_json, write_plain, write_rows

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Row = dict[str, Any]
_Item = Sequence[
    tuple[str, Row, Sequence[Row]]
]  # of one page or both: which, its words, and what in them is its own
_PARTS = ("shared", "changed", "cut", "added", "quotes", "figures", "speakers")
_STYLES = {"a": "red", "b": "green"}
_PLACE = 6  # columns of the offset at which a sentence begins


@click.command(
    cls=Command,
    examples="""parley diff doc-71c0 doc-9be2
                parley diff gazette/truce.html herald/truce.html --part quotes --part figures
                parley diff doc-71c0 doc-9be2 --json | jq .only_b""",
)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@record_option
@click.option(
    "--part",
    "wanted",
    type=Word("part", _PARTS),
    multiple=True,
    help=f"Only this, may be given again: {', '.join(_PARTS)}.",
)
@form_options
def diff(a: str, b: str, record: Path | None, wanted: tuple[str, ...], form: str | None) -> None:
    """Two pages beside each other: what both print, what is told in other words, what only one has.

    A and B are pages by id, the beginning of one, or uri; an older version of a page goes by its id. Only
    content is compared. Numbers are offsets into the page's text.
    """
    from parley import api
    from parley.views.diff import parts

    with api.open(record) as opened, choices(opened):
        found = opened.diff(a, b)
    if form == "json":
        write_json(found)
        return
    chosen = wanted or _PARTS
    rows = [row for row in parts(found) if row["part"] in chosen]
    if form:
        write_rows(form, "diff", rows)
    elif is_terminal():
        _draw(found, chosen)
    else:
        write_plain(list(_HEADER), (tuple(row[name] for name in _HEADER) for row in rows))


_HEADER = ("part", "what", "a_start", "a_end", "a", "b_start", "b_end", "b")


def _draw(found: Row, chosen: Sequence[str]) -> None:
    """The account for a person: both pages, how much they share, then part by part."""
    from rich.text import Text

    out = console()
    for side in ("a", "b"):
        out.print(Text.assemble((f"{side.upper()}  ", f"bold {_STYLES[side]}"), _page(found[side])))
    out.print(Text(_summary(found), style="dim"))
    if "shared" in chosen:
        _section(out, "In both, word for word", ([("a", a, ()), ("b", b, ())] for a, b in found["passages"]))
    if "changed" in chosen:
        pairs = ([("a", p["a"], p["cut"]), ("b", p["b"], p["added"])] for p in found["changed"])
        _section(out, "In other words", pairs)
    for part, side in (("cut", "a"), ("added", "b")):
        if part in chosen:
            items = ([(side, item, ())] for item in found[f"only_{side}"])
            _section(out, f"Only in {side.upper()}", items)
    for part in ("quotes", "figures"):
        if part in chosen:
            _section(out, part.capitalize(), _told(found[part]))
    if "speakers" in chosen:
        _speakers(out, found["speakers"])


def _told(part: Row) -> Iterable[_Item]:
    """Quotations or figures that differ: the changed in pairs, then those that only one page has."""
    for a, b in part["changed"]:
        yield [("a", _words(a), ()), ("b", _words(b), ())]
    for side in ("a", "b"):
        yield from ([(side, _words(item), ())] for item in part[f"only_{side}"])


def _words(item: Row) -> Row:
    found: Row = item.get("evidence") or item
    return found


def _section(out: Console, title: str, items: Iterable[_Item]) -> None:
    """A heading with its number, then each item: the pages\' words with the offsets where they stand."""
    from rich.table import Table
    from rich.text import Text

    listed = list(items)
    if not listed:
        return
    out.print(Text(f"\n{title} ({len(listed):,})", style="bold"))
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(width=_PLACE, justify="right", style="dim")
    grid.add_column(overflow="fold")
    for item in listed:
        for side, words, marks in item:
            grid.add_row(
                Text(side.upper(), style=_STYLES[side]), str(words["start"]), _marked(side, words, marks)
            )
        if len(item) > 1:
            grid.add_row("", "", "")
    out.print(grid)


def _marked(side: str, words: Row, marks: Sequence[Row]) -> Text:
    """Words on one line; what the other page has otherwise in the colour of this one."""
    from rich.text import Text

    shown = Text(clean(words["quote"]).replace("\n", " "))
    for mark in marks:
        start = mark["start"] - words["start"]
        shown.stylize(f"bold {_STYLES[side]}", start, start + len(mark["quote"]))
    return shown


def _page(page: Row) -> Text:
    from rich.text import Text

    from parley.cli.cards import short, when

    known = (when(page["published"]), page["outlet"], page["title"], page["uri"])
    line = Text(" · ".join(clean(part) for part in known if part))
    return line.append(f" · {short(page['id'])}", style="dim italic")


def _summary(found: Row) -> str:
    kind = {
        "copy": "nearly the same text",
        "rewrite": "much of the same text",
        "passages": "passages in common",
    }
    shares = (
        f"{found['containment_a']:.0%} of A is in B word for word, {found['containment_b']:.0%} of B in A"
    )
    told = [_counted(side.upper(), found["paragraphs"][side]) for side in ("a", "b")]
    said = f"{kind[found['kind']]}: {shares}" if found["kind"] else "no passage in common"
    return f"{said}\n{'; '.join(told)}"


def _counted(name: str, counts: Mapping[str, int]) -> str:
    return (
        f"{amount(sum(counts.values()), 'paragraph')} of {name}: {counts['same']:,} the same,"
        f" {counts['changed']:,} changed, {counts['only']:,} alone"
    )


def _speakers(out: Console, found: Mapping[str, Sequence[str]]) -> None:
    from rich.text import Text

    if any(found.values()):
        out.print(Text("\nHeard", style="bold"))
    for name, title in (("both", "in both"), ("only_a", "only in A"), ("only_b", "only in B")):
        if found[name]:
            out.print(Text(f"{title:>9}  {', '.join(map(clean, found[name]))}"))
