"""Exports: all rows, exact in JSON Lines, safe in CSV, described, the same every time."""

import csv
import dataclasses
import io
import json

import pytest
from hypothesis import given, strategies

import parley
from parley import records
from parley.errors import UsageError
from parley.export.cells import cells, columns, guard
from parley.export.fields import TYPES, kinds
from parley.export.files import csv_text, json_line


def read(folder, name):
    text = (folder / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


@pytest.fixture(scope="module")
def out(isles, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    with parley.open(isles) as record:
        for form in ("jsonl", "csv"):
            record.export(folder / form, form)
    return folder


def test_rows_are_those_of_the_listings_and_the_manifest_counts_them(isles, out):
    with parley.open(isles) as record:
        counts = {**record.status()["counts"]}
        for name in ("documents", "statements", "figures", "actors"):
            rows = read(out / "jsonl", name)
            assert rows == list(record.iterate(name))
            assert len(rows) == record.count(name) == counts[name] > 0
        assert read(out / "jsonl", "rejections") == list(record.rejections())
    for form in ("jsonl", "csv"):
        manifest = json.loads((out / form / "datapackage.json").read_text(encoding="utf-8"))
        for resource in manifest["resources"]:
            text = (out / form / resource["path"]).read_text(encoding="utf-8")
            found = text.split("\n")[:-1] if form == "jsonl" else list(csv.reader(io.StringIO(text)))[1:]
            assert len(found) == resource["rows"] == counts[resource["name"]]
            assert resource["bytes"] == len((out / form / resource["path"]).read_bytes())
        names = {resource["path"] for resource in manifest["resources"]}
        assert {p.name for p in (out / form).iterdir()} == names | {"datapackage.json"}


def test_every_span_reproduces_its_words(out):
    texts = {row["id"]: row["text"] for row in read(out / "jsonl", "documents")}
    seen = 0
    for name in ("statements", "figures", "mentions", "actors"):
        for row in read(out / "jsonl", name):
            for item in row["evidence"]:
                assert texts[item["document_id"]][item["start"] : item["end"]] == item["quote"]
                seen += 1
    assert seen > 20


def test_exporting_again_gives_the_same_bytes_and_replaces_what_was_there(isles, out, tmp_path):
    with parley.open(isles) as record:
        record.export(tmp_path / "a", "csv")
        (tmp_path / "a" / "statements.csv").write_text("old", encoding="utf-8")
        record.export(tmp_path / "a", "csv")
    for file in (out / "csv").iterdir():
        assert (tmp_path / "a" / file.name).read_bytes() == file.read_bytes()


def test_a_kind_that_is_gone_leaves_no_stale_file_and_other_files_stay(isles, tmp_path):
    target = tmp_path / "a"
    with parley.open(isles) as record:
        record.export(target)
        manifest = json.loads((target / "datapackage.json").read_text(encoding="utf-8"))
        manifest["resources"] += [{"path": "old.jsonl"}, {"path": "../outside.jsonl"}]
        (target / "datapackage.json").write_text(json.dumps(manifest), encoding="utf-8")
        for name in ("a/old.jsonl", "a/mine.jsonl", "outside.jsonl"):
            (tmp_path / name).write_text("{}", encoding="utf-8")
        record.export(target)
    assert not (target / "old.jsonl").exists()
    assert (target / "mine.jsonl").exists()
    assert (tmp_path / "outside.jsonl").exists()


def test_a_folder_that_holds_other_things_is_not_written_to(isles, tmp_path):
    (tmp_path / "thesis.doc").write_text("mine", encoding="utf-8")
    with parley.open(isles) as record:
        with pytest.raises(UsageError, match="not empty"):
            record.export(tmp_path)
        with pytest.raises(UsageError, match="is a file"):
            record.export(tmp_path / "thesis.doc")
        with pytest.raises(UsageError, match="jsonl, csv"):
            record.export(tmp_path / "out", "xml")
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_failed_export_leaves_the_earlier_one(isles, tmp_path, monkeypatch):
    with parley.open(isles) as record:
        record.export(tmp_path / "a")
        before = {p.name: p.read_bytes() for p in (tmp_path / "a").iterdir()}
        monkeypatch.setattr("parley.export.files.manifest", lambda *_: {}["full disk"])
        with pytest.raises(KeyError):
            record.export(tmp_path / "a")
    assert {p.name: p.read_bytes() for p in (tmp_path / "a").iterdir()} == before


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+44 20", "'+44 20"),
        ("-five", "'-five"),
        ("- Prisoner swap -", "'- Prisoner swap -"),
        ("@venn", "'@venn"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("-5", "-5"),
        ("+1,200.5", "+1,200.5"),
        ("-2e3", "-2e3"),
        ("-1\n", "'-1\n"),
        ("plain = text", "plain = text"),
        ("", ""),
        (-5, -5),
        (-0.5, -0.5),
        (None, None),
    ],
)
def test_no_text_is_a_formula_and_no_number_is_spoilt(cell, guarded):
    assert guard(cell) == guarded


def test_the_guard_stands_in_the_file_and_in_the_manifest(out):
    row = {"id": "f", "low": -5.0, "unit": "=cmd", "evidence": [], "date": None, "source": None}
    (found,) = csv.DictReader(io.StringIO(csv_text("figures", [row])))
    assert (found["low"], found["unit"]) == ("-5", "'=cmd")
    text = json.loads((out / "csv" / "datapackage.json").read_text(encoding="utf-8"))["description"]
    assert "apostrophe" in text


@given(strategies.text(max_size=40))
def test_what_a_csv_cell_holds_is_the_text_but_for_the_guard(text):
    row = {"id": "x", "content": text}
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    (found,) = csv.DictReader(io.StringIO(csv_text("statements", [row]), newline=""))
    assert found["content"] in (text, "'" + text)
    assert not found["content"].startswith(("=", "@", "\t", "\r", "\n"))


@given(strategies.text(alphabet=strategies.characters(), max_size=40))
def test_a_json_line_is_one_line_exact_and_writable(text):
    line = json_line({"content": text})
    assert json.loads(line) == {"content": text}
    assert line.count("\n") == 1
    line.encode()


def test_every_declared_field_is_a_field_of_its_dataclass_and_the_other_way_round():
    for cls in (records.Document, records.Statement, records.Figure, records.Position, records.Mention):
        of_views = (
            "uri",
            "outlet",
            "page_date",
            "found_at",
            "change",
            "follows",
            "review",
        )  # of the page that an entry stands in, or of the store
        declared = [f.name for f in kinds()[cls.KIND].fields if f.name not in of_views]
        assert declared == [f.name for f in dataclasses.fields(cls) if f.name not in of_views]
    assert {f.type for kind in kinds().values() for f in kind.fields} <= set(TYPES)


def test_every_exported_row_has_exactly_the_declared_fields_in_order(out):
    for file in (out / "jsonl").glob("*.jsonl"):
        declared = [f.name for f in kinds()[file.stem].fields]
        for row in read(out / "jsonl", file.stem):
            assert list(row) == declared, file.stem


def test_every_kind_but_rejections_has_an_id_first():
    assert {name for name, kind in kinds().items() if kind.fields[0].name != "id"} == {"rejections"}


def test_cells_fill_the_columns():
    for name, kind in kinds().items():
        row = dict.fromkeys(f.name for f in kind.fields)
        assert list(cells(name, row)) == [column.name for column in columns(name)]


def test_an_unknown_kind_has_the_columns_of_its_rows():
    rows = [{"id": "a", "x": {"y": 1}}, {"id": "b", "z": 2}]
    found = list(csv.DictReader(io.StringIO(csv_text("omens", rows))))
    assert found == [{"id": "a", "x": '{"y": 1}', "z": ""}, {"id": "b", "x": "", "z": "2"}]
