"""``/metrics``: what the server counts and what the record holds, as Prometheus and OpenMetrics scrapers read it."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from starlette.responses import Response

from parley._version import __version__
from parley.store.base import View
from parley.web.meters import BOUNDS, Meters
from parley.web.shelf import Shelf

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from parley.web.site import Site

log = logging.getLogger(__name__)
CONTENT = "text/plain; version=0.0.4; charset=utf-8"
PATH = "/metrics"
_HELD = "what metrics tell of the record"
Sample = tuple[str, Mapping[str, str], float]  # what follows the family's name, labels, value
Counts = Mapping[str, int]


def routes(site: Site, meters: Meters) -> APIRouter:
    """The one address."""
    router = APIRouter()

    @router.get(PATH, include_in_schema=False)
    def metrics() -> Response:
        with site.desk.view() as (view, shelf):
            records, rejections = held(view, shelf)
        age = max(0.0, time.time() - site.desk.since)
        return Response("".join(written(meters, records, rejections, age)), media_type=CONTENT)

    return router


def held(view: View, shelf: Shelf) -> tuple[Counts, Counts]:
    """How many records of each kind and rejections for each reason; counted once a shelf."""
    if _HELD not in shelf.cache:
        reasons = Counter(row["reason"]["code"] for row in view.rejections())
        shelf.cache[_HELD] = (dict(view.counts()), dict(sorted(reasons.items())))
    found: tuple[Counts, Counts] = shelf.cache[_HELD]
    return found


def written(meters: Meters, records: Counts, rejections: Counts, age: float) -> Iterator[str]:
    """All families in the text format, version 0.0.4."""
    taken = list(meters.taken())
    yield from _family(
        "requests_total",
        "counter",
        "Requests answered, by the route's template.",
        (
            ("", {"route": one.route, "method": method, "status": status}, count)
            for one in taken
            for method, status, count in one.outcomes
        ),
    )
    times = (sample for one in taken for sample in _histogram(one.route, one.buckets, one.seconds))
    yield from _family("request_seconds", "histogram", "How long answers took, to their last byte.", times)
    kinds = (("", {"kind": kind}, count) for kind, count in records.items())
    yield from _family("records", "gauge", "Records of each kind, as of the last layout.", kinds)
    codes = (("", {"reason": code}, count) for code, count in rejections.items())
    yield from _family("rejections", "gauge", "Inputs that were not read, by reason.", codes)
    yield from _family("shelf_age_seconds", "gauge", "Since the record was laid out.", [("", {}, age)])
    yield from _family("info", "gauge", "The version that answers.", [("", {"version": __version__}, 1)])


def _histogram(route: str, buckets: tuple[int, ...], seconds: float) -> Iterator[Sample]:
    for bound, count in zip((*map(str, BOUNDS), "+Inf"), buckets, strict=True):
        yield "_bucket", {"route": route, "le": bound}, count
    yield "_sum", {"route": route}, seconds
    yield "_count", {"route": route}, buckets[-1]


def _family(name: str, kind: str, about: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# HELP parley_{name} {about}\n# TYPE parley_{name} {kind}\n"
    for suffix, labels, value in samples:
        told = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
        yield f"parley_{name}{suffix}{f'{{{told}}}' if told else ''} {value:.17g}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


class Observer:
    """ASGI middleware around all others: counts every answer, those that the guard gave too, and logs it."""

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        self._app = app
        self._meters = meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and see what comes of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, method, status = time.perf_counter(), scope["method"], 500

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, seen)
        finally:
            took = time.perf_counter() - begun
            route: Any = getattr(scope.get("route"), "path", None)
            self._meters.count(route, method, status, took)
            if log.isEnabledFor(logging.INFO):
                fields = {"route": route, "method": method, "status": status, "seconds": round(took, 4)}
                log.info("request", extra={"event": "request", "fields": fields})
