"""What a site's robots.txt allows, as RFC 9309 reads it.

The longest rule that fits decides, with ``*`` and ``$``: urllib's parser takes the first and knows neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.fetch.failure import Unfetched

if TYPE_CHECKING:
    from protego import Protego

AGENT = "parley"
MOST_BYTES = 512_000  # RFC 9309 asks for 500 KiB at least; what follows is not read


class Rules:
    """The rules of one origin for us. Without a file everything is allowed."""

    def __init__(self, parsed: Protego | None = None) -> None:
        self._parsed = parsed

    @property
    def delay(self) -> float:
        """Seconds between two requests that the site asks for; 0 if it does not."""
        if self._parsed is None:
            return 0.0
        asked = [self._parsed.crawl_delay(AGENT) or 0.0]
        if (rate := self._parsed.request_rate(AGENT)) and rate.requests:
            asked.append(rate.seconds / rate.requests)
        return max(asked)

    def allow(self, url: str) -> bool:
        """Whether the page may be read."""
        return self._parsed is None or self._parsed.can_fetch(url, AGENT)


def rules(status: int, body: bytes) -> Rules:
    """The rules that an answer to ``/robots.txt`` states.

    An answer of 400 to 499 is no file, so no rules; an error of the server (and 429) may hide some, so
    the site is left alone.

    Raises:
        Unfetched: ``robots``, if nobody can say what is allowed.
    """
    if status == 429 or status >= 500:
        reason = f"The site answers {status} for its robots.txt, so what it allows is not known."
        raise Unfetched("robots", reason, again=True)
    if not 200 <= status < 300:
        return Rules()
    from protego import Protego

    return Rules(Protego.parse(body[:MOST_BYTES].decode("utf-8-sig", "replace")))
