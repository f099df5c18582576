"""Citations: of a record the pages that it rests on, with its words; of a listing's rows their pages, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from parley.export import bibtex, citations, csl, ris
from parley.export.citations import Citation, cited
from parley.export.selection import Selection
from parley.store.base import Row, View
from parley.store.link_rows import documents_of
from parley.web.entries import held
from parley.web.listings import LISTINGS, Listing
from parley.web.sections import asked, chosen, few
from parley.web.site import Site


@dataclass(frozen=True, slots=True)
class _Form:
    title: str
    media: str
    write: Callable[[Sequence[Citation]], Iterator[str]]


FORMS: Mapping[str, _Form] = {
    "bib": _Form("BibTeX", "application/x-bibtex", bibtex.entries),
    "ris": _Form("RIS", "application/x-research-info-systems", ris.entries),
    "csl": _Form("CSL-JSON", "application/vnd.citationstyles.csl+json", csl.entries),
    "txt": _Form("plain text", "text/plain", citations.text),
}


def routes(site: Site) -> APIRouter:
    """For each listing, and each record, its citations in each form."""
    router = APIRouter()
    for listing in LISTINGS.values():
        for ending, form in FORMS.items():
            for path, handler in (
                (f"/{listing.name}.{ending}", _of_rows(site, listing, ending)),
                (f"/{listing.name}/{{record_id}}.{ending}", _of_one(site, listing, ending)),
            ):
                about = f"{listing.title}: what they rest on, as {form.title}."
                router.add_api_route(
                    path, handler, name=f"{path} cited", description=about, response_class=Response
                )
    return router


def _of_rows(site: Site, listing: Listing, ending: str) -> Callable[[Request], Response]:
    def cite(request: Request) -> Response:
        with site.desk.view() as (view, shelf):
            query = asked(site, listing, request, view, shelf)
            ids, _ = chosen(listing, query, view, shelf)
            few(ids, "or export them: parley export --format bibtex")
            return _answer(list(_pages(view, listing, ids)), ending, listing.name)

    return cite


def _of_one(site: Site, listing: Listing, ending: str) -> Callable[[str], Response]:
    def cite(record_id: str) -> Response:
        with site.desk.view() as (view, _):
            row = held(view, listing, record_id)
            if row.get("evidence"):
                found = citations.of_entry(Selection(view), record_id)
            else:
                found = list(_pages(view, listing, [record_id]))
            return _answer(found, ending, record_id)

    return cite


def _pages(view: View, listing: Listing, ids: Sequence[str]) -> Iterator[Citation]:
    """The pages that rows rest on, in their order, each once."""
    rows = view.chosen(listing.kind, ids)
    for document in dict.fromkeys(chain.from_iterable(map(_documents, rows))):
        yield cited(view.document(document))


def _documents(row: Row) -> Iterator[str]:
    if row["id"].startswith("doc-"):
        yield row["id"]
    yield from documents_of(row)
    for value in row.get("values") or () if isinstance(row.get("values"), list) else ():
        yield from documents_of(value)


def _answer(found: Sequence[Citation], ending: str, name: str) -> Response:
    form = FORMS[ending]
    saved = {"content-disposition": f'attachment; filename="{name}.{ending}"'}
    return Response("".join(form.write(found)), media_type=f"{form.media}", headers=saved)
