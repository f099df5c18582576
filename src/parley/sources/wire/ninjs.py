"""ninjs 1 to 3, and the JSON of agencies and newsrooms that is close to it.

The versions spell their keys differently (``body_html``, ``bodies``, ``copyrightnotice``,
``copyrightNotice``); here they are compared in lower case without underscores.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import parley.sources.hints as hints
from parley.errors import PageError
from parley.sources.wire import body as bodies
from parley.sources.wire.story import Draft, Head, Story, compose, joined, stamp, urgency

_FORM = "ninjs"
_SHOWN = ("picture", "graphic", "video", "audio", "image")
_WRAPPERS = ("data", "item", "items", "_items", "results", "assets")  # of what services answer
_DEEPEST = 6  # lists and wrappers around an item; AP's answers nest four
_IDENTITY = ("uri", "guid", "urn")
_TELLING = frozenset(
    {"versioncreated", "bodyhtml", "bodytext", "bodyxhtml", "bodies", "headlines", "pubstatus", "firstcreated",
     "articlehtml", "descriptiontext", "descriptioncaption", "representationtype"}
)  # fmt: skip

Item = Mapping[str, Any]


def is_item(value: object) -> bool:
    """Whether a JSON value is an item: it has an identity, and two keys that only items have."""
    if not isinstance(value, Mapping):
        return False
    keys = {_key(key) for key in value}
    return bool(keys & set(_IDENTITY)) and len(keys & _TELLING) >= 2


def within(value: Any, depth: int = 0) -> Iterator[Item]:
    """The items in a list, or in what a service answers."""
    if isinstance(value, list):
        for part in value:
            if depth < _DEEPEST:
                yield from within(part, depth + 1)
    elif isinstance(value, Mapping):
        if is_item(value):
            yield value
        elif depth < _DEEPEST:
            for key in _WRAPPERS:
                if isinstance(value.get(key), list | Mapping):
                    yield from within(value[key], depth + 1)


def identity(value: Item) -> str | None:
    """What an item is called everywhere."""
    return _words({_key(key): given for key, given in value.items()}, *_IDENTITY)


def read(content: bytes) -> Story:
    """The story of an item that is a document of its own.

    Raises:
        PageError: ``malformed``, if it is no JSON object.
    """
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise PageError("malformed", f"The item is not JSON: {error}.") from error
    if not isinstance(value, dict):
        raise PageError("malformed", "The item is JSON but not an object.")
    return story(value)


def story(value: Item) -> Story:
    """The story of an item.

    Raises:
        PageError: ``malformed``, if it holds half of a surrogate pair.
    """
    if not hints.printable(json.dumps(value, ensure_ascii=False)):
        raise PageError("malformed", "The item holds half of a surrogate pair, which is no character.")
    item = {_key(key): given for key, given in value.items() if given not in (None, "", [])}
    draft, description = _body(item), _text(item, "description")
    if description and (not draft.lines or item.get("type") in _SHOWN):
        role = "caption" if item.get("type") in _SHOWN else "body"
        bodies.string(draft, description, f"{_FORM}: description", role)
        description = None
    head = Head(
        headline=_text(item, "headline") or _words(item, "title", "name"),
        subhead=_words(item, "subhead"),
        byline=_words(item, "byline", "by"),
        dateline=_words(item, "dateline"),
        summary=_summary(item, description),
        note=_words(item, "ednote"),
    )
    return compose(_FORM, head, draft, _said(item))


def _body(item: Item) -> Draft:
    out = Draft()
    for key in ("bodyhtml", "bodyxhtml", "articlehtml"):
        if isinstance(item.get(key), str):
            bodies.html(out, item[key], _FORM)
            return out
    for form in ("html", "text"):
        for part in _parts(item, "bodies"):
            if form in _kind(part):
                bodies.string(out, part["value"], _FORM)
                return out
    if isinstance(item.get("bodytext"), str):
        bodies.string(out, item["bodytext"], _FORM)
    return out


def _summary(item: Item, description: str | None) -> str | None:
    found = _words(item, "teaser") or description
    if found and "<" in found:
        draft = Draft()
        bodies.string(draft, found, _FORM)
        return " ".join(line.text for line in draft.lines)
    return found


def _said(item: Item) -> dict[str, str]:
    made, first = stamp(item.get("versioncreated")), stamp(item.get("firstcreated"))
    published = first or stamp(item.get("contentcreated")) or made
    credit = _words(item, "creditline")
    url = _words(item, "url", "canonicalurl")
    return hints.given(
        dateline=None if _words(item, "dateline") else _words(item, "located"),  # where it was written
        wire_id=_words(item, *_IDENTITY),
        version=_number(item.get("version")),
        supersedes=_words(item, "evolvedfrom"),
        published=published,
        modified=made if made != published else None,
        embargoed_until=stamp(item.get("embargoed")) or stamp(item.get("embargoeduntil")),
        status=_status(item),
        urgency=urgency(item.get("urgency")),
        language=hints.language(item.get("language")),
        rights=joined(
            _words(item, "copyrightnotice") or _words(item, "copyrightholder"), _words(item, "usageterms")
        ),
        credit=credit,
        slug=_words(item, "slugline"),
        agency=joined(credit, *_sources(item), by=", "),
        outlet=next(iter(_sources(item)), None) or credit,
        url=url if url and url.startswith(("http://", "https://")) else None,
    )


def _sources(item: Item) -> list[str]:
    listed = [hints.words(source) for source in _parts(item, "infosources", "providers")]
    return [s for s in (*listed, _words(item, "provider", "infosource", "source")) if s]


def _status(item: Item) -> str | None:
    status = _words(item, "pubstatus")
    return status.rpartition(":")[2].lower() if status else None


def _text(item: Item, noun: str) -> str | None:
    """A headline or description: one value, or of several with roles the main one."""
    listed = [part for part in _parts(item, f"{noun}s") if isinstance(part.get("value"), str)]
    main = [part for part in listed if "main" in str(part.get("role", "")).lower()] or listed
    if main:
        return str(main[0]["value"])
    return _words(item, noun, f"{noun}text", f"{noun}html", f"{noun}caption", f"{noun}summary")


def _parts(item: Item, *keys: str) -> Iterator[Mapping[str, Any]]:
    for key in keys:
        value = item.get(key)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, Mapping):
                yield {_key(k): v for k, v in part.items()}


def _kind(part: Mapping[str, Any]) -> str:
    if not isinstance(part.get("value"), str):
        return ""
    return f"{part.get('contenttype', '')} {part.get('role', '')}".lower() + " text"


def _words(item: Item, *keys: str) -> str | None:
    return next((found for key in keys if (found := hints.words(item.get(key)))), None)


def _number(value: object) -> str | None:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else hints.words(value)


def _key(key: object) -> str:
    return str(key).lower().replace("_", "")
