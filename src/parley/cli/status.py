"""``parley status``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parley.cli.options import Command, json_option, record_option
from parley.cli.output import amount, clean, console, is_terminal, write_json, write_plain

if TYPE_CHECKING:
    from rich.text import Text

# The kinds that are counted for a person, a line each group.
COUNTED = (
    ("statements", "figures", "actors"),
    ("meetings", "agreements", "positions", "incidents"),
)
_SPARKS = "▁▂▃▄▅▆▇█"
OUTLETS = 8  # shown by name: with all else the screen has 40 lines
LINE = 78  # columns of a line of acts
_REVIEW = ("total", "decided", "hidden", "orphans")
SLOWEST = 2  # steps of the last run
_QUEUED = {
    "fetched": "fetched and not read",
    "listed": "listed by feeds",
    "again": "to be asked for again",
    "incomplete": "not read whole",
}
_BAR = 24  # columns of the longest bar


@click.command(
    cls=Command,
    examples="""parley status
                parley status --json | jq .counts""",
)
@record_option
@json_option
def status(record: Path | None, as_json: bool) -> None:
    """What is in the record: pages, outlets, dates, who speaks most and when."""
    from parley import api

    with api.open(record) as opened:
        found = opened.status()
    if as_json:
        write_json(found)
    else:
        show(found)


def show(found: dict[str, Any]) -> None:
    """A screen for a person, plain lines for a pipe."""
    if is_terminal():
        console().print(screen(found))
    else:
        write_plain(("what", "count"), facts(found))


def facts(found: dict[str, Any]) -> list[tuple[str, Any]]:
    """The status as plain lines."""
    said = found["statements"]
    return [
        *found["counts"].items(),
        ("first", found["first"]),
        ("last", found["last"]),
        ("undated", found["undated"]),
        *((f"review: {name}", found["review"][name]) for name in _REVIEW if found["review"]["decisions"]),
        *((f"rejected: {r['code']}", r["count"]) for r in found["rejections"]),
        *((f"language: {row['language']}", row["count"]) for row in found["languages"]),
        *((f"outlet: {o['outlet']}", o["count"]) for o in found["outlets"]),
        *((f"speaker: {s['name']}", s["count"]) for s in said["speakers"]),
        *((f"act: {a['act']}", a["count"]) for a in said["acts"]),
        *((f"period: {p['period']}", p["count"]) for p in said["periods"]),
        *((f"queue: {name}", number) for name, number in found["queue"].items() if number),
        *_run_facts(found["runs"]),
    ]


def _run_facts(runs: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    """The last run as plain lines; the others are in ``--json``."""
    if not runs:
        return []
    run = runs[0]
    plain = ("at", "ended", "seconds", "pages", "read", "refound", "unchanged", "pages_per_second")
    return [
        *((f"last run: {name.replace('_', ' ')}", run.get(name)) for name in plain),
        *((f"last run rejected: {code}", number) for code, number in run.get("rejected", {}).items()),
        *((f"seconds: {step}", took) for step, took in _slowest(run)),
    ]


def _slowest(run: dict[str, Any]) -> list[tuple[str, float]]:
    return sorted(run.get("steps", {}).items(), key=lambda step: (-step[1], step[0]))


def screen(found: dict[str, Any]) -> Text:
    """The status as one screen."""
    from rich.text import Text

    counts, said = found["counts"], found["statements"]
    out = Text()
    out.append(f"{clean(found['record'])}\n", style="bold")
    dates = f"{found['first']} to {found['last']}" if found["first"] else "none has a date"
    outlets = f" from {amount(len(found['outlets']), 'outlet')}" if found["outlets"] else ""
    out.append(f"{amount(counts['documents'], 'page')}{outlets} · {dates}")
    if found["undated"] and found["first"]:
        out.append(f" · {found['undated']:,} without a date", style="dim")
    out.append("\n")
    waiting = [row for row in found["languages"] if not row["read"]]
    if waiting:
        which = ", ".join(f"{row['count']:,} {row['language']}" for row in waiting)
        out.append(
            f"{amount(sum(r['count'] for r in waiting), 'page')} in other languages: {which}", style="yellow"
        )
        out.append(" (kept and labelled; nothing is read from them)\n", style="dim")
    if found["rejections"]:
        why = ", ".join(f"{r['count']:,} {r['code'].replace('_', ' ')}" for r in found["rejections"])
        out.append(f"{sum(r['count'] for r in found['rejections']):,} rejected: {why}\n", style="yellow")
    out.append("\n")
    for kinds in COUNTED:
        held = [kind for kind in kinds if kind in counts]
        for kind in held:
            number, noun = amount(counts[kind], kind.removesuffix("s")).split(" ", 1)
            out.append(number, style="bold cyan")
            out.append(f" {noun}" + ("\n" if kind == held[-1] else "    "))
    _review(out, found["review"])
    _work(out, found["runs"], found["queue"])
    if said["speakers"]:
        _heading(out, "Who speaks")
        _bars(out, [(s["name"], s["count"]) for s in said["speakers"]], "cyan")
        if said["without_speaker"]:
            out.append(f"  and {said['without_speaker']:,} whose speaker the page leaves open\n", style="dim")
    if len(said["periods"]) > 1:
        _heading(out, "When")
        first, last = said["periods"][0]["period"], said["periods"][-1]["period"]
        out.append(f"  {first} ", style="dim")
        out.append(spark([p["count"] for p in said["periods"]]), style="cyan")
        out.append(f" {last}\n", style="dim")
    if said["acts"]:
        _heading(out, "What they do")
        _acts(out, [(entry["act"], entry["count"]) for entry in said["acts"]])
    if found["outlets"]:
        _heading(out, "Outlets")
        _bars(out, [(o["outlet"], o["count"]) for o in found["outlets"][:OUTLETS]], "blue")
        rest = found["outlets"][OUTLETS:]
        more = [f"{sum(o['count'] for o in rest):,} from {amount(len(rest), 'other')}"] if rest else []
        if found["without_outlet"]:
            more.append(f"{found['without_outlet']:,} that name none")
        if more:
            out.append(f"  and {', '.join(more)}\n", style="dim")
    return out


def _review(out: Text, review: dict[str, Any]) -> None:
    """How far the review is, once somebody has begun."""
    if not review["decisions"]:
        return
    out.append(f"{review['decided']:,} of {review['total']:,} reviewed", style="green")
    if review["hidden"]:
        out.append(f" · {review['hidden']:,} rejected, left out of all counts", style="dim")
    if review["orphans"]:
        orphans = amount(review["orphans"], "decision")
        out.append(f" · {orphans} lost what they were about (see: parley review --orphans)", style="yellow")
    out.append("\n")


def _work(out: Text, runs: list[dict[str, Any]], queue: dict[str, int]) -> None:
    """What the last run did, how fast, what took it longest, and what waits for the next."""
    if runs:
        run = runs[0]
        done = amount(run.get("pages", 0), "page")
        speed = f", {run['pages_per_second']:,} a second" if run.get("pages_per_second") else ""
        ended = "" if run.get("ended") == "done" else f" {clean(run.get('ended'))}"
        slow = ", ".join(f"{clean(step)} {took:,.1f} s" for step, took in _slowest(run)[:SLOWEST])
        out.append(f"last run{ended} {clean(run['at'])[:16].replace('T', ' ')}: {done} in ", style="dim")
        out.append(f"{run.get('seconds', 0):,.1f} s{speed}", style="dim")
        out.append(f" ({slow})\n" if slow else "\n", style="dim")
    waiting = [f"{number:,} {_QUEUED[name]}" for name, number in queue.items() if number and name in _QUEUED]
    if waiting:
        out.append(f"waiting for the next build: {', '.join(waiting)}\n", style="yellow")


def _acts(out: Text, acts: list[tuple[str, int]]) -> None:
    """Acts with their counts, as many to a line as fit; a line breaks only between two of them."""
    from parley.cli.marked import ACT_STYLES

    out.append("  ")
    used = 2
    for act, count in acts:
        words = f"{act} {count:,}"
        if used + len(words) > LINE:
            out.append("\n  ")
            used = 2
        out.append(act, style=ACT_STYLES.get(act, "cyan"))
        out.append(f" {count:,}   ")
        used += len(words) + 3
    out.append("\n")


def spark(counts: list[int]) -> str:
    """Counts as a line of blocks; nothing is a space, the least that is something shows."""
    top = max(counts, default=0)
    return "".join(" " if not n else _SPARKS[round((n / top) * (len(_SPARKS) - 1))] for n in counts)


def _heading(out: Text, words: str) -> None:
    out.append(f"\n{words}\n", style="bold")


def _bars(out: Text, rows: list[tuple[str, int]], style: str) -> None:
    width = min(max(len(clean(name)) for name, _ in rows), 34)
    top = max(count for _, count in rows)
    for name, count in rows:
        label = clean(name)
        label = label if len(label) <= width else label[: width - 1] + "…"
        out.append(f"  {label:{width}}  ")
        out.append("█" * max(1, round(_BAR * count / top)), style=style)
        out.append(f" {count:,}\n")
