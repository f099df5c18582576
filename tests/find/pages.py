"""Documents from plain paragraphs, without sources and cleaning, for tests of finders."""

from __future__ import annotations

from parley.dates import Date
from parley.find.base import Analysis
from parley.find.mentions import Mentions
from parley.find.statements import Statements
from parley.passages import split
from parley.profiles import Profile, State
from parley.records import Block, Document, Mention, Statement
from parley.spans import lines

PROFILE = Profile(
    name="fiction",
    fingerprint="fiction",
    states=(
        State("Tavria", "XTA", ("Tavrian", "Tavrians"), ("Ostrel",), ("the Citadel",), "Tavria", "party"),
        State(
            "Morvania", "XMO", ("Morvanian", "Morvanians"), ("Velm",), ("the Rotunda",), "Morvania", "party"
        ),
    ),
    organizations=(),
    issues=(),
)


def document(text: str, published: str | None = None, title: str | None = None) -> Document:
    """A document whose every line is a body paragraph; ``- Title -`` is a crosshead."""
    date = Date.of(published, "metadata") if published else Date.unknown()
    blocks = tuple(
        Block(s.start, s.end, "crosshead" if text[s.start] == "-" else "body", "test") for s in lines(text)
    )
    return Document(
        "doc-1", "a.txt", "text/plain", "0" * 64, None, (), title, (), "en", text, date, None, blocks
    )


def analysis(
    text: str, profile: Profile = PROFILE, published: str | None = None, title: str | None = None
) -> Analysis:
    """The document analysed, with its mentions found."""
    page = document(text, published, title)
    passages = tuple(split(page))
    mentions = tuple(Mentions().find(Analysis(page, passages, profile, {})))
    return Analysis(page, passages, profile, {"mentions": mentions})


def mentions(text: str, title: str | None = None) -> list[Mention]:
    """The mentions of a text."""
    return list(analysis(text, title=title).found["mentions"])


def statements(text: str, profile: Profile = PROFILE) -> list[Statement]:
    """The statements of a text."""
    return list(Statements().find(analysis(text, profile)))


def dated_statements(text: str, published: str | None) -> list[Statement]:
    """The statements of a text that was published then."""
    return list(Statements().find(analysis(text, published=published)))
