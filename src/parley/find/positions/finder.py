"""The finder of positions.

The line: sentences -> claims (`told`, `spoken`, `owned`, `documents`) -> issues (`issues`) -> one of each (`kept`)
-> records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parley.dates import Date
from parley.find.adverbials import time_of
from parley.find.base import Analysis
from parley.find.positions import triggers
from parley.find.positions.abroad import Abroad
from parley.find.positions.claims import Claim
from parley.find.positions.conditions import condition, lacking
from parley.find.positions.documents import Authors, held
from parley.find.positions.faint import is_faint
from parley.find.positions.holders import holder
from parley.find.positions.issues import Issues
from parley.find.positions.kept import kept
from parley.find.positions.owned import owned
from parley.find.positions.pages import Pages
from parley.find.positions.parts import parts
from parley.find.positions.selves import is_with_itself
from parley.find.positions.spoken import OWN_WILL, spoken
from parley.find.positions.told import told
from parley.find.positions.towards import towards
from parley.find.positions.trims import without_closing, without_emphasis
from parley.language.line import Line, Range
from parley.language.tags import VERBS
from parley.records import Position, make_id
from parley.spans import Span, evidence
from parley.times.dating import date_of, no_later

_SHORT = 3  # words of a content that only points back
_NEAR = 8  # claims before one in its sentence that may be of the same words


class Positions:
    """Where parties stand on the issues of the profile."""

    kind = "positions"
    version = "15"
    needs: tuple[str, ...] = ("mentions", "statements")

    def find(self, analysis: Analysis) -> Iterable[Position]:
        """The positions in order of the text."""
        if not analysis.profile.issues:
            return []
        return kept(list(_found(analysis)))


def _found(analysis: Analysis) -> Iterator[Position]:
    page = Pages(analysis)
    authors = Authors(page)
    issues = Issues(analysis)
    abroad = Abroad(analysis, page)
    for number, line in enumerate(page.lines):
        claims = _claims(page, authors, line, number)
        for claim in _distinct(sorted(claims, key=lambda c: (c.content, c.anchor))):
            if not abroad.is_alone(claim.party) and not is_with_itself(page, claim):
                yield from _positions(analysis, page, claim, issues, abroad, number)
        issues.read(line)


def _claims(page: Pages, authors: Authors, line: Line, number: int) -> list[Claim]:
    tells = triggers.tells(line)
    if not tells and not (triggers.says(line) and page.is_said(line)):
        return []
    found = page.predicates(line)
    authors.read(line, number, found)
    claims = list(spoken(page, line, found))
    if tells:
        claims += [
            *told(page, line, found, authors),
            *owned(page, line, found),
            *held(page, line, found, authors),
        ]
    return claims


def _distinct(claims: list[Claim]) -> list[Claim]:
    """Of claims of one side over the same words, the first rule's."""
    out: list[Claim] = []
    for claim in claims:
        if not any(
            other.party.actor_id == claim.party.actor_id
            and min(other.content[1], claim.content[1]) > max(other.content[0], claim.content[0])
            for other in out[-_NEAR:]
        ):
            out.append(claim)
    return out


def _positions(
    analysis: Analysis, page: Pages, claim: Claim, issues: Issues, abroad: Abroad, number: int
) -> Iterator[Position]:
    for content, issue in _parts(claim, issues):
        back, antecedent = None, None
        if issue is None or issues.points_back(claim.line, content):
            back = issues.back(claim, content, number)
            if back:
                issue, antecedent = back
        tied, strict = condition(claim.line, content)
        if tied and _is_cut(claim.line, tied):
            content, tied, strict = (content[0], tied[0] - 1), None, False
        if claim.rule == "only if" and tied and issue in (None, *issues.general):
            issue = issues.of(_words(claim, tied)) or issue
        if tied and "only" in claim.line.words[max(0, claim.anchor - 2) : claim.anchor]:
            strict = True  # ``will only agree to C if``
        if claim.stance == "rejects" and (issue is None or issue in issues.general):
            lacked = lacking(claim.line, content)
            found = issues.of(_words(claim, lacked)) if lacked else None
            if found and found not in issues.general:  # ``will not sign a deal without security guarantees``
                issue, tied, strict = found, lacked, True
        short = claim.line.words[content[0]] == "such" and content[1] - content[0] <= _SHORT
        if short and issue and back is None and not issues.names(_words(claim, content), issue):
            continue  # ``is not interested in | such weapons``: what they are, another sentence tells
        if issue is None or (claim.weak and (antecedent or issue in issues.general)):
            continue
        if antecedent is None and _is_faint(claim, content, issue, issues):
            continue
        if antecedent is None and abroad.is_home(claim, content, _words(claim, content)):
            continue
        stance = (
            "conditions"
            if strict and claim.stance in ("accepts", "open_to", "offers", "rejects")
            else claim.stance
        )
        position = _position(analysis, page, claim, content, issue, stance, tied, antecedent)
        issues.note(claim, position, number)
        yield position


def _parts(claim: Claim, issues: Issues) -> Iterator[tuple[Range, str | None]]:
    """The parts of a claim's content with their issues; who will do it himself tells none of them."""
    start, end = claim.content
    own = claim.rule in OWN_WILL and start < claim.anchor < end
    for found, issue in parts(claim.line, (claim.anchor, end) if own else claim.content, issues.of):
        yield (start if found[0] == claim.anchor and own else found[0], found[1]), issue


def _is_cut(line: Line, tied: Range) -> bool:
    """Whether a condition breaks off before its verb, at an aside: ``if President Vey | -- who``."""
    broken = line.tags[tied[1] : tied[1] + 1] == [":"]
    return broken and not any(tag in VERBS or tag == "MD" for tag in line.tags[slice(*tied)])


def _is_faint(claim: Claim, content: Range, issue: str, issues: Issues) -> bool:
    return not issues.names(_words(claim, content), issue) and is_faint(claim, content, issue)


def _words(claim: Claim, found: Range) -> str:
    return " ".join(t.text for t in claim.line.tokens[slice(*found)])


def _position(
    analysis: Analysis,
    page: Pages,
    claim: Claim,
    content: Range,
    issue: str,
    stance: str,
    tied: Range | None,
    antecedent: Span | None,
) -> Position:
    document, line, statement = analysis.document, claim.line, claim.statement
    span = without_emphasis(document.text, line.span(*without_closing(line, content)))
    text = document.text[span.start : span.end]
    pieces = {span}
    if claim.party_at:
        pieces.add(line.span(*claim.party_at))
    pieces.add(line.span(claim.anchor, claim.anchor + 1))
    if claim.party_at is None and statement and statement.speaker:
        pieces.add(statement.speaker.span)
    if antecedent:
        pieces.add(antecedent)
    return Position(
        id=make_id("position", document.id, span.start, span.end, claim.party.actor_id, issue, stance),
        document_id=document.id,
        party=claim.party.actor_id,
        holder=holder(page, claim, statement),
        issue=issue,
        stance=stance,
        content=text,
        content_spans=(span,),
        conditions=_cut(document.text, line.span(*without_closing(line, tied)))
        if tied and tied[0] < tied[1]
        else None,
        towards=towards(page, claim, content, tied=tied is not None),
        date=_date(analysis, claim),
        statement_id=statement.id if statement else None,
        rule=f"{claim.rule}{', given up' if claim.withdrawn and 'given up' not in claim.rule else ''}",
        evidence=tuple(evidence(document.id, document.text, s.start, s.end) for s in sorted(pieces)),
    )


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _date(analysis: Analysis, claim: Claim) -> Date:
    if claim.statement and claim.own:
        return claim.statement.date
    published, times = analysis.document.published, analysis.times
    if claim.statement is None and times.meeting(claim.line.start, claim.line.end):
        time = time_of(claim.line, claim.line.tokens[claim.anchor].start, times, lambda at: None)
        if time:
            return date_of(time, published, times, by_publication=True)
    return no_later(published)
