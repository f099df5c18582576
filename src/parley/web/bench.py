"""What a page needs to let a person decide: whether one may, who it is, and where to come back to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from starlette.requests import Request

from parley.errors import UsageError
from parley.review.decide import Signed
from parley.store.decisions import Standing
from parley.web.ledger import Ledger

REVIEWER = "parley-reviewer"  # the cookie that holds the name of who reviews
KEYS = "parley-keys"  # the cookie that says that keys of one letter do nothing
OFF = "off"
YEAR = 60 * 60 * 24 * 365  # seconds that a browser remembers them


@dataclass(frozen=True, slots=True)
class Bench:
    """See the module.

    Attributes:
        open: Whether decisions can be written.
        reviewer: Who decides; None: they have not said so yet.
        on: Whether every row of a listing has its buttons.
        here: The address of the page, to come back to.
        standing: What stands, by the ids of entries.
        keys: Whether keys of one letter do something.
    """

    open: bool
    reviewer: str | None
    on: bool
    here: str
    standing: Mapping[str, Standing]
    keys: bool

    def seen(self, entry_id: str) -> int:
        """The number of the last decision that stands about an entry; 0 for none."""
        held = self.standing.get(entry_id)
        return held.decisions[-1].number if held else 0

    def decided(self) -> Collection[str]:
        """Ids of the entries that have a verdict."""
        return {entry_id for entry_id, held in self.standing.items() if held.verdict is not None}

    def is_decided(self, entry_id: str) -> bool:
        """Whether an entry has a verdict."""
        held = self.standing.get(entry_id)
        return held is not None and held.verdict is not None


def bench(
    ledger: Ledger | None, request: Request, standing: Mapping[str, Standing], *, on: bool = False
) -> Bench:
    """The bench of a request."""
    query = request.url.query
    here = f"{quote(request.url.path)}?{query}" if query else quote(request.url.path)
    keys = request.cookies.get(KEYS) != OFF
    return Bench(ledger is not None, known(ledger, request), on, here, standing, keys)


def known(ledger: Ledger | None, request: Request) -> str | None:
    """The name of who sent a request; None where nobody said one."""
    given = unquote(request.cookies.get(REVIEWER, ""))
    try:
        return Signed.now(given).reviewer if given.strip() else (ledger.reviewer if ledger else None)
    except UsageError:
        return None
