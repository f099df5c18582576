"""The kinds of record, as frozen dataclasses. RECORD.md says what each field holds.

A page's bytes become one `Document` or one `Rejection`; finders add records to a document, each
with `Evidence`. Records are made once and never edited: what links or reviewers add lies beside
them and is applied when a view is read.

A note on words: a `Statement` here is speech, somebody's reported words, as newsrooms use the term;
it is not the property-value statement of knowledge graphs.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, ClassVar, Protocol, runtime_checkable

from parley.dates import Date
from parley.errors import StoreDamaged
from parley.spans import Evidence, Span

ROLES = (
    "headline", "body", "crosshead", "dateline", "byline", "credit", "caption",
    "consent", "navigation", "promo", "comment", "other",
)  # fmt: skip
CONTENT_ROLES = frozenset({"headline", "body", "crosshead", "dateline", "caption"})
MODES = ("direct", "mixed", "indirect")
ACTS = (
    "say", "accuse", "demand", "request", "reject", "offer", "agree", "promise", "threaten", "warn",
    "deny", "confirm", "ask", "praise", "criticise",
)  # fmt: skip
ACTOR_KINDS = (
    "person",
    "state",
    "government_body",
    "organization",
    "armed_group",
    "media",
    "group",
    "anonymous",
)
FIGURE_KINDS = ("count", "share", "money", "duration", "age", "rank", "measure")
QUALIFIERS = ("exact", "about", "at_least", "more_than", "at_most", "less_than", "nearly", "range", "vague")

STANCES = (
    "demands", "offers", "proposes", "accepts", "rejects", "conditions", "threatens", "open_to", "urges",
    "expects", "denies",
)  # fmt: skip
MEETING_FORMS = ("talks", "summit", "visit", "call", "meeting", "conference")
MEETING_STATUSES = ("proposed", "scheduled", "under_way", "held", "paused", "cancelled", "failed")
AGREEMENT_KINDS = (
    "ceasefire", "prisoner_exchange", "remains_repatriation", "humanitarian_access", "withdrawal",
    "sanctions_relief", "framework", "trade", "other",
)  # fmt: skip
AGREEMENT_STATUSES = ("proposed", "agreed", "confirmed", "implemented", "violated", "collapsed")
EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
EVENT_STATUSES = ("reported", "denied", "planned", "hypothetical", "historical")
# What NewsML, NITF and ninjs call an item that is not to be used, no more or not yet, and newsrooms' systems beside.
WITHDRAWN = frozenset({"canceled", "cancelled", "killed", "recalled", "withdrawn", "withheld", "unpublished"})

REASONS: Mapping[str, str] = {
    "empty": "The input has no text.",
    "binary": "The input is not text, HTML or a format that parley reads.",
    "too_large": "The input is larger than the limit (setting max_page_bytes).",
    "too_complex": "The page nests deeper, or has more or longer parts, than one of news (settings max_page_...).",
    "too_slow": "Reading the page took more of the processor's time than a page may (setting max_page_seconds).",
    "encoding": "The bytes are not text in any encoding that fits them.",
    "language": "The page is in a language whose statements parley does not read yet.",
    "no_text": "No readable text is left once the markup is removed.",
    "withdrawal": "The wire's item withdraws one and has no words of its own; the one it withdraws is not marked.",
    "malformed": "The container or row is broken at this place.",
    "unreadable": "The file cannot be opened or read.",
    "not_a_page": "The item is not a page: an image, a script, a redirect, an error answer, a row without a text.",
    "address": "The address may not be fetched: it is not one of the public web.",
    "robots": "The site asks programs not to read this page, or does not say what it allows.",
    "unreachable": "No whole answer came from the site, or an error that may pass.",
    "failed": "Reading this page failed inside parley; please report it.",
}

# what a row raises that lacks a field or holds one of another kind
DAMAGED = (AttributeError, KeyError, TypeError, ValueError)


def make_id(prefix: str, *parts: str | int | None) -> str:
    """A stable id from its parts: ``prefix-`` and 96 bits of SHA-256.

    The encoding is length-safe: every part is written with its type and byte length before it, so
    ``("ab", "c")`` and ``("a", "bc")``, or ``1`` and ``"1"``, differ.
    """
    return f"{prefix}-{_hashed(prefix, *parts)[:24]}"


def entry_id(prefix: str, document_id: str, *parts: str | int | None) -> str:
    """The id of an entry: as `make_id` of its document and parts, but for four digits that all of a document share.

    So a document's entries lie together in an index by id, where wholly random ones lie on a leaf each: onto 20,000
    pages half a millisecond of processor time a page. Only for kinds that pages have most of and nobody refers to; what
    persons cite and decide about keeps the ids it has.
    """
    found = make_id(prefix, document_id, *parts)
    begin = len(prefix) + 1
    return f"{found[:begin]}{_digits(document_id)}{found[begin + _SHARED :]}"


_SHARED = (
    4  # digits: of 75,000 documents hardly two share them, and the eight that are shown tell entries apart
)


@lru_cache(256)
def _digits(document_id: str) -> str:
    return _hashed(document_id)[:_SHARED]


def _hashed(*parts: str | int | None) -> str:
    encoded = "".join(map(_part, parts)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(encoded).hexdigest()


def _part(part: str | int | None) -> str:
    if part is None:
        return "n0:"
    text = str(part)
    length = len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
    return f"{'i' if isinstance(part, int) else 's'}{length}:{text}"


_UNSAID = re.compile(r"[\W_]+")  # what is neither a letter nor a number
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


@lru_cache(1 << 15)  # 1,138 pages of talks name 71,000 times, in 5,700 forms
def name_key(name: str) -> str:
    """A name without case, diacritics and punctuation: what of an actor's name goes into its id."""
    plain = unicodedata.normalize("NFKD", name)
    if not plain.isascii():
        plain = _BEYOND_ASCII.sub(lambda c: "" if unicodedata.combining(c[0]) else c[0], plain)
    return " ".join(_UNSAID.sub(" ", plain.casefold()).split())


@lru_cache(1 << 14)  # a page names the same actors again and again
def actor_id(kind: str, name: str) -> str:
    """The id of the actor called `name`; anonymous sources and groups get theirs per page from the caller."""
    return make_id("actor", kind, name_key(name))


_PLAIN = frozenset({str, int, float, bool, type(None)})


def row(value: Any) -> Any:
    """A record, or any value inside one, as plain JSON data in RECORD.md's field order."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if (fields := _fields(kind)) is not None:
        names, values = fields
        return {
            name: found if type(found) in _PLAIN else row(found)
            for name, found in zip(names, values(value), strict=True)
        }
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {k: row(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [row(v) for v in value]
    return value


@cache
def _fields(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]] | None:
    """The names of a dataclass's fields, and what gives their values; None of a class that says itself what it is."""
    if not dataclasses.is_dataclass(kind) or hasattr(kind, "to_dict"):
        return None
    names = tuple(f.name for f in dataclasses.fields(kind))
    return names, attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a source delivers it: bytes and what the source says about them.

    `locator` is unique within its source ("crawl.warc.gz#1204", "a/b.txt"); `uri` is what a person
    would cite: the path relative to the input, or the URL. `hints` holds metadata that the container
    gives (title, published, modified, fetched, outlet, authors, url, language, agency, id) as text, and
    what wires say too: dateline, credit, rights, urgency, slug, status, version, supersedes,
    embargoed_until, wire_id; and `unread`, a date of publication that could not be read, or
    `unnamed`, the field that may hold one.
    """

    uri: str
    locator: str
    content: bytes
    media_type: str  # "text/html", "text/plain", or a wire format's (`parley.sources.wire`)
    charset: str | None = None
    hints: Mapping[str, str] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """SHA-256 of the raw bytes, hex."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def fingerprint(self) -> str:
        """Changes when the bytes or anything the source says about them changes."""
        hints = [part for key in sorted(self.hints) for part in (key, self.hints[key])]
        return make_id("page", self.uri, self.sha256, self.media_type, self.charset, *hints)


@dataclass(frozen=True, slots=True)
class Rejection:
    """An input that did not become a document, and why. `code` is a key of `REASONS`."""

    KIND: ClassVar[str] = "rejections"
    uri: str
    locator: str
    code: str
    reason: str
    sha256: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """As RECORD rows carry it."""
        reason = {"code": self.code, "text": self.reason}
        return {"uri": self.uri, "locator": self.locator, "reason": reason, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled range of a page's text. `reason` says which rule gave the role.

    `language` is a BCP 47 tag where its words are in another language than the document's, else None.
    """

    start: int
    end: int
    role: str
    reason: str
    language: str | None = None  # where it is another than the document's
    xpath: str | None = None  # the element of an HTML page that holds it
    kind: str | None = None  # of body text: list, table, quote, pull_quote, live_entry; None for paragraphs

    @property
    def is_content(self) -> bool:
        """Whether records may be read from it; everything else is chrome."""
        return self.role in CONTENT_ROLES

    def to_dict(self) -> dict[str, Any]:
        """As RECORD rows carry it; a page has hundreds of blocks, so not by `row`."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field of a document's metadata comes from. `confidence`: how often that place is right, 0 to 1."""

    field: str
    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Document:
    """A page that could be read. `text` is immutable; `blocks` label ranges of it."""

    KIND: ClassVar[str] = "documents"
    id: str
    uri: str
    media_type: str
    sha256: str
    outlet: str | None
    agencies: tuple[str, ...]
    title: str | None
    authors: tuple[str, ...]
    language: str | None
    text: str
    published: Date
    dateline: str | None
    blocks: tuple[Block, ...]
    url: str | None = None
    charset: str | None = None
    modified: Date = field(default_factory=Date.unknown)
    fetched: str | None = None  # when the source says it was crawled; never used as a date of the page
    hidden: int = 0  # elements that the page does not show; their words are not in `text`
    hidden_chars: int = 0  # code points of those words
    origins: tuple[Origin, ...] = ()  # where title, authors, dates and the like come from
    wire_id: str | None = None  # what the item is called everywhere: its URN, GUID or message id
    version: str | None = None  # as its agency counts
    supersedes: tuple[str, ...] = ()  # what it says it takes the place of: wire ids
    status: str | None = None  # "usable", "withheld", "canceled" ...
    embargoed_until: str | None = None  # ISO datetime; its records are kept all the same
    urgency: int | None = None  # 1, the most urgent, to 9
    slug: str | None = None
    credit: str | None = None  # the credit line as given
    rights: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """As RECORD rows carry it."""
        return {f.name: row(getattr(self, f.name)) for f in dataclasses.fields(self)}

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Document:
        """The inverse of `to_dict`; keys that views add are ignored.

        Raises:
            StoreDamaged: A field is missing or of another kind, as where bytes of a record's file have changed.
        """
        known = {f.name: data[f.name] for f in dataclasses.fields(Document) if f.name in data}
        try:
            known["agencies"] = tuple(data["agencies"])
            known["authors"] = tuple(data["authors"])
            known["supersedes"] = tuple(data.get("supersedes", ()))
            known["blocks"] = tuple(Block(**b) for b in data["blocks"])
            known["origins"] = tuple(Origin(**o) for o in data.get("origins", ()))
            known["published"] = Date.from_dict(data["published"])
            known["modified"] = Date.from_dict(data["modified"])
            return Document(**known)
        except DAMAGED as error:
            raise StoreDamaged(
                f"{data.get('id', 'a document')}: a field of its row is missing or damaged "
                f"({type(error).__name__}: {error}); put back a backup, or build again from the sources"
            ) from error


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a record is ascribed to.

    `name` is resolved on the page ("Volodymyr Zelensky" for "he"); `surface` and `span` are as printed.
    `actor_id` None: the page does not settle who it is. `score`: how sure, 0 to 1; None where left
    open. `basis`: what decided, in words ("named", "pronoun: last speaker, 1 sentence back").
    """

    actor_id: str | None
    name: str | None
    surface: str
    span: Span
    anonymous: bool = False
    score: float | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named at a place in a page; `link` turns mentions into actors."""

    KIND: ClassVar[str] = "mentions"
    id: str
    document_id: str
    actor_id: str
    name: str
    kind: str
    country: str | None  # ISO 3166 alpha-3, or a profile's own code
    surface: str
    title: str | None  # the office printed beside the name here, e.g. "foreign minister"
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """An office that a page gives a person: ``energy minister``. Evidence holds both the name and the title."""

    KIND: ClassVar[str] = "roles"
    id: str
    document_id: str
    actor_id: str
    name: str  # the person's, as resolved on this page
    surface: str  # the person's name as printed
    title: str  # as printed, in the singular
    of: str | None  # the state or body whose office it is, where the words tell
    country: str | None  # the code of that state
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody is reported to have communicated something."""

    KIND: ClassVar[str] = "statements"
    id: str
    document_id: str
    speaker: Speaker | None
    mode: str
    cue: str | None
    cue_span: Span | None
    act: str
    content: str
    content_spans: tuple[Span, ...]
    addressee: str | None
    channel: str | None
    place: str | None
    when: str | None  # the time of the utterance as printed: "late on Tuesday"
    date: Date
    about: tuple[str, ...]
    negated: bool  # a denial, or what was not said; "did not deny" is neither
    hypothetical: bool  # what may yet be said
    relayed_by: str | None
    rule: str  # which rule of which finder found it, for `explain`
    evidence: tuple[Evidence, ...]
    origin: str = "rules"  # who found it: "rules", "llm:MODEL", or "rules+llm:MODEL" where both did


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts and who claims it. `source` None: the outlet states it."""

    KIND: ClassVar[str] = "figures"
    id: str
    document_id: str
    kind: str
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    event: str | None
    agent: str | None
    target: str | None
    source: Speaker | None
    statement_id: str | None
    date: Date
    issue: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Clue:
    """Words of a page that bound the day on which it was written; `link` puts them together.

    `says` holds one bound as plain data; its forms stand in `parley.link.dating.bounds`. `firm`: 1 for what
    can hardly be otherwise (a dated photograph is not younger than its page) down to 4, a habit of news writing;
    where clues contradict each other the least firm yields.
    """

    KIND: ClassVar[str] = "clues"
    id: str
    document_id: str
    rule: str
    firm: int
    says: Mapping[str, Any]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was: a town or a country as printed, its country as ISO 3166 alpha-3, a venue if told."""

    name: str
    country: str | None = None
    venue: str | None = None


@dataclass(frozen=True, slots=True)
class Delegate:
    """A person who took part, for which side, and whether as the head of its delegation."""

    actor_id: str
    name: str
    party: str | None  # actor id of the side
    head: bool


@dataclass(frozen=True, slots=True)
class MeetingClaim:
    """What `source` says of one field of a meeting; the page does not state it itself."""

    field: str
    value: str
    source: Speaker
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class MeetingReport:
    """What one page reports of one meeting; `link` makes meetings of these.

    Sides are actor ids, or printed names where no actor is known. `count`: how many meetings the page tells of as one,
    "two earlier rounds in Velm". `support` holds the words behind each field by its name; `evidence` all of them.
    """

    KIND: ClassVar[str] = "meeting_reports"
    id: str
    document_id: str
    form: str  # one of MEETING_FORMS
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    hosts: tuple[str, ...]
    delegates: tuple[Delegate, ...]
    place: Place | None
    date: Date
    duration: str | None  # ISO 8601: PT6H; None where only claimed, and claims differ
    round: int | None
    count: int
    status: str
    agenda: tuple[str, ...]  # issues
    characterisations: tuple[str, ...]  # statement ids
    support: Mapping[str, tuple[Evidence, ...]]
    rule: str
    evidence: tuple[Evidence, ...]
    claims: tuple[MeetingClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementStage:
    """That an agreement came to have a status: as the page states it, or as `source` claims."""

    status: str
    date: Date
    source: Speaker | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """What one page reports of one agreement; `link` makes agreements of these. Fields as of `MeetingReport`."""

    KIND: ClassVar[str] = "agreement_reports"
    id: str
    document_id: str
    kind: str
    parties: tuple[str, ...]
    terms: str | None  # as printed
    figures: tuple[str, ...]  # figure ids
    date: Date  # when it was made
    status: str
    history: tuple[AgreementStage, ...]  # in order of the text
    place: Place | None
    support: Mapping[str, tuple[Evidence, ...]]
    rule: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a party stands on an issue. What changed against its earlier ones, `link` tells.

    `party` and `towards` are actor ids, or printed names where no actor is known; `statement_id` None: the outlet
    states it.
    """

    KIND: ClassVar[str] = "positions"
    id: str
    document_id: str
    party: str
    holder: Speaker | None  # who voiced it
    issue: str
    stance: str
    content: str
    content_spans: tuple[Span, ...]
    conditions: str | None
    towards: str | None
    date: Date
    statement_id: str | None
    rule: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened beside the table, as an event of PLOVER. Actors are actor ids, or printed names."""

    KIND: ClassVar[str] = "incidents"
    id: str
    document_id: str
    event_type: str
    mode: str | None
    agents: tuple[str, ...]
    recipients: tuple[str, ...]
    place: Place | None
    date: Date
    figures: tuple[str, ...]  # figure ids
    source: Speaker | None  # who says so; None: the outlet
    statement_id: str | None
    status: str
    negated: bool
    hypothetical: bool
    trigger: Span
    rule: str
    evidence: tuple[Evidence, ...]


@runtime_checkable
class Record(Protocol):
    """What every record that a finder yields has."""

    KIND: ClassVar[str]

    @property
    def id(self) -> str:
        """Content-derived id."""
        ...

    @property
    def document_id(self) -> str:
        """The document it was read from."""
        ...

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """At least one."""
        ...
