"""Entries as cards on a terminal: who and when on the left, the words in their place on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from parley.cli.marked import ACT_STYLES, Pages, beside, hull, passage, statement_marks
from parley.cli.output import amount as amount_of
from parley.cli.output import clean
from parley.records import Document
from parley.views.words import counted, day, unsaid

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

SHOWN = 8  # pages of a family or a story
LEFT = 24  # columns for who and when: most names with a title fit
Row = Mapping[str, Any]


def short(entry_id: str) -> str:
    """The beginning of an id that `parley show` takes; 8 hex digits tell 10,000 entries apart."""
    prefix, _, digest = entry_id.rpartition("-")
    return f"{prefix}-{digest[:8]}"


def when(date: Row | None) -> str | None:
    """A date as a person reads it; None when nothing is known."""
    if not date or not (date["edtf"] or date["earliest"] or date["latest"]):
        return None
    return day(dict(date), iso=True)


def who(speaker: Row | None, nobody: str = "speaker open") -> str:
    """The resolved name, else the words as printed."""
    if not speaker:
        return nobody
    return clean(speaker["name"] or speaker["surface"])


def number(row: Row) -> str:
    """A figure with its unit, as `parley.views.words.counted` says it."""
    return clean(counted(dict(row)))


def statement(row: Row, pages: Pages) -> Table:
    """Speaker, date and act beside the sentence, what was said in the act's colour."""
    from rich.text import Text

    document = pages.get(row["document_id"])
    act = Text(unsaid(row) or row["act"], style=ACT_STYLES.get(row["act"], "cyan"))
    act.append(f" · {row['mode']}", style="dim")
    if row.get("origin", "").startswith("llm:"):  # by a model alone
        act.append(f"\n{clean(row['origin'])}", style="yellow")
    left = [
        Text(who(row["speaker"]), style="bold" if row["speaker"] else "dim"),
        _date(row["date"], document),
        act,
    ]
    start, end = _range(row, hull(row, document.id))
    words = passage(document, start, end, statement_marks(row), whole="context" in row)
    return _card(left, words, _foot(row, pages))


def figure(row: Row, pages: Pages) -> Table:
    """The number, who claims it and when, beside the words around it."""
    from rich.text import Text

    document = pages.get(row["document_id"])
    claimant = who(row["source"], f"{row.get('outlet') or 'the outlet'} (own account)")
    left = [Text(number(row), style="bold yellow"), Text(clean(claimant)), _date(row["date"], document)]
    start, end = hull(row, document.id)
    marks = [(e["start"], e["end"], "not dim bold yellow") for e in row["evidence"]]
    start, end = _range(row, beside(document, start, end))
    return _card(left, passage(document, start, end, marks, whole="context" in row), _foot(row, pages))


def incident(row: Row, pages: Pages, name: Callable[[str], str]) -> Table:
    """What kind of event, by and to whom, who tells of it and when it was, beside the words around it."""
    from rich.text import Text

    document = pages.get(row["document_id"])
    kind = Text(f"{row['event_type']} {row['mode'] or ''}".strip(), style="bold magenta")
    if row["status"] != "reported":
        kind.append(f" · {row['status']}", style="not bold dim")
    sides = [", ".join(clean(name(side)) for side in row[field]) for field in ("agents", "recipients")]
    left = [kind, Text(" > ".join(side or "?" for side in sides)), _date(row["date"], document)]
    if row["source"]:
        left.append(Text(f"says {who(row['source'])}", style="dim"))
    start, end = hull(row, document.id)
    marks = [(e["start"], e["end"], "not dim bold") for e in row["evidence"]]
    marks.append((row["trigger"][0], row["trigger"][1], "not dim bold magenta"))
    start, end = _range(row, beside(document, start, end))
    return _card(left, passage(document, start, end, marks, whole="context" in row), _foot(row, pages))


def hit(row: Row, pages: Pages) -> Table:
    """A passage that a search found."""
    from rich.text import Text

    document = pages.get(row["document_id"])
    marks = [(start, end, "not dim bold green") for start, end in row["marks"]]
    first = min((start for start, _, _ in marks), default=row["start"])
    last = max((end for _, end, _ in marks), default=row["end"])
    start, end = max(row["start"], first - 160), min(row["end"], max(last + 160, first + 320))
    left = [Text(clean(row["outlet"] or "outlet open"), style="bold"), _date(None, document)]
    return _card(left, passage(document, start, end, marks), _source(row, short(row["document_id"])))


def family(row: Row, pages: Pages) -> Table:
    """How closely pages are tied, beside these and the beginning of what they share."""
    from rich.text import Text

    left = [Text(row["kind"], style="bold"), Text(amount_of(len(row["documents"]), "page"), style="dim")]
    shared = Text(" ".join(clean(row["evidence"][0]["quote"]).split()), style="italic")
    return _card(left, Text("\n").join([*_listed(row, pages), shared]), Text(short(row["id"]), "dim italic"))


def story(row: Row, pages: Pages) -> Table:
    """When a story is told and by how many sources, beside its title and pages."""
    from rich.text import Text

    left = [
        Text(when(row["date"]) or "days open", style="bold"),
        Text(amount_of(row["sources"], "source"), style="dim"),
    ]
    title = Text(clean(row["title"] or "no page has a title"), style="bold")
    return _card(left, Text("\n").join([title, *_listed(row, pages)]), Text(short(row["id"]), "dim italic"))


def _listed(row: Row, pages: Pages) -> list[Text]:
    """The pages of a row, those beyond the first `SHOWN` as a number."""
    from rich.text import Text

    out = []
    for document_id in row["documents"][:SHOWN]:
        page = pages.get(document_id)
        known = (when(page.published.to_dict()), page.outlet, page.title or _place(page.uri))
        line = Text(" · ".join(clean(part) for part in known if part))
        out.append(line.append(f" · {short(document_id)}", style="dim italic"))
    more = len(row["documents"]) - len(out)
    return [*out, Text(f"and {amount_of(more, 'more page')}", style="dim")] if more else out


def _range(row: Row, narrow: tuple[int, int]) -> tuple[int, int]:
    """What of the page is shown: the context that was asked for, else `narrow`."""
    context = row.get("context")
    return (context["start"], context["end"]) if context else narrow


def _date(date: Row | None, document: Document) -> Text:
    """The entry's own date, else when its page was published, said so."""
    from rich.text import Text

    published = when(document.published.to_dict())
    return Text(when(date) or (f"in print {published}" if published else "date open"), style="dim")


def _foot(row: Row, pages: Pages) -> Text:
    from parley.views.reviewed import told

    foot, decided = _source(row, short(row["id"])), told(row)
    if status := pages.withdrawn(row["document_id"]):
        foot.append(f"\n{clean(status)} by the agency", style="not dim not italic yellow")
    return foot.append(f"\n{clean(decided)}", style="not dim not italic") if decided else foot


def _source(row: Row, entry_id: str) -> Text:
    from rich.text import Text

    place = " · ".join(clean(v) for v in (row.get("outlet"), _place(row.get("uri"))) if v)
    return Text(f"{place} · {entry_id}" if place else entry_id, style="dim italic")


def _place(uri: str | None) -> str | None:
    """A page's uri on one line: of a web address its last part."""
    return uri.rstrip("/").rpartition("/")[2] if uri and "://" in uri else uri


def _card(left: list[Text], words: Text, foot: Text) -> Table:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=LEFT)
    grid.add_column(ratio=1)
    grid.add_row(Text("\n").join(left), Text("\n").join([words, foot]))
    return grid
