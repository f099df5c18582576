"""``datapackage.json``, held to Data Package v1 by frictionless, with every cell of the CSV files."""

import json

import pytest
from frictionless import Package, validate


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_the_manifest_is_a_data_package(record, tmp_path, form):
    record.export(tmp_path / "out", form)
    described = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert [e.message for e in Package.metadata_validate(described)] == []
    assert len(described["resources"]) == len({r["name"] for r in described["resources"]}) > 10


def test_the_tables_are_as_the_manifest_describes_them(record, tmp_path):
    record.export(tmp_path / "out", "csv")
    report = validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.flatten(["name", "type", "message"]) == []
    assert report.stats["tasks"] > 10
