"""Every format holds what the listings show for the same filter; JSON Lines come back as they were."""

import json

import pytest

from parley.errors import UsageError
from parley.export.formats import FORMATS
from parley.export.read import read

FILTERS = (
    {},
    {"speaker": "Dross"},
    {"party": "Brantia"},
    {"since": "2031-06-04"},
    {"until": "2031-06-03"},
    {"outlet": "The Sele Ledger"},
    {"issue": "ceasefire"},
    {"act": "demand"},
    {"mode": "direct"},
    {"since": "2031-06", "until": "2031-06", "party": "Corvale"},
)


def kinds(record):
    with record.view() as view:
        return ["documents", *view.kinds()]


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize("name", FORMATS)
def test_a_format_holds_as_many_rows_as_the_listing_shows_for_the_same_filter(
    record, tmp_path, name, filters
):
    counts = record.export(tmp_path / f"out{FORMATS[name].suffix}", name, **filters)
    for kind in kinds(record):
        held = counts.get(kind, 0) + counts.left_out.get(kind, 0)
        if kind in counts or kind in counts.left_out or FORMATS[name].style == "table":
            assert held == record.count(kind, **filters), (name, kind, filters)


def test_the_filters_choose_some_and_not_all(record):
    for filters in FILTERS[1:]:
        chosen = {kind: record.count(kind, **filters) for kind in kinds(record)}
        assert 0 < sum(chosen.values()) < sum(record.count(kind) for kind in kinds(record)), filters


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_json_lines_read_back_are_the_same_rows_and_spans(record, tmp_path, filters):
    record.export(tmp_path / "out", **filters)
    package = read(tmp_path / "out")
    assert package.faults() == []
    assert set(package.kinds) == {*kinds(record), "rejections"}
    for kind in kinds(record):
        before, after = list(record.iterate(kind, **filters)), list(package.rows(kind))
        assert [row.get("id") for row in after] == [row.get("id") for row in before]
        assert after == before
    assert [d.id for d in package.documents()] == [row["id"] for row in record.documents(**filters)]
    for document, row in zip(package.documents(), record.documents(**filters), strict=True):
        assert {**row, **document.to_dict()} == row


def test_what_was_changed_after_it_was_written_is_told(record, tmp_path):
    record.export(tmp_path / "out")
    file = tmp_path / "out" / "statements.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    row = json.loads(lines[0])
    row["evidence"][0]["quote"] = "what nobody said"
    file.write_text(json.dumps(row) + "\n" + "".join(lines[1:-1]), encoding="utf-8")
    told = "\n".join(read(tmp_path / "out").faults())
    assert "changed since" in told and "rows, not" in told and "what nobody said" in told


def test_what_is_no_export_is_not_read(record, tmp_path):
    with pytest.raises(UsageError, match="no export in JSON Lines"):
        read(tmp_path)
    record.export(tmp_path / "tables", "csv")
    with pytest.raises(UsageError, match="another format"):
        read(tmp_path / "tables")


def test_the_command_takes_the_filters_and_says_what_it_wrote(cli, talks, tmp_path):
    code, _, err = cli("export", "-r", talks, "--speaker", "Dross", tmp_path / "out")
    assert code == 0 and "statement" in err
    assert all(row["speaker"]["name"] == "Ilan Dross" for row in read(tmp_path / "out").rows("statements"))
    code, _, err = cli("export", "-r", talks, "--issue", "ceasfire", tmp_path / "other")
    assert code == 2 and "ceasefire" in err
    code, _, err = cli("export", "-r", talks, "-")
    assert code == 2 and "folder" in err
