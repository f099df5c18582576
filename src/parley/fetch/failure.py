"""Why an address gave nothing."""

from __future__ import annotations

from parley.errors import PageError


class Unfetched(PageError):
    """An address that gives no page; becomes a rejection, and the run goes on.

    Args:
        code: A key of `parley.records.REASONS`.
        reason: One sentence for a person.
        again: Whether the same request may do better: at once, and in a later run.
        after: Seconds that the server asks to wait before that.
        silent: Whether no answer came at all; a host is given up after a few of these.
    """

    def __init__(
        self, code: str, reason: str, *, again: bool = False, after: float = 0.0, silent: bool = False
    ) -> None:
        super().__init__(code, reason)
        self.again = again
        self.after = after
        self.silent = silent
