"""``parley build`` and ``parley add``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from parley.cli.options import Command, model_options
from parley.cli.output import amount, clean, is_terminal, say, tally
from parley.cli.progress import progress

if TYPE_CHECKING:
    from parley.builder import Report
    from parley.locate import Place

_F = TypeVar("_F", bound=Callable[..., Any])

_RECORD = click.option(
    "-o",
    "-r",
    "--record",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="REC",
    help="The record's folder, made if need be [default: PARLEY_RECORD; the record found from here "
    "upwards; .parley in the one folder that is read, else here].",
)
_PROFILE = click.option(
    "--profile",
    metavar="NAME_OR_FILE",
    help="The negotiation's data; kept with the record, a file as a copy.",
)
_WORKERS = click.option(
    "--workers", type=click.IntRange(min=0), metavar="N", help="Processes that read pages; 0 is one a core."
)


def _reading_options(command: _F) -> _F:
    """Where the record lies and how pages are read; all but ``--record`` are settings by their names."""
    return _RECORD(_PROFILE(_WORKERS(model_options(command))))


@click.command(
    cls=Command,
    examples="""parley build ~/talks
                parley build ~/talks crawl.warc.gz -o rec --profile talks.toml
                zcat pages.jsonl.gz | parley build - -o rec
                parley build    (in a record: bring it up to date with its sources)""",
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@_reading_options
def build(sources: tuple[str, ...], record: Path | None, **settings: Any) -> int:
    """Read SOURCES into a record and link it.

    A source is a file or folder of .txt, .html, .jsonl, .warc.gz or feed files, or - for standard
    input. A page that is stored and unchanged is not read again; one that cannot be read is listed by
    `parley rejections`, and the exit code is 3.
    """
    return _extend(sources, record, settings, link=True)


@click.command(cls=Command, examples="parley add crawl-2031-06.warc.gz -r rec")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_reading_options
def add(sources: tuple[str, ...], record: Path | None, **settings: Any) -> int:
    """Read SOURCES into a record without linking it: for many sources one after the other.

    `parley build` links what was added.
    """
    return _extend(sources, record, settings, link=False)


def _extend(sources: tuple[str, ...], record: Path | None, settings: dict[str, Any], link: bool) -> int:
    from parley import api, locate

    place = locate.target(sources, record) if sources else locate.find(record)
    with progress("reading pages") as tick:
        report = api.extend(place, sources, **settings, link=link, stdin=sys.stdin.buffer, progress=tick)
    return tell(place, report, link)


def tell(place: Place, report: Report, link: bool) -> int:
    """The outcome on standard error, what to do next for a person, and the exit code."""
    parts = {"read": report.read, "read again": report.refound, "unchanged": report.unchanged}
    done = [f"{number:,} {word}" for word, number in parts.items() if number]
    say(f"{place.folder}: {amount(report.pages, 'page')}" + (f" ({', '.join(done)})" if done else ""))
    say(f"the record holds {_held(place)}")
    if report.superseded:
        say(f"{amount(report.superseded, 'page')} changed since; the older version stays beside the new one")
    for source in report.missing:
        say(f"{source}: not there now; what it gave stays in the record")
    if report.gone:
        say(f"{amount(report.gone, 'page')} no longer found in the sources; they stay in the record")
    for kind, counts in sorted(report.counts.items()):
        say(f"counted for {tally(kind, counts)}")
    for kind, count in sorted(report.incomplete.items()):
        say(f"{kind} not all found on {amount(count, 'page')}; these are kept, the next build tries again")
    if report.lacking:
        say(f"  {clean(report.lacking)}")
    for step, count in sorted(report.faults.items()):
        say(f"{step} failed on {amount(count, 'page')}; nothing stored is lost, the next build tries again")
    if report.fault:
        say(f"  {report.fault} (please report this)")
    rejected = sum(report.rejected.values())
    if rejected:
        why = ", ".join(f"{count:,} {code}" for code, count in sorted(report.rejected.items()))
        say(f"{amount(rejected, 'input')} rejected: {why} (see: parley rejections -r {place.folder})")
    if is_terminal(sys.stderr):
        say(f"next: parley {'status' if link else 'build'} -r {place.folder}")
    return 1 if report.faults or report.incomplete else 3 if rejected else 0


def _held(place: Place) -> str:
    """What is in the record now; pages of the same content are one."""
    from parley import api

    with api.open(place.folder) as record, record.view() as view:
        counts = view.counts()
    parts = [amount(counts["documents"], "distinct page")]
    kinds = ("statements", "figures", "actors")
    return ", ".join(parts + [amount(counts[k], k.removesuffix("s")) for k in kinds if k in counts])
