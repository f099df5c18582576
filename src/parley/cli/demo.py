"""``parley demo``: the product's first minute."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from parley.cli.listings import draw
from parley.cli.options import Command
from parley.cli.output import console

Row = dict[str, Any]
FICTION = "A negotiation that never took place: its states, people and newspapers are invented."
BEST = 4  # statements shown: they and the summary fit one screen
_TELLING = ("accuse", "threaten", "deny", "demand", "reject", "offer", "agree", "warn")


@click.command(cls=Command, examples="parley demo /tmp/demo")
@click.argument("out", type=click.Path(path_type=Path, file_okay=False), default="demo")
def demo(out: Path) -> None:
    """Build the record of the bundled example in OUT and look around.

    The example is fiction: its states, people and newspapers do not exist.
    """
    import parley
    from parley import api, locate
    from parley.cli import status
    from parley.cli.progress import progress

    example = Path(parley.__file__).parent / "example"
    place = locate.Place(out.expanduser().resolve() / "record")
    with progress("reading the example") as tick:
        api.extend(place, [str(example / "pages")], profile=str(example / "profile.toml"), progress=tick)
    with api.open(place.folder) as record:
        click.echo(f"{FICTION}\n")
        console().print(status.screen({**record.status(), "runs": []}))  # each run takes other seconds
        click.echo("\nSome of what was said, and where it stands\n")
        draw(record, "statements", best(record.statements(), BEST))
        page = record.dossier(out / "dossier", title="The Ostrel Strait talks", note=FICTION)
    _next(place.folder, page)


def best(rows: Sequence[Row], count: int) -> list[Row]:
    """The statements that show most of what a record holds: by different speakers, resolved, quoted.

    Ties are broken by order, so the choice is the same in every run.
    """
    ranked = sorted(range(len(rows)), key=lambda i: (-_worth(rows[i]), i))
    chosen: list[int] = []
    for i in ranked:
        speakers = {rows[j]["speaker"]["name"] for j in chosen}
        acts = {rows[j]["act"] for j in chosen}
        if _worth(rows[i]) > 0 and rows[i]["speaker"]["name"] not in speakers and rows[i]["act"] not in acts:
            chosen.append(i)
        if len(chosen) == count:
            break
    return [rows[i] for i in sorted(chosen)]


def _worth(row: Row) -> int:
    """How much a statement shows: points for a telling act, quoted words, a resolved name, an issue."""
    speaker = row["speaker"]
    if not speaker or not speaker["name"] or not row["cue"] or not 50 <= len(row["content"]) <= 180:
        return 0
    signs = (row["act"] in _TELLING, row["mode"] == "mixed", speaker["surface"] != speaker["name"])
    return 1 + 2 * sum(map(int, signs)) + int(bool(row["about"]))


def _next(folder: Path, page: Path) -> None:
    """What to do now."""
    rows = (
        (f"open {page}", "every entry beside its highlighted words"),
        (f"parley statements -r {folder}", "all statements; --speaker, --issue, --since choose"),
        (f"parley verify -r {folder}", "re-reads every quotation against its page"),
        ("parley build FOLDER", "the same for your own pages"),
    )
    click.echo("Next:")
    for command, about in rows:
        click.echo(f"  {command}\n      {about}")
