"""``postgresql://USER@HOST/DATABASE?schema=NAME``: which record on which server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from parley.errors import UsageError

SCHEMES = ("postgresql", "postgres")
SCHEMA = "parley"  # the one a record lies in where its address names none
_SECRET = frozenset({"password", "sslpassword"})
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True)
class Address:
    """A record on a server: what to connect with, and the schema (a namespace) that is the record's own."""

    conninfo: str
    schema: str
    shown: str  # without its password


def parsed(url: str) -> Address:
    """The address that a URL names.

    Raises:
        UsageError: If it is none, or names the schema wrongly; the message holds no password.
    """
    shown = masked(url)
    try:
        parts = urlsplit(url)
        fields = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError as error:
        raise UsageError(
            f"{shown}: not an address such as postgresql://anna@db.example/talks?schema=peace"
        ) from error
    if parts.scheme not in SCHEMES or parts.fragment:
        raise UsageError(f"{shown}: not an address such as postgresql://anna@db.example/talks?schema=peace")
    schemas = [value for name, value in fields if name == "schema"] or [SCHEMA]
    schema = schemas[-1]
    if not _NAME.fullmatch(schema) or schema.startswith("pg_") or schema in ("public", "information_schema"):
        raise UsageError(
            f"{shown}: schema={schema!r} cannot be a record's own; "
            "name one with small letters, digits and underscores, such as schema=peace"
        )
    rest = urlencode([(name, value) for name, value in fields if name != "schema"], quote_via=quote)
    return Address(urlunsplit(("postgresql", parts.netloc, parts.path, rest, "")), schema, shown)


def masked(url: str) -> str:
    """A URL as it may be shown and kept: ``***`` for every password."""
    head, mark, query = url.partition("?")
    head = re.sub(r"^(\w+://[^/@:]*):.*@", r"\1:***@", head)
    fields = (
        f"{name}=***" if name.lower() in _SECRET else f"{name}{equals}{value}"
        for name, equals, value in (field.partition("=") for field in query.split("&"))
    )
    return head + mark + "&".join(fields)


def secret(url: str) -> bool:
    """Whether a URL holds a password."""
    return masked(url) != url


def without_secret(url: str) -> str:
    """A URL as a record keeps it: whoever uses it gives the password in another way."""
    head, mark, query = re.sub(r"^(\w+://[^/@:]*):.*@", r"\1@", url).partition("?")
    kept = [field for field in query.split("&") if field.partition("=")[0].lower() not in _SECRET]
    return head + (mark if kept else "") + "&".join(kept)


def is_server(address: object) -> bool:
    """Whether the address of a record is one on a server, not a file's path."""
    return isinstance(address, str) and address.lower().startswith(tuple(f"{s}://" for s in SCHEMES))
