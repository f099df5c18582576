"""The review on a terminal: one entry at a time, by keys."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from parley.cli.keys import key, line
from parley.cli.output import amount, clean, console, plain
from parley.errors import ParleyError
from parley.review.decide import Request
from parley.review.kinds import CORRECTED
from parley.store.decisions import ACCEPT, CORRECT, NOTE, REJECT, UNDO
from parley.views.context import shown

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from parley.api import Record, Reviewer
    from parley.records import Document

Row = dict[str, Any]
_WIDER = 3  # paragraphs before and after, once the context is opened
_PAGES = 6  # pages of a meeting or agreement whose words are shown
_FOOT = "a accept   r reject   e correct   n note   u undo   j next   k back   o context   ? help   q leave"
_HELP = """\
a        accept: the entry is right as it stands; on to the next
r        reject: it is wrong; it leaves listings, counts, exports and the dossier; on to the next
e        correct a field: first which, then its value (null: open)
n        note: words that stay with the entry; it is not decided by them
u        undo the last decision made here; without one, the last about this entry
j k      the next entry, the one before; arrows and space too
o        open the context: the paragraphs around the words
q        leave; every decision is stored the moment it is made"""


class Session:
    """Where a person is in the queue, and what they decided since they came."""

    def __init__(self, record: Record, reviewer: Reviewer, queue: Sequence[str]) -> None:
        self.record = record
        self.reviewer = reviewer
        self.queue = queue
        self.at = 0
        self.wide = False
        self.message = ""
        with record.view() as view:
            self.actors = view.actors()
        self._made: list[tuple[int, int]] = []  # (place, number of the decision)
        self._decided: dict[int, str] = {}  # place -> the last verdict given here

    @property
    def entry_id(self) -> str:
        """The entry that is shown."""
        return self.queue[self.at]

    @property
    def decided(self) -> int:
        """How many entries have been decided about here."""
        return len(self._decided)

    def shown(self) -> Row:
        """The entry that is shown, as `Record.show` gives it."""
        with self.record.view(self.actors) as view:
            return shown(view, self.entry_id)

    def move(self, by: int) -> None:
        """Go on or back; at the ends stay."""
        to = self.at + by
        if not 0 <= to < len(self.queue):
            self.message = "that was the last one; q leaves" if by > 0 else "this is the first one"
            return
        self.at, self.wide = to, False

    def decide(self, verb: str, **more: Any) -> None:
        """Decide about the entry that is shown; after a verdict on it as a whole, go on."""
        (row,) = self.reviewer.decide([self.entry_id], [Request(verb, **more)])
        self._made.append((self.at, row["number"]))
        if verb != NOTE:
            self._decided[self.at] = verb
        self.message = f"{_DONE[verb]}  (u takes it back)"
        if verb in (ACCEPT, REJECT):
            self.move(1)

    def undo(self) -> None:
        """Take back the last decision made here, and show its entry; else the last about this entry."""
        if not self._made:
            row = self.reviewer.undo(self.entry_id)
        else:
            place, number = self._made[-1]
            row = self.reviewer.undo(number)
            self._made.pop()
            self.at, self.wide = place, False
            self._decided.pop(place, None)
        self.message = f"decision {row['undoes']} is taken back"


_DONE = {ACCEPT: "accepted", REJECT: "rejected", CORRECT: "corrected", NOTE: "noted", UNDO: "taken back"}


def run(session: Session, name: Callable[[str], str]) -> None:
    """Show entries and do what the keys say, until the person leaves."""
    out = console()
    while True:
        _draw(out, session, name)
        session.message = ""
        try:
            pressed = key()
        except EOFError:
            return
        if pressed == "q":
            return
        try:
            _do(pressed, session, out)
        except ParleyError as error:
            session.message = str(error)


def _do(pressed: str, session: Session, out: Console) -> None:
    if pressed in ("j", " ", "\n", "\r"):
        session.move(1)
    elif pressed == "k":
        session.move(-1)
    elif pressed == "a":
        session.decide(ACCEPT)
    elif pressed == "r":
        session.decide(REJECT)
    elif pressed == "e":
        _correct(session)
    elif pressed == "n":
        words = line("note: ")
        if words:
            session.decide(NOTE, note=words)
    elif pressed == "u":
        session.undo()
    elif pressed == "o":
        session.wide = not session.wide
    elif pressed == "?":
        out.print(f"\n{_HELP}\n\nany key goes on")
        key()
    else:
        session.message = f"no key {plain(pressed)!r}; ? shows all"


def _correct(session: Session) -> None:
    """Ask for a field and its value; either left empty changes nothing."""
    kind = session.shown()["kind"]
    fields = fields_of(kind)
    if not fields:
        session.message = f"{kind} are made of what several pages say; accept, reject or note them"
        return
    field, given, value = line(f"correct what ({', '.join(fields)}): ").partition("=")
    if not field:
        return
    value = value.strip() if given else line(f"{field} is (null: open): ")
    if value:
        session.decide(CORRECT, field=field.strip(), value=value)


def fields_of(kind: str) -> list[str]:
    """The fields of a kind that can be corrected, as a person calls them."""
    return ["issue" if field == "about" else field for field in CORRECTED[kind]]


def _draw(out: Console, session: Session, name: Callable[[str], str]) -> None:
    """The screen: how far, the words, what the program made of them, what was decided, the keys."""
    from rich.text import Text

    from parley.cli.told import headline
    from parley.views.reviewed import told

    found = session.shown()
    kind, entry = found["kind"], found["entry"]
    if os.environ.get("TERM") != "dumb":
        out.clear()
    head = f"{session.at + 1:,} of {len(session.queue):,}"
    done = f"{session.decided:,} decided here" if session.decided else "none decided here"
    out.print(Text(head, style="bold").append(f" · {kind} · {done} · {clean(session.reviewer.name)}", "dim"))
    out.print()
    out.print(Text(headline(kind, entry, name), style="bold"))
    out.print()
    for words in _words(session, entry, kind):
        out.print(words)
    out.print()
    for label, words_of in _fields(kind, entry, name):
        out.print(Text(f"{label:<12}", style="dim").append(words_of, style="not dim"))
    state = told(entry)
    out.print(Text("review      ", style="dim").append(state or "nobody has looked", _style(entry)))
    out.print()
    out.print(Text(_FOOT, style="dim"))
    out.print(Text(session.message, style="yellow"))


def _style(entry: Row) -> str:
    styles = {"accepted": "not dim green", "rejected": "not dim red", "corrected": "not dim cyan"}
    return styles.get((entry["review"] or {}).get("state", ""), "not dim")


def _words(session: Session, entry: Row, kind: str) -> Iterator[Text]:
    """The words that the entry rests on, marked, in their paragraph; of several pages each page's."""
    from rich.text import Text

    from parley.cli.marked import around, hull, passage, statement_marks

    pages = list(dict.fromkeys(piece["document_id"] for piece in entry["evidence"]))
    with session.record.view(session.actors) as view:
        for page in pages[:_PAGES]:
            document = view.document(page)
            here = [e for e in entry["evidence"] if e["document_id"] == page]
            marks = [(e["start"], e["end"], "not dim bold reverse") for e in here]
            if kind == "statements":
                marks = statement_marks(entry)
            start, end = around(document, *hull(entry, page), _WIDER if session.wide else 0)
            yield passage(document, start, end, marks, whole=session.wide or len(pages) == 1)
            yield Text(_source(document), style="dim italic")
    if len(pages) > _PAGES:
        yield Text(f"and {amount(len(pages) - _PAGES, 'page')} more (see: parley show {entry['id']})", "dim")


def _source(document: Document) -> str:
    from parley.cli.cards import short, when

    day = when(document.published.to_dict())
    known = (document.outlet, day or "page not dated", document.title or document.uri, short(document.id))
    return " · ".join(clean(part) for part in known if part)


def _fields(kind: str, entry: Row, name: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """What the program made of the words, or a person of that: each field that can be corrected."""
    from parley.views.reviewed import value

    for field, label in zip(CORRECTED[kind], fields_of(kind), strict=True):
        held = entry[field]
        if isinstance(held, dict) and "surface" in held:
            score = "" if held["score"] is None else f"{held['score']:.2f}, "
            printed = f"in print: {held['surface']}; " if held["surface"] != held["name"] else ""
            yield label, clean(f"{value(held)} ({printed}{score}{held['basis']})")
        elif isinstance(held, dict) and "edtf" in held:
            yield label, f"{value(held)} ({held['basis']})"
        else:
            yield label, clean(name(value(held)) if isinstance(held, str) else value(held))
    for field in ("status", "dates", "date", "parties") if not CORRECTED[kind] else ():
        held = entry.get(field)
        if held:
            told = [name(one) if isinstance(one, str) else value(one) for one in held]
            yield field, clean(value(held) if isinstance(held, str | dict) else ", ".join(told))
    yield "id", entry["id"]
