"""``parley demo``: the product's first minute."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from parley.cli.options import Command

Row = dict[str, Any]
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
        click.echo("A negotiation that never took place: states, people and newspapers are invented.\n")
        status.show(record.status())
        _statements(record, best(record.statements(), BEST))
        page = record.dossier(out / "dossier")
        checked = record.verify()
    _next(out, page, checked)


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
    speaker = row["speaker"]
    if not speaker or not speaker["name"] or not row["cue"] or not 50 <= len(row["content"]) <= 180:
        return 0
    return (
        1
        + (row["act"] in _TELLING) * 2
        + (row["mode"] == "mixed") * 2
        + (speaker["surface"] != speaker["name"]) * 2
        + bool(row["about"])
    )
