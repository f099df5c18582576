"""A kind of record is the same whether it is found by itself or beside all others, in whatever order."""

import json
from pathlib import Path

import pytest

import parley
from parley.find.base import Analysis
from parley.pipeline import Reader
from parley.records import Document
from parley.settings import Settings

EXAMPLE = Path(parley.__file__).parent / "example"
READER = Reader(Settings(profile=str(EXAMPLE / "profile.toml")))
KINDS = sorted({finder.kind for finder in READER.finders} - {"mentions", "statements"})


@pytest.fixture(scope="module")
def pages():
    lines = (EXAMPLE / "expected" / "documents.jsonl").read_text(encoding="utf-8").split("\n")
    documents = [Document.from_dict(json.loads(line)) for line in lines if line]
    read = [document for document in documents if document.language == "en"]
    return [(document, READER.find(document).records) for document in read[::2]]


@pytest.mark.parametrize("kind", KINDS)
def test_by_itself(pages, kind):
    for document, found in pages:
        assert READER.find(document, (kind,)).records[kind] == found[kind]


def test_in_another_order(pages):
    for document, found in pages:
        records = {}
        analysis = Analysis(document, READER.passages(document), READER.profile, records)
        late = [
            finder for finder in READER.finders if finder.kind not in ("mentions", "statements", "figures")
        ]
        early = [finder for finder in READER.finders if finder not in late]
        waiting = sorted(late, key=lambda finder: finder.kind, reverse=True)
        for finder in early:
            records[finder.kind] = tuple(finder.find(analysis))
        while waiting:
            ready = next(f for f in waiting if set(f.needs) <= records.keys())
            records[ready.kind] = tuple(ready.find(analysis))
            waiting.remove(ready)
        assert records == dict(found)
