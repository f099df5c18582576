"""The bundled example's record is exactly the expected one."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def rows(file):
    """The rows of a JSON Lines file; a line ends at a line feed only."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("record_example", ROOT / "scripts" / "record_example.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def exported(script, tmp_path_factory):
    out = tmp_path_factory.mktemp("example") / "out"
    script.export_example(out)
    return out


def test_the_record_is_the_expected_one(script, exported):
    found = script.differences(script.EXPECTED, exported)
    assert not found, "\n".join([*found, "if the change is meant: python scripts/record_example.py"])


def test_every_quote_stands_in_its_page(exported):
    texts = {d["id"]: d["text"] for d in rows(exported / "documents.jsonl")}
    seen = 0
    for kind in ("statements", "figures", "mentions"):
        for entry in rows(exported / f"{kind}.jsonl"):
            for item in entry["evidence"]:
                assert texts[item["document_id"]][item["start"] : item["end"]] == item["quote"]
                seen += 1
    assert seen > 500


def test_entries_of_a_page_lie_together_by_id(exported):
    for kind in ("mentions", "roles", "clues"):
        of = {(r["document_id"], r["id"].rpartition("-")[2][:4]) for r in rows(exported / f"{kind}.jsonl")}
        assert len(of) == len({document for document, _ in of}), kind


def test_the_empty_and_the_broken_page_are_rejections_with_reasons(exported):
    rejected = {r["uri"]: r["reason"] for r in rows(exported / "rejections.jsonl")}
    assert rejected["empty.txt"]["code"] == "empty"
    assert "damaged.txt" in rejected
    assert all(reason["text"] for reason in rejected.values())
