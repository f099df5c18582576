"""What a brief consists of: sentences of our words, words of pages, and numbers of sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parley.store.base import Row

LONGEST = 320  # code points of a quotation; more is cut at a word, which is marked
_OPEN, _CLOSE = '“"', '”"'
_STOPS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Words:
    """Our own words, in which names stand as the record knows them."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a page, exactly; white space in a row counts as one space.

    `text` is what the page has from `start` to `end`. `cut`: its sentence goes on; `late`: it begins earlier.
    """

    text: str
    document_id: str
    start: int
    end: int
    cut: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """Numbers of sources; `more`: how many other pages tell the same."""

    numbers: tuple[int, ...]
    more: int = 0


Left = tuple[int, str, str]  # how many are not told, and what one is called and several are
Piece = Words | Quoted | Cited
Sentence = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is told; `below` holds its parts."""

    sentence: Sentence
    below: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a heading of their own; `title` None: under that of the section."""

    title: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it.

    Attributes:
        title: The heading.
        groups: What stands under it.
        empty: The sentence that stands there where that is nothing.
        short: How much there is, in a few words; none where there is nothing.
        left_out: What is not told, each with its number.
    """

    title: str
    groups: tuple[Group, ...]
    empty: str
    short: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A page that is cited."""

    number: int
    document_id: str
    outlet: str | None
    title: str
    day: str | None
    basis: str
    address: str | None
    uri: str
    withdrawn: str | None = None  # what its agency calls it, if it withdrew it


@dataclass(frozen=True, slots=True)
class Content:
    """What a period brought, in sections.

    Attributes:
        title: The heading.
        about: The period, and what else it was chosen by.
        rests_on: Sentences on the pages that it was made of.
        sections: Each with its entries.
        sources: The pages cited, by number.
    """

    title: str
    about: str
    rests_on: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]

    @property
    def short(self) -> str | None:
        """How much there is of everything, in a sentence."""
        told = [one for section in self.sections for one in section.short]
        return f"In short: {'; '.join(told)}." if told else None


def quoted(pieces: Sequence[Row]) -> list[Piece]:
    """Words of a page, piece by piece, with a mark where others stand between them."""
    out: list[Piece] = []
    for piece in pieces:
        if out:
            out.append(Words(" … "))
        out.append(quotation(piece))
    return out


def quotation(piece: Row, must: tuple[int, int] | None = None) -> Quoted:
    """One piece of a page; where it is long, so much of it as holds the range `must`, by default its beginning."""
    text, start, end = piece["quote"], piece["start"], piece["end"]
    left, right = 0, len(text)
    if right > LONGEST:
        if must and must[1] - start > LONGEST:
            left = min(must[0] - start, right - LONGEST)
            left = text.rfind(" ", 0, left + 1) + 1
        right = min(len(text), left + LONGEST)
        if right < len(text):
            right = max(text.rfind(" ", left, right), left + 1)
    shown = " ".join(text[left:right].split())
    return Quoted(shown, piece["document_id"], start + left, start + right, start + right < end, left > 0)


def marked(text: str, quotation: Quoted) -> str:
    """A quotation as it is printed: in quotation marks, which it may bring itself, and with marks of what is cut.

    `text`: its words as a format writes them.
    """
    late, cut = ("[…] " if quotation.late else ""), (" […]" if quotation.cut else "")
    bare = quotation.text
    if bare[:1] in _OPEN and bare[-1:] in _CLOSE and not any(c in bare[1:-1] for c in _OPEN + _CLOSE):
        return f"{late}{text}{cut}"
    return f"“{late}{text}{cut}”"


def ended(sentence: Sentence) -> Sentence:
    """A sentence with its full stop."""
    last = sentence[-1] if sentence else Words("")
    if isinstance(last, Words) and last.text.rstrip().endswith((*_STOPS, ":")):
        return sentence
    return (*sentence, Words("."))
