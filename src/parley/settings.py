"""One frozen `Settings`, passed in, never a global.

Precedence: flag > environment (``PARLEY_...``) > the record's ``parley.toml`` > the user's
``parley.toml`` > default. `resolve` keeps where each value came from.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from parley.errors import SettingsError, UsageError
from parley.server import parsed, secret

ENV_PREFIX = "PARLEY_"
FILE = "parley.toml"
PACKS = ("en",)  # languages that there are finders for
# Not for a record to say, which may come from somebody else, and why.
_SENT = "it says where pages are sent"
PERSONAL: Mapping[str, str] = {
    "llm_endpoint": _SENT,
    "llm_api_key_env": _SENT,
    "llm_proxy": _SENT,
    "parse_pipeline": "it names code that is run",
    "reviewer": "it says who decides",
}
OWN = "store"  # the setting that is one record's alone
ROW_FIELDS = (
    "text", "html", "id", "url", "outlet", "title", "published", "modified", "fetched", "authors", "language",
    "agency",
)  # fmt: skip
# Variables that are read elsewhere.
_NOT_SETTINGS = frozenset({"PARLEY_EVAL_DATA", "PARLEY_RECORD", "PARLEY_TOKEN"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set."""

    profile: str = "peace"  # a shipped profile, or the path of a TOML file
    languages: tuple[str, ...] = ("en",)  # whose statements are read; other pages are kept and labelled
    max_page_bytes: int = 20_000_000  # a larger page becomes a rejection; the largest real page seen is 3 MB
    max_page_parts: int = 250_000  # tags and lines; the largest of 10,000 real pages has 9,300
    max_page_line: int = 250_000  # characters of a paragraph; the longest real one seen has 44,000
    max_page_seconds: int = (
        30  # of the processor, for each megabyte begun; half of 2,000 real pages take 0.04, one 6
    )
    workers: int = 0  # processes that read pages; 0: one a core
    outlet: str = ""  # for pages that do not name theirs
    store: str = dataclasses.field(default="", repr=False)  # "": a file in the record's folder
    row_fields: tuple[str, ...] = ()  # "text=body": which field of a row holds what, before the usual names
    parse_pipeline: str = ""  # "": no second opinion
    reviewer: str = ""  # "": who is logged in
    fetch_delay: int = 1  # seconds between two requests to one host, unless its robots.txt asks for more
    fetch_timeout: int = 60  # seconds; pages of news come in about one
    fetch_contact: str = ""
    llm_model: str = ""  # "": none is asked
    llm_endpoint: str = ""
    llm_api_key_env: str = ""
    llm_proxy: str = ""
    llm_timeout: int = 120  # seconds; a large model on a laptop writes a passage's answer in about one minute
    llm_parallel: int = 4
    llm_max_passages: int = 200  # a page of news has 20 to 40

    def cleaning_key(self) -> str:
        """The settings that change what cleaning gives; part of the version of that step."""
        return f"{self.max_page_bytes}|{self.outlet}|{self.max_page_parts}|{self.max_page_line}"


HELP: Mapping[str, str] = {
    "profile": "the negotiation's data: a shipped profile's name, or the path of a TOML file",
    "languages": "languages whose statements are read (only en has a language pack)",
    "max_page_bytes": "a page larger than this many bytes is rejected",
    "max_page_parts": "a page with more tags and lines than this is rejected",
    "max_page_line": "a page with a paragraph of more characters than this is rejected",
    "max_page_seconds": "processor seconds that a page may take, for each megabyte begun; 0: no limit",
    "workers": "processes that read pages; 0 is one a core",
    "outlet": "the outlet of pages that do not name theirs",
    "store": "where the record is kept: postgresql://USER@HOST/DATABASE?schema=NAME; empty: in its folder",
    "row_fields": "fields of rows (JSON, CSV ...) by what they hold: text=body, published=pubDate, title=meta.name",
    "parse_pipeline": "a spaCy pipeline that has a vote on words (docs/statements.md); yours alone; empty: none",
    "reviewer": "who decides in `parley review`; yours alone; empty: your user name",
    "fetch_delay": "seconds between two requests to one host; its robots.txt may ask for more",
    "fetch_timeout": "seconds that one address may take, with all tries and redirects",
    "fetch_contact": "a web or mail address that tells sites whom to ask about your requests; empty: none",
    "llm_model": "the language model that is asked for statements too (docs/llm.md); empty: none",
    "llm_endpoint": "where it is asked, such as http://127.0.0.1:11434/v1; yours alone, no record sets it",
    "llm_api_key_env": "the environment variable that holds its key; yours alone, no record sets it",
    "llm_proxy": "the proxy through which it is asked; yours alone, no record sets it",
    "llm_timeout": "seconds that one passage may take, with all tries",
    "llm_parallel": "passages that are asked at the same time by one process",
    "llm_max_passages": "passages of one page that are asked at most",
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """Settings, and for each where its value came from."""

    settings: Settings
    origin: Mapping[str, str]


def resolve(
    flags: Mapping[str, Any] | None = None,
    env: Mapping[str, str] | None = None,
    record_file: Path | None = None,
    user_file: Path | None = None,
) -> Resolved:
    """Settings from all layers.

    Raises:
        SettingsError: For an unknown key (with the nearest known one), a value of the wrong kind, or one
            that a record may not set.
    """
    values: dict[str, Any] = {}
    origin = {f.name: "default" for f in dataclasses.fields(Settings)}
    environment = os.environ if env is None else env
    layers: list[tuple[str, Mapping[str, Any]]] = []
    for file in (user_file, record_file):
        if file is not None and file.is_file():
            layers.append((str(file), _read_toml(file)))
    from_env = {
        k[len(ENV_PREFIX) :].lower(): v
        for k, v in environment.items()
        if k.startswith(ENV_PREFIX) and k not in _NOT_SETTINGS
    }
    layers.append(("environment", from_env))
    layers.append(("flag", {k: v for k, v in (flags or {}).items() if v is not None}))
    for name, layer in layers:
        for key, value in layer.items():
            if key in PERSONAL and name == str(record_file):
                raise SettingsError(f"{name}: {not_for_a_record(key)}")
            if key == OWN and name == str(user_file):
                raise SettingsError(f"{name}: {not_for_a_user()}")
            values[key] = _allowed(key, _coerce(key, value, name), name)
            if key == OWN and name in (str(record_file), str(user_file)):
                _check_kept(values[key], name)
            origin[key] = name
    return Resolved(Settings(**values), origin)


def not_for_a_record(key: str) -> str:
    """Why a setting in `PERSONAL` is refused in a record, and where it belongs."""
    return (
        f"{key} is not for a record to set: records are passed on, and {PERSONAL[key]}; "
        f"take the line out and use: parley config set --user {key} VALUE"
    )


def not_for_a_user() -> str:
    """Why a setting that is one record's alone is refused for all of a user's records."""
    return (
        f"{OWN} is for one record to set, or all would lie in one place; "
        f"use: parley config set {OWN} URL -r REC"
    )


def _check_kept(store: str, where: str) -> None:
    """That no password is kept in a folder that is passed on."""
    if secret(store):
        raise SettingsError(
            f"{where}: {OWN} must hold no password; give it by ~/.pgpass (PGPASSFILE), by a service file, "
            "or for once by PARLEY_STORE"
        )


def _allowed(key: str, value: Any, where: str) -> Any:
    """The value, if something can be done with it: a language without a pack would give an empty record."""
    missing = [name for name in value if name not in PACKS] if key == "languages" else []
    if missing:
        raise SettingsError(
            f"{where}: no language pack for {', '.join(missing)}; there is one for: {', '.join(PACKS)}"
        )
    unknown = [pair for pair in value if not _maps(pair)] if key == "row_fields" else []
    if unknown:
        raise SettingsError(
            f"{where}: row_fields needs WHAT=FIELD, not {unknown[0]!r}; WHAT is one of: {', '.join(ROW_FIELDS)}; "
            "one dot leads from a field to a field in it: meta.name"
        )
    if key == OWN and value:
        try:
            parsed(value)
        except UsageError as error:
            raise SettingsError(f"{where}: {OWN}: {error}") from error
    if key.startswith(("llm_", "fetch_")):
        problem = _llm_problem(key, value) if key.startswith("llm_") else _fetch_problem(key, value)
        if problem:
            raise SettingsError(f"{where}: {key} {problem}")
    return value


def _maps(pair: str) -> bool:
    what, _, field = pair.partition("=")
    return what in ROW_FIELDS and bool(field) and not field.startswith(".") and ".." not in field


def _llm_problem(key: str, value: Any) -> str | None:
    """What is wrong with a setting of the language model; never repeats what may be a secret."""
    if key in ("llm_endpoint", "llm_proxy") and value:
        return _url_problem(value)
    if key == "llm_api_key_env" and value and not re.fullmatch(r"[A-Za-z_]\w*", value, re.ASCII):
        return "must be the name of an environment variable that holds the key, not the key itself"
    if key == "llm_model" and not value.isprintable():
        return "must be one line of text"
    if key in ("llm_timeout", "llm_parallel") and value < 1:
        return "must be 1 or more"
    return None


def _fetch_problem(key: str, value: Any) -> str | None:
    """What is wrong with a setting of fetching."""
    if key == "fetch_contact" and not re.fullmatch(r"[!-'*-~]*", value):
        return "must be one web or mail address, such as https://desk.example/parley"
    if key == "fetch_timeout" and value < 1:
        return "must be 1 or more"
    return None


def _url_problem(value: str) -> str | None:
    try:
        url = urlsplit(value)
        host, _ = url.hostname, url.port
    except ValueError:
        return "must be an address such as http://127.0.0.1:11434/v1"
    if url.scheme not in ("http", "https") or not host or not value.isprintable() or " " in value:
        return "must be an address such as http://127.0.0.1:11434/v1"
    if "@" in url.netloc or url.query or url.fragment:
        return "must hold no user, password or query; name the key's variable with llm_api_key_env"
    return None


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: not valid TOML: {error}") from error


def _coerce(key: str, value: Any, where: str) -> Any:
    known = {f.name: f.default for f in dataclasses.fields(Settings)}
    if key not in known:
        near = difflib.get_close_matches(key, known, 1)
        hint = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}"
        raise SettingsError(f"{where}: unknown setting {key!r}{hint}")
    default = known[key]
    if isinstance(default, tuple):
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
            return tuple(value)
    elif isinstance(default, int):
        if isinstance(value, str) and value.strip().isdigit():
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
    elif isinstance(value, str):
        return value
    kind = {tuple: "a list of words", int: "a whole number, 0 or more", str: "text"}[type(default)]
    raise SettingsError(f"{where}: {key} must be {kind}, not {value!r}")


def user_file(env: Mapping[str, str] | None = None) -> Path:
    """The user's own settings: ``parley/parley.toml`` in the place for configuration."""
    environment = os.environ if env is None else env
    base = environment.get("XDG_CONFIG_HOME") or environment.get("APPDATA")
    return (Path(base) if base else Path.home() / ".config") / "parley" / FILE


def write_value(file: Path, key: str, value: Any) -> Any:
    """Set one key in a settings file, keeping what else it holds, comments too; returns the value as stored.

    Raises:
        SettingsError: For an unknown key, a value of the wrong kind, or a file that must be edited by hand.
    """
    stored = _allowed(key, _coerce(key, value, str(file)), str(file))
    if key == OWN:
        _check_kept(stored, str(file))
    before = _read_toml(file) if file.is_file() else {}
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    line = f"{key} = {_toml_value(stored)}"
    changed, found = re.subn(rf"^{key}[ \t]*=.*$", lambda _: line, text, count=1, flags=re.MULTILINE)
    if not found:
        changed = f"{text.rstrip()}\n\n# {HELP[key]}\n{line}\n".lstrip()
    if _parsed(changed) != before | {key: list(stored) if isinstance(stored, tuple) else stored}:
        raise SettingsError(f"{file}: {key} is not on a line of its own there; edit the file by hand")
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(file.name + ".new")
    fresh.write_text(changed, encoding="utf-8")
    fresh.replace(file)
    return stored


def toml_text(text: str) -> str:
    """A text as a TOML basic string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _toml_value(value: Any) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(toml_text(v) for v in value) + "]"
    return toml_text(value) if isinstance(value, str) else str(value)


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
