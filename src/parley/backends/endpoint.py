"""The one place that talks to a language model: an OpenAI-compatible endpoint that the user named.

What holds, whatever the server does:
- only the user's endpoint is asked; a redirect is not followed, and no proxy, certificate or login is
  taken from the environment;
- one passage takes at most `llm_timeout` seconds with all its tries, however slowly bytes arrive;
- no more than `MOST_BYTES` of an answer are read, none of them unpacked;
- the key is read from the environment when it is needed, and is part of no message.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self

import httpx

from parley._version import __version__
from parley.backends import prompt
from parley.errors import SettingsError
from parley.settings import Settings

MOST_BYTES = 1_000_000  # of an answer; one of ANSWER_TOKENS tokens takes about 20 kB
CONNECT_SECONDS = 10.0
TRIES = 3
WAIT_SECONDS = 1.0  # before the second try, doubled before each further one
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_OTHER_FORM = frozenset({400, 415, 422, 501})  # what servers answer to a response_format they do not know
_LASTING = frozenset({401, 403, 404, 405, 407})  # another passage would be refused as well


class NoAnswer(Exception):
    """The endpoint gave no answer that could be read; becomes a fault of the page.

    Args:
        message: What went wrong, and where; holds no key.
        lasting: Whether asking for another passage is of no use either.
    """

    def __init__(self, message: str, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class Target:
    """Which model is asked, where, and how long. Holds the name of the key's variable, never the key."""

    model: str
    url: str
    key_env: str = ""
    proxy: str = ""
    timeout: float = 120.0

    @staticmethod
    def of(settings: Settings) -> Target:
        """The target that the settings name.

        Raises:
            SettingsError: If they name no endpoint, or a variable without a usable key.
        """
        if not settings.llm_endpoint:
            raise SettingsError(
                f"llm_model is {settings.llm_model!r}, but no llm_endpoint says where to ask it; use: "
                "parley config set --user llm_endpoint http://127.0.0.1:11434/v1 (or set llm_model to '')"
            )
        url = settings.llm_endpoint.rstrip("/")
        target = Target(
            settings.llm_model, url, settings.llm_api_key_env, settings.llm_proxy, settings.llm_timeout
        )
        target.key()
        return target

    def key(self) -> str | None:
        """The key, from the environment.

        Raises:
            SettingsError: If the variable is not set, or holds what no header can carry.
        """
        if not self.key_env:
            return None
        found = os.environ.get(self.key_env, "").strip()
        if not found:
            raise SettingsError(f"the environment variable {self.key_env} (llm_api_key_env) holds no key")
        if not re.fullmatch(r"[!-~]+", found):
            raise SettingsError(f"what {self.key_env} (llm_api_key_env) holds is no key: one ASCII word is")
        return found


class Endpoint:
    """Asks one passage at a time; use it in an `async with` block, from as many tasks as you like.

    Args:
        target: Which model is asked, and where.
        form: How the answer's form is asked for first: a position in `prompt.FORMS`.
    """

    def __init__(self, target: Target, form: int = 0) -> None:
        self.form = form  # the first form that this server has not refused
        self._target = target
        self._key = target.key()
        headers = {"Accept-Encoding": "identity", "User-Agent": f"parley/{__version__}"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        self._client = httpx.AsyncClient(
            headers=headers,
            timeout=httpx.Timeout(target.timeout, connect=min(CONNECT_SECONDS, target.timeout)),
            proxy=target.proxy or None,
            trust_env=False,
            follow_redirects=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def ask(self, passage: str) -> str:
        """What the model answers to one passage: the text of its message.

        Raises:
            NoAnswer: If there is no answer within the time, or none that is a chat completion.
        """
        try:
            async with asyncio.timeout(self._target.timeout):
                return await self._ask(passage)
        except TimeoutError:
            raise self._error(f"no answer within {self._target.timeout:g} seconds (llm_timeout)") from None

    async def _ask(self, passage: str) -> str:
        """The answer in the best form that the server knows."""
        while True:
            form = self.form
            status, body = await self._tried(prompt.request(self._target.model, passage, prompt.FORMS[form]))
            if status in _OTHER_FORM and form + 1 < len(prompt.FORMS):
                self.form = max(self.form, form + 1)
                continue
            if status != 200:
                raise self._error(_reason(status, body), status in _LASTING or 300 <= status < 400)
            return self._message(body)

    async def _tried(self, body: Mapping[str, Any]) -> tuple[int, bytes]:
        """Status and body of the answer, after as many tries as it takes and may."""
        started = time.monotonic()
        for tries in range(1, TRIES + 1):
            wait = WAIT_SECONDS * 2 ** (tries - 1)
            try:
                status, content, after = await self._post(body)
                if status not in _AGAIN or tries == TRIES:
                    return status, content
                wait = max(wait, after)
                why = _reason(status, content)
            except (httpx.ReadTimeout, httpx.WriteTimeout) as error:
                raise TimeoutError from error
            except httpx.HTTPError as error:
                unreachable = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError)
                why = f"{'cannot be reached' if unreachable else 'broke off'} ({type(error).__name__})"
                if tries == TRIES:
                    raise self._error(why, unreachable) from None
            if time.monotonic() - started + wait >= self._target.timeout:
                raise self._error(f"{why}; asked to wait {wait:g} seconds, longer than llm_timeout")
            await asyncio.sleep(wait)
        raise AssertionError("the last try returns or raises")

    async def _post(self, body: Mapping[str, Any]) -> tuple[int, bytes, float]:
        """One request: status, body, and the seconds that the server asks to wait before the next."""
        url, content = f"{self._target.url}/chat/completions", json.dumps(body).encode("ascii")
        headers = {"Content-Type": "application/json"}
        async with self._client.stream("POST", url, content=content, headers=headers) as response:
            if response.headers.get("content-encoding", "identity").lower() != "identity":
                raise self._error("packs its answer though it was asked not to", lasting=True)
            data = bytearray()
            async for piece in response.aiter_raw():
                data += piece
                if len(data) > MOST_BYTES:
                    raise self._error(f"sends more than {MOST_BYTES:,} bytes")
            return response.status_code, bytes(data), _seconds(response.headers.get("retry-after"))

    def _message(self, body: bytes) -> str:
        """The text of a chat completion; ``""`` where the model wrote none."""
        try:
            data = json.loads(body)
        except (ValueError, RecursionError):
            data = None
        choices = data.get("choices") if isinstance(data, dict) else None
        if not isinstance(choices, list):
            raise self._error("answers with something that is no chat completion")
        try:
            content = choices[0]["message"]["content"]
        except (LookupError, TypeError):
            content = None
        return content if isinstance(content, str) else ""

    def _error(self, why: str, lasting: bool = False) -> NoAnswer:
        """An error that names the endpoint and holds no key, whatever the server echoes."""
        hidden = why.replace(self._key, "***") if self._key else why
        return NoAnswer(f"{self._target.url}: {hidden}", lasting)


def _seconds(header: str | None) -> float:
    """A Retry-After header, seconds or a date, as seconds from now; 0 where it says nothing."""
    if not header:
        return 0.0
    if header.strip().isdecimal():
        return float(header.strip()[:9])
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _reason(status: int, body: bytes) -> str:
    """A refusal in one line: the status, and what the server says of it."""
    if 300 <= status < 400:
        return f"answers with a redirect ({status}), which is not followed; name the address itself"
    try:
        data = json.loads(body)
        said = data["error"]["message"] if isinstance(data["error"], dict) else data["error"]
    except (ValueError, RecursionError, LookupError, TypeError):
        said = None
    words = " ".join("".join(c if c.isprintable() else " " for c in str(said or "")).split())
    return f"answers {status}" + (f": {words[:200]}" if words else "")
