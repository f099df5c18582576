"""What a form sends, and handlers that take it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from parley.errors import UsageError

FIELDS = 2000  # of one form; the rows of a page that are accepted at once have one each
_UNPRINTED = frozenset(chr(c) for c in range(32)) | {"\x7f", "\\"}


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form; a name may come several times."""

    fields: Mapping[str, Sequence[str]]

    @staticmethod
    def of(body: bytes) -> Form:
        """Take a form apart.

        Raises:
            UsageError: If it is none.
        """
        try:
            text = body.decode("utf-8")
            return Form(parse_qs(text, keep_blank_values=True, max_num_fields=FIELDS, errors="strict"))
        except ValueError as error:
            raise UsageError("this is not a form that a page here sends") from error

    def one(self, name: str, missing: str = "") -> str:
        """The first value of a field, line breaks as one character."""
        return self.fields.get(name, (missing,))[0].replace("\r\n", "\n").strip()

    def all(self, name: str) -> Sequence[str]:
        """All values of a field."""
        return self.fields.get(name, ())

    def number(self, name: str) -> int:
        """A field that holds a number; 0 where it is not there.

        Raises:
            UsageError: If it holds something else.
        """
        return whole(self.one(name, "0"))

    def back(self, otherwise: str) -> str:
        """Where to go after it: an address of this server, as the form says."""
        return local(self.one("back")) or otherwise


def whole(text: str) -> int:
    """A number as a form sends it.

    Raises:
        UsageError: If it is none.
    """
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise UsageError(f"{text[:20]!r} is no number of a decision")
    return int(text)


def local(address: str) -> str | None:
    """An address, if it is one of this server: a path, no other host's."""
    if not address.startswith("/") or address.startswith("//") or _UNPRINTED & set(address):
        return None
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc else address


def taken(handle: Callable[[Request, Form], Response]) -> Callable[[Request], Awaitable[Response]]:
    """A handler of a form; the work is done beside the loop that answers requests."""

    async def answer(request: Request) -> Response:
        form = Form.of(await request.body())
        return await run_in_threadpool(handle, request, form)

    return answer
