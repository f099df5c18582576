"""The cases of ``phenomena/NN-name.toml``: texts, and the statements that a careful reader finds in them.

The statements that a case names are all there are. Of each only the fields given are compared; ``""``
stands for null. `content` is a list where it has several spans; `not_speaker` lists whom the speaker
must not be taken for. `look_alike` cases hold what must not be read as the phenomenon. `fails` says
why a case is not met yet. `page` cases are whole pages, read from their bytes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.find.pages import statements

from parley.pipeline import Reader
from parley.records import Page, Statement
from parley.settings import Settings

Case = Mapping[str, Any]
FOLDER = Path(__file__).parent / "phenomena"
CASES: Mapping[str, Mapping[str, Case]] = {
    file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.toml"))
}
OF_SPEAKER = {"speaker": "name", "surface": "surface", "anonymous": "anonymous", "actor_id": "actor_id"}


def found(case: Case) -> list[dict[str, Any]]:
    """The statements of a case's text in order, each with the fields that the case compares."""
    text, records = _read(case)
    wanted = [*case["find"], *[{"content": ""}] * len(records)]
    return [{field: _value(text, s, field, w[field]) for field in w} for s, w in zip(records, wanted)]  # noqa: B905


def _read(case: Case) -> tuple[str, list[Statement]]:
    if "page" in case:
        kind = "text/html" if case["page"].startswith("<") else "text/plain"
        reading = Reader(Settings()).read(Page("page", "page", case["page"].encode(), kind, "utf-8"))
        assert reading.document is not None, reading.rejection
        return reading.document.text, _in_order(reading.records["statements"])
    return case["text"], _in_order(statements(case["text"]))


def _in_order(records: Any) -> list[Statement]:
    return sorted(records, key=lambda s: s.content_spans)


def _value(text: str, statement: Statement, field: str, wanted: Any) -> Any:
    """A field as a case writes it."""
    if field == "content":
        parts = [text[start:end] for start, end in statement.content_spans]
        return parts if len(parts) > 1 else parts[0]
    if field == "not_speaker":
        name = statement.speaker and statement.speaker.name
        return f"is {name}" if name in wanted else wanted
    holder = statement.speaker if field in OF_SPEAKER else statement
    value = getattr(holder, OF_SPEAKER.get(field, field), None)
    return "" if value is None else value
