"""Why a statement is in the record: its cue and frame, what decided its speaker, and who else was weighed.

Records keep what was found; what was weighed and lost is found again here, from the stored text with
the same finder, when somebody asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from parley.find.base import Analysis
from parley.find.reports import Report
from parley.find.speakers.ruling import Ruling
from parley.find.statements import ascribed
from parley.pipeline import Reader
from parley.records import Document, row
from parley.settings import Settings

Row = dict[str, Any]


def reasons(document: Document, entry: Mapping[str, Any], settings: Settings) -> Row | None:
    """`{cue, frame, relation, speaker}` of a statement; None if the finder does not find it in the text now.

    `cue` is `{lemma, act, frames}` or null; `speaker` `{basis, score, options}` or null, `options`
    everybody weighed, best first, each `{name, actor_id, score, features}`.
    """
    reader = Reader(replace(settings, llm_model=""))  # the rules alone: no endpoint is asked
    found = reader.find(document, ("mentions",))
    if "mentions" in found.faults:
        return None
    analysis = Analysis(
        document, reader.passages(document), reader.profile, {"mentions": found.records["mentions"]}
    )
    wanted = row(entry["content_spans"])
    for report, ruling in ascribed(analysis):
        if row(report.content) == wanted and _cue_span(report) == row(entry["cue_span"]):
            return _reasons(report, ruling)
    return None


def _cue_span(report: Report) -> Any:
    return row(report.cue_span)


def _reasons(report: Report, ruling: Ruling | None) -> Row:
    cue = report.cue
    return {
        "cue": {"lemma": cue.lemma, "act": cue.act, "frames": sorted(cue.frames)} if cue else None,
        "frame": report.rule,
        "relation": report.relation,
        "speaker": _speaker(ruling) if ruling else None,
    }


def _speaker(ruling: Ruling) -> Row:
    speaker = ruling.speaker
    options = [
        {
            "name": option.name,
            "actor_id": option.actor_id,
            "score": round(option.score, 3),
            "features": list(option.features),
        }
        for option in ruling.options
    ]
    return {"basis": speaker.basis, "score": speaker.score, "options": options}
