"""Who is who, as a person says: that two actors are one, or that a name means somebody else."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from parley.errors import UsageError
from parley.link import settled
from parley.store.base import View
from parley.views.who import find
from parley.web.deciding import back, opened
from parley.web.forms import Form, taken
from parley.web.links import Links
from parley.web.site import Site


def routes(site: Site) -> APIRouter:
    """What takes it, from an actor's page."""
    router = APIRouter()

    def join(request: Request, form: Form) -> Response:
        ledger, reviewer = opened(site, request)
        actor, other = request.path_params["record_id"], form.one("name")
        if not other:
            raise UsageError("who is it the same as? type a name")
        ledger.settle_actors(lambda view: settled.join(find(view, actor), find(view, other)), reviewer)
        site.desk.refresh()  # names and sides of the whole record follow from it
        return back(form, Links().record(actor))

    def split(request: Request, form: Form) -> Response:
        ledger, reviewer = opened(site, request)
        actor, part = request.path_params["record_id"], form.one("name")
        if not part:
            raise UsageError("which name means somebody else? choose one")

        def judge(view: View) -> settled.Judge:
            return settled.split(
                find(view, actor), part, settled.printed(view), list(view.links("judgements"))
            )

        ledger.settle_actors(judge, reviewer)
        site.desk.refresh()
        return back(form, Links().record(actor))

    for name, handler in (("join", join), ("split", split)):
        router.add_api_route(
            f"/actors/{{record_id}}/{name}", taken(handler), methods=["POST"], include_in_schema=False
        )
    return router
