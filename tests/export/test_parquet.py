"""Parquet: the rows as they are, with columns that have types."""

import json
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from parley.errors import UsageError
from parley.export.fields import kinds
from parley.export.parquet import write_parquet


def back(kind, row):
    """A row of a Parquet file as what it was."""
    types = {f.name: f.type for f in kinds()[kind].fields}
    out = {}
    for name, value in row.items():
        if types[name] == "json" and value is not None:
            value = json.loads(value)
        if types[name] == "date" and value is not None:
            value = {**value, "proof": json.loads(value["proof"])}
        out[name] = value
    return out


def test_rows_are_exact_and_columns_typed(record, tmp_path):
    record.export(tmp_path / "out", "parquet")
    for kind in ("documents", "statements", "figures", "mentions", "actors", "positions", "clues", "dates"):
        table = pq.read_table(tmp_path / "out" / f"{kind}.parquet")
        assert [back(kind, row) for row in table.to_pylist()] == list(record.iterate(kind)), kind
    schema = pq.read_schema(tmp_path / "out" / "statements.parquet")
    assert schema.field("negated").type == pa.bool_()
    assert schema.field("about").type == pa.list_(pa.string())
    assert schema.field("evidence").type.value_type.field("start").type == pa.int64()


def test_a_kind_that_parley_does_not_know_takes_the_types_of_its_rows(tmp_path):
    rows = [
        {"id": "a", "n": 1, "x": 2, "who": ["b"], "deep": {"y": [1]}, "none": None},
        {"id": "b", "n": None, "x": 0.5, "who": [], "deep": None, "none": None, "late": True},
    ]
    assert write_parquet(tmp_path / "omens.parquet", "omens", rows) == 2
    table = pq.read_table(tmp_path / "omens.parquet")
    assert table.schema.field("n").type == pa.int64() and table.schema.field("x").type == pa.float64()
    assert table.to_pylist()[0]["who"] == ["b"] and json.loads(table.to_pylist()[0]["deep"]) == {"y": [1]}
    assert [row["late"] for row in table.to_pylist()] == [None, True]


def test_without_pyarrow_it_says_what_to_install(record, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"parley-news\[parquet\]"):
        record.export(tmp_path / "out", "parquet")
