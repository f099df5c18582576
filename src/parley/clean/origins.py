"""Where each piece of a document's metadata comes from, and how far that kind of place can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from types import MappingProxyType

from parley.clean import meta, outlets
from parley.clean.lines import key
from parley.clean.marks import unmarked
from parley.clean.meta import Head
from parley.clean.opening import ONLY
from parley.dates import Date
from parley.records import Document, Origin

# The share of what each place says that is right on the 135 fundus pages; where fewer than twenty pages have
# it, or none, a careful guess below that (0.9 and less). What a source says beside the page is taken at its word.
CONFIDENCE: Mapping[str, float] = MappingProxyType(
    {
        "source": 1.0,
        "JSON-LD: datePublished": 0.99,
        "JSON-LD: dateModified": 0.99,
        "JSON-LD: author": 0.98,
        "JSON-LD: headline": 0.84,
        "meta: og:title": 0.84,
        "meta: twitter:title": 0.8,
        "title element": 0.76,
        "printed headline": 0.84,
        "only line above the text": 0.65,  # of 446 plain texts; of 73 more it is another headline of the same page
        "html lang": 0.96,
    }
)
_OTHER = 0.9  # meta elements and printed credits
_WEAK = 0.5  # the address of a page


def origins(document: Document, head: Head, hints: Mapping[str, str]) -> tuple[Origin, ...]:
    """One origin for each field of metadata that a document has a value for."""
    quotes = [(document.text[b.start : b.end], b.reason) for b in document.blocks if b.role == "headline"]
    printed = {title: reason for quote, reason in quotes for title in (quote, unmarked(quote))}
    found = {
        "title": document.title and _title(document.title, head, hints, printed),
        "authors": document.authors and _authors(document.authors, head, hints),
        "outlet": document.outlet and _outlet(document.outlet, head, hints),
        "language": document.language and _language(document.language, head, hints),
        "url": document.url and _url(document.url, head, hints),
        "dateline": document.dateline and "printed dateline",
        "published": _rule(document.published),
        "modified": _rule(document.modified),
        "fetched": document.fetched and "source",
    }
    return tuple(Origin(name, source, _confidence(source)) for name, source in found.items() if source)


def _confidence(source: str) -> float:
    if source in CONFIDENCE:
        return CONFIDENCE[source]
    if source.startswith("source"):
        return CONFIDENCE["source"]
    return _WEAK if source.startswith("address") else _OTHER


def _title(title: str, head: Head, hints: Mapping[str, str], printed: Mapping[str, str]) -> str:
    if hints.get("title") == title:
        return "source"
    places = [("JSON-LD: headline", head.article.get("headline"))]
    places += [(f"meta: {name}", head.meta.get(name)) for name in ("og:title", "twitter:title")]
    places.append(("title element", head.title))
    stated = next((place for place, value in places if isinstance(value, str) and _same(value, title)), None)
    if stated or title not in printed:
        return stated or "title element"
    return "only line above the text" if printed[title] == ONLY else "printed headline"


def _authors(names: Sequence[str], head: Head, hints: Mapping[str, str]) -> str:
    stated = "; ".join(meta.authors(head)).casefold()
    if hints.get("authors"):
        return "source"
    if any(name.casefold() in stated for name in names):
        return "JSON-LD: author" if any(head.names(head.article.get("author"))) else "meta: author"
    return "printed byline"


def _outlet(outlet: str, head: Head, hints: Mapping[str, str]) -> str:
    places: Iterable[tuple[str, str | None]] = (
        ("source", hints.get("outlet")),
        ("meta: og:site_name", head.meta.get("og:site_name")),
        ("JSON-LD: publisher", next(head.names(head.article.get("publisher")), None)),
        ("JSON-LD: WebSite", head.site),
        ("meta: application-name", head.meta.get("application-name")),
        ("title element", head.title),
    )
    found = next(
        (place for place, value in places if value and outlet in (value, *outlets.parts(value))), None
    )
    return found or ("address" if "." in outlet and " " not in outlet else "settings")


def _language(language: str, head: Head, hints: Mapping[str, str]) -> str:
    primary = language.split("-")[0].casefold()
    for place, value in (("source", hints.get("language")), ("html lang", head.language)):
        if value and value.casefold().startswith(primary):
            return place
    return "text"


def _url(url: str, head: Head, hints: Mapping[str, str]) -> str:
    if head.canonical and url.endswith(head.canonical):
        return "link: canonical"
    return "meta: og:url" if head.meta.get("og:url") == url else "source"


def _rule(date: Date) -> str | None:
    return date.proof[0].rule if date.edtf is not None and date.proof else None


def _same(value: str, title: str) -> bool:
    return key(unescape(value)).startswith(key(title))
