"""``parley build``, ``parley add`` and ``parley watch``."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from parley.cli.options import Command, fetch_options, log_option, model_options
from parley.cli.output import amount, clean, is_terminal, say, tally
from parley.cli.progress import progress
from parley.sweeps import seldom

if TYPE_CHECKING:
    from parley.api import Fetching
    from parley.aside import Aside
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
_STORE = click.option(
    "--store",
    metavar="URL",
    help="Where a new record is kept: postgresql://USER@HOST/DATABASE?schema=NAME [default: in its folder].",
)
_WORKERS = click.option(
    "--workers", type=click.IntRange(min=0), metavar="N", help="Processes that read pages; 0 is one a core."
)


_LINKED = frozenset({"actors", "meetings", "agreements"})  # kinds that links make of all pages
# What came of addresses, and what is said of it.
_ADVICE = {  # what to do about something that was counted
    "with_a_date_in_a_field_of_unknown_name": "say which field it is: parley config set row_fields published=NAME",
}
_FETCHED = {
    "lists": "read as feeds or sitemaps",
    "new": "new",
    "changed": "changed",
    "unchanged": "unchanged",
    "rejected": "rejected",
    "kept": "not to be had again, the older ones stay",
    "known": "listed that were there",
    "waiting": "to be tried again later",
    "gave up": "given up",
    "left": "listed for the next run",
}


def _reading_options(command: _F) -> _F:
    """Where the record lies and how pages are read; all but ``--record`` and those of fetching
    are settings by their names."""
    return _RECORD(_PROFILE(_STORE(_WORKERS(model_options(fetch_options(log_option(command)))))))


@click.command(
    cls=Command,
    examples="""parley build ~/talks
                parley build ~/talks crawl.warc.gz -o rec --profile talks.toml
                zcat pages.jsonl.gz | parley build - -o rec
                parley build    (in a record: bring it up to date with its sources)""",
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--engine",
    type=click.Choice(["local", "daft"]),
    default="local",
    help="daft reads on many processes or machines, into a folder of Parquet for `parley load`.",
)
@click.option("--ray", metavar="ADDRESS", help="With --engine daft: the Ray cluster that reads.")
@_reading_options
def build(
    sources: tuple[str, ...], record: Path | None, engine: str, ray: str | None, **settings: Any
) -> int:
    """Read SOURCES into a record and link it.

    A source is a file or folder of .txt, .html, .docx, .jsonl, .csv, .warc.gz or feed files, - for
    standard input, or a web address, which is fetched (see `parley add`). A page that is stored and
    unchanged is not read again; one that cannot be read is listed by `parley rejections`, and the exit
    code is 3.
    """
    if engine == "daft" or ray:
        from parley.cli.spread import spread

        return spread(sources, record, settings, engine, ray)
    return _extend(sources, record, settings, link=True)


@click.command(
    cls=Command,
    examples="""parley add crawl-2031-06.warc.gz -r rec
                parley add https://herald.example/talks https://herald.example/rss""",
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_reading_options
def add(sources: tuple[str, ...], record: Path | None, **settings: Any) -> int:
    """Read SOURCES into a record without linking it: for many sources one after the other.

    A web address is fetched as the site's robots.txt allows; of a feed or sitemap, the pages that it
    lists and that are not there yet. What came is kept as WARC in the record's folder, and later builds
    read it there. `parley build` links what was added.
    """
    return _extend(sources, record, settings, link=False)


def _extend(sources: tuple[str, ...], record: Path | None, settings: dict[str, Any], link: bool) -> int:
    if click.get_current_context().obj is not None:
        seldom()
    from parley import api, locate

    place = locate.target(sources, record) if sources else locate.find(record)
    fetching = _fetching(settings)
    doing = "fetching and reading" if any(map(locate.is_address, sources)) else "reading pages"
    with _aside(settings) as aside, progress(doing) as tick:
        if aside:
            click.get_current_context().obj.append(aside)
        report = api.extend(
            place,
            sources,
            **settings,
            link=link,
            stdin=sys.stdin.buffer,
            progress=tick,
            fetching=fetching,
            aside=aside,
        )
    return tell(place, report, link)


def _aside(settings: dict[str, Any]) -> AbstractContextManager[Aside | None]:
    """A process that helps this one, where it is a command's own and may have two."""
    if click.get_current_context().obj is None or settings.get("workers") == 1:
        return nullcontext()
    # OpenBLAS' threads would wait for work as busily as if they had some.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import parley.builder  # noqa: F401  (so that the fork need not load it, too)
    from parley.aside import Aside

    return Aside.taken() or nullcontext()


@click.command(
    cls=Command,
    examples="""parley watch https://herald.example/rss https://ledger.example/news-sitemap.xml
                parley watch --interval 30    (all feeds of the record, every half hour)
                parley watch --once           (for cron)""",
)
@click.argument("feeds", nargs=-1, metavar="[FEED]...")
@click.option("--once", is_flag=True, help="Ask each feed once, then end.")
@click.option(
    "--interval",
    type=click.IntRange(min=1),
    default=15,
    show_default=True,
    metavar="MINUTES",
    help="The time between two rounds.",
)
@_reading_options
def watch(feeds: tuple[str, ...], once: bool, interval: int, record: Path | None, **settings: Any) -> int:
    """Ask feeds for new pages, fetch these and add them to a record, round after round.

    FEEDS (RSS, Atom, JSON feeds, sitemaps) are kept with the record in feeds.toml; without any, those
    kept there are asked. Ctrl-C ends it, and nothing is lost.
    """
    from parley import api, locate
    from parley.errors import StoreBusy

    place = locate.target((), record) if feeds else locate.find(record)
    fetching = _fetching(settings)
    while True:
        try:
            with _aside(settings) as aside, progress("watching") as tick:
                report = api.watch(place, feeds, **settings, progress=tick, fetching=fetching, aside=aside)
            code = _tell_round(place, report)
        except StoreBusy as error:
            if once:
                raise
            say(f"{error}; the next round adds what was fetched")
        if once:
            return code
        time.sleep(interval * 60)


def _fetching(settings: dict[str, Any]) -> Fetching:
    """How addresses are fetched, taken out of the options."""
    from parley import api

    return api.Fetching(private=settings.pop("allow_private"), most=settings.pop("limit"))


def _tell_round(place: Place, report: Report) -> int:
    """The outcome of one round: a line where nothing is new."""
    if report.pages or report.troubles:
        return tell(place, report, True)
    say(f"{place.folder}: {amount(len(place.feeds()), 'feed')}, nothing new")
    return 3 if report.fetched["left"] else 0


def tell(place: Place, report: Report, link: bool) -> int:
    """The outcome on standard error, what to do next for a person, and the exit code."""
    from parley.cli import log

    rejected = sum(report.rejected.values())
    unfinished = rejected or report.troubles or report.fetched["left"]
    code = 1 if report.faults or report.incomplete else 3 if unfinished else 0
    if log.is_on():
        _log(place, report, code)
    else:
        _say_all(place, report, link)
    return code


def _log(place: Place, report: Report, code: int) -> None:
    """The outcome as lines of JSON: one for each step, each trouble, and the whole."""
    from parley.cli import log
    from parley.runs import measured

    for step, took in sorted(report.seconds.items()):
        part, _, kind = step.partition(".")
        count = report.read + report.refound if part == "read" else report.linked.get(kind)
        log.event("step", step=step, count=count, seconds=round(took, 3))
    for trouble in filter(None, (*report.troubles, report.fault, report.lacking)):
        log.event("trouble", log.WARNING, message=trouble)
    run = measured(report)
    fields = {name: value for name, value in run.items() if name != "steps"}
    found = {kind: dict(counts) for kind, counts in sorted(report.counts.items())}
    level = {0: log.INFO, 1: log.ERROR}.get(code, log.WARNING)
    more = {"missing": report.missing, "counted": found} if report.missing or found else {}
    log.event("build", level, record=str(place.folder), **fields, **more)


def _say_all(place: Place, report: Report, link: bool) -> None:
    """The outcome for a person."""
    brought = [f"{report.fetched[word]:,} {told}" for word, told in _FETCHED.items() if report.fetched[word]]
    if brought:
        say(f"fetched: {', '.join(brought)}")
    for trouble in report.troubles:
        say(f"  {clean(trouble)}")
    parts = {"read": report.read, "read again": report.refound, "unchanged": report.unchanged}
    done = [f"{number:,} {word}" for word, number in parts.items() if number]
    say(f"{place.folder}: {amount(report.pages, 'page')}" + (f" ({', '.join(done)})" if done else ""))
    say(f"the record holds {_held(place, link)}")
    if link:
        _say_withdrawn(place)
    if report.superseded:
        say(f"{amount(report.superseded, 'page')} changed since; the older version stays beside the new one")
    for source in report.missing:
        say(f"{source}: not there now; what it gave stays in the record")
    if report.gone:
        say(f"{amount(report.gone, 'page')} no longer found in the sources; they stay in the record")
    for kind, counts in sorted(report.counts.items()):
        say(f"counted for {tally(kind, counts)}")
        for what in counts.keys() & _ADVICE.keys():
            say(f"  {_ADVICE[what]}")
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


def _say_withdrawn(place: Place) -> None:
    """How many pages are of items that an agency withdrew: they count as all do."""
    from parley import api

    with api.open(place.folder) as record:
        for status, count in record.withdrawn("documents").items():
            which = f"{amount(count, 'page')} {'is' if count == 1 else 'are'} withdrawn by the agency ({clean(status)})"
            stay = "It stays" if count == 1 else "They stay"
            say(f"{which}. {stay} in the record; listings leave such pages out with --once")


def _held(place: Place, link: bool) -> str:
    """What is in the record now; pages of the same content are one.

    Without `link` what links make is left out: it is of the pages before.
    """
    from parley import api
    from parley.cli.status import COUNTED

    with api.open(place.folder) as record, record.view() as view:
        kinds = [kind for kinds in COUNTED for kind in kinds if link or kind not in _LINKED]
        counts = {kind: view.count(kind) for kind in kinds}
        documents = view.count("documents")
    parts = [amount(count, kind.removesuffix("s")) for kind, count in counts.items() if count]
    return ", ".join([amount(documents, "distinct page"), *parts])
