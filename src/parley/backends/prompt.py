"""What is sent to a language model: prompt.toml filled with one passage, as data.

The request names no tools. The line that closes the passage is made from the passage's own hash, so
that no page can hold it, and the same passage is asked in the same words each time.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from parley.records import make_id

# How the answer's form is asked for, best first; a server that does not know one is asked for the next.
FORMS = ("json_schema", "json_object", "text")
ANSWER_TOKENS = 4096  # the longest answer; a passage's statements take 100 to 600, a reasoning model more


@cache
def fingerprint() -> str:
    """Changes with any word of the prompt."""
    return make_id("prompt", _text())


def request(model: str, passage: str, form: str) -> dict[str, Any]:
    """The body of a chat completion request; `form` is one of `FORMS`."""
    data = _data()
    user = data["user"].strip().replace("{mark}", mark(passage)).replace("{passage}", passage)
    body: dict[str, Any] = {
        "model": model,
        "messages": [
            {"role": "system", "content": data["system"].strip()},
            {"role": "user", "content": user},
        ],
        "temperature": 0,
        "max_tokens": ANSWER_TOKENS,
        "stream": False,
    }
    if form == "json_schema":
        schema = {"name": "statements", "strict": True, "schema": json.loads(data["schema"])}
        body["response_format"] = {"type": form, "json_schema": schema}
    elif form == "json_object":
        body["response_format"] = {"type": form}
    return body


def mark(passage: str) -> str:
    """The line around a passage; a page that held it would have to contain its own SHA-256."""
    return f"=== {hashlib.sha256(passage.encode('utf-8', 'surrogatepass')).hexdigest()[:32]} ==="


def _text() -> str:
    return (files(__package__) / "prompt.toml").read_text(encoding="utf-8")


@cache
def _data() -> dict[str, str]:
    data: dict[str, str] = tomllib.loads(_text())
    return data
